"""Settings in layers."""

import tomllib
from pathlib import Path

import pytest

from kalends.settings import BadSetting, Settings, load


def environ(tmp_path: Path, **others: str) -> dict[str, str]:
    return {"KALENDS__DATA__FOLDER": str(tmp_path), **others}


def test_the_defaults_are_complete_and_valid(tmp_path: Path) -> None:
    loaded = load(environ=environ(tmp_path))

    assert loaded.settings.server.port == 8000
    assert loaded.layers["server.port"] == "default.toml"


def test_each_layer_wins_over_the_one_below(tmp_path: Path) -> None:
    (tmp_path / "local.toml").write_text("[server]\nport = 1\n[worker]\npoll = 2.5\n[telemetry]\nlog_level = 'error'\n")
    outside = environ(tmp_path, KALENDS__SERVER__PORT="2", KALENDS__WORKER__POLL="3.5")

    loaded = load({"server.port": "3"}, outside)

    assert (loaded.settings.server.port, loaded.layers["server.port"]) == (3, "command line")
    assert (loaded.settings.worker.poll, loaded.layers["worker.poll"]) == (3.5, "environment")
    assert (loaded.settings.telemetry.log_level, loaded.layers["telemetry.log_level"]) == (
        "error",
        str(tmp_path / "local.toml"),
    )
    assert loaded.layers["telemetry.log_format"] == "development.toml"


def test_an_unknown_key_is_refused_with_the_nearest_known_one(tmp_path: Path) -> None:
    (tmp_path / "local.toml").write_text("[server]\nprot = 1\n")

    with pytest.raises(BadSetting, match=r"server\.prot .*Did you mean server\.port\?"):
        load(environ=environ(tmp_path))


def test_an_unknown_section_in_the_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"no setting sever \(environment\)\. Did you mean server\?"):
        load(environ=environ(tmp_path, KALENDS__SEVER__PORT="1"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KALENDS__SERVER__PORT", "http"),
        ("KALENDS__SERVER__PORT", "70000"),
        ("KALENDS__SERVER__PUBLIC_URL", "kalends.example"),
        ("KALENDS__MAIL__SECURITY", "ssl"),
        ("KALENDS__ACCOUNTS__ACCESS_TOKEN_LIFETIME", "3600"),
    ],
)
def test_a_bad_value_fails_in_one_line_that_names_the_setting_and_its_layer(
    tmp_path: Path, name: str, value: str
) -> None:
    """CHECKLIST 64."""
    setting = name.removeprefix("KALENDS__").lower().replace("__", ".")

    with pytest.raises(BadSetting) as refused:
        load(environ=environ(tmp_path, **{name: value}))

    assert setting in str(refused.value)
    assert "environment" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "local.toml").write_text("[server\n")

    with pytest.raises(BadSetting, match=r"local\.toml can't be read"):
        load(environ=environ(tmp_path))


def test_an_unknown_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="KALENDS_ENV"):
        load(environ=environ(tmp_path, KALENDS_ENV="staging"))


def test_secrets_show_as_stars(tmp_path: Path) -> None:
    loaded = load(environ=environ(tmp_path, KALENDS__MAIL__PASSWORD="swordfish"))

    shown = {name: value for name, value, _ in loaded.lines()}

    assert "swordfish" not in str(shown) + repr(loaded)
    assert set(shown["mail.password"]) == {"*"}


def test_the_configuration_folder_may_lie_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "etc"
    elsewhere.mkdir()
    (elsewhere / "local.toml").write_text("[server]\nport = 9\n")

    loaded = load(environ=environ(tmp_path, KALENDS_CONFIG_DIR=str(elsewhere)))

    assert loaded.settings.server.port == 9


def test_every_setting_is_explained_in_the_reference() -> None:
    root = Path(__file__).parents[1]
    defaults = tomllib.loads((root / "src/kalends/config/default.toml").read_text())
    reference = (root / "docs/reference/settings.md").read_text()

    missing = [f"{s}.{k}" for s, keys in defaults.items() for k in keys if f"`{s}.{k}`" not in reference]

    assert missing == []
    assert set(defaults) == set(Settings.model_fields)

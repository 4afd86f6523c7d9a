"""Settings in layers, the last wins; the only module that reads the environment."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork, SecretStr, ValidationError

PREFIX = "KALENDS__"


class BadSetting(Exception):
    """A setting that can't be used; one line that names it, its layer and the remedy."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Server(Section):
    host: str
    port: int = Field(ge=0, le=65535)
    processes: int = Field(ge=1, le=64)
    public_url: str = Field(pattern=r"^(https?://[^/\s]+)?$")
    trusted_proxies: list[str]
    drain: float = Field(ge=0, le=600)
    grace: float = Field(ge=0, le=600)
    header_timeout: float = Field(gt=0, le=60)


class Data(Section):
    folder: Path


class DatabaseSettings(Section):
    url: SecretStr
    app_url: SecretStr
    pool: int = Field(ge=2, le=200)
    binaries: str
    account: str


class Secrets(Section):
    master_key: SecretStr


class AccountsSettings(Section):
    is_registration_open: bool
    argon2_memory_kib: int = Field(ge=8, le=4_194_304)
    argon2_iterations: int = Field(ge=1, le=100)
    argon2_parallelism: int = Field(ge=1, le=16)
    argon2_at_once: int = Field(ge=1, le=64)
    argon2_queue: int = Field(ge=1, le=10_000)
    # CHECKLIST 9 and 16 set the upper ends.
    access_token_lifetime: int = Field(ge=10, le=600)
    session_lifetime: int = Field(ge=60)
    mail_link_lifetime: int = Field(ge=60, le=900)


class Limits(Section):
    body: int = Field(ge=1024)
    import_body: int = Field(ge=1024)
    body_stall: float = Field(gt=0)
    body_total: float = Field(gt=0)
    write_stall: float = Field(gt=0)
    headers: int = Field(ge=1024)
    url: int = Field(ge=256)
    json_depth: int = Field(ge=2)
    burst: int = Field(ge=1)
    per_second: float = Field(gt=0)
    sign_in_burst: int = Field(ge=1)
    sign_in_per_minute: float = Field(gt=0)
    watchers: int = Field(ge=0)
    watchers_per_address: int = Field(ge=0)
    streams: int = Field(ge=0)
    streams_per_person: int = Field(ge=0)


class MeetingsSettings(Section):
    are_guests_welcome: bool


class AttachmentsSettings(Section):
    max_bytes: int = Field(ge=1)
    most_of_event: int = Field(ge=1, le=100)
    space_bytes: int = Field(ge=1)


class CacheSettings(Section):
    seconds: float = Field(gt=0)
    bytes: int = Field(ge=0)


class MailSettings(Section):
    transport: Literal["log", "smtp"]
    host: str
    port: int = Field(ge=1, le=65535)
    user: str
    password: SecretStr
    security: Literal["starttls", "tls", "plain"]
    sender: str
    replies_to: str
    timeout: float = Field(gt=0)
    inbound_secret: SecretStr
    imap_host: str
    imap_port: int = Field(ge=1, le=65535)
    imap_security: Literal["starttls", "tls", "plain"]
    imap_user: str
    imap_password: SecretStr
    imap_folder: str = Field(min_length=1)


class ChannelsSettings(Section):
    mail_at_once: int = Field(ge=1, le=1000)
    mail_timeout: float = Field(gt=0)
    mail_tries: int = Field(ge=1, le=100)
    webhook_at_once: int = Field(ge=1, le=1000)


class HistorySettings(Section):
    # Webhooks are tried for three days, and what they are sent must still be there.
    after_days: int = Field(ge=4)
    months: int = Field(ge=0)


class OutboundSettings(Section):
    allowed_networks: list[IPvAnyNetwork]


class NoticesSettings(Section):
    answer_reminder_hours: float = Field(gt=0, le=720)


class WorkerSettings(Section):
    lease: float = Field(ge=1)
    poll: float = Field(gt=0)
    batch: int = Field(ge=1, le=10_000)
    connections: int = Field(ge=2, le=100)
    nice: int = Field(ge=0, le=19)


class Telemetry(Section):
    log_format: Literal["json", "console"]
    log_level: Literal["debug", "info", "warning", "error"]
    otlp_endpoint: str
    metrics_from: list[str]


class Cors(Section):
    origins: list[str]


class Settings(Section):
    server: Server
    data: Data
    database: DatabaseSettings
    secrets: Secrets
    accounts: AccountsSettings
    meetings: MeetingsSettings
    attachments: AttachmentsSettings
    limits: Limits
    cache: CacheSettings
    mail: MailSettings
    channels: ChannelsSettings
    outbound: OutboundSettings
    notices: NoticesSettings
    history: HistorySettings
    worker: WorkerSettings
    telemetry: Telemetry
    cors: Cors

    @property
    def public_url(self) -> str:
        return self.server.public_url or f"http://{_spoken(self.server.host)}:{self.server.port}"

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, and for each ("section.key") the layer that had the last word."""

    settings: Settings
    layers: Mapping[str, str]

    def lines(self) -> Iterator[tuple[str, str, str]]:
        """(name, value, layer) of every setting; secrets show as stars."""
        for section_name, section in self.settings:
            for key, value in section:
                name = f"{section_name}.{key}"
                yield name, str(value), self.layers[name]


def load(overrides: Mapping[str, str] | None = None, environ: Mapping[str, str] = os.environ) -> Loaded:
    """Read all layers. `overrides` ("server.port": "8001") come from the command line and win over everything."""
    values: dict[str, dict[str, Any]] = {}
    layers: dict[str, str] = {}
    environment = environ.get("KALENDS_ENV", "development")
    own = files("kalends.config")
    known = tomllib.loads((own / "default.toml").read_text())
    _lay(values, layers, known, known, "default.toml")
    shipped = own / f"{environment}.toml"
    if not shipped.is_file():
        raise BadSetting(f"KALENDS_ENV is “{environment}”, which is not known. Use production or development.")
    _lay(values, layers, tomllib.loads(shipped.read_text()), known, f"{environment}.toml")
    from_outside = _from_environment(environ, known)
    given = _from_overrides(overrides or {})
    folder = _data_folder(values, from_outside, given)
    local = Path(environ.get("KALENDS_CONFIG_DIR", folder)) / "local.toml"
    if local.is_file():
        _lay(values, layers, _read(local), known, str(local))
    _lay(values, layers, from_outside, known, "environment")
    _lay(values, layers, given, known, "command line")
    values["data"]["folder"] = _data_folder(values, {}, {})
    return Loaded(_validated(values, layers), layers)


def _data_folder(*layers: Mapping[str, Mapping[str, Any]]) -> Path:
    for layer in reversed(layers):
        if folder := layer.get("data", {}).get("folder"):
            return Path(str(folder)).expanduser().resolve()
    return Path("var").resolve()


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as broken:
        raise BadSetting(f"{path} can't be read: {broken}") from broken


def _lay(
    values: dict[str, dict[str, Any]],
    layers: dict[str, str],
    layer: Mapping[str, Any],
    known: Mapping[str, Mapping[str, Any]],
    name: str,
) -> None:
    for section, keys in layer.items():
        _ensure_known(section, known, name)
        if not isinstance(keys, dict):
            raise BadSetting(f"[{section}] in {name} is a section, not a value.")
        for key, value in keys.items():  # pyright: ignore[reportUnknownVariableType]  # TOML
            _ensure_known(str(key), known[section], name, f"{section}.")  # pyright: ignore[reportUnknownArgumentType]
            values.setdefault(section, {})[str(key)] = value  # pyright: ignore[reportUnknownArgumentType]
            layers[f"{section}.{key}"] = name


def _ensure_known(key: str, known: Mapping[str, Any], layer: str, prefix: str = "") -> None:
    if key not in known:
        nearest = get_close_matches(key, known, n=1, cutoff=0)
        hint = f" Did you mean {prefix}{nearest[0]}?" if nearest else ""
        raise BadSetting(f"There is no setting {prefix}{key} ({layer}).{hint}")


def _from_environment(environ: Mapping[str, str], known: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    layer: dict[str, dict[str, Any]] = {}
    for name, text in environ.items():
        if name.startswith(PREFIX):
            section, _, key = name.removeprefix(PREFIX).lower().partition("__")
            is_list = isinstance(known.get(section, {}).get(key), list)
            layer.setdefault(section, {})[key] = [p.strip() for p in text.split(",") if p.strip()] if is_list else text
    return layer


def _from_overrides(overrides: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    layer: dict[str, dict[str, Any]] = {}
    for name, text in overrides.items():
        section, _, key = name.partition(".")
        layer.setdefault(section, {})[key] = text
    return layer


def _validated(values: Mapping[str, Any], layers: Mapping[str, str]) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as refused:
        first = refused.errors(include_input=False, include_url=False)[0]
        name = ".".join(str(part) for part in first["loc"][:2])
        raise BadSetting(f"{name} ({layers.get(name, 'default.toml')}): {first['msg']}") from None


def _spoken(host: str) -> str:
    """A name that a browser on this machine can open."""
    if host in {"0.0.0.0", "::", "127.0.0.1", "::1"}:  # noqa: S104  # compared, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host

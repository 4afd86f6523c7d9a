"""The processes: `serve` is a supervisor over PostgreSQL, the web server and the worker; each runs alone as well.

Nothing outlives its parent: every child asks the kernel to be ended with it (PR_SET_PDEATHSIG), so `kill -9` of the
supervisor leaves no orphan, and what was committed is in PostgreSQL.
"""

import asyncio
import ctypes
import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg
from psycopg import sql

from kalends import data_folder
from kalends.settings import Loaded, Settings, load
from kalends.store import embedded
from kalends.store.database import Stores
from kalends.store.migrate import migrate

PARENT = "KALENDS_PARENT_PID"
PR_SET_PDEATHSIG = 1
# A child that dies this often is not helped by starting it again.
RESTARTS = 5
RESTART_WINDOW = 60.0
LOOK_EVERY = 0.2
# Beyond what the children may take to finish (server.grace), for their own tidying.
STOP_MARGIN = 1.5


class CannotStart(Exception):
    """Why not, in one line, and what to do."""


def die_with_parent() -> None:
    """Called first by every child of the supervisor. The parent may have died before we could ask."""
    parent = os.environ.get(PARENT)
    if parent is not None and sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != int(parent):
            sys.exit(1)


def stores_of(settings: Settings) -> Stores:
    """The database as the settings name it, or the embedded one of a `kalends serve` that is running."""
    if url := settings.database.url.get_secret_value():
        app = settings.database.app_url.get_secret_value()
        return Stores(owner=url, app=app or url, act_as=None if app else "kalends_app")
    address = embedded.address(settings.data.folder)
    return Stores(owner=address.owner_conninfo, app=address.app_conninfo, act_as=None)


@contextmanager
def database_of(settings: Settings) -> Generator[embedded.Cluster | None]:
    """The embedded server for as long as the context lasts; nothing where a URL names another one."""
    if settings.database.url.get_secret_value():
        yield None
        return
    binaries = Path(settings.database.binaries) if settings.database.binaries else None
    account = settings.database.account or None
    with embedded.running(settings.data.folder, binaries=binaries, account=account) as cluster:
        yield cluster


@contextmanager
def reachable_database(settings: Settings) -> Generator[Stores]:
    """For a command: the database that runs already, else the embedded one, started for as long as this lasts."""
    if settings.database.url.get_secret_value():
        yield stores_of(settings)
        return
    try:
        running = stores_of(settings)
    except embedded.NothingRuns:
        with database_of(settings):
            migrate(stores_of(settings).owner)
            yield stores_of(settings)
    else:
        yield running


def serve(loaded: Loaded, overrides: Mapping[str, str], *, sample: bool, say: Callable[[str], None]) -> None:
    """Everything in one tree, until SIGTERM or SIGINT."""
    settings = loaded.settings
    _ensure_port_is_free(settings)
    stop = _stop_on_signals()
    with ExitStack() as stack:
        cluster = stack.enter_context(database_of(settings))
        data_folder.master_key(settings)
        migrate(stores_of(settings).owner, say)
        greeting = sample_house(settings) if sample else []
        children = _children(settings, overrides)
        stack.callback(_stop_children, children, settings.server.grace + STOP_MARGIN)
        for child in children:
            child.start()
        if _wait_until_live(settings, children, stop):
            for line in [f"Kalends is at {settings.public_url}", *greeting, "Ctrl-C stops it."]:
                say(line)
        _watch(stop, children, cluster, _figures_folder(settings), say)


def sample_house(settings: Settings) -> list[str]:
    """Load the sample into an empty house; answers how to sign in, where it was loaded now or before."""
    stores = stores_of(settings)
    with psycopg.connect(stores.app) as connection:
        if stores.act_as:
            connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(stores.act_as)))
        row = connection.execute("SELECT has_people()").fetchone()
    if row == (False,):
        # Imported here: a start that loads nothing should not pay a second for it.
        from kalends import commands

        asyncio.run(commands.load_sample(settings, data_folder.master_key(settings), stores))
    password = data_folder.sample_password(settings)
    return [f"Sign in as ada, password {password} (sample people and meetings)"] if password else []


def _ensure_port_is_free(settings: Settings) -> None:
    server = settings.server
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((server.host, server.port))
        except OSError as taken:
            why = (taken.strerror or str(taken)).lower()
            raise CannotStart(
                f"Port {server.port} on {server.host} can't be used ({why}). Choose another: kalends serve --port "
                f"{server.port + 1}, or make serve PORT={server.port + 1}"
            ) from taken


@dataclass(slots=True)
class _Child:
    name: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list[float])

    def start(self) -> None:
        now = time.monotonic()
        self.starts = [one for one in self.starts if now - one < RESTART_WINDOW] + [now]
        if len(self.starts) > RESTARTS:
            raise CannotStart(f"The {self.name} process keeps ending. Its last lines are above.")
        # A session of its own: Ctrl-C reaches the supervisor only, which stops everything in order.
        self.process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-m", "kalends", self.name], env=self.environment, start_new_session=True
        )

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None


def _children(settings: Settings, overrides: Mapping[str, str]) -> list[_Child]:
    metrics = _figures_folder(settings)
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir(parents=True)
    environment = {
        **os.environ,
        **_as_environment(settings, overrides),
        "PROMETHEUS_MULTIPROC_DIR": str(metrics),
        PARENT: str(os.getpid()),
    }
    return [_Child("web", environment), _Child("worker", environment)]


def _as_environment(settings: Settings, overrides: Mapping[str, str]) -> dict[str, str]:
    """What the command line said, for the processes we start."""
    given = {f"KALENDS__{name.replace('.', '__')}".upper(): value for name, value in overrides.items()}
    return {**given, "KALENDS__DATA__FOLDER": str(settings.data.folder)}


def _stop_on_signals() -> "_Stop":
    stop = _Stop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop.ask)
    return stop


class _Stop:
    is_asked = False

    def ask(self, _: int, __: FrameType | None) -> None:
        self.is_asked = True


def _wait_until_live(settings: Settings, children: list[_Child], stop: _Stop) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.server.host, settings.server.host)  # noqa: S104
    url = f"http://{f'[{host}]' if ':' in host else host}:{settings.server.port}/ready"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while not stop.is_asked:
        if not all(child.is_running for child in children):
            raise CannotStart("Kalends could not start. The reason is in the lines above.")
        try:
            with opener.open(url, timeout=1):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return False


def _watch(
    stop: _Stop,
    children: list[_Child],
    cluster: embedded.Cluster | None,
    figures: Path,
    say: Callable[[str], None],
) -> None:
    while not stop.is_asked:
        time.sleep(LOOK_EVERY)
        if cluster is not None and cluster.poll() is not None:
            say("PostgreSQL ended unexpectedly; starting it again.")
            cluster.restart()
        for child in children:
            if not child.is_running and not stop.is_asked:
                say(f"The {child.name} process ended unexpectedly; starting it again.")
                _forget_the_dead(figures)
                child.start()


def _figures_folder(settings: Settings) -> Path:
    return settings.data.folder / "run" / "metrics"


def _forget_the_dead(figures: Path) -> None:
    """Gauges of processes that are gone, which nobody will set again; what they counted stays."""
    for file in figures.glob("gauge_live*_*.db"):
        if not Path("/proc", file.stem.rpartition("_")[2]).exists():
            file.unlink(missing_ok=True)


def _stop_children(children: list[_Child], seconds: float) -> None:
    running = [child.process for child in children if child.process is not None and child.is_running]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + seconds
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def web(loaded: Loaded, overrides: Mapping[str, str]) -> None:
    # granian's worker processes load the settings for themselves.
    os.environ.update(_as_environment(loaded.settings, overrides))
    http_server(loaded.settings, "kalends.processes:web_app").serve()


def http_server(settings: Settings, factory: str) -> Any:
    """Granian with as many worker processes as the settings say; each calls `factory` ("module:name") for its app."""
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.http import HTTP1Settings
    from granian.server import Server

    server = settings.server
    return Server(
        factory,
        factory=True,
        address=server.host,
        port=server.port,
        interface=Interfaces.ASGI,
        workers=server.processes,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        websockets=True,
        backlog=2048,
        http1_settings=HTTP1Settings(header_read_timeout=int(server.header_timeout * 1000)),
        workers_kill_timeout=int(server.grace) + 1,
        respawn_failed_workers=True,
        log_enabled=False,
    )


def web_app() -> Any:
    """Called in each of granian's worker processes."""
    from kalends import wiring

    os.environ[PARENT] = str(os.getppid())
    die_with_parent()
    settings = load().settings
    app = wiring.web_app(settings, data_folder.master_key(settings), stores_of(settings))
    # What is here stays: an answer of a thousand objects would have the collector look through all of it several
    # times, which took as long as the answer itself.
    gc.collect()
    gc.freeze()
    return app


def worker(settings: Settings) -> None:
    from kalends import wiring

    asyncio.run(_worker(wiring, settings))


async def _worker(wiring: Any, settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await wiring.run_worker(settings, data_folder.master_key(settings), stores_of(settings), stop)

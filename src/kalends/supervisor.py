"""`kalends serve`: a supervisor over PostgreSQL, the web server and the worker.

Nothing outlives its parent: every child asks the kernel to be ended with it (PR_SET_PDEATHSIG), so `kill -9` of the
supervisor leaves no orphan, and what was committed is in PostgreSQL.
"""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import psycopg
from psycopg import sql

from kalends import data_folder
from kalends.databases import database_of, stores_of
from kalends.processes import PARENT, CannotStart, as_environment
from kalends.settings import Loaded, Settings
from kalends.store import embedded
from kalends.store.migrate import migrate

# A child that dies this often is not helped by starting it again.
RESTARTS = 5
RESTART_WINDOW = 60.0
LOOK_EVERY = 0.2
# Beyond what the children may take to finish (server.grace), for their own tidying.
STOP_MARGIN = 1.5


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
        **as_environment(settings, overrides),
        "PROMETHEUS_MULTIPROC_DIR": str(metrics),
        PARENT: str(os.getpid()),
    }
    return [_Child("web", environment), _Child("worker", environment)]


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

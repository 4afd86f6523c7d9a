"""The processes that `kalends serve` watches over, and that run alone as well.

Little is imported here: the web server's first process only starts the others, and the kernel gives each of them what
it held as well.
"""

import asyncio
import contextlib
import ctypes
import gc
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kalends.settings import Loaded, Settings, load

PARENT = "KALENDS_PARENT_PID"
PR_SET_PDEATHSIG = 1


class CannotStart(Exception):
    """Why not, in one line, and what to do."""


def die_with_parent() -> None:
    """Called first by every child of the supervisor. The parent may have died before we could ask."""
    parent = os.environ.get(PARENT)
    if parent is not None and sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != int(parent):
            sys.exit(1)


def web(loaded: Loaded, overrides: Mapping[str, str]) -> None:
    # granian's worker processes load the settings for themselves.
    os.environ.update(as_environment(loaded.settings, overrides))
    http_server(loaded.settings, "kalends.processes:web_app").serve()


def as_environment(settings: Settings, overrides: Mapping[str, str]) -> dict[str, str]:
    """What the command line said, for the processes we start."""
    given = {f"KALENDS__{name.replace('.', '__')}".upper(): value for name, value in overrides.items()}
    return {**given, "KALENDS__DATA__FOLDER": str(settings.data.folder)}


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
    os.environ[PARENT] = str(os.getppid())
    die_with_parent()
    from kalends import data_folder, frontage
    from kalends.databases import stores_of

    settings = load().settings
    app = frontage.web_app(settings, data_folder.master_key(settings), stores_of(settings))
    # What is here stays: an answer of a thousand objects would have the collector look through all of it several
    # times, which took as long as the answer itself.
    gc.collect()
    gc.freeze()
    return app


def worker(settings: Settings) -> None:
    import uvloop

    stand_back(settings.worker.nice)
    uvloop.run(_worker(settings))


def stand_back(by: int) -> None:
    """So that nobody waits for a page while a season is told to forty teams. `by` as nice(2) has it, 0 to 19."""
    os.nice(by)
    # Some kernels weigh sessions against each other, and processes within one only (sched(7)). Where the supervisor
    # started us the session is ours alone.
    if os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(by))


async def _worker(settings: Settings) -> None:
    from kalends import data_folder, wiring
    from kalends.databases import stores_of

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await wiring.run_worker(settings, data_folder.master_key(settings), stores_of(settings), stop)

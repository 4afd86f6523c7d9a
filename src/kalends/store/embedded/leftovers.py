"""What an earlier server left behind when everything was killed: processes still going down, files that would block us.

Called with the data folder's lock held, so whatever is found here has no supervisor any more.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kalends.store.embedded.errors import OldServerStillRuns

# A killed parent's server shuts down fast by itself; these are for one that hangs.
SIGNALS = ((0.0, signal.SIGINT), (5.0, signal.SIGQUIT), (10.0, signal.SIGKILL))
PATIENCE = 15.0


def clear(cluster: Path, socket: Path) -> None:
    if sys.platform == "linux" and (cluster / "postmaster.pid").exists():
        _wait_for_the_old_server(cluster)
        _remove_misleading_pid(cluster)
    # In a folder that is only ours: no other server can be listening there.
    for file in socket.glob(".s.PGSQL.*"):
        file.unlink(missing_ok=True)


def _wait_for_the_old_server(cluster: Path) -> None:
    began = time.monotonic()
    wishes = list(SIGNALS)
    while pids := list(processes(cluster)):
        passed = time.monotonic() - began
        if passed > PATIENCE:
            raise OldServerStillRuns(pid=pids[0], folder=cluster)
        if wishes and passed >= wishes[0][0]:
            _send(wishes.pop(0)[1], pids, _leader(cluster))
        time.sleep(0.02)


def _send(wish: signal.Signals, pids: list[int], leader: int | None) -> None:
    # Shutdown is asked of the leader only. To the others SIGINT means something else: 18's checkpointer would write the
    # last checkpoint while commits go on, and the next start would not replay them.
    if leader is not None and leader in pids and wish is not signal.SIGKILL:
        pids = [leader]
    elif wish is signal.SIGINT:
        return
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, wish)


def _leader(cluster: Path) -> int | None:
    try:
        return int((cluster / "postmaster.pid").read_bytes().split(b"\n", 1)[0])
    except (OSError, ValueError):
        return None


def processes(cluster: Path) -> Iterator[int]:
    """PostgreSQL's processes on this cluster: they all, and no others, run its program in its folder. No zombies."""
    wanted = cluster.stat()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            program = (entry / "exe").readlink()
            folder = (entry / "cwd").stat()
        except OSError:
            continue
        is_postgres = program.name.removesuffix(" (deleted)") == "postgres"
        if is_postgres and (folder.st_dev, folder.st_ino) == (wanted.st_dev, wanted.st_ino):
            yield int(entry.name)


def _remove_misleading_pid(cluster: Path) -> None:
    """PostgreSQL won't start while any process has the number in its pid file: a zombie that nobody reaps, or another
    program since then (in a container the numbers come again). Otherwise the file stays, for PostgreSQL to judge."""
    pid = _leader(cluster)
    with contextlib.suppress(OSError):
        os.kill(pid or 0, 0)
        (cluster / "postmaster.pid").unlink()

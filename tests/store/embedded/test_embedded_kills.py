"""kill -9 of anything, at any time: nothing acknowledged is lost, nothing stale blocks, nothing is left running."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kalends.store import embedded
from kalends.store.embedded import leftovers

# Only the writer waits for the disc.
running = partial(embedded.running, durable=False)
start = partial(embedded.start, durable=False)

Serve = Callable[..., Any]
Eventually = Callable[[Callable[[], object]], None]

# `make withstand` asks for more.
CYCLES = int(os.environ.get("KALENDS_TEST_CYCLES", "20"))

WRITER = Path(__file__).with_name("write.py")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")


@pytest.fixture
def acknowledged(folder: Path) -> Path:
    return folder / "acknowledged"


def start_writing(data: Path, acknowledged: Path) -> subprocess.Popen[bytes]:
    conninfo = embedded.address(data).owner_conninfo
    with psycopg.connect(conninfo) as owner:
        owner.execute("CREATE TABLE written (number bigint PRIMARY KEY)")
    return subprocess.Popen([sys.executable, WRITER, conninfo, acknowledged])


def lines(file: Path) -> list[str]:
    # The last line may be half written when its writer is killed; it ends in a newline or does not count.
    return file.read_text().split("\n")[:-1] if file.exists() else []


def processes(data: Path) -> Iterator[int]:
    return leftovers.processes((data / "postgresql" / "cluster").resolve())


def test_the_server_dies_with_its_parent(folder: Path, serve: Serve, eventually: Eventually) -> None:
    data = folder / "data"
    parent = serve(data)
    parent.ready()
    assert list(processes(data))

    parent.kill_hard()

    eventually(lambda: not list(processes(data)))


def test_a_killed_server_is_noticed_and_brought_back_at_the_same_address(folder: Path) -> None:
    with running(folder / "data") as cluster:
        address, pid = cluster.address, cluster.pid
        # Not reaped: a zombie with the number that stands in the pid file.
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

        cluster.restart()

        assert cluster.pid != pid
        assert cluster.address == address
        psycopg.connect(address.app_conninfo).close()


def test_poll_tells_how_the_server_died(folder: Path, eventually: Eventually) -> None:
    with running(folder / "data") as cluster:
        os.kill(cluster.pid, signal.SIGKILL)

        eventually(lambda: cluster.poll() is not None)

        assert cluster.poll() == -signal.SIGKILL


def test_a_pid_file_whose_number_now_means_another_process_does_not_block(
    folder: Path, serve: Serve, eventually: Eventually
) -> None:
    data = folder / "data"
    parent = serve(data)
    server = parent.ready()
    os.kill(server, signal.SIGKILL)
    parent.kill_hard()
    eventually(lambda: not list(processes(data)))
    cluster = data / "postgresql" / "cluster"
    owner = cluster.stat().st_uid
    # In a container the same few numbers come again at each start, and all of them belong to one user.
    with subprocess.Popen(["sleep", "600"], user=owner if os.geteuid() == 0 else None) as neighbour:
        stale = cluster / "postmaster.pid"
        stale.write_text(stale.read_text().replace(str(server), str(neighbour.pid), 1))

        with running(data) as restarted:
            assert restarted.poll() is None
        neighbour.kill()


def test_a_server_that_lost_its_parent_and_hangs_is_ended(
    folder: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftovers, "SIGNALS", ((0.0, signal.SIGINT), (0.1, signal.SIGKILL)))
    data = folder / "data"
    parent = serve(data)
    os.kill(parent.ready(), signal.SIGSTOP)
    parent.kill_hard()

    with running(data) as cluster:
        assert cluster.poll() is None


def test_a_forked_child_does_not_keep_the_folder_locked(folder: Path) -> None:
    with running(folder / "data"):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(writing)
            os.read(reading, 1)
            os._exit(0)

    try:
        start(folder / "data").stop()
    finally:
        os.close(writing)
        os.close(reading)
        os.waitpid(child, 0)


def test_no_acknowledged_commit_is_lost(folder: Path, acknowledged: Path, serve: Serve, eventually: Eventually) -> None:
    data = folder / "data"
    parent = serve(data, durable=True)
    server = parent.ready()
    with start_writing(data, acknowledged) as writer:
        for cycle in range(CYCLES):
            before = len(lines(acknowledged))
            eventually(lambda before=before: len(lines(acknowledged)) >= before + 25)
            if cycle % 2:
                os.kill(server, signal.SIGKILL)
            else:
                parent.kill_hard()
                parent = serve(data, durable=True)
            server = parent.ready()
        writer.kill()

    with psycopg.connect(embedded.address(data).owner_conninfo) as owner:
        written = {str(row[0]) for row in owner.execute("SELECT number FROM written")}
    assert len(lines(acknowledged)) >= 25 * CYCLES
    assert set(lines(acknowledged)) <= written
    parent.kill_hard()
    eventually(lambda: not list(processes(data)))

"""Folders that PostgreSQL's account can reach, and parents to kill. Stands alone: another user runs it from a copy."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from kalends.store import embedded

HERE = Path(__file__).parent


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, and open for passing through, as a system's folder for data is; pytest's own folders are neither."""
    made = Path(tempfile.mkdtemp(prefix="kalends-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def state(folder: Path) -> Path:
    """In place of /var/lib/kalends."""
    return folder / "state"


@pytest.fixture(scope="module")
def cluster() -> Iterator[embedded.Cluster]:
    """One for the tests that only look."""
    with tempfile.TemporaryDirectory(prefix="kalends-") as made:
        Path(made).chmod(0o755)
        with embedded.running(Path(made) / "data") as running:
            yield running


class Parent(subprocess.Popen[str]):
    """Another process that serves a data folder."""

    def ready(self) -> int:
        """Waits for its server and returns the server's pid."""
        assert self.stdout is not None
        return int(self.stdout.readline())

    def kill_hard(self) -> None:
        self.kill()
        self.wait()


@pytest.fixture
def serve(state: Path) -> Iterator[Callable[..., Parent]]:
    with ExitStack() as started:

        def start(data: Path, *, durable: bool = False) -> Parent:
            command = [sys.executable, HERE / "serve.py", data, state, "durable" if durable else "quick"]
            parent = Parent(command, stdout=subprocess.PIPE, text=True)
            started.enter_context(parent)
            started.callback(parent.kill)
            return parent

        yield start


@pytest.fixture
def eventually() -> Callable[[Callable[[], Any]], None]:
    """Waits as long as a very busy machine may need; nothing here promises speed."""

    def wait(until: Callable[[], Any]) -> None:
        deadline = time.monotonic() + 120
        while not until():
            assert time.monotonic() < deadline, "it never happened"
            time.sleep(0.01)

    return wait

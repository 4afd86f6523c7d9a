"""A program of PostgreSQL's as our child: under its account, in its own session, dead when we are dead."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from kalends.store.embedded.account import ENVIRONMENT, Account
from kalends.store.embedded.errors import OnlyFromTheMainThread

FAST_SHUTDOWN = signal.SIGINT
IMMEDIATE_SHUTDOWN = signal.SIGQUIT
KILL = signal.SIGKILL

LAUNCHER = Path(__file__).with_name("launch.py")


def spawn(
    command: Sequence[str | Path], account: Account, log: Path, *, dies_by: signal.Signals
) -> subprocess.Popen[bytes]:
    # The kernel's signal is tied to the thread that forked, and only the main thread lives as long as the process.
    if threading.current_thread() is not threading.main_thread():
        raise OnlyFromTheMainThread
    tie = [str(os.getpid()), str(int(dies_by)), account.name if account.is_other else ""]
    with _append_to(log) as output:
        return subprocess.Popen(  # noqa: S603  # programs and arguments are ours, and no shell reads them
            [sys.executable, "-I", "-S", LAUNCHER, *tie, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env=ENVIRONMENT,
            # Ctrl-C goes to the whole foreground group; we want to hear it first and stop things in order.
            start_new_session=True,
        )


def _append_to(log: Path) -> BinaryIO:
    return os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600), "ab")

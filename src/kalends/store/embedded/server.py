"""The server: one foreground child, started until it answers, watched, stopped in order."""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from psycopg import OperationalError, connect

from kalends.store.embedded import child, leftovers
from kalends.store.embedded.account import Account
from kalends.store.embedded.address import PORT, Address
from kalends.store.embedded.errors import ServerDidNotStart, ServerDoesNotAnswer, last_lines

# How long clients get to finish before they are cut off without a checkpoint.
GRACE = 10.0

# An old server that we can't see (no /proc, another container) may need this long to let go of the cluster.
PATIENCE = 15.0
STILL_HELD = ("postmaster.pid", "shared memory block")

# A day's worth of complaints; more than two of these are never kept.
LARGEST_LOG = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    home: Path
    binaries: Path
    account: Account
    address: Address

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def command(self) -> Sequence[str | Path]:
        settings = {
            "config_file": self.home / "postgresql.conf",
            "hba_file": self.home / "pg_hba.conf",
            "ident_file": self.home / "pg_ident.conf",
            # On the command line, where ALTER SYSTEM can't change them.
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.address.socket}"',
            "unix_socket_permissions": "0700",
            "port": PORT,
        }
        chosen = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [self.binaries / "postgres", "-D", self.cluster, *chosen]


class Server:
    def __init__(self, place: Place) -> None:
        self.place = place
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def start(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._starts():
            said = last_lines(self.place.log)
            if time.monotonic() > deadline or not any(sign in said for sign in STILL_HELD):
                raise ServerDidNotStart(log=self.place.log, tail=said)
            time.sleep(0.2)

    def _starts(self) -> bool:
        place = self.place
        leftovers.clear(place.cluster, place.address.socket)
        bound_log(place.log)
        self._process = child.spawn(place.command, place.account, place.log, dies_by=child.FAST_SHUTDOWN)
        return _becomes_ready(self._process, place)

    def poll(self) -> int | None:
        return self._process.poll() if self._process else None

    def stop(self) -> None:
        """In order if it can be, at once if it must; nothing if it has ended."""
        if self._process is None:
            return
        for wish, patience in ((child.FAST_SHUTDOWN, GRACE), (child.IMMEDIATE_SHUTDOWN, GRACE), (child.KILL, None)):
            self._process.send_signal(wish)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)
                return


def _becomes_ready(process: subprocess.Popen[bytes], place: Place) -> bool:
    """No time limit: after a crash, recovery takes what it takes, and a server that gives up exits."""
    while process.poll() is None:
        if _says_ready(process.pid, place.cluster):
            _greet(place)
            return True
        time.sleep(0.005)
    return False


def _says_ready(pid: int, cluster: Path) -> bool:
    # Its pid file tells without a connection, each of which would be a complaint in the log while recovery lasts.
    try:
        lines = (cluster / "postmaster.pid").read_bytes().splitlines()
    except OSError:
        return False
    # Only the first line and the last, the state, are of interest; the file grows a line at a time.
    return lines[:1] == [str(pid).encode()] and lines[-1].strip() == b"ready"


def _greet(place: Place) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connect(place.address.conninfo("postgres", "postgres"), connect_timeout=5).close()
            return
        except OperationalError as silence:
            if time.monotonic() > deadline:
                raise ServerDoesNotAnswer(socket=place.address.socket, reason=silence) from silence
            time.sleep(0.05)


def bound_log(log: Path) -> None:
    """Truncated in place, since the running server goes on writing at the end of the same file."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        shutil.copyfile(log, log.with_suffix(".1.log"))
        os.truncate(log, 0)

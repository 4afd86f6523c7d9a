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
from kalends.store.embedded.errors import ServerDidNotStart, last_lines

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


def start(place: Place) -> subprocess.Popen[bytes]:
    deadline = time.monotonic() + PATIENCE
    while True:
        leftovers.clear(place.cluster, place.address.socket)
        bound_log(place.log)
        before = place.log.stat().st_size if place.log.exists() else 0
        server = child.spawn(place.command, place.account, place.log, dies_by=child.FAST_SHUTDOWN)
        if _becomes_ready(server, place):
            return server
        said = last_lines(place.log, since=before)
        if time.monotonic() > deadline or not any(sign in said for sign in STILL_HELD):
            raise ServerDidNotStart(log=place.log, tail=said)
        time.sleep(0.2)


def _becomes_ready(server: subprocess.Popen[bytes], place: Place) -> bool:
    """No time limit: after a crash, recovery takes what it takes, and a server that gives up exits."""
    while server.poll() is None:
        if _says_ready(server.pid, place.cluster) and _answers(place.address):
            return True
        time.sleep(0.005)
    return False


def _says_ready(pid: int, cluster: Path) -> bool:
    # Its pid file tells without a connection, each of which would be a complaint in the log while recovery lasts.
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _answers(address: Address) -> bool:
    with contextlib.suppress(OperationalError):
        connect(address.conninfo("postgres", "postgres"), connect_timeout=5).close()
        return True
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    for wish, patience in ((child.FAST_SHUTDOWN, GRACE), (child.IMMEDIATE_SHUTDOWN, GRACE), (child.KILL, None)):
        server.send_signal(wish)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(patience)
            return


def bound_log(log: Path) -> None:
    """Truncated in place, since the running server goes on writing at the end of the same file."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        shutil.copyfile(log, log.with_suffix(".1.log"))
        os.truncate(log, 0)

"""PostgreSQL without an administrator: a data folder, a lock and a child.

with embedded.running(data) as cluster:
    connect(cluster.app_conninfo)
"""

import os
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kalends.store.embedded import account as accounts
from kalends.store.embedded import binaries as programs
from kalends.store.embedded import cluster as clusters
from kalends.store.embedded import lock as locks
from kalends.store.embedded import place as places
from kalends.store.embedded import roles, server
from kalends.store.embedded.address import Address
from kalends.store.embedded.errors import EmbeddedError

__all__ = ["Address", "Cluster", "EmbeddedError", "address", "running", "start"]


class Cluster:
    """A running PostgreSQL. It dies with this process; `poll` tells when it died alone, `restart` brings it back."""

    def __init__(self, place: server.Place, lock: locks.Lock) -> None:
        self._place = place
        self._lock = lock
        self._server: subprocess.Popen[bytes] = server.start(place)

    @property
    def owner_conninfo(self) -> str:
        return self.address.owner_conninfo

    @property
    def app_conninfo(self) -> str:
        return self.address.app_conninfo

    @property
    def address(self) -> Address:
        return self._place.address

    @property
    def binaries(self) -> Path:
        return self._place.binaries

    @property
    def folder(self) -> Path:
        return self._place.home

    @property
    def log(self) -> Path:
        return self._place.log

    @property
    def pid(self) -> int:
        return self._server.pid

    def poll(self) -> int | None:
        """The exit status of a server that died, else None. Also keeps the log within its bounds."""
        server.bound_log(self.log)
        return self._server.poll()

    def restart(self) -> None:
        if self._server.poll() is None:
            server.stop(self._server)
        self._server = server.start(self._place)

    def stop(self) -> None:
        if self._server.poll() is None:
            server.stop(self._server)
        self._lock.release()


@contextmanager
def running(
    data: Path,
    *,
    binaries: Path | None = None,
    account: str | None = None,
    durable: bool = True,
    state: Path = places.STATE,
) -> Generator[Cluster]:
    cluster = start(data, binaries=binaries, account=account, durable=durable, state=state)
    try:
        yield cluster
    finally:
        cluster.stop()


def start(
    data: Path,
    *,
    binaries: Path | None = None,
    account: str | None = None,
    durable: bool = True,
    state: Path = places.STATE,
) -> Cluster:
    """To root only: `account` is whom PostgreSQL runs as, `state` where data goes that this account couldn't reach."""
    # PostgreSQL's account passes through on its way to the home, where that can lie inside.
    data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    data = data.resolve()
    lock = locks.Lock(data)
    try:
        place = _prepare(data, binaries, account, state, durable=durable)
        cluster = Cluster(place, lock)
    except BaseException:
        lock.release()
        raise
    try:
        roles.complete(place.address)
        lock.note(socket=str(place.address.socket), account=place.address.account)
    except BaseException:
        cluster.stop()
        raise
    return cluster


def address(data: Path) -> Address:
    """Where the server of another process listens, for commands that are run beside it."""
    noted = locks.read(data.resolve())
    return Address(socket=Path(noted["socket"]), account=noted["account"])


def _prepare(data: Path, wanted: Path | None, account: str | None, state: Path, *, durable: bool) -> server.Place:
    home = places.find(data)
    chosen = accounts.choose(account, home / "cluster" if home else None)
    home = home or places.make(data, chosen, state)
    binaries = programs.reachable(programs.find(wanted), chosen, home)
    clusters.configure(home, chosen, durable=durable)
    clusters.ensure(home, binaries, chosen, durable=durable)
    where = Address(socket=places.sockets(home, chosen), account=chosen.name)
    return server.Place(home=home, binaries=binaries.folder, account=chosen, address=where)

"""PostgreSQL without an administrator: a data folder, a lock and a child; `with running(data) as cluster`."""

from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from kalends.store.embedded import account as accounts
from kalends.store.embedded import binaries as programs
from kalends.store.embedded import cluster as clusters
from kalends.store.embedded import lock as locks
from kalends.store.embedded import place as places
from kalends.store.embedded import roles
from kalends.store.embedded.account import Account
from kalends.store.embedded.address import Address
from kalends.store.embedded.errors import DataFolderIsInUse, EmbeddedError, NothingRuns
from kalends.store.embedded.lock import Lock
from kalends.store.embedded.server import Place, Server, bound_log

__all__ = ["Address", "Cluster", "DataFolderIsInUse", "EmbeddedError", "NothingRuns", "address", "running", "start"]


class Cluster:
    """A running PostgreSQL. It dies with this process; `poll` tells when it died alone, `restart` brings it back."""

    def __init__(self, server: Server, held: ExitStack) -> None:
        self._server = server
        self._held = held

    @property
    def address(self) -> Address:
        return self._server.place.address

    @property
    def owner_conninfo(self) -> str:
        return self.address.owner_conninfo

    @property
    def app_conninfo(self) -> str:
        return self.address.app_conninfo

    @property
    def binaries(self) -> Path:
        return self._server.place.binaries

    @property
    def folder(self) -> Path:
        return self._server.place.home

    @property
    def log(self) -> Path:
        return self._server.place.log

    @property
    def pid(self) -> int:
        return self._server.pid

    def poll(self) -> int | None:
        """The exit status of a server that died, else None; ask every second or so. Keeps the log within its bounds."""
        bound_log(self.log)
        return self._server.poll()

    def restart(self) -> None:
        """At the same address."""
        self._server.stop()
        self._server.start()

    def stop(self) -> None:
        self._held.close()


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
    data = places.open_data(data)
    with ExitStack() as held:
        lock = held.enter_context(closing(Lock(data)))
        home, chosen = _home(data, account, state)
        # Two copies of a data folder may link to one home.
        held.enter_context(closing(Lock(home)))
        server = Server(_place(home, chosen, binaries, durable=durable))
        held.callback(server.stop)
        server.start()
        roles.complete(server.place.address)
        lock.note(socket=str(server.place.address.socket), account=chosen.name)
        return Cluster(server, held.pop_all())


def address(data: Path) -> Address:
    """Where the server of another process listens, for commands that are run beside it."""
    noted = locks.read(data.resolve())
    return Address(socket=Path(noted["socket"]), account=noted["account"])


def _home(data: Path, wanted: str | None, state: Path) -> tuple[Path, Account]:
    home = places.find(data)
    account = accounts.choose(wanted, home / "cluster" if home else None)
    if home is None:
        home = places.make(data, account, state)
    places.prepare(home, account)
    return home, account


def _place(home: Path, account: Account, wanted: Path | None, *, durable: bool) -> Place:
    binaries = programs.reachable(programs.find(wanted), account, home)
    clusters.configure(home, account, durable=durable)
    clusters.ensure(home, binaries, account, durable=durable)
    where = Address(socket=places.sockets(home, account), account=account.name)
    return Place(home=home, binaries=binaries.folder, account=account, address=where)

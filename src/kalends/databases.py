"""Which database: the one that the settings name, or the embedded one in the data folder."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from kalends.settings import Settings
from kalends.store import embedded
from kalends.store.database import Stores
from kalends.store.migrate import migrate


def stores_of(settings: Settings) -> Stores:
    """The database as the settings name it, or the embedded one of a `kalends serve` that is running."""
    if url := settings.database.url.get_secret_value():
        app = settings.database.app_url.get_secret_value()
        return Stores(owner=url, app=app or url, act_as=None if app else "kalends_app")
    address = embedded.address(settings.data.folder)
    return Stores(owner=address.owner_conninfo, app=address.app_conninfo, act_as=None)


@contextmanager
def database_of(settings: Settings) -> Generator[embedded.Cluster | None]:
    """The embedded server for as long as the context lasts; nothing where a URL names another one."""
    if settings.database.url.get_secret_value():
        yield None
        return
    binaries = Path(settings.database.binaries) if settings.database.binaries else None
    account = settings.database.account or None
    with embedded.running(settings.data.folder, binaries=binaries, account=account) as cluster:
        yield cluster


@contextmanager
def reachable_database(settings: Settings) -> Generator[Stores]:
    """For a command: the database that runs already, else the embedded one, started for as long as this lasts."""
    if settings.database.url.get_secret_value():
        yield stores_of(settings)
        return
    try:
        running = stores_of(settings)
    except embedded.NothingRuns:
        with database_of(settings):
            migrate(stores_of(settings).owner)
            yield stores_of(settings)
    else:
        yield running

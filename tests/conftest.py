"""One PostgreSQL for the whole run, one database for each worker; tests make their own people and never meet."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from kalends.store import embedded
from kalends.store.database import Database
from kalends.store.embedded import binaries as embedded_binaries
from kalends.store.migrate import migrate

os.environ.setdefault("KALENDS_ENV", "test")

TEMPLATE = "kalends_template"
WHERE = "KALENDS_TEST_CLUSTER"


def pytest_configure(config: pytest.Config) -> None:
    """The controller starts the server before it starts the workers; they find it by its data folder."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    stack = ExitStack()
    config.add_cleanup(stack.close)
    data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kalends-tests-", ignore_cleanup_errors=True)))
    # Run by root, the server works under another account, which passes through here on the way to its files.
    data.chmod(0o711)
    cluster = stack.enter_context(embedded.running(data / "data", durable=False))
    os.environ[WHERE] = str(data / "data")
    with psycopg.connect(cluster.address.superuser_conninfo, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER kalends_owner").format(sql.Identifier(TEMPLATE)))
    migrate(cluster.address.conninfo("kalends_owner", TEMPLATE))


@pytest.fixture(scope="session")
def cluster() -> embedded.Address:
    return embedded.address(Path(os.environ[WHERE]))


@pytest.fixture(scope="session")
def database_name(cluster: embedded.Address, worker_id: str) -> Iterator[str]:
    """A migrated database of this worker's own."""
    with _migrated(cluster, f"kalends_{worker_id}") as name:
        yield name


@contextmanager
def _migrated(cluster: embedded.Address, name: str) -> Iterator[str]:
    with psycopg.connect(cluster.superuser_conninfo, autocommit=True) as connection:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER kalends_owner")
        connection.execute(made.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
    yield name
    with psycopg.connect(cluster.superuser_conninfo, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def worked_database_name(cluster: embedded.Address, worker_id: str) -> Iterator[str]:
    """For tests with a worker at work: what thousands of other tests leave undone is not theirs to do first."""
    with _migrated(cluster, f"kalends_{worker_id}_worked") as name:
        yield name


@pytest.fixture(scope="session")
def owner_conninfo(cluster: embedded.Address, database_name: str) -> str:
    return cluster.conninfo("kalends_owner", database_name)


@pytest.fixture(scope="session")
def app_conninfo(cluster: embedded.Address, database_name: str) -> str:
    return cluster.conninfo("kalends_app", database_name)


@pytest.fixture(scope="session")
async def database(app_conninfo: str) -> AsyncIterator[Database]:
    database = Database(app_conninfo, size=8)
    await database.open()
    yield database
    await database.close()


@pytest.fixture(scope="session")
def pg_dump_folder() -> str:
    return str(embedded_binaries.find(None).folder)


@pytest.fixture(scope="session")
def cluster_superuser(cluster: embedded.Address) -> str:
    return cluster.superuser_conninfo

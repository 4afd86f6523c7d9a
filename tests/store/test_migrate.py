"""Migrations: once, in order, one runner at a time, and the same from wherever one starts."""

import re
import subprocess
import threading
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from kalends.store import embedded, migrate
from kalends.store.migrate import ChangedMigration, UnknownSchema, all_migrations


@pytest.fixture
def empty(cluster: embedded.Address, worker_id: str) -> Iterator[str]:
    """The connection string of an empty database's owner."""
    name = sql.Identifier(f"empty_{worker_id}")
    with psycopg.connect(cluster.superuser_conninfo, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER kalends_owner").format(name))
        yield cluster.conninfo("kalends_owner", f"empty_{worker_id}")
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


# Months of history are made as they are needed, by the worker and by other tests.
MONTHS = ("--exclude-table=fact_history_*", "--exclude-table=audit_entries_*")


def schema_of(conninfo: str, binaries: str) -> str:
    dump = subprocess.run(
        [f"{binaries}/pg_dump", "--schema-only", *MONTHS, "--dbname", conninfo],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    # pg_dump 18 guards its output with a random token.
    return re.sub(r"^\\(un)?restrict .*$", "", dump, flags=re.MULTILINE)


def test_every_migration_says_whether_it_is_safe_beside_the_old_version() -> None:
    """CHECKLIST 53."""
    for migration in all_migrations():
        assert re.match(r"(yes|no); ", migration.promise), migration.name


def test_numbers_have_no_gaps() -> None:
    assert [one.number for one in all_migrations()] == list(range(1, len(all_migrations()) + 1))


def test_a_second_run_has_nothing_to_do(empty: str) -> None:
    first = migrate.migrate(empty)

    assert [one.number for one in first] == [one.number for one in all_migrations()]
    assert migrate.migrate(empty) == []


def test_two_runners_at_once_apply_each_migration_once(empty: str) -> None:
    applied: list[int] = []

    def run() -> None:
        applied.extend(one.number for one in migrate.migrate(empty))

    runners = [threading.Thread(target=run) for _ in range(4)]
    for one in runners:
        one.start()
    for one in runners:
        one.join()

    assert sorted(applied) == [one.number for one in all_migrations()]


def test_an_upgraded_database_equals_a_fresh_one(
    empty: str, owner_conninfo: str, monkeypatch: pytest.MonkeyPatch, pg_dump_folder: str
) -> None:
    """CHECKLIST 54: stopped after every single migration and taken up again."""
    everything = all_migrations()
    for many in range(1, len(everything) + 1):
        monkeypatch.setattr(migrate, "all_migrations", lambda many=many: everything[:many])
        migrate.migrate(empty)

    assert schema_of(empty, pg_dump_folder) == schema_of(owner_conninfo, pg_dump_folder)


def test_a_migration_waits_for_locks_only_so_long(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """CHECKLIST 53: it gives up, leaves nothing half done, and a later run completes it."""
    migrate.migrate(empty)
    extra = migrate.Migration(9999, "9999_extra.sql", "-- safe: no; a test\nALTER TABLE spaces ADD COLUMN extra text;")
    known = [*all_migrations(), extra]
    monkeypatch.setattr(migrate, "all_migrations", lambda: known)
    monkeypatch.setattr(migrate, "LOCK_TIMEOUTS", ("50ms",))

    with psycopg.connect(empty) as holder:
        holder.execute("LOCK TABLE spaces IN ACCESS SHARE MODE")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            migrate.migrate(empty)
    applied = migrate.migrate(empty)

    assert [one.number for one in applied] == [9999]


def test_a_database_from_a_newer_version_is_left_alone(empty: str) -> None:
    migrate.migrate(empty)
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("INSERT INTO migrations (number, name, digest) VALUES (9999, 'later', 'x')")

    with pytest.raises(UnknownSchema, match="9999"):
        migrate.migrate(empty)


def test_a_changed_migration_is_noticed(empty: str) -> None:
    migrate.migrate(empty)
    with psycopg.connect(empty, autocommit=True) as connection:
        connection.execute("UPDATE migrations SET digest = 'x' WHERE number = 1")

    with pytest.raises(ChangedMigration, match="0001_foundation"):
        migrate.migrate(empty)

"""Numbered, forward-only migrations: plain SQL, one transaction each, one runner at a time.

The first line of each file says whether the previous version of Kalends keeps working while and after it runs.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files

import psycopg
from psycopg import sql

from kalends.core.errors import Conflict

# Any constant will do, as long as every Kalends uses the same: it keeps two starts from migrating at once.
ADVISORY_LOCK = 0x6B616C656E6473  # "kalends"
# A migration that waits for a lock makes every later query on that table wait behind it, so it gives up early.
# Whoever asks for a table behind a migration that waits for it waits as long: so it waits shortly at first, and again a
# second later. Only the last tries are long enough for PostgreSQL to send an autovacuum away, which it does after one
# second (deadlock_timeout).
LOCK_TIMEOUTS = ("200ms",) * 20 + ("2s",) * 15
# To hand a function over to kalends_gate, and to act as kalends_app, one must be able to become them.
ROLES = """
DO $$
BEGIN
    IF to_regrole('kalends_app') IS NULL THEN
        CREATE ROLE kalends_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
        EXECUTE format('GRANT kalends_app TO %I', current_user);
    END IF;
    IF to_regrole('kalends_gate') IS NULL THEN
        CREATE ROLE kalends_gate NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
    IF NOT pg_has_role('kalends_gate', 'MEMBER') THEN
        EXECUTE format('GRANT kalends_gate TO %I', current_user);
    END IF;
END
$$
"""
PROMISE = "-- safe while the old version runs: "


class UnknownSchema(Conflict):
    """The database was made by a newer Kalends. Start that version, or restore a backup made by this one."""


class ChangedMigration(Conflict):
    """A migration that was already applied has changed since. Restore the file: migrations are only ever added."""


class RolesAreMissing(Conflict):
    """The roles kalends_app and kalends_gate are missing and this user may not make them. Let it (ALTER USER …
    CREATEROLE), or as an administrator: CREATE ROLE kalends_app; CREATE ROLE kalends_gate; and GRANT both to it."""


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    name: str
    text: str = field(repr=False)

    @property
    def digest(self) -> str:
        return sha256(self.text.encode()).hexdigest()

    @property
    def promise(self) -> str:
        """Whether the old version may go on running, in the file's own words."""
        return self.text.splitlines()[0].removeprefix(PROMISE)

    @property
    def is_safe_beside_old(self) -> bool:
        return self.promise.startswith("yes")


def all_migrations() -> list[Migration]:
    folder = files("kalends.store") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [Migration(int(name[:4]), name, (folder / name).read_text()) for name in names]


def migrate(
    owner: str, report: Callable[[str], None] = lambda line: None, *, through: int | None = None
) -> list[Migration]:
    """Bring the database up to date; `owner` is the connection string of the role that owns the tables.

    `through` is the number of the last one to apply, where that is not the newest. Returns what was applied. Safe to
    call from several processes at once, and again after a crash.
    """
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            _ensure_roles(connection)
            _ensure_ledger(connection)
            pending = [one for one in pending_migrations(connection) if through is None or one.number <= through]
            for migration in pending:
                report(f"migrating: {migration.name}")
                _apply(connection, migration)
            return pending
        finally:
            connection.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def plan(owner: str) -> list[Migration]:
    """What `migrate` would apply, in order."""
    with psycopg.connect(owner, autocommit=True) as connection:
        _ensure_roles(connection)
        _ensure_ledger(connection)
        return pending_migrations(connection)


def pending_migrations(connection: psycopg.Connection) -> list[Migration]:
    known = {migration.number: migration for migration in all_migrations()}
    applied = dict(connection.execute("SELECT number, digest FROM migrations").fetchall())
    if unknown := sorted(applied.keys() - known.keys()):
        raise UnknownSchema(f"{UnknownSchema.sentence()} (migration {unknown[0]} is not known here)")
    for number, digest in applied.items():
        if known[number].digest != digest:
            raise ChangedMigration(f"{ChangedMigration.sentence()} ({known[number].name})")
    return [migration for number, migration in sorted(known.items()) if number not in applied]


def _ensure_roles(connection: psycopg.Connection) -> None:
    """Two more roles than the one we are. On a server of one's own an administrator may have made them already."""
    try:
        connection.execute(ROLES)
        connection.execute("GRANT USAGE, CREATE ON SCHEMA public TO kalends_gate")
        connection.execute("GRANT USAGE ON SCHEMA public TO kalends_app")
    except psycopg.errors.InsufficientPrivilege as refused:
        raise RolesAreMissing from refused


def _ensure_ledger(connection: psycopg.Connection) -> None:
    connection.execute(
        """
        CREATE TABLE IF NOT EXISTS migrations (
            number integer PRIMARY KEY,
            name text NOT NULL,
            digest text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """
    )
    connection.execute("GRANT SELECT ON migrations TO kalends_app")


def _apply(connection: psycopg.Connection, migration: Migration) -> None:
    for number, timeout in enumerate(LOCK_TIMEOUTS, 1):
        try:
            with connection.transaction():
                connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(timeout)))
                connection.execute(migration.text.encode())
                connection.execute(
                    "INSERT INTO migrations (number, name, digest) VALUES (%s, %s, %s)",
                    [migration.number, migration.name, migration.digest],
                )
            return
        except psycopg.errors.LockNotAvailable:
            if number == len(LOCK_TIMEOUTS):
                raise
            time.sleep(1)

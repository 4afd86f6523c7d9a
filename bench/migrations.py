"""CHECKLIST 53: each migration that promises to be safe, applied to a million rows while requests run.

For every migration after the first: at the schema before it, find out which tables it locks (by applying it and
rolling back), fill those, whatever they refer to, and `facts` with a million rows each, then apply it with the
product's own runner while four clients read and update single rows of every filled table. Bar: no request takes longer
than 500 ms. The same clients run before it as well, so that the machine's own noise is seen.

Today the migrations after the first mostly add tables; what is measured of them is the locks that new foreign keys
take, the columns added to `sessions` and the index on `spaces`. The requests are made from the catalog, so the next
migration is measured without a change here; a new table only needs a line in FILL once a migration changes it.
Requests are single statements: a transaction that holds a lock for longer makes everybody behind a migration wait.

    python bench/migrations.py [--rows 1000000] [--first 2]
"""

import argparse
import random
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import live
import psycopg
from psycopg import sql

from kalends.store import embedded
from kalends.store.migrate import Migration, all_migrations, migrate

LONGEST = 0.5
CLIENTS = 4
PAUSE = 0.002
SECONDS_AROUND = 2.0
SAMPLE = 500
ALWAYS = {"facts"}
# Row `n` of every table has the id md5(n), so that rows find each other. In an order that foreign keys allow.
FILL = {
    "spaces": "INSERT INTO spaces (id, kind, name) SELECT md5(n::text)::uuid, 'personal', 'Space ' || n FROM {rows}",
    "people": """
        INSERT INTO people (id, space_id, username, username_skeleton, email, email_key, zone)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, 'p' || n, 'p' || n, n || '@example.org', n || '@example.org',
            'UTC'
        FROM {rows}
    """,
    "memberships": """
        INSERT INTO memberships (space_id, person_id, role)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, 'owner' FROM {rows}
    """,
    "sessions": """
        INSERT INTO sessions (id, space_id, person_id, kind, expires_at)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, md5(n::text)::uuid, 'token', now() + interval '30 days'
        FROM {rows}
    """,
    "links": """
        INSERT INTO links (id, space_id, thing_id, permission)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, md5(n::text)::uuid, 'answer' FROM {rows}
    """,
    "facts": """
        INSERT INTO facts (id, space_id, event_type, aggregate_id, aggregate_version, data, metadata, expanded_at)
        SELECT md5(n::text)::uuid, md5((n / 100)::text)::uuid, 'meeting.answered', md5(n::text)::uuid, 1, '{{}}',
            '{{}}', now()
        FROM {rows}
    """,
    "deliveries": """
        INSERT INTO deliveries (id, space_id, fact_id, recipient, channel, payload, due_at)
        SELECT md5(n::text)::uuid, md5((n / 100)::text)::uuid, md5(n::text)::uuid, 'r' || n, 'mail', '{{}}',
            now() + interval '1 day'
        FROM {rows}
    """,
    "dead_letters": """
        INSERT INTO dead_letters (id, space_id, recipient, channel, payload, created_at, attempt, max_attempts)
        SELECT md5(n::text)::uuid, md5((n / 100)::text)::uuid, 'r' || n, 'mail', '{{}}', now(), 5, 5 FROM {rows}
    """,
    "calendars": """
        INSERT INTO calendars (id, space_id, slug, name, zone)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, 'calendar', 'Calendar', 'UTC' FROM {rows}
    """,
    "events": """
        INSERT INTO events (
            id, space_id, calendar_id, name, uid, kind, object, etag, is_all_day, is_recurring, tzdata, templates,
            changed_in
        )
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, md5(n::text)::uuid, 'lunch.ics', 'lunch', 'VEVENT', '\\x00', 'e',
            false, false, '2026a', '{{}}', 1
        FROM {rows}
    """,
    "audit_log": """
        INSERT INTO audit_log (id, space_id, actor, action)
        SELECT md5(n::text)::uuid, md5((n / 100)::text)::uuid, 'person', 'meeting.booked' FROM {rows}
    """,
    "idempotency_keys": """
        INSERT INTO idempotency_keys (owner_id, key, space_id, request_hash, thing_id)
        SELECT md5(n::text)::uuid, 'key', md5(n::text)::uuid, '\\x00', md5(n::text)::uuid FROM {rows}
    """,
    "mail_links": """
        INSERT INTO mail_links (id, space_id, person_id, purpose, email_key, expires_at)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, md5(n::text)::uuid, 'verify', n || '@example.org', now()
        FROM {rows}
    """,
    "reserved_usernames": """
        INSERT INTO reserved_usernames (person_id, skeleton) SELECT md5(n::text)::uuid, 'r' || n FROM {rows}
    """,
    "meetings": """
        INSERT INTO meetings (id, space_id, organiser_id, organiser_name, title, zone, duration, step)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, md5(n::text)::uuid, 'Ada', 'Meeting ' || n, 'UTC', '1 hour',
            '15 minutes'
        FROM {rows}
    """,
    "meeting_windows": """
        INSERT INTO meeting_windows (meeting_id, space_id, position, starts_at, ends_at, zone)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, 1, now(), now() + interval '8 hours', 'UTC' FROM {rows}
    """,
    "bookings": """
        INSERT INTO bookings (meeting_id, space_id, starts_at, ends_at)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, now(), now() + interval '1 hour' FROM {rows}
    """,
    "participants": """
        INSERT INTO participants (id, space_id, meeting_id, name)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, md5(n::text)::uuid, 'Grace' FROM {rows}
    """,
    "answers": """
        INSERT INTO answers (participant_id, meeting_id, space_id, starts_at, ends_at)
        SELECT md5(n::text)::uuid, md5(n::text)::uuid, md5(n::text)::uuid, now(), now() + interval '1 hour'
        FROM {rows}
    """,
}
PARENTS = """
    WITH RECURSIVE needed (id) AS (
        SELECT t.oid FROM pg_class AS t
        WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND t.relname = ANY (%s)
        UNION
        SELECT c.confrelid FROM pg_constraint AS c JOIN needed AS n ON n.id = c.conrelid WHERE c.contype = 'f'
    )
    SELECT id::regclass::text FROM needed
"""
LOCKED = """
    SELECT DISTINCT c.relname FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation
    WHERE l.pid = pg_backend_pid() AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')
"""
# The columns of a table, its key, and a column that may be set.
COLUMNS = """
    SELECT array_agg(a.attname ORDER BY a.attnum),
        array_agg(a.attname ORDER BY a.attnum) FILTER (WHERE a.attnum = ANY (i.indkey)),
        (array_agg(a.attname ORDER BY a.attnum DESC)
            FILTER (WHERE a.attnum <> ALL (i.indkey) AND a.attidentity = '' AND a.attgenerated = ''))[1]
    FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE i.indrelid = %s::regclass AND i.indisprimary
"""


def tables(connection: psycopg.Connection) -> set[str]:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name for (name,) in rows} - {"migrations"}


def touched(connection: psycopg.Connection, migration: Migration) -> set[str]:
    """The tables that are there before it and that it locks against reading or writing."""
    before = tables(connection)
    with connection.transaction(force_rollback=True):
        connection.execute(migration.text.encode())
        return {name for (name,) in connection.execute(LOCKED).fetchall()} & before


def fill(connection: psycopg.Connection, wanted: set[str], rows: int) -> None:
    names = {name for (name,) in connection.execute(PARENTS, [list(wanted)]).fetchall()}
    if unknown := names - FILL.keys():
        print(f"bench/migrations.py doesn't know how to fill {', '.join(sorted(unknown))}: add it to FILL.")
        sys.exit(2)
    # Foreign keys are right by construction; checking them would take most of the time.
    connection.execute("SET session_replication_role = replica")
    for name in [name for name in FILL if name in names]:
        if connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(name))).fetchone() is None:
            connection.execute(FILL[name].format(rows=f"generate_series(1, {rows}) AS n").encode())
            connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(name)))
    connection.execute("RESET session_replication_role")
    connection.execute("CHECKPOINT")


@dataclass(frozen=True, slots=True)
class Statement:
    table: str
    query: sql.Composed
    keys: Sequence[tuple[Any, ...]]


def statements(connection: psycopg.Connection) -> list[Statement]:
    """A read and a write by primary key, for each table that has rows."""
    made: list[Statement] = []
    for name in sorted(tables(connection)):
        table = sql.Identifier(name)
        found = connection.execute(COLUMNS, [name]).fetchone()
        if found is None or found[0] is None:
            continue
        columns, key, settable = found
        sample = sql.SQL("SELECT {} FROM {} LIMIT {}").format(_listed(key), table, SAMPLE)
        keys = connection.execute(sample).fetchall()
        if not keys:
            continue
        where = sql.SQL(" AND ").join(sql.SQL("{} = %s").format(sql.Identifier(one)) for one in key)
        read = sql.SQL("SELECT {} FROM {} WHERE {}").format(_listed(columns), table, where)
        made.append(Statement(name, read, keys))
        if settable is not None:
            change = sql.SQL("UPDATE {} SET {} = {} WHERE {}")
            column = sql.Identifier(settable)
            made.append(Statement(name, change.format(table, column, column, where), keys))
    return made


def _listed(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


@dataclass(slots=True)
class Requests:
    """Single statements, one after the other, on a few connections."""

    conninfo: str
    statements: Sequence[Statement]
    # (seconds, table), of each request.
    taken: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])
    failures: list[str] = field(default_factory=list[str])
    is_on: bool = True

    @contextmanager
    def running(self) -> Iterator[None]:
        threads = [threading.Thread(target=self._run, args=[random.Random(seed)]) for seed in range(CLIENTS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.is_on = False
            for thread in threads:
                thread.join()

    def _run(self, dice: random.Random) -> None:
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            while self.is_on:
                one = dice.choice(self.statements)
                began = time.perf_counter()
                try:
                    connection.execute(one.query, dice.choice(one.keys))
                except psycopg.Error as failure:
                    self.failures.append(f"{one.table}: {failure}")
                self.taken.append((time.perf_counter() - began, one.table))
                time.sleep(PAUSE)

    def longest(self) -> tuple[float, str]:
        return max(self.taken, default=(0.0, "none"))


def measure(cluster: embedded.Cluster, connection: psycopg.Connection, migration: Migration, rows: int) -> bool:
    locked = touched(connection, migration)
    fill(connection, locked | ALWAYS, rows)
    made = statements(connection)
    before, during = (Requests(cluster.address.superuser_conninfo, made) for _ in range(2))
    with before.running():
        time.sleep(SECONDS_AROUND)
    with during.running():
        time.sleep(0.2)
        began = time.perf_counter()
        migrate(cluster.owner_conninfo, through=migration.number)
        took = time.perf_counter() - began
        time.sleep(SECONDS_AROUND)
    (quiet, _), (slowest, table) = before.longest(), during.longest()
    print(
        f"  {migration.name:32} {took:6.2f} s; {len(during.taken):,} requests, longest {slowest * 1e3:4.0f} ms on "
        f"{table} (without it {quiet * 1e3:.0f} ms); locks {', '.join(sorted(locked)) or 'no table with rows'}",
        flush=True,
    )
    for failure in sorted(set(during.failures)):
        print(f"    failed: {failure}")
    return slowest <= LONGEST and not during.failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=2, help="the first migration to measure; those before just run")
    chosen = parser.parse_args()
    first, *later = all_migrations()
    is_good = True
    with live.temporary_folder() as folder, embedded.running(folder / "data") as cluster:
        migrate(cluster.owner_conninfo, through=first.number)
        with psycopg.connect(cluster.address.superuser_conninfo, autocommit=True) as connection:
            for migration in later:
                if migration.number < chosen.first:
                    migrate(cluster.owner_conninfo, through=migration.number)
                elif migration.is_safe_beside_old:
                    is_good &= measure(cluster, connection, migration, chosen.rows)
                else:
                    migrate(cluster.owner_conninfo, through=migration.number)
                    print(f"  {migration.name:32} promises nothing: {migration.promise}")
    print("bar: no failed request, none over 500 ms:", "met" if is_good else "MISSED")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

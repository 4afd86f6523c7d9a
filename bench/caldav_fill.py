"""A calendar filled as an import leaves it: each object read and indexed by the product, its rows copied in at once.

100,000 by PUT would take a quarter of an hour. Whoever copies in goes around the walls, so this is the operator's
account of the embedded database; what is measured afterwards goes by the application's.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import psycopg

from kalends.core.etag import etag_of
from kalends.core.ids import new_uuid
from kalends.features.calendars.events.domain import TZDATA, index_of
from kalends.features.calendars.objects.reading import read_object
from kalends.features.calendars.objects.templates import template_of
from kalends.store import embedded

AT_ONCE = 5_000
EVENTS = (
    "COPY events (id, space_id, calendar_id, name, uid, kind, object, etag, summary, is_all_day, is_recurring, "
    "starts_at, ends_at, indexed_from, indexed_until, extend_at, tzdata, templates, summaries, places, changed_in, "
    "created_at, changed_at) FROM STDIN"
)
OCCURRENCES = (
    "COPY occurrences (space_id, calendar_id, event_id, recurrence_id, starts_at, ends_at, local_start, local_end, "
    "is_busy, is_tentative, template) FROM STDIN"
)
CHANGES = """
INSERT INTO calendar_changes (calendar_id, space_id, name, sync_token, etag)
SELECT calendar_id, space_id, name, changed_in, etag FROM events WHERE calendar_id = %s
"""
WORDS = """
INSERT INTO event_words (event_id, space_id, calendar_id, of_version, starts_at, ends_at, headline, words)
SELECT id, space_id, calendar_id, version, starts_at, ends_at, lower(summary), to_tsvector('simple', lower(summary))
FROM events WHERE calendar_id = %s
"""


Row = tuple[object, ...]


def fill(data: Path, slug: str, objects: Iterable[tuple[str, bytes]]) -> None:
    """`objects` are names and contents, for an empty calendar; `data` is the data folder of a Kalends that runs."""
    with psycopg.connect(embedded.address(data).superuser_conninfo) as connection:
        found = connection.execute("SELECT space_id, id FROM calendars WHERE slug = %s", [slug]).fetchone()
        assert found is not None
        space, calendar = found
        events: list[Row] = []
        occurrences: list[Row] = []
        token = 0
        for token, (name, content) in enumerate(objects, 1):
            event, times = rows_of(space, calendar, name, content, token)
            events.append(event)
            occurrences += times
            if len(events) == AT_ONCE:
                copy_in(connection, events, occurrences)
        copy_in(connection, events, occurrences)
        connection.execute(CHANGES, [calendar])
        connection.execute(WORDS, [calendar])
        connection.execute("UPDATE calendars SET sync_token = %s WHERE id = %s", [token, calendar])
        connection.commit()
        # As autovacuum and the checkpoint would, some minutes later; neither is to run beside what is measured.
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE events, occurrences, event_words, calendar_changes, calendars")
        connection.execute("CHECKPOINT")


def rows_of(space: UUID, calendar: UUID, name: str, content: bytes, token: int) -> tuple[Row, list[Row]]:
    """Of the event, and of its occurrences; in the order of the columns above."""
    now, event_id, read = datetime.now(UTC), new_uuid(), read_object(content)
    index, first = index_of(read, now), read.items[0]
    event = (
        *(event_id, space, calendar, name, read.uid, read.kind, content, etag_of(content), first.summary),
        *(first.is_all_day, first.is_recurring, index.starts_at, index.ends_at, index.since, index.until),
        *(index.extend_at, TZDATA, [template_of(one.component) for one in read.items]),
        *([one.summary for one in read.items], [one.place for one in read.items], token, now, now),
    )
    times: list[Row] = [
        (
            *(space, calendar, event_id, row.recurrence_id, row.starts_at, row.ends_at, row.local_start),
            *(row.local_end, row.is_busy, row.is_tentative, row.template),
        )
        for row in index.rows
    ]
    return event, times


def copy_in(connection: psycopg.Connection, events: list[Row], occurrences: list[Row]) -> None:
    """They are empty afterwards."""
    with connection.cursor().copy(EVENTS) as copy:
        for row in events:
            copy.write_row(row)
    with connection.cursor().copy(OCCURRENCES) as copy:
        for row in occurrences:
            copy.write_row(row)
    events.clear()
    occurrences.clear()

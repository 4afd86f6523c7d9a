"""Every statement that queries need: lists in pieces, who is found by what, occurrences to expand to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import LiteralString, NamedTuple

from kalends.core.ids import CalendarId, EventId
from kalends.features.calendars.queries.retrieval import Stored
from kalends.store.database import Transaction

# Occurrences in a span (`Span`): half-open, and what lasts no time is where it is. Local ones by their local times.
IN_SPAN: LiteralString = """
    starts_at < %(until)s AND ends_at >= %(since)s
    AND (ends_at > %(since)s OR starts_at = ends_at)
    AND (
        local_start IS NULL
        OR (
            local_start < %(local_until)s
            AND (local_end > %(local_since)s OR (local_start = local_end AND local_start >= %(local_since)s))
        )
    )
"""
# The occurrences of an event, as `read_times` reads them.
TIMES: LiteralString = """string_agg(
    coalesce(local_start::text, starts_at::text) || '/' || coalesce(local_end::text, ends_at::text)
        || '/' || recurrence_id || '/' || template,
    ',' ORDER BY starts_at
)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An object without its content."""

    name: str
    etag: str
    kind: str
    size: int
    created_at: datetime
    changed_at: datetime


class Hit(NamedTuple):
    """An object that may be in an answer; by which of its components, where the index told; and its occurrences there,
    where they came with it, as `read_times` reads them."""

    id: EventId
    templates: Sequence[int] | None = None
    times: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Instants, and the same as a wall clock in the reader's zone shows them, for what has no zone."""

    since: datetime
    until: datetime
    local_since: datetime
    local_until: datetime


async def list_entries(tx: Transaction, calendar_id: CalendarId, after: str, many: int) -> list[Entry]:
    """By name, from the one after `after` on."""
    return await tx.list(
        Entry,
        """
        SELECT name, etag, kind, octet_length(object) AS size, created_at, changed_at
        FROM events WHERE calendar_id = %s AND name > %s ORDER BY name LIMIT %s
        """,
        [calendar_id, after, many],
    )


async def list_stored(tx: Transaction, ids: Sequence[EventId], kind: str | None = None) -> list[Stored]:
    """Only those of this kind, where one is meant."""
    found = await tx.rows(
        """
        SELECT id, name, etag, kind, object, octet_length(object), is_all_day, templates, indexed_from, indexed_until,
            created_at, changed_at, changed_in
        FROM events WHERE id = ANY (%(ids)s) AND (%(kind)s::text IS NULL OR kind = %(kind)s) ORDER BY id
        """,
        {"ids": list(ids), "kind": kind},
    )
    return list(map(Stored._make, found))


async def list_light(tx: Transaction, ids: Sequence[EventId], kind: str | None) -> list[Entry]:
    """Only those of this kind, where one is meant."""
    return await tx.list(
        Entry,
        """
        SELECT name, etag, kind, octet_length(object) AS size, created_at, changed_at
        FROM events WHERE id = ANY (%(ids)s) AND (%(kind)s::text IS NULL OR kind = %(kind)s) ORDER BY id
        """,
        {"ids": list(ids), "kind": kind},
    )


async def list_named(tx: Transaction, calendar_id: CalendarId, names: Sequence[str]) -> list[Stored]:
    found = await tx.rows(
        """
        SELECT id, name, etag, kind, object, octet_length(object), is_all_day, templates, indexed_from, indexed_until,
            created_at, changed_at, changed_in
        FROM events WHERE calendar_id = %s AND name = ANY (%s)
        """,
        [calendar_id, list(names)],
    )
    return list(map(Stored._make, found))


async def list_of_kind(tx: Transaction, calendar_id: CalendarId, kind: str | None) -> list[Hit]:
    """All, where no kind is asked for."""
    return await tx.list(
        Hit,
        """
        SELECT id, NULL AS templates FROM events
        WHERE calendar_id = %(calendar)s AND (%(kind)s::text IS NULL OR kind = %(kind)s) ORDER BY id
        """,
        {"calendar": calendar_id, "kind": kind},
    )


async def list_by_uid(tx: Transaction, calendar_id: CalendarId, uid: str) -> list[Hit]:
    return await tx.list(
        Hit, "SELECT id, NULL AS templates FROM events WHERE calendar_id = %s AND uid = %s", [calendar_id, uid]
    )


async def list_in_time(tx: Transaction, calendar_id: CalendarId, span: Span) -> list[Hit]:
    """By the index: half-open, and what lasts no time is where it is. Of every kind: to ask each event for its own here
    would cost more than the answer."""
    return await tx.list(
        Hit,
        """
        SELECT event_id AS id, array_agg(DISTINCT template) AS templates
        FROM occurrences
        WHERE calendar_id = %(calendar)s AND """  # noqa: S608  # only our own words
        + IN_SPAN
        + " GROUP BY event_id ORDER BY event_id",
        {"calendar": calendar_id, **asdict(span)},
    )


async def list_beyond(tx: Transaction, calendar_id: CalendarId, kind: str, span: Span, many: int) -> list[Hit]:
    """Those of which the index does not know all occurrences in the span."""
    return await tx.list(
        Hit,
        """
        SELECT id, NULL AS templates FROM events
        WHERE calendar_id = %(calendar)s AND kind = %(kind)s AND indexed_until IS NOT NULL
            AND (indexed_until < %(until)s OR indexed_from > %(since)s) AND starts_at < %(until)s
        LIMIT %(many)s
        """,
        {"calendar": calendar_id, "kind": kind, "since": span.since, "until": span.until, "many": many},
    )


async def list_hits_with_times(tx: Transaction, calendar_id: CalendarId, span: Span, most: int) -> list[Hit]:
    """As `list_in_time`, each with its occurrences in the span: they are read anyway, and to look them up by event
    again would cost more than all the rest. Only for the first events, with up to `most` occurrences together."""
    found = await tx.rows(
        "SELECT event_id, NULL, CASE WHEN sum(count(*)) OVER (ORDER BY event_id) <= %(most)s THEN "  # noqa: S608  # as above
        + TIMES
        + " END FROM occurrences WHERE calendar_id = %(calendar)s AND "
        + IN_SPAN
        + " GROUP BY event_id ORDER BY event_id",
        {"calendar": calendar_id, "most": most, **asdict(span)},
    )
    return list(map(Hit._make, found))


async def list_times(tx: Transaction, ids: Sequence[EventId], span: Span) -> Mapping[EventId, str]:
    """The occurrences of these in the span, by the index, as `read_times` reads them."""
    return dict(
        await tx.rows(
            "SELECT event_id, "  # noqa: S608  # as above
            + TIMES
            + " FROM occurrences WHERE event_id = ANY (%(ids)s) AND "
            + IN_SPAN
            + " GROUP BY event_id",
            {"ids": list(ids), **asdict(span)},
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyRow:
    """Merged by whether it is only tentative; local times as they are."""

    is_tentative: bool
    starts: list[datetime]
    ends: list[datetime]
    local_starts: list[datetime] | None
    local_ends: list[datetime] | None


async def list_busy(tx: Transaction, calendar_id: CalendarId, span: Span, left_out: Sequence[EventId]) -> list[BusyRow]:
    """Without these events, of which the index does not know all occurrences in the span. Whether it is tentative was
    not always written with an occurrence; then its event says so."""
    return await tx.list(
        BusyRow,
        """
        SELECT is_tentative, local_starts, local_ends,
            ARRAY(SELECT lower(r) FROM unnest(busy) AS r) AS starts,
            ARRAY(SELECT upper(r) FROM unnest(busy) AS r) AS ends
        FROM (
            SELECT
                coalesce(
                    o.is_tentative,
                    (
                        SELECT e.templates[o.template + 1] ~ '(^|\\n)STATUS:TENTATIVE'
                        FROM events AS e WHERE e.id = o.event_id
                    )
                ) AS is_tentative,
                range_agg(tstzrange(o.starts_at, o.ends_at)) FILTER (WHERE o.local_start IS NULL) AS busy,
                array_agg(o.local_start) FILTER (WHERE o.local_start IS NOT NULL) AS local_starts,
                array_agg(o.local_end) FILTER (WHERE o.local_start IS NOT NULL) AS local_ends
            FROM occurrences AS o
            WHERE o.calendar_id = %(calendar)s AND o.starts_at < %(until)s AND o.ends_at > %(since)s AND o.is_busy
                AND o.event_id <> ALL (%(left_out)s)
            GROUP BY 1
        ) AS merged
        """,
        {"calendar": calendar_id, "since": span.since, "until": span.until, "left_out": list(left_out)},
    )


async def find_name_of_uid(tx: Transaction, calendar_id: CalendarId, uid: str) -> str | None:
    return await tx.value("SELECT name FROM events WHERE calendar_id = %s AND uid = %s", [calendar_id, uid])

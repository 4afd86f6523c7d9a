"""Every statement about events and their occurrences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalends.core.actor import Person
from kalends.core.ids import CalendarId, EventId, SpaceId
from kalends.features.calendars.events.domain import TZDATA, Event, Index, zone_name
from kalends.features.calendars.events.words import Sought, headline_of, words_of
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.templates import template_of
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An occurrence as lists show it, and what to put it together from."""

    event_id: EventId
    calendar_id: CalendarId
    name: str
    uid: str
    kind: str
    summary: str
    place: str
    is_all_day: bool
    recurrence_id: str
    starts_at: datetime
    ends_at: datetime
    local_start: datetime | None
    local_end: datetime | None
    is_busy: bool
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event that was looked for, with its occurrence that is nearest to now, and how well it fits."""

    event_id: EventId
    calendar_id: CalendarId
    name: str
    uid: str
    kind: str
    summary: str
    place: str
    is_all_day: bool
    recurrence_id: str
    starts_at: datetime
    ends_at: datetime
    local_start: datetime | None
    local_end: datetime | None
    is_busy: bool
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """An event to be read anew."""

    id: EventId
    space_id: SpaceId


async def find(tx: Transaction, calendar_id: CalendarId, name: str) -> Event | None:
    return await tx.find(
        Event,
        """
        SELECT id, space_id, calendar_id, name, uid, kind, object, etag, changed_in, created_at, changed_at, version
        FROM events WHERE calendar_id = %s AND name = %s
        """,
        [calendar_id, name],
    )


async def find_at_home(tx: Transaction, person: Person, slug: str, name: str) -> Event | None:
    """In a calendar of the person's own space, while their session holds; needs no walls open."""
    return await tx.find(
        Event,
        """
        SELECT id, space_id, calendar_id, name, uid, kind, object, etag, changed_in, created_at, changed_at, version
        FROM find_own_object(%s, %s, %s, %s)
        """,
        [person.id, person.session_id, slug, name],
    )


async def find_by_id(tx: Transaction, event_id: EventId) -> Event | None:
    return await tx.find(
        Event,
        """
        SELECT id, space_id, calendar_id, name, uid, kind, object, etag, changed_in, created_at, changed_at, version
        FROM events WHERE id = %s
        """,
        [event_id],
    )


async def find_by_uid(tx: Transaction, space_id: SpaceId, uid: str) -> Event | None:
    return await tx.find(
        Event,
        """
        SELECT e.id, e.space_id, e.calendar_id, e.name, e.uid, e.kind, e.object, e.etag, e.changed_in, e.created_at,
            e.changed_at, e.version
        FROM calendars AS c JOIN events AS e ON e.calendar_id = c.id AND e.uid = %s
        WHERE c.space_id = %s ORDER BY e.id LIMIT 1
        """,
        [uid, space_id],
    )


async def list_named(tx: Transaction, calendar_id: CalendarId, names: Sequence[str]) -> list[Event]:
    return await tx.list(
        Event,
        """
        SELECT id, space_id, calendar_id, name, uid, kind, object, etag, changed_in, created_at, changed_at, version
        FROM events WHERE calendar_id = %s AND name = ANY (%s)
        """,
        [calendar_id, list(names)],
    )


async def list_by_uid(tx: Transaction, calendar_id: CalendarId, uids: Sequence[str]) -> list[Event]:
    return await tx.list(
        Event,
        """
        SELECT id, space_id, calendar_id, name, uid, kind, object, etag, changed_in, created_at, changed_at, version
        FROM events WHERE calendar_id = %s AND uid = ANY (%s)
        """,
        [calendar_id, list(uids)],
    )


async def list_names(tx: Transaction, calendar_id: CalendarId) -> list[Named]:
    return await tx.list(Named, "SELECT name, etag FROM events WHERE calendar_id = %s ORDER BY name", [calendar_id])


async def save(tx: Transaction, event: Event, read: CalendarObject, index: Index) -> None:
    """Add the event, or put it in the place of its former version; its occurrences with it."""
    first = read.items[0]
    await tx.execute(
        """
        INSERT INTO events (
            id, space_id, calendar_id, name, uid, kind, object, etag, summary, place, is_all_day, is_recurring, zone,
            starts_at, ends_at, indexed_from, indexed_until, extend_at, tzdata, templates, summaries, places,
            changed_in, created_at, changed_at, version
        ) VALUES (
            %(id)s, %(space)s, %(calendar)s, %(name)s, %(uid)s, %(kind)s, %(object)s, %(etag)s, %(summary)s, %(place)s,
            %(is_all_day)s, %(is_recurring)s, %(zone)s, %(starts_at)s, %(ends_at)s, %(since)s, %(until)s,
            %(extend_at)s, %(tzdata)s, %(templates)s, %(summaries)s, %(places)s, %(changed_in)s, %(created_at)s,
            %(changed_at)s, %(version)s
        )
        ON CONFLICT (id) DO UPDATE SET
            object = excluded.object, etag = excluded.etag, kind = excluded.kind, summary = excluded.summary,
            place = excluded.place, is_all_day = excluded.is_all_day, is_recurring = excluded.is_recurring,
            zone = excluded.zone, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
            indexed_from = excluded.indexed_from, indexed_until = excluded.indexed_until,
            extend_at = excluded.extend_at, tzdata = excluded.tzdata,
            templates = excluded.templates, summaries = excluded.summaries, places = excluded.places,
            changed_in = excluded.changed_in, changed_at = excluded.changed_at, version = excluded.version
        """,
        {
            "id": event.id,
            "space": event.space_id,
            "calendar": event.calendar_id,
            "name": event.name,
            "uid": event.uid,
            "kind": event.kind,
            "object": event.object,
            "etag": event.etag,
            "summary": first.summary,
            "place": first.place,
            "is_all_day": first.is_all_day,
            "is_recurring": first.is_recurring or len(read.items) > 1,
            "zone": zone_name(first),
            "starts_at": index.starts_at,
            "ends_at": index.ends_at,
            "since": index.since,
            "until": index.until,
            "extend_at": index.extend_at,
            "tzdata": TZDATA,
            "templates": [template_of(item.component) for item in read.items],
            "summaries": [item.summary for item in read.items],
            "places": [item.place for item in read.items],
            "changed_in": event.changed_in,
            "created_at": event.created_at,
            "changed_at": event.changed_at,
            "version": event.version,
        },
    )
    await _save_words(tx, event, read, index)
    await _save_occurrences(tx, event, index, is_new=event.version == 1)


async def save_index(tx: Transaction, event: Event, read: CalendarObject, index: Index) -> None:
    """Of an event that did not change, as time went on or zones changed."""
    await tx.execute(
        """
        UPDATE events
        SET starts_at = %s, ends_at = %s, indexed_from = %s, indexed_until = %s, extend_at = %s, tzdata = %s,
            summaries = %s, places = %s
        WHERE id = %s
        """,
        [
            index.starts_at,
            index.ends_at,
            index.since,
            index.until,
            index.extend_at,
            TZDATA,
            [item.summary for item in read.items],
            [item.place for item in read.items],
            event.id,
        ],
    )
    await _save_words(tx, event, read, index)
    await _save_occurrences(tx, event, index)


async def save_words(tx: Transaction, event: Event, read: CalendarObject, index: Index) -> None:
    """Of an event that was written without them, or before a version without them changed it."""
    await tx.execute(
        """
        UPDATE events SET summaries = %(summaries)s, places = %(places)s
        WHERE id = %(id)s AND (summaries, places) IS DISTINCT FROM (%(summaries)s::text[], %(places)s::text[])
        """,
        {
            "id": event.id,
            "summaries": [item.summary for item in read.items],
            "places": [item.place for item in read.items],
        },
    )
    await _save_words(tx, event, read, index)


async def _save_words(tx: Transaction, event: Event, read: CalendarObject, index: Index) -> None:
    await tx.execute(
        """
        INSERT INTO event_words (event_id, space_id, calendar_id, of_version, starts_at, ends_at, headline, words)
        VALUES (%s, %s, %s, %s, %s, %s, %s, to_tsvector('simple', %s))
        ON CONFLICT (event_id) DO UPDATE SET
            of_version = excluded.of_version, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
            headline = excluded.headline, words = excluded.words
        """,
        [
            event.id,
            event.space_id,
            event.calendar_id,
            event.version,
            index.starts_at,
            index.ends_at,
            headline_of(read),
            words_of(read),
        ],
    )


async def put_off_index(tx: Transaction, event_id: EventId, until: datetime) -> None:
    """Its index can't be written now and stays as it is. Until then new zones don't ask for it again."""
    await tx.execute("UPDATE events SET extend_at = %s, tzdata = %s WHERE id = %s", [until, TZDATA, event_id])


async def _save_occurrences(tx: Transaction, event: Event, index: Index, *, is_new: bool = False) -> None:
    if not is_new:
        await tx.execute("DELETE FROM occurrences WHERE event_id = %s", [event.id])
    await tx.execute(
        """
        INSERT INTO occurrences (
            space_id, calendar_id, event_id, recurrence_id, starts_at, ends_at, local_start, local_end, is_busy,
            is_tentative, template
        )
        SELECT %s, %s, %s, recurrence_id, starts_at, ends_at, local_start, local_end, is_busy, is_tentative, template
        FROM unnest(
            %s::text[], %s::timestamptz[], %s::timestamptz[], %s::timestamp[], %s::timestamp[], %s::boolean[],
            %s::boolean[], %s::bigint[]
        ) AS given (recurrence_id, starts_at, ends_at, local_start, local_end, is_busy, is_tentative, template)
        """,
        [
            event.space_id,
            event.calendar_id,
            event.id,
            [row.recurrence_id for row in index.rows],
            [row.starts_at for row in index.rows],
            [row.ends_at for row in index.rows],
            [row.local_start for row in index.rows],
            [row.local_end for row in index.rows],
            [row.is_busy for row in index.rows],
            [row.is_tentative for row in index.rows],
            [row.template for row in index.rows],
        ],
    )


async def remove(tx: Transaction, event_id: EventId) -> None:
    await tx.execute("DELETE FROM events WHERE id = %s", [event_id])


async def list_shown(
    tx: Transaction, calendar_id: CalendarId, since: datetime, until: datetime, many: int
) -> list[Shown]:
    """From the index. Local ones are in it as wide as the earth: they are looked at again in the reader's zone."""
    return await tx.list(
        Shown,
        """
        SELECT o.event_id, o.calendar_id, e.name, e.uid, e.kind,
            coalesce(e.summaries[o.template + 1], e.summary) AS summary,
            coalesce(e.places[o.template + 1], e.place) AS place, e.is_all_day, o.recurrence_id,
            o.starts_at, o.ends_at, o.local_start, o.local_end, o.is_busy, e.templates[o.template + 1] AS template
        FROM occurrences AS o
        JOIN events AS e ON e.id = o.event_id
        WHERE o.calendar_id = %(calendar)s AND o.starts_at < %(until)s AND o.ends_at >= %(since)s
            AND (o.ends_at > %(since)s OR o.starts_at = o.ends_at)
        ORDER BY o.starts_at, o.event_id, o.recurrence_id
        LIMIT %(many)s
        """,
        {"calendar": calendar_id, "since": since, "until": until, "many": many},
    )


async def list_indexed_in_part(
    tx: Transaction, calendar_id: CalendarId, since: datetime, until: datetime, many: int
) -> list[Event]:
    """Events of which the index does not know all occurrences in this span."""
    return await tx.list(
        Event,
        """
        SELECT id, space_id, calendar_id, name, uid, kind, object, etag, changed_in, created_at, changed_at, version
        FROM events
        WHERE calendar_id = %(calendar)s AND indexed_until IS NOT NULL
            AND (indexed_until < %(until)s OR indexed_from > %(since)s) AND starts_at < %(until)s
        LIMIT %(many)s
        """,
        {"calendar": calendar_id, "since": since, "until": until, "many": many},
    )


async def find_calendar_of(tx: Transaction, event_id: EventId) -> CalendarId | None:
    """Of an event in the spaces of this transaction."""
    return await tx.value("SELECT calendar_id FROM events WHERE id = %s AND kind = 'VEVENT'", [event_id])


async def find_shared_calendar_of(tx: Transaction, person: Person, event_id: EventId) -> CalendarId | None:
    return await tx.value("SELECT calendar_of_shared_event(%s, %s, %s)", [person.id, person.session_id, event_id])


async def list_from(tx: Transaction, calendar_ids: Sequence[CalendarId], after: UUID | None, many: int) -> list[Event]:
    """Events of these calendars, oldest first."""
    return await tx.list(
        Event,
        """
        SELECT id, space_id, calendar_id, name, uid, kind, object, etag, changed_in, created_at, changed_at, version
        FROM events
        WHERE calendar_id = ANY (%(calendars)s) AND kind = 'VEVENT' AND (%(after)s::uuid IS NULL OR id > %(after)s)
        ORDER BY id
        LIMIT %(many)s
        """,
        {"calendars": list(calendar_ids), "after": after, "many": many},
    )


async def list_by_ids(tx: Transaction, event_ids: Sequence[EventId]) -> list[Event]:
    return await tx.list(
        Event,
        """
        SELECT id, space_id, calendar_id, name, uid, kind, object, etag, changed_in, created_at, changed_at, version
        FROM events WHERE id = ANY (%s) AND kind = 'VEVENT'
        """,
        [list(event_ids)],
    )


async def search(
    tx: Transaction,
    person: Person,
    calendar_ids: Sequence[CalendarId] | None,
    sought: Sought,
    present: datetime,
    after: tuple[float, UUID] | None,
    many: int,
) -> list[Found]:
    return await tx.list(
        Found,
        """
        SELECT event_id, calendar_id, name, uid, kind, summary, place, is_all_day, recurrence_id, starts_at, ends_at,
            local_start, local_end, is_busy, score
        FROM search_events(%s, %s, %s::uuid[], %s, %s, %s, %s, %s::double precision, %s::uuid, %s)
        """,
        [
            person.id,
            person.session_id,
            None if calendar_ids is None else list(calendar_ids),
            sought.query,
            sought.pattern,
            sought.phrase,
            present,
            None if after is None else after[0],
            None if after is None else after[1],
            many,
        ],
    )


async def list_to_extend(tx: Transaction, due: datetime, many: int) -> list[ToRead]:
    return await tx.list(ToRead, "SELECT id, space_id FROM list_events_to_extend(%s, %s, %s)", [due, TZDATA, many])


async def list_without_words(tx: Transaction, many: int) -> list[ToRead]:
    """The next ones of the round through all events; whoever asks again gets those after them."""
    return await tx.list(ToRead, "SELECT id, space_id FROM list_events_without_words(%s)", [many])


async def lock_calendar_of(tx: Transaction, event_id: EventId) -> UUID | None:
    """As whoever changes the event does, before its row."""
    return await tx.value(
        """
        SELECT c.id FROM calendars AS c JOIN events AS e ON e.calendar_id = c.id WHERE e.id = %s FOR NO KEY UPDATE OF c
        """,
        [event_id],
    )

"""Events: put, got and removed as the objects they are; listed by time; what changes them keeps the index true."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import psycopg

from kalends.core.actor import Actor, Nobody, System
from kalends.core.clock import Clock
from kalends.core.errors import Stale
from kalends.core.etag import ensure_match, etag_of
from kalends.core.ids import CalendarId, EventId, new_uuid
from kalends.core.time import Interval, instant_of
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.admission import admit
from kalends.features.calendars.domain import Access, Calendar, InHome, checked_name
from kalends.features.calendars.errors import KindNotTaken, NoSuchEvent, SpanIsTooLong, UidIsAnother, UidIsTaken
from kalends.features.calendars.events import repository
from kalends.features.calendars.events.domain import Event, Index, index_of, rows_between
from kalends.features.calendars.events.repository import Named, Shown
from kalends.features.calendars.facts import EventAdded, EventChanged, EventRemoved
from kalends.features.calendars.objects.reading import CalendarObject, read_object
from kalends.features.calendars.objects.templates import template_of
from kalends.features.calendars.recurrence import RecurrenceAsksTooMuch, TooManyOccurrences
from kalends.store import outbox
from kalends.store.database import Database, Transaction, broken_rule

# A year, and some weeks on either side.
LONGEST_SPAN = timedelta(days=400)
# A month of the busiest calendar there is.
MOST_SHOWN = 10_000
# Each is read and expanded, which takes milliseconds.
MOST_BEYOND = 1_000
# Larger ones take so long to read that others would wait.
LARGE = 64 * 1024
# Of the worker's chore: as many as take a few seconds.
EXTENDED_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    event: Event
    is_new: bool


class Events:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def put(
        self,
        actor: Actor,
        calendar_id: CalendarId | InHome,
        name: str,
        content: bytes,
        *,
        if_match: str | None = None,
        must_be_new: bool = False,
    ) -> Put:
        """Keep this object under this name, byte for byte. Putting the same again changes nothing.

        Of several at once that name the same ETag, or that say it must be new, one gets through; the others are Stale.
        """
        name = checked_name(name, "name")
        now = self._clock()
        read, index = await _read(content, now)
        try:
            async with self._db.transaction(actor) as tx:
                calendar = await admit(tx, calendar_id, Access.WRITE, locked=True)
                if read.kind not in calendar.components:
                    raise KindNotTaken(field=read.kind)
                before = await repository.find(tx, calendar.id, name)
                _ensure_may_put(before, read, if_match, must_be_new=must_be_new)
                if before is not None and before.object == content:
                    return Put(event=before, is_new=False)
                return await self._put(tx, calendar, name, before, read, index, now)
        except psycopg.errors.UniqueViolation as taken:
            if broken_rule(taken) == "a_uid_is_one_object_in_a_calendar":
                raise UidIsTaken(field="UID") from taken
            raise

    async def get(self, actor: Actor, calendar_id: CalendarId | InHome, name: str) -> Event:
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.READ)
            return await _get(tx, calendar.id, name)

    async def find_by_uid(self, actor: System, uid: str) -> Event | None:
        """In whichever calendar of the space: the oldest, where there are several."""
        async with self._db.transaction(actor) as tx:
            return await repository.find_by_uid(tx, actor.space_id, uid)

    async def list_named(self, actor: Actor, calendar_id: CalendarId | InHome, names: Sequence[str]) -> Sequence[Event]:
        """Those of these names that there are."""
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.READ)
            return await repository.list_named(tx, calendar.id, names)

    async def list_names(self, actor: Actor, calendar_id: CalendarId) -> Sequence[Named]:
        """All there are, with their ETags."""
        async with self._db.transaction(actor) as tx:
            await admit(tx, calendar_id, Access.READ)
            return await repository.list_names(tx, calendar_id)

    async def remove(
        self, actor: Actor, calendar_id: CalendarId | InHome, name: str, *, if_match: str | None = None
    ) -> None:
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.WRITE, locked=True)
            event = await _get(tx, calendar.id, name)
            ensure_match(if_match, event.etag)
            token = await calendars.advance(tx, calendar.id)
            await repository.remove(tx, event.id)
            await calendars.note_change(tx, calendar, name, token, None)
            await outbox.record(
                tx,
                EventRemoved(
                    space_id=calendar.space_id,
                    aggregate_id=event.id,
                    aggregate_version=event.version + 1,
                    calendar_id=calendar.id,
                    uid=event.uid,
                ),
            )

    async def list_between(
        self, actor: Actor, calendar_id: CalendarId, span: Interval, zone: str | None = None
    ) -> Sequence[Shown]:
        """The occurrences that touch the span, in order; days and floating times as `zone` has them, by default the
        calendar's. Within the index this is one query; beyond it, what reaches there is expanded, within bounds."""
        if span.duration > LONGEST_SPAN:
            raise SpanIsTooLong(field="end")
        async with self._db.transaction(actor) as tx:
            calendar = await admit(tx, calendar_id, Access.READ)
            found = await repository.list_shown(tx, calendar_id, span.start, span.end, MOST_SHOWN + 1)
            beyond = await repository.list_indexed_in_part(tx, calendar_id, span.start, span.end, MOST_BEYOND + 1)
        if len(beyond) > MOST_BEYOND:
            raise RecurrenceAsksTooMuch("Too much here recurs for ever to look so far away. Ask for a nearer span.")
        if beyond:
            known = {event.id for event in beyond}
            found = [one for one in found if one.event_id not in known]
            for event in beyond:
                found += await asyncio.to_thread(_shown, event, span)
        if len(found) > MOST_SHOWN:
            raise TooManyOccurrences
        placed = (_placed(one, zone or calendar.zone) for one in found)
        touching = (one for one in placed if _touches(one, span))
        return sorted(touching, key=lambda one: (one.starts_at, one.event_id, one.recurrence_id))

    async def extend(self) -> int:
        """The worker's chore: write the index anew where it ends soon, or where zones changed. Answers how many."""
        now = self._clock()
        async with self._db.transaction(Nobody()) as tx:
            due = await repository.list_to_extend(tx, now, EXTENDED_AT_ONCE)
        for one in due:
            async with self._db.transaction(System(one.space_id)) as tx:
                await repository.lock_calendar_of(tx, one.id)
                if (event := await repository.find_by_id(tx, one.id)) is not None:
                    _, index = await _read(event.object, now)
                    await repository.save_index(tx, event, index)
        return len(due)

    async def _put(
        self,
        tx: Transaction,
        calendar: Calendar,
        name: str,
        before: Event | None,
        read: CalendarObject,
        index: Index,
        now: datetime,
    ) -> Put:
        token = await calendars.advance(tx, calendar.id)
        event = Event(
            id=before.id if before else EventId(new_uuid()),
            space_id=calendar.space_id,
            calendar_id=calendar.id,
            name=name,
            uid=read.uid,
            kind=read.kind,
            object=read.content,
            etag=etag_of(read.content),
            changed_in=token,
            created_at=before.created_at if before else now,
            changed_at=now,
            version=before.version + 1 if before else 1,
        )
        await repository.save(tx, event, read, index)
        await calendars.note_change(tx, calendar, name, token, event.etag)
        fact = EventChanged if before else EventAdded
        await outbox.record(
            tx,
            fact(
                space_id=event.space_id,
                aggregate_id=event.id,
                aggregate_version=event.version,
                calendar_id=calendar.id,
                uid=event.uid,
            ),
        )
        return Put(event=event, is_new=before is None)


async def _read(content: bytes, now: datetime) -> tuple[CalendarObject, Index]:
    def work() -> tuple[CalendarObject, Index]:
        read = read_object(content)
        return read, index_of(read, now)

    return await asyncio.to_thread(work) if len(content) > LARGE else work()


async def _get(tx: Transaction, calendar_id: CalendarId, name: str) -> Event:
    event = await repository.find(tx, calendar_id, name)
    if event is None:
        raise NoSuchEvent
    return event


def _ensure_may_put(before: Event | None, read: CalendarObject, if_match: str | None, *, must_be_new: bool) -> None:
    if before is None:
        if if_match is not None:
            raise Stale
        return
    if must_be_new:
        raise Stale
    ensure_match(if_match, before.etag)
    if before.uid != read.uid:
        raise UidIsAnother(field="UID")


def _shown(event: Event, span: Interval) -> list[Shown]:
    """Beyond the index: expanded on demand."""
    read = read_object(event.object)
    return [
        Shown(
            event_id=event.id,
            calendar_id=event.calendar_id,
            name=event.name,
            uid=event.uid,
            kind=event.kind,
            summary=read.items[0].summary,
            place=read.items[0].place,
            is_all_day=read.items[0].is_all_day,
            recurrence_id=row.recurrence_id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            local_start=row.local_start,
            local_end=row.local_end,
            is_busy=row.is_busy,
            template=template_of(read.items[row.template].component),
        )
        for row in rows_between(read, span.start, span.end, most=MOST_SHOWN)
    ]


def _placed(one: Shown, zone: str) -> Shown:
    """A local one at the instants that it has in this zone."""
    if one.local_start is None or one.local_end is None:
        return one
    return replace(one, starts_at=instant_of(one.local_start, zone), ends_at=instant_of(one.local_end, zone))


def _touches(one: Shown, span: Interval) -> bool:
    return one.starts_at < span.end and (
        one.ends_at > span.start or (one.starts_at == one.ends_at and one.starts_at >= span.start)
    )

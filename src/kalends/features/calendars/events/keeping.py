"""Keeping an object in a calendar, and taking it out: the index, the sync token and the facts go with it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from kalends.core.etag import etag_of
from kalends.core.ids import EventId, new_uuid
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.attachments.uses import note_uses
from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.events import repository
from kalends.features.calendars.events.answering import note_answers
from kalends.features.calendars.events.domain import Event, Index, index_of
from kalends.features.calendars.facts import EventAdded, EventChanged, EventImported, EventRemoved
from kalends.features.calendars.objects.reading import CalendarObject, read_object
from kalends.features.calendars.objects.salvage import salvaged
from kalends.store import outbox
from kalends.store.database import Transaction

# Larger ones take so long to read that others would wait.
LARGE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    event: Event
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """An object that is read and indexed, as of when."""

    read: CalendarObject
    index: Index
    now: datetime


async def keep(
    tx: Transaction,
    calendar: Calendar,
    name: str,
    before: Event | None,
    read: CalendarObject,
    index: Index,
    now: datetime,
    *,
    event_id: EventId | None = None,
    after_version: int = 0,
    is_import: bool = False,
    token: int | None = None,
) -> Put:
    """The calendar is locked. What is new has the id that somebody chose for it; where it was there before, or in
    another calendar, its versions go on. `token` is of who advanced the calendar already, for many at once."""
    if token is None:
        token = await calendars.advance(tx, calendar.id)
    event = Event(
        id=before.id if before else event_id or EventId(new_uuid()),
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
        version=(before.version if before else after_version) + 1,
    )
    await repository.save(tx, event, read, index)
    await note_uses(tx, event.id, event.space_id, before.object if before else None, read)
    await calendars.note_change(tx, calendar, name, token, event.etag)
    fact = EventImported if is_import else EventChanged if before else EventAdded
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
    if before is not None and not is_import:
        await note_answers(tx, event, before.object, read)
    return Put(event=event, is_new=before is None)


async def discard(tx: Transaction, calendar: Calendar, event: Event, *, is_quiet: bool = False) -> None:
    """The calendar is locked. `is_quiet`: whoever organises it elsewhere is not to hear of it."""
    token = await calendars.advance(tx, calendar.id)
    await repository.remove(tx, event.id)
    await calendars.note_change(tx, calendar, event.name, token, None)
    await outbox.record(
        tx,
        EventRemoved(
            space_id=calendar.space_id,
            aggregate_id=event.id,
            aggregate_version=event.version + 1,
            calendar_id=calendar.id,
            uid=event.uid,
            is_quiet=is_quiet,
        ),
    )


async def indexed(content: bytes, now: datetime) -> tuple[CalendarObject, Index]:
    def work() -> tuple[CalendarObject, Index]:
        read = read_object(content)
        return read, index_of(read, now)

    return await asyncio.to_thread(work) if len(content) > LARGE else work()


async def indexed_anew(content: bytes, now: datetime) -> tuple[CalendarObject, Index]:
    """Of an object that is in a calendar already, whatever is odd about it."""
    kept = await asyncio.to_thread(salvaged, content, lambda read: (read, index_of(read, now)))
    return kept.value

"""The steps that changes of events share, each within a transaction; all leave behind what undoes them."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kalends.core.actor import Person
from kalends.core.clock import system_clock
from kalends.core.errors import Stale
from kalends.core.etag import ensure_match
from kalends.core.ids import CalendarId, EventId, SpaceId, new_uuid
from kalends.features.calendars import adding
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.admission import admit, person_of
from kalends.features.calendars.domain import Access, Calendar
from kalends.features.calendars.errors import KindNotTaken, NoSuchCalendar, NoSuchEvent
from kalends.features.calendars.events import answering, repository, undoing
from kalends.features.calendars.events.asking import Scope, Which
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.events.keeping import LARGE, discard, indexed, keep
from kalends.features.calendars.events.wanted import Wanted, changes_from, details_from
from kalends.features.calendars.objects.attendees import Organiser
from kalends.features.calendars.objects.building import new_object
from kalends.features.calendars.objects.changing import cancel_one, change_all, change_one
from kalends.features.calendars.objects.placing import details_at
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.objects.splitting import cancel_following, change_following, is_first
from kalends.features.calendars.properties import repository as properties
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one event or of many, made now."""

    tx: Transaction
    now: datetime
    id: UUID = field(default_factory=new_uuid)
    _organisers: dict[SpaceId, Organiser] = field(default_factory=dict[SpaceId, Organiser])

    async def organiser_in(self, calendar: Calendar) -> Organiser:
        """In whose name whoever makes the change asks others to come; looked up once, however many events change."""
        if calendar.space_id not in self._organisers:
            person = person_of(self.tx.actor)
            self._organisers[calendar.space_id] = await calendars.get_organiser(self.tx, person, calendar.space_id)
        return self._organisers[calendar.space_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """`event` is None where nothing of it is left; `following` is what became a series of its own."""

    change_id: UUID
    event: Event | None
    following: Event | None = None


async def add_event(change: Change, calendar: Calendar, wanted: Wanted, event_id: EventId) -> Event:
    me = await change.organiser_in(calendar)
    content = new_object(str(event_id), details_from(wanted, calendar.zone, me), change.now)
    return await _added(change, calendar, content, event_id)


async def change_event(change: Change, calendar: Calendar, event: Event, wanted: Wanted, which: Which) -> Changed:
    me = await change.organiser_in(calendar)
    read = await read_apart(event)
    await answering.ensure_organised_here(change.tx, calendar, read, wanted)
    moment = None if which.scope is Scope.ALL else which.moment()
    changes = changes_from(wanted, details_at(read, moment), calendar.zone, me)
    if which.scope is Scope.ONE and moment is not None:
        content = change_one(read, moment, changes, change.now)
    elif moment is not None and not is_first(read, moment):
        following_id = EventId(new_uuid())
        split = change_following(read, moment, changes, change.now, str(following_id))
        before = await keep_changed(change, calendar, event, split.before)
        following = await _added(change, calendar, split.after, following_id)
        return Changed(change_id=change.id, event=before, following=following)
    else:
        content = change_all(read, changes, change.now)
    return Changed(change_id=change.id, event=await keep_changed(change, calendar, event, content))


async def remove_event(change: Change, calendar: Calendar, event: Event, which: Which) -> Changed:
    content: bytes | None = None
    if which.scope is not Scope.ALL:
        cancel = cancel_one if which.scope is Scope.ONE else cancel_following
        read = await read_apart(event)
        await answering.ensure_organised_here(change.tx, calendar, read)
        content = cancel(read, which.moment(), change.now)
    if content is not None:
        return Changed(change_id=change.id, event=await keep_changed(change, calendar, event, content))
    await discard(change.tx, calendar, event)
    await answering.note_absence(change.tx, event, change.now)
    await undoing.remember(change.tx, change.id, event, None)
    return Changed(change_id=change.id, event=None)


async def move_event(change: Change, calendar: Calendar, event: Event, target: Calendar) -> Event:
    """To another calendar; both are locked."""
    read, index = await indexed(event.object, change.now)
    _ensure_taken(target, read)
    said = {one.name: one.value for one in await properties.list_of_object(change.tx, event.id)}
    await discard(change.tx, calendar, event)
    await undoing.remember(change.tx, change.id, event, None)
    kept = await keep(
        change.tx,
        target,
        event.name,
        None,
        read,
        index,
        change.now,
        event_id=event.id,
        after_version=event.version + 1,
    )
    await properties.save_of_object(change.tx, kept.event, said)
    await undoing.remember(change.tx, change.id, None, kept.event)
    return kept.event


async def keep_changed(change: Change, calendar: Calendar, event: Event, content: bytes) -> Event:
    if content == event.object:
        return event
    read, index = await indexed(content, change.now)
    after = (await keep(change.tx, calendar, event.name, event, read, index, change.now)).event
    await undoing.remember(change.tx, change.id, event, after)
    return after


async def undo_one(change: Change, calendar: Calendar, former: undoing.Former, after_version: int) -> int:
    """The event's version then, from which a later one goes on. Raises Stale where something came after the change."""
    present = await repository.find(change.tx, calendar.id, former.name)
    if (None if present is None else present.etag) != former.etag_after:
        raise Stale
    if former.object is None:
        if present is None:
            return after_version
        await discard(change.tx, calendar, present)
        return present.version + 1
    read, index = await indexed(former.object, change.now)
    kept = await keep(
        change.tx,
        calendar,
        former.name,
        present,
        read,
        index,
        change.now,
        event_id=former.event_id,
        after_version=max(former.version + 1, after_version),
    )
    if present is None:
        await answering.note_answers(change.tx, kept.event, None, read)
    return kept.event.version


async def calendar_for(tx: Transaction, person: Person, calendar_id: CalendarId | None) -> Calendar:
    """To write in: the one that is named, else the person's default one. Locked."""
    return await admit(tx, calendar_id or await default_of(tx, person), Access.WRITE, locked=True)


async def default_of(tx: Transaction, person: Person) -> CalendarId:
    return await adding.default_of(tx, await adding.owner_of(tx, person), system_clock)


async def admitted(tx: Transaction, event_id: EventId, access: Access) -> tuple[Calendar, Event]:
    """An event and its calendar, which is locked where one is to write in it."""
    try:
        calendar = await admit(tx, await calendar_of(tx, event_id), access, locked=access >= Access.WRITE)
    except NoSuchCalendar as hidden:
        raise NoSuchEvent from hidden
    event = await repository.find_by_id(tx, event_id)
    # It may have gone elsewhere before the lock was ours.
    if event is None or event.calendar_id != calendar.id:
        raise NoSuchEvent
    return calendar, event


async def matching(tx: Transaction, event_id: EventId, if_match: str | None) -> tuple[Calendar, Event]:
    """To change: as whoever changes it read it."""
    calendar, event = await admitted(tx, event_id, Access.WRITE)
    ensure_match(if_match, event.etag)
    return calendar, event


async def calendar_of(tx: Transaction, event_id: EventId) -> CalendarId:
    person = person_of(tx.actor)
    calendar_id = await repository.find_calendar_of(tx, event_id)
    if calendar_id is None:
        calendar_id = await repository.find_shared_calendar_of(tx, person, event_id)
    if calendar_id is None:
        raise NoSuchEvent
    return calendar_id


async def read_apart(event: Event) -> CalendarObject:
    """Beside others' requests, where it is large."""
    if len(event.object) > LARGE:
        return await asyncio.to_thread(read_kept, event.object)
    return read_kept(event.object)


async def _added(change: Change, calendar: Calendar, content: bytes, event_id: EventId) -> Event:
    read, index = await indexed(content, change.now)
    _ensure_taken(calendar, read)
    name = f"{event_id}.ics"
    kept = await keep(change.tx, calendar, name, None, read, index, change.now, event_id=event_id)
    await undoing.remember(change.tx, change.id, None, kept.event)
    return kept.event


def _ensure_taken(calendar: Calendar, read: CalendarObject) -> None:
    if read.kind not in calendar.components:
        raise KindNotTaken(field="calendar_id")

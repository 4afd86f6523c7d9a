"""Events by what they say: added, changed, moved, answered and removed, one occurrence, those that follow, or all.

Each change goes into the client's own bytes, and can be undone for a day.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

import psycopg

from kalends.core.actor import Actor, Person
from kalends.core.clock import Clock
from kalends.core.ids import CalendarId, EventId, new_uuid
from kalends.features.accounts import addresses
from kalends.features.calendars import repository as calendars
from kalends.features.calendars.admission import admit, person_of
from kalends.features.calendars.domain import Access, Calendar
from kalends.features.calendars.errors import NothingToUndo, TooManyAtOnce, UidIsTaken, WholeOnly
from kalends.features.calendars.events import repository, steps, undoing
from kalends.features.calendars.events.asking import ALL, MOST_AT_ONCE, Batch, Scope, Which, at_place
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.events.steps import Change, Changed
from kalends.features.calendars.events.wanted import Wanted
from kalends.features.calendars.objects.attendees import Attendee, Participation
from kalends.features.calendars.objects.details import EventDetails
from kalends.features.calendars.objects.placing import details_at
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.replies import answered, delegated
from kalends.store import idempotency
from kalends.store.database import Database, Transaction, broken_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Detailed:
    """An event and what it says; what one occurrence says, where it was asked for by its recurrence id."""

    event: Event
    details: EventDetails
    recurrence_id: str | None
    read: CalendarObject


class DetailedEvents:
    def __init__(self, *, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def see(self, actor: Actor, event_id: EventId, recurrence_id: str | None = None) -> Detailed:
        async with self._db.transaction(actor) as tx:
            _, event = await steps.admitted(tx, event_id, Access.READ)
        return await detailed(event, recurrence_id)

    async def add(self, actor: Actor, calendar_id: CalendarId | None, wanted: Wanted) -> Changed:
        """In the person's default calendar, unless another is named. Repeated under its key, it happens once."""
        async with self._writing(actor) as tx:
            person = person_of(actor)
            calendar = await steps.calendar_for(tx, person, calendar_id)
            if (earlier := await idempotency.made_before(tx, person.id)) is not None:
                return Changed(change_id=earlier, event=await repository.find_by_id(tx, EventId(earlier)))
            event_id = EventId(new_uuid())
            event = await steps.add_event(Change(tx, self._clock(), event_id), calendar, wanted, event_id)
            await idempotency.remember(tx, person.id, calendar.space_id, event_id)
            return Changed(change_id=event_id, event=event)

    async def change(
        self,
        actor: Actor,
        event_id: EventId,
        wanted: Wanted,
        which: Which = ALL,
        *,
        calendar_id: CalendarId | None = None,
        if_match: str | None = None,
    ) -> Changed:
        """Change what is named, leave the rest; `calendar_id` takes the event as a whole to another calendar."""
        if calendar_id is not None and which.scope is not Scope.ALL:
            raise WholeOnly(field="calendar_id")
        async with self._writing(actor) as tx:
            if calendar_id is not None:
                for one in sorted({calendar_id, await steps.calendar_of(tx, event_id)}):
                    await admit(tx, one, Access.WRITE, locked=True)
            calendar, event = await steps.matching(tx, event_id, if_match)
            change = Change(tx, self._clock())
            changed = await steps.change_event(change, calendar, event, wanted, which)
            if calendar_id is None or calendar_id == calendar.id or changed.event is None:
                return changed
            target = await admit(tx, calendar_id, Access.WRITE, locked=True)
            return replace(changed, event=await steps.move_event(change, calendar, changed.event, target))

    async def remove(
        self, actor: Actor, event_id: EventId, which: Which = ALL, *, if_match: str | None = None
    ) -> Changed:
        async with self._writing(actor) as tx:
            calendar, event = await steps.matching(tx, event_id, if_match)
            return await steps.remove_event(Change(tx, self._clock()), calendar, event, which)

    async def answer(
        self,
        actor: Actor,
        event_id: EventId,
        said: Participation,
        which: Which = ALL,
        *,
        delegate: Attendee | None = None,
        if_match: str | None = None,
    ) -> Changed:
        """Whether the person comes, by their own mail address; or whom they send. Raises NotInvited."""
        async with self._writing(actor) as tx:
            calendar, event = await steps.matching(tx, event_id, if_match)
            me = await calendars.get_attendee(tx, person_of(actor))
            read, change = await steps.read_apart(event), Change(tx, self._clock())
            moment = None if which.scope is Scope.ALL else which.moment()
            if delegate is not None:
                content = delegated(read, me.address, _checked(delegate), change.now, which=moment)
            else:
                content = answered(read, me.address, said, change.now, which=moment)
            return Changed(change_id=change.id, event=await steps.keep_changed(change, calendar, event, content))

    async def undo(self, actor: Actor, change_id: UUID) -> None:
        """What somebody did themselves, while nothing came after it: else Stale."""
        async with self._writing(actor) as tx:
            person, change = person_of(actor), Change(tx, self._clock())
            touched = {
                one: await admit(tx, one, Access.WRITE, locked=True)
                for one in await undoing.list_calendars(tx, person, change_id)
            }
            former = await undoing.list_former(tx, person, change_id)
            if not former:
                raise NothingToUndo
            versions: dict[EventId, int] = {}
            for one in former:
                after = versions.get(one.event_id, 0)
                versions[one.event_id] = await steps.undo_one(change, touched[one.calendar_id], one, after)
            await undoing.forget(tx, change_id)

    async def batch(self, actor: Actor, batch: Batch) -> Sequence[EventId]:
        """All of it, or nothing: what is refused names its place. Answers the ids, in the order of what was asked."""
        if not 0 < len(batch.add) + len(batch.change) + len(batch.remove) <= MOST_AT_ONCE:
            raise TooManyAtOnce
        async with self._writing(actor) as tx:
            person = person_of(actor)
            if (earlier := await idempotency.made_before(tx, person.id)) is not None:
                return batch.ids(earlier)
            locked = await _lock_all(tx, person, batch)
            change = Change(tx, self._clock())
            ids = batch.ids(change.id)
            for place, new in enumerate(batch.add):
                with at_place("add", place):
                    await steps.add_event(change, locked[new.calendar_id], new.wanted, ids[place])
            for place, one in enumerate(batch.change):
                with at_place("change", place):
                    calendar, event = await steps.matching(tx, one.event_id, one.if_match)
                    await steps.change_event(change, calendar, event, one.wanted, one.which)
            for place, one in enumerate(batch.remove):
                with at_place("remove", place):
                    calendar, event = await steps.matching(tx, one.event_id, one.if_match)
                    await steps.remove_event(change, calendar, event, one.which)
            await idempotency.remember(tx, person.id, next(iter(locked.values())).space_id, change.id)
            return ids

    @asynccontextmanager
    async def _writing(self, actor: Actor) -> AsyncGenerator[Transaction]:
        try:
            async with self._db.transaction(actor) as tx:
                yield tx
        except psycopg.errors.UniqueViolation as taken:
            if broken_rule(taken) == "a_uid_is_one_object_in_a_calendar":
                raise UidIsTaken(field="calendar_id") from taken
            raise


async def detailed(event: Event, recurrence_id: str | None = None) -> Detailed:
    """Read outside of any transaction: it takes a millisecond, or many."""
    read = await steps.read_apart(event)
    moment = None if recurrence_id is None else Which(recurrence_id=recurrence_id).moment()
    return Detailed(event=event, details=details_at(read, moment), recurrence_id=recurrence_id, read=read)


def _checked(delegate: Attendee) -> Attendee:
    address = addresses.address(delegate.address, field="delegate.address")
    return replace(delegate, address=address, name=addresses.person_name(delegate.name, field="delegate.name"))


async def _lock_all(tx: Transaction, person: Person, batch: Batch) -> dict[CalendarId | None, Calendar]:
    """In the order of their ids, so that two batches do not wait for each other. What names none has the default."""
    named: dict[CalendarId | None, CalendarId] = {}
    for place, new in enumerate(batch.add):
        if new.calendar_id not in named:
            with at_place("add", place):
                named[new.calendar_id] = new.calendar_id or await steps.default_of(tx, person)
    for name, ones in (("change", batch.change), ("remove", batch.remove)):
        for place, one in enumerate(ones):
            with at_place(name, place):
                calendar_id = await steps.calendar_of(tx, one.event_id)
                named[calendar_id] = calendar_id
    locked = {one: await admit(tx, one, Access.WRITE, locked=True) for one in sorted(set(named.values()))}
    return {name: locked[one] for name, one in named.items()}

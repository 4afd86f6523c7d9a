"""Alarms planned ahead, turned into what is owed when they are due, and worded many at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from kalends.core.actor import Nobody, System
from kalends.core.errors import Unavailable
from kalends.core.ids import EventId, SpaceId
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.facts import EventAdded, EventChanged, EventImported
from kalends.features.calendars.objects.errors import (
    ObjectDoesNotFit,
    ObjectIsMalformed,
    ObjectIsTooLarge,
    ZoneIsUnknown,
)
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.notices.preferences import repository as preferences
from kalends.features.notices.preferences.domain import Preferences, usual
from kalends.features.notices.reminders import repository
from kalends.features.notices.reminders.domain import MARGIN, MOST_ALARMS, WINDOW, alarms_of, reach_of
from kalends.features.notices.reminders.repository import Reminded
from kalends.store.database import Database, Transaction
from kalends.store.outbox import NewDelivery, RecordedFact

# Of one tick: more than a second can bring. What is left comes with the next.
TICKED_AT_ONCE = 5_000
# Each is read, which takes about a millisecond.
PLANNED_AT_ONCE = 200
ANSWERS_AT_ONCE = 100
# A later version may be able to read what this one can't.
PUT_OFF = timedelta(days=1)
OF_EVENTS = frozenset({EventAdded.name, EventChanged.name, EventImported.name})
# Days and floating times are in the index as wide as the earth.
WIDEST = timedelta(hours=14)

log = structlog.get_logger("reminders")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    db: Database
    # How long before a deadline those are reminded who have not answered.
    answer_lead: timedelta

    async def planned(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        """A listener of the worker's that owes nothing yet: it writes down when the alarms of an event go off, or that
        all of somebody's are to be planned anew. What is removed takes its alarms along."""
        if fact.event_type in OF_EVENTS:
            await _plan(tx, EventId(fact.aggregate_id), fact.space_id, since=fact.recorded_at)
        else:
            await repository.plan_all(tx, fact.space_id)
        return []

    async def plan(self) -> int:
        """The worker's chore: the alarms of the days that have come nearer. Answers of how many events.

        What can't be planned is tried again tomorrow: it must not stop the others.
        """
        async with self.db.transaction(Nobody()) as tx:
            due = await repository.list_to_plan(tx, PLANNED_AT_ONCE)
        for one in due:
            try:
                async with self.db.transaction(System(one.space_id)) as tx:
                    await _plan(tx, one.event_id, one.space_id)
            except Unavailable:
                raise
            except Exception as failure:
                log.error("an event's alarms could not be planned", event_id=str(one.event_id), exc_info=failure)
                async with self.db.transaction(System(one.space_id)) as tx:
                    await repository.put_off_plan(tx, one.event_id, PUT_OFF)
        return len(due)

    async def tick(self) -> int:
        """The worker's chore: what is due, exactly once; answers how many alarms went off."""
        async with self.db.transaction(Nobody()) as tx:
            taken = await repository.tick(tx, TICKED_AT_ONCE)
            tx.wakes_worker = taken > 0
            return taken

    async def tick_answers(self) -> int:
        """The worker's chore: who has not answered a meeting whose deadline is near; answers how many are reminded."""
        async with self.db.transaction(Nobody()) as tx:
            owed = await repository.tick_answers(tx, self.answer_lead, ANSWERS_AT_ONCE)
            tx.wakes_worker = owed > 0
            return owed


async def _plan(tx: Transaction, event_id: EventId, space_id: SpaceId, since: datetime | None = None) -> None:
    """`since`: what went off before it is not told any more, except what waits to be told."""
    whose = await repository.find_reminded(tx, space_id)
    if not await repository.lock_event(tx, event_id) or whose is None:
        # What is in an organisation's calendars reminds nobody by itself.
        await repository.save_plan(tx, event_id, space_id, None)
        return
    event = await events.find_by_id(tx, event_id)
    likes = await preferences.find(tx, whose.id) or usual(whose.id)
    read = None if event is None or event.kind != "VEVENT" else _read(event)
    if read is None:
        await repository.save_plan(tx, event_id, space_id, None)
        return
    now, untold = await repository.now_and_untold(tx, event_id)
    await _write(tx, event_id, whose, read, likes, now=now, since=min(since or now, untold or now, now))


async def _write(
    tx: Transaction,
    event_id: EventId,
    whose: Reminded,
    read: CalendarObject,
    likes: Preferences,
    *,
    now: datetime,
    since: datetime,
) -> None:
    reach = reach_of(read, likes)
    if not reach:
        await repository.save_alarms(tx, event_id, whose, [])
        await repository.save_plan(tx, event_id, whose.space_id, None)
        return
    until = now + WINDOW
    first, last = since - reach - WIDEST, until + reach + WIDEST
    rows = await repository.list_rows(tx, event_id, first, last, 10 * MOST_ALARMS)
    alarms = alarms_of(read, rows, likes, zone=whose.zone, email_key=whose.email_key, since=since, until=until, now=now)
    if len(alarms) > MOST_ALARMS:
        alarms = alarms[:MOST_ALARMS]
        plan_at: datetime | None = alarms[-1].alarm_at
    else:
        plan_at = await _next_plan(tx, event_id, until - reach - WIDEST, reach, now)
    await repository.save_alarms(tx, event_id, whose, alarms)
    await repository.save_plan(tx, event_id, whose.space_id, plan_at)


async def _next_plan(
    tx: Transaction, event_id: EventId, until: datetime, reach: timedelta, now: datetime
) -> datetime | None:
    """A day before anything can go off of what ends after `until`, since all before has been looked at."""
    following = await repository.find_next_start(tx, event_id, until)
    if following is not None:
        return max(following - reach - WIDEST - MARGIN, now + MARGIN)
    extended = await repository.find_extension(tx, event_id)
    return None if extended is None else max(extended, now) + MARGIN


def _read(event: Event) -> CalendarObject | None:
    try:
        return read_kept(event.object)
    except (ObjectIsMalformed, ObjectDoesNotFit, ObjectIsTooLarge, ZoneIsUnknown):
        # Taken by an earlier version that looked less closely.
        return None

"""When somebody is free for a meeting, by their calendars and what is booked: a first draft of their answer."""

from datetime import timedelta

from kalends.core.actor import Actor, Person
from kalends.core.ids import MeetingId
from kalends.core.time import Interval, in_weeks
from kalends.features.accounts.permissions import Permission
from kalends.features.availability.buffers import free_times
from kalends.features.calendars.busy import busy_times
from kalends.features.meetings import repository as meetings
from kalends.features.meetings.admission import enter
from kalends.features.meetings.answering import repository
from kalends.features.meetings.domain import WEEK, Meeting, weekly
from kalends.features.meetings.errors import SignInFirst
from kalends.store.database import Database, Transaction

# A week in which clocks are set back is so much longer.
CHANGE = timedelta(hours=1)


class FreeTimes:
    def __init__(self, *, db: Database) -> None:
        self._db = db

    async def mine(self, actor: Actor, meeting_id: MeetingId) -> tuple[Interval, ...]:
        """What my calendars and booked meetings leave of this one's windows, with its buffers around them. Where it is
        weekly: what is left free in every week, by the clock on my wall."""
        if not isinstance(actor, Person):
            raise SignInFirst
        async with self._db.transaction(actor) as tx:
            return await _free(tx, actor, (await enter(tx, meeting_id, Permission.VIEW)).meeting)

    async def within(self, actor: Person, meeting: Meeting) -> tuple[Interval, ...]:
        """The same for a meeting that this person has been shown by a link."""
        async with self._db.transaction(actor) as tx:
            return await _free(tx, actor, meeting)


async def _free(tx: Transaction, person: Person, meeting: Meeting) -> tuple[Interval, ...]:
    me = await meetings.get_proposer(tx)
    busy = await _busy(tx, person, meeting, me.zone)
    rules = meeting.rules
    return free_times(meeting.stretches, busy, before=rules.buffer_before, after=rules.buffer_after)


async def _busy(tx: Transaction, person: Person, meeting: Meeting, zone_name: str) -> tuple[Interval, ...]:
    """By calendars and other meetings; what lies in later weeks as it lies in the first."""
    margin = max(meeting.rules.buffer_before, meeting.rules.buffer_after) + CHANGE
    since = meeting.stretches[0].start - margin
    until = meeting.stretches[-1].end + (meeting.weeks - 1) * WEEK + margin
    booked = [
        time
        for one in await repository.list_booked(tx, person, since, until)
        if one.meeting_id != meeting.id
        for time in weekly(Interval(one.starts_at, one.ends_at), one.weeks, one.zone)
    ]
    noted = (await busy_times(tx, person, [person.id], Interval(since, until))).get(person.id, ())
    return tuple(in_weeks(time, -week, zone_name) for time in (*booked, *noted) for week in range(meeting.weeks))

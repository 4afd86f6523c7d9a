"""What those of this house say in their own copies of an event, taken to its organiser: within the house into the
organiser's event, to anybody else by mail (RFC 5546, section 3.2.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kalends.core.actor import System
from kalends.core.clock import Clock
from kalends.core.ids import EventId, SpaceId
from kalends.features.calendars.events import repository as events
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.facts import EventAnswered
from kalends.features.calendars.objects.attendees import Participation
from kalends.features.calendars.objects.invited import organiser_key
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.replies import ANSWERS, EVERY, left_out, moment_of, said_anew, said_in
from kalends.features.calendars.objects.revision import sequence_of
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.notices.domain import CALENDAR
from kalends.features.notices.invitations import repository
from kalends.features.notices.invitations.domain import EVENT, MEETING, Held
from kalends.features.notices.invitations.repository import Found
from kalends.features.notices.replies.reading import Reply
from kalends.features.notices.replies.service import Replies
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Compares what stands in both calendars when it is time to tell, so a change that comes of telling tells nothing,
    and nothing goes round in circles."""

    db: Database
    replies: Replies
    clock: Clock

    async def owed(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        """A listener of the worker's, of everything that happens to an event.

        A meeting has no event to compare with, so only what somebody has said anew is taken there.
        """
        if fact.data.get("is_quiet"):
            return []
        event = await events.find_by_id(tx, EventId(fact.aggregate_id))
        if event is not None and b"ATTENDEE" not in event.object:
            return []
        owner = await repository.find_owner(tx, fact.space_id)
        if owner is None or not owner.is_verified:
            return []
        uid: str = fact.data["uid"]
        found = await repository.find_answered(tx, uid, owner.email_key)
        things = [MEETING] if fact.event_type == EventAnswered.name else [EVENT]
        if not _elsewhere(found, fact.space_id, things):
            return []
        payload = {"attends": uid, "things": things}
        return [NewDelivery(recipient=str(owner.id), channel=CALENDAR, payload=payload)]

    async def deliver(self, delivery: Delivery) -> None:
        uid: str = delivery.payload["attends"]
        # From before their copy is read: of two at once, who has read what was said later says so later.
        stamp = self.clock()
        async with self.db.transaction(System(delivery.space_id)) as tx:
            owner = await repository.find_owner(tx, delivery.space_id)
            copy = await events.find_by_uid(tx, delivery.space_id, uid)
            found = [] if owner is None else await repository.find_answered(tx, uid, owner.email_key)
        for one in _elsewhere(found, delivery.space_id, delivery.payload["things"]):
            await (self._tell_meeting if one.thing == MEETING else self._tell)(one, copy, stamp)

    async def _tell_meeting(self, found: Found, copy: Event | None, stamp: datetime) -> None:
        async with self.db.transaction(System(found.space_id)) as tx:
            held = await repository.find(tx, found.id)
        if held is None or not held.is_asked:
            return
        said = Participation.DECLINED if copy is None else said_in(read_kept(copy.object), held.email).get(EVERY)
        if said is not None and said in ANSWERS:
            await self._reply(found, held, said, stamp)

    async def _tell(self, found: Found, copy: Event | None, stamp: datetime) -> None:
        async with self.db.transaction(System(found.space_id)) as tx:
            held = await repository.find(tx, found.id)
            event = await events.find_by_id(tx, EventId(found.thing_id))
        if held is None or not held.is_asked or event is None:
            return
        theirs = read_kept(event.object)
        said = _said(copy, theirs, held.email, held.sequence)
        for place, (which, what) in enumerate(said_anew(said_in(theirs, held.email), said).items()):
            # Of several at once each counts: the later is the newer.
            await self._reply(found, held, what, stamp + timedelta(microseconds=place), which)

    async def _reply(self, found: Found, held: Held, said: Participation, stamp: datetime, which: str = EVERY) -> None:
        reply = Reply(
            uid=held.uid,
            attendee=held.email_key,
            said=said.value,
            sequence=held.sequence,
            stamp=stamp,
            which=moment_of(which),
        )
        await self.replies.take_reply(found, reply, is_news=held.thing == EVENT)


def _said(copy: Event | None, theirs: CalendarObject, email: str, sequence: int) -> Mapping[str, Participation]:
    """Who has removed their copy does not come. What was said to an earlier plan does not count."""
    if copy is None:
        return {EVERY: Participation.DECLINED}
    ours = read_kept(copy.object)
    if organiser_key(ours) != organiser_key(theirs) or _sequence(ours) < max(sequence, _sequence(theirs)):
        return {}
    said = said_in(ours, email)
    return {**said, **left_out(ours, theirs)} if said else said


def _sequence(read: CalendarObject) -> int:
    return max(sequence_of(item.component) for item in read.items)


def _elsewhere(found: Sequence[Found], space_id: SpaceId, things: Sequence[str]) -> Sequence[Found]:
    return [one for one in found if one.thing in things and one.space_id != space_id]

"""The agreed time: fixed, undone, and handed out as an invitation."""

from dataclasses import replace
from datetime import datetime

from kalends.core.actor import Actor, Person
from kalends.core.clock import Clock
from kalends.core.ids import MeetingId, PersonId
from kalends.core.time import Interval
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings import repository
from kalends.features.meetings.admission import admit, enter
from kalends.features.meetings.answering import repository as roll
from kalends.features.meetings.answering.question import burdens_of
from kalends.features.meetings.domain import Booking, Meeting
from kalends.features.meetings.errors import MeetingIsBooked, NoInvitationYet
from kalends.features.meetings.facts import BookingUndone, MeetingBooked
from kalends.features.meetings.invitation import Invitation, invitation
from kalends.features.meetings.sharing import MeetingLinks
from kalends.store import audit, outbox
from kalends.store.database import Database, Transaction


class Bookings:
    def __init__(self, *, db: Database, links: MeetingLinks, clock: Clock) -> None:
        self._db = db
        self._links = links
        self._clock = clock

    async def book(
        self, actor: Actor, meeting_id: MeetingId | None, start: datetime, if_match: str | None = None
    ) -> Meeting:
        """Fix the time. Booking the same time again changes nothing."""
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            meeting.ensure_match(if_match)
            meeting.ensure_opened()
            slot = meeting.slot(start)
            if meeting.booking is not None:
                if meeting.booking.start == slot.start:
                    return meeting
                raise MeetingIsBooked
            booker = actor.id if isinstance(actor, Person) else None
            return await fix(tx, meeting, slot, booked_by=booker, now=self._clock())

    async def undo(self, actor: Actor, meeting_id: MeetingId | None, if_match: str | None = None) -> Meeting:
        """The meeting is open again, with all its answers."""
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            meeting.ensure_match(if_match)
            meeting.ensure_not_cancelled()
            if meeting.booking is None:
                return meeting
            reopened = meeting.then(booking=None)
            await repository.remove_booking(tx, meeting.id)
            await repository.save(tx, reopened)
            await outbox.record(
                tx,
                BookingUndone(
                    space_id=reopened.space_id,
                    aggregate_id=reopened.id,
                    aggregate_version=reopened.version,
                    start=meeting.booking.start,
                    end=meeting.booking.end,
                ),
            )
            await audit.note(tx, reopened.space_id, BookingUndone.name, reopened.id)
            return reopened

    async def invitation(self, actor: Actor, meeting_id: MeetingId | None) -> Invitation:
        """The agreed time for everybody's calendar; once cancelled, what takes it out again."""
        async with self._db.transaction(actor) as tx:
            admission = await enter(tx, meeting_id, Permission.VIEW)
            meeting = admission.meeting
            if meeting.booking is None:
                raise NoInvitationYet
            # Addresses are for those who may write to them, and for each their own.
            participants = [
                one if one.id == admission.participant_id else admission.shown(one)
                for one in await roll.list_participants(tx, meeting.id)
            ]
            answers = await roll.list_answers(tx, meeting)
            url = await self._links.public_url_of(tx, meeting)
        return invitation(meeting, meeting.booking, participants, answers, now=self._clock(), url=url)


async def fix(
    tx: Transaction, meeting: Meeting, slot: Interval, *, booked_by: PersonId | None, now: datetime
) -> Meeting:
    """Book this slot of a meeting whose row is locked, and write down what those who attend bear by it."""
    booking = Booking(start=slot.start, end=slot.end, booked_by=booked_by, booked_at=now)
    await repository.add_booking(tx, meeting, booking)
    participants = await roll.list_participants(tx, meeting.id)
    answers = await roll.list_answers(tx, meeting)
    await roll.add_burdens(tx, meeting, burdens_of(meeting, slot, participants, answers))
    booked = meeting.then(booking=booking)
    if booked.sequence > 0:
        # Calendars were told that an earlier time is off, by this sequence: what is on again needs a higher one.
        booked = replace(booked, sequence=booked.sequence + 1)
        await roll.forget_replies(tx, meeting.id)
    await repository.save(tx, booked)
    await outbox.record(
        tx,
        MeetingBooked(
            space_id=booked.space_id,
            aggregate_id=booked.id,
            aggregate_version=booked.version,
            title=booked.title,
            start=booking.start,
            end=booking.end,
            zone=booked.zone,
            weeks=booked.weeks,
        ),
    )
    await audit.note(tx, booked.space_id, MeetingBooked.name, booked.id, {"start": booking.start.isoformat()})
    return booked

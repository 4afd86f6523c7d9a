"""The calendar channel: what is agreed stands in the calendars of those who have an account here, as it is now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalends.core.actor import System
from kalends.core.clock import Clock
from kalends.core.ids import MeetingId, PersonId
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.service import Calendars
from kalends.features.meetings import repository as meetings
from kalends.features.meetings.answering import repository as roll
from kalends.features.meetings.domain import Meeting, MeetingStatus
from kalends.features.meetings.invitation import invitation
from kalends.features.meetings.sharing import MeetingLinks
from kalends.features.notices import repository as notices
from kalends.features.notices.invitations import repository
from kalends.features.notices.invitations.attendance import Attendance
from kalends.features.notices.invitations.copies import InvitedCopies
from kalends.features.notices.invitations.keeping_up import keep_up
from kalends.features.notices.invitations.messages import MARK, kept, with_alarms_of
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookkeeping:
    db: Database
    calendars: Calendars
    events: Events
    links: MeetingLinks
    clock: Clock
    copies: InvitedCopies
    attendance: Attendance

    async def deliver(self, delivery: Delivery) -> None:
        """Put the object where it belongs, or take it out; doing it again changes nothing that anybody sees."""
        match delivery.payload:
            case {"meeting_id": _}:
                await self._put_meeting(delivery)
            case {"invitation_id": _}:
                await self.copies.deliver(delivery)
            case _:
                await self.attendance.deliver(delivery)

    async def _put_meeting(self, delivery: Delivery) -> None:
        meeting_id = MeetingId(UUID(delivery.payload["meeting_id"]))
        async with self.db.transaction(System(delivery.space_id)) as tx:
            reader = await notices.find_reader_of(tx, delivery.id)
        if reader is None:
            return
        whose, now = System(reader.space_id), self.clock()

        async def read() -> bytes | None:
            async with self.db.transaction(System(delivery.space_id)) as tx:
                meeting = await meetings.find(tx, meeting_id)
                return None if meeting is None else await self._content(tx, meeting, reader.person_id, now)

        async def put(content: bytes | None) -> bool:
            earlier = await self.events.find_by_uid(whose, str(meeting_id))
            if earlier is not None and content is not None:
                content = with_alarms_of(content, earlier.object)
                await self.events.put(whose, earlier.calendar_id, earlier.name, content)
            elif earlier is not None:
                await self.events.remove(whose, earlier.calendar_id, earlier.name)
            elif content is not None and (calendar := await self.calendars.default_of(whose)) is not None:
                await self.events.put(whose, calendar.id, f"{meeting_id}.ics", content)
            else:
                return False
            return True

        await keep_up(read, put)

    async def _content(self, tx: Transaction, meeting: Meeting, person: PersonId, now: datetime) -> bytes | None:
        """The organiser sees everybody, others the organiser and themselves; None for who has no part in it."""
        if meeting.status is not MeetingStatus.BOOKED or meeting.booking is None:
            return None
        participants = await roll.list_participants(tx, meeting.id)
        if person != meeting.organiser_id:
            accounts = await repository.accounts_of_participants(tx, meeting.id)
            participants = [one for one in participants if accounts.get(one.id) == person]
            if not participants:
                return None
        made = invitation(
            meeting,
            meeting.booking,
            participants,
            await roll.list_answers(tx, meeting),
            now=now,
            url=await self.links.public_url_of(tx, meeting),
        )
        return kept(made.content, MARK, str(meeting.id))

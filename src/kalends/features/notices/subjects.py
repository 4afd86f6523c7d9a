"""What a delivery is about, and whom it reaches who has no account: read from its ids when it is time to write."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from kalends.core.ids import MeetingId, ParticipantId
from kalends.features.meetings import repository as meetings
from kalends.features.meetings.answering import repository as roll
from kalends.features.meetings.domain import Meeting, Participant
from kalends.features.meetings.errors import NoSuchParticipant
from kalends.features.meetings.sharing import MeetingLinks
from kalends.features.notices.domain import Matter
from kalends.features.notices.invitations import repository as invitations
from kalends.features.notices.invitations.domain import MEETING, Held
from kalends.features.notices.invitations.meetings import matter_of
from kalends.features.notices.repository import Reader
from kalends.store.database import Transaction
from kalends.store.outbox import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Without an account. Of their language nothing is known, so it is that of whoever asks them."""

    email: str
    name: str
    locale: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjects:
    links: MeetingLinks
    public_url: str

    async def matter(self, tx: Transaction, delivery: Delivery, reader: Reader | None) -> Matter | None:
        """With the address at which this reader can look at it; None where it is gone."""
        payload = delivery.payload
        if "matter" in payload:
            return Matter.read(payload["matter"])
        if "invitation_id" in payload:
            held = await invitations.find(tx, UUID(payload["invitation_id"]))
            if held is None:
                return None
            matter = Matter.read(held.matter)
            return replace(matter, url=await self._url(tx, held, reader)) if held.is_asked else matter
        if "answered" in payload:
            return await self._reply(tx, payload)
        meeting = await _meeting(tx, payload.get("organises") or payload.get("meeting_id"))
        if meeting is None:
            return None
        if "organises" in payload:
            return replace(matter_of(meeting), url=await self.links.organiser_url_of(tx, meeting))
        return await self._question(tx, meeting, ParticipantId(UUID(payload["participant_id"])), reader)

    async def _reply(self, tx: Transaction, payload: dict[str, Any]) -> Matter | None:
        """What somebody replied, for who invited them."""
        held = await invitations.find(tx, UUID(payload["answered"]))
        if held is None:
            return None
        meeting = await _meeting(tx, held.thing_id) if held.thing == MEETING else None
        matter = replace(
            Matter.read(held.matter),
            who=held.name,
            said=payload["said"],
            comment=payload["comment"],
            url=await self.links.organiser_url_of(tx, meeting) if meeting else "",
        )
        if payload["proposed"]:
            start, end = (datetime.fromisoformat(one) for one in payload["proposed"])
            return replace(matter, start=start, end=end, is_all_day=False, is_local=False)
        return matter

    async def outsider(self, tx: Transaction, delivery: Delivery, held: Held | None) -> Outsider | None:
        payload = delivery.payload
        if "answered" in payload:
            # To the organiser of a meeting, which has the delivery's name for them.
            payload = {"organises": delivery.recipient}
        owner = await invitations.find_owner(tx, delivery.space_id)
        locale = owner.locale if owner else "en"
        if held is not None and held.thing != MEETING:
            zone = owner.zone if owner else "UTC"
            return Outsider(email=held.email, name=held.name, locale=locale, zone=zone)
        meeting_id = held.thing_id if held else payload.get("organises") or payload.get("meeting_id")
        meeting = await _meeting(tx, meeting_id)
        if meeting is None:
            return None
        if "organises" in payload:
            email, name, zone = meeting.organiser_email, meeting.organiser_name, meeting.zone
        else:
            one = await _participant(tx, meeting, held.participant_id if held else payload.get("participant_id"))
            email = held.email if held else one.email if one else None
            name = held.name if held else one.name if one else ""
            zone = (one.zone if one else None) or meeting.zone
        return Outsider(email=email, name=name, locale=locale, zone=zone) if email else None

    async def _url(self, tx: Transaction, held: Held, reader: Reader | None) -> str:
        if held.thing != MEETING:
            return self._day_of(held) if reader is not None else ""
        meeting = await _meeting(tx, held.thing_id)
        one = await _participant(tx, meeting, held.participant_id) if meeting else None
        return await self._way_in(tx, meeting, one, reader) if meeting and one else ""

    def _day_of(self, held: Held) -> str:
        """Where who has an account finds it: in their own calendar, on its day."""
        start = Matter.read(held.matter).start
        return f"{self.public_url}/calendar" + (f"?look=week&on={start:%Y-%m-%d}" if start else "")

    async def _question(
        self, tx: Transaction, meeting: Meeting, participant_id: ParticipantId, reader: Reader | None
    ) -> Matter | None:
        """Of a meeting that still waits for this participant's answer."""
        one = await _participant(tx, meeting, participant_id)
        if one is None or meeting.booking is not None or meeting.cancelled_at is not None:
            return None
        if one.answered_at is not None or one.declined_at is not None:
            return None
        url = await self._way_in(tx, meeting, one, reader)
        return replace(matter_of(meeting), deadline=meeting.rules.deadline, url=url)

    async def _way_in(self, tx: Transaction, meeting: Meeting, one: Participant, reader: Reader | None) -> str:
        """Who has an account signs in; a link that opens by itself is for the others."""
        if reader is not None:
            return self.links.page_of(meeting.id)
        return (await self.links.personal(tx, meeting, one)).url


async def _meeting(tx: Transaction, meeting_id: str | UUID | None) -> Meeting | None:
    return None if meeting_id is None else await meetings.find(tx, MeetingId(UUID(str(meeting_id))))


async def _participant(tx: Transaction, meeting: Meeting, participant_id: str | UUID | None) -> Participant | None:
    if participant_id is None:
        return None
    try:
        return await roll.get_participant(tx, meeting.id, ParticipantId(UUID(str(participant_id))))
    except NoSuchParticipant:
        return None

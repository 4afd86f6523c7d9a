"""What a meeting's facts owe: invitations to who takes part, the agreed time in calendars, word to the organiser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kalends.core.clock import Clock
from kalends.core.ids import FactId, MeetingId, ParticipantId, PersonId, new_uuid
from kalends.features.accounts.addresses import key_of
from kalends.features.meetings import repository as meetings
from kalends.features.meetings.answering import repository as roll
from kalends.features.meetings.answering.domain import Answer
from kalends.features.meetings.domain import Meeting, MeetingStatus, Participant
from kalends.features.meetings.facts import (
    BookingUndone,
    DeadlinePassed,
    MeetingBooked,
    MeetingCancelled,
    ParticipantInvited,
    ParticipantRemoved,
)
from kalends.features.meetings.invitation import invitation
from kalends.features.meetings.sharing import MeetingLinks
from kalends.features.notices.domain import CALENDAR, MAIL, PAGE, Matter, Occasion
from kalends.features.notices.invitations import repository
from kalends.features.notices.invitations.domain import CANCEL, MEETING, REQUEST, Held
from kalends.features.notices.invitations.messages import called_off
from kalends.store.database import Transaction
from kalends.store.outbox import NewDelivery, RecordedFact

# Who came or went concerns them alone; the others are not written to.
_OF_ONE = frozenset({ParticipantInvited.name, ParticipantRemoved.name})
# After these nothing is agreed any more.
_OFF = frozenset({BookingUndone.name, MeetingCancelled.name})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """A meeting as it is now, and who hears of it."""

    meeting: Meeting
    participants: Sequence[Participant]
    answers: Mapping[ParticipantId, Answer]
    accounts: Mapping[ParticipantId, PersonId]
    held: Mapping[str, Held]
    url: str
    fact: RecordedFact

    @property
    def is_on(self) -> bool:
        return self.meeting.status is MeetingStatus.BOOKED

    def is_organiser(self, one: Participant) -> bool:
        organiser = self.meeting.organiser_email
        return (self.meeting.organiser_id is not None and self.accounts.get(one.id) == self.meeting.organiser_id) or (
            organiser is not None and one.email is not None and key_of(one.email) == key_of(organiser)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingInvitations:
    links: MeetingLinks
    clock: Clock
    # Where we read calendars' replies; empty: they go to the organiser.
    replies_to: str = ""

    async def owed(self, tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        """A listener of the worker's. What is owed follows from how the meeting stands now and who was told what."""
        meeting = await meetings.find(tx, MeetingId(fact.aggregate_id))
        if meeting is None:
            return []
        participants = await roll.list_participants(tx, meeting.id)
        now = _Standing(
            meeting=meeting,
            participants=participants,
            answers=await roll.list_answers(tx, meeting),
            accounts=await repository.accounts_of_participants(tx, meeting.id),
            held={one.email_key: one for one in await repository.list_held(tx, meeting.id)},
            url=await self.links.public_url_of(tx, meeting),
            fact=fact,
        )
        told = _tell_organiser(now)
        if fact.event_type == DeadlinePassed.name or not (now.is_on or fact.event_type in _OFF):
            return told
        asked = await self._ask(tx, now) if now.is_on else []
        return [*asked, *await self._call_off(tx, now), *_into_calendars(now), *told]

    async def _ask(self, tx: Transaction, now: _Standing) -> list[NewDelivery]:
        owed: list[NewDelivery] = []
        for one in now.participants:
            if now.is_organiser(one):
                continue
            before = now.held.get(key_of(one.email)) if one.email else None
            if before is not None and before.is_asked and now.fact.event_type in _OF_ONE:
                continue
            occasion = Occasion.CHANGED if before is not None and before.is_asked else Occasion.INVITED
            account = now.accounts.get(one.id)
            if one.email is None:
                # Known by their account alone, and to nobody's mail program.
                if account is not None and now.fact.event_type not in _OF_ONE:
                    owed += _by_account(account, {"occasion": occasion, "matter": matter_of(now.meeting).payload()})
                continue
            invited = await repository.tell(tx, self._request(now, one, one.email, account))
            payload = {"occasion": occasion, "invitation_id": str(invited)}
            owed += _by_account(account, payload) if account else [_mail(str(one.id), payload)]
        return owed

    def _request(self, now: _Standing, one: Participant, email: str, account: PersonId | None) -> Held:
        meeting = now.meeting
        assert meeting.booking is not None
        made = invitation(
            meeting,
            meeting.booking,
            # Each sees the organiser and themselves: addresses are for those who may write to them.
            [one],
            now.answers,
            now=self.clock(),
            url=now.url,
            replies_to=self.replies_to,
        )
        return Held(
            id=new_uuid(),
            space_id=meeting.space_id,
            thing=MEETING,
            thing_id=meeting.id,
            uid=str(meeting.id),
            email=email,
            email_key=key_of(email),
            name=one.name,
            person_id=account,
            participant_id=one.id,
            organiser_name=meeting.organiser_name,
            organiser_id=meeting.organiser_id,
            method=REQUEST,
            sequence=meeting.sequence,
            content=made.content,
            matter=matter_of(meeting).payload(),
            fact_id=FactId(now.fact.id),
        )

    async def _call_off(self, tx: Transaction, now: _Standing) -> list[NewDelivery]:
        """For those who hold an invitation to what is off, or who no longer take part."""
        present = {key_of(one.email) for one in now.participants if one.email} if now.is_on else set[str]()
        owed: list[NewDelivery] = []
        for held in now.held.values():
            if not held.is_asked or held.email_key in present:
                continue
            sequence = max(now.meeting.sequence, held.sequence + 1)
            off = replace(
                held,
                method=CANCEL,
                sequence=sequence,
                content=called_off(held.content, sequence, now=self.clock()),
                fact_id=FactId(now.fact.id),
            )
            invited = await repository.tell(tx, off)
            payload = {"occasion": Occasion.CALLED_OFF, "invitation_id": str(invited)}
            if held.person_id is not None:
                owed += _by_account(held.person_id, payload)
                owed.append(_calendar(held.person_id, now.meeting.id))
            else:
                owed.append(_mail(str(held.participant_id), payload))
        return owed


def _into_calendars(now: _Standing) -> list[NewDelivery]:
    """The organiser's, and those of participants with an account: put there, or taken out again."""
    organiser = now.meeting.organiser_id
    whose = {*now.accounts.values(), *([] if organiser is None else [organiser])}
    return [_calendar(person, now.meeting.id) for person in sorted(whose)]


def _tell_organiser(now: _Standing) -> list[NewDelivery]:
    """Of what they did not do themselves."""
    meeting, fact = now.meeting, now.fact
    match fact.event_type:
        case MeetingBooked.name if meeting.booking is not None and fact.metadata.get("user_id") != str(
            meeting.organiser_id
        ):
            occasion = Occasion.BOOKED
        case DeadlinePassed.name if not fact.data["is_booked"]:
            occasion = Occasion.NOT_BOOKED
        case _:
            return []
    payload = {"occasion": occasion, "organises": str(meeting.id)}
    if meeting.organiser_id is not None:
        return _by_account(meeting.organiser_id, payload)
    return [_mail(str(meeting.id), payload)] if meeting.organiser_email else []


def matter_of(meeting: Meeting) -> Matter:
    booking = meeting.booking
    return Matter(
        title=meeting.title,
        start=booking.start if booking else None,
        end=booking.end if booking else None,
        weeks=meeting.weeks,
        place=meeting.place,
        who=meeting.organiser_name,
    )


def _by_account(person: PersonId, payload: Mapping[str, object]) -> list[NewDelivery]:
    return [_mail(str(person), payload), NewDelivery(recipient=str(person), channel=PAGE, payload=payload)]


def _mail(recipient: str, payload: Mapping[str, object]) -> NewDelivery:
    return NewDelivery(recipient=recipient, channel=MAIL, payload=payload, host=MAIL)


def _calendar(person: PersonId, meeting: MeetingId) -> NewDelivery:
    return NewDelivery(recipient=str(person), channel=CALENDAR, payload={"meeting_id": str(meeting)})

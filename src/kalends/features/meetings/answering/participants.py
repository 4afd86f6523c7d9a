"""Who takes part: asked by the organiser, or taken off the list again."""

from dataclasses import dataclass

import psycopg

from kalends.core.actor import Actor
from kalends.core.ids import MeetingId, ParticipantId, PersonId
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings import repository as meetings
from kalends.features.meetings.admission import admit
from kalends.features.meetings.answering import repository
from kalends.features.meetings.domain import Meeting, MeetingLink, Participant
from kalends.features.meetings.errors import AddressTakesPart, MeetingIsFull, NoSuchParticipant, TakesPartAlready
from kalends.features.meetings.facts import ParticipantChanged, ParticipantInvited, ParticipantRemoved
from kalends.features.meetings.proposal import MAX_PARTICIPANTS, NewParticipant, Part
from kalends.features.meetings.sharing import MeetingLinks
from kalends.store import audit, idempotency, outbox
from kalends.store.database import Database, Transaction, broken_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A participant and the link by which they come back."""

    participant: Participant
    link: MeetingLink


class Participants:
    def __init__(self, *, db: Database, links: MeetingLinks) -> None:
        self._db = db
        self._links = links

    async def invite(self, actor: Actor, meeting_id: MeetingId, newcomer: NewParticipant) -> Joined:
        newcomer = newcomer.checked()
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            return await invite(tx, self._links, meeting, newcomer)

    async def change(
        self, actor: Actor, meeting_id: MeetingId, participant_id: ParticipantId, part: Part
    ) -> Participant:
        """What they are called, and how much they count."""
        async with self._db.transaction(actor) as tx:
            meeting = await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)
            meeting.ensure_unbooked()
            before = await repository.lock_participant(tx, meeting.id, participant_id)
            after = part.applied_to(before)
            if after == before:
                return before
            await repository.save_part(tx, after)
            meeting = meeting.then()
            await meetings.save(tx, meeting)
            fact = ParticipantChanged(
                space_id=meeting.space_id,
                aggregate_id=meeting.id,
                aggregate_version=meeting.version,
                participant_id=participant_id,
            )
            await audit.record(tx, fact, thing_id=meeting.id, details={"participant_id": str(participant_id)})
            return after

    async def remove(self, actor: Actor, meeting_id: MeetingId, participant_id: ParticipantId) -> None:
        """With their answer; their link no longer leads anywhere."""
        async with self._db.transaction(actor) as tx:
            meeting = (await admit(tx, meeting_id, Permission.SCHEDULE, locked=True)).then()
            if not await repository.remove_participant(tx, meeting.id, participant_id):
                raise NoSuchParticipant
            await self._links.revoke_personal(tx, meeting, participant_id)
            await meetings.save(tx, meeting)
            await outbox.record(
                tx,
                ParticipantRemoved(
                    space_id=meeting.space_id,
                    aggregate_id=meeting.id,
                    aggregate_version=meeting.version,
                    participant_id=participant_id,
                ),
            )
            details = {"participant_id": str(participant_id)}
            await audit.note(tx, meeting.space_id, ParticipantRemoved.name, meeting.id, details)


async def invite(tx: Transaction, links: MeetingLinks, meeting: Meeting, newcomer: NewParticipant) -> Joined:
    """As the organiser, with the meeting's row locked."""
    if (earlier := await idempotency.made_before(tx, meeting.id)) is not None:
        return await joined_before(tx, links, meeting, ParticipantId(earlier))
    meeting.ensure_not_cancelled()
    joined = await add(tx, links, meeting, newcomer)
    meeting = meeting.then()
    await meetings.save(tx, meeting)
    await idempotency.remember(tx, meeting.id, meeting.space_id, joined.participant.id)
    await outbox.record(
        tx,
        ParticipantInvited(
            space_id=meeting.space_id,
            aggregate_id=meeting.id,
            aggregate_version=meeting.version,
            participant_id=joined.participant.id,
        ),
    )
    return joined


async def add(
    tx: Transaction, links: MeetingLinks, meeting: Meeting, newcomer: NewParticipant, person_id: PersonId | None = None
) -> Joined:
    # Two who come at once may make it one too many; nothing depends on the exact number.
    if await repository.count_participants(tx, meeting.id) >= MAX_PARTICIPANTS:
        raise MeetingIsFull
    try:
        [participant] = await repository.add_participants(tx, meeting, [newcomer], person_id)
    except psycopg.errors.UniqueViolation as twice:
        match broken_rule(twice):
            case "an_address_takes_part_once":
                raise AddressTakesPart(field="email") from twice
            case "a_person_takes_part_once":
                raise TakesPartAlready from twice
            case _:
                raise
    [link] = await links.add_personal(tx, meeting, [participant])
    return Joined(participant=participant, link=link)


async def joined_before(
    tx: Transaction, links: MeetingLinks, meeting: Meeting, participant_id: ParticipantId
) -> Joined:
    participant = await repository.get_participant(tx, meeting.id, participant_id)
    return Joined(participant=participant, link=await links.personal(tx, meeting, participant))

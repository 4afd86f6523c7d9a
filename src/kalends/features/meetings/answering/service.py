"""What participants answer: by their own link, by the link that all share, or by their account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kalends.core.actor import Actor, Link, Person
from kalends.core.clock import Clock
from kalends.core.etag import ensure_match
from kalends.core.ids import MeetingId, ParticipantId
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings import repository as meetings
from kalends.features.meetings.admission import Admission, enter
from kalends.features.meetings.answering import participants as guests
from kalends.features.meetings.answering import repository
from kalends.features.meetings.answering.domain import Answer, Declined, Reply, answer_of
from kalends.features.meetings.answering.participants import Joined
from kalends.features.meetings.domain import Meeting, Participant
from kalends.features.meetings.errors import (
    AddressIsForOrganisers,
    AnswersByOwnLink,
    NoAnswerYet,
    NotYourAnswer,
    OrganisersWeigh,
)
from kalends.features.meetings.facts import AnswerDeclined, AnswerGiven, ParticipantJoined
from kalends.features.meetings.proposal import NewParticipant, ensure_zone
from kalends.features.meetings.sharing import MeetingLinks
from kalends.store import idempotency, outbox
from kalends.store.database import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One participant and their answer as it stands."""

    participant: Participant
    answer: Answer


class Answers:
    def __init__(self, *, db: Database, links: MeetingLinks, clock: Clock) -> None:
        self._db = db
        self._links = links
        self._clock = clock

    async def put(
        self,
        actor: Actor,
        meeting_id: MeetingId | None,
        reply: Reply,
        zone: str | None = None,
        if_match: str | None = None,
    ) -> Given:
        """One's own answer, in place of an earlier one; or that one can't come at all."""
        if zone is not None:
            ensure_zone(zone, "zone")
        async with self._db.transaction(actor) as tx:
            # The meeting is not locked, so that a thousand people can answer at once: an answer that arrives in the
            # moment of booking is as good as one that came just before it.
            meeting, participant = await self._own(tx, meeting_id)
            ensure_match(if_match, participant.etag)
            return await self._reply(tx, meeting, participant, reply, zone)

    async def mine(self, actor: Actor, meeting_id: MeetingId) -> Given:
        async with self._db.transaction(actor) as tx:
            admission = await enter(tx, meeting_id, Permission.VIEW)
            participant_id = await whose(tx, admission)
            if participant_id is None:
                raise NoAnswerYet
            participant = await repository.get_participant(tx, admission.meeting.id, participant_id)
            answers = await repository.list_answers(tx, admission.meeting, participant_id)
            return Given(
                participant=participant, answer=answers.get(participant_id, Answer(participant_id=participant_id))
            )

    async def list_all(self, actor: Actor, meeting_id: MeetingId) -> Sequence[Given]:
        """Of everybody who takes part, in the order in which they came."""
        async with self._db.transaction(actor) as tx:
            admission = await enter(tx, meeting_id, Permission.VIEW)
            participants = await repository.list_participants(tx, admission.meeting.id)
            answers = await repository.list_answers(tx, admission.meeting)
            return given(participants, answers, admission, me=await whose(tx, admission))

    async def join(
        self,
        actor: Actor,
        meeting_id: MeetingId | None,
        who: NewParticipant | ParticipantId,
        reply: Reply | None = None,
        zone: str | None = None,
    ) -> Joined:
        """By the shared link: as somebody new, or as one who was named without an address and has not answered. By an
        organiser's link: somebody new is asked.

        Whoever was named with an address answers by the link sent there and no other, so that nobody speaks for them.
        """
        newcomer = who.checked() if isinstance(who, NewParticipant) else None
        if zone is not None:
            ensure_zone(zone, "zone")
        async with self._db.transaction(actor) as tx:
            admission = await enter(tx, meeting_id, Permission.VIEW, locked=True)
            meeting = admission.meeting
            if admission.may(Permission.SCHEDULE):
                if newcomer is None or reply is not None:
                    raise NotYourAnswer
                return await guests.invite(tx, self._links, meeting, newcomer)
            if not admission.may_join or not isinstance(actor, Link):
                raise NotYourAnswer
            if (earlier := await idempotency.made_before(tx, actor.id)) is not None:
                return await guests.joined_before(tx, self._links, meeting, ParticipantId(earlier))
            meeting.ensure_takes_answers(self._clock())
            if isinstance(who, NewParticipant):
                joined = await self._arrive(tx, meeting, newcomer or who)
            else:
                joined = await self._claim(tx, meeting, who)
            await idempotency.remember(tx, actor.id, meeting.space_id, joined.participant.id)
            if reply is None:
                return joined
            replied = await self._reply(tx, meeting, joined.participant, reply, zone)
            return replace(joined, participant=replied.participant)

    async def _arrive(self, tx: Transaction, meeting: Meeting, newcomer: NewParticipant) -> Joined:
        # Nothing proves it theirs: they would speak for its owner, or learn who takes part by trying addresses.
        if newcomer.email is not None:
            raise AddressIsForOrganisers(field="email")
        for name in ("is_required", "weight", "group"):
            if getattr(newcomer, name) != NewParticipant.__dataclass_fields__[name].default:
                raise OrganisersWeigh(field=name)
        joined = await guests.add(tx, self._links, meeting, newcomer)
        await outbox.record(tx, _fact(ParticipantJoined, meeting, joined.participant))
        return joined

    async def _claim(self, tx: Transaction, meeting: Meeting, participant_id: ParticipantId) -> Joined:
        participant = await repository.lock_participant(tx, meeting.id, participant_id)
        if not participant.is_unclaimed:
            raise AnswersByOwnLink(field="participant_id")
        return Joined(participant=participant, link=await self._links.personal(tx, meeting, participant))

    async def _own(self, tx: Transaction, meeting_id: MeetingId | None) -> tuple[Meeting, Participant]:
        """The meeting, and one's own participant with its row locked. Members of the space join by answering."""
        admission = await enter(tx, meeting_id, Permission.VIEW)
        if not admission.may(Permission.ANSWER):
            raise NotYourAnswer
        meeting = admission.meeting
        meeting.ensure_takes_answers(self._clock())
        if (participant_id := await whose(tx, admission)) is not None:
            return meeting, await repository.lock_participant(tx, meeting.id, participant_id)
        me = await meetings.get_proposer(tx)
        newcomer = NewParticipant(name=me.name, email=me.email, zone=me.zone)
        joined = await guests.add(tx, self._links, meeting, newcomer, me.id)
        await outbox.record(tx, _fact(ParticipantJoined, meeting, joined.participant))
        return meeting, joined.participant

    async def _reply(
        self, tx: Transaction, meeting: Meeting, participant: Participant, reply: Reply, zone: str | None
    ) -> Given:
        takes_if_need_be = meeting.rules.takes_if_need_be
        answer = answer_of(participant.id, reply, meeting.stretches, takes_if_need_be=takes_if_need_be)
        has_declined = isinstance(reply, Declined)
        now = self._clock()
        after = replace(
            participant,
            zone=zone or participant.zone,
            person_id=tx.actor.id if isinstance(tx.actor, Person) else participant.person_id,
            answered_at=participant.answered_at if has_declined else now,
            declined_at=now if has_declined else None,
            version=participant.version + 1,
        )
        await repository.put_answer(tx, meeting, after, answer)
        await outbox.record(tx, _fact(AnswerDeclined if has_declined else AnswerGiven, meeting, after))
        return Given(participant=after, answer=answer)


def given(
    participants: Sequence[Participant],
    answers: Mapping[ParticipantId, Answer],
    admission: Admission,
    me: ParticipantId | None,
) -> Sequence[Given]:
    """Each participant as this actor may see them, with their answer; in a blind meeting only their own."""
    return [
        Given(participant=admission.shown(one), answer=answers.get(one.id, Answer(participant_id=one.id)))
        for one in participants
        if admission.sees_answers or one.id == me
    ]


async def whose(tx: Transaction, admission: Admission) -> ParticipantId | None:
    """Whose answer this actor gives, if they take part already."""
    if admission.participant_id is not None or not isinstance(tx.actor, Person):
        return admission.participant_id
    return await repository.find_of_person(tx, admission.meeting.id, tx.actor.id)


def _fact(
    kind: type[ParticipantJoined] | type[AnswerGiven] | type[AnswerDeclined], meeting: Meeting, participant: Participant
) -> ParticipantJoined | AnswerGiven | AnswerDeclined:
    return kind(
        space_id=meeting.space_id,
        aggregate_id=participant.id,
        aggregate_version=participant.version,
        meeting_id=meeting.id,
    )

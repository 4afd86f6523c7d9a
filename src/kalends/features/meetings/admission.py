"""Who may do what with a meeting, read in the transaction that does it."""

from dataclasses import dataclass, replace
from typing import assert_never

from kalends.core.actor import Link, Nobody, Person, System
from kalends.core.ids import MeetingId, ParticipantId
from kalends.features.accounts.permissions import ALLOWED, Permission
from kalends.features.meetings import repository
from kalends.features.meetings.domain import LinkKind, Meeting, MeetingStatus, Participant
from kalends.features.meetings.errors import NoSuchMeeting, NotOpenYet, NotYourMeeting, SignInOrUseALink
from kalends.store.database import Transaction

_ALL = frozenset(Permission)
_LOOK = frozenset({Permission.VIEW})
_LOOK_AND_ANSWER = _LOOK | {Permission.ANSWER}
# Of the link that organises a meeting of somebody without an account. To answer they join like everybody.
ORGANISE = _LOOK | {Permission.SCHEDULE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """A meeting, and what this actor may do with it."""

    meeting: Meeting
    permissions: frozenset[Permission]
    # Whose answer this actor gives, where that is settled by who they are.
    participant_id: ParticipantId | None = None
    # May join as a new participant, by the link that all share.
    may_join: bool = False

    def of(self, meeting: Meeting) -> "Admission":
        """The same for the meeting as it is after a change."""
        return replace(self, meeting=meeting)

    def shown(self, participant: Participant) -> Participant:
        """Without the address, but to those who may write to it."""
        return participant if self.may(Permission.SCHEDULE) else replace(participant, email=None)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def sees_answers(self) -> bool:
        """Of others than themselves."""
        return not self.meeting.is_blind or self.may(Permission.SCHEDULE)


async def admit(
    tx: Transaction, meeting_id: MeetingId | None, permission: Permission, *, locked: bool = False
) -> Meeting:
    """The meeting, if this transaction's actor may do this with it: else NotFound, or Forbidden if they may see it."""
    return (await enter(tx, meeting_id, permission, locked=locked)).meeting


async def enter(
    tx: Transaction, meeting_id: MeetingId | None, permission: Permission, *, locked: bool = False
) -> Admission:
    """As `admit`, with all that the actor may do. Without an id: the meeting that the actor's link leads to."""
    admission = await _admission(tx, _meeting_of_link(tx) if meeting_id is None else meeting_id, locked=locked)
    if not admission.may(Permission.VIEW):
        raise NoSuchMeeting
    if admission.meeting.status is MeetingStatus.DRAFT and not admission.may(Permission.SCHEDULE):
        raise NotOpenYet
    if not admission.may(permission):
        raise NotYourMeeting
    return admission


def permissions_in(tx: Transaction, meeting: Meeting) -> frozenset[Permission]:
    """What belonging to the meeting's space allows."""
    if isinstance(tx.actor, System):
        return _ALL
    role = tx.roles.get(meeting.space_id)
    return ALLOWED[role] if role else frozenset()


def _meeting_of_link(tx: Transaction) -> MeetingId:
    if tx.grant is None or tx.grant.permission not in set(LinkKind):
        raise NoSuchMeeting
    return MeetingId(tx.grant.thing_id)


async def _admission(tx: Transaction, meeting_id: MeetingId, *, locked: bool) -> Admission:
    match tx.actor:
        case Nobody():
            raise SignInOrUseALink
        case Link():
            return await _by_link(tx, meeting_id, locked=locked)
        case Person() as person:
            return await _by_account(tx, person, meeting_id, locked=locked)
        case System():
            return Admission(meeting=await _read(tx, meeting_id, locked=locked), permissions=_ALL)
        case _:
            assert_never(tx.actor)


async def _by_link(tx: Transaction, meeting_id: MeetingId, *, locked: bool) -> Admission:
    if _meeting_of_link(tx) != meeting_id or tx.grant is None:
        raise NoSuchMeeting
    if tx.grant.permission == LinkKind.ORGANISE:
        return Admission(meeting=await _read(tx, meeting_id, locked=locked), permissions=ORGANISE)
    meeting = await repository.get(tx, meeting_id)
    if tx.grant.permission == LinkKind.JOIN or tx.grant.holder_id is None:
        return Admission(meeting=meeting, permissions=_LOOK, may_join=True)
    return Admission(meeting=meeting, permissions=_LOOK_AND_ANSWER, participant_id=ParticipantId(tx.grant.holder_id))


async def _by_account(tx: Transaction, person: Person, meeting_id: MeetingId, *, locked: bool) -> Admission:
    meeting = await repository.find(tx, meeting_id)
    if meeting is None:
        participant_id = await repository.enter_as_participant(tx, person, meeting_id)
        if participant_id is None:
            raise NoSuchMeeting
        meeting = await repository.get(tx, meeting_id)
        return Admission(meeting=meeting, permissions=_LOOK_AND_ANSWER, participant_id=participant_id)
    permissions = permissions_in(tx, meeting)
    if locked and Permission.SCHEDULE in permissions:
        meeting = await _read(tx, meeting_id, locked=True)
    return Admission(meeting=meeting, permissions=permissions)


async def _read(tx: Transaction, meeting_id: MeetingId, *, locked: bool) -> Meeting:
    if locked:
        await repository.lock(tx, meeting_id)
    return await repository.get(tx, meeting_id)

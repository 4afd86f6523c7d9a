"""Meetings as they are watched: who may look on, and how a meeting stands, in one short statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kalends.core.actor import Actor, Link, System
from kalends.core.ids import MeetingId, SpaceId
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings.admission import enter
from kalends.features.meetings.domain import MeetingStatus
from kalends.features.meetings.errors import NoSuchMeeting
from kalends.store.database import Database, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a meeting stands. Whatever is shown of it changes with `version` and not without: "7.31" are its own version
    and the sum of its participants', which only rise."""

    meeting_id: MeetingId
    space_id: SpaceId
    version: str
    status: MeetingStatus
    participants: int = 0

    @property
    def is_over(self) -> bool:
        return self.status in {MeetingStatus.BOOKED, MeetingStatus.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Somebody may look on: how the meeting stood then, and the ids whose end would end their right to."""

    stand: Stand
    by: frozenset[UUID]
    may_schedule: bool = False


class Watches:
    def __init__(self, *, db: Database) -> None:
        self._db = db

    async def begin(self, actor: Actor, meeting_id: MeetingId | None) -> Watch:
        """Without an id: the meeting that the actor's link leads to. Asked again for as long as they look on."""
        async with self._db.transaction(actor) as tx:
            admission = await enter(tx, meeting_id, Permission.VIEW)
            stand = await _stand(tx, admission.meeting.id)
        by = {admission.participant_id, actor.id if isinstance(actor, Link) else None}
        return Watch(
            stand=stand,
            by=frozenset(one for one in by if one is not None),
            may_schedule=admission.may(Permission.SCHEDULE),
        )

    async def stand(self, before: Stand) -> Stand:
        """How it stands now, for all who look on at once; they have been let in already."""
        async with self._db.transaction(System(before.space_id)) as tx:
            return await _stand(tx, before.meeting_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    space_id: SpaceId
    version: int
    answers: int
    participants: int
    is_opened: bool
    is_booked: bool
    is_cancelled: bool

    @property
    def status(self) -> MeetingStatus:
        if self.is_cancelled:
            return MeetingStatus.CANCELLED
        if not self.is_opened:
            return MeetingStatus.DRAFT
        return MeetingStatus.BOOKED if self.is_booked else MeetingStatus.OPEN


async def _stand(tx: Transaction, meeting_id: MeetingId) -> Stand:
    row = await tx.find(
        _Row,
        """
        SELECT m.space_id, m.version, m.opened_at IS NOT NULL AS is_opened, b.meeting_id IS NOT NULL AS is_booked,
            m.cancelled_at IS NOT NULL AS is_cancelled,
            roll.answers, roll.participants
        FROM meetings AS m
        LEFT JOIN bookings AS b ON b.meeting_id = m.id
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(p.version), 0)::bigint AS answers, count(*) AS participants
            FROM participants AS p WHERE p.meeting_id = m.id
        ) AS roll
        WHERE m.id = %s
        """,
        [meeting_id],
    )
    if row is None:
        raise NoSuchMeeting
    return Stand(
        meeting_id=meeting_id,
        space_id=row.space_id,
        version=version_of(row.version, [row.answers]),
        status=row.status,
        participants=row.participants,
    )


def version_of(meeting: int, participants: Iterable[int]) -> str:
    """From theirs."""
    return f"{meeting}.{sum(participants)}"

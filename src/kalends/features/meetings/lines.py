"""Meetings as lines of a list, with how far each has come: one statement a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kalends.core.ids import MeetingId, SpaceId
from kalends.features.meetings.domain import MeetingStatus
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in a list."""

    id: MeetingId
    space_id: SpaceId
    title: str
    organiser_name: str
    zone: str
    duration: timedelta
    created_at: datetime
    cancelled_at: datetime | None
    opened_at: datetime | None
    booked_start: datetime | None
    booked_end: datetime | None
    first_start: datetime
    last_end: datetime
    participants: int
    answered: int
    declined: int

    @property
    def status(self) -> MeetingStatus:
        if self.cancelled_at is not None:
            return MeetingStatus.CANCELLED
        if self.opened_at is None:
            return MeetingStatus.DRAFT
        return MeetingStatus.OPEN if self.booked_start is None else MeetingStatus.BOOKED


async def list_lines(
    tx: Transaction, spaces: Sequence[SpaceId], status: MeetingStatus | None, before: UUID | None, limit: int
) -> list[MeetingLine]:
    """Newest first. Each space is read from its own end of the index, however many there are."""
    return await tx.list(
        MeetingLine,
        """
        SELECT m.id, m.space_id, m.title, m.organiser_name, m.zone, m.duration, m.created_at, m.cancelled_at,
            m.opened_at, m.booked_start, m.booked_end, offered.first_start, offered.last_end,
            replies.participants, replies.answered, replies.declined
        FROM (
            SELECT found.*
            FROM unnest(%(spaces)s::uuid[]) AS mine (space_id)
            CROSS JOIN LATERAL (
                SELECT m.id, m.space_id, m.title, m.organiser_name, m.zone, m.duration, m.created_at, m.cancelled_at,
                    m.opened_at, b.starts_at AS booked_start, b.ends_at AS booked_end
                FROM meetings AS m
                LEFT JOIN bookings AS b ON b.meeting_id = m.id
                WHERE m.space_id = mine.space_id AND (%(before)s::uuid IS NULL OR m.id < %(before)s)
                    AND CASE %(status)s::text
                        WHEN 'cancelled' THEN m.cancelled_at IS NOT NULL
                        WHEN 'booked' THEN m.cancelled_at IS NULL AND b.starts_at IS NOT NULL
                        WHEN 'draft' THEN m.cancelled_at IS NULL AND m.opened_at IS NULL
                        WHEN 'open' THEN
                            m.cancelled_at IS NULL AND m.opened_at IS NOT NULL AND b.starts_at IS NULL
                        ELSE true
                    END
                ORDER BY m.id DESC
                LIMIT %(limit)s
            ) AS found
            ORDER BY found.id DESC
            LIMIT %(limit)s
        ) AS m
        CROSS JOIN LATERAL (
            SELECT min(w.starts_at) AS first_start, max(w.ends_at) AS last_end
            FROM meeting_windows AS w WHERE w.meeting_id = m.id
        ) AS offered
        CROSS JOIN LATERAL (
            SELECT count(*) AS participants,
                count(*) FILTER (WHERE p.answered_at IS NOT NULL AND p.declined_at IS NULL) AS answered,
                count(p.declined_at) AS declined
            FROM participants AS p WHERE p.meeting_id = m.id
        ) AS replies
        ORDER BY m.id DESC
        """,
        {"spaces": list(spaces), "status": status and status.value, "before": before, "limit": limit},
    )

"""Every statement about digests."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from kalends.core.ids import DeliveryId, MeetingId, PersonId, SpaceId
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    person_id: PersonId
    space_id: SpaceId
    zone: str
    daily_at: time
    weekly_on: int
    is_daily: bool
    is_weekly: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Something in somebody's calendars."""

    title: str
    place: str
    is_all_day: bool
    starts_at: datetime
    ends_at: datetime
    local_start: datetime | None
    local_end: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organised:
    """A meeting that is still open, or takes place this week."""

    meeting_id: MeetingId
    title: str
    zone: str
    deadline: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    participants: int
    answered: int


async def claim(tx: Transaction, many: int) -> list[Due]:
    """Those that are due, locked; other workers pass them by."""
    return await tx.list(
        Due,
        """
        SELECT person_id, space_id, zone, daily_at, weekly_on, is_daily, is_weekly FROM claim_digests(%s)
        """,
        [many],
    )


async def enter(tx: Transaction, space_id: SpaceId) -> None:
    """Into the space of one that is due, for what the worker writes there."""
    await tx.execute("SELECT set_config('kalends.spaces', %s, true)", [f"{{{space_id}}}"])


async def save_due(
    tx: Transaction, person_id: PersonId, daily_due_at: datetime | None, weekly_due_at: datetime | None
) -> None:
    await tx.execute(
        "UPDATE notice_preferences SET daily_due_at = %s, weekly_due_at = %s WHERE person_id = %s",
        [daily_due_at, weekly_due_at, person_id],
    )


async def put_off(tx: Transaction, one: Due, wait: timedelta) -> None:
    await tx.execute(
        """
        UPDATE notice_preferences
        SET daily_due_at = CASE WHEN %(is_daily)s THEN now() + %(wait)s ELSE daily_due_at END,
            weekly_due_at = CASE WHEN %(is_weekly)s THEN now() + %(wait)s ELSE weekly_due_at END
        WHERE person_id = %(person_id)s
        """,
        {"person_id": one.person_id, "is_daily": one.is_daily, "is_weekly": one.is_weekly, "wait": wait},
    )


async def list_taking_place(
    tx: Transaction, space_id: SpaceId, since: datetime, until: datetime, many: int
) -> list[Taking]:
    """In the calendars of this space, in the index's width: local ones are to be looked at again."""
    return await tx.list(
        Taking,
        """
        SELECT e.summary AS title, e.place, e.is_all_day, o.starts_at, o.ends_at, o.local_start, o.local_end
        FROM calendars AS c
        JOIN occurrences AS o ON o.calendar_id = c.id AND o.starts_at < %(until)s AND o.ends_at > %(since)s
        JOIN events AS e ON e.id = o.event_id AND e.kind = 'VEVENT'
        WHERE c.space_id = %(space)s
        ORDER BY o.starts_at, e.id LIMIT %(many)s
        """,
        {"space": space_id, "since": since, "until": until, "many": many},
    )


async def list_organised(tx: Transaction, delivery_id: DeliveryId | UUID) -> list[Organised]:
    return await tx.list(
        Organised,
        """
        SELECT meeting_id, title, zone, deadline, starts_at, ends_at, participants, answered
        FROM meetings_for_digest(%s)
        """,
        [delivery_id],
    )


async def now(tx: Transaction) -> datetime:
    return await tx.value("SELECT now()")

"""Every statement about alarms and reminders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kalends.core.ids import DeliveryId, EventId, PersonId, SpaceId
from kalends.features.calendars.events.domain import Row
from kalends.features.notices.reminders.domain import Alarm
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """Whose calendars a space's are: who is reminded of what is in them."""

    id: PersonId
    space_id: SpaceId
    zone: str
    email_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPlan:
    event_id: EventId
    space_id: SpaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a reminder says, and to whom."""

    delivery_id: DeliveryId
    person_id: PersonId
    space_id: SpaceId
    email: str
    name: str
    zone: str
    locale: str
    title: str
    place: str
    is_all_day: bool
    starts_at: datetime
    ends_at: datetime
    local_start: datetime | None
    local_end: datetime | None


async def find_reminded(tx: Transaction, space_id: SpaceId) -> Reminded | None:
    return await tx.find(
        Reminded, "SELECT id, space_id, zone, email_key FROM people WHERE space_id = %s AND is_active", [space_id]
    )


async def now_and_untold(tx: Transaction, event_id: EventId) -> tuple[datetime, datetime | None]:
    """The database's clock, and after when alarms of this event may have gone off without anybody's being told:
    after it was to be planned, or just before one that waits for the tick."""
    now = await tx.value("SELECT now()")
    since = await tx.value(
        """
        SELECT least(
            (SELECT plan_at FROM alarm_plans WHERE event_id = %(event)s AND plan_at < now()),
            (
                SELECT min(alarm_at) - interval '1 microsecond' FROM alarms
                WHERE event_id = %(event)s AND taken_at IS NULL AND alarm_at < now()
            )
        )
        """,
        {"event": event_id},
    )
    return now, since


async def list_rows(tx: Transaction, event_id: EventId, since: datetime, until: datetime, many: int) -> list[Row]:
    return await tx.list(
        Row,
        """
        SELECT recurrence_id, starts_at, ends_at, local_start, local_end, is_busy,
            coalesce(is_tentative, false) AS is_tentative, template
        FROM occurrences WHERE event_id = %s AND ends_at >= %s AND starts_at <= %s
        ORDER BY starts_at LIMIT %s
        """,
        [event_id, since, until, many],
    )


async def find_next_start(tx: Transaction, event_id: EventId, after: datetime) -> datetime | None:
    """Of the first occurrence that ends after that."""
    return await tx.value(
        "SELECT min(starts_at) FROM occurrences WHERE event_id = %s AND ends_at > %s", [event_id, after]
    )


async def find_extension(tx: Transaction, event_id: EventId) -> datetime | None:
    """When the index of its occurrences is written farther, if it is not whole."""
    return await tx.value("SELECT extend_at FROM events WHERE id = %s", [event_id])


async def save_alarms(tx: Transaction, event_id: EventId, whose: Reminded, alarms: Sequence[Alarm]) -> None:
    """In place of those that have not gone off. One that has is never brought about again."""
    await tx.execute("DELETE FROM alarms WHERE event_id = %s AND taken_at IS NULL", [event_id])
    if alarms:
        await tx.execute(
            """
            INSERT INTO alarms (event_id, space_id, person_id, recurrence_id, alarm_at, mail_at, is_paged)
            SELECT %s, %s, %s, given.recurrence_id, given.alarm_at, given.mail_at, given.is_paged
            FROM unnest(%s::text[], %s::timestamptz[], %s::timestamptz[], %s::boolean[])
                AS given (recurrence_id, alarm_at, mail_at, is_paged)
            ON CONFLICT DO NOTHING
            """,
            [
                event_id,
                whose.space_id,
                whose.id,
                [one.recurrence_id for one in alarms],
                [one.alarm_at for one in alarms],
                [one.mail_at for one in alarms],
                [one.is_paged for one in alarms],
            ],
        )


async def save_plan(tx: Transaction, event_id: EventId, space_id: SpaceId, plan_at: datetime | None) -> None:
    """When this event's alarms are to be written next; None for never."""
    if plan_at is None:
        await tx.execute("DELETE FROM alarm_plans WHERE event_id = %s", [event_id])
        return
    await tx.execute(
        """
        INSERT INTO alarm_plans (event_id, space_id, plan_at) VALUES (%s, %s, %s)
        ON CONFLICT (event_id) DO UPDATE SET plan_at = excluded.plan_at
        """,
        [event_id, space_id, plan_at],
    )


async def put_off_plan(tx: Transaction, event_id: EventId, wait: timedelta) -> None:
    await tx.execute("UPDATE alarm_plans SET plan_at = now() + %s WHERE event_id = %s", [wait, event_id])


async def plan_all(tx: Transaction, space_id: SpaceId) -> None:
    """All that is still to come in somebody's calendars is planned anew, soon."""
    await tx.execute(
        """
        INSERT INTO alarm_plans (event_id, space_id, plan_at)
        SELECT e.id, e.space_id, now()
        FROM calendars AS c JOIN events AS e ON e.calendar_id = c.id
        WHERE c.space_id = %s AND e.kind = 'VEVENT' AND (e.ends_at IS NULL OR e.ends_at > now())
        ON CONFLICT (event_id) DO UPDATE SET plan_at = least(alarm_plans.plan_at, excluded.plan_at)
        """,
        [space_id],
    )


async def list_to_plan(tx: Transaction, many: int) -> list[ToPlan]:
    return await tx.list(ToPlan, "SELECT event_id, space_id FROM list_alarms_to_plan(%s)", [many])


async def lock_event(tx: Transaction, event_id: EventId) -> bool:
    """So that of two who plan it, the later sees what the earlier wrote."""
    return bool(await tx.value("SELECT true FROM events WHERE id = %s FOR SHARE", [event_id]))


async def tick(tx: Transaction, many: int) -> int:
    """What is due becomes what is owed; answers how many alarms went off."""
    return await tx.value("SELECT tick_reminders(%s)", [many])


async def tick_answers(tx: Transaction, lead: timedelta, many: int) -> int:
    return await tx.value("SELECT tick_answer_reminders(%s, %s)", [lead, many])


async def list_due(tx: Transaction, deliveries: Sequence[UUID]) -> list[Due]:
    """Of all spaces, in one look; those that are still to be told."""
    return await tx.list(
        Due,
        """
        SELECT delivery_id, person_id, space_id, email, name, zone, locale, title, place, is_all_day, starts_at,
            ends_at, local_start, local_end
        FROM list_reminders(%s)
        """,
        [list(deliveries)],
    )

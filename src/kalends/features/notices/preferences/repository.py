"""Every statement about preferences, and about addresses that are not written to."""

from dataclasses import dataclass
from datetime import datetime, time

from psycopg.types.json import Jsonb

from kalends.core.ids import PersonId, SpaceId
from kalends.features.notices.domain import USUAL, NoticeKind
from kalends.features.notices.preferences.domain import Preferences
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose preferences they are."""

    id: PersonId
    space_id: SpaceId
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """An address that takes no mail, and what its server said."""

    email: str
    reason: str
    said: str
    created_at: datetime
    email_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    person_id: PersonId
    is_enabled: bool
    channels: dict[str, list[str]]
    reminder_minutes: int | None
    quiet_from: time | None
    quiet_until: time | None
    daily_at: time
    weekly_on: int
    version: int


async def find_owner(tx: Transaction, person_id: PersonId) -> Owner | None:
    return await tx.find(Owner, "SELECT id, space_id, zone FROM people WHERE id = %s AND is_active", [person_id])


async def find(tx: Transaction, person_id: PersonId) -> Preferences | None:
    row = await tx.find(
        _Row,
        """
        SELECT person_id, is_enabled, channels, reminder_minutes, quiet_from, quiet_until, daily_at, weekly_on, version
        FROM notice_preferences WHERE person_id = %s
        """,
        [person_id],
    )
    if row is None:
        return None
    chosen = {kind: row.channels.get(kind) for kind in NoticeKind}
    return Preferences(
        person_id=row.person_id,
        is_enabled=row.is_enabled,
        channels={kind: USUAL[kind] if these is None else frozenset(these) for kind, these in chosen.items()},
        reminder_minutes=row.reminder_minutes,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        daily_at=row.daily_at,
        weekly_on=row.weekly_on,
        version=row.version,
    )


async def is_operator(tx: Transaction, person_id: PersonId) -> bool:
    return bool(await tx.value("SELECT is_operator FROM people WHERE id = %s AND is_active", [person_id]))


async def lock(tx: Transaction, owner: Owner) -> None:
    """Of the person's row, since there may be no other yet."""
    await tx.execute("SELECT FROM people WHERE id = %s FOR NO KEY UPDATE", [owner.id])


async def save(tx: Transaction, owner: Owner, after: Preferences, due: tuple[datetime | None, datetime | None]) -> None:
    await tx.execute(
        """
        INSERT INTO notice_preferences AS w (
            person_id, space_id, is_enabled, channels, reminder_minutes, quiet_from, quiet_until, daily_at, weekly_on,
            daily_due_at, weekly_due_at, version
        ) VALUES (
            %(person_id)s, %(space_id)s, %(is_enabled)s, %(channels)s, %(reminder_minutes)s, %(quiet_from)s,
            %(quiet_until)s, %(daily_at)s, %(weekly_on)s, %(daily_due_at)s, %(weekly_due_at)s, %(version)s
        )
        ON CONFLICT (person_id) DO UPDATE
        SET is_enabled = excluded.is_enabled, channels = excluded.channels,
            reminder_minutes = excluded.reminder_minutes, quiet_from = excluded.quiet_from,
            quiet_until = excluded.quiet_until, daily_at = excluded.daily_at, weekly_on = excluded.weekly_on,
            daily_due_at = excluded.daily_due_at, weekly_due_at = excluded.weekly_due_at, version = excluded.version
        """,
        {
            "person_id": owner.id,
            "space_id": owner.space_id,
            "is_enabled": after.is_enabled,
            # Only what differs: who never chose gets what is usual then.
            "channels": Jsonb({kind: sorted(these) for kind, these in after.channels.items() if these != USUAL[kind]}),
            "reminder_minutes": after.reminder_minutes,
            "quiet_from": after.quiet_from,
            "quiet_until": after.quiet_until,
            "daily_at": after.daily_at,
            "weekly_on": after.weekly_on,
            "daily_due_at": due[0],
            "weekly_due_at": due[1],
            "version": after.version,
        },
    )


async def unsubscribe_address(tx: Transaction, email_key: str, kind: NoticeKind) -> None:
    await tx.execute("SELECT unsubscribe_address(%s, %s)", [email_key, kind])


async def subscribe_address(tx: Transaction, email_key: str, kind: NoticeKind) -> None:
    await tx.execute("SELECT subscribe_address(%s, %s)", [email_key, kind])


async def find_own_suppression(tx: Transaction, person_id: PersonId) -> Suppression | None:
    return await tx.find(Suppression, "SELECT email, reason, said, created_at FROM own_suppression(%s)", [person_id])


async def lift_own_suppression(tx: Transaction, person_id: PersonId) -> bool:
    return await tx.value("SELECT lift_own_suppression(%s)", [person_id])


async def list_suppressions(tx: Transaction, operator: PersonId, after: str, many: int) -> list[Suppression]:
    return await tx.list(
        Suppression,
        """
        SELECT email, email_key, reason, said, created_at FROM list_suppressions_as_operator(%s, %s, %s)
        """,
        [operator, after, many],
    )


async def lift_suppression(tx: Transaction, operator: PersonId, email_key: str) -> bool:
    return await tx.value("SELECT lift_suppression_as_operator(%s, %s)", [operator, email_key])

"""What was there before a change, kept for a day: a change that nothing came after can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from kalends.core.actor import Person
from kalends.core.ids import CalendarId, EventId
from kalends.features.calendars.events.domain import Event
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """`object` is None where the change made it, `etag_after` where it took it out."""

    calendar_id: CalendarId
    event_id: EventId
    name: str
    version: int
    object: bytes | None
    etag_after: str | None


async def remember(tx: Transaction, change_id: UUID, before: Event | None, after: Event | None) -> None:
    """The transaction's actor, where it is a person, may undo it."""
    event = before or after
    if not isinstance(tx.actor, Person) or event is None:
        return
    await tx.execute(
        """
        INSERT INTO former_objects (
            change_id, space_id, calendar_id, person_id, event_id, name, version, object, etag_after
        ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
        """,
        [
            change_id,
            event.space_id,
            event.calendar_id,
            tx.actor.id,
            event.id,
            event.name,
            event.version,
            before.object if before else None,
            after.etag if after else None,
        ],
    )


async def list_calendars(tx: Transaction, person: Person, change_id: UUID) -> list[CalendarId]:
    rows = await tx.list(_Touched, "SELECT calendar_id FROM calendars_of_change(%s, %s)", [person.id, change_id])
    return [row.calendar_id for row in rows]


async def list_former(tx: Transaction, person: Person, change_id: UUID) -> Sequence[Former]:
    """Newest first, as they are to be undone."""
    return await tx.list(
        Former,
        """
        SELECT calendar_id, event_id, name, version, object, etag_after
        FROM former_objects WHERE change_id = %s AND person_id = %s ORDER BY id DESC
        """,
        [change_id, person.id],
    )


async def forget(tx: Transaction, change_id: UUID) -> None:
    await tx.execute("DELETE FROM former_objects WHERE change_id = %s", [change_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Touched:
    calendar_id: CalendarId

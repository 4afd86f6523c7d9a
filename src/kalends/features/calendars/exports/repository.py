"""Objects read one small batch after the other, so that however large a calendar is, little of it is held."""

from collections.abc import Sequence
from dataclasses import dataclass

from kalends.core.ids import CalendarId
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    name: str
    object: bytes


async def list_sizes(tx: Transaction, calendar_id: CalendarId, after: str, many: int) -> list[Sized]:
    """In the order of their names; PostgreSQL knows how long they are without reading them."""
    return await tx.list(
        Sized,
        """
        SELECT name, length(object) AS size FROM events WHERE calendar_id = %s AND name > %s ORDER BY name LIMIT %s
        """,
        [calendar_id, after, many],
    )


async def list_objects(tx: Transaction, calendar_id: CalendarId, names: Sequence[str]) -> list[Exported]:
    return await tx.list(
        Exported,
        "SELECT name, object FROM events WHERE calendar_id = %s AND name = ANY (%s) ORDER BY name",
        [calendar_id, list(names)],
    )

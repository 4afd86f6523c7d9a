"""Every statement about the properties of objects and homes; those of calendars are with the calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kalends.core.actor import Person
from kalends.core.ids import CalendarId, EventId, SpaceId
from kalends.features.calendars.events.domain import Event
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """`value` is the XML that a client wrote."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProperty:
    """With the name of the object that it is of."""

    of: str
    name: str
    value: str


async def list_of_objects(tx: Transaction, calendar_id: CalendarId, names: Sequence[str] | None) -> list[OwnProperty]:
    """Of the objects of these names, or of all."""
    return await tx.list(
        OwnProperty,
        """
        SELECT e.name AS of, p.name, p.value
        FROM event_properties AS p JOIN events AS e ON e.id = p.event_id
        WHERE p.calendar_id = %(calendar)s AND (%(names)s::text[] IS NULL OR e.name = ANY (%(names)s))
        ORDER BY e.name, p.name
        """,
        {"calendar": calendar_id, "names": None if names is None else list(names)},
    )


async def list_of_object(tx: Transaction, event_id: EventId) -> list[Property]:
    return await tx.list(
        Property, "SELECT name, value FROM event_properties WHERE event_id = %s ORDER BY name", [event_id]
    )


async def save_of_object(tx: Transaction, event: Event, properties: Mapping[str, str | None]) -> None:
    """None removes one."""
    gone, kept = parted(properties)
    if gone:
        await tx.execute("DELETE FROM event_properties WHERE event_id = %s AND name = ANY (%s)", [event.id, gone])
    if kept:
        await tx.execute(
            """
            INSERT INTO event_properties (event_id, space_id, calendar_id, name, value)
            SELECT %s, %s, %s, name, value FROM unnest(%s::text[], %s::text[]) AS given (name, value)
            ON CONFLICT (event_id, name) DO UPDATE SET value = excluded.value
            """,
            [event.id, event.space_id, event.calendar_id, list(kept), list(kept.values())],
        )


async def find_space(tx: Transaction, person: Person) -> SpaceId | None:
    return await tx.value("SELECT space_id FROM people WHERE id = %s", [person.id])


async def lock_space(tx: Transaction, person: Person) -> SpaceId | None:
    """The person's own; who changes its properties comes one after the other."""
    return await tx.value("SELECT space_id FROM people WHERE id = %s FOR NO KEY UPDATE", [person.id])


async def list_of_home(tx: Transaction, space_id: SpaceId) -> list[Property]:
    return await tx.list(
        Property, "SELECT name, value FROM home_properties WHERE space_id = %s ORDER BY name", [space_id]
    )


async def save_of_home(tx: Transaction, space_id: SpaceId, properties: Mapping[str, str | None]) -> None:
    """None removes one."""
    gone, kept = parted(properties)
    if gone:
        await tx.execute("DELETE FROM home_properties WHERE space_id = %s AND name = ANY (%s)", [space_id, gone])
    if kept:
        await tx.execute(
            """
            INSERT INTO home_properties (space_id, name, value)
            SELECT %s, name, value FROM unnest(%s::text[], %s::text[]) AS given (name, value)
            ON CONFLICT (space_id, name) DO UPDATE SET value = excluded.value
            """,
            [space_id, list(kept), list(kept.values())],
        )


def parted(properties: Mapping[str, str | None]) -> tuple[list[str], dict[str, str]]:
    """Those that go, and those that stay or come."""
    gone = [name for name, value in properties.items() if value is None]
    return gone, {name: value for name, value in properties.items() if value is not None}

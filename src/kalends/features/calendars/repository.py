"""Every statement about calendars, and what changed in them. Events and sharing have files of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kalends.core.actor import Person
from kalends.core.ids import CalendarId, PersonId, SpaceId
from kalends.features.calendars.domain import Calendar, Share
from kalends.features.calendars.errors import SignInFirst
from kalends.features.calendars.objects.attendees import Organiser
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """What a new calendar takes from whoever makes it."""

    id: PersonId
    space_id: SpaceId
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    calendar_id: CalendarId
    access: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """What only some clients understand, as the XML that they wrote."""

    calendar_id: CalendarId
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last change of one name: removed, or there with this ETag."""

    name: str
    sync_token: int
    etag: str | None

    @property
    def is_removed(self) -> bool:
        return self.etag is None


async def get_owner(tx: Transaction, person: Person) -> Owner | None:
    return await tx.find(Owner, "SELECT id, space_id, zone FROM people WHERE id = %s", [person.id])


async def find_owner(tx: Transaction, space_id: SpaceId) -> Owner | None:
    """The person whose own space this is."""
    return await tx.find(Owner, "SELECT id, space_id, zone FROM people WHERE space_id = %s", [space_id])


async def lock_home(tx: Transaction, person: Person) -> None:
    """Who gives the calendars of one home other addresses comes one after the other."""
    await tx.execute("SELECT 1 FROM people WHERE id = %s FOR NO KEY UPDATE", [person.id])


async def get_attendee(tx: Transaction, person: Person) -> Organiser:
    """By which address they answer."""
    found = await tx.find(Organiser, "SELECT email AS address, name FROM people WHERE id = %s", [person.id])
    if found is None:
        raise SignInFirst
    return found


async def find_person_of(tx: Transaction, space_id: SpaceId) -> Organiser | None:
    """Whose own space this is: as whom what is in it asks others to come."""
    return await tx.find(Organiser, "SELECT email AS address, name FROM people WHERE space_id = %s", [space_id])


async def get_organiser(tx: Transaction, person: Person, space_id: SpaceId) -> Organiser:
    """Who writes in somebody's calendar asks in their name; in an organisation's, in their own."""
    return await find_person_of(tx, space_id) or await get_attendee(tx, person)


async def find_default(tx: Transaction, person_id: PersonId) -> CalendarId | None:
    return await tx.value(
        """
        SELECT c.id FROM people AS p JOIN calendars AS c ON c.space_id = p.space_id AND c.is_default
        WHERE p.id = %s
        """,
        [person_id],
    )


async def is_slug_taken(tx: Transaction, space_id: SpaceId, slug: str) -> bool:
    return await tx.value("SELECT EXISTS (SELECT FROM calendars WHERE space_id = %s AND slug = %s)", [space_id, slug])


async def find(tx: Transaction, calendar_id: CalendarId) -> Calendar | None:
    return await tx.find(
        Calendar,
        """
        SELECT id, space_id, slug, name, description, color, zone, position, visibility, is_default, sync_token,
            created_at, version, components
        FROM calendars WHERE id = %s
        """,
        [calendar_id],
    )


async def lock(tx: Transaction, calendar_id: CalendarId) -> Calendar | None:
    return await tx.find(
        Calendar,
        """
        SELECT id, space_id, slug, name, description, color, zone, position, visibility, is_default, sync_token,
            created_at, version, components
        FROM calendars WHERE id = %s FOR NO KEY UPDATE
        """,
        [calendar_id],
    )


async def find_by_slug(tx: Transaction, person: Person, slug: str) -> Calendar | None:
    """In the person's own space."""
    return await tx.find(
        Calendar,
        """
        SELECT c.id, c.space_id, c.slug, c.name, c.description, c.color, c.zone, c.position, c.visibility,
            c.is_default, c.sync_token, c.created_at, c.version, c.components
        FROM people AS p JOIN calendars AS c ON c.space_id = p.space_id WHERE p.id = %s AND c.slug = %s
        """,
        [person.id, slug],
    )


async def lock_by_slug(tx: Transaction, person: Person, slug: str) -> Calendar | None:
    """In the person's own space."""
    return await tx.find(
        Calendar,
        """
        SELECT c.id, c.space_id, c.slug, c.name, c.description, c.color, c.zone, c.position, c.visibility,
            c.is_default, c.sync_token, c.created_at, c.version, c.components
        FROM people AS p JOIN calendars AS c ON c.space_id = p.space_id WHERE p.id = %s AND c.slug = %s
        FOR NO KEY UPDATE OF c
        """,
        [person.id, slug],
    )


async def list_of_spaces(tx: Transaction, spaces: Sequence[SpaceId]) -> list[Calendar]:
    return await tx.list(
        Calendar,
        """
        SELECT id, space_id, slug, name, description, color, zone, position, visibility, is_default, sync_token,
            created_at, version, components
        FROM calendars WHERE space_id = ANY (%s) ORDER BY space_id, position, id
        """,
        [list(spaces)],
    )


async def add(tx: Transaction, calendar: Calendar) -> bool:
    """False if the space has a default calendar already and this was to be one."""
    return bool(
        await tx.execute(
            """
            INSERT INTO calendars (
                id, space_id, slug, name, description, color, zone, position, visibility, is_default, created_at,
                components
            ) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
            ON CONFLICT (space_id) WHERE is_default DO NOTHING
            """,
            [
                calendar.id,
                calendar.space_id,
                calendar.slug,
                calendar.name,
                calendar.description,
                calendar.color,
                calendar.zone,
                calendar.position,
                calendar.visibility,
                calendar.is_default,
                calendar.created_at,
                list(calendar.components),
            ],
        )
    )


async def save(tx: Transaction, calendar: Calendar) -> None:
    await tx.execute(
        """
        UPDATE calendars
        SET slug = %s, name = %s, description = %s, color = %s, zone = %s, position = %s, visibility = %s, version = %s
        WHERE id = %s
        """,
        [
            calendar.slug,
            calendar.name,
            calendar.description,
            calendar.color,
            calendar.zone,
            calendar.position,
            calendar.visibility,
            calendar.version,
            calendar.id,
        ],
    )


async def list_properties(tx: Transaction, calendars: Sequence[CalendarId]) -> list[Property]:
    return await tx.list(
        Property,
        "SELECT calendar_id, name, value FROM calendar_properties WHERE calendar_id = ANY (%s) ORDER BY name",
        [list(calendars)],
    )


async def save_properties(tx: Transaction, calendar: Calendar, properties: Mapping[str, str | None]) -> None:
    """None removes one."""
    gone = [name for name, value in properties.items() if value is None]
    if gone:
        await tx.execute(
            "DELETE FROM calendar_properties WHERE calendar_id = %s AND name = ANY (%s)", [calendar.id, gone]
        )
    kept = {name: value for name, value in properties.items() if value is not None}
    if kept:
        await tx.execute(
            """
            INSERT INTO calendar_properties (calendar_id, space_id, name, value)
            SELECT %s, %s, name, value FROM unnest(%s::text[], %s::text[]) AS given (name, value)
            ON CONFLICT (calendar_id, name) DO UPDATE SET value = excluded.value
            """,
            [calendar.id, calendar.space_id, list(kept), list(kept.values())],
        )


async def remove(tx: Transaction, calendar_id: CalendarId) -> None:
    await tx.execute("DELETE FROM calendars WHERE id = %s", [calendar_id])


async def enter_shared(tx: Transaction, person: Person, calendar_id: CalendarId) -> Share | None:
    """Open the walls to a calendar of another space, if it is shared with this person to look into."""
    access = await tx.value(
        "SELECT access FROM enter_shared_calendar(%s, %s, %s)", [person.id, person.session_id, calendar_id]
    )
    return None if access is None else Share(access)


async def list_shared(tx: Transaction, person: Person) -> list[Shared]:
    return await tx.list(
        Shared, "SELECT calendar_id, access FROM list_shared_calendars(%s, %s)", [person.id, person.session_id]
    )


async def find_person_named(tx: Transaction, called: str) -> PersonId | None:
    """By their username, or their address."""
    return await tx.value("SELECT id FROM find_person_named(%s)", [called])


async def advance(tx: Transaction, calendar_id: CalendarId, many: int = 1) -> int:
    """The token of the last of so many changes that are about to be made; the calendar's row is locked by it."""
    return await tx.value(
        "UPDATE calendars SET sync_token = sync_token + %s WHERE id = %s RETURNING sync_token", [many, calendar_id]
    )


async def note_change(tx: Transaction, calendar: Calendar, name: str, sync_token: int, etag: str | None) -> None:
    """`etag` is None for what was removed."""
    await tx.execute(
        """
        INSERT INTO calendar_changes (calendar_id, space_id, name, sync_token, etag)
        VALUES (%s, %s, %s, %s, %s)
        ON CONFLICT (calendar_id, name)
        DO UPDATE SET sync_token = excluded.sync_token, etag = excluded.etag
        """,
        [calendar.id, calendar.space_id, name, sync_token, etag],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _WithChanges(Calendar):
    """A calendar, and its changes, each in the same place of each list; none where there are none."""

    names: Sequence[str] | None
    tokens: Sequence[int] | None
    etags: Sequence[str | None] | None

    def changes(self) -> list[Change]:
        return [
            Change(name=name, sync_token=token, etag=etag)
            for name, token, etag in zip(self.names or (), self.tokens or (), self.etags or (), strict=True)
        ]


async def find_own_changes(
    tx: Transaction, person: Person, slug: str, since: int, many: int
) -> tuple[Calendar, list[Change]] | None:
    """Of a calendar in the person's own space, while their session holds; needs no walls open."""
    found = await tx.find(
        _WithChanges,
        """
        SELECT id, space_id, slug, name, description, color, zone, position, visibility, is_default, sync_token,
            created_at, version, components, names, tokens, etags
        FROM find_own_changes(%s, %s, %s, %s, %s)
        """,
        [person.id, person.session_id, slug, since, many],
    )
    return None if found is None else (found, found.changes())


async def list_changes(tx: Transaction, calendar_id: CalendarId, since: int, until: int, many: int) -> list[Change]:
    return await tx.list(
        Change,
        """
        SELECT name, sync_token, etag
        FROM calendar_changes
        WHERE calendar_id = %s AND sync_token > %s AND sync_token <= %s
        ORDER BY sync_token
        LIMIT %s
        """,
        [calendar_id, since, until, many],
    )

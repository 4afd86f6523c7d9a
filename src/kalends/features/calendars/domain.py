"""A calendar, who may do what with it, and what a new one needs. No I/O, no clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum

from kalends.core.ids import CalendarId, PersonId, SpaceId
from kalends.core.text import clean
from kalends.core.time import UnknownZone, zone_names
from kalends.features.accounts.permissions import Permission
from kalends.features.calendars.errors import BadColor, BadName, UnknownKinds

LONGEST_NAME = 200
LONGEST_DESCRIPTION = 2_000
# Of one part of an address; file systems of clients take no more.
LONGEST_SLUG = 255

# A slash would be two parts; the others can't be kept as text.
_NOT_IN_NAMES = re.compile("[/\x00\ud800-\udfff]")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?", re.ASCII)


class Access(IntEnum):
    """What somebody may do with a calendar; more includes less."""

    READ = 1
    WRITE = 2
    MANAGE = 3


class Share(StrEnum):
    """What a calendar is shared for."""

    BUSY = "busy"
    READ = "read"
    WRITE = "write"


class CalendarVisibility(StrEnum):
    """Who, besides those it is shared with, may learn when its owner is busy."""

    PRIVATE = "private"
    BUSY = "busy"


# Of objects, which a calendar may be confined to (RFC 4791, section 5.2.3).
KINDS = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")

# What belonging to a calendar's space allows.
ACCESS: dict[Permission, Access] = {
    Permission.ADMINISTER: Access.MANAGE,
    Permission.SCHEDULE: Access.WRITE,
    Permission.VIEW: Access.READ,
}


@dataclass(frozen=True, slots=True)
class InHome:
    """A calendar as the home of whoever acts has it: by its slug in their own space, elsewhere by its id."""

    segment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    id: CalendarId
    space_id: SpaceId
    slug: str
    name: str
    description: str
    color: str
    zone: str
    position: int
    visibility: CalendarVisibility
    is_default: bool
    sync_token: int
    created_at: datetime
    version: int
    components: Sequence[str] = KINDS

    def __post_init__(self) -> None:
        # A row brings the word.
        object.__setattr__(self, "visibility", CalendarVisibility(self.visibility))

    @property
    def etag(self) -> str:
        return f'"{self.version}"'

    def shared(self) -> "Calendar":
        """The next version, after a change of whom it is shared with."""
        return replace(self, version=self.version + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCalendar:
    """What a caller says of a calendar; `checked` before use."""

    name: str
    slug: str = ""
    description: str = ""
    color: str = ""
    zone: str = ""
    position: int = 0
    visibility: CalendarVisibility = CalendarVisibility.BUSY
    components: Sequence[str] = KINDS

    def checked(self) -> "NewCalendar":
        _ensure_zone_and_color(self.zone, self.color)
        if not self.components or not set(self.components) <= set(KINDS):
            raise UnknownKinds(field="components")
        return replace(
            self,
            name=_clean_name(self.name),
            description=_clean_description(self.description),
            slug=checked_name(self.slug, "slug") if self.slug else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanges:
    """What is left out stays as it is; the address always does."""

    name: str | None = None
    description: str | None = None
    color: str | None = None
    zone: str | None = None
    position: int | None = None
    visibility: CalendarVisibility | None = None

    def applied_to(self, before: Calendar) -> Calendar:
        """The next version; the same one where nothing changes."""
        _ensure_zone_and_color(self.zone, self.color)
        after = replace(
            before,
            name=before.name if self.name is None else _clean_name(self.name),
            description=before.description if self.description is None else _clean_description(self.description),
            color=before.color if self.color is None else self.color,
            zone=self.zone or before.zone,
            position=before.position if self.position is None else self.position,
            visibility=self.visibility or before.visibility,
        )
        return before if after == before else replace(after, version=before.version + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    person_id: PersonId
    access: Share

    def __post_init__(self) -> None:
        object.__setattr__(self, "access", Share(self.access))


def checked_name(name: str, field: str) -> str:
    """One part of an address, as a client chose it: programs make it of the UID, whatever is in that."""
    if not 0 < len(name) <= LONGEST_SLUG or name in {".", ".."} or _NOT_IN_NAMES.search(name):
        raise BadName(field=field)
    return name


def _clean_name(name: str) -> str:
    return clean(name, "name", longest=LONGEST_NAME, is_required=True)


def _clean_description(description: str) -> str:
    return clean(description, "description", longest=LONGEST_DESCRIPTION, has_lines=True)


def _ensure_zone_and_color(zone: str | None, color: str | None) -> None:
    if zone and zone not in zone_names():
        raise UnknownZone(field="zone")
    if color and not _COLOR.fullmatch(color):
        raise BadColor(field="color")

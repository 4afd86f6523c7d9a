"""What happens to calendars and events. An event's facts count its version, a calendar's count its."""

from dataclasses import dataclass
from typing import ClassVar

from kalends.core.facts import Fact
from kalends.core.ids import CalendarId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAdded(Fact):
    name: ClassVar[str] = "calendar.added"

    called: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged(Fact):
    name: ClassVar[str] = "calendar.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRemoved(Fact):
    name: ClassVar[str] = "calendar.removed"

    called: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarShared(Fact):
    name: ClassVar[str] = "calendar.shared"

    person_id: PersonId
    access: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarUnshared(Fact):
    name: ClassVar[str] = "calendar.unshared"

    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAdded(Fact):
    name: ClassVar[str] = "event.added"

    calendar_id: CalendarId
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChanged(Fact):
    name: ClassVar[str] = "event.changed"

    calendar_id: CalendarId
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAnswered(Fact):
    """Whose calendar it is has said whether they come to what somebody else organises: to every occurrence, or to one.

    Both addresses are in it, for the event may be gone before the organiser is told.
    """

    name: ClassVar[str] = "event.answered"

    calendar_id: CalendarId
    uid: str
    organiser: str
    attendee: str
    # A recurrence id each, empty for every occurrence, and the participation.
    answers: tuple[dict[str, str], ...]
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventImported(Fact):
    """Added or changed by an import: it was agreed elsewhere, and whom it invites was told there."""

    name: ClassVar[str] = "event.imported"

    calendar_id: CalendarId
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRemoved(Fact):
    name: ClassVar[str] = "event.removed"

    calendar_id: CalendarId
    uid: str
    # Whoever organises it elsewhere is not to hear of it.
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFinished(Fact):
    name: ClassVar[str] = "import.finished"

    calendar_id: CalendarId
    added: int
    changed: int
    refused: int

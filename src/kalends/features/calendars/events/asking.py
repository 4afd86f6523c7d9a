"""Which occurrences are meant, and many changes at once."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from kalends.core.errors import Error
from kalends.core.ids import CalendarId, EventId
from kalends.features.calendars.errors import WhichIsMissing
from kalends.features.calendars.events.wanted import Wanted
from kalends.features.calendars.objects.templates import read_stamp
from kalends.features.calendars.objects.values import Moment

# Each takes some milliseconds, while others wait for the calendars.
MOST_AT_ONCE = 100


class Scope(StrEnum):
    """What of a series is meant."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """One occurrence, by its recurrence id as lists give it, or that and those that follow; else all."""

    scope: Scope = Scope.ALL
    recurrence_id: str | None = None

    def moment(self) -> Moment:
        found = None if self.recurrence_id is None else read_stamp(self.recurrence_id)
        if found is None:
            raise WhichIsMissing(field="recurrence_id")
        return found


ALL = Which()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOne:
    calendar_id: CalendarId | None
    wanted: Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToRemove:
    event_id: EventId
    which: Which = ALL
    if_match: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToChange(OneToRemove):
    wanted: Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    add: Sequence[NewOne] = ()
    change: Sequence[OneToChange] = ()
    remove: Sequence[OneToRemove] = ()

    def ids(self, change_id: UUID) -> Sequence[EventId]:
        """Those of what is added follow from that of the change, so that a repeat answers the same."""
        added = [EventId(uuid5(change_id, str(place))) for place in range(len(self.add))]
        return [*added, *(one.event_id for one in self.change), *(one.event_id for one in self.remove)]


@contextmanager
def at_place(name: str, place: int) -> Generator[None]:
    """What is refused says of which of many it is."""
    try:
        yield
    except Error as refused:
        refused.field = f"{name}.{place}.{refused.field}" if refused.field else f"{name}.{place}"
        raise

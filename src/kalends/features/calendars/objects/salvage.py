"""What can be kept of an object that isn't right: all its bytes, and as much of its times as can be read.

For what people bring from elsewhere, and for what was kept so; what a client puts must be right (`read_object`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from kalends.core.errors import Invalid
from kalends.features.calendars.objects.errors import HoldsTooMuch, LineIsBroken, ObjectIsTooLarge
from kalends.features.calendars.objects.lines import Component, read_components
from kalends.features.calendars.objects.reading import KINDS, CalendarObject, object_of

T = TypeVar("T")

_RECURRENCE = frozenset({"RRULE", "EXRULE", "RDATE", "EXDATE"})
_ENDS = frozenset({"DTEND", "DURATION", "DUE"})


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[T]):
    value: T
    # What was wrong with it, the first first; nothing where all is right.
    remarks: Sequence[Invalid]


def salvaged(content: bytes, use: Callable[[CalendarObject], T]) -> Salvaged[T]:
    """What `use` makes of the object, read as far as `use` can bear: whole, without the zones that can't be read,
    without recurrence and overrides, without an end, without times. Raises Invalid where nothing helps."""
    remarks: list[Invalid] = []
    broken: list[LineIsBroken] = []
    calendars = read_components(content, broken)
    for attempt in _attempts(calendars):
        try:
            found = use(object_of(content, attempt, may_lack_start=bool(broken or remarks)))
            return Salvaged(found, [*broken, *remarks[:1]])
        except (HoldsTooMuch, ObjectIsTooLarge):
            raise
        except Invalid as refused:
            remarks.append(refused)
    raise remarks[0]


def read_kept(content: bytes) -> CalendarObject:
    """An object that is in a calendar already, whatever is wrong with it."""
    return salvaged(content, lambda read: read).value


def _attempts(calendars: Sequence[Component]) -> Iterator[Sequence[Component]]:
    yield calendars
    # Only that there is no start; all else is right.
    yield calendars
    yield [_with(one, _without_zones(one.children)) for one in calendars]
    for without in (_RECURRENCE, _RECURRENCE | _ENDS, _RECURRENCE | _ENDS | {"DTSTART", "RECURRENCE-ID"}):
        for keeps_zones in (True, False):
            yield [_with(one, _alone(one.children, without, keeps_zones=keeps_zones)) for one in calendars]


def _alone(children: Sequence[Component], without: frozenset[str], *, keeps_zones: bool) -> list[Component]:
    """The event itself, or what comes first, without some of its properties."""
    zones = [] if not keeps_zones else [child for child in children if child.name == "VTIMEZONE"]
    components = [child for child in children if child.name in KINDS]
    first = next((one for one in components if not one.first("RECURRENCE-ID")), components[0] if components else None)
    if first is None:
        return zones
    return [*zones, replace(first, lines=[line for line in first.lines if line.name not in without])]


def _without_zones(children: Sequence[Component]) -> list[Component]:
    return [child for child in children if child.name != "VTIMEZONE"]


def _with(calendar: Component, children: list[Component]) -> Component:
    return replace(calendar, children=children)

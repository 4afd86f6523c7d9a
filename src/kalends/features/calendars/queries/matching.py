"""Whether an object matches a filter (RFC 4791, sections 9.7 and 9.9)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cached_property

from kalends.features.calendars.objects.errors import ObjectIsMalformed
from kalends.features.calendars.objects.lines import Component, Line, read_components
from kalends.features.calendars.objects.occurrences import Occurrence, as_instant, occurrences
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.calendars.objects.values import Duration, Moment, Zones, read_duration, read_moment
from kalends.features.calendars.objects.zones import zones_of
from kalends.features.calendars.queries.filters import (
    ComponentFilter,
    ParameterFilter,
    PropertyFilter,
    TimeRange,
)
from kalends.features.calendars.recurrence import TooManyOccurrences

# An alarm is looked for so long around what it belongs to; those farther away are nobody's.
FARTHEST_ALARM = timedelta(days=60)
# Of one object, to be compared with a range one by one.
MOST_COMPARED = 10_000
DAY = timedelta(days=1)


class Candidate:
    """An object that may match: read as far as the filter needs, once."""

    def __init__(
        self, content: bytes, zone: tzinfo, known: TimeRange | None = None, hits: Sequence[int] | None = None
    ) -> None:
        """`zone` is that of floating times and days; `hits` the items that the index has in the range `known`."""
        self.content = content
        self.zone = zone
        self.known = known
        self.hits = hits

    @cached_property
    def calendar(self) -> Component:
        return read_components(self.content, [])[0]

    @cached_property
    def read(self) -> CalendarObject:
        return read_kept(self.content)

    @cached_property
    def zones(self) -> Zones:
        return Zones(zones_of(self.calendar))

    def instant(self, moment: Moment) -> datetime:
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time())
        return moment.replace(tzinfo=self.zone).astimezone(UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    def is_hit(self, component: Component, hits: Sequence[int]) -> bool:
        """Items are in this order: the object itself, then its overrides."""
        of_kind = (one for one in self.calendar.children if one.name == component.name)
        items = sorted(of_kind, key=lambda one: one.first("RECURRENCE-ID") is not None)
        return any(items[hit].number == component.number for hit in hits)

    def occurrences_of(self, component: Component, span: TimeRange, margin: timedelta) -> Iterator[Occurrence]:
        """Those of this component that may touch the span, margins included."""
        try:
            found = occurrences(self.read, _earlier(span.start, margin), _later(span.end, margin), most=MOST_COMPARED)
        except TooManyOccurrences:
            # So many that some are in it: the first ones tell.
            found = occurrences(self.read, span.start, min(span.start + DAY, span.end), most=MOST_COMPARED)
        return (one for one in found if one.item.component.number == component.number)


def matches(candidate: Candidate, filter_: ComponentFilter) -> bool:
    calendar = candidate.calendar
    if filter_.name != calendar.name:
        return filter_.is_absent
    if filter_.is_absent:
        return False
    return (
        all(_has_anywhere(candidate, one, calendar) for one in filter_.properties)
        and all(_has_component(candidate, one, calendar) for one in filter_.components)
        and (filter_.span is None or _any_is_in_time(candidate, calendar, filter_.span))
    )


def _has_anywhere(candidate: Candidate, filter_: PropertyFilter, calendar: Component) -> bool:
    """Some clients leave out the kind of component that they mean; then a property of any is meant."""
    places = [calendar, *(child for child in calendar.children if child.name != "VTIMEZONE")]
    test = all if filter_.is_absent else any
    return test(_has_property(candidate, filter_, place) for place in places)


def _any_is_in_time(candidate: Candidate, calendar: Component, span: TimeRange) -> bool:
    return any(_is_in_time(candidate, child, calendar, span) for child in calendar.children)


def _admits(candidate: Candidate, filter_: ComponentFilter, component: Component, parent: Component | None) -> bool:
    return (
        all(_has_property(candidate, one, component) for one in filter_.properties)
        and all(_has_component(candidate, one, component) for one in filter_.components)
        and (filter_.span is None or _is_in_time(candidate, component, parent, filter_.span))
    )


def _has_component(candidate: Candidate, filter_: ComponentFilter, parent: Component) -> bool:
    found = (child for child in parent.children if child.name == filter_.name)
    if filter_.is_absent:
        return next(found, None) is None
    return any(_admits(candidate, filter_, child, parent) for child in found)


def _has_property(candidate: Candidate, filter_: PropertyFilter, component: Component) -> bool:
    found = component.all(filter_.name)
    if filter_.is_absent:
        return next(found, None) is None
    return any(_is_such_property(candidate, filter_, line) for line in found)


def _is_such_property(candidate: Candidate, filter_: PropertyFilter, line: Line) -> bool:
    if filter_.span is not None and not _is_value_in_time(candidate, line, filter_.span):
        return False
    if filter_.text is not None and not filter_.text.admits(line.text):
        return False
    return all(_has_parameter(one, line) for one in filter_.parameters)


def _has_parameter(filter_: ParameterFilter, line: Line) -> bool:
    value = line.parameters.get(filter_.name)
    if value is None or filter_.is_absent:
        return value is None and filter_.is_absent
    return filter_.text is None or filter_.text.admits(value)


def _is_value_in_time(candidate: Candidate, line: Line, span: TimeRange) -> bool:
    try:
        moment = read_moment(line, candidate.zones)
    except ObjectIsMalformed:
        return False
    start = candidate.instant(moment)
    end = start if isinstance(moment, datetime) else candidate.instant(moment + DAY)
    return start < span.end and (end > span.start or start >= span.start)


def _is_in_time(candidate: Candidate, component: Component, parent: Component | None, span: TimeRange) -> bool:
    """Section 9.9 has a rule for each kind."""
    if component.name == "VALARM":
        return parent is not None and _rings(candidate, component, parent, span)
    test = _TESTS.get(component.name)
    return test is not None and test(candidate, component, span)


def _event_is_in(candidate: Candidate, component: Component, span: TimeRange) -> bool:
    if candidate.hits is not None and span == candidate.known:
        return candidate.is_hit(component, candidate.hits)
    for one in candidate.occurrences_of(component, span, DAY):
        start, end = candidate.instant(one.start), candidate.instant(one.end)
        if start < span.end and (end > span.start or start == end >= span.start):
            return True
    return False


def _todo_is_in(candidate: Candidate, component: Component, span: TimeRange) -> bool:
    start, due, length = (component.first(name) for name in ("DTSTART", "DUE", "DURATION"))
    if start is None and due is None:
        return _todo_was_worked_on(candidate, component, span)
    for one in candidate.occurrences_of(component, span, DAY):
        begin, end = candidate.instant(one.start), candidate.instant(one.end)
        if start is not None and due is not None:
            is_in = (span.start < end or span.start <= begin) and (span.end > begin or span.end >= end)
        elif start is not None and length is not None:
            is_in = span.start <= end and (span.end > begin or span.end >= end)
        elif start is not None:
            is_in = span.start <= begin < span.end
        else:
            is_in = span.start < end <= span.end
        if is_in:
            return True
    return False


def _todo_was_worked_on(candidate: Candidate, component: Component, span: TimeRange) -> bool:
    created, completed = (_instant_of(candidate, component, name) for name in ("CREATED", "COMPLETED"))
    if created is not None and completed is not None:
        return (span.start <= created or span.start <= completed) and (span.end >= created or span.end >= completed)
    if completed is not None:
        return span.start <= completed <= span.end
    return created is None or span.end > created


def _entry_is_in(candidate: Candidate, component: Component, span: TimeRange) -> bool:
    for one in candidate.occurrences_of(component, span, DAY):
        start = candidate.instant(one.start)
        end = start if isinstance(one.start, datetime) else candidate.instant(one.start + DAY)
        if start < span.end and (end > span.start or start == end >= span.start):
            return True
    return False


def _busy_time_is_in(candidate: Candidate, component: Component, span: TimeRange) -> bool:
    start, end = (_instant_of(candidate, component, name) for name in ("DTSTART", "DTEND"))
    if start is not None and end is not None:
        return span.start <= end and span.end > start
    return any(begin < span.end and until > span.start for begin, until, _ in busy_periods(component))


def busy_periods(component: Component) -> Iterator[tuple[datetime, datetime, str]]:
    """Of a VFREEBUSY: each period with its FBTYPE."""
    for line in component.all("FREEBUSY"):
        kind = line.parameters.get("FBTYPE", "BUSY").upper()
        for value in line.value.split(","):
            begin, _, until = value.partition("/")
            start = as_instant(read_moment(line, Zones({}), begin))
            if until.strip().upper().lstrip("+").startswith("P"):
                yield start, as_instant(read_duration(line, until).after(start)), kind
            else:
                yield start, as_instant(read_moment(line, Zones({}), until)), kind


def _rings(candidate: Candidate, alarm: Component, parent: Component, span: TimeRange) -> bool:
    trigger = alarm.first("TRIGGER")
    if trigger is None:
        return False
    repeats = _repeats(alarm)
    if trigger.parameters.get("VALUE", "").upper() == "DATE-TIME":
        return _any_in(candidate.instant(read_moment(trigger, candidate.zones)), repeats, span)
    sign, length = _signed(trigger)
    is_at_end = trigger.parameters.get("RELATED", "").upper() == "END"
    for one in candidate.occurrences_of(parent, span, FARTHEST_ALARM):
        anchor = candidate.instant(one.end if is_at_end else one.start)
        at = anchor + sign * (length.time + timedelta(days=length.days))
        if _any_in(at, repeats, span):
            return True
    return False


def _any_in(first: datetime, repeats: Sequence[timedelta], span: TimeRange) -> bool:
    return any(span.start <= first + later < span.end for later in repeats)


def _repeats(alarm: Component) -> Sequence[timedelta]:
    repeat, every = alarm.first("REPEAT"), alarm.first("DURATION")
    if repeat is None or every is None or not repeat.value.strip().isdigit():
        return [timedelta()]
    length = read_duration(every)
    step = length.time + timedelta(days=length.days)
    return [step * many for many in range(min(int(repeat.value), 1000) + 1)]


def _signed(trigger: Line) -> tuple[int, Duration]:
    value = trigger.value.strip()
    return (-1 if value.startswith("-") else 1), read_duration(trigger, value.lstrip("+-"))


def _instant_of(candidate: Candidate, component: Component, name: str) -> datetime | None:
    line = component.first(name)
    return None if line is None else candidate.instant(read_moment(line, candidate.zones))


def _earlier(moment: datetime, by: timedelta) -> datetime:
    return moment - by if moment.year > 1 else moment


def _later(moment: datetime, by: timedelta) -> datetime:
    return moment + by if moment.year < 9999 else moment


_TESTS: dict[str, Callable[[Candidate, Component, TimeRange], bool]] = {
    "VEVENT": _event_is_in,
    "VTODO": _todo_is_in,
    "VJOURNAL": _entry_is_in,
    "VFREEBUSY": _busy_time_is_in,
}

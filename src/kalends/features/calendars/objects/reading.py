"""What we ask about of an object, read from its components: when, how it recurs, what it says, whether one is busy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from kalends.core.errors import Invalid
from kalends.features.calendars.objects.errors import ObjectDoesNotFit, ObjectIsMalformed, at_line
from kalends.features.calendars.objects.limits import ensure_within
from kalends.features.calendars.objects.lines import Component, Line, read_components
from kalends.features.calendars.objects.values import (
    Duration,
    Moment,
    Zones,
    of_kind,
    read_duration,
    read_moment,
    read_moments,
)
from kalends.features.calendars.objects.zones import zones_of
from kalends.features.calendars.recurrence import Rule, read_rule

KINDS = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")
# A year of a daily meeting, each day moved, for ten years.
MOST_COMPONENTS = 4_000
MOST_UID = 500
# RFC 5545 says that there should be one; each takes its time.
MOST_RULES = 8
# Shown in lists; the object keeps all of it.
MOST_SUMMARY = 500

# Beyond these, sums of times leave what a computer's calendar holds; people's birthdays without a year are in 1604.
FIRST_YEAR, LAST_YEAR = 1000, 9000
LONGEST = timedelta(days=36_600)

ONE_DAY = Duration(1, timedelta())
NO_TIME = Duration(0, timedelta())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One component: the event itself, or an override of one of its occurrences."""

    number: int
    start: Moment | None
    # As long as it lasts; an end that was given is kept as the time to it.
    lasts: Duration
    recurrence_id: Moment | None
    # RFC 5545, section 3.2.13: the override is of this occurrence and all after it.
    is_for_future: bool
    rules: Sequence[Rule]
    excluded_rules: Sequence[Rule]
    dates: Sequence[tuple[Moment, Moment | Duration | None]]
    excluded_dates: Sequence[Moment]
    summary: str
    place: str
    # An occurrence that is cancelled, or does not take up time, keeps nobody busy.
    is_busy: bool
    is_tentative: bool
    component: Component

    @property
    def is_recurring(self) -> bool:
        # Without a start, such as some to-dos have, there is nothing that a rule could repeat.
        return self.start is not None and bool(self.rules or self.dates)

    @property
    def is_all_day(self) -> bool:
        return self.start is not None and not isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarObject:
    """Components with one UID: what one address holds (RFC 4791, section 4.1)."""

    content: bytes
    calendar: Component
    zones: Zones
    kind: str
    uid: str
    # None where only overrides are known: an invitation to single occurrences.
    master: Item | None
    overrides: Sequence[Item]

    @property
    def items(self) -> Sequence[Item]:
        return (self.master, *self.overrides) if self.master else self.overrides


def read_object(content: bytes) -> CalendarObject:
    """Raises ObjectIsMalformed, ObjectDoesNotFit, ObjectIsTooLarge, ZoneIsUnknown, RuleIsMalformed."""
    return object_of(content, read_components(content))


def object_of(content: bytes, calendars: Sequence[Component], *, may_lack_start: bool = False) -> CalendarObject:
    """From its components as they were read; without a start an event is in no list by time."""
    if len(calendars) != 1 or calendars[0].name != "VCALENDAR":
        raise ObjectDoesNotFit("An object is one VCALENDAR.", field="BEGIN")
    calendar = calendars[0]
    if calendar.first("METHOD"):
        raise ObjectDoesNotFit("An object in a calendar has no METHOD (RFC 4791, section 4.1).", field="METHOD")
    components = [child for child in calendar.children if child.name in KINDS]
    kinds = {component.name for component in components}
    if len(kinds) != 1:
        raise ObjectDoesNotFit(
            "An object holds events, or to-dos, or journal entries, and at least one.", field="BEGIN"
        )
    if len(components) > MOST_COMPONENTS:
        raise ObjectDoesNotFit(f"An object has at most {MOST_COMPONENTS} overrides.", field="RECURRENCE-ID")
    uid = _uid(components)
    zones = Zones(zones_of(calendar))
    kind = kinds.pop()
    items = [_item(component, zones, may_lack_start=may_lack_start) for component in components]
    masters = [item for item in items if item.recurrence_id is None]
    if len(masters) > 1:
        raise ObjectIsMalformed("This has the same UID as another.", line=masters[1].number, field="UID")
    master = masters[0] if masters else None
    overrides = [_placed(item, master) for item in items if item.recurrence_id is not None]
    return CalendarObject(
        content=content,
        calendar=calendar,
        zones=zones,
        kind=kind,
        uid=uid,
        master=master,
        overrides=_ensured_different(overrides),
    )


def _placed(override: Item, master: Item | None) -> Item:
    """An override of a day, in a series of times, is of that day's occurrence."""
    if master is None or master.start is None or override.recurrence_id is None:
        return override
    return replace(override, recurrence_id=of_kind(master.start, override.recurrence_id))


def _ensured_different(overrides: Sequence[Item]) -> Sequence[Item]:
    seen: set[Moment | None] = set()
    for item in overrides:
        # In UTC: Python holds times in different zones to be unequal where clocks change.
        which = item.recurrence_id
        which = which.astimezone(UTC) if isinstance(which, datetime) and which.tzinfo else which
        if which in seen:
            raise ObjectIsMalformed("This occurrence has an override already.", line=item.number, field="RECURRENCE-ID")
        seen.add(which)
    return overrides


def _uid(components: Sequence[Component]) -> str:
    uids: set[str] = set()
    for component in components:
        ensure_within(component)
        nested = next((child for child in component.children if child.name in KINDS), None)
        if nested:
            raise ObjectIsMalformed(f"A {nested.name} can't stand in another.", line=nested.number, field="BEGIN")
        line = component.first("UID")
        if line is None or not line.text.strip():
            raise ObjectIsMalformed(f"This {component.name} has no UID.", line=component.number, field="UID")
        if len(line.text) > MOST_UID:
            raise ObjectIsMalformed(f"A UID has at most {MOST_UID} characters.", line=line.number, field="UID")
        uids.add(line.text.strip())
    if len(uids) > 1:
        raise ObjectDoesNotFit("All components of an object have one UID (RFC 4791, section 4.1).", field="UID")
    return uids.pop()


def _item(component: Component, zones: Zones, *, may_lack_start: bool) -> Item:
    start = _moment(component, "DTSTART", zones)
    due = component.first("DUE") if component.name == "VTODO" else None
    if start is None and component.name == "VEVENT" and not may_lack_start:
        raise ObjectIsMalformed("An event has a DTSTART.", line=component.number, field="DTSTART")
    lasts = _lasts(component, start, due or component.first("DTEND"), zones)
    if start is None and due:
        start = read_moment(due, zones)
    own, status = component.first("RECURRENCE-ID"), _text(component, "STATUS").upper()
    rules = [line for line in component.lines if line.name in ("RRULE", "EXRULE")]
    if len(rules) > MOST_RULES:
        message = f"A component has at most {MOST_RULES} rules."
        raise ObjectIsMalformed(message, line=rules[MOST_RULES].number, field="RRULE")
    _ensure_in_time(component, start, lasts)
    return Item(
        number=component.number,
        start=start,
        lasts=lasts,
        recurrence_id=read_moment(own, zones) if own else None,
        is_for_future=own is not None and own.parameters.get("RANGE", "").upper() == "THISANDFUTURE",
        rules=[_rule(line) for line in component.all("RRULE")],
        excluded_rules=[_rule(line) for line in component.all("EXRULE")],
        dates=[one for line in component.all("RDATE") for one in read_moments(line, zones)],
        excluded_dates=[one for line in component.all("EXDATE") for one, _ in read_moments(line, zones)],
        summary=_text(component, "SUMMARY")[:MOST_SUMMARY],
        place=_text(component, "LOCATION")[:MOST_SUMMARY],
        is_busy=component.name == "VEVENT"
        and status != "CANCELLED"
        and _text(component, "TRANSP").upper() != "TRANSPARENT",
        is_tentative=status == "TENTATIVE",
        component=component,
    )


def _ensure_in_time(component: Component, start: Moment | None, lasts: Duration) -> None:
    if start is not None and not FIRST_YEAR <= start.year <= LAST_YEAR:
        message = f"Use a year from {FIRST_YEAR} to {LAST_YEAR}."
        raise ObjectIsMalformed(message, line=component.number, field="DTSTART")
    if lasts.time + timedelta(days=lasts.days) > LONGEST:
        raise ObjectIsMalformed("This lasts longer than a hundred years.", line=component.number, field="DTEND")


def _lasts(component: Component, start: Moment | None, end: Line | None, zones: Zones) -> Duration:
    """RFC 5545, section 3.6.1: without an end, a day lasts that day, and a time no time."""
    given = component.first("DURATION")
    if start is None:
        return NO_TIME
    if end is not None:
        lasts = _between(start, read_moment(end, zones), end)
        if lasts.days < 0 or lasts.time < timedelta():
            raise ObjectIsMalformed("The end comes before the start.", line=end.number, field=end.name)
        # Many write the day itself for its end.
        return ONE_DAY if not isinstance(start, datetime) and not lasts.days else lasts
    if given is not None:
        return read_duration(given)
    return NO_TIME if isinstance(start, datetime) or component.name != "VEVENT" else ONE_DAY


def _between(start: Moment, until: Moment, line: Line) -> Duration:
    if isinstance(start, datetime) and isinstance(until, datetime):
        if start.tzinfo is None and until.tzinfo is None:
            return Duration(0, until - start)
        if start.tzinfo is not None and until.tzinfo is not None:
            # In UTC, since Python subtracts wall times where both have the same zone.
            return Duration(0, until.astimezone(UTC) - start.astimezone(UTC))
    if not isinstance(start, datetime) and not isinstance(until, datetime):
        return Duration((until - start).days, timedelta())
    raise ObjectIsMalformed("Start and end are of different kinds of time.", line=line.number, field=line.name)


def _rule(line: Line) -> Rule:
    try:
        return read_rule(line.value)
    except Invalid as refused:
        raise at_line(line.number, refused) from refused


def _moment(component: Component, name: str, zones: Zones) -> Moment | None:
    line = component.first(name)
    return read_moment(line, zones) if line else None


def _text(component: Component, name: str) -> str:
    line = component.first(name)
    return line.text.strip() if line else ""

"""What changes of an event, as lines of its component; and new objects, which are changes of an empty one."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, time

from kalends.features.calendars.objects.attendees import (
    Attendee,
    Participation,
    attendee_lines,
    attendees_of,
    key_of,
    organiser_line,
    organiser_of,
)
from kalends.features.calendars.objects.details import (
    EventChanges,
    EventDetails,
    Recurrence,
    details_of,
    end_of,
    text_of,
)
from kalends.features.calendars.objects.errors import EndDoesNotFit
from kalends.features.calendars.objects.lines import Component
from kalends.features.calendars.objects.reading import CalendarObject, Item, read_object
from kalends.features.calendars.objects.revision import Revision
from kalends.features.calendars.objects.values import Duration, Moment, read_moment
from kalends.features.calendars.objects.walls import as_kind, is_same_kind
from kalends.features.calendars.objects.writing import duration_text, escaped, instant_line, text_line
from kalends.features.calendars.recurrence import Rule, read_rule, write_rule

PRODUCT = "-//Kalends//Kalends//EN"

_TEXTS = {"summary": "SUMMARY", "description": "DESCRIPTION", "place": "LOCATION"}

Lines = dict[str, Sequence[str]]


def new_object(uid: str, details: EventDetails, now: datetime) -> bytes:
    """The object of an event that was not there before. Raises EndDoesNotFit, AlarmCannotBeMade."""
    empty = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "BEGIN:VEVENT",
        f"UID:{escaped(uid)}",
        instant_line("DTSTAMP", now),
        instant_line("CREATED", now),
        "DTSTART:20000101T000000Z",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    read = read_object("\r\n".join(empty).encode())
    assert read.master is not None
    revision = Revision(read, now)
    changes = EventChanges(**{one.name: getattr(details, one.name) for one in fields(EventChanges)})
    revision.fill(read.master.component, lines_of(revision, read, read.master, changes), details.alarms)
    return revision.content()


def lines_of(revision: Revision, read: CalendarObject, item: Item, changes: EventChanges) -> Lines:
    """The properties that change, and their lines from then on; alarms are components of their own."""
    component = item.component
    lines = _texts(component, changes) | _words(item, changes)
    lines |= times(revision, read, item, changes.start, changes.end)
    if changes.recurrence is not None:
        lines |= recurrence(revision, item, changes.start or item.start, changes.recurrence)
    if changes.organiser is not None:
        lines["ORGANIZER"] = [organiser_line(component, changes.organiser)]
    if changes.attendees is not None:
        lines["ATTENDEE"] = attendee_lines(component, changes.attendees)
        if not changes.attendees and changes.organiser is None:
            lines["ORGANIZER"] = []
    return lines


def times(
    revision: Revision, read: CalendarObject, item: Item, start: Moment | None, end: Moment | Duration | None
) -> Lines:
    """What only moves lasts as long as before."""
    lines: Lines = {} if start is None else {"DTSTART": [revision.moment("DTSTART", start)]}
    begin = start if start is not None else item.start
    assert begin is not None
    if isinstance(end, Duration):
        if end.time and not isinstance(begin, datetime):
            raise EndDoesNotFit("What begins on a day lasts whole days.", field="duration")
        return {**lines, "DURATION": [f"DURATION:{duration_text(end)}"], "DTEND": []}
    if end is not None:
        if not is_same_kind(begin, end):
            raise EndDoesNotFit(field="end")
        if _key(end) < _key(begin):
            raise EndDoesNotFit("The end comes before the start.", field="end")
        return {**lines, "DTEND": [revision.moment("DTEND", end)], "DURATION": []}
    if start is None or item.start is None:
        return lines
    given = item.component.first("DTEND")
    if isinstance(start, datetime) != isinstance(item.start, datetime):
        return {**lines, "DTEND": [], "DURATION": []}
    if given is None:
        return lines
    former = read_moment(given, read.zones)
    # A flight ends on the clock of where it lands.
    has_own_zone = isinstance(former, datetime) and former.tzinfo != getattr(item.start, "tzinfo", None)
    return {**lines, "DTEND": [revision.moment("DTEND", end_of(item, start, former if has_own_zone else None))]}


def recurrence(revision: Revision, item: Item, start: Moment | None, wanted: Recurrence) -> Lines:
    assert start is not None
    component = item.component
    rules = {read_rule(line.value): line.unfolded for line in component.all("RRULE")}
    fitting = [fitted(rule, start) for rule in wanted.rules]
    lines: Lines = {"RRULE": [rules.get(rule) or f"RRULE:{write_rule(rule)}" for rule in fitting]}
    if {_key(one) for one in wanted.dates} != {_key(one) for one, _ in item.dates}:
        lines["RDATE"] = [revision.moment("RDATE", as_kind(one, start)) for one in wanted.dates]
    if {_key(one) for one in wanted.excluded_dates} != {_key(one) for one in item.excluded_dates}:
        lines["EXDATE"] = [revision.moment("EXDATE", as_kind(one, start)) for one in wanted.excluded_dates]
    return lines


def fitted(rule: Rule, start: Moment) -> Rule:
    """RFC 5545, section 3.3.10: UNTIL is a day where the start is one, floating where it is, else in UTC."""
    until = rule.until
    if until is None or is_same_kind(until, start):
        return rule
    if not isinstance(until, datetime) and isinstance(start, datetime):
        # The last day is meant with all of its hours.
        until = datetime.combine(until, time(23, 59, 59), tzinfo=start.tzinfo)
    until = as_kind(until, start)
    return replace(rule, until=until.astimezone(UTC) if isinstance(until, datetime) and until.tzinfo else until)


def asked_again(component: Component) -> Lines:
    """RFC 5546, section 3.2.2.1: those invited to another time say anew whether they come."""
    organiser = organiser_of(component)
    if organiser is None:
        return {}
    return {"ATTENDEE": attendee_lines(component, [_asked(one, organiser.address) for one in attendees_of(component)])}


def _asked(attendee: Attendee, organiser: str) -> Attendee:
    if key_of(attendee.address) == key_of(organiser) or attendee.participation is Participation.DELEGATED:
        return attendee
    return replace(attendee, participation=Participation.NEEDS_ACTION, is_asked=True)


def _texts(component: Component, changes: EventChanges) -> Lines:
    lines: Lines = {}
    for field, name in _TEXTS.items():
        text = getattr(changes, field)
        if text is not None and text != text_of(component, name):
            lines[name] = [text_line(name, text, component.first(name))] if text else []
    if changes.url is not None and changes.url != text_of(component, "URL"):
        lines["URL"] = [f"URL:{changes.url}"] if changes.url else []
    return lines


def _words(item: Item, changes: EventChanges) -> Lines:
    """What is already so is not written."""
    before = details_of(item)
    lines: Lines = {}
    if changes.status not in (None, before.status):
        lines["STATUS"] = [f"STATUS:{changes.status.upper()}"]
    if changes.is_transparent not in (None, before.is_transparent):
        lines["TRANSP"] = ["TRANSP:TRANSPARENT" if changes.is_transparent else "TRANSP:OPAQUE"]
    if changes.privacy not in (None, before.privacy):
        lines["CLASS"] = [f"CLASS:{changes.privacy.upper()}"]
    if changes.categories is not None and list(changes.categories) != list(before.categories):
        lines["CATEGORIES"] = [f"CATEGORIES:{','.join(map(escaped, changes.categories))}"] if changes.categories else []
    return lines


def _key(moment: Moment) -> tuple[bool, datetime]:
    """Equal for the same moment in any zone; a day or a floating time is another than an instant."""
    if not isinstance(moment, datetime):
        return False, datetime.combine(moment, time(), tzinfo=UTC)
    if moment.tzinfo is None:
        return False, moment.replace(tzinfo=UTC)
    return True, moment.astimezone(UTC)


def keys(moments: Iterable[Moment]) -> set[tuple[bool, datetime]]:
    return {_key(one) for one in moments}

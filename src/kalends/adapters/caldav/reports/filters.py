"""A filter of a calendar-query, from XML (RFC 4791, sections 7.8 and 9.7)."""

from kalends.adapters.caldav.names import CALDAV
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.reports.calendar_data import read_range
from kalends.features.calendars.queries.filters import (
    ComponentFilter,
    ParameterFilter,
    PropertyFilter,
    TextMatch,
    TimeRange,
    collation_named,
)

# Section 9.9 says what a time range means for these; of the whole object, some clients mean any of its components.
TIMED = frozenset({"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VALARM"})


def read_filter(element: Element) -> ComponentFilter:
    tests = element.children
    if len(tests) != 1 or tests[0].name != f"{CALDAV}comp-filter" or _name(tests[0]) != "VCALENDAR":
        raise NotSo(f"{CALDAV}valid-filter", "A filter begins with the comp-filter VCALENDAR.")
    return _component(tests[0])


def _component(element: Element) -> ComponentFilter:
    known = {f"{CALDAV}{name}" for name in ("comp-filter", "prop-filter", "time-range", "is-not-defined")}
    _ensure_known(element, known)
    name = _name(element)
    span = _range(element)
    if span is not None and name not in TIMED:
        raise NotSo(f"{CALDAV}valid-filter", f"A {name} has no time.")
    return ComponentFilter(
        name=name,
        is_absent=_is_absent(element),
        span=span,
        properties=[_property(one) for one in element.all(f"{CALDAV}prop-filter")],
        components=[_component(one) for one in element.all(f"{CALDAV}comp-filter")],
    )


def _property(element: Element) -> PropertyFilter:
    known = {f"{CALDAV}{name}" for name in ("time-range", "text-match", "param-filter", "is-not-defined")}
    _ensure_known(element, known)
    return PropertyFilter(
        name=_name(element),
        is_absent=_is_absent(element),
        span=_range(element),
        text=_text(element),
        parameters=[_parameter(one) for one in element.all(f"{CALDAV}param-filter")],
    )


def _parameter(element: Element) -> ParameterFilter:
    _ensure_known(element, {f"{CALDAV}text-match", f"{CALDAV}is-not-defined"})
    return ParameterFilter(name=_name(element), is_absent=_is_absent(element), text=_text(element))


def _name(element: Element) -> str:
    name = element.attributes.get("name", "").strip().upper()
    if not name:
        raise NotSo(f"{CALDAV}valid-filter", "A filter has a name.")
    return name


def _is_absent(element: Element) -> bool:
    absent = element.first(f"{CALDAV}is-not-defined") is not None
    if absent and len(element.children) > 1:
        raise NotSo(f"{CALDAV}valid-filter", "What is not defined has nothing else to be asked about.")
    return absent


def _range(element: Element) -> TimeRange | None:
    range_ = element.first(f"{CALDAV}time-range")
    return None if range_ is None else read_range(range_)


def _text(element: Element) -> TextMatch | None:
    match = element.first(f"{CALDAV}text-match")
    if match is None:
        return None
    return TextMatch(
        match.text,
        collation_named(match.attributes.get("collation", "i;ascii-casemap")),
        match.attributes.get("negate-condition", "no").lower() == "yes",
    )


def _ensure_known(element: Element, known: set[str]) -> None:
    for one in element.children:
        if one.name not in known:
            raise NotSo(f"{CALDAV}supported-filter", f"A filter with {one.name.rpartition('}')[2]} is not known here.")

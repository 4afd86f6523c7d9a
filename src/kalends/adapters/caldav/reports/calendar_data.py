"""What of each object a report wants (RFC 4791, section 9.6), and the response with it."""

from datetime import UTC, datetime

from kalends.adapters.caldav.multistatus import Asked, Live, Responder
from kalends.adapters.caldav.names import CALDAV
from kalends.adapters.caldav.properties import UNASKED, of_objects
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import escape
from kalends.adapters.http.kinds import BadRequest
from kalends.features.calendars.queries.filters import TimeRange
from kalends.features.calendars.queries.retrieval import Part, Wanted
from kalends.features.calendars.queries.service import Found
from kalends.features.calendars.service import Seen

CALENDAR_DATA = f"{CALDAV}calendar-data"
SPANS = {"expand": "expand", "limit-recurrence-set": "limit_recurrence", "limit-freebusy-set": "limit_busy"}


def responder(visit: Visit, seen: Seen, asked: Asked) -> Responder[Found]:
    """Knows calendar-data besides what PROPFIND knows."""
    live: Live[Found] = {**of_objects(visit, seen), CALENDAR_DATA: _content}
    return Responder(asked, live, UNASKED)


def _content(found: Found) -> str | None:
    return None if found.content is None else escape(found.content.decode())


def read_wanted(asking: Element | None) -> Wanted | None:
    """Of the element that has the properties; None where no calendar-data is asked for."""
    data = asking.first(CALENDAR_DATA) if asking is not None else None
    if data is None:
        return None
    if data.attributes.get("content-type", "text/calendar").lower() != "text/calendar" or data.attributes.get(
        "version", "2.0"
    ) not in ("2.0",):
        raise NotSo(f"{CALDAV}supported-calendar-data", "Calendar data is text/calendar, version 2.0.")
    comp = data.first(f"{CALDAV}comp")
    spans = {
        name: read_range(one, is_whole=True)
        for tag, name in SPANS.items()
        if (one := data.first(f"{CALDAV}{tag}")) is not None
    }
    return Wanted(part=None if comp is None else _part(comp), **spans)


def read_range(element: Element, *, is_whole: bool = False) -> TimeRange:
    """Start and end, in UTC; `is_whole` wants both."""
    given = {name: _instant(element.attributes[name]) for name in ("start", "end") if name in element.attributes}
    if not given or (is_whole and len(given) < 2):
        raise BadRequest("A time range has a start and an end, such as 20260114T190000Z.", field="time-range")
    return TimeRange(**given)


def _instant(text: str) -> datetime:
    try:
        return datetime.strptime(text.strip(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError as wrong:
        raise NotSo(f"{CALDAV}valid-filter", "A time range is in UTC, such as 20260114T190000Z.") from wrong


def _part(comp: Element) -> Part:
    properties: dict[str, bool] | None = None
    if comp.first(f"{CALDAV}allprop") is None:
        properties = {
            one.attributes.get("name", "").upper(): one.attributes.get("novalue", "no").lower() != "yes"
            for one in comp.all(f"{CALDAV}prop")
        }
    components = None
    if comp.first(f"{CALDAV}allcomp") is None:
        components = [_part(one) for one in comp.all(f"{CALDAV}comp")]
    return Part(name=comp.attributes.get("name", "").upper(), properties=properties, components=components)

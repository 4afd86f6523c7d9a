"""calendar-query (RFC 4791, section 7.8): the objects that match a filter."""

from collections.abc import AsyncGenerator
from datetime import tzinfo
from zoneinfo import ZoneInfo

from starlette.responses import Response

from kalends.adapters.caldav.multistatus import all_of, multistatus
from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.places import Kind, quoted
from kalends.adapters.caldav.propfind import asked_in, dead_of
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.reports.calendar_data import read_wanted, responder
from kalends.adapters.caldav.reports.filters import read_filter
from kalends.adapters.caldav.timezones import read_timezone
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.kinds import BadRequest
from kalends.core.errors import Invalid
from kalends.core.time import UnknownZone
from kalends.core.time import zone as known_zone
from kalends.features.calendars.objects.lines import read_components
from kalends.features.calendars.objects.zones import zones_of
from kalends.features.calendars.recurrence import RecurrenceAsksTooMuch


async def calendar_query(visit: Visit, body: Element) -> Response:
    """A missing Depth counts as 1, as all clients mean it, though RFC 3253 would have it 0."""
    filter_element = body.first(f"{CALDAV}filter")
    if filter_element is None:
        raise BadRequest("A calendar-query has a filter.", field="filter")
    filter_ = read_filter(filter_element)
    asked = asked_in(body, is_brief=visit.wants_less)
    wanted = read_wanted(body.first(f"{DAV}prop"))
    zone = _zone(body)
    if visit.place.kind not in (Kind.CALENDAR, Kind.OBJECT):
        # Depth 1 of a home are calendars, in which this finds nothing; who means all asks each.
        return await multistatus(all_of([]))
    try:
        search = await visit.services.queries.search(visit.actor, visit.which, filter_, wanted, zone)
    except RecurrenceAsksTooMuch as much:
        raise NotSo(f"{DAV}number-of-matches-within-limits", str(much)) from much
    if visit.place.kind is Kind.CALENDAR and visit.depth(default="1") == "0":
        return await multistatus(all_of([]))
    responding = responder(visit, search.seen, asked)
    base = visit.place.calendar.href

    async def responses() -> AsyncGenerator[str]:
        dead = await dead_of(visit, responding)
        async for batch in search.batches:
            for one in batch:
                name = one.entry.name
                if visit.place.kind is Kind.CALENDAR or name == visit.place.name:
                    yield responding.response(base + quoted(name), one, dead.get(name))

    return await multistatus(responses())


def _zone(body: Element) -> tzinfo | None:
    """By name (RFC 7809, section 5.2), or as VTIMEZONE."""
    if (by_name := body.first(f"{CALDAV}timezone-id")) is not None:
        try:
            return known_zone(by_name.text.strip())
        except UnknownZone as unknown:
            raise NotSo(f"{CALDAV}valid-timezone", str(unknown)) from unknown
    given = body.first(f"{CALDAV}timezone")
    if given is None:
        return None
    try:
        name = read_timezone(given.text)
        if name is not None:
            return ZoneInfo(name)
        return next(iter(zones_of(read_components(given.text.encode())[0]).values()))
    except Invalid as wrong:
        raise NotSo(f"{CALDAV}valid-calendar-data", str(wrong)) from wrong

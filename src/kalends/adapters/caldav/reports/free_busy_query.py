"""free-busy-query (RFC 4791, section 7.10): when one is busy, and nothing of why."""

from starlette.responses import Response

from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.places import Kind
from kalends.adapters.caldav.properties import MEDIA_TYPE
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.reports.calendar_data import read_range
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.kinds import BadRequest
from kalends.core.time import Interval
from kalends.features.calendars.recurrence import RecurrenceAsksTooMuch, TooManyOccurrences


async def free_busy_query(visit: Visit, body: Element) -> Response:
    if visit.place.kind is not Kind.CALENDAR:
        raise NotSo(f"{DAV}supported-report", "Busy times are told of calendars.")
    range_ = body.first(f"{CALDAV}time-range")
    if range_ is None:
        raise BadRequest("A free-busy-query has a time range.", field="time-range")
    asked = read_range(range_, is_whole=True)
    try:
        told = await visit.services.queries.free_busy(visit.actor, visit.which, Interval(asked.start, asked.end))
    except (RecurrenceAsksTooMuch, TooManyOccurrences) as much:
        raise NotSo(f"{DAV}number-of-matches-within-limits", str(much)) from much
    return Response(told, media_type=f"{MEDIA_TYPE}; component=vfreebusy")

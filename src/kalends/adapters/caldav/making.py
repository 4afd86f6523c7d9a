"""MKCALENDAR (RFC 4791, section 5.3.1) and extended MKCOL (RFC 5689), which make the same."""

from starlette.responses import Response

from kalends.adapters.caldav.changes import Instructions, read_instructions
from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.places import Kind
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import MEDIA_TYPE, document
from kalends.adapters.http.kinds import BadRequest, MethodNotAllowed, NotThatType
from kalends.core.errors import Conflict, Error, Invalid, NotFound
from kalends.features.calendars.domain import InHome
from kalends.features.calendars.errors import BadName, NoSuchCalendar


class NothingToMakeItIn(Conflict):
    """Calendars are made in a calendar home, and nothing is made in a calendar."""


async def mkcalendar(visit: Visit) -> Response:
    body = await visit.xml()
    if body is not None and body.name != f"{CALDAV}mkcalendar":
        raise BadRequest("The body of a MKCALENDAR is a CALDAV:mkcalendar.")
    if visit.place.kind not in (Kind.CALENDAR, Kind.OBJECT):
        raise NotSo(f"{DAV}resource-must-be-null", "There is something at this address already.")
    return await _make(visit, read_instructions(body, at_creation=True), f"{CALDAV}mkcalendar-response")


async def mkcol(visit: Visit) -> Response:
    if visit.place.kind not in (Kind.CALENDAR, Kind.OBJECT):
        raise MethodNotAllowed("OPTIONS, PROPFIND, REPORT")
    body = await visit.xml() if _is_xml(visit) else None
    if body is not None and body.name != f"{DAV}mkcol":
        raise NotThatType("The body of a MKCOL is a DAV:mkcol.")
    instructions = read_instructions(body, at_creation=True)
    if f"{DAV}resourcetype" not in instructions.names:
        # RFC 4918, section 9.3, asks for this status where there is something.
        await _ensure_nothing_there(visit)
        raise NotSo(f"{DAV}valid-resourcetype", "Here only calendars can be made: say so by DAV:resourcetype.")
    return await _make(visit, instructions, f"{DAV}mkcol-response")


def _is_xml(visit: Visit) -> bool:
    kind = (visit.header("content-type") or "application/xml").lower()
    if "xml" not in kind:
        raise NotThatType("The body of a MKCOL is XML.")
    return True


async def _make(visit: Visit, instructions: Instructions, answer: str) -> Response:
    if visit.place.kind is Kind.OBJECT:
        await _ensure_no_calendar_around(visit)
    failure: Error | None = None
    if not instructions.refused:
        properties = {name: value for name, value in instructions.properties.items() if value is not None}
        try:
            await visit.services.calendars.add(
                visit.actor, instructions.new(visit.place.segment), properties=properties
            )
        except Invalid as refused:
            if isinstance(refused, BadName):
                raise NotSo(f"{CALDAV}calendar-collection-location-ok", str(refused)) from refused
            failure = refused
    if instructions.refused or failure:
        return Response(document(answer, instructions.propstats(failure)), 403, {}, MEDIA_TYPE)
    headers = {"location": visit.place.href, "cache-control": "no-cache"}
    return Response(status_code=201, headers=headers)


async def _ensure_no_calendar_around(visit: Visit) -> None:
    """RFC 4791, section 5.3.1: calendars do not contain calendars."""
    try:
        await visit.services.calendars.see_with_access(visit.actor, visit.which)
    except NoSuchCalendar as nothing:
        raise NothingToMakeItIn from nothing
    raise NotSo(f"{CALDAV}calendar-collection-location-ok", NothingToMakeItIn.sentence())


async def _ensure_nothing_there(visit: Visit) -> None:
    if visit.place.kind is Kind.OBJECT:
        await _ensure_no_calendar_around(visit)
    try:
        await visit.services.calendars.see_with_access(visit.actor, InHome(visit.place.segment))
    except NotFound:
        return
    raise MethodNotAllowed("OPTIONS, PROPFIND, PROPPATCH, REPORT, DELETE, COPY, MOVE")

"""GET and HEAD (RFC 9110, section 9.3.1): of an object as it was put; of a calendar, all of it in one file."""

from starlette.responses import Response, StreamingResponse

from kalends.adapters.caldav.places import Kind
from kalends.adapters.caldav.properties import MEDIA_TYPE, http_date
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.files import is_known
from kalends.adapters.http.kinds import MethodNotAllowed
from kalends.features.calendars.events.domain import Event

OF_COLLECTIONS = "OPTIONS, PROPFIND, PROPPATCH, REPORT, DELETE, MKCALENDAR, MKCOL, COPY, MOVE"


async def get(visit: Visit) -> Response:
    match visit.place.kind:
        case Kind.OBJECT:
            return await _object(visit)
        case Kind.CALENDAR:
            return await _whole(visit)
        case _:
            raise MethodNotAllowed(OF_COLLECTIONS)


async def _object(visit: Visit) -> Response:
    event = await visit.services.events.get(visit.actor, visit.which, visit.place.name)
    headers = {"etag": event.etag, "last-modified": http_date(event.changed_at), **scheduled(event)}
    if is_known(visit.request.headers, event.etag):
        return Response(status_code=304, headers=headers)
    headers["content-type"] = f"{MEDIA_TYPE}; component={event.kind.lower()}"
    headers["content-length"] = str(len(event.object))
    return Response(b"" if visit.request.method == "HEAD" else event.object, headers=headers)


async def _whole(visit: Visit) -> Response:
    """What subscribes to an address, and can sign in, needs no other."""
    export = await visit.services.exports.whole(visit.actor, visit.which)
    headers = {"etag": export.etag}
    if is_known(visit.request.headers, export.etag):
        return Response(status_code=304, headers=headers)
    headers["content-type"] = MEDIA_TYPE
    if visit.request.method == "HEAD":
        return Response(headers=headers)
    return StreamingResponse(export.pieces(), headers=headers)


def scheduled(event: Event) -> dict[str, str]:
    """RFC 6638, section 3.2.10."""
    return {"schedule-tag": event.etag} if b"\nORGANIZER" in event.object else {}

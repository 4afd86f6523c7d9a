"""What calendar programs subscribe to: a calendar by its secret address."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.files import file_response


async def feed(request: Request) -> Response:
    written = await services_of(request).exports.feed(actor_of(request))
    return file_response(request, written, name="calendar.ics", kind="text/calendar; charset=utf-8")


routes = [Route("/feeds/{code}.ics", feed)]

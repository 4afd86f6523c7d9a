"""The door itself: which method does what, at /dav/ and at the address where clients look for it (RFC 6764)."""

from collections.abc import Awaitable, Callable

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kalends.adapters.caldav import attachments, files, notifications, scheduling, sharing
from kalends.adapters.caldav.access import acl
from kalends.adapters.caldav.copying import copy, move
from kalends.adapters.caldav.deleting import delete
from kalends.adapters.caldav.getting import get
from kalends.adapters.caldav.making import mkcalendar, mkcol
from kalends.adapters.caldav.options import ALLOW, COMPLIANCE, options
from kalends.adapters.caldav.places import PREFIX, Kind
from kalends.adapters.caldav.propfind import propfind
from kalends.adapters.caldav.proppatch import proppatch
from kalends.adapters.caldav.putting import post, put
from kalends.adapters.caldav.refusals import refused
from kalends.adapters.caldav.reports import report
from kalends.adapters.caldav.visit import Visit, enter
from kalends.adapters.http.kinds import MethodNotAllowed
from kalends.core.errors import Error

METHODS: dict[str, Callable[[Visit], Awaitable[Response]]] = {
    "REPORT": report,
    "PROPFIND": propfind,
    "GET": get,
    "HEAD": get,
    "PUT": put,
    "POST": post,
    "DELETE": delete,
    "PROPPATCH": proppatch,
    "MKCALENDAR": mkcalendar,
    "MKCOL": mkcol,
    "COPY": copy,
    "MOVE": move,
    "ACL": acl,
}
OF_KIND = {
    Kind.HOME: {**METHODS, "POST": sharing.reply},
    Kind.CALENDAR: {**METHODS, "POST": sharing.post},
    Kind.NOTIFICATIONS: notifications.METHODS,
    Kind.NOTIFICATION: notifications.METHODS,
    Kind.FILES: files.METHODS,
    Kind.FILE: files.METHODS,
    Kind.INBOX: scheduling.METHODS,
    Kind.OUTBOX: scheduling.METHODS,
    Kind.ATTACHMENT: attachments.METHODS,
}
# Those that are refused here are refused as WebDAV says it.
ALL = (*METHODS, "OPTIONS", "PATCH", "LOCK", "UNLOCK", "TRACE")


async def door(request: Request) -> Response:
    if request.method == "OPTIONS":
        return options()
    try:
        visit = await enter(request)
        handler = OF_KIND.get(visit.place.kind, METHODS).get(request.method)
        if handler is None:
            raise MethodNotAllowed(ALLOW)
        response = await handler(visit)
    except Error as failure:
        response = refused(failure, request)
    response.headers["dav"] = COMPLIANCE
    return response


async def well_known(request: Request) -> Response:
    return Response(status_code=301, headers={"location": PREFIX})


class _AnyPath(Convertor[str]):
    """Line ends too, which programs put into addresses."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", _AnyPath())

routes: tuple[BaseRoute, ...] = (
    Route("/dav/{path:anything}", door, methods=list(ALL), name="dav"),
    Route("/dav", door, methods=list(ALL), name="dav"),
    Route("/.well-known/caldav", well_known, methods=list(ALL), name="well-known-caldav"),
)

"""REPORT (RFC 3253, section 3.6): which there are, each in a room of its own."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.reports.calendar_query import calendar_query
from kalends.adapters.caldav.reports.expand_property import expand_property
from kalends.adapters.caldav.reports.free_busy_query import free_busy_query
from kalends.adapters.caldav.reports.multiget import multiget
from kalends.adapters.caldav.reports.principals import (
    acl_principal_prop_set,
    principal_match,
    principal_property_search,
    principal_search_property_set,
)
from kalends.adapters.caldav.reports.sync_collection import sync_collection
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.kinds import BadRequest

Report = Callable[[Visit, Element], Awaitable[Response]]

REPORTS: dict[str, Report] = {
    f"{CALDAV}calendar-query": calendar_query,
    f"{CALDAV}calendar-multiget": multiget,
    f"{CALDAV}free-busy-query": free_busy_query,
    f"{DAV}sync-collection": sync_collection,
    f"{DAV}principal-property-search": principal_property_search,
    f"{DAV}principal-search-property-set": principal_search_property_set,
    f"{DAV}principal-match": principal_match,
    f"{DAV}acl-principal-prop-set": acl_principal_prop_set,
    f"{DAV}expand-property": expand_property,
}


async def report(visit: Visit) -> Response:
    body = await visit.xml()
    if body is None:
        raise BadRequest("The body of a REPORT says which one is asked for.")
    asked = REPORTS.get(body.name)
    if asked is None:
        raise NotSo(f"{DAV}supported-report", "This report is not known here.")
    return await asked(visit, body)

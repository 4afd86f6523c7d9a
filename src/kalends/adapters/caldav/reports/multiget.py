"""calendar-multiget (RFC 4791, section 7.9): the objects at these addresses."""

from collections.abc import AsyncGenerator

from starlette.responses import Response

from kalends.adapters.caldav.multistatus import NOT_FOUND, multistatus, status_response
from kalends.adapters.caldav.names import DAV
from kalends.adapters.caldav.places import Kind, Place
from kalends.adapters.caldav.propfind import asked_in, dead_of
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.reports.calendar_data import read_wanted, responder
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import escape
from kalends.adapters.http.kinds import BadRequest, NothingHere
from kalends.features.calendars.queries.retrieval import AS_STORED

# Fetched at once.
BATCH = 200


async def multiget(visit: Visit, body: Element) -> Response:
    if visit.place.kind not in (Kind.CALENDAR, Kind.OBJECT):
        raise NothingHere
    asked = asked_in(body, is_brief=visit.wants_less)
    wanted = read_wanted(body.first(f"{DAV}prop"))
    hrefs = [one.text.strip() for one in body.all(f"{DAV}href")]
    if not hrefs:
        raise BadRequest("A calendar-multiget has addresses.", field="href")
    # As the client wrote each, so that it finds it again.
    places = [(href, visit.place_at(href)) for href in hrefs]

    async def responses() -> AsyncGenerator[str]:
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            names = [place.name for _, place in batch if place and _is_here(visit, place)]
            named = await visit.services.queries.named(visit.actor, visit.which, names, wanted or AS_STORED)
            responding = responder(visit, named.seen, asked)
            dead = await dead_of(visit, responding, names)
            by_name = {one.entry.name: one for one in named.found}
            for href, place in batch:
                one = by_name.get(place.name) if place and _is_here(visit, place) else None
                if one is None:
                    yield status_response(escape(href), NOT_FOUND)
                else:
                    yield responding.response(escape(href), one, dead.get(one.entry.name))

    return await multistatus(responses())


def _is_here(visit: Visit, place: Place) -> bool:
    if place.kind is not Kind.OBJECT or place.segment != visit.place.segment:
        return False
    return visit.place.kind is Kind.CALENDAR or place.name == visit.place.name

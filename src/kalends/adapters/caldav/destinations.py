"""Where COPY and MOVE go (RFC 4918, sections 10.3 and 10.6)."""

from kalends.adapters.caldav.places import Place
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.kinds import BadRequest, Refused
from kalends.core.errors import Forbidden


class AnotherServer(Refused):
    """The Destination is not at this server."""

    status = 502


class SameTwice(Forbidden):
    """Source and Destination are the same."""


def may_overwrite(visit: Visit) -> bool:
    overwrite = (visit.header("overwrite") or "T").strip().upper()
    if overwrite not in ("T", "F"):
        raise BadRequest("Overwrite is T or F.", field="Overwrite")
    return overwrite == "T"


def destination_of(visit: Visit) -> Place:
    given = visit.header("destination")
    if given is None:
        raise BadRequest("COPY and MOVE say where to in Destination.", field="Destination")
    if not visit.is_here(given):
        raise AnotherServer(field="Destination")
    place = visit.place_at(given)
    if place is None:
        raise Forbidden("The Destination is not in a home of yours.", field="Destination")
    if place.href == visit.place.href:
        raise SameTwice
    return place

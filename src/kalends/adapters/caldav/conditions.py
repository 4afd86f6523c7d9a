"""What a request wants to be true before it changes anything (RFC 9110, section 13; RFC 4918, section 10.4).

ETags are compared once more by the service, after the lock: what is worked out here only says which ETag that is.
"""

import re
from dataclasses import dataclass

from kalends.adapters.caldav.places import Kind, Place
from kalends.adapters.caldav.tokens import token_of
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.http.kinds import BadRequest
from kalends.core.errors import NotFound, Stale
from kalends.features.calendars.domain import InHome


@dataclass(frozen=True, slots=True)
class Conditions:
    if_match: str | None = None
    must_be_new: bool = False


_LIST = re.compile(r"\s*(?:<([^>]*)>\s*)?((?:\([^()]*\)\s*)+)")
_ONE = re.compile(r'\(((?:[^()"]|"[^"]*")*)\)')
_CONDITION = re.compile(r'\s*(Not\s+)?(?:<([^>]*)>|\[((?:W/)?"[^"]*")\])', re.IGNORECASE)


class _Unreadable(BadRequest):
    """This If header can't be read (RFC 4918, section 10.4.2)."""


async def conditions_of(visit: Visit) -> Conditions:
    """Raises Stale where they can't hold."""
    if_match, if_none_match = visit.header("if-match"), visit.header("if-none-match")
    must_be_new = if_none_match is not None and if_none_match.strip() == "*"
    if if_none_match is not None and not must_be_new:
        etag = await _etag(visit, visit.place)
        if etag is not None and etag in (one.strip() for one in if_none_match.split(",")):
            raise Stale
    if (given := visit.header("if")) is not None:
        etag = await _checked(visit, given)
        if_match = if_match or etag
        must_be_new = must_be_new or (etag is None and visit.place.kind in (Kind.OBJECT, Kind.FILE))
    return Conditions(if_match, must_be_new)


async def _checked(visit: Visit, header: str) -> str | None:
    """The ETag that the thing at the request's address has while the lists are true."""
    lists = list(_LIST.finditer(header))
    if not lists or "".join(one[0] for one in lists).strip() != header.strip():
        raise _Unreadable
    is_true = False
    for one in lists:
        place = visit.place if one[1] is None else visit.place_at(one[1])
        state = set[str]() if place is None else await _state(visit, place)
        is_true = any(_holds(group[1], state) for group in _ONE.finditer(one[2])) or is_true
    if not is_true:
        raise Stale
    return await _etag(visit, visit.place)


def _holds(conditions: str, state: set[str]) -> bool:
    found = list(_CONDITION.finditer(conditions))
    if not found:
        raise _Unreadable
    return all(((one[2] or one[3]) in state) != bool(one[1]) for one in found)


async def _state(visit: Visit, place: Place) -> set[str]:
    """Its ETag; of a calendar its sync token, which RFC 6578, section 5, makes a state like any other. No locks."""
    if place.kind is Kind.CALENDAR:
        try:
            seen = await visit.services.calendars.see_with_access(visit.actor, InHome(place.segment))
        except NotFound:
            return set()
        return {token_of(seen.calendar)}
    etag = await _etag(visit, place)
    return set() if etag is None else {etag}


async def _etag(visit: Visit, place: Place) -> str | None:
    if place.kind not in (Kind.OBJECT, Kind.FILE):
        return None
    try:
        if place.kind is Kind.FILE:
            return (await visit.services.files.list_at(visit.actor, place.name, depth=0))[0].file.etag
        return (await visit.services.events.get(visit.actor, InHome(place.segment), place.name)).etag
    except NotFound:
        return None

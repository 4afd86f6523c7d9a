"""What a request wants to be true before it changes anything (RFC 9110, section 13; RFC 4918, section 10.4).

ETags are compared once more by the service, after the lock: what is worked out here only says which ETag that is.
"""

import re
from collections.abc import Sequence
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


# Matched where the one before ended, never looked for: a header of spaces must cost nothing.
_WORD = re.compile(r'\s*(?:([()])|(Not)\b|<([^>]*)>|\[((?:W/)?"[^"]*")\])', re.IGNORECASE)


# Clients send one or two, and each may be a question to the database.
MOST_LISTS = 50


@dataclass(frozen=True, slots=True)
class Condition:
    """A state token or an ETag, and whether it must not be the case."""

    state: str
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class ConditionList:
    """True if all its conditions are. `resource` is the address that it is about; None: the request's own."""

    resource: str | None
    conditions: Sequence[Condition]


class _Unreadable(BadRequest):
    """This If header can't be read (RFC 4918, section 10.4.2)."""


async def conditions_of(visit: Visit) -> Conditions:
    """Raises Stale where they can't hold."""
    # Our schedule tags are ETags (RFC 6638, section 3.2.10): whatever changed, the client reads it before it goes on.
    if_match = visit.header("if-match") or visit.header("if-schedule-tag-match")
    if_none_match = visit.header("if-none-match")
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
    is_true = False
    for one in read_if(header):
        place = visit.place if one.resource is None else visit.place_at(one.resource)
        state = set[str]() if place is None else await _state(visit, place)
        is_true = is_true or all((each.state in state) != each.is_not for each in one.conditions)
    if not is_true:
        raise Stale
    return await _etag(visit, visit.place)


def read_if(header: str) -> Sequence[ConditionList]:
    """RFC 4918, section 10.4.2. Raises BadRequest."""
    lists: list[ConditionList] = []
    resource: str | None = None
    # None outside of a list.
    conditions: list[Condition] | None = None
    is_not = is_tagged = False
    header, at = header.strip(), 0
    while at < len(header):
        word = _WORD.match(header, at)
        if word is None:
            raise _Unreadable
        at = word.end()
        match word.groups(), conditions:
            case ("(", _, _, _), None:
                conditions, is_tagged = [], False
            case (")", _, _, _), [_, *_] if not is_not and len(lists) < MOST_LISTS:
                lists.append(ConditionList(resource, conditions))
                conditions = None
            case (_, str(), _, _), [*_] if not is_not:
                is_not = True
            case (_, _, str() as address, None), None if not is_tagged:
                resource, is_tagged = address, True
            case (None, None, token, etag), [*_]:
                conditions.append(Condition(token if token is not None else etag, is_not))
                is_not = False
            case _:
                raise _Unreadable
    if not lists or conditions is not None or is_tagged:
        raise _Unreadable
    return lists


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

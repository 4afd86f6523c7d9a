"""COPY and MOVE (RFC 4918, sections 9.8 and 9.9): of objects both; a calendar of one's own gets another address."""

from collections.abc import Awaitable
from typing import Protocol

from starlette.responses import Response

from kalends.adapters.caldav.conditions import conditions_of
from kalends.adapters.caldav.destinations import destination_of, may_overwrite
from kalends.adapters.caldav.names import CALDAV
from kalends.adapters.caldav.places import Kind
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.visit import Visit
from kalends.core.actor import Actor
from kalends.core.errors import Forbidden
from kalends.features.calendars.domain import InHome
from kalends.features.calendars.errors import NotYourCalendar
from kalends.features.calendars.events.copies import ObjectPlace


class Carry(Protocol):
    def __call__(
        self, actor: Actor, source: ObjectPlace, target: ObjectPlace, *, overwrite: bool, if_match: str | None = None
    ) -> Awaitable[bool]: ...


class CalendarsStay(Forbidden):
    """Calendars are not copied as a whole, and move only within the home of their owner. Make a new one, and copy or
    move the objects."""


async def copy(visit: Visit) -> Response:
    return await _carried(visit, visit.services.copies.copy)


async def move(visit: Visit) -> Response:
    if visit.place.kind is Kind.CALENDAR:
        return await _move_calendar(visit)
    return await _carried(visit, visit.services.copies.move)


async def _move_calendar(visit: Visit) -> Response:
    target = destination_of(visit)
    if target.kind is not Kind.CALENDAR:
        raise NotSo(f"{CALDAV}calendar-collection-location-ok", "Calendars are in a calendar home.")
    await conditions_of(visit)
    try:
        is_new = await visit.services.calendars.move(
            visit.actor, visit.which, target.segment, overwrite=may_overwrite(visit)
        )
    except NotYourCalendar as others:
        raise CalendarsStay from others
    return Response(status_code=201 if is_new else 204, headers={"location": target.href} if is_new else None)


async def _carried(visit: Visit, carry: Carry) -> Response:
    target = destination_of(visit)
    if visit.place.kind is not Kind.OBJECT:
        raise CalendarsStay
    if target.kind is not Kind.OBJECT:
        # RFC 4791, section 4.2: only objects are in a calendar, and they are nowhere else.
        raise NotSo(f"{CALDAV}calendar-collection-location-ok", "An object goes into a calendar.")
    conditions = await conditions_of(visit)
    is_new = await carry(
        visit.actor,
        ObjectPlace(visit.which, visit.place.name),
        ObjectPlace(InHome(target.segment), target.name),
        overwrite=may_overwrite(visit),
        if_match=conditions.if_match,
    )
    return Response(status_code=201 if is_new else 204, headers={"location": target.href} if is_new else None)

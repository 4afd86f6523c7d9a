"""Calendars: made, listed, changed, shared; the objects in them; when they take place; when people are busy."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.api import calendar_bodies as bodies
from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_bodies import answer
from kalends.adapters.api.meeting_requests import Instant, Zone
from kalends.adapters.api.shapes import IdempotencyKey, IfMatch, Model, Text
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import CalendarId, PersonId, SpaceId
from kalends.core.time import Interval
from kalends.core.time import zone as known_zone
from kalends.features.calendars.busy import MOST_PEOPLE
from kalends.features.calendars.domain import (
    LONGEST_DESCRIPTION,
    LONGEST_SLUG,
    CalendarChanges,
    CalendarVisibility,
    NewCalendar,
    Share,
)

CHANGES = problems(403, 412)
ICALENDAR = "text/calendar"

router = APIRouter(prefix="/calendars", tags=["Calendars"], route_class=LeanRoute)
busy_router = APIRouter(prefix="/busy-times", tags=["Calendars"])

Color = Annotated[str, Field(max_length=9, examples=["#2980b9"])]
Description = Annotated[str, Field(max_length=LONGEST_DESCRIPTION)]
Position = Annotated[int, Field(strict=True, ge=-(2**31), lt=2**31, description="Calendars are listed by it.")]
ObjectName = Annotated[str, Path(max_length=LONGEST_SLUG, examples=["lunch.ics"])]
Start = Annotated[Instant, Query(examples=["2026-01-12T00:00:00Z"])]


class CalendarIn(Model):
    name: Text
    slug: Annotated[str, Field(max_length=LONGEST_SLUG, description="The end of its address; by default its id.")] = ""
    description: Description = ""
    color: Color = ""
    zone: Annotated[Zone, Field(description="By default your own.")] = ""
    position: Position = 0
    visibility: CalendarVisibility = CalendarVisibility.BUSY
    space_id: UUID | None = Field(None, description="An organisation that you administer; by default your own space.")

    def value(self) -> NewCalendar:
        return NewCalendar(**self.model_dump(exclude={"space_id"}))


class CalendarPatch(Model):
    """What is left out stays as it is."""

    name: Text | None = None
    description: Description | None = None
    color: Color | None = None
    zone: Zone | None = None
    position: Position | None = None
    visibility: CalendarVisibility | None = None

    def value(self) -> CalendarChanges:
        return CalendarChanges(**self.model_dump())


class CalendarOut(Model):
    id: UUID
    space_id: UUID
    slug: str
    name: str
    description: str
    color: str
    zone: str
    position: int
    visibility: CalendarVisibility
    is_default: bool
    sync_token: int = Field(description="Rises by one with each change of what is in it.")
    created_at: datetime
    version: int


class ListedCalendarOut(CalendarOut):
    access: str = Field(description="What you may do with it: read, write or manage.")


class CalendarsOut(Model):
    items: list[ListedCalendarOut]


class SharingIn(Model):
    username: Annotated[str, Field(max_length=320, description="Or the mail address.")]
    access: Share


class SharingOut(Model):
    person_id: UUID
    access: Share


class SharingsOut(Model):
    items: list[SharingOut]


class OccurrenceOut(Model):
    event_id: UUID
    name: str = Field(description="Of the object.")
    uid: str
    kind: str
    summary: str
    place: str
    is_all_day: bool
    recurrence_id: str | None = Field(description="Which occurrence it is, as iCalendar writes it; null: the only one.")
    start: str = Field(description="A day, a time without a zone, or an instant: what the event has.")
    end: str
    is_busy: bool


class OccurrencesOut(Model):
    items: list[OccurrenceOut]


class BusyIntervalOut(Model):
    start: datetime
    end: datetime


class BusyOut(Model):
    person_id: UUID
    intervals: list[BusyIntervalOut]


class BusyTimesOut(Model):
    items: list[BusyOut] = Field(description="Without those whom you may not ask about.")


@router.get("", response_model=CalendarsOut)
async def list_mine(actor: Acting, services: Serving) -> Response:
    """Your own, those of your organisations, and those shared with you. Everybody has one at least."""
    seen = await services.calendars.list_mine(actor)
    return answer({"items": [bodies.listed_body(one) for one in seen]})


@router.post("", status_code=201, response_model=CalendarOut, responses=problems(403, 409))
async def add(body: CalendarIn, actor: Acting, services: Serving, _: IdempotencyKey = None) -> Response:
    """A new calendar, in your own space or in an organisation that you administer."""
    space = None if body.space_id is None else SpaceId(body.space_id)
    calendar = await services.calendars.add(actor, body.value(), space)
    location = f"/api/v1/calendars/{calendar.id}"
    return answer(bodies.calendar_body(calendar), status=201, etag=calendar.etag, location=location)


@router.get("/{calendar_id}", response_model=CalendarOut, responses=problems(403))
async def see(calendar_id: CalendarId, actor: Acting, services: Serving) -> Response:
    """One calendar."""
    calendar = await services.calendars.see(actor, calendar_id)
    return answer(bodies.calendar_body(calendar), etag=calendar.etag)


@router.patch("/{calendar_id}", response_model=CalendarOut, responses=CHANGES)
async def change(
    calendar_id: CalendarId, body: CalendarPatch, actor: Acting, services: Serving, if_match: IfMatch = None
) -> Response:
    """Change what is named, leave the rest. Its address stays."""
    calendar = await services.calendars.change(actor, calendar_id, body.value(), if_match)
    return answer(bodies.calendar_body(calendar), etag=calendar.etag)


@router.delete("/{calendar_id}", status_code=204, response_class=Response, responses=CHANGES)
async def remove(calendar_id: CalendarId, actor: Acting, services: Serving, if_match: IfMatch = None) -> Response:
    """With all that is in it, for good."""
    await services.calendars.remove(actor, calendar_id, if_match)
    return Response(status_code=204)


@router.get("/{calendar_id}/sharings", response_model=SharingsOut, responses=problems(403))
async def list_sharings(calendar_id: CalendarId, actor: Acting, services: Serving) -> Response:
    """Whom it is shared with, and what for."""
    return answer(bodies.sharings_body(await services.calendars.list_sharings(actor, calendar_id)))


@router.post("/{calendar_id}/sharings", response_model=SharingsOut, responses=problems(403))
async def share(calendar_id: CalendarId, body: SharingIn, actor: Acting, services: Serving) -> Response:
    """Share it with somebody here; sharing again changes what for."""
    return answer(bodies.sharings_body(await services.calendars.share(actor, calendar_id, body.username, body.access)))


@router.delete("/{calendar_id}/sharings/{person_id}", status_code=204, response_class=Response, responses=problems(403))
async def unshare(calendar_id: CalendarId, person_id: PersonId, actor: Acting, services: Serving) -> Response:
    """They see no more of it."""
    await services.calendars.unshare(actor, calendar_id, person_id)
    return Response(status_code=204)


@router.get("/{calendar_id}/occurrences", response_model=OccurrencesOut, responses=problems(403))
async def list_occurrences(
    calendar_id: CalendarId, actor: Acting, services: Serving, start: Start, end: Start, zone: Zone | None = None
) -> Response:
    """What takes place in a span of at most 400 days: each occurrence of what recurs, in order.

    Days and times without a zone are where `zone` has them; by default the calendar's.
    """
    if zone is not None:
        known_zone(zone)
    shown = await services.events.list_between(actor, calendar_id, Interval(start, end), zone)
    return answer({"items": [bodies.occurrence_body(one) for one in shown]})


@router.get(
    "/{calendar_id}/objects/{name}",
    response_class=Response,
    responses={200: {"content": {ICALENDAR: {"schema": {"type": "string"}}}}, **problems(403)},
)
async def get_object(calendar_id: CalendarId, name: ObjectName, actor: Acting, services: Serving) -> Response:
    """An event with all its overrides, a to-do or a journal entry: as it was put, byte for byte."""
    event = await services.events.get(actor, calendar_id, name)
    return Response(event.object, headers={"etag": event.etag}, media_type=f"{ICALENDAR}; charset=utf-8")


@router.put(
    "/{calendar_id}/objects/{name}",
    status_code=204,
    response_class=Response,
    responses={201: {"description": "It is new."}, **CHANGES, **problems(409)},
    openapi_extra={"requestBody": {"required": True, "content": {ICALENDAR: {"schema": {"type": "string"}}}}},
)
async def put_object(
    calendar_id: CalendarId,
    name: ObjectName,
    request: Request,
    actor: Acting,
    services: Serving,
    if_match: IfMatch = None,
    if_none_match: Annotated[
        str | None, Header(alias="If-None-Match", pattern=r"^\*$", description="*: refused with 412 if there is one.")
    ] = None,
) -> Response:
    """Put one iCalendar object: components with one UID, and the VTIMEZONEs they need."""
    put = await services.events.put(
        actor, calendar_id, name, await request.body(), if_match=if_match, must_be_new=if_none_match is not None
    )
    return Response(status_code=201 if put.is_new else 204, headers={"etag": put.event.etag})


@router.delete("/{calendar_id}/objects/{name}", status_code=204, response_class=Response, responses=CHANGES)
async def remove_object(
    calendar_id: CalendarId, name: ObjectName, actor: Acting, services: Serving, if_match: IfMatch = None
) -> Response:
    """With all its occurrences."""
    await services.events.remove(actor, calendar_id, name, if_match=if_match)
    return Response(status_code=204)


@busy_router.get("", response_model=BusyTimesOut)
async def list_busy_times(
    actor: Acting,
    services: Serving,
    start: Start,
    end: Start,
    person_id: Annotated[list[UUID], Query(min_length=1, max_length=MOST_PEOPLE)],
) -> Response:
    """When these people are busy, as far as you may know: yourself, members of your organisations, and whoever shares
    a calendar with you. Times and nothing else."""
    busy = await services.busy_times.of(actor, [PersonId(one) for one in person_id], Interval(start, end))
    return answer({"items": [bodies.busy_body(one, intervals) for one, intervals in busy.items()]})

"""Calendars on their way out: exported whole, and the secret addresses of their feeds."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.api.calendars import ICALENDAR
from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_bodies import Body, answer, instant
from kalends.adapters.api.meeting_requests import Instant
from kalends.adapters.api.shapes import IdempotencyKey, Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.adapters.http.files import file_response
from kalends.core.ids import CalendarId, LinkId
from kalends.features.calendars.exports.service import Feed, FeedKind

router = APIRouter(prefix="/calendars/{calendar_id}", tags=["Calendars"], route_class=LeanRoute)

IfNoneMatch = Annotated[
    str | None, Header(alias="If-None-Match", description="The ETag you have: 304 if it is current.")
]


class FeedIn(Model):
    is_busy_only: bool = Field(False, description="Times without what they are for.")
    expires_at: Instant | None = Field(None, description="By default never.")


class FeedOut(Model):
    id: UUID
    url: str = Field(description="Whoever holds it may read the calendar; what is marked private shows as busy.")
    is_busy_only: bool
    expires_at: datetime | None


class FeedsOut(Model):
    items: list[FeedOut]


@router.get(
    "/export",
    response_class=Response,
    responses={
        200: {"content": {ICALENDAR: {"schema": {"type": "string"}}}},
        304: {"description": "It is as you have it."},
        **problems(403),
    },
)
async def export(
    calendar_id: CalendarId,
    request: Request,
    actor: Acting,
    services: Serving,
    _: Annotated[
        str | None, Header(alias="If-None-Match", description="The ETag you have: 304 if it is current.")
    ] = None,
) -> Response:
    """All that is in the calendar as one iCalendar file, each time zone once."""
    written = await services.exports.whole(actor, calendar_id)
    return file_response(request, written, name="calendar.ics", kind=f"{ICALENDAR}; charset=utf-8")


@router.get("/feeds", response_model=FeedsOut, responses=problems(403))
async def list_feeds(calendar_id: CalendarId, actor: Acting, services: Serving) -> Response:
    """The secret addresses that calendar programs subscribe to."""
    return answer({"items": [_body(one) for one in await services.exports.list_feeds(actor, calendar_id)]})


@router.post("/feeds", status_code=201, response_model=FeedOut, responses=problems(403, 409))
async def add_feed(
    calendar_id: CalendarId, body: FeedIn, actor: Acting, services: Serving, _: IdempotencyKey = None
) -> Response:
    """A new address. It changes with the calendar; no account is needed to read it."""
    kind = FeedKind.BUSY if body.is_busy_only else FeedKind.FULL
    return answer(_body(await services.exports.add_feed(actor, calendar_id, kind, body.expires_at)), status=201)


@router.post("/feeds/{link_id}/rotation", status_code=201, response_model=FeedOut, responses=problems(403))
async def rotate_feed(calendar_id: CalendarId, link_id: LinkId, actor: Acting, services: Serving) -> Response:
    """A new address in place of this one, which ends."""
    return answer(_body(await services.exports.rotate_feed(actor, calendar_id, link_id)), status=201)


@router.delete("/feeds/{link_id}", status_code=204, response_class=Response, responses=problems(403))
async def revoke_feed(calendar_id: CalendarId, link_id: LinkId, actor: Acting, services: Serving) -> Response:
    """Whoever holds the address reads no more."""
    await services.exports.revoke_feed(actor, calendar_id, link_id)
    return Response(status_code=204)


def _body(feed: Feed) -> Body:
    return {
        "id": str(feed.id),
        "url": feed.url,
        "is_busy_only": feed.kind is FeedKind.BUSY,
        "expires_at": None if feed.expires_at is None else instant(feed.expires_at),
    }

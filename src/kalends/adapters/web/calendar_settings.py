"""The page of one calendar: what it is called; its file to download; the secret addresses of its feeds."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.files import file_response
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.forms import form_of, text
from kalends.adapters.web.rendering import Flash, go_to, pages_of, zone_of
from kalends.adapters.web.times import clock, day_label
from kalends.core.errors import Conflict
from kalends.core.ids import CalendarId, LinkId
from kalends.core.time import zone
from kalends.features.calendars.domain import Access, CalendarChanges
from kalends.features.calendars.errors import NoSuchCalendar
from kalends.features.calendars.exports.service import Feed, FeedKind, NoSuchFeed
from kalends.features.calendars.service import Seen

CALENDAR = "/calendar/calendars/{calendar_id}"


async def show(request: Request) -> Response:
    return await _page(request, {})


async def change(request: Request) -> Response:
    form = await form_of(request)
    changes = CalendarChanges(name=text(form, "name"), color=text(form, "color"), zone=text(form, "zone") or None)
    await services_of(request).calendars.change(actor_of(request), calendar_id_of(request), changes)
    return go_to("/calendar", Flash(text="The calendar is changed."))


async def export(request: Request) -> Response:
    written = await services_of(request).exports.whole(actor_of(request), calendar_id_of(request))
    return file_response(request, written, name="calendar.ics", kind="text/calendar; charset=utf-8")


async def add_feed(request: Request) -> Response:
    form, calendar_id = await form_of(request), calendar_id_of(request)
    kind = FeedKind.BUSY if text(form, "is_busy_only") else FeedKind.FULL
    try:
        await services_of(request).exports.add_feed(actor_of(request), calendar_id, kind)
    except Conflict as refused:
        return await _page(request, {"form": str(refused)}, status=status_of(type(refused)))
    return go_to(_feeds_url(calendar_id), Flash(text="There is a new address. Whoever holds it can read the calendar."))


async def rotate_feed(request: Request) -> Response:
    calendar_id = calendar_id_of(request)
    await services_of(request).exports.rotate_feed(actor_of(request), calendar_id, _link_id(request))
    return go_to(_feeds_url(calendar_id), Flash(text="The feed has a new address. The old one shows nothing any more."))


async def revoke_feed(request: Request) -> Response:
    calendar_id = calendar_id_of(request)
    await services_of(request).exports.revoke_feed(actor_of(request), calendar_id, _link_id(request))
    return go_to(_feeds_url(calendar_id), Flash(text="Revoked. The address shows nothing any more."))


async def seen_of(request: Request) -> Seen:
    """The calendar that the address names, and what the reader may do with it."""
    wanted = calendar_id_of(request)
    for one in await services_of(request).calendars.list_mine(actor_of(request)):
        if one.calendar.id == wanted:
            return one
    raise NoSuchCalendar


def calendar_id_of(request: Request) -> CalendarId:
    try:
        return CalendarId(UUID(request.path_params["calendar_id"]))
    except ValueError as broken:
        raise NoSuchCalendar from broken


async def _page(request: Request, errors: Mapping[str, str], *, status: int = 200) -> Response:
    seen = await seen_of(request)
    may_manage = seen.access >= Access.MANAGE
    feeds = await services_of(request).exports.list_feeds(actor_of(request), seen.calendar.id) if may_manage else ()
    there, _ = zone_of(request.scope, await pages_of(request).reader(request.scope))
    context = {
        "calendar": seen.calendar,
        "may_manage": may_manage,
        "may_write": seen.access >= Access.WRITE,
        "feeds": [_feed_view(one, there) for one in feeds],
        "errors": errors,
    }
    return await pages_of(request).page(request, "calendar/calendar.html", context, status=status)


def _feed_view(feed: Feed, zone_name: str) -> dict[str, Any]:
    until = ""
    if feed.expires_at is not None:
        there = zone(zone_name)
        end = feed.expires_at.astimezone(there)
        until = f"until {day_label(end.date(), datetime.now(UTC).astimezone(there).date())} {clock(end)}"
    return {"id": str(feed.id), "url": feed.url, "is_busy_only": feed.kind is FeedKind.BUSY, "until": until}


def _feeds_url(calendar_id: CalendarId) -> str:
    return f"/calendar/calendars/{calendar_id}#feeds"


def _link_id(request: Request) -> LinkId:
    try:
        return LinkId(UUID(request.path_params["link_id"]))
    except ValueError as broken:
        raise NoSuchFeed from broken


routes = [
    Route(CALENDAR, show),
    Route(CALENDAR, change, methods=["POST"]),
    Route(f"{CALENDAR}/export", export),
    Route(f"{CALENDAR}/feeds", add_feed, methods=["POST"]),
    Route(f"{CALENDAR}/feeds/{{link_id}}/rotation", rotate_feed, methods=["POST"]),
    Route(f"{CALENDAR}/feeds/{{link_id}}/revocation", revoke_feed, methods=["POST"]),
]

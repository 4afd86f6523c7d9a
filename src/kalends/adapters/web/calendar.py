"""The calendar's pages: what takes place when, in which calendars; added by a sentence, and found again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.authentication import cookies_of
from kalends.adapters.web.calendar_views import Look, Wall, calendar_view, day_of, found_view
from kalends.adapters.web.event_forms import EventForm
from kalends.adapters.web.forms import form_of, text, texts
from kalends.adapters.web.phrases import Heard, heard, heard_in
from kalends.adapters.web.rendering import Flash, Undo, go_to, pages_of, zone_of
from kalends.core.actor import Person
from kalends.core.errors import Invalid
from kalends.core.time import zone
from kalends.features.calendars.domain import NewCalendar
from kalends.features.calendars.errors import NoSuchCalendar, SignInFirst
from kalends.features.calendars.events.repository import Found
from kalends.features.calendars.events.steps import Changed
from kalends.features.calendars.phrases.reading import ReadingKind

HIDDEN = "kalends_hidden"
YEAR = 365 * 24 * 3600
# As many as fit in a cookie.
MOST_HIDDEN = 60
FOUND = 50


async def show(request: Request) -> Response:
    return await calendar_page(request, await heard_in(request))


async def calendar_page(request: Request, said: Heard | None = None, *, status: int = 200) -> Response:
    wall = await wall_of(request)
    seen = await services_of(request).calendars.list_mine(actor_of(request))
    shown = await services_of(request).event_lists.between(actor_of(request), None, wall.span, wall.zone)
    hidden = _hidden_in(request)
    context = {
        **calendar_view(wall, seen, hidden, shown),
        "is_new": not shown and all(one.calendar.sync_token == 0 for one in seen),
        "say": said.said if said else "",
        "reading": said.view() if said and said.said else None,
        "query": "",
    }
    return await pages_of(request).page(request, "calendar/show.html", context, status=status)


async def add(request: Request) -> Response:
    """By a sentence. What it does not say, or says in two ways, is asked."""
    form = await form_of(request)
    said = await heard(request, text(form, "say"), text(form, "meant"))
    reading, now = said.reading(), datetime.now(UTC)
    if reading.kind is ReadingKind.ASK:
        return await calendar_page(request, said)
    today = now.astimezone(zone(said.wall.zone)).date()
    event = EventForm.of_reading(reading, today, now)
    if reading.kind in (ReadingKind.NONE, ReadingKind.WINDOWS):
        return go_to(f"/calendar/events/new?{_query(said)}")
    changed = await services_of(request).detailed_events.add(actor_of(request), None, event.wanted())
    return go_to(_day_url(event), changed_flash(changed, f"Added: {event.summary or 'an event'}."))


async def choose_shown(request: Request) -> Response:
    """Which calendars are shown in this browser."""
    form = await form_of(request)
    seen = await services_of(request).calendars.list_mine(actor_of(request))
    chosen = set(texts(form, "shown"))
    hidden = [str(one.calendar.id) for one in seen if str(one.calendar.id) not in chosen]
    response = go_to(own_url(text(form, "next")))
    secure = request.scope["scheme"] == "https"
    response.set_cookie(
        HIDDEN, ".".join(hidden[:MOST_HIDDEN]), max_age=YEAR, samesite="lax", secure=secure, httponly=True
    )
    return response


async def search(request: Request) -> Response:
    wall, query = await wall_of(request), request.query_params.get("q", "")[:200]
    seen = await services_of(request).calendars.list_mine(actor_of(request))
    error: str | None = None
    found: Sequence[Found] = []
    if query.strip():
        try:
            found = await services_of(request).event_lists.search(actor_of(request), query, zone=wall.zone, limit=FOUND)
        except Invalid as refused:
            error = str(refused)
    context = {"query": query, "found": found_view(found, wall, seen), "error": error}
    return await pages_of(request).page(request, "calendar/search.html", context)


async def add_calendar(request: Request) -> Response:
    form = await form_of(request)
    new = NewCalendar(name=text(form, "name"), color=text(form, "color"))
    calendar = await services_of(request).calendars.add(actor_of(request), new)
    return go_to("/calendar", Flash(text=f"There is a new calendar: {calendar.name}."))


async def undo(request: Request) -> Response:
    try:
        change_id = UUID(request.path_params["change_id"])
    except ValueError as broken:
        raise NoSuchCalendar from broken
    await services_of(request).detailed_events.undo(actor_of(request), change_id)
    return go_to(own_url(text(await form_of(request), "next")), Flash(text="It is as it was before."))


def changed_flash(changed: Changed, sentence: str, back: str = "/calendar") -> Flash:
    return Flash(text=sentence, undo=Undo(url=f"/calendar/changes/{changed.change_id}/undo", fields={"next": back}))


def own_url(path: str) -> str:
    """Back to a calendar, and nowhere else."""
    return path if path == "/calendar" or path.startswith("/calendar?") else "/calendar"


async def wall_of(request: Request) -> Wall:
    if not isinstance(actor_of(request), Person):
        raise SignInFirst
    name, _ = zone_of(request.scope, await pages_of(request).reader(request.scope))
    now = datetime.now(UTC)
    asked = request.query_params
    look = Look(asked["look"]) if asked.get("look") in list(Look) else Look.WEEK
    return Wall(zone=name, now=now, look=look, on=day_of(asked.get("on", ""), now.astimezone(zone(name)).date()))


def _query(said: Heard) -> str:
    return urlencode({"say": said.said, "meant": said.meant})


def _day_url(event: EventForm) -> str:
    return f"/calendar?look=week&on={event.start_on}"


def _hidden_in(request: Request) -> frozenset[str]:
    return frozenset(cookies_of(request.scope).get(HIDDEN, "").split("."))


routes = [
    Route("/calendar", show),
    Route("/calendar", add, methods=["POST"]),
    Route("/calendar/shown", choose_shown, methods=["POST"]),
    Route("/calendar/search", search),
    Route("/calendar/calendars", add_calendar, methods=["POST"]),
    Route("/calendar/changes/{change_id}/undo", undo, methods=["POST"]),
]

"""The organiser's pages: meetings listed, proposed, looked at, booked and cancelled."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.forms import form_of, text
from kalends.adapters.web.meeting_forms import RULES, MeetingForm, errors_of
from kalends.adapters.web.meeting_views import Reading, line_view, organiser_view
from kalends.adapters.web.phrases import Heard, heard_in
from kalends.adapters.web.rendering import Flash, Undo, go_to, pages_of, zone_of
from kalends.adapters.web.sentences import read_sentence
from kalends.adapters.web.times import zone_short
from kalends.core.actor import Nobody, Person
from kalends.core.errors import Conflict, Invalid, TooMany
from kalends.core.ids import MeetingId
from kalends.core.time import Interval, zone
from kalends.features.meetings.answering.recommendations import Board
from kalends.features.meetings.domain import LinkKind
from kalends.features.meetings.errors import NoSuchMeeting, NotOnOffer, SignInFirst

# A screen of them; "Older meetings" leads on.
LINES = 30
KEEP_IT = (
    "It stands. This address is yours alone: keep it, since only by it can you book or cancel. The other link is to be "
    "passed on."
)


async def list_mine(request: Request) -> Response:
    page = await services_of(request).meetings.list_mine(
        actor_of(request), cursor=request.query_params.get("cursor"), limit=LINES
    )
    reading = await reading_of(request)
    older = f"/meetings?cursor={page.next_cursor}" if page.next_cursor else None
    heard = await heard_in(request)
    context = {
        "meetings": [line_view(line, reading) for line in page.items],
        "next_page": older,
        "say": heard.said,
        "reading": heard.view(takes_several=True),
    }
    return await pages_of(request).page(request, "meetings/list.html", context)


async def new(request: Request) -> Response:
    _ensure_may_propose(request)
    reading = await reading_of(request)
    heard = await heard_in(request)
    form = read_sentence(heard.said, reading.zone, reading.now, heard.locale, heard.meant)
    return await _form_page(request, form, heard=heard)


async def propose(request: Request) -> Response:
    _ensure_may_propose(request)
    sent = await form_of(request)
    form = MeetingForm.read(sent)
    if text(sent, "add_window"):
        return await _form_page(request, form.with_a_row_more())
    if removed := text(sent, "remove_window"):
        return await _form_page(request, form.without_row(removed))
    try:
        proposal = form.proposal(is_guest=_is_guest(request))
        seen = await services_of(request).meetings.propose(actor_of(request), proposal)
    except (Invalid, Conflict, TooMany) as refused:
        return await _form_page(request, form, errors_of(refused), status=status_of(type(refused)))
    own = next((link.code for link in seen.links if link.kind is LinkKind.ORGANISE), None)
    if own is not None:
        return go_to(f"/m/{own}", Flash(text=KEEP_IT))
    return go_to(f"/meetings/{seen.meeting.id}", Flash(text="It stands. Pass the link on, and times come in."))


async def show(request: Request) -> Response:
    board = await services_of(request).recommendations.board(actor_of(request), meeting_id_of(request))
    return await organiser_page(request, board)


async def organiser_page(request: Request, board: Board) -> Response:
    reading = await reading_of(request, board.meeting.zone)
    context = {**organiser_view(board, url_of(request), reading), "zone": reading.zone_view()}
    return await pages_of(request).page(request, "meetings/show.html", context)


async def open_it(request: Request) -> Response:
    await services_of(request).meetings.open(actor_of(request), meeting_id_of(request))
    return go_to(url_of(request), Flash(text="It is open. Pass the link on, and times come in."))


async def book(request: Request) -> Response:
    url = url_of(request)
    form = await form_of(request)
    try:
        start = datetime.fromisoformat(text(form, "start"))
        if start.tzinfo is None:
            raise NotOnOffer(field="start")
        meeting = await services_of(request).bookings.book(actor_of(request), meeting_id_of(request), start)
    except ValueError as broken:
        raise NotOnOffer(field="start") from broken
    except Conflict as refused:
        return go_to(url, Flash(text=str(refused)))
    reading = await reading_of(request, meeting.zone)
    agreed = reading.slot(Interval(start, start + meeting.duration))
    undo = Undo(url=f"{url}/booking/undo", fields={})
    return go_to(
        url, Flash(text=f"Agreed: {agreed['day_label']} {agreed['label']} ({zone_short(reading.zone)}).", undo=undo)
    )


async def undo_booking(request: Request) -> Response:
    await services_of(request).bookings.undo(actor_of(request), meeting_id_of(request))
    return go_to(url_of(request), Flash(text="The meeting is open again; all answers are still there."))


async def cancel(request: Request) -> Response:
    await services_of(request).meetings.cancel(actor_of(request), meeting_id_of(request))
    undo = Undo(url=f"{url_of(request)}/cancellation/undo", fields={})
    return go_to(url_of(request), Flash(text="The meeting is cancelled.", undo=undo))


async def reopen(request: Request) -> Response:
    await services_of(request).meetings.reopen(actor_of(request), meeting_id_of(request))
    return go_to(url_of(request), Flash(text="The meeting stands again."))


async def invitation(request: Request) -> Response:
    found = await services_of(request).bookings.invitation(actor_of(request), meeting_id_of(request))
    return calendar_file(found.content, found.method)


def calendar_file(content: bytes, method: str) -> Response:
    return Response(
        content,
        headers={"content-disposition": 'attachment; filename="invitation.ics"'},
        media_type=f"text/calendar; charset=utf-8; method={method}",
    )


async def reading_of(request: Request, meeting_zone: str | None = None) -> Reading:
    """The reader's zone where anybody said one; else the meeting's, if there is one."""
    name, source = zone_of(request.scope, await pages_of(request).reader(request.scope))
    if source == "default" and meeting_zone is not None:
        name = meeting_zone
    return Reading(zone=name, source=source, now=datetime.now(UTC))


async def _form_page(
    request: Request,
    form: MeetingForm,
    errors: Mapping[str, Any] | None = None,
    *,
    heard: Heard | None = None,
    status: int = 200,
) -> Response:
    reading = await reading_of(request)
    today = reading.now.astimezone(zone(reading.zone)).date()
    context = {
        "form": form.view(),
        "say": heard.said if heard else None,
        "reading": heard.view(takes_several=True) if heard else None,
        "errors": errors or {},
        "today": today.isoformat(),
        "is_guest": _is_guest(request),
        "has_rules": form.has_rules or not RULES.isdisjoint(errors or {}),
    }
    return await pages_of(request).page(request, "meetings/new.html", context, status=status)


def _ensure_may_propose(request: Request) -> None:
    if not (isinstance(actor_of(request), Person) or services_of(request).meetings.takes_guests):
        raise SignInFirst


def _is_guest(request: Request) -> bool:
    return isinstance(actor_of(request), Nobody)


def url_of(request: Request) -> str:
    """Of the meeting's page: by its id for people signed in, by the secret code for whoever holds a link."""
    places = request.path_params
    return f"/m/{places['code']}" if "code" in places else f"/meetings/{places['meeting_id']}"


def meeting_id_of(request: Request) -> MeetingId | None:
    """None of a link: it leads to its own."""
    if "code" in request.path_params:
        return None
    try:
        return MeetingId(UUID(request.path_params["meeting_id"]))
    except ValueError as broken:
        raise NoSuchMeeting from broken


routes = [
    Route("/meetings", list_mine),
    Route("/meetings", propose, methods=["POST"]),
    Route("/meetings/new", new),
    Route("/meetings/{meeting_id}", show),
    *(
        route
        for page in ("/meetings/{meeting_id}", "/m/{code}")
        for route in (
            Route(f"{page}/opening", open_it, methods=["POST"]),
            Route(f"{page}/booking", book, methods=["POST"]),
            Route(f"{page}/booking/undo", undo_booking, methods=["POST"]),
            Route(f"{page}/cancellation", cancel, methods=["POST"]),
            Route(f"{page}/cancellation/undo", reopen, methods=["POST"]),
            Route(f"{page}/invitation.ics", invitation),
        )
    ),
]

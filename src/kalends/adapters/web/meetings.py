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
from kalends.adapters.web.meeting_forms import MeetingForm, errors_of, form_of, text
from kalends.adapters.web.meeting_views import Reading, line_view, organiser_view
from kalends.adapters.web.rendering import Flash, Undo, go_to, pages_of, zone_of
from kalends.adapters.web.sentences import read_sentence
from kalends.core.actor import Person
from kalends.core.errors import Conflict, Invalid
from kalends.core.ids import MeetingId
from kalends.core.time import Interval, zone
from kalends.features.meetings.errors import NoSuchMeeting, NotOnOffer, SignInFirst

# A screen of them; "Older meetings" leads on.
LINES = 30


async def list_mine(request: Request) -> Response:
    page = await services_of(request).meetings.list_mine(
        actor_of(request), cursor=request.query_params.get("cursor"), limit=LINES
    )
    reading = await reading_of(request)
    older = f"/meetings?cursor={page.next_cursor}" if page.next_cursor else None
    context = {"meetings": [line_view(line, reading) for line in page.items], "next_page": older}
    return await pages_of(request).page(request, "meetings/list.html", context)


async def new(request: Request) -> Response:
    _ensure_signed_in(request)
    reading = await reading_of(request)
    today = reading.now.astimezone(zone(reading.zone)).date()
    return await _form_page(request, read_sentence(request.query_params.get("say", "")[:300], reading.zone, today))


async def propose(request: Request) -> Response:
    _ensure_signed_in(request)
    sent = await form_of(request)
    form = MeetingForm.read(sent)
    if text(sent, "add_window"):
        return await _form_page(request, form.with_a_row_more())
    if removed := text(sent, "remove_window"):
        return await _form_page(request, form.without_row(removed))
    try:
        seen = await services_of(request).meetings.propose(actor_of(request), form.proposal())
    except (Invalid, Conflict) as refused:
        return await _form_page(request, form, errors_of(refused), status=status_of(type(refused)))
    return go_to(f"/meetings/{seen.meeting.id}", Flash(text="It stands. Pass the link on, and times come in."))


async def show(request: Request) -> Response:
    return await _show(request)


async def book(request: Request) -> Response:
    meeting_id = meeting_id_of(request)
    form = await form_of(request)
    try:
        start = datetime.fromisoformat(text(form, "start"))
        if start.tzinfo is None:
            raise NotOnOffer(field="start")
        meeting = await services_of(request).bookings.book(actor_of(request), meeting_id, start)
    except ValueError as broken:
        raise NotOnOffer(field="start") from broken
    except Conflict as refused:
        return go_to(f"/meetings/{meeting_id}", Flash(text=str(refused)))
    reading = await reading_of(request)
    agreed = reading.slot(Interval(start, start + meeting.duration))
    undo = Undo(url=f"/meetings/{meeting_id}/booking/undo", fields={})
    return go_to(f"/meetings/{meeting_id}", Flash(text=f"Agreed: {agreed['day_label']} {agreed['label']}.", undo=undo))


async def undo_booking(request: Request) -> Response:
    meeting_id = meeting_id_of(request)
    await services_of(request).bookings.undo(actor_of(request), meeting_id)
    return go_to(f"/meetings/{meeting_id}", Flash(text="The meeting is open again; all answers are still there."))


async def cancel(request: Request) -> Response:
    meeting_id = meeting_id_of(request)
    await services_of(request).meetings.cancel(actor_of(request), meeting_id)
    undo = Undo(url=f"/meetings/{meeting_id}/cancellation/undo", fields={})
    return go_to(f"/meetings/{meeting_id}", Flash(text="The meeting is cancelled.", undo=undo))


async def reopen(request: Request) -> Response:
    meeting_id = meeting_id_of(request)
    await services_of(request).meetings.reopen(actor_of(request), meeting_id)
    return go_to(f"/meetings/{meeting_id}", Flash(text="The meeting stands again."))


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


async def _show(request: Request) -> Response:
    board = await services_of(request).recommendations.board(actor_of(request), meeting_id_of(request))
    reading = await reading_of(request, board.meeting.zone)
    context = {**organiser_view(board, reading), "zone": reading.zone_view()}
    return await pages_of(request).page(request, "meetings/show.html", context)


async def _form_page(
    request: Request, form: MeetingForm, errors: Mapping[str, Any] | None = None, *, status: int = 200
) -> Response:
    reading = await reading_of(request)
    today = reading.now.astimezone(zone(reading.zone)).date()
    context = {"form": form.view(), "errors": errors or {}, "today": today.isoformat()}
    return await pages_of(request).page(request, "meetings/new.html", context, status=status)


def _ensure_signed_in(request: Request) -> None:
    if not isinstance(actor_of(request), Person):
        raise SignInFirst


def meeting_id_of(request: Request) -> MeetingId:
    try:
        return MeetingId(UUID(request.path_params["meeting_id"]))
    except ValueError as broken:
        raise NoSuchMeeting from broken


routes = [
    Route("/meetings", list_mine),
    Route("/meetings", propose, methods=["POST"]),
    Route("/meetings/new", new),
    Route("/meetings/{meeting_id}", show),
    Route("/meetings/{meeting_id}/booking", book, methods=["POST"]),
    Route("/meetings/{meeting_id}/booking/undo", undo_booking, methods=["POST"]),
    Route("/meetings/{meeting_id}/cancellation", cancel, methods=["POST"]),
    Route("/meetings/{meeting_id}/cancellation/undo", reopen, methods=["POST"]),
    Route("/meetings/{meeting_id}/invitation.ics", invitation),
]

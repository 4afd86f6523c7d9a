"""Meetings: proposed, listed, changed, booked, cancelled, and their invitation and links."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from kalends.adapters.api import meeting_bodies as bodies
from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_documents import LinkOut, LinksOut, MeetingOut, MeetingPageOut, ProposedOut
from kalends.adapters.api.meeting_requests import BookingIn, LinkIn, MeetingIn, MeetingPatch
from kalends.adapters.api.shapes import Cursor, IdempotencyKey, IfMatch, Limit
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import LinkId, MeetingId, ParticipantId
from kalends.features.meetings.domain import MeetingStatus

CHANGES = problems(403, 409, 412)

router = APIRouter(prefix="/meetings", tags=["Meetings"], route_class=LeanRoute)


@router.post("", status_code=201, response_model=ProposedOut, responses=problems(403, 409))
async def propose(body: MeetingIn, actor: Acting, services: Serving, _: IdempotencyKey = None) -> Response:
    """Propose a meeting. Answers the links to pass on: the shared one, and one for each participant. Without an account
    say who you are in `organiser`, and keep the link of kind `organise`: it is all that makes the meeting yours."""
    seen = await services.meetings.propose(actor, body.value(), body.space())
    location = f"/api/v1/meetings/{seen.meeting.id}"
    return bodies.answer(bodies.proposed_body(seen), status=201, etag=seen.meeting.etag, location=location)


@router.get("", response_model=MeetingPageOut)
async def list_mine(
    actor: Acting,
    services: Serving,
    status: MeetingStatus | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """The meetings of all spaces that you belong to, newest first."""
    page = await services.meetings.list_mine(actor, status=status, cursor=cursor, limit=limit)
    return bodies.answer(bodies.page_body(page))


@router.get("/{meeting_id}", response_model=MeetingOut, responses=problems(403))
async def see(meeting_id: MeetingId, actor: Acting, services: Serving) -> Response:
    """One meeting, by your account or by a link to it."""
    seen = await services.meetings.see(actor, meeting_id)
    return bodies.answer(bodies.seen_body(seen), etag=seen.meeting.etag)


@router.patch("/{meeting_id}", response_model=MeetingOut, responses=CHANGES)
async def change(
    meeting_id: MeetingId, body: MeetingPatch, actor: Acting, services: Serving, if_match: IfMatch = None
) -> Response:
    """Change what is named, leave the rest. Windows, duration and step can't change once a time is booked."""
    seen = await services.meetings.change(actor, meeting_id, body.value(), if_match)
    return bodies.answer(bodies.seen_body(seen), etag=seen.meeting.etag)


@router.put("/{meeting_id}/booking", status_code=204, response_class=Response, responses=CHANGES)
async def book(
    meeting_id: MeetingId, body: BookingIn, actor: Acting, services: Serving, if_match: IfMatch = None
) -> Response:
    """Fix the time: a start on the meeting's grid, with the whole slot inside its windows."""
    meeting = await services.bookings.book(actor, meeting_id, body.start, if_match)
    return _done(meeting.etag)


@router.delete("/{meeting_id}/booking", status_code=204, response_class=Response, responses=CHANGES)
async def undo_booking(meeting_id: MeetingId, actor: Acting, services: Serving, if_match: IfMatch = None) -> Response:
    """Open the meeting again; its answers are still there."""
    meeting = await services.bookings.undo(actor, meeting_id, if_match)
    return _done(meeting.etag)


@router.put("/{meeting_id}/opening", status_code=204, response_class=Response, responses=CHANGES)
async def open_draft(meeting_id: MeetingId, actor: Acting, services: Serving, if_match: IfMatch = None) -> Response:
    """Let participants see and answer what was a draft. An open meeting stays open."""
    meeting = await services.meetings.open(actor, meeting_id, if_match)
    return _done(meeting.etag)


@router.put("/{meeting_id}/cancellation", status_code=204, response_class=Response, responses=CHANGES)
async def cancel(meeting_id: MeetingId, actor: Acting, services: Serving, if_match: IfMatch = None) -> Response:
    """Call it off. Nothing is lost: see below."""
    meeting = await services.meetings.cancel(actor, meeting_id, if_match)
    return _done(meeting.etag)


@router.delete("/{meeting_id}/cancellation", status_code=204, response_class=Response, responses=CHANGES)
async def reopen(meeting_id: MeetingId, actor: Acting, services: Serving, if_match: IfMatch = None) -> Response:
    """Take the cancellation back; a time that was booked is booked again."""
    meeting = await services.meetings.reopen(actor, meeting_id, if_match)
    return _done(meeting.etag)


@router.get(
    "/{meeting_id}/invitation.ics",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}, **problems(403)},
)
async def invitation(meeting_id: MeetingId, actor: Acting, services: Serving) -> Response:
    """The agreed time as iCalendar REQUEST; once cancelled, the CANCEL that takes it out of calendars."""
    return bodies.calendar_file(await services.bookings.invitation(actor, meeting_id))


@router.get("/{meeting_id}/links", response_model=LinksOut, responses=problems(403))
async def list_links(meeting_id: MeetingId, actor: Acting, services: Serving) -> Response:
    """The links that stand. Whoever holds one may answer by it."""
    links = await services.meeting_links.list_all(actor, meeting_id)
    return bodies.answer({"items": [bodies.link_body(link) for link in links]})


@router.post("/{meeting_id}/links", status_code=201, response_model=LinkOut, responses=problems(403, 409))
async def add_link(
    meeting_id: MeetingId, body: LinkIn, actor: Acting, services: Serving, _: IdempotencyKey = None
) -> Response:
    """One more link. To replace one that went astray, add one and revoke the other."""
    holder = None if body.participant_id is None else ParticipantId(body.participant_id)
    link = await services.meeting_links.add(actor, meeting_id, body.kind, holder)
    return bodies.answer(bodies.link_body(link), status=201)


@router.delete("/{meeting_id}/links/{link_id}", status_code=204, response_class=Response, responses=problems(403))
async def revoke_link(meeting_id: MeetingId, link_id: UUID, actor: Acting, services: Serving) -> Response:
    """From now on it leads nowhere."""
    await services.meeting_links.revoke(actor, meeting_id, LinkId(link_id))
    return Response(status_code=204)


def _done(etag: str) -> Response:
    return Response(status_code=204, headers={"etag": etag})

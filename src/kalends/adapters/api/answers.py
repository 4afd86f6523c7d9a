"""Who takes part in a meeting, what they answer, and which times follow from it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kalends.adapters.api import meeting_bodies as bodies
from kalends.adapters.api import recommendation_bodies as ranked
from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_documents import AnswerOut, AnswersOut, JoinedOut, ParticipantOut
from kalends.adapters.api.meeting_requests import AnswerIn, NewParticipantIn, ParticipantPatch
from kalends.adapters.api.meetings import CHANGES
from kalends.adapters.api.recommendation_documents import (
    FreeTimesOut,
    MeetingSessionsOut,
    PanelsOut,
    RecommendationsOut,
)
from kalends.adapters.api.shapes import IdempotencyKey, IfMatch
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.actor import Link
from kalends.core.ids import MeetingId, ParticipantId
from kalends.features.meetings.answering.domain import Declined
from kalends.features.meetings.answering.recommendations import MAX_SESSIONS, MAX_SLOTS
from kalends.features.meetings.proposal import MAX_PARTICIPANTS

router = APIRouter(prefix="/meetings/{meeting_id}", tags=["Answers"], route_class=LeanRoute)


@router.put("/answer", response_model=AnswerOut, responses=CHANGES)
async def put_answer(
    meeting_id: MeetingId, body: AnswerIn, actor: Acting, services: Serving, if_match: IfMatch = None
) -> Response:
    """Your whole answer, in place of an earlier one; by your personal link, or by your account.

    Answers as it is kept: in UTC, merged, cut to the meeting's windows.
    """
    given = await services.answers.put(actor, meeting_id, body.value(), body.zone, if_match)
    return bodies.answer(bodies.given_body(given), etag=given.participant.etag)


@router.get("/answer", response_model=AnswerOut, responses=problems(403))
async def my_answer(meeting_id: MeetingId, actor: Acting, services: Serving) -> Response:
    """Your own answer."""
    given = await services.answers.mine(actor, meeting_id)
    return bodies.answer(bodies.given_body(given), etag=given.participant.etag)


@router.delete("/answer", response_model=AnswerOut, responses=CHANGES)
async def decline(meeting_id: MeetingId, actor: Acting, services: Serving, if_match: IfMatch = None) -> Response:
    """Say that you can't come at all. An answer given later takes it back."""
    given = await services.answers.put(actor, meeting_id, Declined(), if_match=if_match)
    return bodies.answer(bodies.given_body(given), etag=given.participant.etag)


@router.get("/free-times", response_model=FreeTimesOut, responses=problems(403))
async def free_times(meeting_id: MeetingId, actor: Acting, services: Serving) -> Response:
    """When you are free for it: what your calendars and booked meetings leave of its windows, with its buffers. By your
    account."""
    return bodies.answer(ranked.spans_body(await services.free_times.mine(actor, meeting_id)))


@router.get("/answers", response_model=AnswersOut, responses=problems(403))
async def list_answers(meeting_id: MeetingId, actor: Acting, services: Serving) -> Response:
    """Everybody's, in the order in which they came."""
    everybody = await services.answers.list_all(actor, meeting_id)
    return bodies.answer({"items": [bodies.given_body(given) for given in everybody]})


@router.get("/recommendations", response_model=RecommendationsOut, responses=problems(403))
async def recommend(
    meeting_id: MeetingId, actor: Acting, services: Serving, k: Annotated[int, Query(ge=1, le=MAX_SLOTS)] = 5
) -> Response:
    """The best `k` slots that do not overlap. Those that keep the rules are ordered by the weights of who attends, by
    the minutes of who is there for part, by the least discomfort and burden, and by their start; if none keeps them,
    the best that do not, each with what it breaks, and `blocked_by` says which rules block."""
    found = await services.recommendations.recommend(actor, meeting_id, k)
    return bodies.answer(ranked.recommendations_body(found))


@router.get("/sessions", response_model=MeetingSessionsOut, responses=problems(403))
async def plan_sessions(
    meeting_id: MeetingId,
    actor: Acting,
    services: Serving,
    count: Annotated[int, Query(ge=1, le=MAX_SESSIONS, description="How many sessions at most.")] = 2,
    capacity: Annotated[int, Query(ge=1, le=MAX_PARTICIPANTS, description="How many people each holds.")] = 20,
) -> Response:
    """The same thing held several times for a large group: which slots, and who comes to which."""
    found = await services.recommendations.sessions(actor, meeting_id, count=count, capacity=capacity)
    return bodies.answer(ranked.sessions_body(found))


@router.get("/panels", response_model=PanelsOut, responses=problems(403))
async def pair_up(meeting_id: MeetingId, actor: Acting, services: Serving) -> Response:
    """The required people split into pairs, each with the best slot of the two."""
    return bodies.answer(ranked.panels_body(await services.recommendations.panels(actor, meeting_id)))


@router.post("/participants", status_code=201, response_model=JoinedOut, responses=problems(403, 409))
async def add_participant(
    meeting_id: MeetingId, body: NewParticipantIn, actor: Acting, services: Serving, _: IdempotencyKey = None
) -> Response:
    """Ask one more, as the organiser; or join yourself, by the shared link. Answers their personal link."""
    if isinstance(actor, Link):
        reply = None if body.answer is None else body.answer.value()
        zone = body.answer.zone if body.answer and body.answer.zone else body.zone
        joined = await services.answers.join(actor, meeting_id, body.who(), reply, zone)
    else:
        joined = await services.participants.invite(actor, meeting_id, body.invited())
    return bodies.answer(bodies.joined_body(joined), status=201)


@router.patch("/participants/{participant_id}", response_model=ParticipantOut, responses=problems(403, 409))
async def change_participant(
    meeting_id: MeetingId, participant_id: UUID, body: ParticipantPatch, actor: Acting, services: Serving
) -> Response:
    """What somebody is called, and how much they count. As the organiser."""
    changed = await services.participants.change(actor, meeting_id, ParticipantId(participant_id), body.value())
    return bodies.answer(bodies.participant_body(changed))


@router.delete("/participants/{participant_id}", status_code=204, response_class=Response, responses=problems(403))
async def remove_participant(meeting_id: MeetingId, participant_id: UUID, actor: Acting, services: Serving) -> Response:
    """Take somebody off the list, with their answer and their link."""
    await services.participants.remove(actor, meeting_id, ParticipantId(participant_id))
    return Response(status_code=204)

"""The pages behind a link: look, answer, and what was agreed. No account, one's own zone, no script needed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.http.authentication import cookies_of
from kalends.adapters.http.problems import status_of
from kalends.adapters.web.answer_forms import AnswerForm, WhoAreYou
from kalends.adapters.web.forms import form_of
from kalends.adapters.web.meeting_views import (
    Reading,
    booked_view,
    grid_of,
    guest_view,
    of_participant,
    progress_view,
    weeks_of,
)
from kalends.adapters.web.meetings import organiser_page, reading_of, url_of
from kalends.adapters.web.ranking_views import ranking_view
from kalends.adapters.web.rendering import Flash, go_to, pages_of
from kalends.core.actor import Person
from kalends.core.errors import Error, Invalid
from kalends.core.ids import ParticipantId
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings.answering.recommendations import Board
from kalends.features.meetings.domain import MeetingStatus
from kalends.features.meetings.errors import (
    AddressTakesPart,
    AnswersByOwnLink,
    DeadlineHasPassed,
    MeetingIsCancelled,
    MeetingIsClosed,
)
from kalends.features.meetings.proposal import NewParticipant

NEW = "new"
SAVED = "Your answer is saved. Come back to this address to change it."
JOINED = "Your answer is saved. This address is now your own: keep it, and change your answer whenever you like."
SIGN_IN_TO_FILL = "You are no longer signed in, so your calendar can't be looked at. Mark your times by hand."
DECLINED = "Thank you for saying so. If it changes, mark your times here."


async def look(request: Request) -> Response:
    board = await services_of(request).recommendations.board(actor_of(request), None)
    if board.admission.may(Permission.SCHEDULE):
        # By the secret link of somebody who organises without an account.
        return await organiser_page(request, board)
    reading = await reading_of(request, board.meeting.zone)
    if board.meeting.status is not MeetingStatus.OPEN:
        context = {**booked_view(board, url_of(request), reading), "zone": reading.zone_view()}
        return await pages_of(request).page(request, "m/booked.html", context)
    return await _answer_page(request, board, reading)


async def answer(request: Request) -> Response:
    sent = AnswerForm.read(await form_of(request))
    board = await services_of(request).recommendations.board(actor_of(request), None)
    reading = await reading_of(request, board.meeting.zone)
    if board.meeting.status is not MeetingStatus.OPEN:
        return go_to(url_of(request), Flash(text="Your answer came after the time was fixed, so it is not kept."))
    if sent.switch_to is not None:
        return await _answer_page(request, board, reading, sent, mode=sent.switch_to)
    if sent.fills:
        return await _filled_page(request, board, reading, sent)
    try:
        url = await _save(request, board, reading, sent)
    except (MeetingIsClosed, MeetingIsCancelled, DeadlineHasPassed) as late:
        return go_to(url_of(request), Flash(text=str(late)))
    except (Invalid, AnswersByOwnLink, AddressTakesPart) as refused:
        return await _answer_page(
            request, board, reading, sent, errors=_errors_of(refused), status=status_of(type(refused))
        )
    said = DECLINED if sent.declines else SAVED if url == url_of(request) else JOINED
    return go_to(url, Flash(text=said))


async def _filled_page(request: Request, board: Board, reading: Reading, sent: AnswerForm) -> Response:
    """The grid with the times that the reader's calendars and meetings leave free, for them to look over and save."""
    person = await _signed_in(request)
    if person is None:
        return await _answer_page(request, board, reading, sent, errors={"times": SIGN_IN_TO_FILL}, status=401)
    free = await services_of(request).free_times.within(person, board.meeting)
    states = grid_of(board, reading, None).states(free, ())
    return await _answer_page(request, board, reading, replace(sent, states=states, mode="yes"))


async def _signed_in(request: Request) -> Person | None:
    """Whoever reads this page in a browser they are signed in with; what they do here they do by the link."""
    cookie = _session_cookie(request)
    actor = await services_of(request).sessions.recognise(cookie=cookie, origin=request.scope["origin"])
    return actor if isinstance(actor, Person) else None


def _session_cookie(request: Request) -> str | None:
    return cookies_of(request.scope).get(request.scope["session_cookie"])


async def _save(request: Request, board: Board, reading: Reading, sent: AnswerForm) -> str:
    """Answers where to go on: to the link that is now one's own."""
    answers, actor = services_of(request).answers, actor_of(request)
    if not board.admission.may_join:
        await answers.put(actor, None, sent.reply(), reading.zone)
        return url_of(request)
    joined = await answers.join(actor, None, _who(sent), sent.reply(), reading.zone)
    return f"/m/{joined.link.code}"


def _who(sent: AnswerForm) -> NewParticipant | ParticipantId:
    if sent.participant not in {"", NEW}:
        try:
            return ParticipantId(UUID(sent.participant))
        except ValueError as broken:
            raise WhoAreYou(field="participant") from broken
    if not sent.name.strip():
        raise WhoAreYou(field="name")
    return NewParticipant(name=sent.name)


async def _answer_page(
    request: Request,
    board: Board,
    reading: Reading,
    sent: AnswerForm | None = None,
    *,
    mode: str | None = None,
    errors: Mapping[str, Any] | None = None,
    status: int = 200,
) -> Response:
    me = of_participant(board.given, board.admission.participant_id)
    grid = grid_of(board, reading, me.answer if me else None)
    kept = grid.states(me.answer.yes, me.answer.if_need_be) if me else {}
    states = kept if sent is None else sent.states
    mode = mode or (sent.mode if sent else "yes")
    context = {
        "meeting": guest_view(board.meeting, url_of(request), reading),
        "me": {"name": me.participant.name, "has_answered": me.participant.answered_at is not None} if me else None,
        "people": _pickable(board),
        "picked": sent.participant if sent else "",
        "new_name": sent.name if sent else "",
        **ranking_view(board, reading.zone, reading.now),
        "weeks": weeks_of(board, grid, states),
        "mode": mode,
        "kept": [start for start, said in states.items() if said != mode],
        "cell_minutes": grid.minutes,
        **progress_view(board),
        "errors": errors or {},
        "is_typed": sent is not None,
        "may_fill": _session_cookie(request) is not None,
        "zone": reading.zone_view(),
    }
    return await pages_of(request).page(request, "m/answer.html", context, status=status)


def _pickable(board: Board) -> list[dict[str, str]]:
    """Those who were named without an address and have not answered: the shared link may be theirs."""
    if not board.admission.may_join:
        return []
    unclaimed = (one.participant for one in board.given if one.participant.id in board.unclaimed)
    return [{"id": str(one.id), "name": one.name} for one in unclaimed]


def _errors_of(refused: Error) -> dict[str, str]:
    match refused.field:
        case "participant_id" | "participant":
            return {"participant": str(refused)}
        case "name" | "email":
            return {"name": str(refused)}
        case field if field is not None and field.startswith(("intervals", "times")):
            return {"times": str(refused)}
        case _:
            return {"form": str(refused)}


routes = [
    Route("/m/{code}", look),
    Route("/m/{code}", answer, methods=["POST"]),
]

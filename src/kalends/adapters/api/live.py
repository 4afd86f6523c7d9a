"""A meeting's news: told as they come, or asked for once."""

import json
from typing import Annotated

from fastapi import APIRouter, Header
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.api import meeting_bodies as bodies
from kalends.adapters.api.documented import problems
from kalends.adapters.api.shapes import Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.adapters.live.stream import MEDIA_TYPE, event, stream_of
from kalends.core.ids import MeetingId
from kalends.features.meetings.domain import MeetingStatus
from kalends.features.meetings.watching import Stand

EVENTS = {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}


class StandOut(Model):
    version: str = Field(description="Another one after every change to the meeting or its answers.")
    status: MeetingStatus


router = APIRouter(prefix="/meetings", tags=["Meetings"])


@router.get("/{meeting_id}/live", response_model=StandOut, responses={200: EVENTS, **problems(403)})
async def live(
    meeting_id: MeetingId,
    actor: Acting,
    services: Serving,
    request: Request,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """How the meeting stands. Asked for as `text/event-stream`, it comes again whenever anything about the meeting or
    its answers changes, until an `end` event: fetch then what you show. A stream that breaks off is opened again."""
    if MEDIA_TYPE in accept:
        return await stream_of(request, meeting_id, lambda _: _say)
    watch = await services.watches.begin(actor, meeting_id)
    return bodies.answer(_body(watch.stand))


async def _say(stand: Stand) -> bytes:
    return event(json.dumps(_body(stand)), id=stand.version)


def _body(stand: Stand) -> bodies.Body:
    return {"version": stand.version, "status": stand.status.value}

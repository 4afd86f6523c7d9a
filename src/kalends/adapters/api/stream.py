"""What happens, as it happens."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kalends.adapters.api.documented import problems
from kalends.adapters.api.shapes import Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.adapters.live.facts import FactStream
from kalends.adapters.live.following import Following
from kalends.adapters.live.stream import MEDIA_TYPE
from kalends.core.ids import FactId, SpaceId
from kalends.features.accounts.signed_in import ensure_signed_in
from kalends.features.notices.stream.domain import Position

EVENTS = {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}
Patterns = Annotated[
    list[Annotated[str, Query(max_length=100)]],
    Query(max_length=50, description="Names of events; a star stands for any part. Left out: all."),
]


class FactMetadataOut(Model):
    user_id: str | None
    correlation_id: str | None


class FactOut(Model):
    """What webhooks carry too."""

    event_id: FactId
    event_type: str
    timestamp: datetime
    aggregate_id: str
    aggregate_version: int
    data: dict[str, Any]
    metadata: FactMetadataOut


class FactsOut(Model):
    events: list[FactOut]
    position: Annotated[str, Field(description="To go on from.")]
    has_more: bool


router = APIRouter(prefix="/stream", tags=["stream"])


@router.get("", response_model=FactsOut, responses={200: EVENTS, **problems(409)})
async def follow(
    actor: Acting,
    services: Serving,
    request: Request,
    events: Patterns = [],  # noqa: B006  # never changed
    space_id: Annotated[SpaceId | None, Query(description="Of this space only.")] = None,
    after: Annotated[str | None, Query(max_length=50, description="A position: go on after it.")] = None,
    last_event_id: Annotated[str | None, Header(max_length=50, description="The same, and wins over it.")] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """What has happened after a position, as far as one may see it: 200 events at most, and the position to go on from.
    Asked for as `text/event-stream`, they come as they happen, each with its position as its id, without a gap and
    without a repeat. Without a position it begins now. The same over a WebSocket at /api/v1/stream/socket."""
    myself = ensure_signed_in(actor)
    stream = services.stream
    following = Following(
        stream=stream, wakes=request.scope["wakes"], actor=myself, wanted=stream.wanted(events, space_id)
    )
    given, field = (last_event_id, "Last-Event-ID") if last_event_id else (after, "after")
    first = await following.first(Position.read(given, field=field) if given else None)
    if MEDIA_TYPE in accept:
        following.wakes.ensure_room(myself.id)
        return FactStream(following, first)
    return JSONResponse(
        {
            "events": [fact.wire() for fact in first.facts],
            "position": str(first.position),
            "has_more": first.has_more,
        }
    )

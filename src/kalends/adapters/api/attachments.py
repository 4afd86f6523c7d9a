"""Files that events carry: sent as they are, listed, read and removed."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.api.documented import problems
from kalends.adapters.api.event_requests import RecurrenceId, which
from kalends.adapters.api.events import CHANGES, Occurrence
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_bodies import Body, answer
from kalends.adapters.api.shapes import IdempotencyKey, IfMatch, Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.adapters.http.attached import attached_response, sent_file
from kalends.core.ids import AttachmentId, EventId
from kalends.features.calendars.attachments.domain import OCTETS
from kalends.features.calendars.objects.attached import Attached, Targets

router = APIRouter(prefix="/events/{event_id}/attachments", tags=["Events"], route_class=LeanRoute)

ANY_FILE = {"content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}}}
Disposition = Annotated[
    str | None,
    Header(alias="Content-Disposition", description="Says what it is called: `attachment; filename*=UTF-8''…`"),
]


class AttachmentOut(Model):
    id: UUID
    name: str
    media_type: str = Field(description="As it was said; what was no type is application/octet-stream.")
    size: int | None = Field(description="Bytes, where the event says it.")
    url: str = Field(description="Where calendar programs read it, signed in.")


class AttachmentsOut(Model):
    items: list[AttachmentOut]


@router.get("", response_model=AttachmentsOut, responses=problems(403))
async def list_of(event_id: EventId, actor: Acting, services: Serving) -> Response:
    """The files that an event or any of its occurrences carries."""
    found = await services.attachments.list_of(actor, event_id)
    return answer({"items": [_body(one) for one in found]})


@router.post(
    "", status_code=201, response_model=AttachmentOut, responses=CHANGES, openapi_extra={"requestBody": ANY_FILE}
)
async def add(
    event_id: EventId,
    request: Request,
    actor: Acting,
    services: Serving,
    recurrence_id: Occurrence = None,
    content_disposition: Disposition = None,
    if_match: IfMatch = None,
    _: IdempotencyKey = None,
) -> Response:
    """Send a file as the body: to all of the event, or to one occurrence. The ETag is the event's from then on."""
    targets = _targets(recurrence_id)
    async with sent_file(request) as new:
        carried = await services.attachments.add(actor, event_id, new, targets, if_match=if_match)
    assert carried.file is not None
    location = f"/api/v1/events/{event_id}/attachments/{carried.file.managed_id}"
    return answer(_body(carried.file), status=201, etag=carried.event.etag, location=location)


@router.get(
    "/{attachment_id}",
    response_class=Response,
    responses={200: ANY_FILE, 304: {"description": "It is as you have it."}, **problems(403)},
)
async def read(
    event_id: EventId, attachment_id: AttachmentId, request: Request, actor: Acting, services: Serving
) -> Response:
    """The file itself, to be saved under its name."""
    return attached_response(request, await services.attachments.open(actor, attachment_id, of=event_id))


@router.delete("/{attachment_id}", status_code=204, response_class=Response, responses=CHANGES)
async def remove(
    event_id: EventId,
    attachment_id: AttachmentId,
    actor: Acting,
    services: Serving,
    recurrence_id: Occurrence = None,
    if_match: IfMatch = None,
) -> Response:
    """From all of the event, or from one occurrence."""
    targets = _targets(recurrence_id)
    await services.attachments.remove(actor, event_id, str(attachment_id), targets, if_match=if_match)
    return Response(status_code=204)


def _targets(recurrence_id: RecurrenceId | None) -> Targets:
    return () if recurrence_id is None else [which(None, recurrence_id).moment()]


def _body(one: Attached) -> Body:
    return {"id": one.managed_id, "name": one.name, "media_type": one.media_type, "size": one.size, "url": one.url}

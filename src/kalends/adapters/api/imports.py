"""Calendar files brought from elsewhere: sent in one go or in pieces; how far the worker is, and what was wrong."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from kalends.adapters.api.calendars import ICALENDAR
from kalends.adapters.api.documented import problems
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_bodies import Body, answer, instant
from kalends.adapters.api.shapes import IdempotencyKey, Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import CalendarId, ImportId
from kalends.features.calendars.imports.domain import Import, ImportStatus
from kalends.features.calendars.imports.service import Report

router = APIRouter(prefix="/calendars/{calendar_id}/imports", tags=["Calendars"], route_class=LeanRoute)

FILE = {"requestBody": {"required": True, "content": {ICALENDAR: {"schema": {"type": "string"}}}}}
# As far as files go here, and signed in PostgreSQL.
MOST_BYTES = 2**40
UploadLength = Annotated[
    int | None,
    Header(alias="Upload-Length", ge=0, lt=MOST_BYTES, description="To send the file later: its length in bytes."),
]
UploadOffset = Annotated[int, Header(alias="Upload-Offset", ge=0, lt=MOST_BYTES, description="`received_bytes`.")]


class RemarkOut(Model):
    line: int = Field(description="Of the file.")
    uid: str
    reason: str
    is_kept: bool = Field(description="Whether what it is about is in the calendar nevertheless, as it was.")


class ImportOut(Model):
    id: UUID
    calendar_id: UUID
    status: ImportStatus
    created_at: datetime
    total_bytes: int | None = Field(description="Null while nobody said.")
    received_bytes: int = Field(description="From where to send on, if the connection broke.")
    read_bytes: int
    progress: float = Field(description="0 to 1, of what is to be done once the file is here.")
    found: int = Field(description="Objects: components with one UID are one.")
    done: int
    added: int
    changed: int
    same: int = Field(description="Were in the calendar as they are.")
    older: int = Field(description="Are newer in the calendar, and stay so.")
    noted: int = Field(description="Remarks about what was kept.")
    refused: int = Field(description="Components, or lines outside of any, that were not kept.")
    finished_at: datetime | None


class ImportReportOut(ImportOut):
    remarks: list[RemarkOut] = Field(description="The first thousand, by line.")


class ImportsOut(Model):
    items: list[ImportOut]


@router.post("", status_code=201, response_model=ImportOut, responses=problems(403, 409), openapi_extra=FILE)
async def begin(
    calendar_id: CalendarId,
    request: Request,
    actor: Acting,
    services: Serving,
    upload_length: UploadLength = None,
    _: IdempotencyKey = None,
) -> Response:
    """Import a file: send it as the body. It is kept by and by; the answer's address tells how far that is.

    To be able to go on after a broken connection, send no body but the header Upload-Length, and the file by PATCH; or
    send an Idempotency-Key, and repeat the request.
    """
    if upload_length is None:
        begun = await services.imports.bring(actor, calendar_id, _length(request), _pieces(request))
    else:
        begun = await services.imports.begin(actor, calendar_id, upload_length)
    return answer(import_body(begun), status=201, location=f"/api/v1/calendars/{calendar_id}/imports/{begun.id}")


@router.patch("/{import_id}", response_model=ImportOut, responses=problems(403, 409), openapi_extra=FILE)
async def send_on(
    calendar_id: CalendarId,
    import_id: ImportId,
    request: Request,
    actor: Acting,
    services: Serving,
    upload_offset: UploadOffset,
) -> Response:
    """More of the file, from where it broke off."""
    one = await services.imports.receive(actor, calendar_id, import_id, _pieces(request), offset=upload_offset)
    return answer(import_body(one))


@router.get("", response_model=ImportsOut, responses=problems(403))
async def list_into(calendar_id: CalendarId, actor: Acting, services: Serving) -> Response:
    """Those of the last month, the latest first."""
    return answer({"items": [import_body(one) for one in await services.imports.list_into(actor, calendar_id)]})


@router.get("/{import_id}", response_model=ImportReportOut, responses=problems(403))
async def see(calendar_id: CalendarId, import_id: ImportId, actor: Acting, services: Serving) -> Response:
    """How far it is, what came of it, and what was wrong by line."""
    return answer(report_body(await services.imports.see(actor, calendar_id, import_id)))


@router.delete("/{import_id}", status_code=204, response_class=Response, responses=problems(403))
async def drop(calendar_id: CalendarId, import_id: ImportId, actor: Acting, services: Serving) -> Response:
    """Stop it, or forget it. What is in the calendar by now stays there."""
    await services.imports.drop(actor, calendar_id, import_id)
    return Response(status_code=204)


def _length(request: Request) -> int | None:
    """Of the file, where it comes as it is."""
    length = request.headers.get("content-length", "0" if "transfer-encoding" not in request.headers else "")
    return int(length) if length.isdigit() and "content-encoding" not in request.headers else None


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    async for piece in request.stream():
        yield piece


def import_body(one: Import) -> Body:
    return {
        "id": str(one.id),
        "calendar_id": str(one.calendar_id),
        "status": one.status.value,
        "created_at": instant(one.created_at),
        "total_bytes": one.total,
        "received_bytes": one.received,
        "read_bytes": one.offset,
        "progress": one.progress,
        "found": one.found,
        "done": one.done,
        "added": one.added,
        "changed": one.changed,
        "same": one.same,
        "older": one.older,
        "noted": one.noted,
        "refused": one.refused,
        "finished_at": None if one.finished_at is None else instant(one.finished_at),
    }


def report_body(report: Report) -> Body:
    remarks = [
        {"line": one.line, "uid": one.uid, "reason": one.reason, "is_kept": one.is_kept} for one in report.remarks
    ]
    return {**import_body(report.of), "remarks": remarks}

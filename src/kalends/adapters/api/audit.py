"""The record of what was done: read, handed out, and its head for keeping."""

import csv
import io
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response, StreamingResponse

from kalends.adapters.api.documented import problems
from kalends.adapters.api.shapes import Limit, Model
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts.audit.domain import Entry

router = APIRouter(prefix="/audit", tags=["audit"])

Space = Annotated[SpaceId | None, Query(description="An organisation; left out: one's own space.")]
COLUMNS = (
    "number",
    "id",
    "done_at",
    "person_id",
    "actor",
    "action",
    "thing_id",
    "request_id",
    "address",
    "agent",
    "details",
    "digest",
)
# What a spreadsheet would take for a formula (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
JSON_LINES = "application/x-ndjson"
EXPORTED = {"content": {JSON_LINES: {"schema": {"type": "string"}}, "text/csv": {"schema": {"type": "string"}}}}


class EntryOut(Model):
    number: Annotated[int, Field(description="Its place in the chain of its space, from 1, without gaps.")]
    id: str
    done_at: datetime
    person_id: PersonId | None
    username: Annotated[str | None, Field(description="Of whoever is a member now.")]
    actor: Annotated[str, Field(examples=["person", "link", "system", "nobody"])]
    action: Annotated[str, Field(examples=["meeting.booked"])]
    thing_id: str | None
    request_id: str
    address: str | None
    agent: str
    details: dict[str, Any]
    digest: Annotated[str, Field(description="SHA-256 of the digest before and of this entry, in hexadecimal.")]


class EntriesOut(Model):
    entries: list[EntryOut]
    next_before: Annotated[int | None, Field(description="Ask for those before this number; null at the end.")]


class HeadOut(Model):
    space_id: SpaceId
    number: int
    digest: str
    written: Annotated[str, Field(description="To keep, and to hand to `kalends audit verify --head` later.")]


@router.get("", responses=problems(403))
async def list_newest(
    actor: Acting,
    services: Serving,
    space_id: Space = None,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Limit = 50,
) -> EntriesOut:
    """What was done, newest first; for owners and admins. An entry appears within seconds."""
    listing = await services.audit_log.list_newest(actor, space_id, before=before, limit=limit)
    return EntriesOut(
        entries=[
            EntryOut(username=listing.usernames.get(one.person_id) if one.person_id else None, **_plain(one))
            for one in listing.entries
        ],
        next_before=listing.next_before,
    )


@router.get("/head", responses=problems(403))
async def head(actor: Acting, services: Serving, space_id: Space = None) -> HeadOut:
    """The end of the chain, for all members: kept elsewhere, it shows later whether what came before was changed."""
    end = await services.audit_log.head(actor, space_id)
    digest = end.digest.hex()
    return HeadOut(
        space_id=end.space_id, number=end.number, digest=digest, written=f"{end.space_id}:{end.number}:{digest}"
    )


@router.get("/export", response_class=Response, responses={200: EXPORTED, **problems(403)})
async def export(
    actor: Acting,
    services: Serving,
    space_id: Space = None,
    format: Annotated[Literal["jsonl", "csv"], Query()] = "jsonl",
) -> Response:
    """All of it, oldest first, as JSON lines or CSV; for owners and admins."""
    space, batches = await services.audit_log.export(actor, space_id)
    written, media_type = (_lines(batches), JSON_LINES) if format == "jsonl" else (_table(batches), "text/csv")
    name = f"audit-{space}.{format}"
    return StreamingResponse(
        written, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'}
    )


async def _lines(batches: AsyncGenerator[Sequence[Entry]]) -> AsyncGenerator[bytes]:
    async for entries in batches:
        yield b"".join(json.dumps(_plain(one), ensure_ascii=False).encode() + b"\n" for one in entries)


async def _table(batches: AsyncGenerator[Sequence[Entry]]) -> AsyncGenerator[bytes]:
    yield _row(COLUMNS)
    async for entries in batches:
        yield b"".join(_row([_cell(_plain(one), column) for column in COLUMNS]) for one in entries)


def _row(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()


def _cell(entry: Mapping[str, Any], column: str) -> str:
    value = entry[column]
    text = "" if value is None else json.dumps(value, ensure_ascii=False) if column == "details" else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "id": str(entry.id),
        "done_at": entry.done_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "person_id": str(entry.person_id) if entry.person_id else None,
        "actor": entry.actor,
        "action": entry.action,
        "thing_id": str(entry.thing_id) if entry.thing_id else None,
        "request_id": entry.request_id,
        "address": entry.address,
        "agent": entry.agent,
        "details": entry.details,
        "digest": entry.digest.hex(),
    }

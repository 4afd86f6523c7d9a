"""Events: added, seen, changed, answered, removed and looked for, one by one or many at once."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from kalends.adapters.api import event_bodies as bodies
from kalends.adapters.api.documented import problems
from kalends.adapters.api.event_documents import (
    BatchedOut,
    ChangedOut,
    EventOut,
    EventPageOut,
    FoundPageOut,
)
from kalends.adapters.api.event_requests import (
    BatchIn,
    EventIn,
    EventPatch,
    ParticipationIn,
    RecurrenceId,
    which,
)
from kalends.adapters.api.lean import LeanRoute
from kalends.adapters.api.meeting_bodies import answer
from kalends.adapters.api.meeting_requests import Instant, Zone
from kalends.adapters.api.shapes import Cursor, IdempotencyKey, IfMatch, Limit
from kalends.adapters.http.acting import Acting, Serving
from kalends.core.errors import Invalid
from kalends.core.ids import CalendarId, EventId
from kalends.core.page import UnknownCursor, read_cursor
from kalends.core.time import Interval
from kalends.core.time import zone as known_zone
from kalends.features.calendars.errors import TooManyParts
from kalends.features.calendars.events.asking import Scope
from kalends.features.calendars.events.detailed import detailed
from kalends.features.calendars.events.lists import After
from kalends.features.calendars.events.repository import Shown
from kalends.features.calendars.events.steps import Changed

CHANGES = problems(403, 409, 412)
# As many as an address holds.
MOST_CALENDARS = 100

router = APIRouter(prefix="/events", tags=["Events"], route_class=LeanRoute)

Calendars = Annotated[
    list[UUID] | None,
    Query(description=f"By default all that you may look into; at most {MOST_CALENDARS} by name."),
]
Which = Annotated[Scope | None, Query(description="By default `one` where a recurrence_id is named, else `all`.")]
Occurrence = Annotated[RecurrenceId | None, Query()]
Start = Annotated[Instant | None, Query(examples=["2026-01-12T00:00:00Z"])]


class SpanIsMissing(Invalid):
    """Say from when to when: occurrences without an end can't be listed."""


@router.get("", response_model=EventPageOut, responses=problems(403))
async def list_events(
    actor: Acting,
    services: Serving,
    start: Start = None,
    end: Start = None,
    calendar_id: Calendars = None,
    zone: Zone | None = None,
    cursor: Cursor = None,
    expand: bool = False,
    limit: Limit = 50,
) -> Response:
    """Events, oldest first: all, or those that take place in a span of at most 400 days. With `expand` each of their
    occurrences in the span, in order.

    Days and times without a zone are where `zone` has them; by default each calendar's.
    """
    if zone is not None:
        known_zone(zone)
    calendars = _calendars(calendar_id)
    if start is None or end is None:
        if expand or start is not None or end is not None:
            raise SpanIsMissing(field="end" if start else "start")
        page = await services.event_lists.with_details(actor, calendars, read_cursor(cursor), limit)
    elif expand:
        shown = await services.event_lists.between(actor, calendars, Interval(start, end), zone)
        return answer(bodies.occurrences_body(*_page_of(shown, cursor, limit)))
    else:
        page = await services.event_lists.of_span_with_details(
            actor, calendars, Interval(start, end), zone, read_cursor(cursor), limit
        )
    return answer({"items": [bodies.event_body(one) for one in page.items], "next_cursor": page.next_cursor})


@router.post("", status_code=201, response_model=EventOut, responses=problems(403, 409))
async def add(body: EventIn, actor: Acting, services: Serving, _: IdempotencyKey = None) -> Response:
    """A new event, in your own calendar or in one that you may write in. Who asks others to come organises it."""
    changed = await services.detailed_events.add(actor, body.calendar(), body.value())
    assert changed.event is not None
    location = f"/api/v1/events/{changed.event.id}"
    content = bodies.event_body(await detailed(changed.event))
    return answer(content, status=201, etag=changed.event.etag, location=location)


@router.get("/search", response_model=FoundPageOut, responses=problems(403))
async def search(
    actor: Acting,
    services: Serving,
    q: Annotated[str, Query(max_length=200, examples=["lunch bob"])],
    calendar_id: Calendars = None,
    zone: Zone | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Events that have these words, or their beginnings, in what they say; a part of them in what they are called; or
    something like them. What fits best comes first, each with its occurrence that is nearest to now."""
    if zone is not None:
        known_zone(zone)
    found = await services.event_lists.search(
        actor, q, _calendars(calendar_id), zone, after=_after(cursor), limit=limit + 1
    )
    more = found[limit - 1] if len(found) > limit else None
    next_cursor = None if more is None else _cursor(f"{more.score!r}/{more.event_id}")
    return answer(bodies.found_body(found[:limit], next_cursor))


@router.post("/batch", response_model=BatchedOut, responses=CHANGES)
async def change_many(body: BatchIn, actor: Acting, services: Serving, _: IdempotencyKey = None) -> Response:
    """Add, change and remove up to a hundred at once: all happens, or nothing. What is refused names its place."""
    ids = await services.detailed_events.batch(actor, body.value())
    return answer({"ids": [str(one) for one in ids]})


@router.delete("/changes/{change_id}", status_code=204, response_class=Response, responses=CHANGES)
async def undo(change_id: UUID, actor: Acting, services: Serving) -> Response:
    """Take a change of your own back, within a day, if nothing came after it."""
    await services.detailed_events.undo(actor, change_id)
    return Response(status_code=204)


@router.get("/{event_id}", response_model=EventOut, responses=problems(403))
async def see(event_id: EventId, actor: Acting, services: Serving, recurrence_id: Occurrence = None) -> Response:
    """One event, or one occurrence of it."""
    seen = await services.detailed_events.see(actor, event_id, recurrence_id)
    return answer(bodies.event_body(seen), etag=seen.event.etag)


@router.patch("/{event_id}", response_model=ChangedOut, responses=CHANGES)
async def change(
    event_id: EventId,
    body: EventPatch,
    actor: Acting,
    services: Serving,
    scope: Which = None,
    recurrence_id: Occurrence = None,
    if_match: IfMatch = None,
) -> Response:
    """Change what is named, leave the rest: one occurrence, that and those that follow, or all. What follows becomes an
    event of its own."""
    changed = await services.detailed_events.change(
        actor,
        event_id,
        body.value(),
        which(scope, recurrence_id),
        calendar_id=body.calendar(),
        if_match=if_match,
    )
    return await _changed(changed)


@router.delete("/{event_id}", response_model=ChangedOut, responses=CHANGES)
async def remove(
    event_id: EventId,
    actor: Acting,
    services: Serving,
    scope: Which = None,
    recurrence_id: Occurrence = None,
    if_match: IfMatch = None,
) -> Response:
    """All of it, one occurrence, or that and those that follow."""
    return await _changed(
        await services.detailed_events.remove(actor, event_id, which(scope, recurrence_id), if_match=if_match)
    )


@router.put("/{event_id}/answer", response_model=ChangedOut, responses=CHANGES)
async def answer_invitation(
    event_id: EventId,
    body: ParticipationIn,
    actor: Acting,
    services: Serving,
    recurrence_id: Occurrence = None,
    if_match: IfMatch = None,
) -> Response:
    """Say whether you come, by your own mail address: to all of it, or to one occurrence."""
    changed = await services.detailed_events.answer(
        actor,
        event_id,
        body.participation,
        which(None, recurrence_id),
        delegate=body.sent(),
        if_match=if_match,
    )
    return await _changed(changed)


async def _changed(changed: Changed) -> Response:
    event, following = changed.event, changed.following
    body = {
        "change_id": str(changed.change_id),
        "event": bodies.event_body(await detailed(event)) if event else None,
        "following": bodies.event_body(await detailed(following)) if following else None,
    }
    return answer(body, etag=event.etag if event else None)


def _calendars(given: Sequence[UUID] | None) -> Sequence[CalendarId] | None:
    if given is None:
        return None
    if len(given) > MOST_CALENDARS:
        raise TooManyParts(f"Name at most {MOST_CALENDARS} calendars.", field="calendar_id")
    return [CalendarId(one) for one in given]


def _page_of(shown: Sequence[Shown], cursor: str | None, limit: int) -> tuple[Sequence[Shown], str | None]:
    """Behind the place where the last page ended, whatever came or went since."""
    if cursor is not None:
        after = _read(cursor)
        shown = [one for one in shown if _place(one) > after]
    return shown[:limit], _cursor(_place(shown[limit - 1])) if len(shown) > limit else None


def _place(one: Shown) -> str:
    return f"{one.starts_at.isoformat()}/{one.event_id}/{one.recurrence_id}"


def _after(cursor: str | None) -> After | None:
    if cursor is None:
        return None
    score, _, event_id = _read(cursor).partition("/")
    try:
        return After(float(score), UUID(event_id))
    except ValueError as broken:
        raise UnknownCursor(field="cursor") from broken


def _cursor(place: str) -> str:
    return urlsafe_b64encode(place.encode()).decode().rstrip("=")


def _read(cursor: str) -> str:
    try:
        return urlsafe_b64decode(cursor + "==").decode()
    except ValueError as broken:
        raise UnknownCursor(field="cursor") from broken

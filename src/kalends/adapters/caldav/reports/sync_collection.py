"""sync-collection (RFC 6578, section 3.2): what changed since a token."""

from collections.abc import AsyncGenerator

from starlette.responses import Response

from kalends.adapters.caldav.multistatus import NOT_FOUND, Asked, all_of, multistatus, status_response
from kalends.adapters.caldav.names import DAV
from kalends.adapters.caldav.places import Kind, quoted
from kalends.adapters.caldav.propfind import asked_in, dead_of
from kalends.adapters.caldav.reading import Element
from kalends.adapters.caldav.refusals import NotSo
from kalends.adapters.caldav.reports.calendar_data import read_wanted, responder
from kalends.adapters.caldav.tokens import read_token, token_of
from kalends.adapters.caldav.visit import Visit
from kalends.adapters.caldav.writing import element, empty
from kalends.adapters.http.kinds import BadRequest
from kalends.features.calendars.queries.retrieval import AS_STORED
from kalends.features.calendars.repository import Change
from kalends.features.calendars.service import Changes

INSUFFICIENT_STORAGE = "HTTP/1.1 507 Insufficient Storage"
PAGE = 1_000
ETAG = f"{DAV}getetag"


async def sync_collection(visit: Visit, body: Element) -> Response:
    """With a limit, the answer may be cut: it says so by 507 for the collection, and its token leads on."""
    if visit.place.kind is not Kind.CALENDAR:
        raise NotSo(f"{DAV}supported-report", "Changes are told of calendars.")
    token = body.first(f"{DAV}sync-token")
    if token is None:
        raise BadRequest("A sync-collection has a sync-token, empty at first.", field="sync-token")
    if visit.depth(default="1") == "infinity" or _level(body) not in ("1", "infinite"):
        raise BadRequest("Changes are told of the objects in a calendar: sync-level 1.", field="sync-level")
    limit = _limit(body)
    asked = asked_in(body, is_brief=visit.wants_less)
    of, since = read_token(token.text)
    changes = await visit.services.calendars.changes(visit.actor, visit.which, since, of=of, limit=limit or PAGE)
    if limit is None:
        return await _whole(visit, body, asked, since, changes)
    responses = [one async for one in _responses(visit, body, asked, changes)]
    if changes.is_cut:
        error = empty(f"{DAV}number-of-matches-within-limits")
        responses.append(status_response(visit.place.href, INSUFFICIENT_STORAGE, error))
    return await multistatus(all_of(responses), tail=_token(token_of(changes.seen.calendar, changes.sync_token)))


async def _whole(visit: Visit, body: Element, asked: Asked, since: int, first: Changes) -> Response:
    """Page by page up to where the calendar was when it was asked, so that no name comes twice."""
    calendar = first.seen.calendar
    until = calendar.sync_token

    async def responses() -> AsyncGenerator[str]:
        changes = first
        while True:
            async for one in _responses(visit, body, asked, changes):
                yield one
            if not changes.is_cut:
                return
            changes = await visit.services.calendars.changes(
                visit.actor, calendar.id, changes.sync_token, until=until, limit=PAGE, is_first=since == 0
            )

    return await multistatus(responses(), tail=_token(token_of(calendar, until)))


async def _responses(visit: Visit, body: Element, asked: Asked, changes: Changes) -> AsyncGenerator[str]:
    base = visit.place.href
    if asked.names == [ETAG]:
        for one in changes.items:
            yield _removed(base, one) if one.etag is None else _tagged(base + quoted(one.name), one.etag)
        return
    responding = responder(visit, changes.seen, asked)
    wanted = read_wanted(body.first(f"{DAV}prop"))
    there = [one.name for one in changes.items if not one.is_removed]
    named = await visit.services.queries.named(visit.actor, visit.which, there, wanted or AS_STORED)
    by_name = {one.entry.name: one for one in named.found}
    dead = await dead_of(visit, responding, there)
    for one in changes.items:
        if one.name in by_name:
            yield responding.response(base + quoted(one.name), by_name[one.name], dead.get(one.name))
        elif one.is_removed:
            yield _removed(base, one)


def _tagged(href: str, etag: str) -> str:
    """What nearly all that synchronise ask for."""
    return (
        f"<D:response><D:href>{href}</D:href><D:propstat><D:prop><D:getetag>{etag}</D:getetag></D:prop>"
        "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
    )


def _removed(base: str, one: Change) -> str:
    return status_response(base + quoted(one.name), NOT_FOUND)


def _token(token: str) -> str:
    return element(f"{DAV}sync-token", token)


def _level(body: Element) -> str:
    level = body.first(f"{DAV}sync-level")
    return "1" if level is None else level.text.strip().lower()


def _limit(body: Element) -> int | None:
    """None: all. RFC 5323, section 5.17."""
    limit = body.first(f"{DAV}limit")
    many = limit.first(f"{DAV}nresults") if limit is not None else None
    if many is None:
        return None
    if not many.text.strip().isdigit() or not int(many.text):
        raise BadRequest("A limit is a number from 1.", field="nresults")
    return min(int(many.text), PAGE)

"""Pages that are open already, kept up to date by a stream of what is new.

Two hundred may look at one meeting. What all of them see is read once, drawn once for each zone, and sent as it is.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.live.stream import Say, event, stream_of, version_seen
from kalends.adapters.web.grids import CELLS, COARSE
from kalends.adapters.web.meeting_views import news_view, organiser_news_view
from kalends.adapters.web.meetings import meeting_id_of, reading_of, url_of
from kalends.adapters.web.rendering import pages_of
from kalends.core.errors import Error
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings.answering.recommendations import Board
from kalends.features.meetings.watching import Stand
from kalends.store.cache import Cache

# With their answer and how they suit the best times; rather too much than too little.
BYTES_A_PARTICIPANT = 3_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """`weight` in bytes; `is_for_all`: the same whoever may look."""

    value: T
    weight: int
    is_for_all: bool


class Shared:
    """What is made once for many, and kept for those who come later."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._under_way: dict[str, asyncio.Task[Made[Any]]] = {}

    async def get(self, key: str, make: Callable[[], Awaitable[Made[T]]]) -> Made[T]:
        if (known := self._cache.get(key)) is not None:
            return known
        if (others := self._under_way.get(key)) is None:
            others = self._under_way[key] = asyncio.create_task(self._made(key, make), name=f"make {key}")
            return await asyncio.shield(others)
        with suppress(Error):
            made = await asyncio.shield(others)
            if made.is_for_all:
                return made
        # What the first one sees is not for this one, or they have lost their right to look.
        return await make()

    async def _made(self, key: str, make: Callable[[], Awaitable[Made[T]]]) -> Made[T]:
        try:
            made = await make()
            if made.is_for_all:
                self._cache.put(key, made, weight=made.weight)
            return made
        finally:
            del self._under_way[key]


async def watch(request: Request) -> Response:
    shared: Shared = request.scope["shared"]
    meeting_id, minutes = meeting_id_of(request), _minutes(request)
    # Whoever has said no zone reads in the meeting's, which is one as well.
    place = (await reading_of(request, "")).zone

    async def look() -> Made[Board]:
        board = await services_of(request).recommendations.board(actor_of(request), meeting_id)
        return Made(board, BYTES_A_PARTICIPANT * len(board.given), _is_for_all(board))

    async def draw(stand: Stand) -> Made[bytes]:
        board = await shared.get(f"board/{stand.meeting_id}/{stand.version}", look)
        drawn = event(await _page(request, board.value, minutes), id=stand.version)
        return Made(drawn, len(drawn), board.is_for_all)

    async def all_see(stand: Stand) -> bytes:
        key = f"news/{stand.meeting_id}/{stand.version}/{minutes}/{place}"
        return (await shared.get(key, partial(draw, stand))).value

    async def own(stand: Stand) -> bytes:
        return event(await _page(request, (await look()).value, minutes), id=stand.version)

    return await stream_of(
        request, meeting_id, lambda watch: _or_reload(request, own if watch.may_schedule else all_see)
    )


async def _page(request: Request, board: Board, minutes: int) -> str:
    pages = pages_of(request)
    reading = await reading_of(request, board.meeting.zone)
    if not board.admission.may(Permission.SCHEDULE):
        return pages.part("m/news.html", news_view(board, reading, minutes))
    frame = await pages.frame(request.scope)
    return pages.part("meetings/news.html", {**frame, **organiser_news_view(board, url_of(request), reading, minutes)})


def _is_for_all(board: Board) -> bool:
    """Organisers have buttons that are their own; in a blind meeting each sees their own answer alone."""
    return board.admission.sees_answers and not board.admission.may(Permission.SCHEDULE)


def _or_reload(request: Request, say: Say) -> Say:
    """What is new; but where the meeting itself is another than the page shows, the page must be loaded again."""
    shown = _own(version_seen(request))

    async def news(stand: Stand) -> bytes:
        nonlocal shown
        before, shown = shown, _own(stand.version)
        if before in {"", shown} and not stand.is_over:
            return await say(stand)
        return event("{}", name="reload", id=stand.version)

    return news


def _own(version: str) -> str:
    """The meeting's own part of it."""
    return version.partition(".")[0]


def _minutes(request: Request) -> int:
    """The size of the cells that the page shows."""
    given = request.query_params.get("cell", "")
    return next((size for size in (*CELLS, *COARSE) if str(size) == given), CELLS[0])


routes = [Route("/m/{code}/live", watch), Route("/meetings/{meeting_id}/live", watch)]

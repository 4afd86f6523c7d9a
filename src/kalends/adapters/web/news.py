"""Pages that are open already, kept up to date by a stream of what is new.

Two hundred may look at one meeting. What all of them see is drawn once for each zone, and sent as it is.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.live.stream import Say, event, stream_of, version_seen
from kalends.adapters.web.grids import CELLS, COARSE
from kalends.adapters.web.meeting_views import news_view, organiser_news_view
from kalends.adapters.web.meetings import meeting_id_of, reading_of
from kalends.adapters.web.rendering import pages_of
from kalends.core.errors import Error
from kalends.features.meetings.watching import Stand
from kalends.store.cache import Cache

Draw = Callable[[], Awaitable[bytes]]


class Drawn:
    """What is drawn once for many."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._under_way: dict[str, asyncio.Task[bytes]] = {}

    async def get(self, key: str, draw: Draw) -> bytes:
        if (known := self._cache.get(key)) is not None:
            return known
        with suppress(Error):
            return await asyncio.shield(self._under_way.get(key) or self._begin(key, draw))
        # Whoever was first may have lost their right to look; that is no reason for the others.
        return await draw()

    def _begin(self, key: str, draw: Draw) -> "asyncio.Task[bytes]":
        task = self._under_way[key] = asyncio.create_task(self._drawn(key, draw), name="news: draw")
        return task

    async def _drawn(self, key: str, draw: Draw) -> bytes:
        try:
            drawn = await draw()
            self._cache.put(key, drawn, weight=len(drawn))
            return drawn
        finally:
            del self._under_way[key]


async def watch_by_link(request: Request) -> Response:
    drawn: Drawn = request.scope["drawn"]
    pages, minutes = pages_of(request), _minutes(request)

    async def say(stand: Stand) -> bytes:
        async def draw() -> bytes:
            board = await services_of(request).recommendations.board(actor_of(request), None)
            reading = await reading_of(request, board.meeting.zone)
            return event(pages.part("m/news.html", news_view(board, reading, minutes)), id=stand.version)

        # Whoever has said no zone reads in the meeting's, which is one as well.
        reading = await reading_of(request, "")
        return await drawn.get(f"news/{stand.meeting_id}/{stand.version}/{minutes}/{reading.zone}", draw)

    return await stream_of(request, None, _or_reload(request, say))


async def watch(request: Request) -> Response:
    """With buttons that are this person's own, so drawn for each."""
    meeting_id, pages, minutes = meeting_id_of(request), pages_of(request), _minutes(request)

    async def say(stand: Stand) -> bytes:
        board = await services_of(request).recommendations.board(actor_of(request), meeting_id)
        view = organiser_news_view(board, await reading_of(request, board.meeting.zone), minutes)
        frame = await pages.frame(request.scope)
        return event(pages.part("meetings/news.html", {**frame, **view}), id=stand.version)

    return await stream_of(request, meeting_id, _or_reload(request, say))


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


routes = [
    Route("/m/{code}/live", watch_by_link),
    Route("/meetings/{meeting_id}/live", watch),
]

"""The stream as server-sent events (WHATWG HTML, section 9.2): each fact with its position as the event's id.

A browser sends the last id along when it comes back (Last-Event-ID), so nothing is missed and nothing comes twice.
"""

import asyncio
import json
from contextlib import aclosing
from random import randint

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from kalends.adapters.live.following import PATIENCE, Following
from kalends.adapters.live.stream import COME_BACK, END, MEDIA_TYPE
from kalends.core.errors import Error
from kalends.features.notices.stream.domain import Reading, StreamedFact


class FactStream(Response):
    """`first` was read, and allowed, before the answer began."""

    def __init__(self, following: Following, first: Reading) -> None:
        super().__init__(media_type=MEDIA_TYPE, headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        # There is no end to announce.
        del self.headers["content-length"]
        self._following = following
        self._first = first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["is_stream"] = True
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if scope["method"] == "HEAD":
            await send(_piece(b"", more=False))
            return
        telling = asyncio.create_task(self._tell(send), name="stream: tell")
        leaving = asyncio.create_task(_left(receive), name="stream: leaving")
        try:
            await asyncio.wait([telling, leaving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (telling, leaving):
                task.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)
        failure = None if telling.cancelled() else telling.exception()
        # Nobody reads any more, or too slowly: they come back to where they were.
        if failure is not None and not isinstance(failure, ConnectionError | TimeoutError):
            raise failure

    async def _tell(self, send: Send) -> None:
        await send(_piece(b"retry: %d\n\n" % randint(*COME_BACK)))  # noqa: S311  # spread, not secret
        try:
            async with aclosing(self._following.readings(self._first)) as readings:
                async for reading in readings:
                    async with asyncio.timeout(PATIENCE):
                        await send(_piece(written(reading)))
        except Error:
            # What let them in has ended.
            await send(_piece(END))
        await send(_piece(b"", more=False))


def written(reading: Reading) -> bytes:
    """All of its facts; and at the end the position, which a browser keeps though there is nothing to tell."""
    return b"".join(map(_event, reading.facts)) + f"id: {reading.position}\n\n".encode()


def _event(fact: StreamedFact) -> bytes:
    data = json.dumps(fact.wire(), separators=(",", ":"), ensure_ascii=False)
    return f"id: {fact.position}\nevent: {fact.event_type}\ndata: {data}\n\n".encode()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _piece(body: bytes, *, more: bool = True) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}

"""News of a meeting as server-sent events (WHATWG HTML, section 9.2), for as long as somebody looks on.

`event: end` is the last: the meeting is over, or the right to look on is. A stream that just breaks off wants the
client back, which browsers do by themselves.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from random import randint
from time import monotonic

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from kalends.adapters.http.acting import actor_of, services_of
from kalends.adapters.live.hub import Hub, Watcher
from kalends.core.errors import Error, Unavailable
from kalends.core.ids import MeetingId
from kalends.features.meetings.watching import Stand, Watch

MEDIA_TYPE = "text/event-stream"
# Below the minute after which proxies give up on what is silent; and a client that is gone shows itself by it.
HEARTBEAT = 15.0
# Who was let in may have been put out since, in a way that nobody tells us of: a session ended, a role taken.
PROVE_EVERY = 30.0
# So that streams move to new processes, and to where there is room.
LONGEST = 1800.0
# Milliseconds until a browser comes back; spread, because all who look on are cut off at the same time.
COME_BACK = (1_000, 4_000)
END = b"event: end\ndata: {}\n\n"

# What one who looks on is told of how the meeting stands: a whole event. Asked again for each of them.
Say = Callable[[Stand], Awaitable[bytes]]


def event(data: str, *, name: str = "message", id: str) -> bytes:
    lines = "".join(f"data: {line}\n" for line in data.splitlines() if line.strip())
    return f"id: {id}\nevent: {name}\n{lines}\n".encode()


async def stream_of(request: Request, meeting_id: MeetingId | None, say: Callable[[Watch], Say]) -> Response:
    """Of the meeting that the actor's link leads to, where no id is given. `say` chooses what this one is told."""
    hub: Hub = request.scope["hub"]
    actor, watches = actor_of(request), services_of(request).watches
    address = request.scope["origin"].address
    hub.ensure_room(address)
    watch = await watches.begin(actor, meeting_id)
    prove = partial(watches.begin, actor, watch.stand.meeting_id)
    return Stream(hub, watch, prove, say(watch), address=address, seen=version_seen(request))


def version_seen(request: Request) -> str:
    """What the client shows already: since it last heard from us, or as it says in the address."""
    return request.headers.get("last-event-id") or request.query_params.get("version", "")


class Stream(Response):
    """`watch` has been allowed; `prove` asks again."""

    def __init__(
        self,
        hub: Hub,
        watch: Watch,
        prove: Callable[[], Awaitable[Watch]],
        say: Say,
        *,
        address: str | None,
        seen: str,
    ) -> None:
        super().__init__(media_type=MEDIA_TYPE, headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        # There is no end to announce.
        del self.headers["content-length"]
        self._hub = hub
        self._watch = watch
        self._prove = prove
        self._say = say
        self._address = address
        self._seen = seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["is_stream"] = True
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        if scope["method"] == "HEAD":
            await send(_piece(b"", more=False))
            return
        with self._hub.watching(self._watch, self._address) as watcher:
            leaving = asyncio.create_task(_left(receive, watcher), name="stream: leaving")
            try:
                await self._run(watcher, send)
                await send(_piece(b"", more=False))
            except ConnectionError:
                # Nobody reads any more.
                pass
            finally:
                leaving.cancel()

    async def _run(self, watcher: Watcher, send: Send) -> None:
        await send(_piece(b"retry: %d\n\n" % randint(*COME_BACK)))  # noqa: S311  # spread, not secret
        began = proved = monotonic()
        while not (watcher.is_closed or self._hub.is_closed or monotonic() - began > LONGEST):
            if watcher.must_prove or monotonic() - proved > PROVE_EVERY:
                if not await self._may_stay(watcher):
                    await send(_piece(END))
                    return
                proved = monotonic()
            stand = watcher.stand
            if stand.version != self._seen:
                await self._tell(stand, watcher, send)
            if stand.is_over:
                await send(_piece(END))
                return
            if not await watcher.wait(HEARTBEAT):
                await send(_piece(b":\n\n"))

    async def _tell(self, stand: Stand, watcher: Watcher, send: Send) -> None:
        try:
            said = await self._say(stand)
        except Error:
            # Whatever it is, it is tried again with the next heartbeat, once they have proved that they may look.
            watcher.must_prove = True
            return
        self._seen = stand.version
        await send(_piece(said))

    async def _may_stay(self, watcher: Watcher) -> bool:
        watcher.must_prove = False
        try:
            watcher.tell((await self._prove()).stand)
        except Unavailable:
            # Nobody can say; asked again at the next turn.
            watcher.must_prove = True
        except Error:
            return False
        return True


async def _left(receive: Receive, watcher: Watcher) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    watcher.close()


def _piece(body: bytes, *, more: bool = True) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}

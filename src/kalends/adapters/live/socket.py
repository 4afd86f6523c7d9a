"""The stream over a WebSocket (RFC 6455): the same facts under the same filter.

Each message is a JSON object with the `position` to go on from and the `fact`; without one it is a heartbeat. Who may
not go on is told why by the close code: 4401 signed out, 4400 a bad question, 4409 a position too old, 4429 too many,
4408 too slow, 1012 the server goes away or the time is over: come back. Another site's page is refused the handshake.
"""

import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from starlette.types import Message, Receive, Scope, Send

from kalends.adapters.http.authentication import Recogniser
from kalends.adapters.http.rate import Buckets
from kalends.adapters.live.following import PATIENCE, Following
from kalends.adapters.live.wakes import Wakes
from kalends.core.actor import Origin, Person
from kalends.core.errors import Conflict, Error, NotSignedIn, TooMany, Unavailable
from kalends.core.ids import SpaceId
from kalends.features.accounts.organisations.domain import NoSuchOrganisation
from kalends.features.notices.stream.domain import Position, Reading
from kalends.services import Services

PATH = "/api/v1/stream/socket"
# The stream's own address does as well: a handshake asks for nothing else.
PATHS = frozenset({PATH, "/api/v1/stream"})
# A browser can't send Authorization with a WebSocket, but names of subprotocols it can: ours, and one with the token.
PROTOCOL = "kalends"
TOKEN = "kalends.token."  # noqa: S105  # what stands before one
SERVICE_RESTART = 1012
TOO_SLOW = 4408
CODES: Sequence[tuple[type[Error], int]] = (
    (NotSignedIn, 4401),
    (Conflict, 4409),
    (TooMany, 4429),
    (Unavailable, SERVICE_RESTART),
    (Error, 4400),
)
# A reason must fit into a control frame: 125 bytes with its code.
LONGEST_REASON = 123


@dataclass(frozen=True, slots=True)
class _Route:
    """For logs and figures: sockets are no router's."""

    name: str = "stream socket"
    path: str = PATH


@dataclass(frozen=True, slots=True)
class _Ending:
    """What is said to who is sent away."""

    code: int
    reason: str


class Sockets:
    """Answers `PATHS`; every other WebSocket is refused. Inside of the request's id, as requests are."""

    def __init__(
        self, services: Services, sessions: Recogniser, wakes: Wakes, *, buckets: Buckets, origins: Sequence[str]
    ) -> None:
        """`origins`: of whose pages the scripts may open one, besides those of the host that is asked."""
        self._services = services
        self._sessions = sessions
        self._wakes = wakes
        self._buckets = buckets
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        if scope["path"] not in PATHS or not self._is_ours(scope["headers_by_name"]):
            # Before it is accepted, this answers 403.
            await send({"type": "websocket.close", "code": 1000})
            return
        scope["route"] = _Route()
        offered: list[str] = scope.get("subprotocols", [])
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if PROTOCOL in offered else None})
        leaving = asyncio.create_task(self._left(scope, receive), name="socket: leaving")
        telling = asyncio.create_task(self._tell(scope, offered, send), name="socket: tell")
        try:
            done, _ = await asyncio.wait([telling, leaving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (telling, leaving):
                task.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)
        # Only now: granian 2.8 keeps back a close for as long as somebody waits for what comes in.
        # Who has gone away while they were told is told nothing more.
        with suppress(ConnectionError, RuntimeError):
            for ending in [found for task in done if (found := task.result()) is not None][:1]:
                await _close(send, ending)

    async def _tell(self, scope: Scope, offered: Sequence[str], send: Send) -> _Ending:
        try:
            following, after = await self._begun(scope, offered)
            first = await following.first(after)
            async with aclosing(following.readings(first)) as readings:
                async for reading in readings:
                    async with asyncio.timeout(PATIENCE):
                        await _send_all(send, reading)
        except TimeoutError:
            return _Ending(TOO_SLOW, "You take too long to read. Come back to your position.")
        except Error as refused:
            return _Ending(_code_of(refused), str(refused))
        return _Ending(SERVICE_RESTART, "Come back to your position.")

    async def _left(self, scope: Scope, receive: Receive) -> _Ending | None:
        """Nothing that comes in is of interest, and who sends it pays for it as for requests."""
        try:
            while (await receive())["type"] != "websocket.disconnect":
                self._buckets.charge(scope["origin"].address)
        except TooMany as refused:
            return _Ending(_code_of(refused), str(refused))
        return None

    def _is_ours(self, headers: dict[bytes, bytes]) -> bool:
        """Browsers say whose page asks (RFC 6455, section 10.2), and let any page ask; other programs say nothing."""
        given = headers.get(b"origin")
        if given is None:
            return True
        host = headers.get(b"host", b"").decode("latin-1")
        origin = given.decode("latin-1")
        return origin in self._origins or origin in (f"https://{host}", f"http://{host}")

    async def _actor(self, scope: Scope, offered: Sequence[str]) -> Person:
        """As for requests: an address pays for credentials that do not stand, a person for what they ask."""
        origin: Origin = scope["origin"]
        self._buckets.ensure_left(origin.address)
        try:
            actor = await self._sessions.recognise(bearer=_token(scope["headers_by_name"], offered), origin=origin)
        except NotSignedIn:
            self._buckets.take(origin.address)
            raise
        scope["actor"] = actor
        if not isinstance(actor, Person):
            raise NotSignedIn
        self._buckets.charge(actor.id)
        return actor

    async def _begun(self, scope: Scope, offered: Sequence[str]) -> tuple[Following, Position | None]:
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=60)
        actor = await self._actor(scope, offered)
        stream = self._services.stream
        after = query.get("after", [""])[0]
        following = Following(
            stream=stream,
            wakes=self._wakes,
            actor=actor,
            wanted=stream.wanted(query.get("events", []), _space(query.get("space_id", [""])[0])),
        )
        return following, Position.read(after, field="after") if after else None


def _token(headers: dict[bytes, bytes], offered: Sequence[str]) -> str:
    scheme, _, given = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if scheme.lower() == "bearer" and given:
        return given.strip()
    found = next((one.removeprefix(TOKEN) for one in offered if one.startswith(TOKEN)), None)
    if found is None:
        raise NotSignedIn
    return found


def _space(given: str) -> SpaceId | None:
    try:
        return SpaceId(UUID(given)) if given else None
    except ValueError as not_an_id:
        raise NoSuchOrganisation(field="space_id") from not_an_id


async def _send_all(send: Send, reading: Reading) -> None:
    messages: list[dict[str, Any]] = [
        {"position": str(fact.position), "fact": fact.wire()} for fact in reading.facts
    ] or [{"position": str(reading.position)}]
    for message in messages:
        await send({"type": "websocket.send", "text": json.dumps(message, separators=(",", ":"), ensure_ascii=False)})


def _code_of(refused: Error) -> int:
    return next(code for kind, code in CODES if isinstance(refused, kind))


async def _close(send: Send, ending: _Ending) -> None:
    cut = ending.reason.encode()[:LONGEST_REASON].decode("utf-8", "ignore")
    message: Message = {"type": "websocket.close", "code": ending.code, "reason": cut}
    await send(message)

"""The stream over a WebSocket (RFC 6455): the same facts under the same filter.

Each message is a JSON object with the `position` to go on from and the `fact`; without one it is a heartbeat. Who may
not go on is told why by the close code: 4401 signed out, 4400 a bad question, 4409 a position too old, 4429 too many,
4408 too slow, 1012 the server goes away or the time is over: come back.
"""

import asyncio
import json
from collections.abc import Sequence
from contextlib import aclosing, suppress
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from starlette.types import Message, Receive, Scope, Send

from kalends.adapters.http.authentication import Recogniser
from kalends.adapters.live.following import PATIENCE, Following
from kalends.adapters.live.wakes import Wakes
from kalends.core.actor import Origin, Person
from kalends.core.errors import Conflict, Error, NotSignedIn, TooMany, Unavailable
from kalends.core.ids import SpaceId, new_uuid
from kalends.features.accounts.organisations.domain import NoSuchOrganisation
from kalends.features.notices.stream.domain import Position, Reading
from kalends.services import Services

PATH = "/api/v1/stream/socket"
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


class Sockets:
    """Answers `PATH`; every other WebSocket is refused."""

    def __init__(self, services: Services, sessions: Recogniser, wakes: Wakes) -> None:
        self._services = services
        self._sessions = sessions
        self._wakes = wakes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        if scope["path"] != PATH:
            await send({"type": "websocket.close", "code": 1000})
            return
        offered: list[str] = scope.get("subprotocols", [])
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if PROTOCOL in offered else None})
        leaving = asyncio.create_task(_left(receive), name="socket: leaving")
        telling = asyncio.create_task(self._tell(scope, offered, send), name="socket: tell")
        try:
            await asyncio.wait([telling, leaving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (telling, leaving):
                task.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)

    async def _tell(self, scope: Scope, offered: Sequence[str], send: Send) -> None:
        try:
            following, after = await self._begun(scope, offered)
            first = await following.first(after)
            async with aclosing(following.readings(first)) as readings:
                async for reading in readings:
                    async with asyncio.timeout(PATIENCE):
                        await _send_all(send, reading)
        except TimeoutError:
            await _close(send, TOO_SLOW, "You take too long to read. Come back to your position.")
        except Error as refused:
            await _close(send, _code_of(refused), str(refused))
        else:
            await _close(send, SERVICE_RESTART, "Come back to your position.")

    async def _begun(self, scope: Scope, offered: Sequence[str]) -> tuple[Following, Position | None]:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=60)
        client = scope.get("client")
        origin = Origin(
            request_id=str(new_uuid()),
            address=client[0] if client else None,
            agent=headers.get(b"user-agent", b"").decode("latin-1")[:200],
        )
        actor = await self._sessions.recognise(bearer=_token(headers, offered), origin=origin)
        if not isinstance(actor, Person):
            raise NotSignedIn
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


async def _close(send: Send, code: int, reason: str) -> None:
    cut = reason.encode()[:LONGEST_REASON].decode("utf-8", "ignore")
    message: Message = {"type": "websocket.close", "code": code, "reason": cut}
    # They may have left already.
    with suppress(ConnectionError, RuntimeError):
        await send(message)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "websocket.disconnect":
        pass

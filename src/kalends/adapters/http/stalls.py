"""Answers that nobody takes: large ones go out in pieces, and a client that takes none for a while is dropped.

granian waits for a slow reader without limit (measured with 2.8: 3 MB stayed for as long as the client did). What fits
into the kernel's buffer is out of our hands at once; for the rest the kernel itself gives up, see `bound_writes`.
"""

import asyncio
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What one write may carry: granian takes the next piece once the one before has left.
PIECE = 64 * 1024
# What the kernel may hold for one client (it doubles this). Left alone it took 2.8 MB for each that reads nothing.
SEND_BUFFER = 128 * 1024

_log = structlog.get_logger("kalends.http")


class NobodyReads(ConnectionError):
    """The client takes nothing of what it asked for."""


class Stalls:
    def __init__(self, app: ASGIApp, *, seconds: float) -> None:
        self.app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            body: bytes = message.get("body", b"")
            more: bool = message.get("more_body", False)
            if not more and len(body) <= PIECE:
                await send(message)
                return
            for start in range(0, len(body) or 1, PIECE):
                is_last = start + PIECE >= len(body)
                piece: Message = {**message, "body": body[start : start + PIECE], "more_body": more or not is_last}
                try:
                    await asyncio.wait_for(send(piece), self._seconds)
                except TimeoutError as stalled:
                    raise NobodyReads from stalled

        await self.app(scope, receive, guarded)


def bound_writes(port: int, seconds: float) -> int:
    """Have the kernel end connections whose client takes nothing for `seconds` (TCP_USER_TIMEOUT; a zero window
    counts), and hold little for them. Connections inherit both from the listening socket, which granian opens itself,
    so we look for it among our own. Answers how many were found."""
    found = 0
    if sys.platform != "linux":
        return found
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208  # numbers, not files
        with suppress(OSError):
            if Path(f"/proc/self/fd/{name}").readlink().as_posix().startswith("socket:"):
                found += _bound(os.dup(int(name)), port, seconds)
    return found


def _bound(descriptor: int, port: int, seconds: float) -> bool:
    with socket.socket(fileno=descriptor) as one:
        if one.family not in (socket.AF_INET, socket.AF_INET6) or one.type != socket.SOCK_STREAM:
            return False
        is_ours = bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)) and one.getsockname()[1] == port
        if is_ours:
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(seconds * 1000))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        return is_ours


async def keep_writes_bounded(port: int, seconds: float) -> None:
    """granian listens only after the application has started: look until the socket is there."""
    for _ in range(100):
        if bound_writes(port, seconds):
            return
        await asyncio.sleep(0.1)
    if sys.platform == "linux":
        _log.warning("slow readers are not bounded", metadata={"port": port})

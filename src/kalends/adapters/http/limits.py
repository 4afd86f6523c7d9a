"""Nothing larger, deeper or slower than agreed reaches a handler: it gets the body whole, or not at all.

Files are the exception, imported or for events to carry: they come in pieces, each within the same bounds.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from hashlib import sha256
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kalends.adapters.http.codings import decoding_of
from kalends.adapters.http.kinds import (
    AddressTooLong,
    BadRequest,
    BodyTooLarge,
    BodyTooSlow,
    BrokenOff,
    HeadersTooLarge,
    NotThatType,
    TooDeep,
)
from kalends.settings import Limits as Settings

_STRINGS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
MAX_KEY = 255


# Where bodies are streamed: uploads to imports (`adapters/api/imports.py`, `adapters/web/imports.py`), and files that
# events carry, which CalDAV tells from other bodies by what is asked.
_STREAMED = re.compile(
    r"/api/v1/calendars/[^/]+/imports(?:/[^/]+)?|/calendar/import"
    r"|/api/v1/events/[^/]+/attachments|/calendar/events/[^/]+/attachments",
    re.ASCII,
)
_ATTACHING = re.compile(rb"(?:^|&)action=attachment-(?:add|update)(?:&|$)")
# Bytes a second, once `body_total` has passed: a slow telephone line.
LEAST_PACE = 4_000


class Limits:
    """`bodies` allows more to addresses that begin so."""

    def __init__(self, app: ASGIApp, *, limits: Settings, bodies: Mapping[str, int] | None = None) -> None:
        self.app = app
        self._limits = limits
        self._bodies = tuple((bodies or {}).items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limits = self._limits
        if len(scope["raw_path"] or b"") + len(scope["query_string"]) > limits.url:
            raise AddressTooLong
        if sum(len(name) + len(value) + 4 for name, value in scope["headers"]) > limits.headers:
            raise HeadersTooLarge
        headers: dict[bytes, bytes] = scope["headers_by_name"]
        if b"content-length" not in headers and b"transfer-encoding" not in headers:
            if scope["origin"].idempotency_key is not None:
                _tie_key(scope, b"")
            await self.app(scope, receive, send)
            return
        if _has_foreign_charset(headers.get(b"content-type", b"")):
            raise NotThatType
        if _is_streamed(scope):
            if scope["origin"].idempotency_key is not None:
                # What is in it is not known yet; how much it is has to do.
                _tie_key(scope, headers.get(b"content-length", b""))
            pieces = self._pieces(headers, receive, limits.import_body, least_pace=LEAST_PACE)
            await self.app(scope, in_pieces(pieces, receive), send)
            return
        largest = next((size for prefix, size in self._bodies if scope["path"].startswith(prefix)), limits.body)
        body = b"".join([piece async for piece in self._pieces(headers, receive, largest)])
        if b"json" in headers.get(b"content-type", b"") and is_deeper(body, limits.json_depth):
            raise TooDeep
        if scope["origin"].idempotency_key is not None:
            _tie_key(scope, body)
        await self.app(scope, replay(body, receive), send)

    async def _pieces(
        self, headers: Mapping[bytes, bytes], receive: Receive, largest: int, *, least_pace: float | None = None
    ) -> AsyncIterator[bytes]:
        """The body, decoded. Where there is a least pace, the time for the whole grows with what has come."""
        limits = self._limits
        declared = headers.get(b"content-length", b"0")
        if not declared.isdigit():
            raise BadRequest
        if int(declared) > largest:
            raise BodyTooLarge
        decoding = decoding_of(headers.get(b"content-encoding", b""))
        came = size = 0
        began = monotonic()
        while True:
            left = began + limits.body_total + (came / least_pace if least_pace else 0) - monotonic()
            # granian closes slow heads, not slow bodies: a stall and the whole are both bounded here.
            try:
                message = await asyncio.wait_for(receive(), min(limits.body_stall, left))
            except TimeoutError as slow:
                raise BodyTooSlow from slow
            if message["type"] == "http.disconnect":
                raise BrokenOff
            came += len(message.get("body", b""))
            for piece in decoding.feed(message.get("body", b"")):
                size += len(piece)
                if size > largest:
                    raise BodyTooLarge
                yield piece
            if not message.get("more_body", False):
                decoding.end()
                return


def _is_streamed(scope: Scope) -> bool:
    if scope["method"] == "POST" and scope["path"].startswith("/dav/calendars/"):
        return _ATTACHING.search(scope["query_string"]) is not None
    return _STREAMED.fullmatch(scope["path"]) is not None


def _has_foreign_charset(kind: bytes) -> bool:
    """Fields of a form in UTF-7 or "unicode_escape" would decode to what is no Unicode; browsers name no charset."""
    kind = kind.lower()
    return kind.startswith(b"multipart/") and b"charset" in kind.replace(b'"', b"").replace(b"charset=utf-8", b"")


def replay(body: bytes, receive: Receive) -> Receive:
    is_given = False

    async def again() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def in_pieces(pieces: AsyncIterator[bytes], receive: Receive) -> Receive:
    is_over = False

    async def next_piece() -> Message:
        nonlocal is_over
        if is_over:
            return await receive()
        piece = await anext(pieces, None)
        is_over = piece is None
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    return next_piece


def _tie_key(scope: Scope, body: bytes) -> None:
    """The request that an Idempotency-Key stands for: method, address and body."""
    origin = scope["origin"]
    if len(origin.idempotency_key) > MAX_KEY:
        raise BadRequest(f"An Idempotency-Key has at most {MAX_KEY} characters.", field="Idempotency-Key")
    digest = sha256(b"\0".join([scope["method"].encode(), scope["path"].encode(), scope["query_string"], body]))
    scope["origin"] = replace(origin, request_hash=digest.digest())


def is_deeper(body: bytes, depth: int) -> bool:
    """Whether the JSON nests deeper than `depth`. Each pass strips the innermost level, at the speed of C."""
    if body.count(b"[") + body.count(b"{") <= depth:
        return False
    left = _STRINGS.sub(b"", body).translate(None, _BRACKETS)
    for _ in range(depth):
        # Marks first: taken out at once, the inner pair would make a new one of what is around it.
        stripped = left.replace(b"[]", b".").replace(b"{}", b".").translate(None, b".")
        if len(stripped) == len(left):
            break
        left = stripped
    # What is malformed is left over as well: the parser may say so, unless it would have to recurse into it.
    return left.count(b"[") + left.count(b"{") > depth or bool(re.search(rb"\[\]|\{\}", left))

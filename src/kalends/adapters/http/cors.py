"""Other sites' scripts may call the JSON API if their exact origin is listed; by default none is. No cookies."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

_PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, POST, PUT, PATCH, DELETE"),
    (
        b"access-control-allow-headers",
        b"authorization, content-type, idempotency-key, if-match, if-none-match, kalends-link",
    ),
    # Two hours: the longest that any browser keeps.
    (b"access-control-max-age", b"7200"),
]
_EXPOSED = (b"access-control-expose-headers", b"etag, location, ratelimit, ratelimit-policy, retry-after, x-request-id")
_VARY = (b"vary", b"Origin")


class Cors:
    def __init__(self, app: ASGIApp, *, origins: Sequence[str], prefix: str = "/api/") -> None:
        self.app = app
        self._origins = frozenset(origin.encode() for origin in origins)
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._origins or not scope["path"].startswith(self._prefix):
            await self.app(scope, receive, send)
            return
        headers: dict[bytes, bytes] = scope["headers_by_name"]
        origin = headers.get(b"origin", b"")
        allowed = [(b"access-control-allow-origin", origin)] if origin in self._origins else []
        if allowed and scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            await send({"type": "http.response.start", "status": 204, "headers": [*allowed, _VARY, *_PREFLIGHT]})
            await send({"type": "http.response.body"})
            return
        scope["answer_headers"] += [*allowed, _VARY, _EXPOSED] if allowed else [_VARY]
        await self.app(scope, receive, send)

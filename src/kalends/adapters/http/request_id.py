"""The outermost layer: who asks from where, under which id, as part of which trace."""

import os
import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address, ip_network

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kalends.core.actor import Origin
from kalends.core.ids import new_uuid

# Long enough for any usual tracing header, short enough for a log line; nothing that could forge one.
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
# W3C Trace Context, section 3.2.2; all-zero ids are invalid there.
_TRACEPARENT = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_SAMPLED = "01"


class Proxies:
    """The reverse proxies whose word about the client is believed."""

    def __init__(self, trusted: Iterable[str]) -> None:
        self._networks = [ip_network(one, strict=False) for one in trusted]
        self.are_there = bool(self._networks)
        self.trust = lru_cache(maxsize=1024)(self._trust)

    def _trust(self, address: str) -> bool:
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)

    def client(self, peer: str, forwarded_for: str) -> str:
        """The last address in the chain that is not one of ours: everything left of it is anybody's claim."""
        address = peer
        for claimed in reversed(forwarded_for.split(",")):
            if not self.trust(address):
                break
            hop = claimed.strip()
            try:
                ip_address(hop)
            except ValueError:
                break
            address = hop
        return address


class RequestIds:
    """Sets scope["origin"], scope["headers_by_name"] and scope["answer_headers"]; answers X-Request-ID."""

    def __init__(self, app: ASGIApp, *, proxies: Proxies) -> None:
        self.app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        scope["headers_by_name"] = headers
        given = headers.get(b"x-request-id", b"").decode("latin-1")
        request_id = given if _SANE.fullmatch(given) else str(new_uuid())
        address = _peer(scope)
        if self._proxies.are_there and address is not None and self._proxies.trust(address):
            if (scheme := headers.get(b"x-forwarded-proto", b"").decode("latin-1")) in {"http", "https"}:
                scope["scheme"] = scheme
            address = self._proxies.client(address, headers.get(b"x-forwarded-for", b"").decode("latin-1"))
        key = headers.get(b"idempotency-key")
        scope["origin"] = Origin(
            request_id=request_id,
            address=address,
            agent=headers.get(b"user-agent", b"").decode("latin-1")[:200],
            traceparent=_traceparent(headers.get(b"traceparent", b"").decode("latin-1")),
            idempotency_key=key.decode("latin-1") if key else None,
        )
        # Inner layers add to this what their answer, whichever it will be, shall say.
        scope["answer_headers"] = answer_headers = [(b"x-request-id", request_id.encode())]

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *answer_headers]
            await send(message)

        await self.app(scope, receive, with_headers)


def _peer(scope: Scope) -> str | None:
    client = scope.get("client")
    return client[0] if client else None


def _traceparent(given: str) -> str:
    """The caller's, else one of our own: facts carry it even where nothing is traced."""
    if _TRACEPARENT.fullmatch(given):
        return given
    random = os.urandom(24).hex()
    return f"00-{random[:32]}-{random[32:]}-{_SAMPLED}"

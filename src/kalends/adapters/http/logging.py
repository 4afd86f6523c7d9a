"""One line for each request: the route's name and template, never what was typed into the address."""

import re
from time import perf_counter
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kalends.adapters.http.routes import template_of
from kalends.core.actor import Person

# What nginx made customary for "the client left before the answer".
CLIENT_LEFT = 499
# A WebSocket (RFC 6455, section 4.2.2), and one that is closed before it is accepted.
SWITCHING, REFUSED = 101, 403
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Probes and scrapes come every few seconds and say nothing.
_QUIET = frozenset({"live", "ready", "metrics"})

_log = structlog.get_logger("kalends.http")


class Logging:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = perf_counter()
        status = CLIENT_LEFT

        async def watching(message: Message) -> None:
            nonlocal status
            match message["type"]:
                case "http.response.start":
                    status = message["status"]
                case "websocket.accept":
                    status = SWITCHING
                case "websocket.close" if status != SWITCHING:
                    status = REFUSED
                case _:
                    pass
            await send(message)

        try:
            await self.app(scope, receive, watching)
        finally:
            _write(scope, status, perf_counter() - began)


def _write(scope: Scope, status: int, seconds: float) -> None:
    route = scope.get("route")
    action = getattr(route, "name", None) or "unmatched"
    if action in _QUIET and status < 500:
        return
    origin, actor = scope["origin"], scope.get("actor")
    traceparent: str = origin.traceparent or ""
    parameters: dict[str, Any] = scope.get("path_params") or {}
    line = _log.error if status >= 500 else _log.info
    line(
        "request",
        action=action,
        request_id=origin.request_id,
        space=_known_space(parameters),
        trace_id=traceparent[3:35],
        person=str(actor.id) if isinstance(actor, Person) else None,
        duration_ms=round(seconds * 1000, 2),
        status=status,
        metadata={
            "method": scope["method"],
            "route": template_of(scope),
            "actor": type(actor).__name__.lower() if actor is not None else "unknown",
            **{name: text for name, value in parameters.items() if (text := _id(value))},
        },
    )


def _known_space(parameters: dict[str, Any]) -> str | None:
    return _id(parameters.get("space_id") or parameters.get("organisation_id"))


def _id(value: object) -> str | None:
    """The value if it is an id; anything else in an address may be a code or a token, which no log may hold."""
    text = str(value)
    return text if _UUID.fullmatch(text) else None

"""Rate, errors and duration of each route, and a span where traces are wanted."""

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kalends.adapters.http.logging import CLIENT_LEFT, REFUSED, SWITCHING
from kalends.adapters.http.routes import template_of
from kalends.telemetry import Figures, Tracing


class Metrics:
    def __init__(self, app: ASGIApp, *, figures: Figures, tracing: Tracing | None = None) -> None:
        self.app = app
        self._figures = figures
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = perf_counter()
        ended: float | None = None
        status = CLIENT_LEFT

        async def watching(message: Message) -> None:
            nonlocal status, ended
            match message["type"]:
                case "http.response.start":
                    status = message["status"]
                    # A stream lasts for as long as somebody reads; how long it took is how long they waited for it.
                    ended = perf_counter() if scope.get("is_stream") else None
                case "websocket.accept":
                    status, ended = SWITCHING, perf_counter()
                case "websocket.close" if status != SWITCHING:
                    status = REFUSED
                case _:
                    pass
            await send(message)

        try:
            if self._tracing is None:
                await self.app(scope, receive, watching)
            else:
                with self._tracing.request(scope) as span:
                    await self.app(scope, receive, watching)
                    span.finish(template_of(scope), status)
        finally:
            seconds = (ended or perf_counter()) - began
            self._figures.request(scope["method"], template_of(scope), status, seconds)

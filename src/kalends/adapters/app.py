"""The one ASGI application: the layers in their order, then the doors."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import APIRouter
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from kalends.adapters.api import PREFIX, api_app, build_api
from kalends.adapters.http.authentication import Authentication, Recogniser
from kalends.adapters.http.basic import DeviceRecogniser
from kalends.adapters.http.cors import Cors
from kalends.adapters.http.csrf import Csrf
from kalends.adapters.http.draining import Draining
from kalends.adapters.http.headers import Headers
from kalends.adapters.http.health import Health, Operators
from kalends.adapters.http.limits import Limits
from kalends.adapters.http.logging import Logging
from kalends.adapters.http.metrics import Metrics
from kalends.adapters.http.problems import Problems
from kalends.adapters.http.pulse import Pulse
from kalends.adapters.http.rate import Buckets, Charged, Rates
from kalends.adapters.http.request_id import Proxies, RequestIds
from kalends.adapters.http.stalls import Stalls, keep_writes_bounded
from kalends.adapters.live.hub import Hub
from kalends.adapters.live.socket import Sockets
from kalends.adapters.live.wakes import Wakes
from kalends.adapters.web.assets import Assets
from kalends.adapters.web.home import explain, home
from kalends.adapters.web.hooks import HOOKS
from kalends.adapters.web.news import Shared
from kalends.adapters.web.preferences import prefer
from kalends.adapters.web.rendering import Pages, Readers
from kalends.adapters.web.unsubscribing import UNSUBSCRIBE
from kalends.core.tasks import ended
from kalends.features.accounts.links import Links
from kalends.services import Services
from kalends.settings import Settings
from kalends.store.cache import Cache
from kalends.store.database import Database
from kalends.telemetry import Figures, Tracing

# They take no cookies, so nobody's browser can be made to act there.
CALDAV, WELL_KNOWN = "/dav/", "/.well-known/"
# Somewhat more than what is stored, so that a refusal can say how much that is.
LARGEST_OBJECT = 5 * 2**20
# Figures of the pool and the cache are as old as this at most.
SAMPLE_EVERY = 5.0

_log = structlog.get_logger("kalends.http")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What the application stands on, assembled by `wiring`."""

    database: Database
    cache: Cache
    sessions: Recogniser
    devices: DeviceRecogniser
    links: Links
    figures: Figures
    csrf_key: bytes
    tracing: Tracing | None = None
    readers: Readers | None = None
    operators: Operators | None = None
    hub: Hub | None = None
    wakes: Wakes | None = None
    # Entered before the first request and left after the last: pools, signals.
    lifetime: Callable[[], AbstractAsyncContextManager[Any]] = nullcontext


def build_app(
    settings: Settings,
    services: Services,
    inside: Inside,
    *,
    api_routers: Sequence[APIRouter] = (),
    routes: Sequence[BaseRoute] = (),
) -> ASGIApp:
    """`api_routers` go under /api/v1; `routes` are pages and other doors, each with its whole path."""
    draining = Draining(notice=settings.server.drain)
    if inside.hub is not None:
        draining.tell(inside.hub.send_away)
    if inside.wakes is not None:
        draining.tell(inside.wakes.close)
    pulse = Pulse(inside.database)
    health = Health(
        database=inside.database,
        cache=inside.cache,
        figures=inside.figures,
        draining=draining,
        pulse=pulse,
        operators=inside.operators,
        metrics_from=settings.telemetry.metrics_from,
    )
    assets = Assets()
    pages = Pages(assets=assets, readers=inside.readers)
    router = Router(
        [
            Mount(PREFIX, app=api_app(build_api(api_routers)), name="api"),
            Mount("/static", app=assets, name="static"),
            *health.routes(),
            Route("/", home, name="home"),
            Route("/preferences", prefer, methods=["POST"], name="preferences"),
            Route("/problems/{code}", explain, name="problem"),
            *routes,
        ],
        redirect_slashes=False,
    )
    given = {
        "services": services,
        "pages": pages,
        "hub": inside.hub,
        "wakes": inside.wakes,
        "shared": Shared(inside.cache),
        "public_url": settings.server.public_url,
        "import_body": settings.limits.import_body,
    }
    # One share for all that somebody asks, by whichever way.
    buckets = Buckets(burst=settings.limits.burst, per_second=settings.limits.per_second)
    layers = _layered(router, settings, inside, draining=draining, pages=pages, buckets=buckets)
    sockets = _sockets(services, settings, inside, buckets=buckets)
    return _Application(layers, settings, inside, given=given, draining=draining, pulse=pulse, sockets=sockets)


def _sockets(services: Services, settings: Settings, inside: Inside, *, buckets: Buckets) -> ASGIApp | None:
    """Those of the layers that a WebSocket passes."""
    if inside.wakes is None:
        return None
    origins = [*settings.cors.origins, settings.public_url]
    app: ASGIApp = Sockets(services, inside.sessions, inside.wakes, buckets=buckets, origins=origins)
    app = Logging(Metrics(app, figures=inside.figures))
    return RequestIds(app, proxies=Proxies(settings.server.trusted_proxies))


def _layered(
    router: ASGIApp, settings: Settings, inside: Inside, *, draining: Draining, pages: Pages, buckets: Buckets
) -> ASGIApp:
    """Innermost first: read it from the bottom, as a request does."""
    app: ASGIApp = Csrf(
        router,
        key=inside.csrf_key,
        public_url=settings.public_url,
        exempt=(UNSUBSCRIBE, HOOKS, CALDAV, WELL_KNOWN),
    )
    app = Charged(app, buckets=buckets)
    app = Authentication(
        app, sessions=inside.sessions, devices=inside.devices, links=inside.links, is_https=settings.is_https
    )
    app = Rates(app, buckets=buckets)
    app = Limits(app, limits=settings.limits, bodies={CALDAV: LARGEST_OBJECT})
    app = Problems(app, public_url=settings.public_url, pages=pages)
    app = Headers(app, is_https=settings.is_https, draining=draining)
    app = Cors(app, origins=settings.cors.origins)
    app = Metrics(app, figures=inside.figures, tracing=inside.tracing)
    app = Logging(app)
    app = RequestIds(app, proxies=Proxies(settings.server.trusted_proxies))
    return Stalls(app, seconds=settings.limits.write_stall)


class _Application:
    """Tells requests from the server's start and stop, and gives each request what handlers reach for."""

    def __init__(
        self,
        layers: ASGIApp,
        settings: Settings,
        inside: Inside,
        *,
        given: dict[str, Any],
        draining: Draining,
        pulse: Pulse,
        sockets: ASGIApp | None,
    ) -> None:
        self._layers = layers
        self._settings = settings
        self._inside = inside
        self._given = {**given, "app": self}
        self._draining = draining
        self._pulse = pulse
        self._sockets = sockets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                scope.update(self._given)
                await self._layers(scope, receive, send)
            case "lifespan":
                await self._live(receive, send)
            case "websocket" if self._sockets is not None:
                # RFC 6455, section 4.1: the handshake is a GET.
                scope["method"] = "GET"
                await self._sockets(scope, receive, send)
            case _:
                await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            async with self._inside.lifetime(), self._background():
                self._draining.install()
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception as failure:
            _log.error("could not start or stop", exc_info=failure)
            await send({"type": "lifespan.startup.failed", "message": str(failure)})
            return
        await send({"type": "lifespan.shutdown.complete"})

    @asynccontextmanager
    async def _background(self) -> AsyncGenerator[None]:
        server, limits = self._settings.server, self._settings.limits
        tasks = [
            asyncio.create_task(self._pulse.run(), name="pulse"),
            asyncio.create_task(self._sample(), name="sample"),
            asyncio.create_task(keep_writes_bounded(server.port, limits.write_stall), name="bound writes"),
        ]
        try:
            yield
        finally:
            if self._inside.hub is not None:
                await self._inside.hub.close()
            if self._inside.wakes is not None:
                self._inside.wakes.close()
            await ended(tasks)

    async def _sample(self) -> None:
        inside = self._inside
        while True:
            inside.figures.pool(inside.database.pool.get_stats())
            inside.figures.cache(inside.cache.hits, inside.cache.misses, inside.cache.bytes)
            await asyncio.sleep(SAMPLE_EVERY)

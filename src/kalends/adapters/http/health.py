"""Alive, ready, well: for orchestrators, load balancers, operators; and the figures for Prometheus."""

import json
import platform
from collections.abc import Iterable
from dataclasses import asdict
from ipaddress import ip_address, ip_network
from typing import Any, Protocol

import psycopg
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kalends import __version__
from kalends.adapters.http.draining import Draining
from kalends.adapters.http.kinds import NotForStrangers
from kalends.adapters.http.pulse import Pulse
from kalends.core.actor import Nobody, Person
from kalends.core.errors import Unavailable
from kalends.store.cache import Cache
from kalends.store.condition import newest_migration, outbox_figures, server_version
from kalends.store.database import Database
from kalends.store.migrate import all_migrations
from kalends.telemetry import Figures


class Operators(Protocol):
    async def is_operator(self, actor: Person) -> bool: ...


class Health:
    def __init__(
        self,
        *,
        database: Database,
        cache: Cache,
        figures: Figures,
        draining: Draining,
        pulse: Pulse,
        operators: Operators | None,
        metrics_from: Iterable[str],
    ) -> None:
        self._db = database
        self._cache = cache
        self._figures = figures
        self._draining = draining
        self._pulse = pulse
        self._operators = operators
        self._scrapers = [ip_network(one, strict=False) for one in metrics_from]

    def routes(self) -> list[Route]:
        return [
            Route("/live", self.live, name="live"),
            Route("/ready", self.ready, name="ready"),
            Route("/health", self.health, name="health"),
            Route("/metrics", self.metrics, name="metrics"),
        ]

    async def live(self, _: Request) -> Response:
        """The process answers; restarting it would mend nothing else."""
        return Response("live\n", media_type="text/plain")

    async def ready(self, _: Request) -> Response:
        """Requests may be sent here."""
        word = self._word()
        return Response(f"{word}\n", 200 if word == "ok" else 503, {"cache-control": "no-store"}, "text/plain")

    async def health(self, request: Request) -> Response:
        report: dict[str, Any] = {"status": self._word()}
        if await self._is_operator(request):
            report |= await self._detail()
        status = 503 if report["status"] == "down" else 200
        return Response(json.dumps(report), status, {"cache-control": "no-store"}, "application/json")

    async def metrics(self, request: Request) -> Response:
        if not self._may_scrape(request) and not await self._is_operator(request):
            raise NotForStrangers
        return Response(self._figures.scrape(await self._outbox()), media_type="text/plain; version=0.0.4")

    def _word(self) -> str:
        if self._draining.is_on:
            return "draining"
        return "ok" if self._pulse.is_there else "down"

    async def _is_operator(self, request: Request) -> bool:
        actor = request.scope["actor"]
        return self._operators is not None and isinstance(actor, Person) and await self._operators.is_operator(actor)

    def _may_scrape(self, request: Request) -> bool:
        """From a listed address, by itself: one that a proxy nobody told us of passes on has a header that says so."""
        origin = request.scope["origin"]
        peer = request.client.host if request.client else None
        if origin.address is None or (origin.address == peer and "x-forwarded-for" in request.headers):
            return False
        try:
            address = ip_address(origin.address)
        except ValueError:
            return False
        return any(address in network for network in self._scrapers)

    async def _outbox(self) -> dict[str, float]:
        """Nothing, rather than no figures at all, while the database is away."""
        if not self._pulse.is_there:
            return {}
        try:
            async with self._db.transaction(Nobody()) as tx:
                return asdict(await outbox_figures(tx))
        except (Unavailable, psycopg.Error):
            return {}

    async def _detail(self) -> dict[str, Any]:
        asked = self._cache.hits + self._cache.misses
        async with self._db.transaction(Nobody()) as tx:
            outbox, migration = await outbox_figures(tx), await newest_migration(tx)
            postgresql = await server_version(tx)
        known = max((one.number for one in all_migrations()), default=0)
        return {
            "versions": {"kalends": __version__, "python": platform.python_version(), "postgresql": postgresql},
            "migrations": {"applied": migration, "known": known},
            "pool": self._db.pool.get_stats(),
            "cache": {
                "hit_rate": round(self._cache.hits / asked, 3) if asked else None,
                "bytes": self._cache.bytes,
            },
            "outbox": asdict(outbox),
        }

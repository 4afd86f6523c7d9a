"""The whole application over the services of a town, for people who come in by its doors."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import httpx

from kalends.adapters.api import answers as answers_api
from kalends.adapters.api import meetings as meetings_api
from kalends.adapters.app import Inside, build_app
from kalends.adapters.web import answering as answering_pages
from kalends.adapters.web import meetings as meetings_pages
from kalends.adapters.web.rendering import Reader
from kalends.core.actor import Actor, Nobody, Origin, Person
from kalends.core.errors import NotSignedIn
from kalends.settings import load
from kalends.telemetry import Figures
from tests.features.meetings.town import Inhabitant, Town

ORIGIN = "http://localhost:8000"


class Doorman:
    """Knows people by their id; who signs in how is the accounts' own tests' affair."""

    def __init__(self) -> None:
        self.known: dict[str, Inhabitant] = {}

    async def recognise(self, *, bearer: str | None = None, cookie: str | None = None, origin: Origin) -> Actor:
        one = self.known.get(bearer or cookie or "")
        if one is None and bearer is not None:
            raise NotSignedIn
        return Person(one.actor.id, one.actor.session_id, origin) if one else Nobody(origin)

    async def reader(self, actor: Person) -> Reader:
        return Reader(name="Ada", username="ada", zone="Europe/Berlin")

    async def is_operator(self, actor: Person) -> bool:
        return False


class Doors:
    """Clients for the API and for pages."""

    def __init__(self, town: Town) -> None:
        self._doorman = Doorman()
        services = SimpleNamespace(
            meetings=town.meetings,
            meeting_links=town.links,
            participants=town.participants,
            answers=town.answers,
            recommendations=town.recommendations,
            bookings=town.bookings,
        )
        inside = Inside(
            database=town.db,
            cache=town.cache,
            sessions=self._doorman,
            links=town.codes,
            figures=Figures(),
            csrf_key=b"k" * 32,
            readers=self._doorman,
            operators=self._doorman,
        )
        environ = {"KALENDS_ENV": "test", "KALENDS__LIMITS__BURST": "100000", "KALENDS__LIMITS__PER_SECOND": "100000"}
        self.app = build_app(
            load(environ=environ).settings,
            services,
            inside,
            api_routers=[meetings_api.router, answers_api.router],
            routes=[*meetings_pages.routes, *answering_pages.routes],
        )

    @asynccontextmanager
    async def _client(self, headers: dict[str, str], cookies: dict[str, str]) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers, cookies=cookies) as client:
            yield client

    def api(self, who: Inhabitant | str | None = None):
        """Somebody signed in, or the holder of the link with this code, or nobody."""
        match who:
            case Inhabitant():
                return self._client({"authorization": f"Bearer {self._know(who)}"}, {})
            case str():
                return self._client({"kalends-link": who}, {})
            case None:
                return self._client({}, {})

    def pages(self, who: Inhabitant | None = None, zone: str | None = None):
        """A browser without scripts."""
        cookies = {"kalends_session": self._know(who)} if who else {}
        if zone is not None:
            cookies["kalends_zone"] = zone
        return self._client({"accept": "text/html", "origin": ORIGIN}, cookies)

    def _know(self, who: Inhabitant) -> str:
        token = who.actor.id.hex
        self._doorman.known[token] = who
        return token

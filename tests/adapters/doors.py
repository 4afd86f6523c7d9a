"""The whole application as `wiring` puts it together, with a town's clock for its meetings."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from hashlib import sha256
from secrets import token_urlsafe

import httpx

from kalends import frontage, wiring
from kalends.core.actor import System
from kalends.core.clock import system_clock
from kalends.core.ids import new_uuid
from kalends.features.calendars.exports.service import Exports
from tests.features.meetings.town import Inhabitant, Town

ORIGIN = "http://localhost:8000"
Client = AbstractAsyncContextManager[httpx.AsyncClient]


class Doors:
    """Clients for the API and for pages, each signed in as people are: by access token, by cookie."""

    def __init__(self, town: Town, house: wiring.House) -> None:
        self._town = town
        self._tokens = house.services.sessions.access_tokens
        services = replace(
            house.services,
            exports=Exports(db=town.db, links=town.codes, public_url=ORIGIN, clock=system_clock),
            meetings=town.meetings,
            meeting_links=town.links,
            participants=town.participants,
            answers=town.answers,
            free_times=town.free_times,
            recommendations=town.recommendations,
            bookings=town.bookings,
            deadlines=town.deadlines,
        )
        self.app = frontage.app_of(replace(house, links=town.codes, services=services))

    def api(self, who: Inhabitant | str | None = None) -> Client:
        """Somebody signed in, or the holder of the link with this code, or nobody."""
        match who:
            case Inhabitant():
                token = self._tokens.issue(who.actor.id, who.actor.session_id)
                return self._client({"authorization": f"Bearer {token}"})
            case str():
                return self._client({"kalends-link": who})
            case None:
                return self._client({})

    @asynccontextmanager
    async def pages(self, who: Inhabitant | None = None, zone: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """A browser without scripts."""
        cookies = {"kalends_session": await self._cookie_of(who)} if who else {}
        if zone is not None:
            cookies["kalends_zone"] = zone
        async with self._client({"accept": "text/html", "origin": ORIGIN}, cookies) as client:
            yield client

    async def _cookie_of(self, who: Inhabitant) -> str:
        secret = token_urlsafe(32)
        async with self._town.db.transaction(System(who.space_id)) as tx:
            await tx.execute(
                """
                INSERT INTO sessions (id, space_id, person_id, kind, secret_hash, expires_at)
                VALUES (%s, %s, %s, 'cookie', %s, now() + interval '1 hour')
                """,
                [new_uuid(), who.space_id, who.actor.id, sha256(secret.encode()).digest()],
            )
        return secret

    @asynccontextmanager
    async def _client(
        self, headers: dict[str, str], cookies: dict[str, str] | None = None
    ) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers, cookies=cookies) as client:
            yield client

"""The product as wiring puts it together, for people who come in by its doors and prove who they are."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx

from kalends.core.actor import System
from kalends.core.ids import SpaceId, new_uuid
from kalends.features.accounts.mail_links import MailLinkId
from kalends.features.accounts.people.domain import NewPerson
from kalends.features.accounts.people.people_file import Row
from kalends.frontage import app_of
from kalends.settings import load
from kalends.store.database import Stores
from kalends.wiring import House, build
from tests.features.accounts.house import PASSWORD, somebody


@dataclass(frozen=True, slots=True)
class Entrance:
    house: House
    app: Any

    @property
    def origin(self) -> str:
        return self.house.settings.public_url

    @asynccontextmanager
    async def api(self, token: str | None = None, address: str = "127.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        async with self._client(f"{self.origin}/api/v1", headers, address) as client:
            yield client

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[httpx.AsyncClient]:
        """Keeps cookies, follows nothing by itself."""
        async with self._client(self.origin, {"accept": "text/html", "origin": self.origin}, "127.0.0.1") as client:
            yield client

    def _client(self, url: str, headers: dict[str, str], address: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app, client=(address, 5000))
        return httpx.AsyncClient(transport=transport, base_url=url, headers=headers)

    async def resident(self, name: str = "ada", *, is_operator: bool = False) -> NewPerson:
        """Somebody whose address is confirmed."""
        new = replace(somebody(name), is_operator=is_operator)
        row = Row(line=1, person=new.checked())
        await self.house.services.people.add_many(System(SpaceId(new_uuid())), [row])
        return new

    async def token(self, new: NewPerson) -> str:
        return (await self.tokens(new))["access_token"]

    async def tokens(self, new: NewPerson) -> dict[str, Any]:
        async with self.api() as client:
            answer = await client.post("/sessions", json={"login": new.email, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def newest_code(self, new: NewPerson) -> str:
        """What stands in the mail that went out last."""
        async with self.house.database.transaction(System(SpaceId(new_uuid()))) as tx:
            cursor = await tx.connection.execute("SELECT space_id FROM find_account(%s)", [new.email_key])
            row = await cursor.fetchone()
        assert row is not None
        async with self.house.database.transaction(System(row[0])) as tx:
            link = await tx.value("SELECT id FROM mail_links ORDER BY id DESC LIMIT 1")
        return self.house.services.registrations.mail_links.code_of(MailLinkId(link))


@asynccontextmanager
async def opened(app_conninfo: str, **settings: str) -> AsyncIterator[Entrance]:
    """`settings` such as server__public_url="https://…" win over those of the tests."""
    overrides = {name.replace("__", "."): value for name, value in settings.items()}
    loaded = load({"database.pool": "4", **overrides}, environ={"KALENDS_ENV": "test"})
    stores = Stores(owner=app_conninfo, app=app_conninfo, act_as=None)
    house = build(loaded.settings, b"m" * 32, stores, service="test")
    async with house.open():
        yield Entrance(house, app_of(house))


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="(\w+)"', page)
    assert found is not None
    return found[1]

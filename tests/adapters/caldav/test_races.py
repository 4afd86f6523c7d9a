"""Sixteen clients at once, at two processes' worth of server."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from random import Random
from uuid import uuid4

import httpx
import pytest

from tests.adapters.caldav import races
from tests.adapters.entrance import opened

CLIENTS = 16
# `bench/caldav_races.py` runs 50 of each against a live server, and so does CI.
ROUNDS = 50 if os.environ.get("CI") else 5
# Each of fifteen writers writes so often while one follows.
WRITES = 12


@pytest.fixture(scope="module")
async def clients(app_conninfo: str) -> AsyncIterator[Sequence[httpx.AsyncClient]]:
    """All Ada's, by one device password; every other one speaks to the other of two houses on one database."""
    async with AsyncExitStack() as stack:
        houses = [await stack.enter_async_context(opened(app_conninfo)) for _ in range(2)]
        ada = await houses[0].resident("ada")
        async with houses[0].api(await houses[0].token(ada)) as api:
            made = await api.post("/people/me/devices", json={"name": "Sixteen of them"})
        auth = (ada.username, made.json()["password"])
        yield [
            await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(app=houses[n % 2].app), base_url=houses[0].origin, auth=auth
                )
            )
            for n in range(CLIENTS)
        ]


@pytest.fixture
async def calendar(clients: Sequence[httpx.AsyncClient]) -> str:
    """A new one's address."""
    answer = await clients[0].request(
        "PROPFIND",
        "/dav/",
        content='<propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>',
        headers={**races.XML, "Depth": "0"},
    )
    principal = answer.text.partition("/dav/principals/")[2].partition("/")[0]
    address = f"/dav/calendars/{principal}/{uuid4()}/"
    (await clients[0].request("MKCALENDAR", address)).raise_for_status()
    return address


async def test_of_sixteen_updates_of_one_etag_one_wins(clients: Sequence[httpx.AsyncClient], calendar: str) -> None:
    for _ in range(ROUNDS):
        assert await races.updates_of_one_etag(clients, calendar) == []


async def test_of_sixteen_creates_of_one_address_one_wins(clients: Sequence[httpx.AsyncClient], calendar: str) -> None:
    for _ in range(ROUNDS):
        assert await races.creates_of_one_href(clients, calendar) == []


async def test_of_sixteen_objects_of_one_uid_one_is_kept(clients: Sequence[httpx.AsyncClient], calendar: str) -> None:
    for _ in range(ROUNDS):
        assert await races.creates_of_one_uid(clients, calendar) == []


@pytest.mark.parametrize("limit", [None, 7])
async def test_who_follows_by_token_ends_with_exactly_what_is_there(
    clients: Sequence[httpx.AsyncClient], calendar: str, limit: int | None
) -> None:
    broken = await races.a_follower_among_writers(clients, calendar, writes=WRITES, limit=limit, random=Random(7))

    assert broken == []


async def test_a_limit_cuts_the_answer_and_loses_nothing(clients: Sequence[httpx.AsyncClient], calendar: str) -> None:
    for n in range(25):
        (await races.put(clients[0], f"{calendar}{n}.ics", races.object_of(str(n), "Lunch"))).raise_for_status()
    follower = races.Follower(calendar, limit=10)

    assert await follower.ensure_same(clients[1]) == []
    assert len(follower.known) == 25


async def test_a_token_that_nobody_gave_out_is_refused(clients: Sequence[httpx.AsyncClient], calendar: str) -> None:
    assert await races.a_token_nobody_gave_out(clients[0], calendar) == []

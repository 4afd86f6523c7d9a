"""Streams of news through the whole application, as a browser's EventSource reads them."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.types import Message

from kalends.adapters.http import draining
from kalends.adapters.live import stream
from kalends.core.actor import System
from kalends.features.meetings.domain import LinkKind
from kalends.features.meetings.service import Seen
from tests.adapters.http.conftest import settings_with
from tests.adapters.product import Product, Somebody
from tests.features.meetings.town import link_of, participant_of, yes


class Client:
    """Reads a stream without end, which httpx's transport for tests would wait for."""

    def __init__(self, app: Any, url: str, headers: dict[str, str]) -> None:
        self._incoming: asyncio.Queue[Message] = asyncio.Queue()
        self._leave = asyncio.Event()
        self._text = ""
        self.status = 0
        self.headers: dict[str, str] = {}
        parts = urlsplit(url)
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in {"host": "localhost", **headers}.items()],
            "client": ("127.0.0.1", 5000),
            "server": ("localhost", 8000),
        }
        self.task = asyncio.create_task(app(scope, self._receive, self._incoming.put))

    async def _receive(self) -> Message:
        await self._leave.wait()
        return {"type": "http.disconnect"}

    async def open(self) -> None:
        async with asyncio.timeout(20):
            start = await self._incoming.get()
        self.status = start["status"]
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}

    async def event(self) -> dict[str, str]:
        """The next one that says something; {} at the end of the stream."""
        async with asyncio.timeout(20):
            while True:
                while "\n\n" in self._text:
                    block, self._text = self._text.split("\n\n", 1)
                    fields = _fields(block)
                    if "data" in fields:
                        return fields
                message = await self._incoming.get()
                self._text += message.get("body", b"").decode()
                if not message.get("more_body", False):
                    return {}

    async def leave(self) -> None:
        self._leave.set()
        async with asyncio.timeout(20):
            await self.task


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in block.splitlines():
        name, _, value = line.partition(": ")
        fields[name] = f"{fields[name]}\n{value}" if name in fields else value
    return fields


@pytest.fixture
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


@pytest.fixture
async def ada(product: Product) -> Somebody:
    return await product.settle("Ada")


@pytest.fixture
async def lunch(product: Product, ada: Somebody) -> Seen:
    return await product.propose(ada)


@asynccontextmanager
async def looking(product: Product, url: str, **headers: str) -> AsyncIterator[Client]:
    client = Client(product.app, url, {"accept": "text/event-stream", **headers})
    await client.open()
    yield client
    await client.leave()


def page_of(seen: Seen, kind: LinkKind = LinkKind.JOIN) -> str:
    return f"/m/{next(link.code for link in seen.links if link.kind is kind)}"


async def answer(product: Product, seen: Seen, name: str = "Cara") -> None:
    start = seen.meeting.windows[0].interval.start
    [given] = yes("12 14:00-16:00")
    given = replace(given, start=start, end=start + seen.meeting.duration)
    await product.services.answers.put(link_of(seen, name), seen.meeting.id, [given], "Asia/Kathmandu")


async def test_an_answer_reaches_whoever_has_the_page_open(product: Product, lunch: Seen) -> None:
    async with looking(product, f"{page_of(lunch)}/live?version=1.2&cell=30") as grace:
        assert grace.status == 200
        assert grace.headers["content-type"].startswith("text/event-stream")
        assert grace.headers["cache-control"] == "no-store"

        await answer(product, lunch)

        news = await grace.event()
    assert news["id"] == "1.3"
    assert "1 of 2 have answered" in news["data"]
    assert "Cara" in news["data"]
    assert re.findall(r'<b class="heat-\d">(\d)</b>', news["data"])[:4] == ["1", "1", "0", "0"]


async def test_an_answer_given_at_one_process_reaches_a_page_at_another(
    product: Product, app_conninfo: str, lunch: Seen
) -> None:
    other = Product(settings_with(), app_conninfo)
    async with other.house.open(), looking(other, f"{page_of(lunch)}/live?version=1.2&cell=30") as grace:
        await answer(product, lunch)

        assert (await grace.event())["id"] == "1.3"


async def test_each_reads_the_news_in_their_own_zone(product: Product, lunch: Seen) -> None:
    at = f"{page_of(lunch)}/live?version=1.2&cell=30"
    async with (
        looking(product, at, cookie="kalends_zone=Asia/Kathmandu") as bhim,
        looking(product, at, cookie="kalends_zone=America/St_Johns") as cara,
        looking(product, at) as grace,
    ):
        await answer(product, lunch)

        said = [(await one.event())["data"] for one in (bhim, cara, grace)]
    assert ["14:45–15:45" in said[0], "05:30–06:30" in said[1] or "06:30–07:30" in said[1]] == [True, True]
    assert len(set(said)) == 3


async def test_what_many_read_is_drawn_once(product: Product, lunch: Seen) -> None:
    at = f"{page_of(lunch)}/live?version=1.2&cell=30"
    before = product.house.cache.hits
    async with looking(product, at) as ada, looking(product, at) as grace, looking(product, at) as cara:
        await answer(product, lunch)
        said = [await one.event() for one in (ada, grace, cara)]
        async with looking(product, at) as late:
            said.append(await late.event())

    assert all(one == said[0] for one in said)
    assert product.house.cache.hits > before


async def test_whoever_comes_back_is_told_what_they_missed(product: Product, lunch: Seen) -> None:
    await answer(product, lunch)

    async with looking(product, f"{page_of(lunch)}/live?version=1.2", **{"last-event-id": "1.2"}) as grace:
        assert (await grace.event())["id"] == "1.3"
    async with looking(product, f"{page_of(lunch)}/live?version=1.2", **{"last-event-id": "1.3"}) as grace:
        await answer(product, lunch, "Dorothy")
        assert (await grace.event())["id"] == "1.4"


async def test_a_page_of_another_meeting_than_it_has_become_is_told_to_load_anew(
    product: Product, ada: Somebody, lunch: Seen
) -> None:
    async with looking(product, f"{page_of(lunch)}/live?version=1.2") as grace:
        await product.services.participants.remove(ada.actor, lunch.meeting.id, participant_of(lunch, "Dorothy"))

        assert (await grace.event())["event"] == "reload"


async def test_the_stream_ends_with_the_meeting(product: Product, ada: Somebody, lunch: Seen) -> None:
    start = lunch.meeting.windows[0].interval.start
    async with looking(product, f"{page_of(lunch)}/live?version=1.2") as grace:
        await product.services.bookings.book(ada.actor, lunch.meeting.id, start)

        events = [(await grace.event()).get("event") for _ in range(3)]
    assert events == ["reload", "end", None]


async def test_the_stream_ends_when_its_link_is_withdrawn(product: Product, ada: Somebody, lunch: Seen) -> None:
    shared = next(link for link in lunch.links if link.kind is LinkKind.JOIN)
    async with (
        looking(product, f"{page_of(lunch)}/live?version=1.2") as grace,
        looking(product, f"{page_of(lunch, LinkKind.ANSWER)}/live?version=1.2&cell=30") as cara,
    ):
        await product.services.meeting_links.revoke(ada.actor, lunch.meeting.id, shared.id)

        assert [(await grace.event()).get("event"), await grace.event()] == ["end", {}]
        await answer(product, lunch)
        assert (await cara.event())["id"] == "1.3"


async def test_the_stream_of_somebody_signed_out_ends(
    product: Product, ada: Somebody, lunch: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "PROVE_EVERY", 0.0)
    async with looking(product, f"/api/v1/meetings/{lunch.meeting.id}/live", **ada.headers) as her:
        assert json.loads((await her.event())["data"]) == {"version": "1.2", "status": "open"}
        async with product.house.database.transaction(System(ada.space_id)) as tx:
            await tx.execute("UPDATE sessions SET revoked_at = now() WHERE id = %s", [ada.actor.session_id])
        await answer(product, lunch)

        assert (await her.event())["event"] == "end"


async def test_a_stranger_gets_no_stream(product: Product, lunch: Seen) -> None:
    grace = await product.settle("Grace")
    for headers, status in ((grace.headers, 404), ({}, 401)):
        async with looking(product, f"/api/v1/meetings/{lunch.meeting.id}/live", **headers) as stranger:
            assert stranger.status == status


async def test_the_organisers_page_gets_their_buttons(product: Product, ada: Somebody, lunch: Seen) -> None:
    """By the same service as the page itself; the cookie is the browser's own."""
    async with product.client() as browser:
        sent = {"login": ada.username, "password": "an umbrella for ada"}
        headers = {"origin": "http://localhost:8000", "accept": "text/html"}
        await browser.post("/sign-in", data=sent, headers=headers)
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    async with looking(product, f"/meetings/{lunch.meeting.id}/live?version=1.2&cell=30", cookie=cookie) as her:
        await answer(product, lunch)

        news = (await her.event())["data"]
    assert f'action="/meetings/{lunch.meeting.id}/booking"' in news
    assert re.search(r'name="csrf_token" value="\w+"', news)
    assert "Personal link" in news


async def test_a_process_that_leaves_lets_its_streams_go(app_conninfo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining.os, "kill", lambda *_: None)
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        lunch = await product.propose(await product.settle("Ada"))
        async with looking(product, f"{page_of(lunch)}/live?version=1.2") as grace:
            app: Any = product.app
            app._draining.begin()

            assert await grace.event() == {}


async def test_asked_as_json_the_api_says_how_it_stands_and_is_done(
    product: Product, ada: Somebody, lunch: Seen
) -> None:
    async with product.client(ada.headers) as client:
        answered = await client.get(f"/api/v1/meetings/{lunch.meeting.id}/live")

    assert answered.json() == {"version": "1.2", "status": "open"}


async def test_a_page_that_finds_no_room_is_told_when_to_try_again(app_conninfo: str) -> None:
    product = Product(settings_with(limits__watchers_per_address="0"), app_conninfo)
    async with product.house.open():
        lunch = await product.propose(await product.settle("Ada"))
        async with product.client() as client:
            refused = await client.get(f"{page_of(lunch)}/live", headers={"accept": "text/event-stream"})

    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "60"

"""The stream of facts through the whole application: complete, in order, once each, and only what one may see."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest
from starlette.types import Message

from kalends.adapters.live import facts, following
from kalends.core.actor import Role, System
from kalends.core.facts import Fact
from kalends.core.ids import SpaceId, new_uuid
from kalends.features.calendars.domain import NewCalendar, Share
from kalends.features.calendars.facts import CalendarChanged
from kalends.features.notices.stream import repository
from kalends.features.notices.stream.domain import Position, PositionIsTooOld
from kalends.store import outbox
from tests.adapters.http.conftest import settings_with
from tests.adapters.live.test_stream import Client
from tests.adapters.product import Product, Somebody
from tests.features.calendars.diary import lunch


@pytest.fixture
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(limits__streams_per_person="2"), app_conninfo)
    async with product.house.open():
        yield product


@pytest.fixture
async def ada(product: Product) -> Somebody:
    return await product.settle("Ada")


@pytest.fixture
async def grace(product: Product) -> Somebody:
    return await product.settle("Grace")


@asynccontextmanager
async def listening(product: Product, who: Somebody, query: str = "", **headers: str) -> AsyncIterator[Client]:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    client = Client(product.app, f"/api/v1/stream?{query}", {**who.headers, "accept": "text/event-stream", **given})
    await client.open()
    try:
        yield client
    finally:
        await client.leave()


async def told(client: Client) -> dict[str, Any]:
    return json.loads((await client.event())["data"])


async def test_what_happens_is_told_as_it_happens(product: Product, ada: Somebody) -> None:
    async with listening(product, ada) as client:
        seen = await product.propose(ada, title="Lunch")
        event = await client.event()

    assert (client.status, client.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    fact = json.loads(event["data"])
    assert event["event"] == fact["event_type"] == "meeting.proposed"
    assert fact["aggregate_id"] == str(seen.meeting.id)
    assert Position.read(event["id"], field="id")


async def test_who_comes_back_misses_nothing_and_hears_nothing_twice(product: Product, ada: Somebody) -> None:
    async with listening(product, ada) as client:
        await product.propose(ada, title="One")
        last = (await client.event())["id"]
    await product.propose(ada, title="Two")
    await product.propose(ada, title="Three")

    async with listening(product, ada, last_event_id=last) as client:
        titles = [(await told(client))["data"]["title"] for _ in range(2)]
        await product.propose(ada, title="Four")
        titles.append((await told(client))["data"]["title"])

    assert titles == ["Two", "Three", "Four"]


async def test_nothing_is_told_while_an_older_transaction_may_still_add_something(
    product: Product, ada: Somebody
) -> None:
    """A fact whose transaction began first but committed last would otherwise never be told."""
    database = product.house.database
    async with listening(product, ada) as client:
        async with database.transaction(System(ada.space_id)) as slow:
            await outbox.record(slow, changed(ada.space_id))
            await product.propose(ada, title="Quick")
            waiting = asyncio.create_task(told(client))
            await asyncio.sleep(0.3)
            assert not waiting.done()
        first, second = await waiting, await told(client)

    assert [first["event_type"], second["event_type"]] == ["calendar.changed", "meeting.proposed"]


async def test_an_update_is_never_told_before_its_creation_though_its_transaction_is_older(
    product: Product, ada: Somebody
) -> None:
    thing = new_uuid()
    database = product.house.database
    async with listening(product, ada) as client:
        async with database.transaction(System(ada.space_id)) as update:
            # It gets its number now, as one does that then waits for a row.
            await update.execute("SELECT pg_current_xact_id()")
            async with database.transaction(System(ada.space_id)) as creation:
                await outbox.record(creation, changed(ada.space_id, thing, version=1))
            await outbox.record(update, changed(ada.space_id, thing, version=2))
        versions = [(await told(client))["aggregate_version"] for _ in range(2)]

    assert versions == [1, 2]


def changed(space: SpaceId, thing: Any = None, version: int = 1) -> Fact:
    return CalendarChanged(space_id=space, aggregate_id=thing or new_uuid(), aggregate_version=version)


async def test_only_what_one_asks_for(product: Product, ada: Somebody) -> None:
    club = await product.found(ada=(ada, Role.OWNER))
    async with listening(product, ada, f"events=meeting.*&space_id={club}") as client:
        await product.propose(ada, title="Mine")
        await product.services.calendars.add(ada.actor, NewCalendar(name="Hall"), club)
        await product.propose(ada, club, title="Ours")
        fact = await told(client)

    assert fact["data"]["title"] == "Ours"


async def test_strangers_hear_nothing_and_a_role_that_ends_is_felt_at_once(
    product: Product, ada: Somebody, grace: Somebody
) -> None:
    club = await product.found(ada=(ada, Role.OWNER), grace=(grace, Role.MEMBER))
    async with listening(product, grace) as client:
        await product.propose(ada, title="Ada's own")
        await product.propose(ada, club, title="Ours")
        assert (await told(client))["data"]["title"] == "Ours"
        await product.services.organisations.remove_member(ada.actor, club, grace.actor.id)
        await product.propose(ada, club, title="No longer hers")
        await product.propose(grace, title="Grace's own")
        assert (await told(client))["data"]["title"] == "Grace's own"


async def test_members_hear_of_no_drafts_and_not_of_webhooks(product: Product, ada: Somebody, grace: Somebody) -> None:
    club = await product.found(ada=(ada, Role.OWNER), grace=(grace, Role.MEMBER))
    async with listening(product, grace) as hers, listening(product, ada, f"space_id={club}") as his:
        seen = await product.propose(ada, club, title="Draft")
        assert (await told(hers))["data"]["title"] == "Draft"
        async with product.house.database.transaction(System(club)) as tx:
            await tx.execute("UPDATE meetings SET opened_at = NULL WHERE id = %s", [seen.meeting.id])
            await outbox.record(
                tx,
                CalendarChanged(space_id=club, aggregate_id=seen.meeting.id, aggregate_version=77),
            )
        await product.services.webhooks.add(ada.actor, "http://127.0.0.1:9/", ["*"], space_id=club)
        await product.propose(ada, club, title="Open")
        kinds = [(await told(his))["event_type"] for _ in range(4)]
        heard = await told(hers)

    assert kinds == ["meeting.proposed", "calendar.changed", "webhook.added", "meeting.proposed"]
    assert heard["data"]["title"] == "Open"


async def test_of_a_calendar_that_is_shared_to_read_one_hears_and_of_no_other(
    product: Product, ada: Somebody, grace: Somebody
) -> None:
    services = product.services
    shared = await services.calendars.add(ada.actor, NewCalendar(name="Hall"))
    other = await services.calendars.add(ada.actor, NewCalendar(name="Attic"))
    await services.calendars.share(ada.actor, shared.id, grace.username, Share.READ)
    async with listening(product, grace) as client:
        await services.events.put(ada.actor, other.id, "lunch.ics", lunch())
        await services.events.put(ada.actor, shared.id, "lunch.ics", lunch())
        fact = await told(client)

    assert (fact["event_type"], fact["data"]["calendar_id"]) == ("event.added", str(shared.id))


async def test_signing_out_ends_the_stream(product: Product, ada: Somebody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "LOOK_EVERY", 0.05)
    async with listening(product, ada) as client:
        async with product.house.database.transaction(System(ada.space_id)) as tx:
            await tx.execute("UPDATE sessions SET revoked_at = now() WHERE id = %s", [ada.actor.session_id])
        last = await client.event()
        end = await client.event()

    assert (last["event"], end) == ("end", {})


async def test_what_others_did_moves_the_position_on(product: Product, ada: Somebody) -> None:
    """So that a reader of a quiet space does not fall behind what is kept."""
    reading = await product.services.stream.read(ada.actor, product.services.stream.wanted([]), None)
    grace = await product.settle("Grace")
    await product.propose(grace)
    wanted = product.services.stream.wanted([])
    later = reading
    while later.position == reading.position:
        await asyncio.sleep(0.01)
        later = await product.services.stream.read(ada.actor, wanted, reading.position)

    assert list(later.facts) == []
    assert later.position > reading.position


async def test_a_reader_who_takes_nothing_is_left(
    product: Product, ada: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "PATIENCE", 0.05)
    stuck = asyncio.Event()
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)
        if b"meeting.proposed" in message.get("body", b""):
            await stuck.wait()

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/v1/stream",
        "raw_path": b"/api/v1/stream",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"accept", b"text/event-stream"), (b"authorization", f"Bearer {ada.token}".encode())],
        "client": ("127.0.0.1", 5000),
        "server": ("localhost", 8000),
    }
    running = asyncio.create_task(product.app(scope, asyncio.Event().wait, send))
    while not sent:
        await asyncio.sleep(0.01)
    await product.propose(ada)

    async with asyncio.timeout(10):
        await running


async def test_the_stream_can_be_asked_now_and_then_instead(product: Product, ada: Somebody) -> None:
    async with product.client(ada.headers) as api:
        position = (await api.get("/api/v1/stream")).json()["position"]
        await product.propose(ada, title="Lunch")
        while not (answer := (await api.get(f"/api/v1/stream?after={position}")).json())["events"]:
            # Other tests' transactions run in the same cluster.
            await asyncio.sleep(0.01)
        again = (await api.get(f"/api/v1/stream?after={answer['position']}")).json()

    assert [event["data"]["title"] for event in answer["events"]] == ["Lunch"]
    assert (answer["has_more"], again["events"]) == (False, [])


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("after=nonsense", 422, "after"),
        ("after=99999999999999999999.1", 422, "after"),
        ("events=nothing.*", 422, "events.0"),
        ("space_id=0199b8f6-0000-7000-8000-000000000000", 404, "space_id"),
        ("after=0.5", 409, None),
    ],
)
async def test_what_can_not_be_followed_is_refused(
    product: Product, ada: Somebody, query: str, status: int, field: str | None
) -> None:
    async with product.client(ada.headers) as api:
        answer = await api.get(f"/api/v1/stream?{query}")

    assert (answer.status_code, answer.json().get("field")) == (status, field)


async def test_a_position_whose_next_facts_have_moved_to_the_history_is_too_old(
    product: Product, ada: Somebody, owner_conninfo: str
) -> None:
    """Better said than a gap."""
    stream = product.services.stream
    wanted = stream.wanted([])
    before = (await stream.read(ada.actor, wanted, None)).position
    await product.propose(ada)
    await made_old(owner_conninfo, ada.space_id)
    async with product.house.database.transaction(System(ada.space_id)) as tx:
        moved = await tx.value("SELECT move_to_history(7, 1000)")
        kept = await tx.value("SELECT count(*) FROM fact_history")

    assert moved >= kept == 1
    with pytest.raises(PositionIsTooOld):
        await stream.read(ada.actor, wanted, before)
    now = (await stream.read(ada.actor, wanted, None)).position
    assert list((await stream.read(ada.actor, wanted, now)).facts) == []


async def made_old(owner_conninfo: str, space: SpaceId) -> None:
    async with await psycopg.AsyncConnection.connect(owner_conninfo, autocommit=True) as connection:
        await connection.execute("SELECT set_config('kalends.spaces', %s, false)", [f"{{{space}}}"])
        await connection.execute(
            "UPDATE facts SET recorded_at = now() - interval '400 days', expanded_at = now() WHERE space_id = %s",
            [space],
        )


async def test_a_person_has_only_so_many_streams(product: Product, ada: Somebody) -> None:
    async with listening(product, ada) as one, listening(product, ada) as two, product.client(ada.headers) as api:
        await product.propose(ada)
        # Once they are told something, they are counted.
        await one.event()
        await two.event()
        answer = await api.get("/api/v1/stream", headers={"accept": "text/event-stream"})

    assert answer.status_code == 429
    assert answer.json()["type"].endswith("/problems/too-many-streams")


class Socket:
    """A WebSocket client inside this process."""

    def __init__(
        self,
        app: Any,
        query: str = "",
        protocols: tuple[str, ...] = (),
        path: str = "/api/v1/stream/socket",
        **headers: str,
    ) -> None:
        self._out: asyncio.Queue[Message] = asyncio.Queue()
        self._in: asyncio.Queue[Message] = asyncio.Queue()
        self._in.put_nowait({"type": "websocket.connect"})
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "subprotocols": list(protocols),
            "client": ("127.0.0.1", 5000),
        }
        self.task = asyncio.create_task(app(scope, self._in.get, self._out.put))

    async def next(self) -> Message:
        async with asyncio.timeout(10):
            return await self._out.get()

    async def fact(self) -> dict[str, Any]:
        while True:
            message = json.loads((await self.next())["text"])
            if "fact" in message:
                return message

    async def leave(self) -> None:
        self._in.put_nowait({"type": "websocket.disconnect", "code": 1000})
        async with asyncio.timeout(10):
            await self.task


async def test_a_socket_tells_the_same_and_goes_on_from_a_position(product: Product, ada: Somebody) -> None:
    socket = Socket(product.app, "events=meeting.*", **ada.headers)
    accepted, first = await socket.next(), await socket.next()
    await product.propose(ada, title="One")
    one = await socket.fact()
    await socket.leave()
    await product.propose(ada, title="Two")
    again = Socket(product.app, f"after={one['position']}", ("kalends", f"kalends.token.{ada.token}"))
    answered = await again.next()
    two = await again.fact()
    await again.leave()

    assert (accepted["type"], answered["subprotocol"]) == ("websocket.accept", "kalends")
    assert "position" in json.loads(first["text"])
    assert (one["fact"]["data"]["title"], two["fact"]["data"]["title"]) == ("One", "Two")


@pytest.mark.parametrize(
    ("query", "is_signed_in", "code"),
    [("", False, 4401), ("after=x", True, 4400), ("events=nothing.*", True, 4400), ("after=0.5", True, 4409)],
)
async def test_a_socket_that_may_not_go_on_is_told_why(
    product: Product, ada: Somebody, query: str, is_signed_in: bool, code: int
) -> None:
    socket = Socket(product.app, query, **(ada.headers if is_signed_in else {}))
    await socket.next()
    closed = await socket.next()

    assert (closed["type"], closed["code"]) == ("websocket.close", code)
    assert closed["reason"]


async def test_a_socket_is_closed_when_its_session_ends_and_when_the_process_does(
    product: Product, ada: Somebody, grace: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LOOK_EVERY", 0.05)
    ending, staying = Socket(product.app, **ada.headers), Socket(product.app, **grace.headers)
    for socket in (ending, staying):
        await socket.next()
        await socket.next()
    async with product.house.database.transaction(System(ada.space_id)) as tx:
        await tx.execute("UPDATE sessions SET revoked_at = now() WHERE id = %s", [ada.actor.session_id])
    signed_out = await ending.next()
    product.app._given["wakes"].close()  # type: ignore[attr-defined]
    gone = await staying.next()

    assert (signed_out["code"], gone["code"]) == (4401, 1012)


async def test_other_sockets_are_refused(product: Product, ada: Somebody) -> None:
    socket = Socket(product.app, path="/elsewhere", **ada.headers)

    assert (await socket.next())["type"] == "websocket.close"


async def test_what_lies_behind_the_horizon_that_was_read_first_is_not_told_again(
    product: Product, ada: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each statement has its own snapshot: something may be committed between the horizon and the facts."""
    stream = product.services.stream
    wanted = stream.wanted([])
    before = (await stream.read(ada.actor, wanted, None)).position
    early = before.transaction_id

    async def read_too_early(_: object) -> int:
        return early

    await product.propose(ada)
    monkeypatch.setattr(repository, "horizon", read_too_early)
    while not (first := await stream.read(ada.actor, wanted, before)).facts:
        # Other tests' transactions run in the same cluster.
        await asyncio.sleep(0.01)
    second = await stream.read(ada.actor, wanted, first.position)

    assert (len(first.facts), len(second.facts)) == (1, 0)

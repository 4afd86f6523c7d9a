"""The worker keeps what the outbox promises: at least once, never lost, one channel never holding up another."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

import psycopg
import pytest
import structlog.testing

from kalends.adapters.worker.channels import Channel, RetryLater, Undeliverable
from kalends.adapters.worker.deliverer import Unwatched, Watch
from kalends.adapters.worker.worker import Chore, Worker
from kalends.core.actor import Nobody, Origin, System
from kalends.core.errors import Unavailable
from kalends.core.facts import Fact
from kalends.core.ids import DeliveryId, SpaceId, WorkerId, new_uuid
from kalends.store import outbox
from kalends.store.database import Database, Transaction
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact
from kalends.store.signals import Signals


@dataclass(frozen=True, slots=True, kw_only=True)
class LampLit(Fact):
    name: ClassVar[str] = "lamp.lit"

    by: str


class Bench:
    """One space, one channel of this test's own, and what was delivered on it."""

    def __init__(self, database: Database) -> None:
        self.db = database
        self.space = SpaceId(new_uuid())
        self.channel = f"test-{new_uuid()}"
        self.delivered: list[Delivery] = []

    async def deliver(self, one: Delivery) -> None:
        self.delivered.append(one)

    async def owe(self, **values: object) -> None:
        async with self.db.transaction(System(self.space)) as tx:
            one = NewDelivery(**{"recipient": "ada", "channel": self.channel, **values})  # type: ignore[arg-type]
            await outbox.owe(tx, self.space, None, [one])

    async def left(self) -> list[tuple[int, str | None]]:
        async with self.db.transaction(System(self.space)) as tx:
            rows = await tx.connection.execute(
                "SELECT attempt, last_error FROM deliveries WHERE channel = %s", [self.channel]
            )
            return await rows.fetchall()

    async def buried(self) -> list[str]:
        async with self.db.transaction(System(self.space)) as tx:
            rows = await tx.connection.execute("SELECT last_error FROM dead_letters WHERE channel = %s", [self.channel])
            return [error for (error,) in await rows.fetchall()]

    @asynccontextmanager
    async def working(
        self,
        *,
        lease: timedelta = timedelta(seconds=30),
        chores: Sequence[Chore] = (),
        watch: Watch | None = None,
        **channel: object,
    ) -> AsyncIterator[Worker]:
        channel = {"deliver": self.deliver, **channel}
        worker = Worker(
            self.db,
            Signals(),
            audience={},
            channels={self.channel: Channel(**channel)},  # type: ignore[arg-type]
            chores=chores,
            poll=0.02,
            lease=lease,
            watch=watch,
        )
        stop = asyncio.Event()
        running = asyncio.create_task(worker.run(stop, grace=2))
        try:
            yield worker
        finally:
            stop.set()
            await running


@pytest.fixture
def bench(database: Database) -> Bench:
    return Bench(database)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not condition():
            await asyncio.sleep(0.01)


async def test_what_is_owed_is_delivered_and_struck_off(bench: Bench) -> None:
    await bench.owe(payload={"text": "hello"})

    async with bench.working():
        await until(lambda: bench.delivered)

    assert [one.payload for one in bench.delivered] == [{"text": "hello"}]
    assert await bench.left() == []


async def test_a_failed_delivery_stays_with_its_reason_and_a_later_time(bench: Bench) -> None:
    async def refuse(one: Delivery) -> None:
        bench.delivered.append(one)
        raise ConnectionError("the lamp is out")

    await bench.owe()
    async with bench.working(deliver=refuse):
        await until(lambda: bench.delivered)

    assert await bench.left() == [(1, "ConnectionError: the lamp is out")]
    assert len(bench.delivered) == 1


async def test_the_receivers_own_wait_is_kept(bench: Bench) -> None:
    async def wait(one: Delivery) -> None:
        bench.delivered.append(one)
        if one.attempt == 1:
            raise RetryLater(0.01, "slow down")

    await bench.owe()
    async with bench.working(deliver=wait):
        await until(lambda: len(bench.delivered) == 2)

    assert bench.delivered[0].id == bench.delivered[1].id
    assert await bench.left() == []


async def test_after_the_last_attempt_it_lies_with_the_dead_letters(bench: Bench) -> None:
    async def refuse(one: Delivery) -> None:
        raise RetryLater(0, "never")

    await bench.owe(max_attempts=3)
    async with bench.working(deliver=refuse):
        await until_async(bench.buried)

    assert await bench.buried() == ["RetryLater: never"]
    assert await bench.left() == []


async def until_async(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not await condition():  # type: ignore[misc]
            await asyncio.sleep(0.01)


async def test_what_no_try_can_help_is_buried_at_once(bench: Bench) -> None:
    async def refuse(one: Delivery) -> None:
        raise Undeliverable("no such address")

    await bench.owe()
    async with bench.working(deliver=refuse):
        await until_async(bench.buried)

    assert await bench.buried() == ["Undeliverable: no such address"]


async def test_what_the_other_side_says_is_logged_without_what_it_quotes(bench: Bench) -> None:
    """CHECKLIST 65. Mail servers quote addresses, and the links in the mails that they refuse."""

    async def refuse(one: Delivery) -> None:
        raise Undeliverable(
            "550 ada@example.org: spam, see https://kalends.example/reset/AZ9xu3n3d4mF0123456789abcdefgh"
        )

    await bench.owe()
    with structlog.testing.capture_logs() as lines:
        async with bench.working(deliver=refuse):
            await until_async(bench.buried)

    [line] = [line for line in lines if line["event"] == "a delivery was given up"]
    assert line["error"].startswith("Undeliverable: 550 … spam, see")
    assert "AZ9xu3n3d4mF" not in line["error"]


async def test_a_delivery_that_takes_too_long_is_cut_and_tried_again(bench: Bench) -> None:
    async def hang(one: Delivery) -> None:
        bench.delivered.append(one)
        await asyncio.Event().wait()

    await bench.owe()
    async with bench.working(deliver=hang, timeout=0.05):
        await until(lambda: bench.delivered)
        await until_async(lambda: _has_error(bench))

    assert (await bench.left())[0][1] == "TimeoutError: "


async def _has_error(bench: Bench) -> bool:
    return any(error for _, error in await bench.left())


async def test_a_timer_waits_for_its_time(bench: Bench) -> None:
    await bench.owe(due_at=datetime.now(UTC) + timedelta(hours=1))
    await bench.owe(recipient="grace")

    async with bench.working():
        await until(lambda: bench.delivered)

    assert [one.recipient for one in bench.delivered] == ["grace"]
    assert len(await bench.left()) == 1


async def test_never_more_at_once_than_the_channel_allows(bench: Bench) -> None:
    now = most = 0

    async def count(one: Delivery) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.005)
        now -= 1
        bench.delivered.append(one)

    for n in range(30):
        await bench.owe(recipient=str(n))
    async with bench.working(deliver=count, concurrency=3):
        await until(lambda: len(bench.delivered) == 30)

    assert most == 3


async def test_a_host_that_is_slow_does_not_hold_up_another(bench: Bench) -> None:
    """Though more is owed to it than there are runners, and all of that is older."""
    may_answer, at_the_slow_one = asyncio.Event(), 0

    async def deliver(one: Delivery) -> None:
        nonlocal at_the_slow_one
        if one.host == "slow.example.com":
            at_the_slow_one += 1
            await may_answer.wait()
        bench.delivered.append(one)

    for n in range(30):
        await bench.owe(recipient=f"ada {n}", host="slow.example.com")
    async with bench.working(deliver=deliver, concurrency=4, most_to_a_host=3):
        await until(lambda: at_the_slow_one == 3)
        for n in range(10):
            await bench.owe(recipient=f"grace {n}", host="quick.example.com")
        await until(lambda: len(bench.delivered) == 10)
        assert at_the_slow_one == 3
        may_answer.set()
        await until(lambda: len(bench.delivered) == 40)

    assert await bench.left() == []


async def test_a_dead_workers_work_comes_back_when_its_lease_ends(bench: Bench) -> None:
    await bench.owe()
    async with bench.db.transaction(Nobody()) as tx:
        dead = WorkerId(new_uuid())
        [held] = await outbox.claim(tx, {bench.channel: 5}, dead, timedelta(seconds=0.3))

    async with bench.working():
        await until(lambda: bench.delivered)
    async with bench.db.transaction(Nobody()) as tx:
        struck_off = await outbox.complete(tx, [held], dead)

    assert bench.delivered[0].attempt == 2
    assert struck_off == 0


async def test_a_worker_is_not_given_again_what_it_has_in_hand(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the database stood still for longer than a lease."""

    async def unheard(_: object, held: Sequence[Delivery], *__: object) -> set[DeliveryId]:
        return {one.id for one in held}

    async def slowly(one: Delivery) -> None:
        bench.delivered.append(one)
        # Three leases and many claims long.
        await asyncio.sleep(0.6)
        ended.set()

    ended = asyncio.Event()
    monkeypatch.setattr(outbox, "renew", unheard)
    await bench.owe()
    async with bench.working(deliver=slowly, lease=timedelta(seconds=0.2)):
        await ended.wait()

    assert [one.attempt for one in bench.delivered] == [1]
    assert await bench.left() == []


async def test_who_lost_the_lease_no_longer_speaks_for_the_row(bench: Bench) -> None:
    await bench.owe()
    slow, quick = WorkerId(new_uuid()), WorkerId(new_uuid())
    async with bench.db.transaction(Nobody()) as tx:
        [lost] = await outbox.claim(tx, {bench.channel: 5}, slow, timedelta(0))
        [held] = await outbox.claim(tx, {bench.channel: 5}, quick, timedelta(seconds=30))
        assert await outbox.complete(tx, [lost], slow) == 0
        await outbox.bury(tx, lost, slow, "late")
        await outbox.postpone(tx, lost, slow, timedelta(0), "late")
        assert await outbox.complete(tx, [held], quick) == 1


async def test_two_workers_never_hold_the_same_delivery(bench: Bench) -> None:
    for n in range(100):
        await bench.owe(recipient=str(n))

    async with bench.working(), bench.working(), bench.working():
        await until(lambda: len(bench.delivered) >= 100)

    assert len({one.id for one in bench.delivered}) == len(bench.delivered) == 100


async def test_a_stop_finishes_what_runs_and_hands_back_what_has_not_begun(bench: Bench) -> None:
    """CHECKLIST 57."""
    begun = asyncio.Event()

    async def slow(one: Delivery) -> None:
        begun.set()
        await asyncio.sleep(0.2)
        bench.delivered.append(one)

    for n in range(4):
        await bench.owe(recipient=str(n))
    async with bench.working(deliver=slow, concurrency=1):
        await begun.wait()

    left = await bench.left()
    assert len(bench.delivered) + len(left) == 4
    assert all(attempt == 0 for attempt, _ in left)


async def test_a_database_that_goes_away_for_a_while_loses_nothing(bench: Bench, cluster_superuser: str) -> None:
    """CHECKLIST 58, the worker's side."""

    async def deliver(one: Delivery) -> None:
        bench.delivered.append(one)
        if len(bench.delivered) == 1:
            await _cut_connections(cluster_superuser, bench.db.conninfo)

    for n in range(20):
        await bench.owe(recipient=str(n))
    # What was claimed while the answer to the claim got lost comes back with its lease: sooner than we lose patience.
    async with bench.working(deliver=deliver, concurrency=2, lease=timedelta(seconds=1)):
        await until(lambda: len({one.recipient for one in bench.delivered}) == 20)
        await until_async(lambda: _is_empty(bench))

    assert await bench.left() == []


async def _is_empty(bench: Bench) -> bool:
    try:
        return not await bench.left()
    except Unavailable:
        # The cut reaches each connection in its own time, ours too.
        return False


async def _cut_connections(superuser: str, conninfo: str) -> None:
    name = psycopg.conninfo.conninfo_to_dict(conninfo)["dbname"]
    async with await psycopg.AsyncConnection.connect(superuser, autocommit=True) as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = 'kalends_app'",
            [name],
        )


async def test_a_chore_that_fails_is_told_and_tried_again_and_stops_nothing_else(bench: Bench) -> None:
    told: list[str] = []
    turns = others = 0

    class Told(Unwatched):
        def chore_failed(self, name: str) -> None:
            told.append(name)

    async def wind_the_clock() -> None:
        nonlocal turns
        turns += 1
        if turns < 3:
            raise ValueError("the spring is broken")

    async def water_the_flowers() -> None:
        nonlocal others
        others += 1

    chores = [Chore("wind", 0.01, wind_the_clock), Chore("water", 0.01, water_the_flowers)]
    with structlog.testing.capture_logs() as lines:
        async with bench.working(chores=chores, watch=Told()):
            await until(lambda: turns >= 4 and others >= 4)
            await bench.owe()
            await until(lambda: bench.delivered)

    assert told == ["wind", "wind"]
    said = [line for line in lines if line["event"] == "a chore failed"]
    assert [(line["chore"], str(line["exc_info"])) for line in said] == [("wind", "the spring is broken")] * 2


async def test_a_fact_is_expanded_once_into_deliveries_unique_by_recipient_and_channel(bench: Bench) -> None:
    asked: list[UUID] = []

    async def listener(tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        asked.append(fact.id)
        # Inside the fact's own space, and no other (CHECKLIST 25).
        assert await tx.value("SELECT current_setting('kalends.spaces')") == f"{{{bench.space}}}"
        one = NewDelivery(recipient="ada", channel=bench.channel, payload=fact.data)
        return [one, one, NewDelivery(recipient="grace", channel=bench.channel)]

    fact = LampLit(space_id=bench.space, aggregate_id=new_uuid(), aggregate_version=1, by="Ada")
    origin = Origin(request_id="r-1", traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    async with bench.db.transaction(System(bench.space, origin)) as tx:
        fact_id = await outbox.record(tx, fact)

    worker = Worker(
        bench.db,
        Signals(),
        audience={"lamp.lit": (listener, listener)},
        channels={bench.channel: Channel(deliver=bench.deliver)},
        poll=0.02,
    )
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    await until(lambda: len(bench.delivered) == 2)
    stop.set()
    await running

    assert sorted(one.recipient for one in bench.delivered) == ["ada", "grace"]
    assert {one.fact_id for one in bench.delivered} == {fact_id}
    # With what continues the request's trace (CHECKLIST 67).
    assert next(one for one in bench.delivered if one.recipient == "ada").payload == {
        "by": "Ada",
        "traceparent": origin.traceparent,
        "correlation_id": "r-1",
    }


async def test_a_fact_that_can_not_be_expanded_waits_and_holds_up_no_other(bench: Bench) -> None:
    async def listener(tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        if fact.data["by"] == "Mallory":
            await tx.execute("SELECT 1 / 0")
        return [NewDelivery(recipient=fact.data["by"], channel=bench.channel)]

    async with bench.db.transaction(System(bench.space)) as tx:
        for name in ("Mallory", "Ada"):
            fact = LampLit(space_id=bench.space, aggregate_id=new_uuid(), aggregate_version=1, by=name)
            await outbox.record(tx, fact)
    worker = Worker(
        bench.db,
        Signals(),
        audience={"lamp.lit": (listener,)},
        channels={bench.channel: Channel(deliver=bench.deliver)},
        poll=0.02,
    )
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    await until(lambda: bench.delivered)
    stop.set()
    await running

    assert [one.recipient for one in bench.delivered] == ["Ada"]
    async with bench.db.transaction(System(bench.space)) as tx:
        error = await tx.value("SELECT last_error FROM facts WHERE expanded_at IS NULL")
    assert "division by zero" in error


async def test_a_rolled_back_transaction_leaves_no_fact(bench: Bench) -> None:
    with pytest.raises(RuntimeError):
        async with bench.db.transaction(System(bench.space)) as tx:
            fact = LampLit(space_id=bench.space, aggregate_id=new_uuid(), aggregate_version=1, by="Ada")
            await outbox.record(tx, fact)
            raise RuntimeError

    async with bench.db.transaction(System(bench.space)) as tx:
        assert await tx.value("SELECT count(*) FROM facts WHERE space_id = %s", [bench.space]) == 0


async def test_a_signal_hurries_an_idle_worker(bench: Bench) -> None:
    """With a poll of an hour, only the NOTIFY can have brought it."""
    signals = Signals()
    worker = Worker(bench.db, signals, audience={}, channels={bench.channel: Channel(deliver=bench.deliver)}, poll=3600)
    telling = Database(bench.db.conninfo, size=2, after_commit=signals)
    await telling.open()
    await signals.open(telling)
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    try:
        async with telling.transaction(System(bench.space)) as tx:
            one = NewDelivery(recipient="ada", channel=bench.channel)
            await outbox.owe(tx, bench.space, None, [one])
        await until(lambda: bench.delivered)
    finally:
        stop.set()
        await running
        await signals.close()
        await telling.close()

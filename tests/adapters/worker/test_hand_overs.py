"""Where the other side can't tell a repeat, a worker that is killed leaves one hand-over in doubt, and no more."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import psycopg

from kalends.adapters.worker.channels import HandOver, OneByOne
from kalends.adapters.worker.hand_overs import HandOver as OneHandOver
from kalends.adapters.worker.hand_overs import HandOvers
from kalends.core.ids import new_uuid
from kalends.store.database import Database
from kalends.store.outbox import Delivery
from tests.adapters.worker.test_worker import Bench, until


def a_hand_over(hand_overs: HandOvers, strike_off: Callable[[], Awaitable[object]] | None = None) -> OneHandOver:
    async def at_once() -> None: ...

    return OneHandOver(hand_overs, may_begin=lambda: None, strike_off=strike_off or at_once)


async def test_what_was_handed_over_is_struck_off_before_the_next_is() -> None:
    hand_overs, done = HandOvers(), list[str]()

    async def one(name: str) -> None:
        async def strike_off() -> None:
            await asyncio.sleep(0.01)
            done.append(f"{name} struck off")

        async with a_hand_over(hand_overs, strike_off):
            await asyncio.sleep(0.01)
            done.append(f"{name} handed over")

    await asyncio.gather(one("ada"), one("grace"))

    assert done == ["ada handed over", "ada struck off", "grace handed over", "grace struck off"]


async def test_never_more_than_one_is_handed_over_at_once(database: Database) -> None:
    bench, inside, most = Bench(database), 0, 0

    async def deliver(one: Delivery, hand_over: HandOver) -> None:
        nonlocal inside, most
        async with hand_over:
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.005)
            inside -= 1
            bench.delivered.append(one)

    for _ in range(8):
        await bench.owe(recipient=str(new_uuid()))
    async with bench.working(deliver=OneByOne(deliver), concurrency=4):
        await until(lambda: len(bench.delivered) == 8)

    assert most == 1
    assert await bench.left() == []


async def test_what_needs_no_turn_is_struck_off_all_the_same(database: Database) -> None:
    bench = Bench(database)

    async def deliver(one: Delivery, _: HandOver) -> None:
        bench.delivered.append(one)

    await bench.owe()
    async with bench.working(deliver=OneByOne(deliver)):
        await until(lambda: bench.delivered)

    assert await bench.left() == []


async def test_a_refusal_in_its_turn_is_tried_again_and_lets_the_next_have_theirs(database: Database) -> None:
    bench = Bench(database)

    async def deliver(one: Delivery, hand_over: HandOver) -> None:
        async with hand_over:
            if one.recipient == "ada":
                raise ConnectionError("the lamp is out")
            bench.delivered.append(one)

    await bench.owe()
    await bench.owe(recipient="grace")
    async with bench.working(deliver=OneByOne(deliver)):
        await until(lambda: bench.delivered)

    assert [one.recipient for one in bench.delivered] == ["grace"]
    assert await bench.left() == [(1, "ConnectionError: the lamp is out")]


async def test_what_goes_wrong_after_a_hand_over_does_not_have_it_done_again(database: Database) -> None:
    bench = Bench(database)

    async def deliver(one: Delivery, hand_over: HandOver) -> None:
        async with hand_over:
            bench.delivered.append(one)
        if one.recipient == "ada":
            raise ConnectionError("it hung up")
        await asyncio.sleep(60)

    await bench.owe()
    await bench.owe(recipient="grace")
    async with bench.working(deliver=OneByOne(deliver), timeout=0.3):
        await until(lambda: len(bench.delivered) == 2)
        await asyncio.sleep(0.5)

    assert len(bench.delivered) == 2
    assert await bench.left() == []
    assert await bench.buried() == []


async def test_one_time_out_later_it_is_still_struck_off(database: Database) -> None:
    """The time-out comes while the database is asked to strike it off."""
    hand_overs, asked = HandOvers(), asyncio.Event()

    async def strike_off() -> None:
        asked.set()
        await asyncio.sleep(60)

    hand_over = a_hand_over(hand_overs, strike_off)
    try:
        async with asyncio.timeout(0.05), hand_over:
            pass
    except TimeoutError:
        pass

    assert asked.is_set()
    assert hand_over.is_handed_over
    async with asyncio.timeout(5), a_hand_over(hand_overs):
        pass


async def test_who_waits_too_long_for_a_slow_one_goes_in_beside_it() -> None:
    hand_overs, is_in = HandOvers(patience=0.05), list[str]()
    first_may_end = asyncio.Event()

    async def one(name: str, may_end: asyncio.Event | None = None) -> None:
        async with a_hand_over(hand_overs):
            is_in.append(name)
            if may_end is not None:
                await may_end.wait()

    slow = asyncio.create_task(one("slow", first_may_end))
    await until(lambda: is_in)
    await one("beside")
    first_may_end.set()
    await slow
    async with asyncio.timeout(5):
        await one("after")

    assert is_in == ["slow", "beside", "after"]


async def test_who_stood_still_for_longer_than_the_lease_hands_nothing_over_that_another_has(
    database: Database,
) -> None:
    """CHECKLIST 60. As a machine does that sleeps, or a process that is stopped."""
    bench, came = Bench(database), list[str]()

    async def deliver(one: Delivery, hand_over: HandOver) -> None:
        # The whole worker stands still, and meanwhile another works.
        time.sleep(1.5)  # noqa: ASYNC251
        with psycopg.connect(database.conninfo) as connection:
            [(attempt,)] = connection.execute(
                "SELECT attempt FROM claim_deliveries(%s, %s, %s, '30 s')", [[one.channel], [1], new_uuid()]
            ).fetchall()
        came.append(f"another, attempt {attempt}")
        async with hand_over:
            came.append("we")

    await bench.owe()
    async with bench.working(deliver=OneByOne(deliver), lease=timedelta(seconds=1)):
        await until(lambda: came)
        await asyncio.sleep(0.5)

    assert came == ["another, attempt 2"]
    assert await bench.left() == [(2, None)]

"""A worker that is killed leaves one hand-over to a host in doubt, and no more than it takes to keep up with it."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import psycopg

from kalends.adapters.worker.channels import AsFewAsKeepUp, HandOver, OneByOne, RetryLater
from kalends.adapters.worker.hand_overs import HandOver as OneHandOver
from kalends.adapters.worker.hand_overs import HandOvers, Passage, Width
from kalends.core.ids import new_uuid
from kalends.store.database import Database
from kalends.store.outbox import Delivery, Stroke
from tests.adapters.worker.test_worker import Bench, until


def a_hand_over(hand_overs: HandOvers, strike_off: Callable[[], Awaitable[object]] | None = None) -> OneHandOver:
    async def at_once() -> None: ...

    passage = Passage(hand_overs, "example.com", may_begin=lambda: None)
    return OneHandOver(passage, strike_off=strike_off or at_once)


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


def test_as_many_more_may_hand_over_as_it_takes_until_nobody_waits_too_long() -> None:
    width, told = Width(patience=8.0), list[tuple[float, int]]()

    for _ in range(3):
        width.grow(at=width.grows_at(since=100.0))
        told.append((width.grows_at(since=100.0), width.now))
    just_came = width.grows_at(since=200.0)
    quiet = width.shrinks_at(since=200.0)
    width.shrink()

    assert told == [(112.0, 2), (116.0, 4), (120.0, 8)]
    assert (just_came, quiet) == (208.0, 204.0)
    assert width.now == 1


async def test_a_host_is_not_kept_waiting_by_another() -> None:
    hand_overs, may_end = HandOvers(patience=3600), asyncio.Event()

    async def one(host: str) -> None:
        passage = Passage(hand_overs, host, may_begin=lambda: None)
        await passage.begin()
        await may_end.wait()
        passage.end()

    slow = asyncio.create_task(one("slow.example.com"))
    await asyncio.sleep(0)
    behind = asyncio.create_task(one("slow.example.com"))
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await hand_overs.begin("quick.example.com")

    assert not behind.done()
    may_end.set()
    await asyncio.gather(slow, behind)


async def widened(patience: float, many: int) -> HandOvers:
    """So many have gone in to one host, and out again together."""
    hand_overs = HandOvers(patience, counts_all=True)
    async with asyncio.timeout(20):
        await asyncio.gather(*(hand_overs.begin("slow.example.com") for _ in range(many)))
    for _ in range(many):
        hand_overs.end("slow.example.com")
    return hand_overs


async def may_begin(hand_overs: HandOvers) -> bool:
    """Without having to wait."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0):
            await hand_overs.begin("slow.example.com")
            return True
    return False


async def test_what_has_long_been_waited_for_goes_side_by_side_until_nobody_waits_for_a_while() -> None:
    hand_overs = await widened(patience=0.01, many=20)

    await asyncio.sleep(0.02)

    assert await may_begin(hand_overs)
    assert not await may_begin(hand_overs)


async def test_those_who_come_when_all_before_them_ended_together_go_side_by_side_too() -> None:
    hand_overs = await widened(patience=1.0, many=3)

    assert [await may_begin(hand_overs) for _ in range(3)] == [True, True, True]


async def test_who_waits_no_more_keeps_nobody_from_their_turn() -> None:
    hand_overs, came = HandOvers(patience=3600), list[str]()

    async def one(name: str) -> None:
        await hand_overs.begin("example.com")
        came.append(name)

    await one("ada")
    gives_up, grace = asyncio.create_task(one("gives up")), asyncio.create_task(one("grace"))
    await asyncio.sleep(0)
    gives_up.cancel()
    await asyncio.wait([gives_up])
    hand_overs.end("example.com")
    await grace

    assert came == ["ada", "grace"]


async def test_who_is_cut_off_in_the_moment_of_their_turn_lets_the_next_have_it() -> None:
    hand_overs = HandOvers(patience=3600)

    await hand_overs.begin("example.com")
    cut_off = asyncio.create_task(hand_overs.begin("example.com"))
    await asyncio.sleep(0)
    hand_overs.end("example.com")
    cut_off.cancel()
    await asyncio.wait([cut_off])

    async with asyncio.timeout(5):
        await hand_overs.begin("example.com")


async def test_a_turn_lasts_until_row_and_stroke_are_on_their_way(database: Database) -> None:
    bench, on, most = Bench(database), 0, 0

    async def deliver(one: Delivery, passage: Passage, stroke: Stroke) -> None:
        nonlocal on, most
        await passage.begin()
        on += 1
        most = max(most, on)
        await asyncio.sleep(0.005)
        await stroke.send(database, "SELECT 1", {})
        bench.delivered.append(one)
        on -= 1

    for _ in range(8):
        await bench.owe(recipient=str(new_uuid()), host="example.com")
    async with bench.working(deliver=AsFewAsKeepUp(deliver, patience=3600), concurrency=4):
        await until(lambda: len(bench.delivered) == 8)

    assert most == 1
    assert await bench.left() == []


async def test_an_attempt_that_failed_gives_its_turn_to_the_next(database: Database) -> None:
    bench = Bench(database)

    async def deliver(one: Delivery, passage: Passage, _: Stroke) -> None:
        await passage.begin()
        if one.recipient == "ada":
            raise RetryLater(60, "slow down")
        bench.delivered.append(one)

    await bench.owe(host="example.com")
    await bench.owe(recipient="grace", host="example.com")
    async with bench.working(deliver=AsFewAsKeepUp(deliver, patience=3600)):
        await until(lambda: bench.delivered)

    assert await bench.left() == [(1, "RetryLater: slow down")]


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

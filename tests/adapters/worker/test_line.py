"""Deliveries wait in line for a runner; one host never has all the runners."""

import asyncio
from datetime import UTC, datetime

from kalends.adapters.worker.line import Line
from kalends.core.ids import DeliveryId, SpaceId, new_uuid
from kalends.store.outbox import Delivery


def to(host: str) -> Delivery:
    return Delivery(
        id=DeliveryId(new_uuid()),
        space_id=SpaceId(new_uuid()),
        fact_id=None,
        recipient="ada",
        channel="bench",
        payload={},
        host=host,
        attempt=1,
        max_attempts=5,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


async def take(line: Line, many: int) -> list[str]:
    async with asyncio.timeout(5):
        return [(await line.take()).host for _ in range(many)]


async def test_first_come_is_first_served() -> None:
    line = Line(most_to_a_host=5)
    for host in ("a", "b", "c"):
        line.put(to(host))

    assert await take(line, 3) == ["a", "b", "c"]


async def test_who_came_later_goes_past_a_host_that_has_its_runners() -> None:
    line = Line(most_to_a_host=2)
    for host in ("slow", "slow", "slow", "quick"):
        line.put(to(host))

    assert await take(line, 3) == ["slow", "slow", "quick"]
    assert (line.running, line.ready) == (3, 0)


async def test_a_runner_that_is_done_makes_room_for_the_next_to_its_host() -> None:
    line = Line(most_to_a_host=1)
    first, second = to("slow"), to("slow")
    line.put(first)
    line.put(second)
    await take(line, 1)

    waiting = asyncio.create_task(line.take())
    await asyncio.sleep(0)
    assert not waiting.done()
    line.done(first)

    assert await waiting == second


async def test_a_runner_on_its_way_out_is_given_nothing() -> None:
    line = Line(most_to_a_host=1)
    leaving = asyncio.create_task(line.take())
    staying = asyncio.create_task(line.take())
    await asyncio.sleep(0)
    leaving.cancel()

    line.put(one := to("a"))

    assert await staying == one


async def test_a_host_is_full_with_as_many_as_may_run_and_as_are_to_lie_ready() -> None:
    line = Line(most_to_a_host=2)
    for host in ("slow", "slow", "slow", "quick"):
        line.put(to(host))
    await take(line, 2)

    assert line.full_hosts(ahead=0) == ["slow"]
    assert line.full_hosts(ahead=1) == ["slow"]
    assert line.full_hosts(ahead=2) == []


async def test_at_the_end_all_who_wait_go_home() -> None:
    line = Line(most_to_a_host=2)
    line.put(one := to("a"))

    assert line.leave() == [one]
    assert line.leave() == []
    assert line.ready == 0


async def test_more_is_wanted_to_a_full_host_once_half_of_what_lay_ready_has_gone() -> None:
    line = Line(most_to_a_host=1)
    those = [to("slow") for _ in range(3)]
    for one in those:
        line.put(one)
    await take(line, 1)

    assert line.full_hosts(ahead=2) == ["slow"]
    assert not line.wants_more("slow", ahead=2)
    line.done(those[0])
    assert line.wants_more("slow", ahead=2)


async def test_where_hosts_do_not_matter_none_is_full_and_all_who_wait_are_ready() -> None:
    line = Line(most_to_a_host=None)
    for _ in range(3):
        line.put(to(""))
    await take(line, 1)

    assert line.full_hosts(ahead=0) == []
    assert (line.running, line.ready) == (1, 2)

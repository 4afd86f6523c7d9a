"""What a killed worker leaves in doubt: for each kind of channel no more than was said."""

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from kalends.adapters.worker.breaker import FAILURES_TO_OPEN, State
from kalends.adapters.worker.channels import InOneTransaction, RetryLater
from kalends.core.actor import Nobody, System
from kalends.core.errors import Unavailable
from kalends.core.ids import WorkerId, new_uuid
from kalends.store import audit, outbox
from kalends.store.database import Database
from kalends.store.outbox import Delivery, Stroke
from tests.adapters.worker.test_worker import Bench, until

KILLED_IN_THE_MIDDLE = """
import asyncio, os, signal, sys
from datetime import timedelta
from kalends.adapters.worker.channels import Channel
from kalends.adapters.worker.worker import Worker
from kalends.store.database import Database
from kalends.store.outbox import Delivery
from kalends.store.signals import Signals

conninfo, channel, target = sys.argv[1:]
out = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
begun = 0

async def deliver(one: Delivery) -> None:
    global begun
    begun += 1
    if begun == 50:
        os.kill(os.getpid(), signal.SIGKILL)
    os.write(out, f"{one.id}\\n".encode())

async def main() -> None:
    database = Database(conninfo, size=4)
    await database.open()
    channels = {channel: Channel(deliver=deliver, concurrency=5)}
    await Worker(database, Signals(), audience={}, channels=channels).run(asyncio.Event())

asyncio.run(main())
"""


@pytest.fixture
def bench(database: Database) -> Bench:
    return Bench(database)


async def until_true(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await condition():
            await asyncio.sleep(0.01)


async def test_a_killed_worker_has_no_more_to_repeat_than_it_had_in_hand_at_once(bench: Bench, tmp_path: Path) -> None:
    """CHECKLIST 55. Five at once, as fast as it can, and killed in the fiftieth of a hundred."""
    target = tmp_path / "delivered"
    for n in range(100):
        await bench.owe(recipient=str(n))

    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED_IN_THE_MIDDLE, bench.db.conninfo, bench.channel, str(target)
    )
    assert await killed.wait() == -signal.SIGKILL
    delivered = {UUID(line) for line in target.read_text().split()}

    async def is_bounded() -> bool:
        async with bench.db.transaction(System(bench.space)) as tx:
            left = await tx.value("SELECT array(SELECT id FROM deliveries WHERE channel = %s)", [bench.channel])
        return len(delivered & set(left)) <= 5

    assert len(delivered) == 49
    # PostgreSQL may still be at what was sent to it.
    await until_true(is_bounded)


class Notebook:
    """Of a channel that writes a row about each delivery and strikes it off with that; `what` is done in between."""

    def __init__(self, bench: Bench, what: Callable[[], None] = lambda: None) -> None:
        self._bench = bench
        self._what = what
        self.was_ours: list[bool] = []

    async def deliver(self, one: Delivery, stroke: Stroke) -> None:
        async with self._bench.db.transaction(System(self._bench.space)) as tx:
            ours = await stroke.within(tx)
            if ours:
                await audit.note(tx, self._bench.space, "lamp.lit", new_uuid())
            self._what()
        self.was_ours.append(ours)

    async def rows(self) -> int:
        async with self._bench.db.transaction(System(self._bench.space)) as tx:
            return await tx.value("SELECT count(*) FROM audit_log WHERE space_id = %s", [self._bench.space])


async def test_what_is_written_and_struck_off_together_is_there_once_whatever_went_wrong_before(bench: Bench) -> None:
    tries = 0

    def go_wrong_twice() -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise RetryLater(0.0, "the lamp is out")

    notebook = Notebook(bench, go_wrong_twice)
    await bench.owe()
    async with bench.working(deliver=InOneTransaction(notebook.deliver)):
        await until(lambda: notebook.was_ours)

    assert (tries, notebook.was_ours, await notebook.rows()) == (3, [True], 1)
    assert await bench.left() == []


async def test_what_another_has_by_now_is_neither_written_nor_struck_off(bench: Bench) -> None:
    notebook, slow, quick = Notebook(bench), WorkerId(new_uuid()), WorkerId(new_uuid())
    await bench.owe()
    async with bench.db.transaction(Nobody()) as tx:
        [lost] = await outbox.claim(tx, {bench.channel: 1}, slow, timedelta(0))
        await outbox.claim(tx, {bench.channel: 1}, quick, timedelta(seconds=30))

    await notebook.deliver(lost, Stroke(lost, slow))

    assert (notebook.was_ours, await notebook.rows()) == ([False], 0)
    assert [attempt for attempt, _ in await bench.left()] == [2]


async def test_what_needed_no_row_is_struck_off_all_the_same(bench: Bench) -> None:
    async def deliver(one: Delivery, _: Stroke) -> None:
        bench.delivered.append(one)

    await bench.owe()
    async with bench.working(deliver=InOneTransaction(deliver)):
        await until(lambda: bench.delivered)

    assert await bench.left() == []


async def test_what_was_handed_over_before_the_database_went_away_is_not_handed_over_again(bench: Bench) -> None:
    async def deliver(one: Delivery, stroke: Stroke) -> None:
        bench.delivered.append(one)
        stroke.is_handed_over = True
        raise Unavailable

    await bench.owe()
    async with bench.working(deliver=InOneTransaction(deliver), lease=timedelta(seconds=0.5)):
        await until(lambda: bench.delivered)
        await asyncio.sleep(1)

    assert len(bench.delivered) == 1
    assert await bench.left() == []


async def test_that_our_database_is_away_is_not_held_against_a_host(bench: Bench) -> None:
    async def deliver(one: Delivery) -> None:
        bench.delivered.append(one)
        raise Unavailable

    for n in range(FAILURES_TO_OPEN + 1):
        await bench.owe(recipient=str(n), host="hooks.example.org")
    async with bench.working(deliver=deliver) as worker:
        await until(lambda: len(bench.delivered) > FAILURES_TO_OPEN)
        state = worker.deliverer.breaker.state("hooks.example.org", 0.0)

    assert state is State.CLOSED

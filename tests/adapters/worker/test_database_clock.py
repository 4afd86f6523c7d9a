"""CHECKLIST 60: the database's clock is set back or forward, and nobody is told twice, or an hour late."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import LiteralString

import psycopg
import pytest

from kalends.adapters.worker.database_clock import DatabaseClock
from kalends.core.actor import Nobody, System
from kalends.core.facts import Fact
from kalends.core.ids import WorkerId, new_uuid
from kalends.store import outbox
from kalends.store.database import Database
from tests.adapters.worker.test_worker import Bench, LampLit, until

Change = Callable[..., Awaitable[None]]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEASE = timedelta(seconds=30)


def second(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def bench(database: Database) -> Bench:
    return Bench(database)


def test_a_clock_that_goes_as_ours_is_believed() -> None:
    clock = DatabaseClock(LEASE)

    clock.heard(second(0), asked=100.0, now=100.1)
    was_set_back = clock.heard(second(10), asked=110.0, now=110.1)

    assert not was_set_back
    assert clock.latest(120.0) == second(21)


def test_of_a_clock_heard_for_the_first_time_nothing_is_known() -> None:
    clock = DatabaseClock(LEASE)

    assert clock.latest(100.0) is None
    assert clock.heard(second(0), asked=100.0, now=100.1)


def test_an_answer_that_took_long_is_no_clock_that_was_set() -> None:
    clock = DatabaseClock(LEASE)

    clock.heard(second(0), asked=100.0, now=108.0)
    early = clock.heard(second(8), asked=108.0, now=116.0)
    late = clock.heard(second(23.9), asked=116.0, now=124.0)

    assert (early, late) == (False, False)
    assert clock.latest(124.0) == second(23.9 + 8 + 1)


def test_a_clock_that_is_set_back_is_believed_at_once() -> None:
    clock = DatabaseClock(LEASE)

    clock.heard(second(0), asked=100.0, now=100.1)
    was_set_back = clock.heard(second(10 - 3600), asked=110.0, now=110.1)

    assert was_set_back
    assert clock.latest(110.0) == second(11 - 3600)


def test_a_clock_that_is_put_forward_is_believed_after_a_lease() -> None:
    clock, told = DatabaseClock(LEASE), list[datetime | None]()

    clock.heard(second(0), asked=100.0, now=100.1)
    for at in (110.0, 139.0, 140.1):
        assert not clock.heard(second(at - 100 + 300), asked=at, now=at)
        told.append(clock.latest(at))

    assert told == [second(11), second(40), second(341.1)]


@pytest.fixture
def change(cluster_superuser: str, database: Database) -> Change:
    """What no role of ours may."""

    async def change(statement: LiteralString, *values: object) -> None:
        name = psycopg.conninfo.conninfo_to_dict(database.conninfo)["dbname"]
        async with await psycopg.AsyncConnection.connect(cluster_superuser, dbname=name, autocommit=True) as connection:
            await connection.execute(statement, values)

    return change


# As if all that lies there had been said before the clock was set back by an hour.
SET_BACK = """
    UPDATE deliveries
    SET created_at = created_at + interval '1 hour', said_at = said_at + interval '1 hour',
        due_at = due_at + interval '1 hour'
    WHERE channel = %s
"""


async def waits(bench: Bench) -> list[float]:
    """Seconds until each is due, rounded, in the order in which they were added."""
    async with bench.db.transaction(System(bench.space)) as tx:
        return await tx.value(
            """
            SELECT array_agg(round(extract(epoch FROM due_at - clock_timestamp()))::bigint ORDER BY id)
            FROM deliveries WHERE channel = %s
            """,
            [bench.channel],
        )


async def test_what_was_to_go_out_at_once_goes_out_though_the_clock_was_set_back(bench: Bench, change: Change) -> None:
    await bench.owe()
    await change(SET_BACK, bench.channel)

    async with bench.working():
        await until(lambda: bench.delivered)

    assert await bench.left() == []


async def test_after_the_clock_was_set_back_a_wait_is_as_long_as_it_was_said_to_be(
    bench: Bench, change: Change
) -> None:
    worker = WorkerId(new_uuid())
    await bench.owe(recipient="in hand")
    await bench.owe(recipient="failed")
    async with bench.db.transaction(Nobody()) as tx:
        claimed = await outbox.claim(tx, {bench.channel: 5}, worker, LEASE)
        [failed] = [one for one in claimed if one.recipient == "failed"]
        await outbox.postpone(tx, failed, worker, timedelta(seconds=300), "the lamp is out")
    await change(SET_BACK, bench.channel)
    assert await waits(bench) == [3630, 3900]

    async with bench.db.transaction(Nobody()) as tx:
        await outbox.follow_clock(tx)

    assert await waits(bench) == [30, 300]


async def test_what_waits_for_an_hour_of_the_day_waits_for_it_still(bench: Bench, change: Change) -> None:
    async with bench.db.transaction(Nobody()) as tx:
        now = await outbox.clock(tx)
    await bench.owe(due_at=now + timedelta(hours=2))
    # Its hour is the same, though it was added when the clock said more.
    await change("UPDATE deliveries SET created_at = created_at + interval '1 hour' WHERE channel = %s", bench.channel)

    async with bench.db.transaction(Nobody()) as tx:
        await outbox.follow_clock(tx)

    assert await waits(bench) == [pytest.approx(7200, abs=60)]


async def test_what_was_due_already_is_so_though_the_clock_was_set_back(bench: Bench, change: Change) -> None:
    """As a reminder that went off, and had not been handed over."""
    async with bench.db.transaction(Nobody()) as tx:
        now = await outbox.clock(tx)
    await bench.owe(due_at=now - timedelta(seconds=1))
    await change(SET_BACK, bench.channel)

    async with bench.db.transaction(Nobody()) as tx:
        await outbox.follow_clock(tx)

    assert await waits(bench) == [0]


async def test_a_fact_from_before_the_clock_was_set_back_is_told(bench: Bench, change: Change) -> None:
    fact: Fact = LampLit(space_id=bench.space, aggregate_id=new_uuid(), aggregate_version=1, by="ada")
    async with bench.db.transaction(System(bench.space)) as tx:
        fact_id = await outbox.record(tx, fact)
    await change(
        "UPDATE facts SET recorded_at = recorded_at + interval '1 h', due_at = due_at + interval '1 h' WHERE id = %s",
        fact_id,
    )

    async with bench.db.transaction(System(bench.space)) as tx:
        await outbox.follow_clock(tx)
        is_due = await tx.value("SELECT due_at <= now() FROM facts WHERE id = %s", [fact_id])

    assert is_due


async def test_a_clock_that_is_put_forward_ends_no_lease(bench: Bench, change: Change) -> None:
    first, second_one = WorkerId(new_uuid()), WorkerId(new_uuid())
    await bench.owe()
    async with bench.db.transaction(Nobody()) as tx:
        await outbox.claim(tx, {bench.channel: 1}, first, LEASE)
    # As if the clock had been put forward by five minutes since.
    await change("UPDATE deliveries SET due_at = due_at - interval '5 minutes' WHERE channel = %s", bench.channel)

    async with bench.db.transaction(Nobody()) as tx:
        without = await outbox.clock(tx) - timedelta(minutes=5)
        too_early = await outbox.claim(tx, {bench.channel: 1}, second_one, LEASE, leases_over_by=without)
        a_lease_later = without + LEASE
        in_time = await outbox.claim(tx, {bench.channel: 1}, second_one, LEASE, leases_over_by=a_lease_later)

    assert too_early == []
    assert [one.attempt for one in in_time] == [2]

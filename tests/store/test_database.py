"""The pool and the transaction where things go wrong."""

import asyncio
import signal
import sys

import pytest
from psycopg import AsyncConnection

from kalends.core.actor import System
from kalends.core.errors import Unavailable
from kalends.core.ids import SpaceId, new_uuid
from kalends.store.database import Database


async def test_a_cancellation_is_not_forgotten_when_it_arrives_with_the_connection(app_conninfo: str) -> None:
    """A pool of one is held; whoever waits for it is cancelled at every tick around its being given back."""
    database = Database(app_conninfo, size=2)
    await database.open()
    await database.pool.resize(1, 1)
    system = System(SpaceId(new_uuid()))

    async def wait() -> None:
        async with database.transaction(system):
            pass

    try:
        for ticks in range(40):
            held = await database.pool.getconn()
            waiting = asyncio.create_task(wait())
            await asyncio.sleep(0.005)
            giving_back = asyncio.create_task(database.pool.putconn(held))
            for _ in range(ticks):
                await asyncio.sleep(0)
            if waiting.cancel():
                with pytest.raises(asyncio.CancelledError):
                    await waiting
            await giving_back
        # None was lost on the way.
        async with database.transaction(system) as tx:
            assert await tx.value("SELECT 1") == 1
    finally:
        await database.close()


async def test_who_comes_next_gets_the_connection_that_was_given_back_last(app_conninfo: str) -> None:
    """It is the warmest; only where several are needed at once the others have their turn."""
    database = Database(app_conninfo, size=4)
    await database.open()
    system = System(SpaceId(new_uuid()))
    try:
        await database.pool.wait()
        used: set[object] = set()
        for _ in range(8):
            async with database.transaction(system) as tx:
                used.add(await tx.value("SELECT pg_backend_pid()"))
        assert len(used) == 1

        async with database.transaction(system) as first, database.transaction(system) as second:
            at_once = {await one.value("SELECT pg_backend_pid()") for one in (first, second)}
        assert len(at_once) == 2
    finally:
        await database.close()


async def test_connections_that_died_in_the_pool_cost_no_request(app_conninfo: str) -> None:
    """CHECKLIST 58: as after a restart of the database."""
    database = Database(app_conninfo, size=4)
    await database.open()
    system = System(SpaceId(new_uuid()))
    try:
        held = [await database.pool.getconn() for _ in range(4)]
        for one in held:
            one.pgconn.finish()
        for one in held:
            await database.pool.putconn(one)
        async with database.transaction(system) as tx:
            assert await tx.value("SELECT 1") == 1
    finally:
        await database.close()


NOTE = "INSERT INTO audit_log (id, space_id, actor, action) VALUES (%(id)s, %(space)s, 'nobody', %(note)s)"
KILLED_AFTER_SENDING = """
import asyncio, os, signal, sys
from kalends.store.database import Database

async def main() -> None:
    database = Database(sys.argv[1], size=1)
    await database.open()
    # As often as it takes until a statement would be prepared.
    for last in (False,) * int(sys.argv[3]) + (True,):
        asking = await database.send(
            "SELECT pg_sleep(%s), pg_notify('test_of_sending', %s)", [0.2 * last, sys.argv[2] if last else "before"]
        )
        if not last:
            await asking
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.parametrize("before", [0, 5])
async def test_what_was_sent_is_done_even_if_we_are_killed_at_once(app_conninfo: str, before: int) -> None:
    said = str(new_uuid())
    async with await AsyncConnection.connect(app_conninfo, autocommit=True) as hearing:
        await hearing.execute("LISTEN test_of_sending")
        arguments = [app_conninfo, said, str(before)]
        killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED_AFTER_SENDING, *arguments)
        assert await killed.wait() == -signal.SIGKILL

        heard = [notice.payload async for notice in hearing.notifies(timeout=20, stop_after=before + 1)]

    assert heard == ["before"] * before + [said]


async def test_what_is_sent_to_a_database_that_is_gone_says_so(app_conninfo: str) -> None:
    database = Database(app_conninfo, size=1)
    await database.open()
    try:
        held = await database.pool.getconn()
        await database.pool.putconn(held)
        held.pgconn.finish()
        with pytest.raises(Unavailable):
            await (await database.send("SELECT %s", [1]))
    finally:
        await database.close()


async def test_several_sent_together_are_done_together_or_not_at_all(database: Database) -> None:
    space, note = SpaceId(new_uuid()), "it's \\ %s"
    told = "SELECT set_config('kalends.spaces', %(spaces)s, true); " + NOTE
    values = {"spaces": f"{{{space}}}", "space": space, "note": note}

    for rest, is_good in (("; SELECT 1 / 0", False), ("; SELECT 1", True)):
        asked = await database.send(told + rest, {**values, "id": new_uuid()})
        await asyncio.wait([asked])
        assert (asked.exception() is None) == is_good

    async with database.transaction(System(space)) as tx:
        assert await tx.value("SELECT array(SELECT action FROM audit_log)") == [note]

"""Old facts move into their month; nothing that is still wanted does."""

import psycopg

from kalends.core.actor import System
from kalends.core.ids import FactId, SpaceId, new_uuid
from kalends.features.calendars.facts import CalendarChanged
from kalends.store import outbox
from kalends.store.database import Database
from kalends.store.history import History
from kalends.store.outbox import NewDelivery


async def recorded(database: Database, space: SpaceId) -> FactId:
    async with database.transaction(System(space)) as tx:
        fact = CalendarChanged(space_id=space, aggregate_id=new_uuid(), aggregate_version=1)
        return await outbox.record(tx, fact)


async def made_old(owner_conninfo: str, space: SpaceId, *facts: FactId, age: str, is_expanded: bool = True) -> None:
    async with await psycopg.AsyncConnection.connect(owner_conninfo, autocommit=True) as connection:
        await connection.execute("SELECT set_config('kalends.spaces', %s, false)", [f"{{{space}}}"])
        await connection.execute(
            "UPDATE facts SET recorded_at = now() - %s::interval, expanded_at = CASE WHEN %s THEN now() END "
            "WHERE id = ANY (%s)",
            [age, is_expanded, list(facts)],
        )


async def where(database: Database, space: SpaceId) -> tuple[set[FactId], set[FactId]]:
    """What is still in the outbox, and what has moved."""
    async with database.transaction(System(space)) as tx:
        kept = await tx.value("SELECT array(SELECT id FROM facts)")
        moved = await tx.value("SELECT array(SELECT id FROM fact_history)")
    return set(kept), set(moved)


async def test_old_facts_move_and_what_is_still_wanted_stays(database: Database, owner_conninfo: str) -> None:
    space = SpaceId(new_uuid())
    old, new, owed, waiting = [await recorded(database, space) for _ in range(4)]
    async with database.transaction(System(space)) as tx:
        await outbox.owe(tx, space, owed, [NewDelivery(recipient="ada", channel=f"test-{space}")])
    await made_old(owner_conninfo, space, old, owed, age="8 days")
    await made_old(owner_conninfo, space, new, age="6 days")
    await made_old(owner_conninfo, space, waiting, age="8 days", is_expanded=False)

    await History(database, after_days=7, months=0).keep()

    assert await where(database, space) == ({new, owed, waiting}, {old})


async def test_months_that_are_too_old_are_dropped_whole(database: Database, owner_conninfo: str) -> None:
    space = SpaceId(new_uuid())
    recent, ancient = await recorded(database, space), await recorded(database, space)
    await made_old(owner_conninfo, space, recent, age="8 days")
    await made_old(owner_conninfo, space, ancient, age="20 months")
    await History(database, after_days=7, months=0).keep()
    before = await where(database, space)

    await History(database, after_days=7, months=12).keep()

    assert before == (set(), {recent, ancient})
    assert await where(database, space) == (set(), {recent})


async def test_a_month_is_behind_the_walls_as_the_whole_is(database: Database, owner_conninfo: str) -> None:
    space, other = SpaceId(new_uuid()), SpaceId(new_uuid())
    fact = await recorded(database, space)
    await made_old(owner_conninfo, space, fact, age="8 days")
    await History(database, after_days=7, months=0).keep()

    assert await where(database, other) == (set(), set())

"""Repeated requests make one thing (CHECKLIST 37)."""

import asyncio
from uuid import UUID

import pytest

from kalends.core.actor import Origin, System
from kalends.core.ids import SpaceId, new_uuid
from kalends.store import idempotency
from kalends.store.database import Database
from kalends.store.idempotency import KeyIsInUse, KeyWasUsedOtherwise

OWNER = new_uuid()


async def make(database: Database, space: SpaceId, key: str | None, request: bytes = b"request") -> UUID:
    """What a service does: look for an earlier one, else make and remember."""
    origin = Origin(idempotency_key=key, request_hash=request)
    async with database.transaction(System(space, origin)) as tx:
        if (earlier := await idempotency.made_before(tx, OWNER)) is not None:
            return earlier
        thing = new_uuid()
        await idempotency.remember(tx, OWNER, space, thing)
        await asyncio.sleep(0.01)
        return thing


async def test_a_repeat_gets_what_was_made_before(database: Database) -> None:
    """CHECKLIST 37: the row was committed with the thing, so it survives a kill between commit and answer."""
    space, key = SpaceId(new_uuid()), str(new_uuid())

    assert await make(database, space, key) == await make(database, space, key)


async def test_another_request_under_the_same_key_is_refused(database: Database) -> None:
    space, key = SpaceId(new_uuid()), str(new_uuid())
    await make(database, space, key)

    with pytest.raises(KeyWasUsedOtherwise):
        await make(database, space, key, b"another")


async def test_of_fifty_at_once_one_makes_it_and_the_others_are_told_so(database: Database) -> None:
    """CHECKLIST 37."""
    space, key = SpaceId(new_uuid()), str(new_uuid())

    outcomes = await asyncio.gather(*(make(database, space, key) for _ in range(50)), return_exceptions=True)

    made = {one for one in outcomes if isinstance(one, UUID)}
    assert len(made) == 1
    assert all(isinstance(one, KeyIsInUse) for one in outcomes if not isinstance(one, UUID))


async def test_without_a_key_each_request_makes_its_own(database: Database) -> None:
    space = SpaceId(new_uuid())

    assert await make(database, space, None) != await make(database, space, None)


async def test_what_was_rolled_back_was_not_made(database: Database) -> None:
    space, key = SpaceId(new_uuid()), str(new_uuid())
    origin = Origin(idempotency_key=key, request_hash=b"request")
    with pytest.raises(RuntimeError):
        async with database.transaction(System(space, origin)) as tx:
            await idempotency.remember(tx, OWNER, space, new_uuid())
            raise RuntimeError

    assert isinstance(await make(database, space, key), UUID)

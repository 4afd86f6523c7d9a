"""Argon2id in a bounded pool."""

import asyncio

import pytest

from kalends.features.accounts.hashing import Hasher, TooManyAtOnce


async def test_parameters_come_from_the_settings_and_weaker_ones_are_known_as_such(hasher: Hasher) -> None:
    """CHECKLIST 3."""
    stronger = Hasher(memory_kib=128, iterations=2, parallelism=1, at_once=1, queue=1)

    weak = await hasher.hash("three horses on a roof")
    strong = await stronger.hash("three horses on a roof")

    assert weak.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert strong.startswith("$argon2id$v=19$m=128,t=2,p=1$")
    assert stronger.is_weaker(weak)
    assert not stronger.is_weaker(strong)
    assert await stronger.is_right(weak, "three horses on a roof")
    stronger.close()


async def test_comparing_with_nobodys_hash_runs_once_and_is_never_right(hasher: Hasher) -> None:
    """CHECKLIST 4."""
    before = hasher.runs

    assert not await hasher.is_right(None, "three horses on a roof")

    assert hasher.runs == before + 1


@pytest.mark.parametrize("broken", ["not a hash", "$argon2id$v=19$m=64,t=1,p=1$AAAA$", "$2b$12$abcdefghijklmnopqrstuv"])
async def test_a_hash_that_cant_be_read_matches_nothing(hasher: Hasher, broken: str) -> None:
    assert not await hasher.is_right(broken, "three horses on a roof")


async def test_what_is_not_unicode_is_a_wrong_password(hasher: Hasher) -> None:
    assert not await hasher.is_right(None, "\ud800 lone surrogate")


async def test_the_queue_is_bounded_and_frees_itself() -> None:
    hasher = Hasher(memory_kib=8192, iterations=2, parallelism=1, at_once=1, queue=2)

    results = await asyncio.gather(*(hasher.hash("x" * 8) for _ in range(5)), return_exceptions=True)

    assert sum(isinstance(result, str) for result in results) == 3
    assert sum(isinstance(result, TooManyAtOnce) for result in results) == 2
    assert await hasher.hash("y" * 8)
    hasher.close()


async def test_the_loop_goes_on_while_hashing() -> None:
    hasher = Hasher(memory_kib=65536, iterations=3, parallelism=1, at_once=1, queue=1)
    turns = 0

    hashing = asyncio.create_task(hasher.hash("x" * 8))
    while not hashing.done():
        turns += 1
        await asyncio.sleep(0)

    assert turns > 10
    hasher.close()

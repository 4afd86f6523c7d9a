"""Ending tasks, and sharing them."""

import asyncio

import pytest

from kalends.core.tasks import Joined, ended


async def test_a_task_that_forgets_a_cancellation_is_asked_again() -> None:
    asked = 0

    async def forgetful() -> None:
        nonlocal asked
        while asked < 2:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                asked += 1

    async def failing() -> None:
        raise RuntimeError

    tasks = [asyncio.create_task(forgetful()), asyncio.create_task(failing())]
    await asyncio.sleep(0)

    outcomes = await ended(tasks)

    assert asked == 2
    assert isinstance(outcomes[1], RuntimeError)


async def test_nothing_to_end_is_fine() -> None:
    assert await ended([]) == []


class Work:
    """Counts how often it is done, and ends when it is told."""

    def __init__(self, error: Exception | None = None) -> None:
        self.times = 0
        self.may_end = asyncio.Event()
        self._error = error

    async def __call__(self) -> int:
        self.times += 1
        await self.may_end.wait()
        if self._error is not None:
            raise self._error
        return self.times


async def test_what_many_ask_for_at_once_is_done_once() -> None:
    joined, work = Joined[int](), Work()
    asking = [asyncio.create_task(joined.do("key", work)) for _ in range(5)]
    await asyncio.sleep(0)
    work.may_end.set()

    answers = await asyncio.gather(*asking)

    assert answers == [1] * 5
    assert await joined.do("key", work) == 2, "it is done anew for who comes later"


async def test_others_still_get_it_when_the_first_goes_away() -> None:
    joined, work = Joined[int](), Work()
    first, second = (asyncio.create_task(joined.do("key", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait([first])
    work.may_end.set()

    assert await second == 1
    assert first.cancelled()


async def test_a_failure_is_everybodys() -> None:
    joined, work = Joined[int](), Work(ValueError("no"))
    asking = [asyncio.create_task(joined.do("key", work)) for _ in range(2)]
    await asyncio.sleep(0)
    work.may_end.set()

    for one in asking:
        with pytest.raises(ValueError, match="no"):
            await one

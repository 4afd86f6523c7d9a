"""Ending tasks."""

import asyncio

from kalends.core.tasks import ended


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

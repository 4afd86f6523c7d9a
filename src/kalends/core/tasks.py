"""Tasks of asyncio: ended for certain, and shared by all who ask for the same."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")

ASK_AGAIN = 0.5


async def ended(tasks: Sequence["asyncio.Task[Any]"]) -> list[object]:
    """Cancel them; answers how each ended: its result, or its exception.

    They are asked more than once: `asyncio.wait_for`, which our driver waits with, forgets a cancellation that arrives
    together with what was waited for (until Python 3.12).
    """
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=ASK_AGAIN)
    return list(await asyncio.gather(*tasks, return_exceptions=True))


class Joined(Generic[T]):
    """Work that many ask for at once is done once: whoever comes while it is under way waits for the same."""

    def __init__(self) -> None:
        self._tasks: dict[Hashable, asyncio.Task[T]] = {}

    async def do(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.create_task(work())
            task.add_done_callback(lambda done: self._forget(key, done))
        # Whoever asked first may go away; the others are still waiting.
        return await asyncio.shield(task)

    def _forget(self, key: Hashable, task: "asyncio.Task[T]") -> None:
        del self._tasks[key]
        if not task.cancelled():
            # Looked at here too, since everybody who waited may have gone away.
            task.exception()

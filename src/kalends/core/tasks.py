"""Ending tasks of asyncio for certain."""

import asyncio
from collections.abc import Sequence
from typing import Any

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

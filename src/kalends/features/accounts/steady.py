"""Answers that take equally long, so that how long says nothing about what was found."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

# Longer than any of the ways through registering or asking for a mail takes on a machine that isn't overloaded.
ANSWER_AFTER = 0.25


@asynccontextmanager
async def steadily(seconds: float) -> AsyncGenerator[None]:
    """Leave the block no sooner than `seconds` after it was entered, whether it succeeds or fails."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    try:
        yield
    finally:
        await asyncio.sleep(max(0.0, until - loop.time()))

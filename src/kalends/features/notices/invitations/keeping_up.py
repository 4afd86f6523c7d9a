"""What stands in one place as it is in another, where no transaction reaches over both."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def keep_up(read: Callable[[], Awaitable[T]], put: Callable[[T], Awaitable[bool]]) -> None:
    """Put what is read, which says whether that wrote anything, until it is still so after it was written.

    Of several at once, each about its own change, the one that read first may write last; it looks again after that,
    and sees what the others have seen. Each change is put by one that began after it.
    """
    now = await read()
    while await put(now):
        before, now = now, await read()
        if now == before:
            return

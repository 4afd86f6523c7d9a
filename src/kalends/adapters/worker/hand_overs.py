"""Hand-overs one after the other, each struck off before the next: a killed worker leaves one of them in doubt.

An SMTP server can't tell a repeat, so whatever it took and we had not yet written down is sent again (RFC 5321,
section 6.1, calls the time between its taking and our knowing the cause of duplicates). Nothing can make that time
nothing; but it can be made sure that only one delivery at a time is in it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType

# With twenty that wait this is kept up with by a server that takes a mail in 25 ms. Where it is slower, being on time
# counts for more: who has waited so long goes in beside those before it.
PATIENCE = 0.5


class HandOvers:
    """Of one channel. Whoever comes first is first, and alone, for as long as nobody waits longer than `patience`."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._lock = asyncio.Lock()
        self._patience = patience

    async def begin(self) -> bool:
        """Answers whether one is alone; only then is there something to `end`."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._lock.acquire()
        except TimeoutError:
            return False

    def end(self) -> None:
        self._lock.release()


class HandOver:
    """Of one delivery: around the step that can't be taken back, and no more than that.

    Left without an error, the delivery counts as handed over; `strike_off` sees to that, whatever becomes of this
    process, before the next may begin.
    """

    def __init__(
        self, hand_overs: HandOvers, *, may_begin: Callable[[], None], strike_off: Callable[[], Awaitable[object]]
    ) -> None:
        """`may_begin` raises where it may not, once nobody is before it."""
        self._hand_overs = hand_overs
        self._may_begin = may_begin
        self._strike_off = strike_off
        self._is_alone = False
        self.is_handed_over = False

    async def __aenter__(self) -> None:
        self._is_alone = await self._hand_overs.begin()
        try:
            self._may_begin()
        except BaseException:
            self._end()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if failure is None:
                self.is_handed_over = True
                await self._strike_off()
        finally:
            self._end()

    def _end(self) -> None:
        if self._is_alone:
            self._is_alone = False
            self._hand_overs.end()

"""Hand-overs in turn, each struck off before the next: a killed worker leaves as few of them in doubt as can be.

Whatever the other side took and we had not yet written down is handed over again (RFC 5321, section 6.1, calls the time
between its taking and our knowing the cause of duplicates). Nothing can make that time nothing; but it can be made sure
that only one delivery at a time is in it, or as many as it takes to keep up with a slow host.
"""

import asyncio
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType

# With twenty that wait this is kept up with by a host that takes one in 25 ms. Where it is slower, being on time counts
# for more.
PATIENCE = 0.5


@dataclass(slots=True)
class Width:
    """How many may be inside at once: one; when somebody has waited for `patience`, twice as many, and again twice
    after each half of that; and one again when for such a half nobody had to wait.

    Not at once when nobody waits: those who began together end together, and the next are on their way. Times are
    seconds of any clock that does not go back.
    """

    patience: float = PATIENCE
    now: int = 1
    _grown_at: float = -math.inf

    def grows_at(self, since: float) -> float:
        """When, for somebody who waits since then. What grew is given time to show."""
        return max(since + self.patience, self._grown_at + self.patience / 2)

    def grow(self, at: float) -> None:
        self.now *= 2
        self._grown_at = at

    def shrinks_at(self, since: float) -> float:
        """When, if nobody has had to wait since then."""
        return since + self.patience / 2

    def shrink(self) -> None:
        self.now = 1


class HandOvers:
    """Of one channel: to each host in turn, first come, first served.

    `counts_all`: patience is over when there has been somebody waiting for so long, whoever; else, when one has waited
    so long.
    """

    def __init__(self, patience: float = PATIENCE, *, counts_all: bool = False) -> None:
        self._patience = patience
        self._counts_all = counts_all
        # Where anybody is at the moment: hosts come from what people enter.
        self._gates: dict[str, _Gate] = {}

    async def begin(self, host: str) -> None:
        """Returns once it is one's turn, which lasts until `end`."""
        gate = self._gates.get(host)
        if gate is None:
            gate = self._gates[host] = _Gate(self._patience, counts_all=self._counts_all)
        try:
            await gate.begin()
        finally:
            self._forget_if_empty(host, gate)

    def end(self, host: str) -> None:
        gate = self._gates[host]
        gate.end()
        self._forget_if_empty(host, gate)

    def _forget_if_empty(self, host: str, gate: "_Gate") -> None:
        if not gate.is_empty or self._gates.get(host) is not gate:
            return
        loop = asyncio.get_running_loop()
        if loop.time() >= gate.shrinks_at:
            del self._gates[host]
        else:
            # Whoever comes before then finds it as wide as it was.
            loop.call_at(gate.shrinks_at, self._forget_if_empty, host, gate)


class _Gate:
    def __init__(self, patience: float, *, counts_all: bool) -> None:
        self._width = Width(patience)
        self._counts_all = counts_all
        self._inside = 0
        # Each with when it came.
        self._waiting: deque[tuple[asyncio.Future[None], float]] = deque()
        self._crowded_since = 0.0
        # None while somebody waits.
        self._quiet_since: float | None = -math.inf
        self._alarm: asyncio.TimerHandle | None = None

    @property
    def is_empty(self) -> bool:
        return self._inside == 0 and not self._waiting

    @property
    def shrinks_at(self) -> float:
        return math.inf if self._quiet_since is None else self._width.shrinks_at(self._quiet_since)

    async def begin(self) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() >= self.shrinks_at:
            self._width.shrink()
        if not self._waiting and self._inside < self._width.now:
            self._inside += 1
            return
        let_in, now = loop.create_future(), loop.time()
        if not self._waiting:
            self._crowded_since, self._quiet_since = now, None
        self._waiting.append((let_in, now))
        self._look()
        try:
            await let_in
        except asyncio.CancelledError:
            if let_in.cancelled():
                self._look()
            else:
                # Its turn came in the same moment.
                self.end()
            raise

    def end(self) -> None:
        self._inside -= 1
        self._look()

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._forget_cancelled()
        if self._waiting and loop.time() >= self._grows_at():
            self._width.grow(loop.time())
        while self._waiting and self._inside < self._width.now:
            let_in, _ = self._waiting.popleft()
            let_in.set_result(None)
            self._inside += 1
            self._forget_cancelled()
        if not self._waiting:
            self._quiet_since = loop.time() if self._quiet_since is None else self._quiet_since
        elif self._alarm is None:
            self._alarm = loop.call_at(self._grows_at(), self._ring)

    def _ring(self) -> None:
        self._alarm = None
        self._look()

    def _grows_at(self) -> float:
        _, came = self._waiting[0]
        return self._width.grows_at(self._crowded_since if self._counts_all else came)

    def _forget_cancelled(self) -> None:
        while self._waiting and self._waiting[0][0].cancelled():
            self._waiting.popleft()


class Passage:
    """Of one delivery: begun right before what can't be taken back, and ended by the worker once it is struck off."""

    def __init__(self, hand_overs: HandOvers, host: str, *, may_begin: Callable[[], None]) -> None:
        """`may_begin` raises where it may not, once its turn has come."""
        self._hand_overs = hand_overs
        self._host = host
        self._may_begin = may_begin
        self._is_on = False
        # Seconds that it took to come.
        self.waited = 0.0

    async def begin(self) -> None:
        came = time.monotonic()
        await self._hand_overs.begin(self._host)
        self._is_on = True
        self.waited = time.monotonic() - came
        try:
            self._may_begin()
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        if self._is_on:
            self._is_on = False
            self._hand_overs.end(self._host)


class HandOver:
    """A passage around the step that can't be taken back, and no more than that.

    Left without an error, the delivery counts as handed over; `strike_off` sees to that, whatever becomes of this
    process, before the next may begin.
    """

    def __init__(self, passage: Passage, *, strike_off: Callable[[], Awaitable[object]]) -> None:
        self._passage = passage
        self._strike_off = strike_off
        self.is_handed_over = False

    async def __aenter__(self) -> None:
        await self._passage.begin()

    async def __aexit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if failure is None:
                self.is_handed_over = True
                await self._strike_off()
        finally:
            self._passage.end()

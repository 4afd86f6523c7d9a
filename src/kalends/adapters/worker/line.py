"""Who is next: deliveries wait in line for a runner, and those to one host never have all the runners."""

import asyncio
import math
from collections import Counter, deque

from kalends.store.outbox import Delivery


class Line:
    """Of one channel. At most so many to one host are with runners at once: that is the others' way past a slow one.

    None where hosts don't matter.
    """

    def __init__(self, most_to_a_host: int | None) -> None:
        self._most = math.inf if most_to_a_host is None else most_to_a_host
        self._waiting: deque[Delivery] = deque()
        self._waiting_to = Counter[str]()
        self._running_to = Counter[str]()
        self._idle: deque[asyncio.Future[Delivery]] = deque()

    @property
    def running(self) -> int:
        return self._running_to.total()

    @property
    def ready(self) -> int:
        """How many wait for nothing but a runner."""
        if self._most == math.inf:
            return len(self._waiting)
        return sum(int(min(many, self._most - self._running_to[host])) for host, many in self._waiting_to.items())

    def full_hosts(self, ahead: int) -> list[str]:
        """Those of which there is enough here, be it with runners or waiting `ahead`."""
        if self._most == math.inf:
            return []
        here = self._running_to + self._waiting_to
        return [host for host, many in here.items() if many >= self._most + ahead]

    def wants_more(self, host: str, ahead: int) -> bool:
        """Whether half of what waited for a full host `ahead` of its runners has gone."""
        return 2 * (self._running_to[host] + self._waiting_to[host] - self._most) <= ahead

    def put(self, one: Delivery) -> None:
        self._waiting.append(one)
        self._waiting_to[one.host] += 1
        self._serve()

    async def take(self) -> Delivery:
        """The next, for a runner, who says when it is `done`."""
        if (one := self._next()) is not None:
            return one
        idle = asyncio.get_running_loop().create_future()
        self._idle.append(idle)
        return await idle

    def done(self, one: Delivery) -> None:
        _take_off(self._running_to, one.host)
        self._serve()

    def leave(self) -> list[Delivery]:
        """All who wait go home."""
        left = list(self._waiting)
        self._waiting.clear()
        self._waiting_to.clear()
        return left

    def _serve(self) -> None:
        while self._idle:
            # A runner may be on its way out.
            if not self._idle[0].done():
                if (one := self._next()) is None:
                    return
                self._idle[0].set_result(one)
            self._idle.popleft()

    def _next(self) -> Delivery | None:
        for place, one in enumerate(self._waiting):
            if self._running_to[one.host] < self._most:
                del self._waiting[place]
                _take_off(self._waiting_to, one.host)
                self._running_to[one.host] += 1
                return one
        return None


def _take_off(counted: Counter[str], host: str) -> None:
    counted[host] -= 1
    if not counted[host]:
        del counted[host]

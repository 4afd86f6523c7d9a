"""What this process remembers for a while: bounded by bytes and age, told by NOTIFY what has changed elsewhere."""

import sys
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from kalends.store.signals import FORGET, FORGET_ALL, Signals

T = TypeVar("T")


class Cache:
    """Least recently used goes first. `max_bytes` counts what the callers say their values weigh."""

    def __init__(
        self, *, max_bytes: int = 100_000_000, max_age: float = 300.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.max_bytes = max_bytes
        self.max_age = max_age
        self.hits = 0
        self.misses = 0
        self.bytes = 0
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, int, Any]] = OrderedDict()
        # Counts what was forgotten, so that a value read before a change is not stored after it.
        self._forgotten = 0

    def listen(self, signals: Signals) -> None:
        signals.hear(FORGET, self.forget)

    def get(self, key: str) -> Any | None:
        held = self._held.get(key)
        if held is None or held[0] < self._clock():
            self.misses += 1
            return None
        self._held.move_to_end(key)
        self.hits += 1
        return held[2]

    def put(self, key: str, value: object, *, weight: int | None = None, max_age: float | None = None) -> None:
        weight = (sys.getsizeof(value) if weight is None else weight) + len(key) + 200
        self._drop(key)
        if weight > self.max_bytes:
            return
        self._held[key] = (self._clock() + min(self.max_age, max_age or self.max_age), weight, value)
        self.bytes += weight
        while self.bytes > self.max_bytes:
            self._drop(next(iter(self._held)))

    async def get_or(self, key: str, load: Callable[[], Awaitable[T]]) -> T:
        """The value held, or a new one; not kept if the key was forgotten while it was being loaded."""
        if (held := self.get(key)) is not None:
            return held
        forgotten = self._forgotten
        value = await load()
        if forgotten == self._forgotten:
            self.put(key, value)
        return value

    def forget(self, key: str) -> None:
        self._forgotten += 1
        if key == FORGET_ALL:
            self._held.clear()
            self.bytes = 0
        else:
            self._drop(key)

    def _drop(self, key: str) -> None:
        if (held := self._held.pop(key, None)) is not None:
            self.bytes -= held[1]

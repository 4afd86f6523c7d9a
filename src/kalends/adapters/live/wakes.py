"""Everybody in this process who follows the stream, woken by the one connection that listens.

A signal only says that something happened in a space. What it was, each reads within their own walls.
"""

import asyncio
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager, suppress
from uuid import UUID

from kalends.core.errors import TooMany
from kalends.core.ids import PersonId
from kalends.store.signals import ANYTHING, CHANGED, Signals

RETRY_AFTER = 60


class TooManyStreams(TooMany):
    """Too many streams are open, for you or for this server. Close one, or try again in a minute."""


class Sleeper:
    """One who follows the stream; `spaces` are those whose news are of interest."""

    def __init__(self) -> None:
        self.spaces: frozenset[UUID] = frozenset()
        self._called = asyncio.Event()

    def wake(self) -> None:
        self._called.set()

    async def sleep(self, seconds: float) -> bool:
        """So long, or until woken; answers whether it was."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._called.wait()
        was_woken = self._called.is_set()
        self._called.clear()
        return was_woken


class Wakes:
    def __init__(self, signals: Signals, *, most: int, most_of_one: int) -> None:
        """`most` may follow at once, `most_of_one` person."""
        self.is_closed = False
        self._most = most
        self._most_of_one = most_of_one
        self._sleepers: set[Sleeper] = set()
        self._of: Counter[PersonId] = Counter()
        signals.hear(CHANGED, self._hear)

    def ensure_room(self, person: PersonId) -> None:
        if len(self._sleepers) >= self._most or self._of[person] >= self._most_of_one:
            raise TooManyStreams(retry_after=RETRY_AFTER)

    @contextmanager
    def following(self, person: PersonId) -> Generator[Sleeper]:
        self.ensure_room(person)
        sleeper = Sleeper()
        self._sleepers.add(sleeper)
        self._of[person] += 1
        try:
            yield sleeper
        finally:
            self._sleepers.discard(sleeper)
            self._of[person] -= 1
            if not self._of[person]:
                del self._of[person]

    def close(self) -> None:
        """Everybody leaves: the process does."""
        self.is_closed = True
        self._wake(self._sleepers)

    def _hear(self, what: str) -> None:
        if what == ANYTHING:
            self._wake(self._sleepers)
        else:
            changed = UUID(what)
            self._wake(one for one in self._sleepers if changed in one.spaces)

    def _wake(self, those: Iterable[Sleeper]) -> None:
        for one in those:
            one.wake()

"""Everybody in this process who looks at a meeting, told by the one connection that listens.

A change costs one statement, however many look on. Nobody has a queue: who looks on knows the newest stand and whether
it is news to them, so a slow one skips what is old and holds nobody up.
"""

import asyncio
from collections import Counter
from collections.abc import Generator, MutableMapping
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

from kalends.core.errors import Error, NotFound, TooMany
from kalends.core.tasks import ended
from kalends.features.meetings.watching import Stand, Watch, Watches
from kalends.store.signals import ANYTHING, CHANGED, Signals
from kalends.telemetry import Figures

# The first change is told at once; in a burst, the next after a pause, so that most of the server's time stays for
# those who answer: telling one who looks on takes a fifth of a millisecond, ranking and drawing anew a tenth of one for
# each who takes part, in each zone.
LEAST_PAUSE = 0.05
PAUSE = 0.25
PAUSE_A_WATCHER = 0.001
PAUSE_A_PARTICIPANT = 0.002
# While the database is away.
TRY_AGAIN = 1.0
# Seconds for a page that found no room.
RETRY_AFTER = 60


class TooManyWatchers(TooMany):
    """So many look on at once that this page can't be kept up to date. Load it again now and then."""


class Watcher:
    """One who looks on."""

    def __init__(self, watch: Watch) -> None:
        self.stand = watch.stand
        self.by = watch.by
        self.must_prove = False
        self.is_closed = False
        self._news = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Until there is something to look at, or so long; answers whether there is."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)
        is_news = self._news.is_set()
        self._news.clear()
        return is_news

    def tell(self, stand: Stand) -> None:
        if stand != self.stand:
            self.stand = stand
            self._news.set()

    def doubt(self) -> None:
        """What let them in may have ended."""
        self.must_prove = True
        self._news.set()

    def close(self) -> None:
        self.is_closed = True
        self._news.set()


class _Topic:
    """A meeting that somebody looks at."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.watchers: set[Watcher] = set()
        self.is_stale = False
        self.looking: asyncio.Task[None] | None = None

    @property
    def pause(self) -> float:
        return max(PAUSE, PAUSE_A_WATCHER * len(self.watchers), PAUSE_A_PARTICIPANT * self.stand.participants)


class Hub:
    def __init__(self, watches: Watches, signals: Signals, figures: Figures, *, most: int, most_at: int) -> None:
        """`most` may look on at once, `most_at` from one address."""
        self.is_closed = False
        self._watches = watches
        self._figures = figures
        self._most = most
        self._most_at = most_at
        self._topics: dict[UUID, _Topic] = {}
        # By what let them in.
        self._holders: dict[UUID, set[Watcher]] = {}
        self._at: Counter[str | None] = Counter()
        signals.hear(CHANGED, self._hear)

    def ensure_room(self, address: str | None) -> None:
        if self._at.total() >= self._most or self._at[address] >= self._most_at:
            raise TooManyWatchers(retry_after=RETRY_AFTER)

    @contextmanager
    def watching(self, watch: Watch, address: str | None) -> Generator[Watcher]:
        """Among those who are told, for as long as the context lasts."""
        watcher = Watcher(watch)
        topic = self._topics.setdefault(watch.stand.meeting_id, _Topic(watch.stand))
        topic.watchers.add(watcher)
        for one in watch.by:
            self._holders.setdefault(one, set()).add(watcher)
        self._count(address, 1)
        # Something may have changed between the look at it and now.
        self._look(topic)
        try:
            yield watcher
        finally:
            self._count(address, -1)
            _leave(topic.watchers, watcher, self._topics, watch.stand.meeting_id)
            for one in watch.by:
                _leave(self._holders[one], watcher, self._holders, one)

    async def close(self) -> None:
        """Everybody leaves: the process does."""
        self.send_away()
        await ended([topic.looking for topic in self._topics.values() if topic.looking is not None])

    def send_away(self) -> None:
        self.is_closed = True
        for topic in self._topics.values():
            for watcher in topic.watchers:
                watcher.close()

    def _count(self, address: str | None, more: int) -> None:
        self._at[address] += more
        if not self._at[address]:
            del self._at[address]
        self._figures.watchers(self._at.total())

    def _hear(self, what: str) -> None:
        if what == ANYTHING:
            for topic in self._topics.values():
                self._look(topic)
            return
        changed = UUID(what)
        if (topic := self._topics.get(changed)) is not None:
            self._look(topic)
        for watcher in self._holders.get(changed, ()):
            watcher.doubt()

    def _look(self, topic: _Topic) -> None:
        topic.is_stale = True
        if topic.looking is None or topic.looking.done():
            topic.looking = asyncio.create_task(self._follow(topic), name="hub: look")

    async def _follow(self, topic: _Topic) -> None:
        """Look, tell, rest; again if something has changed meanwhile."""
        while topic.is_stale and topic.watchers and not self.is_closed:
            topic.is_stale = False
            try:
                stand = await self._watches.stand(topic.stand)
            except NotFound:
                for watcher in topic.watchers:
                    watcher.doubt()
                return
            except Error:
                topic.is_stale = True
                await asyncio.sleep(TRY_AGAIN)
                continue
            is_news = stand != topic.stand
            topic.stand = stand
            for watcher in topic.watchers:
                watcher.tell(stand)
            if is_news:
                self._figures.news(len(topic.watchers))
            await asyncio.sleep(topic.pause if is_news else LEAST_PAUSE)


def _leave(those: set[Watcher], one: Watcher, rooms: MutableMapping[UUID, Any], key: UUID) -> None:
    """The last one closes the room."""
    those.discard(one)
    if not those:
        rooms.pop(key, None)

"""Word between processes: LISTEN and NOTIFY, sent after the commit and coalesced.

A NOTIFY inside a transaction makes commits queue behind one lock (measured: 12,600 a second become 5,000), so
signals only hurry what a one-second poll would find anyway. Losing one costs time, never data.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from uuid import UUID

import psycopg
from psycopg import AsyncConnection, sql
from psycopg.rows import TupleRow

from kalends.core.tasks import ended
from kalends.store.database import Database
from kalends.store.outbox import WAKE

FORGET = "kalends_forget"
CHANGED = "kalends_changed"
# PostgreSQL's limit is 8,000 bytes; beyond it the receivers are told that it may be anything.
MAX_PAYLOAD = 7_000
FORGET_ALL = ANYTHING = "*"
# Long enough to gather a burst, short enough that nobody notices.
GATHER = 0.002
RECONNECT = 0.5

Hearer = Callable[[str], None]


class Signals:
    """Sends what transactions have to say once they are durable, and calls whoever listens for a channel."""

    def __init__(self) -> None:
        self._hearers: dict[str, list[Hearer]] = {}
        self._wake = False
        self._keys: set[str] = set()
        self._changed: set[str] = set()
        self._something = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def hear(self, channel: str, hearer: Hearer) -> None:
        """Call `hearer` with each payload on `channel`; with "*" after a gap in which some may have been missed."""
        self._hearers.setdefault(channel, []).append(hearer)

    def committed(self, *, wakes_worker: bool, stale_keys: Sequence[str], changed: Iterable[UUID]) -> None:
        self._wake = self._wake or wakes_worker
        self._keys.update(stale_keys)
        self._changed.update(map(str, changed))
        # Our own process need not wait for the round trip.
        for key in stale_keys:
            self._tell(FORGET, key)
        self._something.set()

    async def open(self, database: Database) -> None:
        self._tasks = [
            asyncio.create_task(self._keep(self._listen, database), name="signals: listen"),
            asyncio.create_task(self._keep(self._notify, database), name="signals: notify"),
        ]

    async def close(self) -> None:
        await ended(self._tasks)

    async def _keep(self, loop: Callable[[AsyncConnection[TupleRow]], Awaitable[None]], database: Database) -> None:
        while True:
            with contextlib.suppress(psycopg.Error, OSError):
                connection = await database.connect()
                try:
                    await loop(connection)
                finally:
                    await connection.close()
            await asyncio.sleep(RECONNECT)

    async def _listen(self, connection: AsyncConnection[TupleRow]) -> None:
        for channel in self._hearers:
            await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        for channel in self._hearers:
            self._tell(channel, FORGET_ALL)
        async for notice in connection.notifies():
            for line in notice.payload.split("\n"):
                self._tell(notice.channel, line)

    async def _notify(self, connection: AsyncConnection[TupleRow]) -> None:
        while True:
            await self._something.wait()
            self._something.clear()
            wake, self._wake = self._wake, False
            keys, self._keys = self._keys, set()
            changed, self._changed = self._changed, set()
            messages = [(WAKE, "")] if wake else []
            messages += [(channel, _lines(words)) for channel, words in ((FORGET, keys), (CHANGED, changed)) if words]
            try:
                async with connection.cursor() as cursor:
                    await cursor.executemany("SELECT pg_notify(%s, %s)", messages)
            except psycopg.Error:
                self._wake = wake or self._wake
                self._keys, self._changed = keys | self._keys, changed | self._changed
                self._something.set()
                raise
            # The first of a burst goes at once, the rest of it together.
            await asyncio.sleep(GATHER)

    def _tell(self, channel: str, payload: str) -> None:
        for hearer in self._hearers.get(channel, ()):
            hearer(payload)


def _lines(words: Iterable[str]) -> str:
    lines = "\n".join(sorted(words))
    return lines if len(lines) <= MAX_PAYLOAD else ANYTHING

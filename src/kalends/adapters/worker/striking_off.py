"""What has been handed over is struck off: at once, with whatever else has been by then; and however long the database
is away."""

import asyncio
from collections.abc import Callable, Iterable, Sequence

from kalends.adapters.worker.leases import Leases
from kalends.core.actor import Nobody
from kalends.core.errors import Unavailable
from kalends.core.ids import WorkerId
from kalends.store import outbox
from kalends.store.database import Database
from kalends.store.outbox import Delivery

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
# Statements under way at once. While so many are, what is handed over gathers for the next: claims need connections
# too.
AT_ONCE = 6


class StrikingOff:
    def __init__(
        self, database: Database, worker: WorkerId, leases: Leases, struck_off: Callable[[Sequence[Delivery]], None]
    ) -> None:
        """`struck_off` hears of what has been."""
        self._db = database
        self._worker = worker
        self._leases = leases
        self._struck_off = struck_off
        self._gathered: list[Delivery] = []
        self._sending: asyncio.Task[None] | None = None
        self._free = asyncio.Semaphore(AT_ONCE)
        self._asked: set[asyncio.Task[None]] = set()
        self._waiting: list[Delivery] = []
        self._has_waiting = asyncio.Event()

    async def send(self, one: Delivery) -> None:
        """From when this returns it will be struck off, even if this process is killed. Not that it has been: waiting
        for that would let no more through than the database has commits in a row."""
        self._gathered.append(one)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send(), name="strike off at once")
        # The others wait for it too.
        await asyncio.shield(self._sending)

    def add(self, those: Iterable[Delivery]) -> None:
        """As soon as the database is there."""
        self._waiting.extend(those)
        self._has_waiting.set()

    def follow(self, asked: "asyncio.Task[None]", batch: Sequence[Delivery]) -> None:
        """`asked` strikes them off; if it does not, we do."""
        self._asked.add(asked)
        asked.add_done_callback(lambda asked: self._heard(asked, batch))

    def is_done(self, batch: Sequence[Delivery]) -> None:
        for one in batch:
            self._leases.gave_up(one)
        self._struck_off(batch)

    async def _send(self) -> None:
        await self._free.acquire()
        batch, self._gathered, self._sending = self._gathered, [], None
        try:
            asked = await outbox.send_complete(self._db, batch, self._worker)
        except BaseException as failure:
            self._free.release()
            if not isinstance(failure, Unavailable):
                raise
            self.add(batch)
            return
        asked.add_done_callback(lambda _: self._free.release())
        self.follow(asked, batch)

    def _heard(self, asked: "asyncio.Task[None]", batch: Sequence[Delivery]) -> None:
        self._asked.discard(asked)
        if asked.cancelled():
            return
        if asked.exception() is None:
            self.is_done(batch)
        else:
            self.add(batch)

    async def keep(self) -> None:
        """Until cancelled."""
        while True:
            await self._has_waiting.wait()
            self._has_waiting.clear()
            batch, self._waiting = self._waiting, []
            if batch:
                await self._strike_off(batch)

    async def _strike_off(self, batch: Sequence[Delivery]) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                async with self._db.transaction(Nobody()) as tx:
                    await outbox.complete(tx, batch, self._worker)
            except Unavailable:
                # Handed over, but not yet written down: try until the lease is over, or it is done twice.
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
            else:
                return self.is_done(batch)

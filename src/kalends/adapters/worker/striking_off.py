"""What has been handed over is struck off: together with whatever else has been by then, or at once by itself."""

import asyncio
from collections.abc import Callable, Sequence

from kalends.adapters.worker.leases import Leases
from kalends.core.actor import Nobody
from kalends.core.errors import Unavailable
from kalends.core.ids import WorkerId
from kalends.store import outbox
from kalends.store.database import Database
from kalends.store.outbox import Delivery

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0


class StrikingOff:
    def __init__(
        self, database: Database, worker: WorkerId, leases: Leases, struck_off: Callable[[Sequence[Delivery]], None]
    ) -> None:
        """`struck_off` hears of what has been."""
        self._db = database
        self._worker = worker
        self._leases = leases
        self._struck_off = struck_off
        self._waiting: list[Delivery] = []
        self._has_waiting = asyncio.Event()
        self._asked: set[asyncio.Task[None]] = set()

    def add(self, one: Delivery) -> None:
        """With the next batch."""
        self._waiting.append(one)
        self._has_waiting.set()

    async def send(self, one: Delivery) -> None:
        """From when this returns it will be struck off, even if this process is killed. Not that it has been: waiting
        for that would let no more through than the database has commits in a row."""
        try:
            asked = await outbox.send_complete(self._db, one, self._worker)
        except Unavailable:
            self.add(one)
            return
        self._asked.add(asked)
        asked.add_done_callback(lambda asked: self._heard(asked, one))

    def _heard(self, asked: "asyncio.Task[None]", one: Delivery) -> None:
        self._asked.discard(asked)
        if asked.cancelled():
            return
        if asked.exception() is None:
            self._is_done([one])
        else:
            self.add(one)

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
                return self._is_done(batch)

    def _is_done(self, batch: Sequence[Delivery]) -> None:
        for one in batch:
            self._leases.gave_up(one)
        self._struck_off(batch)

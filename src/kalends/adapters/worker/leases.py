"""What a worker holds on lease: renewed while it lives, and not touched once it may be somebody else's."""

import asyncio
import contextlib
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog

from kalends.adapters.worker.database_clock import DatabaseClock
from kalends.core.actor import Nobody
from kalends.core.errors import Unavailable
from kalends.core.ids import DeliveryId, WorkerId
from kalends.store import outbox
from kalends.store.database import Database
from kalends.store.outbox import Delivery

log = structlog.get_logger("worker")


class LeaseIsOver(Exception):
    """This worker stood still for longer than its lease, so another may have the delivery by now."""


class Leases:
    def __init__(self, database: Database, worker: WorkerId, length: timedelta) -> None:
        self._db = database
        self._worker = worker
        self._length = length
        self._held: dict[DeliveryId, Delivery] = {}
        # Whatever is held was claimed or renewed no sooner than this.
        self._renewed_at = time.monotonic()
        self._clock = DatabaseClock(length)
        self._follows_until = 0.0

    @property
    def held(self) -> list[Delivery]:
        return list(self._held.values())

    def took(self, claimed: Iterable[Delivery]) -> None:
        self._held.update((one.id, one) for one in claimed)

    def gave_up(self, one: Delivery) -> None:
        self._held.pop(one.id, None)

    def ensure(self, one: Delivery) -> None:
        """By the clock of this process, which began to run no later than the lease in the database."""
        if one.id not in self._held or time.monotonic() >= self._renewed_at + self._length.total_seconds():
            raise LeaseIsOver

    def over_by(self) -> datetime | None:
        """Others' leases that end later than this are not over, whatever the database's clock says."""
        return self._clock.latest(time.monotonic())

    async def keep(self) -> None:
        """Renew until cancelled; what is found to be another's is let go."""
        self._renewed_at = time.monotonic()
        while True:
            with contextlib.suppress(Unavailable):
                await self._look_at_the_clock()
            await asyncio.sleep(self._length.total_seconds() / 4)
            began, held = time.monotonic(), self.held
            with contextlib.suppress(Unavailable):
                if held:
                    async with self._db.transaction(Nobody()) as tx:
                        ours = await outbox.renew(tx, held, self._worker, self._length)
                    for one in held:
                        if one.id not in ours:
                            self.gave_up(one)
                self._renewed_at = began

    async def _look_at_the_clock(self) -> None:
        asked = time.monotonic()
        said = await self._db.ask(outbox.clock)
        now = time.monotonic()
        if self._clock.heard(said, asked=asked, now=now):
            # A transaction from before may still be open.
            self._follows_until = now + self._length.total_seconds()
        if now <= self._follows_until and (many := await self._db.ask(outbox.follow_clock)):
            log.warning("the database's clock was set back", set_right=many)

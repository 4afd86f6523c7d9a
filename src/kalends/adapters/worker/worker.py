"""The loop: look when called, look every second anyway, stop in order."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from kalends.adapters.worker.channels import Channel, Listener, backoff
from kalends.adapters.worker.deliverer import Deliverer, Unwatched, Watch
from kalends.adapters.worker.expander import BATCH, Expander
from kalends.core.errors import Unavailable
from kalends.core.tasks import ended
from kalends.store.database import Database
from kalends.store.outbox import WAKE
from kalends.store.signals import Signals

log = structlog.get_logger("worker")

# Long enough for a database to come back, short enough that nobody waits for us once it is.
DATABASE_IS_AWAY = 0.5
# A chore that goes on failing is tried about once a minute: reminders are among them.
MOST_BACKED_OFF = 6


@dataclass(frozen=True, slots=True)
class Chore:
    """Housekeeping that any worker may do at any time, `every` so many seconds."""

    name: str
    every: float
    do: Callable[[], Awaitable[object]]


class Worker:
    def __init__(
        self,
        database: Database,
        signals: Signals,
        *,
        audience: Mapping[str, Sequence[Listener]],
        channels: Mapping[str, Channel],
        chores: Sequence[Chore] = (),
        poll: float = 1.0,
        lease: timedelta = timedelta(seconds=30),
        batch: int = 500,
        watch: Watch | None = None,
    ) -> None:
        self._expander = Expander(database, audience, channels)
        self._facts_called = asyncio.Event()
        self._deliveries_called = asyncio.Event()
        self.deliverer = Deliverer(
            database, channels, called=self._deliveries_called, lease=lease, batch=batch, watch=watch
        )
        self._chores = chores
        self._watch = watch or Unwatched()
        self._poll = poll
        signals.hear(WAKE, self._called)

    async def run(self, stop: asyncio.Event, *, grace: float = 8.0) -> None:
        """Work until `stop`; then finish what runs within `grace` seconds and hand back the rest."""
        looks = [
            asyncio.create_task(self._look(self._facts_called, self._expand), name="facts"),
            asyncio.create_task(self._look(self._deliveries_called, self.deliverer.claim), name="deliveries"),
            *(asyncio.create_task(self._keep_doing(chore), name=chore.name) for chore in self._chores),
        ]
        runners = asyncio.create_task(self.deliverer.run(), name="runners")
        stopping = asyncio.create_task(stop.wait())
        try:
            # A loop that ends by itself is a bug, and a worker that goes on without it would hide that.
            await asyncio.wait([stopping, runners, *looks], return_when=asyncio.FIRST_COMPLETED)
        finally:
            await ended(looks)
            if not runners.done():
                await self.deliverer.drain(grace)
            outcomes = await ended([runners, stopping, *looks])
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome

    def _called(self, _: str) -> None:
        self._facts_called.set()
        self._deliveries_called.set()

    async def _expand(self) -> int:
        taken = await self._expander.expand()
        if taken:
            self._deliveries_called.set()
        if taken >= BATCH:
            self._facts_called.set()
        return taken

    async def _look(self, called: asyncio.Event, look: Callable[[], Awaitable[int]]) -> None:
        while True:
            called.clear()
            try:
                await look()
            except Unavailable:
                log.warning("the database is away")
                await asyncio.sleep(DATABASE_IS_AWAY)
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._poll):
                    await called.wait()

    async def _keep_doing(self, chore: Chore) -> None:
        """A chore that fails must not take mails and other chores with it: it is told, counted and tried again."""
        failures = 0
        while True:
            try:
                await chore.do()
                failures = 0
            except Unavailable:
                # `_look` says so.
                pass
            except Exception as failure:
                failures += 1
                self._watch.chore_failed(chore.name)
                log.error("a chore failed", chore=chore.name, failures=failures, exc_info=failure)
            rest = backoff(min(failures, MOST_BACKED_OFF)).total_seconds() if failures else 0.0
            await asyncio.sleep(max(chore.every, rest))

"""Deliveries to their channels: claimed in batches, run side by side, each struck off as soon as it is handed over.

One channel never holds up another: each has its own runners and claims only what they can soon take. Nor does one host
another on the same channel: it never has all the runners.
"""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Protocol

import structlog

from kalends.adapters.worker.breaker import Breaker
from kalends.adapters.worker.channels import (
    AsFewAsKeepUp,
    Channel,
    InOneTransaction,
    OneByOne,
    RetryLater,
    Undeliverable,
    backoff,
)
from kalends.adapters.worker.hand_overs import HandOver, HandOvers, Passage
from kalends.adapters.worker.leases import LeaseIsOver, Leases
from kalends.adapters.worker.line import Line
from kalends.adapters.worker.striking_off import StrikingOff
from kalends.core.actor import Nobody
from kalends.core.errors import Unavailable
from kalends.core.ids import WorkerId, new_uuid
from kalends.store import outbox
from kalends.store.database import Database
from kalends.store.outbox import Delivery, Stroke
from kalends.telemetry import redacted

log = structlog.get_logger("worker")

# How much work, in seconds at the present pace, a channel may hold on lease beyond what is running.
AHEAD = 0.05


class Watch(Protocol):
    """Hears of each delivery: its channel, how it ended ("done", "retried", "buried", "paused"), seconds it took; and
    of each chore that failed."""

    def delivery(self, one: Delivery, outcome: str, seconds: float) -> None: ...
    def chore_failed(self, name: str) -> None: ...


class Unwatched:
    def delivery(self, one: Delivery, outcome: str, seconds: float) -> None: ...
    def chore_failed(self, name: str) -> None: ...


class _Lane:
    """One channel at work."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.line = Line(channel.most_to_a_host)
        match channel.deliver:
            case AsFewAsKeepUp(_, patience):
                self.hand_overs = HandOvers(patience, counts_all=True)
            case _:
                self.hand_overs = HandOvers()
        self.finished = 0
        self._pace = 0.0
        # There may be more than the last claim brought: all that was asked for, or to hosts that it left out.
        self.is_hungry = True
        self.left_out = set[str]()

    def measure(self, seconds: float) -> None:
        self._pace = 0.5 * self._pace + 0.5 * self.finished / max(seconds, 0.001)
        self.finished = 0

    def appetite(self, batch: int) -> int:
        wanted = min(batch, self.channel.concurrency + self._ahead)
        return max(0, wanted - self.line.running - self.line.ready)

    def full_hosts(self) -> list[str]:
        return self.line.full_hosts(self._ahead)

    def wants_more(self, after: Delivery) -> bool:
        return self.is_hungry or (after.host in self.left_out and self.line.wants_more(after.host, self._ahead))

    @property
    def _ahead(self) -> int:
        return int(self._pace * AHEAD)


class Deliverer:
    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        *,
        called: asyncio.Event,
        lease: timedelta = timedelta(seconds=30),
        batch: int = 500,
        breaker: Breaker | None = None,
        watch: Watch | None = None,
    ) -> None:
        """`called` is set whenever a claim may bring something: it is the caller who then claims."""
        self._db = database
        self._called = called
        self._lanes = {name: _Lane(channel) for name, channel in channels.items()}
        self._lease = lease
        self._batch = batch
        self._watch = watch or Unwatched()
        self._worker = WorkerId(new_uuid())
        self._leases = Leases(database, self._worker, lease)
        self._striking_off = StrikingOff(database, self._worker, self._leases, self._look_behind)
        self._last_claim = time.monotonic()
        self.breaker = breaker or Breaker()

    async def claim(self) -> int:
        """Take on lease what the channels have room for; answers how many came."""
        now = time.monotonic()
        for lane in self._lanes.values():
            lane.measure(now - self._last_claim)
        self._last_claim = now
        slots = {name: room for name, lane in self._lanes.items() if (room := lane.appetite(self._batch)) > 0}
        if not slots:
            return 0
        held = [one.id for one in self._leases.held]
        for name in slots:
            self._lanes[name].left_out = set(self._lanes[name].full_hosts())
        full = [(name, host) for name in slots for host in self._lanes[name].left_out]
        over_by = self._leases.over_by()
        claimed = await self._db.ask(
            lambda tx: outbox.claim(tx, slots, self._worker, self._lease, but=held, not_to=full, leases_over_by=over_by)
        )
        came = Counter(one.channel for one in claimed)
        for name, room in slots.items():
            self._lanes[name].is_hungry = came[name] >= room
        self._leases.took(claimed)
        for one in claimed:
            self._lanes[one.channel].line.put(one)
        return len(claimed)

    async def run(self) -> None:
        """Keep the runners, the striking off and the renewal going until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for name, lane in self._lanes.items():
                for number in range(lane.channel.concurrency):
                    tasks.create_task(self._runner(lane), name=f"{name} {number}")
            tasks.create_task(self._striking_off.keep(), name="strike off")
            tasks.create_task(self._leases.keep(), name="renew")

    async def drain(self, seconds: float) -> None:
        """Start nothing new, let what runs end, strike it off, give back the rest."""
        for lane in self._lanes.values():
            for one in lane.line.leave():
                await self._settle(one, timedelta(0), "handed back", give_back=True)
        deadline = time.monotonic() + seconds
        while self._leases.held and time.monotonic() < deadline:  # noqa: ASYNC110  # once in a lifetime
            await asyncio.sleep(0.01)
        for one in self._leases.held:
            await self._settle(one, timedelta(0), "cut off by a stop", give_back=False)

    async def _runner(self, lane: _Lane) -> None:
        while True:
            one = await lane.line.take()
            try:
                await self._deliver(lane, one)
            finally:
                lane.finished += 1
                lane.line.done(one)
                if lane.wants_more(one):
                    self._called.set()

    async def _deliver(self, lane: _Lane, one: Delivery) -> None:
        if one.attempt > one.max_attempts:
            # Each earlier attempt ended with its worker: whatever it does to them, it shall not do it for ever.
            return await self._bury(one, one.last_error or "the worker died in every attempt")
        began = time.monotonic()
        if (pause := self.breaker.wait(one.host, began)) > 0:
            self._watch.delivery(one, "paused", 0.0)
            return await self._settle(one, timedelta(seconds=pause), f"{one.host} is being left alone", give_back=True)
        outcome = "done"
        try:
            await self._hand_over(lane, one)
        except asyncio.CancelledError:
            self.breaker.abandoned(one.host)
            raise
        except LeaseIsOver:
            self.breaker.abandoned(one.host)
            outcome = "paused"
            await self._settle(one, timedelta(0), "its worker stood still", give_back=True)
        except Exception as failure:
            outcome = await self._failed(one, failure)
        else:
            self.breaker.succeeded(one.host)
        self._watch.delivery(one, outcome, time.monotonic() - began)
        return None

    async def _hand_over(self, lane: _Lane, one: Delivery) -> None:
        # It may have lain here while we stood still.
        self._leases.ensure(one)
        stroke = Stroke(one, self._worker)
        passage = Passage(lane.hand_overs, one.host, may_begin=lambda: self._leases.ensure(one))
        hand_over = HandOver(passage, strike_off=lambda: self._striking_off.send(one))
        try:
            async with asyncio.timeout(lane.channel.timeout):
                match lane.channel.deliver:
                    case OneByOne(deliver):
                        await deliver(one, hand_over)
                    case InOneTransaction(deliver):
                        await deliver(one, stroke)
                    case AsFewAsKeepUp(deliver):
                        await deliver(one, passage, stroke)
                    case deliver:
                        await deliver(one)
        except Exception as failure:
            if not (hand_over.is_handed_over or stroke.is_handed_over):
                raise
            # What goes wrong afterwards must not have it done again.
            log.warning("something went wrong after a hand-over", **_named(one), error=redacted(repr(failure)))
            if stroke.is_handed_over and stroke.asked is None:
                return self._striking_off.add([one])
        finally:
            passage.end()
        if stroke.is_made:
            self._striking_off.is_done([one])
        elif stroke.asked is not None:
            self._striking_off.follow(stroke.asked, [one])
        elif not hand_over.is_handed_over:
            await self._striking_off.send(one)
        return None

    async def _failed(self, one: Delivery, failure: Exception) -> str:
        why = f"{type(failure).__name__}: {failure}"
        if isinstance(failure, Undeliverable):
            # The host answered, so it is not the host that is broken.
            self.breaker.succeeded(one.host)
            await self._bury(one, why)
            return "buried"
        if isinstance(failure, RetryLater) and failure.has_answered:
            self.breaker.succeeded(one.host)
        elif isinstance(failure, Unavailable):
            # It is our database that is away.
            self.breaker.abandoned(one.host)
        else:
            self.breaker.failed(one.host, time.monotonic())
        if one.attempt >= one.max_attempts:
            await self._bury(one, why)
            return "buried"
        wait = timedelta(seconds=failure.seconds) if isinstance(failure, RetryLater) else backoff(one.attempt)
        # The other side's words may quote an address, or the code in a mail.
        said = redacted(why)
        log.warning("a delivery failed and will be tried again", **_named(one), error=said, wait=wait.total_seconds())
        await self._settle(one, wait, why, give_back=False)
        return "retried"

    async def _bury(self, one: Delivery, why: str) -> None:
        log.error("a delivery was given up", **_named(one), error=redacted(why))
        with contextlib.suppress(Unavailable):
            async with self._db.transaction(Nobody()) as tx:
                await outbox.bury(tx, one, self._worker, why)
        self._leases.gave_up(one)

    async def _settle(self, one: Delivery, wait: timedelta, why: str, *, give_back: bool) -> None:
        # Where the database is away the lease runs out by itself, which comes to the same.
        with contextlib.suppress(Unavailable):
            async with self._db.transaction(Nobody()) as tx:
                await outbox.postpone(tx, one, self._worker, wait, why, give_back=give_back)
        self._leases.gave_up(one)

    def _look_behind(self, struck_off: Sequence[Delivery]) -> None:
        if any(self._lanes[one.channel].channel.has_threads for one in struck_off):
            self._called.set()


def _named(one: Delivery) -> dict[str, str | int]:
    return {"delivery_id": str(one.id), "channel": one.channel, "attempt": one.attempt}

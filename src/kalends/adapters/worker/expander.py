"""Facts into deliveries: each fact once, in the transaction that marks it so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import structlog

from kalends.adapters.worker.channels import Channel, Listener
from kalends.core.actor import Nobody
from kalends.core.ids import FactId
from kalends.store import outbox
from kalends.store.database import Database, Transaction
from kalends.store.outbox import NewDelivery, RecordedFact

log = structlog.get_logger("worker")

# Few enough that a poisoned fact delays little, many enough that a burst costs few transactions.
BATCH = 100
LONGEST_WAIT = timedelta(hours=1)


class Expander:
    """`audience` says which listeners hear of which fact; a fact that nobody listens to is just marked."""

    def __init__(
        self, database: Database, audience: Mapping[str, Sequence[Listener]], channels: Mapping[str, Channel]
    ) -> None:
        self._db = database
        self._audience = audience
        self._tries = {name: channel.tries for name, channel in channels.items()}

    async def expand(self) -> int:
        """Expand one batch; answers how many facts were taken."""
        async with self._db.transaction(Nobody()) as tx:
            facts = await outbox.claim_facts(tx, BATCH)
            expanded: list[FactId] = []
            # Nobody hears of a change before they have heard what came first.
            waiting: set[UUID] = set()
            for fact in facts:
                if fact.aggregate_id in waiting:
                    continue
                if await self._expand(tx, fact):
                    expanded.append(fact.id)
                else:
                    waiting.add(fact.aggregate_id)
            if expanded:
                await outbox.mark_expanded(tx, expanded)
        return len(facts)

    async def _expand(self, tx: Transaction, fact: RecordedFact) -> bool:
        listeners = self._audience.get(fact.event_type, ())
        if not listeners:
            return True
        try:
            # A savepoint, so that what goes wrong with one fact stays with it.
            async with tx.connection.transaction():
                await tx.execute("SELECT set_config('kalends.spaces', %s, true)", [f"{{{fact.space_id}}}"])
                for listener in listeners:
                    owed = [self._completed(one, fact) for one in await listener(tx, fact)]
                    await outbox.owe(tx, fact.space_id, fact.id, owed, turn=fact.sequence)
        except Exception as failure:
            if tx.connection.closed:
                raise
            await self._postpone(tx, fact.id, fact.attempt, failure)
            return False
        return True

    async def _postpone(self, tx: Transaction, fact: FactId, attempt: int, failure: Exception) -> None:
        wait = min(timedelta(seconds=2 ** min(attempt, 12)), LONGEST_WAIT)
        log.error("a fact could not be expanded", fact_id=str(fact), attempt=attempt, exc_info=failure)
        await outbox.postpone_fact(tx, fact, wait, repr(failure))

    def _completed(self, one: NewDelivery, fact: RecordedFact) -> NewDelivery:
        """Carries on the trace of the request that recorded the fact (W3C Trace Context), and its id for the log."""
        trace = {key: fact.metadata[key] for key in ("traceparent", "correlation_id") if fact.metadata.get(key)}
        tries = one.max_attempts or self._tries.get(one.channel)
        return replace(one, payload={**one.payload, **trace}, max_attempts=tries)

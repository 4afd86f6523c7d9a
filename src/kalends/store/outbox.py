"""The outbox: facts written with what made them true, and the deliveries that the worker owes for them.

At least once, never lost: a claim is a lease whose end is in the row, so what a killed worker held comes back by
itself; `attempt` is the fencing token, so a worker that lost its lease can no longer speak for the row. All clocks
are the database's; whether somebody has set that one, the worker sees.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from kalends.core.actor import Link, Nobody, Person
from kalends.core.facts import Fact
from kalends.core.ids import DeliveryId, FactId, SpaceId, WorkerId, new_uuid
from kalends.store.database import Database, Transaction

WAKE = "kalends_outbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFact:
    """A fact as it lies in the outbox. `wire()` is what webhooks and the stream carry."""

    id: FactId
    space_id: SpaceId
    event_type: str
    aggregate_id: UUID
    aggregate_version: int
    data: dict[str, Any]
    metadata: dict[str, Any]
    recorded_at: datetime
    # Later ones about the same thing have a higher one.
    sequence: int
    attempt: int = 0

    def wire(self) -> dict[str, Any]:
        return {
            "event_id": str(self.id),
            "event_type": self.event_type,
            "timestamp": self.recorded_at.isoformat(),
            "aggregate_id": str(self.aggregate_id),
            "aggregate_version": self.aggregate_version,
            "data": self.data,
            "metadata": {key: self.metadata.get(key) for key in ("user_id", "correlation_id")},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """What a fact owes to one recipient on one channel. `due_at` in the future makes it a timer.

    What a recipient is owed in one `thread` is handed over in the order of its facts; without one, whenever it is due.
    `max_attempts` is the channel's, unless it is given.
    """

    recipient: str
    channel: str
    payload: Mapping[str, Any] = field(default_factory=dict[str, Any])
    host: str = ""
    due_at: datetime | None = None
    thread: str | None = None
    max_attempts: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A delivery on lease to this worker. `id` is stable over all attempts: the receiver's key against repeats."""

    id: DeliveryId
    space_id: SpaceId
    fact_id: FactId | None
    recipient: str
    channel: str
    payload: dict[str, Any]
    host: str
    attempt: int
    max_attempts: int
    created_at: datetime
    last_error: str | None = None


async def record(tx: Transaction, fact: Fact) -> FactId:
    """Write the fact into this transaction; the worker hears of it once that is durable.

    Its place in the stream is not before that of an earlier fact about the same thing, though this transaction may have
    got its number before that of the earlier one: they waited for each other at the thing's row, not at the number.
    """
    fact_id = FactId(new_uuid())
    await tx.execute(
        """
        INSERT INTO facts (
            id, space_id, event_type, aggregate_id, aggregate_version, data, metadata, transaction_id
        )
        VALUES (
            %(id)s, %(space_id)s, %(event_type)s, %(aggregate_id)s, %(version)s, %(data)s, %(metadata)s,
            greatest(
                pg_current_xact_id(),
                (
                    SELECT transaction_id FROM facts WHERE aggregate_id = %(aggregate_id)s
                    ORDER BY aggregate_version DESC LIMIT 1
                )
            )
        )
        """,
        {
            "id": fact_id,
            "space_id": fact.space_id,
            "event_type": fact.name,
            "aggregate_id": fact.aggregate_id,
            "version": fact.aggregate_version,
            "data": Jsonb(fact.data()),
            "metadata": Jsonb(_metadata(tx)),
        },
    )
    tx.wakes_worker = True
    # Whoever follows the stream looks at this space anew.
    tx.changed.add(fact.space_id)
    return fact_id


def _metadata(tx: Transaction) -> dict[str, str | None]:
    actor = tx.actor
    origin = actor.origin
    return {
        "user_id": str(actor.id) if isinstance(actor, Person) else None,
        "correlation_id": origin.request_id or None,
        "traceparent": origin.traceparent,
        "by": "link" if isinstance(actor, Link) else "nobody" if isinstance(actor, Nobody) else None,
    }


async def owe(
    tx: Transaction,
    space_id: SpaceId,
    fact_id: FactId | None,
    deliveries: Sequence[NewDelivery],
    *,
    turn: int | None = None,
) -> list[DeliveryId]:
    """Add deliveries; one that this fact already owes to the same recipient on the same channel is not added again.

    `turn` is the fact's sequence. Behind one that waits for its next try there is nothing to do any sooner.
    """
    ids = [DeliveryId(new_uuid()) for _ in deliveries]
    if deliveries:
        await tx.execute(
            """
            INSERT INTO deliveries (
                id, space_id, fact_id, recipient, channel, payload, host, due_at, said_at, max_attempts, thread, turn
            )
            SELECT
                id, %(space_id)s, %(fact_id)s, recipient, channel, payload::jsonb, host,
                greatest(
                    coalesce(due_at, now()),
                    (
                        SELECT max(ahead.due_at) FROM deliveries AS ahead
                        WHERE ahead.channel = owed.channel AND ahead.recipient = owed.recipient
                            AND ahead.thread = owed.thread AND ahead.turn < %(turn)s AND ahead.leased_by IS NULL
                    )
                ),
                CASE WHEN due_at IS NULL THEN now() END, coalesce(max_attempts, 5), thread, %(turn)s
            FROM unnest(
                %(ids)s::uuid[], %(recipients)s::text[], %(channels)s::text[], %(payloads)s::text[],
                %(hosts)s::text[], %(due)s::timestamptz[], %(max_attempts)s::bigint[], %(threads)s::text[]
            ) AS owed (id, recipient, channel, payload, host, due_at, max_attempts, thread)
            ON CONFLICT ON CONSTRAINT a_recipient_hears_of_a_fact_once_per_channel DO NOTHING
            """,
            {
                "space_id": space_id,
                "fact_id": fact_id,
                "ids": ids,
                "recipients": [one.recipient for one in deliveries],
                "channels": [one.channel for one in deliveries],
                "payloads": [json.dumps(dict(one.payload)) for one in deliveries],
                "hosts": [one.host for one in deliveries],
                "due": [one.due_at for one in deliveries],
                "max_attempts": [one.max_attempts for one in deliveries],
                "threads": [one.thread for one in deliveries],
                "turn": turn,
            },
        )
        tx.wakes_worker = True
    return ids


async def find_fact(tx: Transaction, fact_id: FactId) -> RecordedFact | None:
    return await tx.find(
        RecordedFact,
        """
        SELECT id, space_id, event_type, aggregate_id, aggregate_version, data, metadata, recorded_at, sequence
        FROM facts WHERE id = %s
        """,
        [fact_id],
    )


# What the worker calls. Each goes through a gate, since the worker serves all spaces.


async def claim_facts(tx: Transaction, many: int) -> list[RecordedFact]:
    """Up to `many` facts to expand, locked until this transaction ends."""
    return await tx.list(
        RecordedFact,
        """
        SELECT id, space_id, event_type, aggregate_id, aggregate_version, data, metadata, recorded_at, attempt, sequence
        FROM claim_facts(%s)
        """,
        [many],
    )


async def mark_expanded(tx: Transaction, facts: Sequence[FactId]) -> None:
    await tx.execute("SELECT mark_expanded(%s)", [list(facts)])


async def postpone_fact(tx: Transaction, fact: FactId, wait: timedelta, error: str) -> None:
    await tx.execute("SELECT postpone_fact(%s, %s, %s)", [fact, wait, error])


async def claim(
    tx: Transaction,
    slots: Mapping[str, int],
    worker: WorkerId,
    lease: timedelta,
    *,
    but: Sequence[DeliveryId] = (),
    not_to: Sequence[tuple[str, str]] = (),
    leases_over_by: datetime | None = None,
) -> list[Delivery]:
    """Lease what is due: up to `slots[channel]` deliveries of each channel.

    None of `but`, which the worker has in hand: while the database stood still their lease may have ended. And none on
    a channel to a host (`not_to`) of whose the worker has enough.
    """
    return await tx.list(
        Delivery,
        """
        SELECT id, space_id, fact_id, recipient, channel, payload, host, attempt, max_attempts, created_at, last_error
        FROM claim_deliveries(%s, %s, %s, %s, %s, %s, %s, coalesce(%s, 'infinity'::timestamptz))
        """,
        [
            list(slots.keys()),
            list(slots.values()),
            worker,
            lease,
            list(but),
            [channel for channel, _ in not_to],
            [host for _, host in not_to],
            leases_over_by,
        ],
    )


COMPLETE = "SELECT complete_deliveries(%s, %s, %s)"


async def complete(tx: Transaction, done: Sequence[Delivery], worker: WorkerId) -> int:
    """Strike off what was delivered; answers how many leases were still ours."""
    return await tx.value(COMPLETE, [[one.id for one in done], [one.attempt for one in done], worker])


async def send_complete(database: Database, done: Sequence[Delivery], worker: WorkerId) -> "asyncio.Task[None]":
    """Strike off what was delivered, whatever becomes of us; the task ends when it has been."""
    return await database.send(COMPLETE, [[one.id for one in done], [one.attempt for one in done], worker])


@dataclass(slots=True)
class Stroke:
    """Strikes a delivery off together with what came of it: both are true, or neither."""

    delivery: Delivery
    worker: WorkerId
    is_made: bool = False
    # The other side has it: whatever goes wrong from here on, it is not handed over again.
    is_handed_over: bool = False
    # Ends when what was sent has been done.
    asked: "asyncio.Task[None] | None" = None

    async def within(self, tx: Transaction) -> bool:
        """Answers whether it was still ours; another's is theirs to deliver and to strike off."""
        self.is_made = True
        return await complete(tx, [self.delivery], self.worker) == 1

    async def send(self, database: Database, beside: LiteralString, parameters: Mapping[str, Any]) -> None:
        """From when this returns it will be struck off, and `beside` done in its space, whatever becomes of us."""
        self.is_handed_over = True
        one = self.delivery
        self.asked = await database.send(
            "SELECT set_config('kalends.spaces', %(own_spaces)s, true);"
            + beside
            + "; SELECT complete_deliveries(%(own_ids)s::uuid[], %(own_attempts)s, %(own_worker)s)",
            {
                **parameters,
                "own_spaces": f"{{{one.space_id}}}",
                "own_ids": [one.id],
                "own_attempts": [one.attempt],
                "own_worker": self.worker,
            },
        )


async def renew(tx: Transaction, held: Sequence[Delivery], worker: WorkerId, lease: timedelta) -> set[UUID]:
    """Answers which are still ours."""
    return set(
        await tx.value(
            "SELECT array(SELECT renew_deliveries(%s, %s, %s, %s))",
            [[one.id for one in held], [one.attempt for one in held], worker, lease],
        )
    )


async def clock(tx: Transaction) -> datetime:
    """The database's."""
    return await tx.value("SELECT clock_timestamp()")


async def follow_clock(tx: Transaction) -> int:
    """After it was set back: what was to be done at once, or after a while, waits no longer for that; how many."""
    return await tx.value("SELECT follow_clock()")


async def postpone(
    tx: Transaction, failed: Delivery, worker: WorkerId, wait: timedelta, error: str, *, give_back: bool = False
) -> None:
    """Try again after `wait`; `give_back` where the attempt never reached the other side."""
    await tx.execute(
        "SELECT postpone_delivery(%s, %s, %s, %s, %s, %s)",
        [failed.id, failed.attempt, worker, wait, error, give_back],
    )


async def bury(tx: Transaction, failed: Delivery, worker: WorkerId, error: str) -> None:
    """Into the dead letters, where an operator can see it and send it again."""
    await tx.execute("SELECT bury_delivery(%s, %s, %s, %s)", [failed.id, failed.attempt, worker, error])

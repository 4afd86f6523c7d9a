"""The record of what was done: rows added in the transaction that did it, never changed.

The worker moves them into the chain of their space, see `features/accounts/audit`.
"""

import re
from collections.abc import Mapping
from typing import cast
from uuid import UUID

from psycopg.types.json import Jsonb

from kalends.core.actor import Person
from kalends.core.facts import Fact
from kalends.core.ids import SpaceId, new_uuid
from kalends.store import outbox
from kalends.store.database import Transaction

# Whatever a caller may have thought: these are of no use to who reads the record, and of much to who steals it.
_SECRETIVE = re.compile(r"secret|password|token|cookie|authorization|signature|code\b|\bbody\b", re.IGNORECASE)
MASK = "…"


async def record(
    tx: Transaction, fact: Fact, *, thing_id: UUID | None = None, details: Mapping[str, object] | None = None
) -> None:
    """Record a fact, and note it: what happened is also what was done. `thing_id` is what it was done to, where that
    is not the thing whose fact it is."""
    await outbox.record(tx, fact)
    await note(tx, fact.space_id, fact.name, thing_id or fact.aggregate_id, details)


async def note(
    tx: Transaction,
    space_id: SpaceId,
    action: str,
    thing_id: UUID | None = None,
    details: Mapping[str, object] | None = None,
) -> None:
    """`action` is a fact's name where there is one ("meeting.booked"). No secrets and no bodies in `details`."""
    actor = tx.actor
    origin = actor.origin
    await tx.execute(
        """
        INSERT INTO audit_log (id, space_id, person_id, actor, action, thing_id, request_id, address, agent, details)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        """,
        [
            new_uuid(),
            space_id,
            actor.id if isinstance(actor, Person) else None,
            type(actor).__name__.lower(),
            action,
            thing_id,
            origin.request_id,
            origin.address,
            origin.agent[:200],
            Jsonb(_masked(details or {})),
        ],
    )


def _masked(value: object) -> object:
    match value:
        case Mapping():
            inside = cast("Mapping[str, object]", value)
            return {key: MASK if _SECRETIVE.search(key) else _masked(one) for key, one in inside.items()}
        case list() | tuple():
            return [_masked(one) for one in cast("list[object]", value)]
        case _:
            return value

"""The record of what was done: rows added in the transaction that did it, never changed."""

from collections.abc import Mapping
from uuid import UUID

from psycopg.types.json import Jsonb

from kalends.core.actor import Person
from kalends.core.ids import SpaceId, new_uuid
from kalends.store.database import Transaction


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
            Jsonb(dict(details or {})),
        ],
    )

"""Requests that may be repeated: one row ties a client's key to the one thing it made, in the same transaction.

So a server killed between commit and answer still answers a repeat with the thing that was made.
"""

from dataclasses import dataclass
from uuid import UUID

from kalends.core.errors import Conflict, Invalid
from kalends.core.ids import SpaceId
from kalends.store.database import Transaction


class KeyIsInUse(Conflict):
    """A request with this Idempotency-Key is still under way. Repeat it in a moment."""


class KeyWasUsedOtherwise(Invalid):
    """This Idempotency-Key was used for a different request. Use a new key."""


@dataclass(frozen=True, slots=True)
class _Earlier:
    request_hash: bytes
    thing_id: UUID


async def made_before(tx: Transaction, owner_id: UUID) -> UUID | None:
    """The thing that an earlier request of `owner_id` made under the same key, if there was one.

    From here to the end of the transaction the key is ours: a second request with it is told KeyIsInUse.
    """
    origin = tx.actor.origin
    if origin.idempotency_key is None:
        return None
    is_ours = await tx.value(
        "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 7))", [f"{owner_id}/{origin.idempotency_key}"]
    )
    if not is_ours:
        raise KeyIsInUse
    earlier = await tx.find(
        _Earlier,
        "SELECT request_hash, thing_id FROM idempotency_keys WHERE owner_id = %s AND key = %s",
        [owner_id, origin.idempotency_key],
    )
    if earlier is None:
        return None
    if earlier.request_hash != origin.request_hash:
        raise KeyWasUsedOtherwise(field="Idempotency-Key")
    return earlier.thing_id


async def remember(tx: Transaction, owner_id: UUID, space_id: SpaceId, thing_id: UUID) -> None:
    """Tie the key, if the request carried one, to what was made."""
    origin = tx.actor.origin
    if origin.idempotency_key is not None:
        await tx.execute(
            """
            INSERT INTO idempotency_keys (owner_id, key, space_id, request_hash, thing_id)
            VALUES (%s, %s, %s, %s, %s)
            """,
            [owner_id, origin.idempotency_key, space_id, origin.request_hash, thing_id],
        )

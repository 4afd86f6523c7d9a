"""Every statement about the stream."""

from collections.abc import Sequence
from uuid import UUID

from kalends.core.ids import PersonId, SpaceId
from kalends.features.notices.stream.domain import Position, StreamedFact
from kalends.store.database import Transaction


async def horizon(tx: Transaction) -> int:
    """The number of the oldest transaction that still runs: before it, nothing is added any more."""
    return int(await tx.value("SELECT pg_snapshot_xmin(pg_current_snapshot())::text"))


async def read(
    tx: Transaction,
    person_id: PersonId,
    spaces_by_rank: Sequence[Sequence[SpaceId]],
    events: Sequence[str],
    guarded: Sequence[str],
    after: Position,
    many: int,
) -> list[StreamedFact]:
    return await tx.list(
        StreamedFact,
        """
        SELECT id, space_id, event_type, aggregate_id, aggregate_version, data, metadata, recorded_at, sequence,
            transaction_id
        FROM read_stream(%s, %s, %s, %s, %s, %s, %s::text::xid8, %s, %s)
        """,
        [
            person_id,
            *map(list, spaces_by_rank),
            list(events),
            list(guarded),
            str(after.transaction_id),
            after.sequence,
            many,
        ],
    )


async def floor(tx: Transaction) -> int:
    """Up to and with this transaction, facts may have moved into the history."""
    return int(await tx.value("SELECT transaction_id::text FROM stream_floor"))


async def is_behind(tx: Transaction, spaces: Sequence[SpaceId], horizon: int) -> bool:
    """Whether something has happened that must wait for an older transaction."""
    return await tx.value(
        "SELECT is_stream_behind(%s, %s::text::xid8)",
        [list(spaces), str(horizon)],
    )


async def shared_spaces(tx: Transaction, person_id: PersonId) -> list[UUID]:
    return await tx.value("SELECT array(SELECT spaces_shared_with(%s))", [person_id])

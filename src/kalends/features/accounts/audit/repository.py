"""Every statement about the chain of the record."""

from kalends.core.ids import SpaceId
from kalends.features.accounts.audit.domain import End, Entry, Head, first_digest
from kalends.store.database import Transaction


async def chain(tx: Transaction, many: int) -> int:
    return await tx.value("SELECT chain_audit(%s)", [many])


async def find_head(tx: Transaction, space_id: SpaceId) -> Head | None:
    return await tx.find(
        Head, "SELECT space_id, number, digest, chained_at FROM audit_heads WHERE space_id = %s", [space_id]
    )


async def list_newest(tx: Transaction, space_id: SpaceId, before: int | None, many: int) -> list[Entry]:
    return await tx.list(
        Entry,
        """
        SELECT a.number, a.id, a.space_id, a.done_at, a.person_id, a.actor, a.action, a.thing_id,
            a.request_id, host(a.address) AS address, a.agent, a.details::text AS details_text, a.digest
        FROM audit_entries AS a
        WHERE a.space_id = %(space)s AND (%(before)s::bigint IS NULL OR a.number < %(before)s)
        ORDER BY a.number DESC LIMIT %(many)s
        """,
        {"space": space_id, "before": before, "many": many},
    )


async def get_end(tx: Transaction, space_id: SpaceId) -> End:
    """The head and the last entry, both of one moment."""
    end = await tx.find(
        End,
        """
        SELECT h.number, h.digest, (SELECT max(a.number) FROM audit_entries AS a WHERE a.space_id = h.space_id) AS last
        FROM audit_heads AS h WHERE h.space_id = %s
        """,
        [space_id],
    )
    return end or End(number=0, digest=first_digest(space_id), last=None)


async def list_after(tx: Transaction, space_id: SpaceId, after: int, upto: int, many: int) -> list[Entry]:
    """In the order of the chain."""
    return await tx.list(
        Entry,
        """
        SELECT a.number, a.id, a.space_id, a.done_at, a.person_id, a.actor, a.action, a.thing_id,
            a.request_id, host(a.address) AS address, a.agent, a.details::text AS details_text, a.digest
        FROM audit_entries AS a
        WHERE a.space_id = %s AND a.number > %s AND a.number <= %s
        ORDER BY a.number LIMIT %s
        """,
        [space_id, after, upto, many],
    )


async def list_spaces(tx: Transaction) -> list[SpaceId]:
    return await tx.value("SELECT array(SELECT list_audited_spaces())")

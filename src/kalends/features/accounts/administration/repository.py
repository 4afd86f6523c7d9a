"""Statements of operators: each goes through a gate that asks whether they are one."""

from collections.abc import Sequence
from uuid import UUID

from kalends.core.ids import DeliveryId, PersonId, SpaceId
from kalends.features.accounts.administration.domain import DeadLetter, PersonLine
from kalends.store.database import Transaction


async def list_people(
    tx: Transaction, operator: PersonId, search: str, after: UUID | None, many: int
) -> list[PersonLine]:
    return await tx.list(
        PersonLine,
        """
        SELECT id, space_id, username, email, name, zone, locale, is_verified, is_active, is_operator,
            created_at, version
        FROM list_people_as_operator(%s, %s, %s, %s)
        """,
        [operator, search, after, many],
    )


async def find_space(tx: Transaction, operator: PersonId, person_id: PersonId) -> SpaceId | None:
    return await tx.value("SELECT space_of_person_as_operator(%s, %s)", [operator, person_id])


async def list_dead_letters(
    tx: Transaction, operator: PersonId, channel: str | None, before: UUID | None, many: int
) -> list[DeadLetter]:
    """Newest first."""
    return await tx.list(
        DeadLetter,
        """
        SELECT id, space_id, channel, recipient, host, event_type, attempts, last_error, created_at, buried_at
        FROM list_dead_letters_as_operator(%s, %s, %s, %s)
        """,
        [operator, channel, before, many],
    )


async def revive_dead_letters(
    tx: Transaction, operator: PersonId, ids: Sequence[DeliveryId], channel: str | None, many: int
) -> int:
    return await tx.value(
        "SELECT revive_dead_letters_as_operator(%s, %s::uuid[], %s, %s)", [operator, list(ids), channel, many]
    )

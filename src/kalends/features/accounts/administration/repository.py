"""Statements of operators: each goes through a gate that asks whether they are one."""

from uuid import UUID

from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts.administration.domain import PersonLine
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

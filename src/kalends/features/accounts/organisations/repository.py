"""Every statement about organisations and their members."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kalends.core.actor import Role
from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts.organisations.domain import Member, NoSuchMember
from kalends.features.accounts.usernames import skeleton
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    id: SpaceId
    name: str
    slug: str
    created_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    id: PersonId
    username: str
    name: str


async def add(tx: Transaction, space_id: SpaceId, name: str, slug: str) -> None:
    await tx.execute(
        "INSERT INTO spaces (id, kind, name, slug, slug_skeleton) VALUES (%s, 'organisation', %s, %s, %s)",
        [space_id, name, slug, skeleton(slug)],
    )


async def find(tx: Transaction, space_id: SpaceId) -> OrganisationRow | None:
    return await tx.find(
        OrganisationRow,
        "SELECT id, name, slug, created_at, version FROM spaces WHERE id = %s AND kind = 'organisation'",
        [space_id],
    )


async def lock(tx: Transaction, space_id: SpaceId) -> OrganisationRow | None:
    return await tx.find(
        OrganisationRow,
        "SELECT id, name, slug, created_at, version FROM spaces WHERE id = %s AND kind = 'organisation' FOR UPDATE",
        [space_id],
    )


async def list_mine(tx: Transaction, after: UUID | None, many: int) -> list[OrganisationRow]:
    """Those whose walls stand open to this transaction."""
    return await tx.list(
        OrganisationRow,
        """
        SELECT id, name, slug, created_at, version FROM spaces
        WHERE kind = 'organisation' AND (%(after)s::uuid IS NULL OR id > %(after)s)
        ORDER BY id LIMIT %(many)s
        """,
        {"after": after, "many": many},
    )


async def save(tx: Transaction, space_id: SpaceId, name: str, slug: str) -> int:
    """Answers the new version."""
    return await tx.value(
        """
        UPDATE spaces SET name = %s, slug = %s, slug_skeleton = %s, version = version + 1
        WHERE id = %s RETURNING version
        """,
        [name, slug, skeleton(slug), space_id],
    )


async def touch(tx: Transaction, space_id: SpaceId) -> int:
    """A change of its members is a change of the organisation; answers the new version."""
    return await tx.value("UPDATE spaces SET version = version + 1 WHERE id = %s RETURNING version", [space_id])


async def remove(tx: Transaction, space_id: SpaceId) -> None:
    """With all that is in it, and what was still to be sent for it."""
    await tx.execute("DELETE FROM spaces WHERE id = %s", [space_id])
    await tx.execute("DELETE FROM deliveries WHERE space_id = %s", [space_id])
    await tx.execute("DELETE FROM dead_letters WHERE space_id = %s", [space_id])


async def find_person_named(tx: Transaction, called: str) -> Named | None:
    """By username or address; looks through the walls."""
    return await tx.find(Named, "SELECT id, username, name FROM find_person_named(%s)", [called])


async def list_members(tx: Transaction, space_id: SpaceId) -> list[Member]:
    """Their names are read through the walls of their own spaces."""
    return await tx.list(Member, "SELECT person_id, username, name, role, created_at FROM list_members(%s)", [space_id])


async def get_member(tx: Transaction, space_id: SpaceId, person_id: PersonId) -> Member:
    members = (member for member in await list_members(tx, space_id) if member.person_id == person_id)
    if (member := next(members, None)) is None:
        raise NoSuchMember
    return member


async def add_member(tx: Transaction, space_id: SpaceId, person_id: PersonId, role: Role) -> None:
    await tx.execute(
        "INSERT INTO memberships (space_id, person_id, role) VALUES (%s, %s, %s)", [space_id, person_id, role]
    )


async def save_role(tx: Transaction, space_id: SpaceId, person_id: PersonId, role: Role) -> None:
    await tx.execute(
        "UPDATE memberships SET role = %s WHERE space_id = %s AND person_id = %s", [role, space_id, person_id]
    )


async def remove_member(tx: Transaction, space_id: SpaceId, person_id: PersonId) -> None:
    await tx.execute("DELETE FROM memberships WHERE space_id = %s AND person_id = %s", [space_id, person_id])


async def count_owners(tx: Transaction, space_id: SpaceId) -> int:
    return await tx.value("SELECT count(*) FROM memberships WHERE space_id = %s AND role = 'owner'", [space_id])

"""Every statement about people."""

from dataclasses import dataclass

from kalends.core.actor import Role
from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts.people.domain import NewPerson, NobodyIsHere, Person
from kalends.features.accounts.usernames import skeleton
from kalends.store.database import Transaction

USERNAME_RULES = frozenset({"a_username_belongs_to_one_person", "a_username_looks_like_no_other"})


def username_key(person_id: PersonId) -> str:
    """Under which processes remember what somebody is called."""
    return f"username/{person_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What sign-in needs to know before anyone is signed in."""

    id: PersonId
    space_id: SpaceId
    password_hash: str | None
    is_active: bool
    is_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedAlone:
    """An organisation that has no other owner."""

    id: SpaceId
    name: str


async def find_account(tx: Transaction, login: str) -> Account | None:
    """By the key of an address, or by a username; looks through the walls."""
    return await tx.find(
        Account, "SELECT id, space_id, password_hash, is_active, is_verified FROM find_account(%s)", [login]
    )


async def is_username_taken(tx: Transaction, username: str, asking: PersonId | None) -> bool:
    return await tx.value("SELECT is_username_taken(%s, %s)", [skeleton(username), asking])


async def reserve_username(tx: Transaction, username: str, asking: PersonId) -> None:
    """Hold the name back, as if whoever asked with this person's address had got it."""
    await tx.execute("SELECT reserve_username(%s, %s)", [skeleton(username), asking])


async def enter_spaces(tx: Transaction, spaces: list[SpaceId]) -> None:
    """Open the walls to more spaces. The caller has just made them, or has been allowed in by a gate."""
    await tx.execute(
        "SELECT set_config('kalends.spaces', (current_spaces() || %s::uuid[])::text, true)", [list(spaces)]
    )


async def add(
    tx: Transaction,
    person_id: PersonId,
    space_id: SpaceId,
    new: NewPerson,
    password_hash: str | None,
    *,
    is_verified: bool,
) -> None:
    """The person, their personal space and their ownership of it."""
    await tx.execute(
        "INSERT INTO spaces (id, kind, name) VALUES (%s, 'personal', %s)", [space_id, new.name or new.username]
    )
    await tx.execute(
        """
        INSERT INTO people (
            id, space_id, username, username_skeleton, email, email_key, email_verified_at,
            name, zone, locale, password_hash, is_operator
        )
        VALUES (
            %(id)s, %(space_id)s, %(username)s, %(skeleton)s, %(email)s, %(email_key)s,
            CASE WHEN %(is_verified)s THEN now() END,
            %(name)s, %(zone)s, %(locale)s, %(password_hash)s, %(is_operator)s
        )
        """,
        {
            "id": person_id,
            "space_id": space_id,
            "username": new.username,
            "skeleton": skeleton(new.username),
            "email": new.email,
            "email_key": new.email_key,
            "is_verified": is_verified,
            "name": new.name,
            "zone": new.zone,
            "locale": new.locale,
            "password_hash": password_hash,
            "is_operator": new.is_operator,
        },
    )
    await tx.execute(
        "INSERT INTO memberships (space_id, person_id, role) VALUES (%s, %s, %s)", [space_id, person_id, Role.OWNER]
    )


async def find(tx: Transaction, person_id: PersonId) -> Person | None:
    return await tx.find(
        Person,
        """
        SELECT id, space_id, username, email, email_key, email_verified_at, name, zone, locale,
            is_active, is_operator, password_hash, created_at, version
        FROM people WHERE id = %s
        """,
        [person_id],
    )


async def get(tx: Transaction, person_id: PersonId) -> Person:
    person = await find(tx, person_id)
    if person is None:
        raise NobodyIsHere
    return person


async def lock(tx: Transaction, person_id: PersonId) -> Person:
    person = await tx.find(
        Person,
        """
        SELECT id, space_id, username, email, email_key, email_verified_at, name, zone, locale,
            is_active, is_operator, password_hash, created_at, version
        FROM people WHERE id = %s FOR UPDATE
        """,
        [person_id],
    )
    if person is None:
        raise NobodyIsHere
    return person


async def save(tx: Transaction, person: Person) -> int:
    """Answers the new version."""
    tx.stale_keys.append(username_key(person.id))
    return await tx.value(
        """
        UPDATE people
        SET username = %(username)s, username_skeleton = %(skeleton)s, email = %(email)s, email_key = %(email_key)s,
            email_verified_at = %(email_verified_at)s, name = %(name)s, zone = %(zone)s, locale = %(locale)s,
            is_active = %(is_active)s, is_operator = %(is_operator)s, password_hash = %(password_hash)s,
            version = version + 1
        WHERE id = %(id)s
        RETURNING version
        """,
        {
            "id": person.id,
            "username": person.username,
            "skeleton": skeleton(person.username),
            "email": person.email,
            "email_key": person.email_key,
            "email_verified_at": person.email_verified_at,
            "name": person.name,
            "zone": person.zone,
            "locale": person.locale,
            "is_active": person.is_active,
            "is_operator": person.is_operator,
            "password_hash": person.password_hash,
        },
    )


async def keep_hash(tx: Transaction, person_id: PersonId, password_hash: str) -> None:
    """The same password, hashed as the settings ask now: nothing that anyone else would notice."""
    await tx.execute("UPDATE people SET password_hash = %s WHERE id = %s", [password_hash, person_id])


async def mark_verified(tx: Transaction, person_id: PersonId) -> int:
    return await tx.value(
        "UPDATE people SET email_verified_at = coalesce(email_verified_at, now()), version = version + 1 WHERE id = %s "
        "RETURNING version",
        [person_id],
    )


async def list_owned_alone(tx: Transaction, person_id: PersonId) -> list[OwnedAlone]:
    """Locks the organisations that the person owns, so that none of them loses an owner meanwhile."""
    await tx.execute(
        """
        SELECT FROM spaces AS s
        WHERE s.kind = 'organisation'
            AND EXISTS (
                SELECT FROM memberships AS m WHERE m.space_id = s.id AND m.person_id = %s AND m.role = 'owner'
            )
        ORDER BY s.id FOR UPDATE OF s
        """,
        [person_id],
    )
    return await tx.list(
        OwnedAlone,
        """
        SELECT s.id, s.name FROM spaces AS s
        WHERE s.kind = 'organisation'
            AND EXISTS (
                SELECT FROM memberships AS m WHERE m.space_id = s.id AND m.person_id = %(id)s AND m.role = 'owner'
            )
            AND NOT EXISTS (
                SELECT FROM memberships AS m WHERE m.space_id = s.id AND m.person_id <> %(id)s AND m.role = 'owner'
            )
        ORDER BY s.name
        """,
        {"id": person_id},
    )


async def remove(tx: Transaction, person: Person) -> None:
    """The person, then their space with all that is in it, then what was still to be sent for it."""
    await tx.execute("DELETE FROM people WHERE id = %s", [person.id])
    await tx.execute("DELETE FROM spaces WHERE id = %s", [person.space_id])
    await tx.execute("DELETE FROM deliveries WHERE space_id = %s", [person.space_id])
    await tx.execute("DELETE FROM dead_letters WHERE space_id = %s", [person.space_id])

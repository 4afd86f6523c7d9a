"""Every statement about sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kalends.core.ids import PersonId, SessionId, SpaceId
from kalends.features.accounts.sessions.domain import Session, SessionKind, cookie_key
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    id: SessionId
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    id: SessionId
    space_id: SpaceId
    person_id: PersonId
    kind: SessionKind
    secret_hash: bytes | None
    address: str | None
    agent: str


async def now(tx: Transaction) -> datetime:
    """The database's clock: sessions are judged by one clock, however many processes there are. Not the transaction's
    beginning, for a row may have been waited for since."""
    return await tx.value("SELECT clock_timestamp()")


async def add(tx: Transaction, new: NewSession, lifetime: timedelta) -> datetime:
    """Answers when it expires."""
    return await tx.value(
        """
        INSERT INTO sessions (id, space_id, person_id, kind, secret_hash, expires_at, address, agent)
        VALUES (%s, %s, %s, %s, %s, now() + %s, %s, %s)
        RETURNING expires_at
        """,
        [new.id, new.space_id, new.person_id, new.kind, new.secret_hash, lifetime, new.address, new.agent],
    )


async def recognise(tx: Transaction, secret_hash: bytes) -> Recognised | None:
    """Looks through the walls: nobody is signed in yet."""
    return await tx.find(Recognised, "SELECT id, person_id FROM recognise_cookie(%s)", [secret_hash])


async def find_space(tx: Transaction, session_id: SessionId) -> SpaceId | None:
    """Looks through the walls: nobody is signed in yet."""
    return await tx.value("SELECT space_of_session(%s)", [session_id])


async def lock(tx: Transaction, session_id: SessionId) -> Session | None:
    return await tx.find(
        Session,
        """
        SELECT id, space_id, person_id, kind, generation, rotated_at, created_at, last_seen_at, confirmed_at,
            expires_at, revoked_at, host(address) AS address, agent
        FROM sessions WHERE id = %s FOR UPDATE
        """,
        [session_id],
    )


async def list_of(tx: Transaction, person_id: PersonId) -> list[Session]:
    """Those that stand, the last used first; devices have a list of their own."""
    return await tx.list(
        Session,
        """
        SELECT id, space_id, person_id, kind, generation, rotated_at, created_at, last_seen_at, confirmed_at,
            expires_at, revoked_at, host(address) AS address, agent
        FROM sessions
        WHERE person_id = %s AND kind <> 'device' AND revoked_at IS NULL AND expires_at > now()
        ORDER BY last_seen_at DESC, id
        """,
        [person_id],
    )


async def rotate(tx: Transaction, session_id: SessionId) -> int:
    """Answers the new generation. clock_timestamp, for the row may have been waited for."""
    return await tx.value(
        """
        UPDATE sessions
        SET generation = generation + 1, rotated_at = clock_timestamp(), last_seen_at = clock_timestamp()
        WHERE id = %s RETURNING generation
        """,
        [session_id],
    )


async def confirm(tx: Transaction, session_id: SessionId, secret_hash: bytes | None) -> bytes | None:
    """The password was given again; a cookie gets a new secret with it. Answers the old one's hash."""
    return await tx.value(
        """
        WITH before AS (SELECT id, secret_hash FROM sessions WHERE id = %(id)s)
        UPDATE sessions AS s SET confirmed_at = now(), secret_hash = %(secret_hash)s
        FROM before WHERE s.id = before.id
        RETURNING before.secret_hash
        """,
        {"id": session_id, "secret_hash": secret_hash},
    )


async def revoke(tx: Transaction, person_id: PersonId, session_id: SessionId) -> bool:
    ended = await tx.list(
        _Ended,
        """
        UPDATE sessions SET revoked_at = now()
        WHERE id = %s AND person_id = %s AND kind <> 'device' AND revoked_at IS NULL
        RETURNING secret_hash
        """,
        [session_id, person_id],
    )
    return _forget(tx, ended) > 0


async def revoke_others(tx: Transaction, person_id: PersonId, session_id: SessionId) -> int:
    """Sessions only: devices stay connected."""
    ended = await tx.list(
        _Ended,
        """
        UPDATE sessions SET revoked_at = now()
        WHERE person_id = %s AND kind <> 'device' AND revoked_at IS NULL AND id <> %s
        RETURNING secret_hash
        """,
        [person_id, session_id],
    )
    return _forget(tx, ended)


async def revoke_all(tx: Transaction, person_id: PersonId, *, but: SessionId | None = None) -> int:
    """Devices as well."""
    ended = await tx.list(
        _Ended,
        """
        UPDATE sessions SET revoked_at = now()
        WHERE person_id = %s AND revoked_at IS NULL AND id IS DISTINCT FROM %s
        RETURNING secret_hash
        """,
        [person_id, but],
    )
    return _forget(tx, ended)


@dataclass(frozen=True, slots=True)
class _Ended:
    secret_hash: bytes | None


def _forget(tx: Transaction, ended: Sequence[_Ended]) -> int:
    """Every process forgets whose cookies these were."""
    tx.stale_keys += [cookie_key(one.secret_hash) for one in ended if one.secret_hash is not None]
    return len(ended)

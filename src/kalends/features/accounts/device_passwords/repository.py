"""Every statement about device passwords."""

from collections.abc import Sequence
from dataclasses import dataclass

from kalends.core.actor import Origin
from kalends.core.ids import PersonId, SessionId, SpaceId
from kalends.features.accounts.device_passwords.domain import Device, Found, Secret
from kalends.store.database import Transaction


def device_key(lookup: str) -> str:
    """Under which processes remember whose password has this part."""
    return f"device-password/{lookup}"


async def find(tx: Transaction, lookup: str) -> Found | None:
    """Looks through the walls: nobody is signed in yet."""
    return await tx.find(
        Found,
        """
        SELECT session_id, person_id, secret_hash, username, email_key, is_standing
        FROM find_device_password(%s)
        """,
        [lookup],
    )


async def count_of(tx: Transaction, person_id: PersonId) -> int:
    return await tx.value(
        "SELECT count(*) FROM sessions WHERE person_id = %s AND kind = 'device' AND revoked_at IS NULL", [person_id]
    )


async def add(
    tx: Transaction,
    session_id: SessionId,
    space_id: SpaceId,
    person_id: PersonId,
    name: str,
    secret: Secret,
    secret_hash: str,
) -> None:
    """The session it owns and the password itself. The session ends when it is revoked and not before; that somebody
    made it is no proof that who holds it knows the person's own password, so it was never confirmed."""
    await tx.execute(
        """
        INSERT INTO sessions (id, space_id, person_id, kind, confirmed_at, expires_at)
        VALUES (%s, %s, %s, 'device', 'epoch', now() + interval '100 years')
        """,
        [session_id, space_id, person_id],
    )
    await tx.execute(
        "INSERT INTO device_passwords (session_id, space_id, name, lookup, secret_hash) VALUES (%s, %s, %s, %s, %s)",
        [session_id, space_id, name, secret.lookup, secret_hash],
    )


async def list_of(tx: Transaction, person_id: PersonId) -> list[Device]:
    """Those that stand, the newest first."""
    return await tx.list(
        Device,
        """
        SELECT s.id, d.name, s.created_at, nullif(s.last_seen_at, s.created_at) AS last_used_at,
            host(s.address) AS address, s.agent
        FROM sessions AS s JOIN device_passwords AS d ON d.session_id = s.id
        WHERE s.person_id = %s AND s.revoked_at IS NULL
        ORDER BY s.created_at DESC, s.id DESC
        """,
        [person_id],
    )


async def get(tx: Transaction, session_id: SessionId) -> Device:
    """One that was just made."""
    device = await tx.find(
        Device,
        """
        SELECT s.id, d.name, s.created_at, nullif(s.last_seen_at, s.created_at) AS last_used_at,
            host(s.address) AS address, s.agent
        FROM sessions AS s JOIN device_passwords AS d ON d.session_id = s.id
        WHERE s.id = %s
        """,
        [session_id],
    )
    assert device is not None
    return device


async def note_use(tx: Transaction, session_id: SessionId, origin: Origin) -> None:
    """When and from where, not more often than anyone would look."""
    await tx.execute(
        """
        UPDATE sessions SET last_seen_at = now(), address = %(address)s, agent = %(agent)s
        WHERE id = %(id)s AND (last_seen_at = created_at OR last_seen_at < now() - interval '10 minutes')
        """,
        {"id": session_id, "address": origin.address, "agent": origin.agent[:200]},
    )


async def revoke(tx: Transaction, person_id: PersonId, session_id: SessionId) -> str | None:
    """Answers its name, or None where there is none that stands. Every process forgets its password."""
    gone = await tx.list(
        _Gone,
        """
        UPDATE sessions AS s SET revoked_at = now()
        FROM device_passwords AS d
        WHERE d.session_id = s.id AND s.id = %s AND s.person_id = %s AND s.revoked_at IS NULL
        RETURNING d.name, d.lookup
        """,
        [session_id, person_id],
    )
    _forget(tx, gone)
    return gone[0].name if gone else None


@dataclass(frozen=True, slots=True)
class _Gone:
    name: str
    lookup: str


def _forget(tx: Transaction, gone: Sequence[_Gone]) -> None:
    tx.stale_keys += [device_key(one.lookup) for one in gone]

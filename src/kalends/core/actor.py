"""Who is acting: a signed-in person, the holder of a link, the worker for one space, or nobody known."""

from dataclasses import dataclass
from enum import StrEnum

from kalends.core.ids import LinkId, PersonId, SessionId, SpaceId


class Role(StrEnum):
    """What a person is in a space, strongest first. Which role may do what: `features/accounts/domain.py`."""

    OWNER = "owner"
    ADMIN = "admin"
    SCHEDULER = "scheduler"
    MEMBER = "member"
    VIEWER = "viewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a request came from, for the record: facts and audit rows carry it. Never a ground for a right."""

    request_id: str = ""
    address: str | None = None
    agent: str = ""
    traceparent: str | None = None
    # RFC draft "The Idempotency-Key HTTP Header Field": the key, and the SHA-256 of the request it stands for.
    idempotency_key: str | None = None
    request_hash: bytes = b""


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Person:
    """Someone signed in. What they may do is read from the database in each transaction, never from here."""

    id: PersonId
    session_id: SessionId
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Link:
    """Whoever holds this link; its signature was checked at the door, its expiry is checked in the transaction."""

    id: LinkId
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class System:
    """The worker, or a command of the operator's, inside one space and no other."""

    space_id: SpaceId
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Nobody:
    """Someone we know nothing of."""

    origin: Origin = NOWHERE


Actor = Person | Link | System | Nobody

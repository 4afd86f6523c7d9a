"""A session: somebody signed in from one device, until they sign out, it expires, or its tokens are misused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kalends.core.errors import Forbidden, NotFound, NotSignedIn
from kalends.core.ids import PersonId, SessionId, SpaceId

# A client whose answer was lost asks again at once; later, somebody else has the token too.
GRACE = timedelta(seconds=10)
# For acts that can't be undone the password must have been given this recently.
RECENT = timedelta(minutes=10)


def cookie_key(secret_hash: bytes) -> str:
    """Under which processes remember whose cookie has this secret."""
    return f"cookie/{secret_hash.hex()}"


class SessionKind(StrEnum):
    """How somebody signs in. Devices have sessions too ("device"), which nobody signs in to: see `device_passwords`."""

    COOKIE = "cookie"
    TOKEN = "token"  # noqa: S105  # a kind, not a token


class SignInRefused(NotSignedIn):
    """This does not open an account: check both, and that the address was confirmed by the mail we sent. After several
    tries wait a few minutes, or have a link to reset the password sent to you."""


class NoSuchSession(NotFound):
    """There is no such session of yours."""


class PasswordIsNeeded(Forbidden):
    """This needs more than being signed in: give your password once more first."""


class Turn(StrEnum):
    """What to do about a refresh token."""

    ROTATE = "rotate"
    # The answer to the last rotation was lost: give the same successor again.
    REPEAT = "repeat"
    # An old token in the hands of two: end the session for both.
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    id: SessionId
    space_id: SpaceId
    person_id: PersonId
    kind: SessionKind
    generation: int
    rotated_at: datetime | None
    created_at: datetime
    last_seen_at: datetime
    confirmed_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    address: str | None
    agent: str

    def is_standing(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    def is_confirmed(self, now: datetime) -> bool:
        return now - self.confirmed_at < RECENT

    def turn(self, generation: int, now: datetime) -> Turn:
        if generation == self.generation:
            return Turn.ROTATE
        is_last_but_one = generation == self.generation - 1
        # That the session is still at the next generation says that nobody has used the successor.
        if is_last_but_one and self.rotated_at is not None and now - self.rotated_at < GRACE:
            return Turn.REPEAT
        return Turn.REVOKE


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """What a device gets: a cookie's secret, or tokens; and a proof that it is a device its owner uses."""

    person_id: PersonId
    session_id: SessionId
    expires_at: datetime
    device: str
    secret: str = ""
    access_token: str = ""
    refresh_token: str = ""

"""A device password: its letters, and what is said of it afterwards."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from kalends.core.errors import Conflict, NotFound, NotSignedIn
from kalends.core.ids import PersonId, SessionId
from kalends.core.text import clean

# Makes ours easy to find for programs that look for secrets in places where none should be.
PREFIX = "kal"
# 32 that can't be taken for one another, whatever the typeface: a phone's keyboard is a bad place for guessing.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
# 5 bits each. 40 bits find the row, and are no secret; 160 bits open it; 20 bits tell a slip of the finger.
LOOKUP_LETTERS = 8
SECRET_LETTERS = 32
CHECK_LETTERS = 4
GROUP = 4
LONGEST_NAME = 100
# More are a program that makes one at each start.
MOST_DEVICES = 50
# Longer than any way of typing one.
LONGEST_TYPED = 200


class DevicePasswordIsRefused(NotSignedIn):
    """This user name and device password don't go together, or the password was revoked. Make a new one on the page
    “Devices” of your settings; the password of your account does not work here."""


class NoSuchDevice(NotFound):
    """There is no such device of yours."""


class TooManyDevices(Conflict):
    """There are 50 device passwords already. Revoke those that nothing uses any more."""


@dataclass(frozen=True, slots=True)
class Secret:
    """`lookup` finds the password's row; `rest` is what only its owner knows."""

    lookup: str
    rest: str

    @property
    def text(self) -> str:
        """As it is shown: "kal-…", in groups of four."""
        letters = self.lookup + self.rest
        letters += _check(letters)
        return "-".join([PREFIX, *(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))])


def new_secret() -> Secret:
    return Secret(_random(LOOKUP_LETTERS), _random(SECRET_LETTERS))


def read(text: str) -> Secret | None:
    """None where it is no device password, whoever it may be for. Hyphens, spaces and capitals don't matter."""
    letters = "".join(text[:LONGEST_TYPED].lower().replace("-", " ").split())
    body, check = letters[len(PREFIX) : -CHECK_LETTERS], letters[-CHECK_LETTERS:]
    is_whole = letters.startswith(PREFIX) and len(body) == LOOKUP_LETTERS + SECRET_LETTERS
    if not is_whole or not set(body) <= set(ALPHABET) or check != _check(body):
        return None
    return Secret(body[:LOOKUP_LETTERS], body[LOOKUP_LETTERS:])


def _random(letters: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(letters))


def _check(letters: str) -> str:
    number = crc32(letters.encode())
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(CHECK_LETTERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What its owner sees of it. It has the id of its session."""

    id: SessionId
    name: str
    created_at: datetime
    # To within some minutes; None until it was used.
    last_used_at: datetime | None
    address: str | None
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """A new device, with the password that is never shown again."""

    device: Device
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The row of a device password, as it is seen before anybody is signed in."""

    session_id: SessionId
    person_id: PersonId
    secret_hash: str
    username: str
    email_key: str | None
    is_standing: bool

    def is_of(self, login: str) -> bool:
        """`login` as `login_key` makes it."""
        return login in (self.username, self.email_key)


def device_name(text: str) -> str:
    return clean(text, "name", longest=LONGEST_NAME, is_required=True)

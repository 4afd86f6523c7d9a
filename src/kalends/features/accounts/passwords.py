"""Which passwords are good enough: long, not known from leaks, not made of what everybody knows of the person."""

import lzma
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from kalends.core.errors import Invalid

# NIST SP 800-63B, section 3.1.1.2: length is what counts. Longer ones are refused, never cut.
SHORTEST = 8
LONGEST = 128
# Words that everybody would try here.
OURS = ("kalends",)
# Shorter words are in too many good passwords by chance.
SHORTEST_WORD = 3
# Letters a password must have besides what is known of the person: "ada.lovelace-1815" has none.
LETTERS_OF_ITS_OWN = 4


class PasswordIsTooShort(Invalid):
    """A password has at least 8 characters. Three or four words make a good one."""


class PasswordIsTooLong(Invalid):
    """A password has at most 128 characters."""


class PasswordIsKnown(Invalid):
    """This password is in lists of leaked passwords, so it is among the first that anyone would try. Take another."""


class PasswordIsGuessable(Invalid):
    """This password is made of your name or address, or of ours. Take one that says nothing about you."""


def normalised(password: str) -> str:
    """The same characters however a keyboard composes them; nothing is cut off or trimmed."""
    return unicodedata.normalize("NFC", password)


def ensure_good(password: str, about: Iterable[str], *, field: str = "password") -> str:
    """The password as it is to be hashed; `about` is what is known of the person: username, address, name."""
    password = normalised(password)
    if len(password) < SHORTEST:
        raise PasswordIsTooShort(field=field)
    if len(password) > LONGEST:
        raise PasswordIsTooLong(field=field)
    if is_known(password):
        raise PasswordIsKnown(field=field)
    if _is_made_of(password, _words([*about, *OURS])):
        raise PasswordIsGuessable(field=field)
    return password


def is_known(password: str) -> bool:
    return f"\n{password.casefold()}\n".encode() in _known()


@cache
def _known() -> bytes:
    """One line a password. Scanning 2 MB takes under a millisecond and is done when a password is chosen, not used."""
    return lzma.decompress((files("kalends.features.accounts") / "common_passwords.txt.xz").read_bytes())


def _words(texts: Iterable[str]) -> list[str]:
    """Each text and its parts, longest first so that no part hides a longer one."""
    words: set[str] = set()
    for text in texts:
        folded = text.casefold()
        parts = "".join(c if c.isalnum() else " " for c in folded).split()
        words |= {word for word in (folded, "".join(parts), *parts) if len(word) >= SHORTEST_WORD}
    return sorted(words, key=len, reverse=True)


def _is_made_of(password: str, words: Iterable[str]) -> bool:
    rest = password.casefold()
    for word in words:
        rest = rest.replace(word, " ")
    is_touched = rest != password.casefold()
    return is_touched and sum(c.isalpha() for c in rest) < LETTERS_OF_ITS_OWN

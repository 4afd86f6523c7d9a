"""Mail addresses, and names as people write them."""

import re
import unicodedata

from kalends.core.errors import Invalid

# RFC 5321, section 4.5.3.1: 64 octets before the @, 254 in all.
LONGEST = 254
LONGEST_LOCAL = 64
LOCAL = re.compile(r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f]+")
LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?")
LONGEST_NAME = 200
LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


class NotAnAddress(Invalid):
    """This is not a mail address. One looks like ada@example.org."""


class NameIsTooLong(Invalid):
    """A name has at most 200 characters."""


class UnknownLocale(Invalid):
    """This is not a locale. Use a language tag such as en, de or pt-BR."""


def address(text: str, *, field: str = "email") -> str:
    """The address as it is written to; only the domain is folded."""
    local, at, domain = unicodedata.normalize("NFC", text.strip()).rpartition("@")
    domain = domain.casefold()
    is_written_so = LOCAL.fullmatch(local) and all(LABEL.fullmatch(label) for label in domain.split("."))
    whole = f"{local}@{domain}"
    if not at or not is_written_so or _octets(local) > LONGEST_LOCAL or _octets(whole) > LONGEST:
        raise NotAnAddress(field=field)
    return whole


def key_of(address: str) -> str:
    """Equal for addresses that reach the same person: nobody runs a mail system where case tells people apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address.strip()).casefold())


def person_name(text: str, *, field: str = "name") -> str:
    """NFC, on one line, without characters that nobody sees: controls, and marks that turn the text around."""
    visible = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or c == "\u200d")
    name = " ".join(unicodedata.normalize("NFC", visible).split())
    if len(name) > LONGEST_NAME:
        raise NameIsTooLong(field=field)
    return name


def locale(text: str, *, field: str = "locale") -> str:
    if not LOCALE.fullmatch(text):
        raise UnknownLocale(field=field)
    return text


def _octets(text: str) -> int:
    return len(text.encode("utf-8", "replace"))

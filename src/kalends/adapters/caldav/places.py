"""What an address under /dav/ leads to, and the other way round."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from urllib.parse import quote, unquote, urlsplit

PREFIX = "/dav/"
PRINCIPALS, CALENDARS, SCHEDULING, FILES = "principals", "calendars", "scheduling", "files"
NOTIFICATIONS = "notifications"
ATTACHMENTS = "attachments"
# In a calendar: where objects are posted that have no name yet (RFC 5995).
ADD_MEMBER = ";add-member"
# What a part of an address may hold as it is.
_PLAIN = "@:~!$*+,;=()-._"
_NEEDS_NONE = re.compile(f"[A-Za-z0-9{re.escape(_PLAIN)}]*")


class Kind(Enum):
    ROOT = auto()
    # All people that one sees: oneself.
    PRINCIPALS = auto()
    PRINCIPAL = auto()
    HOMES = auto()
    HOME = auto()
    CALENDAR = auto()
    OBJECT = auto()
    # Where programs look for what has been scheduled, and ask who is free (RFC 6638); beside the home, in which any
    # calendar may be called so.
    INBOX = auto()
    OUTBOX = auto()
    # Where word of invitations to calendars lies, and one of them.
    NOTIFICATIONS = auto()
    NOTIFICATION = auto()
    # The top of a person's files, and a file or folder under it.
    FILES = auto()
    FILE = auto()
    # A file that events carry: its `segment` is its id, and nobody's home has it.
    ATTACHMENT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`owner` is whose home it is, as the client wrote it: by id, or by username. The `name` of a file is its path."""

    kind: Kind
    owner: str = ""
    segment: str = ""
    name: str = ""

    @property
    def href(self) -> str:
        """Percent-encoded; nothing in it needs an escape in XML. Collections end in a slash."""
        match self.kind:
            case Kind.ROOT:
                return PREFIX
            case Kind.PRINCIPALS:
                return f"{PREFIX}{PRINCIPALS}/"
            case Kind.PRINCIPAL:
                return f"{PREFIX}{PRINCIPALS}/{quoted(self.owner)}/"
            case Kind.HOMES:
                return f"{PREFIX}{CALENDARS}/"
            case Kind.HOME:
                return f"{PREFIX}{CALENDARS}/{quoted(self.owner)}/"
            case Kind.CALENDAR:
                return f"{PREFIX}{CALENDARS}/{quoted(self.owner)}/{quoted(self.segment)}/"
            case Kind.OBJECT:
                return f"{self.calendar.href}{quoted(self.name)}"
            case Kind.INBOX:
                return f"{PREFIX}{SCHEDULING}/{quoted(self.owner)}/inbox/"
            case Kind.OUTBOX:
                return f"{PREFIX}{SCHEDULING}/{quoted(self.owner)}/outbox/"
            case Kind.NOTIFICATIONS:
                return f"{PREFIX}{NOTIFICATIONS}/{quoted(self.owner)}/"
            case Kind.NOTIFICATION:
                return f"{self.notifications.href}{quoted(self.name)}"
            case Kind.FILES:
                return f"{PREFIX}{FILES}/{quoted(self.owner)}/"
            case Kind.FILE:
                return f"{PREFIX}{FILES}/{quoted(self.owner)}/{quoted(self.name, slashes=True)}"
            case Kind.ATTACHMENT:
                return f"{PREFIX}{ATTACHMENTS}/{quoted(self.segment)}/{quoted(self.name)}"

    @property
    def principal(self) -> "Place":
        return Place(kind=Kind.PRINCIPAL, owner=self.owner)

    @property
    def home(self) -> "Place":
        return Place(kind=Kind.HOME, owner=self.owner)

    @property
    def inbox(self) -> "Place":
        return Place(kind=Kind.INBOX, owner=self.owner)

    @property
    def outbox(self) -> "Place":
        return Place(kind=Kind.OUTBOX, owner=self.owner)

    @property
    def notifications(self) -> "Place":
        return Place(kind=Kind.NOTIFICATIONS, owner=self.owner)

    @property
    def calendar(self) -> "Place":
        return replace(self, kind=Kind.CALENDAR, name="")

    def object_named(self, name: str) -> "Place":
        return replace(self, kind=Kind.OBJECT, name=name)

    def of_calendar(self, segment: str) -> "Place":
        return Place(kind=Kind.CALENDAR, owner=self.owner, segment=segment)


def place_of(path: str) -> Place | None:
    """`path` is still percent-encoded: an encoded slash is part of a name."""
    if path + "/" == PREFIX:
        path = PREFIX
    if not path.startswith(PREFIX):
        return None
    try:
        parts = [unquote(part, errors="strict") for part in path.removeprefix(PREFIX).removesuffix("/").split("/")]
    except UnicodeDecodeError:
        return None
    if parts == [""]:
        return Place(kind=Kind.ROOT)
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        return None
    match parts:
        case ["principals"]:
            return Place(kind=Kind.PRINCIPALS)
        case ["principals", owner]:
            return Place(kind=Kind.PRINCIPAL, owner=owner)
        case ["calendars"]:
            return Place(kind=Kind.HOMES)
        case ["calendars", owner]:
            return Place(kind=Kind.HOME, owner=owner)
        case ["calendars", owner, segment]:
            return Place(kind=Kind.CALENDAR, owner=owner, segment=segment)
        case ["calendars", owner, segment, name]:
            return Place(kind=Kind.OBJECT, owner=owner, segment=segment, name=name)
        case ["scheduling", owner, "inbox"]:
            return Place(kind=Kind.INBOX, owner=owner)
        case ["scheduling", owner, "outbox"]:
            return Place(kind=Kind.OUTBOX, owner=owner)
        case ["notifications", owner]:
            return Place(kind=Kind.NOTIFICATIONS, owner=owner)
        case ["notifications", owner, name]:
            return Place(kind=Kind.NOTIFICATION, owner=owner, name=name)
        case ["files", owner]:
            return Place(kind=Kind.FILES, owner=owner)
        case ["files", owner, *names] if not any("/" in name for name in names):
            return Place(kind=Kind.FILE, owner=owner, name="/".join(names))
        case ["attachments", attachment_id, name]:
            return Place(kind=Kind.ATTACHMENT, segment=attachment_id, name=name)
        case _:
            return None


def place_of_href(href: str, host: str) -> Place | None:
    """Of a whole URL, or a path, as they stand in bodies and in Destination; None where it is not here."""
    return place_of(urlsplit(href.strip()).path) if is_at(href, host) else None


def is_at(href: str, host: str) -> bool:
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return False
    return not parts.netloc or parts.netloc.rpartition("@")[2].lower() == host.lower()


def quoted(part: str, *, slashes: bool = False) -> str:
    # Nearly all names are so, and there may be thousands in an answer.
    if _NEEDS_NONE.fullmatch(part):
        return part
    return quote(part, safe=_PLAIN + "/" if slashes else _PLAIN)

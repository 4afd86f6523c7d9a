"""What the visitor may do, as RFC 3744 names it. Who may what is decided in the service, and only told here."""

from collections.abc import Mapping, Sequence

from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.writing import element, empty
from kalends.features.calendars.domain import Access, Share

_READ = (f"{DAV}read", f"{DAV}read-current-user-privilege-set", f"{CALDAV}read-free-busy")
_WRITE = (f"{DAV}write-content", f"{DAV}bind", f"{DAV}unbind")
_MANAGE = (f"{DAV}all", f"{DAV}write", f"{DAV}write-properties", f"{DAV}unlock", f"{DAV}read-acl", f"{DAV}write-acl")
_SCHEDULING = tuple(f"{CALDAV}{one}" for one in ("schedule-deliver", "schedule-send", "schedule-send-freebusy"))

OF_ACCESS: dict[Access, Sequence[str]] = {
    Access.READ: _READ,
    Access.WRITE: (*_READ, *_WRITE),
    Access.MANAGE: (*_READ, *_WRITE, *_MANAGE),
}
OF_SHARE: dict[Share, Sequence[str]] = {
    Share.BUSY: (f"{CALDAV}read-free-busy",),
    Share.READ: _READ,
    Share.WRITE: (*_READ, *_WRITE),
}
# What can't be given to others alone (section 5.3).
ABSTRACT = frozenset((*(one for one in _MANAGE if one != f"{DAV}write"), *_SCHEDULING))
SUPPORTED_NAMES = frozenset((*_READ, *_WRITE, *_MANAGE, *_SCHEDULING))
# Of a home: to make calendars in it, and to remove them.
OF_HOME = (*_READ, f"{DAV}bind", f"{DAV}unbind", f"{DAV}read-acl")
OF_INBOX = (*_READ, f"{CALDAV}schedule-deliver")
OF_OUTBOX = (*_READ, f"{CALDAV}schedule-send", f"{CALDAV}schedule-send-freebusy")
OF_FILES = (*_READ, *_WRITE, f"{DAV}write", f"{DAV}write-properties")
OF_OTHERS = (f"{DAV}read", f"{DAV}read-current-user-privilege-set")


def privilege_set(privileges: Sequence[str]) -> str:
    return "".join(element(f"{DAV}privilege", empty(one)) for one in privileges)


def acl(principal: str, privileges: Sequence[str], shares: Mapping[str, Share] | None = None) -> str:
    """What this one has, which can't be changed (section 5.5), and what those have with whom it is shared."""
    others = "".join(_ace(href, OF_SHARE[share]) for href, share in (shares or {}).items())
    return _ace(principal, privileges, empty(f"{DAV}protected")) + others


def _ace(principal: str, privileges: Sequence[str], more: str = "") -> str:
    grant = element(f"{DAV}grant", privilege_set(privileges))
    whom = element(f"{DAV}principal", element(f"{DAV}href", principal))
    return element(f"{DAV}ace", whom + grant + more)


def _supported(name: str, says: str, inside: str = "") -> str:
    described = f'<D:description xml:lang="en">{says}</D:description>'
    abstract = empty(f"{DAV}abstract") if name in ABSTRACT else ""
    return element(f"{DAV}supported-privilege", element(f"{DAV}privilege", empty(name)) + abstract + described + inside)


# Section 5.3: all privileges there are, and which include which.
SUPPORTED = _supported(
    f"{DAV}all",
    "Anything",
    _supported(
        f"{DAV}read",
        "Look at it",
        _supported(f"{DAV}read-current-user-privilege-set", "Know what one may do")
        + _supported(f"{CALDAV}read-free-busy", "Know when its owner is busy"),
    )
    + _supported(f"{DAV}read-acl", "Know what others may do")
    + _supported(f"{DAV}write-acl", "Share it with others")
    + _supported(
        f"{DAV}write",
        "Change it",
        _supported(f"{DAV}write-properties", "Change what it says of itself")
        + _supported(f"{DAV}write-content", "Change what is in it")
        + _supported(f"{DAV}bind", "Put new things into it")
        + _supported(f"{DAV}unbind", "Remove things from it"),
    )
    + _supported(f"{DAV}unlock", "Take away others' locks")
    + _supported(f"{CALDAV}schedule-deliver", "Be told what others schedule")
    + _supported(
        f"{CALDAV}schedule-send",
        "Schedule with others",
        _supported(f"{CALDAV}schedule-send-freebusy", "Ask when others are busy"),
    ),
)

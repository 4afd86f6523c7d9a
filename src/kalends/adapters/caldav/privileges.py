"""What the visitor may do, as RFC 3744 names it. Who may what is decided in the service, and only told here."""

from collections.abc import Sequence

from kalends.adapters.caldav.names import CALDAV, DAV
from kalends.adapters.caldav.writing import element, empty
from kalends.features.calendars.domain import Access

_READ = (f"{DAV}read", f"{DAV}read-current-user-privilege-set", f"{CALDAV}read-free-busy")
_WRITE = (f"{DAV}write-content", f"{DAV}bind", f"{DAV}unbind")
_MANAGE = (f"{DAV}all", f"{DAV}write", f"{DAV}write-properties", f"{DAV}unlock", f"{DAV}read-acl")

OF_ACCESS: dict[Access, Sequence[str]] = {
    Access.READ: _READ,
    Access.WRITE: (*_READ, *_WRITE),
    Access.MANAGE: (*_READ, *_WRITE, *_MANAGE),
}
# Of a home: to make calendars in it, and to remove them.
OF_HOME = (*_READ, f"{DAV}bind", f"{DAV}unbind", f"{DAV}read-acl")
OF_INBOX = (*_READ, f"{CALDAV}schedule-deliver")
OF_OUTBOX = (*_READ, f"{CALDAV}schedule-send", f"{CALDAV}schedule-send-freebusy")
OF_FILES = (*_READ, *_WRITE, f"{DAV}write", f"{DAV}write-properties")
OF_OTHERS = (f"{DAV}read", f"{DAV}read-current-user-privilege-set")


def privilege_set(privileges: Sequence[str]) -> str:
    return "".join(element(f"{DAV}privilege", empty(one)) for one in privileges)


def acl(principal: str, privileges: Sequence[str]) -> str:
    """What this one has; it can't be changed here (section 5.5)."""
    grant = element(f"{DAV}grant", privilege_set(privileges))
    whom = element(f"{DAV}principal", element(f"{DAV}href", principal))
    return element(f"{DAV}ace", whom + grant + empty(f"{DAV}protected"))


def _supported(name: str, says: str, inside: str = "") -> str:
    described = f'<D:description xml:lang="en">{says}</D:description>'
    return element(f"{DAV}supported-privilege", element(f"{DAV}privilege", empty(name)) + described + inside)


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

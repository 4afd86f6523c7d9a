"""Who has part in a calendar, as calendar programs read it: Apple's calendarserver-sharing, and the WebDAV draft that
came of it (draft-pot-webdav-resource-sharing). What one may know of it is decided in the service."""

from collections.abc import Mapping, Sequence

from kalends.adapters.caldav.changes import PROTECTED
from kalends.adapters.caldav.names import DAV, SERVER
from kalends.adapters.caldav.places import Kind, Place
from kalends.adapters.caldav.privileges import OF_ACCESS
from kalends.adapters.caldav.writing import element, empty, escape
from kalends.core.ids import PersonId
from kalends.features.calendars.domain import Access, Calendar, Share
from kalends.features.calendars.service import Seen
from kalends.features.calendars.sharing.domain import Answer, Circle, Invitee, SharedBy

# Properties that it takes a look at the circle to tell.
_NEEDED = frozenset(
    (
        *(f"{DAV}{name}" for name in ("acl", "current-user-privilege-set", "invite", "owner", "resourcetype")),
        f"{DAV}share-access",
        *(f"{SERVER}{name}" for name in ("invite", "shared-url")),
    )
)
# What is the same for all who see a calendar; anything else somebody may have written for themselves.
_ALIKE = PROTECTED - _NEEDED
ANSWERS = {Answer.NONE: "noresponse", Answer.ACCEPTED: "accepted", Answer.DECLINED: "declined"}
ACCESSES = {Share.READ: "read", Share.WRITE: "read-write"}


def are_asked(names: Sequence[str] | None) -> bool:
    """None asks for all, and the kind of thing is among them."""
    return names is None or not _ALIKE.issuperset(names)


def own_or(circle: Circle, name: str, value: str | None) -> str | None:
    """None where somebody's own word on another's calendar stands for it."""
    return None if name in circle.own else value


def rights_in(circle: Circle, seen: Seen) -> Sequence[str]:
    """What is another's has properties of one's own."""
    rights = OF_ACCESS[seen.access]
    return (*rights, f"{DAV}write-properties") if circle.is_others else rights


def kind_of(circle: Circle) -> str:
    """Besides being a calendar."""
    if circle.is_others:
        return empty(f"{SERVER}shared")
    return empty(f"{SERVER}shared-owner") if circle.is_shared else ""


def owner_of(circle: Circle, me: Place) -> Place:
    return principal(circle.owner.person_id) if circle.is_others and circle.owner else me


def shares_of(circle: Circle) -> Mapping[str, Share]:
    """By principal; who only sees what is shared with them is no grantor."""
    if circle.is_others:
        return {}
    return {principal(one.person_id).href: one.access for one in _in_force(circle)}


def invite(circle: Circle) -> str | None:
    invitees = _told(circle)
    if not invitees:
        return None
    users = "".join(
        element(
            f"{SERVER}user",
            element(f"{DAV}href", escape(href_of(one)))
            + (element(f"{SERVER}common-name", escape(one.common_name)) if one.common_name else "")
            + empty(f"{SERVER}invite-{ANSWERS[one.answer]}")
            + access(one)
            + (element(f"{SERVER}summary", escape(one.summary)) if one.summary else ""),
        )
        for one in invitees
    )
    return (organiser(circle.owner) if circle.owner else "") + users


def dav_invite(circle: Circle) -> str | None:
    sharees = "".join(
        element(
            f"{DAV}sharee",
            element(f"{DAV}href", escape(href_of(one)))
            + element(f"{DAV}prop", element(f"{DAV}displayname", escape(one.common_name)) if one.common_name else "")
            + element(f"{DAV}share-access", empty(f"{DAV}{ACCESSES[one.access]}"))
            + empty(f"{DAV}invite-{ANSWERS[one.answer]}")
            + (element(f"{DAV}comment", escape(one.summary)) if one.summary else ""),
        )
        for one in _told(circle)
    )
    return sharees or None


def share_access(circle: Circle, seen: Seen) -> str:
    if circle.is_others:
        return empty(f"{DAV}{'read' if seen.access is Access.READ else 'read-write'}")
    return empty(f"{DAV}{'shared-owner' if circle.is_shared else 'not-shared'}")


def modes(seen: Seen) -> str | None:
    return empty(f"{SERVER}can-be-shared") if seen.access is Access.MANAGE else None


def shared_url(circle: Circle, calendar: Calendar) -> str | None:
    if not circle.is_others or circle.owner is None:
        return None
    return element(f"{DAV}href", place_with(circle.owner, calendar).href)


def place_with(owner: SharedBy, calendar: Calendar) -> Place:
    """Where its owner has it."""
    return principal(owner.person_id).of_calendar(calendar.slug)


def href_of(invitee: Invitee) -> str:
    """As their host named them."""
    return invitee.named or principal(invitee.person_id).href


def access(invitee: Invitee) -> str:
    return element(f"{SERVER}access", empty(f"{SERVER}{ACCESSES[invitee.access]}"))


def organiser(owner: SharedBy) -> str:
    name = element(f"{SERVER}common-name", escape(owner.name)) if owner.name else ""
    return element(f"{SERVER}organizer", element(f"{DAV}href", f"mailto:{escape(owner.address)}") + name)


def principal(person_id: PersonId) -> Place:
    return Place(kind=Kind.PRINCIPAL, owner=str(person_id))


def _told(circle: Circle) -> Sequence[Invitee]:
    """Programs know no share of busy times alone."""
    return [one for one in circle.invitees if one.access is not Share.BUSY]


def _in_force(circle: Circle) -> Sequence[Invitee]:
    return [one for one in circle.invitees if one.answer is not Answer.DECLINED]

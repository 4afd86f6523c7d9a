"""What PROPPATCH, MKCALENDAR and MKCOL set: properties read one by one, so that each that can't be is named."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kalends.adapters.caldav.multistatus import FAILED_DEPENDENCY, FORBIDDEN, OK, propstat
from kalends.adapters.caldav.names import APPLE, CALDAV, DAV, SERVER
from kalends.adapters.caldav.reading import LANGUAGE, Element
from kalends.adapters.caldav.timezones import TIMEZONE, read_timezone
from kalends.adapters.caldav.writing import empty, written
from kalends.core.errors import Error
from kalends.core.time import zone as known_zone
from kalends.features.calendars.domain import LONGEST_NAME, CalendarChanges, NewCalendar
from kalends.features.calendars.errors import UnknownKinds

# What the server says and nobody sets.
PROTECTED = frozenset(
    (
        *(
            f"{DAV}{name}"
            for name in (
                "acl",
                "acl-restrictions",
                "add-member",
                "alternate-URI-set",
                "creationdate",
                "current-user-principal",
                "current-user-privilege-set",
                "getcontentlength",
                "getcontenttype",
                "getetag",
                "getlastmodified",
                "group-member-set",
                "group-membership",
                "inherited-acl-set",
                "lockdiscovery",
                "owner",
                "principal-collection-set",
                "principal-URL",
                "resource-id",
                "resourcetype",
                "supported-privilege-set",
                "supported-report-set",
                "supportedlock",
                "sync-token",
            )
        ),
        *(
            f"{CALDAV}{name}"
            for name in (
                "calendar-home-set",
                "calendar-user-address-set",
                "managed-attachments-server-URL",
                "max-attachment-size",
                "max-attachments-per-resource",
                "max-attendees-per-instance",
                "max-date-time",
                "max-instances",
                "max-resource-size",
                "min-date-time",
                "schedule-default-calendar-URL",
                "schedule-inbox-URL",
                "schedule-outbox-URL",
                "schedule-tag",
                "supported-calendar-component-set",
                "supported-calendar-data",
                "supported-collation-set",
            )
        ),
        f"{DAV}invite",
        f"{DAV}share-access",
        f"{DAV}share-resource-uri",
        *(
            f"{SERVER}{name}"
            for name in (
                "allowed-sharing-modes",
                "getctag",
                "invite",
                "notification-URL",
                "notificationtype",
                "shared-url",
            )
        ),
    )
)
CANNOT = empty(f"{DAV}cannot-modify-protected-property")
# A dead property is a note, not a store.
LONGEST_PROPERTY = 100_000

_COLOR = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?", re.ASCII)
# Fields that the domain names when it refuses one.
OF_FIELD = {
    "name": f"{DAV}displayname",
    "description": f"{CALDAV}calendar-description",
    "color": f"{APPLE}calendar-color",
    "zone": f"{CALDAV}calendar-timezone-id",
    "position": f"{APPLE}calendar-order",
    "components": f"{CALDAV}supported-calendar-component-set",
}


class PropertyIsUnusable(Error):
    """This value can't be used for this property."""


@dataclass(slots=True)
class Instructions:
    """`fields` are what we know a calendar by, `properties` what we only keep; None takes one away."""

    names: list[str] = field(default_factory=list[str])
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    properties: dict[str, str | None] = field(default_factory=dict[str, str | None])
    # By name: the precondition that it breaks, as XML.
    refused: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def changes(self) -> CalendarChanges:
        return CalendarChanges(**{name: value for name, value in self.fields.items() if name != "components"})

    def new(self, slug: str) -> NewCalendar:
        fields: dict[str, Any] = {"name": slug[:LONGEST_NAME], **self.fields, "slug": slug}
        return NewCalendar(**fields)

    def propstats(self, error: Error | None = None) -> str:
        """What became of each: all are set, or none is (RFC 4918, section 9.2)."""
        refused = dict(self.refused)
        if error is not None:
            refused[OF_FIELD.get(error.field or "", self.names[0])] = ""
        if not refused:
            return propstat([empty(name) for name in self.names], OK)
        blocked = [empty(name) for name in self.names if name not in refused]
        answers = [propstat([empty(name)], FORBIDDEN, why) for name, why in refused.items()]
        return "".join(answers) + (propstat(blocked, FAILED_DEPENDENCY) if blocked else "")


def read_instructions(body: Element | None, *, at_creation: bool = False, only_keeps: bool = False) -> Instructions:
    """In the order of the document, so that the last word on a property counts. `only_keeps` is for what has no
    properties that we understand."""
    found = Instructions()
    if body is None:
        return found
    for step in body.children:
        if step.name not in (f"{DAV}set", f"{DAV}remove"):
            continue
        for prop in step.all(f"{DAV}prop"):
            for one in prop.children:
                if one.name not in found.names:
                    found.names.append(one.name)
                one.attributes.setdefault(LANGUAGE, _language(body, step, prop))
                if not one.attributes[LANGUAGE]:
                    del one.attributes[LANGUAGE]
                is_set = step.name == f"{DAV}set"
                _read(found, one, is_set=is_set, at_creation=at_creation, only_keeps=only_keeps)
    return found


def _read(found: Instructions, one: Element, *, is_set: bool, at_creation: bool, only_keeps: bool) -> None:
    if at_creation and one.name in _AT_CREATION:
        reader: Callable[[Instructions, Element], None] | None = _AT_CREATION[one.name]
    elif one.name in PROTECTED:
        found.refused[one.name] = CANNOT
        return
    else:
        reader = None if only_keeps else (_SETTERS if is_set else _REMOVERS).get(one.name)
    try:
        if reader is not None:
            reader(found, one)
        elif is_set:
            _keep(found, one)
        else:
            found.properties[one.name] = None
    except Error:
        found.refused[one.name] = empty(f"{CALDAV}valid-calendar-data") if one.name == TIMEZONE else ""


def _keep(found: Instructions, one: Element) -> None:
    value = written(one)
    if len(value) > LONGEST_PROPERTY:
        raise PropertyIsUnusable
    found.properties[one.name] = value


def _name(found: Instructions, one: Element) -> None:
    if not one.text.strip():
        raise PropertyIsUnusable
    found.fields["name"] = one.text


def _description(found: Instructions, one: Element) -> None:
    found.fields["description"] = one.text


def _color(found: Instructions, one: Element) -> None:
    """Words and short forms are kept for the client that wrote them; nobody else could show them."""
    if _COLOR.fullmatch(one.text.strip()):
        found.fields["color"] = one.text.strip()
        found.properties[one.name] = None
    else:
        found.fields["color"] = ""
        _keep(found, one)


def _order(found: Instructions, one: Element) -> None:
    try:
        order = int(one.text.strip())
    except ValueError as wrong:
        raise PropertyIsUnusable from wrong
    if not -(2**31) <= order < 2**31:
        raise PropertyIsUnusable
    found.fields["position"] = order


def _timezone(found: Instructions, one: Element) -> None:
    zone = read_timezone(one.text)
    if zone is not None:
        found.fields["zone"] = zone
    _keep(found, one)


def _timezone_id(found: Instructions, one: Element) -> None:
    found.fields["zone"] = known_zone(one.text.strip()).key
    found.properties[TIMEZONE] = None


def _components(found: Instructions, one: Element) -> None:
    kinds = [comp.attributes.get("name", "").upper() for comp in one.all(f"{CALDAV}comp")]
    if not kinds:
        raise UnknownKinds
    found.fields["components"] = tuple(dict.fromkeys(kinds))


def _type(found: Instructions, one: Element) -> None:
    if {kind.name for kind in one.children} != {f"{DAV}collection", f"{CALDAV}calendar"}:
        raise PropertyIsUnusable


def _nothing(field_name: str) -> Callable[[Instructions, Element], None]:
    def remove(found: Instructions, one: Element) -> None:
        found.fields[field_name] = ""
        found.properties[one.name] = None

    return remove


def _must_stay(found: Instructions, one: Element) -> None:
    raise PropertyIsUnusable


def _language(*around: Element) -> str:
    """The innermost that is said."""
    return next((one.attributes[LANGUAGE] for one in reversed(around) if LANGUAGE in one.attributes), "")


_SETTERS: dict[str, Callable[[Instructions, Element], None]] = {
    f"{DAV}displayname": _name,
    f"{CALDAV}calendar-description": _description,
    f"{APPLE}calendar-color": _color,
    f"{APPLE}calendar-order": _order,
    TIMEZONE: _timezone,
    f"{CALDAV}calendar-timezone-id": _timezone_id,
}
_REMOVERS: dict[str, Callable[[Instructions, Element], None]] = {
    # A calendar without a name could not be told from others.
    f"{DAV}displayname": _must_stay,
    f"{CALDAV}calendar-description": _nothing("description"),
    f"{APPLE}calendar-color": _nothing("color"),
    f"{APPLE}calendar-order": lambda found, one: found.fields.update(position=0),
    f"{CALDAV}calendar-timezone-id": _must_stay,
}
_AT_CREATION: dict[str, Callable[[Instructions, Element], None]] = {
    f"{DAV}resourcetype": _type,
    f"{CALDAV}supported-calendar-component-set": _components,
}

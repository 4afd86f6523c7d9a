"""Who organises an event, who is asked to come, and what they said (RFC 5545, sections 3.8.4.1 and 3.8.4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kalends.features.calendars.objects.lines import Component, Line
from kalends.features.calendars.objects.writing import quoted, unquoted, with_parameters

_MAILTO = "mailto:"


class AttendeeRole(StrEnum):
    CHAIR = "chair"
    REQUIRED = "required"
    OPTIONAL = "optional"
    INFORMED = "informed"


class Participation(StrEnum):
    """What an attendee said."""

    NEEDS_ACTION = "needs-action"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    DELEGATED = "delegated"


class AttendeeKind(StrEnum):
    PERSON = "person"
    GROUP = "group"
    ROOM = "room"
    RESOURCE = "resource"
    UNKNOWN = "unknown"


ROLES = {
    AttendeeRole.CHAIR: "CHAIR",
    AttendeeRole.REQUIRED: "REQ-PARTICIPANT",
    AttendeeRole.OPTIONAL: "OPT-PARTICIPANT",
    AttendeeRole.INFORMED: "NON-PARTICIPANT",
}
CUTYPES = {
    AttendeeKind.PERSON: "INDIVIDUAL",
    AttendeeKind.GROUP: "GROUP",
    AttendeeKind.ROOM: "ROOM",
    AttendeeKind.RESOURCE: "RESOURCE",
    AttendeeKind.UNKNOWN: "UNKNOWN",
}
_PARTICIPATIONS = {one.value: one for one in Participation}


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """`address` is a mail address, or another URI."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    address: str
    name: str = ""
    role: AttendeeRole = AttendeeRole.REQUIRED
    participation: Participation = Participation.NEEDS_ACTION
    # Whether an answer is asked for.
    is_asked: bool = False
    kind: AttendeeKind = AttendeeKind.PERSON
    delegated_to: Sequence[str] = ()
    delegated_from: Sequence[str] = ()


def organiser_of(component: Component) -> Organiser | None:
    line = component.first("ORGANIZER")
    return None if line is None else Organiser(address=_address(line.value), name=_name(line))


def attendees_of(component: Component) -> Sequence[Attendee]:
    return tuple(attendee(line) for line in component.all("ATTENDEE"))


def attendee(line: Line) -> Attendee:
    """What RFC 5545 gives no name to is taken for the default, as it says."""
    role = line.parameters.get("ROLE", "").upper()
    said = line.parameters.get("PARTSTAT", "").lower()
    kind = line.parameters.get("CUTYPE", "").upper()
    return Attendee(
        address=_address(line.value),
        name=_name(line),
        role=next((one for one, text in ROLES.items() if text == role), AttendeeRole.REQUIRED),
        participation=_PARTICIPATIONS.get(said, Participation.NEEDS_ACTION),
        is_asked=line.parameters.get("RSVP", "").upper() == "TRUE",
        kind=next((one for one, text in CUTYPES.items() if text == kind), AttendeeKind.PERSON),
        delegated_to=_addresses(line, "DELEGATED-TO"),
        delegated_from=_addresses(line, "DELEGATED-FROM"),
    )


def attendee_lines(component: Component | None, attendees: Sequence[Attendee]) -> list[str]:
    """Those who are there already keep what else their lines say."""
    present = {key_of(line.value): line for line in component.all("ATTENDEE")} if component else {}
    lines: list[str] = []
    for one in attendees:
        line = present.get(key_of(one.address))
        if line is not None and attendee(line) == one:
            lines.append(line.unfolded)
        else:
            head = with_parameters("ATTENDEE" if line is None else line.head, _parameters(one))
            lines.append(f"{head}:{_uri(one.address) if line is None else line.value}")
    return lines


def organiser_line(component: Component | None, organiser: Organiser) -> str:
    line = component.first("ORGANIZER") if component else None
    if line is not None and key_of(line.value) == key_of(organiser.address):
        return f"{with_parameters(line.head, {'CN': quoted(organiser.name) or None})}:{line.value}"
    return f"{with_parameters('ORGANIZER', {'CN': quoted(organiser.name) or None})}:{_uri(organiser.address)}"


def key_of(address: str) -> str:
    """Equal for addresses that mean the same."""
    return _address(address).casefold()


def _parameters(one: Attendee) -> dict[str, str | None]:
    """What is the default is not written."""
    return {
        "CUTYPE": None if one.kind is AttendeeKind.PERSON else CUTYPES[one.kind],
        "ROLE": None if one.role is AttendeeRole.REQUIRED else ROLES[one.role],
        "PARTSTAT": one.participation.upper(),
        "RSVP": "TRUE" if one.is_asked else None,
        "DELEGATED-TO": _quoted_addresses(one.delegated_to),
        "DELEGATED-FROM": _quoted_addresses(one.delegated_from),
        "CN": quoted(one.name) or None,
    }


def _quoted_addresses(addresses: Sequence[str]) -> str | None:
    return ",".join(f'"{_uri(one)}"' for one in addresses) or None


def _addresses(line: Line, name: str) -> Sequence[str]:
    return tuple(_address(one) for one in line.parameters.get(name, "").split(",") if one.strip())


def _name(line: Line) -> str:
    return unquoted(line.parameters.get("CN", "")).strip()


def _address(value: str) -> str:
    value = value.strip()
    return value[len(_MAILTO) :] if value[: len(_MAILTO)].lower() == _MAILTO else value


def _uri(address: str) -> str:
    return address if ":" in address else f"{_MAILTO}{address}"

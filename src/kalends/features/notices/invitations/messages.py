"""iTIP messages (RFC 5546) made of an event as its organiser keeps it, and what of it makes a change a real one.

All is done on the object's own lines: what a client wrote that we do not know goes along as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from kalends.features.accounts.addresses import key_of
from kalends.features.calendars.objects.attached import is_file
from kalends.features.calendars.objects.lines import Component, Line, read_components
from kalends.features.calendars.objects.reading import CalendarObject, Item
from kalends.features.calendars.objects.salvage import read_kept
from kalends.features.notices.invitations.domain import CANCEL

# On objects that stand for a meeting: whom to invite to it is the meeting's matter, not the calendar's.
MARK = "X-KALENDS-MEETING"
# What changes without anything having changed for those invited.
_INSIGNIFICANT = frozenset(
    {
        "DTSTAMP",
        "LAST-MODIFIED",
        "CREATED",
        "SEQUENCE",
        "ATTENDEE",
        "ORGANIZER",
        "TRANSP",
        "CLASS",
        "CATEGORIES",
        "COLOR",
    }
)
_TIMES = frozenset(["DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "EXRULE"])
_NOT_SENT = frozenset({"VALARM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    email: str
    name: str
    partstat: str

    @property
    def key(self) -> str:
        return key_of(self.email)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """An event with an organiser, as far as inviting to it needs to know."""

    read: CalendarObject
    calendar: Component
    organiser: str
    attendees: Sequence[Attendee]
    sequence: int
    # Equal where nothing changed that those invited must hear of.
    digest: str

    @property
    def title(self) -> str:
        return self.read.items[0].summary

    @property
    def is_off(self) -> bool:
        return all(_value(item.component, "STATUS").upper() == "CANCELLED" for item in self.read.items)


def scheduled(content: bytes) -> Scheduled | None:
    """None for what has no organiser or nobody to invite, and for meetings of ours."""
    read = read_kept(content)
    components = [item.component for item in read.items]
    organiser = next((line for one in components if (line := one.first("ORGANIZER"))), None)
    if organiser is None or read.kind != "VEVENT" or any(one.first(MARK) for one in components):
        return None
    if not _is_ours_to_tell(organiser):
        return None
    attendees: dict[str, Attendee] = {}
    for line in (line for one in components for line in one.all("ATTENDEE")):
        if _is_ours_to_tell(line) and (email := address_of(line)) and (key := key_of(email)) not in attendees:
            attendees[key] = Attendee(
                email=email,
                name=line.parameters.get("CN", "") or email,
                partstat=line.parameters.get("PARTSTAT", "NEEDS-ACTION").upper(),
            )
    return Scheduled(
        read=read,
        calendar=read_components(content, [])[0],
        organiser=address_of(organiser),
        attendees=[*attendees.values()],
        sequence=max(_sequence(one) for one in components),
        digest=_digest(read),
    )


def message(
    scheduled: Scheduled, method: str, sequence: int, *, now: datetime, replies_to: str = "", with_files: bool = False
) -> bytes:
    """The whole event for those invited: without the organiser's alarms, at this sequence. Files are for those of this
    house, who can sign in to read them."""
    parts = [b"METHOD:%b\r\n" % method.encode()]
    for one in scheduled.calendar.contents:
        if isinstance(one, Line):
            parts += [] if one.name == "METHOD" else [one.raw]
        elif one.name == "VEVENT":
            parts.append(_event(one, method, sequence, now=now, replies_to=replies_to, with_files=with_files))
        else:
            parts.append(one.raw())
    return b"BEGIN:VCALENDAR\r\n%bEND:VCALENDAR\r\n" % b"".join(parts)


def called_off(content: bytes, sequence: int, *, now: datetime) -> bytes:
    """The cancellation of what was sent as `content`."""
    calendar = read_components(content, [])[0]
    parts = [b"METHOD:CANCEL\r\n"]
    for one in calendar.contents:
        if isinstance(one, Line):
            parts += [] if one.name == "METHOD" else [one.raw]
        else:
            parts.append(_event(one, CANCEL, sequence, now=now) if one.name == "VEVENT" else one.raw())
    return b"BEGIN:VCALENDAR\r\n%bEND:VCALENDAR\r\n" % b"".join(parts)


def kept(content: bytes, name: str, mark: str) -> bytes:
    """A message of ours as an object for a calendar: without a method (RFC 4791, section 4.1), marked."""
    calendar = read_components(content, [])[0]
    parts: list[bytes] = []
    for one in calendar.contents:
        if isinstance(one, Line):
            parts += [] if one.name == "METHOD" else [one.raw]
        elif one.name == "VEVENT":
            head = one.raw().removesuffix(b"END:VEVENT\r\n")
            parts.append(b"%b%b:%b\r\nEND:VEVENT\r\n" % (head, name.encode(), mark.encode()))
        else:
            parts.append(one.raw())
    return b"BEGIN:VCALENDAR\r\n%bEND:VCALENDAR\r\n" % b"".join(parts)


def with_alarms_of(content: bytes, earlier: bytes) -> bytes:
    """Somebody's own alarms stay when the rest of the object is written anew."""
    before = read_kept(earlier)
    alarms = b"".join(
        child.raw() for item in before.items[:1] for child in item.component.children if child.name == "VALARM"
    )
    head, end, rest = content.partition(b"END:VEVENT\r\n")
    return head + alarms + end + rest


def address_of(line: Line) -> str:
    """Of ORGANIZER and ATTENDEE; empty where it is no mail address."""
    scheme, _, address = line.value.strip().partition(":")
    return address if scheme.lower() == "mailto" and "@" in address else ""


def _is_ours_to_tell(line: Line) -> bool:
    """RFC 6638, section 7.1: some are told by their client, or by nobody."""
    return line.parameters.get("SCHEDULE-AGENT", "SERVER").upper() not in ("CLIENT", "NONE")


def times_of(read: CalendarObject) -> tuple[datetime, datetime, bool, bool] | None:
    """Of the first component: start, end, whether whole days, whether local; days and local times as if in UTC."""
    item = read.items[0]
    if item.start is None:
        return None
    end = item.lasts.after(item.start)
    if not isinstance(item.start, datetime) or not isinstance(end, datetime):
        return _midnight(item.start), _midnight(end), True, False
    if item.start.tzinfo is None:
        return item.start.replace(tzinfo=UTC), end.replace(tzinfo=UTC), False, True
    return item.start.astimezone(UTC), end.astimezone(UTC), False, False


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _event(
    event: Component, method: str, sequence: int, *, now: datetime, replies_to: str = "", with_files: bool = False
) -> bytes:
    lines: list[bytes] = []
    without = {"SEQUENCE", "DTSTAMP", *(["STATUS"] if method == CANCEL else [])}
    for one in event.contents:
        if isinstance(one, Component):
            lines += [] if one.name in _NOT_SENT else [one.raw()]
        elif one.name in without or (is_file(one) and not with_files):
            continue
        elif one.name == "ORGANIZER" and replies_to:
            lines.append(_organiser(one, replies_to))
        else:
            lines.append(one.raw)
    lines += [f"SEQUENCE:{sequence}\r\n".encode(), f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n".encode()]
    if method == CANCEL:
        lines.append(b"STATUS:CANCELLED\r\n")
    return b"BEGIN:VEVENT\r\n%bEND:VEVENT\r\n" % b"".join(lines)


def _organiser(line: Line, replies_to: str) -> bytes:
    name = line.parameters.get("CN", "") or address_of(line)
    return "".join(_folded(f'ORGANIZER;CN="{name}":mailto:{replies_to}')).encode()


def _folded(line: str) -> Iterator[str]:
    """RFC 5545, section 3.1: at most 75 octets; a character has at most four."""
    while len(line.encode()) > 75:
        cut = 75
        while len(line[:cut].encode()) > 74:
            cut -= 1
        yield f"{line[:cut]}\r\n"
        line = f" {line[cut:]}"
    yield f"{line}\r\n"


def _digest(read: CalendarObject) -> str:
    told = (item for item in read.items if item is read.master or not _is_as_planned(item, read.master))
    return sha256(b"".join(_significant(item.component, _INSIGNIFICANT) for item in told)).hexdigest()


def _is_as_planned(override: Item, master: Item | None) -> bool:
    """That somebody answered for one occurrence alone makes an override of it, in which nothing else is new."""
    if master is None or override.start != override.recurrence_id or override.lasts != master.lasts:
        return False
    but_times = _INSIGNIFICANT | _TIMES
    return _significant(override.component, but_times) == _significant(master.component, but_times)


def _significant(component: Component, without: frozenset[str]) -> bytes:
    return b"".join(line.raw for line in component.lines if line.name not in without and not line.name.startswith("X-"))


def _sequence(component: Component) -> int:
    value = _value(component, "SEQUENCE")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def _value(component: Component, name: str) -> str:
    line = component.first(name)
    return line.value.strip() if line else ""

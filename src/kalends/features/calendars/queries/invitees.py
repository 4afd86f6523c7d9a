"""When those are busy whom somebody would like to invite: the question and the answers as iTIP has them (RFC 5546,
section 3.3). No I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kalends.core.time import Interval
from kalends.features.calendars.objects.attendees import key_of
from kalends.features.calendars.objects.errors import ObjectDoesNotFit
from kalends.features.calendars.objects.lines import Component, Line, read_components
from kalends.features.calendars.objects.templates import stamp
from kalends.features.calendars.objects.values import Zones, read_moment
from kalends.features.calendars.objects.zones import zones_of

# A large department; more are asked for in several questions.
MOST_INVITEES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    organiser: Line
    attendees: Sequence[Line]
    uid: str
    span: Interval

    @property
    def keys(self) -> Sequence[str]:
        """Of the attendees, as addresses are compared."""
        return [key_of(line.value) for line in self.attendees]

    def answer(self, attendee: Line, busy: Sequence[Interval], now: datetime) -> bytes:
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Kalends//Kalends//EN",
            "METHOD:REPLY",
            "BEGIN:VFREEBUSY",
            f"UID:{self.uid}",
            f"DTSTAMP:{stamp(now)}",
            f"DTSTART:{stamp(self.span.start)}",
            f"DTEND:{stamp(self.span.end)}",
            self.organiser.unfolded,
            attendee.unfolded,
            *(f"FREEBUSY;FBTYPE=BUSY:{stamp(one.start)}/{stamp(one.end)}" for one in busy),
            "END:VFREEBUSY",
            "END:VCALENDAR",
        ]
        return "".join(f"{line}\r\n" for line in lines).encode()


def read_question(content: bytes) -> Question:
    """Raises ObjectIsMalformed, and ObjectDoesNotFit for what is no request for busy times."""
    calendars = read_components(content)
    asked = [child for child in calendars[0].children if child.name == "VFREEBUSY"] if len(calendars) == 1 else []
    method = calendars[0].first("METHOD") if calendars else None
    if len(asked) != 1 or method is None or method.value.strip().upper() != "REQUEST":
        raise ObjectDoesNotFit("Ask with METHOD:REQUEST and one VFREEBUSY.", field="METHOD")
    zones, attendees = Zones(zones_of(calendars[0])), list(asked[0].all("ATTENDEE"))
    start, end = (_instant(asked[0], name, zones) for name in ("DTSTART", "DTEND"))
    if not 0 < len(attendees) <= MOST_INVITEES or start >= end:
        raise ObjectDoesNotFit(f"Ask about 1 to {MOST_INVITEES} attendees, from a time to a later one.", field="DTEND")
    return Question(
        organiser=_line(asked[0], "ORGANIZER"),
        attendees=attendees,
        uid=_line(asked[0], "UID").value,
        span=Interval(start, end),
    )


def _line(component: Component, name: str) -> Line:
    line = component.first(name)
    if line is None:
        raise ObjectDoesNotFit(f"This has no {name}.", field=name)
    return line


def _instant(component: Component, name: str, zones: Zones) -> datetime:
    moment = read_moment(_line(component, name), zones)
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ObjectDoesNotFit(f"{name} is a time in UTC.", field=name)
    return moment.astimezone(UTC)

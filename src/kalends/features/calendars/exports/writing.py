"""A calendar as one VCALENDAR, written in pieces: each time zone once, components as they are. No I/O, no clock."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from kalends.features.calendars.domain import Calendar
from kalends.features.calendars.imports.composing import named_zones
from kalends.features.calendars.imports.cutting import Part, Zone, cut
from kalends.features.calendars.objects.attached import without_files
from kalends.features.calendars.objects.lines import Component, Line, read_components
from kalends.features.calendars.objects.splices import written
from kalends.features.calendars.objects.writing import quoted, text_line
from kalends.features.calendars.objects.zones import known_zone

END = b"END:VCALENDAR\r\n"
# RFC 7986, section 5.9, wants a name of CSS: the nearest of these.
_COLORS = {
    "black": (0, 0, 0),
    "gray": (128, 128, 128),
    "silver": (192, 192, 192),
    "white": (255, 255, 255),
    "maroon": (128, 0, 0),
    "firebrick": (178, 34, 34),
    "red": (255, 0, 0),
    "salmon": (250, 128, 114),
    "orange": (255, 165, 0),
    "gold": (255, 215, 0),
    "yellow": (255, 255, 0),
    "olive": (128, 128, 0),
    "green": (0, 128, 0),
    "mediumseagreen": (60, 179, 113),
    "lime": (0, 255, 0),
    "teal": (0, 128, 128),
    "turquoise": (64, 224, 208),
    "steelblue": (70, 130, 180),
    "dodgerblue": (30, 144, 255),
    "blue": (0, 0, 255),
    "navy": (0, 0, 128),
    "purple": (128, 0, 128),
    "mediumorchid": (186, 85, 211),
    "hotpink": (255, 105, 180),
    "saddlebrown": (139, 69, 19),
}
# What an event that only shows when somebody is busy says: its times.
_TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DTSTAMP"})
_TIMES_MAY_HAVE = ("TZID", "VALUE", "RANGE")
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_FOLD = re.compile(rb"\r\n[ \t]")


class Writer:
    """`hides` all, or only what is private: of that, times without content; of the rest, files, which a feed opens to
    nobody."""

    def __init__(self, calendar: Calendar, *, hides_all: bool = False, hides_private: bool = False) -> None:
        self._calendar = calendar
        self._hides_all = hides_all
        self._hides_private = hides_private
        # By their names, as they were written.
        self._zones: dict[str, bytes] = {}

    def begin(self) -> bytes:
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Kalends//EN",
            text_line("NAME", self._calendar.name),
            text_line("X-WR-CALNAME", self._calendar.name),
        ]
        if self._calendar.description:
            lines.append(text_line("DESCRIPTION", self._calendar.description))
        if self._calendar.color:
            lines += [f"COLOR:{_named(self._calendar.color)}", f"X-APPLE-CALENDAR-COLOR:{self._calendar.color}"]
        return b"".join(written(line, b"\r\n") for line in lines)

    def add(self, content: bytes) -> bytes:
        """An object's components, before them the zones that are not there yet."""
        inside = cut(content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), leaves_whole=False)
        parts = list(self._shown(inside.parts))
        if not parts:
            return b""
        used = b"".join(parts)
        named = named_zones(used)
        zones: list[bytes] = []
        for zone in inside.zones:
            if zone.tzid in named and (name := self._placed(zone, zones)) != zone.tzid:
                used = _renamed(used, zone.tzid, name)
        return b"".join(zones) + used

    def _shown(self, parts: Iterable[Part]) -> Iterator[bytes]:
        if not (self._hides_all or self._hides_private):
            yield from (part.content for part in parts)
            return
        components = [(part, read_components(part.content, [])[0]) for part in parts]
        is_private = any(_value(one, "CLASS") in _PRIVATE for _, one in components)
        for part, component in components:
            if not (self._hides_all or is_private):
                yield without_files(part.content, component)
            elif component.name == "VEVENT":
                yield from self._times(part, component)

    def _times(self, part: Part, component: Component) -> Iterator[bytes]:
        """Nothing but when; an override that takes its occurrence away stays one."""
        is_free = _value(component, "TRANSP") == "TRANSPARENT" or _value(component, "STATUS") == "CANCELLED"
        if is_free and component.first("RECURRENCE-ID") is None:
            return
        uid = sha256(f"{self._calendar.id}/{part.uid}".encode()).hexdigest()[:32]
        lines = ["BEGIN:VEVENT", f"UID:{uid}@kalends", "SUMMARY:Busy", *map(_time, _times_of(component))]
        if is_free:
            lines.append("STATUS:CANCELLED")
        yield b"".join(written(line, b"\r\n") for line in [*lines, "END:VEVENT"])

    def _placed(self, zone: Zone, zones: list[bytes]) -> str:
        """Its name here: its own, unless that is another zone's already."""
        name, number = zone.tzid, 2
        while (there := self._zones.get(name)) is not None:
            if there == zone.content or known_zone(zone.tzid) is not None:
                return name
            name, number = f"{zone.tzid} ({number})", number + 1
        self._zones[name] = zone.content
        zones.append(zone.content if name == zone.tzid else _renamed(zone.content, zone.tzid, name))
        return name


def _times_of(component: Component) -> Iterator[Line]:
    return (line for line in component.lines if line.name in _TIMES)


def _time(line: Line) -> str:
    parameters = (f";{name}={quoted(line.parameters[name])}" for name in _TIMES_MAY_HAVE if name in line.parameters)
    return f"{line.name}{''.join(parameters)}:{line.value}"


def _value(component: Component, name: str) -> str:
    line = component.first(name)
    return line.value.strip().upper() if line else ""


def _renamed(content: bytes, before: str, after: str) -> bytes:
    """With this zone under another name, as a parameter or as its own."""
    name = re.compile(rf'(;TZID=)(?:"{re.escape(before)}"|{re.escape(before)}(?=[:;,]))', re.IGNORECASE)
    lines: list[bytes] = []
    for line in _FOLD.sub(b"", content).decode("utf-8", "surrogateescape").split("\r\n")[:-1]:
        head, colon, value = line.partition(":")
        if head.upper() == "TZID" and value.strip() == before:
            line = f"{head}{colon}{after}"
        else:
            line = name.sub(lambda found: f"{found[1]}{quoted(after)}", line)
        lines.append(written(line, b"\r\n"))
    return b"".join(lines)


def _named(color: str) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return min(
        _COLORS, key=lambda name: sum((a - b) ** 2 for a, b in zip(_COLORS[name], (red, green, blue), strict=True))
    )

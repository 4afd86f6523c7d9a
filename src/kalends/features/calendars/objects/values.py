"""The values of properties (RFC 5545, section 3.3): days, floating times, instants in their zone, durations."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from kalends.features.calendars.objects.errors import ObjectIsMalformed, ZoneIsUnknown
from kalends.features.calendars.objects.lines import Line
from kalends.features.calendars.objects.zones import known_zone

Moment = date | datetime

_MOMENT = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,10})S)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Duration:
    """Days of the calendar, which summer time may make longer or shorter, and time on a stopwatch."""

    days: int
    time: timedelta

    def after(self, start: Moment) -> Moment:
        """The end of what starts then, by the clock of the start's zone for its days."""
        if not isinstance(start, datetime):
            return start + timedelta(days=self.days) + self.time
        wall = start + timedelta(days=self.days)
        return wall + self.time if wall.tzinfo is None else wall.astimezone(UTC) + self.time


@dataclass(frozen=True, slots=True)
class Zones:
    """Where TZID leads in one object."""

    defined: Mapping[str, tzinfo]

    def named(self, line: Line) -> tzinfo | None:
        tzid = line.parameters.get("TZID")
        if tzid is None:
            return None
        zone = self.defined.get(tzid) or known_zone(tzid)
        if zone is None:
            raise ZoneIsUnknown(
                f"Line {line.number}: this object does not define the time zone “{tzid[:64]}”.", field=line.name
            )
        return zone


def read_moment(line: Line, zones: Zones, value: str | None = None) -> Moment:
    """`value` is one of several, where the line has them."""
    found = _MOMENT.fullmatch((line.value if value is None else value).strip())
    try:
        if found and found[2] is None:
            return datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007  # a day has no zone
        if found:
            # Second 60: who knows no leap seconds takes it for 59 (section 3.3.12).
            clock = re.sub("60$", "59", found[2])
            wall = datetime.strptime(found[1] + clock, "%Y%m%d%H%M%S")  # noqa: DTZ007  # given its zone below
            return wall.replace(tzinfo=UTC if found[3] else zones.named(line))
    except ValueError:
        pass
    raise ObjectIsMalformed(
        f"{line.name} takes a time such as 20260114T190000, not “{line.value[:32]}”.", line=line.number, field=line.name
    )


def of_kind(start: Moment, moment: Moment) -> Moment:
    """A day that means an occurrence at a time is the start's time of that day; so Outlook and others write it."""
    if isinstance(start, datetime) and not isinstance(moment, datetime):
        return datetime.combine(moment, start.timetz())
    return moment


def read_moments(line: Line, zones: Zones) -> Iterator[tuple[Moment, Moment | Duration | None]]:
    """Of RDATE and EXDATE: each with the end that a PERIOD gives it."""
    for value in filter(None, line.value.split(",")):
        start, slash, end = value.partition("/")
        moment = read_moment(line, zones, start)
        if not slash:
            yield moment, None
        elif end.strip().upper().lstrip("+").startswith("P"):
            yield moment, read_duration(line, end)
        else:
            yield moment, read_moment(line, zones, end)


def read_duration(line: Line, value: str | None = None) -> Duration:
    """Not negative: what lasts does."""
    text = (line.value if value is None else value).strip().upper()
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()[1:]) or found[1] == "-":
        raise ObjectIsMalformed(
            f"{line.name} takes a duration such as PT1H30M, not “{text[:32]}”.", line=line.number, field=line.name
        )
    return _duration(found)


def read_stopwatch(text: str) -> timedelta | None:
    """A duration with its sign, a day taken for 24 hours; None for what is none."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        return None
    lasts = _duration(found)
    length = timedelta(days=lasts.days) + lasts.time
    return -length if found[1] == "-" else length


def _duration(found: re.Match[str]) -> Duration:
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    return Duration(weeks * 7 + days, timedelta(hours=hours, minutes=minutes, seconds=seconds))

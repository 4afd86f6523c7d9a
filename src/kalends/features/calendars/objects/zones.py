"""The time zones of an object: by IANA name where they have one under any spelling, else as its VTIMEZONE defines."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kalends.core.time import zone_names
from kalends.features.calendars.objects.errors import ObjectDoesNotFit, ObjectIsMalformed
from kalends.features.calendars.objects.lines import Component, Line
from kalends.features.calendars.recurrence import Series, read_rule

FIRST = datetime(1900, 1, 1)  # noqa: DTZ001  # a wall time, as VTIMEZONE's are
LAST = datetime(2100, 1, 1)  # noqa: DTZ001
# Twice a year until then, and some.
MOST_CHANGES = 1_000
# Of all zones of an object; each takes its time, and a real zone has two.
MOST_RULES = 60

_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})([0-9]{2})?", re.ASCII)
_SPELLINGS = {name.casefold(): name for name in zone_names()}


class DefinedZone(tzinfo):
    """A zone that only its object knows, from the instants (naive, UTC) at which its offset changes."""

    def __init__(self, name: str, first: timedelta, changes: Sequence[tuple[datetime, timedelta]]) -> None:
        self._name = name
        self._offsets = [first, *(offset for _, offset in changes)]
        self._instants = [instant for instant, _ in changes]
        pairs = list(zip(self._instants, self._offsets, self._offsets[1:], strict=False))
        # Wall times from which the later offset holds: of those shown twice the first, or the second, is meant.
        self._walls = [[at + max(a, b) for at, a, b in pairs], [at + min(a, b) for at, a, b in pairs]]

    def utcoffset(self, dt: datetime | None, /) -> timedelta:
        if dt is None:
            return self._offsets[0]
        return self._offsets[bisect_right(self._walls[dt.fold], dt.replace(tzinfo=None, fold=0))]

    def fromutc(self, dt: datetime, /) -> datetime:
        instant = dt.replace(tzinfo=None)
        index = bisect_right(self._instants, instant)
        wall = instant + self._offsets[index]
        is_second = index > 0 and wall < self._instants[index - 1] + self._offsets[index - 1]
        return wall.replace(tzinfo=self, fold=int(is_second))

    def dst(self, dt: datetime | None, /) -> timedelta | None:
        return None

    def tzname(self, dt: datetime | None, /) -> str:
        return self._name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DefinedZone) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        return (*self._instants, *self._offsets)


def zones_of(calendar: Component) -> dict[str, tzinfo]:
    """The zone of each TZID that the calendar defines."""
    zones: dict[str, tzinfo] = {}
    observances = (one for timezone in calendar.children if timezone.name == "VTIMEZONE" for one in timezone.children)
    if sum(1 for observance in observances for _ in observance.all("RRULE")) > MOST_RULES:
        raise ObjectDoesNotFit(f"The time zones of an object have at most {MOST_RULES} rules.", field="VTIMEZONE")
    for timezone in calendar.children:
        if timezone.name == "VTIMEZONE" and (tzid := timezone.first("TZID")) is not None:
            location = timezone.first("X-LIC-LOCATION")
            zone = known_zone(tzid.value) or (known_zone(location.value) if location else None)
            zones[tzid.value] = zone or _defined(timezone, tzid.value)
    return zones


def known_zone(name: str) -> ZoneInfo | None:
    """By IANA name, in any case; behind a prefix such as Mozilla's; by the name that Windows has for it."""
    name = name.strip().strip('"')
    candidates = [name, WINDOWS_TO_OLSON.get(name, "")]
    parts = name.split("/")
    candidates += ["/".join(parts[-many:]) for many in (3, 2) if len(parts) > many]
    for candidate in candidates:
        if (known := _SPELLINGS.get(candidate.casefold())) is not None:
            return ZoneInfo(known)
    return None


def _defined(timezone: Component, name: str) -> DefinedZone:
    changes: list[tuple[datetime, timedelta, timedelta]] = []
    for observance in timezone.children:
        before, after = (_offset(observance, which) for which in ("TZOFFSETFROM", "TZOFFSETTO"))
        changes += [(onset - before, before, after) for onset in _onsets(observance)]
    if not changes:
        raise ObjectIsMalformed("This time zone has no STANDARD or DAYLIGHT.", line=timezone.number, field="VTIMEZONE")
    changes.sort()
    return DefinedZone(name, changes[0][1], [(instant, after) for instant, _, after in changes])


def _onsets(observance: Component) -> list[datetime]:
    start = _wall(observance, observance.first("DTSTART"))
    rules = [read_rule(line.value) for line in observance.all("RRULE")]
    dates = [_wall(observance, line, value) for line in observance.all("RDATE") for value in line.value.split(",")]
    return Series(start, rules=rules, dates=dates).between(min(FIRST, start), LAST, most=MOST_CHANGES)


def _wall(observance: Component, line: Line | None, value: str | None = None) -> datetime:
    try:
        if line is not None:
            return datetime.strptime((value or line.value)[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007  # a wall time
    except ValueError:
        pass
    number = line.number if line else observance.number
    raise ObjectIsMalformed("A time zone begins at a local time.", line=number, field="DTSTART")


def _offset(observance: Component, which: str) -> timedelta:
    line = observance.first(which)
    found = _OFFSET.fullmatch(line.value.strip()) if line else None
    if found is None or (seconds := int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4] or 0)) >= 86_400:
        number = line.number if line else observance.number
        raise ObjectIsMalformed("An offset from UTC looks like +0545.", line=number, field=which)
    return timedelta(seconds=-seconds if found[1] == "-" else seconds)

"""A zone's own rules as VTIMEZONE (RFC 5545, section 3.6.5), for clients that do not know it by its name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from kalends.features.calendars.objects.templates import stamp
from kalends.features.calendars.recurrence import Weekday

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
# A rule that held for so many years is taken for the rule from then on; where none did, these years are written out.
YEARS = 6


@dataclass(frozen=True, slots=True)
class Change:
    """An instant at which the zone's offset changes. `onset` is the wall before it, which is how it is written."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def onset(self) -> datetime:
        return (self.at + self.before).replace(tzinfo=None)


@lru_cache(maxsize=256)
def definition(zone: ZoneInfo, year: int) -> Sequence[str]:
    """The lines of a VTIMEZONE that holds from the year before on."""
    begin = datetime(year - 1, 1, 1, tzinfo=UTC)
    found = changes(zone, begin, datetime(begin.year + YEARS, 1, 1, tzinfo=UTC))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    lines += _observance(change_at(zone, begin), [])
    kinds = sorted(found, key=lambda one: (one.is_summer, one.before, one.after, one.name, one.at))
    for _, group in groupby(kinds, key=lambda one: (one.is_summer, one.before, one.after, one.name)):
        alike = list(group)
        rule = _yearly([one.onset for one in alike], begin.year)
        dates = [] if rule else [f"RDATE:{stamp(one.onset)}" for one in alike[1:]]
        lines += _observance(alike[0], rule or dates)
    return [*lines, "END:VTIMEZONE"]


def changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Change]:
    """Those in a span, to the second. No zone ever changed twice in a day."""
    day = start
    while day < end:
        if _offset(day, zone) != _offset(day + DAY, zone):
            low, high = day, day + DAY
            while high - low > SECOND:
                middle = low + (high - low) // 2 // SECOND * SECOND
                low, high = (middle, high) if _offset(middle, zone) == _offset(day, zone) else (low, middle)
            yield change_at(zone, high, _offset(high - SECOND, zone))
        day += DAY


def change_at(zone: ZoneInfo, at: datetime, before: timedelta | None = None) -> Change:
    """What holds from this instant, as if it began then."""
    local = at.astimezone(zone)
    after = _offset(at, zone)
    return Change(at, after if before is None else before, after, local.tzname() or "", bool(local.dst()))


def _observance(change: Change, more: Sequence[str]) -> list[str]:
    kind = "DAYLIGHT" if change.is_summer else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{stamp(change.onset)}",
        *more,
        f"TZOFFSETFROM:{_offset_text(change.before)}",
        f"TZOFFSETTO:{_offset_text(change.after)}",
        f"TZNAME:{change.name}",
        f"END:{kind}",
    ]


def _yearly(onsets: Sequence[datetime], first_year: int) -> list[str]:
    """The rule that all of these years' onsets follow, if there is one: the n-th or last such weekday of a month."""
    if [one.year for one in onsets] != list(range(first_year, first_year + YEARS)):
        return []
    if len({(one.month, one.weekday(), one.time()) for one in onsets}) > 1:
        return []
    numbers = {(one.day - 1) // 7 + 1 for one in onsets}
    is_last = all((one + 7 * DAY).month != one.month for one in onsets)
    if not is_last and len(numbers) > 1:
        return []
    number = -1 if is_last else numbers.pop()
    return [f"RRULE:FREQ=YEARLY;BYMONTH={onsets[0].month};BYDAY={number}{Weekday(onsets[0].weekday()).name}"]


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(UTC).astimezone(zone).utcoffset() or timedelta()


def _offset_text(offset: timedelta) -> str:
    seconds = abs(int(offset.total_seconds()))
    exact = f"{seconds % 60:02}" if seconds % 60 else ""
    return f"{'-' if offset < timedelta() else '+'}{seconds // 3600:02}{seconds // 60 % 60:02}{exact}"

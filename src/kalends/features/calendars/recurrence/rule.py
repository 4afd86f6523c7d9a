"""A recurrence rule as RFC 5545, section 3.3.10, defines it: its parts, checked. Reading and writing: `notation`."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import IntEnum, StrEnum

from kalends.features.calendars.recurrence.errors import RuleIsMalformed


class Frequency(IntEnum):
    """Shortest first, so that they compare."""

    SECONDLY = 0
    MINUTELY = 1
    HOURLY = 2
    DAILY = 3
    WEEKLY = 4
    MONTHLY = 5
    YEARLY = 6


class Weekday(IntEnum):
    """Numbered as `date.weekday` does."""

    MO = 0
    TU = 1
    WE = 2
    TH = 3
    FR = 4
    SA = 5
    SU = 6


@dataclass(frozen=True, slots=True, order=True)
class WeekdayNumber:
    """A weekday; with a number, only the n-th in its month or year, from the end where negative. 0: each one."""

    weekday: Weekday
    number: int = 0


class Part(StrEnum):
    """The names of the parts on the wire."""

    FREQ = "FREQ"
    UNTIL = "UNTIL"
    COUNT = "COUNT"
    INTERVAL = "INTERVAL"
    BYSECOND = "BYSECOND"
    BYMINUTE = "BYMINUTE"
    BYHOUR = "BYHOUR"
    BYDAY = "BYDAY"
    BYMONTHDAY = "BYMONTHDAY"
    BYYEARDAY = "BYYEARDAY"
    BYWEEKNO = "BYWEEKNO"
    BYMONTH = "BYMONTH"
    BYSETPOS = "BYSETPOS"
    WKST = "WKST"


# More than anybody counts, and still a number that every database and client can hold.
LARGEST_NUMBER = 999_999_999

# The lowest and highest value of each list of numbers; negative ones count from the end where the lowest is below 0.
RANGES: dict[Part, tuple[int, int]] = {
    Part.BYSECOND: (0, 60),
    Part.BYMINUTE: (0, 59),
    Part.BYHOUR: (0, 23),
    Part.BYMONTHDAY: (-31, 31),
    Part.BYYEARDAY: (-366, 366),
    Part.BYWEEKNO: (-53, 53),
    Part.BYMONTH: (1, 12),
    Part.BYSETPOS: (-366, 366),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Fields are named after the parts; lists are sorted and hold each value once.

    Raises RuleIsMalformed, with the part as `field`, for what RFC 5545 forbids.
    """

    freq: Frequency
    interval: int = 1
    count: int | None = None
    # A day, a floating time, or an instant: whatever the start is.
    until: date | datetime | None = None
    wkst: Weekday = Weekday.MO
    bysecond: Sequence[int] = ()
    byminute: Sequence[int] = ()
    byhour: Sequence[int] = ()
    byday: Sequence[WeekdayNumber] = ()
    bymonthday: Sequence[int] = ()
    byyearday: Sequence[int] = ()
    byweekno: Sequence[int] = ()
    bymonth: Sequence[int] = ()
    bysetpos: Sequence[int] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name.startswith("by"):
                object.__setattr__(self, field.name, tuple(sorted(set(getattr(self, field.name)))))
        for part, (lowest, highest) in RANGES.items():
            _ensure_within(getattr(self, part.lower()), part, lowest, highest)
        _ensure_within([day.number for day in self.byday if day.number], Part.BYDAY, -53, 53)
        _ensure_within([self.interval], Part.INTERVAL, 1, LARGEST_NUMBER)
        if self.count is not None:
            _ensure_within([self.count], Part.COUNT, 1, LARGEST_NUMBER)
            if self.until is not None:
                raise RuleIsMalformed("A rule ends by COUNT or by UNTIL, not by both.", field=Part.COUNT)
        # RFC 5545, section 3.3.12: who knows no leap seconds takes 60 for 59.
        if 60 in self.bysecond:
            object.__setattr__(self, "bysecond", tuple(sorted({min(second, 59) for second in self.bysecond})))
        self._ensure_parts_fit()

    def _ensure_parts_fit(self) -> None:
        """The "MUST NOT"s of the table in RFC 5545, section 3.3.10."""
        freq = self.freq
        if self.byweekno and freq != Frequency.YEARLY:
            raise RuleIsMalformed("Weeks can be numbered only where FREQ is YEARLY.", field=Part.BYWEEKNO)
        if self.byyearday and freq in (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY):
            raise RuleIsMalformed(f"BYYEARDAY can't be used where FREQ is {freq.name}.", field=Part.BYYEARDAY)
        if self.bymonthday and freq == Frequency.WEEKLY:
            raise RuleIsMalformed("BYMONTHDAY can't be used where FREQ is WEEKLY.", field=Part.BYMONTHDAY)
        if any(day.number for day in self.byday) and (freq < Frequency.MONTHLY or self.byweekno):
            raise RuleIsMalformed(
                "A weekday is numbered only within a month or a year, and not beside BYWEEKNO.", field=Part.BYDAY
            )


def _ensure_within(values: Sequence[int], part: Part, lowest: int, highest: int) -> None:
    for value in values:
        if not lowest <= value <= highest or (value == 0 and lowest < 0):
            but = " but 0" if lowest < 0 else ""
            raise RuleIsMalformed(f"{part} takes numbers from {lowest} to {highest}{but}, not {value}.", field=part)

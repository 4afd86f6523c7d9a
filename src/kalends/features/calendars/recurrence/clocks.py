"""At which seconds of a day a rule strikes. Days are ordinals; times are seconds since midnight, in order."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import gcd
from typing import Protocol

from kalends.features.calendars.recurrence.rule import Frequency, Rule
from kalends.features.calendars.recurrence.work import Work
from kalends.features.calendars.recurrence.years import days_in

DAY = 86_400

# Seconds in what INTERVAL counts.
UNITS = {Frequency.SECONDLY: 1, Frequency.MINUTELY: 60, Frequency.HOURLY: 3_600, Frequency.DAILY: DAY}

_YEAR = 366
# Minutes of a day: of more, making the table costs more than doing without.
_LARGE_TABLE = 1_440


def seconds_of(wall: datetime) -> int:
    """A wall time as a number: a day's ordinal times the seconds of a day, and those since its midnight."""
    return wall.toordinal() * DAY + wall.hour * 3600 + wall.minute * 60 + wall.second


_FIRST = datetime(1, 1, 1)  # noqa: DTZ001  # a wall time


def wall_of(seconds: int) -> datetime:
    return _FIRST + timedelta(seconds=seconds - DAY)


class Clock(Protocol):
    def times(self, day: int) -> Sequence[int]:
        """The seconds of this day at which the rule strikes, if the day matches."""
        ...

    def days(self, first: int, mask: int, work: Work) -> int:
        """Those of a year's days, of which the first is given, on which it strikes at all."""
        ...

    def count(self, first: int, mask: int, work: Work) -> int:
        """How often it strikes on these days of a year, of all which `days` has admitted."""
        ...


class Table:
    """Times that come again after `stride` days: for each remainder of a day's ordinal, its times, if it has any."""

    def __init__(self, stride: int, times_by_remainder: dict[int, Sequence[int]]) -> None:
        self._stride = stride
        self._times = times_by_remainder
        self._remainders = sorted(times_by_remainder)
        self._patterns: dict[int, int] = {}
        lengths = {len(times) for times in times_by_remainder.values()}
        # How often each day has, where all have the same.
        self._each = lengths.pop() if len(lengths) == 1 else None

    def times(self, day: int) -> Sequence[int]:
        return self._times.get(day % self._stride, ())

    def days(self, first: int, mask: int, work: Work) -> int:
        if len(self._remainders) == self._stride:
            return mask
        phase = first % self._stride
        pattern = self._patterns.get(phase)
        if pattern is None:
            pattern = self._pattern(phase, work)
            if self._stride <= _YEAR:
                self._patterns[phase] = pattern
        return mask & pattern

    def count(self, first: int, mask: int, work: Work) -> int:
        if self._each is not None:
            return mask.bit_count() * self._each
        work.spend(mask.bit_count())
        return sum(len(self.times(first + day)) for day in days_in(mask))

    def _pattern(self, phase: int, work: Work) -> int:
        """The days of a year, beginning so far into a stride, that have any times."""
        remainders, stride = self._remainders, self._stride
        if stride > _YEAR:
            # A year meets only a part of the stride, which may begin in one and end in the next.
            end = phase + _YEAR
            remainders = remainders[bisect_left(remainders, phase) : bisect_left(remainders, end)]
            remainders += self._remainders[: bisect_left(self._remainders, end - stride)]
        pattern = 0
        for remainder in remainders:
            for day in range((remainder - phase) % stride, _YEAR, stride):
                pattern |= 1 << day
                work.spend()
        return pattern


@dataclass(frozen=True, slots=True)
class Progression:
    """Every so many units from a first, without regard to the hour: too many different days for a table.

    `start` and `step` are in units; each strike has `offsets`, seconds into its unit.
    """

    unit: int
    start: int
    step: int
    offsets: Sequence[int]

    def times(self, day: int) -> Sequence[int]:
        ticks = self._ticks(day)
        if len(self.offsets) == 1:
            return range(ticks.start * self.unit + self.offsets[0], DAY, self.step * self.unit)
        return [tick * self.unit + offset for tick in ticks for offset in self.offsets]

    def days(self, first: int, mask: int, work: Work) -> int:
        if self.step <= DAY // self.unit:
            return mask
        work.spend(mask.bit_count())
        return sum(1 << day for day in days_in(mask) if self._ticks(first + day))

    def count(self, first: int, mask: int, work: Work) -> int:
        ticks = 0
        while mask:
            # A run of days on end is one subtraction.
            begin = (mask & -mask).bit_length() - 1
            end = begin + (~(mask >> begin) & ((mask >> begin) + 1)).bit_length() - 1
            ticks += self._ticks_before(first + end) - self._ticks_before(first + begin)
            mask = mask >> end << end
            work.spend()
        return ticks * len(self.offsets)

    def _ticks(self, day: int) -> range:
        per_day = DAY // self.unit
        return range((self.start - day * per_day) % self.step, per_day, self.step)

    def _ticks_before(self, day: int) -> int:
        return (day * (DAY // self.unit) - self.start - 1) // self.step


def clock_of(rule: Rule, start: int, offsets: Sequence[int]) -> Clock:
    """The clock of a rule that counts weeks, days or less from `start`; `offsets` are the seconds in each unit, of a
    day where it counts weeks, at which it strikes."""
    if rule.freq == Frequency.WEEKLY:
        monday = start // DAY - (start // DAY - 1 - rule.wkst) % 7  # or whichever day weeks begin with
        return Table(7 * rule.interval, {(monday + day) % (7 * rule.interval): offsets for day in range(7)})
    unit, step = UNITS[rule.freq], rule.interval
    tick, per_day = start // unit, DAY // unit
    # A tick with `day * per_day + one = tick (mod step)` exists only if what both share divides both sides.
    shared = gcd(step, per_day)
    stride = step // shared
    allowed = _allowed_ticks(rule)
    if allowed is None:
        if step <= per_day or per_day // shared > _LARGE_TABLE:
            return Progression(unit, tick, step, offsets)
        allowed = range(tick % shared, per_day, shared)
    ones = [one for one in allowed if (tick - one) % shared == 0]
    if stride == 1:
        return daily_clock(_times(ones, unit, offsets))
    ones_by_remainder: dict[int, list[int]] = defaultdict(list)
    inverse = pow(per_day // shared, -1, stride)
    for one in ones:
        ones_by_remainder[(tick - one) // shared * inverse % stride].append(one)
    return Table(stride, {remainder: _times(ones, unit, offsets) for remainder, ones in ones_by_remainder.items()})


def daily_clock(times: Sequence[int]) -> Clock:
    return Table(1, {0: times} if times else {})


def _times(ticks: Sequence[int], unit: int, offsets: Sequence[int]) -> Sequence[int]:
    return ticks if unit == 1 else [tick * unit + offset for tick in ticks for offset in offsets]


def _allowed_ticks(rule: Rule) -> Sequence[int] | None:
    """The units of a day that BYHOUR, BYMINUTE and BYSECOND leave, or None for all of many."""
    hours = rule.byhour or range(24)
    minutes = rule.byminute or range(60)
    match rule.freq:
        case Frequency.SECONDLY if rule.byhour or rule.byminute or rule.bysecond:
            seconds = rule.bysecond or range(60)
            return [h * 3600 + m * 60 + s for h in hours for m in minutes for s in seconds]
        case Frequency.MINUTELY if rule.byhour or rule.byminute:
            return [h * 60 + m for h in hours for m in minutes]
        case Frequency.HOURLY if rule.byhour:
            return rule.byhour
        case Frequency.DAILY:
            return (0,)
        case _:
            return None

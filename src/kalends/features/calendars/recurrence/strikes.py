"""What a rule does in one year: when it strikes, in seconds since the midnight that begins 1 January."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kalends.features.calendars.recurrence.clocks import DAY, Clock
from kalends.features.calendars.recurrence.rule import Rule
from kalends.features.calendars.recurrence.work import Work
from kalends.features.calendars.recurrence.years import (
    MatchingDays,
    days_in,
    days_of_months,
    first_day,
    kind_of,
    months_in_turn,
)


class Year(Protocol):
    def count(self, work: Work) -> int: ...

    def before(self, moment: int, work: Work) -> int:
        """How many of its strikes come before this moment."""
        ...

    def since(self, moment: int) -> Iterator[int]:
        """Its strikes in order, from this moment on."""
        ...


class Years(Protocol):
    def year(self, year: int, work: Work) -> Year: ...


class PlainYears:
    """Of a rule without BYSETPOS, or where that picks times within each day."""

    def __init__(self, rule: Rule, start: datetime, clock: Clock) -> None:
        self._rule = rule
        self._start = start
        self._clock = clock
        self._days = MatchingDays(rule)

    def year(self, year: int, work: Work) -> Year:
        work.spend()
        kind = kind_of(year)
        mask = self._days.of(kind) & days_of_months(kind, months_in_turn(self._rule, self._start, year))
        first = first_day(year)
        if mask and (mask := self._clock.days(first, mask, work)):
            return PlainYear(first, mask, self._clock)
        return EMPTY_YEAR


@dataclass(frozen=True, slots=True)
class PlainYear:
    """Every one of these days, at every time of its clock."""

    first: int
    mask: int
    clock: Clock

    def count(self, work: Work) -> int:
        return self.clock.count(self.first, self.mask, work)

    def before(self, moment: int, work: Work) -> int:
        day, second = divmod(moment, DAY)
        count = self.clock.count(self.first, self.mask & ((1 << day) - 1), work)
        if self.mask >> day & 1:
            count += bisect_left(self.clock.times(self.first + day), second)
        return count

    def since(self, moment: int) -> Iterator[int]:
        since, second = divmod(moment, DAY)
        for day in days_in(self.mask, since):
            times = self.clock.times(self.first + day)
            if day == since and second:
                times = times[bisect_left(times, second) :]
            for time in times:
                yield day * DAY + time


@dataclass(frozen=True, slots=True)
class ListedYear:
    """These moments, one by one, in order: what BYSETPOS picks has no simpler shape."""

    moments: Sequence[int]

    def count(self, work: Work) -> int:
        return len(self.moments)

    def before(self, moment: int, work: Work) -> int:
        return bisect_left(self.moments, moment)

    def since(self, moment: int) -> Iterator[int]:
        return iter(self.moments[bisect_left(self.moments, moment) :])


EMPTY_YEAR = ListedYear(())

"""BYSETPOS: the n-th of all that a rule yields within one of its periods."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kalends.features.calendars.recurrence.clocks import DAY
from kalends.features.calendars.recurrence.rule import Frequency, Rule
from kalends.features.calendars.recurrence.strikes import ListedYear, Year
from kalends.features.calendars.recurrence.work import Work
from kalends.features.calendars.recurrence.years import (
    Kind,
    MatchingDays,
    days_in,
    days_of_months,
    first_day,
    kind_of,
    months_in_turn,
)

WEEK = 7
# Moments remembered for years to come: a megabyte or two.
MOST_KEPT = 50_000

# Which periods of a year it is by INTERVAL: its months, or the day on which its first week begins.
Turn = Sequence[int] | int


def picked(positions: Sequence[int], size: int) -> list[int]:
    """The indices, in order, that these positions mean in a set of this size; there, negative ones count back."""
    indices = {position - 1 if position > 0 else size + position for position in positions}
    return sorted(index for index in indices if 0 <= index < size)


class PickedYears:
    """Of a rule that counts weeks, months or years."""

    def __init__(self, rule: Rule, start: datetime, times: Sequence[int]) -> None:
        self._rule = rule
        self._start = start
        self._times = times
        self._days = MatchingDays(rule)
        self._made: dict[tuple[Kind, Turn], ListedYear] = {}
        self._kept = 0

    def year(self, year: int, work: Work) -> Year:
        work.spend()
        # Years alike in these yield alike. Rules that count weeks reach into neighbours, whose kinds are not the same
        # then; but of those they meet only December and January, and ask them only for weekdays.
        key = (kind_of(year), self._turn(year))
        made = self._made.get(key)
        if made is None:
            made = ListedYear(self._moments(year, key[1], work))
            self._kept += len(made.moments)
            if self._kept > MOST_KEPT:
                self._made, self._kept = {}, len(made.moments)
            self._made[key] = made
        return made

    def _turn(self, year: int) -> Turn:
        if self._rule.freq != Frequency.WEEKLY:
            return months_in_turn(self._rule, self._start, year)
        monday = self._start.toordinal() - (self._start.weekday() - self._rule.wkst) % WEEK
        return (monday - first_day(year) + WEEK - 1) % (WEEK * self._rule.interval) - WEEK + 1

    def _moments(self, year: int, turn: Turn, work: Work) -> Sequence[int]:
        moments: list[int] = []
        length = kind_of(year).days
        for first, mask in self._periods(year, turn):
            days = [first + day for day in days_in(mask)]
            indices = picked(self._rule.bysetpos, len(days) * len(self._times))
            work.spend(5 + len(self._rule.bysetpos) // 2)
            for index in indices:
                day, time = divmod(index, len(self._times))
                if 0 <= days[day] < length:
                    moments.append(days[day] * DAY + self._times[time])
        return moments

    def _periods(self, year: int, turn: Turn) -> Iterator[tuple[int, int]]:
        """The matching days of each period that touches the year: which day of the year bit 0 is, and the mask."""
        kind = kind_of(year)
        mask = self._days.of(kind)
        if isinstance(turn, int):
            yield from self._weeks(year, turn, mask)
        elif self._rule.freq == Frequency.MONTHLY:
            for month in turn:
                yield 0, mask & days_of_months(kind, [month])
        else:
            yield 0, mask & days_of_months(kind, turn)

    def _weeks(self, year: int, begin: int, mask: int) -> Iterator[tuple[int, int]]:
        before, days, after = kind_of(year - 1), kind_of(year).days, kind_of(year + 1)
        # With a week of either neighbour, for the weeks that lie in two years.
        wide = self._days.of(before) >> before.days - WEEK
        wide |= mask << WEEK | self._days.of(after) << WEEK + days
        for first in range(begin, days, WEEK * self._rule.interval):
            yield first, wide >> first + WEEK & (1 << WEEK) - 1

"""A rule tied to the wall time it starts at: where it strikes, and how often, found by arithmetic from any year.

Wall times are numbers here (`clocks.seconds_of`); zones are no concern of this room.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Self

from kalends.features.calendars.recurrence.clocks import DAY, clock_of, daily_clock, seconds_of
from kalends.features.calendars.recurrence.positions import PickedYears, picked
from kalends.features.calendars.recurrence.rule import Frequency, Rule, Weekday, WeekdayNumber
from kalends.features.calendars.recurrence.strikes import PlainYears, Years
from kalends.features.calendars.recurrence.work import Work
from kalends.features.calendars.recurrence.years import LAST_YEAR, first_day, year_of

# Later than any time there is.
NEVER = first_day(LAST_YEAR + 1) * DAY


class Anchored:
    """`start` is the first moment at which the rule may strike; whether it does is for the rule to say.

    It goes on for ever: how UNTIL and COUNT are to be read is for others to say, by `ending`.
    """

    def __init__(self, rule: Rule, start: datetime) -> None:
        self.start = seconds_of(start)
        self._first_year = start.year
        self._end = NEVER
        self._count: int | None = None
        self._years = _years(implied(rule, start), start)
        self._ranks: list[int] = []

    def ending(self, *, last: int | None = None, count: int | None = None) -> Self:
        """The same up to the moment `last`, or with so many strikes at most."""
        ending = copy(self)
        ending._end = NEVER if last is None else min(last + 1, NEVER)
        ending._count = count
        ending._ranks = []
        return ending

    def walk(self, since: int, until: int, work: Work) -> Iterator[int]:
        """The strikes in [since, until), in order."""
        since, until = max(since, self.start), min(until, self._end)
        left = None if self._count is None else self._count - self.rank(since, work)
        if left is None or left > 0:
            yield from islice(self._walk(since, until, work), left)

    def rank(self, moment: int, work: Work) -> int:
        """How many strikes come before this moment."""
        moment = min(moment, self._end)
        if moment <= self.start:
            return 0
        year = min(year_of(moment // DAY), LAST_YEAR)
        rank = self._rank_of_year(year, work)
        if self._count is None or rank < self._count:
            rank += self._years.year(year, work).before(moment - _midnight(year), work)
        return rank if self._count is None else min(rank, self._count)

    def _rank_of_year(self, year: int, work: Work) -> int:
        """How many strikes come before a year, or more than COUNT; each year is counted once."""
        if not self._ranks:
            # What comes before the start is no strike.
            start = self.start - _midnight(self._first_year)
            self._ranks.append(-self._years.year(self._first_year, work).before(start, work))
        while len(self._ranks) <= year - self._first_year:
            rank = self._ranks[-1]
            if self._count is not None and rank >= self._count:
                return rank
            counted = self._first_year + len(self._ranks) - 1
            self._ranks.append(rank + self._years.year(counted, work).count(work))
        return self._ranks[year - self._first_year]

    def end(self, work: Work) -> int:
        """A moment after the last strike, not much after it; the end of time if they go on."""
        if self._count is None:
            return self._end
        year = self._first_year
        while year < LAST_YEAR and self._rank_of_year(year + 1, work) < self._count:
            year += 1
        return min(self._end, _midnight(year + 1))

    def strikes(self, moment: int, work: Work) -> bool:
        return next(self.walk(moment, moment + 1, work), None) is not None

    def ever_strikes(self, work: Work) -> bool:
        return next(self.walk(self.start, NEVER, work), None) is not None

    def _walk(self, since: int, until: int, work: Work) -> Iterator[int]:
        if since >= until:
            return
        for year in range(year_of(since // DAY), LAST_YEAR + 1):
            midnight = _midnight(year)
            if midnight >= until:
                return
            for moment in self._years.year(year, work).since(max(since - midnight, 0)):
                work.spend()
                if midnight + moment >= until:
                    return
                yield midnight + moment


def implied(rule: Rule, start: datetime) -> Rule:
    """The rule with what it leaves to its start written out.

    RFC 5545, section 3.3.10, says that "information, not contained in the rule" is derived from the start; which, is
    settled by RFC 8984, section 4.3.3.1.
    """
    parts: dict[str, Sequence[object]] = {}
    if rule.freq > Frequency.SECONDLY and not rule.bysecond:
        parts["bysecond"] = [start.second]
    if rule.freq > Frequency.MINUTELY and not rule.byminute:
        parts["byminute"] = [start.minute]
    if rule.freq > Frequency.HOURLY and not rule.byhour:
        parts["byhour"] = [start.hour]
    has_days = bool(rule.bymonthday or rule.byday)
    match rule.freq:
        case Frequency.WEEKLY if not rule.byday:
            parts["byday"] = [_weekday(start)]
        case Frequency.MONTHLY if not has_days:
            parts["bymonthday"] = [start.day]
        case Frequency.YEARLY if not rule.byyearday:
            if not rule.bymonth and not rule.byweekno and (rule.bymonthday or not rule.byday):
                parts["bymonth"] = [start.month]
            if not has_days:
                parts |= {"byday": [_weekday(start)]} if rule.byweekno else {"bymonthday": [start.day]}
        case _:
            pass
    return replace(rule, **parts)  # pyright: ignore[reportArgumentType]  # each is of the type of its part


def _weekday(start: datetime) -> WeekdayNumber:
    return WeekdayNumber(Weekday(start.weekday()))


def _midnight(year: int) -> int:
    return first_day(year) * DAY


def _years(rule: Rule, start: datetime) -> Years:
    offsets = _offsets(rule)
    if rule.bysetpos and rule.freq > Frequency.DAILY:
        return PickedYears(rule, start, offsets)
    if rule.bysetpos:
        # The set of a period this short has the same shape every time.
        offsets = [offsets[index] for index in picked(rule.bysetpos, len(offsets))]
    is_daily = rule.freq > Frequency.WEEKLY or not offsets
    return PlainYears(rule, start, daily_clock(offsets) if is_daily else clock_of(rule, seconds_of(start), offsets))


def _offsets(rule: Rule) -> Sequence[int]:
    """When a rule strikes within the unit that it counts; within a day where it counts more than days."""
    hours = rule.byhour if rule.freq > Frequency.HOURLY else (0,)
    minutes = rule.byminute if rule.freq > Frequency.MINUTELY else (0,)
    seconds = rule.bysecond if rule.freq > Frequency.SECONDLY else (0,)
    return [hour * 3600 + minute * 60 + second for hour in hours for minute in minutes for second in seconds]

"""The days of a year as bits of a number: bit 0 is 1 January. What a rule says of days is then "and" and "or".

There are 28 kinds of year, by the weekday of 1 January and the leap years around, so each mask is made once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, datetime
from functools import cached_property

from kalends.features.calendars.recurrence.rule import Frequency, Rule, Weekday, WeekdayNumber

LAST_YEAR = MAXYEAR

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ALL_MONTHS = range(1, 13)
# Every seventh day, for a year and a week.
_SEVENTHS = sum(1 << 7 * week for week in range(54))


@dataclass(frozen=True, eq=False)
class Kind:
    """What makes two years alike: the weekday of 1 January, and whether they and their neighbours are leap years.

    There is one object of each kind.
    """

    first: int
    follows_leap: bool
    is_leap: bool
    precedes_leap: bool

    @cached_property
    def days(self) -> int:
        return 365 + self.is_leap

    @cached_property
    def all(self) -> int:
        return (1 << self.days) - 1

    def month(self, number: int) -> tuple[int, int]:
        """The first day of a month, from 1, and how many it has."""
        first = sum(_LENGTHS[: number - 1]) + (self.is_leap and number > 2)
        return first, _LENGTHS[number - 1] + (self.is_leap and number == 2)


def first_day(year: int) -> int:
    """The proleptic ordinal of its 1 January, as `date.toordinal` counts; also for the year after the last."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + 1


def year_of(day: int) -> int:
    """The year in which the day with this ordinal lies."""
    year = day * 400 // 146097 + 1
    return year if first_day(year) <= day else year - 1


def kind_of(year: int) -> Kind:
    return _CYCLE[year % len(_CYCLE)]


def days_in(mask: int, since: int = 0) -> Iterator[int]:
    """The days of a mask in order, from the day `since`."""
    mask >>= since
    while mask:
        lowest = mask & -mask
        yield since + lowest.bit_length() - 1
        mask ^= lowest


def months_in_turn(rule: Rule, start: datetime, year: int) -> Sequence[int]:
    """The months of a year whose turn it is by INTERVAL, where FREQ counts months or years; all where it does not."""
    match rule.freq:
        case Frequency.YEARLY:
            return _ALL_MONTHS if (year - start.year) % rule.interval == 0 else ()
        case Frequency.MONTHLY if rule.interval > 1:
            ahead = (start.year - year) * 12 + start.month - 1
            return range(ahead % rule.interval + 1, 13, rule.interval)
        case _:
            return _ALL_MONTHS


def days_of_months(kind: Kind, months: Sequence[int]) -> int:
    return kind.all if months is _ALL_MONTHS else _any(_run(*kind.month(number)) for number in months)


class MatchingDays:
    """The days that all BY-parts of a rule admit, for each kind of year. What its start implies must be in them."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._masks: dict[Kind, int] = {}

    def of(self, kind: Kind) -> int:
        mask = self._masks.get(kind)
        if mask is None:
            mask = self._masks[kind] = _matching_days(self._rule, kind)
        return mask


def _matching_days(rule: Rule, kind: Kind) -> int:
    mask = kind.all
    if rule.bymonth:
        mask &= days_of_months(kind, rule.bymonth)
    if rule.byweekno:
        mask &= _any(_week(kind, number, rule.wkst) for number in rule.byweekno)
    if rule.byyearday:
        mask &= _any(_nth(0, kind.days, number) for number in rule.byyearday)
    if rule.bymonthday:
        months = [kind.month(number) for number in rule.bymonth or _ALL_MONTHS]
        mask &= _any(_nth(first, days, number) for first, days in months for number in rule.bymonthday)
    if mask and rule.byday:
        mask &= _any(_weekday(kind, day, rule) for day in rule.byday)
    return mask


def _any(masks: Iterable[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union


def _run(first: int, days: int) -> int:
    """So many days on end; what lies before 1 January is cut off."""
    run = (1 << days) - 1
    return run << first if first >= 0 else run >> -first


def _nth(first: int, days: int, number: int) -> int:
    """The n-th of a stretch of days, from its end where negative."""
    index = number - 1 if number > 0 else days + number
    return 1 << first + index if 0 <= index < days else 0


def _weekday(kind: Kind, day: WeekdayNumber, rule: Rule) -> int:
    if not day.number:
        return _SEVENTHS << (day.weekday - kind.first) % 7 & kind.all
    if rule.freq == Frequency.MONTHLY or rule.bymonth:
        months = [kind.month(number) for number in rule.bymonth or _ALL_MONTHS]
        return _any(_nth_weekday(kind, first, days, day) for first, days in months)
    return _nth_weekday(kind, 0, kind.days, day)


def _nth_weekday(kind: Kind, first: int, days: int, day: WeekdayNumber) -> int:
    if day.number > 0:
        found = first + (day.weekday - kind.first - first) % 7 + 7 * (day.number - 1)
    else:
        last = first + days - 1
        found = last - (kind.first + last - day.weekday) % 7 + 7 * (day.number + 1)
    return 1 << found if first <= found < first + days else 0


def _week(kind: Kind, number: int, wkst: Weekday) -> int:
    """The days of such a year in the week with this number, be it a week of this year or of a neighbour's."""
    mask = 0
    before, after = 365 + kind.follows_leap, 365 + kind.precedes_leap
    years = ((-before, before), (0, kind.days), (kind.days, after))
    for offset, days in years:
        start = _first_week(kind.first + offset, wkst)
        weeks = (days + _first_week(kind.first + offset + days, wkst) - start) // 7
        index = number - 1 if number > 0 else weeks + number
        if 0 <= index < weeks:
            mask |= _run(offset + start + 7 * index, 7)
    return mask & kind.all


def _first_week(first: int, wkst: Weekday) -> int:
    """Where week 1 begins, seen from a 1 January with this weekday: it is the first with four days in the year."""
    into = (first - wkst) % 7
    return -into if into <= 3 else 7 - into


def _cycle() -> list[Kind]:
    """The kinds of 400 years, after which the Gregorian calendar comes again, weekdays and all."""
    kinds: dict[tuple[int, bool, bool, bool], Kind] = {}
    cycle: list[Kind] = []
    for year in range(400):
        traits = ((first_day(year + 400) - 1) % 7, _is_leap(year - 1), _is_leap(year), _is_leap(year + 1))
        cycle.append(kinds.setdefault(traits, Kind(*traits)))
    return cycle


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


_CYCLE = _cycle()

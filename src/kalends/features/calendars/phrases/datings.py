"""A day and a month, and maybe a year, as days: those that are, the next of a kind, or what is around what is none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from kalends.features.calendars.phrases.almanac import days_of, month_after
from kalends.features.calendars.phrases.grammar import Senses
from kalends.features.calendars.phrases.pieces import DAY, Days
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

_MONTHS = 12
MOST_DAYS = 31
_LEAP = 29
# How far "Friday the 13th" is looked for.
_MONTHS_AHEAD = 24


def dated(year: int | None, month: int, day: int, today: date) -> Days | None:
    """The date, or the next of its kind; where there is none, the days around it, to be asked."""
    if not (1 <= month <= _MONTHS and 1 <= day <= MOST_DAYS):
        return None
    chosen = year if year is not None else today.year + ((month, day) < (today.month, today.day))
    if day > days_of(chosen, month):
        last = date(chosen, month, days_of(chosen, month))
        around = Days.on(last, last + DAY, question=Question.NO_SUCH_DATE)
        if (month, day) == (2, _LEAP) and year is None:
            leap = next(later for later in range(chosen, chosen + 9) if days_of(later, 2) == _LEAP)
            around = Days.on(last, last + DAY, date(leap, 2, _LEAP), question=Question.NO_SUCH_DATE)
        return replace(around, month=month, month_day=day)
    return replace(Days.on(date(chosen, month, day)), month=month, month_day=day)


def day_of_month(day: int, today: date) -> Days | None:
    if not 1 <= day <= MOST_DAYS:
        return None
    return replace(Days.on(next(such_days(day, today))), month_day=day)


def such_days(day: int, today: date) -> Iterator[date]:
    for ahead in range(_MONTHS_AHEAD):
        year, month = month_after(today.year, today.month, ahead)
        if day <= days_of(year, month) and date(year, month, day) >= today:
            yield date(year, month, day)


def whole(value: Any) -> int | None:
    return int(value) if value is not None and value == int(value) else None


def as_days(days: Days | None) -> Senses | None:
    return None if days is None else {Sort.DAYS: days}

"""The arithmetic of calendars: months, weeks and Easter."""

from calendar import monthrange
from datetime import date

from kalends.features.calendars.phrases.pieces import DAY, WEEK, Days, Length

_MONTHS = 12
# The last year that is read; what lies beyond is no date people mean.
_LAST_YEAR = 2200


def month_after(year: int, month: int, months: int = 1) -> tuple[int, int]:
    number = year * _MONTHS + month - 1 + months
    return number // _MONTHS, number % _MONTHS + 1


def days_of(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def whole_month(year: int, month: int) -> Days:
    return Days.period(date(year, month, 1), date(*month_after(year, month), 1))


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth of the month's, counted from its end where negative."""
    days = [date(year, month, day) for day in range(1, days_of(year, month) + 1)]
    such = [day for day in days if day.weekday() == weekday]
    return such[nth - 1 if nth > 0 else nth] if abs(nth) <= len(such) and nth else None


def coming(weekday: int, today: date) -> date:
    """The first such day after today."""
    return today + ((weekday - today.weekday() - 1) % WEEK + 1) * DAY


def monday_of(day: date) -> date:
    return day - day.weekday() * DAY


def later(day: date, length: Length, sign: int = 1) -> date | None:
    year, month = month_after(day.year, day.month, sign * length.months)
    if not 1900 <= year < _LAST_YEAR:
        return None
    moved = date(year, month, min(day.day, days_of(year, month))) + sign * length.days * DAY
    return moved if moved.year < _LAST_YEAR else None


def easter(year: int) -> date:
    """Of the Western churches: the Sunday after the first full moon of spring (Meeus, Astronomical Algorithms, 8)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)

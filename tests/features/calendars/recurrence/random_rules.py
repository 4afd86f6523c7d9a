"""Random rules with every FREQ and part, valid by RFC 5545, and starts where calendars go wrong."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from kalends.features.calendars.recurrence import Frequency, Rule, Weekday, WeekdayNumber

INTERVALS = (1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 18, 24, 25, 49, 53, 60, 61, 90, 97)
# How far one looks, so that a look at every moment ends.
SPANS = {
    Frequency.SECONDLY: timedelta(hours=30),
    Frequency.MINUTELY: timedelta(days=4),
    Frequency.HOURLY: timedelta(days=120),
    Frequency.DAILY: timedelta(days=1500),
    Frequency.WEEKLY: timedelta(days=2500),
    Frequency.MONTHLY: timedelta(days=4000),
    Frequency.YEARLY: timedelta(days=366 * 16),
}
# Ends of years and months, leap days, weeks that lie in two years, years with 53 weeks.
STARTS = (
    datetime(1997, 9, 2, 9),
    datetime(1999, 12, 31, 23, 59, 58),
    datetime(2000, 2, 29, 12),
    datetime(2004, 1, 31, 8, 30),
    datetime(2008, 12, 29, 18),
    datetime(2012, 12, 31, 6, 15, 45),
    datetime(2015, 2, 28, 23, 30),
    datetime(2020, 2, 29, 0, 0, 1),
    datetime(2021, 1, 3, 17),
    datetime(2024, 5, 31, 10, 10, 10),
    datetime(2026, 3, 29, 2, 30),
)


def random_rule(draw: random.Random) -> tuple[Rule, datetime]:
    """A rule and its start."""
    freq = draw.choices(list(Frequency), (1, 2, 3, 4, 4, 5, 6))[0]
    parts: dict[str, Sequence[int]] = {}

    def give(part: str, chance: float, lowest: int, highest: int, most: int = 4) -> None:
        if draw.random() < chance:
            numbers = [number for number in range(lowest, highest + 1) if number]
            numbers += [0] if lowest == 0 else []
            parts[part] = draw.sample(numbers, draw.randint(1, min(most, len(numbers))))

    give("bymonth", 0.3, 1, 12)
    give("byhour", 0.25, 0, 23)
    give("byminute", 0.2, 0, 59)
    give("bysecond", 0.15, 0, 59)
    if freq == Frequency.YEARLY:
        give("byweekno", 0.2, -53, 53, most=6)
    if freq not in (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY):
        give("byyearday", 0.15, -366, 366, most=60)
    if freq != Frequency.WEEKLY:
        give("bymonthday", 0.25, -31, 31, most=8)
    byday = _weekdays(draw, freq, has_weeks="byweekno" in parts) if draw.random() < 0.35 else []
    if parts or byday:
        give("bysetpos", 0.2, -6, 6)
    rule = Rule(
        freq=freq,
        interval=draw.choice(INTERVALS),
        wkst=draw.choice(list(Weekday)),
        byday=byday,
        **parts,  # pyright: ignore[reportArgumentType]
    )
    return rule, draw.choice(STARTS) + timedelta(days=draw.choice((0, 0, 1, 3, 40)))


def _weekdays(draw: random.Random, freq: Frequency, *, has_weeks: bool) -> list[WeekdayNumber]:
    most = 0
    if not has_weeks and draw.random() < 0.5:
        most = {Frequency.MONTHLY: 5, Frequency.YEARLY: 53}.get(freq, 0)
    days = draw.sample(list(Weekday), draw.randint(1, 4))
    return [WeekdayNumber(day, draw.choice([n for n in range(-most, most + 1) if n] or [0])) for day in days]

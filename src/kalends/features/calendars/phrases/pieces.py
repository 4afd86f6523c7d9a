"""Pieces of a reading. Each keeps all that its words could mean; what is left open is settled, or asked, at the end."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from kalends.features.calendars.phrases.reading import Question

DAY = timedelta(days=1)
HOUR = 60
NOON = 12 * HOUR
MIDNIGHT = 24 * HOUR
WEEK = 7

# Half-open, in days.
Span = tuple[date, date]
# What people mean by a part of the day, in minutes on the wall.
PARTS: dict[str, tuple[int, int]] = {
    "breakfast": (8 * HOUR, 10 * HOUR),
    "morning": (9 * HOUR, NOON),
    "lunch": (NOON, 14 * HOUR),
    "afternoon": (13 * HOUR, 17 * HOUR),
    "dinner": (18 * HOUR, 21 * HOUR),
    "evening": (18 * HOUR, 21 * HOUR),
    "night": (21 * HOUR, MIDNIGHT),
}
# The first hour that each part puts into the afternoon; earlier ones are of the early morning.
_FROM_HOUR = {
    "morning": 12,
    "breakfast": 12,
    "am": 12,
    "lunch": 0,
    "afternoon": 0,
    "pm": 0,
    "dinner": 4,
    "show": 4,
    "evening": 4,
    "night": 6,
}
# Which hours some people at least would put into it; those after midnight are of its night.
_HOURS_OF = {
    "morning": (0, 13 * HOUR),
    "am": (0, 13 * HOUR),
    "lunch": (10 * HOUR, 16 * HOUR),
    "afternoon": (11 * HOUR, 21 * HOUR),
    "evening": (15 * HOUR, 27 * HOUR),
    "night": (17 * HOUR, 31 * HOUR),
}
# A concert or a film at that hour may be before noon.
_MATINEES = range(10, NOON // HOUR)
# Lunch at 11:30 is before noon, and so is what some call eleven in the day.
_TO_HOUR = {"lunch": 9, "afternoon": 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day in minutes after midnight, 24:00 included. Open: the half of the day was not said."""

    options: tuple[int, ...]
    is_open: bool = False
    # From this hour on an open one is taken for the morning's without asking.
    morning_from: int = 8
    # Written as where people write 17:30: an early one is the morning's, unless its half is said as well.
    is_early: bool = False
    question: Question | None = None

    @classmethod
    def exactly(cls, minute: int) -> Self:
        return cls(options=(minute,))

    @classmethod
    def of_24_hours(cls, minute: int) -> Self:
        return cls(options=(minute,), is_early=HOUR <= minute < NOON + HOUR)

    @classmethod
    def hour(cls, hour: int, minute: int = 0, *, morning_from: int = 8) -> Self:
        """As said without its half: hours from 13 on, and 0, leave no choice."""
        is_open = 1 <= hour <= 12
        return cls(options=(hour * HOUR + minute,), is_open=is_open, morning_from=morning_from)

    def within(self, part: str | None) -> Self:
        """The same in the half of the day that the part names."""
        if self.question is Question.WHICH_MIDNIGHT and part in ("evening", "night", "dinner", "today"):
            return replace(self, options=(MIDNIGHT,), question=None)
        if part == "late" and self.is_open:
            return replace(self, morning_from=NOON // HOUR)
        if part not in _FROM_HOUR or not (self.is_open or self.is_early):
            return self
        if part == "show" and self.options[0] // HOUR in _MATINEES:
            # Before noon, unless it was said without the half of its day.
            return replace(self, morning_from=NOON // HOUR) if self.is_open else self
        minute = self.options[0] % NOON
        hour = minute // HOUR
        if part in ("am", "morning", "breakfast"):
            # Twelve in the morning is noon for people; 12 am is midnight.
            settled = minute + NOON if part == "morning" and hour == 0 else minute
        elif part in ("evening", "night") and hour == 0:
            settled = minute + MIDNIGHT
        elif part in ("dinner", "show") and hour == 0:
            settled = minute + NOON  # what is named so may be at noon
        else:
            settled = minute + NOON if _FROM_HOUR[part] <= hour < _TO_HOUR.get(part, 12) else minute
        return replace(self, options=(settled,), is_open=False, is_early=False)

    def is_at_odds_with(self, part: str) -> bool:
        """15:00 at night."""
        if self.is_open or self.is_early or part not in _HOURS_OF:
            return False
        first, end = _HOURS_OF[part]
        return not any(first <= minute < end for minute in (self.options[0], self.options[0] + MIDNIGHT))

    def settled(self) -> Self:
        """Both halves where either could be meant, the likelier first."""
        if not self.is_open:
            return self
        minute = self.options[0] % NOON
        hour = minute // HOUR
        if hour == 0:
            return replace(self, options=(minute + NOON,), is_open=False)
        if hour >= self.morning_from:
            return replace(self, options=(minute,), is_open=False)
        return replace(self, options=(minute + NOON, minute), is_open=False, question=Question.HALF_OF_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From one time of day to another, maybe past midnight. A window is for something within it."""

    start: Clock
    end: Clock
    is_window: bool = False

    def within(self, part: str | None) -> Self:
        return replace(self, start=self.start.within(part), end=self.end.within(part))

    def options(self) -> tuple[tuple[int, int], ...]:
        """Starts and ends in minutes of the first day, the end after the start."""
        starts = self._starts()
        return tuple((start, end) for start in starts for end in self._ends(start))

    def _starts(self) -> tuple[int, ...]:
        ends_the_day = self.is_window and self.end.options == (MIDNIGHT,)
        if not self.start.is_open or self.end.is_open or ends_the_day:
            return self.start.settled().options
        # "2 to 4pm": the nearest one before the end.
        end = self.end.options[0]
        early = self.start.options[0] % NOON
        return (early + NOON,) if early + NOON < end else (early,)

    def _ends(self, start: int) -> tuple[int, ...]:
        if self.end.is_open:
            early = self.end.options[0] % NOON
            return (next(end for end in (early, early + NOON, early + MIDNIGHT) if end > start),)
        # Midnight ends what came before it.
        ends = self.end.options[-1:] if self.end.question is Question.WHICH_MIDNIGHT else self.end.options
        return tuple(end if end > start else end + MIDNIGHT for end in ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long, in minutes, or in days or months where hours don't count."""

    minutes: int = 0
    days: int = 0
    months: int = 0

    @classmethod
    def of(cls, count: float, unit: str) -> Self:
        match unit:
            case "minute":
                return cls(minutes=round(count))
            case "hour":
                return cls(minutes=round(count * HOUR))
            case "day":
                return cls(days=round(count))
            case "week":
                return cls(days=round(count * WEEK))
            case "month":
                return cls(months=round(count))
            case _:
                return cls(months=round(count * 12))

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            minutes=self.minutes + other.minutes,
            days=self.days + other.days,
            months=self.months + other.months,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days or spans of days: those of one option are all meant, of several options one is."""

    options: tuple[tuple[Span, ...], ...]
    weekdays: tuple[int, ...] = ()
    month: int | None = None
    month_day: int | None = None
    # A week, a month: something within it is meant, not all of it.
    is_period: bool = False
    # A weekday without "next" or "this": another's week may move it, and today's may have passed.
    is_plain: bool = False
    # "Le lundi": every one, or the coming one.
    is_habit: bool = False
    question: Question | None = None

    @classmethod
    def on(cls, *days: date, question: Question | None = None) -> Self:
        """One of these days."""
        return cls(options=tuple(((day, day + DAY),) for day in days), question=question)

    @classmethod
    def period(cls, first: date, end: date) -> Self:
        return cls(options=(((first, end),),), is_period=True)

    @property
    def is_single(self) -> bool:
        return not self.is_period and all(
            len(spans) == 1 and spans[0][1] - spans[0][0] == DAY for spans in self.options
        )

    @property
    def first(self) -> date:
        return self.options[0][0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A recurrence as far as its own words say it."""

    frequency: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    # Which of the month's weekdays, from 1 or from −1; none for all.
    nths: tuple[int, ...] = ()
    # From 1, or from −1.
    month_days: tuple[int, ...] = ()
    month: int | None = None
    part: str | None = None
    is_every: bool = True
    question: Question | None = None

"""What a phrase means: one reading, or the question that must be asked first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kalends.core.time import Interval


class ReadingKind(StrEnum):
    POINT = "point"
    RECURRENCE = "recurrence"
    WINDOWS = "windows"
    DAY = "day"
    NONE = "none"
    ASK = "ask"


class Question(StrEnum):
    """Why there is no one reading."""

    HALF_OF_DAY = "half_of_day"  # three: in the night, or in the afternoon
    WHICH_DAY = "which_day"  # Wednesday, said on a Wednesday
    WHICH_MIDNIGHT = "which_midnight"
    DATE_ORDER = "date_order"  # 05/12, where nobody said whose order
    NO_SUCH_DATE = "no_such_date"
    NO_SUCH_TIME = "no_such_time"
    WEEKDAY_DIFFERS = "weekday_differs"  # Monday 20 November, a Friday
    SKIPPED_TIME = "skipped_time"  # clocks go forward over it
    REPEATED_TIME = "repeated_time"  # clocks go back over it
    WHICH_ZONE = "which_zone"
    SEVERAL = "several"  # several times, of which one is to be chosen
    VAGUE = "vague"  # early next week


class ChipKind(StrEnum):
    TIME = "time"
    DAY = "day"
    DURATION = "duration"
    RECURRENCE = "recurrence"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Which words were read, `said[start:end]`, and as what."""

    kind: ChipKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """By kind: a point has `start` and maybe `end`; a recurrence has `rule` (RFC 5545, section 3.3.10) and its first
    occurrence, `start` and maybe `end`, or `day` where no time was said; windows have `windows`, half-open; a day has
    `day`; ask has `question` and the `alternatives`, likeliest first, which may be none.

    Instants are in UTC; `zone` is whose wall they were said on. `duration` is what was said, also beside windows, a day
    or nothing. `title` is what remains of the words. `confidence` is between 0 and 1: below 1, something was guessed.
    """

    kind: ReadingKind
    zone: str
    start: datetime | None = None
    end: datetime | None = None
    rule: str | None = None
    day: date | None = None
    windows: tuple[Interval, ...] = ()
    duration: timedelta | None = None
    title: str = ""
    confidence: float = 1.0
    question: Question | None = None
    alternatives: tuple["Reading", ...] = ()
    chips: tuple[Chip, ...] = ()

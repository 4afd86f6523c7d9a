"""Wall times become instants here, and a wall time that clocks skip or show twice becomes a question."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from kalends.core.time import Interval, zone
from kalends.features.calendars.phrases.pieces import DAY, MIDNIGHT, Span
from kalends.features.calendars.phrases.reading import Question, Reading, ReadingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Readings that one group of pieces allows; more than one, or a question, and it is asked."""

    readings: tuple[Reading, ...]
    question: Question | None = None

    @classmethod
    def asking(cls, question: Question) -> "Outcome":
        return cls(readings=(), question=question)

    @property
    def is_clear(self) -> bool:
        return self.question is None and len(self.readings) == 1


def together(outcomes: list[Outcome], question: Question | None = None) -> Outcome:
    """All of them as alternatives, each reading once."""
    readings = tuple(dict.fromkeys(reading for outcome in outcomes for reading in outcome.readings))
    asked = question or next((outcome.question for outcome in outcomes if outcome.question), None)
    return Outcome(readings=readings, question=asked if len(readings) != 1 or asked in _EVEN_ALONE else None)


# What is asked although one reading is left: it was not what was said.
_EVEN_ALONE = frozenset(
    {
        Question.NO_SUCH_DATE,
        Question.NO_SUCH_TIME,
        Question.WEEKDAY_DIFFERS,
        Question.SKIPPED_TIME,
        Question.VAGUE,
        Question.DATE_ORDER,
    }
)


def wall(day: date, minute: int) -> datetime:
    """Minutes may reach into the days that follow."""
    days, minutes = divmod(minute, MIDNIGHT)
    return datetime.combine(day + days * DAY, time(minutes // 60, minutes % 60))


def instants(local: datetime, zone_name: str) -> tuple[tuple[datetime, ...], Question | None]:
    """The one instant of a wall time; both where it is shown twice; those around it where it is skipped."""
    there = zone(zone_name)
    first, second = (local.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return (first,), None
    if first.astimezone(there).replace(tzinfo=None) != local:
        return tuple(sorted((first, second))), Question.SKIPPED_TIME
    return (first, second), Question.REPEATED_TIME


def instant(local: datetime, zone_name: str) -> datetime:
    return instants(local, zone_name)[0][0]


def point(day: date, start: int, end: int | None, length: timedelta | None, zone_name: str) -> Outcome:
    """One start on that day's wall; its end as said, or after the length."""
    starts, question = instants(wall(day, start), zone_name)
    asked = question
    readings: list[Reading] = []
    for begun in starts:
        ended = begun + length if length is not None else None
        if end is not None:
            ends, end_question = instants(wall(day, end), zone_name)
            ended = ends[0]
            asked = asked or end_question
        if ended is not None and ended <= begun:
            ended = None
        readings.append(Reading(kind=ReadingKind.POINT, zone=zone_name, start=begun, end=ended, duration=length))
    return Outcome(readings=tuple(readings), question=asked)


def window(day: date, start: int, end: int, zone_name: str) -> Interval:
    return Interval(instant(wall(day, start), zone_name), instant(wall(day, end), zone_name))


def days_window(span: Span, zone_name: str) -> Interval:
    return Interval(instant(wall(span[0], 0), zone_name), instant(wall(span[1], 0), zone_name))


def titled(reading: Reading, **fields: object) -> Reading:
    """The reading and all its alternatives with the same title and so on."""
    inner = tuple(titled(one, **fields) for one in reading.alternatives)
    return replace(reading, alternatives=inner, **fields)  # pyright: ignore[reportArgumentType]  # fields of Reading

"""The reading of a phrase as the sentence field shows it: chips, and a question with the answers to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kalends.adapters.web.recurrence_words import rule_label
from kalends.adapters.web.times import (
    MONTHS,
    clock,
    day_label,
    duration_label,
    instant_label,
    iso,
    range_label,
    span_label,
    zone_short,
)
from kalends.core.time import Interval, zone
from kalends.features.calendars.phrases.reading import Question, Reading, ReadingKind

View = dict[str, Any]

# More would hide the field; the rest is counted.
MAX_WINDOWS = 3

# Questions that a meeting answers itself: it offers all of these times.
TO_BE_OFFERED = (Question.SEVERAL, Question.WHICH_DAY)
QUESTIONS: dict[Question, str] = {
    Question.HALF_OF_DAY: "Before noon, or after?",
    Question.WHICH_DAY: "Which day?",
    Question.WHICH_MIDNIGHT: "Which midnight?",
    Question.DATE_ORDER: "Which date?",
    Question.NO_SUCH_DATE: "There is no such date.",
    Question.NO_SUCH_TIME: "No clock shows that time.",
    Question.WEEKDAY_DIFFERS: "The date is another weekday.",
    Question.SKIPPED_TIME: "Clocks go forward over that time.",
    Question.REPEATED_TIME: "Clocks show that time twice.",
    Question.WHICH_ZONE: "In which time zone?",
    Question.SEVERAL: "Which of these?",
    Question.VAGUE: "When exactly?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """On which zone's wall a reading is shown, and when it is read."""

    zone: str
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(zone(self.zone)).date()


def reading_view(reading: Reading, wall: Wall, *, takes_several: bool = False) -> View:
    """The `reading` of sentence.html. What `takes_several` times, such as a meeting, does not ask which of them."""
    if takes_several and reading.question in TO_BE_OFFERED:
        times = [chip for one in reading.alternatives for chip in _when(one, wall)]
        return {"chips": [*times, *_rest(reading)], "question": None, "alternatives": []}
    if reading.kind is ReadingKind.ASK:
        assert reading.question is not None
        return {
            "chips": list(_rest(reading)),
            "question": QUESTIONS[reading.question],
            "alternatives": [{"value": key_of(one), "label": label_of(one, wall)} for one in reading.alternatives],
        }
    return {"chips": [*_when(reading, wall), *_rest(reading)], "question": None, "alternatives": []}


def chosen(reading: Reading, key: str) -> Reading:
    """The alternative of that key, as if it had been said so plainly; the question stays where none is."""
    one = next((one for one in reading.alternatives if key_of(one) == key), None)
    return reading if one is None else replace(one, confidence=1.0, chips=reading.chips)


def key_of(reading: Reading) -> str:
    """The same for the same reading, however often the phrase is read."""
    ends = [iso(one) for one in (reading.start, reading.end) if one]
    windows = [f"{iso(one.start)}/{iso(one.end)}" for one in reading.windows]
    days = [reading.day.isoformat()] if reading.day else []
    rule = [reading.rule] if reading.rule else []
    return " ".join([reading.kind, *rule, *days, *ends, *windows, reading.zone])


def label_of(reading: Reading, wall: Wall) -> str:
    return ", ".join(chip["label"] for chip in _when(reading, wall))


def _when(reading: Reading, wall: Wall) -> Iterator[View]:
    match reading:
        case Reading(kind=ReadingKind.RECURRENCE, rule=str() as rule):
            yield _chip("recurrence", _capital(rule_label(rule)))
            yield _chip("time", f"First: {_first(reading, wall)}")
        case Reading(windows=(_, *_) as windows):
            yield from (_chip("time", _window_label(one, wall)) for one in windows[:MAX_WINDOWS])
            if len(windows) > MAX_WINDOWS:
                yield _chip("time", f"and {len(windows) - MAX_WINDOWS} more")
        case Reading(start=datetime()) | Reading(day=date()):
            yield _chip("time", _first(reading, wall))
        case _:
            return
    if reading.start is not None and reading.zone != wall.zone:
        said = reading.start.astimezone(zone(reading.zone))
        yield _chip("zone", f"{clock(said)} in {zone_short(reading.zone)}")


def _first(reading: Reading, wall: Wall) -> str:
    """Friday 12:30–13:15, or the day alone."""
    if reading.start is None:
        assert reading.day is not None
        return day_label(reading.day, wall.today)
    if reading.end is None:
        return instant_label(reading.start, wall.zone, wall.now)
    return _window_label(Interval(reading.start, reading.end), wall)


def _window_label(window: Interval, wall: Wall) -> str:
    """Whole days as days, others with their hours."""
    there = zone(wall.zone)
    start, end = window.start.astimezone(there), window.end.astimezone(there)
    if start.timetz() == end.timetz() == start.timetz().replace(hour=0, minute=0):
        return _days_label(window, start, end, wall)
    return f"{day_label(start.date(), wall.today)} {range_label(window, wall.zone)}"


def _days_label(window: Interval, start: datetime, end: datetime, wall: Wall) -> str:
    is_month = start.day == end.day == 1 and (end.year * 12 + end.month) - (start.year * 12 + start.month) == 1
    return (
        f"{MONTHS[start.month - 1]} {start.year}"
        if is_month
        else span_label(window.start, window.end, wall.zone, wall.now)
    )


def _rest(reading: Reading) -> Iterator[View]:
    if reading.duration is not None and (reading.end is None or reading.kind is ReadingKind.ASK):
        yield _chip("duration", duration_label(reading.duration))
    if reading.title:
        yield _chip("title", reading.title)


def _chip(kind: str, label: str) -> View:
    return {"kind": kind, "label": label}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Days and the hours on them as windows."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from kalends.core.time import Interval, merge
from kalends.features.calendars.phrases.pieces import DAY, MIDNIGHT, PARTS, Clock, Length, Range, Span
from kalends.features.calendars.phrases.reading import Question, Reading, ReadingKind
from kalends.features.calendars.phrases.said import Group, Said
from kalends.features.calendars.phrases.walls import Outcome, days_window, together, window

# A quarter; windows on more days are asked about.
MOST_DAYS = 93


def minutes(length: Length | None) -> timedelta | None:
    return timedelta(minutes=length.minutes) if length is not None and length.minutes else None


def on_days(
    spans: tuple[Span, ...],
    group: Group,
    weekdays: Sequence[int],
    what: Said,
    zone_name: str,
    time: Range | Clock | None = None,
) -> Outcome:
    if isinstance(time, Range):
        outcomes = [_hours(spans, [(start, end)], weekdays, what, zone_name) for start, end in time.options()]
        return together(outcomes, time.start.settled().question if len(outcomes) > 1 else None)
    if group.parts or len(weekdays) < 7:
        return _hours(spans, [PARTS[part] for part in group.parts] or [(0, MIDNIGHT)], weekdays, what, zone_name)
    whole = merge(days_window(span, zone_name) for span in spans)
    return _of_windows(whole, what, zone_name)


def _hours(
    spans: tuple[Span, ...], hours: list[tuple[int, int]], weekdays: Sequence[int], what: Said, zone_name: str
) -> Outcome:
    days = [day for day in each_day(spans) if day.weekday() in weekdays]
    if not days or len(days) > MOST_DAYS:
        return Outcome.asking(Question.WHICH_DAY)
    found = merge(window(day, start, end, zone_name) for day in days for start, end in hours if start < end)
    return _of_windows(found, what, zone_name)


def _of_windows(windows: tuple[Interval, ...], what: Said, zone_name: str) -> Outcome:
    length = minutes(what.length)
    return Outcome(readings=(Reading(kind=ReadingKind.WINDOWS, zone=zone_name, windows=windows, duration=length),))


def joined(outcomes: list[Outcome], zone_name: str) -> Outcome:
    """Tuesday 10–12 or Thursday 14–16: windows, since a time in either would do."""
    windows: list[Interval] = []
    for reading in (outcome.readings[0] for outcome in outcomes):
        match reading:
            case Reading(day=date() as day):
                windows.append(days_window((day, day + DAY), zone_name))
            case Reading(start=datetime() as start, end=datetime() as end):
                windows.append(Interval(start, end))
            case _:
                windows += reading.windows
    first = outcomes[0].readings[0]
    return Outcome(
        readings=(Reading(kind=ReadingKind.WINDOWS, zone=zone_name, windows=merge(windows), duration=first.duration),)
    )


def whole_day(spans: tuple[Span, ...], what: Said, zone_name: str) -> Outcome:
    day = spans[0][0]
    if what.length is not None and what.length.days > 1:
        whole = days_window((day, day + what.length.days * DAY), zone_name)
        return Outcome(readings=(Reading(kind=ReadingKind.WINDOWS, zone=zone_name, windows=(whole,)),))
    return Outcome(readings=(Reading(kind=ReadingKind.DAY, zone=zone_name, day=day, duration=minutes(what.length)),))


def each_day(spans: tuple[Span, ...]) -> list[date]:
    return [start + number * DAY for start, end in spans for number in range(min((end - start).days, MOST_DAYS + 1))]

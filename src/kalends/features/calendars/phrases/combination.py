"""Pieces into readings: days with their times, side by side as they were said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kalends.core.time import Interval, merge
from kalends.features.calendars.phrases import recurrences
from kalends.features.calendars.phrases.grammar import Here, Term
from kalends.features.calendars.phrases.pieces import (
    DAY,
    HOUR,
    MIDNIGHT,
    PARTS,
    Clock,
    Days,
    Length,
    Range,
    Repeat,
    Span,
)
from kalends.features.calendars.phrases.reading import Kind, Question, Reading
from kalends.features.calendars.phrases.repeats import WORKDAYS
from kalends.features.calendars.phrases.sorts import Sort
from kalends.features.calendars.phrases.walls import Outcome, days_window, point, together, wall, window

# A quarter; windows on more days are asked about.
_MOST_DAYS = 93
# As many as people read before they would rather choose from a calendar.
MOST_ALTERNATIVES = 6
_EACH_DAY = Repeat(frequency="DAILY")
# Until then it is still the night of the day before.
_SMALL_HOURS = 5 * HOUR


@dataclass(slots=True)
class Group:
    """A day and a time that belong together; either may be missing."""

    days: Days | None = None
    # "To Sunday 5pm": the end of what began in the group before.
    is_end: bool = False
    time: Clock | Range | None = None
    parts: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All pieces of a phrase, sorted."""

    groups: Sequence[Group]
    repeats: Sequence[Repeat]
    length: Length | None
    until: Days | None
    begin: Days | None
    count: int | None
    moment: int | None
    doubt: Question | None
    is_workdays: bool
    # Whether "or", "and" or a comma stands somewhere.
    is_joined: bool
    context: str | None

    @property
    def is_empty(self) -> bool:
        has_days = any(group.days is not None or group.time is not None for group in self.groups)
        return not (has_days or self.repeats or self.moment is not None or self.doubt)


def said(terms: Sequence[Term]) -> Said:
    repeats: list[Repeat] = [term.senses[Sort.REPEAT] for term in terms if Sort.REPEAT in term.senses]
    first = _firsts(terms)
    bounds = {Sort.UNTILDAY, Sort.FROMDAY} if repeats else set[Sort]()
    groups = list(_groups(terms, bounds))
    return Said(
        groups=groups,
        repeats=repeats,
        length=first.get(Sort.LENGTH),
        until=first.get(Sort.UNTILDAY) if repeats else None,
        begin=first.get(Sort.FROMDAY) if repeats else None,
        count=first.get(Sort.COUNT) if repeats else None,
        moment=first.get(Sort.MOMENT),
        doubt=first.get(Sort.DOUBT) or (Question.VAGUE if _is_endless(first, groups) else None),
        is_workdays=Sort.WORKDAY in first,
        is_joined=not {Sort.OR, Sort.AND, Sort.SEP}.isdisjoint(first),
        context=first.get(Sort.CONTEXT),
    )


def _is_endless(first: dict[Sort, Any], groups: Sequence[Group]) -> bool:
    """From Monday on: when, is not said."""
    return Sort.FROMDAY in first and Sort.REPEAT not in first and all(group.time is None for group in groups)


def _firsts(terms: Sequence[Term]) -> dict[Sort, Any]:
    first: dict[Sort, Any] = {}
    for term in terms:
        for sort, value in term.senses.items():
            first.setdefault(sort, value)
    return first


def _groups(terms: Sequence[Term], bounds: set[Sort]) -> Iterator[Group]:
    """A second day, or a second time, begins a new group."""
    group = Group()
    for term in terms:
        days = next(
            (term.senses[sort] for sort in (Sort.DAYS, Sort.UNTILDAY, Sort.FROMDAY) if sort in term.senses), None
        )
        if days is not None and bounds.isdisjoint(term.senses):
            if group.days is not None:
                yield group
                group = Group()
            group.days, group.is_end = days, Sort.UNTILDAY in term.senses
        time = term.senses.get(Sort.CLOCK) or term.senses.get(Sort.RANGE)
        if time is not None:
            if group.time is not None:
                yield group
                group = Group()
            group.time = time
        part = term.senses.get(Sort.PART) or term.senses.get(Sort.PARTS)
        if part is not None:
            group.parts.append(part)
    yield group


def combined(what: Said, here: Here, zone_name: str) -> Outcome:
    """`here` is as the zone's wall shows it."""
    if what.moment is not None:
        return _moment(what, here, zone_name)
    if what.repeats:
        return _repeated(what, here, zone_name)
    groups = _completed(what.groups)
    outcomes = [_of_group(group, what, here, zone_name) for group in groups]
    if len(outcomes) < 2:
        outcome = outcomes[0] if outcomes else Outcome(readings=())
    elif len(outcomes) == 2 and groups[1].is_end and (lasting := _from_to(*outcomes)) is not None:
        outcome = Outcome(readings=(lasting,))
    elif what.is_joined and all(_is_span(group, outcome) for group, outcome in zip(groups, outcomes, strict=True)):
        outcome = _joined(outcomes, zone_name)
    else:
        outcome = together(outcomes, Question.SEVERAL)
    return outcome if what.doubt is None else replace(outcome, question=what.doubt)


def _from_to(begin: Outcome, end: Outcome) -> Reading | None:
    """From Friday 9am to Sunday 5pm."""
    if not (begin.is_clear and end.is_clear):
        return None
    start, last = begin.readings[0].start, end.readings[0].start
    if start is None or last is None or not start < last < start + _MOST_DAYS * DAY:
        return None
    return replace(begin.readings[0], end=last)


def _is_span(group: Group, outcome: Outcome) -> bool:
    is_window = outcome.is_clear and outcome.readings[0].kind in (Kind.WINDOWS, Kind.DAY)
    return is_window or (outcome.is_clear and isinstance(group.time, Range))


def _completed(groups: Sequence[Group]) -> list[Group]:
    """A time without its day is of the day before it, or of the one after, and of that one's part."""
    whole = [group for group in groups if group.days is not None or group.time is not None]
    for number, group in enumerate(whole):
        if group.days is None:
            near = [*whole[:number][::-1], *whole[number + 1 :]]
            other = next((other for other in near if other.days is not None), group)
            group.days, group.parts = other.days, group.parts or other.parts
    return whole


def _moment(what: Said, here: Here, zone_name: str) -> Outcome:
    assert what.moment is not None
    start = here.now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=what.moment)
    length = _minutes(what.length)
    end = None if length is None else start + length
    reading = Reading(kind=Kind.POINT, zone=zone_name, start=start, end=end, duration=length)
    if any(group.days is not None or group.time is not None for group in what.groups):
        return Outcome(readings=(reading,), question=Question.VAGUE)
    return Outcome(readings=(reading,), question=what.doubt)


def _minutes(length: Length | None) -> timedelta | None:
    return timedelta(minutes=length.minutes) if length is not None and length.minutes else None


def _repeated(what: Said, here: Here, zone_name: str) -> Outcome:
    days = [group.days for group in what.groups if group.days is not None]
    if list(what.repeats) == [_EACH_DAY] and any(not (one.is_single or one.is_period) for one in days):
        # On 5 and 6 December, each day from 9 to 4.
        return combined(replace(what, repeats=()), here, zone_name)
    repeat, rest = recurrences.merged(list(what.repeats), days)
    times = [group.time for group in what.groups if group.time is not None]
    part = next((group.parts[0] for group in what.groups if group.parts), what.context if times else None)
    repeat = replace(repeat, part=repeat.part or part)
    span = next((one for one in rest if one.is_period), None)
    if span is not None and not times and repeat.interval == 1 and repeat.frequency in ("DAILY", "WEEKLY"):
        return _filtered(repeat, span, what, zone_name)
    if len(times) > 1 or [one for one in rest if not one.is_single and one is not span]:
        return Outcome.asking(Question.SEVERAL)
    begin = what.begin or next((one for one in rest if one.is_single), None)
    frame = recurrences.Frame(
        repeat=repeat,
        clock=times[0] if times else None,
        length=what.length,
        until=what.until.options[0][-1][1] - DAY if what.until else span.options[0][0][1] - DAY if span else None,
        begin=begin.first if begin else span.first if span else None,
        count=what.count,
    )
    outcome = recurrences.recur(frame, here.now.replace(tzinfo=None), here.today, zone_name)
    asked = next((one.question for one in (begin, what.until) if one and one.question), None)
    if begin is not None and what.begin is None:
        # The quarterly review on 15 December: that one, or each?
        once = combined(replace(what, repeats=()), here, zone_name)
        return together([once, outcome], Question.SEVERAL)
    return replace(outcome, question=what.doubt or asked or outcome.question)


def _filtered(repeat: Repeat, span: Days, what: Said, zone_name: str) -> Outcome:
    """Mondays in January: the days of the span that the words pick."""
    weekdays = repeat.weekdays or tuple(range(7))
    group = Group(days=span, parts=[repeat.part] if repeat.part else [])
    return _windows(span.options[0], group, weekdays, what, zone_name)


def _of_group(group: Group, what: Said, here: Here, zone_name: str) -> Outcome:
    part = group.parts[0] if group.parts else what.context
    if group.days is not None and group.days.is_single and group.days.first == here.today:
        part = part or "today"
    time = _after_midnight(group.time.within(part), part) if group.time is not None else None
    days = group.days
    if days is None:
        assert time is not None
        if isinstance(time, Clock) and time.question is Question.WHICH_MIDNIGHT:
            time = Clock.exactly(MIDNIGHT)  # the next one
        days = _today_or_tomorrow(time, here)
    options = _not_passed(days, time, here)
    habit = Question.VAGUE if days.is_habit else None
    question = days.question or habit or (Question.WHICH_DAY if len(options) > 1 else None)
    outcomes = [_on(spans, group, time, what, zone_name, is_single=days.is_single) for spans in options]
    return together(outcomes, question or next((one.question for one in outcomes if one.question), None))


def _after_midnight(time: Clock | Range, part: str | None) -> Clock | Range:
    """Two o'clock tonight is tomorrow's."""
    if part not in ("evening", "night") or not isinstance(time, Clock) or max(time.settled().options) >= _SMALL_HOURS:
        return time
    return Clock(options=tuple(minute + MIDNIGHT for minute in time.settled().options))


def _today_or_tomorrow(time: Clock | Range, here: Here) -> Days:
    """The next time that the clock shows it."""
    starts = time.settled().options if isinstance(time, Clock) else tuple(start for start, _ in time.options())
    later = [start for start in starts if wall(here.today, start) > here.now.replace(tzinfo=None)]
    return Days.on(here.today if later else here.today + DAY)


def _not_passed(days: Days, time: Clock | Range | None, here: Here) -> tuple[tuple[Span, ...], ...]:
    """A weekday that is today's, without its time when that is over."""
    if not days.is_plain or time is None or len(days.options) == 1:
        return days.options
    starts = time.settled().options if isinstance(time, Clock) else tuple(start for start, _ in time.options())
    now = here.now.replace(tzinfo=None)
    return (
        tuple(spans for spans in days.options if any(wall(spans[0][0], start) > now for start in starts))
        or days.options
    )


def _on(
    spans: tuple[Span, ...], group: Group, time: Clock | Range | None, what: Said, zone_name: str, *, is_single: bool
) -> Outcome:
    length = _minutes(what.length)
    weekdays = WORKDAYS if what.is_workdays else tuple(range(7))
    match time:
        case Clock():
            days = [day for day in _each(spans) if day.weekday() in weekdays]
            settled = time.settled()
            outcomes = [
                point(day, minute, None, length, zone_name)
                for day in days[:MOST_ALTERNATIVES]
                for minute in settled.options
            ]
            question = None if is_single and len(days) == 1 else Question.WHICH_DAY
            return together(outcomes, question or settled.question)
        case Range() if is_single and not time.is_window:
            day = spans[0][0]
            outcomes = [point(day, start, end, None, zone_name) for start, end in time.options()]
            if length is not None and len(outcomes) == 1 and _is_longer(outcomes[0], length):
                return _windows(spans, group, weekdays, what, zone_name, time)
            return together(outcomes, time.start.settled().question if len(outcomes) > 1 else None)
        case Range() | None if time is not None or group.parts or not is_single or what.is_workdays:
            return _windows(spans, group, weekdays, what, zone_name, time)
        case _:
            return _day(spans, what, zone_name)


def _is_longer(outcome: Outcome, length: timedelta) -> bool:
    """Friday 9 to 5 for an hour is a window."""
    one = outcome.readings[0]
    return one.start is not None and one.end is not None and one.end - one.start > length


def _day(spans: tuple[Span, ...], what: Said, zone_name: str) -> Outcome:
    day = spans[0][0]
    if what.length is not None and what.length.days > 1:
        whole = days_window((day, day + what.length.days * DAY), zone_name)
        return Outcome(readings=(Reading(kind=Kind.WINDOWS, zone=zone_name, windows=(whole,)),))
    return Outcome(readings=(Reading(kind=Kind.DAY, zone=zone_name, day=day, duration=_minutes(what.length)),))


def _each(spans: tuple[Span, ...]) -> list[date]:
    return [start + number * DAY for start, end in spans for number in range(min((end - start).days, _MOST_DAYS + 1))]


def _windows(
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
    days = [day for day in _each(spans) if day.weekday() in weekdays]
    if not days or len(days) > _MOST_DAYS:
        return Outcome.asking(Question.WHICH_DAY)
    found = merge(window(day, start, end, zone_name) for day in days for start, end in hours if start < end)
    return _of_windows(found, what, zone_name)


def _of_windows(windows: tuple[Interval, ...], what: Said, zone_name: str) -> Outcome:
    length = _minutes(what.length)
    return Outcome(readings=(Reading(kind=Kind.WINDOWS, zone=zone_name, windows=windows, duration=length),))


def _joined(outcomes: list[Outcome], zone_name: str) -> Outcome:
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
        readings=(Reading(kind=Kind.WINDOWS, zone=zone_name, windows=merge(windows), duration=first.duration),)
    )

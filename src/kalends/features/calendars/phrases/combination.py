"""Pieces into readings: days with their times, side by side as they were said."""

from dataclasses import replace
from datetime import UTC, timedelta

from kalends.features.calendars.phrases import recurrences
from kalends.features.calendars.phrases.grammar import Here
from kalends.features.calendars.phrases.pairings import completed, lasting, within_week
from kalends.features.calendars.phrases.pieces import DAY, HOUR, MIDNIGHT, NOON, Clock, Days, Range, Repeat, Span
from kalends.features.calendars.phrases.reading import Question, Reading, ReadingKind
from kalends.features.calendars.phrases.repeats import WORKDAYS
from kalends.features.calendars.phrases.said import Group, Said
from kalends.features.calendars.phrases.walls import Outcome, point, together, wall
from kalends.features.calendars.phrases.windows import each_day, joined, minutes, on_days, whole_day

# As many as people read before they would rather choose from a calendar.
MOST_ALTERNATIVES = 6
_EACH_DAY = Repeat(frequency="DAILY")
# Until then it is still the night of the day before.
_SMALL_HOURS = 5 * HOUR


def combined(what: Said, here: Here, zone_name: str) -> Outcome:
    """`here` is as the zone's wall shows it."""
    if what.moment is not None:
        return _moment(what, here, zone_name)
    if what.repeats:
        outcome = _repeated(what, here, zone_name)
        return outcome if what.doubt is None else replace(outcome, question=what.doubt)
    groups = completed(what.groups)
    if not what.are_days_apart:
        groups = within_week(groups)
    outcomes = [_of_group(group, what, here, zone_name) for group in groups]
    if len(outcomes) < 2:
        outcome = outcomes[0] if outcomes else Outcome(readings=())
    elif len(outcomes) == 2 and groups[1].is_end and (stretch := lasting(groups[1], outcomes)) is not None:
        outcome = Outcome(readings=(stretch,))
    elif what.is_joined and all(_is_span(group, outcome) for group, outcome in zip(groups, outcomes, strict=True)):
        outcome = joined(outcomes, zone_name)
    else:
        outcome = together(outcomes, Question.SEVERAL)
    return outcome if what.doubt is None else replace(outcome, question=what.doubt)


def _is_span(group: Group, outcome: Outcome) -> bool:
    is_window = outcome.is_clear and outcome.readings[0].kind in (ReadingKind.WINDOWS, ReadingKind.DAY)
    return is_window or (outcome.is_clear and isinstance(group.time, Range))


def _moment(what: Said, here: Here, zone_name: str) -> Outcome:
    assert what.moment is not None
    start = here.now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=what.moment)
    length = minutes(what.length)
    end = None if length is None else start + length
    reading = Reading(kind=ReadingKind.POINT, zone=zone_name, start=start, end=end, duration=length)
    if any(group.days is not None or group.time is not None for group in what.groups):
        return Outcome(readings=(reading,), question=Question.VAGUE)
    return Outcome(readings=(reading,), question=what.doubt)


def _repeated(what: Said, here: Here, zone_name: str) -> Outcome:
    days = [group.days for group in what.groups if group.days is not None]
    repeat, rest = recurrences.merged(list(what.repeats), days)
    times = [group.time for group in what.groups if group.time is not None]
    several = [one for one in rest if not (one.is_single or one.is_period)]
    at_one_time = bool(times) and isinstance(times[0], Clock) and all(map(recurrences.is_stretch, several))
    if list(what.repeats) == [_EACH_DAY] and several and not at_one_time:
        # On 5 and 6 December, each day from 9 to 4; at 9 each day recurs.
        return combined(replace(what, repeats=()), here, zone_name)
    part = next((group.parts[0] for group in what.groups if group.parts), what.context if times else None)
    part = part or next((group.named for group in what.groups if group.named), None)
    repeat = replace(repeat, part=repeat.part or part)
    span = next((one for one in rest if one.is_period), None)
    if span is not None and not times and repeat.interval == 1 and repeat.frequency in ("DAILY", "WEEKLY"):
        return _filtered(repeat, span, what, zone_name)
    stretch = next((one for one in rest if recurrences.is_stretch(one)), None)
    if len(times) > 1 or [one for one in rest if not one.is_single and one not in (span, stretch)]:
        return Outcome.asking(Question.SEVERAL)
    if span is not None and not recurrences.fits(repeat, span):
        return Outcome.asking(Question.VAGUE)
    span = span or stretch
    begin = what.begin or next((one for one in rest if one.is_single), None)
    if what.begin is not None and recurrences.is_stretch(what.begin):
        span = span or what.begin  # starting on 3 March until 5 April
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
    asked = asked or (Question.VAGUE if times and len(_halves(times[0].within(repeat.part))) > 1 else None)
    if begin is not None and what.begin is None:
        # The quarterly review on 15 December: that one, or each?
        once = combined(replace(what, repeats=()), here, zone_name)
        return together([once, outcome], Question.SEVERAL)
    return replace(outcome, question=asked or outcome.question)


def _filtered(repeat: Repeat, span: Days, what: Said, zone_name: str) -> Outcome:
    """Mondays in January: the days of the span that the words pick."""
    weekdays = repeat.weekdays or tuple(range(7))
    group = Group(days=span, parts=[repeat.part] if repeat.part else [])
    return on_days(span.options[0], group, weekdays, what, zone_name)


def _of_group(group: Group, what: Said, here: Here, zone_name: str) -> Outcome:
    part = group.parts[0] if group.parts else what.context or group.named
    if group.days is not None and group.days.is_single and group.days.first == here.today:
        part = part or "today"
    time = _after_midnight(group.time.within(part), part) if group.time is not None else None
    if part == "today" and group.days is not None and not group.days.weekdays:
        time = _this_evening(time, here)
    days = group.days
    if days is None:
        assert time is not None
        if isinstance(time, Clock) and time.question is Question.WHICH_MIDNIGHT:
            time = Clock.exactly(MIDNIGHT)  # the next one
        days = _today_or_tomorrow(time, here)
    if _is_of_the_night_before(days, time, here):
        days = Days.on(here.today, here.today + DAY)
    options = _not_passed(days, time, here)
    habit = Question.VAGUE if days.is_habit else None
    is_a_name = part is not None and part == group.named and (part == "night" or here.language != "en")
    if is_a_name and _contradicts(group.time, time):
        habit = Question.VAGUE
    question = days.question or habit or (Question.WHICH_DAY if len(options) > 1 else None)
    halves = _halves(time)
    question = question or (Question.HALF_OF_DAY if len(halves) > 1 else None)
    outcomes = [
        _on(spans, group, half, what, zone_name, is_single=days.is_single) for spans in options for half in halves
    ]
    return together(outcomes, question or next((one.question for one in outcomes if one.question), None))


def _is_of_the_night_before(days: Days, time: Clock | Range | None, here: Here) -> bool:
    """Today at one in the night, said in the morning: it is over, or tomorrow's."""
    if not isinstance(time, Clock) or days.weekdays or not days.is_single or days.first != here.today:
        return False
    latest = max(time.settled().options)
    return latest < _SMALL_HOURS and wall(here.today, latest) < here.now.replace(tzinfo=None)


def _this_evening(time: Clock | Range | None, here: Here) -> Clock | Range | None:
    """Today at eight, said at ten: it is over, or this evening's."""
    if not isinstance(time, Clock) or not time.is_open:
        return time
    morning = time.settled().options[0]
    is_over = morning < NOON and wall(here.today, morning) <= here.now.replace(tzinfo=None)
    if not is_over:
        return time
    return replace(time, options=(morning + NOON, morning), is_open=False, question=Question.HALF_OF_DAY)


def _contradicts(alone: Clock | Range | None, named: Clock | Range | None) -> bool:
    """The night shift at ten: in the morning by itself, and at night by its name."""
    match alone, named:
        case Clock(), Clock():
            return alone.settled().question is None and alone.settled().options != named.settled().options
        case Range(), Range():
            return alone.options() != named.options()
        case _:
            return False


def _halves(time: Clock | Range | None) -> tuple[Clock | Range | None, ...]:
    """Before four: in the morning, or in the afternoon."""
    if not isinstance(time, Range) or not time.is_window or time.start.options != (0,):
        return (time,)
    end = time.end.settled()
    if end.question is not Question.HALF_OF_DAY:
        return (time,)
    return tuple(replace(time, end=Clock.exactly(minute)) for minute in end.options)


def _after_midnight(time: Clock | Range, part: str | None) -> Clock | Range:
    """Two o'clock tonight is tomorrow's."""
    if part not in ("evening", "night") or not isinstance(time, Clock) or max(time.settled().options) >= _SMALL_HOURS:
        return time
    return Clock(options=tuple(minute + MIDNIGHT for minute in time.settled().options))


def _today_or_tomorrow(time: Clock | Range, here: Here) -> Days:
    """The next time that the clock shows it."""
    if isinstance(time, Clock):
        limits = time.settled().options
    else:
        # "Before five" is still to come while five is.
        limits = tuple(end if time.is_window and start == 0 else start for start, end in time.options())
    later = [limit for limit in limits if wall(here.today, limit) > here.now.replace(tzinfo=None)]
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
    length = minutes(what.length)
    weekdays = WORKDAYS if what.is_workdays else tuple(range(7))
    match time:
        case Clock():
            days = [day for day in each_day(spans) if day.weekday() in weekdays]
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
            if length is not None and len(outcomes) == 1 and is_longer(outcomes[0], length):
                return on_days(spans, group, weekdays, what, zone_name, time)
            return together(outcomes, time.start.settled().question if len(outcomes) > 1 else None)
        case Range() | None if time is not None or group.parts or not is_single or what.is_workdays:
            return on_days(spans, group, weekdays, what, zone_name, time)
        case _:
            return whole_day(spans, what, zone_name)


def is_longer(outcome: Outcome, length: timedelta) -> bool:
    """Friday 9 to 5 for an hour is a window."""
    one = outcome.readings[0]
    return one.start is not None and one.end is not None and one.end - one.start > length

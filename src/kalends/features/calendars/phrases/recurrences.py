"""What recurs: its rule in the words of RFC 5545, and when it is first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from kalends.features.calendars.phrases.almanac import days_of, later, nth_weekday
from kalends.features.calendars.phrases.pieces import DAY, MIDNIGHT, PARTS, Clock, Days, Length, Range, Repeat
from kalends.features.calendars.phrases.reading import Question, Reading, ReadingKind
from kalends.features.calendars.phrases.walls import Outcome, instant, point, together, wall

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# A leap day comes within eight years.
_FAR = 366 * 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """All that was said about one recurrence."""

    repeat: Repeat
    clock: Clock | Range | None
    length: Length | None
    until: date | None
    begin: date | None
    count: int | None


def recur(frame: Frame, now: datetime, today: date, zone_name: str) -> Outcome:
    """`now` is the wall time of the zone, without it; `today` its date."""
    frame = replace(frame, clock=_clock(frame))
    outcomes = [_outcome(frame, start, end, now, today, zone_name) for start, end in _times(frame.clock)]
    # How often in a day is no start.
    is_vague = frame.repeat.frequency in ("HOURLY", "MINUTELY") and not isinstance(frame.clock, Clock)
    question = Question.VAGUE if is_vague else frame.repeat.question or _question(frame.clock)
    return together(outcomes, question)


def _clock(frame: Frame) -> Clock | Range | None:
    part = frame.repeat.part
    if frame.clock is not None:
        return frame.clock.within(part)
    if part is not None:
        start, end = PARTS[part]
        return Range(start=Clock.exactly(start), end=Clock.exactly(end))
    return None


def _question(clock: Clock | Range | None) -> Question | None:
    match clock:
        case Clock():
            return clock.settled().question
        case Range():
            return clock.start.settled().question if len(clock.options()) > 1 else None
        case None:
            return None


def _times(clock: Clock | Range | None) -> tuple[tuple[int | None, int | None], ...]:
    match clock:
        case Clock():
            return tuple((minute, None) for minute in clock.settled().options)
        case Range():
            return clock.options()
        case None:
            return ((None, None),)


def _outcome(frame: Frame, start: int | None, end: int | None, now: datetime, today: date, zone_name: str) -> Outcome:
    begin = max(frame.begin or today, today)
    first = next((day for day in _days(frame.repeat, begin) if start is None or wall(day, start) > now), None)
    if first is None:
        return Outcome.asking(Question.NO_SUCH_DATE)
    if frame.until is not None and first > frame.until:
        return Outcome.asking(Question.WHICH_DAY)
    length = None if frame.length is None or not frame.length.minutes else timedelta(minutes=frame.length.minutes)
    rule = _rule(frame, first, zone_name, is_timed=start is not None)
    if start is None:
        return Outcome(
            readings=(Reading(kind=ReadingKind.RECURRENCE, zone=zone_name, day=first, rule=rule, duration=length),)
        )
    points = point(first, start, end, length, zone_name)
    return replace(
        points, readings=tuple(replace(one, kind=ReadingKind.RECURRENCE, rule=rule) for one in points.readings)
    )


def _days(repeat: Repeat, begin: date) -> Iterator[date]:
    """Those on which it could be first, from `begin` on."""
    return (day for day in (begin + number * DAY for number in range(_FAR)) if _is_first(repeat, day))


def _is_first(repeat: Repeat, day: date) -> bool:
    if repeat.month is not None and day.month != repeat.month:
        return False
    if repeat.month_days:
        last = days_of(day.year, day.month)
        return any(day.day == (one if one > 0 else last + 1 + one) for one in repeat.month_days)
    if repeat.nths and repeat.weekdays:
        return any(day == nth_weekday(day.year, day.month, nth, repeat.weekdays[0]) for nth in repeat.nths)
    return not repeat.weekdays or day.weekday() in repeat.weekdays


def _rule(frame: Frame, first: date, zone_name: str, *, is_timed: bool) -> str:
    repeat = frame.repeat
    parts = [f"FREQ={repeat.frequency}"]
    if repeat.interval > 1:
        parts.append(f"INTERVAL={repeat.interval}")
    until = frame.until or _until(frame.length, first)
    if until is not None:
        parts.append(f"UNTIL={_end_of(until, zone_name) if is_timed else until.strftime('%Y%m%d')}")
    elif frame.count is not None:
        parts.append(f"COUNT={frame.count}")
    if repeat.month is not None:
        parts.append(f"BYMONTH={repeat.month}")
    if repeat.month_days:
        parts.append("BYMONTHDAY=" + ",".join(map(str, repeat.month_days)))
    if repeat.weekdays:
        nths = repeat.nths or ("",)
        parts.append("BYDAY=" + ",".join(f"{nth}{_NAMES[weekday]}" for nth in nths for weekday in repeat.weekdays))
    return ";".join(parts)


def _until(length: Length | None, first: date) -> date | None:
    """Every Monday for six weeks: what begins within six weeks of the first."""
    end = later(first, length) if length is not None and (length.days or length.months) else None
    return None if end is None else end - DAY


def _end_of(day: date, zone_name: str) -> str:
    """The day's last second, in UTC as the rule wants it where times have a zone."""
    return (instant(wall(day, MIDNIGHT), zone_name) - timedelta(seconds=1)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def is_stretch(days: Days) -> bool:
    """From 1 to 24 December: days in a row, all of them meant."""
    return not (days.is_period or days.is_single) and len(days.options) == 1 and len(days.options[0]) == 1


def fits(repeat: Repeat, span: Days) -> bool:
    """Whether it can recur within the span: each year in one of its weeks is no such thing."""
    first, end = span.options[0][0]
    days = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}.get(repeat.frequency, 1)
    return (end - first).days > days * repeat.interval


def merged(repeats: list[Repeat], days: list[Days]) -> tuple[Repeat, list[Days]]:
    """One recurrence of all its words, and the days that say no part of it."""
    one = repeats[0]
    for other in repeats[1:]:
        weekly = other if other.weekdays or other.month_days else one
        one = replace(
            weekly,
            interval=max(one.interval, other.interval),
            part=one.part or other.part,
            question=one.question or other.question or (Question.VAGUE if _differ(one, other) else None),
        )
    rest: list[Days] = []
    for said in days:
        taken = _with_days(one, said)
        if taken is None:
            rest.append(said)
        else:
            one = taken
    return one, rest


def _differ(one: Repeat, other: Repeat) -> bool:
    """Every Monday, every month."""
    return {one.frequency, other.frequency} & {"MONTHLY", "YEARLY"} != set() and one.frequency != other.frequency


def _with_days(repeat: Repeat, days: Days) -> Repeat | None:
    is_bare = not repeat.weekdays and not repeat.month_days
    if not is_bare or days.question or days.is_period:
        return None
    if repeat.frequency == "YEARLY" and days.month is not None and days.month_day is not None:
        return replace(repeat, month=days.month, month_days=(days.month_day,))
    if repeat.frequency == "MONTHLY" and days.month is None and days.month_day is not None:
        return replace(repeat, month_days=(days.month_day,))
    if repeat.frequency in ("WEEKLY", "DAILY") and days.weekdays:
        return replace(repeat, frequency="WEEKLY", weekdays=tuple(sorted(set(days.weekdays))))
    return None

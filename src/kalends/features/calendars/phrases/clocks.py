"""Rules for times of day, and for how long something takes."""

from dataclasses import replace
from typing import Any

from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import HOUR, MIDNIGHT, NOON, Clock, Length
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

# Four digits that are rather a year, unless "at" leads to them.
YEARS = range(1900, 2200)
# "Um 7 Uhr" is rather in the morning than "at seven".
_MORNING_ON_THE_CLOCK = 7
_HOURS = 24
_MONTHS = 12
# Beyond it a number is a year, or an hour and minute: "at 1500 week planning".
_MOST_UNITS = 1000
# "1.25 h" lasts so long.
_LEAST_WITH_A_DOT = 6
_WORKING_DAY_ENDS = 17 * HOUR


def hour_clock(value: Any, minute: int = 0, *, on_the_clock: bool = False) -> Clock | None:
    if value != int(value) or not 0 <= value <= _HOURS or not 0 <= minute < HOUR or value * HOUR + minute > MIDNIGHT:
        return None
    return Clock.hour(int(value), minute, morning_from=_MORNING_ON_THE_CLOCK if on_the_clock else 8)


def _dotted(value: Any, found: Found, *, is_sure: bool = False) -> Clock | None:
    hour, minute, digits = value
    if not is_sure and found.here.language != "en" and minute % 5 and minute <= _MONTHS:
        return None  # 5.12 is rather a date
    if digits != 2 or minute >= HOUR or hour >= _HOURS:
        return None
    of_24_hours = found.here.is_day_of_24_hours
    return Clock.of_24_hours(hour * HOUR + minute) if of_24_hours else Clock.hour(hour, minute)


def clock_from(value: Any, found: Found) -> Clock | None:
    """Of what a rule calls a time: a clock, digits with a dot, or an hour's number."""
    match value:
        case Clock():
            return value
        case (_, _, _):
            return _dotted(value, found)
        case int() if value >= 100 and value not in YEARS:  # 1530
            return hour_clock(value // 100, value % 100)
        case _:
            return hour_clock(value)


def as_clock(clock: Clock | None) -> Senses | None:
    return None if clock is None else {Sort.CLOCK: clock}


def _text(found: Found) -> Senses:
    clock = found["c"]
    return {Sort.DOUBT: Question.NO_SUCH_TIME} if clock is None else {Sort.CLOCK: clock}


def _oclock(found: Found) -> Senses | None:
    if found.get("d"):
        return as_clock(_dotted(found["d"], found, is_sure=True))
    minutes = found.get("m") or 0
    if found.get("m") is not None and not _are_minutes(found, minutes):
        return None
    return as_clock(hour_clock(found["n"], minutes, on_the_clock=True))


def _dotted_hour(found: Found) -> Senses | None:
    """18.30h, but not what lasts 1.25 h."""
    return _oclock(found) if found["d"][0] >= _LEAST_WITH_A_DOT else None


def _are_minutes(found: Found, minutes: float) -> bool:
    """14 Uhr 05, but not "14 Uhr 5 Karten kaufen"."""
    written = next(term for term in reversed(found.terms) if Sort.NUM in term.senses)
    return minutes >= 10 or written.end - written.start == 2


def _minutes_before(found: Found) -> Senses | None:
    hour, minutes = found["h"], found["mm"]
    if hour != int(hour) or not 1 <= hour <= _HOURS:
        return None
    minute = int(hour) * HOUR + minutes
    if hour <= NOON // HOUR:
        return {Sort.CLOCK: Clock(options=(minute % NOON,), is_open=True)}
    return {Sort.CLOCK: Clock.exactly(minute)}


def _minutes_into(found: Found) -> Senses | None:
    """Russian names the hour that has begun: five minutes of the third."""
    if found.here.language != "ru" or found["u"] != "minute" or not 1 <= found["h"] <= NOON // HOUR:
        return None
    return {Sort.CLOCK: Clock(options=((found["h"] - 1) * HOUR + int(found["n"]),), is_open=True)}


def _minutes_after(found: Found) -> Senses | None:
    minutes = found["t"]
    if found.get("s"):
        return {Sort.CLOCK: Clock.exactly(found["s"] + minutes)}
    hour = found["n"]
    if hour != int(hour) or not 1 <= hour <= _HOURS:
        return None
    minute = int(hour) * HOUR + minutes
    is_open = hour <= NOON // HOUR
    since = _MORNING_ON_THE_CLOCK if found.get("mark") else 8
    clock = Clock(options=(minute % NOON,), is_open=True, morning_from=since) if is_open else Clock.exactly(minute)
    return {Sort.HOURCLOCK: clock, Sort.LENGTH: Length(minutes=minute)}


def _hour_mark(found: Found) -> Senses | None:
    """14h, 14h30, 15 часов 30 минут: a time or a length, as its surroundings say."""
    hours, minutes = found["n"], found.get("m") or 0
    is_counted = Sort.ORD in found.terms[0].senses  # the third hour at school
    if found.get("u") not in (None, "minute") or minutes >= HOUR or is_counted:
        return None
    if found.get("m") is not None and not found.get("u") and not _are_minutes(found, minutes):
        return None
    length = Length(minutes=round(hours * HOUR) + int(minutes))
    clock = hour_clock(hours, int(minutes), on_the_clock=True)
    if clock is not None and found.get("m") is not None and found.here.is_day_of_24_hours:
        clock = Clock.of_24_hours(clock.options[0])
    return {Sort.LENGTH: length} if clock is None else {Sort.HOURCLOCK: clock, Sort.LENGTH: length}


def _no_such_hour(found: Found) -> Senses | None:
    return {Sort.DOUBT: Question.NO_SUCH_TIME} if found["n"] > _HOURS else None


def _hour_mark_and_minutes(found: Found) -> Senses | None:
    """8h30-9h, but not 8h 30-45."""
    return _hour_mark(found) if found.terms[1].end == found.terms[2].start else None


def _length(found: Found) -> Senses | None:
    if any(Sort.ORD in term.senses for term in found.terms[:-1]):
        return None  # the 4th day
    if (found.get("n") or 0) >= _MOST_UNITS:
        return None
    return {Sort.LENGTH: Length.of(found.get("n") or 0, found["u"])}


def _length_and_half(found: Found) -> Senses | None:
    return {Sort.LENGTH: Length.of((found.get("n") or 0) + 0.5, found["u"])}


def _one_unit(found: Found) -> Senses | None:
    # Only Russian says "через час" without an article.
    return {Sort.LENGTH: Length.of(1, found["u"])} if found.here.language == "ru" else None


def _one_hour(found: Found) -> Senses | None:
    return _one_unit(found) if found["u"] == "hour" else None


def _sum(found: Found) -> Senses | None:
    hours, minutes = found["a"], found["b"]
    if not hours.minutes or hours.minutes % HOUR or not 0 < minutes.minutes < HOUR:
        return None
    return {Sort.LENGTH: hours + minutes}


def _half_of_day(found: Found) -> Senses | None:
    part = found["m"]
    value = next(found[name] for name in ("n", "d", "c") if found.get(name) is not None)
    if found.get("x") is not None and _may_be_an_hour(found):
        return None
    clock = hour_clock(value, int(found["x"])) if found.get("x") is not None else clock_from(value, found)
    if clock is None:
        return None
    if clock.is_at_odds_with(part):
        return {Sort.CLOCK: replace(clock, question=Question.VAGUE)}
    return {Sort.CLOCK: clock.within(part)}


def _may_be_an_hour(found: Found) -> bool:
    """Room 12 3pm; "ten twenty pm" is in words, and 30 is no hour."""
    first = found.terms[0]
    return found["x"] <= NOON // HOUR and first.end - first.start <= 2


def _midnight(found: Found) -> Senses:
    return {Sort.CLOCK: Clock(options=(0, MIDNIGHT), question=Question.WHICH_MIDNIGHT)}


def _around_midnight(found: Found) -> Senses:
    """Quarter to midnight is of the day that ends; quarter past, of that or the next."""
    minutes: int = found["m"]
    if minutes < 0:
        return {Sort.CLOCK: Clock.exactly(MIDNIGHT + minutes)}
    return {Sort.CLOCK: Clock(options=(minutes, MIDNIGHT + minutes), question=Question.WHICH_MIDNIGHT)}


def _minutes_around(found: Found) -> Senses:
    return {Sort.CLOCK: Clock.exactly(found["s"] + found["mm"])}


def _day_end(found: Found) -> Senses:
    return {Sort.CLOCK: Clock(options=(_WORKING_DAY_ENDS, MIDNIGHT), question=Question.VAGUE)}


def _dashed(found: Found) -> Senses | None:
    """15-30, as Russians write; only after "at", or where it can't be a span."""
    hour, minute = found["n"], found["m"]
    if found.here.language != "ru" or minute != int(minute) or minute % 5 or not 0 <= minute < HOUR:
        return None
    is_after_at = any(Sort.AT in term.senses for term in found.terms[:1])
    if not (is_after_at or minute in (0, 30, 45)):
        return None
    clock = hour_clock(hour, int(minute))
    return None if clock is None else {Sort.CLOCK: Clock.exactly(int(hour) * HOUR + int(minute))}


TIMES: tuple[Rule, ...] = (
    rule("mm:minutemark article? h:num/ord oclock/hourmark?", _minutes_before),
    rule("n:num oclock m:num !unit !month !oclock", _oclock),
    rule("n:num dash? oclock", _oclock),
    rule("d:dotted oclock", _oclock),
    rule("d:dotted hourmark", _dotted_hour),
    rule("mm:minutemark s:spoken", _minutes_around),
    rule("c:clocktext oclock", _text),
    rule("c:clocktext hourmark", _text),
    rule("c:clocktext", _text),
    rule("n:num mark:hourmark? t:minutetail", _minutes_after),
    rule("n:one mark:hourmark t:minutetail", _minutes_after),
    rule("s:spoken t:minutetail", _minutes_after),
    rule("n:num u:unit h:ord", _minutes_into),
    rule("at/to/until/before it=(n:num m:meridiem)", _half_of_day),
    rule("n:num and one? half u:unit", _length_and_half),
    rule("n:num/one u:unit and one? half", _length_and_half),
    rule("n:num hourmark m:num u:unit", _hour_mark),
    rule("n:num hourmark m:num !month !oclock !hourmark !unit !dash", _hour_mark),
    rule("it=(n:num hourmark m:num) dash (num hourmark|hourclock)", _hour_mark_and_minutes),
    rule("at it=(n:num hourmark) !num !unit", _no_such_hour),
    rule("n:num/one hourmark", _hour_mark),
    rule("one? n:num dash? u:unit", _length),
    rule("n:one dash? u:unit", _length),
    rule("half one/article? u:unit", _length_and_half),
    rule("in/for it=(u:unit)", _one_unit),
    rule("^ it=(u:unit) for/on/starting", _one_hour),
    rule("a:length and? b:length", _sum),
    rule("n:num x:num m:meridiem", _half_of_day),
    rule("n:num !month m:meridiem", _half_of_day),
    rule("d:dotted m:meridiem", _half_of_day),
    rule("c:clock/hourclock m:meridiem", _half_of_day),
    rule("s:spoken", lambda found: {Sort.CLOCK: Clock.exactly(found["s"])}),
    rule("m:minutemark midnight", _around_midnight),
    rule("midnight m:minutetail", _around_midnight),
    rule("midnight", _midnight),
    rule("dayend", _day_end),
    rule("at it=(n:num dash m:num)", _dashed),
    rule("n:num dash m:num !num", _dashed),
)

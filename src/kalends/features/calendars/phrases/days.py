"""Rules for days as seen from today, and for weekdays."""

from dataclasses import replace

from kalends.features.calendars.phrases.almanac import coming, monday_of
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, WEEK, Days, Length
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

# "Freitag in acht Tagen" counts both Fridays.
_WEEK_IN_GERMAN = 8


def _relative(found: Found) -> Senses:
    return {Sort.DAYS: Days.on(found.here.today + found["r"] * DAY)}


def which_of(found: Found) -> str | None:
    return next((name for name in ("afternext", "next", "this", "coming", "last") if found.get(name[:1])), None)


def _weekday(found: Found) -> Senses:
    """Next Friday is next week's, this Friday the coming one; Friday alone too, unless it is one today."""
    today, weekday = found.here.today, found["w"]
    monday = monday_of(today)
    match which_of(found):
        case "next":
            days = Days.on(monday + (WEEK + weekday) * DAY)
        case "afternext":
            days = Days.on(monday + (2 * WEEK + weekday) * DAY)
        case "last":
            days = Days.on(coming(weekday, today) - (1 + (weekday == today.weekday())) * WEEK * DAY)
        case "coming":
            days = Days.on(coming(weekday, today))
        case which:
            after = coming(weekday, today)
            days = Days.on(after - WEEK * DAY, after) if weekday == today.weekday() else Days.on(after)
            is_habit = Sort.ARTICLE in found.terms[0].senses and found.here.language == "fr"
            days = replace(days, is_plain=which is None, is_habit=is_habit)
    return {Sort.DAYS: replace(days, weekdays=(weekday,))}


def _week_hence(found: Found) -> Senses | None:
    length: Length = found.get("l") or Length(days=WEEK * (found.get("k") or 1))
    if found.here.language == "de" and length == Length(days=_WEEK_IN_GERMAN):
        length = Length(days=WEEK)
    if length.minutes or length.months or length.days % WEEK:
        return None
    today = found.here.today
    days = [coming(found["w"], today)]
    if found["w"] == today.weekday():
        days.insert(0, today)
    return {Sort.DAYS: Days.on(*(day + length.days * DAY for day in days))}


def _for_length_from(found: Found) -> Senses | None:
    """For a week from Friday: it lasts, or begins then. An hour on Friday only lasts."""
    return None if found["l"].minutes else {Sort.DOUBT: Question.VAGUE}


def _vague_week_hence(found: Found) -> Senses | None:
    """Friday week planning."""
    hence = _week_hence(found)
    return hence and {Sort.DAYS: replace(hence[Sort.DAYS], question=Question.VAGUE)}


def _a_week_before_a_day(found: Found) -> Senses | None:
    """A week Tuesday: Tuesday week, or so long from Tuesday on."""
    return _vague_week_hence(found) if found.here.language == "en" else None


def _weekday_in(found: Found) -> Senses | None:
    """In two weeks on Monday: of that week, or two weeks from the coming one."""
    hence = _week_hence(found)
    if hence is None:
        return None
    of_week = monday_of(found.here.today + found["l"].days * DAY) + found["w"] * DAY
    others = [spans[0][0] for spans in hence[Sort.DAYS].options]
    return {Sort.DAYS: Days.on(*dict.fromkeys((of_week, *others)))}


def _same_day(found: Found) -> Senses | None:
    """Tomorrow, Thursday: one day, or a slip that is asked about."""
    one, other = found["a"], found["b"]
    if not (one.is_single and other.is_plain and len(one.options) == 1) or one.weekdays:
        return None
    if one.first.weekday() == other.weekdays[0]:
        return {Sort.DAYS: one}
    return {Sort.DAYS: Days.on(one.first, other.options[-1][0][0], question=Question.WEEKDAY_DIFFERS)}


def _led(found: Found) -> Senses | None:
    # "El mar" and "la mer" are the sea.
    return {Sort.WEEKDAY: found["w"]} if found.here.language in ("en", "de") else None


WHICH = "(n:next|t:this|c:coming|l:last|a:afternext)"
# What is seen as a weekday only beside what is sure.
SHORT_NAMES: tuple[Rule, ...] = (
    rule("on it=(w:weakday)", _led),
    rule("next/this/coming/every/from/by/until it=(w:weakday)", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule(
        "it=(w:weakday) sep? clock/range/hourclock/dotted/days/datetext/part/month",
        lambda found: {Sort.WEEKDAY: found["w"]},
    ),
    rule("it=(w:weakday) at/from clock/hourclock/num/range", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule(
        "it=(w:weakday) article/sep? num/ord month/weakmonth/dash/to/oclock",
        lambda found: {Sort.WEEKDAY: found["w"]},
    ),
    rule(
        "it=(w:weakday) dash/to/and/or/sep weakday clock/range/num/hourclock/at/from",
        lambda found: {Sort.WEEKDAY: found["w"]},
    ),
    rule("it=(w:weakday) or v:weakday", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("it=(w:weakday) dash/to weekday/weakday", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("weekday dash/to/and/or/sep it=(w:weakday)", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("it=(w:weakday) dash/to/and/or/sep weekday", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("sep it=(w:weakday) sep* $", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("it=(w:weakday) next/this/coming unit", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("clock/range sep? on? it=(w:weakday)", lambda found: {Sort.WEEKDAY: found["w"]}),
)
RELATIVE: tuple[Rule, ...] = (
    rule("r:relday", _relative),
    rule("it=(this) part", lambda found: {Sort.DAYS: Days.on(found.here.today)}),
)
WEEKDAYS: tuple[Rule, ...] = (
    rule("article? w:weekday in l:length", _week_hence),
    rule("in l:length on/article* w:weekday", _weekday_in),
    rule("l:length w:weekday", _a_week_before_a_day),
    rule("it=(article? w:weekday k:weekhence) word", _vague_week_hence),
    rule("article? w:weekday k:weekhence !num", _week_hence),
    rule("for l:length hence article/on* weekday", _for_length_from),
    rule("l:length hence/on article/on* w:weekday", _week_hence),
    rule(f"article? {WHICH} w:weekday", _weekday),
    rule(f"article? w:weekday {WHICH}", _weekday),
    rule("article w:weekday", _weekday),
    rule("w:weekday", _weekday),
)
# Tomorrow, Thursday.
TWICE: tuple[Rule, ...] = (rule("a:days sep? b:days", _same_day),)

"""Rules for times of day by what stands around them: spans, prepositions, days."""

from dataclasses import replace

from kalends.features.calendars.phrases.clocks import YEARS, as_clock, clock_from, hour_clock
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import HOUR, MIDNIGHT, NOON, Clock, Days, Range
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

_HOURS = 24
_MONTHS = 12
# "Avant le", "antes del": what follows is a day of the month.
_BEFORE_A_DAY = 2
# From this hour on a bare "18 h" is a time of day wherever it is said.
_SURELY_A_TIME = 13
# In French and Spanish from this one on.
_EARLIEST_BARE = 5
_ODD = 15
# On 9 January 100 is rather how old somebody is than one o'clock.
_AGES = range(100, 600)
# "The 14h meeting" is at two; a meeting "of 2h" lasts as long.
_LONGEST = 8


def _at(found: Found) -> Senses | None:
    value = found["x"]
    is_led = any(Sort.AT in term.senses for term in found.terms)
    if isinstance(value, int) and value in _AGES and not is_led:
        return None
    if Sort.ORD in found.terms[-1].senses and found.all(Sort.ARTICLE):
        return {Sort.DOUBT: Question.VAGUE}  # around the 20th
    if value in YEARS:  # at 1930
        clock = hour_clock(value // 100, value % 100)
        return as_clock(clock and Clock.exactly(clock.options[0]))
    return as_clock(clock_from(value, found))


def _bare_hour(found: Found) -> Senses | None:
    """Ten on Friday; twenty may be anything."""
    return _at(found) if found["x"] <= NOON // HOUR else None


def _hour_and_minute(found: Found) -> Senses | None:
    """At ten thirty."""
    hour, minute = found["n"], found["m"]
    return as_clock(hour_clock(hour, int(minute))) if 10 <= minute < HOUR and hour <= _HOURS else None


def _range(found: Found) -> Senses | None:
    return _span(found, is_window=False)


def _window(found: Found) -> Senses | None:
    return _span(found, is_window=True)


def _span(found: Found, *, is_window: bool) -> Senses | None:
    start, end = clock_from(found["a"], found), clock_from(found["b"], found)
    if start is None or end is None or _is_day_at(found):
        return None
    if isinstance(found["a"], int | float):
        start = replace(start, morning_from=end.morning_from)  # between 7 and 9 Uhr: both are on the clock
    return {Sort.RANGE: Range(start=start, end=end, is_window=is_window)}


def _dotted_range(found: Found) -> Senses | None:
    """16.00-17.30; where both could be dates they may be."""
    may_be_dates = all(minute <= _MONTHS for _, minute, _ in (found["a"], found["b"]))
    return None if may_be_dates and found.here.language != "en" else _range(found)


def _is_day_at(found: Found) -> bool:
    """Le 24 à 18h: where "to" is "at" too, a bare number before it is no time unless "from" leads to it."""
    joints = [term.senses for term in found.terms if Sort.TO in term.senses and Sort.DASH not in term.senses]
    led = any(Sort.FROM in term.senses or Sort.BETWEEN in term.senses for term in found.terms[:1])
    return not led and isinstance(found["a"], int | float) and any(Sort.AT in senses for senses in joints)


def _away(found: Found) -> Senses | None:
    """Ten minutes before noon."""
    length, clock = found["l"], clock_from(found["a"], found)
    if clock is None or not length.minutes or length.days or length.months:
        return None
    if clock.question is Question.WHICH_MIDNIGHT and found.get("b"):
        return {Sort.CLOCK: Clock.exactly(MIDNIGHT - length.minutes)} if length.minutes < MIDNIGHT else None
    if len(clock.options) != 1:
        return {Sort.DOUBT: Question.VAGUE}
    minute = clock.options[0] + (-length.minutes if found.get("b") else length.minutes)
    return {Sort.CLOCK: replace(clock, options=(minute,))} if 0 <= minute <= MIDNIGHT else None


def _ago(found: Found) -> Senses | None:
    """Il y a deux heures; days are counted later."""
    minutes = found["l"].minutes
    return {Sort.MOMENT: -minutes} if minutes else None


def _moved_to(found: Found) -> Senses:
    """Moved to 18:45 is at that time."""
    return {Sort.CLOCK: found["a"]}


def _end(found: Found) -> Senses:
    """From 9pm on Friday until 6am on Monday: the day after it ends what began."""
    return {Sort.CLOCK: found["a"], Sort.UPTO: 1}


def _after(found: Found) -> Senses | None:
    start = clock_from(found["a"], found)
    return start and {Sort.RANGE: Range(start=start, end=Clock.exactly(MIDNIGHT), is_window=True)}


def _before(found: Found) -> Senses | None:
    if found.get("w") == _BEFORE_A_DAY:
        return {Sort.DOUBT: Question.VAGUE}
    end = clock_from(found["b"], found)
    if end is None:
        return None
    if found.here.language == "de" and Sort.BY in found.terms[0].senses:
        return {Sort.CLOCK: end}  # "Bis 17 Uhr" is by then, as "bis Freitag" is by Friday
    return {Sort.RANGE: Range(start=Clock.exactly(0), end=end, is_window=True)}


def _habit(found: Found) -> Senses | None:
    """Morgens um sechs: tomorrow, or every morning?"""
    part = next(term.senses for term in found.terms if Sort.PART in term.senses)
    is_habit = found.here.language == "de" and Sort.MERIDIEM in part
    return {**part, Sort.DOUBT: Question.VAGUE} if is_habit else None


def _hour_or_length(found: Found) -> Senses:
    """What no surroundings settled."""
    clock: Clock = found["h"]
    hour, minute = divmod(clock.options[0], HOUR)
    hour = hour or NOON // HOUR
    least = _EARLIEST_BARE if found.here.is_hour_mark_a_clock else _SURELY_A_TIME
    lasts = any(Sort.FOR in term.senses for term in found.terms[:-1]) and hour <= _LONGEST
    length = found.terms[-1].senses.get(Sort.LENGTH)
    # The 7:12 train; nothing lasts as odd as that. And 24 hours are a race, or somebody on duty.
    is_odd = minute % _ODD != 0
    if length is None or is_odd or (least <= hour < _HOURS and not lasts):
        return {Sort.CLOCK: clock}
    return {Sort.LENGTH: length}


def _either(found: Found) -> Senses | None:
    """Trois heures et demie demain."""
    days: Days = found["d"]
    hour, minute = divmod(found["h"].options[0], HOUR)
    is_either = found.here.is_hour_mark_a_clock and days.is_single and minute and hour < _EARLIEST_BARE
    return {Sort.CLOCK: found["h"], Sort.DOUBT: Question.VAGUE} if is_either else None


def _half(found: Found) -> Senses | None:
    """Saturday am."""
    part = {"am": "morning", "pm": "afternoon"}.get(found["m"])
    return None if part is None else {Sort.PART: part}


def _minutes_to(found: Found) -> Senses | None:
    """Five minutes to three; other languages' "to" may end what lasts five minutes."""
    is_short = found["l"].minutes < HOUR and found.here.language == "en"
    return _away(found) if is_short else None


# "At ten chapter 7": the measure is of the number after it.
_NOT_A_TIME = "!(measure !num) !month !weakmonth !(of month) !unit !monthday"

SPANS: tuple[Rule, ...] = (
    rule("agoword l:length", _ago),
    rule(
        f"between article/at* a:clock/hourclock/dotted/num and article/at* b:clock/hourclock/dotted/num {_NOT_A_TIME}",
        _window,
    ),
    rule(
        "from/starting article/at* a:clock/hourclock/dotted/num to/dash/until article/at*"
        f" b:clock/hourclock/dotted/num {_NOT_A_TIME}",
        _range,
    ),
    rule("from/at? a:clock/hourclock/dotted/num to/dash/until article/at* b:clock", _range),
    rule(f"from/at? a:clock to/dash/until article/at* b:hourclock/dotted/num {_NOT_A_TIME}", _range),
    rule("from/at? a:hourclock/num to/dash b:hourclock", _range),
    rule(f"at a:num dash/to/until article/at* b:num {_NOT_A_TIME}", _range),
    rule("from/at* a:dotted dash/to/until b:dotted !measure !unit", _dotted_range),
    rule("l:length b:to a:clock", _minutes_to),
    rule("l:length (b:before|after|hence) article/at* a:clock/hourclock", _away),
    rule(f"l:length (b:before|after|hence) article/at* a:num {_NOT_A_TIME} !word", _away),
    rule("moving it=(to at* a:clock)", _moved_to),
    rule("clock on/article* weekday/weakday it=(until at* a:clock) on/article* weekday/weakday", _end),
    rule("after article/at* a:clock/hourclock", _after),
    rule("before/until article/at* b:clock/hourclock", _before),
    rule(f"after article/at* a:num {_NOT_A_TIME} !word", _after),
    rule(f"w:before article/at* b:num {_NOT_A_TIME} !word", _before),
    rule(f"at n:num m:num {_NOT_A_TIME} !hourmark", _hour_and_minute),
    rule(f"at article? x:hourclock/dotted/num {_NOT_A_TIME} !oclock !times", _at),
    rule("starting article? x:hourclock", _at),
    rule(f"opening it=(a:num dash/to/until b:num) {_NOT_A_TIME}", _range),
    rule(f"opening it=(x:num) {_NOT_A_TIME} !oclock !times !word !num !dash", _at),
)
# Once days are known: what stands beside one.
BESIDE_DAYS: tuple[Rule, ...] = (
    rule(
        f"days/repeat sep/part/from/at/article* it=(a:num dash/to/until article/at* b:num) {_NOT_A_TIME}",
        _range,
    ),
    rule(f"^ it=(a:num dash/to/until b:num) {_NOT_A_TIME} sep/on/article* days/repeat", _range),
    rule(f"days/repeat sep? it=(x:dotted) {_NOT_A_TIME}", _at),
    rule("it=(x:dotted) on/article* days", _at),
    rule(f"range sep/and/or it=(a:num dash/to/until b:num) {_NOT_A_TIME}", _range),
    rule("days it=(m:meridiem)", _half),
    rule(f"days/repeat sep/from/starting/part* !year it=(x:num) {_NOT_A_TIME} !word !num !to !dash !of", _at),
    rule("it=(at x:num) sep/on* days", _at),
    rule(f"^ !year it=(x:num) {_NOT_A_TIME} sep/on? days", _bare_hour),
    rule(f"^ it=(x:dotted) {_NOT_A_TIME} sep? days part", _at),
    rule(f"^ it=(n:num m:num) {_NOT_A_TIME} sep? days", _hour_and_minute),
    rule("^ it=(h:hourclock) sep? d:days $", _either),
    rule("for? h:hourclock", _hour_or_length),
    rule("(^|word) it=(p:part) clock", _habit),
)

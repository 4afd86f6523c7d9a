"""Rules for dates of the calendar, in digits and in words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kalends.features.calendars.phrases import spans
from kalends.features.calendars.phrases.almanac import days_of
from kalends.features.calendars.phrases.datings import MOST_DAYS, as_days, dated, day_of_month, such_days, whole
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, WEEK, Days
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

# A date whose weekday differs: how many years on and back another might be meant.
_YEARS_AROUND = (0, 1, -1)


def _text(found: Found) -> Senses | None:
    year, month, day, is_unsure = found["d"]
    read = dated(year, month, day, found.here.today)
    if read is None:
        # Such as 13/5 where months come first.
        swapped = dated(year, day, month, found.here.today)
        return (
            {Sort.DOUBT: Question.NO_SUCH_DATE}
            if swapped is None
            else as_days(replace(swapped, question=Question.NO_SUCH_DATE))
        )
    other = dated(year, day, month, found.here.today) if is_unsure else None
    if other is None:
        return {Sort.DAYS: read}
    return {Sort.DAYS: replace(read, options=read.options + other.options, question=Question.DATE_ORDER)}


def _dotted(found: Found) -> Senses | None:
    """19.11 before a time is a date."""
    if found.here.language == "en" and Sort.AT in found.terms[0].senses:
        return None  # at 6.5 kilograms
    day, month, _ = found["d"]
    return as_days(dated(None, month, day, found.here.today))


def _weekday_dotted(found: Found) -> Senses | None:
    """Сб 5.12, where the fifth is a Saturday; else it is a time."""
    read = _dotted(found)
    return read if read and read[Sort.DAYS].first.weekday() == found["w"] else None


def _day_of_its_month(found: Found) -> Senses | None:
    """August 5 5pm."""
    day = whole(found["n"])
    return {Sort.ORD: day} if day is not None and 1 <= day <= MOST_DAYS else None


def _led_date(found: Found) -> Senses | None:
    """Room 12, 13 December."""
    if found["a"] > MOST_DAYS:
        return None  # Grandpa is 70, 13 December
    read = _date(found)
    return read and {Sort.DAYS: replace(read[Sort.DAYS], question=Question.VAGUE)}


def is_of(found: Found) -> bool:
    """Whether the number is of what follows: room 12 in January is no date, "the 12th in January" is."""
    is_ordinal = bool(found.all(Sort.ORD))
    return is_ordinal or not any(
        Sort.OF in term.senses and not {Sort.IN, Sort.ON}.isdisjoint(term.senses) for term in found.terms
    )


def _date(found: Found) -> Senses | None:
    day = whole(found["d"]) if is_of(found) else None
    return None if day is None else as_days(dated(found.get("y"), found["m"], day, found.here.today))


def _lone_month_day(found: Found) -> Senses | None:
    """25-го."""
    return _month_day(found) if found.here.language == "ru" else None


def _month_day(found: Found) -> Senses | None:
    day = whole(found["n"])
    # Where months have days called "first", much else does too.
    is_in_digits = any(Sort.NUM in term.senses for term in found.terms)
    if day is None or not is_in_digits:
        return None
    return as_days(day_of_month(day, found.here.today))


def _led_month_day(found: Found) -> Senses | None:
    """From the 4th on has no end."""
    read, lead = _month_day(found), found.terms[0].senses
    begins = Sort.STARTING in lead and {Sort.ON, Sort.AT, Sort.BY, Sort.UNTIL}.isdisjoint(lead)
    return {Sort.FROMDAY: read[Sort.DAYS]} if read and begins else read


def _bound_month_day(found: Found) -> Senses | None:
    """Au plus tard le 3, desde el 4."""
    read = _month_day(found) if found["b"] == spans.OF_DAYS else None
    begins = Sort.STARTING in found.terms[0].senses
    return {Sort.FROMDAY: read[Sort.DAYS]} if read and begins else read


def _vague_month_day(found: Found) -> Senses | None:
    """The 7th seal, the 24th dinner with Ada."""
    read = _month_day(found)
    return read and {Sort.DAYS: replace(read[Sort.DAYS], question=Question.VAGUE)}


def _lone_dotted(found: Found) -> Senses | None:
    """12.10 by itself is a date, or a time."""
    day, month, digits = found["d"]
    read = dated(None, month, day, found.here.today) if found.here.language != "en" and digits == 2 else None
    is_time = day < 24 and month < 60
    return read and ({Sort.DOUBT: Question.VAGUE} if is_time else {Sort.DAYS: read})


def _bare_month_day(found: Found) -> Senses | None:
    """Le 24, el 15; English says "the 24th"."""
    leads = found.terms[0].senses
    return _month_day(found) if Sort.ON in leads and Sort.ARTICLE in leads else None


def _weekday_dated(found: Found) -> Senses | None:
    """A weekday and a date that name one day; else it is asked which of them is right."""
    days: Days = found["d"]
    weekday: int = found["w"]
    if days.month_day is None or days.question is Question.NO_SUCH_DATE or days.weekdays:
        return None
    fitting = [spans for spans in days.options if spans[0][0].weekday() == weekday]
    if fitting:
        return {Sort.DAYS: replace(days, options=tuple(fitting), question=None)}
    others = [day for day in _others(days, found.here.today) if day.weekday() == weekday]
    return {Sort.DAYS: Days.on(days.first, *others[:2], question=Question.WEEKDAY_DIFFERS)}


def _others(days: Days, today: date) -> Iterator[date]:
    """The same weekday nearby, and the same date when it falls on it."""
    assert days.month_day is not None
    if days.month is None:
        yield from such_days(days.month_day, today)
    else:
        for away in _YEARS_AROUND:
            year = days.first.year + away
            if days.month_day <= days_of(year, days.month):
                yield date(year, days.month, days.month_day)
    for away in (-1, 1, -2, 2, -3, 3):
        yield days.first + away * DAY


def _weekday_numbered(found: Found) -> Senses | None:
    """Fri 27: its date, if the weekday fits; else the number may be an hour."""
    number = whole(found["n"])
    days = None if number is None else day_of_month(number, found.here.today)
    if days is None:
        return None
    if days.first.weekday() == found["w"]:
        return {Sort.DAYS: days}
    coming = found.here.today + ((found["w"] - found.here.today.weekday()) % WEEK or WEEK) * DAY
    return {Sort.DAYS: Days.on(coming, days.first, question=Question.VAGUE)}


def _weekday_day(found: Found) -> Senses | None:
    """Martes día 1."""
    return _weekday_numbered(found) if found.here.language == "es" and found["u"] == "day" else None


YEAR = "(sep? of? y:year)?"
_THROUGH = "to/dash/until"
_ALONE = "!measure !month !weakmonth !unit !weekday !weekdays !ord"
_NO_HOURS = "!of !in !hourmark !oclock !meridiem !minutetail !num !word !monthday"


# Before times are known.
OF_A_MONTH: tuple[Rule, ...] = (
    rule("month/weakmonth it=(n:num/ord) sep? num meridiem/oclock", _day_of_its_month),
    rule("it=(on/article n:num) meridiem/part", _bare_month_day),
    rule("it=(on/article n:num) at/to spoken", _bare_month_day),
    rule(f"f:from article? a:num/ord t:to article? b:num/ord {_ALONE} {_NO_HOURS}", spans.month_days),
)
RULES: tuple[Rule, ...] = (
    rule(f"from? article? a:num/ord {_THROUGH} article? d:datetext", spans.span_text),
    rule("article? a:ord and/or/sep article? d:datetext", spans.pair_text),
    rule(f"d:datetext of? m:month/weakmonth !num !ord {YEAR}", spans.slashed_pair),
    rule("d:datetext", _text),
    rule("it=(d:dotted) at/sep/from/on* clock/range/hourclock", _dotted),
    rule(f"from? article? a:dotted {_THROUGH} article? b:dotted", spans.dotted_span),
    rule("w:weekday/weakday sep? d:dotted", _weekday_dotted),
    rule("on/until/by article? it=(d:dotted)", _dotted),
    rule(f"from? article? a:num/ord {_THROUGH} article? b:num/ord of? m:month/weakmonth {YEAR}", spans.span),
    rule(
        f"from/between? article/on* v:weekday/weakday sep? article/on* a:num/ord ({_THROUGH}|and) article/on*"
        f" w:weekday/weakday sep? article/on* b:num/ord of? m:month/weakmonth {YEAR}",
        spans.weekday_span,
    ),
    rule(
        f"from v:weekday/weakday sep? article? a:num/ord {_THROUGH} article/on* w:weekday/weakday sep? article?"
        f" b:num/ord {_ALONE} {_NO_HOURS}",
        spans.weekdays_numbered,
    ),
    rule(
        f"from/on/article* v:weekday/weakday sep? article? a:num/ord and/or on/article* w:weekday/weakday sep?"
        f" article? b:num/ord of? m:month/weakmonth {YEAR}",
        spans.weekday_pair,
    ),
    rule(f"between article? a:num/ord and article? b:num/ord of? m:month/weakmonth {YEAR}", spans.span),
    rule(f"word it=(a:num sep article? d:num/ord of? m:month/weakmonth {YEAR})", _led_date),
    rule(f"article? a:num/ord and/or/sep article? b:num/ord of? m:month/weakmonth {YEAR}", spans.pair),
    rule(f"from? m:month/weakmonth article? a:num/ord {_THROUGH} article? b:num/ord !oclock !month", spans.month_first),
    rule("at num !word it=(on m:month/weakmonth d:ord) !month", _date),
    rule(f"d:num/ord of? article? m:month/weakmonth {YEAR}", _date),
    rule(f"m:month/weakmonth article? d:num/ord !oclock !meridiem !hourmark {YEAR}", _date),
    rule("n:num/ord monthday", _month_day),
    rule(f"on/by/until/starting/from/at article? n:ord {_ALONE}", _led_month_day),
    rule(f"it=(article n:ord) {_ALONE} word", _vague_month_day),
    rule(f"article n:ord {_ALONE}", _month_day),
    rule("it=(n:ord) (at/on* clock/range/hourclock|part)", _month_day),
    rule(f"b:by/until/starting n:num {_ALONE} {_NO_HOURS} !dash !to !dotted", _bound_month_day),
    rule("^ it=(d:dotted) sep* $", _lone_dotted),
    rule("word/context it=(n:ord) sep/filler* $", _lone_month_day),
    rule(
        "on/article n:num !month !unit !oclock !hourmark !meridiem !word !dash !to !dotted !next",
        _bare_month_day,
    ),
    rule("on/article it=(n:num) at", _bare_month_day),
    rule("it=(on/article n:num) part", _bare_month_day),
    rule("part it=(of/from n:num) !month !unit !hourmark !oclock !measure", _month_day),
    rule("next/this/coming? w:weekday/weakday sep? article/on? d:days", _weekday_dated),
    rule("d:days sep? w:weekday", _weekday_dated),
    rule("it=(w:weekday/weakday n:num) at clock/range/hourclock", _weekday_numbered),
    rule("w:weekday/weakday sep? article? n:ord !month !unit", _weekday_numbered),
    rule("w:weekday u:unit n:num !month !unit !measure", _weekday_day),
    rule(
        "w:weekday/weakday n:num !month !unit !oclock !hourmark !meridiem !word !dash !to !dotted !until !of !or",
        _weekday_numbered,
    ),
)

"""Rules for what recurs."""

from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import HOUR, WEEK, Days, Length, Repeat
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

WORKDAYS = tuple(range(5))
WEEKEND = (5, 6)
_FREQUENCIES = {
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
    "hour": "HOURLY",
    "minute": "MINUTELY",
}
_OF_WORDS = {
    "fortnight": Repeat(frequency="WEEKLY", interval=2),
    "quarter": Repeat(frequency="MONTHLY", interval=3),
    # Every two weeks, or twice in each.
    "unsure": Repeat(frequency="WEEKLY", interval=2, question=Question.VAGUE),
}
_MONTHS = 12
_LAST_DAY = -1


def _freq(found: Found) -> Senses:
    word = found["f"]
    return {Sort.REPEAT: _OF_WORDS.get(word) or Repeat(frequency=_FREQUENCIES[word])}


def _unit(found: Found) -> Senses:
    return {
        Sort.REPEAT: Repeat(
            frequency=_FREQUENCIES[found["u"]], interval=found.get("o") or (2 if found.get("other") else 1)
        )
    }


def _length(found: Found) -> Senses | None:
    length: Length = found["l"]
    match length:
        case Length(minutes=minutes) if minutes:
            hours, rest = divmod(minutes, HOUR)
            if rest:
                return {Sort.REPEAT: Repeat(frequency="MINUTELY", interval=minutes)}
            return {Sort.REPEAT: Repeat(frequency="HOURLY", interval=hours)}
        case Length(days=days) if days:
            if days % WEEK:
                return {Sort.REPEAT: Repeat(frequency="DAILY", interval=days)}
            return {Sort.REPEAT: Repeat(frequency="WEEKLY", interval=days // WEEK)}
        case Length(months=months) if months:
            if months % _MONTHS:
                return {Sort.REPEAT: Repeat(frequency="MONTHLY", interval=months)}
            return {Sort.REPEAT: Repeat(frequency="YEARLY", interval=months // _MONTHS)}
        case _:
            return None


def _weekdays(found: Found) -> Senses:
    return _weekly(found, 1)


def _every_nth(found: Found) -> Senses | None:
    nth = found.get("o") or 2
    return _weekly(found, nth) if nth > 1 else None


def _every_few(found: Found) -> Senses | None:
    """Every two Mondays."""
    number = found["n"]
    return _weekly(found, number) if number in range(2, 10) else None


def _nth_part(found: Found) -> Senses:
    """Un lundi soir sur deux."""
    weekday = tuple(found.all(Sort.WEEKDAY) or found.all(Sort.WEEKDAYS))
    return {Sort.REPEAT: Repeat(frequency="WEEKLY", interval=found["n"], weekdays=weekday, part=found["p"])}


def _through(found: Found) -> Senses:
    """Mondays to Thursdays."""
    first, last = found["a"], found["b"]
    weekdays = tuple(sorted((first + number) % WEEK for number in range((last - first) % WEEK + 1)))
    return {Sort.REPEAT: Repeat(frequency="WEEKLY", weekdays=weekdays)}


def _weekly(found: Found, interval: int) -> Senses:
    weekdays = sorted({*found.all(Sort.WEEKDAY), *found.all(Sort.WEEKDAYS)})
    return {Sort.REPEAT: Repeat(frequency="WEEKLY", interval=interval, weekdays=tuple(weekdays))}


def _workdays(found: Found) -> Senses:
    return {Sort.REPEAT: Repeat(frequency="WEEKLY", weekdays=WORKDAYS)}


def _weekends(found: Found) -> Senses:
    return {Sort.REPEAT: Repeat(frequency="WEEKLY", weekdays=WEEKEND)}


def _every_nth_weekend(found: Found) -> Senses | None:
    nth = found.get("o") or 2
    return {Sort.REPEAT: Repeat(frequency="WEEKLY", interval=nth, weekdays=WEEKEND)} if nth > 1 else None


def _nth_of_year(found: Found) -> Senses | None:
    """Every fourth Thursday in November."""
    if found.get("u") not in (None, "year") or found.get("f") not in (None, "year"):
        return None
    return {Sort.REPEAT: Repeat(frequency="YEARLY", month=found["m"], nths=(found["o"],), weekdays=(found["w"],))}


def _part_of_weekday(found: Found) -> Senses:
    """Friday nights at 8."""
    return {Sort.REPEAT: Repeat(frequency="WEEKLY", weekdays=(found["w"],), part=found["p"])}


def _part(found: Found) -> Senses:
    return {Sort.REPEAT: Repeat(frequency="DAILY", part=found["p"])}


def _nth_of_month(found: Found) -> Senses | None:
    if found.get("u") not in (None, "month") or found.get("f") not in (None, "month"):
        return None
    is_every = bool(found.get("f") or found.all(Sort.EVERY))
    return {
        Sort.REPEAT: Repeat(
            frequency="MONTHLY",
            nths=tuple(nth for nth in (found.get("a"), found["o"]) if nth),
            weekdays=(found["w"],),
            is_every=is_every,
            question=None if is_every else Question.VAGUE,
        )
    }


def _month_day(found: Found) -> Senses | None:
    """On the 15th of every month, or on the 1st and the 15th."""
    days = [day for day in (found.get("a"), found["n"]) if day is not None]
    if found.get("u") not in (None, "month") or found.get("f") not in (None, "month"):
        return None
    if days == [_LAST_DAY]:
        return {Sort.REPEAT: Repeat(frequency="MONTHLY", month_days=(_LAST_DAY,))}
    if any(day != int(day) or not 1 <= day <= 31 for day in days):
        return None
    return {Sort.REPEAT: Repeat(frequency="MONTHLY", month_days=tuple(sorted(int(day) for day in days)))}


def _nth_day(found: Found) -> Senses | None:
    """On the first or last day of every month."""
    if found["d"] != "day" or found.get("u") not in (None, "month") or found.get("f") not in (None, "month"):
        return None
    return {Sort.REPEAT: Repeat(frequency="MONTHLY", month_days=(found["o"],))} if found["o"] <= 31 else None


def _bare_month_day(found: Found) -> Senses | None:
    """Every 15th; "every second" has lost what it counts."""
    is_in_digits = any(Sort.NUM in term.senses for term in found.terms)
    return _month_day(found) if found.get("u") or is_in_digits else _unsaid(found)


def _dated(found: Found) -> Senses | None:
    days: Days = found["d"]
    if days.month is None or days.month_day is None:
        return None
    return {Sort.REPEAT: Repeat(frequency="YEARLY", month=days.month, month_days=(days.month_day,))}


def _length_of_several(found: Found) -> Senses | None:
    """Une semaine sur trois."""
    unit = {Length(days=1): "DAILY", Length(days=WEEK): "WEEKLY", Length(months=1): "MONTHLY"}.get(found["l"])
    return None if unit is None else {Sort.REPEAT: Repeat(frequency=unit, interval=found["n"])}


def _each_time(found: Found) -> Senses:
    """Once every three weeks is every three weeks."""
    return {Sort.FILLER: 1} if found["n"] == 1 else _unsaid(found)


def _unsaid(found: Found) -> Senses:
    """How often, or which of several, but not when."""
    return {Sort.DOUBT: Question.VAGUE}


def _by(found: Found) -> Senses:
    """A tax each quarter, due on 31 January, does not end then."""
    sort = Sort.UNTILDAY if Sort.UNTIL in found.terms[0].senses else Sort.DAYS
    return {sort: found["d"]}


_MORE = "((sep|and|or|sep and) every/article/on* weekday/weekdays)*"
_OF_A_MONTH = "of/in? m:month/weakmonth !num !ord !year"
_OF_MONTH = "(of/in/on/at? every/article? u:unit !next !afternext !coming|of/in? f:freq)"

COUNTS: tuple[Rule, ...] = (
    rule("it=(one/article? n:num times) every/freq", _each_time),
    rule("n:num times one/word/at/in/of/for/to? unit/freq", _unsaid),
    rule("n:num times hint", _unsaid),
    rule("n:num times", lambda found: {Sort.COUNT: int(found["n"])}),
)
RULES: tuple[Rule, ...] = (
    rule("(every u:unit|f:freq) sep? on/article* o:ord d:unit !of !in", _nth_day),
    rule("on/article/every* o:ord d:unit of/in? (every u:unit|f:freq)", _nth_day),
    rule("every article? o:ord d:unit of/in article? u:unit", _nth_day),
    rule(f"every article? o:ord w:weekday/weekdays {_OF_A_MONTH}", _nth_of_year),
    rule(f"(every u:unit|f:freq) sep? on/article* o:ord w:weekday {_OF_A_MONTH}", _nth_of_year),
    rule(f"on/article* o:ord w:weekday {_OF_A_MONTH} sep? (every u:unit|f:freq)", _nth_of_year),
    rule(f"every? on/article* a:ord and/sep on/article* o:ord w:weekday/weekdays {_OF_MONTH}", _nth_of_month),
    rule(f"every? on/article* o:ord w:weekday/weekdays {_OF_MONTH}", _nth_of_month),
    rule("every unit sep? on/article* o:ord w:weekday", lambda found: _nth_of_month(found)),
    rule("freq sep? on/article* o:ord w:weekday", lambda found: _nth_of_month(found)),
    rule("word num sep it=(on/article* n:num/ord monthday? of/in? (every u:unit|f:freq))", _month_day),
    rule(
        "on/article/every* a:num/ord monthday? and/sep on/article* n:num/ord monthday? of/in? (every u:unit|f:freq)",
        _month_day,
    ),
    rule("on/article/every* n:num/ord monthday? of/in? (every u:unit|f:freq)", _month_day),
    rule("every n:num/ord of article? u:unit", _month_day),
    rule("on/article* every a:num/ord and/sep on/article* n:num/ord of/in article? u:unit", _month_day),
    rule("article? ord workday/workdays", _unsaid),
    rule(
        "every n:ord monthday? (of/in? article? u:unit)? !weekday !weekdays !unit !month !weakmonth !weekend !weekends",
        _bare_month_day,
    ),
    rule("every on/article* ord sep* $", _unsaid),
    rule(f"every article? (other:other|o:ord) w:weekday/weekdays {_MORE}", _every_nth),
    rule("every article? (other:other|o:ord) u:unit", _unit),
    rule("every l:length", _length),
    rule("l:length n:othertail", _length_of_several),
    rule("every/article* one? weekday/weekdays n:othertail", lambda found: _weekly(found, found["n"])),
    rule("every/article* one? weekday/weekdays p:part n:othertail", _nth_part),
    rule("every n:num weekday/weekdays", _every_few),
    rule(f"every article? weekday/weekdays {_MORE}", _weekdays),
    rule("every workday/workdays", _workdays),
    rule("every article? (other:other|o:ord) weekend/weekends", _every_nth_weekend),
    rule("every/article* one? weekend/weekends o:othertail", _every_nth_weekend),
    rule("every weekend/weekends", _weekends),
    rule("on/article* weekends", _weekends),
    rule("on/article* w:weekday p:parts", _part_of_weekday),
    rule("every num dash/or/to/and length", _unsaid),
    rule("in/for num dash/or/to length", _unsaid),
    rule("in length or num", _unsaid),
    rule("every p:part/parts", _part),
    rule("every u:unit", _unit),
    rule("f:freq", _freq),
    rule("from/every/on/article* a:weekdays to/dash/until article/every/on* b:weekdays/weekday", _through),
    rule(f"weekdays {_MORE}", _weekdays),
    rule("on? workdays", _workdays),
)
# Once days are known.
AROUND: tuple[Rule, ...] = (
    rule("every d:days", _dated),
    rule("clock to/dash article/on* it=(d:days) sep/at* clock", lambda found: {Sort.UNTILDAY: found["d"]}),
    rule("days upto on/article* it=(d:days)", lambda found: {Sort.UNTILDAY: found["d"]}),
    rule("until/by article/on* it=(d:days)", _by),
    rule("starting article/on/in* it=(d:days)", lambda found: {Sort.FROMDAY: found["d"]}),
)

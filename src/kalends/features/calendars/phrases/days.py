"""Rules for days as seen from today: weekdays, weeks, so many days from now; and for several days in a row."""

from dataclasses import replace
from datetime import date
from itertools import islice, product

from kalends.features.calendars.phrases.dates import days_of, month_after, nth_weekday, whole_month
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, HOUR, WEEK, Days, Length, Span
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

_SATURDAY = 5
# The last year that is read; what lies beyond is no date people mean.
_LAST_YEAR = 2200
_MOST_OPTIONS = 6
# "Dans huit jours" is a week for some and eight days for others.
_WEEKS_IN_WORDS = {"fr": (8, 15), "es": (8, 15), "de": (8,)}


def coming(weekday: int, today: date) -> date:
    """The first such day after today."""
    return today + ((weekday - today.weekday() - 1) % WEEK + 1) * DAY


def _monday(day: date) -> date:
    return day - day.weekday() * DAY


def _later(day: date, length: Length, sign: int = 1) -> date | None:
    year, month = month_after(day.year, day.month, sign * length.months)
    if not 1900 <= year < _LAST_YEAR:
        return None
    moved = date(year, month, min(day.day, days_of(year, month))) + sign * length.days * DAY
    return moved if moved.year < _LAST_YEAR else None


def _relative(found: Found) -> Senses:
    return {Sort.DAYS: Days.on(found.here.today + found["r"] * DAY)}


def _which(found: Found) -> str | None:
    return next((name for name in ("afternext", "next", "this", "coming", "last") if found.get(name[:1])), None)


def _period(found: Found) -> Senses | None:
    today, which = found.here.today, _which(found)
    weeks = {"this": 0, "next": 1, "coming": 1, "afternext": 2, "last": -1}[which or "this"]
    match found.get("u"):
        case "week":
            first = _monday(today) + weeks * WEEK * DAY
            # Of this week, and of this month, what is left.
            return {Sort.DAYS: Days.period(max(first, today) if weeks == 0 else first, first + WEEK * DAY)}
        case "month":
            month = whole_month(*month_after(today.year, today.month, weeks))
            return {Sort.DAYS: Days.period(today, month.options[0][0][1]) if weeks == 0 else month}
        case "year":
            year = today.year + weeks
            return {Sort.DAYS: Days.period(today if weeks == 0 else date(year, 1, 1), date(year + 1, 1, 1))}
        case _:
            return None


def _weekend(found: Found) -> Senses:
    today, which = found.here.today, _which(found)
    weeks = {"next": 1, "afternext": 2, "last": -1}.get(which or "this", 0)
    saturday = _monday(today) + _SATURDAY * DAY + weeks * WEEK * DAY
    return {Sort.DAYS: Days.period(saturday, saturday + 2 * DAY)}


def _next_days(found: Found) -> Senses | None:
    length = found.get("l") or Length.of(found["n"], found["u"])
    end = None if length.minutes else _later(found.here.today, length)
    return None if end is None else {Sort.DAYS: Days.period(found.here.today, end)}


def _weekday(found: Found) -> Senses:
    """Next Friday is next week's, this Friday the coming one; Friday alone too, unless it is one today."""
    today, weekday = found.here.today, found["w"]
    monday = _monday(today)
    match _which(found):
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
    if length.minutes or length.months or length.days % WEEK:
        return None
    today = found.here.today
    days = [coming(found["w"], today)]
    if found["w"] == today.weekday():
        days.insert(0, today)
    return {Sort.DAYS: Days.on(*(day + length.days * DAY for day in days))}


def _weekday_in(found: Found) -> Senses | None:
    """In two weeks on Monday: of that week, or two weeks from the coming one."""
    hence = _week_hence(found)
    if hence is None:
        return None
    of_week = _monday(found.here.today + found["l"].days * DAY) + found["w"] * DAY
    others = [spans[0][0] for spans in hence[Sort.DAYS].options]
    return {Sort.DAYS: Days.on(*dict.fromkeys((of_week, *others)))}


def _within_week(found: Found) -> Senses | None:
    """Of the weekdays that a week was said for, those days of it."""
    period: Days = found["p"]
    if not period.is_period:
        return None
    first, end = period.options[0][0]
    if (end - first).days > WEEK:
        return None
    such = [_monday(first) + weekday * DAY for weekday in found.all(Sort.WEEKDAY)]
    return {Sort.DAYS: Days(options=(tuple((day, day + DAY) for day in such),))}


def _range_within(found: Found) -> Senses | None:
    """Monday to Thursday of next week."""
    period: Days = found["p"]
    first, end = period.options[0][0]
    if not period.is_period or (end - first).days > WEEK or found["b"] < found["a"]:
        return None
    monday = _monday(first)
    return {Sort.DAYS: Days(options=(((monday + found["a"] * DAY, monday + (found["b"] + 1) * DAY),),))}


def _nth_within(found: Found) -> Senses | None:
    first, end = found["p"].options[0][0]
    if (end - first).days < 28:
        return None
    day = nth_weekday(first.year, first.month, found["o"], found["w"])
    return None if day is None else {Sort.DAYS: Days.on(day)}


def _week_of(found: Found) -> Senses | None:
    days: Days = found["d"]
    is_hence = found.get("f") and found.here.language == "en"
    if found["u"] != "week" or is_hence or not days.is_single or len(days.options) > 1:
        return None
    monday = _monday(days.first)
    return {Sort.DAYS: Days.period(monday, monday + WEEK * DAY)}


def _day_within(found: Found) -> Senses | None:
    """The first or last day of next month."""
    first, end = found["p"].options[0][0]
    return _nth_day(found["o"], first, end) if found["u"] == "day" and found["p"].is_period else None


def _day_of_month(found: Found) -> Senses | None:
    if found["u"] != "day" or found["m"] != "month":
        return None
    month = whole_month(found.here.today.year, found.here.today.month)
    return _nth_day(found["o"], *month.options[0][0])


def _nth_day(nth: int, first: date, end: date) -> Senses | None:
    day = first + (nth - 1) * DAY if nth > 0 else end + nth * DAY
    return {Sort.DAYS: Days.on(day)} if first <= day < end else None


def _numbered_within(found: Found) -> Senses | None:
    """10th of next month."""
    number, period = found["n"], found["p"]
    first, end = period.options[0][0]
    if not period.is_period or first.day != 1 or (end - first).days > 31 or number != int(number):
        return None
    return _nth_day(int(number), first, end) if number > 0 else None


def _dated_within(found: Found) -> Senses | None:
    """The 5th of next month."""
    days: Days = found["d"]
    period: Days = found["p"]
    first, end = period.options[0][0]
    if days.month_day is None or days.month is not None or not period.is_period or (end - first).days > 31:
        return None
    if days.month_day > days_of(first.year, first.month):
        return {Sort.DAYS: Days.on(end - DAY, end, question=Question.NO_SUCH_DATE)}
    return {Sort.DAYS: Days.on(first.replace(day=days.month_day))}


def _weeks_from(found: Found) -> Senses | None:
    """A week tomorrow; other lengths beside a day say how long."""
    length: Length = found["l"]
    if length.minutes or length.months or not length.days or length.days % WEEK:
        return None
    return {Sort.DAYS: Days.on(found.here.today + (found["r"] + length.days) * DAY)}


def _days_from(found: Found) -> Senses | None:
    """Tuesday fortnight: from then on, or for as long?"""
    length: Length = found["l"]
    return None if length.minutes else {Sort.DOUBT: Question.VAGUE}


def _one_hence(found: Found) -> Senses | None:
    """The day after Christmas."""
    if found["u"] in ("minute", "hour"):
        return None
    days: Days = found["d"]
    if not days.is_single or len(days.options) > 1:
        return None
    day = _later(days.first, Length.of(1, found["u"]))
    return None if day is None else {Sort.DAYS: Days.on(day)}


def _hence(found: Found) -> Senses | None:
    return _moved(found, 1)


def _ahead_of(found: Found) -> Senses | None:
    return _moved(found, -1)


def _moved(found: Found, sign: int) -> Senses | None:
    length: Length = found["l"]
    days: Days = found["d"]
    if length.minutes or not days.is_single:
        return None
    # "A week from Wednesday", said on one, is a week from the next.
    starts = [spans[0][0] for spans in days.options]
    moved = [_later(day, length, sign) for day in starts]
    return {Sort.DAYS: Days.on(*(day for day in moved if day), question=days.question)} if all(moved) else None


def _from_now(found: Found) -> Senses | None:
    return _in(found, 1)


def _ago(found: Found) -> Senses | None:
    return _in(found, -1)


def _one_ago(found: Found) -> Senses | None:
    day = _later(found.here.today, Length.of(1, found["u"]), -1) if found["u"] not in ("minute", "hour") else None
    return None if day is None else {Sort.DAYS: Days.on(day)}


def _in(found: Found, sign: int) -> Senses | None:
    length: Length = found["l"]
    if length.minutes:
        return {Sort.MOMENT: sign * length.minutes} if length.minutes < 1000 * HOUR else None
    day = _later(found.here.today, length, sign)
    if day is None:
        return None
    if length.days in _WEEKS_IN_WORDS.get(found.here.language, ()):
        return {Sort.DAYS: Days.on(day - sign * DAY, day, question=Question.WHICH_DAY)}
    return {Sort.DAYS: Days.on(day)}


def _same_day(found: Found) -> Senses | None:
    """Tomorrow, Thursday: one day, or a slip that is asked about."""
    one, other = found["a"], found["b"]
    if not (one.is_single and other.is_plain and len(one.options) == 1) or one.weekdays:
        return None
    if one.first.weekday() == other.weekdays[0]:
        return {Sort.DAYS: one}
    return {Sort.DAYS: Days.on(one.first, other.options[-1][0][0], question=Question.WEEKDAY_DIFFERS)}


def _list(found: Found) -> Senses | None:
    all_days: list[Days] = found.all(Sort.DAYS)
    # Only single days make a list by commas alone.
    if not all(days.is_single for days in all_days):
        return None
    options = [
        tuple(sorted(sum(chosen, ())))
        for chosen in islice(product(*(days.options for days in all_days)), _MOST_OPTIONS)
    ]
    question = next((days.question for days in all_days if days.question), None)
    weekdays = [weekday for days in all_days for weekday in days.weekdays]
    return {
        Sort.DAYS: Days(
            options=tuple(options),
            weekdays=tuple(weekdays) if all(days.is_plain for days in all_days) else (),
            is_plain=any(days.is_plain for days in all_days),
            question=question,
        )
    }


def _bare_list(found: Found) -> Senses | None:
    """Mon Wed Fri."""
    return _list(found) if all(days.is_plain for days in found.all(Sort.DAYS)) else None


def _through(found: Found) -> Senses | None:
    first: Days = found["a"]
    last: Days = found["b"]
    if not (first.is_single and last.is_single) or first.question or last.question:
        return None
    spans = [_span(spans[0][0], last) for spans in first.options]
    if not all(spans):
        return None
    weekdays: tuple[int, ...] = ()
    if first.is_plain and last.is_plain:
        days = (last.weekdays[0] - first.weekdays[0]) % WEEK
        weekdays = tuple((first.weekdays[0] + number) % WEEK for number in range(days + 1))
    options = tuple((span,) for span in spans if span)
    return {Sort.DAYS: Days(options=options, weekdays=weekdays, is_plain=first.is_plain)}


def _span(first: date, last: Days) -> Span | None:
    end = coming(last.weekdays[0], first) if last.is_plain else last.options[0][0][0]
    if end < first and last.month is not None:
        end = date(end.year + 1, end.month, min(end.day, 28))
    return (first, end + DAY) if end >= first else None


def _beyond(found: Found) -> Senses | None:
    """After Friday: when, is not said. By Friday is."""
    is_by = not {Sort.BY, Sort.UNTIL}.isdisjoint(found.terms[0].senses)
    return None if is_by else {Sort.DOUBT: Question.VAGUE}


def _doubt(found: Found) -> Senses:
    return {Sort.DOUBT: Question.VAGUE}


def _led(found: Found) -> Senses | None:
    # "El mar" and "la mer" are the sea.
    return {Sort.WEEKDAY: found["w"]} if found.here.language in ("en", "de") else None


_WHICH = "(n:next|t:this|c:coming|l:last|a:afternext)"
_JOINT = "(or|and|sep|sep or|sep and)"

# What is seen as a weekday only beside what is sure.
UPGRADES: tuple[Rule, ...] = (
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
    rule("it=(w:weakday) dash/to weekday/weakday", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("weekday dash/to/and/or/sep it=(w:weakday)", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("it=(w:weakday) dash/to/and/or/sep weekday", lambda found: {Sort.WEEKDAY: found["w"]}),
    rule("clock/range sep? on? it=(w:weakday)", lambda found: {Sort.WEEKDAY: found["w"]}),
)
RULES: tuple[Rule, ...] = (
    rule("l:length r:relday", _weeks_from),
    rule("r:relday in l:length", _weeks_from),
    rule("weekday l:length !word", _days_from),
    rule("r:relday", _relative),
    rule("it=(this) part", lambda found: {Sort.DAYS: Days.on(found.here.today)}),
    rule(f"edge of? article? {_WHICH}* article? unit/weekend next/coming/last?", _doubt),
    rule(f"article? {_WHICH} u:unit", _period),
    rule(f"article? u:unit {_WHICH}", _period),
    rule(f"article? {_WHICH} weekend", _weekend),
    rule(f"article? weekend {_WHICH}", _weekend),
    rule("on/article/at/in on/article/at/in* weekend", _weekend),
    rule("^ weekend !word", _weekend),
    rule("it=(weekend) sep* $", _weekend),
    rule("in/for/on? article? next/coming l:length", _next_days),
    rule("in/for? article? n:num next/coming u:unit", _next_days),
    rule("u:unit (of|f:from) article? d:days", _week_of),
    rule("article? o:ord u:unit of/in? article? p:days", _day_within),
    rule("article? o:ord u:unit of/in article/this* m:unit", _day_of_month),
    rule("on/article* n:num/ord monthday? of article? p:days", _numbered_within),
    rule("d:days of/in/on? p:days", _dated_within),
    rule("p:days sep? on/article* d:days", _dated_within),
    rule("article? o:ord w:weekday of/in/on? article? p:days", _nth_within),
    rule(
        "from/on/article* a:weekday dash/to/until article/on* b:weekday sep? of/on/in/from? article? p:days",
        _range_within,
    ),
    rule("p:days sep? from/on/article/of* a:weekday dash/to/until article/on* b:weekday", _range_within),
    rule(
        "article? w:weekday (or/and/sep/dash on/article* weekday)* sep? of/on/in/from? article? p:days",
        _within_week,
    ),
    rule("p:days sep? on/article/of* w:weekday (or/and/sep on/article? weekday)*", _within_week),
    rule("article? w:weekday in l:length", _week_hence),
    rule("in l:length on/article* w:weekday", _weekday_in),
    rule("article? w:weekday k:weekhence !num", _week_hence),
    rule("l:length hence/on article/on* w:weekday", _week_hence),
    rule(f"article? {_WHICH} w:weekday", _weekday),
    rule(f"article? w:weekday {_WHICH}", _weekday),
    rule("article w:weekday", _weekday),
    rule("w:weekday", _weekday),
    rule("l:length hence now", _from_now),
    rule("article/one? u:unit hence d:days", _one_hence),
    rule("l:length hence/in d:days", _hence),
    rule("l:length before article/on* d:days", _ahead_of),
    rule("l:length ago", _ago),
    rule("u:unit ago", _one_ago),
    rule("before l:length", _ago),
    rule("in at/for/filler* l:length", _from_now),
    rule("u:unit (of|f:from) article? d:days", _week_of),
    rule("a:days sep? b:days", _same_day),
)
SEVERAL: tuple[Rule, ...] = (
    rule("not on/article/at* days/clock/part/parts/range", _doubt),
    rule("from/between? article/on* a:days to/dash/until article/on* b:days", _through),
    rule("between article/on* a:days and article/on* b:days", _through),
    rule("after/before article/on? days", _beyond),
    rule("days (joined:days)(days)*", _bare_list),
    rule(f"days ({_JOINT} on/article* days)({_JOINT} on/article* days)*", _list),
)

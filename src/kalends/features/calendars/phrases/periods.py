"""Rules for weeks, weekends and months as seen from today, and for the days within them."""

from dataclasses import replace
from datetime import date

from kalends.features.calendars.phrases.almanac import days_of, later, monday_of, month_after, nth_weekday, whole_month
from kalends.features.calendars.phrases.dates import is_of
from kalends.features.calendars.phrases.days import WHICH, which_of
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, WEEK, Days, Length
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort

_SATURDAY = 5


def _period(found: Found) -> Senses | None:
    today, which = found.here.today, which_of(found)
    weeks = {"this": 0, "next": 1, "coming": 1, "afternext": 2, "last": -1}[which or "this"]
    match found.get("u"):
        case "week":
            first = monday_of(today) + weeks * WEEK * DAY
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
    today, which = found.here.today, which_of(found)
    weeks = {"next": 1, "afternext": 2, "last": -1}.get(which or "this", 0)
    saturday = monday_of(today) + _SATURDAY * DAY + weeks * WEEK * DAY
    return {Sort.DAYS: Days.period(saturday, saturday + 2 * DAY)}


def _next_days(found: Found) -> Senses | None:
    length = found.get("l") or Length.of(found["n"], found["u"])
    end = None if length.minutes else later(found.here.today, length)
    return None if end is None else {Sort.DAYS: Days.period(found.here.today, end)}


def _within_week(found: Found) -> Senses | None:
    """Of the weekdays that a week was said for, those days of it."""
    period: Days = found["p"]
    if not period.is_period:
        return None
    first, end = period.options[0][0]
    if (end - first).days > WEEK:
        return None
    such = [monday_of(first) + weekday * DAY for weekday in found.all(Sort.WEEKDAY)]
    return {Sort.DAYS: Days(options=(tuple((day, day + DAY) for day in such),))}


def _one_within(found: Found) -> Senses | None:
    period: Days = found["p"]
    first, end = period.options[0][0]
    if not period.is_period or (end - first).days > WEEK:
        return None
    return {Sort.DAYS: Days.on(monday_of(first) + found["w"] * DAY)}


def _perhaps_within(found: Found) -> Senses | None:
    """Monday morning or Wednesday afternoon of next week: both, or this Monday."""
    days = _one_within(found)
    return days and {Sort.DAYS: replace(days[Sort.DAYS], question=Question.VAGUE)}


def _part_within(found: Found) -> Senses | None:
    """Wednesday afternoon of next week."""
    days = _one_within(found)
    return days and {**days, Sort.PART: found["q"]}


def _range_within(found: Found) -> Senses | None:
    """Monday to Thursday of next week."""
    period: Days = found["p"]
    first, end = period.options[0][0]
    if not period.is_period or (end - first).days > WEEK or found["b"] < found["a"]:
        return None
    monday = monday_of(first)
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
    monday = monday_of(days.first)
    return {Sort.DAYS: Days.period(monday, monday + WEEK * DAY)}


def _weekend_of(found: Found) -> Senses | None:
    """The weekend of the 12th, where that is in one."""
    days: Days = found["d"]
    is_in_one = days.is_single and days.month_day is not None and days.first.weekday() >= _SATURDAY
    if not is_in_one:
        return {Sort.DOUBT: Question.VAGUE} if days.month_day is not None else None
    saturday = monday_of(days.first) + _SATURDAY * DAY
    return {Sort.DAYS: Days.period(saturday, saturday + 2 * DAY)}


def _day_within(found: Found) -> Senses | None:
    """The first or last day of next month."""
    first, end = found["p"].options[0][0]
    return _nth_day(found["o"], first, end) if found["u"] == "day" and found["p"].is_period else None


def _day_of_month(found: Found) -> Senses | None:
    # Russian needs no "of".
    is_of = found.here.language == "ru" or len(found.all(Sort.OF)) + len(found.all(Sort.IN)) > 0
    if found["u"] != "day" or found["m"] != "month" or not is_of:
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
    if not is_of(found) or not period.is_period or first.day != 1 or (end - first).days > 31 or number != int(number):
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
    day = first.replace(day=days.month_day)
    return {Sort.DAYS: Days.on(day)} if first <= day < end else None


def _edge(found: Found) -> Senses:
    return {Sort.DOUBT: Question.VAGUE}


RULES: tuple[Rule, ...] = (
    rule(f"edge of? article? {WHICH}* article? unit/weekend next/coming/last?", _edge),
    rule(f"article? {WHICH} u:unit", _period),
    rule(f"article? u:unit {WHICH}", _period),
    rule(f"article? {WHICH} weekend", _weekend),
    rule(f"article? weekend {WHICH}", _weekend),
    rule("on/article/at/in/this* weekend of/from article? d:days", _weekend_of),
    rule("on/article/at/in on/article/at/in* weekend", _weekend),
    rule("^ weekend !word", _weekend),
    rule("it=(weekend) sep* $", _weekend),
    rule("in/for/on? article? next/coming l:length", _next_days),
    rule("in/for? article? n:num next/coming u:unit", _next_days),
    rule("u:unit (of|f:from) article? d:days", _week_of),
    rule("article? o:ord u:unit of/in? article? p:days", _day_within),
    rule("article/on? o:ord u:unit of/in? article/this* m:unit", _day_of_month),
    rule("on/article* n:num/ord monthday? of article? p:days", _numbered_within),
    rule("d:days of/in/on? p:days", _dated_within),
    rule("p:days sep? on/article* d:days", _dated_within),
    rule("article? o:ord w:weekday of/in/on? article? p:days", _nth_within),
    rule(
        "from/on/article* a:weekday dash/to/until article/on* b:weekday sep? of/on/in/from? article? p:days",
        _range_within,
    ),
    rule("between article/on* a:weekday and article/on* b:weekday sep? of/on/in/from? article? p:days", _range_within),
    rule("p:days sep? between article/on* a:weekday and article/on* b:weekday", _range_within),
    rule("p:days sep? from/on/article/of* a:weekday dash/to/until article/on* b:weekday", _range_within),
    rule(
        "it=(article? w:weekday) part or/and article/on* weekday part/meridiem of/in/on? article? p:days",
        _perhaps_within,
    ),
    rule("article? w:weekday q:part/meridiem of/in/on? article? p:days", _part_within),
    rule(
        "article? w:weekday (or/and/sep/dash on/article* weekday)* sep? of/on/in/from? article? p:days",
        _within_week,
    ),
    rule("p:days sep? on/article/of* w:weekday (or/and/sep on/article? weekday)*", _within_week),
)
# Once days in a distance are known.
WEEKS_OF: tuple[Rule, ...] = (rule("u:unit (of|f:from) article? d:days", _week_of),)

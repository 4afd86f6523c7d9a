"""Rules for months and numbered weeks as a whole, and for the days that are counted within a month."""

from datetime import date

from kalends.features.calendars.phrases.almanac import days_of, nth_weekday, whole_month
from kalends.features.calendars.phrases.dates import YEAR
from kalends.features.calendars.phrases.datings import whole
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, WEEK, Days
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort


def _year(found: Found) -> Senses | None:
    return {Sort.YEAR: found["y"], Sort.NUM: found["y"]} if found["u"] == "year" else None


def _nth_of_month(found: Found) -> Senses | None:
    today, month = found.here.today, found["m"]
    year = found.get("y") or today.year + (month < today.month)
    day = nth_weekday(year, month, found["o"], found["w"])
    return None if day is None else {Sort.DAYS: Days.on(day)}


def _nth_day_of_month(found: Found) -> Senses | None:
    """The last day of January."""
    today, month = found.here.today, found["m"]
    year = found.get("y") or today.year + (month < today.month)
    last = days_of(year, month)
    day = found["o"] if found["o"] > 0 else last + 1 + found["o"]
    if found["u"] == "week":
        return {Sort.DOUBT: Question.VAGUE}  # its first Monday's, or the first days'
    return {Sort.DAYS: Days.on(date(year, month, day))} if found["u"] == "day" and 1 <= day <= last else None


def _month(found: Found) -> Senses | None:
    today, month = found.here.today, found["m"]
    year = found.get("y") or today.year + (month < today.month)
    if found.get("next") and (year, month) == (today.year, today.month):
        year += 1
    return {Sort.DAYS: whole_month(year, month)}


def _named(found: Found) -> Senses | None:
    """The invoice of November."""
    of = found.terms[1].senses
    return {Sort.WORD: found["m"]} if {Sort.IN, Sort.ON, Sort.BY, Sort.STARTING}.isdisjoint(of) else None


def _months(found: Found) -> Senses | None:
    """In May and June, from November to January."""
    first, last, today = found["m"], found["n"], found.here.today
    year = today.year + (first < today.month)
    end = whole_month(year + (last < first), last).options[0][0][1]
    return {Sort.DAYS: Days.period(date(year, first, 1), end)}


def _week_number(found: Found) -> Senses | None:
    number = whole(found["n"])
    if number is None or not 1 <= number <= 53:
        return None
    year = found.get("y") or found.here.today.isocalendar().year
    weeks = [_week_of(one, number) for one in ((year,) if found.get("y") else (year, year + 1))]
    monday = next((monday for monday in weeks if monday and monday + WEEK * DAY > found.here.today), None)
    return None if monday is None else {Sort.DAYS: Days.period(monday, monday + WEEK * DAY)}


def _week_of(year: int, number: int) -> date | None:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def _until_month(found: Found) -> Senses | None:
    """Until March: with it, or without? "To March" and "by March" are more than that."""
    is_sure = Sort.TO not in found.terms[0].senses or found.here.language == "en"
    return {Sort.DOUBT: Question.VAGUE} if is_sure else None


def _edge(found: Found) -> Senses:
    return {Sort.DOUBT: Question.VAGUE}


WITHIN: tuple[Rule, ...] = (
    rule("y:year u:unit", _year),
    rule(f"article? o:ord w:weekday of/in? article? m:month/weakmonth {YEAR}", _nth_of_month),
)
RULES: tuple[Rule, ...] = (
    rule(f"weekno n:num {YEAR}", _week_number),
    rule("until m:month/weakmonth !num !ord !year !next", _until_month),
    rule("in/from/between/of/on/by/starting m:month (to/dash/until/and/or) in/of/on? n:month !num !year", _months),
    rule("^ m:month (to/dash/until/and/or) n:month $", _months),
    rule("edge article? next/this/coming/last* m:month/weakmonth", _edge),
    rule(f"article? o:ord u:unit of/in? article? m:month/weakmonth {YEAR}", _nth_day_of_month),
    rule("m:month/weakmonth sep? of? y:year", _month),
    rule("^ m:month $", _month),
    rule("in/on/of/by/until/starting/from? next:next m:month/weakmonth", _month),
    rule("word it=(of m:month/weakmonth) !num !ord !year", _named),
    rule("in/on/of/by/starting/this/coming it=(m:month/weakmonth)", _month),
    rule("in/on/of/by/starting/from? m:month/weakmonth next:next", _month),
)

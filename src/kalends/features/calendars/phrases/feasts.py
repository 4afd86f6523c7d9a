"""Feasts: on a date, or so many days from a movable one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kalends.features.calendars.phrases.almanac import coming, easter
from kalends.features.calendars.phrases.dates import YEAR
from kalends.features.calendars.phrases.datings import as_days, dated
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, WEEK, Days
from kalends.features.calendars.phrases.reading import Question
from kalends.features.calendars.phrases.sorts import Sort


def _festive(found: Found) -> Senses | None:
    feast: str = found["f"]
    if not feast.startswith(tuple(_MOVABLE)):
        month, day = (int(part) for part in feast.split("-"))
        return as_days(dated(found.get("y"), month, day, found.here.today))
    years = [found["y"]] if found.get("y") else [found.here.today.year, found.here.today.year + 1]
    days = [_movable(feast, year) for year in years]
    return {Sort.DAYS: Days.on(next((day for day in days if day >= found.here.today), days[-1]))}


def _perhaps(found: Found) -> Senses | None:
    """The Christmas party: on which day, is not said."""
    if found.get("c") not in (None, "late") or found["f"] in _EVENINGS:
        return None  # Christmas dinner is of that day
    days = _festive(found)
    return days and {Sort.DAYS: replace(days[Sort.DAYS], question=Question.VAGUE)}


def _named(found: Found) -> Senses:
    """The Christmas party on Friday."""
    return {Sort.WORD: "feast"}


def _movable(feast: str, year: int) -> date:
    """So many days from one that moves: "easter+1"."""
    name, sign, away = feast.replace("-", "+-").partition("+")
    return _MOVABLE[name](year) + (int(away) if sign else 0) * DAY


def _thanksgiving(year: int) -> date:
    """The fourth Thursday of November."""
    return coming(3, date(year, 10, 31)) + 3 * WEEK * DAY


def _advent(year: int) -> date:
    """The first of four Sundays before Christmas."""
    return coming(6, date(year, 12, 24) - (4 * WEEK + 1) * DAY)


_MOVABLE: dict[str, Callable[[int], date]] = {"easter": easter, "thanksgiving": _thanksgiving, "advent": _advent}
# Whose parties are on them.
_EVENINGS = frozenset({"10-31", "12-31"})
_DATE = (
    "(weekday/weekdays/datetext/dotted/relday|num/ord of? month/weakmonth|month num/ord"
    "|num/ord to/dash/and article? num/ord of? month/weakmonth|this/next/coming unit)"
)
_LEADS = "from/on/article/sep/at/every/next/this/in/of*"
RULES: tuple[Rule, ...] = (
    rule(f"it=(festive) word/context word? word? {_LEADS} {_DATE}", _named),
    rule(f"word/context of it=(festive) {_LEADS} {_DATE}", _named),
    rule(f"{_DATE} year? clock/range/hourclock/part/at/sep/from* it=(festive) word/context", _named),
    rule("it=(f:festive) (word|c:context)", _perhaps),
    rule("word of it=(f:festive)", _perhaps),
    rule(f"f:festive {YEAR}", _festive),
)

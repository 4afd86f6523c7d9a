"""Feasts: on a date, or so many days from a movable one."""

from datetime import date

from kalends.features.calendars.phrases.almanac import easter, nth_weekday
from kalends.features.calendars.phrases.dates import YEAR, as_days, dated
from kalends.features.calendars.phrases.grammar import Found, Rule, Senses, rule
from kalends.features.calendars.phrases.pieces import DAY, Days
from kalends.features.calendars.phrases.sorts import Sort


def _festive(found: Found) -> Senses | None:
    feast: str = found["f"]
    if not feast.startswith(("easter", "thanksgiving")):
        month, day = (int(part) for part in feast.split("-"))
        return as_days(dated(found.get("y"), month, day, found.here.today))
    years = [found["y"]] if found.get("y") else [found.here.today.year, found.here.today.year + 1]
    days = [_movable(feast, year) for year in years]
    return {Sort.DAYS: Days.on(next((day for day in days if day >= found.here.today), days[-1]))}


def _movable(feast: str, year: int) -> date:
    """So many days from Easter or from Thanksgiving: "easter+1"."""
    name, sign, away = feast.replace("-", "+-").partition("+")
    november = nth_weekday(year, 11, 4, 3)
    assert november is not None
    return (easter(year) if name == "easter" else november) + (int(away) if sign else 0) * DAY


RULES: tuple[Rule, ...] = (rule(f"f:festive {YEAR}", _festive),)

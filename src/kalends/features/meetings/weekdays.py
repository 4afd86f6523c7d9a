"""The hours of a week, in which a weekly slot is looked for, as windows of the first week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kalends.core.time import instant_of
from kalends.features.meetings.errors import EndsBeforeItStarts, OutOfTime
from kalends.features.meetings.proposal import NewWindow, ensure_zone

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayHours:
    """Wall times on one day of each week; 0 is Monday. An end at midnight is the end of that day."""

    weekday: int
    start: time
    end: time


def first_week(hours: Sequence[WeekdayHours], first_on: date, zone_name: str) -> list[NewWindow]:
    """From `first_on` on, each weekday at its first occurrence."""
    ensure_zone(zone_name, "zone")
    return [_window(one, first_on, zone_name, f"weekdays.{number}") for number, one in enumerate(hours)]


def _window(hours: WeekdayHours, first_on: date, zone_name: str, field: str) -> NewWindow:
    if hours.end <= hours.start and hours.end != time():
        raise EndsBeforeItStarts(field=f"{field}.end")
    try:
        day = first_on + (hours.weekday - first_on.weekday()) % 7 * DAY
        last = day + DAY if hours.end == time() else day
        start, end = datetime.combine(day, hours.start), datetime.combine(last, hours.end)
        return NewWindow(start=instant_of(start, zone_name), end=instant_of(end, zone_name), zone=zone_name)
    except OverflowError as beyond:
        raise OutOfTime(field="first_on") from beyond

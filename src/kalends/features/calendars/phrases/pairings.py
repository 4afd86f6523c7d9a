"""Groups that belong to each other: a time to its day, weekdays to their week, an end to its beginning."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from kalends.core.time import zone
from kalends.features.calendars.phrases.almanac import monday_of
from kalends.features.calendars.phrases.pieces import DAY, HOUR, NOON, WEEK, Days
from kalends.features.calendars.phrases.reading import Question, Reading
from kalends.features.calendars.phrases.said import Group
from kalends.features.calendars.phrases.walls import Outcome
from kalends.features.calendars.phrases.windows import MOST_DAYS


def completed(groups: Sequence[Group]) -> list[Group]:
    """A time without its day is of the day before it, or of the one after, and of that one's part."""
    whole = [group for group in groups if group.days is not None or group.time is not None]
    for number, group in enumerate(whole):
        if group.days is None:
            near = [*whole[:number][::-1], *whole[number + 1 :]]
            other = next((other for other in near if other.days is not None), group)
            group.days, group.parts = other.days, group.parts or other.parts
            group.named = group.named or other.named
    return whole


def within_week(groups: list[Group]) -> list[Group]:
    """Friday 3pm next week: the weekdays are of the week that is said beside them."""
    weeks = [group for group in groups if group.time is None and not group.parts and _is_week(group.days)]
    others = [group for group in groups if group not in weeks]
    days = [group.days for group in others if group.days is not None]
    if len(weeks) != 1 or not days or not all(one.is_plain and one.weekdays for one in days):
        return groups
    assert weeks[0].days is not None
    monday = monday_of(weeks[0].days.first)
    for group in others:
        if group.days is not None:
            such = tuple(monday + weekday * DAY for weekday in group.days.weekdays)
            group.days = Days(options=(tuple((day, day + DAY) for day in such),), weekdays=group.days.weekdays)
    return others


def _is_week(days: Days | None) -> bool:
    return days is not None and days.is_period and (days.options[0][0][1] - days.first).days in range(3, WEEK + 1)


def lasting(last: Group, outcomes: Sequence[Outcome]) -> Reading | None:
    begin, end = outcomes
    return _from_to(begin, end, is_weekday=last.days is not None and last.days.is_plain)


def _from_to(begin: Outcome, end: Outcome, *, is_weekday: bool) -> Reading | None:
    """From Friday 9am to Sunday 5pm."""
    if not begin.is_clear:
        return None
    start = begin.readings[0].start
    if end.question is Question.HALF_OF_DAY and start is not None and _hour(begin.readings[0]) > NOON // HOUR:
        # From 20:00 on Friday to 6 on Saturday: who counts to 24 does so twice.
        end = Outcome(readings=tuple(one for one in end.readings if _hour(one) <= NOON // HOUR))
    if not end.is_clear:
        return None
    last = end.readings[0].start
    if start is not None and last is not None and last < start and is_weekday:
        last = _a_week_later(last, end.readings[0].zone)  # from Monday to Friday, said on a Wednesday
    if start is None or last is None or not start < last < start + MOST_DAYS * DAY:
        return None
    return replace(begin.readings[0], end=last)


def _hour(point: Reading) -> int:
    assert point.start is not None
    return point.start.astimezone(zone(point.zone)).hour


def _a_week_later(moment: datetime, zone_name: str) -> datetime:
    """At the same time of day there."""
    return (moment.astimezone(zone(zone_name)) + WEEK * DAY).astimezone(UTC)

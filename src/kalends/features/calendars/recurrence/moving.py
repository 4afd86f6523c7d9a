"""A rule whose start moves: what it says of days and times moves along, where it can be told how."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kalends.features.calendars.recurrence.errors import RuleDoesNotFollow
from kalends.features.calendars.recurrence.rule import Frequency, Rule, Weekday, WeekdayNumber


def moved_rule(rule: Rule, before: datetime, after: datetime) -> Rule:
    """The rule of a series whose start was `before` and is `after`, both wall times; its end stays as it is.

    Raises RuleDoesNotFollow where it names days or times that do not say where they would go.
    """
    rule = _with_clock(rule, before, after)
    days = (after.date() - before.date()).days
    if not days or not _names_days(rule):
        return rule
    if rule.freq <= Frequency.WEEKLY and not (rule.bymonth or rule.bymonthday or rule.byyearday or rule.bysetpos):
        return replace(rule, byday=_rotated(rule.byday, days))
    return _within_month(rule, before, after)


def _with_clock(rule: Rule, before: datetime, after: datetime) -> Rule:
    for unit, part in (("hour", "byhour"), ("minute", "byminute"), ("second", "bysecond")):
        old, new, named = getattr(before, unit), getattr(after, unit), getattr(rule, part)
        if old == new or not named:
            continue
        if list(named) != [old]:
            raise RuleDoesNotFollow(field="start")
        rule = replace(rule, **{part: [new]})
    return rule


def _within_month(rule: Rule, before: datetime, after: datetime) -> Rule:
    """The one day of a month that the start is: by its number, or as the n-th of its weekday."""
    if rule.byyearday or rule.byweekno or rule.bysetpos or (rule.byday and rule.bymonthday):
        raise RuleDoesNotFollow(field="start")
    if before.month != after.month and rule.bymonth:
        if list(rule.bymonth) != [before.month]:
            raise RuleDoesNotFollow(field="start")
        rule = replace(rule, bymonth=[after.month])
    if rule.bymonthday:
        if list(rule.bymonthday) != [before.day]:
            raise RuleDoesNotFollow(field="start")
        return replace(rule, bymonthday=[after.day])
    if rule.byday:
        is_from_end = rule.byday[0].number < 0
        if list(rule.byday) != [_numbered(before, is_from_end=is_from_end)] or (
            rule.freq is Frequency.YEARLY and not rule.bymonth
        ):
            raise RuleDoesNotFollow(field="start")
        return replace(rule, byday=[_numbered(after, is_from_end=is_from_end)])
    return rule


def _numbered(day: datetime, *, is_from_end: bool) -> WeekdayNumber:
    if not is_from_end:
        return WeekdayNumber(Weekday(day.weekday()), (day.day - 1) // 7 + 1)
    number = 1
    while (day + timedelta(weeks=number)).month == day.month:
        number += 1
    return WeekdayNumber(Weekday(day.weekday()), -number)


def _rotated(weekdays: Sequence[WeekdayNumber], days: int) -> Sequence[WeekdayNumber]:
    return [WeekdayNumber(Weekday((one.weekday + days) % 7), one.number) for one in weekdays]


def _names_days(rule: Rule) -> bool:
    return bool(rule.byday or rule.bymonthday or rule.byyearday or rule.byweekno or rule.bymonth or rule.bysetpos)

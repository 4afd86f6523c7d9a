"""Recurrence as one would explain it: look at every moment of a span and ask the rule's parts of it, one by one.

Follows RFC 8984, section 4.3.3.1, which says the same as RFC 5545, section 3.3.10, as a procedure.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kalends.features.calendars.recurrence import Frequency, Rule, Weekday

DAY = timedelta(days=1)


def occurrences(rule: Rule, start: datetime, until: datetime) -> list[datetime]:
    """All that the rule yields from the start up to, but without, `until`; its UNTIL and COUNT are not looked at."""
    periods: dict[int, list[datetime]] = defaultdict(list)
    first_period = period(rule, start)
    for moment in moments(rule, start, until):
        if (period(rule, moment) - first_period) % rule.interval == 0:
            periods[period(rule, moment)].append(moment)
    found: set[datetime] = set()
    for members in periods.values():
        found.update(members if not rule.bysetpos else picked(rule, members))
    return sorted(moment for moment in found if start <= moment < until)


def picked(rule: Rule, members: list[datetime]) -> Iterator[datetime]:
    for position in rule.bysetpos:
        if abs(position) <= len(members):
            yield members[position - 1 if position > 0 else position]


def moments(rule: Rule, start: datetime, until: datetime) -> Iterator[datetime]:
    hours = rule.byhour or ([start.hour] if rule.freq > Frequency.HOURLY else range(24))
    minutes = rule.byminute or ([start.minute] if rule.freq > Frequency.MINUTELY else range(60))
    seconds = rule.bysecond or ([start.second] if rule.freq > Frequency.SECONDLY else range(60))
    times = [time(hour, minute, second) for hour in hours for minute in minutes for second in seconds]
    # Whole periods, for BYSETPOS counts all that is in one, also what comes before the start.
    for day in days(whole(rule, start.date()), whole_end(rule, until.date())):
        if matches(rule, start.date(), day):
            yield from (datetime.combine(day, at) for at in times)


def days(first: date, last: date) -> Iterator[date]:
    return (first + number * DAY for number in range((last - first).days + 1))


def whole(rule: Rule, day: date) -> date:
    match rule.freq:
        case Frequency.YEARLY:
            return date(day.year, 1, 1)
        case Frequency.MONTHLY:
            return date(day.year, day.month, 1)
        case Frequency.WEEKLY:
            return day - (day.weekday() - rule.wkst) % 7 * DAY
        case _:
            return day


def whole_end(rule: Rule, day: date) -> date:
    match rule.freq:
        case Frequency.YEARLY:
            return date(day.year, 12, 31)
        case Frequency.MONTHLY:
            return date(day.year, day.month, month_length(day))
        case _:
            return whole(rule, day) + 6 * DAY if rule.freq == Frequency.WEEKLY else day


def period(rule: Rule, moment: datetime) -> int:
    """The number of the unit in which FREQ counts."""
    day = moment.toordinal()
    match rule.freq:
        case Frequency.YEARLY:
            return moment.year
        case Frequency.MONTHLY:
            return moment.year * 12 + moment.month
        case Frequency.WEEKLY:
            return whole(rule, moment.date()).toordinal() // 7
        case Frequency.DAILY:
            return day
        case Frequency.HOURLY:
            return day * 24 + moment.hour
        case Frequency.MINUTELY:
            return (day * 24 + moment.hour) * 60 + moment.minute
        case Frequency.SECONDLY:
            return ((day * 24 + moment.hour) * 60 + moment.minute) * 60 + moment.second


def matches(rule: Rule, start: date, day: date) -> bool:
    yearly = rule.freq == Frequency.YEARLY and not rule.byyearday
    implies_month = yearly and not rule.bymonth and not rule.byweekno and (rule.bymonthday or not rule.byday)
    month_days, week_days = rule.bymonthday, rule.byday
    if not month_days and not week_days:
        if rule.freq == Frequency.WEEKLY or (yearly and rule.byweekno):
            return matches_rest(rule, day) and day.weekday() == start.weekday()
        if rule.freq == Frequency.MONTHLY or yearly:
            month_days = [start.day]
    if implies_month:
        rule = replace(rule, bymonth=[start.month])
    return (
        matches_rest(rule, day)
        and (not month_days or day.day in month_days or day.day - month_length(day) - 1 in month_days)
        and (not week_days or matches_weekday(rule, day))
    )


def matches_rest(rule: Rule, day: date) -> bool:
    number, length = day.timetuple().tm_yday, year_length(day.year)
    return (
        (not rule.bymonth or day.month in rule.bymonth)
        and (not rule.byyearday or number in rule.byyearday or number - length - 1 in rule.byyearday)
        and (not rule.byweekno or any(week in rule.byweekno for week in weeks(day, rule.wkst)))
    )


def matches_weekday(rule: Rule, day: date) -> bool:
    in_month = rule.freq == Frequency.MONTHLY or bool(rule.bymonth)
    number = day.day if in_month else day.timetuple().tm_yday
    length = month_length(day) if in_month else year_length(day.year)
    numbers = {0, (number - 1) // 7 + 1, -((length - number) // 7 + 1)}
    return any(one.weekday == day.weekday() and one.number in numbers for one in rule.byday)


def weeks(day: date, wkst: Weekday) -> tuple[int, int]:
    """The number of a day's week, from the start and from the end of the year to which the week belongs."""
    # A week belongs to the year of its fourth day; 4 January is always in the first.
    fourth = day - (day.weekday() - wkst) % 7 * DAY + 3 * DAY
    number = (fourth.timetuple().tm_yday - 1) // 7 + 1
    return number, number - (last_week(fourth.year, wkst) + 1)


def last_week(year: int, wkst: Weekday) -> int:
    first_fourth = next(date(year, 1, day) for day in range(1, 8) if date(year, 1, day).weekday() == (wkst + 3) % 7)
    return (date(year, 12, 31) - first_fourth).days // 7 + 1


def month_length(day: date) -> int:
    return (date(day.year + day.month // 12, day.month % 12 + 1, 1) - DAY).day


def year_length(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday

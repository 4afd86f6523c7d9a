"""Recurrence where clocks change: the rules of RFC 5545, section 3.3.5, and ten thousand random cases."""

import random
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from kalends.core.time import instant_of, zone_names
from kalends.features.calendars.recurrence import Frequency, Series, read_rule
from kalends.features.calendars.recurrence.anchored import Anchored
from kalends.features.calendars.recurrence.clocks import seconds_of, wall_of
from kalends.features.calendars.recurrence.work import Work
from kalends.features.calendars.recurrence.zones import stretches
from tests.features.calendars.recurrence.random_rules import random_rule

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CASES, CHUNKS = 10_000, 10

# Clocks changed, or a day was skipped or came twice, in some zone: random cases begin near these.
EVENTFUL = tuple(
    datetime.fromisoformat(moment).replace(tzinfo=UTC)
    for moment in (
        "1970-01-01T00:00",
        "1994-12-31T10:00",
        "2011-12-30T10:00",
        "2026-03-08T07:00",
        "2026-03-29T01:00",
        "2026-10-25T01:00",
        "2026-11-01T06:00",
        "2026-04-04T15:00",
        "2030-02-03T02:00",
        "2099-03-29T01:00",
    )
)
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",  # -02:30 in summer
    "Asia/Kathmandu",  # +05:45, +05:30 until 1985
    "Australia/Lord_Howe",  # half an hour of summer time
    "Pacific/Apia",  # without 30 December 2011
    "Pacific/Kiritimati",  # without New Year's Eve 1994
    "Africa/Casablanca",  # back in Ramadan
    "Europe/Dublin",  # winter time that is behind
    "Antarctica/Troll",  # two hours of summer time
)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def shown(moments: list[datetime], zone: tzinfo = BERLIN) -> list[str]:
    return [f"{moment.astimezone(zone):%d %H:%M%z}" for moment in moments]


def test_nineteen_hundred_stays_nineteen_hundred_when_summer_comes() -> None:
    training = Series(berlin("2026-03-23T19:00"), rules=[read_rule("FREQ=WEEKLY")])

    found = training.between(berlin("2026-03-23"), berlin("2026-04-07"))

    assert shown(found) == ["23 19:00+0100", "30 19:00+0200", "06 19:00+0200"]


def test_a_time_that_clocks_skip_is_read_with_the_offset_before() -> None:
    nightly = Series(berlin("2026-03-28T02:30"), rules=[read_rule("FREQ=DAILY")])

    found = nightly.between(berlin("2026-03-28"), berlin("2026-03-31"))

    assert shown(found) == ["28 02:30+0100", "29 03:30+0200", "30 02:30+0200"]


def test_of_a_time_that_clocks_show_twice_the_first_is_meant() -> None:
    nightly = Series(berlin("2026-10-24T02:30"), rules=[read_rule("FREQ=DAILY")])

    found = nightly.between(berlin("2026-10-24"), berlin("2026-10-27"))

    assert shown(found) == ["24 02:30+0200", "25 02:30+0200", "26 02:30+0100"]


def test_a_start_that_clocks_skip_is_kept_as_it_is_written() -> None:
    nightly = Series(berlin("2026-03-29T02:30"), rules=[read_rule("FREQ=DAILY")])

    found = nightly.between(berlin("2026-03-28"), berlin("2026-03-31"))

    assert shown(found) == ["29 03:30+0200", "30 02:30+0200"]


def test_two_wall_times_of_one_instant_are_one_occurrence() -> None:
    half_hourly = Series(berlin("2026-03-29T00:00"), rules=[read_rule("FREQ=MINUTELY;INTERVAL=30")])
    night = (berlin("2026-03-29T01:00"), berlin("2026-03-29T05:00"))

    found = half_hourly.between(*night)

    assert shown(found) == [
        f"29 {time}" for time in ("01:00+0100", "01:30+0100", "03:00+0200", "03:30+0200", "04:00+0200", "04:30+0200")
    ]
    assert half_hourly.count(*night) == 6


def test_until_is_an_instant_also_while_clocks_show_an_hour_twice() -> None:
    rule = read_rule("FREQ=MINUTELY;INTERVAL=20;UNTIL=20261025T011000Z")
    night = Series(berlin("2026-10-25T01:40"), rules=[rule])

    found = night.between(berlin("2026-10-25"), berlin("2026-10-26"))

    # Until 02:10 of the second time, and so all of the first.
    assert shown(found) == [f"25 {time}+0200" for time in ("01:40", "02:00", "02:20", "02:40")]


def test_a_day_that_a_country_left_out_is_read_with_the_offset_before() -> None:
    apia = ZoneInfo("Pacific/Apia")
    daily = Series(datetime(2011, 12, 28, 9, tzinfo=apia), rules=[read_rule("FREQ=DAILY")])

    found = daily.between(datetime(2011, 12, 28, tzinfo=apia), datetime(2012, 1, 2, tzinfo=apia))

    assert [f"{moment.astimezone(apia):%m-%d}" for moment in found] == ["12-28", "12-29", "12-31", "01-01"]


def test_no_zone_has_two_changes_so_close_that_one_is_missed() -> None:
    for name in sorted(available_timezones() & zone_names()):
        zone = ZoneInfo(name)
        span = (seconds_of(datetime(2024, 1, 1)), seconds_of(datetime(2027, 1, 1)))
        for stretch in stretches(zone, *span, Work()):
            for at in range(stretch.since, stretch.until, 86_400):
                offset = (wall_of(at).replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()).total_seconds()
                assert offset == stretch.offset, (name, wall_of(at))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_ten_thousand_zones_instants_rules_and_viewers(chunk: int) -> None:
    for case in range(chunk, CASES, CHUNKS):
        draw = random.Random(case)
        zone = ZoneInfo(draw.choice(ZONES) if draw.random() < 0.7 else draw.choice(sorted(zone_names())))
        viewer = ZoneInfo(draw.choice(sorted(zone_names())))
        rule, _ = random_rule(draw)
        near = draw.choice(EVENTFUL) + timedelta(minutes=15 * draw.randint(-200, 200))
        # A rule that counts seconds would fill the span.
        if rule.freq < Frequency.HOURLY:
            rule = read_rule(draw.choice(("FREQ=MINUTELY;INTERVAL=15", "FREQ=MINUTELY;INTERVAL=45;BYSECOND=0,30")))
        start = (near.astimezone(zone) - draw.choice((0, 1, 400)) * DAY).replace(tzinfo=None)
        if not Anchored(rule, start).ever_strikes(Work()):
            continue
        series = Series(start.replace(tzinfo=zone), rules=[rule])
        since = (near - draw.randint(0, 30) * HOUR).astimezone(viewer)
        until = (near + draw.randint(1, 60) * HOUR).astimezone(viewer)

        found = series.between(since, until)

        span = (seconds_of(moment.replace(tzinfo=None)) for moment in (since - 3 * DAY, until + 3 * DAY))
        walls = Anchored(rule, start).walk(*span, Work(10**9))
        instants = {instant_of(wall_of(wall), zone.key) for wall in walls} | {instant_of(start, zone.key)}
        expected = sorted(instant for instant in instants if since <= instant < until)
        assert found == expected, (case, rule, start, zone, since, until)
        assert series.count(since, until) == len(expected), (case, rule, start, zone)
        assert all(series.next(before) == after for before, after in pairwise(found)), case


def test_days_never_shift_wherever_they_are_looked_at_from() -> None:
    holidays = Series(date(2026, 3, 29), rules=[read_rule("FREQ=WEEKLY;COUNT=3")])

    found = holidays.between(date(2026, 3, 1), date(2026, 5, 1))

    assert found == [date(2026, 3, 29), date(2026, 4, 5), date(2026, 4, 12)]
    assert all(type(day) is date for day in found)


def test_a_fixed_offset_is_a_zone_without_changes() -> None:
    zone = timezone(timedelta(hours=5, minutes=45))
    series = Series(datetime(2026, 3, 28, 2, 30, tzinfo=zone), rules=[read_rule("FREQ=DAILY")])

    found = series.between(datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))

    assert shown(found, zone) == ["29 02:30+0545", "30 02:30+0545"]

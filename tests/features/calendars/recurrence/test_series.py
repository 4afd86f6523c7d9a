from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kalends.features.calendars.recurrence import (
    KindsOfTimeAreMixed,
    NotAWholeSecond,
    NothingIsLeft,
    RuleIsMalformed,
    RuleNeverMatches,
    Series,
    TooManyOccurrences,
    read_rule,
)

KATHMANDU = ZoneInfo("Asia/Kathmandu")
MONDAYS = read_rule("FREQ=WEEKLY;BYDAY=MO")
MARCH = (date(2026, 3, 1), date(2026, 4, 1))


def days(*numbers: int) -> list[date]:
    return [date(2026, 3, number) for number in numbers]


def test_without_rules_there_are_the_start_and_the_dates() -> None:
    series = Series(date(2026, 3, 2), dates=days(9, 5, 9))

    assert series.between(*MARCH) == days(2, 5, 9)
    assert series.count(*MARCH) == 3
    assert series.next(date(2026, 3, 9)) is None


def test_what_two_rules_and_a_date_yield_alike_is_one_occurrence() -> None:
    series = Series(date(2026, 3, 2), rules=[MONDAYS, read_rule("FREQ=MONTHLY;BYMONTHDAY=9,10")], dates=days(10, 16))

    assert series.between(*MARCH) == days(2, 9, 10, 16, 23, 30)
    assert series.count(*MARCH) == 6


def test_excluded_dates_take_away_also_what_was_added() -> None:
    series = Series(date(2026, 3, 2), rules=[MONDAYS], dates=days(4, 5), excluded_dates=days(2, 4, 23, 24))

    assert series.between(*MARCH) == days(5, 9, 16, 30)
    assert series.count(*MARCH) == 4


def test_an_excluding_rule_takes_away_what_it_yields() -> None:
    series = Series(
        date(2026, 3, 2), rules=[MONDAYS], excluded_rules=[read_rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")], dates=days(17)
    )

    assert series.between(*MARCH) == days(9, 17, 23)
    assert series.count(*MARCH) == 3
    assert series.next(date(2026, 3, 9)) == date(2026, 3, 17)


def test_the_start_is_the_first_occurrence_and_counts_also_where_the_rule_does_not_admit_it() -> None:
    """RFC 5545, sections 3.3.10 and 3.8.5.3."""
    series = Series(date(2026, 3, 4), rules=[read_rule("FREQ=WEEKLY;BYDAY=MO;COUNT=3")])

    assert series.between(*MARCH) == days(4, 9, 16)
    assert series.next(date(2026, 3, 16)) is None


def test_spans_are_half_open_and_next_is_later() -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    daily = Series(start, rules=[read_rule("FREQ=DAILY")])

    assert daily.between(start, start + timedelta(days=1)) == [start]
    assert daily.between(start + timedelta(microseconds=1), start + timedelta(days=1, microseconds=1)) == [
        start + timedelta(days=1)
    ]
    assert daily.next(start) == start + timedelta(days=1)
    assert daily.next(start - timedelta(microseconds=1)) == start
    assert daily.between(start, start) == []


def test_floating_times_stay_floating_and_instants_are_in_utc() -> None:
    floating = Series(datetime(2026, 3, 2, 9), rules=[MONDAYS])
    instants = Series(datetime(2026, 3, 2, 9, tzinfo=KATHMANDU), rules=[MONDAYS])

    assert floating.next(datetime(2026, 3, 2, 9)) == datetime(2026, 3, 9, 9)
    assert instants.next(datetime(2026, 3, 3, tzinfo=UTC)) == datetime(2026, 3, 9, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "until", "last"),
    [
        # The start's kind, as it should be.
        (date(2026, 3, 2), "20260316", date(2026, 3, 16)),
        (datetime(2026, 3, 2, 9), "20260316T090000", datetime(2026, 3, 16, 9)),
        (datetime(2026, 3, 2, 9, tzinfo=KATHMANDU), "20260316T031500Z", datetime(2026, 3, 16, 9, tzinfo=KATHMANDU)),
        (datetime(2026, 3, 2, 9, tzinfo=KATHMANDU), "20260316T031459Z", datetime(2026, 3, 9, 9, tzinfo=KATHMANDU)),
        # What is written as well.
        (date(2026, 3, 2), "20260316T000000Z", date(2026, 3, 16)),
        (datetime(2026, 3, 2, 9), "20260316", datetime(2026, 3, 16, 9)),
        (datetime(2026, 3, 2, 9), "20260316T085959Z", datetime(2026, 3, 9, 9)),
        (datetime(2026, 3, 2, 9, tzinfo=KATHMANDU), "20260316", datetime(2026, 3, 16, 9, tzinfo=KATHMANDU)),
        (datetime(2026, 3, 2, 9, tzinfo=KATHMANDU), "20260316T090000", datetime(2026, 3, 16, 9, tzinfo=KATHMANDU)),
    ],
)
def test_until_includes_what_it_names(start: date, until: str, last: date) -> None:
    series = Series(start, rules=[read_rule(f"FREQ=WEEKLY;UNTIL={until}")])  # pyright: ignore[reportArgumentType]

    assert series.next(last - timedelta(days=1)) == last
    assert series.next(last) is None


def test_until_before_the_start_leaves_the_start() -> None:
    """So clients end a series when its first occurrence is made the start of another."""
    series = Series(date(2026, 3, 2), rules=[read_rule("FREQ=DAILY;UNTIL=20260301")])

    assert series.between(*MARCH) == days(2)


def test_of_days_times_of_day_are_ignored() -> None:
    series = Series(date(2026, 3, 2), rules=[read_rule("FREQ=DAILY;INTERVAL=7;BYHOUR=9,17;BYMINUTE=1")])

    assert series.between(*MARCH) == days(2, 9, 16, 23, 30)


def test_days_do_not_recur_by_the_hour() -> None:
    with pytest.raises(RuleIsMalformed, match="HOURLY") as refused:
        Series(date(2026, 3, 2), rules=[read_rule("FREQ=HOURLY")])

    assert refused.value.field == "RRULE"


@pytest.mark.parametrize(
    ("start", "other", "field"),
    [
        (date(2026, 3, 2), datetime(2026, 3, 9), "RDATE"),
        (datetime(2026, 3, 2), date(2026, 3, 9), "RDATE"),
        (datetime(2026, 3, 2), datetime(2026, 3, 9, tzinfo=UTC), "EXDATE"),
        (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 9), "EXDATE"),
        (datetime(2026, 3, 2, tzinfo=UTC), date(2026, 3, 9), "EXDATE"),
    ],
)
def test_no_kind_of_time_becomes_another(start: date, other: date, field: str) -> None:
    with pytest.raises(KindsOfTimeAreMixed) as refused:
        Series(start, **{"dates" if field == "RDATE" else "excluded_dates": [other]})  # pyright: ignore

    assert refused.value.field == field
    with pytest.raises(KindsOfTimeAreMixed) as refused:
        Series(start).next(other)  # pyright: ignore[reportArgumentType]
    assert refused.value.field == "after"


def test_fractions_of_a_second_are_refused() -> None:
    with pytest.raises(NotAWholeSecond) as refused:
        Series(datetime(2026, 3, 2, 9, 0, 0, 1, tzinfo=UTC))

    assert refused.value.field == "DTSTART"


def test_a_rule_that_never_matches_is_refused() -> None:
    for rule in (
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;INTERVAL=2;BYMINUTE=1",
        "FREQ=DAILY;BYSETPOS=2",
    ):
        with pytest.raises(RuleNeverMatches) as refused:
            Series(datetime(2026, 3, 2, tzinfo=UTC), rules=[read_rule(rule)])
        assert refused.value.field == "RRULE"


def test_a_series_of_which_all_is_excluded_is_refused() -> None:
    with pytest.raises(NothingIsLeft) as refused:
        Series(date(2026, 3, 2), rules=[MONDAYS], excluded_rules=[MONDAYS])
    assert refused.value.field == "EXRULE"

    assert Series(date(2026, 3, 3), rules=[MONDAYS], excluded_rules=[MONDAYS]).between(*MARCH) == days(3)


def test_more_than_can_be_listed_is_refused_before_it_is_made() -> None:
    minutely = Series(datetime(2020, 1, 1, tzinfo=UTC), rules=[read_rule("FREQ=MINUTELY")])
    week = (datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 11, tzinfo=UTC))

    with pytest.raises(TooManyOccurrences, match="more than 10000"):
        minutely.between(*week)

    assert minutely.count(*week) == 7 * 24 * 60
    assert len(minutely.between(*week, most=11_000)) == 7 * 24 * 60


def test_what_ends_is_counted_over_all_time() -> None:
    zone = ZoneInfo("Europe/Berlin")
    always = (datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))
    start = datetime(2026, 3, 2, 9, tzinfo=zone)

    assert Series(start, rules=[read_rule("FREQ=DAILY;COUNT=1000")]).count(*always) == 1000
    assert Series(start, rules=[read_rule("FREQ=DAILY;UNTIL=20260401T000000Z")]).count(*always) == 30


def test_time_has_a_first_and_a_last_year() -> None:
    zone = ZoneInfo("Pacific/Kiritimati")
    first, last = datetime(1, 1, 1, 15, tzinfo=zone), datetime(9999, 12, 31, 9, tzinfo=zone)

    assert Series(first, rules=[read_rule("FREQ=YEARLY")]).next(first) == datetime(2, 1, 1, 15, tzinfo=zone)
    assert Series(last, rules=[read_rule("FREQ=DAILY")]).next(last) is None
    assert Series(date.max, rules=[read_rule("FREQ=DAILY")]).next(date.min) == date.max
    assert Series(datetime.max.replace(microsecond=0), rules=[read_rule("FREQ=SECONDLY")]).next(datetime.min) == (
        datetime.max.replace(microsecond=0)
    )

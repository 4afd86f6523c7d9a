from datetime import datetime

import pytest

from kalends.features.calendars.recurrence import RuleDoesNotFollow, moved_rule, read_rule, write_rule

MONDAY = datetime(2026, 1, 12, 12)  # a wall time, as all here


def moved(rule: str, before: datetime, after: datetime) -> str:
    return write_rule(moved_rule(read_rule(rule), before, after))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=WEEKLY;BYDAY=WE,SU"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYMONTHDAY=12", "FREQ=MONTHLY;BYMONTHDAY=14"),
        ("FREQ=MONTHLY;BYDAY=2MO", "FREQ=MONTHLY;BYDAY=2WE"),
        ("FREQ=MONTHLY;BYDAY=-3MO", "FREQ=MONTHLY;BYDAY=-3WE"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=12", "FREQ=YEARLY;BYMONTHDAY=14;BYMONTH=1"),
    ],
)
def test_days_move_along(rule: str, expected: str) -> None:
    wednesday = datetime(2026, 1, 14, 12)

    assert moved(rule, MONDAY, wednesday) == write_rule(read_rule(expected))


def test_into_the_next_month_the_month_moves_along() -> None:
    assert moved("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=12", MONDAY, datetime(2026, 2, 3, 12)) == write_rule(
        read_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=3")
    )


def test_the_last_weekday_of_a_month_stays_the_last() -> None:
    friday, thursday = datetime(2026, 1, 30), datetime(2026, 1, 29)

    assert moved("FREQ=MONTHLY;BYDAY=-1FR", friday, thursday) == "FREQ=MONTHLY;BYDAY=-1TH"


def test_a_time_of_day_moves_along() -> None:
    assert moved("FREQ=DAILY;BYHOUR=12", MONDAY, MONDAY.replace(hour=15)) == "FREQ=DAILY;BYHOUR=15"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYMONTHDAY=1,12",
        "FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=-1",
        "FREQ=YEARLY;BYWEEKNO=3",
        "FREQ=YEARLY;BYYEARDAY=12",
    ],
)
def test_what_can_not_follow_says_so(rule: str) -> None:
    with pytest.raises(RuleDoesNotFollow) as refused:
        moved(rule, MONDAY, datetime(2026, 1, 14, 12))

    assert refused.value.field == "start"


def test_only_the_time_of_day_leaves_days_alone() -> None:
    assert moved("FREQ=YEARLY;BYWEEKNO=3", MONDAY, MONDAY.replace(hour=15)) == "FREQ=YEARLY;BYWEEKNO=3"

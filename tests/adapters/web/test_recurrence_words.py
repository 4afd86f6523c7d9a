"""Rules in words."""

import pytest

from kalends.adapters.web.recurrence_words import rule_label


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=4", "every 3 days, 4 times"),
        ("FREQ=HOURLY;INTERVAL=2", "every 2 hours"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=WEEKLY;BYDAY=SA,SU", "every Saturday and Sunday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "every 2 weeks on Friday"),
        ("FREQ=WEEKLY;UNTIL=20261218T225959Z;BYDAY=TU", "every Tuesday, until 18 Dec 2026"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=MONTHLY;BYDAY=1MO", "first Monday of every month"),
        ("FREQ=MONTHLY;BYDAY=2TU,4TU", "second and fourth Tuesday of every month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "last Friday of every month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "day 15 of every 3 months"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "days 1 and 15 of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "last day of every month"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14", "every year on 14 March"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, label: str) -> None:
    assert rule_label(rule) == label

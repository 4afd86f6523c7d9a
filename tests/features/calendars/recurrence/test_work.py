"""CHECKLIST 40: whatever the rule, a question ends soon, by an answer or a clear refusal, and takes little memory.

Work is counted here, for which no clock is needed; `bench/recurrence.py` says what it costs in milliseconds.
"""

import tracemalloc
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kalends.core.errors import Invalid
from kalends.features.calendars.recurrence import RecurrenceAsksTooMuch, Series, read_rule
from tests.features.calendars.recurrence.hostile_rules import HOSTILE, HOSTILE_EXCLUSIONS, START

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = (datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 11, tzinfo=UTC))
MOST_MEMORY = 50 * 2**20


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_rule_is_answered_or_refused(text: str) -> None:
    assert memory_of(text) < MOST_MEMORY


@pytest.mark.parametrize(("text", "excluded"), HOSTILE_EXCLUSIONS)
def test_a_hostile_exclusion_is_answered_or_refused(text: str, excluded: str) -> None:
    assert memory_of(text, excluded) < MOST_MEMORY


def memory_of(text: str, *excluded: str) -> int:
    """At its peak, in bytes, of all questions there are."""
    tracemalloc.start()
    try:
        series = Series(
            START.replace(tzinfo=BERLIN), rules=[read_rule(text)], excluded_rules=[read_rule(one) for one in excluded]
        )
        series.count(*WEEK)
        series.next(WEEK[0])
        series.between(*WEEK)
    except Invalid as refused:
        assert refused.field or isinstance(refused, RecurrenceAsksTooMuch)
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return peak


def test_what_lies_before_costs_nothing() -> None:
    """A COUNT of years of seconds, as far from its start as it goes."""
    start = datetime(1970, 1, 1, tzinfo=UTC)
    series = Series(start, rules=[read_rule("FREQ=SECONDLY;COUNT=999999999")])
    last = start + timedelta(seconds=999_999_998)

    assert series.next(last - timedelta(seconds=1)) == last
    assert series.next(last) is None
    assert series.count(start, datetime(2100, 1, 1, tzinfo=UTC)) == 999_999_999


def test_to_look_for_what_is_left_of_almost_nothing_is_refused() -> None:
    series = Series(
        datetime(2026, 3, 2, tzinfo=UTC),
        rules=[read_rule("FREQ=WEEKLY")],
        excluded_rules=[read_rule("FREQ=DAILY")],
    )

    with pytest.raises(RecurrenceAsksTooMuch):
        series.next(datetime(2026, 3, 2, tzinfo=UTC))

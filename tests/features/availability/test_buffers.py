from datetime import UTC, datetime, timedelta

from kalends.core.time import Interval
from kalends.features.availability.buffers import free_times

NINE = datetime(2026, 1, 12, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def span(start: int, end: int) -> Interval:
    return Interval(NINE + start * MINUTE, NINE + end * MINUTE)


def test_a_slot_keeps_its_distance_from_what_comes_before_and_after() -> None:
    free = free_times((span(0, 480),), (span(120, 180), span(200, 210)), before=10 * MINUTE, after=30 * MINUTE)

    assert free == (span(0, 90), span(220, 480))


def test_without_buffers_booked_time_alone_is_taken() -> None:
    free = free_times((span(0, 480),), (span(120, 180),), before=0 * MINUTE, after=0 * MINUTE)

    assert free == (span(0, 120), span(180, 480))

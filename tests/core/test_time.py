"""Instants, intervals and zones, tried at odd offsets and across changes of summer time."""

import itertools
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalends.core.time import (
    EmptyInterval,
    Interval,
    NotAnInstant,
    UnknownZone,
    clip,
    instant_of,
    merge,
    subtract,
    zone,
)

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)


def minutes(start: int, end: int) -> Interval:
    return Interval(NOON + timedelta(minutes=start), NOON + timedelta(minutes=end))


spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: minutes(p[0], p[0] + p[1])), max_size=12
)


def as_minutes(intervals: tuple[Interval, ...]) -> set[int]:
    found: set[int] = set()
    for one in intervals:
        found.update(
            range(int((one.start - NOON) / timedelta(minutes=1)), int((one.end - NOON) / timedelta(minutes=1)))
        )
    return found


def test_an_interval_is_kept_in_utc() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))

    lunch = Interval(datetime(2026, 1, 14, 17, 45, tzinfo=kathmandu), datetime(2026, 1, 14, 18, 45, tzinfo=kathmandu))

    assert lunch.start == NOON
    assert lunch.start.tzinfo is UTC


def test_an_interval_ends_after_it_starts() -> None:
    with pytest.raises(EmptyInterval):
        minutes(10, 10)


def test_a_time_without_offset_is_no_instant() -> None:
    with pytest.raises(NotAnInstant):
        Interval(datetime(2026, 1, 14, 12), NOON)


def test_intervals_that_only_touch_do_not_overlap() -> None:
    assert not minutes(0, 10).overlaps(minutes(10, 20))
    assert minutes(0, 11).overlaps(minutes(10, 20))


def test_intervals_that_touch_merge_into_one() -> None:
    assert merge([minutes(10, 20), minutes(0, 10)]) == (minutes(0, 20),)


@given(spans)
def test_merging_keeps_every_minute_and_leaves_gaps_between(some: list[Interval]) -> None:
    merged = merge(some)

    assert as_minutes(merged) == as_minutes(tuple(some))
    assert all(one.end < other.start for one, other in itertools.pairwise(merged))


@given(spans, spans)
def test_clipping_is_the_intersection_and_subtracting_the_difference(some: list[Interval], to: list[Interval]) -> None:
    assert as_minutes(clip(some, to)) == as_minutes(tuple(some)) & as_minutes(tuple(to))
    assert as_minutes(subtract(some, to)) == as_minutes(tuple(some)) - as_minutes(tuple(to))


def test_an_unknown_zone_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(UnknownZone, match="Europe/Berlin"):
        zone("Europe/Berln")


@pytest.mark.parametrize("name", ["", "../etc/passwd", "localtime", "europe/berlin", "\x00", "Mars/Olympus"])
def test_what_is_no_iana_name_is_no_zone(name: str) -> None:
    with pytest.raises(UnknownZone):
        zone(name)


@pytest.mark.parametrize(
    ("wall", "name", "instant"),
    [
        # Summer time begins: 02:30 does not exist and is read with the old offset.
        (datetime(2026, 3, 29, 2, 30), "Europe/Berlin", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # It ends: 02:30 comes twice, and the first is meant.
        (datetime(2026, 10, 25, 2, 30), "Europe/Berlin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 1, 14, 12), "Asia/Kathmandu", datetime(2026, 1, 14, 6, 15, tzinfo=UTC)),
        (datetime(2026, 7, 14, 12), "America/St_Johns", datetime(2026, 7, 14, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_wall_time_becomes_the_instant_its_zone_says(wall: datetime, name: str, instant: datetime) -> None:
    assert instant_of(wall, name) == instant

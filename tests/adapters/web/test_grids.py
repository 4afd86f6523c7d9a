"""The grid of times: which boxes there are, on whose wall, and what stands in them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalends.adapters.web.grids import MAX_CELLS, Grid, grid
from kalends.core.time import Interval, clip, merge

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def span(start: str, end: str) -> Interval:
    return Interval(datetime.fromisoformat(start).replace(tzinfo=UTC), datetime.fromisoformat(end).replace(tzinfo=UTC))


def labels(one: Grid, week: int = 0) -> list[str]:
    return [row["label"] for row in one.weeks([], 1, {})[week]["rows"]]


AFTERNOONS = (span("2026-01-12T19:00", "2026-01-12T21:00"), span("2026-01-14T23:00", "2026-01-15T01:00"))


def test_half_hours_on_the_readers_wall() -> None:
    in_new_york = grid(AFTERNOONS, "America/New_York", HOUR)
    in_kathmandu = grid(AFTERNOONS, "Asia/Kathmandu", HOUR)

    assert in_new_york.minutes == in_kathmandu.minutes == 30
    assert labels(in_new_york) == ["14:00", "14:30", "15:00", "15:30", "18:00", "18:30", "19:00", "19:30"]
    assert labels(in_kathmandu) == ["00:45", "01:15", "01:45", "02:15", "04:45", "05:15", "05:45", "06:15"]


def test_days_are_columns_and_weeks_are_tables() -> None:
    days = (span("2026-01-16T10:00", "2026-01-16T11:00"), span("2026-01-19T10:00", "2026-01-19T12:00"))

    weeks = grid(days, "UTC", HOUR).weeks([], 1, {})

    assert [[day["label"] for day in week["days"]] for week in weeks] == [["Fri 16 Jan"], ["Mon 19 Jan"]]
    assert [len(week["rows"]) for week in weeks] == [2, 4]
    assert [row["is_hour"] for row in weeks[1]["rows"]] == [True, False, True, False]


def test_what_is_not_on_offer_has_no_box() -> None:
    days = (span("2026-01-12T10:00", "2026-01-12T11:00"), span("2026-01-13T10:30", "2026-01-13T11:30"))

    [week] = grid(days, "UTC", HOUR).weeks([], 1, {})

    assert [[cell is not None for cell in row["cells"]] for row in week["rows"]] == [
        [True, False],
        [True, True],
        [False, True],
    ]


def test_the_hour_that_comes_twice_has_two_rows_in_the_order_of_time() -> None:
    night = (span("2026-11-01T04:00", "2026-11-01T08:00"),)

    one = grid(night, "America/New_York", HOUR)

    assert labels(one) == ["00:00", "00:30", "01:00", "01:30", "01:00 EST", "01:30 EST", "02:00", "02:30"]


def test_the_hour_that_is_skipped_has_no_row() -> None:
    night = (span("2026-03-08T06:00", "2026-03-08T08:00"),)

    assert labels(grid(night, "America/New_York", HOUR)) == ["01:00", "01:30", "03:00", "03:30"]


@pytest.mark.parametrize(
    ("start", "end", "duration", "minutes"),
    [
        ("2026-01-12T10:00", "2026-01-12T12:00", 60, 30),
        ("2026-01-12T10:00", "2026-01-12T12:15", 60, 15),
        ("2026-01-12T10:00", "2026-01-12T12:10", 60, 10),
        ("2026-01-12T10:00", "2026-01-12T12:05", 60, 5),
        ("2026-01-12T10:07", "2026-01-12T12:37", 60, 30),
        ("2026-01-12T10:00", "2026-01-12T12:00", 15, 15),
        ("2026-01-12T10:00", "2026-01-12T12:00", 5, 5),
    ],
)
def test_boxes_are_as_large_as_the_offer_allows(start: str, end: str, duration: int, minutes: int) -> None:
    assert grid((span(start, end),), "UTC", duration * MINUTE).minutes == minutes


def test_an_answer_may_ask_for_smaller_boxes() -> None:
    offer = (span("2026-01-12T10:00", "2026-01-12T12:00"),)

    assert grid(offer, "UTC", HOUR, [span("2026-01-12T10:10", "2026-01-12T11:00")]).minutes == 10


def test_a_year_on_offer_has_no_more_boxes_than_people_can_bear() -> None:
    months = tuple(
        Interval(start, start + timedelta(days=30))
        for start in (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=31 * n) for n in range(12))
    )

    assert len(grid(months, "Europe/Berlin", HOUR).cells) <= MAX_CELLS + 12


def test_how_many_can_and_how_warm_it_is() -> None:
    offer = (span("2026-01-12T10:00", "2026-01-12T12:00"),)
    everybody = [
        (span("2026-01-12T10:00", "2026-01-12T11:00"),),
        (span("2026-01-12T10:30", "2026-01-12T12:00"),),
        (span("2026-01-12T10:15", "2026-01-12T10:45"), span("2026-01-12T11:30", "2026-01-12T12:00")),
        (),
    ]

    [week] = grid(offer, "UTC", HOUR).weeks(everybody, 4, {})

    cells = [row["cells"][0] for row in week["rows"]]
    assert [cell["can"] for cell in cells] == [1, 2, 1, 2]
    assert [cell["heat"] for cell in cells] == [1, 2, 1, 2]


def test_everybody_is_the_warmest_and_nobody_the_coldest() -> None:
    offer = (span("2026-01-12T10:00", "2026-01-12T11:00"),)

    [week] = grid(offer, "UTC", HOUR).weeks([(span("2026-01-12T10:00", "2026-01-12T10:30"),)] * 7, 7, {})

    assert [row["cells"][0]["heat"] for row in week["rows"]] == [5, 0]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(12, 200)), min_size=1, max_size=6),
    st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns", "America/New_York", "Australia/Lord_Howe"]),
    st.sampled_from([datetime(2026, 3, 6), datetime(2026, 10, 30), datetime(2026, 7, 1), datetime(2026, 4, 3)]),
)
def test_the_boxes_are_the_offer_no_more_and_no_less(
    spans: list[tuple[int, int]], zone_name: str, origin: datetime
) -> None:
    begin = origin.replace(tzinfo=UTC)
    offer = merge(Interval(begin + s * 5 * MINUTE, begin + (s + n) * 5 * MINUTE) for s, n in spans)

    one = grid(offer, zone_name, HOUR)

    assert merge(cell.offered for cell in one.cells) == offer
    assert all(a.offered.end <= b.offered.start for a, b in pairwise(one.cells))
    # What is sent back for all boxes, cut to the offer as the service does, is the whole offer.
    sent = [Interval(cell.start, cell.start + one.minutes * MINUTE) for cell in one.cells]
    assert clip(sent, offer) == offer
    placed = [cell for week in one.weeks([], 1, {}) for row in week["rows"] for cell in row["cells"] if cell]
    assert len(placed) == len(one.cells)

"""How many objects go into the calendar together."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kalends.features.calendars.imports.batch import BATCH, LONGEST_HOLD, SMALLEST, paced


def test_a_batch_that_held_the_calendar_too_long_is_followed_by_a_smaller_one() -> None:
    assert paced(BATCH, BATCH, 4 * LONGEST_HOLD) == BATCH // 4


def test_batches_grow_again_at_most_to_double_and_never_beyond_the_largest() -> None:
    assert paced(50, 50, LONGEST_HOLD / 10) == 100
    assert paced(150, 150, LONGEST_HOLD / 10) == BATCH


def test_however_slow_it_is_some_objects_are_kept() -> None:
    assert paced(BATCH, BATCH, timedelta(hours=1)) == SMALLEST


@given(st.integers(SMALLEST, BATCH), st.integers(1, BATCH), st.timedeltas(timedelta(-1), timedelta(1)))
def test_a_batch_has_always_a_size_between_the_two(most: int, many: int, held: timedelta) -> None:
    assert SMALLEST <= paced(most, many, held) <= BATCH

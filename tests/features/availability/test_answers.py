import random
from datetime import UTC, datetime, timedelta

import pytest

from kalends.core.time import Interval
from kalends.features.availability.answers import read
from kalends.features.availability.candidates import candidates
from kalends.features.availability.question import Participant

NINE = datetime(2026, 1, 12, 9, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
LENGTH = 40 * 3600
OFFERED = candidates((Interval(NINE, NINE + LENGTH * SECOND),), HOUR, HOUR)
# An instant no packed form of six bytes holds: a broken second, or a year before 1970 or after 2106.
ODD = (
    Interval(NINE + timedelta(microseconds=1), NINE + HOUR),
    Interval(datetime(1950, 1, 1, tzinfo=UTC), NINE + HOUR),
    Interval(NINE, datetime(2200, 1, 1, tzinfo=UTC)),
)


def rows(*people: tuple[Interval, ...]) -> list[tuple[int, int, int]]:
    spans = read([Participant(id=number, zone="UTC", yes=yes) for number, yes in enumerate(people)], OFFERED).yes
    return list(zip(spans.owner.tolist(), spans.start.tolist(), spans.end.tolist(), strict=True))


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 65_535, 65_536])
def test_however_many_intervals_each_is_read_to_the_second(count: int) -> None:
    starts = [2 * number for number in range(count)]

    read_back = rows(tuple(Interval(NINE + at * SECOND, NINE + (at + 1) * SECOND) for at in starts))

    assert read_back == [(0, at, at + 1) for at in starts]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("place", range(4))
def test_an_odd_instant_changes_nothing_for_the_others(odd: Interval, place: int) -> None:
    others = [Interval(NINE + hour * HOUR, NINE + (hour + 1) * HOUR) for hour in (1, 3, 5)]

    read_back = rows(*((one,) for one in [*others[:place], odd, *others[place:]]))

    alone = [row for (row,) in (rows((one,)) for one in [*others[:place], odd, *others[place:]])]
    assert read_back == [(number, start, end) for number, (_, start, end) in enumerate(alone)]
    assert read_back[place] == (place, 0, LENGTH + 1 if odd.end.year == 2200 else 3600)


def test_broken_seconds_are_cut_and_what_touches_stays_one() -> None:
    middle = NINE + HOUR + timedelta(milliseconds=700)

    assert rows((Interval(NINE, middle), Interval(middle, NINE + 2 * HOUR))) == [(0, 0, 7200)]
    assert rows((Interval(NINE + timedelta(milliseconds=200), middle),)) == [(0, 0, 3600)]


def test_rows_of_one_person_neither_overlap_nor_touch_in_300_random_answers() -> None:
    for case in range(300):
        draw = random.Random(case)
        people = [
            tuple(
                Interval(NINE + start * SECOND, NINE + (start + draw.randint(1, 9)) * SECOND)
                for start in draw.choices(range(40), k=draw.randint(0, 8))
            )
            for _ in range(3)
        ]

        read_back = rows(*people)

        assert read_back == [
            (number, *span) for number, yes in enumerate(people) for span in _runs(_seconds_covered(yes))
        ], f"case {case}"


def _seconds_covered(yes: tuple[Interval, ...]) -> list[int]:
    return [at for at in range(60) if any(one.start <= NINE + at * SECOND < one.end for one in yes)]


def _runs(covered: list[int]) -> list[tuple[int, int]]:
    starts = [at for at in covered if at - 1 not in covered]
    ends = [at + 1 for at in covered if at + 1 not in covered]
    return list(zip(starts, ends, strict=True))

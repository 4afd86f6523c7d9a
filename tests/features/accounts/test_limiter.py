"""Token buckets: how many tries, how soon again."""

from hypothesis import given
from hypothesis import strategies as st

from kalends.features.accounts.limiter import Limiter, Rate

FIVE = Rate(burst=5, per_second=1 / 12)
SLOWER = Rate(burst=5, per_second=1 / 12, backs_off=True)
WIDE = Rate(burst=100, per_second=1)


def test_a_burst_then_one_at_a_time() -> None:
    limiter = Limiter()

    waits = [limiter.take([("ada", FIVE)], 0.0) for _ in range(6)]

    assert waits[:5] == [0.0] * 5
    assert waits[5] == 12.0
    assert limiter.take([("ada", FIVE)], 12.0) == 0.0
    assert limiter.take([("ada", FIVE)], 12.0) > 0


def test_who_goes_on_trying_waits_longer_each_time() -> None:
    """CHECKLIST 5."""
    limiter = Limiter()
    now, waits = 0.0, list[float]()

    for _ in range(20):
        wait = limiter.take([("ada", SLOWER)], now)
        if wait:
            waits.append(round(wait))
            now += wait

    assert waits[:7] == [24, 48, 96, 192, 384, 768, 768]
    assert max(waits) == 768


def test_a_refused_try_makes_the_wait_no_longer() -> None:
    """CHECKLIST 5: strangers who hammer don't keep the door shut."""
    limiter = Limiter()
    for _ in range(5):
        limiter.take([("ada", SLOWER)], 0.0)

    first = limiter.take([("ada", SLOWER)], 0.0)
    for second in range(1, 20):
        limiter.take([("ada", SLOWER)], float(second))

    assert limiter.take([("ada", SLOWER)], first) == 0.0


def test_quiet_heals() -> None:
    limiter = Limiter()
    for _ in range(5):
        limiter.take([("ada", SLOWER)], 0.0)
    day = 86_400.0

    assert [limiter.take([("ada", SLOWER)], day) for _ in range(5)] == [0.0] * 5
    assert round(limiter.take([("ada", SLOWER)], day)) == 24


def test_nothing_is_taken_from_any_bucket_when_one_is_empty() -> None:
    """CHECKLIST 5."""
    limiter = Limiter()
    one = Rate(burst=1, per_second=0.001)
    for _ in range(1000):
        limiter.take([("stranger/ada", one), ("ada", WIDE)], 0.0)

    left = sum(limiter.take([("ada", WIDE)], 0.0) == 0.0 for _ in range(200))

    assert left == 99


def test_a_good_try_doesnt_count() -> None:
    limiter = Limiter()

    for _ in range(50):
        assert limiter.take([("ada", FIVE)], 0.0) == 0.0
        limiter.give_back([("ada", FIVE)], 0.0)

    assert limiter.take([("ada", FIVE)], 0.0) == 0.0


def test_memory_is_bounded_and_who_was_quiet_longest_goes_first() -> None:
    limiter = Limiter(most=3)
    limiter.take([("ada", Rate(burst=1, per_second=0.001))], 0.0)
    for n in range(2):
        limiter.take([(f"other-{n}", FIVE)], 0.0)

    assert limiter.take([("ada", Rate(burst=1, per_second=0.001))], 0.0) > 0
    for n in range(100):
        limiter.take([(f"new-{n}", FIVE)], 0.0)

    assert len(limiter) == 3


def test_a_clock_that_is_set_back_gives_nothing_away() -> None:
    limiter = Limiter()
    for _ in range(5):
        limiter.take([("ada", FIVE)], 1000.0)

    assert limiter.take([("ada", FIVE)], 0.0) > 0
    assert limiter.take([("ada", FIVE)], 12.0) == 0.0


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans()), max_size=100))
def test_never_more_than_the_burst_and_what_refilled(steps: list[tuple[float, bool]]) -> None:
    limiter, now, taken, given_back = Limiter(), 0.0, 0, 0

    for pause, gives_back in steps:
        now += pause
        if limiter.take([("ada", SLOWER)], now) == 0.0:
            taken += 1
            if gives_back:
                limiter.give_back([("ada", SLOWER)], now)
                given_back += 1

    assert taken - given_back <= 5 + now / 12 + 1e-6

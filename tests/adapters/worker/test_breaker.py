"""The circuit breaker: pure, the clock is given."""

from kalends.adapters.worker.breaker import FAILURES_TO_OPEN, FIRST_PAUSE, LONGEST_PAUSE, Breaker, State


def broken() -> Breaker:
    breaker = Breaker()
    for _ in range(FAILURES_TO_OPEN):
        breaker.failed("mail.example", 0.0)
    return breaker


def test_a_host_that_keeps_failing_is_left_alone() -> None:
    breaker = broken()

    assert breaker.wait("mail.example", 1.0) == FIRST_PAUSE - 1.0
    assert breaker.state("mail.example", 1.0) is State.OPEN
    assert breaker.wait("other.example", 1.0) == 0


def test_after_the_pause_exactly_one_may_try() -> None:
    breaker = broken()

    assert breaker.wait("mail.example", FIRST_PAUSE) == 0
    assert breaker.wait("mail.example", FIRST_PAUSE) > 0


def test_a_try_that_succeeds_closes_it() -> None:
    breaker = broken()
    breaker.wait("mail.example", FIRST_PAUSE)

    breaker.succeeded("mail.example")

    assert breaker.state("mail.example", FIRST_PAUSE) is State.CLOSED


def test_each_try_that_fails_doubles_the_pause_up_to_a_bound() -> None:
    breaker = broken()
    now, pause = FIRST_PAUSE, FIRST_PAUSE
    for _ in range(10):
        assert breaker.wait("mail.example", now) == 0
        breaker.failed("mail.example", now)
        pause = min(LONGEST_PAUSE, pause * 2)
        assert breaker.wait("mail.example", now) == pause
        now += pause


def test_a_success_in_between_starts_the_count_anew() -> None:
    breaker = Breaker()
    for _ in range(3):
        for _ in range(FAILURES_TO_OPEN - 1):
            breaker.failed("mail.example", 0.0)
        breaker.succeeded("mail.example")

    assert breaker.state("mail.example", 0.0) is State.CLOSED


def test_a_try_that_was_abandoned_may_be_made_by_another() -> None:
    breaker = broken()
    breaker.wait("mail.example", FIRST_PAUSE)

    breaker.abandoned("mail.example")

    assert breaker.wait("mail.example", FIRST_PAUSE) == 0


def test_the_states_are_counted_for_the_figures() -> None:
    breaker = broken()
    breaker.failed("other.example", 0.0)

    assert breaker.states(1.0) == {State.CLOSED: 1, State.OPEN: 1, State.TRYING: 0}
    assert breaker.states(FIRST_PAUSE) == {State.CLOSED: 1, State.OPEN: 0, State.TRYING: 1}

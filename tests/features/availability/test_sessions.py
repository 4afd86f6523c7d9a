import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kalends.core.time import Interval
from kalends.features.availability.findings import Sessions
from kalends.features.availability.places import placed
from kalends.features.availability.question import Participant, Question
from kalends.features.availability.recommend import Board
from kalends.features.availability.sessions import plan_sessions

MONDAY = datetime(2026, 1, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


# People, quarters of an hour, sessions, capacity.
SHAPES = (
    (14, 20, 2, 4),
    (24, 24, 3, 5),
    (20, 28, 4, 3),
    (30, 24, 3, 6),
    (16, 32, 6, 2),
    (12, 40, 6, 1),
    (40, 36, 4, 8),
)


def random_board(seed: int, people: int, cells: int) -> Board:
    """In every third board one person is required, and mostly there."""
    draw = random.Random(seed)

    def answer(count: int) -> tuple[Interval, ...]:
        starts = [MONDAY + draw.randrange(cells) * QUARTER for _ in range(count)]
        return tuple(Interval(start, start + draw.randint(3, 8) * QUARTER) for start in starts)

    return Board.of(
        Question(
            participants=tuple(
                Participant(
                    id=number,
                    zone="UTC",
                    yes=answer(12 if number == 0 and seed % 3 == 0 else 2),
                    if_need_be=answer(1),
                    is_required=number == 0 and seed % 3 == 0,
                    weight=draw.choice((1, 1, 2)),
                )
                for number in range(people)
            ),
            windows=(Interval(MONDAY, MONDAY + cells * QUARTER),),
            duration=4 * QUARTER,
        )
    )


def worth_of_places(board: Board) -> np.ndarray:
    """What each person is worth at each start: nothing for the required, nor where one of them is away."""
    values = board.half_worths()
    for number, person in enumerate(board.question.participants):
        if person.is_required:
            values[:, ~board.attendance()[number]] = 0
    for number, person in enumerate(board.question.participants):
        if person.is_required:
            values[number] = 0
    return values


def greedy(board: Board, count: int, capacity: int) -> int:
    """Again and again the session that adds most; nobody changes place."""
    values, starts, total = worth_of_places(board), board.slots(), 0
    chosen: list[Interval] = []
    for _ in range(count):
        gains = [
            (sum(sorted(column.tolist())[-capacity:]), -index)
            for index, column in enumerate(values.T)
            if not any(starts[index].overlaps(slot) for slot in chosen)
        ]
        gain, index = max(gains, default=(0, 0))
        total += gain
        chosen.append(starts[-index])
        values[np.argsort(-values[:, -index], kind="stable")[:capacity]] = 0
    return total


def optimum(board: Board, count: int, capacity: int) -> int:
    """Proven by HiGHS: open sessions, and give out places in them."""
    from scipy import optimize, sparse

    values, slots = worth_of_places(board), board.slots()
    who, where = np.nonzero(values)
    size = len(slots) + who.size
    place = np.arange(len(slots), size)
    rows: list[np.ndarray] = []
    limits: list[float] = []

    def at_most(columns: np.ndarray, limit: float, opened: int | None = None) -> None:
        row = np.zeros(size)
        row[columns] = 1
        if opened is not None:
            row[opened] = -capacity
        rows.append(row)
        limits.append(limit)

    at_most(np.arange(len(slots)), count)
    for one, slot in enumerate(slots):
        at_most(place[where == one], 0, opened=one)
        at_most(np.array([i for i in range(one, len(slots)) if slots[i].start < slot.end]), 1)
    for person in range(values.shape[0]):
        at_most(place[who == person], 1)
    solved = optimize.milp(
        -np.concatenate((np.zeros(len(slots)), values[who, where])),
        integrality=np.ones(size),
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(sparse.csr_array(np.array(rows)), -np.inf, limits),
    )
    assert solved.status == 0
    return round(-solved.fun)


@pytest.mark.parametrize("seed", range(21))
def test_a_plan_is_within_five_percent_of_the_proven_optimum_and_never_below_greedy(seed: int) -> None:
    people, cells, count, capacity = SHAPES[seed % len(SHAPES)]
    board = random_board(seed, people, cells)

    plan = plan_sessions(board, count=count, capacity=capacity)

    assert_sound(board, plan, count, capacity)
    assert plan.half_worths >= greedy(board, count, capacity)
    assert plan.half_worths >= 0.95 * optimum(board, count, capacity)


def assert_sound(board: Board, plan: Sessions, count: int, capacity: int) -> None:
    values, slots = worth_of_places(board), board.slots()
    total, seated = 0, list(plan.without_place)
    assert len(plan.sessions) <= count
    for number, session in enumerate(plan.sessions):
        assert len(session.participants) <= capacity
        assert not any(session.slot.overlaps(other.slot) for other in plan.sessions[number + 1 :])
        worths = [int(values[who, slots.index(session.slot)]) for who in session.participants if isinstance(who, int)]
        assert all(worths)
        total, seated = total + sum(worths), seated + list(session.participants)
    assert total == plan.half_worths
    assert sorted(seated) == [person.id for person in board.question.participants if not person.is_required]


def test_places_are_given_out_in_the_best_way_by_trying_them_all() -> None:
    draw = random.Random(7)
    for _ in range(150):
        people, sessions, capacity = draw.randint(1, 6), draw.randint(1, 3), draw.randint(1, 3)
        values = np.array([[draw.choice((0, 0, 1, 2, 4)) for _ in range(sessions)] for _ in range(people)], np.int64)

        at = placed(values, capacity)

        best = _best(values.tolist(), [capacity] * sessions)
        assert sum(int(values[who, where]) for who, where in enumerate(at.tolist()) if where >= 0) == best
        assert np.bincount(at[at >= 0], minlength=sessions).max() <= capacity


def _best(values: list[list[int]], room: list[int]) -> int:
    if not values:
        return 0
    first, *rest = values
    found = [_best(rest, room)]
    for session, worth in enumerate(first):
        if room[session]:
            left = [*room[:session], room[session] - 1, *room[session + 1 :]]
            found.append(worth + _best(rest, left))
    return max(found)


def test_the_trainer_comes_to_every_session_and_takes_no_place() -> None:
    def hours(start: int, end: int) -> tuple[Interval, ...]:
        return (Interval(MONDAY + timedelta(hours=start), MONDAY + timedelta(hours=end)),)

    board = Board.of(
        Question(
            participants=(
                Participant(id="trainer", zone="UTC", yes=hours(9, 12), is_required=True),
                Participant(id="Ada", zone="UTC", yes=hours(8, 10)),
                Participant(id="Grace", zone="UTC", yes=hours(8, 12)),
                Participant(id="Emmy", zone="UTC", yes=hours(13, 15)),
            ),
            windows=hours(8, 16),
            duration=timedelta(hours=1),
            step=timedelta(hours=1),
        )
    )

    plan = plan_sessions(board, count=3, capacity=1)

    assert [(one.slot.start.hour, one.participants) for one in plan.sessions] == [(9, ("Ada",)), (10, ("Grace",))]
    assert plan.without_place == ("Emmy",)

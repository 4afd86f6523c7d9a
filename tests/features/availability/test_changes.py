import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kalends.core.time import Interval
from kalends.features.availability.changes import smallest_changes
from kalends.features.availability.findings import Change, Moved, Shortened, TimeFreed
from kalends.features.availability.question import Participant, Question
from kalends.features.availability.recommend import Board
from tests.features.availability.random_questions import random_question

DAY = datetime(2026, 1, 12, tzinfo=UTC)
HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)


def span(start: float, end: float) -> Interval:
    return Interval(DAY + start * HOUR, DAY + end * HOUR)


def test_one_person_freeing_half_an_hour_or_half_an_hour_less() -> None:
    people = tuple(
        Participant(id=name, zone="America/New_York", yes=(span(*hours),))
        for name, hours in (("A", (14, 15.5)), ("B", (14, 16)), ("C", (15, 16)))
    )
    board = Board.of(Question(participants=people, windows=(span(14, 16),), duration=HOUR))

    changes = smallest_changes(board, span(14.5, 15.5))

    assert changes == (
        TimeFreed(missing=(("C", (span(14.5, 15),)),)),
        Shortened(slot=span(15, 15.5), cost=2 * QUARTER),
    )


def test_a_start_nearby_comes_first_where_it_costs_least() -> None:
    people = (
        Participant(id="Ada", zone="UTC", yes=(span(9, 12),)),
        Participant(id="Grace", zone="UTC", yes=(span(9.25, 12),), if_need_be=(span(9, 9.1),)),
    )
    board = Board.of(Question(participants=people, windows=(span(8, 12),), duration=HOUR))

    first, *others = smallest_changes(board, span(9, 10))

    assert isinstance(first, TimeFreed)
    assert first.cost == timedelta(minutes=9)
    assert others == [
        Shortened(slot=span(9.25, 10), cost=QUARTER),
        Moved(slot=span(9.25, 10.25), cost=QUARTER),
    ]


def test_a_slot_that_suits_everybody_needs_no_change() -> None:
    person = Participant(id="Ada", zone="UTC", if_need_be=(span(9, 12),))
    board = Board.of(Question(participants=(person,), windows=(span(8, 12),), duration=HOUR))

    assert smallest_changes(board, span(9, 10)) == ()


def test_no_smaller_change_exists_in_500_random_questions() -> None:
    for case in range(500):
        question, _ = random_question(random.Random(case))
        board = Board.of(question)
        for best in board.recommend(2):
            found = smallest_changes(board, best.slot)

            assert sorted(map(outline, found)) == sorted(expected(board, best.slot)), f"case {case}"
            assert [change.cost for change in found] == sorted(change.cost for change in found)
            for change in found:
                assert suits_everybody_after(change, board, best.slot), f"case {case}: {change}"


def suits_everybody_after(change: Change, board: Board, slot: Interval) -> bool:
    people = board.question.participants
    match change:
        case TimeFreed():
            freed = dict(change.missing)
            assert all(not one.overlaps(gap) for who in people for one in who.yes for gap in freed.get(who.id, ()))
            after = tuple(replace(person, yes=(*person.yes, *freed.get(person.id, ()))) for person in people)
            return _all_cover(after, slot)
        case Shortened():
            assert slot.covers(change.slot)
            assert (slot.duration - change.slot.duration) % board.question.step == timedelta()
            return change.cost == slot.duration - change.slot.duration and _all_cover(people, change.slot)
        case Moved():
            assert change.slot in board.slots()
            return change.cost == abs(change.slot.start - slot.start) and _all_cover(people, change.slot)


def outline(change: Change) -> tuple[str, timedelta]:
    return type(change).__name__, change.cost


def expected(board: Board, slot: Interval) -> list[tuple[str, timedelta]]:
    """By trying: every shorter part, every other start."""
    people = board.question.participants
    covered = {person.id: Board.of(_alone(board.question, person)).presences(slot)[0] for person in people}
    missing = [slot.duration - timedelta(seconds=one.covered_seconds) for one in covered.values() if not one.attends]
    if not missing:
        return []
    found = [("TimeFreed", sum(missing, timedelta()))] if len(missing) <= 3 else []
    step, parts = board.question.step, list[timedelta]()
    for before in range(slot.duration // step + 1):
        for after in range(slot.duration // step + 1):
            start, end = slot.start + before * step, slot.end - after * step
            if start < end and _all_cover(people, Interval(start, end)):
                parts.append(slot.duration - (end - start))
    found += [("Shortened", min(parts))] if parts else []
    moves = [abs(other.start - slot.start) for other in board.slots() if _all_cover(people, other)]
    return found + ([("Moved", min(moves))] if moves else [])


def _alone(question: Question, person: Participant) -> Question:
    return Question(participants=(person,), windows=question.windows, duration=question.duration, step=question.step)


def _all_cover(people: tuple[Participant, ...], part: Interval) -> bool:
    def covers(person: Participant) -> bool:
        reach = part.start
        for interval in sorted((*person.yes, *person.if_need_be)):
            if interval.start <= reach < interval.end:
                reach = interval.end
        return reach >= part.end

    return all(map(covers, people))

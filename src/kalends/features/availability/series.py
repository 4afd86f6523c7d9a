"""A weekly slot: the same wall time every week, over every change of summer time, chosen for its worst week."""

from dataclasses import dataclass
from datetime import datetime

from kalends.core.time import in_weeks
from kalends.features.availability.candidates import candidates, chosen_starts
from kalends.features.availability.question import Intervals, Question
from kalends.features.availability.recommend import Board
from kalends.features.availability.score import Score

MAX_WEEKS = 520


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklySlot:
    """`infeasible` are the weeks, counted from 0, in which a required person or a quorum is missing."""

    slots: Intervals
    scores: tuple[Score, ...]
    infeasible: tuple[int, ...]

    @property
    def worst_week(self) -> int:
        """The week of least worth; of equals the one with least time of those there for part, then the earliest."""
        return min(range(len(self.scores)), key=lambda week: _attendance(self.scores[week]))


def weekly_slots(question: Question, *, zone_name: str, weeks: int, count: int = 5) -> tuple[WeeklySlot, ...]:
    """The windows are those of the first week; answers must reach over all weeks.

    Fewest infeasible weeks first, then the best worst week, then the best attendance in all, the least discomfort of
    anybody in any week, the earliest. Those that follow do not overlap in the first week. At most ten years of weeks;
    ValueError names the field.
    """
    if not 1 <= weeks <= MAX_WEEKS:
        raise ValueError(f"weeks: must be between 1 and {MAX_WEEKS}")
    if count < 1:
        raise ValueError("count: must be at least 1")
    found = candidates(question.windows, question.duration, question.step)
    series = [
        tuple(in_weeks(found.slot(index), number, zone_name) for number in range(weeks))
        for index in range(found.starts.size)
    ]
    if not series:
        return ()
    board = Board.of(question, chosen_starts((slot.start for slots in series for slot in slots), question.duration))
    chosen: list[WeeklySlot] = []
    for one in sorted((_judged(board, slots) for slots in series), key=_order):
        if len(chosen) < count and not any(one.slots[0].overlaps(other.slots[0]) for other in chosen):
            chosen.append(one)
    return tuple(chosen)


def _judged(board: Board, slots: Intervals) -> WeeklySlot:
    return WeeklySlot(
        slots=slots,
        scores=board.scores(slots),
        infeasible=tuple(week for week, slot in enumerate(slots) if not board.is_feasible(slot)),
    )


def _order(one: WeeklySlot) -> tuple[int, tuple[int, int], tuple[int, int], int, datetime]:
    worst = _attendance(one.scores[one.worst_week])
    total = sum(score.half_worths for score in one.scores), sum(score.partial_seconds for score in one.scores)
    pain = max(score.worst_discomfort for score in one.scores)
    return len(one.infeasible), (-worst[0], -worst[1]), (-total[0], -total[1]), pain, one.slots[0].start


def _attendance(score: Score) -> tuple[int, int]:
    return score.half_worths, score.partial_seconds

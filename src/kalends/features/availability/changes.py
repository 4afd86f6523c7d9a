"""The smallest changes that would bring everybody: somebody frees a little time, a shorter slot, a start nearby."""

import numpy as np

from kalends.core.time import Interval, subtract
from kalends.features.availability.candidates import seconds
from kalends.features.availability.findings import Change, Moved, Shortened, TimeFreed
from kalends.features.availability.question import SECOND
from kalends.features.availability.recommend import Board

# Asking more people than this to move is not a small change.
MAX_ASKED = 3


def smallest_changes(board: Board, slot: Interval) -> tuple[Change, ...]:
    """At most one of each kind, the smallest first; none where everybody attends already."""
    absent = tuple(number for number, presence in enumerate(board.presences(slot)) if not presence.attends)
    if not absent:
        return ()
    found = (_freed(board, slot, absent), _shortened(board, slot), _moved(board, slot))
    return tuple(sorted((change for change in found if change is not None), key=lambda change: change.cost))


def _freed(board: Board, slot: Interval, absent: tuple[int, ...]) -> TimeFreed | None:
    if len(absent) > MAX_ASKED:
        return None
    people = [board.question.participants[number] for number in absent]
    return TimeFreed(
        missing=tuple((person.id, subtract((slot,), (*person.yes, *person.if_need_be))) for person in people)
    )


def _shortened(board: Board, slot: Interval) -> Shortened | None:
    step, origin = seconds(board.question.step), board.candidates.origin
    start, end = seconds(slot.start - origin), seconds(slot.end - origin)
    parts = [
        (start - (start - low) // step * step, end - (high - end) // step * -step)
        for low, high in _shared(board, start, end)
    ]
    longest = max(parts, key=lambda part: (part[1] - part[0], -part[0]), default=(0, 0))
    if longest[0] >= longest[1]:
        return None
    part = Interval(origin + longest[0] * SECOND, origin + longest[1] * SECOND)
    return Shortened(slot=part, cost=slot.duration - part.duration)


def _shared(board: Board, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of [start, end) at which everybody is there."""
    spans = board.answers.at_all
    meets = np.flatnonzero((spans.start < end) & (spans.end > start))
    came, gone = np.maximum(spans.start.take(meets), start), np.minimum(spans.end.take(meets), end)
    times = np.unique(np.concatenate((came, gone)))
    size = times.size
    heads = np.bincount(np.searchsorted(times, came), minlength=size)
    heads = (heads - np.bincount(np.searchsorted(times, gone), minlength=size)).cumsum()
    full = np.concatenate(([False], heads == board.crowd.size, [False])).astype(np.int8)
    turns = np.diff(full)
    return list(
        zip(times[np.flatnonzero(turns[:-1] > 0)].tolist(), times[np.flatnonzero(turns < 0)].tolist(), strict=True)
    )


def _moved(board: Board, slot: Interval) -> Moved | None:
    nearest = min(
        board.unanimous_starts(), key=lambda other: (abs(other.start - slot.start), other.start), default=None
    )
    return None if nearest is None else Moved(slot=nearest, cost=abs(nearest.start - slot.start))

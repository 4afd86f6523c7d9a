"""Several sessions of the same thing for a large group: which slots, and who comes to which, with a limit on heads."""

from collections.abc import Hashable

import numpy as np
import numpy.typing as npt

from kalends.features.availability.candidates import IntArray
from kalends.features.availability.findings import Session, Sessions
from kalends.features.availability.places import placed
from kalends.features.availability.recommend import Board

# Swaps tried in full for each session, best first by estimate; more of them found nothing better in our trials.
TRIES = 12
# Searches begun from different first sessions: many where each is quick (people times starts), one where it is long.
MAX_SEARCHES, WORK = 32, 400_000
# Eight bytes for each, several times over; 10,000 people and a fortnight of quarters of an hour fit.
MAX_PLACES = 15_000_000


def plan_sessions(board: Board, *, count: int, capacity: int) -> Sessions:
    """At most `count` sessions that do not overlap, each for at most `capacity` people; everybody comes to at most one.

    Required people come to every session and take no place. Quorums do not count here.
    Greedily, then one session at a time is moved while that helps, from several beginnings of which the first is the
    plain greedy plan: none is ever below it. Places are always given out in the best way. Not proven to be the largest
    possible; within 5 % of it, and nearly always equal, wherever we proved one. ValueError names the field.
    """
    if count < 1 or capacity < 1:
        raise ValueError(f"{'count' if count < 1 else 'capacity'}: must be at least 1")
    if board.crowd.size * board.candidates.starts.size > MAX_PLACES:
        raise ValueError(f"participants: times the starts they are more than {MAX_PLACES}; offer fewer starts")
    values = board.half_worths() * board.suits_required()
    values[board.crowd.requirement == 0] = 0
    searches = min(MAX_SEARCHES, max(1, WORK // max(values.size, 1)))
    promising = np.argsort(-_gains(values, capacity), kind="stable").tolist()
    beginnings = [list[int](), *([index] for index in promising)]
    found = [_searched(board, values, beginning, count, capacity) for beginning in beginnings[:searches]]
    chosen, places = max(found, key=lambda one: _worth(values, *one))
    return _named(board, values, chosen, places)


def _searched(
    board: Board, values: IntArray, beginning: list[int], count: int, capacity: int
) -> tuple[list[int], IntArray]:
    """Completed greedily, then one session at a time is moved while that helps."""
    chosen = _greedy(board, values, beginning[:count], count, capacity)
    places = placed(values[:, chosen], capacity)
    while (better := _swapped(board, values, chosen, places, capacity)) is not None:
        chosen, places = better
    return chosen, places


def _greedy(board: Board, values: IntArray, beginning: list[int], count: int, capacity: int) -> list[int]:
    """Again and again the session that adds most for those not yet seated, who stay where they are."""
    left, chosen = values, list[int]()
    while len(chosen) < count:
        gains = _gains(left, capacity)
        gains[~_apart(board, chosen)] = 0
        if not gains.any():
            break
        chosen.append(beginning[len(chosen)] if len(chosen) < len(beginning) else int(gains.argmax()))
        seated = np.argsort(-left[:, chosen[-1]], kind="stable")[:capacity]
        left = np.delete(left, seated[left[seated, chosen[-1]] > 0], axis=0)
    return chosen


def _swapped(
    board: Board, values: IntArray, chosen: list[int], places: IntArray, capacity: int
) -> tuple[list[int], IntArray] | None:
    """The first move of one session found to help, with its places."""
    now = _worth(values, chosen, places)
    for number in range(len(chosen)):
        others = chosen[:number] + chosen[number + 1 :]
        without = placed(values[:, others], capacity)
        gains = _gains(values[without < 0], capacity)
        gains[~_apart(board, others)] = -1
        for index in np.argsort(-gains, kind="stable")[:TRIES].tolist():
            moved = [*others, index]
            attempt = placed(values[:, moved], capacity)
            if gains[index] >= 0 and _worth(values, moved, attempt) > now:
                return moved, attempt
    return None


def _worth(values: IntArray, chosen: list[int], places: IntArray) -> int:
    seated = np.flatnonzero(places >= 0)
    return int(values[seated, np.array(chosen, np.int64)[places[seated]]].sum())


def _gains(values: IntArray, capacity: int) -> IntArray:
    """For each start the sum of its highest values, as many as there is room for."""
    if values.shape[0] > capacity:
        values = np.partition(values, values.shape[0] - capacity, axis=0)[-capacity:] if capacity else values[:0]
    return values.sum(axis=0)


def _apart(board: Board, chosen: list[int]) -> npt.NDArray[np.bool_]:
    starts = board.candidates.starts
    apart = np.ones(starts.size, np.bool_)
    for index in chosen:
        apart &= np.abs(starts - starts[index]) >= board.candidates.duration
    return apart


def _named(board: Board, values: IntArray, chosen: list[int], places: IntArray) -> Sessions:
    ids = board.crowd.ids

    def seated(number: int) -> tuple[Hashable, ...]:
        return tuple(ids[who] for who in np.flatnonzero(places == number).tolist())

    return Sessions(
        sessions=tuple(
            Session(slot=board.candidates.slot(index), participants=seated(number))
            for index, number in sorted((index, number) for number, index in enumerate(chosen))
        ),
        without_place=tuple(ids[who] for who in np.flatnonzero((places < 0) & (board.crowd.requirement < 0)).tolist()),
        half_worths=_worth(values, chosen, places),
    )

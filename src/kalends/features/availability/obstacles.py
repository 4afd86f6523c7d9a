"""Where no start is feasible: which rule blocks, and by how little."""

from dataclasses import replace

import numpy as np

from kalends.core.time import Interval
from kalends.features.availability.candidates import IntArray
from kalends.features.availability.findings import Obstacle
from kalends.features.availability.recommend import Board
from kalends.features.availability.score import Breach, RequiredAbsent


def obstacles(board: Board) -> tuple[Obstacle, ...]:
    """Empty where some start is feasible, or where there is no start.

    The rules that no start keeps, each where least is missing: seconds of the required, all of them together, or heads
    of a quorum. Where every rule is kept by some start, and they block only together: the rules broken by the start
    that breaks the fewest. Of equal starts the one that is recommended first.
    """
    if board.ranking.is_feasible.any() or not board.ranking.heads.size:
        return ()
    missing = _missing(board)
    blocking = np.flatnonzero(missing.min(axis=1) > 0).tolist()
    if not blocking:
        slot = _first(board, np.count_nonzero(missing, axis=0))
        return tuple(Obstacle(breach=breach, slot=slot) for breach in board.breaches(slot))
    found: list[Obstacle] = []
    for rule in blocking:
        slot = _first(board, missing[rule])
        found += [Obstacle(breach=one, slot=slot) for one in board.breaches(slot) if _row(board, one) == rule]
    return tuple(found)


def _missing(board: Board) -> IntArray:
    """What each start (column) misses of each rule (row): the required, the quorum, the groups' quorums by name."""
    question, heads = board.question, [board.ranking.heads, *board.ranking.curves.group_heads]
    quorums = [question.quorum, *(question.group_quorums[group] for group in board.crowd.groups)]
    short = [np.maximum(quorum - there, 0) for quorum, there in zip(quorums, heads, strict=True)]
    return np.stack([_lacking_of_required(board), *short])


def _lacking_of_required(board: Board) -> IntArray:
    """Seconds; those who come for part of a slot lack the rest of it."""
    required = tuple(replace(person, weight=1) for person in board.question.participants if person.is_required)
    alone = Board.of(replace(board.question, participants=required, group_quorums={}), board.candidates).ranking
    return (len(required) - alone.heads) * board.candidates.duration - alone.curves.partial_seconds


def _first(board: Board, missing: IntArray) -> Interval:
    return board.candidates.slot(board.ranking.first(np.flatnonzero(missing == missing.min())))


def _row(board: Board, breach: Breach) -> int:
    if isinstance(breach, RequiredAbsent):
        return 0
    return 1 if breach.group is None else 2 + board.crowd.groups.index(breach.group)

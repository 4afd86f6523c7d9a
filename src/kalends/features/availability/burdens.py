"""The largest burden among those who attend a start: what they have borne, plus this slot's discomfort."""

import numpy as np

from kalends.features.availability.answers import Spans
from kalends.features.availability.candidates import Candidates, IntArray
from kalends.features.availability.crowd import Crowd
from kalends.features.availability.curves import admitted_starts

# Up to here going through the answers once for each start is quicker than the table for all.
FEW = 16
# Starts looked at together: a few megabytes of table for hundreds of settings.
BLOCK = 1_024


def largest_burdens(
    spans: Spans, crowd: Crowd, candidates: Candidates, chosen: IntArray, squares: IntArray
) -> IntArray:
    """For each chosen start (in order of time); 0 where nobody attends.

    `squares` is the discomfort by setting (row) and chosen start (column).
    """
    if chosen.size <= FEW:
        borne = [_largest(spans, crowd, candidates, index, squares[:, at]) for at, index in enumerate(chosen.tolist())]
        return np.array(borne, np.int64)
    spans = _long_enough(spans, candidates.duration)
    blocks = [
        _block(spans, crowd, candidates, chosen[low : low + BLOCK], squares[:, low : low + BLOCK])
        for low in range(0, chosen.size, BLOCK)
    ]
    return np.concatenate(blocks)


def _largest(spans: Spans, crowd: Crowd, candidates: Candidates, index: int, squares: IntArray) -> int:
    start = int(candidates.starts[index])
    attends = np.flatnonzero((spans.start <= start) & (spans.end >= start + candidates.duration))
    who = spans.owner.take(attends)
    return int((crowd.burden.take(who) + squares.take(crowd.setting.take(who))).max(initial=0))


def _long_enough(spans: Spans, duration: int) -> Spans:
    rows = np.flatnonzero(spans.end - spans.start >= duration)
    return Spans(owner=spans.owner.take(rows), start=spans.start.take(rows), end=spans.end.take(rows))


def _block(spans: Spans, crowd: Crowd, candidates: Candidates, chosen: IntArray, squares: IntArray) -> IntArray:
    # For each point the number of chosen starts before it, which takes a third of the time of a binary search.
    before = np.zeros(candidates.points.size + 1, np.int64)
    before[candidates.at_start[chosen] + 1] = 1
    before = before.cumsum()
    first, last = (before.take(at) for at in admitted_starts(spans, candidates))
    hit = np.flatnonzero(first < last)
    owner = spans.owner.take(hit)
    borne = _maxima(crowd.setting[owner], first[hit], last[hit], crowd.burden[owner], squares.shape)
    return np.where(borne >= 0, borne + squares, 0).max(axis=0, initial=0)


def _maxima(row: IntArray, first: IntArray, last: IntArray, value: IntArray, shape: tuple[int, ...]) -> IntArray:
    """For each cell the largest value of the ranges [first, last) that hold it, else -1.

    A sparse table backwards: two ranges of a power of two cover each range, and each level hands down to its halves.
    """
    level = np.frexp(last - first)[1] - 1
    table = np.full((int(level.max(initial=0)) + 1, *shape), -1, np.int64)
    np.maximum.at(table, (level, row, first), value)
    np.maximum.at(table, (level, row, last - (1 << level)), value)
    for higher in range(table.shape[0] - 1, 0, -1):
        half = 1 << (higher - 1)
        np.maximum(table[higher - 1], table[higher], out=table[higher - 1])
        np.maximum(table[higher - 1, :, half:], table[higher, :, :-half], out=table[higher - 1, :, half:])
    return table[0]

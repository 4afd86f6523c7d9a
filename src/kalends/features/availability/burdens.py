"""The largest burden among those who attend a start: what they have borne, plus this slot's discomfort."""

import numpy as np

from kalends.features.availability.answers import Spans
from kalends.features.availability.candidates import Candidates, IntArray
from kalends.features.availability.crowd import Crowd

# Starts looked at together: a few megabytes of table for hundreds of settings.
BLOCK = 1_024


def largest_burdens(
    spans: Spans, crowd: Crowd, candidates: Candidates, chosen: IntArray, squares: IntArray
) -> IntArray:
    """For each chosen start (in order of time). `squares` is the discomfort by setting (row) and chosen start (column).

    `spans` are those of `burdened` people; the worst discomfort speaks for the others. -1 where none of them attends.
    """
    if not spans.owner.size:
        return np.full(chosen.size, -1)
    parts = [
        _block(spans, crowd, candidates, chosen[low : low + BLOCK], squares[:, low : low + BLOCK])
        for low in range(0, chosen.size, BLOCK)
    ]
    return np.concatenate(parts)


def burdened(spans: Spans, crowd: Crowd, duration: int) -> Spans:
    """The spans long enough to attend of people who have borne something before."""
    counts = (crowd.burden > 0).take(spans.owner)
    counts &= spans.end - spans.start >= duration
    rows = np.flatnonzero(counts)
    return Spans(owner=spans.owner.take(rows), start=spans.start.take(rows), end=spans.end.take(rows))


def _block(spans: Spans, crowd: Crowd, candidates: Candidates, chosen: IntArray, squares: IntArray) -> IntArray:
    starts = candidates.starts[chosen].astype(spans.start.dtype)
    first = np.searchsorted(starts, spans.start)
    last = np.searchsorted(starts, spans.end - candidates.duration, side="right")
    hit = np.flatnonzero(first < last)
    owner = spans.owner.take(hit)
    borne = _maxima(crowd.setting[owner], first[hit], last[hit], crowd.burden[owner], squares.shape)
    return np.where(borne >= 0, borne + squares, -1).max(axis=0)


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

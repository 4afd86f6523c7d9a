"""For every candidate start, who attends and who is there for part of it, from the ends of intervals alone.

An interval [a, b) admits the starts from a to b - duration: plus one at the first, minus one after the last. Prefix
sums over these marks are the curves, in O(intervals + starts); marks of different people simply add.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kalends.features.availability.answers import Answers, Spans
from kalends.features.availability.candidates import Candidates, IntArray
from kalends.features.availability.crowd import Crowd

# Doubles hold every whole number up to here; bincount adds in doubles.
EXACT = 2**53

Numbers = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """One column for each candidate start. Worth is counted in halves, presence and part in weighted seconds."""

    heads: IntArray  # a row for each setting
    group_heads: IntArray  # a row for each group with a quorum
    required_heads: IntArray
    half_worths: IntArray
    partial_seconds: IntArray


def marks(answers: Answers, crowd: Crowd, candidates: Candidates) -> IntArray:
    """Rows: settings, groups, required, weight at all, weight of a clear yes, weight present and its moments."""
    columns = candidates.points.size + 1
    spans, owner = answers.at_all, answers.at_all.owner
    first, last = admitted_starts(spans, candidates)
    stops = candidates.first_point(spans.end)
    weight = None if crowd.is_evenly_weighted else crowd.weight.take(owner)
    came, left, gone = (_tally(at, weight, columns) for at in (first, last, stops))
    moment_came, moment_gone = (
        _tally(at, instant if weight is None else instant * weight, columns)
        for at, instant in ((first, spans.start), (stops, spans.end))
    )
    return np.concatenate(
        (
            _by_row(crowd.setting, len(crowd.settings), owner, (first, last), columns),
            _by_row(crowd.group, len(crowd.groups), owner, (first, last), columns),
            _by_row(crowd.requirement, 1, owner, (first, last), columns),
            (came - left)[None],
            (came - left)[None] if answers.yes is spans else _certain(answers.yes, crowd, candidates)[None],
            (came - gone)[None],
            (moment_came - moment_gone)[None],
        )
    )


def curves(marked: IntArray, crowd: Crowd, candidates: Candidates) -> Curves:
    totals = marked[:, :-1].cumsum(axis=1)
    # The weight present, integrated up to each point: weight times the time since each came, less since they left.
    presence = totals[-2] * candidates.points - totals[-1]
    totals = totals[:, candidates.at_start]
    weight_at_all, weight_of_yes = totals[-4], totals[-3]
    settings, groups = len(crowd.settings), len(crowd.groups)
    present = presence[candidates.at_end] - presence[candidates.at_start]
    return Curves(
        heads=totals[:settings],
        group_heads=totals[settings : settings + groups],
        required_heads=totals[settings + groups],
        half_worths=(weight_at_all + weight_of_yes) * crowd.common_weight,
        partial_seconds=(present - weight_at_all * candidates.duration) * crowd.common_weight,
    )


def attendance(answers: Answers, crowd: Crowd, candidates: Candidates) -> IntArray:
    """Twice the worth of each person (row) at each candidate start (column): 2, 1, or 0 for who does not attend."""
    columns = candidates.points.size + 1
    marked = np.zeros((crowd.size, columns), np.int64)
    for spans in (answers.at_all, answers.yes):
        first, last = admitted_starts(spans, candidates)
        np.add.at(marked, (spans.owner, first), 1)
        np.subtract.at(marked, (spans.owner, last), 1)
    return marked.cumsum(axis=1)[:, candidates.at_start]


def admitted_starts(spans: Spans, candidates: Candidates) -> tuple[Numbers, Numbers]:
    """The first point each interval admits as a start, and the first after it that it does not."""
    first = candidates.first_point(spans.start)
    return first, np.maximum(first, candidates.first_point(spans.end - (candidates.duration - 1)))


def _certain(yes: Spans, crowd: Crowd, candidates: Candidates) -> IntArray:
    weight = None if crowd.is_evenly_weighted else crowd.weight.take(yes.owner)
    first, last = (_tally(at, weight, candidates.points.size + 1) for at in admitted_starts(yes, candidates))
    return first - last


def _by_row(row_of: IntArray, rows: int, owner: Numbers, admitted: tuple[Numbers, Numbers], columns: int) -> IntArray:
    """The heads of each row; people whose row is -1 are in none."""
    row, (first, last) = row_of.take(owner), admitted
    counted = row >= 0
    if not counted.all():
        some = np.flatnonzero(counted)
        row, first, last = row.take(some), first.take(some), last.take(some)
    if rows > 1:
        lane = row * columns
        first, last = lane + first, lane + last
    size = rows * columns
    return (_tally(first, None, size) - _tally(last, None, size)).reshape(rows, columns)


def _tally(at: Numbers, weight: Numbers | None, size: int) -> IntArray:
    if weight is None:
        return np.bincount(at, minlength=size)
    if not weight.size or int(weight.max()) * weight.size < EXACT:
        return np.bincount(at, weight, size).astype(np.int64)
    counted = np.zeros(size, np.int64)
    np.add.at(counted, at, weight)
    return counted

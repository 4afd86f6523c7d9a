"""The candidate starts of a question, as whole seconds after an origin, and the fast way from an instant to them."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import gcd

import numpy as np
import numpy.typing as npt

from kalends.core.time import Interval, merge
from kalends.features.availability.question import SECOND, Intervals

IntArray = npt.NDArray[np.int64]

# A table of 32 MB at most; beyond it (odd seconds in far windows) binary search is still quick.
MAX_CELLS = 4_000_000
# Every five minutes for four years. Each costs some hundred bytes for each zone and kind of working hours.
MAX_STARTS = 500_000
# Answers are kept as 32-bit seconds after the first window's start.
MAX_SPAN = timedelta(days=366 * 60)
# Without windows there are no starts, and any origin will do.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """`points` are all the instants where a candidate slot starts or ends, `cell` is their common measure in seconds.

    `table` holds for each multiple of the cell the number of points before it; it is empty where it would be too long.
    """

    origin: datetime
    duration: int
    starts: IntArray
    points: IntArray
    at_start: IntArray
    at_end: IntArray
    cell: int
    table: npt.NDArray[np.int32]

    @property
    def span(self) -> int:
        return int(self.points[-1]) if self.points.size else 0

    def slot(self, index: int) -> Interval:
        start = self.origin + int(self.starts[index]) * SECOND
        return Interval(start, start + self.duration * SECOND)

    def index_of(self, slot: Interval) -> int:
        start = seconds(slot.start - self.origin)
        index = int(np.searchsorted(self.starts, start))
        if index == self.starts.size or self.slot(index) != slot:
            raise ValueError("slot: is none of the candidates")
        return index

    def first_point(self, instants: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """For each instant the index of the first point at or after it; `points.size` where there is none."""
        if not self.table.size:
            return np.searchsorted(self.points, instants)
        if self.cell > 1:
            instants = (instants + (self.cell - 1)) // self.cell
        return self.table.take(instants, mode="clip")


def candidates(windows: Intervals, duration: timedelta, step: timedelta) -> Candidates:
    origin = min((window.start for window in windows), default=EPOCH).replace(microsecond=0)
    stretches = merge(windows)
    if stretches and stretches[-1].end - origin > MAX_SPAN:
        raise ValueError("windows: they lie more than sixty years apart")
    length, grid = seconds(duration), seconds(step)
    opening = [stretch.start for stretch in stretches]
    runs: list[range] = []
    for window in windows:
        stretch = stretches[bisect_right(opening, window.start) - 1]
        last = seconds(stretch.end - origin) - length
        runs.append(range(seconds(window.start - origin), last + 1, grid))
    if sum(map(len, runs)) > MAX_STARTS:
        raise ValueError(f"windows: they hold more than {MAX_STARTS} starts; offer less, or take a longer step")
    return _listed(origin, length, gcd(length, grid, *(run.start for run in runs)), [run for run in runs if run])


def chosen_starts(starts: Iterable[datetime], duration: timedelta) -> Candidates:
    """Just these starts, on whatever grid they lie."""
    ordered = sorted(set(starts))
    length, after = seconds(duration), [seconds(start - ordered[0]) for start in ordered]
    cell = gcd(length, *after)
    return _listed(ordered[0], length, cell, [range(start, start + cell, cell) for start in after])


def _listed(origin: datetime, length: int, cell: int, runs: list[range]) -> Candidates:
    size = (max((run[-1] for run in runs), default=-length) + length) // cell + 1
    if size > MAX_CELLS:
        starts = np.unique(np.concatenate([np.arange(run.start, run.stop, run.step) for run in runs]))
        points, table = np.union1d(starts, starts + length), np.empty(0, np.int32)
    else:
        marked = np.zeros(size, np.bool_)
        for run in runs:
            marked[run.start // cell : run[-1] // cell + 1 : run.step // cell] = True
        starts = np.flatnonzero(marked)
        marked[starts + length // cell] = True
        points, starts = np.flatnonzero(marked) * cell, starts * cell
        table = np.append(0, marked.cumsum()).astype(np.int32)
    return Candidates(
        origin=origin,
        duration=length,
        starts=starts,
        points=points,
        at_start=np.searchsorted(points, starts),
        at_end=np.searchsorted(points, starts + length),
        cell=cell,
        table=table,
    )


def seconds(delta: timedelta) -> int:
    return delta.days * 86_400 + delta.seconds

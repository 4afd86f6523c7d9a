"""The grid of times: what is on offer cut into cells on the reader's wall, with how many can in each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from kalends.adapters.web.times import clock, is_twice, iso, short_day
from kalends.core.time import Interval, merge, zone

# Largest first: the fewest boxes that still let everybody say what they mean.
CELLS = (30, 15, 10, 5)
# A month of long days by the half hour; beyond it cells grow, since nobody ticks more by hand.
MAX_CELLS = 2_000
COARSE = (60, 120, 240, 720)
MAX_HEAT = 5
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A box of the grid. Its start is on the wall's grid; `offered` is what of it is on offer."""

    start: datetime
    offered: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    zone: ZoneInfo
    minutes: int
    cells: Sequence[Cell]

    def states(self, yes: Sequence[Interval], maybe: Sequence[Interval]) -> dict[str, str]:
        """What an answer says of each cell, by the cell's start: cells it does not wholly cover are left out."""
        at_all = merge((*yes, *maybe))
        states = {iso(cell.start): "maybe" for cell in self._covered(at_all)}
        return {**states, **{iso(cell.start): "yes" for cell in self._covered(yes)}}

    def heat(self, everybody: Iterable[Sequence[Interval]], total: int) -> list[tuple[int, int]]:
        """How many can, and its step on the scale, cell by cell in the order in which `weeks` places them."""
        weeks = self.weeks(everybody, total, {})
        cells = [cell for week in weeks for row in week["rows"] for cell in row["cells"] if cell]
        return [(cell["can"], cell["heat"]) for cell in cells]

    def weeks(self, everybody: Iterable[Sequence[Interval]], total: int, states: Mapping[str, str]) -> list[Any]:
        """The `weeks` of the templates. `everybody`: each one's times, merged."""
        can = self._heads(everybody)
        placed = [
            (cell.start.astimezone(self.zone), _cell_view(cell, heads, total, states))
            for cell, heads in zip(self.cells, can, strict=True)
        ]
        return [
            _week(list(of_week), self.zone) for _, of_week in groupby(placed, key=lambda one: one[0].isocalendar()[:2])
        ]

    def _covered(self, times: Sequence[Interval]) -> list[Cell]:
        return [cell for cell in self.cells if any(interval.covers(cell.offered) for interval in times)]

    def _heads(self, everybody: Iterable[Sequence[Interval]]) -> list[int]:
        """How many cover each cell, from where each interval begins and ends to do so."""
        starts = [cell.offered.start for cell in self.cells]
        ends = [cell.offered.end for cell in self.cells]
        change = [0] * (len(self.cells) + 1)
        for times in everybody:
            for interval in times:
                first, beyond = bisect_left(starts, interval.start), bisect_right(ends, interval.end)
                if first < beyond:
                    change[first] += 1
                    change[beyond] -= 1
        heads: list[int] = []
        present = 0
        for step in change[:-1]:
            present += step
            heads.append(present)
        return heads


def grid(stretches: Sequence[Interval], zone_name: str, duration: timedelta, mine: Sequence[Interval] = ()) -> Grid:
    """`stretches` are disjoint and in order. `mine` may ask for finer cells, so that saving again loses nothing."""
    there = zone(zone_name)
    minutes, anchor = _size(stretches, there, duration, mine)
    return Grid(zone=there, minutes=minutes, cells=cells_of(stretches, there, minutes, anchor))


def grid_of_size(stretches: Sequence[Interval], zone_name: str, minutes: int) -> Grid:
    """The one that a page shows already."""
    there = zone(zone_name)
    edges = {_minute(edge, there) % minutes for one in stretches for edge in (one.start, one.end)}
    anchor = edges.pop() if len(edges) == 1 else 0
    return Grid(zone=there, minutes=minutes, cells=cells_of(stretches, there, minutes, anchor))


def cells_of(stretches: Sequence[Interval], there: ZoneInfo, minutes: int, anchor: int) -> list[Cell]:
    cells: list[Cell] = []
    size = timedelta(minutes=minutes)
    for stretch in stretches:
        start = stretch.start - (_minute(stretch.start, there) - anchor) % minutes * MINUTE
        start = start.replace(second=0, microsecond=0)
        while start < stretch.end:
            offered = Interval(max(start, stretch.start), min(start + size, stretch.end))
            if cells and cells[-1].start == start:
                # Two stretches meet in one box: it stands for both.
                offered = Interval(cells.pop().offered.start, offered.end)
            cells.append(Cell(start, offered))
            start = _next(start, size, there, minutes, anchor)
    return cells


def _next(start: datetime, size: timedelta, there: ZoneInfo, minutes: int, anchor: int) -> datetime:
    """The next box, back on the wall's grid where clocks change by less than one."""
    after = start + size
    return after - (_minute(after, there) - anchor) % minutes * MINUTE if minutes > 30 else after


def _size(
    stretches: Sequence[Interval], there: ZoneInfo, duration: timedelta, mine: Sequence[Interval]
) -> tuple[int, int]:
    """Minutes of a cell, and the minute of the day modulo that at which cells begin."""
    edges = [_minute(edge, there) for one in (*stretches, *mine) for edge in (one.start, one.end)]
    on_offer = sum((stretch.duration for stretch in stretches), timedelta())
    for minutes in CELLS:
        if minutes * MINUTE <= duration and len({edge % minutes for edge in edges}) == 1:
            if on_offer / (minutes * MINUTE) <= MAX_CELLS:
                return minutes, edges[0] % minutes
            break
    for minutes in (*CELLS[::-1], *COARSE):
        if on_offer / (minutes * MINUTE) <= MAX_CELLS:
            return minutes, 0
    return COARSE[-1], 0


def _minute(instant: datetime, there: ZoneInfo) -> int:
    local = instant.astimezone(there)
    return local.hour * 60 + local.minute


def _cell_view(cell: Cell, heads: int, total: int, states: Mapping[str, str]) -> dict[str, Any]:
    start = iso(cell.start)
    heat = 0 if not heads else max(1, heads * MAX_HEAT // total)
    return {"start": start, "answer": states.get(start, ""), "can": heads, "heat": heat}


def _week(placed: Sequence[tuple[datetime, Any]], there: ZoneInfo) -> dict[str, Any]:
    days = sorted({local.date() for local, _ in placed})
    by_place = {(_row_of(local), local.date()): view for local, view in placed}
    rows = sorted({_row_of(local) for local, _ in placed})
    names = {_row_of(local): f"{clock(local)} {local.tzname()}" if local.fold else clock(local) for local, _ in placed}
    hours = [names[row][:2] for row in rows]
    return {
        "label": f"{short_day(days[0])}–{short_day(days[-1])}" if len(days) > 1 else short_day(days[0]),
        "days": [{"label": short_day(day), "short": _short(day)} for day in days],
        "rows": [
            {
                "label": names[row],
                "is_hour": number == 0 or hours[number] != hours[number - 1],
                "cells": [by_place.get((row, day)) for day in days],
            }
            for number, row in enumerate(rows)
        ],
    }


def _row_of(local: datetime) -> tuple[int, int, int]:
    """Where a time belongs from top to bottom. What the wall shows a second time comes after all of the first."""
    minute = local.hour * 60 + local.minute
    if not local.fold:
        return minute, 1, 0
    after = local
    while is_twice(after):
        after += MINUTE
    return after.hour * 60 + after.minute, 0, minute


def _short(day: date) -> str:
    return short_day(day)[:6].strip()

"""Counts of games in cells, windows and breaks: a move ticks them, and only a kept move changes them.

Counters, windows of slides in seasons with free slots, and break rows share one numbering (`State.counts`). In full
seasons a slide is a run: a mask of slots, whose windows are counted all at once.
"""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE
from kalends.features.seasons.solver.search.bits import crowding, outside
from kalends.features.seasons.solver.search.memory import i16, i16_rows, i32, i32_rows, i64, u64


@njit(cache=True)
def tick(X, row, step, hits):
    """Count one row up or down for the move at hand; the number of rows ticked so far."""
    ticks, hit = i16(X.ticks), i32(X.hit)
    before = ticks[row]
    hit[hits] = row
    ticks[row] = before + step
    return hits + (before == 0)


@njit(cache=True)
def tick_cell(T, X, pair, slot, step, hits):
    """Tick what counts a game of the pair (home * n + away) in the slot; the number of rows ticked so far."""
    counter_ptr, counter_ids = i32(T.counter_ptr), i32(T.counter_ids)
    ticks, hit = i16(X.ticks), i32(X.hit)
    cell = pair * T.S + slot
    for at in range(counter_ptr[cell], counter_ptr[cell + 1]):
        row = counter_ids[at]
        before = ticks[row]
        hit[hits] = row
        ticks[row] = before + step
        hits += before == 0
    if T.slides_rows:
        slide_ptr, slide_ids = i32(T.slide_ptr), i32(T.slide_ids)
        slides, windows = i32_rows(T.slides, 2), i16_rows(T.windows, 2)
        for at in range(slide_ptr[pair], slide_ptr[pair + 1]):
            family, offset = slides[slide_ids[at], 0], slides[slide_ids[at], 1]
            for window in range(windows[family * T.S + slot, 0], windows[family * T.S + slot, 1]):
                hits = tick(X, offset + window, step, hits)
    return hits


@njit(cache=True)
def toggle_runs(T, X, pair, slot, mark, runs):
    """Turn the slot round in the runs of the pair; the number of runs touched so far."""
    run_ptr, run_ids = i32(T.run_ptr), i32(T.run_ids)
    run_mark, run_new, run_bits, run_hit = i64(X.run_mark), u64(X.run_new), u64(X.run_bits), i32(X.run_hit)
    bit = ONE << np.uint64(slot)
    for at in range(run_ptr[pair], run_ptr[pair + 1]):
        row = run_ids[at]
        if run_mark[row] != mark:
            run_mark[row] = mark
            run_new[row] = run_bits[row]
            run_hit[runs] = row
            runs += 1
        run_new[row] ^= bit
    return runs


@njit(cache=True)
def settle(T, X, hits, runs):
    """What the ticks cost, as (soft, hard); ticks are moved to State.hit_step for keep_ticks."""
    bounds, bound_of = i32_rows(T.bounds, 4), i32(T.bound_of)
    counts, ticks, hit, hit_step = i16(X.counts), i16(X.ticks), i32(X.hit), i16(X.hit_step)
    soft, hard = np.int64(0), np.int64(0)
    for at in range(hits):
        row = hit[at]
        step = np.int64(ticks[row])
        hit_step[at] = step
        if step != 0:
            ticks[row] = 0
            bound, old = bound_of[row], np.int64(counts[row])
            least, most = np.int64(bounds[bound, 0]), np.int64(bounds[bound, 1])
            change = outside(old + step, least, most) - outside(old, least, most)
            soft += change * bounds[bound, 2]
            hard += change * bounds[bound, 3]
    rows, levels = i32_rows(T.runs, 5), u64(X.levels)
    run_new, run_bits, run_off, run_off_new = u64(X.run_new), u64(X.run_bits), i32(X.run_off), i32(X.run_off_new)
    run_hit = i32(X.run_hit)
    for at in range(runs):
        row = run_hit[at]
        run_off_new[row] = run_off[row]
        if run_new[row] != run_bits[row]:
            new = crowding(run_new[row], T.S, rows[row, 0], rows[row, 1], rows[row, 2], levels)
            run_off_new[row] = new
            change = new - run_off[row]
            soft += change * rows[row, 3]
            hard += change * rows[row, 4]
    return soft, hard


@njit(cache=True)
def keep_ticks(X, hits, runs):
    """Make the ticks of a kept move count."""
    counts, hit, hit_step = i16(X.counts), i32(X.hit), i16(X.hit_step)
    for at in range(hits):
        counts[hit[at]] += hit_step[at]
    run_new, run_bits, run_off, run_off_new = u64(X.run_new), u64(X.run_bits), i32(X.run_off), i32(X.run_off_new)
    run_hit = i32(X.run_hit)
    for at in range(runs):
        row = run_hit[at]
        run_bits[row] = run_new[row]
        run_off[row] = run_off_new[row]

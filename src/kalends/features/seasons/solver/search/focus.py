"""Which games take part in broken rules, hard ones while there are any: where a search has to look first."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE
from kalends.features.seasons.solver.search.memory import i16, i16_rows, i32, i32_rows, i64, u64
from kalends.features.seasons.solver.search.state import HARD


@njit(cache=True)
def find_hot(T, X):
    """List the games that break rules, or could mend one that lacks games, in State.hot; how many.

    Soft rules count once no hard one is broken. Costs come in twos, soft then hard; `kind` says which.
    """
    homes, aways, slots, hot, total = i16(X.homes), i16(X.aways), i16(X.slots), i32(X.hot), i64(X.total)
    kind = np.int64(total[HARD] > 0)
    pair_off = i64(X.pair_hard) if kind else i64(X.pair_soft)
    found = 0
    if total[kind] > 0:
        for game in range(T.G):
            home, away, slot = np.int64(homes[game]), np.int64(aways[game]), np.int64(slots[game])
            pair = home * T.n + away
            if slot < 0 or pair_off[min(home, away) * T.n + max(home, away)] > 0:
                is_hot = True
            else:
                is_hot = is_excess(T, X, pair, slot, kind) or is_in_break(T, X, home, slot, kind)
                is_hot = is_hot or is_in_break(T, X, away, slot, kind)
            if is_hot or is_wanted(T, X, pair, slot, kind):
                hot[found] = game
                found += 1
    return found


@njit(cache=True)
def is_excess(T, X, pair, slot, kind):
    """Whether a game of the pair in the slot breaks a rule on its cell, or is one too many for one."""
    bounds, bound_of, counts = i32_rows(T.bounds, 4), i32(T.bound_of), i16(X.counts)
    counter_ptr, counter_ids = i32(T.counter_ptr), i32(T.counter_ids)
    cell = pair * T.S + slot
    if i32(T.prices)[2 * cell + kind] > 0:
        return True
    for at in range(counter_ptr[cell], counter_ptr[cell + 1]):
        bound = bound_of[counter_ids[at]]
        if bounds[bound, 2 + kind] > 0 and counts[counter_ids[at]] > bounds[bound, 1]:
            return True
    run_ptr, run_ids, runs, run_off = i32(T.run_ptr), i32(T.run_ids), i32_rows(T.runs, 5), i32(X.run_off)
    for at in range(run_ptr[pair], run_ptr[pair + 1]):
        row = run_ids[at]
        if run_off[row] > 0 and runs[row, 3 + kind] > 0 and is_crowded(X, row, slot, runs[row, 0], runs[row, 2]):
            return True
    slide_ptr, slide_ids = i32(T.slide_ptr), i32(T.slide_ids)
    slides, windows = i32_rows(T.slides, 2), i16_rows(T.windows, 2)
    for at in range(slide_ptr[pair], slide_ptr[pair + 1]):
        family, offset = slides[slide_ids[at], 0], slides[slide_ids[at], 1]
        for window in range(windows[family * T.S + slot, 0], windows[family * T.S + slot, 1]):
            bound = bound_of[offset + window]
            if bounds[bound, 2 + kind] > 0 and counts[offset + window] > bounds[bound, 1]:
                return True
    return False


@njit(cache=True)
def is_crowded(X, row, slot, length, most):
    """Whether a window over the slot holds more of the run than it may."""
    bits = u64(X.run_bits)[row]
    for first in range(max(0, slot - length + 1), slot + 1):
        held = np.int64(0)
        for at in range(first, first + length):
            held += np.int64((bits >> np.uint64(at)) & ONE)
        if held > most:
            return True
    return False


@njit(cache=True)
def is_in_break(T, X, team, slot, kind):
    """Whether the team's break in the slot, or in the next, is one too many."""
    if not T.is_full:
        return False
    break_ptr, break_ids, breaks = i32(T.break_ptr), i32(T.break_ids), i32_rows(T.breaks, 2)
    bounds, bound_of, counts, break_bits = i32_rows(T.bounds, 4), i32(T.bound_of), i16(X.counts), u64(T.break_bits)
    bits = u64(X.home_bits)[team]
    same = ~(bits ^ (bits << ONE)) & (((ONE << np.uint64(T.S)) - ONE) & ~ONE)
    near = (ONE << np.uint64(slot)) | (ONE << np.uint64(slot + 1))
    for at in range(break_ptr[team], break_ptr[team + 1]):
        row = break_ids[at]
        bound = bound_of[breaks[row, 0]]
        is_over = bounds[bound, 2 + kind] > 0 and counts[breaks[row, 0]] > bounds[bound, 1]
        if is_over and (same & near & break_bits[row]) != np.uint64(0):
            return True
    return False


@njit(cache=True)
def is_wanted(T, X, pair, slot, kind):
    """Whether some slot lacks a game of the pair, or this one would be rewarded for another."""
    counter_ptr, counter_ids, prices = i32(T.counter_ptr), i32(T.counter_ids), i32(T.prices)
    here = prices[2 * (pair * T.S + slot) + kind] if slot >= 0 else 0
    bounds, bound_of, counts = i32_rows(T.bounds, 4), i32(T.bound_of), i16(X.counts)
    for cell in range(pair * T.S, (pair + 1) * T.S):
        if prices[2 * cell + kind] < min(here, 0):
            return True
        for at in range(counter_ptr[cell], counter_ptr[cell + 1]):
            bound = bound_of[counter_ids[at]]
            if bounds[bound, 2 + kind] > 0 and counts[counter_ids[at]] < bounds[bound, 0]:
                return True
    return False

"""Breaks: games with the same home or away as the game before, of a team, of many, and their evenness."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE, ones
from kalends.features.seasons.solver.search.memory import i16, i16_rows, i32, i32_rows, i64, u8_rows, u64
from kalends.features.seasons.solver.search.ticks import tick
from kalends.features.seasons.solver.search.trail import BREAKS, EVEN, EVEN_GAP, log


@njit(cache=True)
def is_same(T, X, k):
    """Whether the k-th touched team of a full season still has the home slots it had."""
    team = i32(X.touched_teams)[k]
    return T.is_full and u64(X.home_bits)[team] == u64(X.old_bits)[k]


@njit(cache=True)
def tick_breaks(T, X, touched, hits):
    """Tick the break rows of the touched teams; the number of rows ticked so far."""
    break_ptr, break_ids, breaks = i32(T.break_ptr), i32(T.break_ids), i32_rows(T.breaks, 2)
    touched_teams, team_breaks = i32(X.touched_teams), i32(X.team_breaks)
    for k in range(touched):
        team = np.int64(touched_teams[k])
        if is_same(T, X, k):
            continue
        for at in range(break_ptr[team], break_ptr[team + 1]):
            row = np.int64(break_ids[at])
            new = count_breaks(T, X, team, breaks[row, 1], row)
            old = np.int64(team_breaks[row * T.n + team])
            if new != old:
                log(X, BREAKS, row * T.n + team, old)
                team_breaks[row * T.n + team] = new
                hits = tick(X, breaks[row, 0], new - old, hits)
    return hits


@njit(cache=True)
def count_breaks(T, X, team, mode, row):
    """Breaks of a team in the slots of a break row, or in all slots for row -1; mode 0 is both, 1 home, 2 away."""
    if T.is_full:
        bits = u64(X.home_bits)[team]
        same = ~(bits ^ (bits << ONE)) & (((ONE << np.uint64(T.S)) - ONE) & ~ONE)
        if row >= 0:
            same &= u64(T.break_bits)[row]
        if mode == 1:
            same &= bits
        elif mode == 2:
            same &= ~bits
        return np.int64(ones(same))
    break_slots, table, homes = u8_rows(T.break_slots, T.S), i16_rows(X.table, T.S), i16(X.homes)
    found, before = np.int64(0), np.int64(-1)
    for slot in range(T.S):
        game = table[team, slot]
        if game >= 0:
            now = np.int64(homes[game] == team)
            if now == before and (row < 0 or break_slots[row, slot]):
                found += mode == 0 or (mode == 1) == (now == 1)
            before = now
    return found


@njit(cache=True)
def tally_evens(T, X, touched):
    """How the costs of rows that want breaks even change with the touched teams."""
    even_teams, evens = u8_rows(T.even_teams, T.n), i32_rows(T.evens, 4)
    touched_teams, even_breaks, even_gaps = i32(X.touched_teams), i32_rows(X.even_breaks, T.n), i64(X.even_gaps)
    n = T.n
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.evens_rows):
        for k in range(touched):
            team = touched_teams[k]
            if even_teams[row, team]:
                log(X, EVEN, row * n + team, even_breaks[row, team])
                even_breaks[row, team] = count_breaks(T, X, team, evens[row, 3], -1)
        gap = np.int64(0)
        for one in range(n):
            for other in range(one):
                if even_teams[row, one] and even_teams[row, other]:
                    difference = abs(even_breaks[row, one] - even_breaks[row, other])
                    gap += max(np.int64(0), np.int64(difference) - evens[row, 0])
        log(X, EVEN_GAP, row, even_gaps[row])
        soft += (gap - even_gaps[row]) * evens[row, 1]
        hard += (gap - even_gaps[row]) * evens[row, 2]
        even_gaps[row] = gap
    return soft, hard

"""What a move changes: scored as it is laid out, then kept or taken back. Costs are pairs (soft, hard).

`apply_move` lays out the move in State.move_* and says what it would change; `keep_move` or `undo_move` must follow.
Most moves aren't kept, so that what only a kept move needs waits for `keep_move`.
"""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE
from kalends.features.seasons.solver.search.breaks import tally_evens, tick_breaks
from kalends.features.seasons.solver.search.curves import tally_curves
from kalends.features.seasons.solver.search.memory import i8, i16, i16_rows, i32, i32_rows, i64, u64
from kalends.features.seasons.solver.search.pairs import tally_pairs
from kalends.features.seasons.solver.search.state import HARD, HITS, LOGGED, MARK, RUNS, SOFT
from kalends.features.seasons.solver.search.ticks import keep_ticks, settle, tick_cell, toggle_runs
from kalends.features.seasons.solver.search.trail import walk_back
from kalends.features.seasons.solver.search.walks import lift_tours, tally_tours, tally_walks


@njit(cache=True)
def apply_move(T, X, length) -> tuple[np.int64, np.int64]:
    """Lay out the move in State.move_*; the change of (soft, hard)."""
    move_game, move_from, move_slot, move_flip = i32(X.move_game), i16(X.move_from), i16(X.move_slot), i8(X.move_flip)
    homes, aways, slots, table = i16(X.homes), i16(X.aways), i16(X.slots), i16_rows(X.table, T.S)
    prices, waiting, total = i32(T.prices), i64(T.waiting), i64(X.total)
    n, S = T.n, T.S
    touched, pairs = mark_move(T, X, length)
    lift_tours(T, X, touched)
    mark, hits, runs, soft, hard = total[MARK], 0, 0, np.int64(0), np.int64(0)
    for i in range(length):
        game = move_game[i]
        home, away, slot = np.int64(homes[game]), np.int64(aways[game]), np.int64(slots[game])
        move_from[i] = slot
        if slot >= 0:
            cell = (home * n + away) * S + slot
            soft -= prices[2 * cell]
            hard -= prices[2 * cell + 1]
            hits = tick_cell(T, X, home * n + away, slot, -1, hits)
            runs = toggle_runs(T, X, home * n + away, slot, mark, runs)
            table[home, slot] = -1
            table[away, slot] = -1
        else:
            soft -= waiting[0]
            hard -= waiting[1]
    for i in range(length):
        game = move_game[i]
        slot = np.int64(move_slot[i])
        slots[game] = slot
        if move_flip[i]:
            homes[game], aways[game] = aways[game], homes[game]
        home, away = np.int64(homes[game]), np.int64(aways[game])
        if slot >= 0:
            cell = (home * n + away) * S + slot
            soft += prices[2 * cell]
            hard += prices[2 * cell + 1]
            hits = tick_cell(T, X, home * n + away, slot, 1, hits)
            runs = toggle_runs(T, X, home * n + away, slot, mark, runs)
            seat(T, X, game, home, away, slot)
        else:
            soft += waiting[0]
            hard += waiting[1]
    ds, dh = tally(T, X, touched, pairs, hits, runs)
    return soft + ds, hard + dh


@njit(cache=True)
def tally(T, X, touched, pairs, hits, runs):
    """Everything a move changes but the prices of its cells."""
    total = i64(X.total)
    hits = tick_breaks(T, X, touched, hits)
    total[HITS], total[RUNS] = hits, runs
    soft, hard = settle(T, X, hits, runs)
    ps, ph = tally_pairs(T, X, pairs)
    ws, wh = tally_walks(T, X, touched)
    cs, ch = tally_curves(T, X, touched)
    es, eh = tally_evens(T, X, touched)
    return soft + ps + ws + cs + es + tally_tours(T, X, touched), hard + ph + wh + ch + eh


@njit(cache=True)
def seat(T, X, game, home, away, slot):
    """Enter the game in both teams' rows."""
    table = i16_rows(X.table, T.S)
    table[home, slot] = game
    table[away, slot] = game
    if T.is_full:
        home_bits = u64(X.home_bits)
        bit = ONE << np.uint64(slot)
        home_bits[home] |= bit
        home_bits[away] &= ~bit
        if T.travel_weight:
            venues = i16_rows(X.venues, T.S + 2)
            venues[home, slot + 1] = home
            venues[away, slot + 1] = home


@njit(cache=True)
def mark_move(T, X, length):
    """Collect the teams and pairs a move touches, and their slots; how many of each."""
    total, move_game, move_slot = i64(X.total), i32(X.move_game), i16(X.move_slot)
    homes, aways, slots = i16(X.homes), i16(X.aways), i16(X.slots)
    team_mark, touched_teams = i64(X.team_mark), i32(X.touched_teams)
    touched_bits, old_bits, home_bits = u64(X.touched_bits), u64(X.old_bits), u64(X.home_bits)
    pair_mark, touched_pairs = i64(X.pair_mark), i32(X.touched_pairs)
    n = T.n
    total[MARK] += 1
    total[LOGGED] = 0
    mark, touched, pairs = total[MARK], 0, 0
    for i in range(length):
        game = move_game[i]
        home, away = np.int64(homes[game]), np.int64(aways[game])
        bits = np.uint64(0)
        if T.is_full:
            bits = (ONE << np.uint64(slots[game])) | (ONE << np.uint64(move_slot[i]))
        for team in (home, away):
            if team_mark[team] != mark:
                team_mark[team] = mark
                touched_teams[touched] = team
                touched_bits[team] = np.uint64(0)
                old_bits[touched] = home_bits[team]
                touched += 1
            touched_bits[team] |= bits
        pair = min(home, away) * n + max(home, away)
        if pair_mark[pair] != mark:
            pair_mark[pair] = mark
            touched_pairs[pairs] = pair
            pairs += 1
    return touched, pairs


@njit(cache=True)
def keep_move(X):
    """The move that was laid out stays."""
    total = i64(X.total)
    keep_ticks(X, total[HITS], total[RUNS])
    total[LOGGED] = 0


@njit(cache=True)
def undo_move(T, X, length):
    """Take the move that was laid out back."""
    total, move_game, move_from, move_flip = i64(X.total), i32(X.move_game), i16(X.move_from), i8(X.move_flip)
    homes, aways, slots, table = i16(X.homes), i16(X.aways), i16(X.slots), i16_rows(X.table, T.S)
    for i in range(length):
        game = move_game[i]
        if slots[game] >= 0:
            table[homes[game], slots[game]] = -1
            table[aways[game], slots[game]] = -1
    for i in range(length):
        game = move_game[i]
        slots[game] = move_from[i]
        if move_flip[i]:
            homes[game], aways[game] = aways[game], homes[game]
        if slots[game] >= 0:
            seat(T, X, game, np.int64(homes[game]), np.int64(aways[game]), np.int64(slots[game]))
    if total[LOGGED]:
        walk_back(T, X)


@njit(cache=True)
def load(T, X, home, away, slot):
    """Put a whole timetable on a cleared state (`clear`) and count it from nothing."""
    constant, bounds, bound_of, runs = i64(T.constant), i32_rows(T.bounds, 4), i32(T.bound_of), i32_rows(T.runs, 5)
    homes, aways, slots = i16(X.homes), i16(X.aways), i16(X.slots)
    prices, waiting, total = i32(T.prices), i64(T.waiting), i64(X.total)
    run_off = i32(X.run_off)
    n, S = T.n, T.S
    total[MARK] += 1
    soft, hard, hits, touched_runs = constant[0], constant[1], 0, 0
    # What is counted starts at nothing, and so with everything missing.
    for row in range(T.rows):
        soft += np.int64(bounds[bound_of[row], 0]) * bounds[bound_of[row], 2]
        hard += np.int64(bounds[bound_of[row], 0]) * bounds[bound_of[row], 3]
    for row in range(T.runs_rows):
        run_off[row] = max(0, runs[row, 1]) * (S - runs[row, 0] + 1)
        soft += np.int64(run_off[row]) * runs[row, 3]
        hard += np.int64(run_off[row]) * runs[row, 4]
    for game in range(T.G):
        homes[game], aways[game], slots[game] = home[game], away[game], slot[game]
        one, other, at = np.int64(home[game]), np.int64(away[game]), np.int64(slot[game])
        if at < 0:
            soft += waiting[0]
            hard += waiting[1]
            continue
        cell = (one * n + other) * S + at
        soft += prices[2 * cell]
        hard += prices[2 * cell + 1]
        hits = tick_cell(T, X, one * n + other, at, 1, hits)
        touched_runs = toggle_runs(T, X, one * n + other, at, total[MARK], touched_runs)
        seat(T, X, game, one, other, at)
    pairs = touch_all(T, X)
    ds, dh = tally(T, X, n, pairs, hits, touched_runs)
    keep_move(X)
    total[SOFT] = soft + ds
    total[HARD] = hard + dh


@njit(cache=True)
def touch_all(T, X):
    """Every team and every pair counts as touched, and every team as changed; the number of pairs."""
    total, touched_teams, touched_bits = i64(X.total), i32(X.touched_teams), u64(X.touched_bits)
    old_bits, home_bits, team_mark, touched_pairs = (
        u64(X.old_bits),
        u64(X.home_bits),
        i64(X.team_mark),
        i32(X.touched_pairs),
    )
    log_value = i64(X.log_value)
    for team in range(T.n):
        touched_teams[team] = team
        touched_bits[team] = ~np.uint64(0) >> np.uint64(2)
        old_bits[team] = ~home_bits[team]
        team_mark[team] = total[MARK]
        log_value[team] = 0
    total[LOGGED] = T.n
    pairs = 0
    for one in range(T.n):
        for other in range(one + 1, T.n):
            touched_pairs[pairs] = one * T.n + other
            pairs += 1
    return pairs

"""Curves of games so far (FA2): how far any two teams are apart at worst."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.search.breaks import is_same
from kalends.features.seasons.solver.search.memory import i16, i16_rows, i32, i32_rows, i64, u8_rows
from kalends.features.seasons.solver.search.state import MARK
from kalends.features.seasons.solver.search.trail import CURVE, GAP, log


@njit(cache=True)
def tally_curves(T, X, touched):
    """How the costs of curve rows change with the touched teams."""
    curves, curve_teams = i32_rows(T.curves, 4), u8_rows(T.curve_teams, T.n)
    total, touched_teams, team_mark = i64(X.total), i32(X.touched_teams), i64(X.team_mark)
    gaps = i16_rows(X.gaps, T.n)
    n = T.n
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.curves_rows):
        most, mark, change = np.int64(curves[row, 0]), -total[MARK] - 1, np.int64(0)
        for k in range(touched):
            team = np.int64(touched_teams[k])
            if curve_teams[row, team] and not is_same(T, X, k) and redraw(T, X, row, team):
                team_mark[team] = mark
        for k in range(touched):
            team = np.int64(touched_teams[k])
            if team_mark[team] != mark:
                continue
            team_mark[team] = total[MARK]
            for other in range(n):
                # Of two teams whose curves have changed, the later one meets the earlier one here once.
                if other == team or not curve_teams[row, other] or team_mark[other] == mark:
                    continue
                old, new = np.int64(gaps[row * n + team, other]), curve_gap(T, X, row * n + team, row * n + other)
                if new != old:
                    log(X, GAP, (row * n + team) * n + other, old)
                    gaps[row * n + team, other] = new
                    gaps[row * n + other, team] = new
                    change += max(np.int64(0), new - most) - max(np.int64(0), old - most)
        soft += change * curves[row, 1]
        hard += change * curves[row, 2]
    return soft, hard


@njit(cache=True)
def redraw(T, X, row, team):
    """Count a team's curve anew; whether it has changed."""
    curves, curve_slots = i32_rows(T.curves, 4), u8_rows(T.curve_slots, T.S)
    table, homes = i16_rows(X.table, T.S), i16(X.homes)
    heights, heights_old = i16_rows(X.heights, T.S), i16_rows(X.heights_old, T.S)
    mode, height, changed, curve = curves[row, 3], 0, False, row * T.n + team
    for slot in range(T.S):
        game = table[team, slot]
        if game >= 0 and (mode == 0 or (mode == 1) == (homes[game] == team)):
            height += 1
        value = height if curve_slots[row, slot] else 0
        changed |= heights[curve, slot] != value
        heights_old[curve, slot] = heights[curve, slot]
        heights[curve, slot] = value
    if changed:
        log(X, CURVE, curve, 0)
    return changed


@njit(cache=True)
def curve_gap(T, X, first, second):
    """The largest difference of two curves."""
    heights = i16_rows(X.heights, T.S)
    worst = np.int64(0)
    for slot in range(T.S):
        worst = max(worst, abs(np.int64(heights[first, slot]) - np.int64(heights[second, slot])))
    return worst

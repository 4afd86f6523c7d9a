"""The trail of a move: what team and pair costs were before it, so that a move that isn't kept leaves nothing."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.search.memory import i8, i16_rows, i32, i64
from kalends.features.seasons.solver.search.state import LOGGED

BREAKS, TOUR, TEAM_SOFT, TEAM_HARD, PAIR_SOFT, PAIR_HARD, CURVE, GAP, EVEN, EVEN_GAP = range(10)


@njit(cache=True)
def log(X, kind, index, value):
    """Note that what `kind` keeps at `index` was `value`."""
    total = i64(X.total)
    log_kind, log_index, log_value = i8(X.log_kind), i32(X.log_index), i64(X.log_value)
    length = total[LOGGED]
    log_kind[length] = kind
    log_index[length] = index
    log_value[length] = value
    total[LOGGED] = length + 1


@njit(cache=True)
def walk_back(T, X):
    """Restore everything noted, last first."""
    total = i64(X.total)
    log_kind, log_index, log_value = i8(X.log_kind), i32(X.log_index), i64(X.log_value)
    team_breaks, tours = i32(X.team_breaks), i64(X.tours)
    team_soft, team_hard, pair_soft, pair_hard = i64(X.team_soft), i64(X.team_hard), i64(X.pair_soft), i64(X.pair_hard)
    heights, heights_old = i16_rows(X.heights, T.S), i16_rows(X.heights_old, T.S)
    gaps, even_breaks, even_gaps = i16_rows(X.gaps, T.n), i32(X.even_breaks), i64(X.even_gaps)
    n = T.n
    for at in range(total[LOGGED] - 1, -1, -1):
        kind, index, value = log_kind[at], np.int64(log_index[at]), log_value[at]
        if kind == BREAKS:
            team_breaks[index] = value
        elif kind == TOUR:
            tours[index] = value
        elif kind == TEAM_SOFT:
            team_soft[index] = value
        elif kind == TEAM_HARD:
            team_hard[index] = value
        elif kind == PAIR_SOFT:
            pair_soft[index] = value
        elif kind == PAIR_HARD:
            pair_hard[index] = value
        elif kind == CURVE:
            for slot in range(T.S):
                heights[index, slot] = heights_old[index, slot]
        elif kind == GAP:
            row, one, other = index // (n * n), index // n % n, index % n
            gaps[row * n + one, other] = value
            gaps[row * n + other, one] = value
        elif kind == EVEN:
            even_breaks[index] = value
        else:
            even_gaps[index] = value
    total[LOGGED] = 0

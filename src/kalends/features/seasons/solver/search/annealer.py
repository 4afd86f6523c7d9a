"""The compiled annealing loop: a stretch of moves between two temperatures, keeping the best timetable seen."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.search.costs import apply_move, undo_move
from kalends.features.seasons.solver.search.memory import i16, i64, i64_rows
from kalends.features.seasons.solver.search.moves import chance, draw_move


@njit(cache=True)
def keep_best(T, X):
    """Remember the timetable if no better one was seen: fewer hard deviations, then a lower cost."""
    total = i64(X.total)
    soft, hard = total[0], total[1]
    if hard < total[3] or (hard == total[3] and soft < total[2]):
        total[2], total[3] = soft, hard
        slots, homes, best_slot, best_home = i16(X.slots), i16(X.homes), i16(X.best_slot), i16(X.best_home)
        for game in range(T.G):
            best_slot[game] = slots[game]
            best_home[game] = homes[game]


@njit(cache=True, nogil=True)
def anneal(T, X, mix, hard_weight, hot, cold, count):
    """`count` moves while the temperature falls from hot to cold; `mix` is the cumulated chance of each kind of move.

    A move is taken if its cost change, soft + hard_weight * hard, is at most -temperature * log(chance).
    """
    total, kinds = i64(X.total), i64_rows(X.kinds, 2)
    temperature = hot
    cooling = (cold / hot) ** (64.0 / max(count, 64))
    for number in range(count):
        if number % 64 == 63:
            temperature *= cooling
        pick = chance(X)
        kind = 0
        while kind < mix.shape[0] - 1 and pick >= mix[kind]:
            kind += 1
        length = draw_move(T, X, kind)
        if length == 0:
            continue
        kinds[kind, 0] += 1
        soft, hard = apply_move(T, X, length)
        cost = np.float64(soft) + hard_weight * np.float64(hard)
        if cost <= 0 or (cost < 40.0 * temperature and chance(X) < np.exp(-cost / temperature)):
            total[0] += soft
            total[1] += hard
            kinds[kind, 1] += 1
            if cost < 0 or hard < 0:
                keep_best(T, X)
        else:
            undo_move(T, X, length)
    total[4] += count

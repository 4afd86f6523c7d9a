"""The compiled annealing loop: a stretch of moves between two temperatures, keeping the best timetable seen."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.search.costs import apply_move, keep_move, undo_move
from kalends.features.seasons.solver.search.focus import find_hot
from kalends.features.seasons.solver.search.memory import f64, i16, i32, i64
from kalends.features.seasons.solver.search.moves import below, chance, draw_move
from kalends.features.seasons.solver.search.state import BEST_HARD, BEST_SOFT, HARD, KINDS, LENGTHS, MOVES, SOFT

NO_LIMIT = 1 << 30
# The longest move of each class of lengths, and what trying one costs, in games moved.
LONGEST = (2, 4, 6, 8, 10, 12, 16, 22, 30, 44, 64, NO_LIMIT)
LONGEST_PRICED = (2, 4, 6, 8, 10, 12, 14, 19, 26, 37, 54, 72)
# How much of what was learnt is still believed after a stretch of moves.
MEMORY = 0.95
# Draws until one leads to a move that isn't too long; they cost little, and short moves are rare among them.
DRAWS = 16
# Where no hard rule is broken this share of moves starts at a game that breaks a soft one; how often such games are
# found.
SOFTLY = 0.3
LOOK = 500
# The least chance of a length, so that what doesn't pay now is found to pay later.
LEAST_REACH = 0.03


@njit(cache=True)
def keep_best(T, X):
    """Remember the timetable if no better one was seen: fewer hard deviations, then a lower cost."""
    total = i64(X.total)
    soft, hard = total[SOFT], total[HARD]
    if hard < total[BEST_HARD] or (hard == total[BEST_HARD] and soft < total[BEST_SOFT]):
        total[BEST_SOFT], total[BEST_HARD] = soft, hard
        slots, homes, best_slot, best_home = i16(X.slots), i16(X.homes), i16(X.best_slot), i16(X.best_home)
        for game in range(T.G):
            best_slot[game] = slots[game]
            best_home[game] = homes[game]


@njit(cache=True, nogil=True)
def anneal(T, X, mix, hard_weight, hot, cold, count):
    """`count` moves while the temperature falls from hot to cold; `mix` is the cumulated chance of each kind of move.

    A move is taken if its cost change, soft + hard_weight * hard, is at most -temperature * log(chance).
    """
    total, tried, hot_games = i64(X.total), f64(X.tried), i32(X.hot)
    temperature = hot
    cooling = (cold / hot) ** (64.0 / max(count, 64))
    hots, share = 0, 0.0
    for number in range(count):
        if number % 64 == 63:
            temperature *= cooling
        if number % LOOK == 0:
            hots = find_hot(T, X)
            share = T.focused / 100.0 if total[HARD] > 0 else SOFTLY
        pick = chance(X)
        kind = 0
        while kind < mix.shape[0] - 1 and pick >= mix[kind]:
            kind += 1
        length = 0
        for _ in range(DRAWS):
            focus = hot_games[below(X, hots)] if hots > 0 and chance(X) < share else -1
            length = draw_move(T, X, kind, longest(X, kind), focus)
            if length > 0:
                break
        # Counted even if nothing could be drawn, so that a budget of moves ends where nothing can move.
        total[MOVES] += 1
        if length == 0:
            continue
        at = 2 * (kind * LENGTHS + class_of(length))
        tried[at] += 1.0
        soft, hard = apply_move(T, X, length)
        cost = np.float64(soft) + hard_weight * np.float64(hard)
        if cost <= 0 or (cost < 40.0 * temperature and chance(X) < np.exp(-cost / temperature)):
            keep_move(X)
            total[SOFT] += soft
            total[HARD] += hard
            if cost != 0:
                tried[at + 1] += 1.0
            if cost < 0 or hard < 0:
                keep_best(T, X)
        else:
            undo_move(T, X, length)
    learn(X)


@njit(cache=True)
def class_of(length):
    at = 0
    while at < LENGTHS - 1 and LONGEST[at] < length:
        at += 1
    return at


@njit(cache=True)
def longest(X, kind):
    """A random limit on the length of a move."""
    reach, at, bar = f64(X.reach), 1, chance(X)
    while at < LENGTHS and reach[kind * LENGTHS + at] > bar:
        at += 1
    return LONGEST[at - 1]


@njit(cache=True)
def learn(X):
    """Try a length as often as it pays: by moves kept for each game that had to be moved to try them.

    Long moves cost as much as many short ones and are seldom kept; how seldom depends on season and temperature.
    """
    tried, reach = f64(X.tried), f64(X.reach)
    kept, spent = 1.0, 1.0
    for at in range(KINDS * LENGTHS):
        kept += tried[2 * at + 1]
        spent += tried[2 * at] * (LONGEST_PRICED[at % LENGTHS] + 4.0)
    for kind in range(KINDS):
        best = LEAST_REACH
        for length in range(LENGTHS - 1, -1, -1):
            at = kind * LENGTHS + length
            price = LONGEST_PRICED[length] + 4.0
            if tried[2 * at] > 0:
                # A few imagined tries that pay as the average does.
                pays = (tried[2 * at + 1] * spent / kept + 5.0 * price) / ((tried[2 * at] + 5.0) * price)
                best = max(best, min(1.0, pays))
            reach[at] = best
            tried[2 * at] *= MEMORY
            tried[2 * at + 1] *= MEMORY

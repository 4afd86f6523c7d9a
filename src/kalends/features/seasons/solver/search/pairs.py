"""Costs of a pair of teams, from the slots of its games: spacing, phases, mates and turns."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false, reportGeneralTypeIssues=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.search.memory import i16, i16_rows, i32, i32_rows, i64, u8_rows
from kalends.features.seasons.solver.search.trail import PAIR_HARD, PAIR_SOFT, log


@njit(cache=True)
def tally_pairs(T, X, pairs):
    """How the costs of the touched pairs change."""
    touched_pairs, pair_soft, pair_hard = i32(X.touched_pairs), i64(X.pair_soft), i64(X.pair_hard)
    soft, hard = np.int64(0), np.int64(0)
    if not (T.aparts_rows or T.is_phased or T.mates_rows or T.turns_rows):
        return soft, hard
    for k in range(pairs):
        pair = touched_pairs[k]
        ps, ph = pair_cost(T, X, pair)
        if ps != pair_soft[pair]:
            log(X, PAIR_SOFT, pair, pair_soft[pair])
            soft += ps - pair_soft[pair]
            pair_soft[pair] = ps
        if ph != pair_hard[pair]:
            log(X, PAIR_HARD, pair, pair_hard[pair])
            hard += ph - pair_hard[pair]
            pair_hard[pair] = ph
    return soft, hard


@njit(cache=True)
def pair_cost(T, X, pair):
    """(soft, hard) cost of one unordered pair (smaller * n + larger)."""
    soft, hard = np.int64(0), np.int64(0)
    if T.aparts_rows:
        soft, hard = apart_cost(T, X, pair)
    if T.is_phased:
        hard += phase_cost(T, X, pair)
    if T.mates_rows:
        ms, mh = mate_cost(T, X, pair)
        soft, hard = soft + ms, hard + mh
    if T.turns_rows:
        ts, th = turn_cost(T, X, pair)
        soft, hard = soft + ts, hard + th
    return soft, hard


@njit(cache=True)
def apart_cost(T, X, pair):
    """Slots that lack between each game and the next."""
    pair_ptr, pair_games, slots = i32(T.pair_ptr), i32(T.pair_games), i16(X.slots)
    apart_pairs, aparts = u8_rows(T.apart_pairs, T.n * T.n), i32_rows(T.aparts, 3)
    soft, hard, S = np.int64(0), np.int64(0), T.S
    start, stop = pair_ptr[pair], pair_ptr[pair + 1]
    for row in range(T.aparts_rows):
        if not apart_pairs[row, pair]:
            continue
        missing = np.int64(0)
        if stop - start == 2:
            one, other = np.int64(slots[pair_games[start]]), np.int64(slots[pair_games[start + 1]])
            if one >= 0 and other >= 0 and one != other:
                missing = max(np.int64(0), aparts[row, 0] - (abs(one - other) - 1))
        else:
            for i in range(start, stop):
                slot, later = np.int64(slots[pair_games[i]]), S + 30000
                for j in range(start, stop):
                    other = np.int64(slots[pair_games[j]])
                    if slot < other < later:
                        later = other
                if slot >= 0 and later < S:
                    missing += max(np.int64(0), aparts[row, 0] - (later - slot - 1))
        soft += missing * aparts[row, 1]
        hard += missing * aparts[row, 2]
    return soft, hard


@njit(cache=True)
def phase_cost(T, X, pair):
    """Games that lack or are too many in each part of the season."""
    pair_ptr, pair_games, slots, phase = i32(T.pair_ptr), i32(T.pair_games), i16(X.slots), i16(T.phase)
    hard, start, stop = np.int64(0), pair_ptr[pair], pair_ptr[pair + 1]
    for part in range(T.legs):
        found = np.int64(0)
        for i in range(start, stop):
            slot = slots[pair_games[i]]
            found += slot >= 0 and phase[slot] == part
        hard += abs(found - 1)
    return hard


@njit(cache=True)
def mate_cost(T, X, pair):
    """Games without their like in the mate of their slot."""
    pair_ptr, pair_games, slots = i32(T.pair_ptr), i32(T.pair_games), i16(X.slots)
    mate_pairs, mate_of, mates = u8_rows(T.mate_pairs, T.n * T.n), i16_rows(T.mate_of, T.S), i32_rows(T.mates, 2)
    table, homes, aways = i16_rows(X.table, T.S), i16(X.homes), i16(X.aways)
    soft, hard = np.int64(0), np.int64(0)
    first, second = pair // T.n, pair % T.n
    for row in range(T.mates_rows):
        if mate_pairs[row, pair]:
            lone = np.int64(0)
            for i in range(pair_ptr[pair], pair_ptr[pair + 1]):
                slot = slots[pair_games[i]]
                if slot >= 0 and mate_of[row, slot] >= 0:
                    other = table[first, mate_of[row, slot]]
                    lone += other < 0 or homes[other] + aways[other] - first != second
            soft += lone * mates[row, 0]
            hard += lone * mates[row, 1]
    return soft, hard


@njit(cache=True)
def turn_cost(T, X, pair):
    """Games whose next has the same host."""
    pair_ptr, pair_games, slots, homes = i32(T.pair_ptr), i32(T.pair_games), i16(X.slots), i16(X.homes)
    turn_pairs, turns = u8_rows(T.turn_pairs, T.n * T.n), i32_rows(T.turns, 2)
    soft, hard, start, stop = np.int64(0), np.int64(0), pair_ptr[pair], pair_ptr[pair + 1]
    for row in range(T.turns_rows):
        if turn_pairs[row, pair]:
            same = np.int64(0)
            for i in range(start, stop):
                game = pair_games[i]
                slot, later, host = np.int64(slots[game]), T.S + 1, -1
                for j in range(start, stop):
                    other = np.int64(slots[pair_games[j]])
                    if slot < other < later:
                        later, host = other, np.int64(homes[pair_games[j]])
                same += slot >= 0 and host == homes[game]
            soft += same * turns[row, 0]
            hard += same * turns[row, 1]
    return soft, hard

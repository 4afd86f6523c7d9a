"""The compiled costs: put a game on the table, take it off, and what that changes for teams and pairs.

One list of games moves at a time (`apply_move`), is scored as it moves, and can be taken back (`undo_move`).
Costs are pairs (soft, hard). Kernels are longer than our functions usually are: calls between them are inlined by
the compiler, and splitting the inner loops further cost a tenth of the speed when measured.
"""

from __future__ import annotations

# numba has no types for its decorators, and kernels take named tuples of arrays it types itself.
# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

from kalends.features.seasons.solver.search.memory import (
    i8,
    i16,
    i16_rows,
    i32,
    i32_rows,
    i64,
    u8_rows,
    u64,
)

ONE = np.uint64(1)
LOG_BREAKS, LOG_ROW, LOG_TOUR, LOG_TEAM_SOFT, LOG_TEAM_HARD = 0, 1, 2, 3, 4
LOG_PAIR_SOFT, LOG_PAIR_HARD, LOG_CURVE, LOG_GAP, LOG_EVEN, LOG_EVEN_GAP = 5, 6, 7, 8, 9, 10


@intrinsic
def ones(typing: Any, value: Any) -> Any:
    """How many bits of a uint64 are set: one machine instruction."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), code


@njit(cache=True)
def outside(count, least, most):
    return max(0, count - most) + max(0, least - count)


@njit(cache=True)
def put_on(T, X, game):
    """Count the game at its slot; the costs this adds."""
    waiting = i64(T.waiting)
    prices = i32(T.prices)
    counter_ptr = i32(T.counter_ptr)
    counter_ids = i32(T.counter_ids)
    counters = i32_rows(T.counters, 4)
    slide_ptr = i32(T.slide_ptr)
    slide_ids = i32(T.slide_ids)
    slides = i32_rows(T.slides, 6)
    windows = i16_rows(T.windows, 2)
    homes = i16(X.homes)
    aways = i16(X.aways)
    slots = i16(X.slots)
    counts = i16(X.counts)
    filled = i16(X.filled)
    table = i16_rows(X.table, T.S)
    venues = i16_rows(X.venues, T.S + 2)
    home_bits = u64(X.home_bits)
    n, S = T.n, T.S
    home, away, slot = np.int64(homes[game]), np.int64(aways[game]), np.int64(slots[game])
    if slot < 0:
        return waiting[0], waiting[1]
    pair = home * n + away
    cell = pair * S + slot
    soft, hard = np.int64(prices[2 * cell]), np.int64(prices[2 * cell + 1])
    for at in range(counter_ptr[cell], counter_ptr[cell + 1]):
        row = counter_ids[at]
        value = counts[row]
        counts[row] = value + 1
        if value >= counters[row, 1]:
            soft += counters[row, 2]
            hard += counters[row, 3]
        if value < counters[row, 0]:
            soft -= counters[row, 2]
            hard -= counters[row, 3]
    for at in range(slide_ptr[pair], slide_ptr[pair + 1]):
        row = slide_ids[at]
        family, offset = slides[row, 4], slides[row, 5]
        least, most = slides[row, 0], slides[row, 1]
        steps = np.int64(0)
        for window in range(windows[family * T.S + slot, 0], windows[family * T.S + slot, 1]):
            value = filled[offset + window]
            filled[offset + window] = value + 1
            steps += np.int64(value >= most) - np.int64(value < least)
        soft += steps * slides[row, 2]
        hard += steps * slides[row, 3]
    table[home, slot] = game
    table[away, slot] = game
    if T.is_full:
        venues[home, slot + 1] = home
        venues[away, slot + 1] = home
        bit = ONE << np.uint64(slot)
        home_bits[home] |= bit
        home_bits[away] &= ~bit
    return soft, hard


@njit(cache=True)
def take_off(T, X, game):
    """Take the game off its slot; the costs this saves, as negative numbers."""
    waiting = i64(T.waiting)
    prices = i32(T.prices)
    counter_ptr = i32(T.counter_ptr)
    counter_ids = i32(T.counter_ids)
    counters = i32_rows(T.counters, 4)
    slide_ptr = i32(T.slide_ptr)
    slide_ids = i32(T.slide_ids)
    slides = i32_rows(T.slides, 6)
    windows = i16_rows(T.windows, 2)
    homes = i16(X.homes)
    aways = i16(X.aways)
    slots = i16(X.slots)
    counts = i16(X.counts)
    filled = i16(X.filled)
    table = i16_rows(X.table, T.S)
    n, S = T.n, T.S
    home, away, slot = np.int64(homes[game]), np.int64(aways[game]), np.int64(slots[game])
    if slot < 0:
        return -waiting[0], -waiting[1]
    pair = home * n + away
    cell = pair * S + slot
    soft, hard = -np.int64(prices[2 * cell]), -np.int64(prices[2 * cell + 1])
    for at in range(counter_ptr[cell], counter_ptr[cell + 1]):
        row = counter_ids[at]
        value = counts[row]
        counts[row] = value - 1
        if value > counters[row, 1]:
            soft -= counters[row, 2]
            hard -= counters[row, 3]
        if value <= counters[row, 0]:
            soft += counters[row, 2]
            hard += counters[row, 3]
    for at in range(slide_ptr[pair], slide_ptr[pair + 1]):
        row = slide_ids[at]
        family, offset = slides[row, 4], slides[row, 5]
        least, most = slides[row, 0], slides[row, 1]
        steps = np.int64(0)
        for window in range(windows[family * T.S + slot, 0], windows[family * T.S + slot, 1]):
            value = filled[offset + window]
            filled[offset + window] = value - 1
            steps += np.int64(value <= least) - np.int64(value > most)
        soft += steps * slides[row, 2]
        hard += steps * slides[row, 3]
    table[home, slot] = -1
    table[away, slot] = -1
    return soft, hard


@njit(cache=True)
def log(X, kind, index, value):
    total = i64(X.total)
    log_kind = i8(X.log_kind)
    log_index = i32(X.log_index)
    log_value = i64(X.log_value)
    length = total[7]
    log_kind[length] = kind
    log_index[length] = index
    log_value[length] = value
    total[7] = length + 1


@njit(cache=True)
def pair_cost(T, X, pair):
    """Spacing, phases, mates and turns of one unordered pair, from its games' slots."""
    pair_ptr = i32(T.pair_ptr)
    apart_pairs = u8_rows(T.apart_pairs, T.n * T.n)
    pair_games = i32(T.pair_games)
    aparts = i32_rows(T.aparts, 3)
    phase = i16(T.phase)
    mate_pairs = u8_rows(T.mate_pairs, T.n * T.n)
    mate_of = i16_rows(T.mate_of, T.S)
    mates = i32_rows(T.mates, 2)
    turn_pairs = u8_rows(T.turn_pairs, T.n * T.n)
    turns = i32_rows(T.turns, 2)
    slots = i16(X.slots)
    table = i16_rows(X.table, T.S)
    homes = i16(X.homes)
    aways = i16(X.aways)
    n, S = T.n, T.S
    soft, hard = np.int64(0), np.int64(0)
    start, stop = pair_ptr[pair], pair_ptr[pair + 1]
    for row in range(T.aparts_rows):
        if apart_pairs[row, pair]:
            missing = np.int64(0)
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
    if T.is_phased:
        for part in range(T.legs):
            found = np.int64(0)
            for i in range(start, stop):
                slot = slots[pair_games[i]]
                found += slot >= 0 and phase[slot] == part
            hard += abs(found - 1)
    first, second = pair // n, pair % n
    for row in range(T.mates_rows):
        if mate_pairs[row, pair]:
            lone = np.int64(0)
            for i in range(start, stop):
                slot = slots[pair_games[i]]
                if slot >= 0 and mate_of[row, slot] >= 0:
                    other = table[first, mate_of[row, slot]]
                    lone += other < 0 or homes[other] + aways[other] - first != second
            soft += lone * mates[row, 0]
            hard += lone * mates[row, 1]
    for row in range(T.turns_rows):
        if turn_pairs[row, pair]:
            same = np.int64(0)
            for i in range(start, stop):
                game = pair_games[i]
                slot, later, host = np.int64(slots[game]), S + 1, -1
                for j in range(start, stop):
                    other = np.int64(slots[pair_games[j]])
                    if slot < other < later:
                        later, host = other, np.int64(homes[pair_games[j]])
                same += slot >= 0 and host == homes[game]
            soft += same * turns[row, 0]
            hard += same * turns[row, 1]
    return soft, hard


@njit(cache=True)
def count_breaks(T, X, team, mode, row):
    """Breaks of a team in the slots of a break row, or in all slots for row -1."""
    break_bits = u64(T.break_bits)
    break_slots = u8_rows(T.break_slots, T.S)
    home_bits = u64(X.home_bits)
    table = i16_rows(X.table, T.S)
    homes = i16(X.homes)
    S = T.S
    if T.is_full:
        bits = home_bits[team]
        same = ~(bits ^ (bits << ONE)) & (((ONE << np.uint64(S)) - ONE) & ~ONE)
        if row >= 0:
            same &= break_bits[row]
        if mode == 1:
            same &= bits
        elif mode == 2:
            same &= ~bits
        return np.int64(ones(same))
    found, before = np.int64(0), np.int64(-1)
    for slot in range(S):
        game = table[team, slot]
        if game >= 0:
            now = np.int64(homes[game] == team)
            if now == before and (row < 0 or break_slots[row, slot]):
                found += mode == 0 or (mode == 1) == (now == 1)
            before = now
    return found


@njit(cache=True)
def walk_cost(T, X, team):
    """Own pace, stretches of games and long trips of a team, over all its games."""
    paces = i32_rows(T.paces, 4)
    pace_slots = u8_rows(T.pace_slots, T.S)
    stretches = i32_rows(T.stretches, 6)
    stretch_pairs = u8_rows(T.stretch_pairs, T.n * T.n)
    trip_teams = u8_rows(T.trip_teams, T.n)
    distances = i32_rows(T.distances, T.n)
    trips = i32_rows(T.trips, 3)
    table = i16_rows(X.table, T.S)
    homes = i16(X.homes)
    aways = i16(X.aways)
    n, S = T.n, T.S
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.paces_rows):
        if paces[row, 0] == team:
            lead, worst = np.int64(0), np.int64(0)
            for slot in range(S):
                game = table[team, slot]
                if game >= 0:
                    lead += 1 if homes[game] == team else -1
                if pace_slots[row, slot]:
                    worst = max(worst, abs(lead))
            missing = max(np.int64(0), worst - paces[row, 1])
            soft += missing * paces[row, 2]
            hard += missing * paces[row, 3]
    for row in range(T.stretches_rows):
        if stretches[row, 0] == team:
            length, missing = stretches[row, 1], np.int64(0)
            seen, found, tail = np.int64(0), np.int64(0), np.int64(0)
            for slot in range(S):
                game = table[team, slot]
                if game < 0:
                    continue
                seen += 1
                found += stretch_pairs[row, np.int64(homes[game]) * n + aways[game]]
                if seen > length:
                    while table[team, tail] < 0:
                        tail += 1
                    old = table[team, tail]
                    found -= stretch_pairs[row, np.int64(homes[old]) * n + aways[old]]
                    tail += 1
                if seen >= length:
                    missing += outside(found, stretches[row, 2], stretches[row, 3])
            soft += missing * stretches[row, 4]
            hard += missing * stretches[row, 5]
    for row in range(T.trips_rows):
        if trip_teams[row, team]:
            place, long = np.int64(team), np.int64(0)
            for slot in range(S):
                game = table[team, slot]
                if game >= 0:
                    long += distances[place, homes[game]] > trips[row, 0]
                    place = np.int64(homes[game])
            long += distances[place, team] > trips[row, 0]
            soft += long * trips[row, 1]
            hard += long * trips[row, 2]
    return soft, hard


@njit(cache=True)
def tour_length(T, X, team):
    """From home over all venues back home."""
    distances = i32_rows(T.distances, T.n)
    table = i16_rows(X.table, T.S)
    homes = i16(X.homes)
    place, length = np.int64(team), np.int64(0)
    for slot in range(T.S):
        game = table[team, slot]
        if game >= 0:
            venue = np.int64(homes[game])
            length += distances[place, venue]
            place = venue
    return length + distances[place, team]


@njit(cache=True)
def touched_tour(T, X, team):
    """The part of a full season's tour that touched slots lie on."""
    distances = i32_rows(T.distances, T.n)
    touched_bits = u64(X.touched_bits)
    venues = i16_rows(X.venues, T.S + 2)
    S = T.S
    length = np.int64(0)
    edges = touched_bits[team] | (touched_bits[team] << ONE)
    for edge in range(S + 1):
        if (edges >> np.uint64(edge)) & ONE:
            length += distances[venues[team, edge], venues[team, edge + 1]]
    return length


@njit(cache=True)
def draw_curve(T, X, row, team):
    """Games so far of one team; whether the curve has changed."""
    curves = i32_rows(T.curves, 4)
    curve_slots = u8_rows(T.curve_slots, T.S)
    table = i16_rows(X.table, T.S)
    homes = i16(X.homes)
    heights = i16_rows(X.heights, T.S)
    mode, height, changed = curves[row, 3], 0, False
    for slot in range(T.S):
        game = table[team, slot]
        if game >= 0 and (mode == 0 or (mode == 1) == (homes[game] == team)):
            height += 1
        value = height if curve_slots[row, slot] else 0
        changed |= heights[row * T.n + team, slot] != value
        heights[row * T.n + team, slot] = value
    return changed


@njit(cache=True)
def curve_gap(T, X, row, one, other):
    """The largest difference of two curves."""
    heights = i16_rows(X.heights, T.S)
    worst = np.int16(0)
    first, second = row * T.n + one, row * T.n + other
    for slot in range(T.S):
        worst = max(worst, abs(heights[first, slot] - heights[second, slot]))
    return np.int64(worst)


@njit(cache=True)
def retally_curves(T, X, touched):
    """Costs of FA2 rows for the touched teams."""
    curves = i32_rows(T.curves, 4)
    curve_teams = u8_rows(T.curve_teams, T.n)
    total = i64(X.total)
    touched_teams = i32(X.touched_teams)
    heights_old = i16_rows(X.heights_old, T.S)
    heights = i16_rows(X.heights, T.S)
    team_mark = i64(X.team_mark)
    gaps = i16_rows(X.gaps, T.n)
    n, S = T.n, T.S
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.curves_rows):
        most = curves[row, 0]
        mark = -total[6] - 1
        for k in range(touched):
            team = touched_teams[k]
            if curve_teams[row, team]:
                for slot in range(S):
                    heights_old[row * T.n + team, slot] = heights[row * T.n + team, slot]
                if draw_curve(T, X, row, team):
                    log(X, LOG_CURVE, row * n + team, 0)
                    team_mark[team] = mark
        for k in range(touched):
            team = touched_teams[k]
            if not curve_teams[row, team] or team_mark[team] != mark:
                continue
            team_mark[team] = total[6]
            for other in range(n):
                if other == team or not curve_teams[row, other]:
                    continue
                old = np.int64(gaps[row * T.n + team, other])
                new = curve_gap(T, X, row, team, other)
                if new != old:
                    log(X, LOG_GAP, (row * n + team) * n + other, old)
                    gaps[row * T.n + team, other] = new
                    gaps[row * T.n + other, team] = new
                    change = max(np.int64(0), new - most) - max(np.int64(0), old - most)
                    soft += change * curves[row, 1]
                    hard += change * curves[row, 2]
    return soft, hard


@njit(cache=True)
def retally_evens(T, X, touched):
    """Costs of BR3 rows for the touched teams."""
    even_teams = u8_rows(T.even_teams, T.n)
    evens = i32_rows(T.evens, 4)
    touched_teams = i32(X.touched_teams)
    even_breaks = i32_rows(X.even_breaks, T.n)
    even_gaps = i64(X.even_gaps)
    n = T.n
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.evens_rows):
        for k in range(touched):
            team = touched_teams[k]
            if even_teams[row, team]:
                log(X, LOG_EVEN, row * n + team, even_breaks[row, team])
                even_breaks[row, team] = count_breaks(T, X, team, evens[row, 3], -1)
        gap = np.int64(0)
        for one in range(n):
            for other in range(one):
                if even_teams[row, one] and even_teams[row, other]:
                    difference = abs(even_breaks[row, one] - even_breaks[row, other])
                    gap += max(np.int64(0), np.int64(difference) - evens[row, 0])
        log(X, LOG_EVEN_GAP, row, even_gaps[row])
        soft += (gap - even_gaps[row]) * evens[row, 1]
        hard += (gap - even_gaps[row]) * evens[row, 2]
        even_gaps[row] = gap
    return soft, hard


@njit(cache=True)
def retally(T, X, touched, pairs):
    """Costs that follow from whole teams and pairs, for those that were touched."""
    break_ptr = i32(T.break_ptr)
    break_ids = i32(T.break_ids)
    breaks = i32_rows(T.breaks, 5)
    touched_pairs = i32(X.touched_pairs)
    pair_soft = i64(X.pair_soft)
    pair_hard = i64(X.pair_hard)
    touched_teams = i32(X.touched_teams)
    team_breaks = i32(X.team_breaks)
    row_breaks = i32(X.row_breaks)
    team_soft = i64(X.team_soft)
    team_hard = i64(X.team_hard)
    tours = i64(X.tours)
    n = T.n
    soft, hard = np.int64(0), np.int64(0)
    if T.aparts_rows or T.is_phased or T.mates_rows or T.turns_rows:
        for k in range(pairs):
            pair = touched_pairs[k]
            ps, ph = pair_cost(T, X, pair)
            if ps != pair_soft[pair]:
                log(X, LOG_PAIR_SOFT, pair, pair_soft[pair])
                soft += ps - pair_soft[pair]
                pair_soft[pair] = ps
            if ph != pair_hard[pair]:
                log(X, LOG_PAIR_HARD, pair, pair_hard[pair])
                hard += ph - pair_hard[pair]
                pair_hard[pair] = ph
    for k in range(touched):
        team = np.int64(touched_teams[k])
        for at in range(break_ptr[team], break_ptr[team + 1]):
            row = break_ids[at]
            new = count_breaks(T, X, team, breaks[row, 4], row)
            old = np.int64(team_breaks[row * n + team])
            if new != old:
                log(X, LOG_BREAKS, row * n + team, old)
                log(X, LOG_ROW, row, row_breaks[row])
                before = outside(np.int64(row_breaks[row]), breaks[row, 0], breaks[row, 1])
                team_breaks[row * n + team] = new
                row_breaks[row] += new - old
                change = outside(np.int64(row_breaks[row]), breaks[row, 0], breaks[row, 1]) - before
                soft += change * breaks[row, 2]
                hard += change * breaks[row, 3]
        if T.paces_rows or T.stretches_rows or T.trips_rows:
            ts, th = walk_cost(T, X, team)
            log(X, LOG_TEAM_SOFT, team, team_soft[team])
            log(X, LOG_TEAM_HARD, team, team_hard[team])
            soft += ts - team_soft[team]
            hard += th - team_hard[team]
            team_soft[team] = ts
            team_hard[team] = th
    if T.travel_weight:
        for k in range(touched):
            team = np.int64(touched_teams[k])
            old = tours[team]
            if T.is_full:
                # apply_move has taken the touched stretches off the tour.
                new = tours[team] + touched_tour(T, X, team)
                tours[team] = new
                continue
            new = tour_length(T, X, team)
            if new != old:
                log(X, LOG_TOUR, team, old)
                soft += (new // T.travel_unit - old // T.travel_unit) * T.travel_weight
                tours[team] = new
    cs, ch = retally_curves(T, X, touched)
    es, eh = retally_evens(T, X, touched)
    return soft + cs + es, hard + ch + eh


@njit(cache=True)
def mark_move(T, X, length):
    """Collect the teams and pairs a move touches, and their slots; how many of each."""
    total = i64(X.total)
    move_game = i32(X.move_game)
    homes = i16(X.homes)
    aways = i16(X.aways)
    slots = i16(X.slots)
    move_slot = i16(X.move_slot)
    team_mark = i64(X.team_mark)
    touched_teams = i32(X.touched_teams)
    touched_bits = u64(X.touched_bits)
    pair_mark = i64(X.pair_mark)
    touched_pairs = i32(X.touched_pairs)
    n = T.n
    total[6] += 1
    total[7] = 0
    mark = total[6]
    touched, pairs = 0, 0
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
                touched += 1
            touched_bits[team] |= bits
        pair = min(home, away) * n + max(home, away)
        if pair_mark[pair] != mark:
            pair_mark[pair] = mark
            touched_pairs[pairs] = pair
            pairs += 1
    return touched, pairs


@njit(cache=True)
def apply_move(T, X, length):
    """Carry out the move in State.move_*; the change of (soft, hard)."""
    touched_teams = i32(X.touched_teams)
    tours = i64(X.tours)
    move_game = i32(X.move_game)
    move_from = i16(X.move_from)
    slots = i16(X.slots)
    move_slot = i16(X.move_slot)
    move_flip = i8(X.move_flip)
    homes = i16(X.homes)
    aways = i16(X.aways)
    touched, pairs = mark_move(T, X, length)
    soft, hard = np.int64(0), np.int64(0)
    before = np.int64(0)
    if T.travel_weight and T.is_full:
        for k in range(touched):
            team = np.int64(touched_teams[k])
            log(X, LOG_TOUR, team, tours[team])
            before += tours[team] // T.travel_unit
            tours[team] -= touched_tour(T, X, team)
    for i in range(length):
        game = move_game[i]
        move_from[i] = slots[game]
        ds, dh = take_off(T, X, game)
        soft += ds
        hard += dh
    for i in range(length):
        game = move_game[i]
        slots[game] = move_slot[i]
        if move_flip[i]:
            homes[game], aways[game] = aways[game], homes[game]
        ds, dh = put_on(T, X, game)
        soft += ds
        hard += dh
    ds, dh = retally(T, X, touched, pairs)
    if T.travel_weight and T.is_full:
        after = np.int64(0)
        for k in range(touched):
            after += tours[touched_teams[k]] // T.travel_unit
        ds += (after - before) * T.travel_weight
    return soft + ds, hard + dh


@njit(cache=True)
def step_back(T, X, game, step):
    """Change a game's counts by step without asking what that costs."""
    counter_ptr = i32(T.counter_ptr)
    counter_ids = i32(T.counter_ids)
    slide_ptr = i32(T.slide_ptr)
    slide_ids = i32(T.slide_ids)
    slides = i32_rows(T.slides, 6)
    windows = i16_rows(T.windows, 2)
    slots = i16(X.slots)
    homes = i16(X.homes)
    aways = i16(X.aways)
    counts = i16(X.counts)
    filled = i16(X.filled)
    slot = np.int64(slots[game])
    if slot < 0:
        return
    pair = np.int64(homes[game]) * T.n + aways[game]
    cell = pair * T.S + slot
    for at in range(counter_ptr[cell], counter_ptr[cell + 1]):
        counts[counter_ids[at]] += step
    for at in range(slide_ptr[pair], slide_ptr[pair + 1]):
        row = slide_ids[at]
        family, offset = slides[row, 4], slides[row, 5]
        for window in range(windows[family * T.S + slot, 0], windows[family * T.S + slot, 1]):
            filled[offset + window] += step


@njit(cache=True)
def undo_move(T, X, length):
    """Take the last applied move back."""
    move_game = i32(X.move_game)
    slots = i16(X.slots)
    table = i16_rows(X.table, T.S)
    homes = i16(X.homes)
    aways = i16(X.aways)
    move_from = i16(X.move_from)
    move_flip = i8(X.move_flip)
    venues = i16_rows(X.venues, T.S + 2)
    home_bits = u64(X.home_bits)
    for i in range(length):
        game = move_game[i]
        step_back(T, X, game, -1)
        if slots[game] >= 0:
            table[homes[game], slots[game]] = -1
            table[aways[game], slots[game]] = -1
    for i in range(length):
        game = move_game[i]
        slots[game] = move_from[i]
        if move_flip[i]:
            homes[game], aways[game] = aways[game], homes[game]
        step_back(T, X, game, 1)
        home, away, slot = homes[game], aways[game], slots[game]
        if slot >= 0:
            table[home, slot] = game
            table[away, slot] = game
            if T.is_full:
                venues[home, slot + 1] = home
                venues[away, slot + 1] = home
                bit = ONE << np.uint64(slot)
                home_bits[home] |= bit
                home_bits[away] &= ~bit
    undo_log(T, X)


@njit(cache=True)
def undo_log(T, X):
    """Restore what retally has written, last first."""
    total = i64(X.total)
    log_kind = i8(X.log_kind)
    log_index = i32(X.log_index)
    log_value = i64(X.log_value)
    team_breaks = i32(X.team_breaks)
    row_breaks = i32(X.row_breaks)
    tours = i64(X.tours)
    team_soft = i64(X.team_soft)
    team_hard = i64(X.team_hard)
    pair_soft = i64(X.pair_soft)
    pair_hard = i64(X.pair_hard)
    heights = i16_rows(X.heights, T.S)
    heights_old = i16_rows(X.heights_old, T.S)
    gaps = i16_rows(X.gaps, T.n)
    even_breaks = i32_rows(X.even_breaks, T.n)
    even_gaps = i64(X.even_gaps)
    n = T.n
    for at in range(total[7] - 1, -1, -1):
        kind, index, value = log_kind[at], np.int64(log_index[at]), log_value[at]
        if kind == LOG_BREAKS:
            team_breaks[index] = value
        elif kind == LOG_ROW:
            row_breaks[index] = value
        elif kind == LOG_TOUR:
            tours[index] = value
        elif kind == LOG_TEAM_SOFT:
            team_soft[index] = value
        elif kind == LOG_TEAM_HARD:
            team_hard[index] = value
        elif kind == LOG_PAIR_SOFT:
            pair_soft[index] = value
        elif kind == LOG_PAIR_HARD:
            pair_hard[index] = value
        elif kind == LOG_CURVE:
            for slot in range(T.S):
                heights[index, slot] = heights_old[index, slot]
        elif kind == LOG_GAP:
            row, one, other = index // (n * n), index // n % n, index % n
            gaps[row * T.n + one, other] = value
            gaps[row * T.n + other, one] = value
        elif kind == LOG_EVEN:
            even_breaks[index // n, index % n] = value
        else:
            even_gaps[index] = value
    total[7] = 0


@njit(cache=True)
def load(T, X, home, away, slot):
    """Put a whole timetable on a cleared state (`clear`) and count it from nothing."""
    constant = i64(T.constant)
    counters = i32_rows(T.counters, 4)
    breaks = i32_rows(T.breaks, 5)
    windows = i16_rows(T.windows, 2)
    slides = i32_rows(T.slides, 6)
    i16_rows(X.table, T.S)
    i16(X.counts)
    i16(X.filled)
    u64(X.home_bits)
    i16_rows(X.venues, T.S + 2)
    i32(X.team_breaks)
    i32(X.row_breaks)
    tours = i64(X.tours)
    i64(X.team_soft)
    i64(X.team_hard)
    i64(X.pair_soft)
    i64(X.pair_hard)
    i16_rows(X.heights, T.S)
    i16_rows(X.gaps, T.n)
    i32_rows(X.even_breaks, T.n)
    i64(X.even_gaps)
    homes = i16(X.homes)
    aways = i16(X.aways)
    slots = i16(X.slots)
    total = i64(X.total)
    touched_teams = i32(X.touched_teams)
    touched_bits = u64(X.touched_bits)
    team_mark = i64(X.team_mark)
    touched_pairs = i32(X.touched_pairs)
    n, G = T.n, T.G
    soft, hard = constant[0], constant[1]
    for row in range(T.counters_rows):
        soft += max(np.int64(0), np.int64(counters[row, 0])) * counters[row, 2]
        hard += max(np.int64(0), np.int64(counters[row, 0])) * counters[row, 3]
    for row in range(T.breaks_rows):
        soft += np.int64(breaks[row, 0]) * breaks[row, 2]
        hard += np.int64(breaks[row, 0]) * breaks[row, 3]
    for row in range(T.slides_rows):
        count = np.int64(0)
        for at in range(T.S):
            count = max(count, np.int64(windows[slides[row, 4] * T.S + at, 1]))
        soft += count * slides[row, 0] * slides[row, 2]
        hard += count * slides[row, 0] * slides[row, 3]
    for game in range(G):
        homes[game], aways[game], slots[game] = home[game], away[game], slot[game]
        ds, dh = put_on(T, X, game)
        soft += ds
        hard += dh
    # Every team and every pair counts as touched; a full tour starts from nothing taken off.
    total[7] = 0
    for team in range(n):
        touched_teams[team] = team
        touched_bits[team] = ~np.uint64(0) >> np.uint64(2)
        team_mark[team] = total[6]
    pairs = 0
    for one in range(n):
        for other in range(one + 1, n):
            touched_pairs[pairs] = one * n + other
            pairs += 1
    ds, dh = retally(T, X, n, pairs)
    if T.travel_weight and T.is_full:
        for team in range(n):
            ds += tours[team] // T.travel_unit * T.travel_weight
    total[7] = 0
    total[0] = soft + ds
    total[1] = hard + dh

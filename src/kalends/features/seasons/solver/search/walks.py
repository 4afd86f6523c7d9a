"""Costs of a team that follow from all its games in order: pace, stretches, days in a row, long trips, the tour."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE
from kalends.features.seasons.solver.search.bits import outside
from kalends.features.seasons.solver.search.memory import i16, i16_rows, i32, i32_rows, i64, u8_rows, u64
from kalends.features.seasons.solver.search.trail import TEAM_HARD, TEAM_SOFT, TOUR, log


@njit(cache=True)
def tally_walks(T, X, touched):
    """How the costs of touched teams' walks change."""
    touched_teams, team_soft, team_hard = i32(X.touched_teams), i64(X.team_soft), i64(X.team_hard)
    soft, hard = np.int64(0), np.int64(0)
    if not (T.paces_rows or T.stretches_rows or T.trips_rows or T.rushes_rows):
        return soft, hard
    for k in range(touched):
        team = np.int64(touched_teams[k])
        ps, ph = pace_cost(T, X, team)
        ss, sh = stretch_cost(T, X, team)
        ts, th = trip_cost(T, X, team)
        rs, rh = rush_cost(T, X, team)
        log(X, TEAM_SOFT, team, team_soft[team])
        log(X, TEAM_HARD, team, team_hard[team])
        soft += ps + ss + ts + rs - team_soft[team]
        hard += ph + sh + th + rh - team_hard[team]
        team_soft[team] = ps + ss + ts + rs
        team_hard[team] = ph + sh + th + rh
    return soft, hard


@njit(cache=True)
def pace_cost(T, X, team):
    """Home against away games so far."""
    paces, pace_slots = i32_rows(T.paces, 4), u8_rows(T.pace_slots, T.S)
    table, homes = i16_rows(X.table, T.S), i16(X.homes)
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.paces_rows):
        if paces[row, 0] == team:
            lead, worst = np.int64(0), np.int64(0)
            for slot in range(T.S):
                game = table[team, slot]
                if game >= 0:
                    lead += 1 if homes[game] == team else -1
                if pace_slots[row, slot]:
                    worst = max(worst, abs(lead))
            missing = max(np.int64(0), worst - paces[row, 1])
            soft += missing * paces[row, 2]
            hard += missing * paces[row, 3]
    return soft, hard


@njit(cache=True)
def stretch_cost(T, X, team):
    """Games of certain pairs in each stretch of games."""
    stretches, stretch_pairs = i32_rows(T.stretches, 6), u8_rows(T.stretch_pairs, T.n * T.n)
    table, homes, aways = i16_rows(X.table, T.S), i16(X.homes), i16(X.aways)
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.stretches_rows):
        if stretches[row, 0] == team:
            length, missing = stretches[row, 1], np.int64(0)
            seen, found, tail = np.int64(0), np.int64(0), np.int64(0)
            for slot in range(T.S):
                game = table[team, slot]
                if game < 0:
                    continue
                seen += 1
                found += stretch_pairs[row, np.int64(homes[game]) * T.n + aways[game]]
                if seen > length:
                    while table[team, tail] < 0:
                        tail += 1
                    old = table[team, tail]
                    found -= stretch_pairs[row, np.int64(homes[old]) * T.n + aways[old]]
                    tail += 1
                if seen >= length:
                    missing += outside(found, stretches[row, 2], stretches[row, 3])
            soft += missing * stretches[row, 4]
            hard += missing * stretches[row, 5]
    return soft, hard


@njit(cache=True)
def trip_cost(T, X, team):
    """Trips that are too long."""
    trips, trip_teams, distances = i32_rows(T.trips, 3), u8_rows(T.trip_teams, T.n), i32_rows(T.distances, T.n)
    table, homes = i16_rows(X.table, T.S), i16(X.homes)
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.trips_rows):
        if trip_teams[row, team]:
            place, long = np.int64(team), np.int64(0)
            for slot in range(T.S):
                game = table[team, slot]
                if game >= 0:
                    long += distances[place, homes[game]] > trips[row, 0]
                    place = np.int64(homes[game])
            long += distances[place, team] > trips[row, 0]
            soft += long * trips[row, 1]
            hard += long * trips[row, 2]
    return soft, hard


@njit(cache=True)
def rush_cost(T, X, team):
    """Games on the day of the game before, or on the next."""
    rushes, rush_teams, days = i32_rows(T.rushes, 3), u8_rows(T.rush_teams, T.n), i32(T.days)
    table = i16_rows(X.table, T.S)
    soft, hard = np.int64(0), np.int64(0)
    for row in range(T.rushes_rows):
        if rush_teams[row, team]:
            found, before = np.int64(0), np.int64(-2)
            for slot in range(T.S):
                if table[team, slot] >= 0:
                    found += days[slot] - before <= 1
                    before = np.int64(days[slot])
            missing = max(np.int64(0), found - rushes[row, 0])
            soft += missing * rushes[row, 1]
            hard += missing * rushes[row, 2]
    return soft, hard


@njit(cache=True)
def lift_tours(T, X, touched):
    """Before a move of a full season: take the touched stretches off the touched tours."""
    touched_teams, tours = i32(X.touched_teams), i64(X.tours)
    if T.travel_weight and T.is_full:
        for k in range(touched):
            team = np.int64(touched_teams[k])
            log(X, TOUR, team, tours[team])
            tours[team] -= touched_tour(T, X, team)


@njit(cache=True)
def tally_tours(T, X, touched):
    """After a move: the tours of touched teams, and how their soft cost changes."""
    touched_teams, tours, log_value = i32(X.touched_teams), i64(X.tours), i64(X.log_value)
    before, after = np.int64(0), np.int64(0)
    if not T.travel_weight:
        return before
    for k in range(touched):
        team = np.int64(touched_teams[k])
        if T.is_full:
            # lift_tours wrote the first lines of the trail.
            before += log_value[k] // T.travel_unit
            tours[team] += touched_tour(T, X, team)
        else:
            before += tours[team] // T.travel_unit
            log(X, TOUR, team, tours[team])
            tours[team] = tour_length(T, X, team)
        after += tours[team] // T.travel_unit
    return (after - before) * T.travel_weight


@njit(cache=True)
def tour_length(T, X, team):
    """From home over all venues back home."""
    distances, table, homes = i32_rows(T.distances, T.n), i16_rows(X.table, T.S), i16(X.homes)
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
    distances, touched_bits = i32_rows(T.distances, T.n), u64(X.touched_bits)
    venues = i16_rows(X.venues, T.S + 2)
    length = np.int64(0)
    edges = touched_bits[team] | (touched_bits[team] << ONE)
    for edge in range(T.S + 1):
        if (edges >> np.uint64(edge)) & ONE:
            length += distances[venues[team, edge], venues[team, edge + 1]]
    return length

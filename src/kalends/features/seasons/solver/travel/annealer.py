"""The compiled annealing loop of a tournament."""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.travel.moves import (
    bit,
    commit_rounds,
    commit_teams,
    holds,
    score_rounds,
    score_teams,
)


@njit(forceinline=True)
def draw(dice):
    """SplitMix64 (Steele, Lea, Flood 2014)."""
    dice[0] += np.uint64(0x9E3779B97F4A7C15)
    z = dice[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@njit(forceinline=True)
def below(dice, limit):
    return np.int64((draw(dice) >> np.uint64(32)) * np.uint64(limit) >> np.uint64(32))


@njit(forceinline=True)
def chance(dice):
    return np.float64(draw(dice) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@njit(cache=True)
def closure(rival, team, k, m, teams):
    """The teams that must exchange rounds k and m along with `team`; how many."""
    teams[0] = team
    members = bit(team)
    count, index = 1, 0
    while index < count:
        t = teams[index]
        index += 1
        for r in (k, m):
            other = rival[t, r]
            if not holds(members, other):
                members |= bit(other)
                teams[count] = other
                count += 1
    return count


@njit(cache=True)
def chain(rival, venue, where, i, j, start, half, rounds):
    """Rounds in which i and j must exchange along with `start`, and their mask; (0, 0) where they meet.

    In a mirrored season a round of the first half takes its mate along.
    """
    count, mask, r = 0, np.uint64(0), start
    while not holds(mask, r):
        if rival[i, r] == j:
            return 0, np.uint64(0)
        rounds[count] = r
        mask |= bit(r)
        count += 1
        if half:
            mate = r + half if r <= half else r - half
            rounds[count] = mate
            mask |= bit(mate)
            count += 1
        p = rival[j, r]
        r = where[i, p] if venue[j, r] == j else where[p, i]
    return count, mask


@njit(cache=True, nogil=True)
def anneal(
    edition, D, limits, rival, venue, homes, where, best_rival, best_homes, total, dice, mix, weight, temperature, count
):
    """`count` moves at a temperature. One long loop, as both kinds of move share how they are drawn and taken.

    `mix` has the cumulated chances of swapping homes, part rounds, rounds, part teams and teams.
    A move is taken if distance + weight * breaches rises by at most -temperature * log(chance). `total`: distance,
    breaches, best distance, best breaches, moves, accepted moves. `edition` is EDITION; only its type is of use.
    """
    n, last, half = rival.shape[0], limits[0], limits[4]
    teams, rounds = np.empty(n, np.int64), np.empty(last, np.int64)
    for _ in range(count):
        pick = chance(dice)
        distance, breaches, size = 0, 0, 0
        i = below(dice, n)
        j = below(dice, n - 1)
        j += j >= i
        if pick < mix[2]:
            # Exchanges of rounds.
            if pick < mix[0]:
                teams[0], teams[1], size = i, j, 2
                k, m = where[i, j], where[j, i]
            else:
                span = half if half else last
                k = 1 + below(dice, span)
                m = 1 + below(dice, span - 1)
                m += m >= k
                if pick < mix[1]:
                    size = closure(rival, i, k, m, teams)
                else:
                    for t in range(n):
                        teams[t] = t
                    size = n
            if k > m:
                k, m = m, k
            distance, breaches = score_rounds(D, limits, rival, venue, homes, teams, size, k, m)
            has_mate = half and m <= half
            if has_mate:
                commit_rounds(rival, venue, homes, where, teams, size, k, m)
                more = score_rounds(D, limits, rival, venue, homes, teams, size, k + half, m + half)
                distance += more[0]
                breaches += more[1]
            cost = distance + weight * breaches
            is_taken = cost <= 0 or (cost < 40 * temperature and chance(dice) < np.exp(-cost / temperature))
            if has_mate:
                if is_taken:
                    commit_rounds(rival, venue, homes, where, teams, size, k + half, m + half)
                else:
                    commit_rounds(rival, venue, homes, where, teams, size, k, m)
            elif is_taken:
                commit_rounds(rival, venue, homes, where, teams, size, k, m)
        else:
            if pick < mix[3]:
                size, mask = chain(rival, venue, where, i, j, 1 + below(dice, last), half, rounds)
                if size == 0:
                    continue
            else:
                mask = np.uint64(0)
                for r in range(1, last + 1):
                    if rival[i, r] != j:
                        rounds[size] = r
                        mask |= bit(r)
                        size += 1
            distance, breaches = score_teams(D, limits, rival, venue, homes, i, j, rounds, size, mask)
            cost = distance + weight * breaches
            is_taken = cost <= 0 or (cost < 40 * temperature and chance(dice) < np.exp(-cost / temperature))
            if is_taken:
                commit_teams(rival, venue, homes, where, i, j, rounds, size, mask)
        if is_taken:
            total[0] += distance
            total[1] += breaches
            total[5] += 1
            if total[1] < total[3] or (total[1] == total[3] and total[0] < total[2]):
                total[2], total[3] = total[0], total[1]
                best_rival[:] = rival
                best_homes[:] = homes
    total[4] += count

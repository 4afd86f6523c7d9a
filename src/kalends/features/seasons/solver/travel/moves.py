"""What a move of a tournament costs, without making it, and making it.

Every neighbourhood of Anagnostopoulos, Michel, Van Hentenryck and Vergados (2006) is one of two things: some teams
exchange what they do in two rounds (swap homes, swap rounds, partial swap rounds), or two teams exchange what they do
in some rounds (swap teams, partial swap teams). So there are two scores and two ways to commit. Both undo themselves.

Arrays of a timetable, n teams over R rounds, rounds numbered from 1, with a rim on both sides:
rival[team, round] (-1 on the rim), venue[team, round] (home on the rim), homes[team] (bit r: at home in round r),
where[host, guest] (the round of the game).
"""

from __future__ import annotations

# Kernels have no static types.
# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false
import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE, ones


@njit(forceinline=True)
def overlong(bits, longest):
    """Windows of `longest` + 1 consecutive ones."""
    runs = bits
    for shift in range(1, longest + 1):
        runs &= bits >> np.uint64(shift)
    return np.int64(ones(runs))


@njit(forceinline=True)
def breaches_of(at_home, all_rounds, longest_home, longest_away):
    """Stretches at home or away that are too long."""
    return overlong(at_home, longest_home) + overlong(all_rounds & ~at_home, longest_away)


@njit(forceinline=True)
def bit(number):
    return ONE << np.uint64(number)


@njit(forceinline=True)
def holds(mask, number):
    return (mask >> np.uint64(number)) & ONE != 0


@njit(forceinline=True)
def swapped(label, one, two):
    if label == one:
        return two
    return one if label == two else label


@njit(cache=True)
def score_rounds(D, limits, rival, venue, homes, teams, count, k, m):
    """(distance, breaches) by which `count` of `teams` exchanging rounds k < m changes the timetable.

    `teams` must be closed: with each team, its rivals in both rounds.
    """
    all_rounds = bit(limits[0] + 1) - np.uint64(2)
    both = bit(k) | bit(m)
    distance, breaches, repeats = 0, 0, 0
    for index in range(count):
        t = teams[index]
        vk, vm = venue[t, k], venue[t, m]
        rk, rm = rival[t, k], rival[t, m]
        before, after = rival[t, k - 1], rival[t, m + 1]
        if m == k + 1:
            repeats += (rm == before) - (rk == before) + (rk == after) - (rm == after)
        else:
            mid, dle = rival[t, k + 1], rival[t, m - 1]
            repeats += (rm == before) - (rk == before) + (rm == mid) - (rk == mid)
            repeats += (rk == after) - (rm == after) + (rk == dle) - (rm == dle)
        if vk == vm:
            continue
        a, b = venue[t, k - 1], venue[t, m + 1]
        distance += D[a, vm] - D[a, vk] + D[vk, b] - D[vm, b]
        if m == k + 1:
            distance += D[vm, vk] - D[vk, vm]
        else:
            c, d = venue[t, k + 1], venue[t, m - 1]
            distance += D[vm, c] - D[vk, c] + D[d, vk] - D[d, vm]
        if (vk == t) != (vm == t):
            old = homes[t]
            breaches += breaches_of(old ^ both, all_rounds, limits[1], limits[2])
            breaches -= breaches_of(old, all_rounds, limits[1], limits[2])
    # Each repeated pair was seen by both of its teams.
    return distance, breaches + limits[3] * (repeats // 2)


@njit(cache=True)
def score_teams(D, limits, rival, venue, homes, i, j, rounds, count, mask):
    """(distance, breaches) by which teams i and j exchanging the `count` `rounds` of `mask` changes the timetable."""
    all_rounds = bit(limits[0] + 1) - np.uint64(2)
    distance, repeats = 0, 0
    for index in range(count):
        r = rounds[index]
        from_before, to_next = holds(mask, r - 1), holds(mask, r + 1)
        vi, vj = venue[i, r], venue[j, r]
        wi, wj = (i if vj == j else vj), (j if vi == i else vi)
        xi, xj = venue[i, r + 1], venue[j, r + 1]
        yi, yj = xi, xj
        if to_next:
            yi, yj = (i if xj == j else xj), (j if xi == i else xi)
        distance += D[wi, yi] - D[vi, xi] + D[wj, yj] - D[vj, xj]
        if not from_before:
            p, q = venue[i, r - 1], venue[j, r - 1]
            distance += D[p, wi] - D[p, vi] + D[q, wj] - D[q, vj]
        for side in range(2):
            here, there = (i, j) if side == 0 else (j, i)
            o = rival[here, r]
            next_rival, last_rival = rival[o, r + 1], rival[o, r - 1]
            to = swapped(next_rival, i, j) if to_next else next_rival
            repeats += (there == to) - (here == next_rival)
            is_first = not (from_before and last_rival in (i, j))
            if is_first:
                repeats += (there == last_rival) - (here == last_rival)
            if venue[o, r] == here:
                x = venue[o, r + 1]
                y = swapped(x, i, j) if to_next else x
                distance += D[there, y] - D[here, x]
                p = venue[o, r - 1]
                if not (from_before and p in (i, j)):
                    distance += D[p, there] - D[p, here]
    hi, hj = homes[i], homes[j]
    change = (hi ^ hj) & mask
    breaches = 0
    if change:
        breaches += breaches_of(hi ^ change, all_rounds, limits[1], limits[2])
        breaches += breaches_of(hj ^ change, all_rounds, limits[1], limits[2])
        breaches -= breaches_of(hi, all_rounds, limits[1], limits[2])
        breaches -= breaches_of(hj, all_rounds, limits[1], limits[2])
    return distance, breaches + limits[3] * repeats


@njit(cache=True)
def commit_rounds(rival, venue, homes, where, teams, count, k, m):
    """Make the exchange of two rounds; once more undoes it."""
    both = bit(k) | bit(m)
    for index in range(count):
        t = teams[index]
        rk, rm, vk, vm = rival[t, k], rival[t, m], venue[t, k], venue[t, m]
        rival[t, k], rival[t, m], venue[t, k], venue[t, m] = rm, rk, vm, vk
        if (vk == t) != (vm == t):
            homes[t] ^= both
        if vk == t:
            where[t, rk] = m
        if vm == t:
            where[t, rm] = k


@njit(cache=True)
def commit_teams(rival, venue, homes, where, i, j, rounds, count, mask):
    """Make the exchange of two teams in some rounds; once more undoes it."""
    for index in range(count):
        r = rounds[index]
        ri, rj, vi, vj = rival[i, r], rival[j, r], venue[i, r], venue[j, r]
        rival[i, r], rival[j, r] = rj, ri
        venue[i, r], venue[j, r] = (i if vj == j else vj), (j if vi == i else vi)
        rival[ri, r], rival[rj, r] = j, i
        if vi == i:
            venue[ri, r] = j
            where[j, ri] = r
        else:
            where[ri, j] = r
        if vj == j:
            venue[rj, r] = i
            where[i, rj] = r
        else:
            where[rj, i] = r
    change = (homes[i] ^ homes[j]) & mask
    homes[i] ^= change
    homes[j] ^= change

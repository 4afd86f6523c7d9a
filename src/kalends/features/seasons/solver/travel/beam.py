"""Beam search: timetables grow game by game, round by round, and of each size the most promising go on.

A timetable promises what its teams have travelled and what each has left at least, from the tables of `tours`.
After Frohner, Neumann and Raidl (2020 and 2023); the trips that home games ask for are ours.
"""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false
from collections.abc import Callable

import numpy as np
from numba import njit

from kalends.features.seasons.solver.bitsets import ONE, ones
from kalends.features.seasons.solver.travel.tournament import Array, Tournament
from kalends.features.seasons.solver.travel.tours import FAR, Tours

# A team's word: venues to visit, guests to host, where it is, its run of home or away games, its last rival.
GUESTS, AT, RUN, RIVAL = np.uint64(20), np.uint64(40), np.uint64(45), np.uint64(48)
TWENTY, FIVE, THREE = np.uint64((1 << 20) - 1), np.uint64(31), np.uint64(7)
NOBODY = np.uint64(31)
# Children kept in view for each parent; more than half as many are rare.
CHILDREN = 12
# Children are ranked by bins, finer than any difference that matters.
BINS = 1 << 15
# Room for one beam in bytes, so that two workers stay within a gigabyte.
ROOM = 220_000_000

STATE = np.dtype([("hash", np.uint64), ("free", np.uint64), ("value", np.int64)])
CHILD = np.dtype(
    [("hash", np.uint64), ("value", np.int32), ("rank", np.float32), ("parent", np.int32), ("game", np.int32)]
)


def widest(teams: int) -> int:
    """How many timetables fit into the room."""
    layers = teams * (teams - 1)
    each = 2 * (12 * teams + STATE.itemsize) + CHILDREN * CHILD.itemsize + 6 * layers + 40
    return ROOM // each


def grow(
    tournament: Tournament,
    tours: Tours,
    width: int,
    noise: float,
    order: Array,
    salt: int,
    pause: Callable[[int], bool],
) -> list[tuple[int, int, int]] | None:
    """The games (host, guest, round) of the best timetable found; None if all ways closed or `pause` said stop.

    Ranks carry normal noise of that deviation; teams get their game of a round in `order`. `pause` is told the number
    of children after each layer.
    """
    n = tournament.teams
    layers = n * (n - 1)
    words, left = np.zeros((2, width, n), np.uint64), np.zeros((2, width, n), np.int32)
    states, kids = np.zeros((2, width), STATE), np.zeros(CHILDREN * width + 4096, CHILD)
    seen = np.zeros(1 << (2 * width - 1).bit_length(), dtype=[("hash", np.uint64), ("kid", np.int32)])
    chosen = np.zeros(width, np.int32)
    parents, games = np.zeros((layers, width), np.int32), np.zeros((layers, width), np.int16)
    begin(tours.from_home, words[0, 0], left[0, 0], states[0])
    size = 1
    for layer in range(layers):
        now, then = layer % 2, 1 - layer % 2
        shared = (tournament.distances, *tours, tournament.limits)
        count = expand(*shared, words[now], left[now], states[now], size, order, kids)
        if pause(count) or not count:
            return None
        disturb(kids, count, noise, np.uint64(salt + layer))
        size = choose(kids, count, width, seen, chosen)
        made = (words[then], left[then], states[then], parents[layer], games[layer])
        advance(*shared, words[now], left[now], states[now], kids, chosen, size, *made)
    best = int(np.argmin(states[layers % 2]["value"][:size]))
    found: list[tuple[int, int, int]] = []
    for layer in range(layers - 1, -1, -1):
        host, guest = divmod(int(games[layer, best]), 32)
        found.append((host, guest, layer // (n // 2) + 1))
        best = int(parents[layer, best])
    return found


@njit(forceinline=True)
def one(number):
    return ONE << np.uint64(number)


@njit(forceinline=True)
def without(venues, team):
    """The set as the tables of `tours` number it."""
    low = one(team) - ONE
    return np.int64((venues & low) | ((venues >> ONE) & ~low))


@njit(forceinline=True)
def scatter(word, team):
    """A hash of the word, after SplitMix64."""
    z = word + np.uint64(team + 1) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@njit(cache=True)
def begin(from_home, words, left, states):
    """The empty timetable: every team at home with everything before it."""
    n = words.shape[0]
    everybody = one(n) - ONE
    for t in range(n):
        others = everybody & ~one(t)
        words[t] = others | (others << GUESTS) | (np.uint64(t) << AT) | (NOBODY << RIVAL)
        left[t] = from_home[0, t, without(others, t)]
        states[0].value += left[t]
        states[0].hash ^= scatter(words[t], t)
    states[0].free = everybody


@njit(forceinline=True)
def after_game(word, team, other, at_home, longest_home, longest_away):
    """The team's word after hosting or visiting the other; 0 if a rule forbids it or leaves no way to the end."""
    venues, guests = word & TWENTY, (word >> GUESTS) & TWENTY
    was_home = np.int64((word >> AT) & FIVE) == team
    run = np.int64((word >> RUN) & THREE)
    # Before its first game a team is at home with a run of 0.
    run = run + 1 if was_home == at_home else 1
    if at_home:
        guests &= ~one(other)
    else:
        venues &= ~one(other)
    away, home = np.int64(ones(venues)), np.int64(ones(guests))
    if at_home:
        if run > longest_home or home > longest_home - run + longest_home * away or away > longest_away * (home + 1):
            return np.uint64(0)
        at = np.uint64(team)
    else:
        if run > longest_away or away > longest_away - run + longest_away * home or home > longest_home * (away + 1):
            return np.uint64(0)
        at = np.uint64(other)
    return venues | (guests << GUESTS) | (at << AT) | (np.uint64(run) << RUN) | (np.uint64(other) << RIVAL)


@njit(forceinline=True)
def way_left(D, from_home, from_venue, longest_home, longest_away, team, word, at_home):
    """What the team has left to travel at least; for a team on a trip, an estimate that may be a little above."""
    rest = without(word & TWENTY, team)
    home = np.int64(ones((word >> GUESTS) & TWENTY))
    run = np.int64((word >> RUN) & THREE)
    # Trips that must still begin, so that there is room for home games between them.
    room = longest_home - run if at_home else longest_home
    trips = min(from_home.shape[0] - 1, max(0, home - room + longest_home - 1) // longest_home)
    if at_home:
        return np.int64(from_home[trips, team, rest])
    more = np.int64(from_home[trips, team, rest] - from_home[0, team, rest])
    at = np.int64((word >> AT) & FIVE)
    if run < longest_away:
        return more + from_venue[team, rest, run - 1, at]
    return more + D[at, team] + from_home[0, team, rest]


@njit(cache=True, nogil=True)
def expand(D, from_home, from_venue, limits, words, left, states, size, order, kids):
    """All ways to give the first free team a game; how many."""
    n, count, room = D.shape[0], 0, kids.shape[0]
    longest_home, longest_away, no_repeat = limits[1], limits[2], limits[3]
    for s in range(size):
        free, t = states[s].free, 0
        for index in range(n):
            t = order[index]
            if (free >> np.uint64(t)) & ONE:
                break
        wt = words[s, t]
        rest = free & ~one(t)
        if no_repeat:
            rest &= ~(ONE << ((wt >> RIVAL) & FIVE))
        for o in range(n):
            if not (rest >> np.uint64(o)) & ONE:
                continue
            wo = words[s, o]
            for t_hosts in (True, False):
                if not ((wt >> GUESTS if t_hosts else wt) >> np.uint64(o)) & ONE or count == room:
                    continue
                nt = after_game(wt, t, o, t_hosts, longest_home, longest_away)
                no = after_game(wo, o, t, not t_hosts, longest_home, longest_away)
                if nt == 0 or no == 0:
                    continue
                lt = way_left(D, from_home, from_venue, longest_home, longest_away, t, nt, t_hosts)
                lo = way_left(D, from_home, from_venue, longest_home, longest_away, o, no, not t_hosts)
                if lt >= FAR // 2 or lo >= FAR // 2:
                    continue
                host = t if t_hosts else o
                travelled = D[np.int64((wt >> AT) & FIVE), host] + D[np.int64((wo >> AT) & FIVE), host]
                kid = kids[count]
                kid.value = states[s].value + travelled + lt - left[s, t] + lo - left[s, o]
                kid.parent = s
                kid.game = host * 32 + (o if t_hosts else t)
                kid.hash = states[s].hash ^ scatter(wt, t) ^ scatter(wo, o) ^ scatter(nt, t) ^ scatter(no, o)
                count += 1
    return count


@njit(cache=True, nogil=True)
def disturb(kids, count, noise, salt):
    """Rank children by value and a little chance, so that two beams don't go the same way."""
    for c in range(count):
        kid = kids[c]
        z = scatter(kid.hash ^ salt, 0)
        # Four uniform numbers: nearly normal (Irwin and Hall), with deviation sqrt(1/3).
        total = (z & np.uint64(65535)) + ((z >> np.uint64(16)) & np.uint64(65535))
        total += ((z >> np.uint64(32)) & np.uint64(65535)) + (z >> np.uint64(48))
        kid.rank = np.float32(kid.value + noise * (np.float64(total) / 65536.0 - 2.0) * 1.7320508)


@njit(cache=True, nogil=True)
def choose(kids, count, width, seen, chosen):
    """The at most `width` best children by rank, in order of their parents; of equal states the shortest."""
    low, high = kids[0].rank, kids[0].rank
    for c in range(count):
        low, high = min(low, kids[c].rank), max(high, kids[c].rank)
    bins = np.zeros(BINS, np.int64)
    scale = (BINS - 1) / (np.float64(high - low) + 1e-6)
    for c in range(count):
        bins[np.int64((kids[c].rank - low) * scale)] += 1
    cut, spare = 0, width
    while cut < BINS - 1 and bins[cut] <= spare:
        spare -= bins[cut]
        cut += 1
    for spot in range(seen.shape[0]):
        seen[spot].kid = -1
    size, mask = 0, seen.shape[0] - 1
    for c in range(count):
        number = np.int64((kids[c].rank - low) * scale)
        if number > cut or (number == cut and spare <= 0):
            continue
        spot = np.int64(kids[c].hash & np.uint64(mask))
        while seen[spot].kid >= 0 and seen[spot].hash != kids[c].hash:
            spot = (spot + 1) & mask
        if seen[spot].kid >= 0:
            if kids[c].value < kids[chosen[seen[spot].kid]].value:
                chosen[seen[spot].kid] = c
            continue
        spare -= number == cut
        seen[spot].hash, seen[spot].kid = kids[c].hash, size
        chosen[size] = c
        size += 1
    return size


@njit(cache=True, nogil=True)
def advance(
    D, from_home, from_venue, limits, words, left, states, kids, chosen, size, new_words, new_left, new, parents, games
):
    """Make the chosen children the next states, and note where they come from."""
    n, longest_home, longest_away = D.shape[0], limits[1], limits[2]
    for number in range(size):
        kid = kids[chosen[number]]
        s, host, guest = kid.parent, kid.game // 32, kid.game % 32
        for t in range(n):
            new_words[number, t] = words[s, t]
            new_left[number, t] = left[s, t]
        for team, other, at_home in ((host, guest, True), (guest, host, False)):
            word = after_game(words[s, team], team, other, at_home, longest_home, longest_away)
            new_words[number, team] = word
            new_left[number, team] = way_left(D, from_home, from_venue, longest_home, longest_away, team, word, at_home)
        rest = states[s].free & ~one(host) & ~one(guest)
        new[number].free = rest if rest else one(n) - ONE
        new[number].hash, new[number].value = kid.hash, kid.value
        parents[number], games[number] = s, kid.game

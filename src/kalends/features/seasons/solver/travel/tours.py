"""The shortest ways of single teams: what is left to travel when some venues are still to be visited.

Held and Karp's dynamic programme (1962) with trips of limited length. Summed over all teams it is the independent
lower bound of Easton, Nemhauser and Trick (2001): no timetable lets all teams travel less.

Sets of venues leave out the team itself, so that with n teams they have n - 1 bits.
"""

from __future__ import annotations

# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportMissingTypeStubs=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from kalends.features.seasons.solver.problem import Problem
from kalends.features.seasons.solver.travel.tournament import Array, Tournament, tournament_of

# At 18 teams and trips of three the tables hold 400 MB, at 20 they would hold 1.8 GB.
MOST_TEAMS = 18
# Longer trips are too many to try; nobody has asked for them.
LONGEST_TRIP = 4
FAR = 1 << 29


class Tours(NamedTuple):
    """from_home[m, team, set]: the shortest way over all of the set back home, with at least m trips; FAR if none.

    from_venue[team, set, games so far on the trip - 1, venue]: the same from a venue, for trips that may go on.
    """

    from_home: Array
    from_venue: Array


def has_tours(tournament: Tournament) -> bool:
    """Whether the tables can be had in a few seconds and in 32 bits."""
    legs = tournament.teams * (tournament.rounds + 1)
    is_small = int(tournament.distances.max()) * legs < FAR
    return tournament.teams <= MOST_TEAMS and tournament.longest_away <= LONGEST_TRIP and is_small


def tours_of(tournament: Tournament) -> Tours:
    """All teams' tables."""
    n, longest, sets = tournament.teams, tournament.longest_away, 1 << (tournament.teams - 1)
    levels = (n - 1) // tournament.longest_home + 2
    tours = Tours(
        np.zeros((levels, n, sets), dtype=np.int32), np.zeros((n, sets, max(longest - 1, 1), n), dtype=np.int32)
    )
    for team in range(n):
        ways_home(tournament.distances, longest, team, tours.from_home[:, team])
    ways_on(tournament.distances, longest, *tours)
    return tours


def least_travel(problem: Problem) -> int | None:
    """What no plan of a travelling tournament is below; None for other seasons, and where it takes too long to say."""
    tournament = tournament_of(problem)
    return bound_of(tournament) if tournament else None


def bound_of(tournament: Tournament) -> int | None:
    """No timetable lets all teams travel less; None where that takes too long to say.

    A team's home games must find room between its trips, which asks for so many of them.
    """
    if not has_tours(tournament):
        return None
    n = tournament.teams
    trips = -(-(n - 1) // tournament.longest_home) - 1
    way = np.zeros((trips + 1, 1 << (n - 1)), dtype=np.int32)
    total = 0
    for team in range(n):
        ways_home(tournament.distances, tournament.longest_away, team, way)
        total += int(way[trips, -1])
    return total


@njit(cache=True, nogil=True)
def ways_home(D: Any, longest_trip: Any, team: Any, way: Any) -> None:
    """Fill way[m, set]: the cheapest parts of each set into trips, at least m of them.

    The trip with the set's lowest venue is taken off first, so that no order of trips is tried twice.
    """
    size = way.shape[1]
    price = np.zeros(size, np.int32)
    others = np.zeros(D.shape[0], np.int64)
    for venues in range(1, size):
        if members(venues, others) <= longest_trip:
            price[venues] = trip_on(D, team, team, venues)
    way[:, :] = FAR
    way[0, 0] = 0
    for venues in range(1, size):
        low = venues & -venues
        count = members(venues & ~low, others)
        part_off(way, price, venues, low)
        for first in range(count if longest_trip > 1 else 0):
            two = low | others[first]
            part_off(way, price, venues, two)
            for second in range(first + 1, count if longest_trip > 2 else 0):
                three = two | others[second]
                part_off(way, price, venues, three)
                for third in range(second + 1, count if longest_trip > 3 else 0):
                    part_off(way, price, venues, three | others[third])


@njit(forceinline=True)
def part_off(way, price, venues, trip):
    """The set as this trip and what is cheapest for the rest."""
    rest = venues & ~trip
    for m in range(way.shape[0]):
        way[m, venues] = min(way[m, venues], price[trip] + way[max(m - 1, 0), rest])


@njit(cache=True)
def members(venues, found):
    """The single venues of a set, as sets; how many."""
    count = 0
    while venues:
        found[count] = venues & -venues
        venues &= venues - 1
        count += 1
    return count


@njit(cache=True)
def trip_on(D, team, here, venues):
    """The shortest way over a few venues home, by trying every order."""
    if venues == 0:
        return D[here, team]
    best = FAR
    for number in range(D.shape[0] - 1):
        if (venues >> number) & 1:
            there = number + (number >= team)
            best = min(best, D[here, there] + trip_on(D, team, there, venues & ~(1 << number)))
    return best


@njit(cache=True, nogil=True)
def ways_on(D: Any, longest_trip: Any, from_home: Any, from_venue: Any) -> None:
    """Fill from_venue: from each venue home, or on to one of the set while the trip may go on."""
    n = D.shape[0]
    for team in range(n):
        for venues in range(from_venue.shape[1]):
            for here_number in range(n - 1):
                if (venues >> here_number) & 1:
                    continue
                here = here_number + (here_number >= team)
                for played in range(longest_trip - 1, 0, -1):
                    best = D[here, team] + from_home[0, team, venues]
                    for number in range(n - 1):
                        if (venues >> number) & 1:
                            there, rest = number + (number >= team), venues & ~(1 << number)
                            if played + 1 < longest_trip:
                                way = from_venue[team, rest, played, there]
                            else:
                                way = D[there, team] + from_home[0, team, rest]
                            best = min(best, D[here, there] + way)
                    from_venue[team, venues, played - 1, here] = best

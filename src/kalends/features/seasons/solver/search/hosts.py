"""A double round robin whose hosts are open: that each pair hosts in turn is a rule among others for a while.

Games that may change their host on their own let a team's pattern change in one slot, where a swap of homes changes
it in two, and that of two teams each: so patterns and opponents come apart, and what couples them is a price.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np

from kalends.features.seasons.solver.problem import Problem
from kalends.features.seasons.solver.rules.ca4 import GroupPlaysInSlots
from kalends.features.seasons.solver.rules.rule import Terms
from kalends.features.seasons.solver.search.start import Seats
from kalends.features.seasons.solver.search.tables import Array


def with_open_hosts(problem: Problem, penalty: int) -> Problem | None:
    """The season with both games of each pair open; a pair of one host twice costs `penalty`.

    None where that isn't a double round robin whose hosts are given.
    """
    if problem.legs != 2 or any(game.is_open for game in problem.games) or (twins_of(problem) < 0).any():
        return None
    everywhere, terms = tuple(range(len(problem.slots))), Terms(hard=True, penalty=penalty)
    in_turn = tuple(
        GroupPlaysInSlots(teams=(one,), others=(other,), slots=everywhere, mode="H", least=1, most=1, terms=terms)
        for one, other in combinations(range(len(problem.teams)), 2)
    )
    games = tuple(replace(game, is_open=True) for game in problem.games)
    return replace(problem, games=games, rules=(*problem.rules, *in_turn))


def twins_of(problem: Problem) -> Array:
    """For each game the one of the same teams with the other host; -1 where there is none."""
    index = {(game.home, game.away): at for at, game in enumerate(problem.games)}
    return np.array([index.get((game.away, game.home), -1) for game in problem.games])


def to_given_hosts(problem: Problem) -> Callable[[Seats], Seats]:
    """The way back to the season's own hosts: of a pair that has one host twice the second game changes its."""
    twins = twins_of(problem)
    first = np.minimum(np.arange(len(twins)), twins)
    given_home = np.array([game.home for game in problem.games], dtype=np.int16)
    given_away = np.array([game.away for game in problem.games], dtype=np.int16)

    def seats_of(seats: Seats) -> Seats:
        home, _, slot = seats
        return given_home, given_away, np.where((home == given_home)[first], slot, slot[twins])

    return seats_of

"""A plan laid out for counting: each team's games in order, with slot, opponent and whether it hosts."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from kalends.features.seasons.solver.problem import Plan, Played, Problem


@dataclass(frozen=True, slots=True)
class Outing:
    """A game as one of its teams sees it."""

    slot: int
    rival: int
    at_home: bool
    game: Played

    def suits(self, mode: str) -> bool:
        return mode == "HA" or (mode == "H") == self.at_home


@dataclass(frozen=True, slots=True)
class Season:
    """Outings of each team by slot, and the scheduled games of each slot."""

    problem: Problem
    outings: tuple[tuple[Outing, ...], ...]
    rounds: tuple[tuple[Played, ...], ...]

    @classmethod
    def of(cls, problem: Problem, plan: Plan) -> Season:
        outings: list[list[Outing]] = [[] for _ in problem.teams]
        for game in plan.games:
            if game.slot is not None:
                outings[game.home].append(Outing(game.slot, game.away, True, game))
                outings[game.away].append(Outing(game.slot, game.home, False, game))
        ordered = tuple(tuple(sorted(team, key=lambda outing: outing.slot)) for team in outings)
        return cls(problem, ordered, plan.by_slot(len(problem.slots)))

    def breaks(self, team: int, mode: str) -> list[Outing]:
        """The games at which the team is at home again, or away again."""
        games = self.outings[team]
        return [
            later
            for earlier, later in itertools.pairwise(games)
            if earlier.at_home == later.at_home and later.suits(mode)
        ]

    def meetings(self, first: int, second: int) -> list[Outing]:
        """The pair's games in order, as `first` sees them."""
        return [outing for outing in self.outings[first] if outing.rival == second]

    def distance(self, team: int) -> int:
        """From home over every venue in turn back home."""
        return sum(self.trips(team))

    def trips(self, team: int) -> list[int]:
        """Each way between venues, the first from home and the last back home."""
        venues = [team, *(team if outing.at_home else outing.rival for outing in self.outings[team]), team]
        table = self.problem.distances
        return [table[start][end] for start, end in itertools.pairwise(venues)]

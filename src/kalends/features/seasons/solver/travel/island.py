"""One search for short travel: beams that build timetables, each annealed a little, then reheats of the best.

Has the face of `search.island.Island`, so that the portfolio can run either.
"""

from __future__ import annotations

# Kernels have no static types.
# pyright: reportUnknownVariableType=false
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from kalends.features.seasons.solver.problem import Plan, Problem
from kalends.features.seasons.solver.travel.annealer import anneal
from kalends.features.seasons.solver.travel.beam import grow, widest
from kalends.features.seasons.solver.travel.edition import EDITION
from kalends.features.seasons.solver.travel.start import first_games, games_of
from kalends.features.seasons.solver.travel.tournament import (
    Array,
    Seats,
    Timetable,
    Tournament,
    count,
    seats_of,
    tournament_of,
)
from kalends.features.seasons.solver.travel.tours import Tours, has_tours, tours_of

# Larger than any distance, small enough to add to.
WORST = 1 << 60
# Moves between two looks at the clock: a hundredth of a second.
CHUNK = 20_000
# Children of a beam cost an eighth of a move, and count so.
CHILDREN_A_MOVE = 8
# Chance of homes, part rounds, rounds, part teams, teams; cumulated.
MIX = np.cumsum([0.30, 0.30, 0.04, 0.34, 0.02])

# Temperatures in typical trips. Timetables freeze between a half and a fifth of one: above, nothing lasts, below
# nothing moves. Found on NL12 and NL16.
HOT, COLD = 0.55, 0.12
REHEATS, COOLED = (0.18, 0.24, 0.30), 0.08
# A broken rule costs so many typical trips.
WEIGHT = 1.5

# The first beam is narrow, so that there is something at once, and shows what a child costs.
FIRST_WIDTH = 400
# Chance in the ranks of a beam, in typical trips: without, all beams of an order would be the same.
NOISE = 1 / 6
# Until here beams begin anew; after, the best of all is reheated.
GROWING = 0.6
# Share of the budget for one beam, and for annealing what it brings.
BEAM, AFTERWARDS = 0.06, 0.06
REHEAT = 0.05

Clock = Callable[[Any], float]


@dataclass(slots=True)
class TravelIsland:
    """`best` is the best timetable found, `key` how good that is: (breaches, distance)."""

    tournament: Tournament
    tours: Tours | None
    dice: random.Random
    state: Array  # of the kernel's dice
    unit: float
    is_begun: bool
    now: Timetable
    best_rival: Array
    best_homes: Array
    total: Array  # distance, breaches, best of both, moves, accepted moves
    children: int = 0
    limits: Array = field(default_factory=lambda: np.zeros(5, dtype=np.int64))

    @classmethod
    def open(cls, problem: Problem, seed: int, start: Plan | None) -> TravelIsland | None:
        """A search from `start`, or from scratch; None if the season is no tournament."""
        tournament = tournament_of(problem)
        if tournament is None:
            return None
        given = games_of(problem, start) if start else None
        n, dice = tournament.teams, random.Random(seed)
        tours = tours_of(tournament) if has_tours(tournament) and not tournament.is_mirrored else None
        timetable = Timetable.blank(n)
        total = np.zeros(6, dtype=np.int64)
        total[2:4] = WORST
        island = cls(
            tournament,
            tours,
            dice,
            np.array([seed], dtype=np.uint64),
            tournament.typical_trip,
            given is not None,
            timetable,
            timetable.rival.copy(),
            timetable.homes.copy(),
            total,
            limits=tournament.limits,
        )
        island.settle(given or first_games(n, dice))
        # Kernels are compiled before the clock starts.
        island.anneal(1.0, 1.0, 0)
        if tours is not None:
            grow(tournament, tours, 2, 0.0, np.arange(n), 0, lambda _: False)
        return island

    @property
    def key(self) -> tuple[int, int]:
        return int(self.total[3]), int(self.total[2])

    @property
    def moves(self) -> int:
        return int(self.total[4]) + self.children // CHILDREN_A_MOVE

    @property
    def best(self) -> Seats:
        return seats_of(self.best_homes, self.best_rival)

    def load(self, seats: Seats) -> None:
        """Somebody's timetable becomes the best if it is; the search under way isn't disturbed."""
        home, away, slot = (array.tolist() for array in seats)
        timetable = Timetable.blank(self.tournament.teams)
        timetable.fill(zip(home, away, (at + 1 for at in slot), strict=True))
        distance, breaches = count(self.tournament, timetable)
        if (breaches, distance) < self.key:
            self._keep(timetable, distance, breaches)

    def settle(self, games: list[tuple[int, int, int]]) -> None:
        """Go on from these games."""
        self.now.fill(games)
        self.total[0], self.total[1] = count(self.tournament, self.now)
        if (self.total[1], self.total[0]) < self.key:
            self._keep(self.now, int(self.total[0]), int(self.total[1]))

    def _keep(self, timetable: Timetable, distance: int, breaches: int) -> None:
        self.best_rival[:], self.best_homes[:] = timetable.rival, timetable.homes
        self.total[2], self.total[3] = distance, breaches

    def return_to_best(self) -> None:
        home, away, slot = (array.tolist() for array in self.best)
        self.settle(list(zip(home, away, (at + 1 for at in slot), strict=True)))

    def run(self, spent: Clock, pause: Callable[[Any], bool]) -> None:
        """Search until `spent` says 1 or `pause` says stop; both are asked after every chunk."""
        if not self.is_begun:
            if self.tours is None:
                ended = self.cool(HOT, COLD, GROWING, spent, pause)
            else:
                ended = self._grow_and_anneal(self.tours, spent, pause)
            if ended:
                return
        while (used := spent(self)) < 1:
            self.return_to_best()
            if self.cool(self.dice.choice(REHEATS), COOLED, min(1.0, used + REHEAT), spent, pause):
                return

    def _grow_and_anneal(self, tours: Tours, spent: Clock, pause: Callable[[Any], bool]) -> bool:
        """Beams until their share is used up; whether the search is to stop."""
        n, width = self.tournament.teams, FIRST_WIDTH
        while (before := spent(self)) < GROWING:
            order = np.array(self.dice.sample(range(n), n))

            def look(children: int) -> bool:
                self.children += children
                return pause(self) or spent(self) >= 1

            games = grow(self.tournament, tours, width, NOISE * self.unit, order, self.dice.getrandbits(60), look)
            if games:
                self.settle(games)
            used = spent(self)
            # Where all ways closed there is nothing worth keeping, and annealing begins from its heat.
            heat = self.dice.choice(REHEATS) if games else HOT
            if self.cool(heat, COOLED, used + AFTERWARDS, spent, pause):
                return True
            if pause(self):
                return True
            # As wide as its share allows, and four times the last at most: the first says little about the next.
            share = (used - before) / width
            width = int(min(widest(n), 4 * width, max(FIRST_WIDTH, BEAM / max(share, 1e-12))))
        return False

    def cool(self, hot: float, cold: float, end: float, spent: Clock, pause: Callable[[Any], bool]) -> bool:
        """Anneal until `end` of the budget; whether the search is to stop."""
        begin = spent(self)
        while (used := spent(self)) < end:
            through = (used - begin) / (end - begin)
            self.anneal(self.unit * hot * (cold / hot) ** through, self.unit * WEIGHT, CHUNK)
            if pause(self):
                return True
        return used >= 1

    def anneal(self, temperature: float, weight: float, moves: int) -> None:
        """So many moves at one temperature."""
        now = self.now
        anneal(
            EDITION,
            self.tournament.distances,
            self.limits,
            now.rival,
            now.venue,
            now.homes,
            now.where,
            self.best_rival,
            self.best_homes,
            self.total,
            self.state,
            MIX,
            weight,
            temperature,
            moves,
        )

"""One annealing search: cooling cycles with reheats, and a hard weight that swings about the border of legality.

The weight rises while the timetable breaks hard rules and falls while it doesn't, so that the search spends its time
where the best legal timetables lie (strategic oscillation, as in Anagnostopoulos et al. 2006).
"""

from __future__ import annotations

# Kernels have no static types; what comes back is what State says.
# pyright: reportUnknownVariableType=false
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kalends.features.seasons.solver.blueprint import Blueprint
from kalends.features.seasons.solver.problem import Objective
from kalends.features.seasons.solver.search.annealer import anneal
from kalends.features.seasons.solver.search.costs import load
from kalends.features.seasons.solver.search.freezing import freezing
from kalends.features.seasons.solver.search.legal import legalise
from kalends.features.seasons.solver.search.memory import Desk, desk
from kalends.features.seasons.solver.search.moves import FLIP, KEPT_ROUNDS, KEPT_TEAMS, PART_TEAMS, TEAMS
from kalends.features.seasons.solver.search.schedule import Schedule
from kalends.features.seasons.solver.search.start import Seats, first_seats
from kalends.features.seasons.solver.search.state import BEST_HARD, BEST_SOFT, HARD, MOVES, SOFT, clear
from kalends.features.seasons.solver.search.tables import Array, Tables, sizes_of

# Larger than any cost, small enough to add to.
WORST = 1 << 60
# Moves between two looks at the clock: some hundredths of a second.
CHUNK = 5_000
# How long a plan that breaks a rule is mended before scouts go on from it, as a share of the search.
MENDING = 0.1


# Chance of each kind of move: homes, part rounds, part teams, the same in their rounds, rounds, teams, place, flip; the
# two that keep patterns have a share of their own.
FREE_MIX = (0.33, 0.25, 0.14, 0.24, 0.015, 0.02, 0.0, 0.005, 0.0, 0.0)
PHASED_MIX = (0.38, 0.28, 0.0, 0.30, 0.015, 0.02, 0.0, 0.005, 0.0, 0.0)
LOOSE_MIX = (0.15, 0.03, 0.0, 0.0, 0.005, 0.0, 0.80, 0.015, 0.0, 0.0)


def move_mix(
    blueprint: Blueprint, tables: Tables, homes: float = 1.0, keeping: float = 0.0, flips: float = 0.0
) -> Array:
    """Cumulated chances, without the kinds that can't serve this season; homes are swapped `homes` times as often, the
    share `keeping` of moves keeps patterns, and `flips` changes the host of one game, where that is more than usual."""
    mix = np.array(FREE_MIX if blueprint.is_structured else LOOSE_MIX)
    if blueprint.is_structured and (
        blueprint.problem.is_phased or tables.move_mate[0] >= 0 or blueprint.problem.legs != 2
    ):
        mix = np.array(PHASED_MIX)
    mix[0] *= homes
    if blueprint.problem.legs > 2:
        # Games of unlike hosts stand for each other only within their round.
        mix[5] = 0.0
    if not any(game.is_open for game in blueprint.problem.games):
        mix[7] = 0.0
    elif blueprint.problem.legs == 2 and all(game.is_open for game in blueprint.problem.games):
        # No game answers to another by its host.
        mix[[PART_TEAMS, TEAMS]] = 0.0
        mix[FLIP] = max(mix[FLIP], flips * mix.sum())
    if not blueprint.is_structured and len(tables.phase) and not blueprint.problem.is_compact:
        mix[4] = 0.0
    mix *= (1.0 - keeping) / mix.sum()
    if blueprint.is_structured and sizes_of(tables)["is_full"]:
        mix[[KEPT_ROUNDS, KEPT_TEAMS]] = keeping / 2
    return np.cumsum(mix / mix.sum())


def typical_cost(blueprint: Blueprint) -> float:
    """What a good move changes, the unit of temperature: three soft penalties, or a quarter of a trip."""
    penalties = [rule.terms.penalty for rule in blueprint.problem.rules if not rule.terms.hard and rule.tag != "TOUR"]
    unit = 3.0 * sum(penalties) / len(penalties) if any(penalties) else 1.0
    if blueprint.travel_weight:
        # Where travel is the objective, penalties are there to be avoided and don't set the scale.
        distances = np.array(blueprint.problem.distances, dtype=np.float64)
        trip = float(distances.sum()) / max(distances.size - len(distances), 1)
        unit = max(
            unit if any(penalties) and not _is_travel(blueprint) else 0.0,
            0.25 * trip * blueprint.travel_weight / blueprint.travel_unit,
        )
    return max(unit, 0.5)


def _is_travel(blueprint: Blueprint) -> bool:
    return blueprint.problem.objective is Objective.TRAVEL


@dataclass(slots=True)
class Island:
    """A search in one process. `best` is its best timetable, `key` how good that is: (hard, soft)."""

    blueprint: Blueprint
    tables: Tables
    schedule: Schedule
    desk: Desk
    mix: Array
    seed: int
    unit: float = 1.0
    ratio: float = 1.0
    hot: float = 1.0
    cold: float = 1.0

    @classmethod
    def open(cls, blueprint: Blueprint, tables: Tables, seed: int, start: Seats | None, schedule: Schedule) -> Island:
        table = desk(tables, seed)
        table.state.total[[BEST_SOFT, BEST_HARD]] = WORST
        mix = move_mix(blueprint, tables, schedule.homes, schedule.keeping, schedule.flips)
        island = cls(blueprint, tables, schedule, table, mix, seed)
        if start is None or (blueprint.is_full and bool((start[2] < 0).any())):
            # Moves of a full season keep every team busy in every slot, so they can't begin with a hole.
            start = first_seats(blueprint, tables, seed)
        island.load(start)
        island.unit = typical_cost(blueprint)
        island.ratio, island.hot, island.cold = schedule.ratio, schedule.hot, schedule.cold
        anneal(table.T, table.X, island.mix, 1.0, 1.0, 1.0, 0)
        return island

    @property
    def key(self) -> tuple[int, int]:
        total = self.desk.state.total
        return int(total[BEST_HARD]), int(total[BEST_SOFT])

    @property
    def moves(self) -> int:
        return int(self.desk.state.total[MOVES])

    @property
    def best(self) -> Seats:
        state = self.desk.state
        swapped = state.best_home != state.homes
        return state.best_home.copy(), np.where(swapped, state.homes, state.aways), state.best_slot.copy()

    def load(self, seats: Seats) -> None:
        """Go on from this timetable; it becomes the best if it is."""
        clear(self.desk.state)
        load(self.desk.T, self.desk.X, *seats)
        total = self.desk.state.total
        if (total[HARD], total[SOFT]) < (total[BEST_HARD], total[BEST_SOFT]):
            total[BEST_SOFT], total[BEST_HARD] = total[SOFT], total[HARD]
            self.desk.state.best_slot[:] = self.desk.state.slots
            self.desk.state.best_home[:] = self.desk.state.homes

    @property
    def seats(self) -> Seats:
        """The timetable at hand."""
        state = self.desk.state
        return state.homes.copy(), state.aways.copy(), state.slots.copy()

    def recount(self) -> None:
        """Count the timetable at hand anew, by weights that have changed; what was best before isn't comparable."""
        self.desk.state.total[[BEST_SOFT, BEST_HARD]] = WORST
        self.load(self.seats)

    def run(self, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> None:
        """Find something legal, then cool and reheat until `spent` says 1 or `pause` says stop."""
        plan = self.schedule
        if self.key[0] and plan.legal_by and plan.goes_on:
            # A small breach is mended with soft rules in sight, which scouts have not.
            self._cycle(self.hot * plan.first, self.cold, 0.0, MENDING, spent, pause)
            self.load(self.best)
        if self.key[0] and plan.legal_by:
            legalise(self, spent, pause)
        self._probe(spent, pause)
        opened = begin = spent(self)
        for cycle, end in enumerate(plan.ends):
            if pause(self):
                return
            end = opened + (1.0 - opened) * end
            if cycle or opened:
                self.load(self.best)
            heat = (plan.first, plan.again, plan.reheat)[min(cycle, 2)]
            self._cycle(self.hot * heat, self.cold, begin, end, spent, pause)
            begin = end

    def _probe(self, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> None:
        """Cool once, quickly, and see between which temperatures the season freezes."""
        plan = self.schedule
        if plan.probe:
            begin = spent(self)
            end = begin + (1.0 - begin) * plan.probe
            found = freezing(self._cycle(plan.hot, plan.cold, begin, end, spent, pause), plan.thawed, plan.frozen)
            self.hot, self.cold = (found[0], plan.below * found[1]) if found else (plan.hot, plan.cold)

    def _cycle(
        self,
        hot: float,
        cold: float,
        begin: float,
        end: float,
        spent: Callable[[Island], float],
        pause: Callable[[Island], bool],
    ) -> list[tuple[float, float]]:
        """Cool once; the temperatures, and what the timetable cost at each."""
        before, seen = 0.0, list[tuple[float, float]]()
        while (used := spent(self)) < end and not pause(self):
            through = (used - begin) / (end - begin)
            temperature = hot * (cold / hot) ** through
            seen.append((temperature, self.chunk(temperature, through - before)))
            before = through
        return seen

    def chunk(self, temperature: float, passed: float) -> float:
        """Some moves at one temperature; what the timetable costs after them.

        The hard weight follows the legality of what they lead to. `passed` is the share of the cycle since the last
        chunk.
        """
        plan, total = self.schedule, self.desk.state.total
        weight = self.ratio * (temperature + plan.cushion * self.hot) * self.unit
        heat = temperature * self.unit
        anneal(self.desk.T, self.desk.X, self.mix, weight, heat, heat, CHUNK)
        swing = math.exp(plan.swing * passed)
        self.ratio *= swing if total[HARD] > 0 else 1 / swing
        if self.ratio > plan.highest_ratio:
            # Heavier wouldn't help: the last broken rules need room to be exchanged for others.
            self.ratio = plan.ratio
        self.ratio = max(self.ratio, plan.lowest_ratio)
        return float(total[SOFT] + weight * total[HARD])

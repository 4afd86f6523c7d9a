"""A first legal timetable: hard rules annealed alone, in teeth, until none is broken."""

from __future__ import annotations

# Kernels have no static types.
# pyright: reportUnknownVariableType=false
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.problem import Objective, Problem
from kalends.features.seasons.solver.search.annealer import anneal
from kalends.features.seasons.solver.search.start import first_seats
from kalends.features.seasons.solver.search.tables import tabulate

if TYPE_CHECKING:
    from kalends.features.seasons.solver.search.island import Island

# Temperatures of the first tooth, of later ones in turn, and where all of them end, in typical hard deviations: above
# is noise, below nothing moves.
WILD, AGAIN, CALM = 1.0, (0.5, 0.4, 0.6), 0.25
# How long a tooth takes, as a share of the search, and how many in vain lead to another start.
TOOTH = 0.05
PATIENCE = 5
# Moves between two looks at the clock.
CHUNK = 5_000


def strict(problem: Problem) -> Problem:
    """The season with its hard rules alone; it is counted two to three times as fast."""
    rules = tuple(rule for rule in problem.rules if rule.terms.hard)
    return replace(problem, rules=rules, objective=Objective.NOTHING)


def typical_hard(problem: Problem) -> float:
    """What a hard deviation costs, by the mean of hard rules."""
    penalties = [rule.terms.penalty for rule in problem.rules if rule.terms.hard]
    return sum(penalties) / len(penalties) if any(penalties) else 1.0


def legalise(island: Island, scout: Island, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> None:
    """Let `scout`, an island of the strict season, look for a legal timetable for `island`.

    Each tooth starts at the scout's best, or after some in vain at another first timetable.
    """
    weight, vain, lowest, hot = 1.0 / typical_hard(scout.blueprint.problem), 0, scout.key[0], WILD
    teeth = 0
    while not _is_over(island, spent, pause):
        begin = spent(island)
        while not _is_over(island, spent, pause) and (through := (spent(island) - begin) / TOOTH) < 1.0:
            temperature = hot * (CALM / hot) ** through
            before = scout.moves
            anneal(scout.desk.T, scout.desk.X, scout.mix, weight, temperature, temperature, CHUNK)
            island.desk.state.total[4] += scout.moves - before
            if scout.key[0] < island.key[0]:
                island.load(scout.best)
        vain, lowest, hot = (0 if scout.key[0] < lowest else vain + 1), scout.key[0], AGAIN[teeth % len(AGAIN)]
        teeth += 1
        if vain < PATIENCE:
            scout.load(scout.best)
        else:
            scout.load(first_seats(scout.blueprint, scout.tables, scout.seed + 1000 * teeth))
            vain, hot = 0, WILD


def _is_over(island: Island, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> bool:
    return pause(island) or island.key[0] == 0 or spent(island) >= island.schedule.legal_by


def scout_of(island: Island) -> Island:
    """An island of the strict season that starts where this one is."""
    blueprint = draw(strict(island.blueprint.problem))
    return type(island).open(blueprint, tabulate(blueprint), island.seed, island.best, island.schedule)

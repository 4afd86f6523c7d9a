"""A first legal timetable: hard rules annealed alone until none is broken."""

from __future__ import annotations

# Kernels have no static types.
# pyright: reportUnknownVariableType=false
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.problem import Objective, Problem
from kalends.features.seasons.solver.rules.rule import Rule, Terms
from kalends.features.seasons.solver.search.annealer import anneal
from kalends.features.seasons.solver.search.grudges import SCALE, Grudges
from kalends.features.seasons.solver.search.state import MOVES
from kalends.features.seasons.solver.search.tables import tabulate

if TYPE_CHECKING:
    from kalends.features.seasons.solver.search.island import Island

# Temperatures in typical hard deviations: a first, quick cooling, a slow one where that didn't do, and where both end.
WILD, SLOW, CALM = 1.0, 0.6, 0.3
# How long they take, as shares of the search.
QUICK_SHARE, SLOW_SHARE = 0.05, 0.25
# Moves between two looks at the clock, and looks between two changes of what rules weigh.
CHUNK, LOOKS = 5_000, 4


def strict(problem: Problem) -> Problem:
    """The season with its hard rules alone; it is counted two to three times as fast.

    Penalties are finer there, so that they can grow a little.
    """
    rules = tuple(
        cast(Rule, replace(cast(Any, rule), terms=replace(rule.terms, penalty=SCALE * rule.terms.penalty)))
        for rule in problem.rules
        if rule.terms.hard
    )
    return replace(problem, rules=rules, objective=Objective.NOTHING)


def typical_hard(problem: Problem) -> float:
    """What a hard deviation costs, by the mean of hard rules."""
    penalties = [rule.terms.penalty for rule in problem.rules if rule.terms.hard]
    return sum(penalties) / len(penalties) if any(penalties) else 1.0


def legalise(island: Island, scout: Island, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> None:
    """Let `scout`, an island of the strict season, look for a legal timetable for `island`.

    It cools quickly, then slowly, and then stays where little moves while rules that stay broken weigh ever more.
    """
    for hot, share in ((WILD, QUICK_SHARE), (SLOW, SLOW_SHARE)):
        begin = spent(island)
        while not _is_over(island, spent, pause) and (through := (spent(island) - begin) / share) < 1.0:
            _walk(island, scout, hot * (CALM / hot) ** through)
            if scout.key[0] < island.key[0] * SCALE:
                island.load(scout.best)
    scout.load(scout.best)
    grudges, lowest = Grudges.of(scout.desk), scout.key[0]
    while not _is_over(island, spent, pause):
        for _ in range(LOOKS):
            _walk(island, scout, CALM)
        if scout.key[0] < lowest:
            # Weighed by grudges, so that it may not be better after all; then it isn't kept.
            lowest = scout.key[0]
            island.load(scout.best)
        grudges.remember()
        scout.recount()


def _walk(island: Island, scout: Island, temperature: float) -> None:
    before, weight = scout.moves, 1.0 / typical_hard(scout.blueprint.problem)
    anneal(scout.desk.T, scout.desk.X, scout.mix, weight, temperature, temperature, CHUNK)
    island.desk.state.total[MOVES] += scout.moves - before


def _is_over(island: Island, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> bool:
    return pause(island) or island.key[0] == 0 or spent(island) >= island.schedule.legal_by


def scout_of(island: Island) -> Island:
    """An island of the strict season that starts where this one is."""
    blueprint = draw(strict(island.blueprint.problem))
    if blueprint.waiting == Terms():
        blueprint.may_wait(Terms(penalty=SCALE))
    # Keeping patterns settles breaks early, after which caps on games find no way round them.
    schedule = replace(island.schedule, keeping=0.0)
    return type(island).open(blueprint, tabulate(blueprint), island.seed, island.best, schedule)

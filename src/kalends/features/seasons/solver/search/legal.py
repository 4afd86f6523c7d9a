"""A first legal timetable: hard rules annealed alone until none is broken."""

from __future__ import annotations

# Kernels have no static types.
# pyright: reportUnknownVariableType=false
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from kalends.features.seasons.solver.blueprint import Blueprint, draw
from kalends.features.seasons.solver.problem import Objective, Problem
from kalends.features.seasons.solver.rules.rule import Rule, Terms
from kalends.features.seasons.solver.search.annealer import anneal
from kalends.features.seasons.solver.search.grudges import SCALE, Grudges, Temper
from kalends.features.seasons.solver.search.hosts import to_given_hosts, with_open_hosts
from kalends.features.seasons.solver.search.start import Seats
from kalends.features.seasons.solver.search.state import MOVES
from kalends.features.seasons.solver.search.tables import tabulate

if TYPE_CHECKING:
    from kalends.features.seasons.solver.search.island import Island

# Temperatures in typical hard deviations: a first, quick cooling, a slow one where that didn't do, and where both end.
# With open hosts the slow one has others.
WILD, SLOW, CALM = 1.0, 0.6, 0.3
OPEN_SLOW, OPEN_CALM = 0.55, 0.22
# How long the quick cooling and the slow one take, as shares of the search.
QUICK_SHARE, SLOW_SHARE = 0.03, 0.12
# Moves between two looks at the clock, and looks between two changes of what rules weigh.
CHUNK, LOOKS = 5_000, 4
# With open hosts, after so many changes without a better timetable grudges are forgotten, and the search goes back to
# the best.
PATIENCE = 400
# What a pair with one host twice costs where hosts are open, in typical hard deviations; the shares of moves that
# change the host of one game, and that keep patterns. Tuned on Early 5 and 10 of ITC2021.
OPEN_PENALTY, OPEN_FLIPS, OPEN_KEEPING = 0.6, 0.2, 0.15
TEMPER, OPEN_TEMPER = Temper(gain=1.0, memory=0.9), Temper(gain=0.5, memory=0.95)


@dataclass(frozen=True, slots=True)
class Scout:
    """A search for a timetable that breaks no hard rule, from one temperature to another, in typical hard deviations.

    `seats` turns its timetable into the season's own.
    """

    island: Island
    hot: float
    cold: float
    seats: Callable[[Seats], Seats]
    weight: float
    temper: Temper = TEMPER
    patience: int | None = None

    @classmethod
    def of(cls, island: Island) -> Scout:
        """Of the strict season as it is."""
        scout = scout_of(island)
        return cls(scout, WILD, CALM, lambda seats: seats, 1.0 / typical_hard(scout.blueprint.problem))

    @classmethod
    def with_open_hosts(cls, island: Island) -> Scout | None:
        """Of the strict season with its hosts open; None where it isn't in two halves, with hosts that are given."""
        problem = island.blueprint.problem
        if not (problem.is_phased and island.blueprint.is_full):
            return None
        closed = strict(problem)
        typical = typical_hard(closed)
        opened = with_open_hosts(closed, max(1, round(OPEN_PENALTY * typical)))
        if opened is None:
            return None
        scout = _beside(island, draw(opened), keeping=OPEN_KEEPING, flips=OPEN_FLIPS)
        return cls(scout, OPEN_SLOW, OPEN_CALM, to_given_hosts(problem), 1.0 / typical, OPEN_TEMPER, PATIENCE)

    def walk(self, home: Island, temperature: float) -> None:
        scout = self.island
        before = scout.moves
        anneal(scout.desk.T, scout.desk.X, scout.mix, self.weight, temperature, temperature, CHUNK)
        home.desk.state.total[MOVES] += scout.moves - before


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


def legalise(island: Island, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> None:
    """Look for a legal timetable for `island`: hard rules cool alone, quickly, then slowly, and then stay where little
    moves while rules that stay broken weigh ever more. After the quick cooling hosts are open in seasons of two halves.
    """
    goes_on = island.schedule.goes_on
    scout = Scout.of(island)
    if not goes_on:
        _cool(island, scout, QUICK_SHARE, spent, pause)
    if _is_over(island, spent, pause):
        return
    scout = Scout.with_open_hosts(island) or replace(scout, hot=SLOW)
    if not goes_on:
        _cool(island, scout, SLOW_SHARE, spent, pause)
    _insist(island, scout, spent, pause)


def _cool(
    island: Island, scout: Scout, share: float, spent: Callable[[Island], float], pause: Callable[[Island], bool]
) -> None:
    begin, lowest = spent(island), scout.island.key
    while not _is_over(island, spent, pause) and (through := (spent(island) - begin) / share) < 1.0:
        scout.walk(island, scout.hot * (scout.cold / scout.hot) ** through)
        if scout.island.key < lowest:
            lowest = scout.island.key
            island.load(scout.seats(scout.island.best))


def _insist(island: Island, scout: Scout, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> None:
    """Rules that stay broken weigh more and more; where that leads nowhere it begins anew at the best so far."""
    walker = scout.island
    walker.load(walker.best)
    grudges = Grudges.of(walker.desk, scout.temper)
    lowest, best, waited = grudges.deviation(), walker.best, 0
    while not _is_over(island, spent, pause):
        for _ in range(LOOKS):
            scout.walk(island, scout.cold)
        deviation, waited = grudges.deviation(), waited + 1
        if walker.key[0] == 0 or deviation < lowest:
            lowest, best, waited = deviation, walker.best if walker.key[0] == 0 else walker.seats, 0
            island.load(scout.seats(best))
        if scout.patience and waited > scout.patience:
            grudges.forgive()
            walker.load(best)
            waited = 0
        grudges.remember()
        walker.recount()


def _is_over(island: Island, spent: Callable[[Island], float], pause: Callable[[Island], bool]) -> bool:
    return pause(island) or island.key[0] == 0 or spent(island) >= island.schedule.legal_by


def scout_of(island: Island) -> Island:
    """An island of the strict season that starts where this one is."""
    blueprint = draw(strict(island.blueprint.problem))
    if blueprint.waiting == Terms():
        blueprint.may_wait(Terms(penalty=SCALE))
    # Keeping patterns settles breaks early, after which caps on games find no way round them.
    return _beside(island, blueprint, keeping=0.0)


def _beside(island: Island, blueprint: Blueprint, **changes: float) -> Island:
    """An island of another season of the same games that starts where this one is, with a schedule a little changed."""
    schedule = replace(island.schedule, **cast(Any, changes))
    return type(island).open(blueprint, tabulate(blueprint), island.seed, island.best, schedule)

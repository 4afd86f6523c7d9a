"""Which rules can't hold together: a minimal set of hard rules without which the season would be possible.

CP-SAT proves the contradiction under one assumption a rule and names a sufficient set; leaving rules out one by one
makes it minimal (deletion filter, Chinneck and Dravnieks 1991).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from ortools.sat.python import cp_model

from kalends.features.seasons.solver.blueprint import Blueprint, draw
from kalends.features.seasons.solver.exact.model import NotModelled, SeasonModel, run
from kalends.features.seasons.solver.exact.small import all_candidates
from kalends.features.seasons.solver.problem import Objective, Problem
from kalends.features.seasons.solver.rules import Rule
from kalends.features.seasons.solver.stop import Stop

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

# Seconds of annealing before a smaller set is put to the exact model.
LOOK = 1.0


@dataclass(frozen=True, slots=True)
class Conflict:
    """`rules` (indexes) contradict each other and the season's structure; `is_minimal`: any one less, and they don't.

    An empty set with `is_proven` means that the games don't fit the slots even without rules.
    """

    rules: tuple[int, ...]
    is_minimal: bool
    is_proven: bool
    words: tuple[str, ...]


def conflict(problem: Problem, seconds: float = 30.0, workers: int = 1) -> Conflict | None:
    """A set of hard rules that can't hold together, or None if there is none or none was found in time.

    Rules that have no exact model are left aside: what contradicts itself without them does so with them.
    """
    end = time.monotonic() + seconds
    bare = replace(problem, rules=(), objective=Objective.NOTHING)
    stated = [(index, rule) for index, rule in enumerate(problem.rules) if rule.terms.hard and _is_stated(bare, rule)]
    indexes, bare = [index for index, _ in stated], replace(bare, rules=tuple(rule for _, rule in stated))
    found = _core(bare, list(range(len(stated))), end, workers)
    if found is None:
        return None
    core, minimal = _shrink(bare, found, end, workers)
    rules = tuple(indexes[index] for index in sorted(core))
    return Conflict(rules, minimal, True, tuple(problem.rules[index].words(problem) for index in rules))


def _can_hold(bare: Problem, rules: list[int], seconds: float) -> bool:
    """Whether annealing finds a plan that keeps them: mostly at once, where the exact model takes long."""
    from kalends.features.seasons.solver.search.portfolio import search
    from kalends.features.seasons.solver.search.schedule import Schedule

    rest = replace(bare, rules=tuple(bare.rules[index] for index in rules))
    return search(rest, Stop(seconds=seconds), 1, 1, None, _quiet, Schedule(cushion=0.125)).key[0] == 0


def _quiet(seconds: float, moves: int, key: tuple[int, int], seats: object) -> None:
    """Nobody watches."""


def _is_stated(bare: Problem, rule: Rule) -> bool:
    try:
        SeasonModel(draw(replace(bare, rules=(rule,))), ()).ensure_stated()
    except NotModelled:
        return False
    return True


def _core(bare: Problem, rules: list[int], end: float, workers: int) -> list[int] | None:
    """Rules of `rules` that are enough for a contradiction; None where none is proven."""
    left = end - time.monotonic()
    if left <= 0.2:
        return None
    chosen = [bare.rules[index] for index in rules]
    blueprint = draw(replace(bare, rules=tuple(chosen)))
    model = _guarded(blueprint)
    solver, status = run(model.cp, left, 1, workers)
    if status != cp_model.INFEASIBLE:
        return None
    names: dict[int, int] = {guard.index: rule for rule, guard in model.guards.items()}
    named = [names[literal] for literal in solver.sufficient_assumptions_for_infeasibility() if literal in names]
    return [rules[index] for index in named]


def _guarded(blueprint: Blueprint) -> SeasonModel:
    model = SeasonModel(blueprint, all_candidates(blueprint), guarded=True).build()
    model.cp.clear_objective()
    guards: list[Any] = list(model.guards.values())
    model.cp.add_assumptions(guards)
    return model


def _shrink(bare: Problem, core: list[int], end: float, workers: int) -> tuple[list[int], bool]:
    """Leave out each rule that isn't needed; minimal unless the time runs out or a test stays open."""
    kept, minimal = list(core), True
    for rule in core:
        if len(kept) == 1 or rule not in kept:
            continue
        if end - time.monotonic() <= 0.2:
            return kept, False
        rest = [other for other in kept if other != rule]
        if _can_hold(bare, rest, min(LOOK, end - time.monotonic())):
            continue
        smaller = _core(bare, rest, min(end, time.monotonic() + max(1.0, (end - time.monotonic()) / 2)), workers)
        if smaller is not None:
            kept = [other for other in rest if other in smaller]
    return kept, minimal

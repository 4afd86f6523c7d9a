"""Small leagues as one exact model, with a proof that nothing better exists."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from kalends.features.seasons.solver.blueprint import Blueprint, draw, game_cells
from kalends.features.seasons.solver.exact.model import Cell, NotModelled, SeasonModel, run
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Objective, Plan, Problem
from kalends.features.seasons.solver.search.start import plan_of, seats_of

# Eight teams twice: beyond that the whole model seldom closes in minutes.
PROVABLE_GAMES = 56


def prove(
    problem: Problem, plan: Plan, seconds: float, workers: int, is_cancelled: Callable[[], bool]
) -> tuple[Plan, int | None, bool]:
    """The better of `plan` and what the whole model finds, a bound on any legal plan, and whether they meet."""
    if problem.objective is Objective.TRAVEL or is_cancelled():
        return plan, None, False
    blueprint = draw(problem)
    try:
        model = SeasonModel(blueprint, all_candidates(blueprint)).build()
    except NotModelled:
        return plan, 0, False
    seats = seats_of(problem, plan)
    model.hint(seats)
    solver, status = run(model.cp, seconds, 1, workers, is_cancelled=is_cancelled)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return plan, 0, False
    found = plan_of(*model.seats(solver, seats))
    old, new = check(problem, plan), check(problem, found)
    best = found if (new.infeasibility, new.objective) < (old.infeasibility, old.objective) else plan
    return best, int(np.ceil(solver.best_objective_bound - 1e-6)), status == cp_model.OPTIMAL


def all_candidates(blueprint: Blueprint) -> list[list[Cell]]:
    """Every slot for every game, either way round where that is open."""
    cells: list[list[Cell]] = [[] for _ in blueprint.problem.games]
    for game, home, away in game_cells(blueprint):
        cells[game].extend((home, away, slot) for slot in range(blueprint.shape[2]))
    return cells

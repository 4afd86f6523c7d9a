"""Fix and optimise: free a few slots, a few teams or all hosts of the incumbent, and solve that part exactly.

What won on break-heavy seasons of ITC2021 (Lamas-Fernandez, Martinez-Sykora, Potts 2021; Fonseca, Toffolo 2022).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from ortools.sat.python import cp_model

from kalends.features.seasons.solver.blueprint import Blueprint, draw
from kalends.features.seasons.solver.exact.model import Cell, NotModelled, SeasonModel, run
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Problem
from kalends.features.seasons.solver.search.start import Seats, plan_of, seats_of
from kalends.features.seasons.solver.search.tables import tabulate

# One part gets this long; longer ones are rarely worth it while others haven't been tried.
PART_SECONDS = 4.0
# What a hard deviation costs while the incumbent isn't legal: above any soft gain of one part.
HARD_PRICE = 1000


def polish(
    problem: Problem, plan: Plan, seconds: float, seed: int, workers: int, is_cancelled: Callable[[], bool]
) -> Plan:
    """The plan, or a better one found before the time is up."""
    end = time.monotonic() + seconds
    blueprint, dice = draw(problem), random.Random(seed)
    best = check(problem, plan)
    seats = seats_of(problem, plan)
    number = 0
    while (left := end - time.monotonic()) > 1.0 and not is_cancelled():
        free = _part(blueprint, seats, dice, number)
        number += 1
        try:
            found = improve(blueprint, seats, free, best.is_legal, min(PART_SECONDS, left), seed + number, workers)
        except NotModelled:
            return plan
        if found is None:
            continue
        candidate = plan_of(*found)
        verdict = check(problem, candidate)
        if (verdict.infeasibility, verdict.objective) < (best.infeasibility, best.objective):
            seats, plan, best = found, candidate, verdict
    return plan


def improve(
    blueprint: Blueprint,
    seats: Seats,
    candidates: list[list[Cell]],
    is_legal: bool,
    seconds: float,
    seed: int,
    workers: int,
) -> Seats | None:
    """The best seats among the candidates, None if the time didn't suffice for any."""
    model = SeasonModel(blueprint, candidates, hard_price=None if is_legal else HARD_PRICE).build()
    model.hint(seats)
    solver, status = run(model.cp, seconds, seed, workers)
    return model.seats(solver, seats) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _part(blueprint: Blueprint, seats: Seats, dice: random.Random, number: int) -> list[list[Cell]]:
    """Candidates of each game when a part is free: hosts, some slots, or some teams in turn."""
    home, away, slot = seats
    n, _, S = blueprint.shape
    fixed: list[list[Cell]] = [[(int(home[game]), int(away[game]), int(slot[game]))] for game in range(len(slot))]
    if not blueprint.is_structured:
        return _loose_part(blueprint, seats, dice)
    if number % 3 == 0 and blueprint.problem.legs == 2:
        where = {(int(home[game]), int(away[game])): int(slot[game]) for game in range(len(slot))}
        return [[(h, a, s), (h, a, where[a, h])] for h, a, s in (cells[0] for cells in fixed)]
    if number % 3 == 1:
        pick = set(dice.sample(range(S), min(S, dice.choice((3, 4, 5)))))
        return [
            [(h, a, free) for free in pick] if s in pick else [(h, a, s)] for h, a, s in (cells[0] for cells in fixed)
        ]
    teams = set(dice.sample(range(n), min(n, dice.choice((3, 4)))))
    return [
        [(h, a, free) for free in range(S)] if {h, a} & teams else [(h, a, s)]
        for h, a, s in (cells[0] for cells in fixed)
    ]


def _loose_part(blueprint: Blueprint, seats: Seats, dice: random.Random) -> list[list[Cell]]:
    """All games of some teams, and all games without a slot, may go where no hard rule forbids it outright."""
    home, away, slot = seats
    n, _, S = blueprint.shape
    tables = tabulate(blueprint)
    teams = set(dice.sample(range(n), min(n, dice.choice((2, 3)))))
    cells: list[list[Cell]] = []
    for game in range(len(slot)):
        pair = (int(home[game]), int(away[game]))
        if set(pair) & teams or slot[game] < 0:
            allowed = tables.allow_slots[tables.allow_ptr[game] : tables.allow_ptr[game + 1]]
            free = {int(place) for place in allowed} or set(range(S))
            cells.append([(*pair, place) for place in sorted(free | ({int(slot[game])} - {-1}))])
        else:
            cells.append([(*pair, int(slot[game]))])
    return cells

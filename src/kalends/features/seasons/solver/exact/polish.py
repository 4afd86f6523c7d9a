"""Fix and optimise: free a few slots, a few teams or all hosts of the incumbent, and solve that part exactly.

What won on break-heavy seasons of ITC2021 (Lamas-Fernandez, Martinez-Sykora, Potts 2021; Fonseca, Toffolo 2022).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from kalends.features.seasons.solver.blueprint import Blueprint, draw, phase_of_slots
from kalends.features.seasons.solver.exact.model import Cell, NotModelled, SeasonModel, run
from kalends.features.seasons.solver.judge import Verdict, check
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.search.legal import strict
from kalends.features.seasons.solver.search.start import Seats, plan_of, seats_of
from kalends.features.seasons.solver.search.tables import tabulate
from kalends.features.seasons.solver.stop import Stop, never

# One part gets this long; longer ones are rarely worth it while others haven't been tried.
PART_SECONDS = 4.0
# What a hard deviation costs while the incumbent isn't legal: above any soft gain of one part.
HARD_PRICE = 1000


OnBetter = Callable[[Plan, Verdict], None]


def polish(
    problem: Problem, plan: Plan, seconds: float, seed: int, workers: int, stop: Stop, on_better: OnBetter
) -> Plan:
    """The plan, or a better one found in so many seconds of the clock of `stop`; each better one is told."""
    # A CPU clock counts what all threads of the solver use.
    by_wall = stop.clock is time.monotonic
    threads = 1 if by_wall else workers
    end = stop.clock() + seconds * threads
    whole, dice = draw(problem), random.Random(seed)
    # Until a plan is legal soft rules would only make parts slower to solve.
    hard_alone = draw(strict(problem)) if whole.is_structured else whole
    best, seats = check(problem, plan), seats_of(problem, plan)
    gains, sizes = dict.fromkeys(_kinds(whole), 1.0), {"slots": 4, "teams": 3, "loose": 2}
    number = 0
    while (left := (end - stop.clock()) / threads) > 1.0 and not stop.is_cancelled():
        # A kind of part is freed as often as it has helped, and each once before that says anything.
        kinds = list(gains)
        kind = kinds[number] if number < len(kinds) else dice.choices(kinds, list(gains.values()))[0]
        number += 1
        blueprint = whole if best.is_legal else hard_alone
        free = _part(kind, sizes.get(kind, 0), blueprint, seats, best.blamed, dice)
        began, allowed = stop.clock(), min(PART_SECONDS, left)
        try:
            found = improve(
                blueprint, seats, free, best.is_legal, allowed, seed + number, workers, by_wall, stop.is_cancelled
            )
        except NotModelled:
            return plan
        candidate = plan_of(*found) if found else plan
        verdict = check(problem, candidate)
        is_better = (verdict.infeasibility, verdict.objective) < (best.infeasibility, best.objective)
        gains[kind] = 0.7 * gains[kind] + (1.0 if is_better else 0.1)
        if kind in sizes:
            # Parts grow while they are solved with time to spare.
            used = (stop.clock() - began) / (allowed * threads)
            sizes[kind] = max(2, sizes[kind] + (used < 0.3) - (used > 0.9))
        if found and is_better:
            seats, plan, best = found, candidate, verdict
            on_better(plan, best)
    return plan


def improve(
    blueprint: Blueprint,
    seats: Seats,
    candidates: list[list[Cell]],
    is_legal: bool,
    seconds: float,
    seed: int,
    workers: int,
    by_wall: bool = True,
    is_cancelled: Callable[[], bool] = never,
) -> Seats | None:
    """The best seats among the candidates, None if the time didn't suffice for any."""
    model = SeasonModel(blueprint, candidates, hard_price=None if is_legal else HARD_PRICE).build()
    model.hint(seats)
    solver, status = run(model.cp, seconds, seed, workers, by_wall, is_cancelled)
    return model.seats(solver, seats) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _kinds(blueprint: Blueprint) -> tuple[str, ...]:
    if not blueprint.is_structured:
        return ("loose",)
    return ("hosts", "slots", "teams") if blueprint.problem.legs == 2 else ("slots", "teams")


def _part(
    kind: str, size: int, blueprint: Blueprint, seats: Seats, blamed: Sequence[Played], dice: random.Random
) -> list[list[Cell]]:
    """Candidates of each game when all hosts, some slots or some teams are free; those of blamed games first."""
    n, _, S = blueprint.shape
    fixed = [(int(home), int(away), int(slot)) for home, away, slot in zip(*seats, strict=True)]
    match kind:
        case "hosts":
            where = {(home, away): slot for home, away, slot in fixed}
            return [[(h, a, s), (h, a, where[a, h])] for h, a, s in fixed]
        case "slots":
            return free_slots(blueprint, fixed, blamed, dice, size)
        case "teams":
            teams = _some(range(n), [team for game in blamed for team in (game.home, game.away)], dice, size)
            return [[(h, a, free) for free in range(S)] if {h, a} & teams else [(h, a, s)] for h, a, s in fixed]
        case _:
            return _loose_part(blueprint, seats, dice, size)


def free_slots(
    blueprint: Blueprint, fixed: list[Cell], blamed: Sequence[Played], dice: random.Random, size: int
) -> list[list[Cell]]:
    """Games of some slots; each may change places with its return game too, so that hosts are free.

    The slots are of one part of a phased season: between its parts only pairs that meet in both could change.
    """
    phase = phase_of_slots(blueprint)
    wanted = [game.slot for game in blamed if game.slot is not None]
    part = phase[dice.choice(wanted) if wanted else dice.randrange(len(phase))]
    within = [slot for slot in range(len(phase)) if phase[slot] == part]
    slots = _some(within, [slot for slot in wanted if phase[slot] == part], dice, size)
    where = {(home, away): slot for home, away, slot in fixed} if blueprint.problem.legs == 2 else {}
    cells: list[list[Cell]] = []
    for home, away, slot in fixed:
        back = where.get((away, home), slot)
        may: set[int] = (slots | {back}) if slot in slots else {slot} | (slots if back in slots else {slot})
        cells.append([(home, away, free) for free in sorted(may)])
    return cells


def _some(everything: Sequence[int], wanted: list[int], dice: random.Random, size: int) -> set[int]:
    """So many, half of them of those that are wanted."""
    size = min(len(everything), size)
    unique = sorted(set(wanted))
    pick = set(dice.sample(unique, min(len(unique), (size + 1) // 2)))
    rest = [number for number in everything if number not in pick]
    return pick | set(dice.sample(rest, size - len(pick)))


def _loose_part(blueprint: Blueprint, seats: Seats, dice: random.Random, size: int) -> list[list[Cell]]:
    """All games of some teams, and all games without a slot, may go where no hard rule forbids it outright."""
    home, away, slot = seats
    n, _, S = blueprint.shape
    tables = tabulate(blueprint)
    teams = set(dice.sample(range(n), min(n, size)))
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

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from kalends.features.seasons.solver import Plan, Played, Problem, Stop, check, solve
from kalends.features.seasons.solver.blueprint import draw, phase_of_slots
from kalends.features.seasons.solver.exact.polish import free_slots, polish
from kalends.features.seasons.solver.problem import parts
from kalends.features.seasons.solver.rules import GamesInSlots, Terms
from kalends.features.seasons.solver.search.start import seats_of

from .conftest import league

HALVES = league(6, 2, is_phased=True)
WHOLE = league(6, 2)


def some_plan(problem: Problem) -> Plan:
    return solve(problem, Stop(moves=300), seed=1).plan


def placed(problem: Problem, plan: Plan) -> list[tuple[int, int, int]]:
    return [(int(home), int(away), int(slot)) for home, away, slot in zip(*seats_of(problem, plan), strict=True)]


@pytest.mark.parametrize("seed", range(8))
def test_slots_freed_together_are_of_one_part_of_a_phased_season(seed: int) -> None:
    fixed = placed(HALVES, some_plan(HALVES))
    phase = phase_of_slots(draw(HALVES))

    cells = free_slots(draw(HALVES), fixed, [], random.Random(seed), 3)

    where = {(home, away): slot for home, away, slot in fixed}
    moved = [
        slot
        for (home, away, own), choice in zip(fixed, cells, strict=True)
        for _, _, slot in choice
        if slot not in (own, where[away, home])
    ]
    assert len({int(phase[slot]) for slot in moved}) == 1
    assert all(game in choice for game, choice in zip(fixed, cells, strict=True))


def test_slots_of_games_to_blame_are_freed_first() -> None:
    fixed = placed(WHOLE, some_plan(WHOLE))
    home, away, slot = fixed[0]

    for seed in range(8):
        cells = free_slots(draw(WHOLE), fixed, [Played(home, away, slot)], random.Random(seed), 2)

        assert len(cells[0]) > 1


def test_a_freed_game_may_change_places_with_its_return() -> None:
    fixed = placed(HALVES, some_plan(HALVES))
    where = {(home, away): slot for home, away, slot in fixed}

    cells = free_slots(draw(HALVES), fixed, [], random.Random(1), 2)

    free = [(game, choice) for game, choice in zip(fixed, cells, strict=True) if len(choice) > 2]
    assert free
    for (home, away, _), choice in free:
        assert (home, away, where[away, home]) in choice


@pytest.mark.parametrize("clock", [time.monotonic, time.process_time])
def test_a_game_comes_to_the_slot_it_is_wanted_in_and_halves_stay_halves(
    clock: Callable[[], float],
) -> None:
    plan = some_plan(HALVES)
    game = plan.games[0]
    assert game.slot is not None
    # Another slot of the same half.
    half = [slot for slot, part in enumerate(parts(HALVES)) if part == parts(HALVES)[game.slot] and slot != game.slot]
    wanted = GamesInSlots(meetings=((game.home, game.away),), slots=(half[0],), least=1, most=1)
    problem = HALVES.with_rules(wanted)
    told: list[int] = []
    stop = Stop(seconds=60.0, clock=clock, is_cancelled=lambda: 0 in told)
    assert not check(problem, plan).is_legal

    better = polish(problem, plan, 60.0, 1, 1, stop, lambda _, verdict: told.append(verdict.infeasibility))

    assert check(problem, better).is_legal
    assert told == sorted(told, reverse=True)
    assert told[-1] == 0


def test_a_plan_that_costs_nothing_is_left_as_it_is() -> None:
    problem = HALVES.with_rules(
        GamesInSlots(meetings=((0, 1),), slots=tuple(range(10)), least=1, most=1, terms=Terms(hard=False))
    )
    plan = some_plan(problem)

    assert check(problem, polish(problem, plan, 1.5, 1, 1, Stop(seconds=1.5), lambda *_: None)).objective == 0

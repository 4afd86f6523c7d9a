"""The search end to end: legal, repeatable, cancellable, anytime, with proof where the league is small."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kalends.features.seasons.solver import Plan, Progress, Stop, big12, check, solve
from kalends.features.seasons.solver.exact.small import prove
from kalends.features.seasons.solver.problem import Played
from kalends.features.seasons.solver.rules import AllBreaks, PlaysInSlots, Terms
from kalends.features.seasons.solver.stop import never
from tests.features.seasons.solver.conftest import league, tournament


def test_a_round_robin_without_rules_is_legal_at_once() -> None:
    result = solve(league(8), Stop(moves=1))

    assert result.verdict.is_legal
    assert result.is_optimal


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = tournament(6)

    first, second = (solve(problem, Stop(moves=60_000), seed=5) for _ in range(2))
    other = solve(problem, Stop(moves=60_000), seed=6)

    assert first.plan == second.plan
    assert first.plan != other.plan


def test_small_tournaments_end_at_the_known_optimum() -> None:
    # LINE4 of the RobinX repository: 24.
    assert solve(tournament(4), Stop(moves=60_000)).verdict.objective == 24


def test_progress_tells_ever_better_plans_and_the_last_is_the_result() -> None:
    seen: list[Progress] = []

    result = solve(tournament(6), Stop(moves=60_000), on_progress=seen.append)

    keys = [(progress.infeasibility, progress.objective) for progress in seen]
    assert keys == sorted(keys, reverse=True)
    assert len(set(keys)) == len(keys)
    assert keys[-1] == (result.verdict.infeasibility, result.verdict.objective)


def test_a_cancelled_search_gives_the_best_plan_so_far() -> None:
    seen: list[Progress] = []
    stop = Stop(moves=10**9, is_cancelled=lambda: len(seen) >= 2)

    result = solve(tournament(8), stop, on_progress=seen.append)

    assert result.verdict.is_legal
    assert result.moves < 10**8


def test_a_search_goes_on_from_a_plan() -> None:
    problem = tournament(6)
    before = solve(problem, Stop(moves=40_000), seed=1)

    after = solve(problem, Stop(moves=20_000), seed=2, start=before.plan)

    assert after.verdict.objective <= before.verdict.objective


def test_a_plan_with_a_hole_is_no_obstacle() -> None:
    problem = league(4)
    plan = solve(problem, Stop(moves=1)).plan

    assert solve(problem, Stop(moves=10_000), start=Plan(plan.games[1:])).verdict.is_legal


def test_a_search_ends_where_nothing_can_move() -> None:
    problem = league(2, 1, slots=1).with_rules(PlaysInSlots(teams=(0,), slots=(0,), mode="HA", most=0))

    result = solve(problem, Stop(moves=20_000))

    assert not result.verdict.is_legal


def test_an_impossible_rule_is_reported_not_raised() -> None:
    problem = league(4).with_rules(PlaysInSlots(teams=(0,), slots=tuple(range(6)), mode="HA", most=0))

    result = solve(problem, Stop(moves=20_000))

    assert not result.verdict.is_legal
    assert result.verdict.infeasibility == 6


def test_byes_are_not_games() -> None:
    result = solve(league(5), Stop(moves=20_000))

    assert result.verdict.is_legal
    assert len(result.plan.games) == 20


def test_small_leagues_are_solved_with_proof() -> None:
    # A single round robin of six teams has at least four breaks (de Werra 1981).
    problem = league(6, 1, slots=5).with_rules(
        AllBreaks(teams=tuple(range(6)), slots=tuple(range(5)), most=0, terms=Terms(hard=False, penalty=10))
    )
    start = solve(problem, Stop(moves=20_000)).plan

    plan, bound, is_optimal = prove(problem, start, 60.0, 1, never)

    assert is_optimal
    assert bound == check(problem, plan).objective == 40


def test_the_big_12_is_legal_within_a_few_seconds_of_moves() -> None:
    result = solve(big12(), Stop(moves=1_200_000), seed=1)

    assert result.verdict.is_legal


def test_a_plan_with_a_missing_game_is_not_legal() -> None:
    problem = league(4)
    plan = solve(problem, Stop(moves=1)).plan
    short = Plan(plan.games[1:])
    doubled = Plan((*plan.games, Played(0, 1, 0)))

    assert not check(problem, short).is_legal
    assert not check(problem, doubled).is_legal


@pytest.mark.parametrize("limits", [{}, {"seconds": -1.0}, {"moves": 0}, {"seconds": float("nan")}])
def test_a_search_needs_a_sane_limit(limits: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="limit"):
        Stop(**limits)  # type: ignore[arg-type]


@pytest.mark.slow
def test_two_workers_share_their_best() -> None:
    result = solve(tournament(8), Stop(seconds=4.0), seed=1, workers=2)

    assert result.verdict.is_legal
    assert result.moves > 0


def test_phased_seasons_stay_phased() -> None:
    problem = replace(tournament(6), is_phased=True)

    assert solve(problem, Stop(moves=40_000)).verdict.is_legal

"""Travelling tournaments: incremental scores equal the judge's recount, tours are shortest, beams are legal."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kalends.features.seasons.solver import Objective, Plan, Problem, Stop, check, load_problem, solve
from kalends.features.seasons.solver.formats.robinx import paired_slots
from kalends.features.seasons.solver.problem import Played
from kalends.features.seasons.solver.rules import (
    LongestTrip,
    MeetingsApart,
    PlaysInARow,
    Rule,
    SlotsHoldTheSamePairs,
    Terms,
)
from kalends.features.seasons.solver.search.start import plan_of
from kalends.features.seasons.solver.travel.annealer import anneal
from kalends.features.seasons.solver.travel.beam import grow
from kalends.features.seasons.solver.travel.edition import EDITION
from kalends.features.seasons.solver.travel.island import TravelIsland
from kalends.features.seasons.solver.travel.tournament import Tournament, seats_of, tournament_of
from kalends.features.seasons.solver.travel.tours import bound_of, tours_of
from tests.features.seasons.solver.conftest import league, line


def road(n: int, dice: random.Random | None = None) -> tuple[tuple[int, ...], ...]:
    """Towns on a road, or anywhere: ways there and back may differ."""
    if dice is None:
        return line(n)
    return tuple(tuple(0 if one == other else dice.randint(1, 99) for other in range(n)) for one in range(n))


def tournament(n: int, *, longest: int = 3, mirrored: bool = False, dice: random.Random | None = None) -> Problem:
    everyone = tuple(range(n))
    rules: list[Rule] = [
        PlaysInARow(teams=everyone, others=everyone, length=longest + 1, mode=mode, most=longest, in_games=True)
        for mode in ("H", "A")
    ]
    rules.append(MeetingsApart(teams=everyone, least=1))
    if mirrored:
        rules.append(SlotsHoldTheSamePairs(teams=everyone, pairs=paired_slots("M", 2 * (n - 1))))
    return league(n, rules=tuple(rules), objective=Objective.TRAVEL, distances=road(n, dice))


def opened(problem: Problem, seed: int) -> TravelIsland:
    island = TravelIsland.open(problem, seed, None)
    assert island is not None
    return island


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("n", "longest"), [(4, 3), (6, 2), (8, 3), (10, 4)])
@pytest.mark.parametrize("kind", range(5))
def test_a_move_changes_the_score_by_what_a_recount_says(n: int, longest: int, mirrored: bool, kind: int) -> None:
    problem = tournament(n, longest=longest, mirrored=mirrored, dice=random.Random(n + kind))
    island = opened(problem, kind)
    only = np.cumsum([float(number == kind) for number in range(5)])
    now = island.now

    for _ in range(60):
        arrays = (now.rival, now.venue, now.homes, now.where, island.best_rival, island.best_homes)
        given = (EDITION, island.tournament.distances, island.limits, *arrays, island.total, island.state)
        anneal(*given, only, 30.0, 1e9, 3)

        plan = plan_of(*seats_of(now.homes, now.rival))
        verdict = check(problem, plan)
        assert (verdict.travel, verdict.infeasibility) == (island.total[0], island.total[1])
        assert all(now.where[game.home, game.away] == game.slot + 1 for game in plan.games if game.slot is not None)
    assert island.total[5] > 0 or kind in (1, 3)


def test_a_move_that_is_refused_leaves_nothing() -> None:
    island = opened(tournament(8, mirrored=True, dice=random.Random(1)), 1)
    island.anneal(1e9, 1.0, 1_000)
    island.anneal(1e-9, 1e9, 20_000)
    now = island.now
    before = [array.copy() for array in (now.rival, now.venue, now.homes, now.where)]
    taken = int(island.total[5])

    island.anneal(1e-9, 1e9, 2_000)

    assert island.total[5] - taken < 2_000
    if island.total[5] == taken:
        for array, was in zip((now.rival, now.venue, now.homes, now.where), before, strict=True):
            assert np.array_equal(array, was)


def shortest(table: np.ndarray, team: int, longest: int) -> int:
    """By trying all orders and all ways to cut them into trips."""
    venues = [venue for venue in range(len(table)) if venue != team]
    best = 10**9
    for order in itertools.permutations(venues):
        for cuts in itertools.product((False, True), repeat=len(order) - 1):
            trips: list[list[int]] = [[order[0]]]
            for cut, venue in zip(cuts, order[1:], strict=True):
                if cut:
                    trips.append([venue])
                else:
                    trips[-1].append(venue)
            if max(map(len, trips)) <= longest:
                ways = ([team, *trip, team] for trip in trips)
                best = min(best, sum(int(table[a, b]) for way in ways for a, b in itertools.pairwise(way)))
    return best


@pytest.mark.parametrize("longest", [1, 2, 3])
def test_tours_are_the_shortest(longest: int) -> None:
    given = Tournament(np.array(road(6, random.Random(longest)), dtype=np.int32), 3, longest)

    tours = tours_of(given)

    assert [int(tours.from_home[0, team, -1]) for team in range(6)] == [
        shortest(given.distances, team, longest) for team in range(6)
    ]
    assert bound_of(given) == sum(int(tours.from_home[1, team, -1]) for team in range(6))


@pytest.mark.parametrize(
    ("name", "bound"), [("NL4", 8044), ("NL6", 22557), ("NL8", 38670), ("NL10", 56506), ("NL12", 107483)]
)
def test_bounds_are_those_of_the_literature(sports: Path, name: str, bound: int) -> None:
    # Independent lower bounds of Easton, Nemhauser and Trick (2001).
    given = tournament_of(load_problem(sports / "ttp/instances" / f"{name}.xml"))

    assert given is not None
    assert bound_of(given) == bound


@pytest.mark.parametrize("seed", range(4))
def test_beams_are_legal_and_never_below_the_bound(seed: int) -> None:
    problem = tournament(8, dice=random.Random(seed))
    given = tournament_of(problem)
    assert given is not None

    games = grow(given, tours_of(given), 300, 5.0, np.arange(8), seed, lambda _: False)

    assert games is not None
    verdict = check(problem, Plan(tuple(Played(host, guest, at - 1) for host, guest, at in games)))
    assert verdict.is_legal
    assert verdict.travel >= (bound_of(given) or 0)


def test_a_beam_ends_when_it_is_told_to() -> None:
    given = tournament_of(tournament(6))
    assert given is not None

    assert grow(given, tours_of(given), 10, 0.0, np.arange(6), 0, lambda _: True) is None


@pytest.mark.parametrize(
    ("name", "best"), [("NL4", 8276), ("NL6", 23916), ("CIRC6", 64), ("GAL6", 1365), ("NL4_Mirrored", 8276)]
)
def test_small_tournaments_end_at_the_published_optimum(sports: Path, name: str, best: int) -> None:
    problem = load_problem(sports / "ttp/instances" / f"{name}.xml")

    result = solve(problem, Stop(moves=3_000_000, objective=best), seed=1)

    assert result.verdict.is_legal
    assert result.verdict.objective == best
    assert result.bound is not None
    assert result.bound <= best


def test_mirrored_tournaments_stay_mirrored() -> None:
    problem = tournament(6, mirrored=True, dice=random.Random(3))

    result = solve(problem, Stop(moves=400_000), seed=1)

    assert result.verdict.is_legal


def test_a_tournament_goes_on_from_a_plan() -> None:
    problem = tournament(8, dice=random.Random(5))
    first = solve(problem, Stop(moves=100_000), seed=1)

    second = solve(problem, Stop(moves=100_000), seed=2, start=first.plan)

    assert second.verdict.objective <= first.verdict.objective


def test_what_asks_for_more_than_short_ways_is_no_tournament() -> None:
    problem = tournament(6)
    everyone = tuple(range(6))

    assert tournament_of(problem) is not None
    assert tournament_of(replace(problem, objective=Objective.RULES)) is None
    assert tournament_of(problem.with_rules(LongestTrip(teams=everyone, most=4))) is None
    soft = Terms(hard=False)
    assert tournament_of(league(6, objective=Objective.TRAVEL, distances=line(6))) is not None
    assert tournament_of(problem.with_rules(MeetingsApart(teams=everyone, least=2))) is None
    assert tournament_of(replace(problem, rules=(MeetingsApart(teams=everyone, least=1, terms=soft),))) is None
    assert tournament_of(replace(problem, is_phased=True)) is None


def test_a_lead_of_another_island_is_taken_over() -> None:
    problem = tournament(8, dice=random.Random(2))
    leader, follower = opened(problem, 1), opened(problem, 2)
    leader.anneal(20.0, 100.0, 200_000)

    follower.load(leader.best)

    assert follower.key == min(leader.key, follower.key)

"""A season whose hosts are open for a while, and the way back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from kalends.features.seasons.solver import Game, Problem, Stop, check, solve
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.problem import Objective
from kalends.features.seasons.solver.rules import AllBreaks, GroupPlaysInSlots, PlaysInSlots
from kalends.features.seasons.solver.search.annealer import anneal
from kalends.features.seasons.solver.search.hosts import to_given_hosts, with_open_hosts
from kalends.features.seasons.solver.search.island import Island
from kalends.features.seasons.solver.search.legal import QUICK_SHARE, Scout
from kalends.features.seasons.solver.search.schedule import RULES
from kalends.features.seasons.solver.search.start import Seats, plan_of
from kalends.features.seasons.solver.search.tables import Array, tabulate
from tests.features.seasons.solver.conftest import league, opened


def walked(problem: Problem, seed: int) -> Seats:
    """A timetable some way from the first one."""
    blueprint = draw(problem)
    island = Island.open(blueprint, tabulate(blueprint), seed, None, replace(RULES, flips=0.3, keeping=0.2))
    anneal(island.desk.T, island.desk.X, island.mix, 1.0, 9.0, 9.0, 400)
    return island.seats


def twice_at_one(seats: Seats) -> int:
    """Pairs that have one host twice."""
    hosts = Counter(zip(seats[0].tolist(), seats[1].tolist(), strict=True))
    return sum(count - 1 for count in hosts.values())


@pytest.mark.parametrize("is_phased", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_a_pair_with_one_host_twice_is_priced_and_comes_back_with_both(is_phased: bool, seed: int) -> None:
    closed = league(8, 2, is_phased=is_phased)
    open_season = with_open_hosts(closed, 3)
    assert open_season is not None

    seats = walked(open_season, seed)

    assert twice_at_one(seats) > 0
    assert check(open_season, plan_of(*seats)).infeasibility == 3 * twice_at_one(seats)
    given = to_given_hosts(closed)(seats)
    assert check(closed, plan_of(*given)).is_legal
    assert [(game.home, game.away) for game in closed.games] == list(zip(*lists(given[:2]), strict=True))
    # Who plays whom in a slot is as it was.
    assert pairs_by_slot(given) == pairs_by_slot(seats)


def pairs_by_slot(seats: Seats) -> set[tuple[int, int, int]]:
    return {(slot, min(one, other), max(one, other)) for one, other, slot in zip(*lists(seats), strict=True)}


def lists(arrays: Iterable[Array]) -> list[list[int]]:
    return [array.tolist() for array in arrays]


@pytest.mark.parametrize("seed", range(5))
def test_a_timetable_in_which_everybody_hosts_once_is_the_same_by_given_hosts(seed: int) -> None:
    closed = league(8, 2)
    home, away, slot = walked(closed, seed)
    dice, index = random.Random(seed), {(game.home, game.away): at for at, game in enumerate(closed.games)}
    swapped = (home.copy(), away.copy(), slot.copy())
    for at, game in enumerate(closed.games):
        back = index[game.away, game.home]
        if at < back and dice.random() < 0.5:
            # The two games of a pair stand for each other.
            for array in swapped:
                array[[at, back]] = array[[back, at]]

    assert lists(to_given_hosts(closed)(swapped)) == lists((home, away, slot))


def test_hosts_that_are_open_or_not_in_turn_stay_as_they_are() -> None:
    assert with_open_hosts(opened(league(6, 2)), 1) is None
    assert with_open_hosts(league(6, 1, slots=5), 1) is None
    twice = tuple(Game(min(game.home, game.away), max(game.home, game.away)) for game in league(6, 2).games)
    assert with_open_hosts(league(6, 2, games=twice), 1) is None


def test_a_scout_is_sent_out_with_open_hosts_only_in_seasons_of_two_halves() -> None:
    def scout(problem: Problem) -> Scout | None:
        blueprint = draw(problem)
        return Scout.with_open_hosts(Island.open(blueprint, tabulate(blueprint), 1, None, RULES))

    rule = PlaysInSlots(teams=(0,), slots=(0,), mode="H", most=0)
    assert scout(league(6, 2, is_phased=True).with_rules(rule)) is not None
    assert scout(league(6, 2).with_rules(rule)) is None
    assert scout(league(7, 2, is_phased=True).with_rules(rule)) is None
    assert scout(league(6, 2, slots=14, is_compact=False).with_rules(rule)) is None


@pytest.mark.parametrize("seed", [0, 2])
def test_a_season_held_fast_by_breaks_and_caps_on_groups_becomes_legal(seed: int) -> None:
    """Sixteen teams in two halves, at most 70 breaks of 464, and 21 groups of which few may meet early on.

    The quick cooling leaves rules broken; the scout with open hosts mends them.
    """
    dice, everyone = random.Random(f"caps {seed}"), tuple(range(16))
    groups = [tuple(sorted(dice.sample(everyone, size))) for size in (4, 5, 6) * 7]
    caps = [
        GroupPlaysInSlots(teams=group, others=group, slots=early(dice, len(group)), mode="H", most=2)
        for group in groups
    ]
    problem = replace(league(16, 2, is_phased=True), objective=Objective.NOTHING).with_rules(
        AllBreaks(teams=everyone, slots=tuple(range(30)), most=70), *caps
    )

    result = solve(problem, Stop(moves=6_000_000), seed=seed)

    assert result.verdict.is_legal
    assert result.moves > 6_000_000 * QUICK_SHARE


def early(dice: random.Random, size: int) -> tuple[int, ...]:
    return tuple(sorted(dice.sample(range(11), size)))

"""Where a search looks first, what it tries, and how it finds something legal."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from kalends.features.seasons.solver import Problem, Stop, check, load_problem, solve
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.rules import (
    AllBreaks,
    GamesInSlots,
    GroupPlaysInSlots,
    PlaysInARow,
    PlaysInSlots,
    Rule,
    TeamBreaks,
)
from kalends.features.seasons.solver.search.annealer import anneal
from kalends.features.seasons.solver.search.bits import crowding
from kalends.features.seasons.solver.search.costs import load
from kalends.features.seasons.solver.search.focus import find_hot
from kalends.features.seasons.solver.search.memory import Desk, desk
from kalends.features.seasons.solver.search.start import first_seats, plan_of
from kalends.features.seasons.solver.search.tables import tabulate
from tests.features.seasons.solver.conftest import league

SIX = tuple(range(6))


def started(problem: Problem, seed: int) -> Desk:
    blueprint = draw(problem)
    tables = tabulate(blueprint)
    table = desk(tables, seed)
    load(table.T, table.X, *first_seats(blueprint, tables, seed))
    return table


def strict_rules(dice: random.Random) -> list[Rule]:
    slots = tuple(sorted(dice.sample(range(10), 4)))
    return [
        PlaysInSlots(teams=(dice.randrange(6),), slots=slots, mode="H", most=dice.randint(0, 2)),
        GroupPlaysInSlots(teams=(0, 1, 2), others=(3, 4, 5), slots=slots, mode="HA", each=True, most=1),
        PlaysInARow(teams=SIX, others=SIX, length=3, mode="A", most=2),
        TeamBreaks(teams=(0, 1), slots=tuple(range(10)), most=1),
        AllBreaks(teams=SIX, slots=tuple(range(10)), most=12),
        GamesInSlots(meetings=((0, 1), (2, 3)), slots=slots, most=0),
    ]


@pytest.mark.parametrize("seed", range(12))
def test_games_are_hot_if_the_judge_blames_them(seed: int) -> None:
    problem = league(6, 2).with_rules(*strict_rules(random.Random(seed)))
    table = started(problem, seed)

    hot = {int(game) for game in table.state.hot[: find_hot(table.T, table.X)]}

    plan = plan_of(table.state.homes, table.state.aways, table.state.slots)
    breaches = check(problem, plan).breaches
    index = {(game.home, game.away): number for number, game in enumerate(plan.games)}
    blamed = {
        index[game.home, game.away]
        for breach in breaches
        if breach.tag in {"CA1", "CA4", "CA3", "GA1"}
        for game in breach.games
    }
    assert blamed <= hot
    assert bool(hot) == bool(breaches)


def test_a_game_that_a_slot_lacks_is_hot() -> None:
    problem = league(6, 2).with_rules(GamesInSlots(meetings=((0, 1),), slots=(3,), least=1, most=1))
    table = next(
        table
        for table in (started(problem, seed) for seed in range(20))
        if check(problem, plan_of(table.state.homes, table.state.aways, table.state.slots)).infeasibility
    )

    count = find_hot(table.T, table.X)

    wanted = next(number for number, game in enumerate(problem.games) if (game.home, game.away) == (0, 1))
    assert table.state.hot[:count].tolist() == [wanted]


@pytest.mark.parametrize("length", [1, 2, 3, 4, 7])
def test_windows_are_counted_as_one_would_by_hand(length: int) -> None:
    dice = random.Random(length)
    for _ in range(200):
        size = dice.randint(length, 40)
        least, most = sorted((dice.randint(0, length), dice.randint(0, length)))
        row = [dice.randint(0, 1) for _ in range(size)]
        held = [sum(row[at : at + length]) for at in range(size - length + 1)]

        bits = np.uint64(sum(value << at for at, value in enumerate(row)))
        found = crowding(bits, size, length, least, most, np.zeros(length + 2, dtype=np.uint64))

        assert found == sum(max(0, count - most) + max(0, least - count) for count in held)


def test_long_moves_are_tried_less_often_once_they_are_seldom_kept() -> None:
    everyone = tuple(range(12))
    table = started(league(12, 2).with_rules(AllBreaks(teams=everyone, slots=tuple(range(22)), most=20)), 1)
    mix = np.cumsum(np.array([0.4, 0.3, 0.3, 0.0, 0.0, 0.0, 0.0, 0.0]))

    for _ in range(20):
        anneal(table.T, table.X, mix, 1.0, 0.3, 0.3, 2_000)

    for kind in (1, 2):
        assert table.state.reach[kind, -1] < table.state.reach[kind, 1]
        assert table.state.reach[kind, -1] > 0


@pytest.mark.parametrize("name", ["Early_1", "Early_2"])
def test_a_legal_plan_is_found_where_a_published_season_has_hard_rules(sports: Path, name: str) -> None:
    problem = load_problem(sports / f"itc2021/instances/ITC2021_{name}.xml")

    result = solve(problem, Stop(moves=4_000_000), seed=1)

    assert result.verdict.is_legal

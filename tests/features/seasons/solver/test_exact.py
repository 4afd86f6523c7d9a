"""Exact models say of a plan what the judge says, and prove what small leagues can't do."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from ortools.sat.python import cp_model

from kalends.features.seasons.solver import Plan, Problem, Slot, Stop, check, conflict, solve
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.exact.model import NotModelled, SeasonModel, run
from kalends.features.seasons.solver.exact.small import all_candidates, prove
from kalends.features.seasons.solver.problem import Played
from kalends.features.seasons.solver.rules import (
    AllBreaks,
    BackToBacks,
    EvenBreaks,
    EveryGameIsPlayed,
    GamesInSlots,
    HomeKeepsPaceWithAway,
    HostsInTurn,
    LongestTrip,
    PlaysInARow,
    Rule,
    TeamBreaks,
    TeamsKeepPace,
    Terms,
)
from kalends.features.seasons.solver.search.start import seats_of
from kalends.features.seasons.solver.stop import never
from tests.features.seasons.solver.conftest import league, line

FOUR = tuple(range(4))
SOFT = Terms(hard=False, penalty=3)
LOOSE = league(4, 2, slots=9, is_compact=False)
SEASONS = {
    "full": league(4, 2),
    "four rounds": league(4, 4),
    "loose": LOOSE,
    "three rounds, loose": league(4, 3, slots=12, is_compact=False),
}
RULES: dict[str, Rule] = {
    "FA1": HomeKeepsPaceWithAway(teams=FOUR, slots=(1, 2, 4), most=0, terms=SOFT),
    "FA3": HostsInTurn(teams=FOUR, terms=SOFT),
    "BR1": TeamBreaks(teams=(2,), slots=(2, 3, 5), mode="A", most=0, terms=SOFT),
    "BR1, exactly": TeamBreaks(teams=(1,), slots=tuple(range(6)), mode="HA", exact=True, most=2, terms=SOFT),
    "BR2": AllBreaks(teams=FOUR, slots=tuple(range(6)), most=1, terms=SOFT),
    "BR3": EvenBreaks(teams=FOUR, most=0, terms=SOFT),
    "FA2": TeamsKeepPace(teams=(0, 1, 3), slots=(1, 2, 4), mode="H", most=0, terms=SOFT),
    "FA2 of all games": TeamsKeepPace(teams=FOUR, slots=(1, 3, 4), mode="HA", most=0, terms=SOFT),
    "LEG": LongestTrip(teams=(0, 1, 3), most=1, terms=SOFT),
    "CA3 in games": PlaysInARow(teams=FOUR, others=(0, 1), length=3, mode="A", in_games=True, most=0, terms=SOFT),
    "CA3 in games, at least": PlaysInARow(
        teams=(0, 2), others=FOUR, length=2, mode="H", in_games=True, least=1, most=2, terms=SOFT
    ),
    "B2B": BackToBacks(teams=FOUR, most=1, terms=SOFT),
}


def placed(bare: Problem) -> Problem:
    """The season with a slot every 20 hours, and its teams on a road."""
    begin = datetime(2027, 1, 2, 12)
    slots = tuple(
        Slot(key=slot.key, name=slot.name, starts_at=begin + timedelta(hours=20 * number))
        for number, slot in enumerate(bare.slots)
    )
    return replace(bare, slots=slots, distances=line(len(bare.teams)))


def some_plan(problem: Problem, dice: random.Random) -> Plan:
    """A plan of the season without rules, its teams, rounds and hosts shuffled."""
    plan = solve(replace(problem, rules=()), Stop(moves=300), seed=dice.randrange(1000)).plan
    names = dice.sample(range(len(problem.teams)), len(problem.teams))
    slots = dice.sample(range(len(problem.slots)), len(problem.slots))
    renamed = (Played(names[game.home], names[game.away], slots[game.slot or 0]) for game in plan.games)
    home, away, slot = seats_of(problem, Plan(tuple(renamed)))
    for game, asked in enumerate(problem.games):
        if asked.is_open and dice.random() < 0.5:
            home[game], away[game] = away[game], home[game]
    return Plan(tuple(Played(int(h), int(a), int(s)) for h, a, s in zip(home, away, slot, strict=True)))


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("season", SEASONS)
def test_the_model_costs_a_plan_as_the_judge_does(name: str, season: str) -> None:
    dice = random.Random(f"{name} {season}")
    problem = placed(SEASONS[season]).with_rules(RULES[name])
    costs: list[int] = []
    for _ in range(4):
        plan = some_plan(problem, dice)
        model = SeasonModel(draw(problem), all_candidates(draw(problem))).build()
        seats = seats_of(problem, plan)
        for (game, cell), literal in model.chosen.items():
            model.cp.add(literal == (cell == tuple(int(array[game]) for array in seats)))
        solver, _ = run(model.cp, 60.0, 1, 1)

        verdict = check(problem, plan)
        assert verdict.is_legal
        assert round(solver.objective_value) == verdict.objective
        costs.append(verdict.objective)

    # Two games of a pair have each a host; in a full season everybody has played as often as others.
    never_costs = (name == "FA3" and SEASONS[season].legs == 2) or (
        name == "FA2 of all games" and draw(problem).is_full
    )
    assert any(costs) != never_costs, "a rule that never costs anything tests nothing"


@pytest.mark.parametrize("name", ["FA1", "FA3", "LEG", "CA3 in games", "B2B"])
def test_small_leagues_with_any_rule_of_order_are_solved_with_proof(name: str) -> None:
    problem = placed(league(4, 1, slots=5, is_compact=False)).with_rules(RULES[name])
    start = solve(problem, Stop(moves=4_000), seed=1).plan

    plan, bound, is_optimal = prove(problem, start, 120.0, 1, never)

    assert is_optimal
    assert bound == check(problem, plan).objective <= check(problem, start).objective


def test_a_conflict_of_rules_of_order_is_named() -> None:
    # A team that has games away may not leave its town.
    problem = placed(league(4, 2, slots=8, is_compact=False)).with_rules(
        GamesInSlots(meetings=((2, 3),), slots=(1,), least=1, most=1), LongestTrip(teams=(1,), most=0)
    )

    found = conflict(problem, seconds=60.0)

    assert found is not None
    assert found.rules == (1,)


def test_hosts_in_turn_have_no_exact_form_where_games_may_wait() -> None:
    problem = LOOSE.with_rules(HostsInTurn(teams=FOUR), EveryGameIsPlayed(terms=Terms(hard=False)))

    with pytest.raises(NotModelled):
        SeasonModel(draw(problem), ()).ensure_stated()


@pytest.fixture
def endless() -> SeasonModel:
    """A model that doesn't close within hours: even breaks of twelve teams."""
    rules = tuple(
        TeamBreaks(teams=(team,), slots=tuple(range(22)), mode="HA", most=0, terms=SOFT) for team in range(12)
    )
    blueprint = draw(league(12, 2, rules=rules))
    return SeasonModel(blueprint, all_candidates(blueprint)).build()


def test_a_solver_ends_when_it_is_cancelled(endless: SeasonModel) -> None:
    looks: list[int] = []

    def is_cancelled() -> bool:
        looks.append(1)
        return len(looks) > 3

    _, status = run(endless.cp, 3600, 1, 2, is_cancelled=is_cancelled)

    assert status in (cp_model.UNKNOWN, cp_model.FEASIBLE)
    assert len(looks) > 3


def test_a_solver_ends_when_its_caller_is_interrupted(endless: SeasonModel) -> None:
    looks: list[int] = []

    def is_cancelled() -> bool:
        looks.append(1)
        if len(looks) > 3:
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        run(endless.cp, 3600, 1, 2, is_cancelled=is_cancelled)

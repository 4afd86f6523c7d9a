"""Explanations, suggestions, repairs and conflict sets."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from kalends.features.seasons.solver import (
    Plan,
    ProblemIsMalformed,
    Slot,
    Stop,
    analyse,
    check,
    conflict,
    explain,
    load_plan,
    load_problem,
    repair,
    solve,
    suggest,
)
from kalends.features.seasons.solver.advice.nearest import Search
from kalends.features.seasons.solver.advice.repair import Shock, shaken
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.exact.model import NotModelled, SeasonModel
from kalends.features.seasons.solver.judge.season import Season
from kalends.features.seasons.solver.problem import Played, Problem
from kalends.features.seasons.solver.rules import (
    AllBreaks,
    GamesInSlots,
    GroupPlaysInSlots,
    HostsInTurn,
    LongestTrip,
    MeetsInSlots,
    PlaysInARow,
    PlaysInSlots,
    Rule,
    Terms,
)
from kalends.features.seasons.solver.stop import never
from tests.features.seasons.solver.conftest import league, line

EVERYONE = tuple(range(6))


def planned(problem: Problem) -> Plan:
    return solve(problem, Stop(moves=20_000)).plan


def test_every_broken_rule_is_named_with_its_games_and_line() -> None:
    plan = planned(league(4))
    hosts = {game.home for game in plan.games if game.slot == 0}
    rule = PlaysInSlots(teams=(min(hosts),), slots=(0,), mode="H", terms=Terms(line=17))

    (item,) = explain(league(4).with_rules(rule), plan)

    assert item.tag == "CA1"
    assert item.line == 17
    assert item.hard
    assert item.cost == 1
    assert "no home games in Round 0" in item.sentence
    assert [game.home for game in item.games] == [min(hosts)]
    assert "Round 0" in item.reasons[0]


def test_costs_of_all_explanations_are_the_objective() -> None:
    soft = Terms(hard=False, penalty=3)
    problem = league(6).with_rules(PlaysInSlots(teams=(0, 1, 2), slots=(0, 1, 2), mode="H", terms=soft))
    plan = planned(league(6))

    assert sum(item.cost for item in explain(problem, plan)) == check(problem, plan).objective


def test_two_changes_are_suggested_where_neither_helps_alone() -> None:
    wish = GamesInSlots(meetings=((0, 1),), slots=(5,), least=1, most=1, terms=Terms(hard=False, penalty=10))
    rest = PlaysInSlots(teams=(2,), slots=(0,), mode="HA", terms=Terms(hard=False, penalty=15))
    problem = league(4, 1, slots=8, is_compact=False).with_rules(wish, rest)
    pairs = ((0, 1), (2, 3), (0, 2), (1, 3), (0, 3), (1, 2))
    plan = Plan(tuple(Played(home, away, slot) for slot, (home, away) in enumerate(pairs)))

    (best, *_) = suggest(problem, plan)

    assert check(problem, plan).objective == 10
    assert (len(best.games), best.objective) == (2, 10)
    assert "Team 0 v Team 1 (Round 0) becomes Team 0 v Team 1 (Round 5)" in best.words


def test_two_rounds_are_suggested_to_change_places() -> None:
    plan = planned(league(6))
    games = tuple((game.home, game.away) for game in plan.games if game.slot == 2)
    derbies = GamesInSlots(meetings=games, slots=(9,), least=3, most=3, terms=Terms(hard=False, penalty=5))

    (best, *_) = suggest(league(6).with_rules(derbies), plan)

    assert best.words == "Round 2 and Round 9 change places: saves 15"


def test_suggestions_are_tried_and_true() -> None:
    soft = Terms(hard=False, penalty=3)
    problem = league(6).with_rules(PlaysInSlots(teams=(0, 1, 2), slots=(0, 1, 2), mode="H", terms=soft))
    plan = planned(league(6))
    before = check(problem, plan).objective

    suggestions = suggest(problem, plan)

    assert suggestions
    for item in suggestions:
        after = check(problem, item.plan)
        assert after.is_legal
        assert before - after.objective == item.objective > 0
        assert 1 <= len(item.games) <= 4 or "change places" in item.words


def test_a_closed_hall_is_mended_with_the_fewest_moves() -> None:
    problem = league(6)
    plan = planned(problem)
    host = next(game.home for game in plan.games if game.slot == 3)

    mended = repair(problem, plan, Shock(closed=((host, (3,)),)), seconds=40.0)

    assert mended.verdict.is_legal
    assert mended.is_fewest
    # A pair's two legs change places.
    assert len(mended.moved) == 2


def test_a_rained_out_round_moves_to_a_reserve_day_whole() -> None:
    problem = league(6)
    plan = planned(problem)

    mended = repair(problem, plan, Shock(cancelled=(4,), extra=(Slot(key="reserve", name="Reserve"),)), seconds=20.0)

    assert mended.verdict.is_legal
    assert len(mended.moved) == 3
    assert all(now.slot == 10 for _, now in mended.moved)


def test_a_rained_out_round_is_mended_with_the_fewest_moves_also_where_breaks_are_few() -> None:
    problem = league(6)
    loose = solve(problem, Stop(moves=2_000), seed=3).plan
    breaks = sum(len(Season.of(problem, loose).breaks(team, "HA")) for team in EVERYONE)
    # As many as there are: the round after the one that falls out may not bring one more, nor the reserve day.
    strict = problem.with_rules(AllBreaks(teams=EVERYONE, slots=tuple(range(11)), most=breaks))

    mended = repair(
        strict, loose, Shock(cancelled=(4,), extra=(Slot(key="reserve", name="Reserve"),)), seconds=60.0, workers=2
    )

    assert mended.verdict.is_legal
    assert mended.is_fewest
    assert 3 <= len(mended.moved) <= 10
    assert sum(len(Season.of(mended.problem, mended.plan).breaks(team, "HA")) for team in EVERYONE) <= breaks


def test_a_withdrawn_team_takes_only_its_games_along() -> None:
    problem = league(6)
    plan = planned(problem)

    mended = repair(problem, plan, Shock(withdrawn=(2,)), seconds=4.0)

    assert mended.verdict.is_legal
    assert not mended.moved
    assert len(mended.plan.games) == 20


def test_a_shock_must_name_what_exists() -> None:
    with pytest.raises(ProblemIsMalformed):
        repair(league(4), planned(league(4)), Shock(withdrawn=(9,)))


def test_a_conflict_is_minimal() -> None:
    # Two rules contradict each other; the others are bystanders.
    problem = league(6).with_rules(
        PlaysInSlots(teams=(3,), slots=(7,), mode="H"),
        GamesInSlots(meetings=((0, 1),), slots=(2,), least=1, most=1),
        PlaysInSlots(teams=(4,), slots=(5,), mode="A"),
        GamesInSlots(meetings=((0, 2),), slots=(2,), least=1, most=1),
    )

    found = conflict(problem, seconds=60.0)

    assert found is not None
    assert found.rules == (1, 3)
    assert found.is_minimal
    assert "Team 0 v Team 1" in found.words[0]


def test_rules_that_can_hold_have_no_conflict() -> None:
    problem = league(4).with_rules(GroupPlaysInSlots(teams=(0, 1), others=(2, 3), slots=(0,), most=1))

    assert conflict(problem, seconds=10.0) is None


def test_figures_add_up() -> None:
    problem = league(6, distances=line(6))
    plan = planned(problem)

    figures = analyse(problem, plan)

    assert figures.travel == check(problem, plan).travel
    assert all(team.home == team.away == 5 for team in figures.teams)
    assert figures.spread("home") == 0


def test_a_conflict_is_found_beside_rules_that_have_no_exact_model() -> None:
    # So many stretches of games would take long to state.
    in_a_row = PlaysInARow(teams=EVERYONE, others=EVERYONE, length=3, mode="A", in_games=True, most=2)
    problem = league(6, slots=110, is_compact=False, distances=line(6)).with_rules(
        LongestTrip(teams=EVERYONE, most=4),
        HostsInTurn(teams=EVERYONE),
        GamesInSlots(meetings=((0, 1),), slots=(2,), least=1, most=1),
        in_a_row,
        GamesInSlots(meetings=((0, 2),), slots=(2,), least=1, most=1),
    )

    with pytest.raises(NotModelled):
        SeasonModel(draw(problem.with_rules(in_a_row)), ()).ensure_stated()
    found = conflict(problem, seconds=60.0)

    assert found is not None
    assert found.rules == (2, 4)


def test_what_a_withdrawn_team_had_to_play_is_asked_of_nobody() -> None:
    problem = league(6)
    plan = planned(problem)
    first = next(game for game in plan.games if 2 in (game.home, game.away))
    other = next(game for game in plan.games if 2 not in (game.home, game.away) and game.slot == first.slot)
    slots = (first.slot,) if first.slot is not None else ()
    problem = problem.with_rules(
        GamesInSlots(meetings=((first.home, first.away), (other.home, other.away)), slots=slots, least=2, most=2),
        PlaysInSlots(teams=(2, 3), slots=tuple(range(10)), mode="HA", least=1, most=10),
    )

    mended = repair(problem, plan, Shock(withdrawn=(2,)), seconds=4.0)

    assert mended.verdict.is_legal
    assert not mended.moved


@pytest.mark.parametrize(
    "asks",
    [
        pytest.param(PlaysInSlots(teams=EVERYONE, slots=(9,), least=1, most=1), id="all play on the last day"),
        pytest.param(
            MeetsInSlots(teams=(0,), others=(1, 2, 3), slots=tuple(range(10)), least=6, most=6), id="all derbies"
        ),
        pytest.param(
            MeetsInSlots(teams=(0,), others=(1, 2), slots=tuple(range(10)), each=True, least=2, most=2), id="each derby"
        ),
        pytest.param(
            PlaysInARow(teams=EVERYONE, others=EVERYONE, length=2, least=2, most=2), id="nobody rests for a round"
        ),
        pytest.param(
            GroupPlaysInSlots(teams=EVERYONE, others=EVERYONE, slots=tuple(range(10)), each=True, least=3, most=3),
            id="three games in each round",
        ),
        pytest.param(
            GroupPlaysInSlots(teams=(1, 2), others=EVERYONE, slots=tuple(range(10)), least=18, most=18), id="a group's"
        ),
    ],
)
def test_games_against_who_withdrew_are_made_up_for_by_nobody(asks: Rule) -> None:
    problem = league(6).with_rules(asks)
    plan = planned(league(6))
    assert check(problem, plan).is_legal

    mended = repair(problem, plan, Shock(withdrawn=(2,)), seconds=4.0)

    assert mended.verdict.is_legal
    assert not mended.moved


@pytest.mark.parametrize(
    ("asks", "least"),
    [
        # Left are eight games of ten; four of six against three; both against each; twenty of thirty in all.
        (PlaysInSlots(teams=EVERYONE, slots=tuple(range(10)), least=10, most=10), 8),
        (MeetsInSlots(teams=(0,), others=(1, 2, 3), slots=tuple(range(10)), least=6, most=6), 4),
        (MeetsInSlots(teams=(0,), others=(1, 2), slots=tuple(range(10)), each=True, least=2, most=2), 2),
        (GroupPlaysInSlots(teams=EVERYONE, others=EVERYONE, slots=tuple(range(10)), least=30, most=30), 20),
    ],
)
def test_games_that_are_left_have_to_be_played(asks: Rule, least: int) -> None:
    shaken_season = shaken(league(6).with_rules(asks), Shock(withdrawn=(2,)))

    [left] = shaken_season.rules
    assert isinstance(left, PlaysInSlots | MeetsInSlots | GroupPlaysInSlots)
    assert left.least == least
    assert 2 not in left.teams


def test_a_closed_hall_moves_few_games_of_a_strict_season(sports: Path) -> None:
    problem = load_problem(sports / "itc2021/instances/ITC2021_Early_9.xml")
    plan = load_plan(sports / "itc2021/solutions/ITC2021_Early_9_best.xml", problem)

    mended = repair(problem, plan, Shock(closed=((7, (28, 29)),)), seconds=8.0)

    assert mended.verdict.is_legal
    assert len(mended.moved) <= len(plan.games) // 10


def test_where_hard_rules_hold_a_plan_fast_they_thaw(sports: Path) -> None:
    """On Early 1 nothing legal is near the best known season once a hall closes for a round."""
    folder = sports / "itc2021"
    problem = load_problem(folder / "instances" / "ITC2021_Early_1.xml")
    plan = load_plan(folder / "solutions" / "ITC2021_Early_1_best.xml", problem)

    mended = repair(problem, plan, Shock(closed=((5, (15,)),)), seconds=12, seed=1, workers=2)

    assert mended.verdict.is_legal
    assert 0 < len(mended.moved) < len(mended.plan.games) / 4


def test_a_model_that_takes_too_long_to_state_is_not_stated() -> None:
    problem = league(6)
    search = Search(problem, planned(problem), Random(1), 1, never)
    assert search.solve_whole(5.0)

    search.pace = 1.0

    assert not search.solve_whole(5.0)

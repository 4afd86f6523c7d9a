"""Incremental costs equal the judge's recount for every rule and every move, and an undone move leaves nothing."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from kalends.features.seasons.solver import Problem, Slot, check, load_problem
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.rules import (
    REGISTRY,
    AllBreaks,
    BackToBacks,
    EvenBreaks,
    EveryGameIsPlayed,
    GamesInSlots,
    GamesStay,
    GroupPlaysInSlots,
    HomeKeepsPaceWithAway,
    HostsInTurn,
    LongestTrip,
    MeetingsApart,
    MeetsInSlots,
    PlaysInARow,
    PlaysInSlots,
    RestBetweenGames,
    Rule,
    ShortTravel,
    SlotsHoldTheSamePairs,
    TeamBreaks,
    TeamsKeepPace,
    Terms,
)
from kalends.features.seasons.solver.search.costs import apply_move, keep_move, load, undo_move
from kalends.features.seasons.solver.search.memory import Desk, desk
from kalends.features.seasons.solver.search.moves import (
    FLIP,
    KEPT_ROUNDS,
    KEPT_TEAMS,
    PART_ROUNDS,
    PART_TEAMS,
    PART_TEAMS_IN_ROUND,
    PLACE,
    ROUNDS,
    SWAP_HOMES,
    TEAMS,
    draw_move,
)
from kalends.features.seasons.solver.search.start import first_seats, plan_of
from kalends.features.seasons.solver.search.state import HARD, SOFT, State
from kalends.features.seasons.solver.search.tables import tabulate
from tests.features.seasons.solver.conftest import league, line, opened

SIX = tuple(range(6))
UNTOUCHED = [
    "counts",
    "ticks",
    "run_bits",
    "run_off",
    "table",
    "home_bits",
    "venues",
    "team_breaks",
    "tours",
    "team_soft",
    "team_hard",
    "pair_soft",
    "pair_hard",
    "heights",
    "gaps",
    "even_breaks",
    "even_gaps",
    "slots",
    "homes",
    "aways",
]


def timed(problem: Problem) -> Problem:
    """The same season with a slot every 20 hours."""
    begin = datetime(2027, 1, 2, 12)
    slots = tuple(
        Slot(key=slot.key, name=slot.name, starts_at=begin + timedelta(hours=20 * number))
        for number, slot in enumerate(problem.slots)
    )
    return Problem(
        name=problem.name,
        teams=problem.teams,
        slots=slots,
        games=problem.games,
        is_compact=problem.is_compact,
        is_phased=problem.is_phased,
        distances=line(len(problem.teams)),
    )


def rules_of(dice: random.Random, slots: int) -> list[Rule]:
    """Every rule of the registry with drawn parameters, hard or soft."""

    def terms() -> Terms:
        return Terms(hard=dice.random() < 0.5, penalty=dice.randint(1, 9))

    def some(size: int) -> tuple[int, ...]:
        return tuple(sorted(dice.sample(range(6), size)))

    def when(size: int) -> tuple[int, ...]:
        return tuple(sorted(dice.sample(range(slots), size)))

    def mode() -> str:
        return dice.choice(["H", "A", "HA"])

    flip = dice.random() < 0.5
    soft = Terms(hard=False, penalty=2)
    return [
        PlaysInSlots(teams=some(2), slots=when(4), mode=mode(), least=dice.randint(0, 1), most=2, terms=terms()),
        PlaysInSlots(teams=some(1), slots=when(3), mode=mode(), most=0, terms=terms()),
        MeetsInSlots(
            teams=some(2), others=some(3), slots=when(5), mode=mode(), each=flip, least=1, most=1, terms=terms()
        ),
        PlaysInARow(teams=SIX, others=some(4), length=3, mode=mode(), in_games=flip, least=1, most=2, terms=terms()),
        GroupPlaysInSlots(teams=some(3), others=some(3), slots=when(4), mode=mode(), each=flip, most=1, terms=terms()),
        GamesInSlots(meetings=((0, 1), (2, 3), (4, 5)), slots=when(4), least=1, most=2, terms=terms()),
        GamesInSlots(meetings=((1, 0),), slots=when(2), least=1, most=1, terms=terms()),
        TeamBreaks(teams=some(2), slots=when(5), mode=mode(), most=1, exact=flip, terms=terms()),
        AllBreaks(teams=some(4), slots=when(6), most=2, exact=not flip, terms=terms()),
        EvenBreaks(teams=some(4), mode=mode(), most=1, terms=terms()),
        HomeKeepsPaceWithAway(teams=some(3), slots=when(6), most=1, terms=terms()),
        TeamsKeepPace(teams=some(4), slots=when(7), mode=mode(), most=1, terms=terms()),
        HostsInTurn(teams=some(5), terms=terms()),
        MeetingsApart(teams=some(5), least=3, terms=terms()),
        SlotsHoldTheSamePairs(teams=some(5), pairs=((0, 5), (1, 6), (2, 5)), terms=terms()),
        RestBetweenGames(teams=some(4), hours=50, most=2, terms=terms()),
        RestBetweenGames(teams=some(4), hours=90, each_pair=True, terms=terms()),
        BackToBacks(teams=some(4), most=dice.randint(0, 3), terms=terms()),
        LongestTrip(teams=some(4), most=3, terms=terms()),
        ShortTravel(unit=dice.choice((1, 3)), terms=soft),
        GamesStay(games=((0, 1, 0), (2, 3, 0)), terms=soft),
    ]


KEEPING = (KEPT_ROUNDS, KEPT_TEAMS)
STRUCTURED = (SWAP_HOMES, PART_ROUNDS, PART_TEAMS, PART_TEAMS_IN_ROUND, ROUNDS, TEAMS, *KEEPING)
LOOSE = (SWAP_HOMES, PART_ROUNDS, ROUNDS, PLACE, FLIP)
SEASONS = {
    "full": (league(6, 2), STRUCTURED),
    "phased": (league(6, 2, is_phased=True), (SWAP_HOMES, PART_ROUNDS, PART_TEAMS_IN_ROUND, ROUNDS, TEAMS, *KEEPING)),
    "single": (league(6, 1, slots=5), (PART_ROUNDS, PART_TEAMS_IN_ROUND, ROUNDS, TEAMS, FLIP, *KEEPING)),
    "triple": (league(6, 3), (SWAP_HOMES, PART_ROUNDS, PART_TEAMS_IN_ROUND, ROUNDS, FLIP, *KEEPING)),
    "open": (opened(league(6, 2)), (SWAP_HOMES, PART_ROUNDS, PART_TEAMS_IN_ROUND, ROUNDS, FLIP, *KEEPING)),
    "open, phased": (
        opened(league(6, 2, is_phased=True)),
        (SWAP_HOMES, PART_ROUNDS, PART_TEAMS_IN_ROUND, ROUNDS, FLIP, *KEEPING),
    ),
    "loose": (league(6, 2, slots=17, is_compact=False), LOOSE),
    "long": (league(6, 2, slots=90, is_compact=False), LOOSE),
}


def test_all_rules_of_the_registry_are_tried() -> None:
    tried = {rule.tag for rule in rules_of(random.Random(0), 10)}

    assert tried | {EveryGameIsPlayed.tag} == set(REGISTRY)


@pytest.mark.parametrize("season", SEASONS)
@pytest.mark.parametrize("seed", range(6))
def test_incremental_costs_equal_a_recount(season: str, seed: int) -> None:
    bare, kinds = SEASONS[season]
    dice = random.Random(f"{season} {seed}")
    rules = [rule for rule in rules_of(dice, max(len(bare.slots), 8)) if fits(rule, len(bare.slots))]
    problem = timed(bare).with_rules(*rules)
    table = started(problem, seed)

    for number in range(150):
        walk(problem, table, kinds, dice, number)


def fits(rule: Rule, slots: int) -> bool:
    """Rules were drawn for eight slots or more; the single round robin has five."""
    used = [*getattr(rule, "slots", ()), *(slot for pair in getattr(rule, "pairs", ()) for slot in pair)]
    return all(slot < slots for slot in used)


def started(problem: Problem, seed: int) -> Desk:
    blueprint = draw(problem)
    tables = tabulate(blueprint)
    table = desk(tables, seed)
    load(table.T, table.X, *first_seats(blueprint, tables, seed))
    assert_same(problem, table.state)
    return table


def walk(problem: Problem, table: Desk, kinds: tuple[int, ...], dice: random.Random, number: int) -> None:
    """One move, kept or undone at random, with everything compared."""
    state, kind = table.state, dice.choice(kinds)
    length = draw_move(table.T, table.X, kind, 1 << 30, -1)
    if length == 0:
        return
    before = {name: getattr(state, name).copy() for name in UNTOUCHED}
    soft, hard = apply_move(table.T, table.X, length)
    if dice.random() < 0.5:
        undo_move(table.T, table.X, length)
        for name, array in before.items():
            assert np.array_equal(getattr(state, name), array), f"{name} after an undone move of kind {kind}"
        return
    keep_move(table.X)
    state.total[SOFT] += soft
    state.total[HARD] += hard
    if number % 3 == 0:
        assert_same(problem, state)


def assert_same(problem: Problem, state: State) -> None:
    verdict = check(problem, plan_of(state.homes, state.aways, state.slots))
    assert (verdict.objective, verdict.infeasibility) == (state.total[SOFT], state.total[HARD])


@pytest.mark.parametrize(
    "season",
    [
        league(10, 2),
        league(10, 2, is_phased=True),
        league(10, 1, slots=9),
        league(10, 3),
        opened(league(10, 2)),
        opened(league(10, 2, is_phased=True)),
    ],
    ids=["full", "phased", "single", "triple", "open", "open, phased"],
)
@pytest.mark.parametrize("kind", KEEPING)
def test_moves_that_keep_patterns_keep_them(season: Problem, kind: int) -> None:
    table, dice, made = started(season, 1), random.Random(1), 0
    for _ in range(3_000):
        length = draw_move(table.T, table.X, kind, 1 << 30, -1)
        if length:
            before = table.state.home_bits.copy()
            apply_move(table.T, table.X, length)
            assert np.array_equal(table.state.home_bits, before)
            keep_move(table.X)
            made += 1
        # Other moves make room for the next.
        elif length := draw_move(table.T, table.X, dice.choice((SWAP_HOMES, PART_ROUNDS, FLIP)), 1 << 30, -1):
            apply_move(table.T, table.X, length)
            keep_move(table.X)
    assert made > 10


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("itc2021/instances/ITC2021_Early_3.xml", SEASONS["phased"][1]),
        ("itc2021/instances/ITC2021_Early_8.xml", STRUCTURED),
        ("ttp/instances/NL10.xml", STRUCTURED),
        ("ttp/instances/NL8_Mirrored.xml", SEASONS["phased"][1]),
        ("real_leagues/instances/IF13.xml", LOOSE),
        ("real_leagues/instances/handball11.xml", LOOSE),
    ],
)
def test_incremental_costs_equal_a_recount_on_published_seasons(
    sports: Path, name: str, kinds: tuple[int, ...]
) -> None:
    problem = load_problem(sports / name)
    table = started(problem, 3)
    dice = random.Random(name)

    for number in range(60):
        walk(problem, table, kinds, dice, number)

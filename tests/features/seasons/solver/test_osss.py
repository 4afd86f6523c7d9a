"""The Open Sports Scheduling Standard: its core schema and its data sets' dialect, in and out."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kalends.features.seasons.solver import (
    Game,
    Plan,
    Played,
    Problem,
    ProblemIsMalformed,
    Stop,
    Verdict,
    big12,
    check,
    load_plan,
    load_problem,
    save_plan,
    save_problem,
    solve,
)
from kalends.features.seasons.solver.formats import osss
from kalends.features.seasons.solver.places import distances
from kalends.features.seasons.solver.problem import Slot
from kalends.features.seasons.solver.rules import (
    BackToBacks,
    GamesInSlots,
    GroupPlaysInSlots,
    PlaysInARow,
    PlaysInSlots,
    RestBetweenGames,
    Rule,
    TeamBreaks,
    Terms,
)
from tests.features.seasons.solver.conftest import league, opened
from tests.features.seasons.solver.test_kernels import rules_of, timed

JSON = dict[str, Any]
# Two weeks of March 2027; the first is a Monday.
WEEKEND = [
    {"recurring": {"pattern": "weekly", "daysOfWeek": [0, 6], "startTime": "13:00", "endTime": "18:00"}},
]


def season(*constraints: JSON, **more: object) -> JSON:
    """Four teams in three halls, a double round robin; Owls and Ravens share one. Eight slots: 13:00 and 15:30."""
    teams = [
        {"id": "owls", "name": "Owls", "homeVenueId": "north", "tags": ["old"]},
        {"id": "ravens", "name": "Ravens", "homeVenueId": "north", "tags": ["old", "cup"]},
        {"id": "kites", "name": "Kites", "homeVenueId": "east"},
        {"id": "terns", "name": "Terns", "homeVenueId": "south"},
    ]
    for number, team in enumerate(teams):
        team["location"] = {"lat": 50 + number, "lon": 8}  # type: ignore[assignment]
    keys = [str(team["id"]) for team in teams]
    venues = [{"id": key, "name": key.title(), "availability": WEEKEND} for key in ("north", "east", "south")]
    fixtures: list[JSON] = [
        {"id": f"{home}-{away}", "participants": [{"id": away, "role": "away"}, {"id": home, "role": "home"}]}
        for home in keys
        for away in keys
        if home != away
    ]
    return {
        "id": "town",
        "name": "Town league",
        "timezone": "Europe/Berlin",
        "season": {"start": "2027-03-01", "end": "2027-03-14"},
        "defaultFixtureDuration": 120,
        "entities": {"teams": teams, "venues": venues},
        "fixtures": fixtures,
        "constraints": [{"id": f"c{number}", **item} for number, item in enumerate(constraints)],
        **more,
    }


def rule(name: str, params: JSON | None = None, selector: JSON | None = None, **more: object) -> JSON:
    given: JSON = {"ruleId": name, "type": "hard", "params": params or {}, **more}
    return given | ({"selector": selector} if selector else {})


def read(*constraints: JSON, **more: object) -> Problem:
    return osss.read_problem(json.dumps(season(*constraints, **more), indent=1))


def added(*constraints: JSON, **more: object) -> list[Rule]:
    """The rules that these constraints add to those the season has by itself."""
    own = list(read(**more).rules)
    return list(read(*constraints, **more).rules)[len(own) :]


def test_a_season_of_the_core_schema_gets_teams_slots_games_and_the_rules_of_its_halls() -> None:
    problem = read()

    starts = [slot.starts_at for slot in problem.slots]
    assert starts[:3] == [datetime(2027, 3, 6, 13), datetime(2027, 3, 6, 15), datetime(2027, 3, 7, 13)]
    assert len(starts) == 8
    assert [team.name for team in problem.teams] == ["Owls", "Ravens", "Kites", "Terns"]
    assert problem.teams[1].groups == {"old", "cup", "venue north"}
    # Roles say who is at home, not the order.
    assert problem.games[0] == Game(0, 1)
    assert problem.games[0].key == "owls-ravens"
    assert problem.zone == "Europe/Berlin"
    assert problem.distances[0][1] == 111
    assert list(problem.rules) == [
        GroupPlaysInSlots(teams=(0, 1), others=(0, 1, 2, 3), slots=tuple(range(8)), mode="H", each=True, most=1)
    ]


SUNDAYS = (2, 3, 6, 7)
SOFT = {"type": "soft", "penalty": {"model": "linear", "weight": 4}}
ALL = (0, 1, 2, 3)


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (rule("min_rest_time", {"min_hours": 46}), [RestBetweenGames(teams=ALL, hours=48)]),
        (rule("min_rest_time", {"minRestHours": 46.5}), [RestBetweenGames(teams=ALL, hours=49)]),
        (
            rule("min_rest_time", {"min_hours": 10}, {"entityType": "team", "tags": ["old"]}, **SOFT),
            [RestBetweenGames(teams=(0, 1), hours=12, terms=Terms(hard=False, penalty=4))],
        ),
        (rule("opponent_spacing", {"min_days": 5}), [RestBetweenGames(teams=ALL, hours=120, each_pair=True)]),
        (
            rule("max_games_per_day", {"max_games": 1}, {"ids": ["kites"]}),
            [PlaysInSlots(teams=(2,), slots=(at, at + 1), most=1) for at in (0, 2, 4, 6)],
        ),
        (
            rule("max_games_in_period", {"max_games": 2, "period_days": 7}),
            [RestBetweenGames(teams=ALL, hours=168, most=2)],
        ),
        (rule("back_to_back_games", {"allow_back_to_back": False}), [BackToBacks(teams=ALL)]),
        (rule("back_to_back_games", {"max_consecutive_days": 1}), [BackToBacks(teams=ALL)]),
        (rule("back_to_back_games", {"max_consecutive_days": 3}), [RestBetweenGames(teams=ALL, hours=73, most=3)]),
        (rule("back_to_back_games", {"allow_back_to_back": True}), []),
        (
            rule("max_consecutive_away", {"max_away": 2}),
            [PlaysInARow(teams=ALL, others=ALL, length=3, mode="A", in_games=True, most=2)],
        ),
        (
            rule("max_consecutive_home", {"maxConsecutive": 2}, {"excludeIds": ["owls"]}),
            [PlaysInARow(teams=(1, 2, 3), others=ALL, length=3, mode="H", in_games=True, most=2)],
        ),
        (rule("break_pattern", {"maxBreaks": 1}), [TeamBreaks(teams=ALL, slots=tuple(range(8)), most=1)]),
        (
            rule("home_away_balance", {"max_delta": 0}),
            [PlaysInSlots(teams=ALL, slots=tuple(range(8)), mode="H", least=3, most=3)],
        ),
        # Never on Sundays: a time window for one team.
        (
            rule("time_window", {"allowed_days": ["Saturday"]}, {"entityType": "team", "ids": ["terns"]}),
            [PlaysInSlots(teams=(3,), slots=SUNDAYS)],
        ),
        (
            rule(
                "time_window",
                {"allowed_hours": {"start": "14:00", "end": "18:00"}},
                {"entityType": "venue", "ids": ["east"]},
            ),
            [PlaysInSlots(teams=(2,), slots=(0, 2, 4, 6), mode="H")],
        ),
        (
            rule("time_window", {"excludedDays": ["sunday"]}),
            [GroupPlaysInSlots(teams=ALL, others=ALL, slots=SUNDAYS)],
        ),
        (
            rule(
                "broadcast_window",
                {"allowed_windows": [{"dayOfWeek": "sunday", "startTime": "15:00", "endTime": "18:00"}]},
                {"entityType": "fixture", "ids": ["owls-ravens"]},
            ),
            [GamesInSlots(meetings=((0, 1),), slots=(0, 1, 2, 4, 5, 6))],
        ),
        (
            rule("specific_date_fixture", {"fixture_id": "kites-terns", "date": "2027-03-13"}),
            [GamesInSlots(meetings=((2, 3),), slots=(4, 5), least=1, most=1)],
        ),
        (
            rule("complementary_pattern", {"pairs": [["owls", "terns"]]}),
            [GroupPlaysInSlots(teams=(0, 3), others=ALL, slots=tuple(range(8)), mode="H", each=True, most=1)],
        ),
        (
            rule("max_rematches_in_phase", {"max_meetings": 1}, {"entityType": "team", "ids": ["owls", "kites"]}),
            [GamesInSlots(meetings=((0, 2), (2, 0)), slots=tuple(range(8)), most=1)],
        ),
        (
            rule("kalends:CA1", {"teams": ["owls"], "slots": ["2027-03-06T13:00"], "mode": "A", "max": 0}),
            [PlaysInSlots(teams=(0,), slots=(0,), mode="A")],
        ),
        (rule("complete_round_robin", {"meetings": 2}), []),
        (rule("no_overlap_team"), []),
        (rule("min_rest_time", {"min_hours": 46}, enabled=False), []),
    ],
)
def test_rules_of_the_registry_become_rules_of_ours(constraint: JSON, expected: list[Rule]) -> None:
    assert added(constraint) == expected
    assert osss.unread(json.dumps(season(constraint))) == ()


def test_weights_below_one_are_scaled_together() -> None:
    soft = [rule("opponent_spacing", {"min_days": 2}, type="soft", penalty={"weight": weight}) for weight in (0.5, 2)]

    assert [item.terms.penalty for item in added(*soft)] == [5, 20]


@pytest.mark.parametrize(
    "constraint",
    [
        rule("ferry_schedule_constraint"),
        rule("min_rest_time", {"min_hours": 4}, {"priority": {"gte": 0.8}}),
        rule("min_rest_time", {"min_hours": 4}, {"entityType": "team", "phases": ["playoffs"]}),
        rule("min_rest_time", {"min_hours": 4}, {"entityType": "team", "rounds": [1]}),
    ],
)
def test_what_is_not_understood_is_left_aside_and_said_and_not_kept_for_everybody(constraint: JSON) -> None:
    assert added(constraint) == []
    assert osss.unread(json.dumps(season(constraint))) == (constraint["ruleId"],)


def test_officials_limit_how_many_games_are_on_at_once() -> None:
    given = season(rule("official_rest_time", {"min_hours": 3}))
    for fixture in given["fixtures"]:
        fixture["required_resources"] = [{"type": "official", "quantity": 2}]
    given["entities"]["officials"] = [
        {"id": "a", "name": "A"},
        {"id": "b", "name": "B"},
        {"id": "c", "name": "C", "blackoutDates": [{"start": "2027-03-07", "end": "2027-03-07"}]},
        {"id": "d", "name": "D", "blackoutDates": ["2027-03-07"]},
    ]

    rules = osss.read_problem(json.dumps(given)).rules[1:]

    # Two crews but on the first Sunday; four teams never need more than two.
    assert rules[0] == GroupPlaysInSlots(teams=ALL, others=ALL, slots=(2, 3), each=True, most=1)
    # Games at 13:00 and at 15:00 are two hours apart: a crew takes one of them.
    assert rules[1:] == tuple(
        GroupPlaysInSlots(teams=ALL, others=ALL, slots=(at, at + 1), most=2) for at in (0, 2, 4, 6)
    )


def test_blackouts_of_season_hall_and_team_are_kept() -> None:
    given = season()
    given["season"]["blackout_dates"] = [{"start": "2027-03-06T00:00:00+01:00", "end": "2027-03-06T23:59:59+01:00"}]
    given["entities"]["venues"][1]["blackoutDates"] = [{"start": "2027-03-07", "end": "2027-03-07"}]
    given["entities"]["teams"][3]["unavailableDates"] = ["2027-03-14"]

    problem = osss.read_problem(json.dumps(given))

    assert [slot.name[:6] for slot in problem.slots] == ["Sun 07", "Sun 07", "Sat 13", "Sat 13", "Sun 14", "Sun 14"]
    assert PlaysInSlots(teams=(2,), slots=(0, 1), mode="H") in problem.rules
    assert PlaysInSlots(teams=(3,), slots=(4, 5)) in problem.rules


def test_a_phase_keeps_its_games_within_its_dates() -> None:
    given = season()
    given["season"]["phases"] = [{"id": "spring", "name": "Spring", "startDate": "2027-03-01", "endDate": "2027-03-07"}]
    given["fixtures"][0]["phase"] = "spring"

    assert GamesInSlots(meetings=((0, 1),), slots=(4, 5, 6, 7)) in osss.read_problem(json.dumps(given)).rules


def test_halls_that_open_at_odd_times_make_slots_that_overlap_and_nobody_plays_twice_at_once() -> None:
    given = season()
    given["entities"]["venues"][1]["availability"] = {"default": [], "saturday": ["14:00", "18:30"], "sunday": []}

    problem = osss.read_problem(json.dumps(given))

    saturday = [f"{slot.starts_at:%H:%M}" for slot in problem.slots if slot.name.startswith("Sat 06")]
    assert saturday == ["13:00", "14:00", "15:00", "18:30"]
    assert RestBetweenGames(teams=ALL, hours=2) in problem.rules
    kites = next(item for item in problem.rules if isinstance(item, PlaysInSlots) and item.teams == (2,))
    open_at = [problem.slots[slot].name for slot in range(len(problem.slots)) if slot not in kites.slots]
    assert open_at == ["Sat 06 Mar 14:00", "Sat 06 Mar 18:30", "Sat 13 Mar 14:00", "Sat 13 Mar 18:30"]


def test_a_season_of_the_standard_is_planned_and_its_results_are_read_back(tmp_path: Path) -> None:
    file, plan = tmp_path / "town.json", tmp_path / "plan.osss.json"
    sunday = rule("time_window", {"allowed_days": ["Saturday"]}, {"entityType": "team", "ids": ["terns"]}, **SOFT)
    file.write_text(json.dumps(season(rule("max_games_per_day", {"max_games": 2}), sunday)))
    problem = load_problem(file)
    result = solve(problem, Stop(moves=100_000), seed=1)

    save_plan(problem, result.plan, plan)

    assert result.verdict.is_legal
    given = json.loads(plan.read_text())
    assert given["feasible"] is True
    assert given["scores"]["totalPenalty"] == result.verdict.objective
    assert len(given["assignments"]) == 12
    one = next(item for item in given["assignments"] if item["fixtureId"] == "terns-owls")
    assert one["venueId"] == "south"
    assert datetime.fromisoformat(one["startTime"]).utcoffset() is not None
    assert check(problem, load_plan(plan, problem)) == result.verdict


def some_plans(problem: Problem, count: int = 20) -> list[Plan]:
    """Drawn at random; games wait now and then, but where phases would count them otherwise than rules do."""
    dice, waiting = random.Random(1), 0.0 if problem.is_phased else 0.1
    plans: list[Plan] = []
    for _ in range(count):
        games: list[Played] = []
        for game in problem.games:
            sides = (game.away, game.home) if game.is_open and dice.random() < 0.5 else (game.home, game.away)
            games.append(Played(*sides, dice.randrange(len(problem.slots)) if dice.random() >= waiting else None))
        plans.append(Plan(tuple(games)))
    return plans


def placed(problem: Problem) -> Problem:
    """Without distances, or with places that have these."""
    teams = tuple(replace(team, latitude=40.0 + index, longitude=8.0) for index, team in enumerate(problem.teams))
    return replace(problem, teams=teams, distances=distances(teams))


OUT = {
    "big 12": big12(),
    "every rule": placed(timed(league(6, 2))).with_rules(*rules_of(random.Random(3), 10)),
    "every rule, once more": placed(timed(league(6, 2, slots=14, is_compact=False))).with_rules(
        *rules_of(random.Random(5), 14)
    ),
    "phased": placed(timed(league(6, 2, is_phased=True))),
    "open": placed(timed(opened(league(5, 1)))),
}


def hard(verdict: Verdict) -> Counter[str]:
    """Deviations by rule; a phased season becomes rules about its pairs."""
    found: Counter[str] = Counter()
    for breach in verdict.breaches:
        if breach.hard:
            found["phased" if breach.tag == "GA1" else breach.tag] += breach.deviation
    return found


@pytest.mark.parametrize("name", OUT)
def test_seasons_go_out_and_come_back_and_cost_the_same(name: str, tmp_path: Path) -> None:
    problem, file = OUT[name], tmp_path / "season.osss.json"

    save_problem(problem, file)

    again = load_problem(file)
    assert osss.unread(file.read_text()) == ()
    assert [slot.starts_at for slot in again.slots] == [slot.starts_at for slot in problem.slots]
    assert [team.key for team in again.teams] == [team.key for team in problem.teams]
    assert again.games == problem.games
    for plan in some_plans(problem):
        before, after = check(problem, plan), check(again, plan)
        assert after.objective == before.objective
        # Hard rules weigh the same in the standard, so that deviations are compared and not their sum.
        assert hard(after) == hard(before)


@pytest.mark.parametrize("name", OUT)
def test_plans_go_out_and_come_back(name: str, tmp_path: Path) -> None:
    problem, file = OUT[name], tmp_path / "plan.osss.json"
    plan = some_plans(problem, 1)[0]

    save_plan(problem, plan, file)

    games = {game for game in load_plan(file, problem).games if game.slot is not None}
    assert games == {game for game in plan.games if game.slot is not None}


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_the_amateur_data_sets_of_the_standard_can_be_read(sports: Path, number: int) -> None:
    problem = load_problem(sports / "osss" / f"amateur-track-sample-0{number}.json")

    assert problem.games
    assert problem.slots
    assert any(not check(problem, plan).is_legal for plan in some_plans(problem, 3))


def broken(**more: object) -> JSON:
    given = season(
        rule("no_overlap_team"),
    )
    return given | more


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (season(rule("min_rest_time")), "min_rest_time, line {line}: min_hours must be a number"),
        (
            season(rule("time_window", {"allowed_days": ["Caturday"]})),
            "time_window, line {line}: allowed_days names no day",
        ),
        (season(rule("specific_date_fixture", {"fixture_id": "x", "date": "2027-03-06"})), "there is no fixture 'x'"),
        (
            season(rule("specific_date_fixture", {"fixture_id": "owls-kites", "date": "2027-03-05"})),
            "on 2027-03-05 there is no slot for owls-kites",
        ),
        (season(rule("complete_round_robin", {"meetings": 1})), "Owls and Ravens have 2 fixtures, not 1"),
        (season(rule("complementary_pattern", {"pairs": [["owls"]]})), "pairs must name two teams each"),
        (season(rule("kalends:CA9")), "unknown rule"),
        (broken(timezone="Europe/Atlantis"), "timezone must be a zone as Europe/Berlin, not 'Europe/Atlantis'"),
        (broken(season={"start": "2027-02-30", "end": "2027-03-14"}), "start must be a date"),
        (broken(fixtures=[]), "fixtures: the season has no games"),
        (broken(fixtures=[{"id": "a", "participants": ["owls", "swifts"]}]), "team 'swifts' doesn't exist"),
        (broken(fixtures=[{"id": "a", "participants": ["owls"]}]), "a game has two sides, not 1"),
        (broken(season={"start": "2027-03-01", "end": "2027-03-05"}), "no venue is open"),
        (broken(constraints={"a": 1}), "constraints must be a list"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(given: JSON, message: str) -> None:
    text = json.dumps(given, indent=1)
    line = next((number for number, row in enumerate(text.split("\n"), 1) if '"c0"' in row), 0) - 1

    with pytest.raises(ProblemIsMalformed) as caught:
        osss.read_problem(text)

    assert message.format(line=line) in str(caught.value)


@pytest.mark.parametrize(
    ("given", "there", "above"),
    [
        (broken(fixtures=[{"id": "a", "participants": ["owls", "swifts"]}]), '"id": "a"', 1),
        (broken(fixtures=[{"id": "a", "participants": ["owls"]}]), '"id": "a"', 1),
        (
            broken(fixtures=[{"id": "a", "participants": ["owls", "kites"], "durationMinutes": "long"}]),
            '"durationMinutes"',
            0,
        ),
        (broken(timezone="Europe"), '"timezone"', 0),
        (broken(season={"start": "2027-02-30", "end": "2027-03-14"}), '"start": "2027-02-30"', 0),
        (broken(constraints={"a": 1}), '"constraints"', 0),
        (broken(entities={"teams": [{"id": "owls"}, {"id": "kites"}, {"id": "owls", "name": "again"}]}), '"again"', 2),
    ],
)
def test_what_is_wrong_is_named_with_its_line(given: JSON, there: str, above: int) -> None:
    """`above`: how many lines above that text the object begins which it is about."""
    text = json.dumps(given, indent=1)
    line = next(number for number, row in enumerate(text.split("\n"), 1) if there in row)

    with pytest.raises(ProblemIsMalformed) as caught:
        osss.read_problem(text)

    assert caught.value.line == line - above


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"fixtureId": "owls-swifts"}, "fixture owls-swifts, line 1: this season has no such fixture"),
        ({"startTime": "2027-03-06T13:01:00+01:00"}, "the season has no slot at 2027-03-06 13:01"),
        ({"startTime": "noon"}, "startTime must be a time"),
        ({"startTime": None}, "startTime is missing"),
    ],
)
def test_results_that_do_not_fit_the_season_are_refused(change: JSON, message: str) -> None:
    one = {"fixtureId": "owls-kites", "startTime": "2027-03-06T12:00:00Z", "venueId": "north"}
    results = {"feasible": True, "assignments": [one], "scores": {"totalPenalty": 0}}

    assert osss.read_schedule(json.dumps(results), read()).games[1] == Played(0, 2, 0)
    results["assignments"] = [one | change]
    with pytest.raises(ProblemIsMalformed, match=message):
        osss.read_schedule(json.dumps(results), read())


def test_a_fixture_is_assigned_once() -> None:
    one = {"fixtureId": "owls-kites", "startTime": "2027-03-06T13:00", "venueId": "north"}

    with pytest.raises(ProblemIsMalformed, match="assigned twice"):
        osss.read_schedule(json.dumps({"assignments": [one, one]}), read())


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (league(4), "OSSS needs slots with times"),
        (timed(league(4)), "OSSS knows distances by places alone"),
        (replace(placed(timed(league(4))), slots=tuple(reversed(timed(league(4)).slots))), "put them in order"),
        (
            replace(league(4), slots=tuple(replace(slot, starts_at=datetime(2027, 1, 1)) for slot in league(4).slots)),
            "start at the same time",
        ),
    ],
)
def test_what_the_standard_cannot_say_is_refused(problem: Problem, message: str) -> None:
    with pytest.raises(ProblemIsMalformed, match=message):
        osss.write_problem(problem)


def test_late_games_end_at_midnight() -> None:
    late = tuple(Slot(key=str(n), name=str(n), starts_at=datetime(2027, 1, n + 1, 23, 30)) for n in range(6))

    again = osss.read_problem(osss.write_problem(replace(league(4), slots=late)))

    assert [slot.starts_at for slot in again.slots] == [slot.starts_at for slot in late]

"""The commands as people type them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kalends.__main__ import SEASONS
from kalends.features.seasons.solver import (
    Plan,
    Played,
    ProblemIsMalformed,
    Slot,
    Stop,
    big12,
    check,
    load_plan,
    load_problem,
    save_plan,
    save_problem,
    solve,
)
from kalends.features.seasons.solver.arguments import slots_of_team
from kalends.features.seasons.solver.command import add_to
from kalends.features.seasons.solver.rules import GamesInSlots, PlaysInSlots
from tests.features.seasons.solver.conftest import ROOT, awaited, league
from tests.features.seasons.solver.test_osss import rule
from tests.features.seasons.solver.test_osss import season as season_of_the_standard

app = typer.Typer()
add_to(app)
run = CliRunner().invoke


@pytest.fixture
def season(tmp_path: Path) -> Path:
    file = tmp_path / "season.json"
    save_problem(league(6), file)
    return file


def test_solve_check_explain_suggest_and_repair_in_turn(season: Path, tmp_path: Path) -> None:
    plan, mended = tmp_path / "plan.csv", tmp_path / "mended.json"

    solved = run(app, ["solve", str(season), "-o", str(plan), "--time", "1", "--workers", "1", "--seed", "1"])
    checked = run(app, ["check", str(season), str(plan)])
    explained = run(app, ["explain", str(season), str(plan)])
    suggested = run(app, ["suggest", str(season), str(plan)])
    repaired = run(app, ["repair", str(season), str(plan), "-o", str(mended), "--closed", "0:3", "--time", "3"])

    assert solved.exit_code == 0, solved.output
    assert checked.exit_code == 0
    assert "legal, objective 0" in checked.output
    assert explained.exit_code == 0
    assert "no small change makes this plan better" in suggested.output
    assert repaired.exit_code == 0, repaired.output
    assert len(load_plan(mended, league(6)).games) == 30


def test_the_example_is_written_and_its_plan_analysed(tmp_path: Path) -> None:
    season, plan = tmp_path / "big12.osss.json", tmp_path / "plan.osss.json"

    written = run(app, ["example", "big12", "-o", str(season)])
    problem = load_problem(season)
    save_plan(
        problem, Plan(tuple(Played(game.home, game.away, at) for at, game in enumerate(problem.games[:90]))), plan
    )
    analysed = run(app, ["analyse", str(season), str(plan)])

    assert written.exit_code == 0
    assert "kalends solve" in written.output
    assert analysed.exit_code == 0, analysed.output
    assert all(school in analysed.output for school in ("Kansas", "Utah", "apart"))
    assert "breaks in all, travel" in analysed.output
    assert run(app, ["example", "moon", "-o", str(season)]).exit_code == 2


def test_a_season_that_allows_no_plan_is_explained_without_one(tmp_path: Path) -> None:
    file = tmp_path / "season.json"
    fixed = GamesInSlots(meetings=((0, 1),), slots=(2,), least=1, most=1)
    closed = PlaysInSlots(teams=(0,), slots=(2, 3), mode="H")
    save_problem(league(6).with_rules(closed, fixed), file)

    explained = run(app, ["explain", str(file), "--time", "20"])
    solved = run(app, ["solve", str(file), "--time", "0.5", "--workers", "1"])

    assert explained.exit_code == 1
    said = " ".join(explained.output.split())
    assert "These rules can't hold together; without any one of them the rest can" in said
    assert "Team 0 v Team 1" in said
    assert "CA1" in said
    assert solved.exit_code == 1
    assert "kalends explain" in solved.output


def test_a_season_without_contradictions_is_said_to_have_none(season: Path) -> None:
    explained = run(app, ["explain", str(season), "--time", "2"])

    assert explained.exit_code == 0
    assert "found no rules" in explained.output


def test_a_repair_that_cannot_be_says_which_rules_forbid_it(tmp_path: Path) -> None:
    file, plan, mended = tmp_path / "season.json", tmp_path / "plan.json", tmp_path / "mended.json"
    problem = league(6).with_rules(GamesInSlots(meetings=((0, 1),), slots=(2,), least=1, most=1))
    save_problem(problem, file)
    save_plan(problem, solve(problem, Stop(moves=20_000), seed=1).plan, plan)

    repaired = run(
        app, ["repair", str(file), str(plan), "-o", str(mended), "--cancelled", "2", "--extra", "1", "--time", "1"]
    )

    assert repaired.exit_code == 1
    said = " ".join(repaired.output.split())
    assert "These rules can't hold together" in said
    assert "Team 0 v Team 1" in said


def test_rules_of_a_file_that_are_left_aside_are_named(tmp_path: Path) -> None:
    file = tmp_path / "town.json"
    file.write_text(json.dumps(season_of_the_standard(rule("ferry_schedule_constraint"))))

    explained = run(app, ["explain", str(file), "--time", "1"])

    assert "ferry_schedule_constraint" in explained.output


def test_the_main_command_has_every_command_of_the_engine() -> None:
    assert set(SEASONS) == {command.name for command in app.registered_commands}


def test_a_file_that_cannot_be_read_is_said_and_not_a_trace(tmp_path: Path) -> None:
    file = tmp_path / "season.xml"
    file.write_text("<Instance")

    result = run(app, ["solve", str(file), "--time", "1"])

    assert result.exit_code == 2
    assert "not well-formed" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("output", "said"),
    [("plan.pdf", "a plan is .xml"), ("none/plan.csv", "there is no folder"), ("plan.ics", "has no time")],
)
def test_a_search_whose_plan_could_not_be_saved_is_not_begun(season: Path, output: str, said: str) -> None:
    result = run(app, ["solve", str(season), "-o", str(season.parent / output), "--time", "600"])

    assert result.exit_code == 2
    assert said in result.output
    assert list(season.parent.iterdir()) == [season]


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_search_ends_with_its_best_plan(tmp_path: Path, workers: str, number: signal.Signals) -> None:
    file, plan = tmp_path / "season.json", tmp_path / "plan.csv"
    save_problem(big12(), file)
    arguments = ["solve", str(file), "-o", str(plan), "--time", "600", "--workers", workers]

    returned, said = interrupted(arguments, number, lambda searching: plan.exists())

    assert "stopped before the time was up" in said
    assert "Traceback" not in said
    problem = load_problem(file)
    verdict = check(problem, load_plan(plan, problem))
    assert returned == (0 if verdict.is_legal else 1)
    assert f"objective {verdict.objective:,}" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--withdrawn", "Huston"], "no team 'Huston'; did you mean 'Houston'?"),
        (["--cancelled", "Sat 02 Jan 12:01"], "no slot 'Sat 02 Jan 12:01'; did you mean 'Sat 02 Jan 12:00'?"),
        (["--cancelled", "?"], "no slot '?'; it begins with 2027-01-02T12:00, "),
        (["--closed", "Houston"], "'Houston' must be TEAM:SLOT"),
        (["--closed", "Baylor:nowhen"], "no slot 'nowhen'"),
    ],
)
def test_a_shock_that_names_nothing_is_refused_with_what_is_like_it(
    tmp_path: Path, given: list[str], said: str
) -> None:
    file, plan, mended = tmp_path / "season.json", tmp_path / "plan.csv", tmp_path / "mended.csv"
    save_problem(big12(), file)
    save_plan(big12(), Plan(tuple(Played(game.home, game.away, None) for game in big12().games)), plan)

    refused = run(app, ["repair", str(file), str(plan), "-o", str(mended), *given])

    assert refused.exit_code == 2
    assert said in refused.output
    assert not mended.exists()


def test_teams_and_slots_go_by_their_names_as_well_as_by_their_keys() -> None:
    problem = big12()
    slot = problem.slots[7]

    assert slots_of_team(f"{problem.teams[4].name}:{slot.name}", problem) == (4, (7,))
    assert slots_of_team(f"{problem.teams[4].key}:{slot.key},{slot.name}", problem) == (4, (7, 7))
    twice = replace(problem, slots=tuple(replace(slot, name="Saturday") for slot in problem.slots))
    with pytest.raises(ProblemIsMalformed, match="are called 'Saturday'; give the key"):
        slots_of_team(f"{problem.teams[4].name}:Saturday", twice)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_repair_ends_with_its_best_plan(tmp_path: Path, number: signal.Signals) -> None:
    file, plan, mended, after = (tmp_path / name for name in ("season.json", "plan.csv", "mended.csv", "after.json"))
    problem = big12()
    save_problem(problem, file)
    save_plan(problem, solve(problem, Stop(moves=200_000), seed=1).plan, plan)
    arguments = ["repair", str(file), str(plan), "-o", str(mended), "--season", str(after), "--time", "600"]

    arguments += ["--withdrawn", "BYU", "--workers", "2"]

    returned, said = interrupted(
        arguments, number, lambda searching: searching.poll() is not None or catches(searching.pid, signal.SIGTERM)
    )

    assert "stopped before the time was up" in said
    assert "Traceback" not in said
    season = load_problem(after)
    verdict = check(season, load_plan(mended, season))
    assert returned == (0 if verdict.is_legal else 1)


def interrupted(
    arguments: list[str], number: signal.Signals, is_at_it: Callable[[subprocess.Popen[str]], bool]
) -> tuple[int, str]:
    """How a command ended that got this signal once it was at it, and what it said."""
    with subprocess.Popen(
        [sys.executable, "-m", "kalends", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as searching:
        assert awaited(lambda: is_at_it(searching))
        # As a terminal does: to all of its processes. SIGTERM comes to the first alone.
        (os.killpg if number == signal.SIGINT else os.kill)(searching.pid, number)
        said = searching.communicate()[0]
    return searching.returncode, said


def catches(pid: int, number: signal.Signals) -> bool:
    """Whether a process has its own answer to the signal, which Python has to SIGINT alone unless it is told to."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


def test_a_season_and_its_plan_go_from_format_to_format(season: Path, tmp_path: Path) -> None:
    book, plan, grid = tmp_path / "season.xlsx", tmp_path / "plan.csv", tmp_path / "plan.txt"
    save_plan(league(6), solve(league(6), Stop(moves=1000), seed=1).plan, plan)

    assert run(app, ["convert", str(season), "-o", str(book)]).exit_code == 0
    assert run(app, ["convert", str(book), str(plan), "-o", str(grid)]).exit_code == 0
    refused = run(app, ["convert", str(book), "-o", str(tmp_path / "season.pdf")])

    assert load_problem(book) == league(6)
    assert set(load_plan(grid, league(6)).games) == set(load_plan(plan, league(6)).games)
    assert refused.exit_code == 2
    assert "a season is .xml" in refused.output


def test_a_repaired_plan_has_its_season_with_the_slots_that_were_added(tmp_path: Path) -> None:
    file, plan = tmp_path / "season.json", tmp_path / "plan.csv"
    slots = tuple(Slot(key=str(day), name=str(day), starts_at=datetime(2027, 3, day, 19)) for day in range(1, 11))
    problem = replace(league(6), slots=slots, is_compact=False)
    save_problem(problem, file)
    save_plan(problem, solve(problem, Stop(moves=50_000), seed=1).plan, plan)
    mended, after = tmp_path / "mended.csv", tmp_path / "after.json"
    given = ["repair", str(file), str(plan), "-o", str(mended), "--cancelled", "3", "--time", "3"]

    repaired = run(app, [*given, "--extra", "2027-03-20T15:00", "--extra", "2", "--season", str(after)])
    refused = run(app, [*given, "--extra", "soon"])

    assert repaired.exit_code == 0, repaired.output
    assert run(app, ["check", str(after), str(mended)]).exit_code == 0
    assert [slot.starts_at for slot in load_problem(after).slots[10:]] == [datetime(2027, 3, 20, 15), None, None]
    assert refused.exit_code == 2
    assert "2027-06-01T19:00" in refused.output


@pytest.mark.parametrize(
    ("command", "option", "number"),
    [
        ("solve", "--time", "0"),
        ("solve", "--time", "nan"),
        ("solve", "--workers", "-1"),
        ("solve", "--workers", "257"),
        ("solve", "--seed", "-1"),
        ("explain", "--time", "nan"),
        ("explain", "--most", "0"),
    ],
)
def test_limits_that_make_no_sense_are_refused(season: Path, command: str, option: str, number: str) -> None:
    result = run(app, [command, str(season), option, number])

    assert result.exit_code == 2
    assert "Invalid value" in result.output


@pytest.mark.parametrize("arguments", [["solve"], ["solve", "--example", "moon"]])
def test_a_season_must_be_named(arguments: list[str]) -> None:
    assert run(app, arguments).exit_code == 2


def test_without_its_libraries_the_engine_says_what_to_install() -> None:
    code = (
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name in ('numba', 'ortools') else find(name, *rest)\n"
        "import kalends.features.seasons.solver"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)

    assert "SolverIsMissing" in result.stderr
    assert "install kalends[solver]" in result.stderr

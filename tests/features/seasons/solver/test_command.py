"""The commands as people type them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kalends.features.seasons.solver import load_plan, save_problem
from kalends.features.seasons.solver.command import add_to
from tests.features.seasons.solver.conftest import ROOT, league

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


def test_a_file_that_cannot_be_read_is_said_and_not_a_trace(tmp_path: Path) -> None:
    file = tmp_path / "season.xml"
    file.write_text("<Instance")

    result = run(app, ["solve", str(file), "--time", "1"])

    assert result.exit_code == 2
    assert "not well-formed" in result.output
    assert "Traceback" not in result.output


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

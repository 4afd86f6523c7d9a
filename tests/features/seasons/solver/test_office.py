"""Seasons and plans as an office keeps them: Excel files, grids of text, and where they are saved."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kalends.features.seasons.solver import (
    Plan,
    Played,
    Problem,
    ProblemIsMalformed,
    Slot,
    Stop,
    Team,
    big12,
    load_plan,
    load_problem,
    save_plan,
    save_problem,
    solve,
)
from kalends.features.seasons.solver.formats import ttp_plan
from kalends.features.seasons.solver.formats.files import ensure_plan_can_be_saved
from tests.features.seasons.solver.conftest import league, tournament


@pytest.mark.parametrize("name", ["itc2021/instances/ITC2021_Early_1.xml", "real_leagues/instances/ACC.xml"])
def test_published_seasons_survive_excel(sports: Path, tmp_path: Path, name: str) -> None:
    problem, file = load_problem(sports / name), tmp_path / "season.xlsx"

    save_problem(problem, file)

    assert load_problem(file) == problem


@pytest.mark.parametrize("problem", [big12(), tournament(6)], ids=["big12", "tournament"])
def test_our_own_seasons_survive_excel(tmp_path: Path, problem: Problem) -> None:
    file = tmp_path / "season.xlsx"

    save_problem(problem, file)

    assert load_problem(file) == problem


def typed() -> Workbook:
    """A season as somebody types it: times as Excel has them, headings in the order they like."""
    book = Workbook()
    settings: Any = book.active
    settings.title = "season"
    for row in (("Name", "Town league"), ("rounds", 2), ("compact", "no"), ("zone", "Europe/Paris")):
        settings.append(row)
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Teams": [("name", "key", "groups", "latitude", "longitude"), ("The Owls", "owls", "old; cup", 50.5, 8)],
        "Slots": [("key", "starts_at"), ("1", datetime(2027, 3, 1, 19)), (2, "2027-03-08 19:00")],
        "Rules": [("rule", "hard", "penalty", "teams", "slots", "mode", "max")],
        "Distances": [("", "owls", "kites"), ("owls", 0, 12), ("kites", 12.4, 0)],
    }
    sheets["Teams"] += [(None, None), ("The Kites", "kites")]
    sheets["Rules"].append(("CA1", "no", 5, "owls", "1", "H", 0))
    for name, rows in sheets.items():
        sheet: Any = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def test_what_an_office_types_is_a_season(tmp_path: Path) -> None:
    file = tmp_path / "season.xlsx"
    typed().save(file)

    problem = load_problem(file)

    assert problem.name == "Town league"
    assert problem.zone == "Europe/Paris"
    assert not problem.is_compact
    assert problem.teams[0] == Team(
        key="owls", name="The Owls", groups=frozenset({"old", "cup"}), latitude=50.5, longitude=8.0
    )
    assert problem.slots == (
        Slot(key="1", name="Mon 1 Mar 2027 19:00", starts_at=datetime(2027, 3, 1, 19)),
        Slot(key="2", name="Mon 8 Mar 2027 19:00", starts_at=datetime(2027, 3, 8, 19)),
    )
    assert len(problem.games) == 2
    assert problem.distances == ((0, 12), (12, 0))
    (rule,) = problem.rules
    assert (rule.tag, rule.terms.hard, rule.terms.penalty, rule.terms.line) == ("CA1", False, 5, 2)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("season", "A2", "round", "season, line 2: unknown field 'round'; known are name, rounds"),
        ("season", "B2", "two", "season, line 2: rounds must be a number, not 'two'"),
        ("season", "B2", 3, "rounds, line 2: 3 games of 2 teams need 3 slots, not 2"),
        ("season", "B3", "perhaps", "season, line 3: compact is yes or no, not 'perhaps'"),
        ("season", "B4", "Paris", "zone, line 4: there is no time zone 'Paris'"),
        ("Teams", "D1", "lattitude", "teams, line 1: unknown column 'lattitude'; known are key, name"),
        ("Teams", "D2", "north", "teams, line 2: latitude must be a number, not 'north'"),
        ("Teams", "D2", 95, "teams, line 2: 95.0 isn't a place on earth"),
        ("Slots", "A3", 1, "slots, line 3: two slots are called 1"),
        ("Slots", "B3", "next week", "slots, line 3: 'next week' isn't a time"),
        ("Rules", "A2", "CA9", "CA9, line 2: unknown rule"),
        ("Rules", "D2", "ravens", "CA1, line 2: teams names team ravens, which doesn't exist"),
        ("Distances", "A3", "owls", "distances, line 3: a row for each team in the order of the teams is needed"),
        ("Distances", "B3", "far", "distances, line 3: not a distance"),
        ("Distances", "B3", "nan", "distances, line 3: nan isn't a distance"),
        ("Distances", "B3", -1, "distances, line 3: from The Kites to The Owls it is -1"),
    ],
)
def test_what_is_wrong_on_a_sheet_is_named_with_its_row(
    tmp_path: Path, sheet: str, cell: str, value: object, said: str
) -> None:
    book, file = typed(), tmp_path / "season.xlsx"
    page: Any = book[sheet]
    page[cell] = value
    book.save(file)

    with pytest.raises(ProblemIsMalformed) as caught:
        load_problem(file)

    assert str(caught.value).startswith(said)


def test_an_excel_file_without_teams_is_no_season(tmp_path: Path) -> None:
    file = tmp_path / "season.xlsx"
    Workbook().save(file)

    with pytest.raises(ProblemIsMalformed, match="sheets Teams and Slots"):
        load_problem(file)


def test_what_a_cell_would_cut_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "season.xlsx"

    with pytest.raises(ProblemIsMalformed, match="a cell holds no 40,000 characters"):
        save_problem(replace(league(2), name="x" * 40_000), file)

    assert not file.exists()


def test_an_excel_season_never_calculates(tmp_path: Path) -> None:
    file = tmp_path / "season.xlsx"
    problem = league(2)
    problem = replace(problem, name="=1+1", teams=(Team(key="=2+2", name="@now"), *problem.teams[1:]))

    save_problem(problem, file)

    book = load_workbook(file)
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert load_problem(file) == problem


def test_a_file_that_unpacks_to_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(250):
            part.write(bytes(1_000_000))

    for load in (lambda: load_problem(file), lambda: load_plan(file, league(4))):
        with pytest.raises(ProblemIsMalformed, match="unpacks to 250,000,000 bytes"):
            load()


GRID = """# the road
slot  0  1  2  3
   0  1 @0  3 @2

   1 @2  3  0 @1
"""


def test_a_grid_of_text_is_a_plan() -> None:
    expected = {Played(0, 1, 0), Played(2, 3, 0), Played(2, 0, 1), Played(1, 3, 1)}
    bare = "\n".join(row[4:] for row in GRID.splitlines() if row.strip() and not row.startswith("#"))

    assert set(ttp_plan.read_grid(GRID, league(4)).games) == expected
    assert set(ttp_plan.read_grid(bare, league(4)).games) == expected


def test_plans_survive_a_grid_of_text(tmp_path: Path) -> None:
    problem, file = tournament(6), tmp_path / "plan.txt"
    plan = solve(problem, Stop(moves=20_000), seed=1).plan

    save_plan(problem, plan, file)

    assert sorted(load_plan(file, problem).games, key=str) == sorted(plan.games, key=str)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("slot  0", "slot  9", "line 2: the first line names each team once: see 9"),
        ("slot  0  1  2  3", "slot  0  1  2", "line 2: the first line names each team once: see 3"),
        ("   0  1 @0  3 @2", "   0  1 @0  3", "line 3: 4 cells under 5 columns"),
        ("   1 @2", "   7 @2", "line 5: slot 7 doesn't exist"),
        ("0  1 @0", "0 @0 @0", "line 3: 0 can't play @0"),
        ("  0  1 @0", "  0  9 @0", "line 3: 0 can't play 9"),
        ("  0  1 @0", "  0  1  0", "line 3: under 0 stands 1, but under 1 0"),
        ("   0  1 @0", "   0  -  @0", "line 3: under 1 stands @0, but under 0 -"),
    ],
)
def test_a_broken_grid_is_refused_with_its_line(old: str, new: str, said: str) -> None:
    assert GRID.count(old) == 1

    with pytest.raises(ProblemIsMalformed) as caught:
        ttp_plan.read_grid(GRID.replace(old, new), league(4))

    assert str(caught.value) == said


@pytest.mark.parametrize("text", ["", "# nothing\n", "0 1 2 3\n" + "- - - -\n" * 7])
def test_a_grid_without_teams_or_with_too_many_rows_is_refused(text: str) -> None:
    with pytest.raises(ProblemIsMalformed):
        ttp_plan.read_grid(text, league(4))


def test_what_a_grid_cannot_hold_is_refused() -> None:
    problem = league(4)
    spaced = replace(problem, teams=(Team(key="West Virginia", name="WV"), *problem.teams[1:]))

    with pytest.raises(ProblemIsMalformed, match="'West Virginia' can't stand"):
        ttp_plan.write_grid(spaced, Plan(()))
    with pytest.raises(ProblemIsMalformed, match="Team 0 has two games in Round 1"):
        ttp_plan.write_grid(problem, Plan((Played(0, 1, 1), Played(2, 0, 1))))


def elsewhere(folder: Path) -> Path:
    return folder / "none" / "plan.csv"


@pytest.mark.parametrize(
    ("place", "error", "said"),
    [
        (lambda folder: folder / "plan.pdf", ProblemIsMalformed, "a plan is .xml"),
        (lambda folder: folder / "plan.ics", ProblemIsMalformed, "Round 0 has no time"),
        (lambda folder: folder / "plan.osss.json", ProblemIsMalformed, "OSSS needs slots with times"),
        (elsewhere, FileNotFoundError, "there is no folder"),
    ],
)
def test_what_could_not_be_saved_is_known_before_a_search(
    tmp_path: Path, place: Callable[[Path], Path], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        ensure_plan_can_be_saved(league(4), place(tmp_path))


def test_files_are_as_readable_as_others_and_keep_what_they_allow(tmp_path: Path) -> None:
    file, beside = tmp_path / "plan.csv", tmp_path / "beside"
    beside.touch()

    save_plan(league(4), Plan(()), file)
    assert file.stat().st_mode == beside.stat().st_mode

    file.chmod(0o640)
    save_plan(league(4), Plan(()), file)
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(tmp_path.iterdir()) == [beside, file]

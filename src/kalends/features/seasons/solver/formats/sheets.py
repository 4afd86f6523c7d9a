"""Plans for the office: CSV both ways, Excel both ways."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.rules import Names

# openpyxl has no complete types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingModuleSource=false
# The largest season has 4 million cells, 100 rounds of 100 teams far fewer.
MAX_UNPACKED = 200_000_000
HEADER = ("slot", "name", "starts_at", "home", "away")
# A sheet that calculates could run what a team is called.
RISKY = ("=", "+", "-", "@", "\t", "\r")


def write_csv(problem: Problem, plan: Plan) -> str:
    """A line a game, in order of slots."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(_rows(problem, plan))
    return out.getvalue()


def _rows(problem: Problem, plan: Plan) -> Iterable[tuple[str, ...]]:
    late = len(problem.slots)
    for game in sorted(plan.games, key=lambda game: (late if game.slot is None else game.slot, game.home)):
        slot = problem.slots[game.slot] if game.slot is not None else None
        at = slot.starts_at.isoformat(sep=" ", timespec="minutes") if slot and slot.starts_at else ""
        home, away = problem.teams[game.home].key, problem.teams[game.away].key
        yield tuple(map(safe, (slot.key if slot else "", slot.name if slot else "", at, home, away)))


def safe(text: str) -> str:
    """The text as a cell that doesn't calculate."""
    return f"'{text}" if text.startswith(RISKY) else text


def plain(text: str) -> str:
    """The text of a cell that `safe` wrote."""
    return text[1:] if text.startswith("'") and text[1:].startswith(RISKY) else text


def read_csv(text: str, problem: Problem) -> Plan:
    """A plan from the columns slot, home and away; others don't matter."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _plan(((rows.line_num, row) for row in rows), problem)
    except csv.Error as error:
        raise ProblemIsMalformed(f"not CSV: {error}", line=rows.line_num) from None


def _plan(rows: Iterable[tuple[int, list[str]]], problem: Problem) -> Plan:
    names, places = Names.of(problem), dict[str, int]()
    games: list[Played] = []
    for line, row in rows:
        if not places:
            places = {name.strip().lower(): index for index, name in enumerate(row)}
            if not {"slot", "home", "away"} <= places.keys():
                raise ProblemIsMalformed("the columns slot, home and away are needed", line=line)
            continue
        if not any(row):
            continue
        cells = [
            plain(row[places[name]].strip()) if places[name] < len(row) else "" for name in ("slot", "home", "away")
        ]
        slot, home, away = cells
        if home not in names.teams or away not in names.teams or home == away:
            raise ProblemIsMalformed(f"no game {home!r} v {away!r} in this league", line=line)
        if slot and slot not in names.slots:
            raise ProblemIsMalformed(f"slot {slot!r} doesn't exist", line=line)
        games.append(Played(names.teams[home], names.teams[away], names.slots[slot] if slot else None))
    return Plan(tuple(games))


def write_excel(problem: Problem, plan: Plan) -> bytes:
    """Two sheets: the games, and a grid of teams by slots."""
    from openpyxl import Workbook

    book = Workbook()
    games: Any = book.active
    games.title = "Games"
    games.append(HEADER)
    for row in _rows(problem, plan):
        games.append(row)
    grid: Any = book.create_sheet("Teams")
    grid.append(["", *(safe(slot.name) for slot in problem.slots)])
    table = [[""] * len(problem.slots) for _ in problem.teams]
    for game in plan.games:
        if game.slot is not None:
            table[game.home][game.slot] = safe(problem.teams[game.away].name)
            table[game.away][game.slot] = f"at {problem.teams[game.home].name}"
    for team, cells in zip(problem.teams, table, strict=True):
        grid.append([safe(team.name), *cells])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_excel(path: Path, problem: Problem) -> Plan:
    """A plan from the first sheet, with the columns of the CSV."""
    with open_book(path) as book:
        return _plan(rows_of(book.worksheets[0]), problem)


@contextmanager
def open_book(path: Path) -> Generator[Any]:
    """An Excel file to read. Raises ProblemIsMalformed where it is none, or unpacks to more than is read."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > MAX_UNPACKED:
            raise ProblemIsMalformed(f"the file unpacks to {size:,} bytes, at most {MAX_UNPACKED:,} are read")
        book = load_workbook(path, read_only=True, data_only=True)
    except (ProblemIsMalformed, OSError):
        raise
    except Exception as error:  # openpyxl raises whatever the zip or XML inside does
        raise ProblemIsMalformed(f"not an Excel file: {error}") from None
    try:
        yield book
    finally:
        book.close()


def rows_of(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row with its number, cells as text: times as ISO 8601, whole numbers without a point."""
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield line, [_cell(value) for value in row]


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value).strip()

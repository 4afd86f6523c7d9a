"""A season as an Excel file, for the office: the fields of our own JSON on sheets, both ways."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kalends.features.seasons.solver.errors import ProblemIsMalformed, Where
from kalends.features.seasons.solver.formats.own import VERSION, fields_of, season_of
from kalends.features.seasons.solver.formats.sheets import open_book, plain, rows_of, safe
from kalends.features.seasons.solver.problem import Problem, round_robin

# openpyxl has no complete types, and fields are of many kinds.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingModuleSource=false
# Sheets of a row for each item, with their columns. Rules have RobinX's attributes as further columns.
COLUMNS = {
    "teams": ("key", "name", "groups", "latitude", "longitude"),
    "slots": ("key", "name", "groups", "starts_at"),
    "games": ("key", "home", "away", "open"),
    "rules": ("rule", "hard", "penalty"),
}
# What Excel keeps of a cell's text; openpyxl cuts the rest without a word.
LONGEST = 32_767
SETTINGS = ("name", "rounds", "compact", "phased", "objective", "zone")
YES, NO = ("yes", "true", "1", "x"), ("no", "false", "0", "")
FLAGS = ("compact", "phased", "open", "hard")
NUMBERS = ("latitude", "longitude")


def write_season(problem: Problem) -> bytes:
    """Sheets Season, Teams, Slots, Rules; Games unless each pair plays as often; Distances where there are any."""
    from openpyxl import Workbook

    given = fields_of(problem)
    if problem.games == round_robin(len(problem.teams), problem.legs) and not any(game.key for game in problem.games):
        given |= {"rounds": problem.legs, "games": []}
    book = Workbook()
    settings: Any = book.active
    settings.title = "Season"
    for name in SETTINGS:
        if name in given:
            settings.append([name, _out(given[name])])
    for name, columns in COLUMNS.items():
        items = given[name]
        if items:
            more = dict.fromkeys(field for item in items for field in item if field not in columns)
            sheet: Any = book.create_sheet(name.title())
            sheet.append([*columns, *more])
            for item in items:
                sheet.append([_out(item.get(field)) for field in (*columns, *more)])
            sheet.freeze_panes = "A2"
    if problem.distances:
        table: Any = book.create_sheet("Distances")
        table.append(["", *(safe(team.key) for team in problem.teams)])
        for team, row in zip(problem.teams, problem.distances, strict=True):
            table.append([safe(team.key), *row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _out(value: object) -> object:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return _out("; ".join(value))
        case str() if len(value) >= LONGEST:
            raise ProblemIsMalformed(f"a cell holds no {len(value):,} characters: {value[:40]!r}…; save as .json")
        case str():
            return safe(value)
        case _:
            return value


def read_season(path: Path) -> Problem:
    """The season of an Excel file. Raises ProblemIsMalformed with the sheet and the row."""
    with open_book(path) as book:
        sheets = {
            sheet.title.strip().lower(): [(line, list(map(plain, cells))) for line, cells in rows_of(sheet)]
            for sheet in book.worksheets
        }
    if "teams" not in sheets or "slots" not in sheets:
        raise ProblemIsMalformed("a season has sheets Teams and Slots; Season, Games, Rules, Distances as needed")
    given: dict[str, Any] = {"season": VERSION}
    lines: dict[Where, int] = {}
    for line, name, value in _settings(sheets.get("season", [])):
        given[name], lines[name,] = value, line
    for name, columns in COLUMNS.items():
        items, rows = _items(name, columns, sheets.get(name, []))
        given[name] = items
        lines |= {(name, index): row for index, row in enumerate(rows)}
    table = [(line, cells) for line, cells in sheets.get("distances", []) if any(cells)][1:]
    given["distances"] = _distances(table, [item.get("key") or item.get("name") for item in given["teams"]])
    lines |= {("distances", index): line for index, (line, _) in enumerate(table)}
    try:
        return season_of(given, [lines["rules", index] for index in range(len(given["rules"]))])
    except ProblemIsMalformed as error:
        raise error.on(lines.get(error.where[:2]) or lines.get(error.where[:1])) from None


def _settings(rows: Sequence[tuple[int, list[str]]]) -> Iterator[tuple[int, str, object]]:
    for line, cells in rows:
        name, value = (*cells, "", "")[:2]
        name = name.lower()
        if name and name not in SETTINGS:
            message = f"unknown field {name!r}; known are {', '.join(SETTINGS)}"
            raise ProblemIsMalformed(message, rule="season", line=line)
        if name:
            yield line, name, _in("season", line, name, value)


def _items(
    name: str, columns: Sequence[str], rows: Sequence[tuple[int, list[str]]]
) -> tuple[list[Mapping[str, Any]], list[int]]:
    """What a sheet lists, and the row of each."""
    items: list[Mapping[str, Any]] = []
    found: list[int] = []
    header: list[str] | None = None
    for line, cells in rows:
        if not any(cells):
            continue
        if header is None:
            header = cells
            unknown = [cell for cell in cells if cell and cell not in columns]
            if unknown and name != "rules":
                message = f"unknown column {unknown[0]!r}; known are {', '.join(columns)}"
                raise ProblemIsMalformed(message, rule=name, line=line)
            continue
        items.append(
            {field: _in(name, line, field, cell) for field, cell in zip(header, cells, strict=False) if field and cell}
        )
        found.append(line)
    return items, found


def _in(sheet: str, line: int, field: str, text: str) -> object:
    """The text of a cell as the JSON would have it."""
    if field in FLAGS:
        if text.lower() not in (*YES, *NO):
            raise ProblemIsMalformed(f"{field} is yes or no, not {text!r}", rule=sheet, line=line)
        return text.lower() in YES
    if field == "groups":
        return [part.strip() for part in text.split(";") if part.strip()]
    if field in NUMBERS or field == "rounds":
        try:
            return int(text) if field == "rounds" else float(text)
        except ValueError:
            raise ProblemIsMalformed(f"{field} must be a number, not {text!r}", rule=sheet, line=line) from None
    return text


def _distances(table: Sequence[tuple[int, list[str]]], keys: Sequence[object]) -> list[list[float]]:
    found: list[list[float]] = []
    for (line, (key, *cells)), expected in zip(table, [*keys, *[None] * len(table)], strict=False):
        if key != expected:
            message = f"a row for each team in the order of the teams is needed: here {expected!r}, not {key!r}"
            raise ProblemIsMalformed(message, rule="distances", line=line)
        try:
            found.append([float(cell) for cell in cells[: len(keys)]])
        except ValueError as error:
            raise ProblemIsMalformed(f"not a distance: {error}", rule="distances", line=line) from None
    return found

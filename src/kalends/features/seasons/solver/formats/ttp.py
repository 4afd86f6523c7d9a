"""Plain TTP instances: a square matrix of distances, as Michael Trick publishes them."""

from __future__ import annotations

import math

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.problem import Objective, Problem, Slot, Team, round_robin
from kalends.features.seasons.solver.rules import MeetingsApart, PlaysInARow


def read_matrix(text: str, name: str = "TTP", longest_run: int = 3) -> Problem:
    """The traveling tournament problem of a matrix: two rounds, runs of at most `longest_run`, no repeaters."""
    rows: list[tuple[int, tuple[int, ...]]] = []
    for line, given in enumerate(text.splitlines(), start=1):
        if given.strip():
            rows.append((line, tuple(_distance(word, line) for word in given.replace(",", " ").split())))
    size = len(rows)
    for line, row in rows:
        if len(row) != size:
            raise ProblemIsMalformed(f"{size} rows, but {len(row)} distances here", rule="distance", line=line)
    if size < 4 or size % 2:
        raise ProblemIsMalformed(f"an even number of teams, at least 4, is needed, not {size}", rule="teams")
    teams = tuple(range(size))
    runs = (
        PlaysInARow(teams=teams, others=teams, length=longest_run + 1, mode=mode, in_games=True, most=longest_run)
        for mode in ("H", "A")
    )
    return Problem(
        name=name,
        teams=tuple(Team(key=str(team), name=f"Team {team}") for team in teams),
        slots=tuple(Slot(key=str(slot), name=f"Slot {slot}") for slot in range(2 * (size - 1))),
        games=round_robin(size, 2),
        rules=(*runs, MeetingsApart(teams=teams, least=1)),
        objective=Objective.TRAVEL,
        distances=tuple(row for _, row in rows),
    )


def _distance(word: str, line: int) -> int:
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise ProblemIsMalformed(f"{word!r} isn't a distance", rule="distance", line=line)
    return round(value)


def write_matrix(problem: Problem) -> str:
    """The distances alone; what else the problem holds is lost."""
    return "".join(" ".join(map(str, row)) + "\n" for row in problem.distances)

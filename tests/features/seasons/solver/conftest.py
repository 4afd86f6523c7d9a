"""Small seasons, and the shared data where it is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kalends.features.seasons.solver import Game, Objective, Problem, Slot, Team, round_robin
from kalends.features.seasons.solver.rules import MeetingsApart, PlaysInARow

ROOT = Path(__file__).parents[4]
# For what a busy machine may delay.
PATIENCE = 300.0


def data_folder() -> Path | None:
    """Published instances: KALENDS_SHARED_DATA, or ../shared/data beside the repository."""
    given = os.environ.get("KALENDS_SHARED_DATA")
    folders = [Path(given)] if given else [ROOT.parent / "shared/data", ROOT.parents[1] / "shared/data"]
    return next((folder / "sports" for folder in folders if (folder / "sports").is_dir()), None)


@pytest.fixture(scope="session")
def sports() -> Path:
    folder = data_folder()
    if folder is None:
        pytest.skip("the shared data isn't here: set KALENDS_SHARED_DATA")
    return folder


def league(teams: int = 6, rounds: int = 2, *, slots: int | None = None, **more: object) -> Problem:
    """A round robin without rules."""
    count = slots if slots is not None else rounds * (teams - 1 + teams % 2)
    given: dict[str, object] = {
        "name": "league",
        "teams": tuple(Team(key=str(team), name=f"Team {team}") for team in range(teams)),
        "slots": tuple(Slot(key=str(slot), name=f"Round {slot}") for slot in range(count)),
        "games": round_robin(teams, rounds),
        **more,
    }
    return Problem(**given)  # type: ignore[arg-type]


def opened(problem: Problem) -> Problem:
    """The season with games that either team may host."""
    return replace(problem, games=tuple(replace(game, is_open=True) for game in problem.games))


def line(teams: int) -> tuple[tuple[int, ...], ...]:
    """Teams a kilometre apart on a road."""
    return tuple(tuple(abs(one - other) for other in range(teams)) for one in range(teams))


def awaited(is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so, before a test is given up."""
    end = time.monotonic() + PATIENCE
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def tournament(teams: int) -> Problem:
    """The traveling tournament problem on a road."""
    everyone = tuple(range(teams))
    runs = (PlaysInARow(teams=everyone, others=everyone, length=4, mode=mode, most=3) for mode in ("H", "A"))
    return league(
        teams,
        rules=(*runs, MeetingsApart(teams=everyone, least=1)),
        objective=Objective.TRAVEL,
        distances=line(teams),
    )


__all__ = ["Game", "Objective", "awaited", "data_folder", "league", "line", "opened", "tournament"]

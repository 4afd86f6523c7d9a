"""STAY: keep a plan as it is as far as possible, for repairs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class GamesStay:
    """Each of `games` (home, away, slot) is played as it was.

    Deviation: games that have moved. Source: rescheduling measures of Van Bulck and Goossens (2021).
    """

    tag: ClassVar[str] = "STAY"
    games: tuple[tuple[int, int, int], ...]
    terms: Terms = field(default_factory=lambda: Terms(hard=False))

    @classmethod
    def read(cls, given: Attributes) -> GamesStay:
        games: list[tuple[int, int, int]] = []
        for game in filter(None, given.values.get("games", "").split(";")):
            keys = game.split(",")
            if len(keys) != 3 or keys[0] not in given.names.teams or keys[1] not in given.names.teams:
                raise given.wrong(f"games must be home, away and slot, not {game!r}")
            if keys[2] not in given.names.slots:
                raise given.wrong(f"games names slot {keys[2]}, which doesn't exist")
            games.append((given.names.teams[keys[0]], given.names.teams[keys[1]], given.names.slots[keys[2]]))
        return cls(games=tuple(games), terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        teams, slots = list(names.teams), list(names.slots)
        games = ";".join(f"{teams[home]},{teams[away]},{slots[slot]}" for home, away, slot in self.games)
        return {"games": games}

    def lower(self, blueprint: Blueprint) -> None:
        cells = blueprint.no_cells()
        for home, away, slot in self.games:
            cells[home, away, slot] = True
        blueprint.count(cells, len(self.games), len(self.games), self.terms)

    def words(self, problem: Problem) -> str:
        return f"{len(self.games)} of {len(problem.games)} games stay where they were"

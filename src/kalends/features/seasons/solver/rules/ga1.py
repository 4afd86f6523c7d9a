"""GA1: which games are played in given slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, between, listing, slot_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class GamesInSlots:
    """`least` to `most` of `meetings` (home, away) are played in `slots`.

    Deviation: games missing or too many. Source: RobinX, GA1. Fixed dates and broadcast windows are GA1.
    """

    tag: ClassVar[str] = "GA1"
    meetings: tuple[tuple[int, int], ...]
    slots: tuple[int, ...]
    least: int = 0
    most: int = 0
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> GamesInSlots:
        least, most = given.range()
        return cls(meetings=given.meetings(), slots=given.slots(), least=least, most=most, terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        teams = list(names.teams)
        return {
            "meetings": "".join(f"{teams[home]},{teams[away]};" for home, away in self.meetings),
            "slots": names.slot_keys(self.slots),
            "min": str(self.least),
            "max": str(self.most),
        }

    def lower(self, blueprint: Blueprint) -> None:
        cells = blueprint.no_cells()
        for home, away in self.meetings:
            cells[home, away, list(self.slots)] = True
        blueprint.count(cells, self.least, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        games = listing([f"{problem.teams[home].name} v {problem.teams[away].name}" for home, away in self.meetings])
        return f"{between(self.least, self.most, 'of the games')} {games} in {slot_list(problem, self.slots)}"

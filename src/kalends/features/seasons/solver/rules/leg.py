"""LEG: how far a team travels from one game to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class LongestTrip:
    """None of `teams` travels more than `most` between two games in a row, in the unit of the distances.

    Deviation, per team: trips that are longer. Source: Open Sports Scheduling Standard, max_travel_distance.
    """

    tag: ClassVar[str] = "LEG"
    teams: tuple[int, ...]
    most: int
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> LongestTrip:
        return cls(teams=given.teams(), most=given.number("max"), terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        return {"teams": names.team_keys(self.teams), "max": str(self.most)}

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.trips(self.teams, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        return f"{team_list(problem, self.teams)}: no trip between games longer than {self.most}"

"""SE1: how far apart two teams' mutual games are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsApart:
    """At least `least` slots lie between consecutive mutual games of any two of `teams`.

    Deviation, per pair and consecutive games: slots missing. Source: RobinX, SE1; like its validator, `max` is ignored.
    No repeaters (TTP) is `least` 1.
    """

    tag: ClassVar[str] = "SE1"
    teams: tuple[int, ...]
    least: int
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> MeetingsApart:
        return cls(teams=given.teams(), least=given.number("min"), terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        return {"teams": names.team_keys(self.teams), "min": str(self.least), "mode1": "SLOTS"}

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.apart(self.teams, self.least, self.terms)

    def words(self, problem: Problem) -> str:
        return f"{team_list(problem, self.teams)}: at least {self.least} slots between games of the same pair"

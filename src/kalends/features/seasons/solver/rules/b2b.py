"""B2B: how often a team plays on the day after a game."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class BackToBacks:
    """Each of `teams` plays at most `most` games on the day after its game before, or on the same day.

    Deviation, per team: such games above `most`. Needs slots with a time, in order; days are those of the league.
    Source: Open Sports Scheduling Standard, back_to_back_games; North American leagues count and cap them by team.
    """

    tag: ClassVar[str] = "B2B"
    teams: tuple[int, ...]
    most: int = 0
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> BackToBacks:
        return cls(teams=given.teams(), most=given.number("max", 0), terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        return {"teams": names.team_keys(self.teams), "max": str(self.most)}

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.rushes(self.teams, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        amount = f"at most {self.most} games" if self.most else "no game"
        return f"{team_list(problem, self.teams)}: {amount} on the day after a game"

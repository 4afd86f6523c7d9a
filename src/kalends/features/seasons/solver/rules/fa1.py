"""FA1: whether a team's home and away games keep pace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, slot_list, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeKeepsPaceWithAway:
    """After each of `slots`, the home and away games so far of each of `teams` differ by at most `most`.

    Deviation, per team: the largest difference above `most`. Source: RobinX, FA1, as its paper defines it.
    """

    tag: ClassVar[str] = "FA1"
    teams: tuple[int, ...]
    slots: tuple[int, ...]
    most: int
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> HomeKeepsPaceWithAway:
        return cls(teams=given.teams(), slots=given.slots(), most=given.number("intp"), terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams": names.team_keys(self.teams),
            "slots": names.slot_keys(self.slots),
            "intp": str(self.most),
        }

    def lower(self, blueprint: Blueprint) -> None:
        for team in self.teams:
            blueprint.pace(team, self.slots, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        return (
            f"{team_list(problem, self.teams)}: home and away games so far differ by at most {self.most} "
            f"in {slot_list(problem, self.slots)}"
        )

"""FA3: whether a pair plays at home and away in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class HostsInTurn:
    """Each two of `teams` host their mutual games in turn.

    Deviation, per pair: consecutive mutual games with the same host. Source: RobinX, FA3.
    """

    tag: ClassVar[str] = "FA3"
    teams: tuple[int, ...]
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> HostsInTurn:
        return cls(teams=given.teams(), terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        return {"teams": names.team_keys(self.teams)}

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.in_turn(self.teams, self.terms)

    def words(self, problem: Problem) -> str:
        return f"{team_list(problem, self.teams)}: each pair hosts in turn"

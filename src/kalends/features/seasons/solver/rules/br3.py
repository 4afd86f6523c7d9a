"""BR3: whether teams have about the same number of breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import BREAK_WORDS, MODES, Attributes, Names, Terms, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class EvenBreaks:
    """No two of `teams` differ by more than `most` in their breaks over the season.

    Deviation, per pair: the difference above `most`. Source: RobinX, BR3 (its validator counts nothing for it).
    """

    tag: ClassVar[str] = "BR3"
    teams: tuple[int, ...]
    mode: str = "HA"
    most: int = 0
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> EvenBreaks:
        given.choice("mode1", ("REGULAR",), "REGULAR")
        return cls(
            teams=given.teams(),
            mode=given.choice("mode2", MODES, "HA"),
            most=given.number("intp"),
            terms=given.terms(),
        )

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams": names.team_keys(self.teams),
            "intp": str(self.most),
            "mode1": "REGULAR",
            "mode2": self.mode,
        }

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.even_breaks(self.teams, self.mode, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        return f"{team_list(problem, self.teams)}: {BREAK_WORDS[self.mode]} differ by at most {self.most}"

"""BR2: how many breaks a group of teams has together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, between, slot_list, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class AllBreaks:
    """`teams` together have at most (`exact`: exactly) `most` breaks in `slots`.

    Deviation: breaks too many (or missing). Source: RobinX, BR2.
    """

    tag: ClassVar[str] = "BR2"
    teams: tuple[int, ...]
    slots: tuple[int, ...]
    most: int = 0
    exact: bool = False
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> AllBreaks:
        given.choice("homeMode", ("HA",), "HA")
        return cls(
            teams=given.teams(),
            slots=given.slots(),
            most=given.number("intp"),
            exact=given.choice("mode2", ("LEQ", "EQ"), "LEQ") == "EQ",
            terms=given.terms(),
        )

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams": names.team_keys(self.teams),
            "slots": names.slot_keys(self.slots),
            "intp": str(self.most),
            "homeMode": "HA",
            "mode2": "EQ" if self.exact else "LEQ",
        }

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.breaks(self.teams, self.slots, "HA", self.most if self.exact else 0, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        amount = between(self.most if self.exact else 0, self.most, "breaks")
        return f"{team_list(problem, self.teams)} together: {amount} in {slot_list(problem, self.slots)}"

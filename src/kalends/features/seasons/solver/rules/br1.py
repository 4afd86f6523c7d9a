"""BR1: how many breaks a team has in given slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import (
    BREAK_WORDS,
    MODES,
    Attributes,
    Names,
    Terms,
    between,
    slot_list,
    team_list,
)

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamBreaks:
    """Each of `teams` has at most (`exact`: exactly) `most` home breaks, away breaks or breaks in `slots`.

    A break in a slot: the team's game there has the same home or away as its game before.
    Deviation, per team: breaks too many (or missing). Source: RobinX, BR1.
    """

    tag: ClassVar[str] = "BR1"
    teams: tuple[int, ...]
    slots: tuple[int, ...]
    mode: str = "HA"
    most: int = 0
    exact: bool = False
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> TeamBreaks:
        return cls(
            teams=given.teams(),
            slots=given.slots(),
            mode=given.choice("mode2", MODES, "HA"),
            most=given.number("intp"),
            exact=given.choice("mode1", ("LEQ", "EQ"), "LEQ") == "EQ",
            terms=given.terms(),
        )

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams": names.team_keys(self.teams),
            "slots": names.slot_keys(self.slots),
            "intp": str(self.most),
            "mode1": "EQ" if self.exact else "LEQ",
            "mode2": self.mode,
        }

    def lower(self, blueprint: Blueprint) -> None:
        for team in self.teams:
            blueprint.breaks((team,), self.slots, self.mode, self.most if self.exact else 0, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        amount = between(self.most if self.exact else 0, self.most, BREAK_WORDS[self.mode])
        return f"{team_list(problem, self.teams)}: {amount} in {slot_list(problem, self.slots)}"

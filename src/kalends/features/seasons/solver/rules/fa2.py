"""FA2: whether teams have had about the same number of home games."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import (
    HOME_WORDS,
    MODES,
    Attributes,
    Names,
    Terms,
    slot_list,
    team_list,
)

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsKeepPace:
    """After each of `slots`, any two of `teams` differ by at most `most` in home games (away games, games) so far.

    Deviation, per pair: the largest difference above `most`. Source: RobinX, FA2.
    """

    tag: ClassVar[str] = "FA2"
    teams: tuple[int, ...]
    slots: tuple[int, ...]
    mode: str = "H"
    most: int = 0
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> TeamsKeepPace:
        return cls(
            teams=given.teams(),
            slots=given.slots(),
            mode=given.choice("mode", MODES, "H"),
            most=given.number("intp"),
            terms=given.terms(),
        )

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams": names.team_keys(self.teams),
            "slots": names.slot_keys(self.slots),
            "mode": self.mode,
            "intp": str(self.most),
        }

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.curves(self.teams, self.slots, self.mode, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        return (
            f"{team_list(problem, self.teams)}: {HOME_WORDS[self.mode]} so far differ by at most {self.most} "
            f"in {slot_list(problem, self.slots)}"
        )

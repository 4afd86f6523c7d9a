"""CA2: how often a team meets certain others in given slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.against import read_against, write_against
from kalends.features.seasons.solver.rules.rule import (
    HOME_WORDS,
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
class MeetsInSlots:
    """Each of `teams` plays `least` to `most` games against `others` in `slots`; `each` of them with EVERY.

    Deviation, per team (per pair with EVERY): games missing or too many. Source: RobinX, CA2.
    """

    tag: ClassVar[str] = "CA2"
    teams: tuple[int, ...]
    others: tuple[int, ...]
    slots: tuple[int, ...]
    mode: str = "HA"
    each: bool = False
    least: int = 0
    most: int = 0
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> MeetsInSlots:
        return cls(**read_against(given))

    def write(self, names: Names) -> dict[str, str]:
        return write_against(self, names)

    def lower(self, blueprint: Blueprint) -> None:
        for team in self.teams:
            rivals = [other for other in self.others if other != team]
            for group in [(rival,) for rival in rivals] if self.each else [tuple(rivals)]:
                cells = blueprint.cells((team,), group, self.slots, self.mode)
                blueprint.count(cells, self.least, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        amount = between(self.least, self.most, HOME_WORDS[self.mode])
        against = f"{'each of ' if self.each else ''}{team_list(problem, self.others)}"
        return f"{team_list(problem, self.teams)}: {amount} against {against} in {slot_list(problem, self.slots)}"

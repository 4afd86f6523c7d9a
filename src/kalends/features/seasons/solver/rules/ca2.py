"""CA2: how often a team meets certain others in given slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import (
    HOME_WORDS,
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
        least, most = given.range()
        return cls(
            teams=given.teams("teams1", "teamGroups1"),
            others=given.teams("teams2", "teamGroups2"),
            slots=given.slots(),
            mode=given.choice("mode1", MODES),
            each=given.choice("mode2", ("GLOBAL", "EVERY"), "GLOBAL") == "EVERY",
            least=least,
            most=most,
            terms=given.terms(),
        )

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams1": names.team_keys(self.teams),
            "teams2": names.team_keys(self.others),
            "slots": names.slot_keys(self.slots),
            "mode1": self.mode,
            "mode2": "EVERY" if self.each else "GLOBAL",
            "min": str(self.least),
            "max": str(self.most),
        }

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

"""CA1: how often a team plays in given slots."""

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
class PlaysInSlots:
    """Each of `teams` plays `least` to `most` home games, away games or games in `slots`.

    Deviation, per team: games missing or too many. Source: Van Bulck et al., RobinX (EJOR 280, 2020), CA1.
    Halls, holidays, no-play days and unavailable players are CA1 with `most` 0.
    """

    tag: ClassVar[str] = "CA1"
    teams: tuple[int, ...]
    slots: tuple[int, ...]
    mode: str = "HA"
    least: int = 0
    most: int = 0
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> PlaysInSlots:
        least, most = given.range()
        mode = given.choice("mode", MODES)
        return cls(teams=given.teams(), slots=given.slots(), mode=mode, least=least, most=most, terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams": names.team_keys(self.teams),
            "slots": names.slot_keys(self.slots),
            "mode": self.mode,
            "min": str(self.least),
            "max": str(self.most),
        }

    def lower(self, blueprint: Blueprint) -> None:
        for team in self.teams:
            cells = blueprint.cells((team,), blueprint.all_teams, self.slots, self.mode)
            blueprint.count(cells, self.least, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        amount = between(self.least, self.most, HOME_WORDS[self.mode])
        return f"{team_list(problem, self.teams)}: {amount} in {slot_list(problem, self.slots)}"

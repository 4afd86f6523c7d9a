"""CA4: how many games a group of teams has in given slots."""

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
class GroupPlaysInSlots:
    """`teams` together play `least` to `most` games against `others` in `slots`, or in `each` slot of them.

    Deviation, once or per slot: games missing or too many; a game inside the group counts once. Source: RobinX, CA4.
    A hall that teams share is CA4 with mode H and EVERY; a pool of referees is CA4 over all teams.
    """

    tag: ClassVar[str] = "CA4"
    teams: tuple[int, ...]
    others: tuple[int, ...]
    slots: tuple[int, ...]
    mode: str = "HA"
    each: bool = False
    least: int = 0
    most: int = 0
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> GroupPlaysInSlots:
        return cls(**read_against(given))

    def write(self, names: Names) -> dict[str, str]:
        return write_against(self, names)

    def lower(self, blueprint: Blueprint) -> None:
        for group in [(slot,) for slot in self.slots] if self.each else [self.slots]:
            cells = blueprint.cells(self.teams, self.others, group, self.mode)
            blueprint.count(cells, self.least, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        amount = between(self.least, self.most, HOME_WORDS[self.mode])
        when = f"{'each of ' if self.each else ''}{slot_list(problem, self.slots)}"
        against = "" if len(self.others) == len(problem.teams) else f" against {team_list(problem, self.others)}"
        return f"{team_list(problem, self.teams)} together: {amount}{against} in {when}"

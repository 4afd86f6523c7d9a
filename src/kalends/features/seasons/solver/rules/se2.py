"""SE2: slots that hold the same pairs, as in a mirrored season."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, listing, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsHoldTheSamePairs:
    """Any two of `teams` that meet in one slot of a pair of slots also meet in the other.

    Deviation, per pair of slots: pairs of teams that meet in one and not the other. Source: RobinX, SE2.
    Game modes M (mirrored), F (French), E (English) and I (inverted) are SE2 over all slots.
    """

    tag: ClassVar[str] = "SE2"
    teams: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> SlotsHoldTheSamePairs:
        return cls(teams=given.teams(), pairs=given.slot_pairs(), terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        slots = list(names.slots)
        return {
            "teams": names.team_keys(self.teams),
            "slotPairs": "".join(f"{slots[first]},{slots[second]};" for first, second in self.pairs),
        }

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.mates(self.teams, self.pairs, self.terms)

    def words(self, problem: Problem) -> str:
        slots = problem.slots
        pairs = listing([f"{slots[first].name} = {slots[second].name}" for first, second in self.pairs])
        return f"{team_list(problem, self.teams)}: the same pairs meet in {pairs}"

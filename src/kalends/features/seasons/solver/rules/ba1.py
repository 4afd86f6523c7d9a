"""BA1: whether every game has to be played."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryGameIsPlayed:
    """Every game has a slot. Without this rule it holds all the same, hard; with it, games may be left out at a cost.

    Deviation: games without a slot. Source: RobinX, BA1.
    """

    tag: ClassVar[str] = "BA1"
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> EveryGameIsPlayed:
        return cls(terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        return {}

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.may_wait(self.terms)

    def words(self, problem: Problem) -> str:
        return f"all {len(problem.games)} games are played"

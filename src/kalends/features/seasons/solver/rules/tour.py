"""TOUR: the distance all teams travel, as a cost beside other rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortTravel:
    """Teams travel from home over their away games back home; each full `unit` of the total costs the penalty.

    Deviation: total distance in `unit`s, rounded down per team. Source: Open Sports Scheduling Standard,
    minimize_travel; the traveling tournament problem (Easton, Nemhauser, Trick 2001) is this with unit 1 alone.
    """

    tag: ClassVar[str] = "TOUR"
    unit: int = 1
    terms: Terms = field(default_factory=lambda: Terms(hard=False))

    @classmethod
    def read(cls, given: Attributes) -> ShortTravel:
        terms = given.terms()
        if terms.hard:
            raise given.wrong("travel can't be a hard rule; set a longest trip instead")
        return cls(unit=given.number("unit", 1, least=1), terms=terms)

    def write(self, names: Names) -> dict[str, str]:
        return {"unit": str(self.unit)}

    def lower(self, blueprint: Blueprint) -> None:
        blueprint.travel(self.unit, self.terms.penalty)

    def words(self, problem: Problem) -> str:
        return f"teams travel as little as they can, {self.terms.penalty} for each {self.unit}"

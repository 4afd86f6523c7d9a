"""A rule of an OSSS season as it is asked for: what it says, whom it is for, and the season it is said of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from kalends.features.seasons.solver.formats.osss.instance import Constraint, Fixture, Instance, is_within
from kalends.features.seasons.solver.formats.osss.selector import Chosen, NotUnderstood
from kalends.features.seasons.solver.formats.osss.values import Values
from kalends.features.seasons.solver.problem import Slot
from kalends.features.seasons.solver.rules import (
    GamesInSlots,
    GroupPlaysInSlots,
    PlaysInSlots,
    Rule,
    Terms,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule as it is read: what it says, whom it is for, and the season it is said of."""

    instance: Instance
    slots: tuple[Slot, ...]
    given: Constraint
    terms: Terms
    chosen: Chosen

    @property
    def params(self) -> Values:
        return self.given.params

    @property
    def teams(self) -> tuple[int, ...]:
        return self.chosen.teams

    @property
    def everyone(self) -> tuple[int, ...]:
        return tuple(range(len(self.instance.sides)))

    @property
    def where(self) -> tuple[int, ...]:
        """The slots of its phases."""
        spans = tuple(self.instance.phases[phase] for phase in self.chosen.phases)
        return tuple(index for index, at in enumerate(starts(self.slots)) if not spans or is_within(at.date(), spans))

    def ensure_whole_season(self) -> None:
        """For rules that can't be kept in a part of it alone."""
        if self.chosen.phases:
            raise NotUnderstood

    def forbids(self, slots: Sequence[int]) -> Iterator[Rule]:
        """None of the chosen games is played in these slots."""
        slots = tuple(slots)
        if not slots:
            return
        if self.chosen.fixtures is not None:
            meetings = meetings_of(self.chosen.fixtures)
            if not set(meetings) & set(meetings_of(rest_of(self.instance, self.chosen.fixtures))):
                yield GamesInSlots(meetings=tuple(dict.fromkeys(meetings)), slots=slots, terms=self.terms)
                return
            raise NotUnderstood  # of two games of the same sides one alone
        if self.chosen.hosts_of:
            yield PlaysInSlots(teams=self.teams, slots=slots, mode="H", terms=self.terms)
        elif len(self.teams) == len(self.everyone):
            yield GroupPlaysInSlots(teams=self.everyone, others=self.everyone, slots=slots, terms=self.terms)
        else:
            yield PlaysInSlots(teams=self.teams, slots=slots, terms=self.terms)


def starts(slots: Sequence[Slot]) -> list[datetime]:
    return [slot.starts_at for slot in slots if slot.starts_at]


def meetings_of(fixtures: Sequence[Fixture]) -> list[tuple[int, int]]:
    return [
        pair
        for fixture in fixtures
        for pair in (
            ((fixture.home, fixture.away), (fixture.away, fixture.home))
            if fixture.is_open
            else ((fixture.home, fixture.away),)
        )
    ]


def rest_of(instance: Instance, fixtures: Sequence[Fixture]) -> list[Fixture]:
    some = {id(fixture) for fixture in fixtures}
    return [fixture for fixture in instance.fixtures if id(fixture) not in some]


def is_placed(instance: Instance) -> bool:
    return all(side.team.latitude is not None for side in instance.sides)

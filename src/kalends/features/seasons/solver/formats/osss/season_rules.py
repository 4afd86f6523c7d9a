"""What an OSSS season asks for by itself: halls, officials, absences and phases."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from kalends.features.seasons.solver.formats.osss.asked import meetings_of, starts
from kalends.features.seasons.solver.formats.osss.grid import Grid, overlapping
from kalends.features.seasons.solver.formats.osss.instance import Instance, is_within
from kalends.features.seasons.solver.problem import Slot
from kalends.features.seasons.solver.rules import (
    GamesInSlots,
    GroupPlaysInSlots,
    PlaysInSlots,
    RestBetweenGames,
    Rule,
)


def season_rules(instance: Instance, grid: Grid) -> Iterator[Rule]:
    """What venues, officials, absences and phases ask for by themselves."""
    everyone, slots = tuple(range(len(instance.sides))), grid.slots
    if len(overlapping(slots, instance.minutes)) < len(slots):
        yield RestBetweenGames(teams=everyone, hours=math.ceil(instance.minutes / 60))
    yield from _venue_rules(instance, grid)
    yield from _official_rules(instance, slots)
    for index, side in enumerate(instance.sides):
        shut = tuple(slot for slot, at in enumerate(starts(slots)) if is_within(at.date(), side.away))
        if shut:
            yield PlaysInSlots(teams=(index,), slots=shut)
    yield from _phase_rules(instance, slots)


def _venue_rules(instance: Instance, grid: Grid) -> Iterator[Rule]:
    """Teams host when games start at their venue; it holds a game a court. Without home venues, all share all."""
    everyone, slots = tuple(range(len(instance.sides))), range(len(grid.slots))
    if not any(side.venue for side in instance.sides):
        courts = sum(venue.games_at_once for venue in instance.venues)
        if 0 < courts < len(everyone) // 2:
            yield from _at_most(everyone, grid, courts)
        return
    for venue in instance.venues:
        hosts = tuple(index for index, side in enumerate(instance.sides) if side.venue == venue.key)
        shut = tuple(slot for slot in slots if slot not in grid.own[venue.key])
        if hosts and shut:
            yield PlaysInSlots(teams=hosts, slots=shut, mode="H")
        if len(hosts) > venue.games_at_once:
            where = tuple(sorted(grid.own[venue.key]))
            most = venue.games_at_once
            yield GroupPlaysInSlots(teams=hosts, others=everyone, slots=where, mode="H", each=True, most=most)


def _at_most(everyone: tuple[int, ...], grid: Grid, most: int) -> Iterator[Rule]:
    """So many games at a time, wherever they are."""
    groups = overlapping(grid.slots, grid.gap)
    if len(groups) == len(grid.slots):
        where = tuple(range(len(grid.slots)))
        yield GroupPlaysInSlots(teams=everyone, others=everyone, slots=where, mode="H", each=True, most=most)
        return
    for group in groups:
        yield GroupPlaysInSlots(teams=everyone, others=everyone, slots=group, mode="H", most=most)


def _official_rules(instance: Instance, slots: tuple[Slot, ...]) -> Iterator[Rule]:
    """As many games at once as there are officials for; each may take any game."""
    if not instance.officials:
        return
    everyone = tuple(range(len(instance.sides)))
    pools: dict[int, list[int]] = {}
    for index, at in enumerate(starts(slots)):
        there = sum(not is_within(at.date(), official.away) for official in instance.officials)
        pools.setdefault(there // instance.crew, []).append(index)
    for most, where in sorted(pools.items()):
        if most < len(everyone) // 2:
            yield GroupPlaysInSlots(teams=everyone, others=everyone, slots=tuple(where), each=True, most=most)


def _phase_rules(instance: Instance, slots: tuple[Slot, ...]) -> Iterator[Rule]:
    """Games of a phase that has dates are played within them."""
    counts = Counter(pair for fixture in instance.fixtures for pair in meetings_of([fixture])[:1])
    for phase, span in instance.phases.items():
        inside = tuple(index for index, at in enumerate(starts(slots)) if is_within(at.date(), (span,)))
        outside = tuple(sorted(set(range(len(slots))) - set(inside)))
        here = [fixture for fixture in instance.fixtures if fixture.phase == phase]
        own = Counter(pair for fixture in here for pair in meetings_of([fixture])[:1])
        alone = tuple(
            dict.fromkeys(
                pair
                for fixture in here
                if own[meetings_of([fixture])[0]] == counts[meetings_of([fixture])[0]]
                for pair in meetings_of([fixture])
            )
        )
        if alone and outside:
            yield GamesInSlots(meetings=alone, slots=outside)
        for pair, games in own.items():
            if games < counts[pair]:
                yield GamesInSlots(meetings=(pair,), slots=inside, least=games, most=games)

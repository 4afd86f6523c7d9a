"""Exact forms of rules about the order of games: pace, even breaks, hosts in turn, trips, stretches, days in a row.

Each function states all rows of one kind in a model. Deviations are bounded from below only: costs push them down.
"""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any

from kalends.features.seasons.solver.blueprint import InTurn, Stretch, Trips

if TYPE_CHECKING:
    from kalends.features.seasons.solver.exact.model import SeasonModel, Sum

# ortools builds expressions of many classes; its stubs name them loosely.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false


def state_orders(model: SeasonModel) -> None:
    _paces(model)
    _evens(model)
    for turns in model.blueprint.turn_rows:
        _turns(model, turns)
    for trips in model.blueprint.trip_rows:
        for team in trips.teams:
            _trips(model, trips, team)
    for stretch in model.blueprint.stretch_rows:
        _stretches(model, stretch)
    _rushes(model)


def _at_least(model: SeasonModel, most: int, *amounts: Sum) -> Any:
    """A number that none of the amounts is above."""
    number = model.cp.new_int_var(0, most, "")
    for amount in amounts:
        model.cp.add(number >= amount)
    return number


def _paces(model: SeasonModel) -> None:
    """How far home and away games so far differ at worst."""
    slots = model.blueprint.shape[2]
    for row in model.blueprint.pace_rows:
        lead: Sum = 0
        excesses: list[Sum] = []
        for slot in range(slots):
            lead = lead + model.hosting(row.team, slot) - model.visiting(row.team, slot)
            if row.slots[slot]:
                excesses += [lead - row.most, -lead - row.most]
        model.at_most(_at_least(model, slots, *excesses), 0, row.rule, row.terms, slots)


def _evens(model: SeasonModel) -> None:
    """How far the breaks of two teams differ."""
    slots = model.blueprint.shape[2]
    for row in model.blueprint.even_rows:
        breaks = {
            team: sum(model.break_at(team, slot, mode) for slot in range(1, slots) for mode in row.mode)
            for team in row.teams
        }
        for one, other in combinations(row.teams, 2):
            difference = breaks[one] - breaks[other]
            gap = _at_least(model, slots, difference - row.most, -difference - row.most)
            model.at_most(gap, 0, row.rule, row.terms, slots)


def _turns(model: SeasonModel, row: InTurn) -> None:
    """Games of a pair that follow each other with the same host."""
    for (one, other), games in model.games_by_pair().items():
        if not row.pairs[one, other] or len(games) < 2:
            continue
        hosts = {game: model.is_host(game, one) for game in games}
        before = _orders(model, games)
        same: list[Any] = []
        for first, second in permutations(games, 2):
            rest = [game for game in games if game not in (first, second)]
            between = [_both(model, before[first, third], before[third, second]) for third in rest]
            hosted = hosts[first] + hosts[second]
            is_same = _at_least(model, 1, hosted - 1, 1 - hosted)
            same.append(_at_least(model, 1, before[first, second] + is_same - 1 - sum(between)))
        model.at_most(sum(same), 0, row.rule, row.terms, len(same))


def _orders(model: SeasonModel, games: list[int]) -> dict[tuple[int, int], Any]:
    """Whether the first of two games comes before the second."""
    before: dict[tuple[int, int], Any] = {}
    for first, second in combinations(games, 2):
        literal = model.cp.new_bool_var("")
        distance = model.place(second) - model.place(first)
        model.cp.add(distance >= 1).only_enforce_if(literal)
        model.cp.add(distance <= -1).only_enforce_if(literal.negated())
        before[first, second], before[second, first] = literal, 1 - literal
    return before


def _both(model: SeasonModel, one: Sum, other: Sum) -> Any:
    """At most 1, and only where both are."""
    literal = model.cp.new_bool_var("")
    model.cp.add(literal <= one)
    model.cp.add(literal <= other)
    return literal


def _trips(model: SeasonModel, row: Trips, team: int) -> None:
    """Trips of a team that are too long, by where it was before each slot."""
    n, _, slots = model.blueprint.shape
    distances = model.blueprint.problem.distances
    here: dict[int, Any] = {venue: int(venue == team) for venue in range(n)}
    long: list[Any] = []
    for slot in range(slots):
        games = {venue: model.games_at(venue, team, slot) for venue in range(n) if venue != team}
        games[team] = model.hosting(team, slot)
        played = sum(games.values())
        trips = [
            here[start] + sum(games[end] for end in range(n) if distances[start][end] > row.most) - 1
            for start in range(n)
        ]
        long.append(_at_least(model, 1, *trips))
        there = {venue: model.cp.new_bool_var("") for venue in range(n)}
        model.cp.add_exactly_one(there.values())
        for venue, literal in there.items():
            model.cp.add(literal >= games[venue])
            model.cp.add(literal >= here[venue] - played)
        here = there
    long += [here[venue] for venue in range(n) if distances[venue][team] > row.most]
    model.at_most(sum(long), 0, row.rule, row.terms, slots + 1)


def _stretches(model: SeasonModel, row: Stretch) -> None:
    """Games of certain pairs in each stretch of so many games, from each first slot to each last."""
    n, _, slots = model.blueprint.shape
    busy = [model.hosting(row.team, slot) + model.visiting(row.team, slot) for slot in range(slots)]
    wanted = [
        sum(model.games_at(row.team, other, slot) for other in range(n) if row.pairs[row.team, other])
        + sum(model.games_at(other, row.team, slot) for other in range(n) if row.pairs[other, row.team])
        for slot in range(slots)
    ]
    for first in range(slots - row.length + 1):
        for last in range(first + row.length - 1, slots):
            count, found = sum(busy[first : last + 1]), sum(wanted[first : last + 1])
            more, fewer = model.cp.new_bool_var(""), model.cp.new_bool_var("")
            model.cp.add(count >= row.length + 1).only_enforce_if(more)
            model.cp.add(count <= row.length - 1).only_enforce_if(fewer)
            ends = busy[first] if row.length == 1 and first == last else busy[first] + busy[last] - 1
            is_stretch = _at_least(model, 1, ends - more - fewer)
            spare = (last - first + 1) * (1 - is_stretch)
            excesses = [found - row.most - spare] if row.most < row.length else []
            excesses += [row.least * is_stretch - found] if row.least else []
            size = max(row.length, row.least)
            model.at_most(_at_least(model, size, *excesses), 0, row.rule, row.terms, size)


def _rushes(model: SeasonModel) -> None:
    """Games with another on the day before, or earlier the same day."""
    slots = model.blueprint.problem.slots
    days = [slot.starts_at.toordinal() if slot.starts_at else 0 for slot in slots]
    for row in model.blueprint.rush_rows:
        for team in row.teams:
            busy = [model.hosting(team, slot) + model.visiting(team, slot) for slot in range(len(slots))]
            rushed = [
                _at_least(model, 1, *(busy[before] + busy[slot] - 1 for before in near))
                for slot, day in enumerate(days)
                if (near := [before for before in range(slot) if days[before] >= day - 1])
            ]
            model.at_most(sum(rushed), row.most, row.rule, row.terms, len(slots))

"""First timetables of a tournament: a random round robin, or a given plan."""

from __future__ import annotations

import random

from kalends.features.seasons.solver.problem import Plan, Problem

Games = list[tuple[int, int, int]]


def first_games(teams: int, dice: random.Random) -> Games:
    """A mirrored round robin by the circle method, with names, rounds and hosts drawn."""
    names, order = dice.sample(range(teams), teams), dice.sample(range(teams - 1), teams - 1)
    around = teams - 1
    games: Games = []
    for number, at in enumerate(order, start=1):
        pairs = [(around, at)] + [((at + step) % around, (at - step) % around) for step in range(1, teams // 2)]
        for one, other in pairs:
            host, guest = (names[one], names[other]) if dice.random() < 0.5 else (names[other], names[one])
            games += [(host, guest, number), (guest, host, number + around)]
    return games


def games_of(problem: Problem, plan: Plan) -> Games | None:
    """The plan's games (host, guest, round); None unless it is a whole round robin."""
    games = [(game.home, game.away, game.slot + 1) for game in plan.games if game.slot is not None]
    busy = {(team, at) for host, guest, at in games for team in (host, guest)}
    pairs = {(host, guest) for host, guest, _ in games}
    whole = len(problem.games)
    return games if len(games) == len(pairs) == whole and len(busy) == 2 * whole else None

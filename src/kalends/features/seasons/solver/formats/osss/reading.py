"""An OSSS season as a problem of ours."""

from __future__ import annotations

from collections import Counter

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.formats.osss.asked import is_placed
from kalends.features.seasons.solver.formats.osss.grid import grid_of
from kalends.features.seasons.solver.formats.osss.instance import read_instance
from kalends.features.seasons.solver.formats.osss.rules import buffer_of, rules_of
from kalends.features.seasons.solver.places import distances
from kalends.features.seasons.solver.problem import Game, Problem


def read_problem(text: str) -> Problem:
    """The season of an OSSS file. Raises ProblemIsMalformed naming the rule; see `unread` for what is left aside."""
    return _read(text)[0]


def unread(text: str) -> tuple[str, ...]:
    """Names of the rules of the file that aren't kept: unknown ones, and those whose selector isn't understood."""
    return tuple(_read(text)[1])


def _read(text: str) -> tuple[Problem, list[str]]:
    instance = read_instance(text)
    if not instance.fixtures:
        raise ProblemIsMalformed("the season has no games", rule="fixtures")
    grid = grid_of(instance, buffer_of(instance))
    if not grid.slots:
        raise ProblemIsMalformed("no venue is open for a game at any time of the season", rule="availability")
    rules, left = rules_of(instance, grid)
    teams = tuple(side.team for side in instance.sides)
    played = Counter(team for game in instance.fixtures for team in (game.home, game.away))
    problem = Problem(
        name=instance.name,
        teams=teams,
        slots=grid.slots,
        games=tuple(Game(game.home, game.away, game.is_open, game.key) for game in instance.fixtures),
        rules=tuple(rules),
        # With a game in every slot nobody can wait, said or not.
        is_compact=all(played[team] == len(grid.slots) for team in range(len(teams))),
        distances=distances(teams) if teams and is_placed(instance) else (),
        zone=instance.zone,
    )
    return problem, left

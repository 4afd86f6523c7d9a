"""Whether the games that a file fixes to slots can stand beside each other at all."""

from __future__ import annotations

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.problem import Problem
from kalends.features.seasons.solver.rules import GamesInSlots
from kalends.features.seasons.solver.rules.rule import Rule


def ensure_fixed_games_fit(problem: Problem) -> None:
    """Raise where hard rules fix a team to two games at once: no search can mend that.

    Three teams that are to meet each other in one slot, a cycle of fixed games, are the usual slip.
    """
    at: dict[tuple[int, int], tuple[tuple[int, int], Rule]] = {}
    for rule in problem.rules:
        if not isinstance(rule, GamesInSlots) or not _is_fixed(rule):
            continue
        (slot,) = rule.slots
        for game in rule.meetings:
            for team in game:
                before, earlier = at.setdefault((team, slot), (game, rule))
                if before == game:
                    continue
                where = f" (see line {earlier.terms.line})" if earlier.terms.line else ""
                message = f"{_words(problem, game)} and {_words(problem, before)} are both fixed in "
                raise ProblemIsMalformed(
                    message + problem.slots[slot].name + where, rule=rule.tag, line=rule.terms.line
                )


def _is_fixed(rule: GamesInSlots) -> bool:
    """All the rule's games must be played in its one slot."""
    return rule.terms.hard and len(rule.slots) == 1 and rule.least == len(rule.meetings)


def _words(problem: Problem, game: tuple[int, int]) -> str:
    return f"{problem.teams[game[0]].name} v {problem.teams[game[1]].name}"

"""Whether the games that a file fixes to slots can stand beside each other at all."""

from __future__ import annotations

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.problem import Problem
from kalends.features.seasons.solver.rules import GamesInSlots
from kalends.features.seasons.solver.rules.rule import Rule


def ensure_fixed_games_fit(problem: Problem) -> None:
    """Raise where hard rules fix a team to two games at once, or one game to two slots: no search can mend that.

    Three teams that are to meet each other in one slot, a cycle of fixed games, are the usual slip.
    """
    at: dict[tuple[int, int], tuple[tuple[int, int], Rule]] = {}
    where: dict[tuple[int, int], tuple[int, Rule]] = {}
    for rule in problem.rules:
        if not isinstance(rule, GamesInSlots) or not _is_fixed(rule):
            continue
        (slot,) = rule.slots
        for game in rule.meetings:
            words, name = _words(problem, game), problem.slots[slot].name
            if game in where and where[game][0] != slot and _is_single(problem, game):
                other = problem.slots[where[game][0]].name
                raise _contradiction(rule, f"{words} is fixed in {name} and in {other}", where[game][1])
            where[game] = slot, rule
            for team in game:
                before = at.setdefault((team, slot), (game, rule))
                if before[0] != game:
                    other = _words(problem, before[0])
                    raise _contradiction(rule, f"{words} and {other} are both fixed in {name}", before[1])


def _is_fixed(rule: GamesInSlots) -> bool:
    """All the rule's games must be played in its one slot."""
    return rule.terms.hard and len(rule.slots) == 1 and rule.least == len(rule.meetings)


def _is_single(problem: Problem, game: tuple[int, int]) -> bool:
    return sum({one.home, one.away} == set(game) for one in problem.games if one.is_open or one.home == game[0]) == 1


def _words(problem: Problem, game: tuple[int, int]) -> str:
    return f"{problem.teams[game[0]].name} v {problem.teams[game[1]].name}"


def _contradiction(rule: Rule, message: str, earlier: Rule) -> ProblemIsMalformed:
    where = f" (see line {earlier.terms.line})" if earlier.terms.line else ""
    return ProblemIsMalformed(message + where, rule=rule.tag, line=rule.terms.line)

"""Why a plan costs what it costs: each rule that isn't kept, in words, with the games that break it."""

from __future__ import annotations

from dataclasses import dataclass

from kalends.features.seasons.solver.judge import Breach, check
from kalends.features.seasons.solver.problem import Plan, Played, Problem


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule: where it stands in the problem (and on which line of its file), what it says, what breaks it."""

    tag: str
    rule: int | None
    line: int | None
    hard: bool
    cost: int
    sentence: str
    reasons: tuple[str, ...]
    games: tuple[Played, ...]


def explain(problem: Problem, plan: Plan) -> tuple[Explanation, ...]:
    """Every rule with a cost: hard ones first, then by cost."""
    breaches = sorted(check(problem, plan).breaches, key=lambda breach: (not breach.hard, -breach.cost))
    return tuple(_explained(problem, breach) for breach in breaches)


def _explained(problem: Problem, breach: Breach) -> Explanation:
    line = problem.rules[breach.rule].terms.line if breach.rule is not None else None
    must = "must hold" if breach.hard else "is wished"
    sentence = f"{breach.words} ({must}; off by {breach.deviation}, cost {breach.cost})"
    reasons = tuple(
        detail.what + (f": {', '.join(game_words(problem, game) for game in detail.games)}" if detail.games else "")
        for detail in breach.details
    )
    return Explanation(breach.tag, breach.rule, line, breach.hard, breach.cost, sentence, reasons, breach.games)


def game_words(problem: Problem, game: Played) -> str:
    """`Ravens v Owls (Round 3)`."""
    when = problem.slots[game.slot].name if game.slot is not None else "no slot"
    return f"{problem.teams[game.home].name} v {problem.teams[game.away].name} ({when})"

"""Single and paired changes that make a plan better, each already tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kalends.features.seasons.solver.advice.explain import game_words
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.search.start import Seats, plan_of, seats_of

if TYPE_CHECKING:
    from kalends.features.seasons.solver.advice.changes import Change


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to change, and what that saves: hard deviations and objective. `plan` is the plan after it."""

    words: str
    games: tuple[tuple[Played, Played], ...]  # before, after
    infeasibility: int
    objective: int
    plan: Plan


def suggest(problem: Problem, plan: Plan, most: int = 10) -> tuple[Suggestion, ...]:
    """The best changes by what they save, each scored by the judge; none for a full season with games left out.

    A change is a game in another slot, two games or two rounds in each other's, a host and a guest exchanged, or two
    of these (rounds aside) that save more together than each by itself and one after the other.
    """
    # Kernels are compiled when first used, so that importing this costs nothing.
    from kalends.features.seasons.solver.advice.changes import Trial

    blueprint, seats = draw(problem), seats_of(problem, plan)
    if blueprint.is_full and bool((seats[2] < 0).any()):
        return ()
    before = check(problem, plan)
    suggestions: dict[str, Suggestion] = {}
    for _, change in Trial.of(blueprint, seats).savings()[: 4 * most]:
        after = _changed(seats, change)
        verdict = check(problem, after)
        saved = (before.infeasibility - verdict.infeasibility, before.objective - verdict.objective)
        if saved > (0, 0):
            suggestion = _suggestion(problem, plan_of(*seats), after, *saved)
            suggestions.setdefault(suggestion.words, suggestion)
    return tuple(sorted(suggestions.values(), key=lambda item: (-item.infeasibility, -item.objective))[:most])


def _changed(seats: Seats, change: Change) -> Plan:
    home, away, slot = (array.copy() for array in seats)
    for game, to, flip in change:
        slot[game] = to
        if flip:
            home[game], away[game] = away[game], home[game]
    return plan_of(home, away, slot)


def _suggestion(problem: Problem, old: Plan, after: Plan, infeasibility: int, objective: int) -> Suggestion:
    moved = tuple((was, now) for was, now in zip(old.games, after.games, strict=True) if was != now)
    if len(moved) > 4:
        one, other = sorted({was.slot for was, _ in moved if was.slot is not None})
        words = f"{problem.slots[one].name} and {problem.slots[other].name} change places"
    else:
        words = " and ".join(f"{game_words(problem, was)} becomes {game_words(problem, now)}" for was, now in moved)
    saves = f"{infeasibility} broken rules mended" if infeasibility else f"saves {objective}"
    return Suggestion(f"{words}: {saves}", moved, infeasibility, objective, after)

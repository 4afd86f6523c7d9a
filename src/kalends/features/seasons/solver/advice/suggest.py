"""Single and paired changes that make a plan better, each already tried."""

from __future__ import annotations

# Kernels have no static types; what comes back is what State says.
# pyright: reportUnknownVariableType=false
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kalends.features.seasons.solver.advice.explain import game_words
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.search.start import plan_of, seats_of
from kalends.features.seasons.solver.search.state import State
from kalends.features.seasons.solver.search.tables import tabulate

if TYPE_CHECKING:
    from kalends.features.seasons.solver.search.memory import Desk

Change = tuple[tuple[int, int, int], ...]  # game, slot, 1 if host and guest change


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to change, and what that saves: hard deviations and objective. `plan` is the plan after it."""

    words: str
    games: tuple[tuple[Played, Played], ...]  # before, after
    infeasibility: int
    objective: int
    plan: Plan


def suggest(problem: Problem, plan: Plan, most: int = 10) -> tuple[Suggestion, ...]:
    """The best changes by what they save, each scored by the judge; none for a full season with games left out."""
    from kalends.features.seasons.solver.search.memory import desk

    blueprint = draw(problem)
    if blueprint.is_full and bool((seats_of(problem, plan)[2] < 0).any()):
        return ()
    tables = tabulate(blueprint)
    table = desk(tables, 0)
    found = sorted(_tried(problem, plan, table), key=lambda item: (item[0], len(item[1])))[: 4 * most]
    before = check(problem, plan)
    suggestions: list[Suggestion] = []
    for _, change in found:
        after = _changed(problem, plan, change)
        verdict = check(problem, after)
        saved = (before.infeasibility - verdict.infeasibility, before.objective - verdict.objective)
        if saved > (0, 0):
            suggestions.append(_suggestion(problem, plan, after, *saved))
    unique = {suggestion.words: suggestion for suggestion in suggestions}
    return tuple(sorted(unique.values(), key=lambda item: (-item.infeasibility, -item.objective))[:most])


def _tried(problem: Problem, plan: Plan, table: Desk) -> Iterator[tuple[tuple[int, int], Change]]:
    """Every change of one or two games that saves something, with (hard, soft) change, scored incrementally."""
    from kalends.features.seasons.solver.search.costs import apply_move, load, undo_move
    from kalends.features.seasons.solver.search.state import clear

    clear(table.state)
    load(table.T, table.X, *seats_of(problem, plan))
    for change in _changes(problem, table.state):
        for index, (game, slot, flip) in enumerate(change):
            table.state.move_game[index] = game
            table.state.move_slot[index] = slot
            table.state.move_flip[index] = flip
        soft, hard = apply_move(table.T, table.X, len(change))
        undo_move(table.T, table.X, len(change))
        if (hard, soft) < (0, 0):
            yield (int(hard), int(soft)), change


def _changes(problem: Problem, state: State) -> Iterator[Change]:
    """A game to a free slot; two games of a slot-compatible pair exchanged; an open game turned round."""
    slots, table = state.slots, state.table
    for game, asked in enumerate(problem.games):
        home, away, now = int(state.homes[game]), int(state.aways[game]), int(slots[game])
        for slot in range(len(problem.slots)):
            blockers = {int(table[home, slot]), int(table[away, slot])} - {-1, game}
            if slot == now:
                continue
            if not blockers and not problem_is_full(problem):
                yield ((game, slot, 0),)
            elif len(blockers) == 1 and (other := next(iter(blockers))) > game and now >= 0:
                # The other game must fit where this one was.
                teams = (int(state.homes[other]), int(state.aways[other]))
                if all(int(table[team, now]) in (-1, game) for team in teams):
                    yield ((game, slot, 0), (other, now, 0))
        if asked.is_open and now >= 0:
            yield ((game, now, 1),)


def problem_is_full(problem: Problem) -> bool:
    """Whether no team ever rests, so that no game can move alone."""
    return 2 * len(problem.games) == len(problem.teams) * len(problem.slots)


def _changed(problem: Problem, plan: Plan, change: Change) -> Plan:
    home, away, slot = (array.copy() for array in seats_of(problem, plan))
    for game, to, flip in change:
        slot[game] = to
        if flip:
            home[game], away[game] = away[game], home[game]
    return plan_of(home, away, slot)


def _suggestion(problem: Problem, plan: Plan, after: Plan, infeasibility: int, objective: int) -> Suggestion:
    old = plan_of(*seats_of(problem, plan))
    moved = tuple((was, now) for was, now in zip(old.games, after.games, strict=True) if was != now)
    words = " and ".join(f"{game_words(problem, was)} becomes {game_words(problem, now)}" for was, now in moved)
    saves = f"{infeasibility} broken rules mended" if infeasibility else f"saves {objective}"
    return Suggestion(f"{words}: {saves}", moved, infeasibility, objective, after)

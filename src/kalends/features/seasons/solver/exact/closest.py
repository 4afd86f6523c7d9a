"""The legal plan nearest to a given one, by growing parts of the exact model until one is solved."""

from __future__ import annotations

import random
import time

from ortools.sat.python import cp_model

from kalends.features.seasons.solver.blueprint import Blueprint, draw
from kalends.features.seasons.solver.exact.model import Cell, NotModelled, SeasonModel, run
from kalends.features.seasons.solver.exact.small import all_candidates
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.search.start import Seats, plan_of, seats_of

# How many other slots the first parts free beside those that break rules.
SOME_SLOTS = (1, 3, 3, 5)


def closest(still: Problem, old: Plan, seconds: float, workers: int) -> tuple[Plan, bool]:
    """A plan of `still` (whose only soft rule counts moved games) near `old`, and whether none is nearer.

    Parts grow from the slots that break rules and a few others, to all games of their teams, to the whole season.
    Only the whole season proves; a part that is solved gives the next one its hint.
    """
    end = time.monotonic() + seconds
    blueprint = draw(still)
    best, score = old, check(still, old)
    if score.is_legal and score.objective == 0:
        return old, True
    seats = seats_of(still, old)
    for candidates in _growing(still, blueprint, old, seats):
        left = end - time.monotonic()
        if left < 0.3:
            break
        try:
            model = SeasonModel(blueprint, candidates).build()
        except NotModelled:
            return best, False
        model.hint(seats_of(still, best))
        is_whole = all(len(cells) > 1 for cells in candidates)
        solver, status = run(model.cp, left if is_whole else left / 3, 1, workers)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = plan_of(*model.seats(solver, seats))
            verdict = check(still, found)
            if (verdict.infeasibility, verdict.objective) < (score.infeasibility, score.objective):
                best, score = found, verdict
            if is_whole and status == cp_model.OPTIMAL:
                return best, True
        if is_whole and status == cp_model.OPTIMAL and score.is_legal:
            return best, True
    return best, False


def _growing(still: Problem, blueprint: Blueprint, old: Plan, seats: Seats) -> list[list[list[Cell]]]:
    """Candidates of ever larger parts round the games that break hard rules."""
    broken = {game for breach in check(still, old).breaches if breach.hard for game in breach.games}
    slots = {game.slot for game in broken if game.slot is not None}
    teams = {team for game in broken for team in (game.home, game.away)}
    games, dice = plan_of(*seats).games, random.Random(len(broken))
    everything = all_candidates(blueprint)
    where = {(game.home, game.away): game.slot for game in games}
    parts: list[list[list[Cell]]] = []
    for more in SOME_SLOTS:
        rest = [slot for slot in range(len(still.slots)) if slot not in slots]
        free = slots | set(dice.sample(rest, min(more, len(rest))))
        parts.append([_in_slots(game, free, where) for game in games])
    if len(teams) < len(still.teams):
        parts.append(
            [
                everything[index]
                if {game.home, game.away} & teams or game.slot in slots or game.slot is None
                else [(game.home, game.away, game.slot)]
                for index, game in enumerate(games)
            ]
        )
    parts.append(everything)
    return parts


def _in_slots(game: Played, free: set[int], where: dict[tuple[int, int], int | None]) -> list[Cell]:
    """A game of the free slots goes to any of them; any other may change places with its return game."""
    if game.slot is None or game.slot in free:
        return [(game.home, game.away, slot) for slot in sorted(free)]
    back = where.get((game.away, game.home))
    both = {game.slot, back} - {None} if back not in free else {game.slot}
    return [(game.home, game.away, slot) for slot in sorted(slot for slot in both if slot is not None)]

"""Mend a plan after a shock with as few moved games as possible.

First only the number of moved games counts: annealing from the plan finds a legal repair, the exact model then proves
that no smaller one exists, or finds it. What time is left betters the soft rules without moving more games.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kalends.features.seasons.solver.advice.nearest import nearest
from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.judge import Verdict, check
from kalends.features.seasons.solver.problem import Game, Objective, Plan, Played, Problem, Slot
from kalends.features.seasons.solver.rules import (
    GamesInSlots,
    GamesStay,
    GroupPlaysInSlots,
    MeetsInSlots,
    PlaysInARow,
    PlaysInSlots,
    Rule,
    Terms,
)
from kalends.features.seasons.solver.search.schedule import Schedule
from kalends.features.seasons.solver.search.start import aligned
from kalends.features.seasons.solver.stop import Stop, never


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """What has happened. Slots in `extra` are new ones, after the last, that games may move to."""

    closed: tuple[tuple[int, tuple[int, ...]], ...] = ()  # team that can't host, in these slots
    absent: tuple[tuple[int, tuple[int, ...]], ...] = ()  # team that can't play, in these slots
    cancelled: tuple[int, ...] = ()  # slots in which nobody plays
    withdrawn: tuple[int, ...] = ()  # teams that leave the league
    extra: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """The mended plan of `problem` (the season after the shock); `is_fewest`: proven that fewer moves won't do."""

    problem: Problem
    plan: Plan
    verdict: Verdict
    moved: tuple[tuple[Played, Played], ...]  # before, after
    is_fewest: bool
    seconds: float


def repair(
    problem: Problem,
    plan: Plan,
    shock: Shock,
    seconds: float = 5.0,
    seed: int = 0,
    workers: int = 1,
    is_cancelled: Callable[[], bool] = never,
) -> Repair:
    """A plan for the season after the shock, as close to the old one as was found in time."""
    from kalends.features.seasons.solver.search.crew import landed

    after = shaken(problem, shock)
    old = aligned(after, _remaining(plan, shock))
    seated = tuple((game.home, game.away, game.slot) for game in old.games if game.slot is not None)
    still = replace(
        after, rules=(*(rule for rule in after.rules if rule.terms.hard), _stay(seated, 1)), objective=Objective.RULES
    )
    # The clock starts once kernels are compiled, so that a first repair searches as long as the next.
    landed(still, seed, old, Schedule())
    began = time.monotonic()
    found, fewest = nearest(still, old, 0.85 * seconds, seconds, seed, workers, is_cancelled)
    left = seconds - (time.monotonic() - began)
    wishes = any(not rule.terms.hard for rule in after.rules)
    if wishes and left > 0.5 and check(still, found).objective and check(after, found).is_legal and not is_cancelled():
        found = _bettered(after, seated, found, left, seed, workers, is_cancelled)
    moved = tuple((was, now) for was, now in zip(old.games, aligned(after, found).games, strict=True) if was != now)
    return Repair(after, found, check(after, found), moved, fewest, time.monotonic() - began)


def shaken(problem: Problem, shock: Shock) -> Problem:
    """The season after the shock: fewer games, more slots, and the shock as hard rules."""
    slots, teams = len(problem.slots) + len(shock.extra), tuple(range(len(problem.teams)))
    given = [slot for _, where in (*shock.closed, *shock.absent) for slot in where] + list(shock.cancelled)
    named = [team for team, _ in (*shock.closed, *shock.absent)] + list(shock.withdrawn)
    if any(not 0 <= slot < slots for slot in given) or any(team not in teams for team in named):
        raise ProblemIsMalformed("the shock names a team or slot that doesn't exist")
    rules: list[Rule] = [PlaysInSlots(teams=(team,), slots=where, mode="H") for team, where in shock.closed]
    rules += [PlaysInSlots(teams=(team,), slots=where, mode="HA") for team, where in shock.absent]
    if shock.cancelled:
        rules.append(GroupPlaysInSlots(teams=teams, others=teams, slots=shock.cancelled))
    gone = set(shock.withdrawn)
    fallen = [game for game in problem.games if {game.home, game.away} & gone]
    is_same = not shock.extra and not gone
    return replace(
        problem,
        slots=(*problem.slots, *shock.extra),
        games=tuple(game for game in problem.games if not {game.home, game.away} & gone),
        rules=(*(rule for old in problem.rules for rule in _without(old, gone, fallen)), *rules),
        is_compact=problem.is_compact and is_same,
        is_phased=problem.is_phased and is_same,
    )


def _without(rule: Rule, gone: set[int], fallen: Sequence[Game]) -> tuple[Rule, ...]:
    """The rule for a league without these teams, whose games have fallen away, if it still says anything.

    Who had to play so many games has to play those that are left of them: nobody makes up for a game that fell away.
    """
    if not gone:
        return (rule,)
    match rule:
        case GamesInSlots():
            meetings = tuple(pair for pair in rule.meetings if not gone & set(pair))
            lost = len(rule.meetings) - len(meetings)
            return (replace(rule, meetings=meetings, least=max(0, rule.least - lost)),) if meetings else ()
        case PlaysInSlots():
            teams = _left(rule.teams, gone)
            lost = _most_lost(fallen, teams, gone)
            return (replace(rule, teams=teams, least=max(0, rule.least - lost)),) if teams else ()
        case MeetsInSlots() | PlaysInARow() | GroupPlaysInSlots():
            teams, others = _left(rule.teams, gone), _left(rule.others, gone)
            match rule:
                case GroupPlaysInSlots():
                    lost = sum(_is_between(game, set(rule.teams), set(rule.others)) for game in fallen)
                    lost = min(lost, len(gone)) if rule.each else lost
                case MeetsInSlots(each=True):
                    # Of each of the others by itself nobody is asked more than before.
                    lost = 0
                case _:
                    lost = _most_lost(fallen, teams, set(rule.others))
            is_said = teams and others
            return (replace(rule, teams=teams, others=others, least=max(0, rule.least - lost)),) if is_said else ()
        case _:
            return (rule,)


def _left(teams: tuple[int, ...], gone: set[int]) -> tuple[int, ...]:
    return tuple(team for team in teams if team not in gone)


def _most_lost(fallen: Sequence[Game], teams: tuple[int, ...], rivals: set[int]) -> int:
    """How many of these games, against those rivals, one of the teams has at most."""
    return max((sum(_is_between(game, {team}, rivals) for game in fallen) for team in teams), default=0)


def _is_between(game: Game, teams: set[int], others: set[int]) -> bool:
    return (game.home in teams and game.away in others) or (game.away in teams and game.home in others)


def _remaining(plan: Plan, shock: Shock) -> Plan:
    gone = set(shock.withdrawn)
    return Plan(tuple(game for game in plan.games if not {game.home, game.away} & gone))


def _stay(seated: tuple[tuple[int, int, int], ...], penalty: int) -> GamesStay:
    return GamesStay(games=seated, terms=Terms(hard=False, penalty=penalty))


def _bettered(
    after: Problem,
    seated: tuple[tuple[int, int, int], ...],
    found: Plan,
    seconds: float,
    seed: int,
    workers: int,
    is_cancelled: Callable[[], bool],
) -> Plan:
    """A better plan by soft rules that moves no more games."""
    from kalends.features.seasons.solver.search.portfolio import search
    from kalends.features.seasons.solver.search.start import plan_of

    price = 1 + 4 * max((rule.terms.penalty for rule in after.rules if not rule.terms.hard), default=1)
    stay = _stay(seated, price)
    stop = Stop(seconds=seconds, is_cancelled=is_cancelled)
    cool = Schedule(hot=0.05, cold=0.01, ends=(1.0,), cushion=1000.0)
    best = search(after.with_rules(stay), stop, seed, min(workers, 1), found, _quiet, cool)
    candidate = plan_of(*best.seats)
    moves = [check(replace(after, rules=(stay,)), plan).objective for plan in (found, candidate)]
    scores = [check(after, plan) for plan in (found, candidate)]
    keys = [(score.infeasibility, move, score.objective) for score, move in zip(scores, moves, strict=True)]
    return candidate if keys[1] < keys[0] else found


def _quiet(seconds: float, moves: int, key: tuple[int, int], seats: object) -> None:
    """Repairs are short; nobody watches them."""

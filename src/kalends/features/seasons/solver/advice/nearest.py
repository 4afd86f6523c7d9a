"""The legal plan nearest to an old one: plain ideas, exact models of growing parts, annealing that warms up slowly."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice, permutations

from ortools.sat.python import cp_model

from kalends.features.seasons.solver.advice.heats import HEATS, mild, thaws
from kalends.features.seasons.solver.blueprint import Blueprint, draw
from kalends.features.seasons.solver.exact.model import Cell, NotModelled, SeasonModel, run
from kalends.features.seasons.solver.exact.small import all_candidates
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.search.schedule import Schedule
from kalends.features.seasons.solver.search.start import plan_of, seats_of
from kalends.features.seasons.solver.stop import Stop

# Shares of the time: models of parts, annealing where those found nothing legal or much to move, thawing where nothing
# legal was found, the model of the whole season; what is left anneals.
IN_PARTS, ANNEALED, THAWED, WHOLE = 0.2, 0.25, 0.35, 0.2
# Annealing seldom finds less than this.
FEW_GAMES = 6
# So many parts in a row that better nothing end the parts.
IDLE_PARTS = 6
# Less time than this is not worth a start.
LEAST_SECONDS = 0.15
# One part gets this long; most are settled in a tenth of it.
PART_SECONDS = 1.0
# How many slots, and how many teams, a part frees beside those that break rules.
SOME_SLOTS, SOME_TEAMS = (1, 3, 5, 7, 9), (1, 2, 3)
# Whole rounds that are tried in other places: of more, most would differ little.
MOST_ORDERS = 24


def nearest(
    still: Problem,
    old: Plan,
    seconds: float,
    longest: float,
    seed: int,
    workers: int,
    is_cancelled: Callable[[], bool],
) -> tuple[Plan, bool]:
    """The fewest moves found, and whether that is proven. The only soft rule of `still` counts moved games.

    It takes up to `longest` seconds where nothing legal is found.
    """
    search = Search(still, old, random.Random(seed), workers, is_cancelled)
    began = time.monotonic()
    search.offer(*_whole_rounds(still, old))
    if search.key == (0, 0):
        return search.best, True
    is_modelled = search.solve_parts(seconds * IN_PARTS)
    if search.key > (0, FEW_GAMES):
        search.warm(seconds * ANNEALED)
    if search.key[0]:
        search.thaw(seconds * THAWED)
    fewest = is_modelled and search.solve_whole(seconds * WHOLE)
    if search.key[0]:
        search.thaw(longest - (time.monotonic() - began), is_last=True)
    elif not fewest:
        search.warm(seconds - (time.monotonic() - began))
    return search.best, fewest


@dataclass(slots=True)
class Search:
    """The best plan so far, and how broken it is and how far from the old one."""

    still: Problem
    old: Plan
    dice: random.Random
    workers: int
    is_cancelled: Callable[[], bool]
    best: Plan = field(init=False)
    key: tuple[int, int] = field(init=False)
    drawn: Blueprint = field(init=False)
    # Seconds that stating a model took for each of its cells.
    pace: float = 0.0

    def __post_init__(self) -> None:
        self.best, self.key = self.old, self._key(self.old)
        self.drawn = draw(self.still)

    def _key(self, plan: Plan) -> tuple[int, int]:
        verdict = check(self.still, plan)
        return verdict.infeasibility, verdict.objective

    def offer(self, *plans: Plan) -> None:
        for plan in plans:
            key = self._key(plan)
            if key < self.key:
                self.best, self.key = plan, key

    def warm(self, seconds: float) -> None:
        """Anneal a little and then a little warmer, always from the best."""
        end = time.monotonic() + seconds
        for number, heat in enumerate(HEATS):
            left = (end - time.monotonic()) / (len(HEATS) - number)
            if not self._anneal([mild(heat, is_broken=self.key[0] > 0)] * self.workers, self.best, left):
                return

    def thaw(self, seconds: float, *, is_last: bool = False) -> None:
        """Anneal so that hard rules give way too, from the old plan."""
        end, is_full = time.monotonic() + seconds, self.drawn.is_full
        steps = thaws(self.still, is_full=is_full, is_last=is_last, workers=self.workers)
        for number, step in enumerate(steps):
            left = (end - time.monotonic()) / (len(steps) - number)
            if (not is_full and not self.key[0]) or not self._anneal(step, self.old, left):
                return

    def _anneal(self, schedules: Sequence[Schedule], start: Plan, seconds: float) -> bool:
        """Each by its own chances, side by side; whether there was time for it."""
        from kalends.features.seasons.solver.search.portfolio import search

        if seconds < LEAST_SECONDS or self.is_cancelled():
            return False
        stop = Stop(seconds=seconds, is_cancelled=self.is_cancelled)
        # Kernels run outside of Python's lock; processes would be half a second late.
        with ThreadPoolExecutor(len(schedules)) as threads:
            searches = [
                threads.submit(search, self.still, stop, self.dice.getrandbits(30), 1, start, _quiet, schedule)
                for schedule in schedules
            ]
        self.offer(*(plan_of(*one.result().seats) for one in searches))
        return True

    def solve_parts(self, seconds: float) -> bool:
        """Parts of the exact model until the time is up, or until they better a legal plan no more; whether there is
        such a model."""
        end, idle = time.monotonic() + seconds, 0
        for candidates in self._parts():
            left = end - time.monotonic() - self._to_state(candidates)
            if left < LEAST_SECONDS or self.is_cancelled() or (idle == IDLE_PARTS and not self.key[0]):
                break
            before = self.key
            try:
                self._solve(candidates, min(PART_SECONDS, left))
            except NotModelled:
                return False
            idle = 0 if self.key < before else min(idle + 1, IDLE_PARTS)
        return True

    def solve_whole(self, seconds: float) -> bool:
        """The model of the whole season, if it can be stated and solved in this time; whether it is solved."""
        candidates = all_candidates(self.drawn)
        left = seconds - self._to_state(candidates)
        return left >= LEAST_SECONDS and not self.is_cancelled() and self._solve(candidates, left) == cp_model.OPTIMAL

    def _to_state(self, candidates: list[list[Cell]]) -> float:
        """Seconds that stating this model will take, by those before."""
        return self.pace * sum(map(len, candidates))

    def _solve(self, candidates: list[list[Cell]], seconds: float) -> object:
        began = time.monotonic()
        model = SeasonModel(self.drawn, candidates).build()
        self.pace = (time.monotonic() - began) / max(1, sum(map(len, candidates)))
        model.hint(seats_of(self.still, self.best))
        solver, status = run(model.cp, seconds, self.dice.getrandbits(30), self.workers)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.offer(plan_of(*model.seats(solver, seats_of(self.still, self.old))))
        return status

    def _parts(self) -> Iterator[list[list[Cell]]]:
        """Candidates round the games that break hard rules: slots and teams in turn, ever more of them."""
        broken = {game for breach in check(self.still, self.old).breaches if breach.hard for game in breach.games}
        games = plan_of(*seats_of(self.still, self.old)).games
        slots = {game.slot for game in broken if game.slot is not None}
        teams = {team for game in broken for team in (game.home, game.away)}
        where = {(game.home, game.away): game.slot for game in games}
        everything, number = all_candidates(self.drawn), 0
        while True:
            more, also = SOME_SLOTS[number % len(SOME_SLOTS)], SOME_TEAMS[number % len(SOME_TEAMS)]
            number += 1
            free = slots | self._some(set(range(len(self.still.slots))) - slots, more)
            yield [_in_slots(game, free, where) for game in games]
            some = (teams if len(teams) <= 2 else set(self.dice.sample(sorted(teams), 2))) | self._some(
                set(range(len(self.still.teams))) - teams, also
            )
            yield [
                everything[index]
                if {game.home, game.away} & some or game.slot is None
                else _in_slots(game, slots, where)
                for index, game in enumerate(games)
            ]

    def _some(self, of: set[int], count: int) -> set[int]:
        return set(self.dice.sample(sorted(of), min(count, len(of))))


def _in_slots(game: Played, free: set[int], where: dict[tuple[int, int], int | None]) -> list[Cell]:
    """A game of the free slots goes to any of them; any other may change places with its return game."""
    if game.slot is None or game.slot in free:
        return [(game.home, game.away, slot) for slot in sorted(free)]
    back = where.get((game.away, game.home))
    both = {game.slot, back} - {None} if back not in free else {game.slot}
    return [(game.home, game.away, slot) for slot in sorted(slot for slot in both if slot is not None)]


def _whole_rounds(still: Problem, old: Plan) -> Iterator[Plan]:
    """Rounds in which nobody may play any more, moved as they are to slots without games."""
    rounds = old.by_slot(len(still.slots))
    free = [slot for slot, games in enumerate(rounds) if not games]
    broken = {game.slot for breach in check(still, old).breaches if breach.tag == "CA4" for game in breach.games}
    full = sorted(slot for slot in broken if slot is not None)
    for places in islice(permutations(free, len(full)), MOST_ORDERS):
        goes = dict(zip(full, places, strict=True))
        yield Plan(
            tuple(
                game if game.slot is None else replace(game, slot=goes.get(game.slot, game.slot)) for game in old.games
            )
        )


def _quiet(seconds: float, moves: int, key: tuple[int, int], seats: object) -> None:
    """Repairs are short; nobody watches them."""

"""The legal plan nearest to an old one: plain ideas, exact models of growing parts, annealing that warms up slowly."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from itertools import islice, permutations
from typing import Any

from ortools.sat.python import cp_model

from kalends.features.seasons.solver.advice.heats import HEATS, mild, thaws
from kalends.features.seasons.solver.advice.parts import Part, Parts
from kalends.features.seasons.solver.blueprint import Blueprint, draw
from kalends.features.seasons.solver.exact.model import NotModelled, SeasonModel, run
from kalends.features.seasons.solver.exact.small import all_candidates
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Problem
from kalends.features.seasons.solver.search.schedule import Schedule
from kalends.features.seasons.solver.search.start import plan_of, seats_of
from kalends.features.seasons.solver.stop import Stop

Solved = tuple[cp_model.CpSolver, Any]
# Shares of the time: models of parts; thawing where those found nothing legal; annealing where there is much to move;
# parts again, of what that found; the model of the whole season. What is left goes to parts and annealing.
IN_PARTS, THAWED, ANNEALED, AGAIN, WHOLE = 0.15, 0.4, 0.25, 0.2, 0.2
# Of a last thaw, what is kept to bring back what it moved.
BROUGHT_BACK = 0.3
# Annealing seldom finds less than this.
FEW_GAMES = 6
# So many parts in a row that better nothing end the parts.
IDLE_PARTS = 6
# Less time than this is not worth a start.
LEAST_SECONDS = 0.15
# One part gets this long; most are settled in a tenth of it.
PART_SECONDS = 1.0
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
    near = search.key
    if search.key[0]:
        search.thaw(seconds * THAWED)
    elif search.key > (0, FEW_GAMES):
        search.warm(seconds * ANNEALED)
    if is_modelled and search.key < near:
        search.solve_parts(seconds * AGAIN)
    fewest = is_modelled and not search.key[0] and search.solve_whole(seconds * WHOLE)

    def left(until: float) -> float:
        return until - (time.monotonic() - began)

    if search.key[0]:
        search.thaw(left(longest) * (1 - BROUGHT_BACK), is_last=True)
        seconds = longest
    if is_modelled and not fewest:
        search.solve_parts(left(seconds))
    if not fewest:
        search.warm(left(seconds))
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
            if (is_last and not is_full and not self.key[0]) or not self._anneal(step, self.old, left):
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
        """Parts of the exact model, one for each worker at a time, until the time is up, or until they better a legal
        plan no more; whether there is such a model."""
        end, idle, parts = time.monotonic() + seconds, 0, Parts(self.drawn, self.old, self.dice)
        with ThreadPoolExecutor(self.workers) as threads:
            running: dict[Future[Solved], SeasonModel] = {}
            while True:
                while len(running) < self.workers and (idle < IDLE_PARTS or self.key[0]):
                    part = parts.next(self.best, is_broken=self.key[0] > 0)
                    left = end - time.monotonic() - self._to_state(part)
                    if left < LEAST_SECONDS or self.is_cancelled():
                        break
                    try:
                        model = self._stated(part)
                    except NotModelled:
                        return False
                    given = model.cp, min(PART_SECONDS, left), self.dice.getrandbits(30), 1
                    running[threads.submit(run, *given, is_cancelled=self.is_cancelled)] = model
                if not running:
                    return True
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    before = self.key
                    self._take(running.pop(done), *done.result())
                    idle = 0 if self.key < before else idle + 1

    def solve_whole(self, seconds: float) -> bool:
        """The model of the whole season, if it can be stated and solved in this time; whether it is solved."""
        whole = Part(all_candidates(self.drawn))
        left = seconds - self._to_state(whole)
        if left < LEAST_SECONDS or self.is_cancelled():
            return False
        model = self._stated(whole)
        solver, status = run(model.cp, left, self.dice.getrandbits(30), self.workers, is_cancelled=self.is_cancelled)
        self._take(model, solver, status)
        return status == cp_model.OPTIMAL

    def _to_state(self, part: Part) -> float:
        """Seconds that stating its model will take, by those before."""
        return self.pace * part.size

    def _stated(self, part: Part) -> SeasonModel:
        began = time.monotonic()
        model = SeasonModel(self.drawn, part.candidates, hard_price=part.price).build()
        self.pace = (time.monotonic() - began) / max(1, part.size)
        model.hint(seats_of(self.still, self.best))
        return model

    def _take(self, model: SeasonModel, solver: cp_model.CpSolver, status: object) -> None:
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.offer(plan_of(*model.seats(solver, seats_of(self.still, self.old))))


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

"""Several islands at once, one a process, that tell each other their best; one worker runs in place.

Processes are spawned, never forked: forking a process with compiled threads is undefined. What they share is one
block of memory: the best timetable of all, and a flag that says stop.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.problem import Plan, Problem
from kalends.features.seasons.solver.search.island import WORST, Island
from kalends.features.seasons.solver.search.schedule import Schedule
from kalends.features.seasons.solver.search.start import Seats, seats_of
from kalends.features.seasons.solver.search.tables import tabulate
from kalends.features.seasons.solver.stop import Stop
from kalends.features.seasons.solver.travel.island import TravelIsland

# How often an island looks at the others' best, in seconds.
EXCHANGE_EVERY = 2.0
# A process that doesn't answer within this time after the end is ended.
PATIENCE = 20.0

Isle = Island | TravelIsland
Report = Callable[[float, int, tuple[int, int], Seats], None]


@dataclass(frozen=True, slots=True)
class Found:
    """The best seats of a search, its key (hard, soft), its moves and its CPU seconds over all workers."""

    seats: Seats
    key: tuple[int, int]
    moves: int
    cpu_seconds: float


def search(
    problem: Problem, stop: Stop, seed: int, workers: int, start: Plan | None, report: Report, schedule: Schedule
) -> Found:
    """Anneal until stop. One worker and a budget of moves give the same answer every time."""
    if workers == 1:
        return _alone(problem, stop, seed, start, report, schedule)
    return _together(problem, stop, seed, workers, start, report, schedule)


def _alone(problem: Problem, stop: Stop, seed: int, start: Plan | None, report: Report, schedule: Schedule) -> Found:
    island = _open(problem, seed, start, schedule)
    # The clock starts once kernels are compiled, so that a first run searches as long as the next.
    began, cpu = stop.clock(), time.process_time()
    told: list[tuple[int, int]] = []

    def spent(island: Isle) -> float:
        return stop.spent(seconds=stop.clock() - began, moves=island.moves)

    def pause(island: Isle) -> bool:
        seconds = stop.clock() - began
        if not told or island.key < told[-1]:
            told.append(island.key)
            report(seconds, island.moves, island.key, island.best)
        hard, soft = island.key
        return stop.is_reached(seconds=seconds, moves=island.moves, infeasibility=hard, objective=soft) or (
            hard == 0 and soft == 0
        )

    if not pause(island):
        island.run(spent, pause)
    pause(island)
    return Found(island.best, island.key, island.moves, time.process_time() - cpu)


def _open(problem: Problem, seed: int, start: Plan | None, schedule: Schedule) -> Isle:
    """Travelling tournaments have a search of their own."""
    travelling = TravelIsland.open(problem, seed, start)
    if travelling is not None:
        return travelling
    blueprint = draw(problem)
    seats = seats_of(problem, start) if start else None
    return Island.open(blueprint, tabulate(blueprint), seed, seats, schedule)


@dataclass(frozen=True, slots=True)
class Board:
    """What islands share: best key and timetable, moves, seconds and CPU time of each island, and whether to stop."""

    key: Any  # int64 (2,)
    seats: Any  # int16 (3 * G,)
    moves: Any  # int64 (workers,)
    seconds: Any  # float64 (workers,): by the clock of the run, from the first move on
    cpu: Any  # float64 (workers,)
    halt: Any

    def read(self) -> tuple[tuple[int, int], Seats]:
        with self.key.get_lock():
            flat = np.array(self.seats[:], dtype=np.int16).reshape(3, -1)
            return (self.key[0], self.key[1]), (flat[0], flat[1], flat[2])

    def offer(self, key: tuple[int, int], seats: Seats) -> None:
        with self.key.get_lock():
            if key < (self.key[0], self.key[1]):
                self.key[0], self.key[1] = key
                self.seats[:] = np.concatenate(seats).astype(np.int16).tolist()


def _together(
    problem: Problem, stop: Stop, seed: int, workers: int, start: Plan | None, report: Report, schedule: Schedule
) -> Found:
    context = multiprocessing.get_context("spawn")
    board = Board(
        context.Array("q", [WORST, WORST]),
        context.Array("h", 3 * len(problem.games), lock=False),
        context.Array("q", workers, lock=False),
        context.Array("d", workers, lock=False),
        context.Array("d", workers, lock=False),
        context.Event(),
    )
    # Each island gets its share of a budget of moves; the clock and the goal are watched here.
    share = None if stop.moves is None else max(1, stop.moves // workers)
    budget = Stop(seconds=stop.seconds, moves=share, objective=stop.objective, clock=stop.clock)
    processes = [
        context.Process(
            target=_island_process, args=(problem, budget, seed + index, index, start, board, schedule), daemon=True
        )
        for index in range(workers)
    ]
    for process in processes:
        process.start()
    try:
        _watch(stop, board, processes, report)
    finally:
        board.halt.set()
        for process in processes:
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()
    key, seats = board.read()
    if key[0] >= WORST:
        raise RuntimeError(f"all search processes ended early (exit codes {[p.exitcode for p in processes]})")
    return Found(seats, key, sum(board.moves), sum(board.cpu))


def _watch(stop: Stop, board: Board, processes: list[Any], report: Report) -> None:
    """Report improvements until stop or until every island has ended."""
    told = (WORST, WORST)
    while any(process.is_alive() for process in processes):
        time.sleep(0.05)
        key, seats = board.read()
        # Islands count from their first move, so that compiling kernels takes nothing from a run.
        seconds = max(board.seconds)
        if key < told:
            told = key
            report(seconds, sum(board.moves), key, seats)
        if key[0] == 0 and key[1] == 0:
            return
        if stop.is_reached(seconds=seconds, moves=sum(board.moves), infeasibility=key[0], objective=key[1]):
            return


def _island_process(
    problem: Problem, budget: Stop, seed: int, index: int, start: Plan | None, board: Board, schedule: Schedule
) -> None:
    island = _open(problem, seed, start, schedule)
    began, last = budget.clock(), [budget.clock()]

    def spent(island: Isle) -> float:
        return budget.spent(seconds=budget.clock() - began, moves=island.moves)

    def pause(island: Isle) -> bool:
        now = budget.clock()
        board.moves[index], board.seconds[index], board.cpu[index] = island.moves, now - began, time.process_time()
        if now - last[0] > EXCHANGE_EVERY or board.halt.is_set():
            last[0] = now
            board.offer(island.key, island.best)
            key, found = board.read()
            # Only from the first reheat on, or to something legal: before, islands are worth more apart.
            if key < island.key and (spent(island) > schedule.ends[0] or key[0] == 0 < island.key[0]):
                island.load(found)
        return board.halt.is_set() or island.key == (0, 0)

    island.run(spent, pause)
    board.offer(island.key, island.best)
    board.moves[index], board.cpu[index] = island.moves, time.process_time()

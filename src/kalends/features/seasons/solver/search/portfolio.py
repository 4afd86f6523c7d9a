"""Several islands at once, one a process, that tell each other their best; one worker runs in place."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from kalends.features.seasons.solver.errors import SolverIsMissing
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Problem
from kalends.features.seasons.solver.search.crew import Crew, Errand, Isle, Key, landed
from kalends.features.seasons.solver.search.island import WORST
from kalends.features.seasons.solver.search.processes import Processes
from kalends.features.seasons.solver.search.schedule import Schedule, of_its_own
from kalends.features.seasons.solver.search.start import Seats, plan_of, seats_of
from kalends.features.seasons.solver.stop import Stop

Report = Callable[[float, int, Key, Seats], None]

# How often the islands' best is looked at, in seconds.
LOOK = 0.05


@dataclass(frozen=True, slots=True)
class Found:
    """The best seats of a search, its key (hard, soft), its moves and CPU seconds over all workers.

    `memory`: the most that each other process held, in bytes, summed. `seconds`: by the clock, from the first move on.
    """

    seats: Seats
    key: Key
    moves: int
    cpu_seconds: float
    memory: int
    seconds: float


def search(
    problem: Problem,
    stop: Stop,
    seed: int,
    workers: int,
    start: Plan | None,
    report: Report,
    schedule: Schedule,
    cluster: str | None = None,
) -> Found:
    """Anneal until stop. One worker and a budget of moves give the same answer every time.

    With `cluster`, ray's address, workers are tasks there.
    """
    if workers == 1 and cluster is None:
        return _alone(problem, stop, seed, start, report, schedule)
    # Each island gets its share of a budget of moves; the clock and the goal are watched here.
    share = None if stop.moves is None else max(1, stop.moves // workers)
    budget = Stop(seconds=stop.seconds, moves=share, objective=stop.objective, clock=stop.clock)
    errands = [Errand(problem, budget, seed + index, start, of_its_own(schedule, index)) for index in range(workers)]
    return _together(_crew(cluster), errands, stop, report)


def _alone(problem: Problem, stop: Stop, seed: int, start: Plan | None, report: Report, schedule: Schedule) -> Found:
    island = landed(problem, seed, start, schedule)
    # The clock starts once kernels are compiled, so that a first run searches as long as the next.
    began, cpu = stop.clock(), time.process_time()
    told: list[Key] = []

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
    return Found(island.best, island.key, island.moves, time.process_time() - cpu, 0, stop.clock() - began)


def _crew(cluster: str | None) -> Crew:
    if cluster is None:
        return Processes()
    try:
        from kalends.features.seasons.solver.search.cluster import Cluster
    except ModuleNotFoundError as error:
        if error.name != "ray":
            raise
        raise SolverIsMissing("A search over many machines needs ray: install kalends[ray].") from None
    return Cluster(cluster)


def _together(crew: Crew, errands: list[Errand], stop: Stop, report: Report) -> Found:
    try:
        crew.set_out(errands)
        try:
            _watch(stop, crew, report)
        finally:
            crew.come_home()
        key, seats = crew.best()
        if key[0] >= WORST:
            if not stop.is_cancelled():
                raise RuntimeError(f"all search processes ended early ({crew.fates()})")
            # Nobody had begun.
            key, seats = _nothing_played(errands[0])
        logs = crew.logs()
        return Found(
            seats,
            key,
            moves=sum(log.moves for log in logs),
            cpu_seconds=sum(log.cpu for log in logs),
            memory=sum(log.memory for log in logs),
            seconds=max(log.seconds for log in logs),
        )
    finally:
        crew.dismiss()


def _nothing_played(errand: Errand) -> tuple[Key, Seats]:
    """The plan to go on from, or no game placed."""
    seats = seats_of(errand.problem, errand.start or Plan(()))
    verdict = check(errand.problem, plan_of(*seats))
    return (verdict.infeasibility, verdict.objective), seats


def _watch(stop: Stop, crew: Crew, report: Report) -> None:
    """Report improvements until stop or until every island has ended."""
    told = (WORST, WORST)
    while crew.is_out():
        time.sleep(LOOK)
        (key, seats), logs = crew.best(), crew.logs()
        # Islands count from their first move, so that compiling kernels takes nothing from a run.
        seconds, moves = max(log.seconds for log in logs), sum(log.moves for log in logs)
        if key < told:
            told = key
            report(seconds, moves, key, seats)
        if key[0] == 0 and key[1] == 0:
            return
        if stop.is_reached(seconds=seconds, moves=moves, infeasibility=key[0], objective=key[1]):
            return

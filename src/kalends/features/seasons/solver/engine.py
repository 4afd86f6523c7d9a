"""`solve`: the whole portfolio behind one call."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from kalends.features.seasons.solver.judge import Verdict, check
from kalends.features.seasons.solver.problem import Objective, Plan, Problem
from kalends.features.seasons.solver.result import Progress, Result
from kalends.features.seasons.solver.search.schedule import LOOSE, RULES, TRAVEL, Schedule
from kalends.features.seasons.solver.search.start import Seats, plan_of, seats_of
from kalends.features.seasons.solver.stop import Stop

# Share of a budget of seconds that exact models get after the annealing: for parts, and for a small season as a whole.
POLISHING, PROVING = 0.05, 0.1
# Shorter runs than this leave no time to build models.
POLISH_FROM = 20.0

OnProgress = Callable[[Progress], None]


def solve(
    problem: Problem,
    stop: Stop,
    seed: int = 0,
    workers: int = 1,
    on_progress: OnProgress | None = None,
    start: Plan | None = None,
    schedule: Schedule | None = None,
    cluster: str | None = None,
) -> Result:
    """The best plan found before `stop`, from `start` if one is given; doesn't raise where there is no legal plan.

    `on_progress` is called with every better plan, in this process. With one worker, a seed and a budget of moves
    alone the answer is always the same. With `cluster`, the address of a ray cluster ("auto" finds one, "local" starts
    one here), each worker is a task there.
    """
    if workers < 1 or workers > 256:
        raise ValueError(f"workers must be 1 to 256, not {workers}")
    # Compiled and exact parts are imported when first used: that takes a second, and lets a kernel folder be set first.
    from kalends.features.seasons.solver.exact.polish import polish
    from kalends.features.seasons.solver.exact.small import PROVABLE_GAMES, prove
    from kalends.features.seasons.solver.search.crew import peak_memory
    from kalends.features.seasons.solver.search.portfolio import search

    if schedule is None:
        schedule = _schedule(problem)
    if start is not None:
        # A plan worth going on from would not survive the first heat.
        schedule = replace(schedule, goes_on=True, first=schedule.reheat, again=schedule.reheat)
    stage = ["annealing"]

    def report(seconds: float, moves: int, key: tuple[int, int], seats: Seats) -> None:
        if on_progress:
            plan = plan_of(*seats)
            on_progress(
                Progress(
                    seconds=seconds,
                    moves=moves,
                    infeasibility=key[0],
                    objective=key[1],
                    stage=stage[0],
                    plan=plan,
                )
            )

    def better(plan: Plan, verdict: Verdict) -> None:
        seconds = time.monotonic() - began
        report(seconds, found.moves, (verdict.infeasibility, verdict.objective), seats_of(problem, plan))

    # Travel has no exact model here, so that its seasons are annealed to the end.
    is_stated = problem.objective is not Objective.TRAVEL
    exact = is_stated and stop.seconds is not None and stop.seconds >= POLISH_FROM and stop.moves is None
    is_small = len(problem.games) <= PROVABLE_GAMES
    part = PROVING if is_small else POLISHING
    share = replace(stop, seconds=stop.seconds * (1 - part)) if exact and stop.seconds else stop
    began, cpu = time.monotonic(), time.process_time()
    found = search(problem, share, seed, workers, start, report, schedule, cluster)
    prepared = max(0.0, time.monotonic() - began - found.seconds) if stop.clock is time.monotonic else 0.0
    plan, cpu_seconds = plan_of(*found.seats), found.cpu_seconds
    verdict = check(problem, plan)
    bound, is_optimal = _floor(problem), False
    if exact and stop.seconds is not None and not _is_done(problem, verdict, bound, stop):
        stage[0] = "exact models"
        left = stop.seconds * part
        if is_small:
            plan, bound, is_optimal = prove(problem, plan, left, workers, stop.is_cancelled)
        else:
            plan = polish(problem, plan, left, seed, workers, stop, better)
        verdict = check(problem, plan)
        cpu_seconds += 0 if workers == 1 else time.process_time() - cpu
    is_optimal = is_optimal or (verdict.is_legal and bound is not None and verdict.objective <= bound)
    return Result(
        plan=plan,
        verdict=verdict,
        bound=bound,
        is_optimal=is_optimal,
        moves=found.moves,
        seconds=time.monotonic() - began,
        cpu_seconds=cpu_seconds,
        memory=found.memory + peak_memory(),
        prepared=prepared,
    )


def _schedule(problem: Problem) -> Schedule:
    if problem.objective is Objective.TRAVEL:
        return TRAVEL
    return RULES if problem.is_compact else LOOSE


def _floor(problem: Problem) -> int | None:
    """Soft rules cost nothing; teams travel at least their own best tours, or to the farthest venue and back."""
    if problem.objective is not Objective.TRAVEL:
        return 0
    from kalends.features.seasons.solver.travel.tours import least_travel

    known = least_travel(problem)
    return known if known is not None else sum(_farthest_return(problem, team) for team in range(len(problem.teams)))


def _farthest_return(problem: Problem, team: int) -> int:
    """Under the triangle inequality a tour is no shorter than to its farthest venue and back; else 0."""
    table = problem.distances
    size = range(len(table))
    metric = all(table[a][b] <= table[a][c] + table[c][b] for a in size for b in size for c in size)
    venues = {game.home for game in problem.games if game.away == team and not game.is_open}
    return max((table[team][venue] + table[venue][team] for venue in venues), default=0) if metric else 0


def _is_done(problem: Problem, verdict: Verdict, bound: int | None, stop: Stop) -> bool:
    proven = verdict.is_legal and bound is not None and verdict.objective <= bound
    return proven or (problem.objective is Objective.NOTHING and verdict.is_legal) or stop.is_cancelled()

"""What islands that search at once have in common, wherever they run: their errands, their logs, a board for the best.

`processes` runs them on this machine; `cluster` on many, with ray. Either is a crew to `portfolio`.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.problem import Plan, Problem
from kalends.features.seasons.solver.search.island import Island
from kalends.features.seasons.solver.search.schedule import Schedule
from kalends.features.seasons.solver.search.start import Seats, seats_of
from kalends.features.seasons.solver.search.tables import tabulate
from kalends.features.seasons.solver.stop import Stop
from kalends.features.seasons.solver.travel.island import TravelIsland

# How often an island looks at the others' best, in seconds.
EXCHANGE_EVERY = 2.0

Isle = Island | TravelIsland
Key = tuple[int, int]  # hard, soft


@dataclass(frozen=True, slots=True)
class Errand:
    """What one island is to search, and for how long. Its schedule is its own."""

    problem: Problem
    budget: Stop
    seed: int
    start: Plan | None
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Log:
    """How far an island is: seconds by the clock of the run, from its first move on; the bytes it held at most."""

    moves: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0


class Board(Protocol):
    """What an island sees of the others."""

    def read(self) -> tuple[Key, Seats]: ...

    def offer(self, key: Key, seats: Seats) -> None: ...

    def note(self, index: int, log: Log) -> None: ...

    def is_halted(self) -> bool: ...


class Crew(Protocol):
    """Islands that are out searching."""

    def set_out(self, errands: Sequence[Errand]) -> None: ...

    def best(self) -> tuple[Key, Seats]: ...

    def logs(self) -> list[Log]: ...

    def is_out(self) -> bool: ...

    def come_home(self) -> None:
        """Have every island stop, and wait until it has."""
        ...

    def dismiss(self) -> None:
        """Let go of what was started for them."""
        ...

    def fates(self) -> str:
        """How islands ended, for an error's message."""
        ...


def landed(problem: Problem, seed: int, start: Plan | None, schedule: Schedule) -> Isle:
    """An island ready to search, with its kernels compiled. Travelling tournaments have a search of their own."""
    travelling = TravelIsland.open(problem, seed, start)
    if travelling is not None:
        return travelling
    blueprint = draw(problem)
    seats = seats_of(problem, start) if start else None
    return Island.open(blueprint, tabulate(blueprint), seed, seats, schedule)


def sail(errand: Errand, index: int, board: Board) -> Log:
    """One island's whole search, in the process it is called in; the end of its log."""
    island, budget = landed(errand.problem, errand.seed, errand.start, errand.schedule), errand.budget
    # Clocks start once kernels are compiled, so that a first run searches as long as the next.
    began, cpu, last = budget.clock(), time.process_time(), [budget.clock()]

    def log() -> Log:
        return Log(island.moves, budget.clock() - began, time.process_time() - cpu, peak_memory())

    def spent(island: Isle) -> float:
        return budget.spent(seconds=budget.clock() - began, moves=island.moves)

    def pause(island: Isle) -> bool:
        now = budget.clock()
        board.note(index, log())
        if now - last[0] > EXCHANGE_EVERY or board.is_halted():
            last[0] = now
            board.offer(island.key, island.best)
            key, found = board.read()
            if takes_over(errand.schedule, spent(island), island.key, key):
                island.load(found)
        return board.is_halted() or island.key == (0, 0)

    island.run(spent, pause)
    board.offer(island.key, island.best)
    return log()


def takes_over(schedule: Schedule, spent: float, own: Key, theirs: Key) -> bool:
    """Whether an island goes on from the others' best: from its first reheat on, or to something legal.

    Before, islands are worth more apart.
    """
    return theirs < own and (spent > schedule.ends[0] or theirs[0] == 0 < own[0])


def peak_memory() -> int:
    """The most this process has held so far, in bytes."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    return held if sys.platform == "darwin" else 1024 * held

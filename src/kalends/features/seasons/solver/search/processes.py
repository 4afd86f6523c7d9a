"""A crew of processes on this machine. What they share is one block of memory: the best timetable, and a flag.

Processes are spawned, never forked: forking a process with compiled threads is undefined.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from kalends.features.seasons.solver.search.crew import Errand, Key, Log, sail
from kalends.features.seasons.solver.search.island import WORST
from kalends.features.seasons.solver.search.start import Seats

# A process that doesn't answer within this time after the end is ended.
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class SharedBoard:
    """Best key and timetable, each island's log, and whether to stop, in memory that all processes see."""

    key: Any  # int64 (2,)
    seats: Any  # int16 (3 * G,)
    moves: Any  # int64 (workers,)
    memory: Any  # int64 (workers,)
    seconds: Any  # float64 (workers,)
    cpu: Any  # float64 (workers,)
    halt: Any

    @classmethod
    def blank(cls, context: Any, workers: int, games: int) -> SharedBoard:
        return cls(
            context.Array("q", [WORST, WORST]),
            context.Array("h", 3 * games, lock=False),
            context.Array("q", workers, lock=False),
            context.Array("q", workers, lock=False),
            context.Array("d", workers, lock=False),
            context.Array("d", workers, lock=False),
            context.Event(),
        )

    def read(self) -> tuple[Key, Seats]:
        with self.key.get_lock():
            flat = np.array(self.seats[:], dtype=np.int16).reshape(3, -1)
            return (self.key[0], self.key[1]), (flat[0], flat[1], flat[2])

    def offer(self, key: Key, seats: Seats) -> None:
        with self.key.get_lock():
            if key < (self.key[0], self.key[1]):
                self.key[0], self.key[1] = key
                self.seats[:] = np.concatenate(seats).astype(np.int16).tolist()

    def note(self, index: int, log: Log) -> None:
        self.moves[index], self.memory[index] = log.moves, log.memory
        self.seconds[index], self.cpu[index] = log.seconds, log.cpu

    def is_halted(self) -> bool:
        """Also when whoever wanted the answer is gone: a killed run leaves nobody searching."""
        parent = multiprocessing.parent_process()
        return self.halt.is_set() or (parent is not None and not parent.is_alive())


@contextmanager
def _deaf_to_the_terminal() -> Generator[None]:
    """Processes started in here don't hear Ctrl-C: who started them halts them, and keeps what they found."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _sail_here(errand: Errand, index: int, board: SharedBoard) -> None:
    board.note(index, sail(errand, index, board))


class Processes:
    """One process an island."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._board: SharedBoard
        self._processes: list[Any] = []

    def set_out(self, errands: Sequence[Errand]) -> None:
        self._board = SharedBoard.blank(self._context, len(errands), len(errands[0].problem.games))
        self._processes = [
            self._context.Process(target=_sail_here, args=(errand, index, self._board), daemon=True)
            for index, errand in enumerate(errands)
        ]
        with _deaf_to_the_terminal():
            for process in self._processes:
                process.start()

    def best(self) -> tuple[Key, Seats]:
        return self._board.read()

    def logs(self) -> list[Log]:
        board = self._board
        rows = zip(board.moves, board.seconds, board.cpu, board.memory, strict=True)
        return [Log(*row) for row in rows]

    def is_out(self) -> bool:
        return any(process.is_alive() for process in self._processes)

    def come_home(self) -> None:
        self._board.halt.set()
        # Who compiles kernels still has found nothing that would be lost, and doesn't look up.
        patience = PATIENCE if self._board.read()[0] < (WORST, WORST) else 0.0
        for process in self._processes:
            process.join(patience)
            if process.is_alive():
                process.kill()
                process.join()

    def dismiss(self) -> None:
        """Processes are gone once they have come home."""

    def fates(self) -> str:
        return f"exit codes {[process.exitcode for process in self._processes]}"

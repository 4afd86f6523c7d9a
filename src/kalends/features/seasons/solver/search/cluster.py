"""A crew on many machines, by ray (the extra `kalends[ray]`): an actor keeps the board, a task is an island.

Imported only when a cluster is asked for. Its machines need the same kalends and its solver extra.
"""

from __future__ import annotations

# ray's decorators hide what they wrap.
# pyright: reportMissingImports=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportUnknownArgumentType=false
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import ray

from kalends.features.seasons.solver.search.crew import Errand, Key, Log, sail
from kalends.features.seasons.solver.search.island import WORST
from kalends.features.seasons.solver.search.start import Seats

# Starts a cluster of this machine alone, to try things out.
HERE = "local"
# A local cluster's object store: timetables are kilobytes.
STORE = 80_000_000
# An island tells its log, and asks whether to stop, so often; each is a message.
TELL_EVERY = 0.3
# Tasks that don't end within this time after the end are cancelled.
PATIENCE = 20.0


class BoardKeeper:
    """The board itself, in a process of its own."""

    def __init__(self, workers: int, games: int) -> None:
        self.key: Key = (WORST, WORST)
        nowhere = np.full(games, -1, dtype=np.int16)
        self.seats: Seats = (nowhere, nowhere, nowhere)
        self.logs = [Log()] * workers
        self.halted = False

    def read(self) -> tuple[Key, Seats]:
        return self.key, self.seats

    def offer(self, key: Key, seats: Seats) -> None:
        if key < self.key:
            self.key, self.seats = key, seats

    def note(self, index: int, log: Log) -> bool:
        self.logs[index] = log
        return self.halted

    def all_logs(self) -> list[Log]:
        return self.logs

    def halt(self) -> None:
        self.halted = True


@dataclass(slots=True)
class FarBoard:
    """A board as an island sees it: few messages, as islands pause a hundred times a second."""

    keeper: Any
    told: float = 0.0
    halted: bool = False

    def read(self) -> tuple[Key, Seats]:
        return ray.get(self.keeper.read.remote())

    def offer(self, key: Key, seats: Seats) -> None:
        ray.get(self.keeper.offer.remote(key, seats))

    def note(self, index: int, log: Log) -> None:
        if time.monotonic() - self.told > TELL_EVERY:
            self.halted = ray.get(self.keeper.note.remote(index, log))
            self.told = time.monotonic()

    def is_halted(self) -> bool:
        return self.halted


def _sail_there(errand: Errand, index: int, keeper: Any) -> None:
    log = sail(errand, index, FarBoard(keeper))
    ray.get(keeper.note.remote(index, log))


class Cluster:
    """One task an island, each on a CPU of its own; `address` is ray's, or HERE."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._is_ours = False
        self._keeper: Any = None
        self._tasks: list[Any] = []

    def set_out(self, errands: Sequence[Errand]) -> None:
        if not ray.is_initialized():
            self._join(len(errands))
            self._is_ours = True
        self._keeper = ray.remote(num_cpus=0)(BoardKeeper).remote(len(errands), len(errands[0].problem.games))
        island = ray.remote(num_cpus=1, max_retries=0)(_sail_there)
        self._tasks = [island.remote(errand, index, self._keeper) for index, errand in enumerate(errands)]

    def _join(self, workers: int) -> None:
        quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
        if self._address == HERE:
            # What we start tells nobody that it runs.
            os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
            ray.init(num_cpus=workers, object_store_memory=STORE, include_dashboard=False, **quiet)
        else:
            ray.init(address=self._address, **quiet)

    def best(self) -> tuple[Key, Seats]:
        return ray.get(self._keeper.read.remote())

    def logs(self) -> list[Log]:
        return ray.get(self._keeper.all_logs.remote())

    def is_out(self) -> bool:
        return bool(ray.wait(self._tasks, num_returns=len(self._tasks), timeout=0)[1])

    def come_home(self) -> None:
        if self._keeper is not None:
            ray.get(self._keeper.halt.remote())
            for task in ray.wait(self._tasks, num_returns=len(self._tasks), timeout=PATIENCE)[1]:
                ray.cancel(task, force=True)

    def dismiss(self) -> None:
        if self._is_ours:
            ray.shutdown()

    def fates(self) -> str:
        told: list[str] = []
        for task in self._tasks:
            try:
                ray.get(task, timeout=0)
            except Exception as error:  # whatever the task raised, and ray's own
                told.append(f"{type(error).__name__}: {error}")
        return "; ".join(told)

"""When a search ends: on a clock, a number of moves, a good enough plan, or a word from outside."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


def never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Whichever comes first ends the search; the best plan so far is the answer.

    With `moves` alone a run on one worker is the same every time; a clock cuts the same path at another place.
    `clock` says what a second is: with `time.process_time` each worker has `seconds` of its own CPU, and a busy machine
    takes nothing from a run. It is sent to other processes, so it must be a function of a module.
    """

    seconds: float | None = None
    moves: int | None = None
    objective: int | None = None
    is_cancelled: Callable[[], bool] = never
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        if self.seconds is None and self.moves is None:
            raise ValueError("a search needs a limit: seconds, moves or both")
        if (self.seconds is not None and not 0 < self.seconds <= 7 * 86400) or (
            self.moves is not None and self.moves < 1
        ):
            raise ValueError("the limit of a search must be positive and at most a week")

    def is_reached(self, *, seconds: float, moves: int, infeasibility: int, objective: int) -> bool:
        good_enough = self.objective is not None and infeasibility == 0 and objective <= self.objective
        late = self.seconds is not None and seconds >= self.seconds
        done = self.moves is not None and moves >= self.moves
        return good_enough or late or done or self.is_cancelled()

    def spent(self, *, seconds: float, moves: int) -> float:
        """The share of the budget that is used up, 0 to 1. Moves decide where both are given, for the same answer."""
        if self.moves is not None:
            return min(1.0, moves / self.moves)
        return min(1.0, seconds / (self.seconds or 1.0))

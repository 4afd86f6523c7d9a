"""What a search gives back, and what it tells on the way."""

from __future__ import annotations

from dataclasses import dataclass

from kalends.features.seasons.solver.judge import Verdict
from kalends.features.seasons.solver.problem import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a search stands. `seconds` count from its start."""

    seconds: float
    moves: int
    infeasibility: int
    objective: int
    stage: str
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The best plan found, judged; `bound` is what no legal plan can beat, where that is known.

    `memory`: the most that this process and those of its workers held, in bytes. `seconds` are all that it took;
    `prepared` of them went into kernels and processes before the first move, and don't count against a limit.
    """

    plan: Plan
    verdict: Verdict
    bound: int | None
    is_optimal: bool
    moves: int
    seconds: float
    cpu_seconds: float
    memory: int
    prepared: float = 0.0

    @property
    def moves_per_second(self) -> int:
        """By CPU time, so that a busy machine doesn't change it."""
        return round(self.moves / self.cpu_seconds) if self.cpu_seconds > 0 else 0

"""The season engine: a problem in, the best legal timetable found out. Knows nothing of the server.

from kalends.features.seasons.solver import Stop, load_problem, solve
result = solve(load_problem(path), Stop(seconds=60), seed=1, workers=2)
"""

from __future__ import annotations

from importlib.util import find_spec

from kalends.features.seasons.solver.errors import ProblemIsMalformed, ProblemIsTooLarge, SolverIsMissing

_missing = [name for name in ("numpy", "numba", "ortools", "lxml") if find_spec(name) is None]
if _missing:
    raise SolverIsMissing(f"The season engine needs {', '.join(_missing)}: install kalends[solver].")

from kalends.features.seasons.solver.advice import analyse, conflict, explain, repair, suggest  # noqa: E402
from kalends.features.seasons.solver.cache import keep_kernels_in  # noqa: E402
from kalends.features.seasons.solver.engine import solve  # noqa: E402
from kalends.features.seasons.solver.formats.files import (  # noqa: E402
    load_plan,
    load_problem,
    save_plan,
    save_problem,
)
from kalends.features.seasons.solver.judge import Verdict, check  # noqa: E402
from kalends.features.seasons.solver.problem import (  # noqa: E402
    Game,
    Objective,
    Plan,
    Played,
    Problem,
    Slot,
    Team,
    round_robin,
)
from kalends.features.seasons.solver.result import Progress, Result  # noqa: E402
from kalends.features.seasons.solver.samples.big12 import big12  # noqa: E402
from kalends.features.seasons.solver.stop import Stop  # noqa: E402

__all__ = [
    "Game",
    "Objective",
    "Plan",
    "Played",
    "Problem",
    "ProblemIsMalformed",
    "ProblemIsTooLarge",
    "Progress",
    "Result",
    "Slot",
    "SolverIsMissing",
    "Stop",
    "Team",
    "Verdict",
    "analyse",
    "big12",
    "check",
    "conflict",
    "explain",
    "keep_kernels_in",
    "load_plan",
    "load_problem",
    "repair",
    "round_robin",
    "save_plan",
    "save_problem",
    "solve",
    "suggest",
]

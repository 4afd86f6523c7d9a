"""What the engine says about a plan: why it costs what it costs, how to mend it, how to better it, how fair it is."""

from kalends.features.seasons.solver.advice.analyse import Analysis, analyse
from kalends.features.seasons.solver.advice.conflict import Conflict, conflict
from kalends.features.seasons.solver.advice.explain import Explanation, explain
from kalends.features.seasons.solver.advice.repair import Repair, Shock, repair
from kalends.features.seasons.solver.advice.suggest import Suggestion, suggest

__all__ = [
    "Analysis",
    "Conflict",
    "Explanation",
    "Repair",
    "Shock",
    "Suggestion",
    "analyse",
    "conflict",
    "explain",
    "repair",
    "suggest",
]

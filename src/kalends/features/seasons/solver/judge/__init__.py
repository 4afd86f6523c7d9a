"""The judge: counts a plan against every rule from scratch. Shares no code with the search, so that it can judge it."""

from kalends.features.seasons.solver.judge.verdict import Breach, Verdict, check

__all__ = ["Breach", "Verdict", "check"]

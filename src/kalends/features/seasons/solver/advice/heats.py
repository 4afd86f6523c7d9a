"""How warm a plan gets while it is mended: as little as will do, since above that it forgets what it was.

Temperatures are in the season's typical costs, here those of moved games.
"""

from __future__ import annotations

from kalends.features.seasons.solver.problem import Problem
from kalends.features.seasons.solver.search.schedule import Schedule

# Each warming goes on from the best.
HEATS = (0.05, 0.12, 0.2, 0.3, 0.45)
# Where that mends nothing, hard rules that are all but met hold the plan fast. They give way at higher temperatures,
# each with what a hard deviation weighs at it, all of them, briefly, since each may end anywhere. And at last those
# that find something most often, if far away, for as long as there is; in a season with free slots until something is
# found. Tuned on Early 1 and 3 of ITC2021, NL10 and NL16.
THAWS_OF_FULL = ((0.9, 2.0), (1.3, 3.0), (1.1, 2.0), (0.9, 1.2), (1.3, 2.0), (1.1, 3.0))
THAWS = ((0.2, 5.0), (0.3, 5.0), (0.4, 5.0))
LAST_THAWS_OF_FULL, LAST_THAWS = ((0.9, 2.0), (1.3, 3.0)), ((0.4, 5.0), (0.4, 5.0), (0.7, 2.0))
# A hard deviation's weight falls slowly with the temperature.
CUSHION = 6.0


def mild(heat: float, *, is_broken: bool) -> Schedule:
    """Where rules are broken they must be broken otherwise first; where none is, none should be."""
    ratio = 4.0 if is_broken else 12.0
    return Schedule(hot=heat, cold=0.03, ends=(1.0,), ratio=ratio, lowest_ratio=ratio / 3, cushion=0.5 / heat)


def thaws(still: Problem, *, is_full: bool, is_last: bool, workers: int) -> list[list[Schedule]]:
    """One after the other, each for all workers: in a full season different ones, else the same."""
    from kalends.features.seasons.solver.search.legal import typical_hard

    typical = typical_hard(still)
    if is_full:
        free = [_thawed(heat, weight / typical) for heat, weight in (LAST_THAWS_OF_FULL if is_last else THAWS_OF_FULL)]
        return [free[at : at + workers] for at in range(0, len(free), workers)]
    return [[_thawed(heat, weight / typical)] * workers for heat, weight in (LAST_THAWS if is_last else THAWS)]


def _thawed(heat: float, weight: float) -> Schedule:
    """From this heat down, where a hard deviation weighs so many times the temperature at first."""
    ratio = weight / CUSHION
    return Schedule(
        hot=heat,
        cold=heat / 10,
        ends=(1.0,),
        ratio=ratio,
        lowest_ratio=ratio,
        highest_ratio=30 * ratio,
        cushion=CUSHION,
        swing=2.5,
    )

"""How hot a search runs, for how long, and how heavily it takes hard rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Tuned on ITC2021 Early and TTP instances. Temperatures are in units of the season's typical cost change."""

    hot: float = 2.0
    again: float = 1.2
    reheat: float = 0.3
    cold: float = 0.05
    # Where each cycle ends: a quick one that settles easy seasons, the long one, and a last one from the best.
    ends: tuple[float, ...] = (0.25, 0.85, 1.0)
    # From the second cycle on, while nothing legal is known, hard rules alone freeze for so much of it, as a hard
    # deviation comes to cost from the first to the second of these ratios; below 1 and above 3 little changes.
    freezing: float = 0.6
    thawed: float = 0.8
    frozen: float = 3.0
    # Otherwise it costs so many times (temperature + cushion), and how fast that swings over a cycle.
    ratio: float = 4.0
    lowest_ratio: float = 1.5
    highest_ratio: float = 12.0
    swing: float = 12.0
    cushion: float = 0.25


# Distances are finer than penalties: a search for short travel ends earlier and reheats more. Tuned on NL10 and NL16.
TRAVEL = Schedule(hot=2.0, again=1.4, reheat=0.8, cold=0.2, cushion=4.0)

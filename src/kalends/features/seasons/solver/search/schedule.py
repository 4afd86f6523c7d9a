"""How hot a search runs, for how long, and how heavily it takes hard rules."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Temperatures are in units of the season's typical cost change."""

    # While nothing legal is known, hard rules are annealed alone for at most this share of the search.
    legal_by: float = 0.0
    # The start is a plan to better, not to melt.
    goes_on: bool = False
    # Of the rest, where each cycle ends: the long one, and reheats from the best.
    ends: tuple[float, ...] = (0.55, 0.8, 1.0)
    hot: float = 2.0
    cold: float = 0.05
    # The heat at which cycles begin, as a share of the hot end: the long one, the second, and all later ones.
    first: float = 1.0
    again: float = 0.6
    reheat: float = 0.15
    # A first, quick cooling takes this share, if any, and shows where the season freezes: the long one begins where so
    # much of the way from hot to frozen is left, and ends below where so little is: slower, it freezes later.
    probe: float = 0.0
    thawed: float = 0.2
    frozen: float = 0.06
    below: float = 0.5
    # A hard deviation costs so many times (temperature + cushion * hot), and how fast that swings over a cycle.
    ratio: float = 4.0
    lowest_ratio: float = 1.5
    highest_ratio: float = 12.0
    swing: float = 12.0
    cushion: float = 0.25
    # Every second island of several weighs hard rules half as heavily.
    has_light: bool = False
    # Homes are swapped so many times as often as usual.
    homes: float = 1.0
    # In a full season this share of moves keeps everybody's pattern of home and away.
    keeping: float = 0.0
    # Where every game is open this share of moves changes the host of one.
    flips: float = 0.0


# Tuned on ITC2021 Early.
RULES = Schedule(
    legal_by=0.95,
    probe=0.1,
    ends=(0.85, 1.0),
    hot=10.0,
    ratio=5.0,
    lowest_ratio=4.0,
    swing=6.0,
    has_light=True,
    keeping=0.15,
)
# Seasons with free slots freeze slowly, down to where hardly a move is kept. There hard rules must weigh much more than
# what moves cost, or the search ends beside legality, one rule broken. Tuned on amateur leagues (IF3 to IF27).
LOOSE = Schedule(
    legal_by=0.3,
    probe=0.1,
    below=0.25,
    ends=(0.85, 1.0),
    hot=10.0,
    cold=0.02,
    reheat=0.3,
    ratio=5.0,
    lowest_ratio=4.0,
    swing=6.0,
    cushion=2.0,
)
# Distances are finer than penalties: a search for short travel ends earlier and reheats more. Tuned on NL10 and NL16.
TRAVEL = Schedule(legal_by=0.3, ends=(0.25, 0.85, 1.0), hot=2.0, again=0.7, reheat=0.4, cold=0.2, cushion=2.0)


def of_its_own(schedule: Schedule, index: int) -> Schedule:
    """The schedule of an island among several: every second one walks otherwise, so that no two walk alike.

    It takes hard rules lightly where that is known to pay, else it cools twice as fast, to better what it has.
    """
    if index % 2 == 0:
        return schedule
    if schedule.has_light:
        # Where moves that mend something nearly always break a hard rule, as breaks do, heavy rules freeze the season
        # before its temperature does.
        return replace(schedule, ratio=3.0, lowest_ratio=2.0)
    ends = (*(end / 2 for end in schedule.ends), *(0.5 + end / 2 for end in schedule.ends))
    return replace(schedule, ends=ends, homes=0.6)

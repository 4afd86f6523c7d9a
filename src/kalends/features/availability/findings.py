"""What the engine finds, as others read it: changes that would help, obstacles, panels, sessions. Without numpy."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from kalends.core.time import Interval
from kalends.features.availability.question import Intervals
from kalends.features.availability.score import Breach, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFreed:
    """These people would have to be free at these times as well."""

    missing: tuple[tuple[Hashable, Intervals], ...]

    @property
    def cost(self) -> timedelta:
        return sum((gap.duration for _, gaps in self.missing for gap in gaps), timedelta())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened:
    """Everybody can come for this part of the slot; it is shorter by `cost`, in whole steps from either end."""

    slot: Interval
    cost: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Everybody can come to this candidate, `cost` earlier or later."""

    slot: Interval
    cost: timedelta


Change: TypeAlias = TimeFreed | Shortened | Moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """A rule that is broken, and the start that comes nearest to keeping it."""

    breach: Breach
    slot: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Two people and the best slot of theirs."""

    pair: tuple[Hashable, Hashable]
    slot: Interval
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    panels: tuple[Panel, ...]
    alone: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    slot: Interval
    participants: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """In order of time. `half_worths` is the sum of weight times worth of those who found a place, in halves."""

    sessions: tuple[Session, ...]
    without_place: tuple[Hashable, ...]
    half_worths: int

"""The slots that suit most, each with who is there for it, what it lacks and what would make it everybody's. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kalends.core.ids import ParticipantId
from kalends.core.time import Interval
from kalends.features.availability.findings import Change, Obstacle
from kalends.features.availability.score import Breach, Reason, Score
from kalends.features.meetings.answering.domain import Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """How far somebody is there for a slot: `seconds` of it at all. Of a weekly slot, in their worst week. `zone` is
    theirs, or the meeting's while we know no better."""

    presence: Presence
    seconds: int
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One date of a weekly slot. Where it is not feasible a required person or a quorum is missing."""

    slot: Interval
    can: int
    is_feasible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A slot, how it scores, what put it before the next, who is there for it, which rules it breaks, and the smallest
    changes that would bring everybody. Of a weekly slot: its first week's time and its worst week's score."""

    slot: Interval
    score: Score
    presences: Mapping[ParticipantId, There]
    reason: Reason | None = None
    breaches: tuple[Breach, ...] = ()
    changes: tuple[Change, ...] = ()
    weeks: tuple[Week, ...] = ()

    @property
    def can(self) -> int:
        """Heads that are there for all of it, if need be too."""
        return heads(self.presences.values())

    @property
    def is_feasible(self) -> bool:
        return not self.breaches and all(week.is_feasible for week in self.weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Best first. Where no time keeps the rules: which rule blocks, and at which start it is missed by least."""

    suggestions: tuple[Suggestion, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()


def heads(there: Iterable[There]) -> int:
    return sum(one.presence in {Presence.YES, Presence.IF_NEED_BE} for one in there)

"""The order of starts and its words-ready parts: scores, the rules a start breaks, and what decided a place."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from kalends.core.time import Interval

SQUARE_HOUR = 3_600 * 3_600


class Criterion(Enum):
    """In this order; the first that differs decides."""

    WORTH = "worth"
    PARTIAL = "partial"
    WORST_DISCOMFORT = "worst_discomfort"
    TOTAL_DISCOMFORT = "total_discomfort"
    LARGEST_BURDEN = "largest_burden"
    START = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Whole numbers, so that equal is equal: worth in halves, part in weighted seconds, pain in square seconds."""

    half_worths: int
    partial_seconds: int
    worst_discomfort: int
    total_discomfort: int
    largest_burden: int

    @property
    def worth(self) -> Fraction:
        return Fraction(self.half_worths, 2)

    @property
    def partial_minutes(self) -> Fraction:
        return Fraction(self.partial_seconds, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredAbsent:
    """Required people who do not attend, each with the seconds they lack of the slot."""

    lacking: tuple[tuple[Hashable, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumMissed:
    """Too few heads; `group` is None for the quorum overall."""

    group: str | None
    heads: int
    quorum: int

    @property
    def short_by(self) -> int:
        return self.quorum - self.heads


Breach: TypeAlias = RequiredAbsent | QuorumMissed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What puts a slot before the next that does not overlap it: the first criterion in which they differ."""

    criterion: Criterion
    next_slot: Interval
    next_score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """`heads` attend, yes or if need be. Breaches are empty unless no start at all is feasible."""

    slot: Interval
    score: Score
    heads: int
    breaches: tuple[Breach, ...]
    reason: Reason | None

    @property
    def is_feasible(self) -> bool:
        return not self.breaches


def deciding(score: Score, other: Score) -> Criterion:
    """The first criterion in which the two differ; the start where none does."""
    if score.half_worths != other.half_worths:
        return Criterion.WORTH
    if score.partial_seconds != other.partial_seconds:
        return Criterion.PARTIAL
    if score.worst_discomfort != other.worst_discomfort:
        return Criterion.WORST_DISCOMFORT
    if score.total_discomfort != other.total_discomfort:
        return Criterion.TOTAL_DISCOMFORT
    if score.largest_burden != other.largest_burden:
        return Criterion.LARGEST_BURDEN
    return Criterion.START

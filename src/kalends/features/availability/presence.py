"""What each participant says to one slot."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum

from kalends.features.availability.candidates import IntArray


class Status(Enum):
    """How somebody takes part in a slot. The first two attend."""

    YES = "yes"
    IF_NEED_BE = "if_need_be"
    PARTIAL = "partial"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """`covered_seconds` of the slot lie within the person's answer, yes or if need be."""

    participant: Hashable
    status: Status
    covered_seconds: int

    @property
    def attends(self) -> bool:
        return self.status in (Status.YES, Status.IF_NEED_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Seconds of one slot each person covers, by position."""

    duration: int
    yes: IntArray
    at_all: IntArray


def presences(covered: Coverage, ids: Sequence[Hashable]) -> tuple[Presence, ...]:
    return tuple(
        Presence(participant=who, status=_status(yes, at_all, covered.duration), covered_seconds=at_all)
        for who, yes, at_all in zip(ids, covered.yes.tolist(), covered.at_all.tolist(), strict=True)
    )


def _status(yes: int, at_all: int, duration: int) -> Status:
    if yes == duration:
        return Status.YES
    if at_all == duration:
        return Status.IF_NEED_BE
    return Status.PARTIAL if at_all else Status.CANNOT

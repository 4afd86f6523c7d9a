"""What is asked: for whom, in which windows, for how long, and under which rules. Plain values; `recommend` answers."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias

from kalends.core.time import Interval

Intervals: TypeAlias = tuple[Interval, ...]
MinuteSpan: TypeAlias = tuple[int, int]

MINUTES_A_DAY = 24 * 60
SECOND = timedelta(seconds=1)
# With both, every sum over half a million people stays within 64 bits. The longest camp fits, and any say one gives.
MAX_DURATION = timedelta(days=31)
MAX_WEIGHT = 10_000
MAX_BURDEN = 2**62
# Pairings are tried out exactly; 18 people have 34,459,425 of them, but only 131,072 different remainders.
MAX_INTERVIEWERS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingHours:
    """For each weekday from Monday the spans one works, in minutes after local midnight; 1440 is the day's end."""

    days: tuple[tuple[MinuteSpan, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("days: working hours need seven, Monday first")
        if any(not 0 <= start < end <= MINUTES_A_DAY for day in self.days for start, end in day):
            raise ValueError("days: working hours lie between minute 0 and minute 1440, start before end")


OFFICE_HOURS = WorkingHours(days=(((9 * 60, 17 * 60),),) * 5 + ((),) * 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One person and their answer. Whole weights only: where somebody counts half, the others count two.

    `burden` is the discomfort already borne, in square seconds, as `Score` gives it. Answers are read to the second:
    each instant is cut to the whole second before it.
    """

    id: Hashable
    zone: str
    yes: Intervals = ()
    if_need_be: Intervals = ()
    is_required: bool = False
    weight: int = 1
    group: str | None = None
    hours: WorkingHours = OFFICE_HOURS
    burden: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.weight <= MAX_WEIGHT or self.weight % 1:
            raise ValueError(f"weight: must be a whole number between 0 and {MAX_WEIGHT}, not {self.weight}")
        if not 0 <= self.burden <= MAX_BURDEN or self.burden % 1:
            raise ValueError(f"burden: must be a whole number of square seconds, at least 0, not {self.burden}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Starts lie on the step grid counted from each window's start, and the whole slot inside the windows.

    Windows that overlap or touch are one stretch of time: a slot may cross from one into the next, and the grid of each
    runs on to the stretch's end. The same start from two windows is one start.
    """

    participants: tuple[Participant, ...]
    windows: Intervals
    duration: timedelta
    step: timedelta = timedelta(minutes=15)
    quorum: int = 0
    group_quorums: Mapping[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        if not SECOND <= self.duration <= MAX_DURATION or self.duration % SECOND:
            raise ValueError("duration: must be whole seconds, at least one and at most 31 days")
        if self.step < SECOND or self.step % SECOND:
            raise ValueError("step: must be whole seconds, at least one")
        if self.quorum < 0:
            raise ValueError("quorum: cannot be negative")
        if any(quorum < 0 for quorum in self.group_quorums.values()):
            raise ValueError("group_quorums: none can be negative")

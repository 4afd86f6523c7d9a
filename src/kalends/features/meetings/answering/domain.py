"""An answer: when someone can come, and when they can if need be. Kept as disjoint intervals inside the windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from kalends.core.ids import ParticipantId
from kalends.core.time import Interval, clip, instant_of, merge, subtract, zone
from kalends.features.meetings.domain import WEEK, interval
from kalends.features.meetings.errors import OnlyYesHere, TooManyIntervals

# A month marked in quarters of an hour, every second one; nobody does more by hand.
MAX_INTERVALS = 2_000


class Preference(StrEnum):
    YES = "yes"
    IF_NEED_BE = "if_need_be"


class Presence(StrEnum):
    """How far somebody is there for a slot: all of it for sure, all of it if need be, part of it, or not at all."""

    YES = "yes"
    IF_NEED_BE = "if_need_be"
    PART = "part"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInterval:
    """One interval of an answer as it was given."""

    start: datetime
    end: datetime
    preference: Preference = Preference.YES


@dataclass(frozen=True, slots=True)
class Declined:
    """Can't come at all."""


Reply: TypeAlias = Sequence[NewInterval] | Declined


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where both were said of the same time, yes holds."""

    participant_id: ParticipantId
    yes: tuple[Interval, ...] = ()
    if_need_be: tuple[Interval, ...] = ()

    @property
    def rows(self) -> list[tuple[Interval, Preference]]:
        """In order of time."""
        certain = [(interval, Preference.YES) for interval in self.yes]
        return sorted(certain + [(interval, Preference.IF_NEED_BE) for interval in self.if_need_be])

    def presence(self, slot: Interval) -> Presence:
        if any(interval.covers(slot) for interval in self.yes):
            return Presence.YES
        at_all = merge((*self.yes, *self.if_need_be))
        if any(interval.covers(slot) for interval in at_all):
            return Presence.IF_NEED_BE
        return Presence.PART if any(interval.overlaps(slot) for interval in at_all) else Presence.NO

    def repeated(self, weeks: int, zone_name: str) -> "Answer":
        """The same in each of so many weeks: who can on Tuesdays from two to four can by the clock on their wall."""
        if weeks == 1:
            return self
        return Answer(
            participant_id=self.participant_id,
            yes=_every_week(self.yes, weeks, zone_name),
            if_need_be=_every_week(self.if_need_be, weeks, zone_name),
        )

    def within(self, stretches: Sequence[Interval]) -> "Answer":
        """What of it lies inside what is on offer now: windows may have changed since it was given."""
        return Answer(
            participant_id=self.participant_id,
            yes=clip(self.yes, stretches),
            if_need_be=clip(self.if_need_be, stretches),
        )


def answer_of(
    participant_id: ParticipantId, reply: Reply, stretches: Sequence[Interval], *, takes_if_need_be: bool = True
) -> Answer:
    """Normalised to UTC, merged, and cut to what is on offer."""
    if isinstance(reply, Declined):
        return Answer(participant_id=participant_id)
    if len(reply) > MAX_INTERVALS:
        raise TooManyIntervals(field="intervals")
    said: dict[Preference, list[Interval]] = {Preference.YES: [], Preference.IF_NEED_BE: []}
    for number, one in enumerate(reply):
        if one.preference is Preference.IF_NEED_BE and not takes_if_need_be:
            raise OnlyYesHere(field=f"intervals.{number}.preference")
        said[one.preference].append(interval(one.start, one.end, f"intervals.{number}"))
    yes = merge(said[Preference.YES])
    if_need_be = subtract(said[Preference.IF_NEED_BE], yes)
    return Answer(participant_id=participant_id, yes=yes, if_need_be=if_need_be).within(stretches)


def _every_week(intervals: Sequence[Interval], weeks: int, zone_name: str) -> tuple[Interval, ...]:
    there = zone(zone_name)
    walls = [
        (one.start.astimezone(there).replace(tzinfo=None), one.end.astimezone(there).replace(tzinfo=None))
        for one in intervals
    ]
    later = (
        (instant_of(start + week * WEEK, zone_name), instant_of(end + week * WEEK, zone_name))
        for week in range(1, weeks)
        for start, end in walls
    )
    # An hour that summer time skips is no time at all in that week.
    return merge((*intervals, *(Interval(start, end) for start, end in later if start < end)))

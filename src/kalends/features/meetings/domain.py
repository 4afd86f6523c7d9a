"""A meeting, who takes part, and what may happen to it. No I/O, no clock."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from kalends.core.etag import ensure_match
from kalends.core.ids import LinkId, MeetingId, ParticipantId, PersonId, SpaceId
from kalends.core.time import Interval, in_utc, in_weeks, merge
from kalends.features.meetings.errors import (
    DeadlineHasPassed,
    EndsBeforeItStarts,
    MeetingIsBooked,
    MeetingIsCancelled,
    MeetingIsClosed,
    MeetingIsDraft,
    NotOnOffer,
    OutOfTime,
)
from kalends.features.meetings.rules import AnswerVisibility, Rules

# Beyond these a zone's rules mean little, and arithmetic on years 1 and 9999 leaves what a datetime can hold.
FIRST_YEAR, LAST_YEAR = 1970, 2200
WEEK = timedelta(weeks=1)


class MeetingStatus(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    BOOKED = "booked"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """How far a participant has come."""

    INVITED = "invited"
    ANSWERED = "answered"
    DECLINED = "declined"


class LinkKind(StrEnum):
    """What a link lets its holder do besides looking: answer as one participant, join as a new one, or all that an
    organiser may who has no account."""

    ANSWER = "answer"
    JOIN = "join"
    ORGANISE = "organise"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time on offer, and the zone in which it was meant."""

    interval: Interval
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """The agreed time, who fixed it and when."""

    start: datetime
    end: datetime
    booked_by: PersonId | None
    booked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    id: ParticipantId
    name: str
    email: str | None
    zone: str | None
    person_id: PersonId | None
    answered_at: datetime | None
    declined_at: datetime | None
    version: int
    # Without them no time is agreed.
    is_required: bool = False
    weight: int = 1
    group: str | None = None
    # To the invitation to the booked time, by their calendar (RFC 5546): accepted, declined, tentative.
    reply: str | None = None

    @property
    def status(self) -> Standing:
        if self.declined_at is not None:
            return Standing.DECLINED
        return Standing.INVITED if self.answered_at is None else Standing.ANSWERED

    @property
    def is_unclaimed(self) -> bool:
        """Named without an address and not heard of yet: whoever holds the shared link may say that it is them."""
        return self.email is None and self.person_id is None and self.status is Standing.INVITED

    @property
    def etag(self) -> str:
        """Of their answer."""
        return f'"{self.version}"'


@dataclass(frozen=True, kw_only=True)
class Meeting:
    id: MeetingId
    space_id: SpaceId
    organiser_id: PersonId | None
    organiser_name: str
    organiser_email: str | None
    title: str
    description: str
    place: str
    zone: str
    duration: timedelta
    step: timedelta
    # Of the first week, where the meeting is weekly.
    windows: tuple[Window, ...]
    created_at: datetime
    cancelled_at: datetime | None
    booking: Booking | None
    # Rises with each change but answers, which have versions of their own: a thousand people may answer at once.
    version: int
    # RFC 5546, section 2.1.4: rises with each change that calendars must hear of.
    sequence: int
    # None while it is a draft, which only those see who may schedule.
    opened_at: datetime | None = None
    # How many weeks in a row it is held, always at the same wall time.
    weeks: int = 1
    rules: Rules = field(default_factory=Rules)

    @property
    def status(self) -> MeetingStatus:
        if self.cancelled_at is not None:
            return MeetingStatus.CANCELLED
        if self.opened_at is None:
            return MeetingStatus.DRAFT
        return MeetingStatus.OPEN if self.booking is None else MeetingStatus.BOOKED

    @property
    def etag(self) -> str:
        return f'"{self.version}"'

    @cached_property
    def stretches(self) -> tuple[Interval, ...]:
        """All that is on offer, without overlaps."""
        return merge(window.interval for window in self.windows)

    def then(self, **changes: Any) -> "Meeting":
        """The next version. What calendars hold already they hear of by a higher sequence."""
        sequence = self.sequence if self.booking is None else self.sequence + 1
        return replace(self, **changes, version=self.version + 1, sequence=sequence)

    def ensure_match(self, if_match: str | None) -> None:
        ensure_match(if_match, self.etag)

    def ensure_not_cancelled(self) -> None:
        if self.cancelled_at is not None:
            raise MeetingIsCancelled

    @property
    def is_blind(self) -> bool:
        """Whether those who may not schedule see no answers but their own."""
        return self.rules.visibility is AnswerVisibility.BLIND and self.booking is None

    def ensure_unbooked(self) -> None:
        self.ensure_not_cancelled()
        if self.booking is not None:
            raise MeetingIsBooked

    def ensure_opened(self) -> None:
        self.ensure_not_cancelled()
        if self.opened_at is None:
            raise MeetingIsDraft

    def ensure_takes_answers(self, now: datetime) -> None:
        self.ensure_opened()
        if self.booking is not None:
            raise MeetingIsClosed
        if self.rules.deadline is not None and self.rules.deadline <= now:
            raise DeadlineHasPassed

    def every_week(self, slot: Interval) -> tuple[Interval, ...]:
        """The slot and those of the weeks that follow, at the same wall time in the meeting's zone."""
        return weekly(slot, self.weeks, self.zone)

    def slot(self, start: datetime) -> Interval:
        """The slot from `start`, if it is one of those that recommendations choose from."""
        ensure_in_time(start, "start")
        slot = Interval(start, in_utc(start) + self.duration)
        has_room = any(stretch.covers(slot) for stretch in self.stretches)
        if not has_room or not any(self._is_on_grid(slot, window.interval) for window in self.windows):
            raise NotOnOffer(field="start")
        return slot

    def _is_on_grid(self, slot: Interval, window: Interval) -> bool:
        # The grid counts from a window's start and runs on through windows that touch it.
        stretch = next(stretch for stretch in self.stretches if stretch.covers(window))
        return stretch.covers(slot) and slot.start >= window.start and not (slot.start - window.start) % self.step


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLink:
    """A link to a meeting, the code that stands for it, and its address."""

    id: LinkId
    kind: LinkKind
    participant_id: ParticipantId | None
    code: str
    url: str


def weekly(slot: Interval, weeks: int, zone_name: str) -> tuple[Interval, ...]:
    """The same wall time in this zone, week after week, over every change of summer time, and always as long."""
    return slot, *(in_weeks(slot, week, zone_name) for week in range(1, weeks))


def interval(start: datetime, end: datetime, field: str) -> Interval:
    """What a caller gave as `{field}.start` and `{field}.end`."""
    ensure_in_time(start, f"{field}.start")
    ensure_in_time(end, f"{field}.end")
    if end <= start:
        raise EndsBeforeItStarts(field=f"{field}.end")
    return Interval(start, end)


def ensure_in_time(instant: datetime, field: str) -> None:
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise OutOfTime(field=field)

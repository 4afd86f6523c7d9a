"""What the meetings' API takes."""

import re
from datetime import timedelta
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field

from kalends.adapters.api.shapes import Model
from kalends.core.errors import Invalid
from kalends.core.ids import ParticipantId, SpaceId
from kalends.features.meetings.answering.domain import MAX_INTERVALS, Declined, NewInterval, Preference, Reply
from kalends.features.meetings.domain import LinkKind, Standing
from kalends.features.meetings.proposal import (
    MAX_PARTICIPANTS,
    MAX_WINDOWS,
    Changes,
    NewParticipant,
    NewWindow,
    Proposal,
)

# RFC 3339, section 5.6. Pydantic alone would also take numbers, days and times without an offset.
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)")


def _instant_text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("must be a time such as 2026-01-14T19:00:00+01:00")
    if not _RFC_3339.fullmatch(value):
        raise ValueError("must be a time with its offset from UTC, such as 2026-01-14T19:00:00+01:00")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_instant_text)]
Minutes = Annotated[int, Field(strict=True, ge=1, le=1440, description="Minutes.", examples=[60])]
Step = Annotated[
    int,
    Field(strict=True, ge=5, le=60, description="Minutes between possible starts: 5, 10, 15, 30 or 60.", examples=[15]),
]
Zone = Annotated[str, Field(max_length=64, description="An IANA time zone.", examples=["America/New_York"])]


class OneOrTheOther(Invalid):
    """Give a name to join as somebody new, or a participant_id to say who you are; not both."""


class OnlyByTheSharedLink(Invalid):
    """This is for people who join by the shared link. Leave it out to ask somebody."""


class WindowIn(Model):
    """A stretch of time on offer, and the zone in which it is meant."""

    start: Instant = Field(examples=["2026-01-12T14:00:00-05:00"])
    end: Instant = Field(examples=["2026-01-12T16:00:00-05:00"])
    zone: Zone | None = Field(None, description="The meeting's, where none is said.")

    def value(self) -> NewWindow:
        return NewWindow(start=self.start, end=self.end, zone=self.zone)


class ParticipantIn(Model):
    name: str = Field(max_length=400, examples=["Grace Hopper"])
    email: str | None = Field(None, max_length=400, examples=["grace@example.org"])
    zone: Zone | None = None

    def value(self) -> NewParticipant:
        return NewParticipant(name=self.name, email=self.email, zone=self.zone)


class MeetingIn(Model):
    title: str = Field(max_length=1000, examples=["Kick-off"])
    zone: Zone
    duration: Minutes
    windows: list[WindowIn] = Field(max_length=MAX_WINDOWS)
    step: Step = 15
    description: str = Field("", max_length=20_000)
    place: str = Field("", max_length=2000)
    participants: list[ParticipantIn] = Field(default=[], max_length=MAX_PARTICIPANTS)
    space_id: UUID | None = Field(None, description="An organisation's space; without one it is your own.")

    def value(self) -> Proposal:
        return Proposal(
            title=self.title,
            zone=self.zone,
            duration=timedelta(minutes=self.duration),
            step=timedelta(minutes=self.step),
            windows=[window.value() for window in self.windows],
            description=self.description,
            place=self.place,
            participants=[one.value() for one in self.participants],
        )

    def space(self) -> SpaceId | None:
        return SpaceId(self.space_id) if self.space_id else None


class MeetingPatch(Model):
    """What is left out stays as it is. Times can be changed until one is booked."""

    title: str | None = Field(None, max_length=1000)
    description: str | None = Field(None, max_length=20_000)
    place: str | None = Field(None, max_length=2000)
    zone: Zone | None = None
    duration: Minutes | None = None
    step: Step | None = None
    windows: list[WindowIn] | None = Field(None, max_length=MAX_WINDOWS)

    def value(self) -> Changes:
        return Changes(
            title=self.title,
            description=self.description,
            place=self.place,
            zone=self.zone,
            duration=None if self.duration is None else timedelta(minutes=self.duration),
            step=None if self.step is None else timedelta(minutes=self.step),
            windows=None if self.windows is None else [window.value() for window in self.windows],
        )


class BookingIn(Model):
    start: Instant = Field(examples=["2026-01-12T14:30:00-05:00"])


class IntervalIn(Model):
    start: Instant = Field(examples=["2026-01-12T14:00:00-05:00"])
    end: Instant = Field(examples=["2026-01-12T15:30:00-05:00"])
    preference: Preference = Preference.YES

    def value(self) -> NewInterval:
        return NewInterval(start=self.start, end=self.end, preference=self.preference)


class AnswerIn(Model):
    """The whole answer: what is not in it you cannot. Or `status: declined`, with no intervals."""

    intervals: list[IntervalIn] = Field(default=[], max_length=MAX_INTERVALS)
    zone: Zone | None = Field(None, description="The zone you are in; kept for showing times to you.")
    status: Literal[Standing.ANSWERED, Standing.DECLINED] = Standing.ANSWERED

    def value(self) -> Reply:
        return Declined() if self.status is Standing.DECLINED else [one.value() for one in self.intervals]


class NewParticipantIn(Model):
    """By the organiser: `name`, and an address where there is one. By the shared link: yourself, with your answer."""

    name: str | None = Field(None, max_length=400, examples=["Grace Hopper"])
    email: str | None = Field(None, max_length=400)
    zone: Zone | None = None
    participant_id: UUID | None = Field(
        None, description="By the shared link: that you are this participant, who has no address and no answer yet."
    )
    answer: AnswerIn | None = Field(None, description="By the shared link only.")

    def who(self) -> NewParticipant | ParticipantId:
        """By the shared link."""
        if self.participant_id is None:
            return self._newcomer()
        if self.name is not None:
            raise OneOrTheOther(field="participant_id")
        return ParticipantId(self.participant_id)

    def invited(self) -> NewParticipant:
        """By the organiser."""
        for field in ("participant_id", "answer"):
            if getattr(self, field) is not None:
                raise OnlyByTheSharedLink(field=field)
        return self._newcomer()

    def _newcomer(self) -> NewParticipant:
        return NewParticipant(name=self.name or "", email=self.email, zone=self.zone)


class LinkIn(Model):
    kind: LinkKind
    participant_id: UUID | None = Field(None, description="With `answer`: whose personal link it is to be.")

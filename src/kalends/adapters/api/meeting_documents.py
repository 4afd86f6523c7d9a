"""What the meetings' API answers, for its documentation only: `meeting_bodies` makes the answers themselves."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from kalends.adapters.api.shapes import Model
from kalends.features.meetings.answering.domain import Preference
from kalends.features.meetings.domain import LinkKind, Standing, Status


class WindowOut(Model):
    start: datetime
    end: datetime
    zone: str


class BookingOut(Model):
    start: datetime
    end: datetime
    booked_at: datetime


class ParticipantOut(Model):
    id: UUID
    name: str
    email: str | None = Field(description="Only for those who may change the meeting.")
    zone: str | None
    status: Standing
    answered_at: datetime | None


class LinkOut(Model):
    id: UUID
    kind: LinkKind
    participant_id: UUID | None
    code: str = Field(description="For the header Kalends-Link.")
    url: str = Field(description="The page for people.")


class MeetingOut(Model):
    id: UUID
    space_id: UUID
    title: str
    description: str
    place: str
    zone: str
    duration: int = Field(description="Minutes.")
    step: int = Field(description="Minutes.")
    windows: list[WindowOut]
    organiser: str
    status: Status
    booking: BookingOut | None
    cancelled_at: datetime | None
    created_at: datetime
    version: int = Field(description="Rises with each change but answers; the ETag is made of it.")
    participants: list[ParticipantOut]


class ProposedOut(MeetingOut):
    links: list[LinkOut] = Field(description="The shared one first, then each participant's.")


class MeetingLineOut(Model):
    id: UUID
    space_id: UUID
    title: str
    organiser: str
    zone: str
    duration: int
    status: Status
    booking: WindowOut | None
    first_start: datetime
    last_end: datetime
    participants: int
    answered: int
    declined: int
    created_at: datetime


class MeetingPageOut(Model):
    items: list[MeetingLineOut]
    next_cursor: str | None


class IntervalOut(Model):
    start: datetime
    end: datetime
    preference: Preference


class AnswerOut(Model):
    participant: ParticipantOut
    intervals: list[IntervalOut]


class AnswersOut(Model):
    items: list[AnswerOut]


class JoinedOut(ParticipantOut):
    link: LinkOut


class LinksOut(Model):
    items: list[LinkOut]


class RecommendationOut(Model):
    start: datetime
    end: datetime
    can: int = Field(description="How many are there for all of it, if need be too.")
    total: int
    yes: list[UUID]
    if_need_be: list[UUID]
    part: list[UUID]
    no: list[UUID]
    partial_minutes: float = Field(description="Minutes of those who are there for part of it, added up.")
    decided_by: str | None = Field(description="What puts it before the next: the first criterion that differs.")


class RecommendationsOut(Model):
    items: list[RecommendationOut]

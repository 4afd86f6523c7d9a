"""What the meetings' API answers, for its documentation only: `meeting_bodies` makes the answers themselves."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from kalends.adapters.api.shapes import Model
from kalends.features.meetings.answering.domain import Preference
from kalends.features.meetings.domain import LinkKind, MeetingStatus, Standing
from kalends.features.meetings.rules import AnswerVisibility


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
    is_required: bool
    weight: int
    group: str | None


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
    weeks: int = Field(description="Held in so many weeks in a row; the windows are those of the first.")
    windows: list[WindowOut]
    organiser: str
    status: MeetingStatus
    booking: BookingOut | None
    cancelled_at: datetime | None
    created_at: datetime
    opened_at: datetime | None = Field(description="Null for a draft.")
    quorum: int
    group_quorums: dict[str, int]
    deadline: datetime | None
    books_at_deadline: bool
    buffer_before: int = Field(description="Minutes.")
    buffer_after: int = Field(description="Minutes.")
    visibility: AnswerVisibility
    takes_if_need_be: bool
    version: int = Field(description="Rises with each change but answers; the ETag is made of it.")
    participants: list[ParticipantOut]


class ProposedOut(MeetingOut):
    links: list[LinkOut] = Field(
        description="The shared one first, then the organiser's where they have no account, then each participant's."
    )


class MeetingLineOut(Model):
    id: UUID
    space_id: UUID
    title: str
    organiser: str
    zone: str
    duration: int
    status: MeetingStatus
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

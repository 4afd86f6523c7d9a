"""What happens to meetings. A meeting's own facts count its version; a participant's count theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kalends.core.facts import Fact
from kalends.core.ids import MeetingId, ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingProposed(Fact):
    name: ClassVar[str] = "meeting.proposed"

    title: str
    participants: int
    is_draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOpened(Fact):
    """A draft became what participants see and answer."""

    name: ClassVar[str] = "meeting.opened"

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged(Fact):
    name: ClassVar[str] = "meeting.changed"

    # The names of the fields that are new.
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantInvited(Fact):
    """By the organiser, after the meeting was proposed."""

    name: ClassVar[str] = "meeting.invited"

    participant_id: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantChanged(Fact):
    """The organiser said anew what they are called, or how much they count."""

    name: ClassVar[str] = "meeting.participant-changed"

    participant_id: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRemoved(Fact):
    name: ClassVar[str] = "meeting.participant-removed"

    participant_id: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingBooked(Fact):
    name: ClassVar[str] = "meeting.booked"

    title: str
    start: datetime
    end: datetime
    zone: str
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePassed(Fact):
    """Nobody answers any more; `is_booked` says whether a time was fixed by it."""

    name: ClassVar[str] = "meeting.deadline-passed"

    title: str
    is_booked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingUndone(Fact):
    name: ClassVar[str] = "meeting.booking-undone"

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled(Fact):
    name: ClassVar[str] = "meeting.cancelled"

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingReopened(Fact):
    name: ClassVar[str] = "meeting.reopened"

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantJoined(Fact):
    """By themselves, through the link that all share or by their account."""

    name: ClassVar[str] = "meeting.joined"

    meeting_id: MeetingId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven(Fact):
    name: ClassVar[str] = "meeting.answered"

    meeting_id: MeetingId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDeclined(Fact):
    name: ClassVar[str] = "meeting.declined"

    meeting_id: MeetingId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantReplied(Fact):
    """A calendar answered the invitation to the booked time: accepted, declined or tentative."""

    name: ClassVar[str] = "meeting.replied"

    meeting_id: MeetingId
    reply: str

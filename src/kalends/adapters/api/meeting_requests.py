"""What the meetings' API takes."""

import re
from datetime import date, time, timedelta
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import AwareDatetime, BeforeValidator, Field

from kalends.adapters.api.shapes import Model
from kalends.core.errors import Invalid
from kalends.core.ids import ParticipantId, SpaceId
from kalends.features.meetings.answering.domain import MAX_INTERVALS, Declined, NewInterval, Preference, Reply
from kalends.features.meetings.domain import LinkKind, Standing
from kalends.features.meetings.errors import WindowsOrWeekdays
from kalends.features.meetings.proposal import (
    MAX_PARTICIPANTS,
    MAX_WEEKS,
    MAX_WEIGHT,
    MAX_WINDOWS,
    Changes,
    NewOrganiser,
    NewParticipant,
    NewWindow,
    Part,
    Proposal,
)
from kalends.features.meetings.rules import FIELDS, MAX_GROUPS, MAX_QUORUM, AnswerVisibility
from kalends.features.meetings.weekdays import WeekdayHours, first_week

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


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
WallTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Heads = Annotated[int, Field(strict=True, ge=0, le=MAX_QUORUM)]
Weight = Annotated[int, Field(strict=True, ge=0, le=MAX_WEIGHT, description="How much they count.")]
Group = Annotated[str, Field(max_length=400, examples=["Engineering"])]
Buffer = Annotated[int, Field(strict=True, ge=0, le=1440, description="Minutes kept free around what calendars say.")]


class FirstDayIsMissing(Invalid):
    """Say the first day on offer."""


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


class WeekdayIn(Model):
    """Hours of one weekday, on the wall of the meeting's zone."""

    weekday: Weekday
    start: WallTime = Field(examples=["14:00"])
    end: WallTime = Field(examples=["16:00"], description="00:00 is the end of that day.")

    def value(self) -> WeekdayHours:
        return WeekdayHours(
            weekday=WEEKDAYS.index(self.weekday), start=time.fromisoformat(self.start), end=time.fromisoformat(self.end)
        )


class OrganiserIn(Model):
    """Who proposes without an account."""

    name: str = Field(max_length=400, examples=["Ada Lovelace"])
    email: str | None = Field(None, max_length=400, description="For invitations to name; nothing is sent to it.")

    def value(self) -> NewOrganiser:
        return NewOrganiser(name=self.name, email=self.email)


class ParticipantIn(Model):
    name: str = Field(max_length=400, examples=["Grace Hopper"])
    email: str | None = Field(None, max_length=400, examples=["grace@example.org"])
    zone: Zone | None = None
    is_required: bool = Field(False, description="Without them no time keeps the rules.")
    weight: Weight = 1
    group: Group | None = None

    def value(self) -> NewParticipant:
        return NewParticipant(
            name=self.name,
            email=self.email,
            zone=self.zone,
            is_required=self.is_required,
            weight=self.weight,
            group=self.group,
        )


class ParticipantPatch(Model):
    """What is left out stays as it is."""

    name: str | None = Field(None, max_length=400)
    is_required: bool | None = None
    weight: Weight | None = None
    group: Group | None = Field(None, description="Null: in no group any more.")

    def value(self) -> Part:
        return Part(given=_given(self, may_be_null={"group"}))


class RulesIn(Model):
    quorum: Heads = Field(0, description="So many must attend, by heads.")
    group_quorums: Annotated[dict[Group, Heads], Field(max_length=MAX_GROUPS)] = Field(
        default={}, examples=[{"Engineering": 2}]
    )
    deadline: Instant | None = Field(None, description="Until then people may answer.")
    books_at_deadline: bool = Field(False, description="Book the best time then, if it keeps the rules.")
    buffer_before: Buffer = 0
    buffer_after: Buffer = 0
    visibility: AnswerVisibility = Field(
        AnswerVisibility.OPEN, description="`blind`: until a time is booked only the organiser sees the answers."
    )
    takes_if_need_be: bool = True

    def rules(self) -> dict[str, Any]:
        return _rules({name: getattr(self, name) for name in FIELDS})


class MeetingIn(RulesIn):
    title: str = Field(max_length=1000, examples=["Kick-off"])
    zone: Zone
    duration: Minutes
    windows: list[WindowIn] = Field(default=[], max_length=MAX_WINDOWS)
    weekdays: list[WeekdayIn] = Field(
        default=[], max_length=MAX_WINDOWS, description="In place of windows: hours of a week, from `first_on` on."
    )
    first_on: date | None = Field(None, description="With `weekdays`: the first day on offer.", examples=["2026-01-12"])
    weeks: int = Field(1, strict=True, ge=1, le=MAX_WEEKS, description="Hold it weekly, at the same wall time.")
    is_draft: bool = Field(False, description="Shown to nobody but organisers until it is opened.")
    organiser: OrganiserIn | None = Field(None, description="Only without an account.")
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
            windows=self._windows(),
            weeks=self.weeks,
            description=self.description,
            place=self.place,
            participants=[one.value() for one in self.participants],
            rules=self.rules(),
            is_draft=self.is_draft,
            organiser=self.organiser and self.organiser.value(),
        )

    def _windows(self) -> list[NewWindow]:
        if not self.weekdays:
            return [window.value() for window in self.windows]
        if self.windows:
            raise WindowsOrWeekdays(field="weekdays")
        if self.first_on is None:
            raise FirstDayIsMissing(field="first_on")
        return first_week([one.value() for one in self.weekdays], self.first_on, self.zone)

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
    weeks: int | None = Field(None, strict=True, ge=1, le=MAX_WEEKS)
    quorum: Heads | None = None
    group_quorums: Annotated[dict[Group, Heads], Field(max_length=MAX_GROUPS)] | None = None
    deadline: Instant | None = Field(None, description="Null: none any more.")
    books_at_deadline: bool | None = None
    buffer_before: Buffer | None = None
    buffer_after: Buffer | None = None
    visibility: AnswerVisibility | None = None
    takes_if_need_be: bool | None = None

    def value(self) -> Changes:
        return Changes(
            title=self.title,
            description=self.description,
            place=self.place,
            zone=self.zone,
            duration=None if self.duration is None else timedelta(minutes=self.duration),
            step=None if self.step is None else timedelta(minutes=self.step),
            windows=None if self.windows is None else [window.value() for window in self.windows],
            weeks=self.weeks,
            rules=_rules({name: value for name, value in _given(self, {"deadline"}).items() if name in FIELDS}),
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
    is_required: bool = Field(False, description="By the organiser, as are weight and group.")
    weight: Weight = 1
    group: Group | None = None
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
        return NewParticipant(
            name=self.name or "",
            email=self.email,
            zone=self.zone,
            is_required=self.is_required,
            weight=self.weight,
            group=self.group,
        )


def _given(model: Model, may_be_null: set[str]) -> dict[str, Any]:
    """What the request named; a null says "as it is", but where it means "none any more"."""
    return {
        name: value
        for name in model.model_fields_set
        if (value := getattr(model, name)) is not None or name in may_be_null
    }


def _rules(given: dict[str, Any]) -> dict[str, Any]:
    """As the domain takes them: buffers as spans of time."""
    spans = {name: timedelta(minutes=given[name]) for name in ("buffer_before", "buffer_after") if name in given}
    return {**given, **spans}


class LinkIn(Model):
    kind: LinkKind
    participant_id: UUID | None = Field(None, description="With `answer`: whose personal link it is to be.")

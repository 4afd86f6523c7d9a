"""What the events' API takes."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field

from kalends.adapters.api.meeting_requests import Instant, Zone
from kalends.adapters.api.shapes import Model
from kalends.core.ids import CalendarId, EventId
from kalends.features.calendars.events.asking import (
    MOST_AT_ONCE,
    Batch,
    NewOne,
    OneToChange,
    OneToRemove,
    Scope,
    Which,
)
from kalends.features.calendars.events.wanted import (
    LONGEST_DESCRIPTION,
    LONGEST_SUMMARY,
    LONGEST_URL,
    MOST_ALARMS,
    MOST_ATTENDEES,
    MOST_CATEGORIES,
    MOST_DATES,
    MOST_RULES,
    Wanted,
    WantedAttendee,
    WantedRecurrence,
)
from kalends.features.calendars.objects.alarms import Alarm, AlarmAction
from kalends.features.calendars.objects.attendees import Attendee, AttendeeKind, AttendeeRole, Participation
from kalends.features.calendars.objects.details import EventStatus, Privacy

# A hundred years, which is as long as anything in a calendar may last.
LONGEST_DURATION = 36_600 * 24 * 60

Time = Annotated[
    str,
    Field(
        max_length=40,
        examples=["2026-01-14T19:00"],
        description="A day (2026-01-14), a time on the wall of `zone`, or a time with its offset from UTC.",
    ),
]
RecurrenceId = Annotated[
    str,
    Field(max_length=20, examples=["20260114T110000Z"], description="Which occurrence, as lists give it."),
]
Summary = Annotated[str, Field(max_length=LONGEST_SUMMARY, examples=["Lunch"])]
Category = Annotated[str, Field(max_length=400)]
Text = Annotated[str, Field(max_length=LONGEST_DESCRIPTION)]


class AlarmIn(Model):
    before: int = Field(
        0, strict=True, ge=-527_040, le=527_040, description="Minutes before the start or the end; negative: after."
    )
    is_of_end: bool = False
    at: Instant | None = Field(None, description="At this instant, in place of `before`.")
    action: AlarmAction = AlarmAction.DISPLAY

    def value(self) -> Alarm:
        before = timedelta() if self.at is not None else timedelta(minutes=self.before)
        return Alarm(before=before, is_of_end=self.is_of_end and self.at is None, at=self.at, action=self.action)


class AttendeeIn(Model):
    """Who is asked to come. What they say is theirs to say: see the answer to an event."""

    address: str = Field(max_length=400, examples=["grace@example.org"])
    name: str = Field("", max_length=400)
    role: AttendeeRole = AttendeeRole.REQUIRED
    kind: AttendeeKind = AttendeeKind.PERSON
    is_asked: bool = Field(True, description="Whether an answer is asked for.")

    def value(self) -> WantedAttendee:
        return WantedAttendee(
            address=self.address, name=self.name, role=self.role, kind=self.kind, is_asked=self.is_asked
        )


class RecurrenceIn(Model):
    rules: list[Annotated[str, Field(max_length=10_100, examples=["FREQ=WEEKLY;BYDAY=MO"])]] = Field(
        default=[], max_length=MOST_RULES, description="As RFC 5545 writes them."
    )
    dates: list[Time] = Field(default=[], max_length=MOST_DATES)
    excluded_dates: list[Time] = Field(default=[], max_length=MOST_DATES)

    def value(self) -> WantedRecurrence:
        return WantedRecurrence(rules=self.rules, dates=self.dates, excluded_dates=self.excluded_dates)


class EventFields(Model):
    calendar_id: UUID | None = Field(None, description="A new event: by default your own. A change: it goes there.")
    summary: Summary | None = None
    description: Text | None = None
    place: Summary | None = None
    url: Annotated[str, Field(max_length=LONGEST_URL)] | None = None
    end: Time | None = None
    duration: int | None = Field(
        None, strict=True, ge=0, le=LONGEST_DURATION, description="Minutes, in place of `end`."
    )
    zone: Zone | None = Field(None, description="By default the event's own; of a new one, the calendar's.")
    is_floating: bool | None = Field(None, description="Its times are on each reader's own wall, in no zone.")
    status: EventStatus | None = None
    is_transparent: bool | None = Field(None, description="It keeps nobody busy.")
    privacy: Privacy | None = None
    categories: Annotated[list[Category], Field(max_length=MOST_CATEGORIES)] | None = None
    alarms: Annotated[list[AlarmIn], Field(max_length=MOST_ALARMS)] | None = None
    attendees: Annotated[list[AttendeeIn], Field(max_length=MOST_ATTENDEES)] | None = None
    recurrence: RecurrenceIn | None = None

    def wanted(self, start: str | None) -> Wanted:
        return Wanted(
            summary=self.summary,
            description=self.description,
            place=self.place,
            url=self.url,
            start=start,
            end=self.end,
            duration=None if self.duration is None else timedelta(minutes=self.duration),
            zone=self.zone,
            is_floating=self.is_floating,
            status=self.status,
            is_transparent=self.is_transparent,
            privacy=self.privacy,
            categories=self.categories,
            alarms=None if self.alarms is None else [one.value() for one in self.alarms],
            attendees=None if self.attendees is None else [one.value() for one in self.attendees],
            recurrence=self.recurrence and self.recurrence.value(),
        )

    def calendar(self) -> CalendarId | None:
        return None if self.calendar_id is None else CalendarId(self.calendar_id)


class EventPatch(EventFields):
    """What is left out, or null, stays as it is. An empty `recurrence` ends it."""

    start: Time | None = None

    def value(self) -> Wanted:
        return self.wanted(self.start)


class EventIn(EventFields):
    """A new event. What is left out is as it usually is."""

    start: Time

    def value(self) -> Wanted:
        return self.wanted(self.start)


class ParticipationIn(Model):
    """Whether you come, or whom you send in your place."""

    participation: Participation = Participation.ACCEPTED
    delegate: AttendeeIn | None = Field(None, description="Who is sent; the participation is then `delegated`.")

    def sent(self) -> Attendee | None:
        one = self.delegate
        return None if one is None else Attendee(address=one.address, name=one.name, role=one.role, kind=one.kind)


class ChangeIn(EventPatch):
    id: UUID
    scope: Scope | None = None
    recurrence_id: RecurrenceId | None = None
    if_match: Annotated[str, Field(max_length=200)] | None = Field(None, description="The ETag you read.")

    def change(self) -> OneToChange:
        return OneToChange(
            event_id=EventId(self.id),
            which=which(self.scope, self.recurrence_id),
            if_match=self.if_match,
            wanted=self.value(),
        )


class RemovalIn(Model):
    id: UUID
    scope: Scope | None = None
    recurrence_id: RecurrenceId | None = None
    if_match: Annotated[str, Field(max_length=200)] | None = None

    def removal(self) -> OneToRemove:
        return OneToRemove(
            event_id=EventId(self.id), which=which(self.scope, self.recurrence_id), if_match=self.if_match
        )


class BatchIn(Model):
    """At most a hundred changes, of which all happen or none."""

    add: list[EventIn] = Field(default=[], max_length=MOST_AT_ONCE)
    change: list[ChangeIn] = Field(default=[], max_length=MOST_AT_ONCE)
    remove: list[RemovalIn] = Field(default=[], max_length=MOST_AT_ONCE)

    def value(self) -> Batch:
        return Batch(
            add=[NewOne(calendar_id=one.calendar(), wanted=one.value()) for one in self.add],
            change=[one.change() for one in self.change],
            remove=[one.removal() for one in self.remove],
        )


def which(scope: Scope | None, recurrence_id: str | None) -> Which:
    """Who names an occurrence means that one, unless they say more."""
    if scope is None:
        scope = Scope.ALL if recurrence_id is None else Scope.ONE
    return Which(scope=scope, recurrence_id=recurrence_id)

"""What the events' API answers, for its documentation."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from kalends.adapters.api.calendars import OccurrenceOut
from kalends.adapters.api.shapes import Model
from kalends.features.calendars.objects.alarms import AlarmAction
from kalends.features.calendars.objects.attendees import AttendeeKind, AttendeeRole, Participation
from kalends.features.calendars.objects.details import EventStatus, Privacy


class AlarmOut(Model):
    before: float = Field(description="Minutes.")
    is_of_end: bool
    at: datetime | None
    action: AlarmAction


class OrganiserOut(Model):
    address: str
    name: str


class AttendeeOut(Model):
    address: str
    name: str
    role: AttendeeRole
    kind: AttendeeKind
    participation: Participation
    is_asked: bool
    delegated_to: list[str]
    delegated_from: list[str]


class RecurrenceOut(Model):
    rules: list[str]
    dates: list[str]
    excluded_dates: list[str]
    overrides: list[str] = Field(description="Occurrences that differ from the series, by their recurrence ids.")


class EventOut(Model):
    id: UUID
    calendar_id: UUID
    uid: str
    recurrence_id: str | None = Field(description="The occurrence that was asked for; null: the event as a whole.")
    summary: str
    description: str
    place: str
    url: str
    start: str = Field(description="A day, a time without a zone, or a time with its offset from UTC.")
    end: str
    zone: str | None
    is_all_day: bool
    is_floating: bool
    status: EventStatus
    is_transparent: bool
    privacy: Privacy
    categories: list[str]
    alarms: list[AlarmOut]
    organiser: OrganiserOut | None
    attendees: list[AttendeeOut]
    recurrence: RecurrenceOut | None
    created_at: datetime
    changed_at: datetime
    version: int
    etag: str = Field(description="For If-Match; the same at CalDAV.")


class ChangedOut(Model):
    change_id: UUID = Field(description="For taking the change back, within a day.")
    event: EventOut | None = Field(description="Null where nothing of it is left.")
    following: EventOut | None = Field(description="What became a series of its own.")


class EventOccurrenceOut(OccurrenceOut):
    calendar_id: UUID


class EventPageOut(Model):
    items: list[EventOut] | list[EventOccurrenceOut] = Field(description="Occurrences, with `expand`; else events.")
    next_cursor: str | None


class FoundOut(EventOccurrenceOut):
    """An event, by its occurrence that is nearest to now."""

    score: float = Field(description="From 0 to 2: how well it fits.")


class FoundPageOut(Model):
    items: list[FoundOut]
    next_cursor: str | None


class BatchedOut(Model):
    ids: list[UUID] = Field(description="Of what was added, changed and removed, in the order of the request.")

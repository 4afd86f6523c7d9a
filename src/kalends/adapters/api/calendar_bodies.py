"""The answers of the calendars' API, made by hand as the meetings' are."""

from collections.abc import Sequence
from datetime import datetime

from kalends.adapters.api.meeting_bodies import Body, instant
from kalends.core.ids import PersonId
from kalends.core.time import Interval
from kalends.features.calendars.domain import Calendar, Sharing
from kalends.features.calendars.events.repository import Found, Shown
from kalends.features.calendars.service import Seen


def calendar_body(calendar: Calendar) -> Body:
    return {
        "id": str(calendar.id),
        "space_id": str(calendar.space_id),
        "slug": calendar.slug,
        "name": calendar.name,
        "description": calendar.description,
        "color": calendar.color,
        "zone": calendar.zone,
        "position": calendar.position,
        "visibility": calendar.visibility.value,
        "is_default": calendar.is_default,
        "sync_token": calendar.sync_token,
        "created_at": instant(calendar.created_at),
        "version": calendar.version,
    }


def listed_body(seen: Seen) -> Body:
    return {**calendar_body(seen.calendar), "access": seen.access.name.lower()}


def sharings_body(sharings: Sequence[Sharing]) -> Body:
    return {"items": [{"person_id": str(one.person_id), "access": one.access.value} for one in sharings]}


def occurrence_body(one: Shown | Found) -> Body:
    return {
        "event_id": str(one.event_id),
        "name": one.name,
        "uid": one.uid,
        "kind": one.kind,
        "summary": one.summary,
        "place": one.place,
        "is_all_day": one.is_all_day,
        "recurrence_id": one.recurrence_id or None,
        "start": _time(one, one.starts_at, one.local_start),
        "end": _time(one, one.ends_at, one.local_end),
        "is_busy": one.is_busy,
    }


def busy_body(person_id: PersonId, intervals: Sequence[Interval]) -> Body:
    return {
        "person_id": str(person_id),
        "intervals": [{"start": instant(one.start), "end": instant(one.end)} for one in intervals],
    }


def _time(one: Shown | Found, at: datetime, local: datetime | None) -> str | None:
    """In the kind of time that the event has."""
    if local is None:
        return instant(at)
    return local.date().isoformat() if one.is_all_day else local.isoformat()

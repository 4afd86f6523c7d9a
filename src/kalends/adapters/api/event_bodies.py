"""The answers of the events' API, made by hand as the meetings' are."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kalends.adapters.api.calendar_bodies import occurrence_body
from kalends.adapters.api.meeting_bodies import Body, instant
from kalends.features.calendars.events.detailed import Detailed
from kalends.features.calendars.events.repository import Found, Shown
from kalends.features.calendars.objects.alarms import Alarm
from kalends.features.calendars.objects.attendees import Attendee
from kalends.features.calendars.objects.templates import stamp
from kalends.features.calendars.objects.values import Moment
from kalends.features.calendars.recurrence import write_rule


def event_body(one: Detailed) -> Body:
    event, details = one.event, one.details
    start = details.start
    is_timed = isinstance(start, datetime)
    return {
        "id": str(event.id),
        "calendar_id": str(event.calendar_id),
        "uid": event.uid,
        "recurrence_id": one.recurrence_id,
        "summary": details.summary,
        "description": details.description,
        "place": details.place,
        "url": details.url,
        "start": time_text(start),
        "end": time_text(details.until),
        "zone": zone_of(start),
        "is_all_day": not is_timed,
        "is_floating": is_timed and start.tzinfo is None,
        "status": details.status.value,
        "is_transparent": details.is_transparent,
        "privacy": details.privacy.value,
        "categories": list(details.categories),
        "alarms": [_alarm_body(alarm) for alarm in details.alarms],
        "organiser": details.organiser and {"address": details.organiser.address, "name": details.organiser.name},
        "attendees": [_attendee_body(attendee) for attendee in details.attendees],
        "recurrence": _recurrence_body(one),
        "created_at": instant(event.created_at),
        "changed_at": instant(event.changed_at),
        "version": event.version,
        "etag": event.etag,
    }


def occurrences_body(shown: Sequence[Shown], next_cursor: str | None) -> Body:
    return {"items": [_occurrence_body(one) for one in shown], "next_cursor": next_cursor}


def found_body(found: Sequence[Found], next_cursor: str | None) -> Body:
    return {"items": [{**_occurrence_body(one), "score": one.score} for one in found], "next_cursor": next_cursor}


def zone_of(start: Moment) -> str | None:
    """The IANA name, where it has one."""
    zone = start.tzinfo if isinstance(start, datetime) else None
    return "UTC" if zone is UTC else zone.key if isinstance(zone, ZoneInfo) else None


def time_text(moment: Moment) -> str:
    if isinstance(moment, datetime) and moment.tzinfo is UTC:
        return moment.isoformat().replace("+00:00", "Z")
    return moment.isoformat()


def _occurrence_body(one: Shown | Found) -> Body:
    return {**occurrence_body(one), "calendar_id": str(one.calendar_id)}


def _alarm_body(alarm: Alarm) -> Body:
    return {
        "before": alarm.before.total_seconds() / 60,
        "is_of_end": alarm.is_of_end,
        "at": instant(alarm.at) if alarm.at else None,
        "action": alarm.action.value,
    }


def _attendee_body(attendee: Attendee) -> Body:
    return {
        "address": attendee.address,
        "name": attendee.name,
        "role": attendee.role.value,
        "kind": attendee.kind.value,
        "participation": attendee.participation.value,
        "is_asked": attendee.is_asked,
        "delegated_to": list(attendee.delegated_to),
        "delegated_from": list(attendee.delegated_from),
    }


def _recurrence_body(one: Detailed) -> Body | None:
    recurrence = one.details.recurrence
    overrides = [stamp(item.recurrence_id) for item in one.read.overrides if item.recurrence_id is not None]
    if not (recurrence.rules or recurrence.dates or (overrides and one.recurrence_id is None)):
        return None
    return {
        "rules": [write_rule(rule) for rule in recurrence.rules],
        "dates": [time_text(moment) for moment in recurrence.dates],
        "excluded_dates": [time_text(moment) for moment in recurrence.excluded_dates],
        "overrides": overrides,
    }

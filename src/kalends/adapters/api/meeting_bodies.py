"""The answers of the meetings' API, made by hand: their values are ours, so nothing needs to validate them again."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.responses import Response

from kalends.core.page import Page
from kalends.features.meetings.answering.domain import Answer, Presence
from kalends.features.meetings.answering.participants import Joined
from kalends.features.meetings.answering.recommendations import Suggestion
from kalends.features.meetings.answering.service import Given
from kalends.features.meetings.domain import Meeting, MeetingLink, Participant
from kalends.features.meetings.invitation import Invitation
from kalends.features.meetings.lines import MeetingLine
from kalends.features.meetings.service import Seen

Body = dict[str, Any]


def answer(body: Body, *, status: int = 200, etag: str | None = None, location: str | None = None) -> Response:
    headers: dict[str, str] = {}
    if etag is not None:
        headers["etag"] = etag
    if location is not None:
        headers["location"] = location
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(content, status, headers, media_type="application/json")


def calendar_file(invitation: Invitation) -> Response:
    return Response(
        invitation.content,
        headers={"content-disposition": 'attachment; filename="invitation.ics"'},
        media_type=f"text/calendar; charset=utf-8; method={invitation.method}",
    )


def meeting_body(meeting: Meeting, participants: Sequence[Participant]) -> Body:
    booking = meeting.booking
    return {
        "id": str(meeting.id),
        "space_id": str(meeting.space_id),
        "title": meeting.title,
        "description": meeting.description,
        "place": meeting.place,
        "zone": meeting.zone,
        "duration": _minutes(meeting.duration),
        "step": _minutes(meeting.step),
        "windows": [
            {"start": _instant(window.interval.start), "end": _instant(window.interval.end), "zone": window.zone}
            for window in meeting.windows
        ],
        "organiser": meeting.organiser_name,
        "status": meeting.status.value,
        "booking": booking
        and {
            "start": _instant(booking.start),
            "end": _instant(booking.end),
            "booked_at": _instant(booking.booked_at),
        },
        "cancelled_at": _instant(meeting.cancelled_at),
        "created_at": _instant(meeting.created_at),
        "version": meeting.version,
        "participants": [participant_body(one) for one in participants],
    }


def seen_body(seen: Seen) -> Body:
    return meeting_body(seen.meeting, seen.participants)


def proposed_body(seen: Seen) -> Body:
    return {**seen_body(seen), "links": [link_body(link) for link in seen.links]}


def participant_body(participant: Participant) -> Body:
    return {
        "id": str(participant.id),
        "name": participant.name,
        "email": participant.email,
        "zone": participant.zone,
        "status": participant.status.value,
        "answered_at": _instant(participant.answered_at),
    }


def joined_body(joined: Joined) -> Body:
    return {**participant_body(joined.participant), "link": link_body(joined.link)}


def link_body(link: MeetingLink) -> Body:
    return {
        "id": str(link.id),
        "kind": link.kind.value,
        "participant_id": None if link.participant_id is None else str(link.participant_id),
        "code": link.code,
        "url": link.url,
    }


def given_body(given: Given) -> Body:
    return {"participant": participant_body(given.participant), "intervals": _intervals(given.answer)}


def _intervals(answer: Answer) -> list[Body]:
    return [
        {"start": _instant(interval.start), "end": _instant(interval.end), "preference": preference.value}
        for interval, preference in answer.rows
    ]


def suggestion_body(suggestion: Suggestion) -> Body:
    who: dict[Presence, list[str]] = {presence: [] for presence in Presence}
    for participant, presence in suggestion.presences.items():
        who[presence].append(str(participant))
    return {
        "start": _instant(suggestion.slot.start),
        "end": _instant(suggestion.slot.end),
        "can": suggestion.can,
        "total": len(suggestion.presences),
        **{presence.value: ids for presence, ids in who.items()},
        "partial_minutes": suggestion.score.partial_seconds / 60,
        "decided_by": suggestion.reason and suggestion.reason.criterion.value,
    }


def page_body(page: Page[MeetingLine]) -> Body:
    return {"items": [_line_body(line) for line in page.items], "next_cursor": page.next_cursor}


def _line_body(line: MeetingLine) -> Body:
    return {
        "id": str(line.id),
        "space_id": str(line.space_id),
        "title": line.title,
        "organiser": line.organiser_name,
        "zone": line.zone,
        "duration": _minutes(line.duration),
        "status": line.status.value,
        "booking": line.booked_start
        and {"start": _instant(line.booked_start), "end": _instant(line.booked_end), "zone": line.zone},
        "first_start": _instant(line.first_start),
        "last_end": _instant(line.last_end),
        "participants": line.participants,
        "answered": line.answered,
        "declined": line.declined,
        "created_at": _instant(line.created_at),
    }


def _instant(instant: datetime | None) -> str | None:
    """As RFC 3339 with a Z. Whatever comes from the database is in UTC already."""
    if instant is None:
        return None
    text = (instant if instant.tzinfo is UTC else instant.astimezone(UTC)).isoformat()
    return text.removesuffix("+00:00") + "Z"


def _minutes(duration: timedelta) -> int:
    return int(duration.total_seconds()) // 60

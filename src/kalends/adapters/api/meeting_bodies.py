"""The answers of the meetings' API, made by hand: their values are ours, so nothing needs to validate them again."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.responses import Response

from kalends.core.page import Page
from kalends.features.meetings.answering.domain import Answer
from kalends.features.meetings.answering.participants import Joined
from kalends.features.meetings.answering.service import Given
from kalends.features.meetings.domain import Meeting, MeetingLink, Participant
from kalends.features.meetings.invitation import Invitation
from kalends.features.meetings.lines import MeetingLine
from kalends.features.meetings.rules import Rules
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
        "weeks": meeting.weeks,
        "windows": [
            {"start": instant(window.interval.start), "end": instant(window.interval.end), "zone": window.zone}
            for window in meeting.windows
        ],
        "organiser": meeting.organiser_name,
        "status": meeting.status.value,
        "booking": booking
        and {
            "start": instant(booking.start),
            "end": instant(booking.end),
            "booked_at": instant(booking.booked_at),
        },
        "cancelled_at": instant(meeting.cancelled_at),
        "created_at": instant(meeting.created_at),
        "opened_at": instant(meeting.opened_at),
        **_rules(meeting.rules),
        "version": meeting.version,
        "participants": [participant_body(one) for one in participants],
    }


def _rules(rules: Rules) -> Body:
    return {
        "quorum": rules.quorum,
        "group_quorums": dict(rules.group_quorums),
        "deadline": instant(rules.deadline),
        "books_at_deadline": rules.books_at_deadline,
        "buffer_before": _minutes(rules.buffer_before),
        "buffer_after": _minutes(rules.buffer_after),
        "visibility": rules.visibility.value,
        "takes_if_need_be": rules.takes_if_need_be,
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
        "answered_at": instant(participant.answered_at),
        "is_required": participant.is_required,
        "weight": participant.weight,
        "group": participant.group,
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
        {"start": instant(interval.start), "end": instant(interval.end), "preference": preference.value}
        for interval, preference in answer.rows
    ]


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
        and {"start": instant(line.booked_start), "end": instant(line.booked_end), "zone": line.zone},
        "first_start": instant(line.first_start),
        "last_end": instant(line.last_end),
        "participants": line.participants,
        "answered": line.answered,
        "declined": line.declined,
        "created_at": instant(line.created_at),
    }


def instant(instant: datetime | None) -> str | None:
    """As RFC 3339 with a Z. Whatever comes from the database is in UTC already."""
    if instant is None:
        return None
    text = (instant if instant.tzinfo is UTC else instant.astimezone(UTC)).isoformat()
    return text.removesuffix("+00:00") + "Z"


def _minutes(duration: timedelta) -> int:
    return int(duration.total_seconds()) // 60

"""Meetings as the templates want them: every text formatted for one reader, in their zone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kalends.adapters.web.grids import Grid, grid, grid_of_size
from kalends.adapters.web.ranking_views import KIND, ranking_view
from kalends.adapters.web.times import (
    duration_label,
    instant_label,
    slot_view,
    span_label,
    zone_label,
    zone_short,
    zone_view,
)
from kalends.core.ids import ParticipantId
from kalends.core.time import Interval, merge
from kalends.features.accounts.permissions import Permission
from kalends.features.meetings.answering.domain import Answer
from kalends.features.meetings.answering.recommendations import Board
from kalends.features.meetings.answering.service import Given
from kalends.features.meetings.domain import LinkKind, Meeting, Standing
from kalends.features.meetings.lines import MeetingLine
from kalends.features.meetings.rules import AnswerVisibility
from kalends.features.meetings.watching import version_of

View = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """In which zone, and when, this page is read."""

    zone: str
    now: datetime
    # Who said so: "profile", "chosen" or "default".
    source: str = "default"

    def zone_view(self) -> View:
        return zone_view(self.zone, self.source, self.now)

    def slot(self, slot: Interval) -> View:
        return slot_view(slot, self.zone, self.now)


def line_view(line: MeetingLine, reading: Reading) -> View:
    slot = Interval(line.booked_start, line.booked_end) if line.booked_start and line.booked_end else None
    return {
        "url": f"/meetings/{line.id}",
        "title": line.title,
        "status": line.status.value,
        "when": span_label(line.first_start, line.last_end, reading.zone, reading.now),
        "slot": reading.slot(slot) if slot else None,
        "answered": line.answered,
        "total": line.participants,
    }


def organiser_view(board: Board, url: str, reading: Reading) -> View:
    """Of meetings/show.html; `url` is of this page."""
    meeting = board.meeting
    personal = {link.participant_id: link.url for link in board.links if link.kind is LinkKind.ANSWER}
    shared = [link.url for link in board.links if link.kind is LinkKind.JOIN]
    own = [link.url for link in board.links if link.kind is LinkKind.ORGANISE]
    cells = grid(meeting.stretches, reading.zone, meeting.duration)
    return {
        "meeting": {
            **_meeting(meeting, reading),
            "id": str(meeting.id),
            "url": url,
            "public_url": shared[0] if shared else "",
            "own_url": own[0] if own else "",
            "ics_url": f"{url}/invitation.ics",
            "rules": rules_view(meeting, reading),
            "may_schedule": board.admission.may(Permission.SCHEDULE),
        },
        "people": [
            {
                "id": str(one.participant.id),
                "name": one.participant.name,
                "status": one.participant.status.value,
                "url": personal.get(one.participant.id, ""),
                "counts": _counts(one),
            }
            for one in board.given
        ],
        **ranking_view(board, reading.zone, reading.now),
        "weeks": cells.weeks(_shown(board), len(board.given), {}),
        "cell_minutes": cells.minutes,
        **progress_view(board),
    }


def progress_view(board: Board) -> View:
    """How far it has come, and the version of all that changes with it."""
    answered = sum(one.participant.status is not Standing.INVITED for one in board.given)
    total = len(board.given)
    return {
        "total": total,
        "answered": answered,
        "is_blind": not board.admission.sees_answers,
        "tally": _tally(board, answered, total),
        "version": version_of(board.meeting.version, (one.participant.version for one in board.given)),
    }


def _tally(board: Board, answered: int, total: int) -> str:
    if not board.admission.sees_answers:
        return f"Only {board.meeting.organiser_name} sees the answers until a time is fixed"
    return f"{answered} of {total} have answered" if answered else "Nobody has answered yet"


def _counts(one: Given) -> str:
    """What the organiser has said of their part."""
    who = one.participant
    parts = ["must be there" if who.is_required else "", who.group or "", f"counts ×{who.weight}"]
    return " · ".join(part for part in (parts if who.weight != 1 else parts[:2]) if part)


def rules_view(meeting: Meeting, reading: Reading) -> list[str]:
    """Those that are set, as sentences without a full stop."""
    rules = meeting.rules
    said = [f"at least {rules.quorum} people"] if rules.quorum else []
    said += [f"at least {heads} of {group}" for group, heads in rules.group_quorums.items() if heads]
    if rules.deadline is not None:
        until = instant_label(rules.deadline, reading.zone, reading.now)
        said.append(f"answers until {until}" + (", then the best time is booked" if rules.books_at_deadline else ""))
    if rules.visibility is AnswerVisibility.BLIND:
        said.append("answers are seen by you alone until a time is fixed")
    if meeting.weeks > 1:
        said.append(f"held {meeting.weeks} weeks in a row")
    return said


def news_view(board: Board, reading: Reading, minutes: int) -> View:
    """Of m/news.html; `minutes` is the size of the cells that the page shows."""
    cells = grid_of_size(board.meeting.stretches, reading.zone, minutes)
    return {
        **ranking_view(board, reading.zone, reading.now),
        **progress_view(board),
        "heat": cells.heat(_shown(board), len(board.given)),
    }


def organiser_news_view(board: Board, url: str, reading: Reading, minutes: int) -> View:
    """Of meetings/news.html."""
    return {**organiser_view(board, url, reading), **news_view(board, reading, minutes)}


def grid_of(board: Board, reading: Reading, mine: Answer | None) -> Grid:
    said = (*mine.yes, *mine.if_need_be) if mine else ()
    return grid(board.meeting.stretches, reading.zone, board.meeting.duration, said)


def weeks_of(board: Board, cells: Grid, states: Mapping[str, str]) -> list[Any]:
    return cells.weeks(_shown(board), len(board.given), states)


def guest_view(meeting: Meeting, url: str, reading: Reading) -> View:
    """`meeting` of the pages under /m."""
    deadline = meeting.rules.deadline
    return {
        **_meeting(meeting, reading),
        "url": url,
        "ics_url": f"{url}/invitation.ics",
        "closes": deadline and f"answers until {instant_label(deadline, reading.zone, reading.now)}",
        "is_closed": deadline is not None and deadline <= reading.now,
        "takes_if_need_be": meeting.rules.takes_if_need_be,
        "weeks": meeting.weeks,
    }


def booked_view(board: Board, url: str, reading: Reading) -> View:
    """Of m/booked.html: what was agreed, on everybody's wall."""
    meeting = board.meeting
    booking = meeting.booking
    slot = Interval(booking.start, booking.end) if booking else None
    return {
        "meeting": guest_view(meeting, url, reading),
        "people": [_guest(one, slot, reading) for one in board.given],
    }


def _guest(one: Given, slot: Interval | None, reading: Reading) -> View:
    theirs = one.participant.zone
    return {
        "name": one.participant.name,
        "status": one.participant.status.value,
        "local": slot_view(slot, theirs, reading.now) if slot and theirs else None,
        "zone": zone_short(theirs) if theirs else "",
        "comes": _comes(one, slot),
    }


def _comes(one: Given, slot: Interval | None) -> str:
    match one.participant.status:
        case Standing.DECLINED:
            return "no"
        case Standing.ANSWERED if slot is not None:
            return KIND[one.answer.presence(slot)]
        case _:
            return "unknown"


def _meeting(meeting: Meeting, reading: Reading) -> View:
    booking = meeting.booking
    return {
        "title": meeting.title,
        "organiser": meeting.organiser_name,
        "description": meeting.description or None,
        "place": meeting.place or None,
        "duration": duration_label(meeting.duration),
        "status": meeting.status.value,
        "zone_label": zone_label(meeting.zone, meeting.stretches[0].start),
        "slot": reading.slot(Interval(booking.start, booking.end)) if booking else None,
    }


def _shown(board: Board) -> list[tuple[Interval, ...]]:
    """Everybody's times, as far as this reader may see them."""
    seen = board.given if board.admission.sees_answers else ()
    return [merge((*one.answer.yes, *one.answer.if_need_be)) for one in seen]


def of_participant(given: Sequence[Given], participant_id: ParticipantId | None) -> Given | None:
    return next((one for one in given if one.participant.id == participant_id), None)

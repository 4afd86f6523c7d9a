"""Meetings as the templates want them: every text formatted for one reader, in their zone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kalends.adapters.web.grids import Grid, grid, grid_of_size
from kalends.adapters.web.times import (
    clock,
    duration_label,
    slot_view,
    span_label,
    zone_label,
    zone_short,
    zone_view,
)
from kalends.core.ids import ParticipantId
from kalends.core.time import Interval, merge, zone
from kalends.features.meetings.answering.domain import Answer, Presence
from kalends.features.meetings.answering.recommendations import Board
from kalends.features.meetings.answering.service import Given
from kalends.features.meetings.answering.suggestions import Suggestion
from kalends.features.meetings.domain import LinkKind, Meeting, Standing
from kalends.features.meetings.lines import MeetingLine
from kalends.features.meetings.watching import version_of

View = dict[str, Any]

KIND = {Presence.YES: "yes", Presence.IF_NEED_BE: "maybe", Presence.PART: "part", Presence.NO: "no"}
LABEL = {Presence.YES: "yes", Presence.IF_NEED_BE: "if need be", Presence.PART: "part of it", Presence.NO: "no"}
# A reason is short; the table below it has everybody.
MAX_NAMES = 3


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


def organiser_view(board: Board, reading: Reading) -> View:
    """Of meetings/show.html."""
    meeting = board.meeting
    personal = {link.participant_id: link.url for link in board.links if link.kind is LinkKind.ANSWER}
    shared = [link.url for link in board.links if link.kind is LinkKind.JOIN]
    cells = grid(meeting.stretches, reading.zone, meeting.duration)
    return {
        "meeting": {
            **_meeting(meeting, reading),
            "id": str(meeting.id),
            "url": f"/meetings/{meeting.id}",
            "public_url": shared[0] if shared else "",
            "ics_url": f"/meetings/{meeting.id}/invitation.ics",
        },
        "people": [
            {
                "id": str(one.participant.id),
                "name": one.participant.name,
                "status": one.participant.status.value,
                "url": personal.get(one.participant.id, ""),
            }
            for one in board.given
        ],
        **ranking_view(board, reading),
        "weeks": cells.weeks(_everybody(board.given), len(board.given), {}),
        "cell_minutes": cells.minutes,
        **progress_view(board),
    }


def progress_view(board: Board) -> View:
    """How far it has come, and the version of all that changes with it."""
    answered = sum(one.participant.status is not Standing.INVITED for one in board.given)
    total = len(board.given)
    return {
        "total": total,
        "tally": f"{answered} of {total} have answered" if answered else "Nobody has answered yet",
        "version": version_of(board.meeting.version, (one.participant.version for one in board.given)),
    }


def news_view(board: Board, reading: Reading, minutes: int) -> View:
    """Of m/news.html; `minutes` is the size of the cells that the page shows."""
    cells = grid_of_size(board.meeting.stretches, reading.zone, minutes)
    return {
        **ranking_view(board, reading),
        **progress_view(board),
        "heat": cells.heat(_everybody(board.given), len(board.given)),
    }


def organiser_news_view(board: Board, reading: Reading, minutes: int) -> View:
    """Of meetings/news.html."""
    return {**organiser_view(board, reading), **news_view(board, reading, minutes)}


def ranking_view(board: Board, reading: Reading) -> View:
    """`best` and `answers`, which belong together."""
    return {
        "best": [_best(suggestion, board.given, reading) for suggestion in board.suggestions],
        "answers": [
            {
                "name": one.participant.name,
                "status": one.participant.status.value,
                "marks": [
                    {"kind": KIND[there.presence], "label": LABEL[there.presence]}
                    for there in (suggestion.presences[one.participant.id] for suggestion in board.suggestions)
                ],
            }
            for one in board.given
        ],
    }


def grid_of(board: Board, reading: Reading, mine: Answer | None) -> Grid:
    said = (*mine.yes, *mine.if_need_be) if mine else ()
    return grid(board.meeting.stretches, reading.zone, board.meeting.duration, said)


def weeks_of(board: Board, cells: Grid, states: Mapping[str, str]) -> list[Any]:
    return cells.weeks(_everybody(board.given), len(board.given), states)


def guest_view(meeting: Meeting, url: str, reading: Reading) -> View:
    """`meeting` of the pages under /m."""
    return {**_meeting(meeting, reading), "url": url, "ics_url": f"{url}/invitation.ics", "closes": None}


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


def _best(suggestion: Suggestion, given: Sequence[Given], reading: Reading) -> View:
    return {
        **reading.slot(suggestion.slot),
        "can": suggestion.can,
        "total": len(given),
        "why": why(suggestion, given, reading.zone),
    }


def why(suggestion: Suggestion, given: Sequence[Given], zone_name: str) -> str:
    """Who is missing and who is there for less than all of it, in few words."""
    answered = [one for one in given if one.participant.status is Standing.ANSWERED]
    said = [(one, suggestion.presences[one.participant.id].presence) for one in answered]
    parts = [
        _listed("without", [one.participant.name for one, presence in said if presence is Presence.NO]),
        *(
            f"{one.participant.name} {_part(one.answer, suggestion.slot, zone_name)}"
            for one, presence in said
            if presence is Presence.PART
        ),
        _listed("if need be:", [one.participant.name for one, presence in said if presence is Presence.IF_NEED_BE]),
    ]
    reasons = [part for part in parts if part][: MAX_NAMES + 1]
    if not reasons and len(answered) == len(given):
        return "everybody can"
    waiting = sum(one.participant.status is Standing.INVITED for one in given)
    if waiting:
        reasons.append(f"{waiting} not answered yet")
    return " · ".join(reasons)


def _part(answer: Answer, slot: Interval, zone_name: str) -> str:
    """Until or from when they are there, where it is as simple as that."""
    there = zone(zone_name)
    pieces = [
        Interval(max(one.start, slot.start), min(one.end, slot.end))
        for one in merge((*answer.yes, *answer.if_need_be))
        if one.overlaps(slot)
    ]
    match pieces:
        case [Interval(start=start, end=end)] if start == slot.start:
            return f"until {clock(end.astimezone(there))}"
        case [Interval(start=start, end=end)] if end == slot.end:
            return f"from {clock(start.astimezone(there))}"
        case _:
            return "for part of it"


def _listed(word: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    if len(names) > MAX_NAMES:
        names = [*names[: MAX_NAMES - 1], f"{len(names) - MAX_NAMES + 1} more"]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{word} {joined}"


def _everybody(given: Sequence[Given]) -> list[tuple[Interval, ...]]:
    return [merge((*one.answer.yes, *one.answer.if_need_be)) for one in given]


def of_participant(given: Sequence[Given], participant_id: ParticipantId | None) -> Given | None:
    return next((one for one in given if one.participant.id == participant_id), None)

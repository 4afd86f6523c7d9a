"""The ranking in words: who is there, who is missing, which rule a time breaks and by how little, what would help."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, assert_never, cast
from unicodedata import bidirectional

from kalends.adapters.web.times import clock, duration_label, range_label, slot_view
from kalends.core.ids import ParticipantId
from kalends.core.time import Interval, merge, zone
from kalends.features.availability.findings import Change, Moved, Obstacle, Shortened, TimeFreed
from kalends.features.availability.score import Breach, QuorumMissed, RequiredAbsent
from kalends.features.meetings.answering.domain import Answer, Presence
from kalends.features.meetings.answering.recommendations import Board
from kalends.features.meetings.answering.service import Given
from kalends.features.meetings.answering.suggestions import Suggestion
from kalends.features.meetings.domain import Standing

View = dict[str, Any]

KIND = {Presence.YES: "yes", Presence.IF_NEED_BE: "maybe", Presence.PART: "part", Presence.NO: "no"}
LABEL = {Presence.YES: "yes", Presence.IF_NEED_BE: "if need be", Presence.PART: "part of it", Presence.NO: "no"}
# A reason is short; the table below it has everybody.
MAX_NAMES = 3
# A table of more is read by nobody; the API has everybody.
MAX_ROWS = 60


def ranking_view(board: Board, zone_name: str, now: datetime) -> View:
    """`best` and `answers`, which belong together, and how many are not among the answers."""
    names = {one.participant.id: _name(one) for one in board.given}
    return {
        "best": [
            {
                **slot_view(one.slot, zone_name, now),
                "can": one.can,
                "total": len(board.given),
                "why": why(one, board.given, zone_name),
                "breaks": [_breach(breach, names) for breach in one.breaches],
                "helps": helps(one, board.given, zone_name),
                "weeks": len(one.weeks),
            }
            for one in board.suggestions
        ],
        "obstacles": [_obstacle(one, names, zone_name, now) for one in board.ranked.obstacles],
        "is_feasible": not board.suggestions or board.suggestions[0].is_feasible,
        "answers": [_said(one, board.suggestions) for one in board.given[:MAX_ROWS]] if board.suggestions else [],
        "unlisted": max(0, len(board.given) - MAX_ROWS),
    }


def _said(one: Given, suggestions: Sequence[Suggestion]) -> View:
    there = [suggestion.presences[one.participant.id].presence for suggestion in suggestions]
    return {
        "name": one.participant.name,
        "status": one.participant.status.value,
        "is_required": one.participant.is_required,
        "marks": [{"kind": KIND[presence], "label": LABEL[presence]} for presence in there],
    }


def _name(one: Given) -> str:
    """Set apart where it runs from right to left, or it would carry the words around it along (UAX 9, isolates)."""
    name = one.participant.name
    return f"\u2068{name}\u2069" if any(bidirectional(sign) in {"R", "AL"} for sign in name) else name


def why(suggestion: Suggestion, given: Sequence[Given], zone_name: str) -> str:
    """Who is missing and who is there for less than all of it, in few words."""
    answered = [one for one in given if one.participant.status is Standing.ANSWERED]
    said = [(one, suggestion.presences[one.participant.id].presence) for one in answered]
    parts = [
        _listed("without", [_name(one) for one, presence in said if presence is Presence.NO]),
        *(
            f"{_name(one)} {_part(one.answer, suggestion.slot, zone_name)}"
            for one, presence in said
            if presence is Presence.PART
        ),
        _listed("if need be:", [_name(one) for one, presence in said if presence is Presence.IF_NEED_BE]),
    ]
    reasons = [part for part in parts if part][: MAX_NAMES + 1]
    if not reasons and len(answered) == len(given):
        return "everybody can"
    waiting = sum(one.participant.status is Standing.INVITED for one in given)
    if waiting:
        reasons.append(f"{waiting} not answered yet")
    return " · ".join(reasons)


def helps(suggestion: Suggestion, given: Sequence[Given], zone_name: str) -> str:
    """The smallest change that would bring everybody; nothing is asked of those who have not answered or said no."""
    willing = {one.participant.id: _name(one) for one in given if one.participant.status is Standing.ANSWERED}
    if len(willing) < len(given):
        return ""
    said = [_change(change, willing, zone_name) for change in suggestion.changes]
    return f"All {len(given)} can, if {said[0]}" if said else ""


def _change(change: Change, names: Mapping[ParticipantId, str], zone_name: str) -> str:
    match change:
        case TimeFreed(missing=missing):
            asked = [
                f"{names[cast(ParticipantId, who)]} also had {_and([range_label(gap, zone_name) for gap in gaps])}"
                for who, gaps in missing
            ]
            return _and(asked)
        case Shortened(slot=slot, cost=cost):
            return f"it took {_minutes(cost)} less: {range_label(slot, zone_name)}"
        case Moved(slot=slot, cost=cost):
            return f"it moved by {_minutes(cost)}, to {range_label(slot, zone_name)}"
        case _:
            assert_never(change)


def _breach(breach: Breach, names: Mapping[ParticipantId, str]) -> str:
    match breach:
        case RequiredAbsent(lacking=lacking):
            lacks = [f"{names[cast(ParticipantId, who)]} lacks {_minutes_of(seconds)}" for who, seconds in lacking]
            shown = [*lacks[:MAX_NAMES], *([f"{len(lacks) - MAX_NAMES} more"] if len(lacks) > MAX_NAMES else [])]
            return f"Must be there: {_and(shown)}"
        case QuorumMissed(group=group, heads=heads, quorum=quorum):
            of = "" if group is None else f" of {group}"
            return f"Needs {quorum}{of}; {quorum - heads} too few"
        case _:
            assert_never(breach)


def _obstacle(obstacle: Obstacle, names: Mapping[ParticipantId, str], zone_name: str, now: datetime) -> View:
    """A rule that blocks, and where it is missed by least."""
    return {"rule": _breach(obstacle.breach, names), "at": slot_view(obstacle.slot, zone_name, now)}


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
    return f"{word} {_and(names)}"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _minutes_of(seconds: int) -> str:
    return _minutes(timedelta(seconds=seconds))


def _minutes(duration: timedelta) -> str:
    return duration_label(duration) if duration != timedelta(minutes=1) else "1 minute"

"""A meeting's recommendations as JSON: who is there and when that is on their wall, the score, what would help."""

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import Any, assert_never

from kalends.adapters.api.meeting_bodies import instant
from kalends.core.ids import ParticipantId
from kalends.core.time import Interval, zone
from kalends.features.availability.findings import Change, Moved, Panels, Sessions, Shortened, TimeFreed
from kalends.features.availability.score import SQUARE_HOUR, Breach, QuorumMissed, RequiredAbsent, Score
from kalends.features.meetings.answering.domain import Presence
from kalends.features.meetings.answering.suggestions import Ranked, Suggestion, There

Body = dict[str, Any]


def recommendations_body(found: Ranked) -> Body:
    return {
        "items": [_suggestion(one) for one in found.suggestions],
        "blocked_by": [{**_breach(one.breach), **_span(one.slot)} for one in found.obstacles],
    }


def spans_body(spans: Sequence[Interval]) -> Body:
    return {"items": [_span(one) for one in spans]}


def sessions_body(found: Sessions) -> Body:
    return {
        "sessions": [
            {**_span(one.slot), "participants": [str(who) for who in one.participants]} for one in found.sessions
        ],
        "without_place": [str(who) for who in found.without_place],
        "worth": found.half_worths / 2,
    }


def panels_body(found: Panels) -> Body:
    return {
        "panels": [
            {**_span(one.slot), "pair": [str(who) for who in one.pair], "score": _score(one.score)}
            for one in found.panels
        ],
        "alone": [str(who) for who in found.alone],
    }


def _suggestion(one: Suggestion) -> Body:
    who: dict[Presence, list[str]] = {presence: [] for presence in Presence}
    for participant, there in one.presences.items():
        who[there.presence].append(str(participant))
    return {
        **_span(one.slot),
        "can": one.can,
        "total": len(one.presences),
        **{presence.value: ids for presence, ids in who.items()},
        "participants": [_participant(who, there, one.slot) for who, there in one.presences.items()],
        "score": _score(one.score),
        "partial_minutes": one.score.partial_seconds / 60,
        "decided_by": one.reason and one.reason.criterion.value,
        "is_feasible": one.is_feasible,
        "breaches": [_breach(breach) for breach in one.breaches],
        "unanimous_if": [_change(change) for change in one.changes],
        "weeks": [{**_span(week.slot), "can": week.can, "is_feasible": week.is_feasible} for week in one.weeks],
    }


def _participant(who: ParticipantId, there: There, slot: Interval) -> Body:
    return {
        "id": str(who),
        "presence": there.presence.value,
        "minutes": there.seconds / 60,
        "zone": there.zone,
        "local_start": _local(slot.start, there.zone),
        "local_end": _local(slot.end, there.zone),
    }


def _score(score: Score) -> Body:
    return {
        "worth": score.half_worths / 2,
        "partial_minutes": score.partial_seconds / 60,
        "worst_discomfort": score.worst_discomfort / SQUARE_HOUR,
        "total_discomfort": score.total_discomfort / SQUARE_HOUR,
        "largest_burden": score.largest_burden / SQUARE_HOUR,
    }


def _breach(breach: Breach) -> Body:
    match breach:
        case RequiredAbsent(lacking=lacking):
            absent = [{"id": str(who), "minutes": seconds / 60} for who, seconds in lacking]
            return {"rule": "required", "participants": absent, "group": None, "heads": None, "quorum": None}
        case QuorumMissed(group=group, heads=heads, quorum=quorum):
            return {"rule": "quorum", "participants": [], "group": group, "heads": heads, "quorum": quorum}
        case _:
            assert_never(breach)


def _change(change: Change) -> Body:
    minutes = change.cost.total_seconds() / 60
    match change:
        case TimeFreed(missing=missing):
            return {"change": "time_freed", "minutes": minutes, "slot": None, "free": [_free(*one) for one in missing]}
        case Shortened(slot=slot):
            return {"change": "shortened", "minutes": minutes, "slot": _span(slot), "free": []}
        case Moved(slot=slot):
            return {"change": "moved", "minutes": minutes, "slot": _span(slot), "free": []}
        case _:
            assert_never(change)


def _free(who: Hashable, gaps: Sequence[Interval]) -> Body:
    return {"id": str(who), "intervals": [_span(gap) for gap in gaps]}


def _span(slot: Interval) -> Body:
    return {"start": instant(slot.start), "end": instant(slot.end)}


def _local(when: datetime, zone_name: str) -> str:
    return when.astimezone(zone(zone_name)).isoformat()

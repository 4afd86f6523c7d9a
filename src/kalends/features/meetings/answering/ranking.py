"""The engine's ranking of a meeting, as suggestions. Pure; loaded by whoever first has a meeting ranked."""

from collections.abc import Mapping, Sequence
from typing import cast

from kalends.core.ids import ParticipantId
from kalends.core.time import Interval
from kalends.features.availability.candidates import chosen_starts
from kalends.features.availability.changes import smallest_changes
from kalends.features.availability.obstacles import obstacles
from kalends.features.availability.presence import Status as Cover
from kalends.features.availability.question import Question
from kalends.features.availability.recommend import Board
from kalends.features.availability.score import Recommendation
from kalends.features.availability.series import WeeklySlot, weekly_slots
from kalends.features.meetings.answering.domain import Presence
from kalends.features.meetings.answering.question import Answers, Burdens, question_of
from kalends.features.meetings.answering.suggestions import Ranked, Suggestion, There, Week, heads
from kalends.features.meetings.domain import Meeting, Participant

SAID = {
    Cover.YES: Presence.YES,
    Cover.IF_NEED_BE: Presence.IF_NEED_BE,
    Cover.PARTIAL: Presence.PART,
    Cover.CANNOT: Presence.NO,
}
# From the best down, to find the worst of several weeks.
WORSE = tuple(SAID.values())


def rank(
    meeting: Meeting,
    participants: Sequence[Participant],
    answers: Answers,
    count: int,
    burdens: Burdens | None = None,
) -> Ranked:
    """No slot overlaps another, and none at which nobody is there at all. Every door gets this order."""
    question = question_of(meeting, participants, answers, burdens)
    if meeting.weeks > 1:
        return Ranked(suggestions=_worthwhile(_every_week(question, meeting, count)))
    board = Board.of(question)
    found = _worthwhile([_once(board, one) for one in board.recommend(count)])
    return Ranked(suggestions=found, obstacles=obstacles(board) if found else ())


def _worthwhile(found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(one for one in found if one.can or one.score.partial_seconds)


def _once(board: Board, found: Recommendation) -> Suggestion:
    return Suggestion(
        slot=found.slot,
        score=found.score,
        presences=_there(board, found.slot),
        reason=found.reason,
        breaches=found.breaches,
        changes=smallest_changes(board, found.slot),
    )


def _every_week(question: Question, meeting: Meeting, count: int) -> list[Suggestion]:
    best = weekly_slots(question, zone_name=meeting.zone, weeks=meeting.weeks, count=count)
    if not best:
        return []
    starts = chosen_starts((slot.start for one in best for slot in one.slots), question.duration)
    board = Board.of(question, starts)
    return [_series(board, one) for one in best]


def _series(board: Board, one: WeeklySlot) -> Suggestion:
    by_week = [_there(board, slot) for slot in one.slots]
    return Suggestion(
        slot=one.slots[0],
        score=one.scores[one.worst_week],
        presences=_worst(by_week),
        weeks=tuple(
            Week(slot=slot, can=heads(there.values()), is_feasible=number not in one.infeasible)
            for number, (slot, there) in enumerate(zip(one.slots, by_week, strict=True))
        ),
    )


def _there(board: Board, slot: Interval) -> dict[ParticipantId, There]:
    asked = board.question.participants
    return {
        cast(ParticipantId, person.id): There(presence=SAID[one.status], seconds=one.covered_seconds, zone=person.zone)
        for person, one in zip(asked, board.presences(slot), strict=True)
    }


def _worst(weeks: Sequence[Mapping[ParticipantId, There]]) -> dict[ParticipantId, There]:
    return {
        who: max((week[who] for week in weeks), key=lambda there: (WORSE.index(there.presence), -there.seconds))
        for who in weeks[0]
    }

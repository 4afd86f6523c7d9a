"""A meeting and its answers as the one engine that ranks times takes them. Pure."""

from collections.abc import Mapping, Sequence

from kalends.core.ids import ParticipantId
from kalends.core.time import Interval
from kalends.features.availability.question import OFFICE_HOURS, Question
from kalends.features.availability.question import Participant as Asked
from kalends.features.meetings.answering.domain import Answer, Presence
from kalends.features.meetings.domain import Meeting, Participant

Answers = Mapping[ParticipantId, Answer]
# Square seconds outside their working hours that participants bore by earlier meetings of the same organiser.
Burdens = Mapping[ParticipantId, int]


def question_of(
    meeting: Meeting, participants: Sequence[Participant], answers: Answers, burdens: Burdens | None = None
) -> Question:
    """Weekly meetings with the answers of every week."""
    rules = meeting.rules
    return Question(
        participants=tuple(_asked(meeting, one, answers, burdens or {}) for one in participants),
        windows=tuple(window.interval for window in meeting.windows),
        duration=meeting.duration,
        step=meeting.step,
        quorum=rules.quorum,
        group_quorums=rules.group_quorums,
    )


def burdens_of(
    meeting: Meeting, slot: Interval, participants: Sequence[Participant], answers: Answers
) -> dict[ParticipantId, int]:
    """What those who attend bear if this slot, or this slot every week, is booked; without those who bear nothing."""
    # With numpy; see `recommendations`.
    from kalends.features.availability.discomfort import discomfort

    borne: dict[ParticipantId, int] = {}
    for one in participants:
        zone_name, answer = _said(meeting, one, answers)
        attended = [
            week for week in meeting.every_week(slot) if answer.presence(week) in {Presence.YES, Presence.IF_NEED_BE}
        ]
        if total := sum(discomfort(week, zone_name, OFFICE_HOURS) for week in attended):
            borne[one.id] = total
    return borne


def _asked(meeting: Meeting, one: Participant, answers: Answers, burdens: Burdens) -> Asked:
    zone_name, answer = _said(meeting, one, answers)
    return Asked(
        id=one.id,
        zone=zone_name,
        yes=answer.yes,
        if_need_be=answer.if_need_be,
        is_required=one.is_required,
        weight=one.weight,
        group=one.group,
        burden=burdens.get(one.id, 0),
    )


def _said(meeting: Meeting, one: Participant, answers: Answers) -> tuple[str, Answer]:
    """The zone they live in, the meeting's while we know no better, and their answer in every week."""
    zone_name = one.zone or meeting.zone
    return zone_name, answers.get(one.id, Answer(participant_id=one.id)).repeated(meeting.weeks, zone_name)

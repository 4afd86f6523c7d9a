"""The order of slots, against a slow and separate way of finding it."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from kalends.core.ids import ParticipantId, new_uuid
from kalends.core.time import Interval, clip
from kalends.features.meetings.answering.domain import Answer
from kalends.features.meetings.answering.ranking import rank
from kalends.features.meetings.domain import Participant
from tests.features.meetings.test_domain import meeting

MINUTE = timedelta(minutes=1)
# A Monday; nine to five is nobody's hardship in UTC, so only heads, parts and the clock decide.
MORNING = datetime(2026, 1, 12, 9, tzinfo=UTC)


def somebody(name: str) -> Participant:
    return Participant(
        id=ParticipantId(new_uuid()),
        name=name,
        email=None,
        zone="UTC",
        person_id=None,
        answered_at=MORNING,
        declined_at=None,
        version=1,
    )


def slowly(
    answers: Mapping[ParticipantId, Answer], starts: Sequence[datetime], duration: timedelta, count: int
) -> list[tuple[datetime, int]]:
    """Most heads first, then most minutes of those who come for part, then the earliest; no two overlap."""
    scored: list[tuple[int, timedelta, datetime]] = []
    for start in starts:
        slot = Interval(start, start + duration)
        there = [sum((one.duration for one in clip(answer.yes, [slot])), timedelta()) for answer in answers.values()]
        heads = sum(minutes == duration for minutes in there)
        partial = sum((minutes for minutes in there if minutes < duration), timedelta())
        scored.append((-heads, -partial, start))
    chosen: list[tuple[datetime, int, timedelta]] = []
    for heads, partial, start in sorted(scored):
        if all(abs(start - other) >= duration for other, _, _ in chosen):
            chosen.append((start, -heads, -partial))
    return [(start, heads) for start, heads, partial in chosen[:count] if heads or partial]


@pytest.mark.parametrize("seed", range(150))
def test_slots_are_ranked_by_how_many_can_and_the_earliest_first_among_equals(seed: int) -> None:
    chance = random.Random(seed)
    duration, step = chance.choice([(60, 15), (30, 30), (45, 15), (90, 30), (20, 5)])
    asked = meeting(("12 09:00", "12 17:00"), duration=duration, step=step)
    people = [somebody(str(number)) for number in range(chance.randint(1, 8))]
    answers = {
        one.id: Answer(
            participant_id=one.id,
            yes=tuple(
                Interval(
                    MORNING + hour * 60 * MINUTE, MORNING + hour * 60 * MINUTE + chance.randint(3, 12) * 5 * MINUTE
                )
                for hour in range(8)
                if chance.random() < 0.6
            ),
        )
        for one in people
    }
    starts = [MORNING + minute * MINUTE for minute in range(0, 8 * 60 - duration + 1, step)]

    found = rank(asked, people, answers, 4).suggestions

    assert [(one.slot.start, one.can) for one in found] == slowly(answers, starts, asked.duration, 4)


def test_nobody_who_can_not_come_is_counted() -> None:
    asked = meeting(("12 09:00", "12 17:00"))
    people = [somebody("Ada"), somebody("Grace")]
    answers = {people[0].id: Answer(participant_id=people[0].id, yes=asked.stretches)}

    best = rank(asked, people, answers, 3).suggestions

    assert [one.slot.start.hour for one in best] == [9, 10, 11]
    assert {one.can for one in best} == {1}

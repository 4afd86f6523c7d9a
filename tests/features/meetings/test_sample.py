"""The sample is there, is lively, and works whenever it is planted."""

from datetime import UTC, datetime

import pytest

from kalends.core.actor import System
from kalends.features.meetings.domain import MeetingStatus
from kalends.features.meetings.sample import SAMPLES, plant
from tests.features.meetings.town import Inhabitant, Town


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 1, 5, 9, tzinfo=UTC),
        datetime(2026, 3, 6, 23, 59, tzinfo=UTC),
        datetime(2026, 10, 31, 23, tzinfo=UTC),
        datetime(2027, 12, 31, 12, tzinfo=UTC),
    ],
)
async def test_a_house_is_furnished_at_any_time(town: Town, ada: Inhabitant, now: datetime) -> None:
    planted = await plant(
        System(ada.space_id), meetings=town.meetings, answers=town.answers, bookings=town.bookings, now=now
    )

    lines = (await town.meetings.list_mine(ada.actor)).items
    assert sorted(line.title for line in lines) == sorted(sample.title for sample in SAMPLES)
    assert [line.status for line in lines].count(MeetingStatus.BOOKED) == 1
    assert all(line.first_start > now for line in lines)
    best = await town.best(ada.actor, planted[0].meeting.id)
    assert best[0].can == 3

"""A deadline is kept once: by booking, or by saying that it passed."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog.testing

from kalends.core.actor import System
from kalends.core.ids import MeetingId, SpaceId
from kalends.features.meetings.domain import MeetingStatus
from kalends.features.meetings.proposal import Changes, NewParticipant
from kalends.features.meetings.service import Seen
from tests.features.meetings.town import LUNCH, NOW, Inhabitant, Town, at, link_of, yes

SOON = NOW + timedelta(hours=1)
LATER = NOW + timedelta(hours=2)
PAIR = [NewParticipant(name="Ada"), NewParticipant(name="Grace")]


async def propose(town: Town, ada: Inhabitant, **rules: object) -> Seen:
    given = {"deadline": SOON, "books_at_deadline": True, **rules}
    return await town.meetings.propose(ada.actor, replace(LUNCH, participants=PAIR, rules=given))


async def facts_of(town: Town, space: SpaceId, meeting: MeetingId) -> list[str]:
    async with town.db.transaction(System(space)) as tx:
        return await tx.value(
            "SELECT array_agg(event_type ORDER BY sequence) FROM facts WHERE aggregate_id = %s", [meeting]
        )


async def status_of(town: Town, ada: Inhabitant, seen: Seen) -> MeetingStatus:
    return (await town.meetings.see(ada.actor, seen.meeting.id)).meeting.status


async def test_at_the_deadline_the_best_time_is_booked(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada, quorum=2)
    for name in ("Ada", "Grace"):
        await town.answers.put(link_of(seen, name), None, yes("12 19:30-21:00"))
    await town.deadlines.keep()
    assert await status_of(town, ada, seen) is MeetingStatus.OPEN
    town.now = SOON

    await asyncio.gather(*(town.deadlines.keep() for _ in range(4)))

    booked = (await town.meetings.see(ada.actor, seen.meeting.id)).meeting
    assert booked.booking is not None
    assert (booked.booking.start, booked.booking.booked_by, booked.version) == (at("12 19:30"), None, 2)
    assert await facts_of(town, ada.space_id, seen.meeting.id) == [
        "meeting.proposed",
        "meeting.booked",
        "meeting.deadline-passed",
    ]


@pytest.mark.parametrize("rules", [{"quorum": 2}, {"books_at_deadline": False}])
async def test_without_a_quorum_or_unasked_nothing_is_booked(
    town: Town, ada: Inhabitant, rules: dict[str, object]
) -> None:
    seen = await propose(town, ada, **rules)
    await town.answers.put(link_of(seen, "Ada"), None, yes("12 19:00-20:00"))
    town.now = SOON

    await town.deadlines.keep()
    await town.deadlines.keep()

    assert await status_of(town, ada, seen) is MeetingStatus.OPEN
    assert await facts_of(town, ada.space_id, seen.meeting.id) == ["meeting.proposed", "meeting.deadline-passed"]


async def test_a_deadline_that_is_moved_is_kept_again(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada)
    town.now = SOON
    await town.deadlines.keep()
    await town.meetings.change(ada.actor, seen.meeting.id, Changes(rules={"deadline": LATER}))
    await town.answers.put(link_of(seen, "Grace"), None, yes("12 19:00-20:00"))
    town.now = LATER

    await town.deadlines.keep()

    assert await status_of(town, ada, seen) is MeetingStatus.BOOKED


async def test_a_deadline_that_can_not_be_kept_holds_up_no_other(town: Town, ada: Inhabitant) -> None:
    broken = await propose(town, ada)
    async with town.db.transaction(System(ada.space_id)) as tx:
        # As a later version of tzdata may have no more.
        await tx.execute("UPDATE meetings SET zone = 'Mars/Base' WHERE id = %s", [broken.meeting.id])
    whole = await propose(town, ada)
    town.now = SOON

    with structlog.testing.capture_logs() as lines:
        await town.deadlines.keep()

    assert str(broken.meeting.id) in [line.get("meeting_id") for line in lines]
    assert "meeting.deadline-passed" in await facts_of(town, ada.space_id, whole.meeting.id)
    # It is tried again after two seconds, after about twice as long each time, and an hour at most.
    tries: list[timedelta] = []
    for after in [0.5, 2, 4, 7, 8, 3600, 3601, 3700, 7200.5]:
        town.now = SOON + timedelta(seconds=after)
        with structlog.testing.capture_logs() as lines:
            await town.deadlines.keep()
        if str(broken.meeting.id) in [line.get("meeting_id") for line in lines]:
            tries.append(timedelta(seconds=after))
    assert [one.total_seconds() for one in tries] == [2, 4, 8, 3600, 7200.5]
    # Or every worker of the tests that follow stumbles over it.
    async with town.db.transaction(System(ada.space_id)) as tx:
        await tx.execute("DELETE FROM meetings WHERE id = %s", [broken.meeting.id])


async def test_what_nobody_can_come_to_is_not_booked(town: Town, ada: Inhabitant) -> None:
    seen = await propose(town, ada)
    town.now = SOON

    await town.deadlines.keep()

    assert await status_of(town, ada, seen) is MeetingStatus.OPEN


async def test_drafts_cancelled_and_booked_meetings_are_left_alone(town: Town, ada: Inhabitant) -> None:
    draft = await town.meetings.propose(
        ada.actor, replace(LUNCH, is_draft=True, rules={"deadline": SOON, "books_at_deadline": True})
    )
    cancelled, booked = await propose(town, ada), await propose(town, ada)
    await town.meetings.cancel(ada.actor, cancelled.meeting.id)
    await town.bookings.book(ada.actor, booked.meeting.id, at("14 23:00"))
    town.now = SOON

    await town.deadlines.keep()

    assert "meeting.deadline-passed" not in await facts_of(town, ada.space_id, draft.meeting.id)
    assert "meeting.deadline-passed" not in await facts_of(town, ada.space_id, cancelled.meeting.id)
    assert "meeting.deadline-passed" not in await facts_of(town, ada.space_id, booked.meeting.id)
    kept = (await town.meetings.see(ada.actor, booked.meeting.id)).meeting.booking
    assert kept is not None
    assert kept.start == at("14 23:00")

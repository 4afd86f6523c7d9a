"""Who is told what and when, with a meeting that changes when the test says so."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from kalends.adapters.live.hub import Hub, TooManyWatchers
from kalends.core.errors import NotFound, Unavailable
from kalends.core.ids import MeetingId, SpaceId, new_uuid
from kalends.features.meetings.domain import MeetingStatus
from kalends.features.meetings.watching import Stand, Watch
from kalends.store.signals import ANYTHING, CHANGED, Signals
from kalends.telemetry import Figures


class Meetings:
    """Stands where the database would."""

    def __init__(self) -> None:
        self.looks = 0
        self.stands: dict[MeetingId, Stand | Exception] = {}

    def add(self) -> Stand:
        meeting_id = MeetingId(new_uuid())
        stand = Stand(meeting_id=meeting_id, space_id=SpaceId(new_uuid()), version="1.0", status=MeetingStatus.OPEN)
        self.stands[meeting_id] = stand
        return stand

    async def stand(self, before: Stand) -> Stand:
        self.looks += 1
        await asyncio.sleep(0)
        found = self.stands[before.meeting_id]
        if isinstance(found, Exception):
            raise found
        return found


class Room:
    def __init__(self, most: int = 10, most_at: int = 5) -> None:
        self.meetings = Meetings()
        self.figures = Figures()
        self._hearers: list[Callable[[str], None]] = []
        signals: Any = Signals()
        signals.hear = lambda channel, hearer: self._hearers.append(hearer) if channel == CHANGED else None
        meetings: Any = self.meetings
        self.hub = Hub(meetings, signals, self.figures, most=most, most_at=most_at)

    def hear(self, what: object) -> None:
        for hearer in self._hearers:
            hearer(str(what))

    def change(self, stand: Stand, version: str) -> Stand:
        after = replace(stand, version=version)
        self.meetings.stands[stand.meeting_id] = after
        self.hear(stand.meeting_id)
        return after


def watch(stand: Stand, *by: Any) -> Watch:
    return Watch(stand=stand, by=frozenset(by))


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():
            await asyncio.sleep(0.005)


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    room = Room()
    yield room
    await room.hub.close()


async def test_everybody_who_looks_at_a_meeting_is_told_and_nobody_else(room: Room) -> None:
    lunch, dinner = room.meetings.add(), room.meetings.add()
    with (
        room.hub.watching(watch(lunch), "ada") as ada,
        room.hub.watching(watch(lunch), "grace") as grace,
        room.hub.watching(watch(dinner), "cara") as cara,
    ):
        after = room.change(lunch, "1.1")

        assert await ada.wait(10) and await grace.wait(10)
        assert (ada.stand, grace.stand, cara.stand) == (after, after, dinner)


async def test_what_changed_before_one_was_on_the_list_is_seen_all_the_same(room: Room) -> None:
    lunch = room.meetings.add()
    after = room.change(lunch, "1.1")

    with room.hub.watching(watch(lunch), None) as ada:
        assert await ada.wait(10)
        assert ada.stand == after


async def test_a_burst_of_changes_costs_a_few_looks_and_ends_with_the_newest(room: Room) -> None:
    lunch = room.meetings.add()
    with room.hub.watching(watch(lunch), None) as ada:
        for number in range(500):
            newest = room.change(lunch, f"1.{number}")
            await asyncio.sleep(0)
        await until(lambda: ada.stand == newest)

    assert room.meetings.looks < 50


async def test_a_slow_one_skips_what_is_old(room: Room) -> None:
    lunch = room.meetings.add()
    with room.hub.watching(watch(lunch), None) as ada, room.hub.watching(watch(lunch), None) as grace:
        for number in (1, 2, 3):
            room.change(lunch, f"1.{number}")
            assert await grace.wait(10)

        assert await ada.wait(10)
        assert ada.stand.version == "1.3"
        assert not await ada.wait(0.01)


async def test_whatever_may_have_changed_is_looked_at(room: Room) -> None:
    """After a gap in what was heard."""
    lunch = room.meetings.add()
    with room.hub.watching(watch(lunch), None) as ada:
        room.meetings.stands[lunch.meeting_id] = replace(lunch, version="1.7")
        room.hear(ANYTHING)

        await until(lambda: ada.stand.version == "1.7")


async def test_the_holder_of_what_was_withdrawn_must_prove_themselves_again(room: Room) -> None:
    lunch, link, other = room.meetings.add(), new_uuid(), new_uuid()
    with room.hub.watching(watch(lunch, link), None) as ada, room.hub.watching(watch(lunch, other), None) as grace:
        room.hear(link)

        assert await ada.wait(10)
        assert (ada.must_prove, grace.must_prove) == (True, False)


async def test_of_a_meeting_that_is_gone_everybody_must_prove_that_they_may_look(room: Room) -> None:
    lunch = room.meetings.add()
    with room.hub.watching(watch(lunch), None) as ada:
        room.meetings.stands[lunch.meeting_id] = NotFound()
        room.hear(lunch.meeting_id)

        await until(lambda: ada.must_prove)


async def test_while_the_database_is_away_it_is_asked_again(room: Room) -> None:
    lunch = room.meetings.add()
    with room.hub.watching(watch(lunch), None) as ada:
        room.meetings.stands[lunch.meeting_id] = Unavailable()
        room.hear(lunch.meeting_id)
        await until(lambda: room.meetings.looks > 0)
        room.meetings.stands[lunch.meeting_id] = replace(lunch, version="1.2")

        await until(lambda: ada.stand.version == "1.2")


async def test_there_is_room_for_so_many_and_for_so_many_from_one_address() -> None:
    room = Room(most=2, most_at=1)
    lunch = room.meetings.add()
    with room.hub.watching(watch(lunch), "ada"):
        with pytest.raises(TooManyWatchers):
            room.hub.ensure_room("ada")
        room.hub.ensure_room("grace")
        with room.hub.watching(watch(lunch), "grace"), pytest.raises(TooManyWatchers):
            room.hub.ensure_room("cara")
        room.hub.ensure_room("cara")
    room.hub.ensure_room("ada")


async def test_those_who_look_on_are_counted(room: Room) -> None:
    lunch = room.meetings.add()
    with room.hub.watching(watch(lunch), None), room.hub.watching(watch(lunch), None):
        assert b"kalends_live_watchers 2.0" in room.figures.scrape({})
    assert b"kalends_live_watchers 0.0" in room.figures.scrape({})


async def test_when_the_process_leaves_everybody_does(room: Room) -> None:
    lunch = room.meetings.add()
    with room.hub.watching(watch(lunch), None) as ada:
        room.hub.send_away()

        assert await ada.wait(10)
        assert ada.is_closed

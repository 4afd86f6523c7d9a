"""What booked meetings leave free of a new one's windows, with buffers, over weeks and spaces."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kalends.core.errors import NotFound, NotSignedIn
from kalends.core.time import Interval
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.service import Calendars
from kalends.features.meetings.answering.domain import Declined
from kalends.features.meetings.proposal import NewParticipant, NewWindow
from tests.features.calendars.diary import calendar_of, event
from tests.features.meetings.town import LUNCH, NOBODY, Inhabitant, Town, at, link_of

NOON = [NewWindow(start=at("12 18:00"), end=at("12 22:00"))]


async def free(town: Town, who: Inhabitant, **changes: object) -> list[str]:
    """The hours left, as "19:00-20:00"."""
    me = NewParticipant(name="Me", email=who.email)
    seen = await town.meetings.propose(who.actor, replace(LUNCH, windows=NOON, participants=[me], **changes))
    found = await town.free_times.mine(who.actor, seen.meeting.id)
    return [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in found]


async def test_what_one_organises_or_takes_part_in_is_busy(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    mine = await town.meetings.propose(grace.actor, LUNCH)
    await town.bookings.book(grace.actor, mine.meeting.id, at("12 20:00"))
    people = [NewParticipant(name="Grace", email=grace.email)]
    theirs = await town.meetings.propose(ada.actor, replace(LUNCH, participants=people, windows=NOON))
    await town.bookings.book(ada.actor, theirs.meeting.id, at("12 18:00"))

    assert await free(town, grace) == ["19:00-20:00", "21:00-22:00"]
    assert await free(town, ada) == ["19:00-22:00"]

    await town.meetings.cancel(ada.actor, theirs.meeting.id)
    assert await free(town, grace) == ["18:00-20:00", "21:00-22:00"]
    await town.bookings.undo(grace.actor, mine.meeting.id)
    assert await free(town, grace) == ["18:00-22:00"]


async def test_what_a_calendar_says_is_busy_with_buffers_around_it(town: Town, grace: Inhabitant) -> None:
    [mine] = await Calendars(db=town.db, clock=town.clock).list_mine(grace.actor)
    call = calendar_of(event("DTSTART:20260112T193000Z", "DURATION:PT30M"))
    await Events(db=town.db, clock=town.clock).put(grace.actor, mine.calendar.id, "call.ics", call)

    assert await free(town, grace) == ["18:00-19:30", "20:00-22:00"]
    buffers = {"buffer_before": timedelta(minutes=10), "buffer_after": timedelta(minutes=15)}
    assert await free(town, grace, rules=buffers) == ["18:00-19:15", "20:10-22:00"]


async def test_who_declined_is_free(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    people = [NewParticipant(name="Grace", email=grace.email)]
    theirs = await town.meetings.propose(ada.actor, replace(LUNCH, participants=people))
    await town.answers.put(link_of(theirs, "Grace"), None, Declined())
    await town.bookings.book(ada.actor, theirs.meeting.id, at("12 19:00"))

    assert await free(town, grace) == ["18:00-22:00"]


async def test_an_address_that_is_not_proved_tells_nothing(town: Town, ada: Inhabitant) -> None:
    eve = await town.settle("Eve", is_verified=False)
    people = [NewParticipant(name="Eve", email=eve.email)]
    theirs = await town.meetings.propose(ada.actor, replace(LUNCH, participants=people))
    await town.bookings.book(ada.actor, theirs.meeting.id, at("12 19:00"))

    assert await free(town, eve) == ["18:00-22:00"]


async def test_buffers_widen_what_is_busy(town: Town, ada: Inhabitant) -> None:
    busy = await town.meetings.propose(ada.actor, LUNCH)
    await town.bookings.book(ada.actor, busy.meeting.id, at("12 19:30"))
    buffers = {"buffer_before": timedelta(minutes=10), "buffer_after": timedelta(minutes=15)}

    # A slot ends a quarter of an hour before what follows, and starts ten minutes after what came before.
    assert await free(town, ada, rules=buffers) == ["18:00-19:15", "20:40-22:00"]


async def test_a_weekly_meeting_is_busy_where_any_week_is(town: Town, ada: Inhabitant) -> None:
    later = [NewWindow(start=at("19 19:00"), end=at("19 20:00"))]
    once = await town.meetings.propose(ada.actor, replace(LUNCH, windows=later))
    await town.bookings.book(ada.actor, once.meeting.id, at("19 19:00"))

    assert await free(town, ada) == ["18:00-22:00"]
    assert await free(town, ada, weeks=2) == ["18:00-19:00", "20:00-22:00"]


async def test_a_weekly_meeting_that_is_booked_is_busy_in_each_of_its_weeks(town: Town, ada: Inhabitant) -> None:
    earlier = [NewWindow(start=at("05 19:00"), end=at("05 20:00"))]
    weekly = await town.meetings.propose(ada.actor, replace(LUNCH, windows=earlier, weeks=2))
    await town.bookings.book(ada.actor, weekly.meeting.id, at("05 19:00"))

    assert await free(town, ada) == ["18:00-19:00", "20:00-22:00"]


async def test_it_is_for_ones_own_eyes(town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    seen = await town.meetings.propose(ada.actor, LUNCH)

    with pytest.raises(NotFound):
        await town.free_times.mine(grace.actor, seen.meeting.id)
    for stranger in (NOBODY, link_of(seen, "Ada")):
        with pytest.raises(NotSignedIn):
            await town.free_times.mine(stranger, seen.meeting.id)
    assert await town.free_times.mine(ada.actor, seen.meeting.id) == (
        Interval(at("12 19:00"), at("12 21:00")),
        Interval(at("14 23:00"), at("15 01:00")),
    )

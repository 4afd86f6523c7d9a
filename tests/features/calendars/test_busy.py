from datetime import timedelta

import pytest

from kalends.core.actor import Nobody, Role
from kalends.core.ids import CalendarId, PersonId, new_uuid
from kalends.core.time import Interval
from kalends.features.calendars.busy import BusyTimes
from kalends.features.calendars.domain import CalendarChanges, CalendarVisibility, NewCalendar, Share
from kalends.features.calendars.errors import SignInFirst, SpanIsTooLong, TooFarAhead, TooManyPeople
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.service import Calendars
from tests.features.calendars.diary import JANUARY, NOW, at, calendar_of, event, lunch, span
from tests.features.meetings.town import Inhabitant, Town


async def test_busy_time_is_merged_over_all_calendars_and_says_nothing_else(
    busy_times: BusyTimes, events: Events, calendars: Calendars, ada: Inhabitant, diary: CalendarId
) -> None:
    work = await calendars.add(ada.actor, NewCalendar(name="Work"))
    await events.put(ada.actor, diary, "lunch.ics", lunch())
    overlapping = event("DTSTART:20260114T113000Z", "DURATION:PT1H", uid="call")
    await events.put(ada.actor, work.id, "call.ics", calendar_of(overlapping))
    free = event("DTSTART:20260115T113000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT", uid="free")
    await events.put(ada.actor, work.id, "free.ics", calendar_of(free))
    cancelled = event("DTSTART:20260116T113000Z", "DURATION:PT1H", "STATUS:CANCELLED", uid="off")
    await events.put(ada.actor, work.id, "off.ics", calendar_of(cancelled))

    busy = await busy_times.of(ada.actor, [ada.actor.id], JANUARY)

    assert busy == {ada.actor.id: (Interval(at("2026-01-14 11:00"), at("2026-01-14 12:30")),)}


async def test_who_has_nothing_in_a_calendar_is_not_busy_by_it(
    busy_times: BusyTimes, calendars: Calendars, events: Events, ada: Inhabitant
) -> None:
    """A calendar without an event in the span counted as one that is full."""
    diary = (await calendars.list_mine(ada.actor))[0].calendar.id
    empty = await busy_times.of(ada.actor, [ada.actor.id], JANUARY)
    await calendars.add(ada.actor, NewCalendar(name="Empty"))
    await events.put(ada.actor, diary, "lunch.ics", lunch())

    full = await busy_times.of(ada.actor, [ada.actor.id], JANUARY)

    assert empty == {ada.actor.id: ()}
    assert full == {ada.actor.id: (span("2026-01-14 11:00", "2026-01-14 12:00"),)}


async def test_busy_time_is_cut_to_the_span(
    busy_times: BusyTimes, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    await events.put(ada.actor, diary, "lunch.ics", lunch())

    busy = await busy_times.of(ada.actor, [ada.actor.id], span("2026-01-14 11:30", "2026-01-14 11:45"))

    assert busy[ada.actor.id] == (span("2026-01-14 11:30", "2026-01-14 11:45"),)


async def test_days_are_busy_in_the_zone_of_whose_they_are(
    busy_times: BusyTimes, events: Events, grace: Inhabitant, of_grace: CalendarId
) -> None:
    """Grace is in New York."""
    await events.put(grace.actor, of_grace, "trip.ics", calendar_of(event("DTSTART;VALUE=DATE:20260114")))

    busy = await busy_times.of(grace.actor, [grace.actor.id], JANUARY)

    assert busy[grace.actor.id] == (span("2026-01-14 05:00", "2026-01-15 05:00"),)


async def test_strangers_learn_nothing_and_colleagues_only_when(
    busy_times: BusyTimes,
    events: Events,
    calendars: Calendars,
    town: Town,
    ada: Inhabitant,
    grace: Inhabitant,
    diary: CalendarId,
) -> None:
    await events.put(ada.actor, diary, "lunch.ics", lunch())
    assert await busy_times.of(grace.actor, [ada.actor.id], JANUARY) == {}

    await town.found(ada=(ada, Role.MEMBER), grace=(grace, Role.MEMBER))
    when = (span("2026-01-14 11:00", "2026-01-14 12:00"),)
    assert await busy_times.of(grace.actor, [ada.actor.id], JANUARY) == {ada.actor.id: when}

    await calendars.change(ada.actor, diary, CalendarChanges(visibility=CalendarVisibility.PRIVATE))
    assert await busy_times.of(grace.actor, [ada.actor.id], JANUARY) == {}

    await calendars.share(ada.actor, diary, f"grace-{grace.actor.id.hex}", Share.BUSY)
    assert await busy_times.of(grace.actor, [ada.actor.id], JANUARY) == {ada.actor.id: when}


async def test_questions_have_their_bounds(busy_times: BusyTimes, ada: Inhabitant) -> None:
    with pytest.raises(SignInFirst):
        await busy_times.of(Nobody(), [ada.actor.id], JANUARY)
    with pytest.raises(TooManyPeople):
        await busy_times.of(ada.actor, [PersonId(new_uuid()) for _ in range(101)], JANUARY)
    with pytest.raises(SpanIsTooLong):
        await busy_times.of(ada.actor, [], Interval(NOW, NOW + timedelta(days=401)))
    with pytest.raises(TooFarAhead):
        await busy_times.of(ada.actor, [], Interval(NOW + timedelta(days=700), NOW + timedelta(days=701)))

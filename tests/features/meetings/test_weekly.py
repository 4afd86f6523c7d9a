"""A weekly slot keeps its wall time over changes of summer time and is chosen for its worst week."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from kalends.core.time import Interval
from kalends.features.meetings.answering.domain import NewInterval
from kalends.features.meetings.errors import BadWeeks, WeekIsTooLong
from kalends.features.meetings.proposal import NewParticipant, NewWindow, Proposal
from kalends.features.meetings.weekdays import WeekdayHours, first_week
from tests.features.meetings.town import LUNCH, Inhabitant, Town, link_of

NEW_YORK = ZoneInfo("America/New_York")
# Four Tuesdays; New York changes its clocks before the second, Berlin after the last.
FIRST = date(2026, 3, 3)
CHOIR = Proposal(
    title="Choir",
    zone="America/New_York",
    duration=timedelta(minutes=60),
    windows=first_week([WeekdayHours(weekday=1, start=time(10), end=time(14))], FIRST, "America/New_York"),
    weeks=4,
    participants=[
        NewParticipant(name="Ada", zone="America/New_York"),
        NewParticipant(name="Grace", zone="Europe/Berlin"),
    ],
)


def wall(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 3, hour, minute, tzinfo=NEW_YORK)


async def test_a_weekly_slot_is_as_good_as_its_worst_week(town: Town, ada: Inhabitant) -> None:
    seen = await town.meetings.propose(ada.actor, CHOIR)
    await town.answers.put(link_of(seen, "Ada"), None, [NewInterval(start=wall(10), end=wall(14))], "America/New_York")
    # Grace can from 17:00 to 20:00 in Berlin: 11:00 to 14:00 in New York, but noon to three from the second week on.
    await town.answers.put(link_of(seen, "Grace"), None, [NewInterval(start=wall(11), end=wall(14))], "Europe/Berlin")

    best = (await town.best(ada.actor, seen.meeting.id))[0]

    # At 11:00 Grace would be away in all weeks but the first.
    assert best.slot == Interval(wall(12), wall(13))
    assert [week.slot.start.astimezone(NEW_YORK).strftime("%d %H:%M") for week in best.weeks] == [
        "03 12:00",
        "10 12:00",
        "17 12:00",
        "24 12:00",
    ]
    assert best.weeks[1].slot.start == datetime(2026, 3, 10, 16, tzinfo=UTC)
    assert [week.can for week in best.weeks] == [2, 2, 2, 2]
    assert (best.can, best.is_feasible) == (2, True)


async def test_a_weekly_booking_repeats_in_everybodys_calendar(town: Town, ada: Inhabitant) -> None:
    seen = await town.meetings.propose(ada.actor, CHOIR)

    await town.bookings.book(ada.actor, seen.meeting.id, wall(12))
    found = await town.bookings.invitation(ada.actor, seen.meeting.id)

    event = Calendar.from_ical(found.content).walk("VEVENT")[0]
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=4"


async def test_a_quorum_holds_in_every_week(town: Town, ada: Inhabitant) -> None:
    seen = await town.meetings.propose(ada.actor, replace(CHOIR, rules={"quorum": 2}))
    await town.answers.put(link_of(seen, "Ada"), None, [NewInterval(start=wall(10), end=wall(12))], "America/New_York")
    await town.answers.put(link_of(seen, "Grace"), None, [NewInterval(start=wall(11), end=wall(12))], "Europe/Berlin")

    best = (await town.best(ada.actor, seen.meeting.id))[0]

    assert not best.is_feasible
    # An hour in Berlin is another hour in New York once only one of them has changed its clocks.
    assert [week.is_feasible for week in best.weeks] == [True, False, False, False]


def test_the_hours_of_a_week_begin_on_the_first_day() -> None:
    hours = [
        WeekdayHours(weekday=0, start=time(9), end=time(10)),
        WeekdayHours(weekday=1, start=time(22), end=time(0)),
    ]

    monday, tuesday = first_week(hours, FIRST, "Europe/Berlin")

    assert (tuesday.start.date(), tuesday.end - tuesday.start) == (FIRST, timedelta(hours=2))
    assert monday.start == datetime(2026, 3, 9, 8, tzinfo=UTC)


@pytest.mark.parametrize("weeks", [0, 54])
async def test_weeks_have_a_bound(town: Town, ada: Inhabitant, weeks: int) -> None:
    with pytest.raises(BadWeeks):
        await town.meetings.propose(ada.actor, replace(CHOIR, weeks=weeks))


async def test_one_week_does_not_run_into_the_next(town: Town, ada: Inhabitant) -> None:
    later = NewWindow(start=wall(10) + timedelta(days=8), end=wall(14) + timedelta(days=8))
    with pytest.raises(WeekIsTooLong):
        await town.meetings.propose(ada.actor, replace(LUNCH, windows=[*CHOIR.windows, later], weeks=2))

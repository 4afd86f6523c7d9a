"""The invitation, read back as a calendar would."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from kalends.core.time import Interval, zone
from kalends.features.meetings.answering.domain import Declined
from kalends.features.meetings.errors import NoInvitationYet
from kalends.features.meetings.proposal import Changes, NewParticipant, NewWindow, Proposal
from kalends.features.meetings.service import Seen
from kalends.features.meetings.timezones import timezone_around
from tests.features.meetings.town import NOW, Inhabitant, Town, at, if_need_be, link_of, shared_link_of, yes


async def event_of(town: Town, ada: Inhabitant, seen: Seen) -> tuple[Component, Component]:
    found = await town.bookings.invitation(ada.actor, seen.meeting.id)
    calendar = Calendar.from_ical(found.content)
    [event] = calendar.walk("VEVENT")
    return calendar, event


async def test_a_booked_meeting_is_a_request_to_everybody_with_an_address(
    town: Town, ada: Inhabitant, lunch: Seen
) -> None:
    await town.answers.put(link_of(lunch, "Ada"), None, yes("12 19:00-20:00"))
    await town.answers.put(link_of(lunch, "Grace"), None, if_need_be("12 19:00-20:00"))
    await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:00"))

    calendar, event = await event_of(town, ada, lunch)

    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == str(lunch.meeting.id)
    assert event["SEQUENCE"] == 0
    assert event["DTSTAMP"].dt == NOW
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime(2026, 1, 12, 14)
    assert event["DTEND"].dt.replace(tzinfo=None) == datetime(2026, 1, 12, 15)
    assert event["SUMMARY"] == "Lunch"
    assert event["LOCATION"] == "The canteen"
    assert event["DESCRIPTION"] == f"Bring a spoon.\n\n{lunch.links[0].url}"
    assert event["ORGANIZER"] == f"mailto:{ada.email}"
    assert event["ORGANIZER"].params["CN"] == "Ada"
    asked = {str(one).removeprefix("mailto:"): one.params for one in event["ATTENDEE"]}
    assert {address: (one["PARTSTAT"], one["RSVP"]) for address, one in asked.items()} == {
        ada.email: ("ACCEPTED", "FALSE"),
        "ada@example.org": ("ACCEPTED", "FALSE"),
        "grace@example.org": ("TENTATIVE", "FALSE"),
    }


async def test_addresses_are_in_the_files_of_organisers_and_for_each_their_own(
    town: Town, ada: Inhabitant, lunch: Seen
) -> None:
    """CHECKLIST 27. The shared link is for strangers, and nowhere else does it show an address."""
    await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:00"))

    shared, own = [
        (await town.bookings.invitation(link, None)).content.replace(b"\r\n ", b"")
        for link in (shared_link_of(lunch), link_of(lunch, "Grace"))
    ]

    assert b"grace@example.org" not in shared
    assert b"ada@example.org" not in shared
    assert b"mailto:grace@example.org" in own
    assert b"ada@example.org" not in own
    for content in (shared, own):
        assert f"mailto:{ada.email}".encode() in content
        assert b"ATTENDEE" in content


async def test_who_did_not_answer_is_asked_and_who_declined_has_declined(
    town: Town, ada: Inhabitant, lunch: Seen
) -> None:
    await town.answers.put(link_of(lunch, "Ada"), None, Declined())
    await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:00"))

    _, event = await event_of(town, ada, lunch)

    asked = {str(one): (one.params["PARTSTAT"], one.params["RSVP"]) for one in event["ATTENDEE"]}
    assert asked["mailto:ada@example.org"] == ("DECLINED", "FALSE")
    assert asked["mailto:grace@example.org"] == ("NEEDS-ACTION", "TRUE")


async def test_a_change_raises_the_sequence_and_cancelling_takes_it_back(
    town: Town, ada: Inhabitant, lunch: Seen
) -> None:
    with pytest.raises(NoInvitationYet):
        await town.bookings.invitation(ada.actor, lunch.meeting.id)
    await town.bookings.book(ada.actor, lunch.meeting.id, at("12 19:00"))
    await town.meetings.change(ada.actor, lunch.meeting.id, Changes(place="Outside"))
    await town.meetings.cancel(ada.actor, lunch.meeting.id)

    calendar, event = await event_of(town, ada, lunch)

    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    assert event["UID"] == str(lunch.meeting.id)


async def test_hostile_texts_stay_texts(town: Town, ada: Inhabitant) -> None:
    """CHECKLIST 31."""
    title = 'Lunch;BYDAY=MO,TU\\n: "x" ' + "ä" * 90
    proposal = Proposal(
        title=title,
        description="one\nEND:VEVENT\nBEGIN:VEVENT\n,;\\",
        place="Room; 1, left\\right",
        zone="UTC",
        duration=timedelta(hours=1),
        windows=[NewWindow(start=at("12 10:00"), end=at("12 11:00"))],
        participants=[NewParticipant(name='A;B:"C"\u2028,^', email="a@example.org")],
    )
    seen = await town.meetings.propose(ada.actor, proposal)
    await town.bookings.book(ada.actor, seen.meeting.id, at("12 10:00"))

    calendar, event = await event_of(town, ada, seen)

    assert len(calendar.walk()) == 2
    assert event["SUMMARY"] == title
    assert event["DESCRIPTION"].startswith("one\nEND:VEVENT\nBEGIN:VEVENT\n,;\\")
    assert event["LOCATION"] == "Room; 1, left\\right"
    assert event["DTSTART"].dt == at("12 10:00")
    assert event["ATTENDEE"][1].params["CN"].startswith("A;B:")
    content = (await town.bookings.invitation(ada.actor, seen.meeting.id)).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "name",
    [
        "America/New_York",
        "Asia/Kathmandu",
        "America/St_Johns",
        "Europe/Dublin",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Gaza",
        "America/Nuuk",
    ],
)
@pytest.mark.parametrize("month", [1, 3, 7, 10])
def test_a_calendar_that_does_not_know_the_zone_finds_the_same_times(name: str, month: int) -> None:
    slot = Interval(datetime(2026, month, 8, 17, tzinfo=UTC), datetime(2026, month, 8, 18, tzinfo=UTC))

    rules = timezone_around(zone(name), slot)

    for hours in range(-24 * 330, 24 * 330, 5):
        instant = slot.start + timedelta(hours=hours)
        assert _offset_by_rules(rules, instant) == instant.astimezone(ZoneInfo(name)).utcoffset(), instant


def _offset_by_rules(rules: Component, instant: datetime) -> timedelta:
    """RFC 5545, section 3.6.5: the observance whose onset, on the wall before it, is the latest one past."""
    onsets = [
        (one["DTSTART"].dt.replace(tzinfo=UTC) - one["TZOFFSETFROM"].td, one["TZOFFSETTO"].td)
        for one in rules.subcomponents
    ]
    return max(onset for onset in onsets if onset[0] <= instant)[1]


def test_the_fall_of_summer_time_in_new_york_is_told_on_the_wall_before_it() -> None:
    slot = Interval(datetime(2026, 1, 12, 19, tzinfo=UTC), datetime(2026, 1, 12, 20, tzinfo=UTC))

    lines = timezone_around(zone("America/New_York"), slot).to_ical().decode().split("\r\n")

    assert "DTSTART:20260308T020000" in lines
    assert "DTSTART:20261101T020000" in lines

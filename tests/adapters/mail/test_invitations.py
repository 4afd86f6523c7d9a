"""What is agreed reaches people: by mail that calendars understand, and in their calendars here."""

from datetime import UTC, datetime, timedelta

from kalends.core.actor import System
from kalends.core.ids import MeetingId
from kalends.features.meetings.proposal import Changes, NewParticipant, NewWindow, Proposal
from kalends.features.meetings.service import Seen
from tests.adapters.mail.office import Office, invitation_in
from tests.adapters.product import Somebody
from tests.features.calendars.diary import calendar_of, event


async def propose(
    office: Office, by: Somebody, *participants: NewParticipant, title: str = "Lunch", in_days: int = 1
) -> Seen:
    morning = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=in_days)
    proposal = Proposal(
        title=title,
        zone="Europe/Berlin",
        duration=timedelta(minutes=60),
        windows=[NewWindow(start=morning, end=morning + timedelta(hours=8))],
        participants=list(participants),
        place="The canteen",
    )
    return await office.services.meetings.propose(by.actor, proposal)


async def booked(office: Office, by: Somebody, *participants: NewParticipant, title: str = "Lunch") -> MeetingId:
    seen = await propose(office, by, *participants, title=title)
    await office.services.bookings.book(by.actor, seen.meeting.id, seen.meeting.windows[0].interval.start)
    return seen.meeting.id


async def test_whoever_takes_part_is_invited_by_mail(office: Office) -> None:
    ada = await office.product.settle("Ada")
    address = f"cara-{ada.username}@example.com"

    meeting = await booked(office, ada, NewParticipant(name="Cara", email=address, zone="Asia/Kathmandu"))

    [mail] = await office.mails_to(address)
    method, event = invitation_in(mail)
    assert method == "REQUEST"
    assert event["UID"] == str(meeting)
    assert event["SEQUENCE"] == 0
    assert event["ORGANIZER"] == f"mailto:{await office.address_of(ada.actor)}"
    assert str(event["SUMMARY"]) == "Lunch"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "Asia/Kathmandu" in text.get_content()
    assert "/m/" in text.get_content()
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html", "text/calendar"]


async def test_the_organiser_finds_it_in_their_calendar_with_everybody(office: Office) -> None:
    ada = await office.product.settle("Ada")
    address = f"cara-{ada.username}@example.com"

    meeting = await booked(office, ada, NewParticipant(name="Cara", email=address))

    await office.mails_to(address)
    await office.at_rest(ada.space_id)
    event = await office.in_calendar(ada, str(meeting))
    assert event is not None
    attendees = event["ATTENDEE"]
    assert {str(one) for one in attendees} == {
        f"mailto:{await office.address_of(ada.actor)}",
        f"mailto:{address}",
    }


async def test_who_has_an_account_finds_it_in_their_own_calendar_and_on_their_page(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    address = await office.address_of(grace.actor)

    meeting = await booked(office, ada, NewParticipant(name="Grace", email=address))

    [mail] = await office.mails_to(address)
    assert invitation_in(mail)[0] == "REQUEST"
    await office.at_rest(ada.space_id)
    event = await office.in_calendar(grace, str(meeting))
    assert event is not None
    async with office.product.house.database.transaction(System(grace.space_id)) as tx:
        assert await tx.value("SELECT array_agg(occasion) FROM notices") == ["invited"]


async def test_what_is_undone_is_called_off_and_what_is_booked_again_counts_as_newer(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    address = await office.address_of(grace.actor)
    seen = await propose(office, ada, NewParticipant(name="Grace", email=address))
    start = seen.meeting.windows[0].interval.start
    bookings, meeting = office.services.bookings, seen.meeting.id

    await bookings.book(ada.actor, meeting, start)
    await office.mails_to(address, 1)
    await bookings.undo(ada.actor, meeting)
    await office.mails_to(address, 2)
    await office.at_rest(ada.space_id)
    assert await office.in_calendar(grace, str(meeting)) is None
    await bookings.book(ada.actor, meeting, start + timedelta(hours=1))
    mails = await office.mails_to(address, 3)

    told = [invitation_in(mail) for mail in mails]
    assert [method for method, _ in told] == ["REQUEST", "CANCEL", "REQUEST"]
    sequences = [event["SEQUENCE"] for _, event in told]
    assert sequences[0] < sequences[1] < sequences[2]
    assert len({str(event["UID"]) for _, event in told}) == 1
    assert told[1][1]["DTSTART"].dt == told[0][1]["DTSTART"].dt
    assert told[2][1]["DTSTART"].dt - told[0][1]["DTSTART"].dt == timedelta(hours=1)


async def test_a_change_is_told_with_a_higher_sequence_and_a_cancellation_ends_it(office: Office) -> None:
    ada = await office.product.settle("Ada")
    address = f"cara-{ada.username}@example.com"
    meeting = await booked(office, ada, NewParticipant(name="Cara", email=address))
    await office.mails_to(address, 1)

    await office.services.meetings.change(ada.actor, meeting, Changes(place="The garden"))
    await office.mails_to(address, 2)
    await office.services.meetings.cancel(ada.actor, meeting)
    mails = await office.mails_to(address, 3)

    told = [invitation_in(mail) for mail in mails]
    assert [method for method, _ in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [event["SEQUENCE"] for _, event in told] == [0, 1, 2]
    assert str(told[1][1]["LOCATION"]) == "The garden"
    assert mails[1]["Subject"] == "Changed: Lunch"
    await office.at_rest(ada.space_id)
    assert await office.in_calendar(ada, str(meeting)) is None


async def test_who_comes_later_is_invited_and_who_is_removed_is_told_alone(office: Office) -> None:
    ada = await office.product.settle("Ada")
    first, second = f"cara-{ada.username}@example.com", f"dora-{ada.username}@example.com"
    meeting = await booked(office, ada, NewParticipant(name="Cara", email=first))
    await office.mails_to(first, 1)

    joined = await office.services.participants.invite(ada.actor, meeting, NewParticipant(name="Dora", email=second))
    await office.mails_to(second, 1)
    await office.services.participants.remove(ada.actor, meeting, joined.participant.id)
    mails = await office.mails_to(second, 2)

    assert [invitation_in(mail)[0] for mail in mails] == ["REQUEST", "CANCEL"]
    await office.at_rest(ada.space_id)
    await office.mails_to(first, 1)


async def test_an_internal_address_never_reaches_smtp_and_is_told_on_the_page(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    internal = f"{grace.username}@kalends.internal"
    async with office.product.house.database.transaction(System(grace.space_id)) as tx:
        await tx.execute(
            "UPDATE people SET email = %s, email_key = %s WHERE id = %s", [internal, internal, grace.actor.id]
        )
        await tx.execute(
            """
            INSERT INTO notice_preferences (person_id, space_id, channels) VALUES (%s, %s, '{"invitation": []}')
            """,
            [grace.actor.id, grace.space_id],
        )

    await booked(office, ada, NewParticipant(name="Grace", email=internal))

    await office.at_rest(ada.space_id)
    assert not [mail for mail in office.sink.mails if "internal" in str(mail["To"])]
    async with office.product.house.database.transaction(System(grace.space_id)) as tx:
        assert await tx.value("SELECT array_agg(occasion) FROM notices") == ["invited"]


async def test_attendees_written_into_an_event_are_invited_told_and_called_off(office: Office) -> None:
    ada = await office.product.settle("Ada")
    me, cara = await office.address_of(ada.actor), f"cara-{ada.username}@example.com"
    calendar = await office.services.calendars.default_of(System(ada.space_id))
    assert calendar is not None

    def lunch(hour: int, *lines: str) -> bytes:
        return calendar_of(
            event(
                f"DTSTART:20300114T{hour:02}0000Z",
                "DURATION:PT1H",
                "SUMMARY:Lunch",
                f"ORGANIZER;CN=Ada:mailto:{me}",
                f"ATTENDEE:mailto:{me}",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "TRIGGER:-PT10M",
                "END:VALARM",
                *lines,
                uid=f"lunch-{ada.username}",
            )
        )

    events, asks = office.services.events, f"ATTENDEE;CN=Cara:mailto:{cara}"
    await events.put(ada.actor, calendar.id, "lunch.ics", lunch(12, asks))
    await office.mails_to(cara, 1)
    # A category is nothing that those invited must hear of.
    await events.put(ada.actor, calendar.id, "lunch.ics", lunch(12, asks, "CATEGORIES:Food"))
    await events.put(ada.actor, calendar.id, "lunch.ics", lunch(13, asks))
    await office.mails_to(cara, 2)
    await events.remove(ada.actor, calendar.id, "lunch.ics")
    mails = await office.mails_to(cara, 3)

    told = [invitation_in(mail) for mail in mails]
    assert [method for method, _ in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [event["SEQUENCE"] for _, event in told] == [0, 1, 2]
    assert [event["DTSTART"].dt.hour for _, event in told] == [12, 13, 13]
    assert not told[0][1].subcomponents, "the organiser's alarms are the organiser's"
    assert str(told[2][1]["STATUS"]) == "CANCELLED"


async def test_a_copy_of_somebody_elses_event_invites_nobody(office: Office) -> None:
    ada = await office.product.settle("Ada")
    calendar = await office.services.calendars.default_of(System(ada.space_id))
    assert calendar is not None
    victim = f"victim-{ada.username}@example.com"
    copy = calendar_of(
        event(
            "DTSTART:20300114T120000Z",
            "SUMMARY:Lunch",
            "ORGANIZER:mailto:somebody@example.com",
            f"ATTENDEE:mailto:{victim}",
            uid=f"copy-{ada.username}",
        )
    )

    await office.services.events.put(ada.actor, calendar.id, "copy.ics", copy)

    await office.at_rest(ada.space_id)
    assert not [mail for mail in office.sink.mails if victim in str(mail["To"])]


async def test_whom_their_client_tells_we_do_not_tell(office: Office) -> None:
    """RFC 6638, section 7.1."""
    ada = await office.product.settle("Ada")
    calendar = (await office.services.calendars.list_mine(ada.actor))[0].calendar.id
    content = calendar_of(
        event(
            "DTSTART:20300114T120000Z",
            f"ORGANIZER:mailto:{await office.address_of(ada.actor)}",
            f"ATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:client-{ada.username}@example.com",
            f"ATTENDEE;SCHEDULE-AGENT=NONE:mailto:none-{ada.username}@example.com",
            f"ATTENDEE;SCHEDULE-AGENT=SERVER:mailto:server-{ada.username}@example.com",
            uid=f"uid-{ada.username}",
        )
    )

    await office.services.events.put(ada.actor, calendar, "a.ics", content)

    await office.mails_to(f"server-{ada.username}@example.com")
    await office.at_rest(ada.space_id)
    assert len(office.sink.mails) == 1

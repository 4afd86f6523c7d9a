"""Replies come in by a hook or a mailbox and move what they answer, in their order and no other."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Event

from kalends.core.actor import System
from kalends.core.errors import Error
from kalends.features.meetings.proposal import NewParticipant
from kalends.features.notices.replies.service import Outcome
from tests.adapters.mail.office import Office, invitation_in, opened
from tests.adapters.mail.sink import Sink
from tests.adapters.mail.test_invitations import booked
from tests.adapters.product import Somebody
from tests.features.calendars.diary import calendar_of, event
from tests.features.notices.mails import NOON, bounce, reply

SECRET = "a secret between two servers"


def standing(found: Event | None, address: str) -> str:
    assert found is not None
    attendees: Any = found["ATTENDEE"]
    listed = attendees if isinstance(attendees, list) else [attendees]
    return next(one.params["PARTSTAT"] for one in listed if str(one).lower() == f"mailto:{address}".lower())


def a_cara(ada: Somebody) -> str:
    return f"cara-{ada.username}@example.com"


async def test_a_reply_moves_the_participant_and_the_organisers_calendar_and_is_told(office: Office) -> None:
    ada = await office.product.settle("Ada")
    cara = a_cara(ada)
    meeting = await booked(office, ada, NewParticipant(name="Cara", email=cara))
    await office.mails_to(cara)

    outcome = await office.services.replies.take(reply(str(meeting), cara, lines=("COMMENT:Gladly",)))

    assert outcome is Outcome.REPLIED
    [mail] = await office.mails_to(await office.address_of(ada.actor))
    assert mail["Subject"] == "Cara accepts: Lunch"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "Cara wrote: Gladly" in text.get_content()
    await office.at_rest(ada.space_id)
    assert standing(await office.in_calendar(ada, str(meeting)), cara) == "ACCEPTED"
    seen = await office.services.meetings.see(ada.actor, meeting)
    assert [one.reply for one in seen.participants] == ["accepted"]
    await office.mails_to(cara, 1)


async def test_an_older_reply_than_one_that_counted_changes_nothing(office: Office) -> None:
    ada = await office.product.settle("Ada")
    cara = a_cara(ada)
    uid = str(await booked(office, ada, NewParticipant(name="Cara", email=cara)))
    await office.mails_to(cara)
    take = office.services.replies.take

    outcomes = [
        await take(reply(uid, cara, "DECLINED", stamp=NOON)),
        await take(reply(uid, cara, "ACCEPTED", stamp=NOON - timedelta(minutes=1))),
        await take(reply(uid, cara, "DECLINED", stamp=NOON)),
    ]

    assert outcomes == [Outcome.REPLIED, Outcome.IGNORED, Outcome.IGNORED]
    await office.at_rest(ada.space_id)
    assert standing(await office.in_calendar(ada, uid), cara) == "DECLINED"


async def test_a_reply_to_what_has_changed_since_does_not_count(office: Office) -> None:
    ada = await office.product.settle("Ada")
    cara = a_cara(ada)
    meeting = await booked(office, ada, NewParticipant(name="Cara", email=cara))
    await office.mails_to(cara)
    await office.services.bookings.undo(ada.actor, meeting)
    await office.mails_to(cara, 2)
    when_off = await office.services.replies.take(reply(str(meeting), cara, sequence=0))
    start = (await office.services.meetings.see(ada.actor, meeting)).meeting.windows[0].interval.start
    await office.services.bookings.book(ada.actor, meeting, start + timedelta(hours=2))
    mails = await office.mails_to(cara, 3)
    sequence = invitation_in(mails[2])[1]["SEQUENCE"]

    late = await office.services.replies.take(reply(str(meeting), cara, sequence=0))
    fresh = await office.services.replies.take(reply(str(meeting), cara, sequence=sequence))

    assert (when_off, late, fresh) == (Outcome.IGNORED, Outcome.IGNORED, Outcome.REPLIED)


async def test_a_stranger_or_another_uid_changes_nothing(office: Office) -> None:
    ada = await office.product.settle("Ada")
    cara = a_cara(ada)
    uid = str(await booked(office, ada, NewParticipant(name="Cara", email=cara)))
    [mail] = await office.mails_to(cara)
    take = office.services.replies.take

    assert await take(reply(uid, "eve@example.com")) is Outcome.IGNORED
    assert await take(reply(uid, cara, sender="eve@example.com")) is Outcome.IGNORED
    assert await take(reply("another", cara)) is Outcome.IGNORED
    # CHECKLIST 31: a mail of ours that comes back.
    assert await take(mail.as_bytes()) is Outcome.IGNORED
    await office.at_rest(ada.space_id)
    assert standing(await office.in_calendar(ada, uid), cara) == "NEEDS-ACTION"


async def test_a_counter_proposal_is_told_and_changes_nothing(office: Office) -> None:
    ada = await office.product.settle("Ada")
    cara = a_cara(ada)
    uid = str(await booked(office, ada, NewParticipant(name="Cara", email=cara)))
    await office.mails_to(cara)

    outcome = await office.services.replies.take(reply(uid, cara, "TENTATIVE", method="COUNTER"))

    assert outcome is Outcome.COUNTERED
    [mail] = await office.mails_to(await office.address_of(ada.actor))
    assert mail["Subject"] == "Cara proposes another time: Lunch"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "14 January 2030, 13:00–14:00" in text.get_content()
    await office.at_rest(ada.space_id)
    assert standing(await office.in_calendar(ada, uid), cara) == "NEEDS-ACTION"


async def test_a_reply_to_an_event_moves_its_organisers_object_and_nothing_else_in_it(office: Office) -> None:
    ada = await office.product.settle("Ada")
    me, cara, uid = await office.address_of(ada.actor), a_cara(ada), f"lunch-{ada.username}"
    calendar = await office.services.calendars.default_of(System(ada.space_id))
    assert calendar is not None
    content = calendar_of(
        event(
            "DTSTART:20300114T120000Z",
            "DURATION:PT1H",
            "SUMMARY:Lunch",
            "X-SPOON:bring one",
            f"ORGANIZER;CN=Ada:mailto:{me}",
            f"ATTENDEE;RSVP=TRUE;X-SEAT=4:mailto:{cara}",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            uid=uid,
        )
    )
    await office.services.events.put(ada.actor, calendar.id, "lunch.ics", content)
    await office.mails_to(cara)

    outcome = await office.services.replies.take(reply(uid, cara))
    one = await office.services.replies.take(
        reply(uid, cara, "DECLINED", stamp=NOON + timedelta(hours=1), lines=("RECURRENCE-ID:20300121T120000Z",))
    )

    assert (outcome, one) == (Outcome.REPLIED, Outcome.REPLIED)
    await office.mails_to(me, 2)
    kept = (await office.services.events.get(ada.actor, calendar.id, "lunch.ics")).object
    assert b"X-SPOON:bring one" in kept
    assert b"X-SEAT=4" in kept
    assert standing(await office.in_calendar(ada, uid), cara) == "ACCEPTED"
    assert b"PARTSTAT=DECLINED" in kept
    assert b"RECURRENCE-ID" in kept
    await office.at_rest(ada.space_id)
    await office.mails_to(cara, 1)


async def test_an_address_that_bounces_is_left_alone_if_the_bounce_is_of_a_mail_of_ours(office: Office) -> None:
    ada = await office.product.settle("Ada")
    cara = a_cara(ada)
    await booked(office, ada, NewParticipant(name="Cara", email=cara))
    [mail] = await office.mails_to(cara)
    take = office.services.replies.take

    assert await take(bounce(cara, "<made.up@kalends.test>")) is Outcome.IGNORED
    assert await take(bounce("eve@example.com", mail["Message-ID"])) is Outcome.IGNORED
    assert await take(bounce(cara, mail["Message-ID"])) is Outcome.BOUNCED

    await booked(office, ada, NewParticipant(name="Cara", email=cara))
    await office.at_rest(ada.space_id)
    await office.mails_to(cara, 1)


async def test_the_hook_takes_mails_from_who_knows_the_secret(sink: Sink, smtp_port: int, app_conninfo: str) -> None:
    async with opened(sink, smtp_port, app_conninfo, mail__inbound_secret=SECRET) as office:
        ada = await office.product.settle("Ada")
        cara = a_cara(ada)
        uid = str(await booked(office, ada, NewParticipant(name="Cara", email=cara)))
        await office.mails_to(cara)
        async with office.product.client() as client:
            wrong = await client.post("/hooks/mail", content=reply(uid, cara), headers={"x-kalends-secret": "no"})
            none = await client.post("/hooks/mail", content=reply(uid, cara))
            right = await client.post("/hooks/mail", content=reply(uid, cara), headers={"x-kalends-secret": SECRET})
            junk = await client.post("/hooks/mail", content=b"\xff", headers={"x-kalends-secret": SECRET})

    assert (wrong.status_code, none.status_code) == (403, 403)
    assert (right.status_code, right.text) == (200, "replied")
    assert (junk.status_code, junk.text) == (200, "ignored")


async def test_without_a_secret_there_is_no_hook(office: Office) -> None:
    async with office.product.client() as client:
        assert (await client.post("/hooks/mail", content=b"", headers={"x-kalends-secret": ""})).status_code == 404
    with pytest.raises(Error):
        await office.services.replies.take_pushed("", b"")


async def test_replies_are_sent_to_the_mailbox_that_we_read(sink: Sink, smtp_port: int, app_conninfo: str) -> None:
    async with opened(sink, smtp_port, app_conninfo, mail__replies_to="replies@kalends.test") as office:
        ada = await office.product.settle("Ada")
        cara = a_cara(ada)
        meeting = await booked(office, ada, NewParticipant(name="Cara", email=cara))
        [mail] = await office.mails_to(cara)
        await office.at_rest(ada.space_id)
        kept = await office.in_calendar(ada, str(meeting))

    _, invitation = invitation_in(mail)
    assert invitation["ORGANIZER"] == "mailto:replies@kalends.test"
    assert invitation["ORGANIZER"].params["CN"] == "Ada"
    assert mail["Reply-To"] == "replies@kalends.test"
    assert kept is not None
    assert kept["ORGANIZER"] != "mailto:replies@kalends.test"

"""From a deadline to a reminder, by mail alone: nobody but the organiser has an account, and nobody is online."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from kalends.core.actor import Link
from kalends.features.meetings.answering.domain import NewInterval
from kalends.features.meetings.proposal import NewParticipant, NewWindow, Proposal
from kalends.features.notices.preferences.domain import PreferenceChanges
from kalends.store import embedded
from tests.adapters.mail.office import Office, event_in, invitation_in, opened
from tests.adapters.mail.sink import Sink, listening
from tests.adapters.mail.test_replies import standing
from tests.features.notices.mails import reply

SECRET = "between our mail server and us"


@pytest.fixture
async def office(cluster: embedded.Address, worked_database_name: str) -> AsyncIterator[Office]:
    sink, conninfo = Sink(), cluster.conninfo("kalends_app", worked_database_name)
    async with listening(sink) as port, opened(sink, port, conninfo, mail__inbound_secret=SECRET) as office:
        yield office


async def test_a_deadline_a_quorum_invitations_a_reply_and_a_reminder(office: Office) -> None:
    ada = await office.product.settle("Ada")
    mine, services = await office.address_of(ada.actor), office.services
    cara, dora = f"cara-{ada.username}@example.com", f"dora-{ada.username}@example.com"
    await services.notice_preferences.change(ada.actor, PreferenceChanges(reminder_minutes=10))
    # Ada asks for a time that two can, until the deadline; then the best one is to be booked by itself.
    now = datetime.now(UTC).replace(microsecond=0)
    starts = now + timedelta(minutes=10, seconds=14)
    seen = await services.meetings.propose(
        ada.actor,
        Proposal(
            title="Lunch",
            zone="Europe/Berlin",
            duration=timedelta(minutes=60),
            windows=[NewWindow(start=starts, end=starts + timedelta(hours=4))],
            participants=[NewParticipant(name="Cara", email=cara), NewParticipant(name="Dora", email=dora)],
            rules={"quorum": 2, "deadline": now + timedelta(seconds=4), "books_at_deadline": True},
        ),
    )
    for link in seen.links:
        if link.participant_id is not None:
            answer = NewInterval(start=starts, end=starts + timedelta(hours=1))
            await services.answers.put(Link(link.id), None, [answer], "Europe/Berlin")

    # The deadline passes: both are invited, and Ada is told.
    [invitation] = await office.mails_to(cara)
    await office.mails_to(dora)
    [told] = await office.mails_to(mine)
    method, event = invitation_in(invitation)
    assert told["Subject"] == "Agreed: Lunch"
    assert method == "REQUEST"
    assert event["DTSTART"].dt.astimezone(UTC) == starts

    # Cara's calendar replies, and Ada's shows it.
    async with office.product.client() as client:
        answer = reply(str(event["UID"]), cara, sequence=event["SEQUENCE"])
        taken = await client.post("/hooks/mail", content=answer, headers={"x-kalends-secret": SECRET})
        assert (taken.status_code, taken.text) == (200, "replied")
        await office.at_rest(ada.space_id)
        client.headers.update(ada.headers)
        calendars = (await client.get("/api/v1/calendars")).json()["items"]
        kept = await client.get(f"/api/v1/calendars/{calendars[0]['id']}/objects/{event['UID']}.ics")
    assert standing(event_in(kept.content), cara) == "ACCEPTED"

    # Ten minutes before, Ada is reminded.
    mails = await office.mails_to(mine, 3)
    assert [mail["Subject"] for mail in mails[1:]] == ["Cara accepts: Lunch", "Reminder: Lunch"]
    assert datetime.now(UTC) >= starts - timedelta(minutes=10)

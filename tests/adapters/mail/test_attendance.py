"""Who is asked to come has the event in their own calendar, and what they say there reaches who organises it."""

import asyncio
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from kalends.core.actor import Role, System
from kalends.core.errors import Stale
from kalends.core.ids import CalendarId, DeliveryId, EventId, SpaceId, new_uuid
from kalends.features.calendars.domain import NewCalendar
from kalends.features.calendars.errors import NotYoursToChange
from kalends.features.calendars.events.asking import Scope, Which
from kalends.features.calendars.events.domain import Event as Kept
from kalends.features.calendars.events.wanted import Wanted, WantedAttendee, WantedRecurrence
from kalends.features.calendars.objects.alarms import Alarm
from kalends.features.calendars.objects.attendees import Participation
from kalends.features.meetings.proposal import NewParticipant
from kalends.features.notices.domain import CALENDAR
from kalends.features.notices.invitations.domain import EVENT
from kalends.store import outbox
from kalends.store.outbox import Delivery
from tests.adapters.mail.office import Office, invitation_in
from tests.adapters.mail.test_invitations import booked
from tests.adapters.product import Somebody
from tests.features.calendars.diary import calendar_of, event

WEDNESDAY = (datetime.now(UTC) + timedelta(days=20)).replace(hour=11, minute=0, second=0, microsecond=0)


async def organised(office: Office, by: Somebody, *asked: str, **more: Any) -> EventId:
    wanted = Wanted(
        summary="Lunch",
        start=WEDNESDAY.isoformat(),
        duration=timedelta(hours=1),
        attendees=[WantedAttendee(address=one) for one in asked],
        **more,
    )
    added = await office.services.detailed_events.add(by.actor, await calendar_id(office, by), wanted)
    assert added.event is not None
    await office.at_rest(by.space_id)
    return added.event.id


async def rest(office: Office, *those: Somebody) -> None:
    """Telling one may owe something to another."""
    for _ in range(2):
        await office.at_rest(*(one.space_id for one in those))


async def copy_of(office: Office, who: Somebody, uid: object) -> Kept:
    found = await office.services.events.find_by_uid(System(who.space_id), str(uid))
    assert found is not None, f"{uid} is not in the calendar"
    return found


async def standing(office: Office, who: Somebody, uid: str) -> Any:
    return await office.in_calendar(who, uid)


def read(mail: EmailMessage) -> tuple[str, Any]:
    return invitation_in(mail)


async def calendar_id(office: Office, who: Somebody) -> CalendarId:
    found = await office.services.calendars.default_of(System(who.space_id))
    assert found is not None
    return found.id


def said_by(found: Any, address: str) -> str:
    assert found is not None
    attendees: Any = found["ATTENDEE"]
    listed = attendees if isinstance(attendees, list) else [attendees]
    return next(one.params["PARTSTAT"] for one in listed if str(one).lower() == f"mailto:{address}".lower())


async def facts_of(office: Office, who: Somebody) -> int:
    async with office.product.house.database.transaction(System(who.space_id)) as tx:
        return await tx.value("SELECT count(*) FROM facts WHERE space_id = %s", [who.space_id])


async def test_who_is_asked_finds_the_event_in_their_calendar_unanswered(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")

    uid = await organised(office, ada, grace.email, alarms=[Alarm(before=timedelta(minutes=5))])

    found = await standing(office, grace, str(uid))
    assert found is not None
    assert str(found["SUMMARY"]) == "Lunch"
    assert found["ORGANIZER"] == f"mailto:{ada.email}"
    assert said_by(found, grace.email) == "NEEDS-ACTION"
    assert not found.subcomponents, "the organiser's alarms are the organiser's"
    [notice] = (await office.services.notice_page.list_mine(grace.actor)).items
    assert notice.matter["url"].endswith(f"/calendar?look=week&on={WEDNESDAY:%Y-%m-%d}")


async def test_it_moves_with_the_organisers_and_keeps_what_is_ones_own(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email)
    copy, detailed = await copy_of(office, grace, uid), office.services.detailed_events
    await detailed.change(grace.actor, copy.id, Wanted(alarms=[Alarm(before=timedelta(minutes=20))]))
    await detailed.answer(grace.actor, copy.id, Participation.ACCEPTED)
    await rest(office, grace, ada)

    await detailed.change(ada.actor, uid, Wanted(place="The canteen"))
    await rest(office, ada, grace)
    renamed = await standing(office, grace, str(uid))
    later = WEDNESDAY + timedelta(hours=2)
    await detailed.change(ada.actor, uid, Wanted(start=later.isoformat()))
    await rest(office, ada, grace)

    moved = await standing(office, grace, str(uid))
    assert renamed is not None
    assert (str(renamed["LOCATION"]), said_by(renamed, grace.email)) == ("The canteen", "ACCEPTED")
    assert moved is not None
    assert moved["DTSTART"].dt == later
    assert [one["TRIGGER"].dt for one in moved.subcomponents] == [timedelta(minutes=-20)]
    # To another time one is asked anew.
    assert said_by(moved, grace.email) == "NEEDS-ACTION"
    assert said_by(await standing(office, ada, str(uid)), grace.email) == "NEEDS-ACTION"


async def test_it_goes_when_the_organiser_calls_it_off_or_asks_one_no_more(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    off, without = await organised(office, ada, grace.email), await organised(office, ada, grace.email)

    await office.services.detailed_events.remove(ada.actor, off)
    await office.services.detailed_events.change(ada.actor, without, Wanted(attendees=[]))
    await rest(office, ada, grace)

    assert await standing(office, grace, str(off)) is None
    assert await standing(office, grace, str(without)) is None
    assert await standing(office, ada, str(without)) is not None
    # And that it went is no answer of theirs.
    assert await standing(office, ada, str(off)) is None


async def test_an_answer_by_page_or_json_reaches_the_organisers_event_and_the_organiser(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email)
    copy = await copy_of(office, grace, uid)

    await office.services.detailed_events.answer(grace.actor, copy.id, Participation.TENTATIVE)
    await rest(office, grace, ada)

    assert said_by(await standing(office, ada, str(uid)), grace.email) == "TENTATIVE"
    [told] = await office.mails_to(ada.email)
    assert told["Subject"] == f"{grace.email} may come: Lunch"


async def test_an_answer_from_a_client_reaches_the_organisers_event(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email)
    copy = await copy_of(office, grace, uid)
    answered = copy.object.replace(b"PARTSTAT=NEEDS-ACTION", b"PARTSTAT=DECLINED")

    await office.services.events.put(grace.actor, copy.calendar_id, copy.name, answered, if_match=copy.etag)
    await rest(office, grace, ada)

    assert said_by(await standing(office, ada, str(uid)), grace.email) == "DECLINED"


async def test_an_answer_to_one_occurrence_is_an_answer_to_that_one(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email, recurrence=WantedRecurrence(rules=["FREQ=WEEKLY;COUNT=3"]))
    copy, detailed = await copy_of(office, grace, uid), office.services.detailed_events
    second = f"{WEDNESDAY + timedelta(weeks=1):%Y%m%dT%H%M%SZ}"

    await detailed.answer(grace.actor, copy.id, Participation.ACCEPTED)
    await detailed.answer(grace.actor, copy.id, Participation.DECLINED, Which(scope=Scope.ONE, recurrence_id=second))
    await rest(office, grace, ada)

    whole = await detailed.see(ada.actor, uid)
    one = await detailed.see(ada.actor, uid, second)
    assert [said.participation for said in whole.details.attendees] == [Participation.ACCEPTED]
    assert [said.participation for said in one.details.attendees] == [Participation.DECLINED]


async def test_who_removes_it_does_not_come_and_who_undoes_that_does(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email)
    copy, detailed = await copy_of(office, grace, uid), office.services.detailed_events
    await detailed.answer(grace.actor, copy.id, Participation.ACCEPTED)
    await rest(office, grace, ada)

    removed = await detailed.remove(grace.actor, copy.id)
    await rest(office, grace, ada)
    gone = said_by(await standing(office, ada, str(uid)), grace.email)
    await detailed.undo(grace.actor, removed.change_id)
    await rest(office, grace, ada)

    assert gone == "DECLINED"
    assert said_by(await standing(office, ada, str(uid)), grace.email) == "ACCEPTED"


async def test_somebody_elses_event_keeps_its_time_and_title_at_every_door(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email, recurrence=WantedRecurrence(rules=["FREQ=WEEKLY;COUNT=3"]))
    copy, detailed = await copy_of(office, grace, uid), office.services.detailed_events
    second = Which(scope=Scope.ONE, recurrence_id=f"{WEDNESDAY + timedelta(weeks=1):%Y%m%dT%H%M%SZ}")

    with pytest.raises(NotYoursToChange):
        await detailed.change(grace.actor, copy.id, Wanted(start=(WEDNESDAY + timedelta(hours=1)).isoformat()))
    with pytest.raises(NotYoursToChange):
        await detailed.change(grace.actor, copy.id, Wanted(summary="Supper"), second)
    with pytest.raises(NotYoursToChange):
        await detailed.remove(grace.actor, copy.id, second)
    with pytest.raises(NotYoursToChange):
        moved = re.sub(rb"(DTSTART[^\r]*T)\d\d", rb"\g<1>03", copy.object)
        assert moved != copy.object
        await office.services.events.put(grace.actor, copy.calendar_id, copy.name, moved)

    assert (await copy_of(office, grace, uid)).etag == copy.etag
    await detailed.change(grace.actor, copy.id, Wanted(is_transparent=True))


async def test_telling_ends_and_goes_round_in_no_circle(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email)
    copy = await copy_of(office, grace, uid)
    await office.services.detailed_events.answer(grace.actor, copy.id, Participation.ACCEPTED)
    await rest(office, grace, ada)
    before = await facts_of(office, ada), await facts_of(office, grace)
    await office.mails_to(ada.email, 1)

    copy = await copy_of(office, grace, uid)
    await office.services.detailed_events.change(
        grace.actor, copy.id, Wanted(alarms=[Alarm(before=timedelta(minutes=1))])
    )
    await rest(office, grace, ada)
    await rest(office, grace, ada)

    # What Grace did, and nothing that came of it.
    assert (await facts_of(office, ada), await facts_of(office, grace)) == (before[0], before[1] + 1)
    await office.mails_to(ada.email, 1)
    await office.mails_to(grace.email, 1)


@pytest.mark.parametrize("is_removed", [False, True])
async def test_what_is_told_several_times_at_once_is_heard_once(office: Office, is_removed: bool) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email)
    await rest(office, ada, grace)
    copy = await copy_of(office, grace, uid)
    now = datetime.now(UTC)
    once = Delivery(
        id=DeliveryId(new_uuid()),
        space_id=grace.space_id,
        fact_id=None,
        recipient=str(grace.actor.id),
        channel=CALENDAR,
        payload={"attends": str(uid), "things": [EVENT]},
        host="",
        attempt=1,
        max_attempts=5,
        created_at=now,
    )

    async def tell() -> None:
        # As the worker does, which is at it too.
        while True:
            with suppress(Stale):
                return await office.services.attendance.deliver(once)

    if is_removed:
        await office.services.events.remove(grace.actor, copy.calendar_id, copy.name)
    else:
        await office.services.detailed_events.answer(grace.actor, copy.id, Participation.DECLINED)
    await asyncio.gather(*(tell() for _ in range(12)))
    await rest(office, grace, ada)

    assert said_by(await standing(office, ada, str(uid)), grace.email) == "DECLINED"
    [told] = await office.mails_to(ada.email)
    assert told["Subject"] == f"{grace.email} declines: Lunch"


async def test_an_answer_is_told_also_where_its_first_telling_broke_off(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email)
    copy = await copy_of(office, grace, uid)
    owe, broke_off = outbox.owe, list[Any]()

    async def breaks_off(tx: Any, space_id: SpaceId, fact_id: Any, owed: Any, **more: Any) -> Any:
        if space_id == ada.space_id and fact_id is None and not broke_off:
            broke_off.append(owed)
            raise ConnectionResetError
        return await owe(tx, space_id, fact_id, owed, **more)

    monkeypatch.setattr(outbox, "owe", breaks_off)
    await office.services.detailed_events.answer(grace.actor, copy.id, Participation.DECLINED)
    await rest(office, grace, ada)

    assert broke_off
    assert said_by(await standing(office, ada, str(uid)), grace.email) == "DECLINED"
    await office.mails_to(ada.email, 1)


def without(content: bytes, day: datetime) -> bytes:
    """As calendar programs strike out one occurrence."""
    return content.replace(b"END:VEVENT", f"EXDATE:{day:%Y%m%dT%H%M%SZ}\r\nEND:VEVENT".encode(), 1)


async def test_who_strikes_out_one_occurrence_declines_that_one_and_it_stays_away(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = await organised(office, ada, grace.email, recurrence=WantedRecurrence(rules=["FREQ=WEEKLY;COUNT=3"]))
    copy, detailed = await copy_of(office, grace, uid), office.services.detailed_events
    second = WEDNESDAY + timedelta(weeks=1)
    accepted = copy.object.replace(b"PARTSTAT=NEEDS-ACTION", b"PARTSTAT=ACCEPTED")
    await office.services.events.put(grace.actor, copy.calendar_id, copy.name, without(accepted, second))
    await rest(office, grace, ada)

    whole = await detailed.see(ada.actor, uid)
    one = await detailed.see(ada.actor, uid, f"{second:%Y%m%dT%H%M%SZ}")
    facts = await facts_of(office, ada)
    await detailed.change(ada.actor, uid, Wanted(place="The canteen"))
    await rest(office, ada, grace)
    later = await copy_of(office, grace, uid)

    assert [said.participation for said in whole.details.attendees] == [Participation.ACCEPTED]
    assert [said.participation for said in one.details.attendees] == [Participation.DECLINED]
    assert b"The canteen" in later.object
    assert b"EXDATE" in later.object
    assert b"RECURRENCE-ID" not in later.object
    await rest(office, grace, ada)
    assert await facts_of(office, ada) <= facts + 2


async def test_who_deletes_at_the_door_declines_unless_nobody_is_to_hear_of_it(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    loud, quiet = await organised(office, ada, grace.email), await organised(office, ada, grace.email)

    for uid, headers in ((loud, {}), (quiet, {"schedule-reply": "F"})):
        copy = await copy_of(office, grace, uid)
        async with office.product.client({**grace.headers, **headers}) as client:
            path = f"/dav/calendars/{grace.actor.id}/calendar/{copy.name}"
            assert (await client.delete(path)).status_code == 204
        await rest(office, grace, ada)

    assert said_by(await standing(office, ada, str(loud)), grace.email) == "DECLINED"
    assert said_by(await standing(office, ada, str(quiet)), grace.email) == "NEEDS-ACTION"


async def test_nobody_reaches_into_another_calendar_by_a_uid(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    uid = f"dentist-{grace.username}"
    own = calendar_of(event("DTSTART:20300114T120000Z", "DURATION:PT1H", "SUMMARY:Dentist", uid=uid))
    await office.services.events.put(grace.actor, await calendar_id(office, grace), "dentist.ics", own)
    forged = calendar_of(
        event(
            "DTSTART:20300114T120000Z",
            "SUMMARY:Mine now",
            f"ORGANIZER:mailto:{ada.email}",
            f"ATTENDEE:mailto:{grace.email}",
            uid=uid,
        )
    )

    await office.services.events.put(ada.actor, await calendar_id(office, ada), "forged.ics", forged)
    await rest(office, ada, grace)
    await office.services.events.remove(ada.actor, await calendar_id(office, ada), "forged.ics")
    await rest(office, ada, grace)

    assert (await copy_of(office, grace, uid)).object == own


def a_cara(grace: Somebody) -> str:
    return f"cara-{grace.username}@example.net"


async def outsiders(office: Office, grace: Somebody) -> Kept:
    """Cara's event, which Grace's calendar program has put into her calendar."""
    content = calendar_of(
        event(
            "DTSTART:20300114T120000Z",
            "DURATION:PT1H",
            "SUMMARY:Regatta",
            "SEQUENCE:3",
            f"ORGANIZER;CN=Cara:mailto:{a_cara(grace)}",
            f"ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{grace.email}",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            uid=f"regatta-{grace.username}",
        )
    )
    put = await office.services.events.put(grace.actor, await calendar_id(office, grace), "regatta.ics", content)
    await office.at_rest(grace.space_id)
    return put.event


async def test_an_organiser_elsewhere_gets_a_reply_by_mail(office: Office) -> None:
    grace = await office.product.settle("Grace")
    regatta = await outsiders(office, grace)

    await office.services.detailed_events.answer(grace.actor, regatta.id, Participation.ACCEPTED)

    [mail] = await office.mails_to(a_cara(grace))
    assert mail["Subject"] == "Grace accepts: Regatta"
    method, replied = read(mail)
    assert method == "REPLY"
    assert (replied["UID"], replied["SEQUENCE"]) == (regatta.uid, 3)
    assert replied["ORGANIZER"] == f"mailto:{a_cara(grace)}"
    assert said_by(replied, grace.email) == "ACCEPTED"
    attendee: Any = replied["ATTENDEE"]
    assert attendee.params["SENT-BY"] == f"mailto:{mail['From'].addresses[0].addr_spec}"


async def test_an_organiser_elsewhere_is_told_of_answers_alone_and_of_one_occurrence_as_such(office: Office) -> None:
    grace = await office.product.settle("Grace")
    regatta, detailed = await outsiders(office, grace), office.services.detailed_events

    await detailed.change(grace.actor, regatta.id, Wanted(alarms=[Alarm(before=timedelta(minutes=1))]))
    await office.at_rest(grace.space_id)
    await office.mails_to(a_cara(grace), 0)
    await detailed.answer(
        grace.actor, regatta.id, Participation.DECLINED, Which(scope=Scope.ONE, recurrence_id="20300121T120000Z")
    )
    await office.at_rest(grace.space_id)

    [mail] = await office.mails_to(a_cara(grace))
    _, replied = read(mail)
    assert replied["RECURRENCE-ID"].dt == datetime(2030, 1, 21, 12, tzinfo=UTC)
    assert said_by(replied, grace.email) == "DECLINED"


async def test_removing_what_somebody_elsewhere_organises_declines_it(office: Office) -> None:
    grace = await office.product.settle("Grace")
    regatta = await outsiders(office, grace)

    await office.services.detailed_events.remove(grace.actor, regatta.id)
    await office.at_rest(grace.space_id)

    [mail] = await office.mails_to(a_cara(grace))
    assert said_by(read(mail)[1], grace.email) == "DECLINED"


@pytest.mark.parametrize(
    ("change", "is_quiet", "mails"),
    [
        (None, False, 1),
        (None, True, 0),
        ((b"20300114", b"20200114"), False, 0),
        ((b"ORGANIZER;CN=Cara", b"ORGANIZER;SCHEDULE-AGENT=CLIENT"), False, 0),
        ((b"NEEDS-ACTION", b"DECLINED"), False, 0),
    ],
    ids=["to come", "quietly", "over", "the client tells", "declined before"],
)
async def test_taking_it_out_at_the_door_declines_by_mail_where_there_is_something_to_say(
    office: Office, change: tuple[bytes, bytes] | None, is_quiet: bool, mails: int
) -> None:
    grace = await office.product.settle("Grace")
    events, calendar = office.services.events, await calendar_id(office, grace)
    regatta = await outsiders(office, grace)
    if change:
        # Brought along so: nothing was said by that.
        await events.remove(grace.actor, calendar, regatta.name, is_quiet=True)
        await events.put(grace.actor, calendar, regatta.name, regatta.object.replace(*change))

    await events.remove(grace.actor, calendar, regatta.name, is_quiet=is_quiet)
    await office.at_rest(grace.space_id)

    found = await office.mails_to(a_cara(grace), mails)
    assert [said_by(read(mail)[1], grace.email) for mail in found] == ["DECLINED"] * mails


async def test_striking_out_what_somebody_elsewhere_organises_declines_that_one(office: Office) -> None:
    grace = await office.product.settle("Grace")
    regatta = await outsiders(office, grace)
    struck = without(without(regatta.object, datetime(2030, 1, 21, 12, tzinfo=UTC)), datetime(2031, 1, 1, tzinfo=UTC))

    await office.services.events.put(grace.actor, regatta.calendar_id, regatta.name, struck)
    await office.at_rest(grace.space_id)

    [mail] = await office.mails_to(a_cara(grace))
    _, replied = read(mail)
    assert replied["RECURRENCE-ID"].dt == datetime(2030, 1, 21, 12, tzinfo=UTC)
    assert said_by(replied, grace.email) == "DECLINED"


async def test_what_a_client_brings_along_answered_is_no_answer_now(office: Office) -> None:
    grace = await office.product.settle("Grace")
    content = calendar_of(
        event(
            "DTSTART:20300114T120000Z",
            f"ORGANIZER:mailto:{a_cara(grace)}",
            f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{grace.email}",
            uid=f"moved-in-{grace.username}",
        )
    )

    await office.services.events.put(grace.actor, await calendar_id(office, grace), "moved-in.ics", content)
    await office.at_rest(grace.space_id)

    await office.mails_to(a_cara(grace), 0)


async def test_who_adds_attendees_organises_and_who_writes_for_another_does_so_in_their_name(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    async with office.product.client(ada.headers) as client:
        await calendar_id(office, ada)
        added = await client.post("/api/v1/events", json={"summary": "Lunch", "start": WEDNESDAY.isoformat()})
        event_id = added.json()["id"]
        changed = await client.patch(
            f"/api/v1/events/{event_id}", json={"attendees": [{"address": grace.email, "name": "Grace"}]}
        )

    assert (added.status_code, changed.status_code) == (201, 200)
    assert changed.json()["event"]["organiser"]["address"] == ada.email
    await rest(office, ada, grace)
    assert said_by(await standing(office, grace, event_id), grace.email) == "NEEDS-ACTION"


async def test_an_answer_in_the_copy_of_a_meeting_reaches_the_meeting(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    meeting = await booked(office, ada, NewParticipant(name="Grace", email=grace.email))
    await rest(office, ada, grace)
    copy = await copy_of(office, grace, meeting)

    await office.services.detailed_events.answer(grace.actor, copy.id, Participation.ACCEPTED)
    await rest(office, grace, ada)

    seen = await office.services.meetings.see(ada.actor, meeting)
    assert [one.reply for one in seen.participants] == ["accepted"]


async def organisation_of(office: Office, **members: tuple[Somebody, Role]) -> SpaceId:
    space = SpaceId(new_uuid())
    async with office.product.house.database.transaction(System(space)) as tx:
        await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'organisation', 'Analysts')", [space])
        for one, role in members.values():
            await tx.execute(
                "INSERT INTO memberships (space_id, person_id, role) VALUES (%s, %s, %s)",
                [space, one.actor.id, role.value],
            )
    return space


async def test_an_event_of_an_organisation_asks_in_the_name_of_who_organises_it(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    detailed, cara = office.services.detailed_events, a_cara(grace)
    space = await organisation_of(office, ada=(ada, Role.OWNER))
    hall = await office.services.calendars.add(ada.actor, NewCalendar(name="Hall"), space)
    wanted = Wanted(
        summary="Assembly",
        start=WEDNESDAY.isoformat(),
        duration=timedelta(hours=1),
        attendees=[WantedAttendee(address=one) for one in (grace.email, cara)],
    )

    added = await detailed.add(ada.actor, hall.id, wanted)
    assert added.event is not None
    await office.at_rest(space)
    copy = await copy_of(office, grace, added.event.uid)
    await detailed.answer(grace.actor, copy.id, Participation.ACCEPTED)
    await office.at_rest(grace.space_id, space)
    said = {one.address: one.participation for one in (await detailed.see(ada.actor, added.event.id)).details.attendees}
    await detailed.remove(ada.actor, added.event.id)
    await office.at_rest(space, grace.space_id)

    asked, called_off = (read(mail) for mail in await office.mails_to(cara, 2))
    assert (asked[0], called_off[0]) == ("REQUEST", "CANCEL")
    assert asked[1]["ORGANIZER"] == f"mailto:{ada.email}"
    assert said == {grace.email: Participation.ACCEPTED, cara: Participation.NEEDS_ACTION}
    [told] = await office.mails_to(ada.email)
    assert told["Subject"] == f"{grace.email} accepts: Assembly"
    assert await standing(office, grace, added.event.uid) is None


async def test_nobody_is_asked_in_the_name_of_who_may_not_write_in_an_organisations_calendar(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    cara = a_cara(grace)
    space = await organisation_of(office, ada=(ada, Role.OWNER), grace=(grace, Role.MEMBER))
    hall = await office.services.calendars.add(ada.actor, NewCalendar(name="Hall"), space)

    for organiser in (grace.email, "somebody@example.com"):
        content = calendar_of(
            event(
                "DTSTART:20300114T120000Z",
                f"ORGANIZER:mailto:{organiser}",
                f"ATTENDEE:mailto:{cara}",
                uid=f"of-{organiser}",
            )
        )
        await office.services.events.put(ada.actor, hall.id, f"{organiser}.ics", content)
    await office.at_rest(space)

    await office.mails_to(cara, 0)

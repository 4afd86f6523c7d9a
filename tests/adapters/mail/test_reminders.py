"""Reminders reach people in time, once, whoever ticks and however clocks jump."""

import asyncio
from datetime import UTC, datetime, timedelta

import psycopg

from kalends.core.actor import Nobody, System
from kalends.core.ids import CalendarId, EventId, MeetingId
from kalends.features.meetings.proposal import Changes, NewParticipant
from kalends.features.notices.preferences.domain import PreferenceChanges
from tests.adapters.mail.office import Office
from tests.adapters.mail.test_invitations import propose
from tests.adapters.product import Somebody
from tests.features.calendars.diary import calendar_of, event

ALARM = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT10M", "END:VALARM")


async def diary(office: Office, who: Somebody) -> CalendarId:
    calendar = await office.services.calendars.default_of(System(who.space_id))
    assert calendar is not None
    return calendar.id


async def put(office: Office, who: Somebody, starts: datetime, *lines: str, title: str = "Lunch") -> EventId:
    content = calendar_of(
        event(f"DTSTART:{starts:%Y%m%dT%H%M%SZ}", "DURATION:PT1H", f"SUMMARY:{title}", *lines, uid=title)
    )
    made = await office.services.events.put(who.actor, await diary(office, who), f"{title}.ics", content)
    return made.event.id


async def alarms(office: Office, who: Somebody) -> list[tuple[datetime, bool]]:
    async with office.product.house.database.transaction(System(who.space_id)) as tx:
        rows = await tx.connection.execute(
            "SELECT alarm_at, taken_at IS NOT NULL FROM alarms WHERE space_id = %s ORDER BY alarm_at", [who.space_id]
        )
        return await rows.fetchall()  # type: ignore[return-value]


async def notices(office: Office, who: Somebody) -> list[str]:
    async with office.product.house.database.transaction(System(who.space_id)) as tx:
        return await tx.value("SELECT coalesce(array_agg(occasion ORDER BY created_at), '{}') FROM notices")


def soon(seconds: float, minutes: int = 10) -> datetime:
    return (datetime.now(UTC) + timedelta(minutes=minutes, seconds=seconds)).replace(microsecond=0)


async def test_an_alarm_comes_by_mail_and_on_the_page_when_it_is_due(office: Office) -> None:
    ada = await office.product.settle("Ada")
    starts = soon(3)

    await put(office, ada, starts, *ALARM)

    [mail] = await office.mails_to(await office.address_of(ada.actor))
    assert mail["Subject"] == "Reminder: Lunch"
    assert datetime.now(UTC) >= starts - timedelta(minutes=10)
    await office.at_rest(ada.space_id)
    assert await notices(office, ada) == ["reminder"]


async def test_an_event_that_moves_takes_its_alarm_along_and_one_that_goes_has_none(office: Office) -> None:
    ada = await office.product.settle("Ada")
    starts = soon(0, minutes=120)
    await put(office, ada, starts, *ALARM)
    await office.at_rest(ada.space_id)
    assert await alarms(office, ada) == [(starts - timedelta(minutes=10), False)]

    await put(office, ada, starts + timedelta(hours=1), *ALARM)
    await office.at_rest(ada.space_id)
    assert await alarms(office, ada) == [(starts + timedelta(minutes=50), False)]
    await office.services.events.remove(ada.actor, await diary(office, ada), "Lunch.ics")

    assert await alarms(office, ada) == []


async def test_a_change_between_the_instant_and_the_tick_loses_no_reminder(office: Office, owner_conninfo: str) -> None:
    ada = await office.product.settle("Ada")
    starts = soon(2)
    async with await psycopg.AsyncConnection.connect(owner_conninfo) as another:
        # As long as another worker ticks, ours does not.
        await another.execute("SELECT FROM schedules WHERE name = 'reminders' FOR UPDATE")
        await put(office, ada, starts, *ALARM)
        await office.at_rest(ada.space_id)
        while datetime.now(UTC) <= starts - timedelta(minutes=10):
            await asyncio.sleep(0.1)
        await put(office, ada, starts, "LOCATION:Soho", *ALARM)
        await office.at_rest(ada.space_id)
        assert await alarms(office, ada) == [(starts - timedelta(minutes=10), False)]

    [mail] = await office.mails_to(await office.address_of(ada.actor))

    assert mail["Subject"] == "Reminder: Lunch"


async def test_minutes_before_are_for_events_without_an_alarm_also_those_there_are(office: Office) -> None:
    ada = await office.product.settle("Ada")
    starts = soon(0, minutes=120)
    await put(office, ada, starts)
    await office.at_rest(ada.space_id)
    assert await alarms(office, ada) == []

    await office.services.notice_preferences.change(ada.actor, PreferenceChanges(reminder_minutes=30))
    await office.at_rest(ada.space_id)
    await office.services.reminders.plan()

    assert await alarms(office, ada) == [(starts - timedelta(minutes=30), False)]


async def test_a_series_is_planned_some_days_ahead_and_then_again(office: Office) -> None:
    ada = await office.product.settle("Ada")
    event_id = await put(office, ada, soon(0, minutes=120), "RRULE:FREQ=DAILY", *ALARM)
    await office.at_rest(ada.space_id)
    planned = await alarms(office, ada)
    assert 2 <= len(planned) <= 3

    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        again = await tx.value("SELECT plan_at - now() FROM alarm_plans WHERE event_id = %s", [event_id])

    assert timedelta(hours=23) < again <= timedelta(hours=24)


async def test_an_event_whose_alarms_can_not_be_planned_holds_up_no_other(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    mine = await put(office, ada, soon(0, minutes=120), *ALARM)
    floating = calendar_of(event(f"DTSTART:{soon(0, minutes=2880):%Y%m%dT%H%M%S}", "DURATION:PT1H", *ALARM))
    hers = (await office.services.events.put(grace.actor, await diary(office, grace), "a.ics", floating)).event.id
    await office.at_rest(ada.space_id)
    await office.at_rest(grace.space_id)
    async with office.product.house.database.transaction(System(grace.space_id)) as tx:
        # As a later version of tzdata may have no more.
        await tx.execute("UPDATE people SET zone = 'Mars/Base' WHERE id = %s", [grace.actor.id])
    for who, event_id, seconds in ((ada, mine, 1), (grace, hers, 2)):
        async with office.product.house.database.transaction(System(who.space_id)) as tx:
            await tx.execute("DELETE FROM alarms WHERE space_id = %s", [who.space_id])
            await tx.execute(
                """
                INSERT INTO alarm_plans VALUES (%s, %s, now() - make_interval(secs => %s))
                ON CONFLICT (event_id) DO UPDATE SET plan_at = excluded.plan_at
                """,
                [event_id, who.space_id, seconds],
            )

    await office.services.reminders.plan()

    assert len(await alarms(office, ada)) == 1
    async with office.product.house.database.transaction(System(grace.space_id)) as tx:
        again = await tx.value("SELECT plan_at - now() FROM alarm_plans WHERE event_id = %s", [hers])
    assert timedelta(hours=23) < again <= timedelta(hours=24)


async def test_what_recurs_by_the_minute_is_bounded_and_goes_on(office: Office) -> None:
    ada = await office.product.settle("Ada")

    await put(office, ada, soon(0, minutes=60), "RRULE:FREQ=MINUTELY", *ALARM)
    await office.at_rest(ada.space_id)

    planned = await alarms(office, ada)
    assert len(planned) == 200
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        assert await tx.value("SELECT plan_at FROM alarm_plans WHERE space_id = %s", [ada.space_id]) == planned[-1][0]


async def test_of_many_that_tick_at_once_one_takes_what_is_due(office: Office) -> None:
    """CHECKLIST 62."""
    ada = await office.product.settle("Ada")
    await put(office, ada, soon(0, minutes=120), *ALARM)
    await office.at_rest(ada.space_id)
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        await tx.execute(
            "UPDATE alarms SET alarm_at = now() - interval '1 second', mail_at = now() WHERE space_id = %s",
            [ada.space_id],
        )

    await asyncio.gather(*(office.services.reminders.tick() for _ in range(6)))

    await office.at_rest(ada.space_id)
    await office.mails_to(await office.address_of(ada.actor), 1)
    assert await notices(office, ada) == ["reminder"]


async def test_a_clock_that_is_set_back_brings_no_reminder_twice(office: Office) -> None:
    """CHECKLIST 60: what went off stays taken, also when it comes to lie ahead again and is planned anew."""
    ada = await office.product.settle("Ada")
    event_id = await put(office, ada, soon(0, minutes=120), *ALARM)
    await office.at_rest(ada.space_id)
    [(due, _)] = await alarms(office, ada)
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        # As if it had gone off, and then the clock had been set back by two hours.
        await tx.execute("UPDATE alarms SET taken_at = now() WHERE event_id = %s", [event_id])
        await tx.execute(
            "INSERT INTO alarm_plans VALUES (%s, %s, now()) ON CONFLICT DO NOTHING", [event_id, ada.space_id]
        )

    await office.services.reminders.plan()

    assert await alarms(office, ada) == [(due, True)]


async def test_a_tick_that_fails_half_way_has_told_nobody(office: Office) -> None:
    """CHECKLIST 62: a worker that is killed in the middle of it leaves all for the next."""
    ada = await office.product.settle("Ada")
    event_id = await put(office, ada, soon(0, minutes=120), *ALARM)
    await office.at_rest(ada.space_id)
    database = office.product.house.database

    try:
        async with database.transaction(System(ada.space_id)) as tx:
            await tx.execute("UPDATE alarms SET alarm_at = now() WHERE event_id = %s", [event_id])
            assert await tx.value("SELECT tick_reminders(10)") >= 0
            raise ConnectionResetError
    except ConnectionResetError:
        pass

    assert [taken for _, taken in await alarms(office, ada)] == [False]
    async with database.transaction(Nobody()) as tx:
        assert await tx.value("SELECT tick_reminders(10)") == 0


async def test_who_has_not_answered_is_reminded_once_before_the_deadline(office: Office) -> None:
    ada, grace = await office.product.settle("Ada"), await office.product.settle("Grace")
    silent, quick = f"cara-{ada.username}@example.com", f"dora-{ada.username}@example.com"
    seen = await propose(
        office,
        ada,
        NewParticipant(name="Cara", email=silent, zone="Europe/Berlin"),
        NewParticipant(name="Dora", email=quick),
        NewParticipant(name="Grace", email=await office.address_of(grace.actor)),
        NewParticipant(name="Edith"),
        # Late in the evening twenty hours end after all that is on offer tomorrow.
        in_days=2,
    )
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        await tx.execute("UPDATE meetings SET opened_at = now() - interval '3 days' WHERE id = %s", [seen.meeting.id])
        await tx.execute("UPDATE participants SET answered_at = now() WHERE email = %s", [quick])

    await deadline_in(office, ada, seen.meeting.id, timedelta(hours=20))

    [mail] = await office.mails_to(silent)
    assert mail["Subject"] == "When can you come? Lunch"
    text = mail.get_body(("plain",))
    assert text is not None
    assert "/m/" in text.get_content()
    await office.mails_to(await office.address_of(grace.actor))
    await office.at_rest(ada.space_id)
    await office.services.reminders.tick_answers()
    await office.at_rest(ada.space_id)
    await office.mails_to(silent, 1)
    assert await notices(office, grace) == ["answer_reminder"]
    assert not [one for one in office.sink.mails if quick in str(one["To"])]


async def test_who_had_little_time_is_reminded_after_half_of_it(office: Office) -> None:
    ada = await office.product.settle("Ada")
    cara = f"cara-{ada.username}@example.com"
    seen = await propose(office, ada, NewParticipant(name="Cara", email=cara))

    await deadline_in(office, ada, seen.meeting.id, timedelta(hours=4))
    await office.services.reminders.tick_answers()
    await office.at_rest(ada.space_id)
    assert not [mail for mail in office.sink.mails if cara in str(mail["To"])]
    async with office.product.house.database.transaction(System(ada.space_id)) as tx:
        await tx.execute("UPDATE meetings SET opened_at = now() - interval '5 hours' WHERE id = %s", [seen.meeting.id])

    await office.mails_to(cara, 1)


async def deadline_in(office: Office, who: Somebody, meeting: MeetingId, ahead: timedelta) -> None:
    changes = Changes(rules={"deadline": datetime.now(UTC) + ahead})
    await office.services.meetings.change(who.actor, meeting, changes)

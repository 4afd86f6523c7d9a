import asyncio
from datetime import datetime, timedelta

import pytest
import structlog.testing

from kalends.core.actor import Nobody, Role
from kalends.core.errors import Invalid, NotFound, Stale
from kalends.core.ids import CalendarId, new_uuid
from kalends.features.calendars.domain import NewCalendar, Share
from kalends.features.calendars.errors import (
    BadName,
    NoSuchCalendar,
    NoSuchEvent,
    NotYourCalendar,
    SignInFirst,
    SpanIsTooLong,
    TokenIsUnknown,
    UidIsAnother,
    UidIsTaken,
)
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.service import Calendars
from kalends.store.database import Database
from tests.features.calendars.diary import JANUARY, NOW, at, calendar_of, event, lunch, span
from tests.features.meetings.town import Inhabitant, Town


async def test_what_was_put_is_got_byte_for_byte(events: Events, ada: Inhabitant, diary: CalendarId) -> None:
    content = lunch("DESCRIPTION:folded in the middle of an \n é").replace(b"\r\n", b"\n")

    put = await events.put(ada.actor, diary, "lunch.ics", content)
    got = await events.get(ada.actor, diary, "lunch.ics")

    assert put.is_new
    assert got.object == content
    assert (got.etag, got.uid, got.kind, got.version) == (put.event.etag, "lunch", "VEVENT", 1)


async def test_putting_the_same_again_changes_nothing(
    events: Events, calendars: Calendars, ada: Inhabitant, diary: CalendarId
) -> None:
    await events.put(ada.actor, diary, "lunch.ics", lunch())

    again = await events.put(ada.actor, diary, "lunch.ics", lunch())

    assert not again.is_new
    assert (await calendars.changes(ada.actor, diary)).sync_token == 1


async def test_a_change_needs_the_etag_that_was_read(events: Events, ada: Inhabitant, diary: CalendarId) -> None:
    first = (await events.put(ada.actor, diary, "lunch.ics", lunch())).event
    second = (await events.put(ada.actor, diary, "lunch.ics", lunch("LOCATION:Inn"), if_match=first.etag)).event

    with pytest.raises(Stale):
        await events.put(ada.actor, diary, "lunch.ics", lunch("LOCATION:Canteen"), if_match=first.etag)
    with pytest.raises(Stale):
        await events.put(ada.actor, diary, "lunch.ics", lunch("LOCATION:Canteen"), must_be_new=True)
    with pytest.raises(Stale):
        await events.put(ada.actor, diary, "nothing.ics", lunch(uid="other"), if_match=first.etag)
    with pytest.raises(Stale):
        await events.remove(ada.actor, diary, "lunch.ics", if_match=first.etag)

    assert second.version == 2
    assert (await events.get(ada.actor, diary, "lunch.ics")).etag == second.etag


async def test_of_sixteen_writers_with_one_etag_one_wins(events: Events, ada: Inhabitant, diary: CalendarId) -> None:
    first = (await events.put(ada.actor, diary, "lunch.ics", lunch())).event

    results = await asyncio.gather(
        *(
            events.put(ada.actor, diary, "lunch.ics", lunch(f"LOCATION:{number}"), if_match=first.etag)
            for number in range(16)
        ),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in results) == ["Put", *["Stale"] * 15]


async def test_of_sixteen_that_make_one_name_one_wins(events: Events, ada: Inhabitant, diary: CalendarId) -> None:
    results = await asyncio.gather(
        *(
            events.put(ada.actor, diary, "new.ics", lunch(uid=f"uid-{number}"), must_be_new=True)
            for number in range(16)
        ),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in results) == ["Put", *["Stale"] * 15]


async def test_a_uid_is_one_object_in_a_calendar(events: Events, ada: Inhabitant, diary: CalendarId) -> None:
    await events.put(ada.actor, diary, "lunch.ics", lunch())

    with pytest.raises(UidIsTaken):
        await events.put(ada.actor, diary, "copy.ics", lunch())
    with pytest.raises(UidIsAnother):
        await events.put(ada.actor, diary, "lunch.ics", lunch(uid="supper"))


async def test_what_was_removed_is_gone_and_its_name_free(events: Events, ada: Inhabitant, diary: CalendarId) -> None:
    await events.put(ada.actor, diary, "lunch.ics", lunch())

    await events.remove(ada.actor, diary, "lunch.ics")

    with pytest.raises(NoSuchEvent):
        await events.get(ada.actor, diary, "lunch.ics")
    with pytest.raises(NoSuchEvent):
        await events.remove(ada.actor, diary, "lunch.ics")
    assert await events.list_between(ada.actor, diary, JANUARY) == []
    assert (await events.put(ada.actor, diary, "lunch.ics", lunch())).is_new


async def test_whoever_follows_the_tokens_ends_with_what_there_is(
    events: Events, calendars: Calendars, ada: Inhabitant, diary: CalendarId
) -> None:
    async def write(number: int) -> None:
        name = f"{number % 5}.ics"
        if number % 7 == 6:
            await asyncio.gather(events.remove(ada.actor, diary, name), return_exceptions=True)
        else:
            await events.put(ada.actor, diary, name, lunch(f"SEQUENCE:{number}", uid=name))

    held: dict[str, str | None] = {}
    token = 0
    for number in range(0, 40, 4):
        await asyncio.gather(*(write(number + offset) for offset in range(4)))
        is_cut = True
        while is_cut:
            changes = await calendars.changes(ada.actor, diary, token, limit=2)
            for one in changes.items:
                held.pop(one.name, None) if one.is_removed else held.update({one.name: one.etag})
            assert changes.sync_token >= token
            token, is_cut = changes.sync_token, changes.is_cut

    assert held == {one.name: one.etag for one in await events.list_names(ada.actor, diary)}
    with pytest.raises(TokenIsUnknown):
        await calendars.changes(ada.actor, diary, token + 1)


async def test_occurrences_are_listed_with_their_overrides(events: Events, ada: Inhabitant, diary: CalendarId) -> None:
    series = event(
        "DTSTART;TZID=Europe/Berlin:20260107T120000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/Berlin:20260128T120000",
        "SUMMARY:Lunch",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260114T120000",
        "DTSTART;TZID=Europe/Berlin:20260115T130000",
        "DURATION:PT2H",
        "SUMMARY:Late lunch",
    )
    cancelled = event(
        "RECURRENCE-ID:20260121T110000Z",
        "DTSTART;TZID=Europe/Berlin:20260121T120000",
        "DURATION:PT1H",
        "STATUS:CANCELLED",
    )
    await events.put(ada.actor, diary, "lunch.ics", calendar_of(series, moved, cancelled))

    found = await events.list_between(ada.actor, diary, JANUARY)

    assert [(one.recurrence_id, one.starts_at, one.is_busy) for one in found] == [
        ("20260107T110000Z", at("2026-01-07 11:00"), True),
        ("20260114T110000Z", at("2026-01-15 12:00"), True),
        ("20260121T110000Z", at("2026-01-21 11:00"), False),
    ]
    assert found[1].ends_at == at("2026-01-15 14:00")
    assert "Late lunch" in found[1].template


async def test_beyond_the_index_occurrences_are_found_all_the_same(
    events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    weekly = ("DTSTART;TZID=Europe/Berlin:19990106T190000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    await events.put(ada.actor, diary, "weekly.ics", calendar_of(event(*weekly)))

    for start, end in (("2000-07-01", "2000-07-15"), ("2026-01-05", "2026-01-19"), ("2100-01-04", "2100-01-18")):
        found = await events.list_between(ada.actor, diary, span(start, end))
        assert len(found) == 2, start
        assert all(one.starts_at.hour == (17 if start.startswith("2000") else 18) for one in found)


async def test_across_the_end_of_the_index_each_occurrence_is_listed_once(
    events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    await events.put(
        ada.actor,
        diary,
        "daily.ics",
        calendar_of(event("DTSTART:20260101T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")),
    )
    end = (NOW + timedelta(days=732)).date().isoformat()

    found = await events.list_between(ada.actor, diary, span("2027-12-01", "2028-02-01"))

    assert "2027-12-01" < end < "2028-02-01"
    assert [one.starts_at for one in found] == [at("2027-12-01 08:00") + timedelta(days=n) for n in range(62)]


async def test_days_and_floating_times_are_where_the_reader_is(
    events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    await events.put(ada.actor, diary, "day.ics", calendar_of(event("DTSTART;VALUE=DATE:20260114", uid="day")))
    await events.put(
        ada.actor, diary, "tea.ics", calendar_of(event("DTSTART:20260114T160000", "DURATION:PT1H", uid="tea"))
    )

    async def shown(start: str, end: str, zone: str) -> list[str]:
        return [one.uid for one in await events.list_between(ada.actor, diary, span(start, end), zone)]

    # The 14th of January in Kathmandu is from 18:15 the day before, tea at 10:15.
    assert await shown("2026-01-13 12:00", "2026-01-13 18:15", "Asia/Kathmandu") == []
    assert await shown("2026-01-13 12:00", "2026-01-13 18:16", "Asia/Kathmandu") == ["day"]
    assert await shown("2026-01-14 10:00", "2026-01-14 12:00", "Asia/Kathmandu") == ["day", "tea"]
    assert await shown("2026-01-14 18:15", "2026-01-15 12:00", "Asia/Kathmandu") == []
    assert await shown("2026-01-14 19:30", "2026-01-14 20:30", "America/St_Johns") == ["day", "tea"]
    assert (await events.list_between(ada.actor, diary, JANUARY))[0].is_all_day


async def test_what_recurs_by_the_second_is_kept_and_indexed_in_part(
    events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    await events.put(
        ada.actor,
        diary,
        "tick.ics",
        calendar_of(event("DTSTART:20200101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY")),
    )

    assert len(await events.list_between(ada.actor, diary, span("2026-01-05 09:00", "2026-01-05 09:10"))) == 600
    assert len(await events.list_between(ada.actor, diary, span("2031-01-05 09:00", "2031-01-05 09:10"))) == 600
    with pytest.raises(Invalid):
        await events.list_between(ada.actor, diary, JANUARY)


async def test_the_worker_extends_the_index_as_time_goes_on(
    database: Database, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    await events.put(
        ada.actor,
        diary,
        "daily.ics",
        calendar_of(event("DTSTART:20260101T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")),
    )
    later = Events(db=database, clock=lambda: NOW + timedelta(days=400))
    while await later.extend():
        pass

    async with database.transaction(ada.actor) as tx:
        last = await tx.value("SELECT max(starts_at) FROM occurrences WHERE calendar_id = %s", [diary])
        zones = await tx.execute("UPDATE events SET tzdata = '1970a' WHERE calendar_id = %s", [diary])
    assert last > NOW + timedelta(days=1100)
    assert zones == 1
    while await later.extend():
        pass
    async with database.transaction(ada.actor) as tx:
        assert await tx.value("SELECT tzdata FROM events WHERE calendar_id = %s", [diary]) != "1970a"


async def test_an_event_that_can_not_be_read_keeps_its_index_and_holds_up_no_other(
    database: Database, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    daily = ("DTSTART:20260101T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")
    for name in ("broken", "whole"):
        await events.put(ada.actor, diary, f"{name}.ics", calendar_of(event(*daily, uid=name)))
    async with database.transaction(ada.actor) as tx:
        await tx.execute(
            """
            UPDATE events SET object = 'BEGIN:NOTHING', tzdata = '1970a'
            WHERE calendar_id = %s AND name = 'broken.ics'
            """,
            [diary],
        )

    async def reach(name: str) -> datetime:
        async with database.transaction(ada.actor) as tx:
            return await tx.value(
                """
                SELECT max(o.starts_at) FROM occurrences AS o JOIN events AS e ON e.id = o.event_id
                WHERE e.calendar_id = %s AND e.name = %s
                """,
                [diary, f"{name}.ics"],
            )

    before = await reach("broken")
    now = NOW + timedelta(days=400)
    later = Events(db=database, clock=lambda: now)
    with structlog.testing.capture_logs() as lines:
        while await later.extend():
            pass

    assert await reach("broken") == before < await reach("whole")
    assert [line["event"] for line in lines] == ["an event could not be indexed anew"]
    async with database.transaction(ada.actor) as tx:
        again = await tx.value("SELECT extend_at FROM events WHERE calendar_id = %s AND name = 'broken.ics'", [diary])
    assert again == now + timedelta(days=1)


async def test_others_see_nothing_of_a_calendar_until_it_is_shared(
    events: Events, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId, database: Database
) -> None:
    await events.put(ada.actor, diary, "lunch.ics", lunch())
    for call in (
        lambda: events.get(grace.actor, diary, "lunch.ics"),
        lambda: events.list_between(grace.actor, diary, JANUARY),
        lambda: events.put(grace.actor, diary, "lunch.ics", lunch()),
        lambda: events.remove(grace.actor, diary, "lunch.ics"),
        lambda: calendars.changes(grace.actor, diary),
        lambda: calendars.see(grace.actor, CalendarId(new_uuid())),
    ):
        with pytest.raises(NoSuchCalendar):
            await call()
    with pytest.raises(SignInFirst):
        await events.get(Nobody(), diary, "lunch.ics")

    async with database.transaction(ada.actor) as tx:
        username = await tx.value("SELECT username FROM find_person_named(%s)", [f"grace-{grace.actor.id.hex}"])
    await calendars.share(ada.actor, diary, username, Share.READ)
    assert (await events.get(grace.actor, diary, "lunch.ics")).uid == "lunch"
    with pytest.raises(NotYourCalendar):
        await events.remove(grace.actor, diary, "lunch.ics")

    await calendars.share(ada.actor, diary, username, Share.WRITE)
    await events.put(grace.actor, diary, "lunch.ics", lunch("LOCATION:Inn"))
    with pytest.raises(NotYourCalendar):
        await calendars.remove(grace.actor, diary)

    await calendars.unshare(ada.actor, diary, grace.actor.id)
    with pytest.raises(NoSuchCalendar):
        await events.get(grace.actor, diary, "lunch.ics")


async def test_in_an_organisation_the_role_decides(
    events: Events, calendars: Calendars, town: Town, ada: Inhabitant, grace: Inhabitant
) -> None:
    space = await town.found(ada=(ada, Role.ADMIN), grace=(grace, Role.MEMBER))
    hall = await calendars.add(ada.actor, NewCalendar(name="Hall"), space)
    await events.put(ada.actor, hall.id, "lunch.ics", lunch())

    assert (await events.get(grace.actor, hall.id, "lunch.ics")).uid == "lunch"
    with pytest.raises(NotYourCalendar):
        await events.put(grace.actor, hall.id, "other.ics", lunch(uid="other"))
    with pytest.raises(NotYourCalendar):
        await calendars.add(grace.actor, NewCalendar(name="Mine"), space)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "x" * 256, "a\x00b", "a\ud800b"])
async def test_names_are_one_part_of_an_address(events: Events, ada: Inhabitant, diary: CalendarId, name: str) -> None:
    with pytest.raises(BadName):
        await events.put(ada.actor, diary, name, lunch())


async def test_spans_have_an_end(events: Events, ada: Inhabitant, diary: CalendarId) -> None:
    with pytest.raises(SpanIsTooLong):
        await events.list_between(ada.actor, diary, span("2026-01-01", "2027-12-01"))


async def test_a_malformed_object_changes_nothing(
    events: Events, calendars: Calendars, ada: Inhabitant, diary: CalendarId
) -> None:
    for content in (b"", b"\x00", b"BEGIN:VCALENDAR\r\n", lunch("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")):
        with pytest.raises(Invalid):
            await events.put(ada.actor, diary, "bad.ics", content)

    assert (await calendars.changes(ada.actor, diary)).sync_token == 0
    with pytest.raises(NotFound):
        await events.get(ada.actor, diary, "bad.ics")

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count, pairwise

import pytest

from kalends.audience import AUDIENCE
from kalends.core.actor import Nobody, Role, System
from kalends.core.ids import CalendarId, ImportId, new_uuid
from kalends.features.calendars.domain import NewCalendar, Share
from kalends.features.calendars.errors import NoSuchCalendar, NotYourCalendar, SignInFirst
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.facts import EventImported
from kalends.features.calendars.imports.domain import (
    Import,
    ImportStatus,
    MoreThanAnnounced,
    NoSuchImport,
    OffsetIsAnother,
    TooManyImports,
)
from kalends.features.calendars.imports.keeping import Importer
from kalends.features.calendars.imports.repository import ToCarryOn
from kalends.features.calendars.imports.service import CHUNK, Imports
from kalends.features.calendars.service import Calendars
from kalends.store.database import Database
from tests.features.calendars.diary import JANUARY, calendar_of, event, lunch, now
from tests.features.calendars.imports.files import BROKEN, MANY, TEA
from tests.features.meetings.town import Inhabitant, Town, repeatable


async def pieces(*contents: bytes, size: int = 64_000) -> AsyncIterator[bytes]:
    for content in contents:
        for at in range(0, len(content), size):
            yield content[at : at + size]


async def send(imports: Imports, ada: Inhabitant, diary: CalendarId, content: bytes) -> ImportId:
    begun = await imports.begin(ada.actor, diary, len(content))
    await imports.receive(ada.actor, diary, begun.id, pieces(content))
    return begun.id


async def carry_through(importer: Importer, one: Import | ToCarryOn) -> int:
    """This one and no other test's; answers how many steps it took."""
    steps = 0
    while await importer.step(ToCarryOn(id=one.id, space_id=one.space_id)):
        steps += 1
    return steps


async def imported(
    imports: Imports, importer: Importer, ada: Inhabitant, diary: CalendarId, content: bytes
) -> tuple[Import, list[tuple[int, str, bool]]]:
    import_id = await send(imports, ada, diary, content)
    await carry_through(importer, (await imports.see(ada.actor, diary, import_id)).of)
    report = await imports.see(ada.actor, diary, import_id)
    return report.of, [(one.line, one.reason, one.is_kept) for one in report.remarks]


async def objects(events: Events, ada: Inhabitant, diary: CalendarId) -> dict[str, bytes]:
    names = [one.name for one in await events.list_names(ada.actor, diary)]
    return {one.uid: one.object for one in await events.list_named(ada.actor, diary, names)}


def many_events(many: int) -> bytes:
    return calendar_of(*(event("DTSTART:20260114T120000Z", f"SUMMARY:{n}", uid=f"event-{n}") for n in range(many)))


async def test_what_is_in_a_file_is_in_the_calendar(
    imports: Imports, importer: Importer, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    one, remarks = await imported(imports, importer, ada, diary, MANY)

    assert (one.status, one.found, one.added, one.progress) == (ImportStatus.FINISHED, 3, 3, 1.0)
    assert remarks == []
    kept = await objects(events, ada, diary)
    assert kept["tea"] == calendar_of(TEA)
    assert set(kept) == {"tea", "lunch", "todo"}
    shown = await events.list_between(ada.actor, diary, JANUARY)
    assert [(one.uid, f"{one.starts_at:%d %H:%M}") for one in shown if one.kind == "VEVENT"] == [
        ("lunch", "14 11:00"),
        ("tea", "14 16:00"),
        ("lunch", "15 13:00"),
        ("lunch", "16 11:00"),
    ]


async def test_the_same_file_twice_changes_nothing(
    imports: Imports, importer: Importer, calendars: Calendars, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    await imported(imports, importer, ada, diary, MANY)
    before = (await calendars.see(ada.actor, diary)).sync_token

    again, _ = await imported(imports, importer, ada, diary, MANY)

    assert (again.added, again.changed, again.same) == (0, 0, 3)
    assert (await calendars.see(ada.actor, diary)).sync_token == before


async def test_what_is_newer_replaces_and_what_is_older_does_not(
    imports: Imports, importer: Importer, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    await events.put(ada.actor, diary, "mine.ics", lunch("SEQUENCE:2"))

    older, _ = await imported(imports, importer, ada, diary, lunch("SEQUENCE:1"))
    newer, _ = await imported(imports, importer, ada, diary, lunch("SEQUENCE:3"))

    assert (older.older, newer.changed) == (1, 1)
    assert (await events.get(ada.actor, diary, "mine.ics")).object == lunch("SEQUENCE:3")


async def test_each_bad_component_is_listed_by_its_line_and_nothing_else_is_lost(
    imports: Imports, importer: Importer, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    guests = event("DTSTART:20260114T160000Z", *["ATTENDEE:mailto:a@example.org"] * 1_001, uid="crowd")
    odd = event("DTSTART:20260114T160000Z", "RRULE:FREQ=SOMETIMES", uid="odd")

    one, remarks = await imported(imports, importer, ada, diary, calendar_of(BROKEN, guests, odd, TEA) + b"junk")

    assert (one.added, one.noted, one.refused) == (2, 1, 3)
    assert set(await objects(events, ada, diary)) == {"odd", "tea"}
    assert [(line, reason.split(".")[0], is_kept) for line, reason, is_kept in remarks] == [
        (4, "This VEVENT has no END", False),
        (1015, "An event has at most 1000 attendees", False),
        (1021, "FREQ is one of SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY, not “SOMETIMES”", True),
        (1033, "This stands outside of any component", False),
    ]


async def test_an_object_that_is_too_large_stays_away_alone(
    imports: Imports, importer: Importer, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    long = "DESCRIPTION:" + "x" * 100_000
    parts = [event(f"RECURRENCE-ID:202601{n + 1:02}T120000Z", "DTSTART:20260114T120000Z", long) for n in range(28)]
    parts += [event(f"RECURRENCE-ID:202602{n + 1:02}T120000Z", "DTSTART:20260114T120000Z", long) for n in range(28)]

    one, remarks = await imported(imports, importer, ada, diary, calendar_of(*parts, TEA))

    assert (one.found, one.added, one.done) == (2, 1, 2)
    assert [(line, reason[:30]) for line, reason, _ in remarks] == [(4, "What has this UID is larger th")]


async def test_a_calendar_of_events_takes_no_to_dos(
    imports: Imports, importer: Importer, calendars: Calendars, events: Events, ada: Inhabitant
) -> None:
    work = await calendars.add(ada.actor, NewCalendar(name="Work", components=("VEVENT",)))

    one, remarks = await imported(imports, importer, ada, work.id, MANY)

    assert (one.added, one.refused) == (2, 1)
    assert remarks == [(28, "This calendar takes no VTODO.", False)]


async def test_nobody_is_invited_anew_by_an_import(
    imports: Imports, importer: Importer, ada: Inhabitant, diary: CalendarId, database: Database
) -> None:
    invited = lunch(f"ORGANIZER:mailto:{ada.email}", "ATTENDEE:mailto:grace@example.org")

    await imported(imports, importer, ada, diary, invited)

    async with database.transaction(System(ada.space_id)) as tx:
        facts = await tx.value("SELECT array_agg(event_type ORDER BY id) FROM facts WHERE event_type LIKE '%import%'")
        assert await tx.value("SELECT count(*) FROM facts WHERE event_type = 'event.added'") == 0
    assert facts == ["event.imported", "import.finished"]
    assert "event_invitations" not in AUDIENCE[EventImported]


async def test_many_are_kept_in_batches_and_progress_is_seen(
    imports: Imports, importer: Importer, calendars: Calendars, ada: Inhabitant, diary: CalendarId
) -> None:
    import_id = await send(imports, ada, diary, many_events(450))
    which = ToCarryOn(id=import_id, space_id=ada.space_id)
    seen: list[tuple[ImportStatus, int, float]] = []

    while await importer.step(which):
        one = (await imports.see(ada.actor, diary, import_id)).of
        seen.append((one.status, one.added, one.progress))

    assert seen == [
        (ImportStatus.KEEPING, 0, 0.1),
        (ImportStatus.KEEPING, 200, 0.5),
        (ImportStatus.KEEPING, 400, 0.9),
        (ImportStatus.KEEPING, 450, 1.0),
        (ImportStatus.FINISHED, 450, 1.0),
    ]
    assert (await calendars.see(ada.actor, diary)).sync_token == 450


async def test_where_a_batch_takes_long_the_next_ones_are_smaller(
    imports: Imports, database: Database, ada: Inhabitant, diary: CalendarId
) -> None:
    import_id = await send(imports, ada, diary, many_events(450))
    ticks = count()
    importer = Importer(db=database, clock=lambda: now() + timedelta(seconds=next(ticks)))
    seen: list[int] = []

    while await importer.step(ToCarryOn(id=import_id, space_id=ada.space_id)):
        seen.append((await imports.see(ada.actor, diary, import_id)).of.added)

    batches = [after - before for before, after in pairwise(seen)]
    assert batches[0] == 200
    assert max(batches[1:]) <= 50
    assert sum(batches) == 450


async def test_of_two_workers_each_object_is_kept_once(
    imports: Imports, importer: Importer, calendars: Calendars, ada: Inhabitant, diary: CalendarId
) -> None:
    import_id = await send(imports, ada, diary, many_events(450))
    which = ToCarryOn(id=import_id, space_id=ada.space_id)

    async def work() -> None:
        while (await imports.see(ada.actor, diary, import_id)).of.finished_at is None:
            await importer.step(which)

    await asyncio.gather(*(work() for _ in range(3)))

    one = (await imports.see(ada.actor, diary, import_id)).of
    assert (one.added, one.done, one.same) == (450, 450, 0)
    assert (await calendars.see(ada.actor, diary)).sync_token == 450


async def test_a_broken_upload_goes_on_where_it_broke(
    imports: Imports, importer: Importer, ada: Inhabitant, diary: CalendarId
) -> None:
    content = many_events(8_000)
    begun = await imports.begin(ada.actor, diary, len(content))

    async def breaking() -> AsyncIterator[bytes]:
        async for piece in pieces(content[:-1_000]):
            yield piece
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await imports.receive(ada.actor, diary, begun.id, breaking())
    broken = (await imports.see(ada.actor, diary, begun.id)).of
    with pytest.raises(OffsetIsAnother):
        await imports.receive(ada.actor, diary, begun.id, pieces(b"x"), offset=broken.received + 1)
    rest = content[broken.received :]
    whole = await imports.receive(ada.actor, diary, begun.id, pieces(rest), offset=broken.received)

    assert broken.status is ImportStatus.RECEIVING
    assert 0 < broken.received < len(content)
    assert broken.received % CHUNK == 0
    assert (whole.status, whole.received) == (ImportStatus.CUTTING, len(content))
    with pytest.raises(OffsetIsAnother):
        await imports.receive(ada.actor, diary, begun.id, pieces(b"x"), offset=len(content))
    await imports.drop(ada.actor, diary, begun.id)


async def test_a_repeated_request_goes_on_where_the_first_broke(
    imports: Imports, ada: Inhabitant, diary: CalendarId
) -> None:
    content = many_events(8_000)
    actor = repeatable(ada.actor, f"key-{diary}")

    async def breaking() -> AsyncIterator[bytes]:
        yield content[:600_000]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await imports.bring(actor, diary, len(content), breaking())
    whole = await imports.bring(actor, diary, len(content), pieces(content))
    again = await imports.bring(actor, diary, len(content), pieces(content))

    assert (whole.id, whole.received) == (again.id, len(content))
    assert whole.status is ImportStatus.CUTTING
    assert len(await imports.list_into(ada.actor, diary)) == 1


async def test_more_than_was_announced_is_refused(imports: Imports, ada: Inhabitant, diary: CalendarId) -> None:
    begun = await imports.begin(ada.actor, diary, 10)

    with pytest.raises(MoreThanAnnounced):
        await imports.receive(ada.actor, diary, begun.id, pieces(b"x" * 11))


async def test_a_file_of_unknown_length_ends_with_its_upload(
    imports: Imports, ada: Inhabitant, diary: CalendarId
) -> None:
    begun = await imports.begin(ada.actor, diary)

    whole = await imports.receive(ada.actor, diary, begun.id, pieces(lunch()))

    assert (whole.status, whole.total) == (ImportStatus.CUTTING, len(lunch()))


async def test_few_are_under_way_at_once_and_a_dropped_one_makes_room(
    imports: Imports, ada: Inhabitant, diary: CalendarId
) -> None:
    begun = [await imports.begin(ada.actor, diary) for _ in range(4)]

    with pytest.raises(TooManyImports):
        await imports.begin(ada.actor, diary)
    await imports.drop(ada.actor, diary, begun[0].id)
    await imports.begin(ada.actor, diary)

    listed = await imports.list_into(ada.actor, diary)
    assert len(listed) == 4
    assert listed[-1].id == begun[1].id
    with pytest.raises(NoSuchImport):
        await imports.see(ada.actor, diary, begun[0].id)


async def test_a_repeated_request_begins_one_import(imports: Imports, ada: Inhabitant, diary: CalendarId) -> None:
    actor = repeatable(ada.actor, f"key-{diary}")

    first, second = await imports.begin(actor, diary), await imports.begin(actor, diary)

    assert first.id == second.id


async def test_only_who_may_write_may_import(
    imports: Imports, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId, town: Town
) -> None:
    begun = await imports.begin(ada.actor, diary)
    space = await town.found(ada=(ada, Role.OWNER), grace=(grace, Role.VIEWER))
    hall = await calendars.add(ada.actor, NewCalendar(name="Hall"), space)

    for attempt in (
        lambda: imports.begin(grace.actor, diary),
        lambda: imports.see(grace.actor, diary, begun.id),
        lambda: imports.receive(grace.actor, diary, begun.id, pieces(b"x")),
        lambda: imports.drop(grace.actor, diary, begun.id),
        lambda: imports.list_into(grace.actor, diary),
    ):
        with pytest.raises(NoSuchCalendar):
            await attempt()
    with pytest.raises(NotYourCalendar):
        await imports.begin(grace.actor, hall.id)
    with pytest.raises(NoSuchImport):
        await imports.see(ada.actor, hall.id, begun.id)
    with pytest.raises(NoSuchImport):
        await imports.see(ada.actor, diary, ImportId(new_uuid()))
    with pytest.raises(SignInFirst):
        await imports.begin(Nobody(), diary)
    await calendars.share(ada.actor, diary, f"grace-{grace.actor.id.hex}", Share.WRITE)
    assert (await imports.begin(grace.actor, diary)).calendar_id == diary


async def test_a_calendar_that_goes_takes_its_imports_along(
    imports: Imports, importer: Importer, calendars: Calendars, ada: Inhabitant
) -> None:
    work = await calendars.add(ada.actor, NewCalendar(name="Work"))
    import_id = await send(imports, ada, work.id, many_events(10))
    await importer.step(ToCarryOn(id=import_id, space_id=ada.space_id))

    await calendars.remove(ada.actor, work.id)

    assert not await importer.step(ToCarryOn(id=import_id, space_id=ada.space_id))

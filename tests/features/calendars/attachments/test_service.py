"""Files of events on a real database: who may read them, what becomes of them, what a crash leaves."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest

from kalends.core.actor import Actor, Nobody, System
from kalends.core.errors import Forbidden, NotFound, Stale
from kalends.core.ids import AttachmentId, CalendarId, EventId
from kalends.features.calendars.attachments import repository
from kalends.features.calendars.attachments.domain import (
    AttachmentLimits,
    FileIsTooLarge,
    ManagedIdIsUnknown,
    NewFile,
    NoRoomForFile,
    NoSuchAttachment,
)
from kalends.features.calendars.attachments.service import Attachments, Carried
from kalends.features.calendars.domain import NewCalendar, Share
from kalends.features.calendars.events.asking import Scope, Which
from kalends.features.calendars.events.detailed import DetailedEvents
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.events.wanted import Wanted, WantedRecurrence
from kalends.features.calendars.service import Calendars
from kalends.store.database import Database
from tests.features.calendars.diary import lunch, now
from tests.features.meetings.town import Inhabitant

SOUP = b"soup" * 10
LIMITS = AttachmentLimits(max_bytes=1_000, most_of_object=5, space_bytes=2_000)


@pytest.fixture
def attachments(database: Database) -> Attachments:
    return Attachments(db=database, clock=now, public_url="https://kalends.example", limits=LIMITS)


@pytest.fixture
async def event(events: Events, ada: Inhabitant, diary: CalendarId) -> EventId:
    return (await events.put(ada.actor, diary, "lunch.ics", lunch())).event.id


def file(*pieces: bytes, length: int | None = None) -> NewFile:
    async def come() -> AsyncIterator[bytes]:
        for piece in pieces or (SOUP,):
            yield piece

    return NewFile(name="soup.txt", media_type="text/plain", pieces=come(), length=length)


def id_of(carried: Carried) -> AttachmentId:
    assert carried.file is not None
    return AttachmentId(UUID(carried.file.managed_id))


async def read(attachments: Attachments, actor: Actor, attachment_id: AttachmentId) -> bytes:
    opened = await attachments.open(actor, attachment_id)
    return b"".join([piece async for piece in opened.pieces()])


async def may_read(attachments: Attachments, actor: Actor, attachment_id: AttachmentId) -> bool:
    try:
        return await read(attachments, actor, attachment_id) == SOUP
    except NoSuchAttachment:
        return False


async def prune(database: Database) -> None:
    async with database.transaction(Nobody()) as tx:
        await tx.value("SELECT prune_attachments()")


async def let_pass(database: Database, whose: Inhabitant, days: int) -> None:
    """As if all that is known of somebody's files had happened so long ago."""
    async with database.transaction(System(whose.space_id)) as tx:
        for statement in (
            "UPDATE attachments SET created_at = created_at - %s",
            "UPDATE attachment_uses SET gone_since = gone_since - %s",
        ):
            await tx.execute(statement, [timedelta(days=days)])


async def is_there(database: Database, whose: Inhabitant, attachment_id: AttachmentId) -> bool:
    async with database.transaction(System(whose.space_id)) as tx:
        return await repository.find(tx, attachment_id) is not None


async def test_a_file_is_kept_and_read(attachments: Attachments, ada: Inhabitant, event: EventId) -> None:
    carried = await attachments.add(ada.actor, event, file(b"so", b"up"))

    assert carried.file is not None
    assert carried.file.url == f"https://kalends.example/dav/attachments/{carried.file.managed_id}/soup.txt"
    assert await read(attachments, ada.actor, id_of(carried)) == b"soup"
    assert await attachments.list_of(ada.actor, event) == [carried.file]


async def test_strangers_and_those_who_only_see_when_one_is_busy_read_nothing(
    attachments: Attachments,
    calendars: Calendars,
    ada: Inhabitant,
    grace: Inhabitant,
    diary: CalendarId,
    event: EventId,
) -> None:
    soup = id_of(await attachments.add(ada.actor, event, file()))

    seen = [await may_read(attachments, grace.actor, soup)]
    for access in (Share.BUSY, Share.READ):
        await calendars.share(ada.actor, diary, grace.email, access)
        seen.append(await may_read(attachments, grace.actor, soup))

    assert seen == [False, False, True]
    with pytest.raises(Forbidden):
        await attachments.add(grace.actor, event, file())
    with pytest.raises(Forbidden):
        await attachments.remove(grace.actor, event, str(soup))


async def test_who_shares_one_calendar_shares_no_files_of_another(
    attachments: Attachments, calendars: Calendars, events: Events, ada: Inhabitant, grace: Inhabitant, event: EventId
) -> None:
    """Even who writes into the one, and knows the id, gets no use of it."""
    soup = id_of(await attachments.add(ada.actor, event, file()))
    hall = await calendars.add(ada.actor, NewCalendar(name="Hall"))
    await calendars.share(ada.actor, hall.id, grace.email, Share.WRITE)
    url = f"https://kalends.example/dav/attachments/{soup}/soup.txt"

    with pytest.raises(ManagedIdIsUnknown):
        await events.put(grace.actor, hall.id, "a.ics", lunch(f"ATTACH;MANAGED-ID={soup}:{url}", uid="a"))
    await events.put(grace.actor, hall.id, "b.ics", lunch(f"ATTACH:{url}", uid="b"))

    assert not await may_read(attachments, grace.actor, soup)


async def test_who_is_asked_to_an_event_reads_its_files(
    attachments: Attachments, database: Database, ada: Inhabitant, grace: Inhabitant, event: EventId
) -> None:
    soup = id_of(await attachments.add(ada.actor, event, file()))
    async with database.transaction(System(ada.space_id)) as tx:
        await tx.execute(
            """
            INSERT INTO invitations (id, space_id, thing, thing_id, uid, email, email_key, name, person_id,
                organiser_name, method, sequence, content, matter, fact_id)
            VALUES (gen_random_uuid(), %s, 'event', %s, 'lunch', 'g', 'g', 'Grace', %s, 'Ada', 'REQUEST', 0, '', '{}',
                gen_random_uuid())
            """,
            [ada.space_id, event, grace.actor.id],
        )
    seen = [await may_read(attachments, grace.actor, soup)]
    async with database.transaction(System(ada.space_id)) as tx:
        await tx.execute("UPDATE invitations SET method = 'CANCEL' WHERE thing_id = %s", [event])
    seen.append(await may_read(attachments, grace.actor, soup))

    assert seen == [True, False]


async def test_an_import_brings_nobody_a_file(
    attachments: Attachments, events: Events, ada: Inhabitant, grace: Inhabitant, of_grace: CalendarId, event: EventId
) -> None:
    soup = id_of(await attachments.add(ada.actor, event, file()))
    line = f"ATTACH;MANAGED-ID={soup}:https://kalends.example/dav/attachments/{soup}/soup.txt"

    brought = await events.put(System(grace.space_id), of_grace, "lunch.ics", lunch(line))
    await events.put(grace.actor, of_grace, "lunch.ics", lunch(line, "LOCATION:Inn"))

    assert not await may_read(attachments, grace.actor, soup)
    with pytest.raises(NotFound):
        await attachments.open(grace.actor, soup, of=brought.event.id)


async def test_of_two_who_add_with_one_etag_one_gets_through(
    attachments: Attachments, events: Events, ada: Inhabitant, diary: CalendarId, event: EventId, database: Database
) -> None:
    etag = (await events.get(ada.actor, diary, "lunch.ics")).etag

    async def add() -> bool:
        try:
            await attachments.add(ada.actor, event, file(), if_match=etag)
        except Stale:
            return False
        return True

    assert sorted(await asyncio.gather(*[add() for _ in range(8)])) == [False] * 7 + [True]
    assert len(await attachments.list_of(ada.actor, event)) == 1
    async with database.transaction(System(ada.space_id)) as tx:
        assert await tx.value("SELECT count(*) FROM attachments WHERE space_id = %s", [ada.space_id]) == 1


async def test_many_at_once_all_get_through_without_conditions(
    attachments: Attachments, ada: Inhabitant, event: EventId
) -> None:
    await asyncio.gather(*[attachments.add(ada.actor, event, file()) for _ in range(5)])

    assert len(await attachments.list_of(ada.actor, event)) == 5


@pytest.mark.parametrize("length", [None, 1_001])
async def test_what_is_too_large_is_refused_and_takes_no_room(
    attachments: Attachments, ada: Inhabitant, event: EventId, database: Database, length: int | None
) -> None:
    with pytest.raises(FileIsTooLarge):
        await attachments.add(ada.actor, event, file(bytes(600), bytes(401), length=length))

    async with database.transaction(System(ada.space_id)) as tx:
        assert await tx.value("SELECT count(*) FROM attachments WHERE space_id = %s", [ada.space_id]) == 0


@pytest.mark.parametrize("is_announced", [True, False])
async def test_a_space_has_so_much_room_and_no_more(
    attachments: Attachments, ada: Inhabitant, event: EventId, is_announced: bool
) -> None:
    for _ in range(2):
        await attachments.add(ada.actor, event, file(bytes(900)))

    with pytest.raises(NoRoomForFile):
        await attachments.add(ada.actor, event, file(bytes(201), length=201 if is_announced else None))
    await attachments.add(ada.actor, event, file(bytes(200)))


async def test_many_at_once_share_the_room_that_there_is(
    attachments: Attachments, events: Events, calendars: Calendars, ada: Inhabitant
) -> None:
    """In calendars of their own, so that no lock of one holds up another."""

    async def add(place: int) -> bool:
        calendar = await calendars.add(ada.actor, NewCalendar(name=str(place)))
        put = await events.put(ada.actor, calendar.id, "lunch.ics", lunch())
        try:
            await attachments.add(ada.actor, put.event.id, file(bytes(900)))
        except NoRoomForFile:
            return False
        return True

    assert sum(await asyncio.gather(*[add(place) for place in range(6)])) == 2


async def test_a_server_that_dies_before_the_event_names_it_leaves_only_what_is_pruned(
    attachments: Attachments,
    ada: Inhabitant,
    event: EventId,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Killed(BaseException):
        pass

    async def die(*_: object) -> Carried:
        raise Killed

    async def cannot(*_: object) -> None:
        """Nor does it clear up."""

    kept = await attachments.add(ada.actor, event, file())
    monkeypatch.setattr(attachments, "_named", die)
    monkeypatch.setattr(attachments, "_dropped", cannot)
    with pytest.raises(Killed):
        await attachments.add(ada.actor, event, file())

    assert await attachments.list_of(ada.actor, event) == [kept.file]
    async with database.transaction(System(ada.space_id)) as tx:
        left = await tx.value("SELECT id FROM attachments WHERE space_id = %s AND size IS NULL", [ada.space_id])
    await prune(database)
    assert await is_there(database, ada, left)
    await let_pass(database, ada, 2)
    await prune(database)
    assert not await is_there(database, ada, left)
    assert await read(attachments, ada.actor, id_of(kept)) == SOUP


async def test_what_no_event_names_is_pruned_after_a_week_and_not_before(
    attachments: Attachments,
    events: Events,
    ada: Inhabitant,
    diary: CalendarId,
    event: EventId,
    database: Database,
) -> None:
    removed, stays = [id_of(await attachments.add(ada.actor, event, file())) for _ in range(2)]
    other = (await events.put(ada.actor, diary, "other.ics", lunch(uid="other"))).event.id
    gone = id_of(await attachments.add(ada.actor, other, file()))
    await attachments.remove(ada.actor, event, str(removed))
    await events.remove(ada.actor, diary, "other.ics")
    ids = (removed, stays, gone)

    await prune(database)
    await let_pass(database, ada, 6)
    await prune(database)
    before = [await is_there(database, ada, one) for one in ids]
    await let_pass(database, ada, 2)
    await prune(database)

    assert before == [True, True, True]
    assert [await is_there(database, ada, one) for one in ids] == [False, True, False]
    assert await may_read(attachments, ada.actor, stays)


async def test_what_is_undone_has_its_files_again(
    attachments: Attachments, detailed_events: DetailedEvents, ada: Inhabitant, event: EventId, database: Database
) -> None:
    soup = id_of(await attachments.add(ada.actor, event, file()))

    removed = await attachments.remove(ada.actor, event, str(soup))
    assert removed.change_id is not None
    seen = [await may_read(attachments, ada.actor, soup)]
    await detailed_events.undo(ada.actor, removed.change_id)
    seen.append(await may_read(attachments, ada.actor, soup))
    gone = await detailed_events.remove(ada.actor, event)
    await prune(database)
    seen.append(await may_read(attachments, ada.actor, soup))
    await detailed_events.undo(ada.actor, gone.change_id)
    seen.append(await may_read(attachments, ada.actor, soup))

    assert seen == [False, True, False, True]


async def test_files_go_where_their_events_go(
    attachments: Attachments,
    calendars: Calendars,
    detailed_events: DetailedEvents,
    ada: Inhabitant,
    diary: CalendarId,
) -> None:
    """To another calendar, and with what follows of a series, which becomes one of its own."""
    hall = await calendars.add(ada.actor, NewCalendar(name="Hall"))
    wanted = Wanted(summary="Lunch", start="2026-01-14T12:00", recurrence=WantedRecurrence(rules=["FREQ=DAILY"]))
    series = (await detailed_events.add(ada.actor, diary, wanted)).event
    assert series is not None
    soup = id_of(await attachments.add(ada.actor, series.id, file()))
    following = Which(scope=Scope.FOLLOWING, recurrence_id="20260120T120000")

    split = await detailed_events.change(ada.actor, series.id, Wanted(place="Inn"), following)
    assert split.following is not None
    await detailed_events.change(ada.actor, series.id, Wanted(), calendar_id=hall.id)
    await detailed_events.remove(ada.actor, series.id)
    seen = [await may_read(attachments, ada.actor, soup)]
    await detailed_events.remove(ada.actor, split.following.id)
    seen.append(await may_read(attachments, ada.actor, soup))

    assert seen == [True, False]


async def test_an_object_without_files_costs_no_statement(
    events: Events, ada: Inhabitant, diary: CalendarId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("files were asked for")

    for name in ("list_used", "save_uses", "list_readable", "list_sent_for"):
        monkeypatch.setattr(repository, name, asked)

    await events.put(ada.actor, diary, "lunch.ics", lunch())
    await events.put(ada.actor, diary, "lunch.ics", lunch("LOCATION:Inn"))
    await events.get(ada.actor, diary, "lunch.ics")


async def test_a_space_that_is_removed_takes_its_files_along(
    attachments: Attachments, ada: Inhabitant, event: EventId, database: Database
) -> None:
    """CHECKLIST 50."""
    await attachments.add(ada.actor, event, file())

    async with database.transaction(System(ada.space_id)) as tx:
        await tx.execute("DELETE FROM people WHERE id = %s", [ada.actor.id])
        await tx.execute("DELETE FROM spaces WHERE id = %s", [ada.space_id])
        for statement in (
            "SELECT count(*) FROM attachments",
            "SELECT count(*) FROM attachment_pieces",
            "SELECT count(*) FROM attachment_uses",
        ):
            assert await tx.value(statement) == 0

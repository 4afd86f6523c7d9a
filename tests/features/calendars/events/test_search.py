from dataclasses import replace

import psycopg
import pytest

from kalends.core.errors import Invalid, NotFound
from kalends.core.ids import CalendarId, new_uuid
from kalends.features.calendars.domain import Share
from kalends.features.calendars.events import repository
from kalends.features.calendars.events.detailed import DetailedEvents
from kalends.features.calendars.events.domain import TZDATA
from kalends.features.calendars.events.keeping import indexed
from kalends.features.calendars.events.lists import After, EventLists
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.events.wanted import Wanted, WantedRecurrence
from kalends.features.calendars.service import Calendars
from kalends.store.database import Database, Transaction
from tests.features.calendars.diary import calendar_of, event, now
from tests.features.meetings.town import Inhabitant, Town


async def found(event_lists: EventLists, who: Inhabitant, text: str) -> list[str]:
    return [one.summary for one in await event_lists.search(who.actor, text, limit=20)]


@pytest.fixture
async def café(detailed_events: DetailedEvents, ada: Inhabitant, diary: CalendarId) -> None:
    for wanted in (
        Wanted(summary="Déjeuner au Café", start="2026-01-14T12:00", description="With Bob about the engine"),
        Wanted(summary="Standup", start="2026-01-01T09:00", recurrence=WantedRecurrence(rules=["FREQ=DAILY"])),
        Wanted(summary="Dentist", start="2026-01-20T09:00", place="Strauß Straße 5_a"),
    ):
        await detailed_events.add(ada.actor, None, wanted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cafe", ["Déjeuner au Café"]),
        ("CAFÉ deje", ["Déjeuner au Café"]),
        ("bob engine", ["Déjeuner au Café"]),
        ("stand", ["Standup"]),
        ("tandu", ["Standup"]),
        ("dentst", ["Dentist"]),
        ("strasse", ["Dentist"]),
        ("5_a", ["Dentist"]),
        ("bob zebra", []),
        ("'; DROP TABLE events; --", []),
        ("nothing like it", []),
    ],
)
async def test_events_are_found_by_words_beginnings_parts_and_likeness(
    event_lists: EventLists, ada: Inhabitant, café: None, text: str, expected: list[str]
) -> None:
    assert await found(event_lists, ada, text) == expected


async def test_what_recurs_is_found_once_by_its_nearest_occurrence(
    event_lists: EventLists, ada: Inhabitant, café: None
) -> None:
    (standup,) = await event_lists.search(ada.actor, "standup", limit=20)

    assert f"{standup.starts_at:%Y-%m-%d %H:%M}" == "2026-01-06 08:00"


@pytest.mark.parametrize("text", ["", " ", "!?", "\x00"])
async def test_something_must_be_typed(event_lists: EventLists, ada: Inhabitant, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        await event_lists.search(ada.actor, text, limit=20)

    assert refused.value.field == "q"


async def test_what_is_found_comes_in_pages(
    detailed_events: DetailedEvents, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    for number in range(7):
        await detailed_events.add(ada.actor, None, Wanted(summary=f"Lunch {number}", start="2026-01-14"))
    pages: list[str] = []
    after: After | None = None

    while page := await event_lists.search(ada.actor, "lunch", after=after, limit=3):
        pages += [one.summary for one in page]
        after = After(page[-1].score, page[-1].event_id)

    assert sorted(pages) == [f"Lunch {number}" for number in range(7)]


async def test_only_what_one_may_look_into_is_found(
    event_lists: EventLists,
    calendars: Calendars,
    town: Town,
    ada: Inhabitant,
    grace: Inhabitant,
    diary: CalendarId,
    of_grace: CalendarId,
    café: None,
) -> None:
    """CHECKLIST 26."""
    assert await found(event_lists, grace, "cafe") == []
    with pytest.raises(NotFound):
        await event_lists.search(grace.actor, "cafe", [diary], limit=20)
    username = f"grace-{grace.actor.id.hex}"

    await calendars.share(ada.actor, diary, username, Share.BUSY)
    assert await found(event_lists, grace, "cafe") == []
    await calendars.share(ada.actor, diary, username, Share.READ)
    assert await found(event_lists, grace, "cafe") == ["Déjeuner au Café"]
    await calendars.unshare(ada.actor, diary, grace.actor.id)
    assert await found(event_lists, grace, "cafe") == []


async def test_a_change_is_found_by_what_it_says_now(
    detailed_events: DetailedEvents, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    lunch = (await detailed_events.add(ada.actor, None, Wanted(summary="Lunch", start="2026-01-14"))).event
    assert lunch is not None

    await detailed_events.change(ada.actor, lunch.id, Wanted(summary="Dinner"))

    assert await found(event_lists, ada, "lunch") == []
    assert await found(event_lists, ada, "dinner") == ["Dinner"]


async def round_of_words(events: Events, owner_conninfo: str) -> None:
    """All of the worker's round, as if it had rested for a day."""
    async with await psycopg.AsyncConnection.connect(owner_conninfo) as connection:
        await connection.execute("UPDATE word_rounds SET reached = DEFAULT, resumes_at = now()")
        await connection.commit()
        # Where there are many events, a look may find none without words and yet not be the last.
        while not (await (await connection.execute("SELECT resumes_at > now() FROM word_rounds")).fetchone() or [True])[
            0
        ]:
            await connection.commit()
            await events.add_words()


async def test_what_was_written_without_words_gets_them_from_the_worker(
    events: Events, event_lists: EventLists, database: Database, ada: Inhabitant, diary: CalendarId, owner_conninfo: str
) -> None:
    content = calendar_of(event("DTSTART:20260114T120000Z", "SUMMARY:Antique"))
    async with database.transaction(ada.actor) as tx:
        await tx.execute(
            """
            INSERT INTO events (
                id, space_id, calendar_id, name, uid, kind, object, etag, summary, is_all_day, is_recurring, tzdata,
                templates, changed_in
            )
            SELECT %s, space_id, id, 'a.ics', 'a', 'VEVENT', %s, 'e', 'Antique', false, false, %s, '{""}', 1
            FROM calendars WHERE id = %s
            """,
            [new_uuid(), content, TZDATA, diary],
        )
    assert await found(event_lists, ada, "antique") == []

    await round_of_words(events, owner_conninfo)

    assert await found(event_lists, ada, "antique") == ["Antique"]


async def test_what_a_version_without_words_changed_is_read_anew(
    events: Events, event_lists: EventLists, database: Database, ada: Inhabitant, diary: CalendarId, owner_conninfo: str
) -> None:
    await events.put(ada.actor, diary, "a.ics", calendar_of(event("DTSTART:20260114T120000Z", "SUMMARY:Antique")))
    content = calendar_of(event("DTSTART:20260114T120000Z", "SUMMARY:Brand new"))
    async with database.transaction(ada.actor) as tx:
        await tx.execute(
            "UPDATE events SET object = %s, summary = 'Brand new', version = version + 1 WHERE calendar_id = %s",
            [content, diary],
        )

    await round_of_words(events, owner_conninfo)

    assert await found(event_lists, ada, "antique") == []
    assert await found(event_lists, ada, "brand new") == ["Brand new"]


async def test_the_round_through_all_events_rests_when_it_is_done(events: Events, owner_conninfo: str) -> None:
    await round_of_words(events, owner_conninfo)

    async with await psycopg.AsyncConnection.connect(owner_conninfo) as connection:
        rows = await connection.execute("SELECT resumes_at > now() + interval '23 hours' FROM word_rounds")
        assert await rows.fetchall() == [(True,)]


async def test_a_change_that_leaves_the_words_leaves_their_indexes_alone(
    events: Events, database: Database, ada: Inhabitant, diary: CalendarId
) -> None:
    content = calendar_of(event("DTSTART:20260114T120000Z", "SUMMARY:Lunch"))
    put = await events.put(ada.actor, diary, "a.ics", content)
    read, index = await indexed(content, now())

    async with database.transaction(ada.actor) as tx:
        # Of its transactions before, too, a connection may not have told yet.
        updated, in_place = await rewritten(tx)
        await repository.save_words(tx, replace(put.event, version=2), read, index)

        assert await rewritten(tx) == (updated + 1, in_place + 1)


async def rewritten(tx: Transaction) -> tuple[int, int]:
    """How many rows were updated, and how many of them without touching an index."""
    updated = await tx.value("SELECT pg_stat_get_xact_tuples_updated('event_words'::regclass)")
    return updated, await tx.value("SELECT pg_stat_get_xact_tuples_hot_updated('event_words'::regclass)")


async def test_of_what_too_many_have_the_thousand_nearest_are_found(
    event_lists: EventLists, database: Database, ada: Inhabitant, diary: CalendarId
) -> None:
    async with database.transaction(ada.actor) as tx:
        await tx.execute(
            """
            WITH added AS (
                INSERT INTO events (
                    id, space_id, calendar_id, name, uid, kind, object, etag, summary, starts_at, ends_at, is_all_day,
                    is_recurring, tzdata, templates, changed_in
                )
                SELECT gen_random_uuid(), c.space_id, c.id, n, n, 'VEVENT', '', 'e', 'Standup ' || n,
                    %(now)s + n * interval '1 day', %(now)s + n * interval '1 day', false, false, %(tzdata)s, '{""}', 1
                FROM calendars AS c, generate_series(-500, 501) AS n WHERE c.id = %(diary)s
                RETURNING id, space_id, calendar_id, summary, starts_at, ends_at
            )
            INSERT INTO event_words (event_id, space_id, calendar_id, of_version, starts_at, ends_at, headline, words)
            SELECT id, space_id, calendar_id, 1, starts_at, ends_at, lower(summary), to_tsvector('simple', summary)
            FROM added
            """,
            {"now": now(), "tzdata": TZDATA, "diary": diary},
        )
    names: set[str] = set()
    after: After | None = None

    while page := await event_lists.search(ada.actor, "standup", after=after, limit=200):
        names |= {one.name for one in page}
        after = After(page[-1].score, page[-1].event_id)

    assert len(names) == 1000
    assert {str(number) for number in range(-499, 500)} <= names
    assert "501" not in names


async def test_only_events_are_found(
    events: Events, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    content = calendar_of(event("DUE:20260114T120000Z", "SUMMARY:Laundry")).replace(b"VEVENT", b"VTODO")
    await events.put(ada.actor, diary, "a.ics", content)

    assert await found(event_lists, ada, "laundry") == []


async def test_what_begins_beyond_the_index_is_found_by_its_start(
    detailed_events: DetailedEvents, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    wanted = Wanted(summary="Jubilee", start="2045-01-14T12:00", recurrence=WantedRecurrence(rules=["FREQ=WEEKLY"]))
    await detailed_events.add(ada.actor, None, wanted)

    (jubilee,) = await event_lists.search(ada.actor, "jubilee", limit=20)

    assert f"{jubilee.starts_at:%Y-%m-%d %H:%M}" == "2045-01-14 11:00"

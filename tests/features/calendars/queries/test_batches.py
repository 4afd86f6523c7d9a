"""Answers in batches: what changes meanwhile, and what doesn't come with the first question."""

from zoneinfo import ZoneInfo

from kalends.core.ids import CalendarId
from kalends.features.calendars.admission import admit
from kalends.features.calendars.domain import Access
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.queries.filters import ComponentFilter, TimeRange
from kalends.features.calendars.queries.repository import list_hits_with_times, list_times
from kalends.features.calendars.queries.retrieval import Wanted, read_times
from kalends.features.calendars.queries.service import Queries, span_of
from kalends.store.database import Database
from tests.features.calendars.diary import JANUARY, calendar_of, event, lunch, now
from tests.features.meetings.town import Inhabitant

MONTH = TimeRange(JANUARY.start, JANUARY.end)
EVENTS = ComponentFilter(name="VCALENDAR", components=[ComponentFilter(name="VEVENT", span=MONTH)])
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=2"
MOVED = event(
    "RECURRENCE-ID:20260121T110000Z", "DTSTART:20260122T170000Z", "DTEND:20260122T180000Z", "SUMMARY:Tea", uid="second"
)


async def test_what_is_put_between_two_batches_is_shown_as_it_then_is(
    database: Database, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    """Its times were read with the first batch, and followed templates that it no longer has."""
    queries = Queries(db=database, clock=now, batch=1)
    with_tea = lunch(WEEKLY, uid="second").replace(
        b"END:VCALENDAR", MOVED.replace("\n", "\r\n").encode() + b"\r\nEND:VCALENDAR"
    )
    await events.put(ada.actor, diary, "first.ics", lunch(uid="first"))
    await events.put(ada.actor, diary, "second.ics", with_tea)
    search = await queries.search(ada.actor, diary, EVENTS, Wanted(expand=MONTH))
    first = await anext(search.batches)

    await events.put(ada.actor, diary, "second.ics", calendar_of(event("DTSTART:20260130T080000Z", uid="second")))
    second = await anext(search.batches)

    assert [(one.content or b"").count(b"BEGIN:VEVENT") for one in (*first, *second)] == [1, 1]
    assert b"DTSTART:20260130T080000Z" in (second[0].content or b"")


async def test_times_beyond_the_most_are_asked_for_by_event(
    database: Database, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    for name in ("first", "second"):
        await events.put(ada.actor, diary, f"{name}.ics", lunch(WEEKLY, uid=name))
    span = span_of(MONTH, ZoneInfo("UTC"))

    async with database.transaction(ada.actor) as tx:
        await admit(tx, diary, Access.READ)
        all_of_them = await list_hits_with_times(tx, diary, span, most=4)
        some_of_them = await list_hits_with_times(tx, diary, span, most=3)
        by_event = await list_times(tx, [hit.id for hit in all_of_them], span)

    assert [hit.times is None for hit in some_of_them] == [False, True]
    assert {hit.id: hit.times for hit in all_of_them} == by_event
    assert [one.start for one in read_times(by_event[all_of_them[0].id])] == ["20260114T110000Z", "20260121T110000Z"]

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kalends.core.actor import Origin, Person
from kalends.core.errors import Conflict, Error, Forbidden, Invalid, NotFound, Stale
from kalends.core.ids import CalendarId, EventId, new_uuid
from kalends.features.calendars.domain import NewCalendar, Share
from kalends.features.calendars.events.asking import Batch, NewOne, OneToChange, OneToRemove, Scope, Which
from kalends.features.calendars.events.detailed import DetailedEvents, detailed
from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.events.lists import EventLists
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.events.wanted import Wanted, WantedAttendee, WantedRecurrence
from kalends.features.calendars.objects.attendees import Attendee, Participation
from kalends.features.calendars.service import Calendars
from tests.features.calendars.diary import JANUARY, at, lunch, span
from tests.features.meetings.town import Inhabitant

BERLIN = ZoneInfo("Europe/Berlin")
LUNCH = Wanted(summary="Lunch", start="2026-01-14T12:00", duration=timedelta(hours=1))
WEEKLY = replace(LUNCH, recurrence=WantedRecurrence(rules=["FREQ=WEEKLY;COUNT=4"]))
THIRD = "20260128T110000Z"


async def added(detailed_events: DetailedEvents, who: Inhabitant, wanted: Wanted = WEEKLY) -> Event:
    event = (await detailed_events.add(who.actor, None, wanted)).event
    assert event is not None
    return event


async def shown(event_lists: EventLists, who: Inhabitant) -> list[str]:
    found = await event_lists.between(who.actor, None, span("2026-01-01", "2026-03-01"))
    return [f"{one.starts_at:%m-%d %H:%M} {one.place or one.summary}" for one in found]


async def test_a_time_without_a_zone_is_where_its_calendar_is(
    detailed_events: DetailedEvents, ada: Inhabitant, diary: CalendarId
) -> None:
    event = await added(detailed_events, ada, LUNCH)

    seen = await detailed_events.see(ada.actor, event.id)

    assert seen.details.start == datetime(2026, 1, 14, 12, tzinfo=BERLIN)
    assert seen.details.end == datetime(2026, 1, 14, 13, tzinfo=BERLIN)
    assert event.calendar_id == diary
    assert b"BEGIN:VTIMEZONE" in event.object


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Wanted(start="tomorrow"), "start"),
        (Wanted(start="2026-02-30"), "start"),
        (Wanted(start="2026-01-14T12:00", zone="Europe/Atlantis"), "zone"),
        (Wanted(start="2026-01-14T12:00", end="2026-01-14T11:00"), "end"),
        (Wanted(start="2026-01-14", end="2026-01-14T11:00"), "end"),
        (Wanted(start="2026-01-14", duration=timedelta(hours=1)), "duration"),
        (Wanted(start="2026-01-14T12:00", end="2026-01-14T13:00", duration=timedelta(hours=1)), "duration"),
        (Wanted(start="2026-01-14", summary="a\x00b"), "summary"),
        (Wanted(start="2026-01-14", url="javascript"), "url"),
        (Wanted(start="2026-01-14", url="https://x y"), "url"),
        (Wanted(start="2026-01-14", attendees=[WantedAttendee(address="nobody")]), "attendees.0.address"),
        (Wanted(start="2026-01-14", categories=["a", ""]), "categories.1"),
        (Wanted(start="2026-01-14", recurrence=WantedRecurrence(rules=["FREQ=NEVER"])), "recurrence.rules.0"),
        (Wanted(start="2026-01-14", recurrence=WantedRecurrence(dates=["2026-01-15", "x"])), "recurrence.dates.1"),
        (Wanted(start="0500-01-14"), "DTSTART"),
    ],
)
async def test_what_can_not_be_names_its_field_and_is_not_kept(
    detailed_events: DetailedEvents,
    event_lists: EventLists,
    ada: Inhabitant,
    diary: CalendarId,
    wanted: Wanted,
    field: str,
) -> None:
    with pytest.raises(Invalid) as refused:
        await detailed_events.add(ada.actor, None, wanted)

    assert refused.value.field == field
    assert (await event_lists.with_details(ada.actor, None, None, 10)).items == []


async def test_one_occurrence_those_that_follow_or_all_are_changed(
    detailed_events: DetailedEvents, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    event = await added(detailed_events, ada)

    await detailed_events.change(ada.actor, event.id, Wanted(place="Inn"), Which(scope=Scope.ONE, recurrence_id=THIRD))
    assert await shown(event_lists, ada) == [
        "01-14 11:00 Lunch",
        "01-21 11:00 Lunch",
        "01-28 11:00 Inn",
        "02-04 11:00 Lunch",
    ]
    seen = await detailed_events.see(ada.actor, event.id, THIRD)
    assert (seen.details.place, seen.details.start) == ("Inn", at("2026-01-28 11:00"))

    split = await detailed_events.change(
        ada.actor, event.id, Wanted(start="2026-01-28T18:00"), Which(scope=Scope.FOLLOWING, recurrence_id=THIRD)
    )
    assert split.following is not None
    assert await shown(event_lists, ada) == [
        "01-14 11:00 Lunch",
        "01-21 11:00 Lunch",
        "01-28 17:00 Lunch",
        "02-04 17:00 Lunch",
    ]

    await detailed_events.change(ada.actor, event.id, Wanted(zone="America/New_York"))
    assert (await shown(event_lists, ada))[0] == "01-14 17:00 Lunch"


async def test_a_change_of_what_was_changed_since_is_refused(
    detailed_events: DetailedEvents, ada: Inhabitant, diary: CalendarId
) -> None:
    event = await added(detailed_events, ada)

    tries = await asyncio.gather(
        *(
            detailed_events.change(ada.actor, event.id, Wanted(place=f"Inn {number}"), if_match=event.etag)
            for number in range(8)
        ),
        return_exceptions=True,
    )

    assert sum(isinstance(one, Stale) for one in tries) == 7


async def test_occurrences_are_removed_and_with_the_last_the_event(
    detailed_events: DetailedEvents, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    event = await added(detailed_events, ada)

    await detailed_events.remove(ada.actor, event.id, Which(scope=Scope.ONE, recurrence_id="20260121T110000Z"))
    await detailed_events.remove(ada.actor, event.id, Which(scope=Scope.FOLLOWING, recurrence_id=THIRD))
    assert await shown(event_lists, ada) == ["01-14 11:00 Lunch"]
    last = await detailed_events.remove(ada.actor, event.id, Which(scope=Scope.ONE, recurrence_id="20260114T110000Z"))

    assert last.event is None
    with pytest.raises(NotFound):
        await detailed_events.see(ada.actor, event.id)


async def test_whatever_was_done_last_is_undone_once(
    detailed_events: DetailedEvents, events: Events, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    event = await added(detailed_events, ada)
    following = Which(scope=Scope.FOLLOWING, recurrence_id=THIRD)
    before = await shown(event_lists, ada)

    split = await detailed_events.change(ada.actor, event.id, Wanted(summary="Dinner"), following)
    await detailed_events.undo(ada.actor, split.change_id)
    assert await shown(event_lists, ada) == before
    removed = await detailed_events.remove(ada.actor, event.id)
    await detailed_events.undo(ada.actor, removed.change_id)

    restored = await detailed_events.see(ada.actor, event.id)
    assert await shown(event_lists, ada) == before
    assert restored.event.object == event.object
    assert restored.event.version > event.version
    with pytest.raises(NotFound):
        await detailed_events.undo(ada.actor, removed.change_id)


async def test_what_somebody_changed_since_or_somebody_else_did_is_not_undone(
    detailed_events: DetailedEvents, ada: Inhabitant, grace: Inhabitant, diary: CalendarId, of_grace: CalendarId
) -> None:
    event = await added(detailed_events, ada)
    first = await detailed_events.change(ada.actor, event.id, Wanted(summary="Dinner"))
    second = await detailed_events.change(ada.actor, event.id, Wanted(summary="Supper"))

    with pytest.raises(Stale):
        await detailed_events.undo(ada.actor, first.change_id)
    with pytest.raises(NotFound):
        await detailed_events.undo(grace.actor, second.change_id)


async def test_an_event_goes_to_another_calendar_and_back(
    detailed_events: DetailedEvents, calendars: Calendars, ada: Inhabitant, diary: CalendarId
) -> None:
    event = await added(detailed_events, ada)
    work = await calendars.add(ada.actor, NewCalendar(name="Work"))

    moved = await detailed_events.change(ada.actor, event.id, Wanted(place="Inn"), calendar_id=work.id)

    assert moved.event is not None
    assert (moved.event.calendar_id, moved.event.id) == (work.id, event.id)
    await detailed_events.undo(ada.actor, moved.change_id)
    back = await detailed_events.see(ada.actor, event.id)
    assert (back.event.calendar_id, back.event.object) == (diary, event.object)


async def test_unknown_properties_of_a_client_survive(
    detailed_events: DetailedEvents, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    put = await events.put(ada.actor, diary, "lunch.ics", lunch("X-FORK:two", "RRULE:FREQ=WEEKLY;COUNT=4"))

    changed = await detailed_events.change(
        ada.actor, put.event.id, Wanted(place="Inn"), Which(scope=Scope.ONE, recurrence_id=THIRD)
    )

    assert changed.event is not None
    assert changed.event.object.count(b"X-FORK:two\r\n") == 2
    assert changed.event.object.count(b"X-SPOON:bring one\r\n") == 2


async def test_who_is_invited_answers_by_their_own_address(
    detailed_events: DetailedEvents, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    await calendars.share(ada.actor, diary, f"grace-{grace.actor.id.hex}", Share.WRITE)
    event = await added(
        detailed_events,
        ada,
        replace(LUNCH, attendees=[WantedAttendee(address=grace.email)]),
    )

    changed = await detailed_events.answer(grace.actor, event.id, Participation.ACCEPTED)

    assert changed.event is not None
    seen = await detailed(changed.event)
    assert [one.participation for one in seen.details.attendees] == [Participation.ACCEPTED]
    assert seen.details.organiser is not None
    assert seen.details.organiser.address == ada.email
    with pytest.raises(NotFound):
        await detailed_events.answer(ada.actor, event.id, Participation.ACCEPTED)
    sent = await detailed_events.answer(
        grace.actor, event.id, Participation.DELEGATED, delegate=Attendee(address="bob@example.org")
    )
    assert sent.event is not None
    assert [one.participation for one in (await detailed(sent.event)).details.attendees] == [
        Participation.DELEGATED,
        Participation.NEEDS_ACTION,
    ]


async def test_what_attendees_said_is_not_for_others_to_say(
    detailed_events: DetailedEvents, ada: Inhabitant, diary: CalendarId
) -> None:
    me = ada.email
    both = [WantedAttendee(address=me), WantedAttendee(address="bob@example.org", name="Bob")]
    event = await added(detailed_events, ada, replace(LUNCH, attendees=both))
    await detailed_events.answer(ada.actor, event.id, Participation.TENTATIVE)

    changed = await detailed_events.change(
        ada.actor, event.id, Wanted(attendees=[*both, WantedAttendee(address="cy@example.org")])
    )

    assert changed.event is not None
    assert [one.participation for one in (await detailed(changed.event)).details.attendees] == [
        Participation.ACCEPTED,
        Participation.NEEDS_ACTION,
        Participation.NEEDS_ACTION,
    ]


async def test_a_shared_event_is_seen_and_changed_as_it_is_shared(
    detailed_events: DetailedEvents,
    calendars: Calendars,
    event_lists: EventLists,
    ada: Inhabitant,
    grace: Inhabitant,
    diary: CalendarId,
    of_grace: CalendarId,
) -> None:
    event = await added(detailed_events, ada)
    username = f"grace-{grace.actor.id.hex}"

    async def tries() -> list[type[Error] | None]:
        found: list[type[Error] | None] = []
        for attempt in (
            detailed_events.see(grace.actor, event.id),
            detailed_events.change(grace.actor, event.id, Wanted(place=f"Inn {new_uuid()}")),
            detailed_events.remove(grace.actor, event.id, Which(scope=Scope.ONE, recurrence_id=THIRD)),
        ):
            try:
                await attempt
                found.append(None)
            except Error as refused:
                found.append(next(kind for kind in (NotFound, Forbidden, Conflict) if isinstance(refused, kind)))
        return found

    assert await tries() == [NotFound] * 3
    assert await shown(event_lists, grace) == []
    await calendars.share(ada.actor, diary, username, Share.BUSY)
    assert await tries() == [NotFound] * 3
    assert await shown(event_lists, grace) == []
    await calendars.share(ada.actor, diary, username, Share.READ)
    assert await tries() == [None, Forbidden, Forbidden]
    assert len(await shown(event_lists, grace)) == 4
    await calendars.share(ada.actor, diary, username, Share.WRITE)
    assert await tries() == [None] * 3


async def test_many_changes_happen_together_or_not_at_all(
    detailed_events: DetailedEvents, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    event = await added(detailed_events, ada)
    other = await added(detailed_events, ada, replace(LUNCH, summary="Tea"))
    bad = Batch(
        add=[NewOne(calendar_id=None, wanted=replace(LUNCH, summary="New"))],
        change=[OneToChange(event_id=event.id, wanted=Wanted(end="2026-01-14T11:00"))],
    )
    good = Batch(
        add=[NewOne(calendar_id=None, wanted=replace(LUNCH, summary="New"))],
        change=[OneToChange(event_id=event.id, wanted=Wanted(summary="Dinner"))],
        remove=[OneToRemove(event_id=other.id)],
    )

    with pytest.raises(Invalid) as refused:
        await detailed_events.batch(ada.actor, bad)
    assert refused.value.field == "change.0.end"
    ids = await detailed_events.batch(ada.actor, good)

    items = (await event_lists.with_details(ada.actor, None, None, 10)).items
    assert {(one.event.id, one.details.summary) for one in items} == {(ids[0], "New"), (event.id, "Dinner")}
    with pytest.raises(NotFound) as unknown:
        await detailed_events.batch(ada.actor, Batch(remove=[OneToRemove(event_id=EventId(new_uuid()))]))
    assert unknown.value.field == "remove.0"


async def test_what_is_repeated_under_its_key_happens_once(
    detailed_events: DetailedEvents, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    """CHECKLIST 37."""
    assert isinstance(ada.actor, Person)
    keyed = replace(ada.actor, origin=Origin(idempotency_key=str(new_uuid()), request_hash=b"1"))

    tries = await asyncio.gather(*(detailed_events.add(keyed, None, LUNCH) for _ in range(50)), return_exceptions=True)

    made = {one.event.id for one in tries if not isinstance(one, BaseException) and one.event}
    assert len(made) == 1
    assert all(isinstance(one, Conflict) for one in tries if isinstance(one, BaseException))
    assert len((await event_lists.with_details(ada.actor, None, None, 10)).items) == 1
    batched = replace(ada.actor, origin=Origin(idempotency_key=str(new_uuid()), request_hash=b"2"))
    batch = Batch(add=[NewOne(calendar_id=None, wanted=LUNCH)])
    assert await detailed_events.batch(batched, batch) == await detailed_events.batch(batched, batch)
    assert len((await event_lists.with_details(ada.actor, None, None, 10)).items) == 2


async def test_events_of_a_span_come_in_pages(
    detailed_events: DetailedEvents, event_lists: EventLists, ada: Inhabitant, diary: CalendarId
) -> None:
    for number in range(5):
        await added(detailed_events, ada, replace(WEEKLY, summary=f"Lunch {number}"))
    await added(detailed_events, ada, replace(LUNCH, start="2026-05-01T12:00"))

    first = await event_lists.of_span_with_details(ada.actor, None, JANUARY, None, None, 3)
    rest = await event_lists.of_span_with_details(ada.actor, None, JANUARY, None, first.items[-1].event.id, 3)

    assert [one.details.summary for one in [*first.items, *rest.items]] == [f"Lunch {number}" for number in range(5)]
    assert first.next_cursor is not None
    assert rest.next_cursor is None


async def test_days_and_floating_times_stay_what_they_are(
    detailed_events: DetailedEvents, ada: Inhabitant, diary: CalendarId
) -> None:
    day = await detailed(await added(detailed_events, ada, Wanted(start="2026-01-14")))
    floating = await detailed(await added(detailed_events, ada, Wanted(start="2026-01-14T12:00", is_floating=True)))
    instant = await detailed(await added(detailed_events, ada, Wanted(start="2026-01-14T12:00:00Z", zone="UTC")))

    assert day.details.start == date(2026, 1, 14)
    assert floating.details.start == datetime(2026, 1, 14, 12)  # floating
    assert instant.details.start == datetime(2026, 1, 14, 12, tzinfo=UTC)
    moved = await detailed_events.change(ada.actor, floating.event.id, Wanted(start="2026-01-15T09:30"))
    assert moved.event is not None
    assert (await detailed(moved.event)).details.start == datetime(2026, 1, 15, 9, 30)

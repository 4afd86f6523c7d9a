"""The calendar by page, in a browser without scripts: added by sentence or form, changed, removed, undone, found."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import httpx
import pytest

from kalends.features.calendars.domain import Share
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.service import Calendars
from kalends.store.database import Database
from tests.adapters.doors import Doors
from tests.features.calendars.diary import lunch, now
from tests.features.meetings.town import Inhabitant

WEEK = "/calendar?look=week&on=2026-01-14"
FORM: dict[str, Any] = {
    "summary": "Lunch <script>alert(1)</script>",
    "start_on": "2026-01-14",
    "start_at": "12:00",
    "end_on": "2026-01-14",
    "end_at": "13:00",
    "zone": "Europe/Berlin",
    "rule": "FREQ=WEEKLY",
    "place": "Inn",
    "alarm": "10",
}


async def follow(client: httpx.AsyncClient, answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    page = await client.get(answer.headers["location"])
    assert page.status_code == 200, page.text
    return page.text


async def added(client: httpx.AsyncClient, **changes: Any) -> str:
    await client.get("/calendar")
    return await follow(client, await client.post("/calendar/events", data={**FORM, **changes}))


def events(page: str) -> list[tuple[str, str]]:
    """Their addresses and what they read."""
    found = re.findall(r'<a class="event[^"]*" href="([^"]+)">(.*?)</a>', page, re.DOTALL)
    return [(unescape(url), " ".join(unescape(re.sub(r"<[^>]+>", "", inside)).split())) for url, inside in found]


def fields(page: str) -> dict[str, str]:
    """What the form of an event shows, as a browser would send it."""
    typed = dict(re.findall(r'<input class="input"[^>]* name="(\w+)"[^>]* value="([^"]*)"', page))
    chosen = {
        name: value
        for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL)
        for value in re.findall(r'<option value="([^"]*)" selected', options)
    }
    etag = re.search(r'name="etag" value="([^"]+)"', page)
    description = re.search(r'<textarea[^>]* name="description"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return {
        **{name: unescape(value) for name, value in {**typed, **chosen}.items()},
        "etag": unescape(etag[1]) if etag else "",
        "description": unescape(description[1]) if description else "",
        **({"is_all_day": "1"} if re.search(r'name="is_all_day" value="1" checked', page) else {}),
    }


async def undo(client: httpx.AsyncClient, page: str) -> str:
    path = re.search(r'action="(/calendar/changes/[^"]+)"', page)
    assert path
    back = re.search(r'name="next" value="(/calendar[^"]*)"', page[path.end() :])
    return await follow(client, await client.post(path[1], data={"next": unescape(back[1]) if back else ""}))


async def test_an_event_is_added_by_a_form_changed_for_some_and_removed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        page = await added(client)
        assert "<script>alert" not in page
        ((url, read),) = events(page)
        assert read == "12:00–13:00 Lunch <script>alert(1)</script> Inn"

        third = "/calendar?look=week&on=2026-01-28"
        (url, _) = events((await client.get(third)).text)[0]
        shown = fields((await client.get(url)).text)
        assert (shown["start_on"], shown["start_at"], shown["rule"], shown["alarm"]) == (
            "2026-01-28",
            "12:00",
            "FREQ=WEEKLY",
            "10",
        )
        await follow(client, await client.post(url, data={**shown, "summary": "Dinner", "scope": "one"}))
        assert [one for _, one in events((await client.get(third)).text)] == ["12:00–13:00 Dinner Inn"]

        (url, _) = events((await client.get("/calendar?on=2026-02-04")).text)[0]
        shown = fields((await client.get(url)).text)
        page = await follow(
            client, await client.post(url, data={**shown, "start_at": "18:00", "end_at": "19:00", "scope": "following"})
        )
        assert [one.partition(" ")[0] for _, one in events(page)] == ["18:00–19:00"]
        assert [one.partition(" ")[0] for _, one in events((await client.get(third)).text)] == ["12:00–13:00"]
        page = await undo(client, page)
        assert [one.partition(" ")[0] for _, one in events(page)] == ["12:00–13:00"]

        path = url.partition("?")[0]
        which = url.partition("?")[2]
        page = await follow(
            client, await client.post(f"{path}/removal?{which}", data={"scope": "following", "on": "2026-02-04"})
        )
        assert events(page) == []
        page = await undo(client, page)
        assert len(events(page)) == 1


async def test_all_of_a_series_moves_as_the_one_that_was_looked_at(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        await added(client)
        (url, _) = events((await client.get("/calendar?on=2026-01-28")).text)[0]
        shown = fields((await client.get(url)).text)

        await client.post(
            url,
            data={
                **shown,
                "start_on": "2026-01-29",
                "end_on": "2026-01-29",
                "start_at": "09:00",
                "end_at": "09:30",
                "scope": "all",
            },
        )

        first = (await client.get(WEEK)).text
        assert [one.partition(" ")[0] for _, one in events(first)] == ["09:00–09:30"]
        seen = fields((await client.get(events(first)[0][0])).text)
        assert seen["start_on"] == "2026-01-15"


async def test_what_was_changed_elsewhere_is_not_overwritten(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        page = await added(client, rule="")
        (url, _) = events(page)[0]
        shown = fields((await client.get(url)).text)
        await client.post(url, data={**shown, "place": "Bar"})

        late = await client.post(url, data={**shown, "place": "Canteen"})

        assert late.status_code == 412
        assert "This has changed since you read it" in late.text
        assert 'value="Canteen"' in late.text


async def test_a_sentence_is_added_or_asked_about(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        await client.get("/calendar")
        tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()

        page = await follow(
            client, await client.post("/calendar", data={"say": "lunch with Bob tomorrow 12:30 for 45 min"})
        )
        assert "12:30–13:15 Lunch with Bob" in [one for _, one in events(page)]
        assert f"on={tomorrow.isoformat()}" in page

        asked = await client.post("/calendar", data={"say": "call Grace tomorrow at 3"})
        assert asked.status_code == 200
        assert "Before noon, or after?" in asked.text
        meant = unescape(re.findall(r'name="meant" value="([^"]+)"', asked.text)[1])
        said = await client.post("/calendar", data={"say": "call Grace tomorrow at 3", "meant": meant})
        assert any("Call Grace" in one for _, one in events(await follow(client, said)))

        vague = await follow(client, await client.post("/calendar", data={"say": "dentist"}))
        assert fields(vague)["summary"] == "Dentist"


async def test_each_error_stands_beside_its_field_and_keeps_what_was_typed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        await client.get("/calendar")

        for changes, name in (
            ({"end_at": "11:00"}, "end_on"),
            ({"start_on": "soon"}, "start_on"),
            ({"zone": "Mars/Olympus"}, "event-zone"),
            ({"url": "not one"}, "url"),
        ):
            refused = await client.post("/calendar/events", data={**FORM, **changes})
            assert refused.status_code == 422, changes
            assert f'id="{name}-error"' in refused.text, changes
            assert "Lunch &lt;script&gt;" in refused.text
        assert events((await client.get(WEEK)).text) == []


async def test_days_and_times_elsewhere_are_where_the_reader_is(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        await added(client, summary="Lunch", rule="")
        await added(client, summary="Trip", is_all_day="1", start_on="2026-01-14", end_on="2026-01-15", rule="")
    async with doors.pages(ada, zone="Asia/Kathmandu") as client:
        page = (await client.get(WEEK)).text

        assert [one for _, one in events(page)] == ["all day Trip Inn", "16:45–17:45 Lunch Inn", "all day Trip Inn"]
        lunch = (await client.get(next(url for url, one in events(page) if "Lunch" in one))).text
        assert "12:00–13:00 in Berlin" in lunch
        assert fields(lunch)["start_at"] == "12:00"


@pytest.mark.parametrize("look", ["week", "month", "agenda"])
async def test_each_look_shows_the_same_events(doors: Doors, ada: Inhabitant, look: str) -> None:
    async with doors.pages(ada) as client:
        await added(client, summary="Lunch", rule="")

        page = (await client.get(f"/calendar?look={look}&on=2026-01-14")).text

        assert [one for _, one in events(page)] == ["12:00–13:00 Lunch Inn"]
        for odd in ("on=9999-12-31", "on=0001-01-01", "on=x", "look=year"):
            assert (await client.get(f"/calendar?look={look}&{odd}")).status_code == 200


async def test_calendars_are_made_hidden_and_shown(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        await added(client, rule="")
        page = await follow(client, await client.post("/calendar/calendars", data={"name": "Work", "color": "#27ae60"}))
        ids = re.findall(r'name="shown" value="([^"]+)"', page)
        assert "Work" in page
        assert len(ids) == 2

        page = await follow(client, await client.post("/calendar/shown", data={"shown": ids[1], "next": WEEK}))
        assert events(page) == []
        page = await follow(client, await client.post("/calendar/shown", data={"shown": ids, "next": WEEK}))
        assert len(events(page)) == 1
        away = await client.post("/calendar/shown", data={"shown": ids, "next": "//evil.example"})
        assert away.headers["location"] == "/calendar"
        changed = await client.post(f"/calendar/calendars/{ids[1]}", data={"name": "Labour", "color": "#c0392b"})
        assert "Labour" in await follow(client, changed)


async def test_events_are_found(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        await added(client, summary="Déjeuner", rule="")

        assert len(events((await client.get("/calendar/search?q=dejeun")).text)) == 1
        assert "No event has these words" in (await client.get("/calendar/search?q=zebra")).text
        assert "Type a word" in (await client.get("/calendar/search?q=%21")).text


async def test_what_is_shared_to_look_at_can_not_be_changed(
    doors: Doors, database: Database, ada: Inhabitant, grace: Inhabitant
) -> None:
    calendars = Calendars(db=database, clock=now)
    diary = (await calendars.list_mine(ada.actor))[0].calendar
    async with doors.pages(ada) as client, doors.pages(grace) as other:
        page = await added(client, rule="")
        (url, _) = events(page)[0]
        assert (await other.get(url)).status_code == 404
        await calendars.share(ada.actor, diary.id, f"grace-{grace.actor.id.hex}", Share.READ)

        page = (await other.get(url)).text

        assert "Remove it" not in page
        assert (await other.post(f"{url}/removal", data={})).status_code == 403
        assert len(events((await other.get(WEEK)).text)) == 1


async def test_who_is_asked_to_come_is_added_named_and_removed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        page = await added(client, rule="", attendees="Grace Hopper <grace@example.net>\nbob@example.net")
        (url, _) = events(page)[0]
        page = (await client.get(url)).text

        assert re.findall(r"<li><bdi>([^<]+)</bdi>", page) == ["Grace Hopper", "bob@example.net"]
        assert page.count("has not answered") == 2
        assert "Grace Hopper &lt;grace@example.net&gt;\nbob@example.net</textarea>" in page
        shown = fields(page)
        refused = await client.post(url, data={**shown, "attendees": "Grace Hopper <grace@example.net>\nnobody"})
        assert refused.status_code == 422
        assert "This is not a mail address." in refused.text
        assert "nobody</textarea>" in refused.text
        await follow(client, await client.post(url, data={**shown, "attendees": "Grace Hopper <grace@example.net>"}))

        assert "bob@example.net" not in (await client.get(url)).text


async def test_somebody_elses_event_is_answered_and_only_ones_own_of_it_changed(
    doors: Doors, database: Database, ada: Inhabitant
) -> None:
    content = lunch(
        "ORGANIZER;CN=Cara:mailto:cara@example.net", f"ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{ada.email}"
    )
    diary = (await Calendars(db=database, clock=now).list_mine(ada.actor))[0].calendar
    await Events(db=database, clock=now).put(ada.actor, diary.id, "lunch.ics", content)
    async with doors.pages(ada) as client:
        (url, _) = events((await client.get(WEEK)).text)[0]
        page = (await client.get(url)).text
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
        shown = {name: unescape(value) for name, value in hidden}
        moved = await client.post(url, data={**shown, "alarm": "", "start_at": "18:00", "end_at": "19:00"})
        await follow(client, await client.post(url, data={**shown, "alarm": "60"}))
        said = await client.post(f"{url.partition('?')[0]}/answer", data={"participation": "accepted"})

        assert 'name="start_at" type="time"' not in page
        assert "is for <bdi>Cara</bdi> to change" in page
        assert moved.status_code == 403
        assert "Somebody else organises this event" in moved.text
        page = await follow(client, said)
        assert "Said: you come. Whoever organises it is told." in page
        assert '<option value="60" selected' in page


async def test_nobody_has_a_calendar_without_signing_in(doors: Doors) -> None:
    async with doors.pages() as client:
        for path in ("/calendar", "/calendar/events/new", "/calendar/search?q=x"):
            answer = await client.get(path)
            assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")

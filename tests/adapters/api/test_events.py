"""Events over the JSON API: what goes in, what comes out, and how each refusal reads."""

from typing import Any

import httpx

from tests.adapters.doors import Doors
from tests.features.calendars.diary import lunch
from tests.features.meetings.town import Inhabitant

EVENTS = "/api/v1/events"
SPAN = {"start": "2026-01-01T00:00:00Z", "end": "2026-03-01T00:00:00Z"}
FULL: dict[str, Any] = {
    "summary": "Lunch",
    "description": "Two\nlines",
    "place": "Inn",
    "url": "https://example.org/lunch",
    "start": "2026-01-14T12:00",
    "end": "2026-01-14T13:30",
    "zone": "Europe/Berlin",
    "status": "tentative",
    "is_transparent": True,
    "privacy": "private",
    "categories": ["Food", "With, comma"],
    "alarms": [{"before": 15}, {"at": "2026-01-14T08:00:00Z", "action": "audio"}],
    "attendees": [{"address": "bob@example.org", "name": "Bob", "role": "optional"}],
    "recurrence": {"rules": ["FREQ=WEEKLY;COUNT=4"], "excluded_dates": ["2026-01-21T12:00"]},
}


async def made(client: httpx.AsyncClient, **fields: Any) -> dict[str, Any]:
    answer = await client.post(EVENTS, json={"start": "2026-01-14T12:00", **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_an_event_comes_back_as_it_was_said(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        event = await made(client, **FULL)

        got = await client.get(f"{EVENTS}/{event['id']}")

        assert got.json() == event
        assert got.headers["etag"] == event["etag"]
        same = ("summary", "description", "place", "url", "zone", "status", "is_transparent", "privacy", "categories")
        assert {name: event[name] for name in same} == {name: FULL[name] for name in same}
        assert (event["start"], event["end"]) == ("2026-01-14T12:00:00+01:00", "2026-01-14T13:30:00+01:00")
        assert event["recurrence"] == {
            "rules": ["FREQ=WEEKLY;COUNT=4"],
            "dates": [],
            "excluded_dates": ["2026-01-21T12:00:00+01:00"],
            "overrides": [],
        }
        assert event["alarms"] == [
            {"before": 15.0, "is_of_end": False, "at": None, "action": "display"},
            {"before": 0.0, "is_of_end": False, "at": "2026-01-14T08:00:00Z", "action": "audio"},
        ]
        assert event["organiser"]["address"].lower() == ada.email.lower()
        assert event["attendees"][0] == {
            "address": "bob@example.org",
            "name": "Bob",
            "role": "optional",
            "kind": "person",
            "participation": "needs-action",
            "is_asked": True,
            "delegated_to": [],
            "delegated_from": [],
        }


async def test_who_removed_their_first_calendar_gets_another_beside_the_one_that_took_its_address(
    doors: Doors, ada: Inhabitant
) -> None:
    async with doors.api(ada) as client:
        first = (await made(client, summary="Lunch"))["calendar_id"]
        gone = await client.delete(f"/api/v1/calendars/{first}")
        other = await client.post("/api/v1/calendars", json={"name": "Mine", "slug": "calendar"})

        again = (await made(client, summary="Tea"))["calendar_id"]

        assert (gone.status_code, other.status_code) == (204, 201)
        assert again not in (first, other.json()["id"])


async def test_what_comes_back_can_be_sent_again_and_changes_nothing(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        event = await made(client, **FULL)
        sent = {
            name: event[name] for name in ("summary", "place", "url", "start", "end", "zone", "categories", "privacy")
        }

        again = await client.patch(f"{EVENTS}/{event['id']}", json=sent)

        assert again.json()["event"]["start"] == event["start"]
        assert again.json()["event"]["recurrence"] == event["recurrence"]


async def test_one_occurrence_those_that_follow_or_all_are_changed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        event = await made(client, summary="Lunch", duration=60, recurrence={"rules": ["FREQ=WEEKLY;COUNT=4"]})
        path = f"{EVENTS}/{event['id']}"

        one = await client.patch(path, json={"place": "Inn"}, params={"recurrence_id": "20260121T110000Z"})
        following = await client.patch(
            path,
            json={"start": "2026-01-28T18:00"},
            params={"recurrence_id": "20260128T110000Z", "scope": "following"},
            headers={"if-match": one.json()["event"]["etag"]},
        )

        assert one.json()["event"]["recurrence"]["overrides"] == ["20260121T110000Z"]
        seen = await client.get(path, params={"recurrence_id": "20260121T110000Z"})
        assert (seen.json()["place"], seen.json()["recurrence"]) == ("Inn", None)
        assert following.json()["following"]["start"] == "2026-01-28T18:00:00+01:00"
        listed = (await client.get(EVENTS, params={**SPAN, "expand": "true"})).json()["items"]
        assert [one["start"] for one in listed] == [
            "2026-01-14T11:00:00Z",
            "2026-01-21T11:00:00Z",
            "2026-01-28T17:00:00Z",
            "2026-02-04T17:00:00Z",
        ]
        late = await client.delete(path, headers={"if-match": event["etag"]})
        assert late.status_code == 412
        undone = await client.delete(f"{EVENTS}/changes/{following.json()['change_id']}")
        assert undone.status_code == 204
        gone = await client.delete(path, params={"recurrence_id": "20260128T110000Z", "scope": "following"})
        assert gone.status_code == 200
        listed = (await client.get(EVENTS, params={**SPAN, "expand": "true"})).json()["items"]
        assert [one["start"] for one in listed] == ["2026-01-14T11:00:00Z", "2026-01-21T11:00:00Z"]


async def test_what_a_client_put_is_seen_and_changed_here(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        calendar = (await client.get("/api/v1/calendars")).json()["items"][0]["id"]
        path = f"/api/v1/calendars/{calendar}/objects/lunch.ics"
        await client.put(path, content=lunch("X-FORK:two"), headers={"content-type": "text/calendar"})
        (event,) = (await client.get(EVENTS)).json()["items"]

        changed = await client.patch(f"{EVENTS}/{event['id']}", json={"summary": "Dinner"})

        assert changed.status_code == 200
        kept = await client.get(path)
        assert kept.headers["etag"] == changed.headers["etag"]
        assert b"X-FORK:two\r\n" in kept.content
        assert b"SUMMARY:Dinner\r\n" in kept.content


async def test_lists_and_searches_come_in_pages(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        for number in range(5):
            await made(client, summary=f"Lunch {number}", start=f"2026-01-1{number}T12:00")

        for path, asked in (
            (EVENTS, {}),
            (EVENTS, SPAN),
            (EVENTS, {**SPAN, "expand": "true"}),
            (f"{EVENTS}/search", {"q": "lunch"}),
        ):
            found: list[str] = []
            cursor: dict[str, str] = {}
            while True:
                page = (await client.get(path, params={**asked, **cursor, "limit": "2"})).json()
                found += [one["summary"] for one in page["items"]]
                if page["next_cursor"] is None:
                    break
                cursor = {"cursor": page["next_cursor"]}
            assert sorted(found) == [f"Lunch {number}" for number in range(5)], (path, asked)
        for path in (EVENTS, f"{EVENTS}/search"):
            bad = await client.get(path, params={**SPAN, "expand": "true", "q": "x", "cursor": "no~"})
            assert (bad.status_code, bad.json()["field"]) == (422, "cursor")


async def test_many_changes_are_made_at_once(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        event = await made(client)
        batch = {"add": [{"start": "2026-01-15"}], "change": [{"id": event["id"], "place": "Inn"}]}

        done = await client.post(f"{EVENTS}/batch", json=batch, headers={"idempotency-key": event["id"]})
        again = await client.post(f"{EVENTS}/batch", json=batch, headers={"idempotency-key": event["id"]})
        bad = await client.post(f"{EVENTS}/batch", json={"add": [{"start": "2026-01-15"}, {"start": "soon"}]})

        assert done.status_code == 200, done.text
        assert again.json() == done.json()
        assert done.json()["ids"][1] == event["id"]
        assert (bad.status_code, bad.json()["field"]) == (422, "add.1.start")
        assert len((await client.get(EVENTS)).json()["items"]) == 2


async def test_each_refusal_names_its_field(doors: Doors, ada: Inhabitant, grace: Inhabitant) -> None:
    async with doors.api(ada) as client, doors.api(grace) as other:
        event = await made(client, recurrence={"rules": ["FREQ=WEEKLY"]})
        path = f"{EVENTS}/{event['id']}"

        async def refused(**sent: Any) -> tuple[int, str | None]:
            answer = await client.patch(path, **sent)
            return answer.status_code, answer.json().get("field")

        assert await refused(json={"end": "2026-01-14T11:00"}) == (422, "end")
        assert await refused(json={"organiser": {"address": "eve@example.org"}}) == (422, "organiser")
        assert await refused(json={}, params={"scope": "one"}) == (422, "recurrence_id")
        assert await refused(json={}, params={"recurrence_id": "soon"}) == (422, "recurrence_id")
        assert await refused(json={"place": "x"}, params={"recurrence_id": "20260115T110000Z"}) == (404, None)
        assert await refused(json={"recurrence": {}}, params={"recurrence_id": "20260121T110000Z"}) == (
            422,
            "recurrence",
        )
        never = await client.post(
            EVENTS, json={"start": "2026-01-14", "recurrence": {"rules": ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]}}
        )
        assert (never.status_code, never.json()["field"]) == (422, "RRULE")
        span = await client.get(EVENTS, params={"expand": "true"})
        assert (span.status_code, span.json()["field"]) == (422, "start")
        assert (await other.get(path)).status_code == 404
        assert (await other.get(EVENTS, params={"calendar_id": event["calendar_id"]})).status_code == 404


async def test_an_invitation_is_answered(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        event = await made(client, attendees=[{"address": ada.email}, {"address": "bob@example.org"}])
        path = f"{EVENTS}/{event['id']}/answer"

        answered = await client.put(path, json={"participation": "declined"})
        sent = await client.put(path, json={"delegate": {"address": "cy@example.org"}})
        bad = await client.put(path, json={"delegate": {"address": "cy"}})

        assert [one["participation"] for one in answered.json()["event"]["attendees"]] == ["declined", "needs-action"]
        assert [one["address"] for one in sent.json()["event"]["attendees"]][1:] == [
            "bob@example.org",
            "cy@example.org",
        ]
        assert (bad.status_code, bad.json()["field"]) == (422, "delegate.address")

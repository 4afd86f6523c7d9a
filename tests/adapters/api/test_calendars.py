"""Calendars over the JSON API: what goes in, what comes out, and how each refusal reads."""

from typing import Any

import httpx

from tests.adapters.doors import Doors
from tests.features.calendars.diary import calendar_of, event, lunch
from tests.features.meetings.town import Inhabitant

MONTH = {"start": "2026-01-01T00:00:00Z", "end": "2026-02-01T00:00:00Z"}
ICS = {"content-type": "text/calendar; charset=utf-8"}


async def first(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/api/v1/calendars")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"][0]


async def test_an_event_is_put_listed_got_and_removed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        path = f"/api/v1/calendars/{(await first(client))['id']}"
        put = await client.put(f"{path}/objects/lunch.ics", content=lunch("RRULE:FREQ=WEEKLY;COUNT=2"), headers=ICS)
        assert put.status_code == 201, put.text
        got = await client.get(f"{path}/objects/lunch.ics")
        assert got.content == lunch("RRULE:FREQ=WEEKLY;COUNT=2")
        assert got.headers["etag"] == put.headers["etag"]
        assert got.headers["content-type"] == "text/calendar; charset=utf-8"
        day = calendar_of(event("DTSTART;VALUE=DATE:20260115", "SUMMARY:Holiday", uid="day"))
        await client.put(f"{path}/objects/day.ics", content=day, headers=ICS)

        listed = (await client.get(f"{path}/occurrences", params=MONTH)).json()["items"]

        assert [(one["summary"], one["start"], one["end"]) for one in listed] == [
            ("Lunch", "2026-01-14T11:00:00Z", "2026-01-14T12:00:00Z"),
            ("Holiday", "2026-01-15", "2026-01-16"),
            ("Lunch", "2026-01-21T11:00:00Z", "2026-01-21T12:00:00Z"),
        ]
        assert [one["recurrence_id"] for one in listed] == ["20260114T110000Z", None, "20260121T110000Z"]
        stale = await client.delete(f"{path}/objects/lunch.ics", headers={"if-match": '"x"'})
        assert stale.status_code == 412
        assert (await client.delete(f"{path}/objects/lunch.ics")).status_code == 204
        assert (await client.get(f"{path}/objects/lunch.ics")).status_code == 404


async def test_conditions_are_kept(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        path = f"/api/v1/calendars/{(await first(client))['id']}/objects/lunch.ics"
        put = await client.put(path, content=lunch(), headers=ICS)

        again = await client.put(path, content=lunch(), headers={**ICS, "if-none-match": "*"})
        changed = await client.put(
            path, content=lunch("LOCATION:Inn"), headers={**ICS, "if-match": put.headers["etag"]}
        )
        late = await client.put(path, content=lunch("LOCATION:Bar"), headers={**ICS, "if-match": put.headers["etag"]})

        assert (again.status_code, changed.status_code, late.status_code) == (412, 204, 412)


async def test_a_calendar_is_made_changed_shared_and_removed(doors: Doors, ada: Inhabitant, grace: Inhabitant) -> None:
    async with doors.api(ada) as client, doors.api(grace) as other:
        made = await client.post("/api/v1/calendars", json={"name": "Work", "color": "#2980b9"})
        assert made.status_code == 201, made.text
        path = made.headers["location"]
        assert made.json()["zone"] == "Europe/Berlin"
        assert (await other.get(path)).status_code == 404
        patched = await client.patch(path, json={"name": "Labour"}, headers={"if-match": made.headers["etag"]})
        assert (patched.json()["name"], patched.json()["color"], patched.json()["version"]) == ("Labour", "#2980b9", 2)

        username = f"grace-{grace.actor.id.hex}"
        shared = await client.post(f"{path}/sharings", json={"username": username, "access": "read"})
        assert shared.json() == {"items": [{"person_id": str(grace.actor.id), "access": "read"}]}
        assert (await other.get(path)).status_code == 200
        assert (await other.delete(path)).status_code == 403
        listed = (await other.get("/api/v1/calendars")).json()["items"]
        assert [(one["name"], one["access"]) for one in listed] == [("Calendar", "manage"), ("Labour", "read")]

        assert (await client.delete(f"{path}/sharings/{grace.actor.id}")).status_code == 204
        assert (await client.get(f"{path}/sharings")).json() == {"items": []}
        assert (await client.delete(path)).status_code == 204
        assert (await client.get(path)).status_code == 404


async def test_each_refusal_names_the_field_or_the_line(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        path = f"/api/v1/calendars/{(await first(client))['id']}"

        async def refused(content: bytes) -> tuple[int, str, str]:
            answer = await client.put(f"{path}/objects/bad.ics", content=content, headers=ICS)
            return answer.status_code, answer.json().get("field", ""), answer.json()["detail"]

        never = await refused(lunch("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"))
        assert never == (422, "RRULE", "Line 4: No day or time ever matches this recurrence rule.")
        assert await refused(lunch("RRULE:FREQ=DAILY;INTERVAL=0")) == (
            422,
            "INTERVAL",
            "Line 11: INTERVAL takes numbers from 1 to 999999999, not 0.",
        )
        assert (await refused(b"BEGIN:VCALENDAR\r\nhello"))[2].startswith("Line 2: ")
        await client.put(f"{path}/objects/lunch.ics", content=lunch(), headers=ICS)
        copy = await client.put(f"{path}/objects/copy.ics", content=lunch(), headers=ICS)
        assert (copy.status_code, copy.json()["field"]) == (409, "UID")
        span = await client.get(f"{path}/occurrences", params={"start": MONTH["end"], "end": MONTH["start"]})
        assert span.status_code == 422
        zone = await client.get(f"{path}/occurrences", params={**MONTH, "zone": "Europe/Atlantis"})
        assert zone.status_code == 422


async def test_hostile_recurrence_is_answered_or_refused(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 40."""
    from tests.features.calendars.recurrence.hostile_rules import HOSTILE

    async with doors.api(ada) as client:
        path = f"/api/v1/calendars/{(await first(client))['id']}"
        for rule in HOSTILE:
            content = calendar_of(event("DTSTART;TZID=Europe/Berlin:20200101T090000", f"RRULE:{rule}"))
            put = await client.put(f"{path}/objects/hostile.ics", content=content, headers=ICS)
            assert put.status_code in (201, 204, 422), rule
            listed = await client.get(f"{path}/occurrences", params=MONTH)
            assert listed.status_code in (200, 422), rule

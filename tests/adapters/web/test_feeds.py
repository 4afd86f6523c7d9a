"""A calendar's secret address, as calendar programs read it, and the export beside it."""

import gzip
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from kalends.features.calendars.imports.cutting import cut
from tests.adapters.api.test_calendars import ICS, first
from tests.adapters.doors import ORIGIN, Doors
from tests.features.calendars.diary import calendar_of, event, lunch
from tests.features.calendars.imports.files import crlf
from tests.features.meetings.town import Inhabitant

PLAIN = {"accept-encoding": "identity"}


async def diary_with_lunch(client: httpx.AsyncClient) -> str:
    path = f"/api/v1/calendars/{(await first(client))['id']}"
    await client.put(f"{path}/objects/lunch.ics", content=lunch(), headers=ICS)
    return path


async def feed_of(client: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    made = await client.post(f"{path}/feeds", json=body)
    assert made.status_code == 201, made.text
    return {**made.json(), "path": made.json()["url"].removeprefix(ORIGIN)}


async def test_a_feed_is_read_by_anybody_who_has_its_address(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client, doors.api() as phone:
        path = await diary_with_lunch(client)
        feed = await feed_of(client, path)

        read = await phone.get(feed["path"], headers=PLAIN)

        assert read.status_code == 200, read.text
        assert read.headers["content-type"] == "text/calendar; charset=utf-8"
        assert lunch().decode().split("END:VCALENDAR")[0].split("EN\r\n")[1] in read.text
        assert "NAME:Calendar" in read.text
        assert "set-cookie" not in read.headers
        assert (await client.get(f"{path}/feeds")).json()["items"] == [
            {name: feed[name] for name in ("id", "url", "is_busy_only", "expires_at")}
        ]


async def test_a_feed_is_sent_again_only_where_it_changed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client, doors.api() as phone:
        path = await diary_with_lunch(client)
        feed = (await feed_of(client, path))["path"]
        read = await phone.get(feed)
        known = {"if-none-match": read.headers["etag"]}

        same = await phone.get(feed, headers=known)
        strong = await phone.get(feed, headers={"if-none-match": f'"x", {read.headers["etag"].removeprefix("W/")}'})
        head = await phone.head(feed)
        await client.put(f"{path}/objects/lunch.ics", content=lunch("LOCATION:Inn"), headers=ICS)
        changed = await phone.get(feed, headers=known)
        await client.patch(path, json={"name": "Diary"})
        renamed = await phone.get(feed, headers={"if-none-match": changed.headers["etag"]})

        assert (same.status_code, same.content, strong.status_code) == (304, b"", 304)
        assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", read.headers["etag"])
        assert (changed.status_code, renamed.status_code) == (200, 200)
        assert "LOCATION:Inn" in changed.text
        assert "NAME:Diary" in renamed.text


async def test_a_feed_is_compressed_where_that_is_asked_for(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client, doors.api() as phone:
        feed = (await feed_of(client, await diary_with_lunch(client)))["path"]

        async with phone.stream("GET", feed, headers={"accept-encoding": "gzip"}) as read:
            raw = b"".join([piece async for piece in read.aiter_raw()])
        plain = await phone.get(feed, headers=PLAIN)

        assert read.headers["content-encoding"] == "gzip"
        assert gzip.decompress(raw) == plain.content
        assert "content-encoding" not in plain.headers


async def test_a_feed_that_shows_when_one_is_busy_shows_nothing_else(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client, doors.api() as phone:
        feed = await feed_of(client, await diary_with_lunch(client), is_busy_only=True)

        read = await phone.get(feed["path"])

        assert "DTSTART;TZID=Europe/Berlin:20260114T120000" in read.text
        assert "Lunch" not in read.text
        assert feed["is_busy_only"]


async def test_what_is_private_is_in_the_export_but_only_busy_in_a_feed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client, doors.api() as phone:
        path = await diary_with_lunch(client)
        tryst = calendar_of(event("DTSTART:20260114T200000Z", "CLASS:PRIVATE", "SUMMARY:Tryst", uid="tryst"))
        await client.put(f"{path}/objects/tryst.ics", content=tryst, headers=ICS)

        feed = await phone.get((await feed_of(client, path))["path"])
        export = await client.get(f"{path}/export")

        assert "Tryst" not in feed.text
        assert "Lunch" in feed.text
        assert "Tryst" in export.text
        again = await client.get(f"{path}/export", headers={"if-none-match": export.headers["etag"]})
        assert again.status_code == 304


async def test_a_feed_ends_when_it_is_revoked_rotated_or_over(doors: Doors, ada: Inhabitant, grace: Inhabitant) -> None:
    """CHECKLIST 27."""
    async with doors.api(ada) as client, doors.api() as phone, doors.api(grace) as other:
        path = await diary_with_lunch(client)
        feed = await feed_of(client, path)
        forged = feed["path"].replace("/feeds/", "/feeds/A", 1)[:-5] + ".ics"
        assert (await phone.get(forged)).status_code == 404
        assert (await other.delete(f"{path}/feeds/{feed['id']}")).status_code == 404

        rotated = await client.post(f"{path}/feeds/{feed['id']}/rotation")
        assert (await phone.get(feed["path"])).status_code == 404
        after = rotated.json()["url"].removeprefix(ORIGIN)
        assert (await phone.get(after)).status_code == 200
        assert (await client.delete(f"{path}/feeds/{rotated.json()['id']}")).status_code == 204
        assert (await phone.get(after)).status_code == 404
        assert (await client.delete(f"{path}/feeds/{rotated.json()['id']}")).status_code == 404

        past = (datetime.now(UTC) - timedelta(days=1)).isoformat()
        refused = await client.post(f"{path}/feeds", json={"expires_at": past})
        assert (refused.status_code, refused.json()["field"]) == (422, "expires_at")
        soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
        assert (await phone.get((await feed_of(client, path, expires_at=soon))["path"])).status_code == 200


async def test_a_link_to_one_thing_opens_no_other(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 27: a feed's code neither signs in nor opens a meeting, and a meeting's opens no feed."""
    async with doors.api(ada) as client:
        path = await diary_with_lunch(client)
        code = (await feed_of(client, path))["path"].removeprefix("/feeds/").removesuffix(".ics")
        meeting = await client.post(
            "/api/v1/meetings",
            json={
                "title": "Tea",
                "zone": "UTC",
                "duration": 30,
                "windows": [{"start": "2026-01-14T09:00:00Z", "end": "2026-01-14T17:00:00Z"}],
            },
        )
        assert meeting.status_code == 201, meeting.text
        address = meeting.headers["location"]
        shared = (await client.get(f"{address}/links")).json()["items"][0]["url"].rsplit("/", 1)[-1]
    async with doors.api(code) as holder:
        assert (await holder.get(path)).status_code in (401, 404)
        assert (await holder.get(address)).status_code == 404
        assert (await holder.get(f"/feeds/{shared}.ics")).status_code == 404


async def test_a_large_calendar_is_written_whole(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        path = await diary_with_lunch(client)
        for number in range(230):
            one = calendar_of(event("DTSTART:20260114T120000Z", uid=f"event-{number}"))
            await client.put(f"{path}/objects/{number}.ics", content=one, headers=ICS)

        export = await client.get(f"{path}/export")

        parts = cut(export.content).parts
        assert len(parts) == 231
        assert crlf(event("DTSTART:20260114T120000Z", uid="event-7")) in [part.content for part in parts]

"""Files of events over the JSON API."""

from collections.abc import AsyncIterator

import httpx

from tests.adapters.doors import Doors
from tests.features.meetings.town import Inhabitant

NAMED = {"content-type": "text/plain", "content-disposition": "attachment; filename*=UTF-8''%D0%A1%D1%83%D0%BF.txt"}


async def new_event(client: httpx.AsyncClient, **fields: object) -> str:
    added = await client.post("/api/v1/events", json={"summary": "Lunch", "start": "2026-01-14T12:00", **fields})
    return f"/api/v1/events/{added.json()['id']}"


async def test_a_file_is_sent_listed_read_and_removed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        event = await new_event(client)
        sent = await client.post(f"{event}/attachments", content=b"soup", headers=NAMED)
        listed = await client.get(f"{event}/attachments")
        read = await client.get(sent.headers["location"])
        known = await client.get(sent.headers["location"], headers={"if-none-match": read.headers["etag"]})
        by_address = await client.get(sent.json()["url"])
        removed = await client.delete(sent.headers["location"])
        after = await client.get(f"{event}/attachments")

    assert sent.status_code == 201, sent.text
    body = sent.json()
    assert body == {
        "id": sent.headers["location"].rsplit("/", 1)[-1],
        "name": "Суп.txt",
        "media_type": "text/plain",
        "size": 4,
        "url": f"http://localhost:8000/dav/attachments/{body['id']}/%D0%A1%D1%83%D0%BF.txt",
    }
    assert listed.json() == {"items": [body]}
    assert (read.content, read.headers["content-type"]) == (b"soup", "text/plain")
    assert "filename*=UTF-8''%D0%A1%D1%83%D0%BF.txt" in read.headers["content-disposition"]
    assert (known.status_code, by_address.content, removed.status_code) == (304, b"soup", 204)
    assert after.json() == {"items": []}


async def test_one_occurrence_has_a_file_of_its_own(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        event = await new_event(client, zone="UTC", recurrence={"rules": ["FREQ=DAILY;COUNT=3"]})
        sent = await client.post(f"{event}/attachments?recurrence_id=20260115T120000Z", content=b"soup")
        wrong = await client.post(f"{event}/attachments?recurrence_id=20260115T110000Z", content=b"soup")
        one = await client.delete(f"{sent.headers['location']}?recurrence_id=20260116T120000Z")
        gone = await client.delete(f"{sent.headers['location']}?recurrence_id=20260115T120000Z")

    assert [answer.status_code for answer in (sent, wrong, one, gone)] == [201, 404, 404, 204]


async def test_a_repeated_request_adds_one_file(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 37."""
    async with doors.api(ada) as client:
        event = await new_event(client)
        key = {"idempotency-key": "once"}
        first, again = [await client.post(f"{event}/attachments", content=b"soup", headers=key) for _ in range(2)]
        listed = await client.get(f"{event}/attachments")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(listed.json()["items"]) == 1


async def test_an_old_reading_of_the_event_changes_nothing(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        event = await new_event(client)
        etag = {"if-match": (await client.get(event)).headers["etag"]}
        first = await client.post(f"{event}/attachments", content=b"soup", headers=etag)
        late = await client.post(f"{event}/attachments", content=b"soup", headers=etag)
        late_removal = await client.delete(first.headers["location"], headers=etag)
        now = await client.get(event)

    assert (first.status_code, late.status_code, late_removal.status_code) == (201, 412, 412)
    assert first.headers["etag"] == now.headers["etag"]


async def test_what_is_too_large_is_said_with_the_bound(doors: Doors, ada: Inhabitant) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield bytes(2**20)

    async with doors.api(ada) as client:
        event = await new_event(client)
        refused = await client.post(f"{event}/attachments", content=pieces())
        listed = await client.get(f"{event}/attachments")

    problem = refused.json()
    assert (refused.status_code, problem["field"]) == (422, "file")
    assert "10485760" in problem["detail"]
    assert listed.json() == {"items": []}

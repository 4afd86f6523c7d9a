"""Imports over the JSON API, as a client sends them; the worker's part is done by hand."""

import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx

from kalends import wiring
from kalends.features.calendars.imports.repository import ToCarryOn
from tests.adapters.api.test_calendars import ICS, first
from tests.adapters.doors import Doors
from tests.features.calendars.diary import calendar_of, event, lunch
from tests.features.calendars.imports.files import MANY
from tests.features.calendars.imports.test_service import many_events
from tests.features.meetings.town import Inhabitant, Town


async def carry_through(house: wiring.House, ada: Inhabitant, import_id: str) -> None:
    from kalends.core.ids import ImportId

    which = ToCarryOn(id=ImportId(import_id), space_id=ada.space_id)  # pyright: ignore
    while await house.services.importer.step(which):
        pass


async def path_of(client: httpx.AsyncClient) -> str:
    return f"/api/v1/calendars/{(await first(client))['id']}/imports"


async def test_a_file_is_sent_kept_and_looked_at(doors: Doors, house: wiring.House, ada: Inhabitant) -> None:
    bad = calendar_of(event("DTSTART:20260114T160000Z", "RRULE:FREQ=NEVER", uid="bad"))
    async with doors.api(ada) as client:
        sent = await client.post(await path_of(client), content=MANY + bad, headers=ICS)
        assert sent.status_code == 201, sent.text
        assert (sent.json()["status"], sent.json()["received_bytes"]) == ("cutting", len(MANY + bad))
        await carry_through(house, ada, sent.json()["id"])

        seen = (await client.get(sent.headers["location"])).json()

        assert {name: seen[name] for name in ("status", "found", "done", "added", "noted", "refused", "progress")} == {
            "status": "finished",
            "found": 4,
            "done": 4,
            "added": 4,
            "noted": 1,
            "refused": 0,
            "progress": 1.0,
        }
        line = 1 + MANY.count(b"\n") + 7
        assert [(one["line"], one["uid"], one["is_kept"]) for one in seen["remarks"]] == [(line, "bad", True)]
        assert seen["remarks"][0]["reason"].startswith("FREQ is one of")
        listed = (await client.get(await path_of(client))).json()["items"]
        assert [one["id"] for one in listed] == [seen["id"]]
        assert (await client.delete(sent.headers["location"])).status_code == 204
        assert (await client.get(sent.headers["location"])).status_code == 404


async def test_a_file_comes_in_pieces_after_a_broken_connection(doors: Doors, ada: Inhabitant) -> None:
    content = many_events(6_000)
    async with doors.api(ada) as client:
        path = await path_of(client)
        begun = await client.post(path, headers={"upload-length": str(len(content))})
        here = begun.headers["location"]
        assert (begun.status_code, begun.json()["status"]) == (201, "receiving")

        part = await client.patch(here, content=content[:600_000], headers={**ICS, "upload-offset": "0"})
        assert (part.status_code, part.json()["status"]) == (200, "receiving")
        received = (await client.get(here)).json()["received_bytes"]
        assert received == 600_000
        wrong = await client.patch(here, content=b"x", headers={**ICS, "upload-offset": "5"})
        assert (wrong.status_code, wrong.json()["type"].rsplit("/")[-1]) == (409, "offset-is-another")
        rest = await client.patch(here, content=content[received:], headers={**ICS, "upload-offset": str(received)})

        assert (rest.status_code, rest.json()["status"]) == (200, "cutting")
        assert rest.json()["received_bytes"] == len(content)


async def test_a_compressed_file_is_what_it_decodes_to(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 43."""
    async with doors.api(ada) as client:
        body = gzip.compress(many_events(2_000))
        sent = await client.post(await path_of(client), content=body, headers={**ICS, "content-encoding": "gzip"})
        bomb = gzip.compress(b"\0" * 5_000_000)
        refused = await client.post(await path_of(client), content=bomb, headers={**ICS, "content-encoding": "gzip"})

        assert sent.json()["received_bytes"] == len(many_events(2_000))
        assert refused.status_code == 413


async def test_larger_than_other_bodies_but_not_larger_than_an_import_may_be(
    town: Town, house: wiring.House, ada: Inhabitant
) -> None:
    """CHECKLIST 33."""
    limits = house.settings.limits.model_copy(update={"import_body": 3_000_000})
    doors = Doors(town, replace(house, settings=house.settings.model_copy(update={"limits": limits})))
    async with doors.api(ada) as client:
        path = await path_of(client)
        large = await client.post(path, content=b"X-A:1\r\n" * 400_000, headers=ICS)
        larger = await client.post(path, content=b"X-A:1\r\n" * 500_000, headers=ICS)

        async def endless() -> AsyncIterator[bytes]:
            while True:
                yield b"x" * 65_536

        unknown = await client.post(path, content=endless(), headers=ICS)

    assert (large.status_code, larger.status_code, unknown.status_code) == (201, 413, 413)


async def test_a_repeated_request_is_one_import(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 37."""
    async with doors.api(ada) as client:
        path = await path_of(client)
        headers: dict[str, Any] = {**ICS, "idempotency-key": "once"}
        sent = await client.post(path, content=lunch(), headers=headers)
        again = await client.post(path, content=lunch(), headers=headers)

        assert (sent.status_code, again.status_code) == (201, 201)
        assert again.json()["id"] == sent.json()["id"]
        assert len((await client.get(path)).json()["items"]) == 1


async def test_a_file_that_is_none_is_told_so(doors: Doors, house: wiring.House, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        for content, reason in ((b"", "There is no calendar"), (b"%PDF-1.7\n", "This stands outside")):
            sent = await client.post(await path_of(client), content=content, headers=ICS)
            await carry_through(house, ada, sent.json()["id"])
            seen = (await client.get(sent.headers["location"])).json()
            assert (seen["status"], seen["refused"]) == ("finished", 1)
            assert seen["remarks"][0]["reason"].startswith(reason)

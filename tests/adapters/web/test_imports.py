"""Files brought by page, in a browser without scripts: sent as a form, watched, stopped; what was wrong by line."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from html import unescape

import httpx

from kalends import wiring
from tests.adapters.api.test_imports import carry_through
from tests.adapters.doors import Doors
from tests.features.calendars.diary import calendar_of, event
from tests.features.calendars.imports.files import BROKEN, MANY
from tests.features.calendars.imports.test_service import many_events
from tests.features.meetings.town import Inhabitant, Town

IMPORT = "/calendar/import"
BAD = calendar_of(event("DTSTART:20260114T160000Z", "RRULE:FREQ=NEVER", uid="odd"))


async def choices(client: httpx.AsyncClient) -> list[str]:
    page = await client.get(IMPORT)
    assert page.status_code == 200, page.text
    return re.findall(r'<option value="([^"]+)"', page.text)


async def sent(client: httpx.AsyncClient, content: bytes, name: str = "diary.ics") -> httpx.Response:
    (calendar_id,) = await choices(client)
    return await client.post(IMPORT, data={"calendar_id": calendar_id}, files={"file": (name, content)})


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


async def test_a_file_is_sent_kept_and_told_about_by_line(doors: Doors, house: wiring.House, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        answer = await sent(client, MANY + BAD + calendar_of(BROKEN))
        assert answer.status_code == 303, answer.text
        address = answer.headers["location"]
        under_way = await client.get(address)
        assert "The file is being read." in under_way.text
        assert '<progress id="percent" max="100" value="0">' in under_way.text
        assert '<noscript><meta http-equiv="refresh"' in under_way.text

        await carry_through(house, ada, address.rsplit("/", 1)[-1])
        done = (await client.get(address)).text

    assert "refresh" not in done
    assert "The import is done." in done
    assert "4 added" in words(done)
    odd = 1 + MANY.count(b"\n") + 7
    assert re.search(rf"Kept, though odd .*Line {odd} odd FREQ is one of", words(done))
    assert re.search(r"Not kept .*Line \d+ ", words(done))


async def test_a_file_is_read_as_it_comes_whatever_the_pieces(
    doors: Doors, house: wiring.House, ada: Inhabitant
) -> None:
    content = many_events(6_000)
    async with doors.pages(ada) as client:
        (calendar_id,) = await choices(client)
        form = client.build_request(
            "POST", IMPORT, data={"calendar_id": calendar_id}, files={"file": ("a.ics", content)}
        )
        body = await form.aread()

        def by_odd_pieces() -> Iterator[bytes]:
            at = 0
            for size in (1, 2, 3, 61, 7, 1009, 65_537):
                yield body[at : at + size]
                at += size
            yield body[at:]

        async def slowly() -> AsyncIterator[bytes]:
            for piece in by_odd_pieces():
                yield piece

        answer = await client.post(IMPORT, content=slowly(), headers={"content-type": form.headers["content-type"]})
        assert answer.status_code == 303, answer.text
    async with doors.api(ada) as api:
        seen = (await api.get(answer.headers["location"].replace("/calendar/", "/api/v1/"))).json()
    assert (seen["status"], seen["received_bytes"]) == ("cutting", len(content))


async def test_without_a_file_nothing_begins(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        (calendar_id,) = await choices(client)
        empty = await client.post(
            IMPORT,
            content=b'--x\r\nContent-Disposition: form-data; name="calendar_id"\r\n\r\n'
            + calendar_id.encode()
            + b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n',
            headers={"content-type": "multipart/form-data; boundary=x"},
        )
        none = await client.post(IMPORT, data={"calendar_id": calendar_id})
        short = await client.post(
            IMPORT,
            content=b'--x\r\nContent-Disposition: form-data; name="calendar_id"\r\n\r\n'
            + calendar_id.encode()
            + b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.ics"\r\n\r\nBEGIN:VCAL',
            headers={"content-type": "multipart/form-data; boundary=x"},
        )
        long = await client.post(IMPORT, data={"calendar_id": "x" * 5_000}, files={"file": ("a.ics", b"")})
        elsewhere = await client.post(IMPORT, data={"calendar_id": "x"}, files={"file": ("a.ics", b"")})
    async with doors.api(ada) as api:
        listed = (await api.get(f"/api/v1/calendars/{calendar_id}/imports")).json()["items"]

    assert (empty.status_code, none.status_code, short.status_code, long.status_code) == (422, 415, 400, 400)
    assert 'id="file-error"' in empty.text
    assert f'value="{calendar_id}" selected' in empty.text
    assert elsewhere.status_code == 404
    assert listed == []


async def test_a_file_that_is_too_large_is_told_so_beside_it(town: Town, house: wiring.House, ada: Inhabitant) -> None:
    """CHECKLIST 33."""
    limits = house.settings.limits.model_copy(update={"import_body": 2**20})
    doors = Doors(town, replace(house, settings=house.settings.model_copy(update={"limits": limits})))
    async with doors.pages(ada) as client:
        refused = await sent(client, b"X-A:1\r\n" * 200_000)

    assert refused.status_code == 413
    assert "larger than 1 MB" in refused.text
    assert 'id="file-error"' in refused.text


async def test_an_import_is_stopped_and_of_no_one_else(doors: Doors, ada: Inhabitant, grace: Inhabitant) -> None:
    async with doors.pages(ada) as client, doors.pages(grace) as other, doors.pages() as nobody:
        address = (await sent(client, MANY)).headers["location"]
        (calendar_id,) = await choices(client)

        assert (await other.get(address)).status_code == 404
        assert (await other.post(f"{address}/removal")).status_code == 404
        theirs = await other.post(IMPORT, data={"calendar_id": calendar_id}, files={"file": ("a.ics", MANY)})
        assert theirs.status_code == 404
        assert (await nobody.get(IMPORT)).headers["location"].startswith("/sign-in")
        stopped = await client.post(f"{address}/removal")
        assert stopped.status_code == 303
        assert (await client.get(address)).status_code == 404


async def test_where_some_are_under_way_the_form_says_so(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        for _ in range(4):
            assert (await sent(client, MANY)).status_code == 303

        refused = await sent(client, MANY)

    assert refused.status_code == 409
    assert "not finished yet" in refused.text

"""Files on an event's page, in a browser without scripts."""

import re
from html import unescape

import httpx
import pytest

from kalends.adapters.web.event_pages import size_label
from tests.adapters.doors import Doors
from tests.features.meetings.town import Inhabitant

SOUP = b"soup\n" * 300
HOSTILE = '"><script>alert(1)</script>.html'


async def event_of(doors: Doors, who: Inhabitant, **fields: object) -> str:
    async with doors.api(who) as client:
        added = await client.post("/api/v1/events", json={"summary": "Lunch", "start": "2026-01-14T12:00", **fields})
        assert added.status_code == 201, added.text
        return f"/calendar/events/{added.json()['id']}"


async def sent(client: httpx.AsyncClient, page: str, content: bytes = SOUP, **fields: str) -> httpx.Response:
    path, _, query = page.partition("?")
    name, kind = fields.pop("name", "soup.txt"), fields.pop("kind", "text/plain")
    return await client.post(
        f"{path}/attachments{'?' if query else ''}{query}", data=fields, files={"file": (name, content, kind)}
    )


def links(page: str) -> list[str]:
    return re.findall(r'href="([^"]+/attachments/[^"]+)"', page)


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


async def test_a_file_is_added_read_and_removed(doors: Doors, ada: Inhabitant) -> None:
    page = await event_of(doors, ada)
    async with doors.pages(ada) as client:
        added = await sent(client, page)
        assert (added.status_code, added.headers["location"]) == (303, page)
        shown = (await client.get(page)).text
        (link,) = links(shown)
        read = await client.get(link)
        removed = await client.post(f"{link}/removal")
        after = (await client.get(page)).text
        gone = await client.get(link)

    assert "soup.txt 1.5 KB" in words(shown)
    assert "Added: soup.txt." in words(shown)
    assert (read.content, read.headers["content-type"]) == (SOUP, "text/plain")
    assert read.headers["content-disposition"].startswith("attachment; ")
    assert (removed.status_code, removed.headers["location"]) == (303, page)
    assert "The file is removed." in words(after)
    assert links(after) == []
    assert gone.status_code == 404


async def test_one_occurrence_may_have_a_file_of_its_own(doors: Doors, ada: Inhabitant) -> None:
    page = await event_of(doors, ada, recurrence={"rules": ["FREQ=DAILY;COUNT=3"]}, zone="UTC")
    second, third = (f"{page}?which=202601{day}T120000Z" for day in (15, 16))
    async with doors.pages(ada) as client:
        assert (await sent(client, second, scope="one")).status_code == 303
        assert (await sent(client, third, scope="all", name="menu.txt")).status_code == 303
        names = [re.findall(r"(soup|menu)\.txt</bdi></a>", (await client.get(one)).text) for one in (second, third)]

    assert names == [["soup", "menu"], ["menu"]]


async def test_what_can_not_be_kept_is_said_beside_the_field(doors: Doors, ada: Inhabitant) -> None:
    page = await event_of(doors, ada)
    nothing = b'--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n'
    async with doors.pages(ada) as client:
        too_large = await sent(client, page, bytes(10 * 2**20 + 1))
        kind = {"content-type": "multipart/form-data; boundary=x"}
        missing = await client.post(f"{page}/attachments", content=nothing, headers=kind)

    for refused in (too_large, missing):
        assert refused.status_code == 422
        assert '<p class="error" id="file-error">' in refused.text
        assert '<details class="more apart" open>' in refused.text


async def test_whatever_a_file_is_called_the_page_says_only_its_name(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 31."""
    page = await event_of(doors, ada)
    async with doors.pages(ada) as client:
        assert (await sent(client, page, name=HOSTILE.replace('"', "%22"), kind="text/html")).status_code == 303
        shown = (await client.get(page)).text
        read = await client.get(links(shown)[0])

    assert "<script>alert" not in shown
    assert "sandbox" in read.headers["content-security-policy"]


async def test_others_find_nothing(doors: Doors, ada: Inhabitant, grace: Inhabitant) -> None:
    page = await event_of(doors, ada)
    async with doors.pages(ada) as client:
        await sent(client, page)
        (link,) = links((await client.get(page)).text)

    async with doors.pages(grace) as client:
        assert (await client.get(link)).status_code == 404
        assert (await client.post(f"{link}/removal")).status_code == 404
        assert (await sent(client, page)).status_code == 404
        own = await event_of(doors, grace)
        assert (await client.get(f"{own}/attachments/{link.rsplit('/', 1)[-1]}")).status_code == 404


async def test_no_other_site_adds_a_file(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 29."""
    page = await event_of(doors, ada)
    async with doors.pages(ada) as client:
        client.headers["origin"] = "https://evil.example"
        assert (await sent(client, page)).status_code == 403


@pytest.mark.parametrize(
    ("size", "label"), [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1.5 KB"), (12_345, "12 KB"), (2_500_000, "2.5 MB")]
)
def test_sizes_are_said_as_people_know_them(size: int, label: str) -> None:
    assert size_label(size) == label

"""The page of one calendar: its file, and the addresses of its feeds, made, changed and ended."""

import re

import httpx

from kalends.features.calendars.exports.service import MOST_FEEDS
from tests.adapters.api.test_calendars import first
from tests.adapters.doors import ORIGIN, Doors
from tests.adapters.web.test_feeds import diary_with_lunch
from tests.features.meetings.town import Inhabitant


async def own_page(doors: Doors, who: Inhabitant) -> str:
    async with doors.api(who) as api:
        await diary_with_lunch(api)
        return f"/calendar/calendars/{(await first(api))['id']}"


def addresses(page: str) -> list[str]:
    return [url.removeprefix(ORIGIN) for url in re.findall(r'readonly value="([^"]+/feeds/[^"]+)"', page)]


async def after(client: httpx.AsyncClient, path: str, **fields: str) -> list[str]:
    answer = await client.post(path, data=fields)
    assert answer.status_code == 303, answer.text
    return addresses((await client.get(answer.headers["location"])).text)


async def test_a_feed_is_made_given_another_address_and_revoked(doors: Doors, ada: Inhabitant) -> None:
    page = await own_page(doors, ada)
    async with doors.pages(ada) as client, doors.api() as phone:
        (full,) = await after(client, f"{page}/feeds")
        assert "Lunch" in (await phone.get(full)).text
        busy = next(url for url in await after(client, f"{page}/feeds", is_busy_only="1") if url != full)
        assert "Lunch" not in (await phone.get(busy)).text

        rotation = re.findall(r'action="([^"]+/rotation)"', (await client.get(page)).text)
        assert len(rotation) == 2
        shown = await after(client, rotation[0])
        for path in re.findall(r'action="([^"]+/revocation)"', (await client.get(page)).text):
            await after(client, path)

        assert len({full, busy, *shown}) == 3
        assert [(await phone.get(url)).status_code for url in {full, busy, *shown}] == [404] * 3
        assert addresses((await client.get(page)).text) == []


async def test_too_many_feeds_are_refused_on_the_page(doors: Doors, ada: Inhabitant) -> None:
    page = await own_page(doors, ada)
    async with doors.pages(ada) as client:
        for _ in range(MOST_FEEDS):
            assert (await client.post(f"{page}/feeds")).status_code == 303

        refused = await client.post(f"{page}/feeds")

    assert refused.status_code == 409
    assert "at most 20 feeds" in refused.text


async def test_a_calendar_is_downloaded_whole(doors: Doors, ada: Inhabitant, grace: Inhabitant) -> None:
    page = await own_page(doors, ada)
    async with doors.pages(ada) as client, doors.pages(grace) as other:
        file = await client.get(f"{page}/export")
        assert (await other.get(f"{page}/export")).status_code == 404
        assert (await other.post(f"{page}/feeds")).status_code == 404

    assert file.headers["content-disposition"] == 'attachment; filename="calendar.ics"'
    assert "SUMMARY:Lunch" in file.text


async def test_whoever_only_looks_sees_no_secret_address(doors: Doors, ada: Inhabitant, grace: Inhabitant) -> None:
    page = await own_page(doors, ada)
    async with doors.api(ada) as api:
        await api.post(
            f"{page.replace('/calendar/', '/api/v1/')}/sharings",
            json={"username": f"grace-{grace.actor.id.hex}", "access": "read"},
        )
    async with doors.pages(ada) as client, doors.pages(grace) as other:
        assert len(await after(client, f"{page}/feeds")) == 1

        theirs = await other.get(page)

    assert theirs.status_code == 200
    assert addresses(theirs.text) == []
    assert f'href="{page}/export"' in theirs.text
    assert "/calendar/import" not in theirs.text

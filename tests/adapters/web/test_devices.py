"""The page of devices."""

import html
import plistlib
import re

import httpx

from kalends.features.accounts.device_passwords.domain import read
from kalends.features.accounts.people.domain import NewPerson
from tests.adapters.entrance import Entrance, opened
from tests.features.accounts.house import PASSWORD


async def enter(browser: httpx.AsyncClient, new: NewPerson) -> None:
    answer = await browser.post("/sign-in", data={"login": new.username, "password": PASSWORD})
    assert answer.status_code == 303


async def make(browser: httpx.AsyncClient, name: str = "Phone") -> httpx.Response:
    return await browser.post("/settings/devices", data={"name": name, "password": PASSWORD})


def secret_on(page: str) -> str:
    (secret,) = re.findall(r"<textarea[^>]*>(kal-[^<]+)<", page)
    return secret


async def test_the_password_is_shown_once_with_all_that_goes_with_it(entrance: Entrance) -> None:
    """CHECKLIST 14."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await enter(browser, ada)
        made = await make(browser, "Ada's <phone>")
        later = await browser.get("/settings/devices")

    secret = secret_on(made.text)
    assert made.headers["cache-control"] == "no-store"
    assert read(secret) is not None
    assert "<svg" in made.text
    assert f"{entrance.origin}/dav/" in made.text
    assert ada.username in made.text
    assert "Ada&#39;s &lt;phone&gt;" in later.text
    assert "not used yet" in later.text
    assert "kal-" not in later.text


async def test_making_one_needs_ones_own_password(entrance: Entrance) -> None:
    """CHECKLIST 13."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await enter(browser, ada)
        for form, status, words in [
            ({"name": "Phone", "password": "wrong horses"}, 403, "not your present password"),
            ({"name": "Phone"}, 403, "not your present password"),
            ({"name": "", "password": PASSWORD}, 422, "can&#39;t be empty"),
            ({"name": "x" * 101, "password": PASSWORD}, 422, "101 characters"),
        ]:
            answer = await browser.post("/settings/devices", data=form)
            assert answer.status_code == status
            assert words in answer.text
            assert "kal-" not in answer.text
        assert "None yet" in (await browser.get("/settings/devices")).text


async def test_a_device_is_revoked(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser, entrance.browser() as other:
        await enter(browser, ada)
        await enter(other, await entrance.resident("grace"))
        page = (await make(browser)).text
        (address,) = re.findall(r'action="(/settings/devices/[\w-]+/revocation)"', page)

        assert (await other.post(address)).status_code == 404
        assert (await browser.post(address)).status_code == 303
        assert (await browser.post(address)).status_code == 404
        assert (await browser.post("/settings/devices/rubbish/revocation")).status_code == 404
        assert "None yet" in (await browser.get("/settings/devices")).text


async def test_the_profile_holds_the_password_only_where_it_was_just_made(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await enter(browser, ada)
        secret = secret_on((await make(browser)).text)
        given = await browser.post("/settings/devices/profile", data={"device_password": html.unescape(secret)})
        asked = await browser.get("/settings/devices/profile")

    assert given.headers["content-type"] == "application/x-apple-aspen-config"
    assert given.headers["cache-control"] == "no-store"
    assert plistlib.loads(given.content)["PayloadContent"][0]["CalDAVPassword"] == secret
    assert "CalDAVPassword" not in plistlib.loads(asked.content)["PayloadContent"][0]


async def test_where_devices_are_refused_the_page_says_so(app_conninfo: str) -> None:
    """CHECKLIST 18."""
    async with (
        opened(app_conninfo, server__public_url="http://kalends.example") as entrance,
        entrance.browser() as browser,
    ):
        await enter(browser, await entrance.resident("ada"))
        assert "Put Kalends behind HTTPS first" in (await browser.get("/settings/devices")).text


async def test_strangers_are_sent_to_sign_in(entrance: Entrance) -> None:
    async with entrance.browser() as browser:
        answer = await browser.get("/settings/devices")
        assert answer.headers["location"] == "/sign-in?next=/settings/devices"
        for path in ("", "/profile", "/rubbish/revocation"):
            assert (await browser.post(f"/settings/devices{path}")).status_code in (401, 404)

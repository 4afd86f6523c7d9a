"""One's own settings, as a page."""

import re
from datetime import timedelta

import httpx
import pytest

from kalends.adapters.web.profile import ago, device_name
from kalends.features.accounts.people.domain import NewPerson
from tests.adapters.entrance import Entrance
from tests.features.accounts.house import PASSWORD, suffix


async def enter(browser: httpx.AsyncClient, new: NewPerson) -> None:
    answer = await browser.post("/sign-in", data={"login": new.username, "password": PASSWORD})
    assert answer.status_code == 303


async def test_the_profile_is_kept(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    form = {"name": "Countess", "username": ada.username, "zone": "America/St_Johns", "locale": "de"}
    async with entrance.browser() as browser:
        await enter(browser, ada)
        assert (await browser.post("/settings", data=form)).headers["location"] == "/settings"
        page = (await browser.get("/settings")).text

    assert "Countess" in page
    assert "America/St_Johns" in page
    assert '<html lang="de"' in page


async def test_mistakes_stay_beside_their_field(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await enter(browser, ada)
        answer = await browser.post(
            "/settings", data={"name": "Ada", "username": ada.username, "zone": "Europe/Berln", "locale": "en"}
        )
        assert answer.status_code == 422
        assert "Europe/Berlin" in answer.text
        answer = await browser.post("/settings/password", data={"current_password": "x", "password": "y"})
        assert answer.status_code == 403
        assert "not your present password" in answer.text


async def test_the_password_is_changed(entrance: Entrance) -> None:
    """CHECKLIST 2 and 12."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser, entrance.browser() as other:
        await enter(browser, ada)
        await enter(other, ada)
        form = {"current_password": PASSWORD, "password": "password1"}
        assert (await browser.post("/settings/password", data=form)).status_code == 422
        form["password"] = "four goats in the rain"
        assert (await browser.post("/settings/password", data=form)).status_code == 303
        assert (await browser.get("/settings")).status_code == 200
        assert (await other.get("/settings")).status_code == 303


async def test_devices_are_signed_out(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.browser() as laptop, entrance.browser() as phone, entrance.browser() as tablet:
        for browser in (laptop, phone, tablet):
            await enter(browser, ada)
        page = (await laptop.get("/settings")).text
        [first, _] = re.findall(r'action="(/settings/sessions/[\w-]+/end)"', page)
        assert (await laptop.post(first)).status_code == 303
        assert sum([(await one.get("/settings")).status_code == 200 for one in (phone, tablet)]) == 1
        assert (await laptop.post(first)).status_code == 404
        assert (await laptop.post("/settings/sessions/rubbish/end")).status_code == 404
        assert (await laptop.post("/settings/sessions/end-others")).status_code == 303
        assert sum([(await one.get("/settings")).status_code == 200 for one in (phone, tablet)]) == 0
        assert (await laptop.get("/settings")).status_code == 200


async def test_nobody_signs_out_somebody_elses_device(entrance: Entrance) -> None:
    """CHECKLIST 21."""
    grace = await entrance.tokens(await entrance.resident("grace"))
    async with entrance.browser() as browser:
        await enter(browser, await entrance.resident("ada"))
        assert (await browser.post(f"/settings/sessions/{grace['session_id']}/end")).status_code == 404


async def test_leaving_needs_the_name_and_the_password(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await enter(browser, ada)
        for form, status in [
            ({"confirmation": "grace", "deletion_password": PASSWORD}, 422),
            ({"confirmation": ada.username, "deletion_password": "x"}, 403),
            ({}, 422),
        ]:
            answer = await browser.post("/settings/deletion", data=form)
            assert answer.status_code == status
            assert "<details" in answer.text
        done = await browser.post(
            "/settings/deletion", data={"confirmation": ada.username, "deletion_password": PASSWORD}
        )
        assert (done.status_code, done.headers["location"]) == (303, "/")
        assert (await browser.get("/settings")).status_code == 303


async def test_an_organisation_without_an_owner_keeps_one(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.api(await entrance.token(ada)) as client, entrance.browser() as browser:
        await client.post("/organisations", json={"name": "Chess Club", "slug": f"chess-{suffix()}"})
        await enter(browser, ada)
        form = {"confirmation": ada.username, "deletion_password": PASSWORD}
        answer = await browser.post("/settings/deletion", data=form)

    assert answer.status_code == 409
    assert "Chess Club" in answer.text


async def test_strangers_are_sent_to_sign_in(entrance: Entrance) -> None:
    async with entrance.browser() as browser:
        assert (await browser.get("/settings")).headers["location"] == "/sign-in?next=/settings"
        for path in ("/settings", "/settings/password", "/settings/deletion", "/settings/sessions/end-others"):
            assert (await browser.post(path)).status_code == 401, path


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1", "Safari on iOS"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("python-httpx/0.28", "python-httpx"),
        ("", "An unknown device"),
    ],
)
def test_devices_have_names(agent: str, name: str) -> None:
    assert device_name(agent) == name


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5, minutes=59), "5 hours ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_time_is_told_in_words(passed: timedelta, words: str) -> None:
    assert ago(passed) == words

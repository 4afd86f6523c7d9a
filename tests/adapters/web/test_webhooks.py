"""Webhooks, the record and dead letters on pages, as a browser without scripts has them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from kalends.features.accounts.people.domain import NewPerson
from tests.adapters.entrance import Entrance, csrf_of
from tests.features.accounts.house import PASSWORD

HOOK = "http://127.0.0.1:9/hook"


@asynccontextmanager
async def signed_in(entrance: Entrance, person: NewPerson) -> AsyncIterator[httpx.AsyncClient]:
    async with entrance.browser() as browser:
        answer = await browser.post("/sign-in", data={"login": person.email, "password": PASSWORD})
        assert answer.status_code == 303
        yield browser


async def posted(browser: httpx.AsyncClient, page: str, path: str, **form: str) -> httpx.Response:
    token = csrf_of((await browser.get(page)).text)
    return await browser.post(path, data={"csrf_token": token, **form})


async def test_a_webhook_is_added_tested_disabled_and_removed(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with signed_in(entrance, ada) as browser:
        page = "/settings/webhooks"
        added = await posted(
            browser, page, page, url=HOOK, events="meeting.* webhook.*", description="Ours", space_id=""
        )
        assert added.status_code == 200
        secret = re.search(r"(whsec_[\w+/=]+)", added.text)
        assert secret is not None
        own = re.search(r"/settings/webhooks/([0-9a-f-]{36})", added.text)
        assert own is not None
        path = f"{page}/{own[1]}"
        assert secret[1] not in (await browser.get(path)).text

        tested = await posted(browser, path, f"{path}/tests")
        assert (tested.status_code, tested.headers["location"]) == (303, path)
        again = await posted(browser, path, f"{path}/redeliveries", hours="24")
        assert again.status_code == 303
        renewed = await posted(browser, path, f"{path}/secrets")
        assert "whsec_" in renewed.text
        await posted(browser, path, f"{path}/switch", is_enabled="no")
        assert "Disabled: by hand." in (await browser.get(path)).text
        assert HOOK in (await browser.get(page)).text
        await posted(browser, path, f"{path}/removal")
        assert HOOK not in (await browser.get(page)).text
        assert (await browser.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"url": "https://10.0.0.1/"}, "not on the public internet"),
        ({"url": "ftp://example.org/"}, "begins with https://"),
        ({"url": HOOK, "events": "nothing.*"}, "no event of this name"),
        ({"url": HOOK, "events": " "}, "at least one event"),
    ],
)
async def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrance: Entrance, form: dict[str, str], said: str
) -> None:
    ada = await entrance.resident("ada")
    async with signed_in(entrance, ada) as browser:
        page = "/settings/webhooks"
        answer = await posted(
            browser, page, page, **{"events": "*", "description": "<b>ours</b>", "space_id": "", **form}
        )

    assert answer.status_code == 422
    assert said in answer.text
    assert "&lt;b&gt;ours&lt;/b&gt;" in answer.text


async def test_others_webhooks_are_not_there(entrance: Entrance) -> None:
    ada, grace = await entrance.resident("ada"), await entrance.resident("grace")
    async with entrance.api(await entrance.token(ada)) as api:
        webhook = (await api.post("/webhooks", json={"url": HOOK, "events": ["*"]})).json()["id"]
    async with signed_in(entrance, grace) as browser:
        assert (await browser.get(f"/settings/webhooks/{webhook}")).status_code == 404
        assert (await browser.get("/settings/webhooks/nonsense")).status_code == 404
        removal = await posted(browser, "/settings/webhooks", f"/settings/webhooks/{webhook}/removal")
        assert removal.status_code == 404


async def test_the_record_shows_what_was_done_and_its_head(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with signed_in(entrance, ada) as browser, entrance.api(await entrance.token(ada)) as api:
        await api.patch("/people/me", json={"name": "Augusta"})
        await entrance.house.services.audit_log.chain()
        page = await browser.get("/settings/record")
        elsewhere = await browser.get("/settings/record?space=0199b8f6-0000-7000-8000-000000000000")

    assert "session.opened" in page.text
    assert re.search(rf"person\.changed.*{ada.username}", page.text, re.DOTALL)
    assert re.search(r"[0-9a-f-]{36}:\d+:[0-9a-f]{64}", page.text)
    assert elsewhere.status_code == 404


async def test_dead_letters_are_for_operators(entrance: Entrance) -> None:
    ada, grace = await entrance.resident("ada", is_operator=True), await entrance.resident("grace")
    async with signed_in(entrance, grace) as browser:
        assert (await browser.get("/admin/dead-letters")).status_code == 403
    async with signed_in(entrance, ada) as browser:
        assert (await browser.get("/admin/dead-letters")).status_code == 200
        answer = await posted(browser, "/admin/dead-letters", "/admin/dead-letters", channel="nothing-goes-here")

    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/dead-letters")


async def test_strangers_are_sent_to_sign_in(entrance: Entrance) -> None:
    async with entrance.browser() as browser:
        for path in ("/settings/webhooks", "/settings/record", "/admin/dead-letters"):
            assert (await browser.get(path)).headers["location"].startswith("/sign-in"), path

"""A phone is connected on the page, looks into the calendars, and is revoked."""

import re

import httpx
import pytest

from tests.journeys.conftest import LiveServer
from tests.journeys.people import PASSWORD
from tests.journeys.test_first_meeting import NewPage, axe, signed_in

PROPFIND = '<propfind xmlns="DAV:"><prop><current-user-principal/></prop></propfind>'


def status_at_caldav(server: LiveServer, username: str, password: str) -> int:
    with httpx.Client(auth=(username, password), trust_env=False, timeout=20) as phone:
        return phone.request("PROPFIND", f"{server.url}/dav/", content=PROPFIND, headers={"Depth": "0"}).status_code


@pytest.mark.parametrize("has_scripts", [True, False])
async def test_a_phone_is_connected_and_disconnected(new_page: NewPage, server: LiveServer, has_scripts: bool) -> None:
    page = await signed_in(new_page, server, java_script_enabled=has_scripts)
    await page.goto("/settings")
    await page.get_by_role("link", name="Connect or revoke devices").click()
    await page.get_by_label("Name of the device").fill("Phone")
    await page.get_by_label("Your password").fill(PASSWORD)
    if has_scripts:
        await axe(page)
    await page.get_by_role("button", name="Make a device password").click()

    username = await page.locator("copy-link #username").input_value()
    secret = await page.locator("#secret").input_value()
    assert re.fullmatch(r"kal(-[a-z2-9]{4}){11}", secret)
    assert await page.locator(".qr svg").is_visible()
    if has_scripts:
        await axe(page)
    assert status_at_caldav(server, username, secret) == 207

    await page.goto("/settings/devices")
    assert "used just now" in await page.locator("main").inner_text()
    await page.get_by_text("Revoke", exact=True).click()
    if has_scripts:
        await axe(page)
    await page.get_by_role("button", name="Revoke “Phone”").click()
    await page.get_by_text("None yet").wait_for()
    assert status_at_caldav(server, username, secret) == 401

"""A calendar brought from elsewhere, in Chromium: a file in, what was wrong by line, out by a secret address."""

import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.features.calendars.diary import calendar_of, event
from tests.journeys.conftest import LiveServer
from tests.journeys.test_first_meeting import axe, signed_in

NewPage = Callable[..., Awaitable[Page]]
TOMORROW = f"DTSTART:{datetime.now(UTC) + timedelta(days=1):%Y%m%d}T160000Z"
GOOD = [event(TOMORROW, "DURATION:PT1H", f"SUMMARY:Tea {number}", uid=f"tea-{number}") for number in range(3)]
ODD = event(TOMORROW, "RRULE:FREQ=NEVER", "SUMMARY:Odd", uid="odd")
LOST = event(TOMORROW, "SUMMARY:Lost\nBEGIN:VALARM", uid="lost")
FILE = {"name": "diary.ics", "mimeType": "text/calendar", "buffer": calendar_of(*GOOD, ODD, LOST)}


async def bring(page: Page) -> None:
    await page.goto("/calendar/import")
    await page.get_by_label("File", exact=True).set_input_files(files=[FILE])  # pyright: ignore[reportArgumentType]
    await page.get_by_role("button", name="Import").click()
    await expect(page.get_by_text("The import is done.")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
async def test_a_file_comes_in_and_a_feed_goes_out(new_page: NewPage, server: LiveServer, javascript: bool) -> None:
    page = await signed_in(new_page, server, java_script_enabled=javascript)
    await page.goto("/calendar")
    await expect(page.get_by_text("Your calendar is empty.")).to_be_visible()
    await page.get_by_role("main").get_by_role("link", name="Import a file").last.click()
    await expect(page.get_by_role("heading", name="Import a file")).to_be_visible()

    await bring(page)
    await expect(page.locator(".counts")).to_contain_text("4 added")
    await expect(page.locator("section", has=page.get_by_role("heading", name="Not kept"))).to_contain_text("Line ")
    await expect(page.locator("section", has=page.get_by_role("heading", name="Kept, though odd"))).to_contain_text(
        "FREQ is one of"
    )
    await bring(page)
    await expect(page.locator(".counts")).to_contain_text("4 were there")

    await page.goto("/calendar")
    await page.get_by_role("link", name="Settings of Calendar").click()
    await page.get_by_role("button", name="Make an address").click()
    address = await page.get_by_label("Secret address 1").input_value()
    feed = await page.request.get(address)
    assert "SUMMARY:Tea 1" in await feed.text()
    await page.get_by_text("Change or revoke").click()
    await page.get_by_role("button", name="Revoke address 1").click()
    await expect(page.get_by_label("Secret address 1")).to_have_count(0)
    assert (await page.request.get(address)).status == 404


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_page_of_it_has_an_accessibility_violation(new_page: NewPage, server: LiveServer, scheme: str) -> None:
    pictures = os.environ.get("KALENDS_PICTURES")
    page = await signed_in(new_page, server, color_scheme=scheme, reduced_motion="reduce")

    async def look(name: str) -> None:
        for width in (360, 1440):
            await page.set_viewport_size({"width": width, "height": 900})
            await axe(page)
            wide = await page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (name, width, wide)
            if pictures:
                await page.screenshot(path=Path(pictures) / f"{name}-{width}-{scheme}.png", full_page=True)

    await page.goto("/calendar")
    await look("empty")
    await page.goto("/calendar/import")
    await look("import")
    await bring(page)
    await look("report")
    await page.goto("/calendar")
    await page.get_by_role("link", name="Settings of Calendar").click()
    await page.get_by_role("button", name="Make an address").click()
    await page.get_by_text("Change or revoke").click()
    await look("settings")

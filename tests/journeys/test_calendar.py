"""A week in somebody's calendar, in Chromium: a sentence in, changed for some, removed and taken back, by keyboard."""

import os
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.journeys.conftest import LiveServer
from tests.journeys.test_first_meeting import NEW_YORK, axe, signed_in

NewPage = Callable[..., Awaitable[Page]]


def tomorrow() -> date:
    return datetime.now(ZoneInfo(NEW_YORK)).date() + timedelta(days=1)


async def say(page: Page, sentence: str) -> None:
    await page.goto(f"/calendar?on={tomorrow()}")
    await page.get_by_label("New event, in a sentence").fill(sentence)
    await page.get_by_role("button", name="Add", exact=True).click()
    await page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
async def test_a_week_is_planned_changed_and_taken_back(
    new_page: NewPage, server: LiveServer, javascript: bool
) -> None:
    page = await signed_in(new_page, server, java_script_enabled=javascript)
    events = page.locator(".days .event")

    await say(page, "lunch with Bob tomorrow 12:30 for 45 min")
    await expect(events).to_contain_text(["12:30–13:15 Lunch with Bob"])
    await events.first.click()
    await page.get_by_text("Change it").click()
    await page.get_by_label("Repeats").select_option(label="Every week")
    await page.get_by_role("button", name="Save").click()
    await page.goto(f"/calendar?on={tomorrow() + timedelta(weeks=2)}")
    await events.first.click()
    await page.get_by_text("Change it").click()
    await page.get_by_role("radio", name="This and all that follow").first.check()
    await page.get_by_label("What", exact=False).first.fill("Dinner")
    await page.get_by_role("button", name="Save").click()
    await expect(events).to_contain_text(["Dinner"])
    await page.goto(f"/calendar?on={tomorrow() + timedelta(weeks=1)}")
    await expect(events).to_contain_text(["Lunch with Bob"])

    await events.first.click()
    await page.get_by_text("Remove it").click()
    await page.get_by_role("button", name="Remove").click()
    await expect(events).to_have_count(0)
    await page.get_by_role("button", name="Undo").click()
    await expect(events).to_contain_text(["Lunch with Bob"])


async def test_a_sentence_shows_its_reading_and_asks_what_it_means(new_page: NewPage, server: LiveServer) -> None:
    page = await signed_in(new_page, server)
    await page.goto("/calendar")

    await page.get_by_label("New event, in a sentence").press_sequentially("call Grace tomorrow at 3")
    await page.get_by_role("group", name="Before noon, or after?").wait_for()
    await page.locator(".asks button").filter(has_text="15:00").click()

    await expect(page.locator(".days .event")).to_contain_text(["15:00–16:00 Call Grace"])


async def test_all_of_it_is_done_by_keyboard(new_page: NewPage, server: LiveServer) -> None:
    page = await signed_in(new_page, server)
    await page.goto("/calendar")

    await page.keyboard.press("c")
    await page.keyboard.type("tea tomorrow 16:00 for 30 min")
    await page.keyboard.press("Enter")
    event = page.locator(".days .event")
    await expect(event).to_contain_text(["16:00–16:30 Tea"])
    await page.keyboard.press("u")
    await expect(page.locator(".toast").first).to_contain_text("It is as it was before.")
    await expect(event).to_have_count(0)

    await page.keyboard.press("2")
    await page.wait_for_url("**look=month**")
    later = await page.locator("[aria-keyshortcuts=J]").get_attribute("href")
    await page.keyboard.press("j")
    await page.wait_for_url(f"**{later}")
    await page.keyboard.press("t")
    await page.wait_for_load_state()
    await expect(page.locator(".today")).to_have_count(1)
    await page.keyboard.press("/")
    await page.keyboard.type("tea")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/calendar/search**")


async def test_single_keys_are_turned_off_and_stay_so(new_page: NewPage, server: LiveServer) -> None:
    page = await signed_in(new_page, server)
    await page.goto("/calendar")
    await page.keyboard.press("?")
    await page.get_by_label("Single keys do what stands here").uncheck()
    await page.goto("/calendar")

    await page.locator("main").focus()
    await page.keyboard.press("c")
    await expect(page.locator("#say")).not_to_be_focused()
    await page.locator("summary", has_text="Keys").click()
    await page.get_by_label("Single keys do what stands here").check()
    await page.locator("main").focus()
    await page.keyboard.press("c")
    await expect(page.locator("#say")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_no_page_of_what_one_is_told_overflows_or_shuts_somebody_out(
    new_page: NewPage, server: LiveServer, scheme: str, width: int
) -> None:
    page = await signed_in(new_page, server, color_scheme=scheme, viewport={"width": width, "height": 800})

    for path in (
        "/meetings",
        "/notices",
        "/settings",
        "/settings/notices",
        "/settings/webhooks",
        "/settings/record",
        "/settings/devices",
        "/calendar/import",
    ):
        await page.goto(path)
        await axe(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_page_of_the_calendar_has_an_accessibility_violation(
    new_page: NewPage, server: LiveServer, scheme: str
) -> None:
    pictures = os.environ.get("KALENDS_PICTURES")
    page = await signed_in(new_page, server, color_scheme=scheme, reduced_motion="reduce")
    for sentence in (
        "lunch with Bob tomorrow 12:30 for 45 min",
        "every weekday at 9am standup",
        "Donaudampfschifffahrtsgesellschaftskapitänsversammlung tomorrow 15:00",
        "اجتماع tomorrow 17:00",
    ):
        await say(page, sentence)
    event = await page.locator(".days .event").last.get_attribute("href")
    on = f"on={tomorrow()}"
    paths = {
        "week": f"/calendar?{on}",
        "month": f"/calendar?look=month&{on}",
        "agenda": f"/calendar?look=agenda&{on}",
        "ask": "/calendar?say=call+Grace+tomorrow+at+3",
        "new": "/calendar/events/new",
        "event": str(event),
        "search": "/calendar/search?q=lunch",
    }
    for width in (360, 768, 1440):
        await page.set_viewport_size({"width": width, "height": 900})
        for name, path in paths.items():
            await page.goto(path)
            if name == "event":
                await page.get_by_text("Change it").click()
            await axe(page)
            wide = await page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (name, width, wide)
            if pictures:
                await page.screenshot(path=Path(pictures) / f"{name}-{width}-{scheme}.png", full_page=True)

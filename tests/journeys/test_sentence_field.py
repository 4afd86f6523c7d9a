"""The field that understands a sentence, in Chromium: chips while one types, a question, and no need of scripts."""

from playwright.async_api import expect

from tests.journeys.test_first_meeting import NEW_YORK, NewPage, axe


async def test_a_sentence_is_read_while_one_types(new_page: NewPage) -> None:
    page = await new_page(timezone_id=NEW_YORK, locale="en-GB")
    await page.goto("/")

    await page.get_by_label("The meeting, in a sentence").press_sequentially("Tea with Bob tomorrow at 10am for 45 min")

    await expect(page.get_by_role("list", name="Read as").get_by_role("listitem")).to_have_text(
        ["Tomorrow 10:00–10:45", "Tea with Bob"]
    )
    await axe(page)


async def test_a_question_is_answered_by_keyboard(new_page: NewPage) -> None:
    page = await new_page(timezone_id=NEW_YORK, locale="en-GB")
    await page.goto("/")
    await page.get_by_label("The meeting, in a sentence").fill("Tea tomorrow at 3")
    await expect(page.get_by_text("Before noon, or after?")).to_be_visible()
    await axe(page)

    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Tomorrow 03:00")).to_be_focused()
    await page.keyboard.press("Enter")

    await expect(page.locator("[name=window_from]")).to_have_value("03:00")
    await expect(page.locator("[name=title]")).to_have_value("Tea")
    await axe(page)


async def test_the_newest_sentence_is_the_one_that_is_shown(new_page: NewPage) -> None:
    page = await new_page(timezone_id=NEW_YORK, locale="en-GB")
    await page.goto("/meetings/new")
    field = page.get_by_label("The meeting, in a sentence")

    for said in ("Friday 10am", "Friday 11am", ""):
        await field.fill(said)
    await field.fill("Lunch tomorrow at 12:30")
    await expect(page.get_by_role("list", name="Read as")).to_contain_text("Tomorrow 12:30")
    await field.fill("")

    await expect(page.get_by_role("list", name="Read as")).to_have_count(0)


async def test_without_scripts_the_reading_comes_after_sending(new_page: NewPage) -> None:
    page = await new_page(java_script_enabled=False, locale="en-GB")
    await page.goto("/")

    await page.get_by_label("The meeting, in a sentence").fill("Tea tomorrow at 3")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Tomorrow 03:00").click()

    await expect(page.locator("[name=window_from]")).to_have_value("03:00")
    await expect(page.get_by_role("list", name="Read as")).to_contain_text("Tomorrow 03:00")


async def test_a_long_sentence_is_not_wider_than_a_phone(new_page: NewPage) -> None:
    page = await new_page(viewport={"width": 360, "height": 740}, locale="en-GB")
    await page.goto("/")

    said = "Donaudampfschifffahrtsgesellschaft " * 4 + "tomorrow 10am"
    await page.get_by_label("The meeting, in a sentence").fill(said)
    await expect(page.get_by_role("list", name="Read as")).to_contain_text("Tomorrow 10:00")

    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0

"""Meetings that move while one looks at them, in Chromium; and a meeting made by somebody without an account."""

import gzip
import json
import time
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.journeys.conftest import LiveServer
from tests.journeys.people import Offer, propose, shared_link
from tests.journeys.test_first_meeting import (
    AGREED,
    MONDAY,
    NEW_YORK,
    WEDNESDAY,
    ZONES,
    NewPage,
    answer,
    axe,
    propose_the_evening,
    signed_in,
)

KATHMANDU = ZoneInfo(ZONES["Bhim"])
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


async def as_guest(page: Page, name: str = "Ada Lovelace") -> tuple[str, dict[str, str]]:
    """Propose the evening without an account; answers one's own address, and everybody's link."""
    offers = [Offer(MONDAY, "14:00", "16:00"), Offer(WEDNESDAY, "18:00", "20:00")]
    await propose(page, "An hour for three", offers, "Ada\nBhim\nCara", zone=NEW_YORK, organiser=name)
    links = {one: await page.get_by_label(f"The link for {one}").input_value() for one in ZONES}
    return page.url, {**links, "": await shared_link(page)}


async def is_live(page: Page) -> None:
    await expect(page.locator("live-news")).to_have_class("on")


async def test_the_ranking_moves_on_everybodys_page_while_people_answer(new_page: NewPage, server: LiveServer) -> None:
    organiser = await signed_in(new_page, server)
    links = await propose_the_evening(organiser)
    watching = await new_page(timezone_id=ZONES["Bhim"])
    await watching.goto(links["Bhim"])
    await is_live(organiser)
    await is_live(watching)
    # A page that loads anew would forget this.
    for page in (organiser, watching):
        await page.evaluate("window.stayed = true")

    best = organiser.locator("#best li")
    for number, (name, zone) in enumerate(ZONES.items(), 1):
        guest = await new_page(timezone_id=zone)
        await guest.goto(links[name])
        await answer(guest, name)
        await expect(organiser.locator("#tally")).to_contain_text(f"{number} of 3 have answered")
        await expect(watching.locator("#tally")).to_contain_text(f"{number} of 3 have answered")

    await expect(best.first).to_contain_text("18:30–19:30")
    await expect(best.first).to_contain_text("2 of 3")
    await expect(best.first).to_contain_text("All 3 can, if Bhim also had 18:30–19:00")
    await expect(watching.locator("#best li").first).to_contain_text(f"{AGREED.astimezone(KATHMANDU):%H:%M}–")
    await expect(organiser.locator("#people li").first).to_contain_text("answered")
    assert await watching.locator(".grid .heat-3, .grid .heat-5").count() > 0
    assert await organiser.evaluate("window.stayed") and await watching.evaluate("window.stayed")

    await best.first.get_by_role("button", name="Book").click()
    await expect(watching.get_by_role("link", name="Add it to my calendar")).to_be_visible()


async def test_what_is_being_painted_stays_when_others_answer_and_when_the_time_is_fixed(
    new_page: NewPage, server: LiveServer
) -> None:
    organiser = await signed_in(new_page, server)
    links = await propose_the_evening(organiser)
    painting = await new_page(timezone_id=NEW_YORK)
    await painting.goto(links["Ada"])
    await is_live(painting)
    box = painting.locator("input[name=yes]").first
    await box.click(force=True)
    guest = await new_page(timezone_id=NEW_YORK)
    await guest.goto(links["Bhim"])

    await answer(guest, "Bhim")

    await expect(painting.locator("#tally")).to_contain_text("1 of 3 have answered")
    await expect(box).to_be_checked()
    await expect(organiser.locator("#best li").first).to_contain_text("1 of 3")
    await organiser.locator("#best li").first.get_by_role("button", name="Book").click()
    await expect(painting.locator(".toast")).to_contain_text("This meeting has been changed")
    await expect(box).to_be_checked()


async def test_a_name_that_was_typed_stays_when_the_meeting_changes(new_page: NewPage, server: LiveServer) -> None:
    page = await new_page(timezone_id=NEW_YORK)
    own, links = await as_guest(page)
    typing, reading = await new_page(timezone_id=NEW_YORK), await new_page(timezone_id=NEW_YORK)
    for one in (typing, reading):
        await one.goto(links[""])
        await is_live(one)
    await typing.locator("main [name=name]").fill("Dervla")
    await typing.locator("h1").click()

    await page.goto(own)
    await page.get_by_role("button", name="Cancel the meeting").click()

    await expect(reading.locator("main")).to_contain_text("has cancelled this meeting")
    await expect(typing.locator(".toast")).to_contain_text("This meeting has been changed")
    await expect(typing.locator("main [name=name]")).to_have_value("Dervla")


async def test_a_hidden_page_lets_go_and_catches_up_when_it_is_seen_again(
    new_page: NewPage, server: LiveServer
) -> None:
    organiser = await signed_in(new_page, server)
    links = await propose_the_evening(organiser)
    await is_live(organiser)
    hide = """hidden => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""

    await organiser.evaluate(hide, True)
    await expect(organiser.locator("live-news")).not_to_have_class("on")
    guest = await new_page(timezone_id=NEW_YORK)
    await guest.goto(links["Bhim"])
    await answer(guest, "Bhim")
    await organiser.evaluate(hide, False)

    await expect(organiser.locator("#best li").first).to_contain_text("1 of 3")


async def test_the_focus_stays_on_the_time_it_was_on(new_page: NewPage, server: LiveServer) -> None:
    organiser = await signed_in(new_page, server)
    links = await propose_the_evening(organiser)
    bhim, cara = await new_page(timezone_id=NEW_YORK), await new_page(timezone_id=NEW_YORK)
    await bhim.goto(links["Bhim"])
    await answer(bhim, "Bhim")
    await expect(organiser.locator("#best li").first).to_contain_text("1 of 3")
    focused = "document.activeElement.form?.elements.start.value"
    await organiser.locator("#best li button").nth(1).focus()
    before = await organiser.evaluate(focused)

    await cara.goto(links["Cara"])
    await answer(cara, "Cara")
    await expect(organiser.locator("#tally")).to_contain_text("2 of 3")

    still_there = await organiser.locator(f'#best [name=start][value="{before}"]').count()
    assert await organiser.evaluate(focused) == (before if still_there else None)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
async def test_a_meeting_is_made_and_booked_without_an_account(
    new_page: NewPage, server: LiveServer, javascript: bool
) -> None:
    page = await new_page(timezone_id=NEW_YORK, java_script_enabled=javascript)
    own, links = await as_guest(page)
    assert "/m/" in own
    guest = await new_page(timezone_id=NEW_YORK, java_script_enabled=javascript)
    await guest.goto(links[""])
    await guest.get_by_label("Cara").check()
    await answer(guest, "Cara")

    await page.goto(own)
    await page.locator("#best li").first.get_by_role("button", name="Book").click()
    await page.get_by_role("link", name="Download the invitation").wait_for()
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator("main")).to_contain_text("Best times")


async def test_the_usual_meeting_is_made_with_five_entries(new_page: NewPage, server: LiveServer) -> None:
    """Well under thirty seconds for a person: a name, a title, who is asked; the rest is there already."""
    page = await new_page(timezone_id=NEW_YORK)
    await page.goto("/")
    await page.get_by_role("button", name="Find a time").click()
    await page.get_by_label("Your name").fill("Ada")
    await page.get_by_label("What is it about?").fill("Lunch")
    await page.get_by_label("Who is asked?").fill("Grace\nCara")
    await page.get_by_role("button", name="Create and get the link").click()

    await expect(page.get_by_label("The link for everyone")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_newer_pages_have_no_accessibility_violation(
    new_page: NewPage, server: LiveServer, scheme: str
) -> None:
    looks = {"color_scheme": scheme, "reduced_motion": "reduce"}
    page = await new_page(timezone_id=NEW_YORK, **looks)
    await page.goto("/meetings/new")
    await page.get_by_text("Deadline and rules").click()
    await axe(page)
    await page.locator("[name=quorum]").fill("3")
    await page.locator("[name=group_quorums]").fill("nonsense")
    await page.locator("[name=organiser]").fill("Ada")
    await page.locator("[name=title]").fill("Lunch")
    await page.get_by_role("button", name="Create and get the link").click()
    await expect(page.locator("#group_quorums-error")).to_be_visible()
    await axe(page)
    await page.locator("[name=group_quorums]").fill("")
    await page.locator("[name=participants]").fill("Ada *\nBhim")
    await page.locator("[name=window_from]").fill("14:00")
    await page.locator("[name=window_to]").fill("16:00")
    await page.locator("[name=visibility][value=blind]").check()
    await page.get_by_role("button", name="Create and get the link").click()
    await axe(page)
    guest = await new_page(timezone_id=NEW_YORK, **looks)
    await guest.goto(await page.get_by_label("The link for Bhim").input_value())
    await axe(guest)
    await guest.locator("input[name=yes]").first.click(force=True)
    await guest.get_by_role("button", name="Save my answer").click()
    await expect(page.locator("#best .breaks").first).to_be_visible()
    await axe(page)


async def test_a_meeting_is_made_answered_and_booked_by_keyboard_alone(new_page: NewPage, server: LiveServer) -> None:
    page = await new_page(timezone_id=NEW_YORK)
    await page.goto("/meetings/new")
    await page.evaluate("document.querySelector('[name=organiser]').focus()")
    await page.keyboard.type("Ada")
    await page.keyboard.press("Tab")
    await page.keyboard.type("Lunch")
    await page.keyboard.press("Enter")
    await page.get_by_role("heading", name="Lunch").wait_for()
    own = page.url

    await page.goto(await shared_link(page))
    await page.locator("main [name=name]").focus()
    await page.keyboard.type("Ada")
    await _tab_to(page, "document.activeElement.matches('.grid input')")
    await page.keyboard.press("Space")
    for _ in range(3):
        await page.keyboard.press("Shift+ArrowDown")
    await _tab_to(page, "document.activeElement.textContent.trim() === 'Save my answer'")
    await page.keyboard.press("Enter")
    await page.get_by_text("This address is now your own").wait_for()

    await page.goto(own)
    await _tab_to(page, "document.activeElement.textContent.trim().startsWith('Book')")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Download the invitation")).to_be_visible()


async def _tab_to(page: Page, is_there: str) -> None:
    for _ in range(60):
        if await page.evaluate(is_there):
            return
        await page.keyboard.press("Tab")
    raise AssertionError("not in reach of the Tab key")


async def test_a_thumb_paints_on_the_cells_and_scrolls_beside_them(new_page: NewPage, server: LiveServer) -> None:
    page = await new_page(timezone_id=NEW_YORK, **PHONE)
    await propose(page, "Lunch", [Offer(MONDAY, "09:00", "19:00")], "Ada", zone=NEW_YORK, organiser="Ada")
    await page.goto(await page.get_by_label("The link for Ada").input_value())
    first = page.locator("input[name=yes]").first
    await first.evaluate("box => box.scrollIntoView({block: 'start'})")
    at = await first.bounding_box()
    assert at is not None
    touch = await page.context.new_cdp_session(page)
    before = await page.evaluate("scrollY")

    await _swipe(touch, at["x"] + 40, at["y"] + 200, at["y"] + 20)
    assert await page.locator(".grid input.yes").count() >= 4
    assert await page.evaluate("scrollY") == before

    await _swipe(touch, at["x"] - 30, at["y"] + 400, at["y"] + 100)
    deadline = time.monotonic() + 10
    while await page.evaluate("scrollY") == before and time.monotonic() < deadline:
        await page.wait_for_timeout(50)
    assert await page.evaluate("scrollY") > before


async def _swipe(touch: Any, x: float, start: float, end: float) -> None:
    point = lambda y: [{"x": x, "y": y}]  # noqa: E731
    await touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": point(start)})
    for step in range(1, 11):
        at = start + (end - start) * step / 10
        await touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": point(at)})
    await touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize(
    "size", [PHONE, {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}], ids=["360 px", "200 %"]
)
async def test_long_words_and_names_from_right_to_left_fit(
    new_page: NewPage, server: LiveServer, size: dict[str, Any]
) -> None:
    page = await new_page(timezone_id="Europe/Berlin", **size)
    title = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsversammlung"
    names = "أحمد بن محمد\nעדה לאבלייס\nWolfgang Freiherr von Rindfleischetikettierungsüberwachungsaufgabenübertragung"
    await propose(page, title, [Offer(MONDAY, "14:00", "16:00")], names, zone="Europe/Berlin", organiser=title[:60])
    own = page.url
    await _fits(page)
    await page.goto(await page.get_by_label("The link for أحمد بن محمد").input_value())
    await _fits(page)
    first = page.locator("input[name=yes]").first
    # Away from the bar that sticks to the lower edge.
    await first.evaluate("box => box.scrollIntoView({block: 'center'})")
    for box in (first, page.locator("input[name=yes]").nth(1)):
        await box.click(force=True)
    await page.get_by_role("button", name="Save my answer").click()
    await expect(page.locator("#best li").first).to_be_visible()
    await _fits(page)
    for path in (own, "/meetings/new"):
        await page.goto(path)
        await _fits(page)


async def _fits(page: Page) -> None:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wide) <= 0, page.url


async def test_on_paper_the_result_stands_without_the_controls(new_page: NewPage, server: LiveServer) -> None:
    page = await new_page(timezone_id=NEW_YORK)
    _, links = await as_guest(page)
    guest = await new_page(timezone_id=NEW_YORK)
    await guest.goto(links["Cara"])
    await answer(guest, "Cara")
    await page.reload()

    await page.emulate_media(media="print")

    await expect(page.locator("#best li").first).to_be_visible()
    await expect(page.locator("#answers table")).to_be_visible()
    for gone in ("header nav", "#share", "#best button", ".foot"):
        await expect(page.locator(gone).first).to_be_hidden()


async def test_the_vote_page_weighs_at_most_25_kilobytes(new_page: NewPage, server: LiveServer) -> None:
    """As issue 3 says: five days of ten hours by the half hour, six people; all of it, compressed as proxies do."""
    page = await new_page(timezone_id=NEW_YORK)
    offers = [Offer(MONDAY + timedelta(days=n), "09:00", "19:00") for n in range(5)]
    names = ["Ada Lovelace", "Bhim Rai", "Cara Ó Briain", "Dorothy Vaughan", "Edda Þórsdóttir", "Grace Hopper"]
    await propose(page, "Kick-off with the new team", offers, "\n".join(names), zone=NEW_YORK, organiser="Ada")
    links = [await page.get_by_label(f"The link for {name}").input_value() for name in names]
    for n, link in enumerate(links[1:]):
        guest = await new_page(timezone_id=NEW_YORK)
        await guest.goto(link)
        values = await guest.locator("input[name=yes]").evaluate_all("boxes => boxes.map(box => box.value)")
        assert len(values) == 100
        for value in values[n * 7 : n * 7 + 40 : 3]:
            await guest.locator(f'input[name=yes][value="{value}"]').evaluate("box => box.click()")
        async with guest.expect_response(lambda response: response.request.method == "POST"):
            await guest.get_by_role("button", name="Save my answer").click()
    await expect(page.locator("#tally")).to_contain_text("5 of 6 have answered")

    guest = await new_page(timezone_id=NEW_YORK)
    sizes: dict[str, int] = {}

    async def weigh(response: Any) -> None:
        if response.request.resource_type == "eventsource":
            return
        body = await response.body()
        sizes[response.url.rsplit("/", 1)[-1]] = len(gzip.compress(body, 6))

    guest.on("response", weigh)
    await guest.goto(links[0])
    await guest.wait_for_load_state("load")
    await is_live(guest)

    assert len(sizes) >= 3
    assert sum(sizes.values()) <= 25_000, json.dumps(sizes)

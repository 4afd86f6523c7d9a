"""The story of the house, in Chromium: propose, answer from three zones, see the ranking, book, download."""

import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.async_playwright import Axe
from icalendar import Calendar
from playwright.async_api import Page, expect

from kalends.core.ids import new_uuid
from tests.journeys.conftest import LiveServer
from tests.journeys.people import (
    PASSWORD,
    Offer,
    next_monday,
    personal_link,
    propose,
    register,
    shared_link,
    sign_in,
)

NewPage = Callable[..., Awaitable[Page]]

MONDAY = next_monday()
WEDNESDAY = MONDAY + timedelta(days=2)
NEW_YORK = "America/New_York"
# New York, Kathmandu (+05:45) and St. John's (−03:30 or −02:30).
ZONES = {"Ada": NEW_YORK, "Bhim": "Asia/Kathmandu", "Cara": "America/St_Johns"}
# Four starts suit two for all of it and one for half. By night in Kathmandu are three of them; on this one nobody who
# comes for all of it has to.
AGREED = datetime.fromisoformat(f"{WEDNESDAY}T18:30").replace(tzinfo=ZoneInfo(NEW_YORK))
# When each can come, in New York's wall time: (day, from, to).
CAN = {
    "Ada": [(MONDAY, "14:00", "15:30"), (WEDNESDAY, "18:00", "20:00")],
    "Bhim": [(MONDAY, "14:00", "16:00"), (WEDNESDAY, "19:00", "20:00")],
    "Cara": [(MONDAY, "15:00", "16:00"), (WEDNESDAY, "18:00", "19:30")],
}


def username() -> str:
    return f"ada-{new_uuid().hex[-10:]}"


async def signed_in(new_page: NewPage, server: LiveServer, **options: object) -> Page:
    """A page of somebody who has registered, confirmed the address by the mail, and signed in."""
    page = await new_page(timezone_id=NEW_YORK, **options)
    if not options.get("java_script_enabled", True):
        await page.goto("/")
        await _choose_zone(page, NEW_YORK)
    login = username()
    email = await register(page, "Ada Lovelace", login)
    await page.goto(server.mail_link(email, "/verify/"))
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Confirm this address").click()
    await page.get_by_role("heading", name="Your address is confirmed").wait_for()
    if not await page.get_by_role("button", name="Sign out").count():
        await sign_in(page, login)
    return page


async def propose_the_evening(page: Page) -> dict[str, str]:
    """The worked example of the field; answers everybody's personal link."""
    offers = [Offer(MONDAY, "14:00", "16:00"), Offer(WEDNESDAY, "18:00", "20:00")]
    await propose(page, "An hour for three", offers, "Ada\nBhim\nCara", zone=NEW_YORK)
    return {name: await personal_link(page, name) for name in ZONES}


def starts(name: str, minutes: int = 30) -> list[str]:
    """The instants of the cells that this person ticks, as the page names them."""
    cells: list[str] = []
    for day, begins, ends in CAN[name]:
        at = datetime.fromisoformat(f"{day}T{begins}").replace(tzinfo=ZoneInfo(NEW_YORK))
        end = datetime.fromisoformat(f"{day}T{ends}").replace(tzinfo=ZoneInfo(NEW_YORK))
        while at < end:
            cells.append(at.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M"))
            at += timedelta(minutes=minutes)
    return cells


async def answer(page: Page, name: str) -> None:
    """Tick one's cells and save."""
    boxes = page.locator("input[type=checkbox][name=yes]")
    values = await boxes.evaluate_all("boxes => boxes.map(box => box.value)")
    step = _cell_minutes(values)
    wanted = set(starts(name, step))
    for value in values:
        if value[:16] in wanted:
            box = page.locator(f'input[name=yes][value="{value}"]')
            # Away from the bar that sticks to the lower edge. The cell's picture lies over the box.
            await box.evaluate("box => box.scrollIntoView({block: 'center'})")
            await box.click(force=True)
            await expect(box).to_be_checked()
    async with page.expect_response(lambda response: response.request.method == "POST"):
        await page.get_by_role("button", name="Save my answer").click()
    await page.wait_for_load_state()


def _cell_minutes(values: list[str]) -> int:
    instants = sorted(datetime.fromisoformat(value) for value in values)
    return int(min(b - a for a, b in itertools.pairwise(instants)).total_seconds() // 60)


async def axe(page: Page) -> None:
    found = await Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
async def test_a_group_in_three_zones_agrees_on_a_time(
    new_page: NewPage, server: LiveServer, tmp_path: Path, javascript: bool
) -> None:
    organiser = await signed_in(new_page, server, java_script_enabled=javascript)
    links = await propose_the_evening(organiser)
    page_of_meeting = organiser.url

    for name, zone in ZONES.items():
        guest = await new_page(timezone_id=zone, java_script_enabled=javascript)
        await guest.goto(links[name])
        if not javascript:
            # Nothing can guess it for them: the zone control is in reach, as a plain form.
            await _choose_zone(guest, zone)
        await expect(guest.locator("header")).to_contain_text(zone.rpartition("/")[2].split("_")[0])
        await answer(guest, name)
        await guest.goto(links[name])
        assert await guest.locator("input[name=yes]:checked").count() > 0

    await organiser.goto(page_of_meeting)
    best = organiser.locator("#best li")
    await expect(best.first).to_contain_text("18:30–19:30")
    await expect(best.first).to_contain_text("2 of 3")

    await best.first.get_by_role("button", name="Book").click()
    await organiser.get_by_role("link", name="Download the invitation").wait_for()
    async with organiser.expect_download() as download:
        await organiser.get_by_role("link", name="Download the invitation").click()
    file = tmp_path / "invitation.ics"
    await (await download.value).save_as(file)
    _assert_invitation(file.read_bytes())

    bhim = await new_page(timezone_id=ZONES["Bhim"], java_script_enabled=javascript)
    await bhim.goto(links["Bhim"])
    if not javascript:
        await _choose_zone(bhim, ZONES["Bhim"])
    await expect(bhim.locator("main")).to_contain_text(AGREED.astimezone(ZoneInfo("Asia/Kathmandu")).strftime("%H:%M"))


async def _choose_zone(page: Page, zone: str) -> None:
    await page.locator("header details:has([name=zone]) summary").click()
    await page.locator("header [name=zone]").fill(zone)
    await page.locator("header form:has([name=zone]) button:not([hidden])").first.click()
    await page.wait_for_load_state()


def _assert_invitation(raw: bytes) -> None:
    calendar = Calendar.from_ical(raw)
    [event] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert event["DTSTART"].dt == AGREED
    assert event["DTEND"].dt == AGREED + timedelta(hours=1)
    assert str(event["SUMMARY"]) == "An hour for three"


async def test_by_the_shared_link_a_stranger_joins_and_answers(new_page: NewPage, server: LiveServer) -> None:
    organiser = await signed_in(new_page, server)
    await propose_the_evening(organiser)
    link = await shared_link(organiser)

    guest = await new_page(timezone_id="Asia/Kathmandu")
    await guest.goto(link)
    await guest.locator("input[name=participant][value=new]").check()
    await guest.locator("main input[name=name]").fill("Dervla")
    await answer(guest, "Bhim")

    await organiser.reload()
    await expect(organiser.locator("#answers-title ~ *").first).to_contain_text("Dervla")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_page_has_an_accessibility_violation(new_page: NewPage, server: LiveServer, scheme: str) -> None:
    # Without motion: what is still fading in is on its way to its colours.
    looks = {"color_scheme": scheme, "reduced_motion": "reduce"}
    page = await signed_in(new_page, server, **looks)
    for path in ("/", "/meetings", "/meetings/new", "/settings"):
        await page.goto(path)
        await axe(page)
    links = await propose_the_evening(page)
    await axe(page)
    meeting = page.url

    guest = await new_page(timezone_id="Asia/Kathmandu", **looks)
    for path in ("/", "/sign-in", "/register", "/forgot", "/nowhere", links["Ada"]):
        guest_errors = path == "/nowhere"
        if guest_errors:
            continue
        await guest.goto(path)
        await axe(guest)
    await answer(guest, "Ada")
    await axe(guest)

    await page.goto(meeting)
    await page.locator("#best li").first.get_by_role("button", name="Book").click()
    await page.get_by_role("link", name="Download the invitation").wait_for()
    await axe(page)
    await guest.goto(links["Ada"])
    await axe(guest)


async def test_at_360_pixels_nothing_is_cut_off(new_page: NewPage, server: LiveServer) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    page = await signed_in(new_page, server, **phone)
    links = await propose_the_evening(page)
    guest = await new_page(timezone_id="Asia/Kathmandu", **phone)

    for who, path in (
        (page, page.url),
        (page, "/meetings"),
        (page, "/meetings/new"),
        (page, "/settings"),
        (guest, "/"),
        (guest, links["Cara"]),
        (guest, "/register"),
    ):
        await who.goto(path)
        wide = await who.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path


async def test_the_grid_can_be_filled_by_keyboard_alone(new_page: NewPage, server: LiveServer) -> None:
    organiser = await signed_in(new_page, server)
    links = await propose_the_evening(organiser)
    guest = await new_page(timezone_id=NEW_YORK)
    await guest.goto(links["Ada"])

    await guest.locator("input[type=checkbox][name=yes]").first.focus()
    await guest.keyboard.press("Space")
    await guest.keyboard.press("Shift+ArrowDown")
    await guest.keyboard.press("Shift+ArrowDown")
    for _ in range(60):
        if await guest.evaluate("document.activeElement.textContent.trim() === 'Save my answer'"):
            break
        await guest.keyboard.press("Tab")
    await guest.keyboard.press("Enter")
    await guest.wait_for_load_state("networkidle")

    await guest.goto(links["Ada"])
    assert await guest.locator("input[name=yes]:checked").count() >= 3

"""What people do on the pages, in their own words, so that the stories read as stories."""

from dataclasses import dataclass
from datetime import date, timedelta

from playwright.async_api import Page

PASSWORD = "correct horse battery staple"


@dataclass(frozen=True, slots=True)
class Offer:
    """One row of hours on the page of a new meeting."""

    on: date
    begins: str
    ends: str


def next_monday() -> date:
    today = date.today()
    return today + timedelta(days=7 - today.weekday())


async def register(page: Page, name: str, username: str) -> str:
    """Make an account in this browser; answers its mail address."""
    email = f"{username}@example.org"
    await page.goto("/register")
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("Mail address").fill(email)
    await page.get_by_label("User name").fill(username)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Make the account").click()
    await page.wait_for_load_state()
    return email


async def sign_in(page: Page, login: str) -> None:
    await page.goto("/sign-in")
    await page.locator("[name=login]").fill(login)
    await page.locator("[name=password]").fill(PASSWORD)
    await page.locator("main form button.primary").click()
    await page.wait_for_load_state()


async def propose(
    page: Page,
    title: str,
    offers: list[Offer],
    participants: str,
    zone: str = "America/New_York",
    organiser: str | None = None,
) -> None:
    """Fill in the one screen and send it; ends on the organiser's page. `organiser` is of those without an account."""
    await page.goto("/meetings/new")
    if organiser is not None:
        await page.locator("[name=organiser]").fill(organiser)
    await page.locator("[name=title]").fill(title)
    await page.locator("main [name=zone]").fill(zone)
    await page.locator("[name=participants]").fill(participants)
    while await page.locator("[name=window_date]").count() < len(offers):
        rows = await page.locator("[name=window_date]").count()
        await page.locator("#add-window").click()
        await page.locator("[name=window_date]").nth(rows).wait_for()
    for n, offer in enumerate(offers):
        await page.locator("[name=window_date]").nth(n).fill(offer.on.isoformat())
        await page.locator("[name=window_from]").nth(n).fill(offer.begins)
        await page.locator("[name=window_to]").nth(n).fill(offer.ends)
    await page.get_by_role("button", name="Create and get the link").click()
    await page.get_by_role("heading", name=title).wait_for()


async def personal_link(page: Page, name: str) -> str:
    """From the organiser's page: the link of one participant."""
    return await page.get_by_label(f"The link for {name}").input_value()


async def shared_link(page: Page) -> str:
    return await page.get_by_label("The link for everyone").input_value()

"""Letters as a phone shows them."""

import pytest
from playwright.async_api import Browser

from kalends.features.notices.domain import Occasion
from tests.adapters.mail.test_mailer import letter, mail_of
from tests.journeys.test_first_meeting import axe

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsversammlung"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_letter_is_wider_than_a_phone_whatever_the_words(browser: Browser, scheme: str) -> None:
    context = await browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = await context.new_page()
    for locale in ("en", "de"):
        for occasion in Occasion:
            html = mail_of(letter(occasion, LONG, locale)).get_body(("html",))
            assert html is not None
            await page.set_content(html.get_content())
            await axe(page)
            assert await page.evaluate("document.documentElement.scrollWidth") <= 360, (occasion, locale)
    await context.close()

"""The pages of notices."""

import re

from kalends.core.actor import Nobody, System
from kalends.core.ids import new_uuid
from kalends.features.accounts.people.domain import NewPerson
from kalends.features.accounts.people.repository import find_account
from kalends.features.notices.domain import Matter
from tests.adapters.entrance import Entrance
from tests.adapters.web.test_profile import enter

HOSTILE = "<script>alert(1)</script>"


async def tell(entrance: Entrance, who: NewPerson, title: str) -> None:
    database = entrance.house.database
    async with database.transaction(Nobody()) as tx:
        account = await find_account(tx, who.email_key)
    assert account is not None
    async with database.transaction(System(account.space_id)) as tx:
        await tx.execute(
            """
            INSERT INTO notices (id, space_id, person_id, kind, occasion, matter)
            VALUES (%s, %s, %s, 'invitation', 'invited', jsonb_build_object('title', %s::text))
            """,
            [new_uuid(), account.space_id, account.id, title],
        )


async def test_what_one_was_told_is_listed_and_counted_until_it_is_read(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await enter(browser, ada)
        empty = (await browser.get("/notices")).text
        await tell(entrance, ada, HOSTILE)
        anywhere = (await browser.get("/meetings")).text
        page = (await browser.get("/notices")).text
        read = await browser.post("/notices/read")
        after = (await browser.get("/notices")).text

    assert "Nothing yet" in empty
    assert re.search(r'href="/notices">1 new', anywhere)
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    assert read.headers["location"] == "/notices"
    assert "1 new" not in after


async def test_preferences_are_kept_by_a_plain_form(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    form = {
        "is_enabled": "1",
        "channels": ["reminder.page", "daily.mail"],
        "reminder_minutes": "15",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "daily_at": "06:30",
        "weekly_on": "5",
    }
    async with entrance.browser() as browser:
        await enter(browser, ada)
        kept = await browser.post("/settings/notices", data=form)
        page = (await browser.get("/settings/notices")).text
        wrong = await browser.post("/settings/notices", data={**form, "quiet_until": "", "reminder_minutes": "x"})
        half = await browser.post("/settings/notices", data={**form, "quiet_until": ""})

    assert kept.headers["location"] == "/settings/notices"
    assert re.search(r'value="reminder.page" checked', page)
    assert re.search(r'value="reminder.mail"(?! checked)', page)
    assert 'value="06:30"' in page
    assert (wrong.status_code, half.status_code) == (422, 422)
    assert "Give both, or neither" in half.text
    assert 'value="reminder.page" checked' in half.text


async def test_an_address_that_is_held_back_says_so_and_is_lifted(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    await entrance.house.services.notices.suppress(ada.email, "bounced", "no such user here")
    async with entrance.browser() as browser:
        await enter(browser, ada)
        page = (await browser.get("/settings/notices")).text
        lifted = await browser.post("/settings/notices/suppression")
        after = (await browser.get("/settings/notices")).text

    assert "no such user here" in page
    assert lifted.status_code == 303
    assert "no such user here" not in after


async def test_strangers_are_asked_to_sign_in(entrance: Entrance) -> None:
    async with entrance.browser() as browser:
        for path in ("/notices", "/settings/notices"):
            assert (await browser.get(path)).headers["location"].startswith("/sign-in")


def test_a_matter_survives_its_way_through_the_database() -> None:
    matter = Matter(title="Lunch", weeks=3, who="Ada")

    assert Matter.read(matter.payload()) == matter
    assert "place" not in matter.payload()

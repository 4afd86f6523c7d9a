"""Notices by the API: what was told, what is wanted."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from kalends.core.actor import System
from kalends.core.ids import new_uuid
from kalends.features.notices import repository
from kalends.features.notices.domain import Matter, NoticeKind
from tests.adapters.http.conftest import settings_with
from tests.adapters.product import Product, Somebody


@pytest.fixture
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


@pytest.fixture
async def ada(product: Product) -> Somebody:
    return await product.settle("Ada")


@pytest.fixture
async def client(product: Product, ada: Somebody) -> AsyncIterator[httpx.AsyncClient]:
    async with product.client(ada.headers) as client:
        client.base_url = "http://localhost:8000/api/v1"
        yield client


async def tell(product: Product, who: Somebody, title: str) -> None:
    reader: Any = repository.Reader(
        person_id=who.actor.id,
        space_id=who.space_id,
        email="",
        name="",
        zone="",
        locale="",
        is_enabled=True,
        channels={},
        quiet_from=None,
        quiet_until=None,
    )
    async with product.house.database.transaction(System(who.space_id)) as tx:
        matter = Matter(title=title, who="Grace", url="https://kalends.test/meetings/1")
        await repository.add(tx, new_uuid(), reader, NoticeKind.INVITATION, "invited", matter.payload())


async def test_notices_are_listed_counted_and_read(product: Product, ada: Somebody, client: httpx.AsyncClient) -> None:
    grace = await product.settle("Grace")
    for title in ("First", "<b>Second</b>"):
        await tell(product, ada, title)
    await tell(product, grace, "Not Ada's")

    listed = (await client.get("/notices", params={"limit": 1})).json()
    older = (await client.get("/notices", params={"cursor": listed["next_cursor"]})).json()
    read = await client.put("/notices/read", json={"notice_ids": [listed["items"][0]["id"]]})
    unread = (await client.get("/notices", params={"unread": True})).json()
    all_read = await client.put("/notices/read", json={})

    assert [one["sentence"] for one in listed["items"]] == ["Invitation: <b>Second</b>"]
    assert listed["unread"] == 2
    assert [one["sentence"] for one in older["items"]] == ["Invitation: First"]
    assert read.status_code == all_read.status_code == 204
    assert [one["sentence"] for one in unread["items"]] == ["Invitation: First"]
    assert (await client.get("/notices")).json()["unread"] == 0
    async with product.client(grace.headers) as theirs:
        assert (await theirs.get("/api/v1/notices")).json()["unread"] == 1


async def test_preferences_are_seen_changed_and_emptied(client: httpx.AsyncClient) -> None:
    before = await client.get("/notices/preferences")
    changed = await client.patch(
        "/notices/preferences",
        json={
            "channels": {"reminder": ["page"], "daily": ["mail"]},
            "reminder_minutes": 15,
            "quiet_from": "22:00",
            "quiet_until": "07:00",
        },
        headers={"if-match": before.headers["etag"]},
    )
    stale = await client.patch(
        "/notices/preferences", json={"weekly_on": 5}, headers={"if-match": before.headers["etag"]}
    )
    emptied = await client.patch("/notices/preferences", json={"reminder_minutes": None})

    assert before.json()["channels"]["reminder"] == ["mail", "page"]
    assert before.json()["channels"]["daily"] == []
    assert changed.status_code == 200
    assert changed.json()["channels"]["reminder"] == ["page"]
    assert changed.json()["quiet_from"] == "22:00"
    assert stale.status_code == 412
    assert emptied.json()["reminder_minutes"] is None
    assert emptied.json()["quiet_until"] == "07:00"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"channels": {"daily": ["page"]}}, "channels.daily"),
        ({"quiet_from": "22:00"}, "quiet_until"),
        ({"reminder_minutes": -1}, "reminder_minutes"),
        ({"weekly_on": 8}, "weekly_on"),
        ({"daily_at": "25:00"}, "daily_at"),
        ({"channels": {"gossip": ["mail"]}}, "channels"),
        ({"person_id": "x"}, "person_id"),
    ],
)
async def test_what_makes_no_sense_is_refused_by_field(
    client: httpx.AsyncClient, body: dict[str, Any], field: str
) -> None:
    refused = await client.patch("/notices/preferences", json=body)

    assert refused.status_code == 422
    assert refused.json().get("field", refused.json().get("errors", [{}])[0].get("field", "")).startswith(field)
    assert (await client.get("/notices/preferences")).json()["quiet_from"] is None


async def test_an_address_that_is_held_back_is_shown_to_its_owner_who_lifts_it(
    product: Product, ada: Somebody, client: httpx.AsyncClient
) -> None:
    email = (await product.services.people.me(ada.actor)).email
    nothing = (await client.get("/notices/suppression")).json()
    await product.services.notices.suppress(email, "bounced", "no such user")

    held_back = (await client.get("/notices/suppression")).json()
    lifted = await client.delete("/notices/suppression")
    again = await client.delete("/notices/suppression")

    assert nothing == {"suppression": None}
    assert held_back["suppression"]["said"] == "no such user"
    assert (lifted.status_code, again.status_code) == (204, 404)

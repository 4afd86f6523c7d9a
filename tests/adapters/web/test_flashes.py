"""The sentence on the next page comes back from the browser, so it may say anything."""

import json
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from kalends.store.database import Database
from tests.adapters.http.conftest import Client, make_app, settings_with


def packed(said: Any) -> str:
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return f"kalends_flash={urlsafe_b64encode(raw).decode()}"


@pytest.fixture
async def client(database: Database) -> AsyncIterator[Client]:
    transport = httpx.ASGITransport(app=make_app(database, settings_with()), raise_app_exceptions=False)
    async with Client(transport=transport, base_url="http://localhost:8000", headers={"accept": "text/html"}) as client:
        yield client


@pytest.mark.parametrize(
    "said",
    [
        b"[" * 20_000,
        b"9" * 6_000,
        b"\xff",
        5,
        [1],
        [{"text": "\ud800"}],
        [{"text": "x", "undo": {"url": "/x", "label": "x", "fields": {"a": "\udfff"}}}],
        [{"text": "x", "undo": {"url": "/x", "label": "x", "fields": 5}}],
    ],
)
async def test_a_forged_flash_breaks_no_page(client: Client, said: Any) -> None:
    """CHECKLIST 33."""
    answer = await client.get("/", headers={"cookie": packed(said)})

    assert answer.status_code == 200


@pytest.mark.parametrize("url", ["//evil.example/x", "/\\evil.example/x", "/\t/evil.example", "https://evil.example"])
async def test_a_forged_undo_leads_nowhere_else(client: Client, url: str) -> None:
    """CHECKLIST 29, 39. The form would carry its token there."""
    forged = packed([{"text": "A forged one", "undo": {"url": url, "label": "Undo"}}])

    answer = await client.get("/", headers={"cookie": forged})

    assert answer.status_code == 200
    assert "evil.example" not in answer.text


async def test_an_honest_flash_is_shown(client: Client) -> None:
    said = packed([{"text": "Saved <b>.", "undo": {"url": "/undo/it", "label": "Undo"}}])

    page = (await client.get("/", headers={"cookie": said})).text

    assert "Saved &lt;b&gt;." in page
    assert 'action="/undo/it"' in page

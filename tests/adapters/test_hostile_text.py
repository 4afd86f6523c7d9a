"""What people type is text, wherever it comes out again: never markup, never a script."""

from collections.abc import AsyncIterator
from html.parser import HTMLParser

import pytest

from tests.adapters.http.conftest import settings_with
from tests.adapters.product import Product

HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;lt;",
    "</textarea><iframe src=//evil.example>",
    "<a href='data:text/html,x'>x</a>",
    "\u202e\u2066gnp.evil",
]


class Watchful(HTMLParser):
    """Notes every element and attribute that only a text turned into markup could have made."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "script" and not (names.get("nonce") or names.get("type") == "application/json"):
            self.found.append(f"<{tag}>")
        if tag in ("iframe", "object", "embed", "base") or (tag == "img" and names.get("src") == "x"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or (
                name in ("href", "src", "action") and address.startswith(("javascript:", "data:"))
            ):
                self.found.append(f"{tag} {name}={value}")


def made_by(page: str) -> list[str]:
    parser = Watchful()
    parser.feed(page)
    return parser.found


@pytest.fixture(scope="module")
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


def test_the_watch_would_notice() -> None:
    noticed = [text for text in HOSTILE if made_by(f'<p title="{text}">{text}</p>')]

    assert len(noticed) >= 6


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_people_type_is_never_markup_on_a_page(product: Product, hostile: str) -> None:
    """CHECKLIST 31."""
    ada = await product.settle("Ada")
    html = {"accept": "text/html"}
    async with product.client(ada.headers) as client:
        await client.patch("/api/v1/people/me", json={"name": hostile})
        window = {"start": "2031-01-14T09:00:00Z", "end": "2031-01-14T17:00:00Z"}
        made = await client.post(
            "/api/v1/meetings",
            json={
                "title": f"x {hostile}",
                "description": hostile,
                "place": hostile,
                "zone": "UTC",
                "duration": 60,
                "windows": [window],
                "participants": [{"name": f"y {hostile}"}],
            },
        )
        pages = [
            "/",
            f"/?say={hostile}",
            "/settings",
            "/meetings",
            f"/meetings/new?say={hostile}",
            f"/problems/{hostile}",
        ]
        codes: list[str] = []
        if made.status_code == 201:
            meeting = made.json()["meeting"]["id"] if "meeting" in made.json() else made.json()["id"]
            pages.append(f"/meetings/{meeting}")
            links = (await client.get(f"/api/v1/meetings/{meeting}/links")).json()["items"]
            codes = [link["url"].rsplit("/", 1)[-1] for link in links]
        for path in [*pages, *(f"/m/{code}" for code in codes)]:
            page = await client.get(path, headers=html)
            assert page.status_code < 500, path
            assert made_by(page.text) == [], path
        for code in codes:
            form = {"name": hostile, "zone": hostile, "yes": hostile, "next": hostile}
            page = await client.post(f"/m/{code}", data=form, headers={**html, "sec-fetch-site": "same-origin"})
            assert page.status_code < 500
            assert made_by(page.text) == []
        for path in ("/sign-in", "/register", "/forgot"):
            page = await client.post(
                path,
                data=dict.fromkeys(("login", "email", "username", "name", "password", "zone", "next"), hostile),
                headers={**html, "sec-fetch-site": "same-origin"},
            )
            assert page.status_code < 500
            assert made_by(page.text) == [], path

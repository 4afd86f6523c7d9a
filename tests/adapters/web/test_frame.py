import gzip
import re
from pathlib import Path

import pytest

from kalends.adapters.web.assets import Assets
from kalends.adapters.web.rendering import Flash, Undo, go_to
from tests.adapters.http.conftest import Client, MakeClient, make_client  # noqa: F401  # a fixture

OURS = {"sec-fetch-site": "same-origin"}
HTML = {"accept": "text/html"}
ADA = {"cookie": "kalends_session=ada-token"}


@pytest.fixture
async def client(make_client: MakeClient) -> Client:  # noqa: F811
    return await make_client()


async def test_the_frame_knows_who_reads_and_where(client: Client) -> None:
    page = (await client.get("/", headers={**HTML, **ADA})).text

    assert "Ada &lt;Lovelace&gt;" in page
    assert "Kathmandu (UTC+5:45)" in page
    assert "plain HTTP" in page


async def test_a_stranger_chooses_zone_and_theme_for_this_browser(client: Client) -> None:
    for choice in ({"theme": "dark"}, {"zone": "America/St_Johns"}):
        answer = await client.post("/preferences", data={**choice, "next": "/?say=tea"}, headers=OURS)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/?say=tea"
    page = (await client.get("/", headers=HTML)).text

    assert 'data-theme="dark"' in page
    assert "St Johns" in page


@pytest.mark.parametrize(("choice", "field"), [({"theme": "neon"}, "theme"), ({"zone": "Mars/Olympus"}, None)])
async def test_a_choice_that_does_not_exist_is_refused(
    client: Client, choice: dict[str, str], field: str | None
) -> None:
    answer = await client.post("/preferences", data=choice, headers=OURS)

    assert answer.status_code == 422
    assert answer.json().get("field") == field


@pytest.mark.parametrize("cookie", ["kalends_theme=neon", "kalends_zone=Mars", 'kalends_zone="><b>', "kalends_flash=x"])
async def test_cookies_that_somebody_changed_do_no_harm(client: Client, cookie: str) -> None:
    page = await client.get("/", headers={**HTML, "cookie": cookie})

    assert page.status_code == 200
    assert 'data-theme="auto"' in page.text


async def test_what_was_done_is_said_once_with_a_way_back(client: Client) -> None:
    said = go_to("/", Flash(text="Saved <it>.", undo=Undo(url="/undo", fields={"id": "7"})))
    cookie = re.match("kalends_flash=[^;]+", said.headers["set-cookie"])[0]

    page = await client.get("/", headers={**HTML, "cookie": cookie})

    assert "Saved &lt;it&gt;." in page.text
    assert 'action="/undo"' in page.text
    assert 'kalends_flash=""' in page.headers["set-cookie"]


async def test_a_forged_way_back_leads_nowhere(client: Client) -> None:
    """CHECKLIST 29, 39."""
    said = go_to("/", Flash(text="Click here", undo=Undo(url="//evil.example/take")))
    cookie = re.match("kalends_flash=[^;]+", said.headers["set-cookie"])[0]

    assert "evil.example" not in (await client.get("/", headers={**HTML, "cookie": cookie})).text


async def test_assets_are_kept_for_ever_and_come_compressed(client: Client) -> None:
    address = Assets().address("kalends.css")

    plain = await client.get(address, headers={"accept-encoding": "identity"})
    zipped = await client.get(address, headers={"accept-encoding": "gzip"})
    brotli = await client.head(address, headers={"accept-encoding": "gzip, deflate, br"})

    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["content-type"] == "text/css; charset=utf-8"
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.content == plain.content
    assert brotli.headers["content-encoding"] == "br"
    assert brotli.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize("path", ["manifest.json", "../rendering.py", "%2e%2e/rendering.py", "kalends.css", "", "x.js"])
async def test_nothing_but_built_assets_can_be_asked_for(client: Client, path: str) -> None:
    assert (await client.get(f"/static/{path}")).status_code == 404


async def test_assets_are_only_read(client: Client) -> None:
    answer = await client.put(Assets().address("kalends.css"), headers=OURS)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_an_asset_that_was_not_built_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": {"a.css": "a.1.css"}}')
    (tmp_path / "a.1.css").write_bytes(b"a")
    (tmp_path / "a.1.css.gz").write_bytes(gzip.compress(b"a"))

    with pytest.raises(LookupError, match=r"b\.css"):
        Assets(tmp_path).address("b.css")

import re

import pytest

from tests.adapters.http.conftest import Client, MakeClient

PAGES = ["/", "/fail/conflict", "/fail/unexpected", "/no/such/page", "/problems/stale"]


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_says_what_browsers_may_do_with_it(client: Client, html: dict[str, str], path: str) -> None:
    """CHECKLIST 28."""
    answer = await client.get(path, headers=html)

    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert re.search(r"script-src 'self' 'nonce-[\w-]{20,}'", policy)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cache-control"] == "no-store"


async def test_each_answer_has_a_nonce_of_its_own_and_uses_it(client: Client, html: dict[str, str]) -> None:
    """CHECKLIST 28."""
    first, second = await client.get("/", headers=html), await client.get("/", headers=html)

    nonces = [re.search(r"'nonce-([^']+)'", a.headers["content-security-policy"])[1] for a in (first, second)]
    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0]}"' in first.text


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_carries_a_script_or_style_that_its_policy_would_block(
    client: Client, html: dict[str, str], path: str
) -> None:
    """CHECKLIST 28."""
    page = (await client.get(path, headers=html)).text

    assert not re.search(r"<(script|style)(?![^>]*\bnonce=)", page)
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", page)


async def test_browsers_are_told_to_stay_on_https_where_we_are_on_it(make_client: MakeClient) -> None:
    """CHECKLIST 28."""
    plain = await make_client()
    secure = await make_client(settings={"server__public_url": "https://kalends.example"})
    proxied = await make_client(address="10.0.0.2", settings={"server__trusted_proxies": "10.0.0.2"})

    assert "strict-transport-security" not in (await plain.get("/")).headers
    assert (await secure.get("/")).headers["strict-transport-security"] == "max-age=31536000"
    answer = await proxied.get("/", headers={"x-forwarded-proto": "https"})
    assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize("path", ["/m/some-code", "/verify/some-code", "/reset/some-code"])
async def test_addresses_that_hold_a_secret_are_no_referrers(client: Client, html: dict[str, str], path: str) -> None:
    """CHECKLIST 16, 28."""
    assert (await client.get(path, headers=html)).headers["referrer-policy"] == "no-referrer"


async def test_the_apis_answers_are_nobody_elses_to_keep(client: Client) -> None:
    answer = await client.get("/api/v1/things/0197a000-0000-7000-8000-000000000000")

    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_over_https_every_cookie_is_for_https_only(make_client: MakeClient) -> None:
    """CHECKLIST 11."""
    secure = await make_client(
        settings={"server__public_url": "https://kalends.example"}, url="https://kalends.example"
    )
    plain = await make_client()

    for client, is_kept_safe in ((secure, True), (plain, False)):
        answers = [await client.get("/form"), await client.post("/form", headers={"sec-fetch-site": "same-origin"})]
        cookies = [one for answer in answers for one in answer.headers.get_list("set-cookie")]
        assert len(cookies) == 2
        assert [cookie.lower().count("; secure") for cookie in cookies] == [int(is_kept_safe)] * 2

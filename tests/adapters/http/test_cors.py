import pytest

from tests.adapters.http.conftest import Client, MakeClient

PATH = "/api/v1/things"
ASK = {"access-control-request-method": "POST", "access-control-request-headers": "authorization"}
LISTED = {"cors__origins": "https://app.example,https://other.example"}


async def test_no_other_site_may_call_by_default(client: Client) -> None:
    """CHECKLIST 30."""
    asked = await client.options(PATH, headers={"origin": "https://app.example", **ASK})
    called = await client.post(PATH, json={"name": "a"}, headers={"origin": "https://app.example"})

    assert asked.status_code == 405
    assert not [name for name in (*asked.headers, *called.headers) if name.startswith("access-control")]


async def test_a_listed_origin_may_call(make_client: MakeClient) -> None:
    """CHECKLIST 30."""
    client = await make_client(settings=LISTED)

    asked = await client.options(PATH, headers={"origin": "https://app.example", **ASK})
    called = await client.post(PATH, json={"name": "a"}, headers={"origin": "https://app.example"})
    failed = await client.get("/api/v1/nothing", headers={"origin": "https://app.example"})

    assert asked.status_code == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "authorization" in asked.headers["access-control-allow-headers"]
    for answer in (asked, called, failed):
        assert answer.headers["access-control-allow-origin"] == "https://app.example"
        assert answer.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        "https://app.example.evil.example",
        "https://evil-app.example",
        "http://app.example",
        "https://app.example:8443",
        "https://APP.example",
        "null",
        "*",
        "",
    ],
)
async def test_only_the_exact_origin_is_listed(make_client: MakeClient, origin: str) -> None:
    """CHECKLIST 30."""
    client = await make_client(settings=LISTED)

    asked = await client.options(PATH, headers={"origin": origin, **ASK})
    called = await client.post(PATH, json={"name": "a"}, headers={"origin": origin})

    assert asked.status_code == 405
    assert "access-control-allow-origin" not in {**asked.headers, **called.headers}
    assert called.headers["vary"] == "Origin"


async def test_pages_are_for_no_other_site(make_client: MakeClient) -> None:
    """CHECKLIST 30."""
    client = await make_client(settings=LISTED)

    assert (
        "access-control-allow-origin" not in (await client.get("/", headers={"origin": "https://app.example"})).headers
    )

"""User name and password at CalDAV."""

from base64 import b64encode

import pytest

from tests.adapters.http.conftest import ADA, MakeClient

CALENDARS = "/dav/who"


def basic(said: str | bytes) -> dict[str, str]:
    raw = said.encode() if isinstance(said, str) else said
    return {"authorization": f"Basic {b64encode(raw).decode()}"}


GOOD = basic("ada:ada's phone: ü")


async def test_a_device_password_opens_caldav_and_no_other_door(make_client: MakeClient) -> None:
    client = await make_client()

    assert (await client.get(CALENDARS, headers=GOOD)).text.startswith(f"Person {ADA.id}")
    for path in ("/who", "/api/v1/things/x", "/sign-in", "/davos"):
        assert (await client.get(path, headers=GOOD)).status_code == 401


async def test_a_bearer_token_opens_caldav_too(make_client: MakeClient) -> None:
    client = await make_client(address="203.0.113.9")

    known = await client.get(CALENDARS, headers={"authorization": "Bearer ada-token"})
    unknown = await client.get(CALENDARS, headers={"authorization": "Bearer wrong"})

    assert known.text.startswith(f"Person {ADA.id}")
    assert unknown.status_code == 401
    assert unknown.headers["www-authenticate"].startswith("Bearer")


async def test_cookies_open_nothing_at_caldav(make_client: MakeClient) -> None:
    """CHECKLIST 29: no other site's form can act there."""
    client = await make_client()

    answer = await client.get(CALENDARS, headers={"cookie": "kalends_session=ada-token"})

    assert answer.text.startswith("Nobody")


@pytest.mark.parametrize("given", [basic("ada:wrong"), basic("ada:"), basic(":"), basic(b"ada:\xff\xfe")])
async def test_a_wrong_password_is_asked_for_again(make_client: MakeClient, given: dict[str, str]) -> None:
    client = await make_client()

    answer = await client.get(CALENDARS, headers=given)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Basic realm="Kalends", charset="UTF-8"'


@pytest.mark.parametrize("given", ["Basic", "Basic ", "Basic !", "Basic YWRh", "Basic ä", "basic-ally", "Digest x"])
async def test_what_can_not_be_read_is_told_so(make_client: MakeClient, given: str) -> None:
    client = await make_client()

    answer = await client.get(CALENDARS, headers={"authorization": given.encode("latin-1")})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic")


async def test_who_sends_nothing_is_asked_once_it_matters(make_client: MakeClient) -> None:
    client = await make_client()

    answer = await client.get("/dav/fail/not-signed-in")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize("address", ["203.0.113.9", "2001:db8::9", "::ffff:203.0.113.9", "10.0.0.1"])
async def test_in_the_clear_no_password_is_taken_or_asked_for(make_client: MakeClient, address: str) -> None:
    """CHECKLIST 18."""
    client = await make_client(address=address)

    for headers in (GOOD, basic("ada:wrong"), {}):
        answer = await client.get(CALENDARS, headers=headers)
        assert answer.status_code == 403
        assert "www-authenticate" not in answer.headers
        assert "https://" in answer.json()["detail"]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1"])
async def test_a_machine_may_talk_to_itself(make_client: MakeClient, address: str) -> None:
    """CHECKLIST 18."""
    client = await make_client(address=address)

    assert (await client.get(CALENDARS, headers=GOOD)).status_code == 200


async def test_over_tls_anybody_may(make_client: MakeClient) -> None:
    """CHECKLIST 18."""
    client = await make_client(address="203.0.113.9", url="https://kalends.example")

    assert (await client.get(CALENDARS, headers=GOOD)).status_code == 200


async def test_a_trusted_proxy_is_believed_about_tls_and_nobody_else(make_client: MakeClient) -> None:
    """CHECKLIST 18."""
    settings = {"server__trusted_proxies": "10.0.0.1"}
    by_proxy = await make_client(address="10.0.0.1", settings=settings)
    by_itself = await make_client(address="10.0.0.2", settings=settings)
    told = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}

    assert (await by_proxy.get(CALENDARS, headers=GOOD | told)).status_code == 200
    assert (await by_proxy.get(CALENDARS, headers=GOOD | told | {"x-forwarded-proto": "http"})).status_code == 403
    assert (await by_itself.get(CALENDARS, headers=GOOD | told)).status_code == 403
    claimed = {"x-forwarded-for": "127.0.0.1"}
    assert (await by_itself.get(CALENDARS, headers=GOOD | claimed)).status_code == 403

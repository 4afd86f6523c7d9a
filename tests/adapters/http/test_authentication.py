import pytest

from kalends.adapters.http.authentication import cookie_name
from tests.adapters.http.conftest import ADA, Client, MakeClient, a_link


async def test_a_bearer_token_says_who_acts(client: Client) -> None:
    answer = await client.get("/who", headers={"authorization": "Bearer ada-token"})

    assert answer.text.startswith(f"Person {ADA.id}")


async def test_a_token_that_does_not_stand_is_refused_even_where_none_is_needed(client: Client) -> None:
    answer = await client.get("/who", headers={"authorization": "Bearer wrong"})

    assert answer.status_code == 401


@pytest.mark.parametrize("given", ["Basic YTpi", "Bearer", "Bearer   ", "Digest x", "ada-token"])
async def test_other_ways_to_authorize_are_told_so(client: Client, given: str) -> None:
    answer = await client.get("/api/v1/nothing", headers={"authorization": given})

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_pages_know_the_cookie_and_forgive_one_that_is_over(client: Client) -> None:
    known = await client.get("/who", headers={"cookie": "a=b; kalends_session=ada-token"})
    over = await client.get("/who", headers={"cookie": "kalends_session=old"})

    assert known.text.startswith(f"Person {ADA.id}")
    assert over.text.startswith("Nobody")


async def test_over_https_only_the_host_cookie_counts(make_client: MakeClient) -> None:
    """CHECKLIST 11."""
    client = await make_client(settings={"server__public_url": "https://kalends.example"})

    unprefixed = await client.get("/who", headers={"cookie": "kalends_session=ada-token"})
    prefixed = await client.get("/who", headers={"cookie": "__Host-kalends_session=ada-token"})

    assert unprefixed.text.startswith("Nobody")
    assert prefixed.text.startswith("Person")
    assert cookie_name(is_https=False) == "kalends_session"


async def test_a_link_acts_as_itself_at_its_page_and_at_the_api(client: Client) -> None:
    link, code = a_link()

    page = await client.get(f"/m/{code}", headers={"cookie": "kalends_session=ada-token"})
    by_header = await client.get("/who", headers={"kalends-link": code})

    assert page.text.startswith(f"Link {link}")
    assert by_header.text.startswith(f"Link {link}")


@pytest.mark.parametrize("code", ["x", "A" * 32, "ÄÖÜ", "..%2f..", "A" * 5000])
async def test_a_code_we_never_signed_is_nothing(client: Client, code: str) -> None:
    """CHECKLIST 27."""
    page = await client.get(f"/m/{code}")
    by_header = await client.get("/who", headers={"kalends-link": code.encode()})

    assert page.status_code == by_header.status_code == 404

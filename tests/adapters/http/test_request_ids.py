import re

import pytest

from kalends.adapters.http.request_id import Proxies
from tests.adapters.http.conftest import Client, MakeClient


async def test_each_answer_carries_its_request_id(client: Client) -> None:
    """CHECKLIST 38."""
    answer = await client.get("/who")

    assert re.fullmatch(r"[0-9a-f-]{36}", answer.headers["x-request-id"])


async def test_a_sane_id_from_the_client_is_kept(client: Client) -> None:
    answer = await client.get("/who", headers={"x-request-id": "build-4711.retry_2"})

    assert answer.headers["x-request-id"] == "build-4711.retry_2"


@pytest.mark.parametrize("hostile", ["short", "x" * 65, 'a"b,c:d e{}', "line\x0bfeed-and-more", "ümlaut-ümlaut"])
async def test_an_id_that_could_forge_a_log_line_is_replaced(client: Client, hostile: str) -> None:
    answer = await client.get("/who", headers={"x-request-id": hostile.encode()})

    assert re.fullmatch(r"[0-9a-f-]{36}", answer.headers["x-request-id"])


async def test_what_a_stranger_says_of_their_address_is_not_believed(client: Client) -> None:
    """CHECKLIST 17."""
    claims = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", "x-real-ip": "203.0.113.9"}

    answer = await client.get("/who", headers=claims)

    assert answer.text.endswith("127.0.0.1 http")


async def test_what_a_trusted_proxy_says_is_believed(make_client: MakeClient) -> None:
    client = await make_client(address="10.0.0.2", settings={"server__trusted_proxies": "10.0.0.0/8"})
    claims = {"x-forwarded-for": "198.51.100.7, 203.0.113.9, 10.0.0.3", "x-forwarded-proto": "https"}

    answer = await client.get("/who", headers=claims)

    assert answer.text.endswith("203.0.113.9 https")


async def test_only_the_claims_of_our_own_proxies_count() -> None:
    proxies = Proxies(["10.0.0.0/8", "fd00::/8"])

    assert proxies.client("10.0.0.1", "1.1.1.1, 2.2.2.2") == "2.2.2.2"
    assert proxies.client("10.0.0.1", "1.1.1.1, fd00::1, 10.9.9.9") == "1.1.1.1"
    assert proxies.client("10.0.0.1", "not an address") == "10.0.0.1"
    assert proxies.client("10.0.0.1", "") == "10.0.0.1"
    assert proxies.client("9.9.9.9", "1.1.1.1") == "9.9.9.9"


async def test_the_identity_of_a_request_is_never_what_its_body_or_headers_claim(client: Client) -> None:
    """CHECKLIST 17."""
    claims = {"x-user-id": "1", "x-session-id": "2", "cookie": "person_id=1; session_id=2; kalends_session=forged"}

    answer = await client.get("/who?person_id=1", headers=claims)

    assert answer.text.startswith("Nobody -")

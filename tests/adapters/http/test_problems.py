import json

import pytest

from kalends.adapters.http.problems import STATUS, problem_kinds
from kalends.adapters.http.validation import field_errors
from tests.adapters.http.conftest import Client, MakeClient

EXPECTED = {
    "invalid": 422,
    "not-signed-in": 401,
    "forbidden": 403,
    "not-found": 404,
    "conflict": 409,
    "stale": 412,
    "too-many": 429,
    "unavailable": 503,
    "unexpected": 500,
}


@pytest.mark.parametrize(("kind", "status"), EXPECTED.items())
async def test_each_kind_of_error_is_a_problem_with_its_status(client: Client, kind: str, status: int) -> None:
    """CHECKLIST 38."""
    answer = await client.get(f"/fail/{kind}")

    problem = answer.json()
    assert answer.status_code == status == problem["status"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"].endswith(f"/problems/{kind}")
    assert problem["instance"] == answer.headers["x-request-id"]
    assert problem["title"]
    assert problem["detail"].endswith(".")


async def test_nothing_internal_leaks_from_an_unexpected_error(client: Client, html: dict[str, str]) -> None:
    """CHECKLIST 38."""
    for headers in ({}, html):
        answer = await client.get("/fail/unexpected", headers=headers)

        assert answer.status_code == 500
        for leak in ("hunter2", "RuntimeError", "Traceback", ".py"):
            assert leak not in answer.text
        assert answer.headers["x-request-id"] in answer.text


async def test_the_field_to_blame_is_named(client: Client) -> None:
    assert (await client.get("/fail/invalid")).json()["field"] == "windows.0.end"


async def test_what_to_do_next_is_in_the_headers(client: Client) -> None:
    assert (await client.get("/fail/not-signed-in")).headers["www-authenticate"] == 'Bearer realm="Kalends"'
    assert (await client.get("/fail/too-many")).headers["retry-after"] == "7"
    assert int((await client.get("/fail/unavailable")).headers["retry-after"]) > 0


async def test_the_routers_own_errors_are_problems_too(client: Client) -> None:
    missing = await client.get("/no/such/page")
    below_the_api = await client.get("/api/v1/nothing")
    wrong_method = await client.post("/who", headers={"sec-fetch-site": "same-origin"})

    assert missing.status_code == below_the_api.status_code == 404
    assert missing.json()["type"].endswith("/problems/nothing-here")
    assert wrong_method.status_code == 405
    assert wrong_method.headers["allow"] == "GET, HEAD"


async def test_allow_names_every_method_of_an_address(client: Client) -> None:
    answer = await client.delete("/api/v1/things/0197a000-0000-7000-8000-000000000000")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, PUT"


async def test_malformed_json_is_told_so(client: Client) -> None:
    answer = await client.post("/api/v1/things", content=b'{"name": ', headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/bad-json")


async def test_another_content_type_is_told_so(client: Client) -> None:
    answer = await client.post("/api/v1/things", data={"name": "Ada"})

    assert answer.status_code == 415


async def test_each_wrong_field_is_named_with_its_remedy(client: Client) -> None:
    """CHECKLIST 22, 38."""
    answer = await client.post("/api/v1/things", json={"count": "many", "admin": True})

    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "name", "detail": "“name” is missing. Add it."},
        {"field": "count", "detail": "“count” must be a whole number."},
        {"field": "admin", "detail": "“admin” is not known here. Leave it out."},
    ]


async def test_an_error_that_pydantic_words_itself_keeps_its_sentence() -> None:
    [error] = field_errors([{"loc": ("body", "windows", 0), "type": "value_error", "msg": "Value error, Too late"}])

    assert error.field == "windows.0"
    assert error.detail == "“windows.0”: Too late."


async def test_people_get_a_page_and_programs_a_document(client: Client, html: dict[str, str]) -> None:
    page = await client.get("/fail/conflict", headers=html)
    below_the_api = await client.get("/api/v1/nothing", headers=html)

    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["x-request-id"] in page.text
    assert "Error 409" in page.text
    assert below_the_api.headers["content-type"] == "application/problem+json"


async def test_a_page_that_needs_a_sign_in_leads_there_and_back(client: Client, html: dict[str, str]) -> None:
    answer = await client.get("/fail/not-signed-in?a=1&b=2", headers=html)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/fail/not-signed-in%3Fa%3D1%26b%3D2"


async def test_a_head_request_has_no_body(client: Client) -> None:
    answer = await client.head("/fail/conflict")

    assert answer.status_code == 409
    assert answer.content == b""


async def test_every_case_has_a_page_that_explains_it(client: Client, html: dict[str, str]) -> None:
    kinds = problem_kinds()

    assert {kind.code() for kind in STATUS} <= kinds.keys()
    for code, kind in kinds.items():
        page = await client.get(f"/problems/{code}", headers=html)
        assert page.status_code == 200
        assert f"Error {kind.status}" in page.text


async def test_the_type_of_a_problem_leads_to_its_page(client: Client) -> None:
    problem = (await client.get("/fail/stale")).json()

    assert problem["type"].startswith("http")
    assert (await client.get(problem["type"])).status_code == 200


async def test_problems_hold_nothing_of_the_request_but_names(client: Client) -> None:
    answer = await client.post("/api/v1/things", json={"name": ["my secret"]})

    assert "my secret" not in json.dumps(answer.json())


async def test_an_error_page_stands_even_where_nobody_can_be_looked_up(
    make_client: MakeClient, html: dict[str, str]
) -> None:
    client = await make_client()

    answer = await client.get("/fail/unavailable", headers={**html, "cookie": "kalends_session=ada-token"})

    assert answer.status_code == 503
    assert "Nothing was changed" in answer.text or "try again" in answer.text

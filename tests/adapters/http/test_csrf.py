import pytest

from tests.adapters.http.conftest import Client, MakeClient, a_link

COOKIE = {"cookie": "kalends_session=ada-token"}
FORM = {"next": "/there"}


@pytest.mark.parametrize("site", ["same-origin", "none"])
@pytest.mark.parametrize("cookie", [{}, COOKIE])
async def test_a_form_of_our_own_is_taken(client: Client, site: str, cookie: dict[str, str]) -> None:
    """CHECKLIST 29."""
    answer = await client.post("/form", data=FORM, headers={"sec-fetch-site": site, **cookie})

    assert answer.status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:8001"},
        {"origin": "http://localhost"},
        {"origin": "null"},
        {"origin": "http://localhost:8000.evil.example"},
        {"referer": "https://evil.example/"},
        {},
    ],
)
@pytest.mark.parametrize("cookie", [{}, COOKIE])
async def test_another_sites_form_is_refused(client: Client, headers: dict[str, str], cookie: dict[str, str]) -> None:
    """CHECKLIST 29: with a session, and without one (signing somebody in as somebody else)."""
    answer = await client.post("/form", data=FORM, headers={**headers, **cookie})

    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/problems/cross-site")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "PROPFIND"])
async def test_every_method_that_may_change_something_is_checked(client: Client, method: str) -> None:
    """CHECKLIST 29."""
    answer = await client.request(method, "/form", headers={"sec-fetch-site": "cross-site", **COOKIE})

    assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["http://localhost:8000", "https://kalends.example"])
async def test_our_origin_is_the_one_we_are_reached_by(make_client: MakeClient, origin: str) -> None:
    """CHECKLIST 29."""
    client = await make_client(settings={"server__public_url": "https://kalends.example"})

    answer = await client.post("/form", data=FORM, headers={"origin": origin})

    assert answer.status_code == 303


async def test_where_the_browser_says_nothing_the_token_speaks(client: Client) -> None:
    """CHECKLIST 29."""
    token = (await client.get("/form", headers=COOKIE)).text

    right = await client.post("/form", data={**FORM, "csrf_token": token}, headers=COOKIE)
    in_a_header = await client.post("/form", data=FORM, headers={**COOKIE, "x-csrf-token": token})
    wrong = await client.post("/form", data={**FORM, "csrf_token": token[:-1] + "x"}, headers=COOKIE)
    anothers = await client.post(
        "/form", data={**FORM, "csrf_token": token}, headers={"cookie": "kalends_session=grace-token"}
    )

    assert right.status_code == in_a_header.status_code == 303
    assert right.headers["location"] == "/there"
    assert wrong.status_code == anothers.status_code == 403


async def test_in_a_form_with_a_file_the_token_comes_first_and_the_body_whole(client: Client) -> None:
    """CHECKLIST 29: of a body that is streamed no more than its beginning is waited for."""
    token = (await client.get("/form", headers=COOKIE)).text
    files = {"file": ("a.ics", b"x" * 100_000)}

    right = await client.post("/form", data={"csrf_token": token, **FORM}, files=files, headers=COOKIE)
    late = await client.post("/form", data={**FORM, "csrf_token": token}, files=files, headers=COOKIE)
    wrong = await client.post("/form", data={"csrf_token": "0" * 32, **FORM}, files=files, headers=COOKIE)

    assert right.headers["location"] == "/there"
    assert late.status_code == wrong.status_code == 403


async def test_a_strangers_token_holds_for_their_visit_only(client: Client) -> None:
    """CHECKLIST 29: login CSRF."""
    shown = await client.get("/form")
    client.cookies.clear()

    visit = shown.cookies["kalends_visit"]
    theirs = await client.post(
        "/form", data={**FORM, "csrf_token": shown.text}, headers={"cookie": f"kalends_visit={visit}"}
    )
    without_cookie = await client.post("/form", data={**FORM, "csrf_token": shown.text})
    other_visit = await client.post(
        "/form", data={**FORM, "csrf_token": shown.text}, headers={"cookie": "kalends_visit=mine"}
    )

    assert theirs.status_code == 303
    assert without_cookie.status_code == other_visit.status_code == 403


async def test_a_token_does_not_outrank_what_the_browser_says(client: Client) -> None:
    """CHECKLIST 29."""
    token = (await client.get("/form", headers=COOKIE)).text

    answer = await client.post(
        "/form", data={**FORM, "csrf_token": token}, headers={**COOKIE, "sec-fetch-site": "cross-site"}
    )

    assert answer.status_code == 403


async def test_a_link_page_is_checked_as_well(client: Client) -> None:
    """CHECKLIST 29."""
    _, code = a_link()

    assert (await client.post(f"/m/{code}", headers={"sec-fetch-site": "cross-site"})).status_code == 403


async def test_the_api_knows_no_cookies(client: Client) -> None:
    """CHECKLIST 29: so there is nothing for another site to abuse."""
    answer = await client.post("/api/v1/things", json={"name": "Ada"}, headers=COOKIE)

    assert answer.status_code == 201
    assert "set-cookie" not in answer.headers

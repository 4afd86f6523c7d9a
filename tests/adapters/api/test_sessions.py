"""Signing in and out by API."""

import asyncio
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest

from tests.adapters.entrance import Entrance, opened
from tests.features.accounts.house import PASSWORD


def without_id(problem: str) -> dict[str, object]:
    """Problems differ in the request's id alone."""
    return {name: value for name, value in json.loads(problem).items() if name != "instance"}


async def test_in_and_out(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")

    tokens = await entrance.tokens(ada)
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 600)
    async with entrance.api(tokens["access_token"]) as client:
        assert (await client.get("/people/me")).json()["username"] == ada.username
        assert (await client.delete("/sessions/current")).status_code == 204
        for method, path in [("GET", "/people/me"), ("GET", "/sessions"), ("DELETE", "/sessions/current")]:
            assert (await client.request(method, path)).status_code == 401
        refused = await client.post("/sessions/refresh", json={"refresh_token": tokens["refresh_token"]})
        assert refused.status_code == 401


async def test_tokens_are_never_cached(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.api() as client:
        answer = await client.post("/sessions", json={"login": ada.email, "password": PASSWORD})
        again = await client.post("/sessions/refresh", json={"refresh_token": answer.json()["refresh_token"]})

    assert answer.headers["cache-control"] == again.headers["cache-control"] == "no-store"


async def test_an_access_token_is_asymmetric_and_short_lived(entrance: Entrance) -> None:
    """CHECKLIST 9."""
    token = await entrance.token(await entrance.resident("ada"))

    head, body, _ = (part + "=" * (-len(part) % 4) for part in token.split("."))
    header, claims = json.loads(urlsafe_b64decode(head)), json.loads(urlsafe_b64decode(body))
    assert (header["alg"], header["typ"]) == ("Ed25519", "at+jwt")
    assert header["kid"].isdigit()
    assert claims["exp"] - claims["iat"] == 600


@pytest.mark.parametrize("alg", ["none", "HS256", "EdDSA"])
async def test_a_forged_token_opens_nothing(entrance: Entrance, alg: str) -> None:
    """CHECKLIST 9."""
    head, body, mac = (await entrance.token(await entrance.resident("ada"))).split(".")
    header = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    forged = urlsafe_b64encode(json.dumps({**header, "alg": alg}).encode()).decode().rstrip("=")

    for token in (f"{forged}.{body}.{mac}", f"{forged}.{body}.", f"{head}.{body}."):
        async with entrance.api(token) as client:
            answer = await client.get("/people/me")
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_failures_have_one_body(app_conninfo: str) -> None:
    """CHECKLIST 4: unknown, wrong and refused by the limiter are told apart by nobody."""
    settings = {"limits__sign_in_burst": "2", "limits__sign_in_per_minute": "0.001"}
    async with opened(app_conninfo, **settings) as entrance, entrance.api(address="192.0.2.55") as client:
        ada = await entrance.resident("ada")
        wrong = "wrong horses on a roof"
        answers = [
            await client.post("/sessions", json={"login": login, "password": wrong})
            for login in (ada.email, "nobody@example.org") * 4
        ]
        answers.append(await client.post("/sessions", json={"login": ada.email, "password": PASSWORD}))

    assert {answer.status_code for answer in answers} == {401}
    assert len({json.dumps(without_id(answer.text)) for answer in answers}) == 1
    names = [set(answer.headers) for answer in answers]
    assert all(one == names[0] for one in names)


async def test_a_reused_refresh_token_ends_the_family(entrance: Entrance) -> None:
    """CHECKLIST 10."""
    tokens = await entrance.tokens(await entrance.resident("ada"))
    async with entrance.api(tokens["access_token"]) as client:
        second = (await client.post("/sessions/refresh", json={"refresh_token": tokens["refresh_token"]})).json()
        third = (await client.post("/sessions/refresh", json={"refresh_token": second["refresh_token"]})).json()

        reused = await client.post("/sessions/refresh", json={"refresh_token": tokens["refresh_token"]})

        assert reused.status_code == 401
        newest = await client.post("/sessions/refresh", json={"refresh_token": third["refresh_token"]})
        assert newest.status_code == 401
        assert (await client.get("/people/me")).status_code == 401


async def test_two_refreshes_at_once_agree(entrance: Entrance) -> None:
    """CHECKLIST 10."""
    tokens = await entrance.tokens(await entrance.resident("ada"))
    async with entrance.api() as client:
        answers = await asyncio.gather(
            *(client.post("/sessions/refresh", json={"refresh_token": tokens["refresh_token"]}) for _ in range(8))
        )

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["refresh_token"] for answer in answers}) == 1


async def test_who_one_is_comes_from_the_token_alone(entrance: Entrance) -> None:
    """CHECKLIST 17."""
    ada, grace = await entrance.resident("ada"), await entrance.resident("grace")
    graces = await entrance.tokens(grace)
    async with entrance.api(graces["access_token"]) as client:
        hers = (await client.get("/people/me")).json()
    async with entrance.api(await entrance.token(ada)) as client:
        before = (await client.get("/people/me")).json()
        claims = {
            "x-user-id": hers["id"],
            "x-person-id": hers["id"],
            "x-session-id": graces["session_id"],
            "x-forwarded-user": grace.username,
            "cookie": f"person_id={hers['id']}; kalends_session={graces['session_id']}",
        }
        query = {"person_id": hers["id"], "session_id": graces["session_id"], "user": grace.username}

        assert (await client.get("/people/me", headers=claims, params=query)).json() == before
        for field in ("id", "person_id", "session_id", "user_id", "space_id"):
            answer = await client.patch("/people/me", json={"name": "Mallory", field: hers["id"]})
            assert answer.status_code == 422
    async with entrance.api() as client:
        assert (await client.get("/people/me", headers=claims, params=query)).status_code == 401


async def test_the_api_takes_no_cookies(entrance: Entrance) -> None:
    """CHECKLIST 29."""
    ada = await entrance.resident("ada")
    async with entrance.browser() as browser:
        await browser.post("/sign-in", data={"login": ada.email, "password": PASSWORD})
        assert "kalends_session" in browser.cookies
        assert (await browser.get("/api/v1/people/me")).status_code == 401


async def test_sessions_are_listed_and_ended(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    here, there, third = [await entrance.tokens(ada) for _ in range(3)]
    async with entrance.api(here["access_token"]) as client:
        listed = (await client.get("/sessions")).json()["sessions"]
        assert {one["id"] for one in listed} == {one["session_id"] for one in (here, there, third)}
        assert [one["id"] for one in listed if one["is_current"]] == [here["session_id"]]

        assert (await client.delete(f"/sessions/{there['session_id']}")).status_code == 204
        assert (await client.delete(f"/sessions/{there['session_id']}")).status_code == 404
        assert (await client.delete("/sessions")).status_code == 204
        assert len((await client.get("/sessions")).json()["sessions"]) == 1
    async with entrance.api(third["access_token"]) as client:
        assert (await client.get("/people/me")).status_code == 401


async def test_somebody_elses_session_is_not_there(entrance: Entrance) -> None:
    """CHECKLIST 21."""
    graces = await entrance.tokens(await entrance.resident("grace"))
    async with entrance.api(await entrance.token(await entrance.resident("ada"))) as client:
        assert (await client.delete(f"/sessions/{graces['session_id']}")).status_code == 404
        assert (await client.delete("/sessions/not-an-id")).status_code == 422


async def test_the_password_once_more(entrance: Entrance) -> None:
    async with entrance.api(await entrance.token(await entrance.resident("ada"))) as client:
        wrong = await client.put("/sessions/current/confirmation", json={"password": "wrong horses on a roof"})
        right = await client.put("/sessions/current/confirmation", json={"password": PASSWORD})

    assert (wrong.status_code, right.status_code) == (403, 204)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"login": "ada"},
        {"login": "ada", "password": None},
        {"login": ["ada"], "password": "x"},
        {"login": "ada", "password": "x", "is_operator": True},
        {"login": "ada", "password": "x", "kind": "cookie"},
        {"login": "x" * 321, "password": "x"},
    ],
)
async def test_what_is_not_asked_for_is_refused(entrance: Entrance, body: dict[str, object]) -> None:
    """CHECKLIST 22."""
    async with entrance.api() as client:
        assert (await client.post("/sessions", json=body)).status_code == 422


@pytest.mark.parametrize("login", ["\0", "ada\0", "\ufffd", "%", "' OR 1=1 --", "a@b@c", "@", "💥"])
async def test_odd_logins_are_just_wrong(entrance: Entrance, login: str) -> None:
    async with entrance.api() as client:
        assert (await client.post("/sessions", json={"login": login, "password": "x"})).status_code == 401

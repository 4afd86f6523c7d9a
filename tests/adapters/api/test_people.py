"""People by API."""

import asyncio
from typing import Any

import pytest

from kalends.adapters.api import build_api
from kalends.adapters.doors import API
from tests.adapters.entrance import Entrance, opened
from tests.features.accounts.house import PASSWORD, somebody, suffix


def registration(name: str = "ada", **changes: Any) -> dict[str, Any]:
    new = somebody(name)
    body = {
        "username": new.username,
        "email": new.email,
        "password": PASSWORD,
        "name": "Ada Lovelace",
        "zone": "Europe/London",
        "locale": "en-GB",
    }
    return {**body, **changes}


async def test_from_registering_to_leaving(entrance: Entrance) -> None:
    body = registration()
    new = somebody(email=body["email"])
    async with entrance.api() as client:
        assert (await client.post("/people", json=body)).status_code == 202
        credentials = {"login": body["email"], "password": PASSWORD}
        assert (await client.post("/sessions", json=credentials)).status_code == 401
        code = {"code": await entrance.newest_code(new), "password": PASSWORD}
        wrong = await client.put("/people/verification", json={**code, "password": "a stranger chose this one"})
        assert (wrong.status_code, wrong.json()["field"]) == (403, "password")
        assert "forgot password" in wrong.json()["detail"]
        assert (await client.put("/people/verification", json=code)).status_code == 204
        assert (await client.put("/people/verification", json=code)).status_code == 404
        tokens = (await client.post("/sessions", json=credentials)).json()
        client.headers["authorization"] = f"Bearer {tokens['access_token']}"

        me = await client.get("/people/me")
        assert me.json() | {"id": "", "space_id": "", "created_at": ""} == {
            "id": "",
            "space_id": "",
            "created_at": "",
            "username": body["username"],
            "email": body["email"],
            "is_verified": True,
            "name": "Ada Lovelace",
            "zone": "Europe/London",
            "locale": "en-GB",
            "is_operator": False,
            "version": 2,
        }
        changed = await client.patch("/people/me", json={"zone": "UTC"}, headers={"if-match": me.headers["etag"]})
        assert (changed.status_code, changed.json()["zone"]) == (200, "UTC")
        stale = await client.patch("/people/me", json={"zone": "UTC"}, headers={"if-match": me.headers["etag"]})
        assert stale.status_code == 412
        assert (await client.get("/people/me")).headers["etag"] == changed.headers["etag"]
        stale = await client.delete("/people/me", headers={"if-match": me.headers["etag"]})
        assert stale.status_code == 412
        assert (await client.delete("/people/me", headers={"if-match": changed.headers["etag"]})).status_code == 204
        assert (await client.get("/people/me")).status_code == 401


async def test_a_known_address_is_answered_as_an_unknown_one(entrance: Entrance) -> None:
    known = await entrance.resident("ada")
    async with entrance.api() as client:
        answers = [
            await client.post("/people", json=registration("mallory", email=email))
            for email in (known.email, f"{suffix()}@example.org")
        ]
        answers += [
            await client.post(path, json={"email": email})
            for path in ("/people/verification", "/people/password-reset")
            for email in (known.email, f"{suffix()}@example.org")
        ]

    assert {(answer.status_code, answer.text) for answer in answers} == {(202, answers[0].text)}


async def test_a_reset_by_mail(entrance: Entrance) -> None:
    """CHECKLIST 16."""
    ada = await entrance.resident("ada")
    token = await entrance.token(ada)
    async with entrance.api(token) as client:
        await client.post("/people/password-reset", json={"email": ada.email})
        body = {"code": await entrance.newest_code(ada), "password": "four goats in the rain"}

        refused = await client.put("/people/password-reset", json={**body, "password": "password123"})
        assert (refused.status_code, refused.json()["field"]) == (422, "password")
        assert (await client.put("/people/password-reset", json=body)).status_code == 204
        assert (await client.put("/people/password-reset", json=body)).status_code == 404
        assert (await client.get("/people/me")).status_code == 401
        new = {"login": ada.email, "password": body["password"]}
        assert (await client.post("/sessions", json=new)).status_code == 201


async def test_a_change_of_password(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.api(await entrance.token(ada)) as client:
        body = {"current_password": PASSWORD, "password": "four goats in the rain"}
        wrong = await client.put("/people/me/password", json={**body, "current_password": "x"})
        assert (wrong.status_code, wrong.json()["field"]) == (403, "current_password")
        for bad in ("short", "x" * 129, "iloveyou1", ada.username, "kalends2026"):
            answer = await client.put("/people/me/password", json={**body, "password": bad})
            assert (answer.status_code, answer.json()["field"]) == (422, "password")
        assert (await client.put("/people/me/password", json=body)).status_code == 204
        assert (await client.get("/people/me")).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "1234567"}, "password"),
        ({"password": "x" * 129}, "password"),
        ({"password": "sunshine1"}, "password"),
        ({"username": "a b"}, "username"),
        ({"username": "аda"}, "username"),
        ({"email": "nowhere"}, "email"),
        ({"email": "a\0b@example.org"}, "email"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"locale": "!"}, "locale"),
        ({"is_operator": True}, "is_operator"),
        ({"id": "0198c0de-0000-7000-8000-000000000000"}, "id"),
        ({"email_verified_at": "2026-01-01T00:00:00Z"}, "email_verified_at"),
        ({"role": "owner"}, "role"),
    ],
)
async def test_what_cant_be_used_or_set_is_named(entrance: Entrance, changes: dict[str, Any], field: str) -> None:
    """CHECKLIST 1, 2 and 22."""
    async with entrance.api() as client:
        answer = await client.post("/people", json=registration(**changes))

    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize("password", ["x7q2mzk9", "ü" * 64, "🦉 paste any thing here 🦉", "x" * 60 + "wombat" * 11])
async def test_any_password_of_8_to_128_characters_will_do(entrance: Entrance, password: str) -> None:
    """CHECKLIST 1."""
    body = registration(password=password)
    async with entrance.api() as client:
        assert (await client.post("/people", json=body)).status_code == 202
        code = await entrance.newest_code(somebody(email=body["email"]))
        assert (await client.put("/people/verification", json={"code": code, "password": password})).status_code == 204
        for attempt, status in [(password, 201), (password[:-1], 401), (password + "x", 401)]:
            answer = await client.post("/sessions", json={"login": body["email"], "password": attempt})
            assert answer.status_code == status


@pytest.mark.parametrize(
    "field", ["id", "space_id", "email", "is_operator", "is_active", "is_verified", "version", "password", "created_at"]
)
async def test_read_only_fields_cant_be_set(entrance: Entrance, field: str) -> None:
    """CHECKLIST 22."""
    async with entrance.api(await entrance.token(await entrance.resident("ada"))) as client:
        before = (await client.get("/people/me")).json()
        answer = await client.patch("/people/me", json={field: before.get(field, "x")})

        assert (answer.status_code, answer.json()["field"]) == (422, field)
        assert (await client.get("/people/me")).json() == before


async def test_two_registrations_of_one_name_at_once(entrance: Entrance) -> None:
    username = f"ada-{suffix()}"
    async with entrance.api() as client:
        answers = await asyncio.gather(
            *(client.post("/people", json=registration(username=username)) for _ in range(6))
        )

    assert sorted(answer.status_code for answer in answers) == [202] + [409] * 5


async def test_the_door_may_be_closed(app_conninfo: str) -> None:
    async with opened(app_conninfo, accounts__is_registration_open="false") as entrance, entrance.api() as client:
        assert (await client.post("/people", json=registration())).status_code == 403


async def test_leaving_asks_for_the_password_and_an_owner(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.api(await entrance.token(ada)) as client:
        club = await client.post("/organisations", json={"name": "Chess Club", "slug": f"chess-{suffix()}"})
        refused = await client.delete("/people/me")
        assert refused.status_code == 409
        assert "Chess Club" in refused.json()["detail"]
        await client.delete(f"/organisations/{club.json()['id']}")
        assert (await client.delete("/people/me")).status_code == 204


def test_every_body_refuses_what_it_doesnt_know() -> None:
    """CHECKLIST 22."""
    schemas = build_api(API).openapi()["components"]["schemas"]
    bodies = [name for name in schemas if name.endswith("In")]

    assert len(bodies) > 10
    assert [name for name in bodies if schemas[name].get("additionalProperties") is not False] == []

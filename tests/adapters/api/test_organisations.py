"""Organisations by API."""

from typing import Any

import httpx
import pytest

from kalends.core.ids import new_uuid
from tests.adapters.entrance import Entrance
from tests.features.accounts.house import suffix


async def founded(client: httpx.AsyncClient, name: str = "Chess Club") -> dict[str, Any]:
    answer = await client.post("/organisations", json={"name": name, "slug": f"chess-{suffix()}"})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_the_life_of_an_organisation(entrance: Entrance) -> None:
    grace = await entrance.resident("grace")
    async with (
        entrance.api(await entrance.token(await entrance.resident("ada"))) as ada,
        entrance.api(await entrance.token(grace)) as hers,
    ):
        club = await founded(ada)
        path = f"/organisations/{club['id']}"
        assert (await ada.get("/organisations")).json() == {"organisations": [club], "next_cursor": None}

        added = await ada.post(f"{path}/members", json={"login": grace.email, "role": "viewer"})
        assert (added.status_code, added.json()["username"], added.json()["role"]) == (201, grace.username, "viewer")
        assert (await ada.post(f"{path}/members", json={"login": grace.username})).status_code == 409
        assert (await hers.get(path)).json()["role"] == "viewer"
        assert (await hers.patch(path, json={"name": "Mine"})).status_code == 403
        member = f"{path}/members/{added.json()['person_id']}"
        assert (await ada.put(member, json={"role": "admin"})).json()["role"] == "admin"
        seen = await hers.get(path)
        renamed = await hers.patch(path, json={"name": "Chess"}, headers={"if-match": seen.headers["etag"]})
        assert (renamed.status_code, renamed.json()["name"]) == (200, "Chess")
        again = await hers.patch(path, json={"name": "Go"}, headers={"if-match": seen.headers["etag"]})
        assert again.status_code == 412
        assert (await hers.delete(path)).status_code == 403
        assert len((await hers.get(f"{path}/members")).json()["members"]) == 2
        assert (await hers.delete(member)).status_code == 204
        assert (await hers.get(path)).status_code == 404
        assert (await ada.delete(path)).status_code == 204
        assert (await ada.get(path)).status_code == 404


async def test_a_repeated_request_founds_one(entrance: Entrance) -> None:
    """CHECKLIST 37 in part."""
    async with entrance.api(await entrance.token(await entrance.resident("ada"))) as client:
        body = {"name": "Choir", "slug": f"choir-{suffix()}"}
        answers = [await client.post("/organisations", json=body, headers={"idempotency-key": "k-1"}) for _ in range(3)]
        other = await client.post("/organisations", json={**body, "name": "X"}, headers={"idempotency-key": "k-1"})

    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/organisations/{id}", None),
        ("PATCH", "/organisations/{id}", {"name": "Mine"}),
        ("DELETE", "/organisations/{id}", None),
        ("GET", "/organisations/{id}/members", None),
        ("POST", "/organisations/{id}/members", {"login": "mallory", "role": "owner"}),
        ("PUT", "/organisations/{id}/members/{person}", {"role": "owner"}),
        ("DELETE", "/organisations/{id}/members/{person}", None),
    ],
)
async def test_to_strangers_it_is_not_there(
    entrance: Entrance, method: str, path: str, body: dict[str, str] | None
) -> None:
    """CHECKLIST 19 and 21."""
    async with (
        entrance.api(await entrance.token(await entrance.resident("ada"))) as ada,
        entrance.api(await entrance.token(await entrance.resident("mallory"))) as mallory,
        entrance.api() as nobody,
    ):
        club = await founded(ada)
        person = (await mallory.get("/people/me")).json()["id"]
        there = path.format(id=club["id"], person=person)
        nowhere = path.format(id=new_uuid(), person=person)

        answers = [await mallory.request(method, one, json=body) for one in (there, nowhere)]
        assert [answer.status_code for answer in answers] == [404, 404]
        details = {answer.json()["detail"] for answer in answers}
        assert len(details) == 1, "what is hidden reads like what is not there"
        assert (await nobody.request(method, there, json=body)).status_code == 401
        assert (await ada.get(f"/organisations/{club['id']}")).json() == club


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Club"},
        {"name": "Club", "slug": "a b"},
        {"name": "", "slug": "club-without-a-name"},
        {"name": "Club", "slug": "сlub"},
        {"name": "Club", "slug": "admin"},
        {"name": "Club", "slug": "club-of-mine", "owner_id": "x"},
        {"name": "Club", "slug": "club-of-mine", "id": "x"},
    ],
)
async def test_what_cant_be_used_is_refused(entrance: Entrance, body: dict[str, str]) -> None:
    """CHECKLIST 22."""
    async with entrance.api(await entrance.token(await entrance.resident("ada"))) as client:
        assert (await client.post("/organisations", json=body)).status_code == 422


async def test_unknown_roles_cursors_and_ids_are_refused(entrance: Entrance) -> None:
    async with entrance.api(await entrance.token(await entrance.resident("ada"))) as client:
        club = await founded(client)
        path = f"/organisations/{club['id']}/members"
        assert (await client.post(path, json={"login": "x", "role": "emperor"})).status_code == 422
        assert (await client.post(path, json={"login": "nobody-at-all"})).status_code == 404
        assert (await client.get("/organisations", params={"cursor": "?"})).status_code == 422
        assert (await client.get("/organisations", params={"limit": 0})).status_code == 422
        assert (await client.get("/organisations/x")).status_code == 422

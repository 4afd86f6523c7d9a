"""What operators do by API."""

from kalends.core.ids import new_uuid
from tests.adapters.entrance import Entrance
from tests.features.accounts.house import PASSWORD, suffix


async def test_operators_find_stop_and_start_people(entrance: Entrance) -> None:
    root = await entrance.resident("root", is_operator=True)
    ada = await entrance.resident(f"{suffix()}")
    adas = await entrance.token(ada)
    async with entrance.api(await entrance.token(root)) as client, entrance.api(adas) as hers:
        found = (await client.get("/administration/people", params={"search": ada.username})).json()
        assert [one["email"] for one in found["people"]] == [ada.email]
        path = f"/administration/people/{found['people'][0]['id']}"
        etag = (await client.get(path)).headers["etag"]
        stopped = await client.patch(path, json={"is_active": False}, headers={"if-match": etag})
        assert (stopped.status_code, stopped.json()["is_active"]) == (200, False)
        assert (await hers.get("/people/me")).status_code == 401
        credentials = {"login": ada.email, "password": PASSWORD}
        async with entrance.api() as nobody:
            assert (await nobody.post("/sessions", json=credentials)).status_code == 401
        stale = await client.patch(path, json={"is_active": True}, headers={"if-match": etag})
        assert stale.status_code == 412
        assert (await client.patch(path, json={"is_active": True})).json()["is_active"]
    assert await entrance.token(ada)


async def test_others_are_told_that_it_is_for_operators(entrance: Entrance) -> None:
    """CHECKLIST 19 and 22."""
    ada = await entrance.resident("ada")
    async with entrance.api(await entrance.token(ada)) as client, entrance.api() as nobody:
        me = (await client.get("/people/me")).json()["id"]
        for person_id in (me, new_uuid()):
            path = f"/administration/people/{person_id}"
            assert (await client.get(path)).status_code == 403
            assert (await client.patch(path, json={"is_operator": True})).status_code == 403
            assert (await nobody.get(path)).status_code == 401
        assert (await client.get("/administration/people")).status_code == 403
        assert not (await client.get("/people/me")).json()["is_operator"]


async def test_operators_dont_lock_themselves_out(entrance: Entrance) -> None:
    root = await entrance.resident("root", is_operator=True)
    async with entrance.api(await entrance.token(root)) as client:
        me = (await client.get("/people/me")).json()["id"]
        assert (await client.patch(f"/administration/people/{me}", json={"is_operator": False})).status_code == 409
        body = {"is_active": True, "password_hash": "x"}
        assert (await client.patch(f"/administration/people/{me}", json=body)).status_code == 422
        assert (await client.get(f"/administration/people/{new_uuid()}")).status_code == 404
        assert (await client.get("/administration/people", params={"search": "\0"})).status_code == 200
        assert (await client.get("/administration/people", params={"cursor": "!"})).status_code == 422

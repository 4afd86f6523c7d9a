"""Device passwords by API."""

from base64 import b64encode

from tests.adapters.entrance import Entrance


async def test_a_device_is_made_listed_and_revoked(entrance: Entrance) -> None:
    ada = await entrance.resident("ada")
    async with entrance.api(await entrance.token(ada)) as client:
        me = (await client.get("/people/me")).json()["id"]
        made = await client.post(f"/people/{me}/devices", json={"name": "Ada's phone"})
        assert made.status_code == 201
        assert made.headers["cache-control"] == "no-store"
        device = made.json()
        assert device["password"].startswith("kal-")

        listed = (await client.get("/people/me/devices")).json()["devices"]
        assert [one["id"] for one in listed] == [device["id"]]
        assert "password" not in listed[0]
        assert listed[0]["last_used_at"] is None

        gone = await client.delete(f"/people/{me}/devices/{device['id']}")
        assert gone.status_code == 204
        assert (await client.get("/people/me/devices")).json() == {"devices": []}
        assert (await client.delete(f"/people/me/devices/{device['id']}")).status_code == 404


async def test_a_name_that_can_not_be_is_named(entrance: Entrance) -> None:
    async with entrance.api(await entrance.token(await entrance.resident("ada"))) as client:
        for name in ("", "x" * 101, "a\0b"):
            answer = await client.post("/people/me/devices", json={"name": name})
            assert answer.status_code == 422
            assert answer.json()["field"] == "name"
        assert (await client.get("/people/me/devices")).json() == {"devices": []}


async def test_a_device_password_does_not_open_the_api(entrance: Entrance) -> None:
    """CHECKLIST 14: its scope is CalDAV."""
    ada = await entrance.resident("ada")
    async with entrance.api(await entrance.token(ada)) as client:
        password = (await client.post("/people/me/devices", json={"name": "Phone"})).json()["password"]

    basic = "Basic " + b64encode(f"{ada.username}:{password}".encode()).decode()
    async with entrance.api() as client:
        for given in (basic, f"Bearer {password}"):
            assert (await client.get("/people/me", headers={"authorization": given})).status_code == 401
        answer = await client.post("/sessions", json={"login": ada.username, "password": password})
        assert answer.status_code == 401
    async with entrance.browser() as client:
        answer = await client.get("/settings", headers={"authorization": basic})
        assert answer.status_code in (303, 401)

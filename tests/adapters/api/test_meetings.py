"""Meetings over the JSON API: what goes in, what comes out, and how each refusal reads."""

import asyncio
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from kalends.core.actor import Role
from kalends.core.ids import new_uuid
from tests.adapters.doors import Doors
from tests.features.meetings.town import Inhabitant, Town

LUNCH: dict[str, Any] = {
    "title": "Lunch",
    "zone": "America/New_York",
    "duration": 60,
    "step": 15,
    "windows": [
        {"start": "2026-01-12T14:00:00-05:00", "end": "2026-01-12T16:00:00-05:00"},
        {"start": "2026-01-15T04:45:00+05:45", "end": "2026-01-15T06:45:00+05:45", "zone": "Asia/Kathmandu"},
    ],
    "participants": [{"name": "Ada", "email": "ada@example.org"}, {"name": "Grace"}],
}
MONDAY = {"start": "2026-01-12T14:00:00-05:00", "end": "2026-01-12T15:30:00-05:00"}


async def propose(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await client.post("/api/v1/meetings", json={**LUNCH, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


def code_of(meeting: dict[str, Any], name: str | None = None) -> str:
    """Of somebody's personal link, or of the shared one."""
    ids = {one["name"]: one["id"] for one in meeting["participants"]}
    wanted = ids[name] if name else None
    return next(link["code"] for link in meeting["links"] if link["participant_id"] == wanted)


async def test_a_group_agrees_on_a_time(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as organiser:
        created = await organiser.post("/api/v1/meetings", json=LUNCH)
        meeting = created.json()
        path = f"/api/v1/meetings/{meeting['id']}"
        assert created.headers["location"] == path
        assert created.headers["etag"] == '"1"'

        async with doors.api(code_of(meeting, "Ada")) as guest:
            put = await guest.put(f"{path}/answer", json={"intervals": [MONDAY], "zone": "Asia/Kathmandu"})
            assert put.json()["intervals"] == [
                {"start": "2026-01-12T19:00:00Z", "end": "2026-01-12T20:30:00Z", "preference": "yes"}
            ]
            assert (await guest.get(f"{path}/answer")).json() == put.json()
            assert (await guest.get(path)).json()["participants"][0]["email"] is None
        async with doors.api(code_of(meeting)) as stranger:
            joined = await stranger.post(
                f"{path}/participants",
                json={"name": "Dora", "answer": {"intervals": [{**MONDAY, "preference": "if_need_be"}]}},
            )
            assert joined.status_code == 201
            assert joined.json()["status"] == "answered"
        async with doors.api(joined.json()["link"]["code"]) as dora:
            assert (await dora.delete(f"{path}/answer")).json()["participant"]["status"] == "declined"

        best = (await organiser.get(f"{path}/recommendations?k=2")).json()["items"]
        assert [(one["start"], one["can"], one["total"]) for one in best] == [
            ("2026-01-12T19:00:00Z", 1, 3),
            # Ada is there for half of it.
            ("2026-01-12T20:00:00Z", 0, 3),
        ]
        answers = (await organiser.get(f"{path}/answers")).json()["items"]
        assert [one["participant"]["status"] for one in answers] == ["answered", "invited", "declined"]

        booked = await organiser.put(f"{path}/booking", json={"start": best[0]["start"]})
        assert (booked.status_code, booked.headers["etag"]) == (204, '"2"')
        seen = (await organiser.get(path)).json()
        assert seen["status"] == "booked"
        assert seen["booking"]["end"] == "2026-01-12T20:00:00Z"
        file = await organiser.get(f"{path}/invitation.ics")
        assert file.headers["content-type"] == "text/calendar; charset=utf-8; method=REQUEST"
        assert Calendar.from_ical(file.content).walk("VEVENT")[0]["UID"] == meeting["id"]

        assert (await organiser.delete(f"{path}/booking")).status_code == 204
        assert (await organiser.put(f"{path}/cancellation")).status_code == 204
        assert (await organiser.get("/api/v1/meetings?status=cancelled")).json()["items"][0]["title"] == "Lunch"
        assert (await organiser.delete(f"{path}/cancellation")).status_code == 204
        assert (await organiser.get(path)).json()["status"] == "open"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "title"),
    ({"title": None}, "title"),
    ({"title": "a\u0000b"}, "title"),
    ({"zone": "Europe/Berlln"}, "zone"),
    ({"zone": "x" * 65}, "zone"),
    ({"duration": 0}, "duration"),
    ({"duration": 3}, "duration"),
    ({"duration": "sixty"}, "duration"),
    ({"duration": True}, "duration"),
    ({"duration": 10**30}, "duration"),
    ({"step": 7}, "step"),
    ({"windows": []}, "windows"),
    ({"windows": LUNCH["windows"] * 31}, "windows"),
    ({"windows": [{"start": "2026-01-12T14:00:00Z", "end": "2026-01-12T13:00:00Z"}]}, "windows.0.end"),
    ({"windows": [{"start": "2026-01-12T14:00:00Z", "end": "2036-01-12T13:00:00Z"}]}, "windows.0.end"),
    ({"windows": [{"start": "2026-01-12T14:00:00", "end": "2026-01-12T15:00:00Z"}]}, "windows.0.start"),
    ({"windows": [{"start": "tomorrow", "end": "2026-01-12T15:00:00Z"}]}, "windows.0.start"),
    ({"windows": [{"start": 1768226400, "end": "2026-01-12T15:00:00Z"}]}, "windows.0.start"),
    ({"windows": [{"start": "0001-01-01T00:00:00+14:00", "end": "2026-01-12T15:00:00Z"}]}, "windows.0.start"),
    ({"windows": [{"start": "2026-01-12T15:00:00Z", "end": "9999-12-31T23:59:59-14:00"}]}, "windows.0.end"),
    ({"windows": [{"start": "2026-01-12T14:00:00Z"}]}, "windows.0.end"),
    ({"participants": [{"name": "Ada", "email": "nowhere"}]}, "participants.0.email"),
    ({"participants": [{"name": "Ada", "rank": 2}]}, "participants.0.rank"),
    ({"participants": [{"name": "Ada", "weight": 101}]}, "participants.0.weight"),
    ({"participants": [{"name": "Ada", "weight": 1.5}]}, "participants.0.weight"),
    ({"participants": [{"name": "Ada", "group": " "}]}, "participants.0.group"),
    ({"quorum": -1}, "quorum"),
    ({"quorum": 2001}, "quorum"),
    ({"group_quorums": {"Analysts": 1}}, "group_quorums.Analysts"),
    ({"books_at_deadline": True}, "deadline"),
    ({"deadline": "2026-01-01T00:00:00Z"}, "deadline"),
    ({"deadline": "2027-01-01T00:00:00Z"}, "deadline"),
    ({"deadline": "soon"}, "deadline"),
    ({"buffer_after": 1441}, "buffer_after"),
    ({"visibility": "secret"}, "visibility"),
    ({"weeks": 54}, "weeks"),
    (
        {"weeks": 2, "windows": [*LUNCH["windows"], {"start": "2026-01-20T14:00:00Z", "end": "2026-01-20T16:00:00Z"}]},
        "windows",
    ),
    ({"weekdays": [{"weekday": "monday", "start": "10:00", "end": "12:00"}]}, "weekdays"),
    ({"windows": [], "weekdays": [{"weekday": "monday", "start": "10:00", "end": "12:00"}]}, "first_on"),
    (
        {
            "windows": [],
            "first_on": "2026-01-12",
            "weekdays": [{"weekday": "monday", "start": "10:00", "end": "09:00"}],
        },
        "weekdays.0.end",
    ),
    (
        {
            "windows": [],
            "first_on": "9999-12-31",
            "weekdays": [{"weekday": "monday", "start": "10:00", "end": "12:00"}],
        },
        "first_on",
    ),
    ({"organiser": {"name": "Ada"}}, "organiser"),
    ({"version": 7}, "version"),
    ({"space_id": "mine"}, "space_id"),
    ({"space_id": str(new_uuid())}, "space_id"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG, ids=[f"{n}-{field}" for n, (_, field) in enumerate(WRONG)])
async def test_a_proposal_that_can_not_be_names_its_field(
    doors: Doors, ada: Inhabitant, wrong: dict[str, Any], field: str
) -> None:
    """CHECKLIST 22, 38."""
    async with doors.api(ada) as client:
        answer = await client.post("/api/v1/meetings", json={**LUNCH, **wrong})

        problem = answer.json()
        assert answer.status_code == (404 if field == "space_id" and len(wrong["space_id"]) > 4 else 422), problem
        assert answer.headers["content-type"] == "application/problem+json"
        assert problem["field"] == field
        assert problem["detail"].endswith((".", "?"))
        assert (await client.get("/api/v1/meetings")).json()["items"] == []


async def test_malformed_json_is_a_problem(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        answer = await client.post(
            "/api/v1/meetings", content=b'{"title": ', headers={"content-type": "application/json"}
        )

    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/bad-json")


BAD_ANSWERS: list[tuple[dict[str, Any], str]] = [
    ({"intervals": [MONDAY] * 10_000}, "intervals"),
    ({"intervals": [{**MONDAY, "end": "2026-01-12T13:00:00-05:00"}]}, "intervals.0.end"),
    ({"intervals": [MONDAY, {**MONDAY, "start": "2026-01-12T14:00:00"}]}, "intervals.1.start"),
    ({"intervals": [{**MONDAY, "preference": "perhaps"}]}, "intervals.0.preference"),
    ({"intervals": [MONDAY], "zone": "Mars/Olympus"}, "zone"),
    ({"intervals": "always"}, "intervals"),
    ({"status": "invited"}, "status"),
    ({"participant_id": str(new_uuid())}, "participant_id"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD_ANSWERS, ids=[field for _, field in BAD_ANSWERS])
async def test_an_answer_that_can_not_be_names_its_field_and_changes_nothing(
    doors: Doors, ada: Inhabitant, wrong: dict[str, Any], field: str
) -> None:
    async with doors.api(ada) as organiser:
        meeting = await propose(organiser)
    path = f"/api/v1/meetings/{meeting['id']}/answer"
    async with doors.api(code_of(meeting, "Ada")) as guest:
        before = (await guest.put(path, json={"intervals": [MONDAY]})).json()

        answer = await guest.put(path, json=wrong)

        assert answer.status_code == 422, answer.text
        assert answer.json()["field"] == field
        assert (await guest.get(path)).json() == before


async def test_joining_and_asking_are_not_mixed_up(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as organiser:
        meeting = await propose(organiser)
        path = f"/api/v1/meetings/{meeting['id']}/participants"
        grace = meeting["participants"][1]["id"]
        for body, field in (
            ({"name": "Dora", "participant_id": grace}, "participant_id"),
            ({"name": "Dora", "answer": {}}, "answer"),
            ({}, "name"),
        ):
            answer = await organiser.post(path, json=body)
            assert (answer.status_code, answer.json()["field"]) == (422, field)
        async with doors.api(code_of(meeting)) as stranger:
            both = await stranger.post(path, json={"name": "Grace", "participant_id": grace})
            assert (both.status_code, both.json()["field"]) == (422, "participant_id")
            claimed = await stranger.post(path, json={"participant_id": grace, "answer": {"intervals": [MONDAY]}})
            assert (claimed.status_code, claimed.json()["id"]) == (201, grace)


async def test_fifty_equal_proposals_make_one_meeting(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 37."""
    async with doors.api(ada) as client:
        headers = {"idempotency-key": "lunch"}

        answers = await asyncio.gather(
            *(client.post("/api/v1/meetings", json=LUNCH, headers=headers) for _ in range(50))
        )
        again = await client.post("/api/v1/meetings", json=LUNCH, headers=headers)
        other = await client.post("/api/v1/meetings", json={**LUNCH, "title": "Dinner"}, headers=headers)

        assert {one.status_code for one in answers} <= {201, 409}
        assert {one.text for one in answers if one.status_code == 201} == {again.text}
        assert {one.json()["type"].rpartition("/")[2] for one in answers if one.status_code == 409} <= {"key-is-in-use"}
        assert other.status_code == 422
        assert len((await client.get("/api/v1/meetings")).json()["items"]) == 1


async def test_a_change_needs_the_latest_tag(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        meeting = await propose(client)
        path = f"/api/v1/meetings/{meeting['id']}"
        tag = (await client.get(path)).headers["etag"]

        first, second = await asyncio.gather(
            *(client.patch(path, json={"title": title}, headers={"if-match": tag}) for title in ("One", "Two"))
        )

        assert sorted([first.status_code, second.status_code]) == [200, 412]
        assert (await client.put(f"{path}/cancellation", headers={"if-match": tag})).status_code == 412


async def test_of_two_bookings_one_wins(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        meeting = await propose(client)
        path = f"/api/v1/meetings/{meeting['id']}/booking"

        answers = await asyncio.gather(
            *(client.put(path, json={"start": f"2026-01-12T19:{minute}:00Z"}) for minute in ("00", "15", "30"))
        )
        off_the_grid = await client.put(path, json={"start": "2026-01-12T19:01:00Z"})

        assert sorted(one.status_code for one in answers) == [204, 409, 409]
        assert (off_the_grid.status_code, off_the_grid.json()["field"]) == (422, "start")


async def test_each_sees_and_does_what_is_theirs(doors: Doors, town: Town, ada: Inhabitant, grace: Inhabitant) -> None:
    """CHECKLIST 19, 21."""
    viewer, stranger = await town.settle("Vera"), grace
    analysts = await town.found(ada=(ada, Role.OWNER), vera=(viewer, Role.VIEWER))
    async with doors.api(ada) as organiser:
        meeting = await propose(organiser, space_id=str(analysts))
        other = await propose(organiser)
    path = f"/api/v1/meetings/{meeting['id']}"
    grace_id = meeting["participants"][1]["id"]
    changes: list[tuple[str, str, Any]] = [
        ("PATCH", path, {"title": "Mine"}),
        ("PUT", f"{path}/booking", {"start": "2026-01-12T19:00:00Z"}),
        ("DELETE", f"{path}/booking", None),
        ("PUT", f"{path}/cancellation", None),
        ("DELETE", f"{path}/cancellation", None),
        ("GET", f"{path}/links", None),
        ("POST", f"{path}/links", {"kind": "join"}),
        ("DELETE", f"{path}/links/{meeting['links'][0]['id']}", None),
        ("DELETE", f"{path}/participants/{grace_id}", None),
    ]
    looks = [("GET", path, None), ("GET", f"{path}/answers", None), ("GET", f"{path}/recommendations", None)]
    by_link, elsewhere = code_of(meeting, "Grace"), code_of(other, "Ada")
    for who, look, change in (
        (viewer, 200, 403),
        (by_link, 200, 403),
        (stranger, 404, 404),
        (elsewhere, 404, 404),
        (None, 401, 401),
    ):
        async with doors.api(who) as client:
            for expected, requests in ((look, looks), (change, changes)):
                for method, url, body in requests:
                    answer = await client.request(method, url, json=body)
                    assert answer.status_code == expected, (who, method, url, answer.text)
    async with doors.api(viewer) as client:
        assert (await client.put(f"{path}/answer", json={"intervals": []})).status_code == 403
    async with doors.api(code_of(meeting)) as client:
        assert (await client.put(f"{path}/answer", json={"intervals": []})).status_code == 403


async def test_a_strangers_code_is_nobodys(doors: Doors, ada: Inhabitant) -> None:
    """CHECKLIST 27."""
    async with doors.api(ada) as organiser:
        meeting = await propose(organiser)
        code = code_of(meeting, "Ada")
        await organiser.delete(f"/api/v1/meetings/{meeting['id']}/links/{meeting['links'][1]['id']}")
    for forged in ("x", code[:-1], code[:-4] + "AAAA", "%C3%A9", code):
        async with doors.api(forged) as client:
            answer = await client.get(f"/api/v1/meetings/{meeting['id']}")
            assert answer.status_code in {401, 404}, (forged, answer.text)


async def test_links_are_handed_out_and_taken_back(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        meeting = await propose(client)
        path = f"/api/v1/meetings/{meeting['id']}/links"

        added = await client.post(path, json={"kind": "answer", "participant_id": meeting["participants"][0]["id"]})
        removed = await client.delete(f"{path}/{meeting['links'][0]['id']}")

        assert (added.status_code, removed.status_code) == (201, 204)
        assert [link["kind"] for link in (await client.get(path)).json()["items"]] == ["answer"] * 3
        assert (await client.delete(f"{path}/{meeting['links'][0]['id']}")).status_code == 404


async def test_pages_of_the_list_follow_each_other(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as client:
        for number in range(5):
            await propose(client, title=f"Lunch {number}")

        first = (await client.get("/api/v1/meetings?limit=3")).json()
        second = (await client.get("/api/v1/meetings", params={"limit": 3, "cursor": first["next_cursor"]})).json()

        titles = [one["title"] for one in first["items"] + second["items"]]
        assert titles == [f"Lunch {number}" for number in (4, 3, 2, 1, 0)]
        assert second["next_cursor"] is None
        for query in ("cursor=%00", "cursor=AAAA", "limit=0", "limit=201", "status=lost"):
            assert (await client.get(f"/api/v1/meetings?{query}")).status_code == 422

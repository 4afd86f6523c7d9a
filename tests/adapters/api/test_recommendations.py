"""What decides a meeting, over the JSON API: rules in, ranked and explained slots out."""

from typing import Any

import httpx

from tests.adapters.api.test_meetings import LUNCH, code_of, propose
from tests.adapters.doors import Doors
from tests.features.meetings.town import Inhabitant

EVENING: dict[str, Any] = {
    **LUNCH,
    "windows": [
        {"start": "2026-01-12T14:00:00-05:00", "end": "2026-01-12T16:00:00-05:00"},
        {"start": "2026-01-14T18:00:00-05:00", "end": "2026-01-14T20:00:00-05:00"},
    ],
    "participants": [{"name": "Ada"}, {"name": "Grace"}, {"name": "Cara"}],
}
CAN = {
    "Ada": [("12T14:00", "12T15:30"), ("14T18:00", "14T20:00")],
    "Grace": [("12T14:00", "12T16:00"), ("14T19:00", "14T20:00")],
    "Cara": [("12T15:00", "12T16:00"), ("14T18:00", "14T19:30")],
}


async def answer_all(doors: Doors, meeting: dict[str, Any]) -> None:
    for name, spans in CAN.items():
        intervals = [{"start": f"2026-01-{start}:00-05:00", "end": f"2026-01-{end}:00-05:00"} for start, end in spans]
        async with doors.api(code_of(meeting, name)) as guest:
            answer = await guest.put(f"/api/v1/meetings/{meeting['id']}/answer", json={"intervals": intervals})
            assert answer.status_code == 200, answer.text


async def recommend(client: httpx.AsyncClient, meeting: dict[str, Any], k: int = 3) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/v1/meetings/{meeting['id']}/recommendations", params={"k": k})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_the_worked_example_to_the_letter(doors: Doors, ada: Inhabitant) -> None:
    """No hour suits all three; four starts tie at two and one for half, and the earliest is first."""
    async with doors.api(ada) as organiser:
        meeting = await propose(organiser, **EVENING)
        await answer_all(doors, meeting)

        best = await recommend(organiser, meeting)

    ids = {one["name"]: one["id"] for one in meeting["participants"]}
    # Beside these two no third hour fits: the tie's other starts overlap them.
    assert [one["start"] for one in best] == ["2026-01-12T19:30:00Z", "2026-01-14T23:30:00Z"]
    first = best[0]
    assert (first["yes"], first["part"], first["no"]) == ([ids["Ada"], ids["Grace"]], [ids["Cara"]], [])
    assert (first["can"], first["total"], first["score"]["worth"]) == (2, 3, 2.0)
    assert (first["partial_minutes"], first["is_feasible"], first["breaches"]) == (30.0, True, [])
    cara = next(one for one in first["participants"] if one["id"] == ids["Cara"])
    assert cara == {
        "id": ids["Cara"],
        "presence": "part",
        "minutes": 30.0,
        "zone": "America/New_York",
        "local_start": "2026-01-12T14:30:00-05:00",
        "local_end": "2026-01-12T15:30:00-05:00",
    }
    gap = {"start": "2026-01-12T19:30:00Z", "end": "2026-01-12T20:00:00Z"}
    shared = {"start": "2026-01-12T20:00:00Z", "end": "2026-01-12T20:30:00Z"}
    assert first["unanimous_if"] == [
        {"change": "time_freed", "minutes": 30.0, "slot": None, "free": [{"id": ids["Cara"], "intervals": [gap]}]},
        {"change": "shortened", "minutes": 30.0, "slot": shared, "free": []},
    ]


async def test_a_broken_rule_is_named_with_what_is_lacking(doors: Doors, ada: Inhabitant) -> None:
    async with doors.api(ada) as organiser:
        people = [{**one, "group": "Club"} for one in EVENING["participants"]]
        people[2] = {**people[2], "is_required": True}
        meeting = await propose(
            organiser, **{**EVENING, "participants": people, "quorum": 3, "group_quorums": {"Club": 3}}
        )
        await answer_all(doors, meeting)

        best = (await recommend(organiser, meeting))[0]
        path = f"/api/v1/meetings/{meeting['id']}/recommendations"
        blocked_by = (await organiser.get(path)).json()["blocked_by"]

    ids = {one["name"]: one["id"] for one in meeting["participants"]}
    assert not best["is_feasible"]
    lack = {"rule": "required", "participants": [{"id": ids["Cara"], "minutes": 30.0}]}
    quorum = {"rule": "quorum", "participants": [], "heads": 2, "quorum": 3}
    assert best["breaches"] == [
        {**lack, "group": None, "heads": None, "quorum": None},
        {**quorum, "group": None},
        {**quorum, "group": "Club"},
    ]
    # Some start has Cara, but none has three.
    assert [(one["rule"], one["group"], one["heads"], one["quorum"]) for one in blocked_by] == [
        ("quorum", None, 2, 3),
        ("quorum", "Club", 2, 3),
    ]
    assert blocked_by[0]["start"] == best["start"]


async def test_a_guest_organises_by_a_secret_link(doors: Doors) -> None:
    async with doors.api() as nobody:
        created = await nobody.post("/api/v1/meetings", json={**EVENING, "organiser": {"name": "Edith"}})
        assert created.status_code == 201, created.text
        refused = await nobody.post("/api/v1/meetings", json=EVENING)
        assert (refused.status_code, refused.json()["field"]) == (401, "organiser")
    meeting = created.json()
    secret = next(link["code"] for link in meeting["links"] if link["kind"] == "organise")
    path = f"/api/v1/meetings/{meeting['id']}"
    await answer_all(doors, {**meeting, "links": [one for one in meeting["links"] if one["kind"] != "organise"]})

    async with doors.api(secret) as organiser:
        asked = await organiser.post(f"{path}/participants", json={"name": "Dora", "weight": 3, "group": "Club"})
        assert (asked.status_code, asked.json()["weight"]) == (201, 3)
        dora = f"{path}/participants/{asked.json()['id']}"
        changed = await organiser.patch(dora, json={"group": None, "is_required": True, "weight": None})
        assert (changed.json()["group"], changed.json()["is_required"], changed.json()["weight"]) == (None, True, 3)
        assert (await organiser.delete(dora)).status_code == 204
        best = await recommend(organiser, meeting)
        assert (await organiser.put(f"{path}/booking", json={"start": best[0]["start"]})).status_code == 204
        assert (await organiser.get(path)).json()["status"] == "booked"
    async with doors.api() as nobody:
        assert (await nobody.get(path)).status_code == 401


async def test_rules_are_set_kept_and_taken_off(doors: Doors, ada: Inhabitant) -> None:
    rules = {
        "quorum": 2,
        "deadline": "2026-01-12T00:00:00Z",
        "books_at_deadline": True,
        "buffer_before": 10,
        "buffer_after": 15,
        "visibility": "blind",
        "takes_if_need_be": False,
        "is_draft": True,
    }
    async with doors.api(ada) as organiser:
        meeting = await propose(organiser, **rules)
        path = f"/api/v1/meetings/{meeting['id']}"
        kept = {name: meeting[name] for name in rules if name != "is_draft"}
        assert kept == {name: value for name, value in rules.items() if name != "is_draft"}
        assert meeting["status"] == "draft"
        assert (await organiser.put(f"{path}/opening")).status_code == 204

        changed = await organiser.patch(path, json={"deadline": None, "books_at_deadline": False, "quorum": None})

        assert (changed.json()["deadline"], changed.json()["quorum"], changed.json()["status"]) == (None, 2, "open")
        wrong = await organiser.patch(path, json={"books_at_deadline": True})
        assert (wrong.status_code, wrong.json()["field"]) == (422, "deadline")
    async with doors.api(code_of(meeting, "Ada")) as guest:
        for what in ("recommendations", "sessions", "panels"):
            assert (await guest.get(f"{path}/{what}")).status_code == 403


async def test_the_hours_of_a_week_become_a_weekly_slot(doors: Doors, ada: Inhabitant) -> None:
    hours = [{"weekday": "tuesday", "start": "10:00", "end": "12:00"}]
    async with doors.api(ada) as organiser:
        meeting = await propose(organiser, windows=[], weekdays=hours, first_on="2026-03-02", weeks=3)
        assert [one["start"] for one in meeting["windows"]] == ["2026-03-03T15:00:00Z"]
        async with doors.api(code_of(meeting, "Ada")) as guest:
            said = [{"start": "2026-03-03T15:00:00Z", "end": "2026-03-03T16:00:00Z"}]
            await guest.put(f"/api/v1/meetings/{meeting['id']}/answer", json={"intervals": said})

        best = (await recommend(organiser, meeting))[0]

    # New York changes its clocks on 8 March.
    assert [week["start"] for week in best["weeks"]] == [
        "2026-03-03T15:00:00Z",
        "2026-03-10T14:00:00Z",
        "2026-03-17T14:00:00Z",
    ]
    assert {week["can"] for week in best["weeks"]} == {1}


async def test_sessions_and_pairs(doors: Doors, ada: Inhabitant) -> None:
    people = [{"name": name, "is_required": True} for name in CAN]
    async with doors.api(ada) as organiser:
        meeting = await propose(organiser, **{**EVENING, "participants": people})
        await answer_all(doors, meeting)
        path = f"/api/v1/meetings/{meeting['id']}"

        pairs = (await organiser.get(f"{path}/panels")).json()
        await organiser.patch(f"{path}/participants/{meeting['participants'][0]['id']}", json={"is_required": False})
        for other in meeting["participants"][1:]:
            await organiser.patch(f"{path}/participants/{other['id']}", json={"is_required": False})
        sessions = (await organiser.get(f"{path}/sessions", params={"count": 2, "capacity": 2})).json()

        assert (len(pairs["panels"]), len(pairs["alone"])) == (1, 1)
        assert sum(len(one["participants"]) for one in sessions["sessions"]) == 3
        assert sessions["without_place"] == []
        for wrong in ({"count": 0}, {"capacity": 0}, {"count": "many"}):
            refused = await organiser.get(f"{path}/sessions", params=wrong)
            assert (refused.status_code, refused.json()["field"]) == (422, next(iter(wrong)))

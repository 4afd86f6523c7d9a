"""Words into times by API."""

from typing import Any

import pytest

from tests.adapters.entrance import Entrance

NOW = "2026-11-18T10:00:00+01:00"


async def read(entrance: Entrance, phrase: str, **more: Any) -> Any:
    body = {"phrase": phrase, "zone": "Europe/Berlin", "locale": "en-GB", "now": NOW, **more}
    async with entrance.api() as client:
        return await client.post("/phrases", json=body)


async def test_a_phrase_is_read_without_an_account(entrance: Entrance) -> None:
    answer = await read(entrance, "lunch with Bob Friday 12:30 for 45 min")

    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "kind": "point",
        "zone": "Europe/Berlin",
        "start": "2026-11-20T11:30:00Z",
        "end": "2026-11-20T12:15:00Z",
        "rule": None,
        "day": None,
        "windows": [],
        "duration": 45.0,
        "confidence": 1.0,
        "title": "lunch with Bob",
        "question": None,
        "alternatives": [],
        "chips": [
            {"kind": "day", "start": 15, "end": 21},
            {"kind": "time", "start": 22, "end": 27},
            {"kind": "duration", "start": 32, "end": 38},
        ],
    }


async def test_two_readings_are_asked_about(entrance: Entrance) -> None:
    asked = (await read(entrance, "tomorrow at 3")).json()

    assert (asked["kind"], asked["question"]) == ("ask", "half_of_day")
    assert [one["start"] for one in asked["alternatives"]] == ["2026-11-19T14:00:00Z", "2026-11-19T02:00:00Z"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phrase", "a" * 301),
        ("zone", "Atlantis"),
        ("locale", "tlh"),
        ("now", "2026-11-18T10:00:00"),
        ("now", "9999-01-01T00:00Z"),
    ],
)
async def test_bad_input_names_its_field(entrance: Entrance, field: str, value: str) -> None:
    answer = await read(entrance, **{"phrase": "tomorrow", field: value})

    assert answer.status_code == 422
    assert answer.json()["field"] == field

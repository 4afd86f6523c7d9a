"""A sentence field shows how it was read, and asks where it could be read in several ways."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kalends.adapters.web.phrase_views import QUESTIONS, Wall, chosen, key_of, reading_view
from kalends.features.calendars.phrases.reader import read
from kalends.features.calendars.phrases.reading import Question
from tests.adapters.entrance import Entrance

# A Wednesday.
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
BERLIN = Wall(zone="Europe/Berlin", now=NOW)


def view(said: str, *, takes_several: bool = False, wall: Wall = BERLIN) -> dict[str, Any]:
    reading = read(said, now=NOW, zone_name=wall.zone, locale="en-GB")
    return reading_view(reading, wall, takes_several=takes_several)


@pytest.mark.parametrize(
    ("said", "chips"),
    [
        ("lunch with Bob Friday 12:30 for 45 min", ["Friday 12:30–13:15", "lunch with Bob"]),
        ("dentist tomorrow at 9:15", ["Tomorrow 09:15", "dentist"]),
        ("every other Friday at 5pm", ["Every 2 weeks on Friday", "First: Friday 17:00"]),
        ("rent every month on the 1st", ["Day 1 of every month", "First: Tue 1 Dec", "rent"]),
        ("45 minutes next week", ["23–29 Nov", "45 minutes"]),
        ("Friday morning", ["Friday 09:00–12:00"]),
        ("in January", ["January 2027"]),
        ("27 November", ["Fri 27 Nov"]),
        (
            "weekday afternoons next week",
            ["Monday 13:00–17:00", "Tuesday 13:00–17:00", "Wed 25 Nov 13:00–17:00"],
        ),
        ("call tomorrow 3pm EST", ["Tomorrow 21:00", "15:00 in New York", "call"]),
        ("buy milk", ["buy milk"]),
        ("", []),
    ],
)
def test_a_reading_is_shown_as_chips(said: str, chips: list[str]) -> None:
    shown = view(said)

    assert [chip["label"] for chip in shown["chips"] if "more" not in chip["label"]] == chips
    assert shown["question"] is None


def test_a_question_comes_with_its_answers() -> None:
    shown = view("30 min tomorrow at 3")

    assert shown["question"] == "Before noon, or after?"
    assert [one["label"] for one in shown["alternatives"]] == ["Tomorrow 15:00–15:30", "Tomorrow 03:00–03:30"]


def test_every_question_has_its_words() -> None:
    assert set(QUESTIONS) == set(Question)


def test_a_meeting_offers_several_times_unasked() -> None:
    shown = view("Tuesday at 10:00 or Thursday at 11:00", takes_several=True)

    assert shown["question"] is None
    assert [chip["label"] for chip in shown["chips"]] == ["Tuesday 10:00", "Tomorrow 11:00"]


def test_the_answer_that_was_chosen_is_what_was_said() -> None:
    asked = read("tea tomorrow at 3", now=NOW, zone_name="Europe/Berlin", locale="en-GB")

    settled = chosen(asked, key_of(asked.alternatives[1]))

    assert settled.start == datetime(2026, 11, 19, 2, tzinfo=UTC)
    assert settled.title == "tea"
    assert chosen(asked, "nonsense") is asked


async def test_the_reading_is_a_part_of_the_page(entrance: Entrance) -> None:
    async with entrance.browser() as browser:
        answer = await browser.get("/phrases/reading", params={"say": "<b>tea</b> tomorrow at 3"})

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "Before noon, or after?" in answer.text
    assert 'form="say-form" name="meant"' in answer.text
    assert "&lt;b&gt;tea&lt;/b&gt;" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize(
    ("accepted", "day"),
    [("en-US,en;q=0.9", "Fri 12 May"), ("en-GB", "Tue 5 Dec"), ("tlh, de;q=0.5", "Tue 5 Dec")],
)
async def test_the_browser_says_whose_order_dates_have(entrance: Entrance, accepted: str, day: str) -> None:
    async with entrance.browser() as browser:
        answer = await browser.get(
            "/phrases/reading", params={"say": "5/12/2028"}, headers={"accept-language": accepted}
        )

    assert f"{day} 2028" in answer.text


async def test_without_scripts_the_reading_comes_with_the_form(entrance: Entrance) -> None:
    async with entrance.browser() as browser:
        asked = (await browser.get("/meetings/new", params={"say": "Tea tomorrow at 3"})).text
        key = asked.split('name="meant" value="')[2].split('"')[0]
        page = (await browser.get("/meetings/new", params={"say": "Tea tomorrow at 3", "meant": key})).text

    assert 'value="15:00"' in asked
    assert 'value="03:00"' in page
    assert "Before noon, or after?" not in page


@pytest.mark.parametrize("say", ["", "x" * 4000, "\x00", "💥" * 200, "at at at 25:99"])
async def test_whatever_was_typed_is_answered(entrance: Entrance, say: str) -> None:
    async with entrance.browser() as browser:
        answer = await browser.get("/phrases/reading", params={"say": say, "meant": say, "field": '"><i>'})

    assert answer.status_code == 200
    assert "<i>" not in answer.text

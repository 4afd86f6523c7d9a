"""A sentence becomes a form; what is not plainly said is left to be typed."""

from datetime import UTC, datetime

import pytest

from kalends.adapters.web.sentences import read_sentence

MONDAY = datetime(2026, 1, 5, 8, tzinfo=UTC)
NEXT_WEEK = ["2026-01-12", "2026-01-13", "2026-01-14", "2026-01-15", "2026-01-16"]


@pytest.mark.parametrize(
    ("said", "title", "minutes", "names", "days", "start"),
    [
        ("30 minutes next week with five people", "", "30", "", NEXT_WEEK, "09:00"),
        (
            "45 minutes next week with Ada and Grace",
            "Meeting with Ada and Grace",
            "45",
            "Ada\nGrace",
            NEXT_WEEK,
            "09:00",
        ),
        (
            "Lunch with Ada and Grace, Tuesday or Thursday",
            "Lunch",
            "60",
            "Ada\nGrace",
            ["2026-01-06", "2026-01-08"],
            "12:00",
        ),
        ("two hours tomorrow evening", "", "120", "", ["2026-01-06"], "18:00"),
        ("Book club for an hour on Friday evening", "Book club", "60", "", ["2026-01-09"], "18:00"),
        ("Chat today", "Chat", "60", "", ["2026-01-05"], "09:00"),
        ("half an hour on Mondays", "", "30", "", ["2026-01-12"], "09:00"),
        ("Retro with Ana María, José and Zoë next week", "Retro", "60", "Ana María\nJosé\nZoë", NEXT_WEEK, "09:00"),
        ("", "", "60", "", ["2026-01-06"], "09:00"),
        ("!!! , ;", "", "60", "", ["2026-01-06"], "09:00"),
        ("with", "With", "60", "", ["2026-01-06"], "09:00"),
    ],
)
def test_what_was_said_stands_in_the_form(
    said: str, title: str, minutes: str, names: str, days: list[str], start: str
) -> None:
    form = read_sentence(said, "Europe/Berlin", MONDAY)

    assert form.title == title
    assert form.duration == minutes
    assert form.participants == names
    assert [row["date"] for row in form.windows] == days
    assert {row["from"] for row in form.windows} == {start}


def test_a_weekend_is_not_offered_unasked() -> None:
    form = read_sentence("Planning", "UTC", datetime(2026, 1, 9, 8, tzinfo=UTC))

    assert [row["date"] for row in form.windows] == ["2026-01-12"]

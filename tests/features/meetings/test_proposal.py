"""What can be proposed, and how each refusal names its field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from kalends.core.errors import Invalid
from kalends.core.time import Interval
from kalends.features.meetings.proposal import MAX_PARTICIPANTS, NewParticipant, NewWindow, Proposal, offer
from tests.features.meetings.town import LUNCH, at

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# In UTC this is before the first day that a datetime can hold.
BEGINNING = datetime(1, 1, 1, tzinfo=timezone(14 * HOUR))


def window(start: str, end: str, zone: str | None = None) -> NewWindow:
    return NewWindow(start=at(start), end=at(end), zone=zone)


def test_windows_come_in_order_each_in_its_zone() -> None:
    made = offer(
        zone_name="Asia/Kathmandu",
        duration=HOUR,
        step=timedelta(minutes=15),
        windows=[window("14 10:00", "14 12:00", "America/St_Johns"), window("12 10:00", "12 12:00")],
    )

    assert [one.zone for one in made.windows] == ["Asia/Kathmandu", "America/St_Johns"]
    assert made.windows[0].interval == Interval(at("12 10:00"), at("12 12:00"))


def test_a_meeting_may_span_windows_that_touch() -> None:
    halves = [window("12 10:00", "12 10:30"), window("12 10:30", "12 11:00")]

    assert offer(zone_name="UTC", duration=HOUR, step=timedelta(minutes=30), windows=halves)


def test_texts_are_cleaned() -> None:
    typed = replace(LUNCH, title="  Cafe\u0301 \u202egnihton\u202c ", description="one\r\ntwo", place="\tHall")

    proposal = typed.checked()

    assert proposal.title == "Café gnihton"
    assert proposal.description == "one\ntwo"
    assert proposal.place == "Hall"


def test_windows_may_be_given_in_any_offset() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    given = NewWindow(start=datetime(2026, 1, 12, 9, 15, tzinfo=kathmandu), end=at("12 05:30"))

    made = offer(zone_name="UTC", duration=HOUR, step=HOUR, windows=[given])

    assert made.windows[0].interval.start == at("12 03:30")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "title"),
    ({"title": " \u202e "}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"title": "a\x00b"}, "title"),
    ({"title": "a\nb"}, "title"),
    ({"title": "\ud800"}, "title"),
    ({"description": "x" * 5001}, "description"),
    ({"place": "x" * 501}, "place"),
    ({"zone": "Europe/Berlln"}, "zone"),
    ({"zone": "../../etc/passwd"}, "zone"),
    ({"duration": timedelta(minutes=4)}, "duration"),
    ({"duration": timedelta(days=1, minutes=1)}, "duration"),
    ({"duration": timedelta(minutes=5, seconds=30)}, "duration"),
    ({"duration": -HOUR}, "duration"),
    ({"step": timedelta(minutes=7)}, "step"),
    ({"step": timedelta()}, "step"),
    ({"windows": []}, "windows"),
    ({"windows": [window("12 10:00", "12 11:00")] * 61}, "windows"),
    ({"windows": [window("12 10:00", "12 10:30")]}, "windows"),
    ({"windows": [window("12 10:00", "12 12:00"), window("13 10:00", "13 09:00")]}, "windows.1.end"),
    ({"windows": [window("12 10:00", "12 10:00")]}, "windows.0.end"),
    ({"windows": [window("12 10:00", "12 12:00", "Mars/Olympus")]}, "windows.0.zone"),
    ({"windows": [NewWindow(start=at("12 10:00"), end=at("12 10:00") + 3652 * DAY)]}, "windows.0.end"),
    ({"windows": [NewWindow(start=at("12 10:00"), end=at("12 10:00") + 31 * DAY + HOUR)]}, "windows.0.end"),
    (
        {
            "windows": [
                window("12 10:00", "12 12:00"),
                NewWindow(start=at("12 10:00") + 400 * DAY, end=at("12 12:00") + 400 * DAY),
            ]
        },
        "windows",
    ),
    (
        {"windows": [NewWindow(start=datetime(1, 1, 1, tzinfo=timezone(14 * HOUR)), end=at("12 10:00"))]},
        "windows.0.start",
    ),
    ({"windows": [NewWindow(start=at("12 10:00"), end=datetime(9999, 12, 31, 23, tzinfo=UTC))]}, "windows.0.end"),
    ({"participants": [NewParticipant(name="Ada"), NewParticipant(name=" \x07 ")]}, "participants.1.name"),
    ({"participants": [NewParticipant(name="x" * 201)]}, "participants.0.name"),
    ({"participants": [NewParticipant(name="Ada", email="ada")]}, "participants.0.email"),
    ({"participants": [NewParticipant(name="Ada", zone="Berlin")]}, "participants.0.zone"),
    (
        {
            "participants": [
                NewParticipant(name="Ada", email="a@example.org"),
                NewParticipant(name="Ida", email="A@EXAMPLE.ORG"),
            ]
        },
        "participants.1.email",
    ),
    ({"participants": [NewParticipant(name="x")] * (MAX_PARTICIPANTS + 1)}, "participants"),
]


@pytest.mark.parametrize(
    ("wrong", "field"), WRONG, ids=[f"{number}-{field}" for number, (_, field) in enumerate(WRONG)]
)
def test_each_refusal_names_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace(LUNCH, **wrong).checked().offer()

    assert refused.value.field == field
    assert str(refused.value)


def test_what_is_at_its_bound_is_taken() -> None:
    longest = NewWindow(start=at("01 00:00"), end=at("01 00:00") + 31 * DAY)
    last = NewWindow(start=at("01 00:00") + 400 * DAY - HOUR, end=at("01 00:00") + 400 * DAY)
    proposal = Proposal(title="x" * 200, zone="UTC", duration=DAY, windows=[longest, last], step=HOUR)

    assert proposal.checked().offer().windows[0].interval.duration == 31 * DAY

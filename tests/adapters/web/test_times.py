"""Times on people's walls: at +05:45 and −02:30, and across changes of summer time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kalends.adapters.web.times import (
    day_label,
    duration_label,
    is_twice,
    range_label,
    slot_view,
    span_label,
    zone_label,
    zone_view,
)
from kalends.core.time import Interval, zone

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def slot(start: str, minutes: int = 60) -> Interval:
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC)
    return Interval(begin, begin + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("start", "minutes", "zone_name", "label"),
    [
        ("2026-01-14T18:00", 60, "Europe/Berlin", "19:00–20:00"),
        ("2026-01-14T18:00", 60, "Asia/Kathmandu", "23:45–Thu 00:45"),
        ("2026-01-14T17:15", 60, "Asia/Kathmandu", "23:00–24:00"),
        ("2026-01-14T18:15", 45, "Asia/Kathmandu", "00:00–00:45"),
        ("2026-01-14T18:00", 60, "America/St_Johns", "14:30–15:30"),
        ("2026-07-14T18:00", 60, "America/St_Johns", "15:30–16:30"),
        ("2026-01-14T00:00", 1440, "UTC", "00:00–24:00"),
        ("2026-01-14T12:00", 1440, "UTC", "12:00–Thu 12:00"),
        # New York, 1 November: at two the wall goes back to one.
        ("2026-11-01T05:00", 60, "America/New_York", "01:00 EDT–01:00 EST"),
        ("2026-11-01T05:00", 30, "America/New_York", "01:00 EDT–01:30 EDT"),
        ("2026-11-01T06:30", 30, "America/New_York", "01:30 EST–02:00 EST"),
        ("2026-11-01T04:30", 15, "America/New_York", "00:30–00:45"),
        ("2026-11-01T04:30", 180, "America/New_York", "00:30 EDT–02:30 EST"),
        ("2026-11-01T07:00", 60, "America/New_York", "02:00–03:00"),
        # 8 March: from two the wall jumps to three.
        ("2026-03-08T06:30", 60, "America/New_York", "01:30 EST–03:30 EDT"),
        ("2026-03-08T07:00", 60, "America/New_York", "03:00–04:00"),
        # St. John's, the same days, half an hour apart from everybody.
        ("2026-11-01T03:30", 60, "America/St_Johns", "01:00 NDT–01:00 NST"),
        ("2026-03-08T05:00", 60, "America/St_Johns", "01:30 NST–03:30 NDT"),
        # Lord Howe moves by half an hour.
        ("2026-04-04T14:30", 30, "Australia/Lord_Howe", "01:30 +11–01:30 +1030"),
    ],
)
def test_a_range_is_read_on_its_wall(start: str, minutes: int, zone_name: str, label: str) -> None:
    assert range_label(slot(start, minutes), zone_name) == label


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 1, 5), "Today"),
        (date(2026, 1, 6), "Tomorrow"),
        (date(2026, 1, 7), "Wednesday"),
        (date(2026, 1, 11), "Sunday"),
        (date(2026, 1, 12), "Mon 12 Jan"),
        (date(2026, 12, 31), "Thu 31 Dec"),
        (date(2027, 1, 12), "Tue 12 Jan 2027"),
        (date(2026, 1, 4), "Sun 4 Jan"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
    ],
)
def test_days_are_named_while_names_are_clear(day: date, label: str) -> None:
    assert day_label(day, date(2026, 1, 5)) == label


def test_today_is_the_readers_today() -> None:
    late = datetime(2026, 1, 5, 20, tzinfo=UTC)

    in_kathmandu = slot_view(slot("2026-01-05T21:00"), "Asia/Kathmandu", late)
    in_st_johns = slot_view(slot("2026-01-06T02:00"), "America/St_Johns", late)

    # It is the sixth in Kathmandu already, and at half past ten still the fifth in St. John's.
    assert (in_kathmandu["day_label"], in_kathmandu["label"]) == ("Today", "02:45–03:45")
    assert (in_st_johns["day_label"], in_st_johns["label"]) == ("Today", "22:30–23:30")


def test_a_slot_has_all_that_the_pages_show() -> None:
    assert slot_view(slot("2026-01-14T18:00"), "Asia/Kathmandu", NOW, whose="Kathmandu") == {
        "iso_start": "2026-01-14T18:00:00Z",
        "iso_end": "2026-01-14T19:00:00Z",
        "day_label": "Wed 14 Jan",
        "label": "23:45–Thu 00:45",
        "zone_label": "Kathmandu",
        "weekday": "Wednesday",
        "day": "14",
        "month": "January 2026",
    }


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        ("2026-01-12T14:00", "2026-01-12T16:00", "Mon 12 Jan"),
        ("2026-01-12T14:00", "2026-01-14T16:00", "12–14 Jan"),
        ("2026-01-12T14:00", "2026-01-13T00:00", "Mon 12 Jan"),
        ("2026-01-30T14:00", "2026-02-02T16:00", "30 Jan–2 Feb"),
        ("2026-12-30T14:00", "2027-01-02T16:00", "30 Dec 2026–2 Jan 2027"),
        ("2027-01-12T14:00", "2027-01-14T16:00", "12–14 Jan 2027"),
        ("2026-01-05T14:00", "2026-01-05T16:00", "Today"),
    ],
)
def test_a_span_of_days(first: str, last: str, label: str) -> None:
    instants = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (first, last)]

    assert span_label(instants[0], instants[1], "UTC", NOW) == label


@pytest.mark.parametrize(
    ("minutes", "label"),
    [
        (5, "5 minutes"),
        (60, "60 minutes"),
        (90, "90 minutes"),
        (120, "2 hours"),
        (135, "2 h 15 min"),
        (1440, "24 hours"),
    ],
)
def test_durations(minutes: int, label: str) -> None:
    assert duration_label(timedelta(minutes=minutes)) == label


@pytest.mark.parametrize(
    ("zone_name", "month", "label"),
    [
        ("Asia/Kathmandu", 1, "Kathmandu (UTC+5:45)"),
        ("America/St_Johns", 1, "St Johns (UTC−3:30)"),
        ("America/St_Johns", 7, "St Johns (UTC−2:30)"),
        ("America/Argentina/Buenos_Aires", 1, "Buenos Aires (UTC−3)"),
        ("Europe/London", 1, "London (UTC+0)"),
        ("UTC", 1, "UTC"),
    ],
)
def test_zones_say_their_offset_at_the_time(zone_name: str, month: int, label: str) -> None:
    assert zone_label(zone_name, datetime(2026, month, 5, tzinfo=UTC)) == label


def test_the_frame_is_told_who_chose_the_zone() -> None:
    assert zone_view("Europe/Berlin", "chosen", NOW) == {
        "name": "Europe/Berlin",
        "label": "Berlin (UTC+1)",
        "short": "Berlin",
        "source": "chosen",
    }


def test_only_the_hour_that_comes_twice_is_twice() -> None:
    there = zone("Europe/Berlin")

    assert is_twice(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).astimezone(there))
    assert is_twice(datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(there))
    assert not is_twice(datetime(2026, 10, 25, 2, 0, tzinfo=UTC).astimezone(there))

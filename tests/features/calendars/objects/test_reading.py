from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from kalends.core.errors import Invalid
from kalends.features.calendars.objects.errors import (
    ObjectDoesNotFit,
    ObjectIsMalformed,
    ObjectIsTooLarge,
    ZoneIsUnknown,
)
from kalends.features.calendars.objects.lines import MOST_BYTES
from kalends.features.calendars.objects.occurrences import FIRST, LAST, occurrences
from kalends.features.calendars.objects.reading import read_object
from kalends.features.calendars.recurrence import RuleIsMalformed
from tests.features.calendars.diary import at, calendar_of, event, lunch

MINE = """BEGIN:VTIMEZONE
TZID:Mine
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0630
TZOFFSETTO:+0545
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0545
TZOFFSETTO:+0630
END:DAYLIGHT
END:VTIMEZONE"""


def starts(content: bytes, since: datetime = FIRST, until: datetime = LAST) -> list[object]:
    """Instants in UTC: Python holds times in different zones to be unequal where clocks change."""
    found = [one.start for one in occurrences(read_object(content), since, until, most=100)]
    return [one.astimezone(UTC) if isinstance(one, datetime) and one.tzinfo else one for one in found]


def test_an_event_is_read() -> None:
    read = read_object(lunch("LOCATION:Inn\\, upstairs", "TRANSP:OPAQUE"))

    assert (read.kind, read.uid) == ("VEVENT", "lunch")
    assert read.master is not None
    assert (read.master.summary, read.master.place) == ("Lunch", "Inn, upstairs")
    assert read.master.is_busy
    assert starts(read.content) == [at("2026-01-14 11:00")]


def test_a_fold_in_the_middle_of_a_character_is_undone() -> None:
    content = lunch().replace(b"SUMMARY:Lunch", b"SUMMARY:Caf" + b"\xc3\r\n \xa9")

    read = read_object(content)

    assert read.master is not None
    assert read.master.summary == "Café"


@pytest.mark.parametrize(
    ("tzid", "hour"),
    [
        ("Europe/Berlin", 11),
        ("europe/berlin", 11),
        ("W. Europe Standard Time", 11),
        ("/mozilla.org/20050126_1/Europe/Berlin", 11),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", 15),
        ('"America/New_York"', 17),
    ],
)
def test_zones_are_known_under_many_spellings(tzid: str, hour: int) -> None:
    assert starts(calendar_of(event(f"DTSTART;TZID={tzid}:20260114T120000"))) == [at(f"2026-01-14 {hour}:00")]


def test_a_zone_that_only_the_object_knows_is_reckoned_by_its_definition() -> None:
    content = calendar_of(MINE, event("DTSTART;TZID=Mine:20260326T120000", "RRULE:FREQ=DAILY;COUNT=5"))

    assert [f"{one:%d %H:%M}" for one in starts(content)] == [
        "26 06:15",
        "27 06:15",
        "28 06:15",
        "29 05:30",
        "30 05:30",
    ]


def test_the_zone_of_one_object_is_not_the_zone_of_another() -> None:
    other = MINE.replace("+0545", "-0800").replace("+0630", "-0700")
    times = "DTSTART;TZID=Mine:20260114T120000"

    assert starts(calendar_of(MINE, event(times))) == [at("2026-01-14 06:15")]
    assert starts(calendar_of(other, event(times))) == [at("2026-01-14 20:00")]


def test_what_a_zone_skips_or_shows_twice_is_read_as_the_standard_says() -> None:
    """RFC 5545, section 3.3.5."""
    night = calendar_of(MINE, event("DTSTART;TZID=Mine:20260329T023000"))
    twice = calendar_of(MINE, event("DTSTART;TZID=Mine:20261025T024500"))

    assert starts(night) == [at("2026-03-28 20:45")]
    assert starts(twice) == [at("2026-10-24 20:15")]


def test_without_an_end_a_day_lasts_that_day_and_a_time_no_time() -> None:
    day, moment = (calendar_of(event(line)) for line in ("DTSTART;VALUE=DATE:20260114", "DTSTART:20260114T120000Z"))

    one, other = (occurrences(read_object(content), FIRST, LAST, most=1)[0] for content in (day, moment))

    assert (one.start, one.end) == (date(2026, 1, 14), date(2026, 1, 15))
    assert other.start == other.end


def test_days_of_a_duration_are_days_of_the_clock_and_an_end_is_exact() -> None:
    """RFC 5545, section 3.8.5.3: over the change to summer time."""
    start = "DTSTART;TZID=Europe/Berlin:20260327T120000"
    rule = "RRULE:FREQ=DAILY;COUNT=2"
    nominal = calendar_of(event(start, "DURATION:P1D", rule))
    exact = calendar_of(event(start, "DTEND;TZID=Europe/Berlin:20260328T120000", rule))

    def lengths(content: bytes) -> list[timedelta]:
        found = occurrences(read_object(content), FIRST, LAST, most=10)
        return [one.end.astimezone(UTC) - one.start.astimezone(UTC) for one in found]  # pyright: ignore

    assert lengths(nominal) == [timedelta(hours=24), timedelta(hours=23)]
    assert lengths(exact) == [timedelta(hours=24), timedelta(hours=24)]


def test_this_and_future_moves_what_follows_until_the_next_such() -> None:
    content = calendar_of(
        event("DTSTART:20260105T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=5", "SUMMARY:Old"),
        event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T090000Z", "DTSTART:20260113T100000Z", "DURATION:PT2H"),
        event("RECURRENCE-ID:20260119T090000Z", "DTSTART:20260119T080000Z", "DURATION:PT1H"),
        event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260126T090000Z", "DTSTART:20260126T110000Z", "DURATION:PT1H"),
    )

    assert starts(content) == [
        at("2026-01-05 09:00"),
        at("2026-01-13 10:00"),
        at("2026-01-19 08:00"),
        at("2026-01-26 11:00"),
        at("2026-02-02 11:00"),
    ]


def test_an_invitation_to_one_occurrence_is_that_occurrence() -> None:
    content = calendar_of(event("RECURRENCE-ID:20260112T090000Z", "DTSTART:20260113T100000Z", "DURATION:PT2H"))

    assert starts(content) == [at("2026-01-13 10:00")]


def test_periods_and_days_as_dates_are_read_as_they_are_meant() -> None:
    content = calendar_of(
        event(
            "DTSTART:20260105T090000Z",
            "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "RDATE;VALUE=PERIOD:20260107T090000Z/PT3H,20260108T090000Z/20260108T093000Z",
            "EXDATE;VALUE=DATE:20260112",
        )
    )

    found = occurrences(read_object(content), FIRST, LAST, most=10)

    assert [(one.start, one.end) for one in found] == [
        (at("2026-01-05 09:00"), at("2026-01-05 10:00")),
        (at("2026-01-07 09:00"), at("2026-01-07 12:00")),
        (at("2026-01-08 09:00"), at("2026-01-08 09:30")),
        (at("2026-01-19 09:00"), at("2026-01-19 10:00")),
    ]


def test_to_dos_and_journals_are_objects_too() -> None:
    todo = calendar_of("BEGIN:VTODO\nUID:t\nDUE:20260114T120000Z\nEND:VTODO")
    journal = calendar_of("BEGIN:VJOURNAL\nUID:j\nDTSTART;VALUE=DATE:20260114\nEND:VJOURNAL")

    assert starts(todo) == [at("2026-01-14 12:00")]
    assert starts(journal) == [date(2026, 1, 14)]
    assert starts(calendar_of("BEGIN:VTODO\nUID:n\nEND:VTODO")) == []
    assert starts(calendar_of("BEGIN:VTODO\nUID:n\nRRULE:FREQ=DAILY\nEND:VTODO")) == []


def nested() -> bytes:
    return calendar_of(event("DTSTART:20260114T120000Z", event("DTSTART:20260114T120000Z", uid="inner")))


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (lambda: b"", ObjectDoesNotFit, "one VCALENDAR"),
        (lambda: b"hello", ObjectIsMalformed, "Line 1"),
        (lambda: lunch()[:-15], ObjectIsMalformed, "no END"),
        (lambda: lunch() + lunch(), ObjectDoesNotFit, "one VCALENDAR"),
        (lambda: lunch().replace(b"UID:lunch\r\n", b""), ObjectIsMalformed, "no UID"),
        (lambda: lunch(b"SUMMARY:\x00".decode()), ObjectIsMalformed, "NUL"),
        (lambda: lunch().replace(b"Lunch", b"\xed\xa0\x80"), ObjectIsMalformed, "UTF-8"),
        (lambda: lunch().replace(b"VERSION", b"METHOD:REQUEST\r\nVERSION"), ObjectDoesNotFit, "METHOD"),
        (lambda: calendar_of(event("DTSTART:20260114T120000Z", "DTEND:20260114T110000Z")), ObjectIsMalformed, "end"),
        (lambda: calendar_of(event("DTSTART:20260114T120000Z", "DTEND:20260114T130000")), ObjectIsMalformed, "kinds"),
        (lambda: calendar_of(event("DTSTART:20261301T120000Z")), ObjectIsMalformed, "Line 7"),
        (lambda: calendar_of(event("SUMMARY:When?")), ObjectIsMalformed, "DTSTART"),
        (lambda: calendar_of(event("DTSTART;TZID=Nowhere/At_All:20260114T120000")), ZoneIsUnknown, "Nowhere"),
        (lambda: calendar_of(event("DTSTART:99990114T120000Z")), ObjectIsMalformed, "year"),
        (lambda: calendar_of(event("DTSTART:20260114T120000Z", "DURATION:P99999W")), ObjectIsMalformed, "hundred"),
        (
            lambda: calendar_of(event("DTSTART:20260114T120000Z"), event("DTSTART:20260114T120000Z")),
            Invalid,
            "same UID",
        ),
        (
            lambda: calendar_of(event("DTSTART:20260114T120000Z"), event("DTSTART:20260114T120000Z", uid="b")),
            Invalid,
            "one",
        ),
        (
            lambda: calendar_of(event("DTSTART:20260114T120000Z"), "BEGIN:VTODO\nUID:lunch\nEND:VTODO"),
            Invalid,
            "events",
        ),
        (lambda: lunch(*["RRULE:FREQ=YEARLY"] * 9), ObjectIsMalformed, "at most 8"),
        (lambda: lunch("RRULE:FREQ=NEVER"), RuleIsMalformed, "Line 11: FREQ is one of"),
        (lambda: lunch("EXRULE:FREQ=DAILY;COUNT=0"), RuleIsMalformed, "Line 11: COUNT"),
        (lambda: calendar_of(*[MINE] * 31, event("DTSTART:20260114T120000Z")), ObjectDoesNotFit, "at most 60"),
        (nested, ObjectIsMalformed, "can't stand in another"),
        (lambda: b"BEGIN:A\n" * 9, ObjectIsMalformed, "too deep"),
        (lambda: b"x" * (MOST_BYTES + 1), ObjectIsTooLarge, "bytes"),
        (lambda: b"BEGIN:VCALENDAR\n" + b"X:\n" * 60_000, ObjectIsTooLarge, "lines"),
        (
            lambda: calendar_of(
                MINE.replace("YEARLY;BYDAY=-1SU;BYMONTH=10", "SECONDLY"), event("DTSTART;TZID=Mine:20260114T120000")
            ),
            Invalid,
            "more",
        ),
    ],
)
def test_what_is_no_object_is_refused_with_the_line_or_the_field(
    content: Callable[[], bytes], kind: type[Invalid], says: str
) -> None:
    """CHECKLIST 41."""
    with pytest.raises(kind, match=says):
        read_object(content())

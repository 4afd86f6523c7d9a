"""What people bring is often not quite right: its bytes are kept, and of its times what can be read."""

from datetime import datetime

import pytest

from kalends.core.errors import Invalid
from kalends.features.calendars.objects.errors import HoldsTooMuch, ObjectIsMalformed
from kalends.features.calendars.objects.occurrences import FIRST, LAST, Occurrence, occurrences
from kalends.features.calendars.objects.reading import CalendarObject
from kalends.features.calendars.objects.salvage import read_kept, salvaged
from kalends.features.calendars.objects.templates import template_of
from tests.features.calendars.diary import at, calendar_of, event, lunch

NOON = "DTSTART:20260114T120000Z"


def all_of(read: CalendarObject) -> list[Occurrence]:
    return occurrences(read, FIRST, LAST, most=100)


def starts(content: bytes) -> tuple[list[object], list[str]]:
    kept = salvaged(content, all_of)
    return [one.start for one in kept.value], [str(remark) for remark in kept.remarks]


def test_of_what_is_right_nothing_is_said() -> None:
    assert starts(calendar_of(event(NOON))) == ([at("2026-01-14 12:00")], [])


def test_a_line_that_is_none_stays_where_it_is() -> None:
    content = calendar_of(event(NOON, "this is no line", "SUMMARY:Lunch"))

    found, remarks = starts(content)

    assert found == [at("2026-01-14 12:00")]
    assert remarks == ["Line 8: No value follows."]
    assert "this is no line\r\n" in template_of(read_kept(content).items[0].component)


@pytest.mark.parametrize(
    ("lines", "found", "remark"),
    [
        ([NOON, "RRULE:FREQ=SOMETIMES"], [at("2026-01-14 12:00")], "Line 8: FREQ is one of"),
        ([NOON, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"], [at("2026-01-14 12:00")], "Line 4: No day or time"),
        ([NOON, "EXDATE:whenever"], [at("2026-01-14 12:00")], "Line 8: EXDATE takes"),
        ([NOON, "DTEND:20260113T120000Z"], [at("2026-01-14 12:00")], "Line 8: The end comes before"),
        ([NOON, "DURATION:P9999999999W"], [at("2026-01-14 12:00")], "Line 8: DURATION takes"),
        (["DTSTART:whenever", "DTEND:20260113T120000Z"], [], "Line 7: DTSTART takes"),
        (["SUMMARY:No start"], [], "Line 4: An event has a DTSTART."),
        (["DTSTART;TZID=Atlantis:20260114T120000"], [], "Line 7: this object does not define"),
    ],
)
def test_times_are_kept_as_far_as_they_can_be_read(lines: list[str], found: list[datetime], remark: str) -> None:
    kept, remarks = starts(calendar_of(event(*lines)))

    assert kept == found
    assert len(remarks) == 1
    assert remarks[0].startswith(remark)


def test_a_zone_that_can_not_be_read_takes_only_its_own_times_along() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:never\nEND:STANDARD\nEND:VTIMEZONE"

    known, remarks = starts(calendar_of(zone, event("DTSTART;TZID=Europe/Berlin:20260114T120000")))
    unknown, _ = starts(calendar_of(zone, event("DTSTART;TZID=Odd:20260114T120000")))

    assert len(known) == 1
    assert len(remarks) == 1
    assert unknown == []


def test_what_is_too_much_or_has_no_form_at_all_is_not_kept() -> None:
    guests = [f"ATTENDEE:mailto:guest{n}@example.org" for n in range(10_000)]
    with pytest.raises(HoldsTooMuch):
        salvaged(lunch(*guests), all_of)
    with pytest.raises(ObjectIsMalformed, match="no END"):
        salvaged(lunch()[:-15], all_of)
    with pytest.raises(Invalid, match="no UID"):
        salvaged(lunch().replace(b"UID:lunch\r\n", b""), all_of)

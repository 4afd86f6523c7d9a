"""What is shown of an object that recurs."""

from datetime import UTC, datetime

from kalends.core.etag import etag_of
from kalends.core.ids import EventId, new_uuid
from kalends.features.calendars.events.domain import rows_between
from kalends.features.calendars.objects.occurrences import FIRST, LAST
from kalends.features.calendars.objects.reading import read_object
from kalends.features.calendars.objects.templates import template_of
from kalends.features.calendars.queries.retrieval import FOOT, HEAD, Placed, Stored, expanded, placed, read_times
from tests.features.calendars.diary import lunch

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def stored(content: bytes) -> Stored:
    read = read_object(content)
    return Stored(
        id=EventId(new_uuid()),
        name="lunch.ics",
        etag=etag_of(content),
        kind=read.kind,
        object=content,
        size=len(content),
        is_all_day=read.items[0].is_all_day,
        templates=[template_of(item.component) for item in read.items],
        indexed_from=None,
        indexed_until=None,
        created_at=NOW,
        changed_at=NOW,
        changed_in=1,
    )


def test_an_occurrence_is_put_together_from_its_template() -> None:
    """RFC 4791, section 9.6.5."""
    content = lunch("RRULE:FREQ=WEEKLY;COUNT=2", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT5M", "END:VALARM")
    read = read_object(content)
    second = rows_between(read, FIRST, LAST, most=10)[1]

    text = expanded(stored(content), [placed(second)]).decode().removeprefix(HEAD).removesuffix(FOOT)

    assert text.split("\r\n") == [
        "BEGIN:VEVENT",
        "DTSTART:20260121T110000Z",
        "DTEND:20260121T120000Z",
        "RECURRENCE-ID:20260121T110000Z",
        "UID:lunch",
        "DTSTAMP:20260101T000000Z",
        "SUMMARY:Lunch",
        "X-SPOON:bring one",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT5M",
        "END:VALARM",
        "END:VEVENT",
        "",
    ]


def test_times_are_read_as_postgresql_writes_them() -> None:
    """An instant, and a time without a zone that was moved; those of the same object as its rows have them."""
    text = (
        "2026-01-14 11:00:00+00/2026-01-14 12:00:00+00/20260114T110000Z/0,"
        "2026-01-15 09:30:00/2026-01-16 00:00:00/20260115T090000/1"
    )

    assert read_times(text) == [
        Placed("20260114T110000Z", "20260114T120000Z", "20260114T110000Z", 0),
        Placed("20260115T093000", "20260116T000000", "20260115T090000", 1),
    ]

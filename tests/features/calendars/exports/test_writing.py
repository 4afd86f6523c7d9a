from datetime import UTC, datetime

import pytest

from kalends.core.ids import CalendarId, SpaceId, new_uuid
from kalends.features.calendars.domain import Calendar, CalendarVisibility
from kalends.features.calendars.exports.writing import END, Writer
from kalends.features.calendars.objects.reading import read_object
from tests.features.calendars.diary import calendar_of, event, lunch
from tests.features.calendars.imports.files import BERLIN, LUNCH, MANY, MOVED, TEA, crlf, imported

DIARY = Calendar(
    id=CalendarId(new_uuid()),
    space_id=SpaceId(new_uuid()),
    slug="diary",
    name="Ada's; all, of them",
    description="",
    color="#c0392b",
    zone="Europe/Berlin",
    position=0,
    visibility=CalendarVisibility.BUSY,
    is_default=True,
    sync_token=0,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    version=1,
)
SECRET = ("SUMMARY:Secret", "LOCATION:Hideout", "ATTENDEE:mailto:spy@example.org", "X-NOTE:Secret")


def written(*objects: bytes, hides_all: bool = False, hides_private: bool = False) -> bytes:
    writer = Writer(DIARY, hides_all=hides_all, hides_private=hides_private)
    return b"".join([writer.begin(), *map(writer.add, objects), END])


def test_a_calendar_says_its_name_and_its_color() -> None:
    """RFC 7986, sections 5.1 and 5.9."""
    lines = written().decode().split("\r\n")

    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalends//EN"]
    assert "NAME:Ada's\\; all\\, of them" in lines
    assert "COLOR:firebrick" in lines
    assert "X-APPLE-CALENDAR-COLOR:#c0392b" in lines


def test_components_are_as_they_are_and_each_zone_is_there_once() -> None:
    other = calendar_of(BERLIN, LUNCH.replace("UID:lunch", "UID:dinner"))
    content = written(calendar_of(BERLIN, LUNCH, MOVED), other, calendar_of(TEA).replace(b"\r\n", b"\n"))

    for component in (LUNCH, MOVED, TEA):
        assert crlf(component) in content
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert content.index(b"BEGIN:VTIMEZONE") < content.index(b"BEGIN:VEVENT")


def test_what_is_exported_can_be_imported_and_is_the_same() -> None:
    kept, _ = imported(MANY)

    again, remarks = imported(written(*(one.content for one in kept.values())))

    assert remarks == []
    assert set(again) == set(kept)
    for uid, one in kept.items():
        assert one.read is not None
        assert again[uid].read is not None
        assert [item.start for item in again[uid].read.items] == [item.start for item in one.read.items]  # pyright: ignore


def test_two_zones_of_one_name_stay_two() -> None:
    west = BERLIN.replace("+0100", "-0800")
    folded = LUNCH.replace("DTSTART;TZID=Home:2026", "DTSTART;TZID=Ho\n me:2026").replace("UID:lunch", "UID:west")

    kept, remarks = imported(written(calendar_of(BERLIN, LUNCH), calendar_of(west, folded)))

    assert remarks == []
    starts = {uid: one.read.items[0].start.astimezone(UTC).hour for uid, one in kept.items()}  # pyright: ignore
    assert starts == {"lunch": 11, "west": 20}


def test_zones_that_everybody_knows_are_not_told_apart() -> None:
    """Programs define them for different years."""
    known, other = (
        BERLIN.replace("Home", "Europe/Berlin"),
        BERLIN.replace("Home", "Europe/Berlin").replace("197", "198"),
    )
    objects = [
        calendar_of(zone, event("DTSTART;TZID=Europe/Berlin:20260114T120000", uid=str(number)))
        for number, zone in enumerate((known, other))
    ]

    assert written(*objects).count(b"BEGIN:VTIMEZONE") == 1


def test_of_what_is_hidden_only_the_times_are_said() -> None:
    odd = "DTSTART;X-NOTE=Secret;TZID=Europe/Berlin:20260114T120000"
    content = written(
        lunch(*SECRET, "RRULE:FREQ=DAILY;COUNT=3", "BEGIN:VALARM", "DESCRIPTION:Secret", "END:VALARM"),
        calendar_of(event(odd, "DURATION:PT1H", *SECRET, uid="b")),
        calendar_of(event("DTSTART:20260114T120000Z", "TRANSP:TRANSPARENT", *SECRET, uid="free")),
        calendar_of("BEGIN:VTODO\nUID:todo\nSUMMARY:Secret\nEND:VTODO"),
        hides_all=True,
    )

    for secret in (b"Secret", b"Hideout", b"spy", b"X-NOTE", b"VALARM", b"VTODO", b"UID:lunch", b"spoon"):
        assert secret not in content
    assert content.count(b"BEGIN:VEVENT") == 2
    assert content.count(b"SUMMARY:Busy") == 2
    assert b"RRULE:FREQ=DAILY;COUNT=3" in content
    kept, remarks = imported(content)
    assert (len(kept), remarks) == (2, [])


def test_an_occurrence_that_is_cancelled_is_not_shown_as_busy() -> None:
    cancelled = MOVED.replace("DURATION", "STATUS:CANCELLED\nDURATION")

    kept, _ = imported(written(calendar_of(BERLIN, LUNCH, cancelled), hides_all=True))

    (one,) = kept.values()
    read = read_object(one.content)
    assert [item.is_busy for item in read.items] == [True, False]


@pytest.mark.parametrize("classified", ["PRIVATE", "CONFIDENTIAL", "private"])
def test_what_is_marked_private_shows_as_busy_in_a_feed(classified: str) -> None:
    content = written(lunch(*SECRET, f"CLASS:{classified}"), lunch("CLASS:PUBLIC", uid="open"), hides_private=True)

    assert b"Secret" not in content
    assert content.count(b"SUMMARY:Busy") == 1
    assert content.count(b"SUMMARY:Lunch") == 1


def test_a_feed_names_no_file_that_its_readers_could_not_open() -> None:
    """CHECKLIST 27."""
    url = "https://kalends.example/dav/attachments/01a217fd-6bb9-77ef-a8ec-19b94695289e/a-very-long-name-that-is-folded.txt"
    link = "ATTACH:https://example.org/menu.pdf"
    content = lunch(f"ATTACH;MANAGED-ID=01a217fd:{url[:50]}\n {url[50:]}", f"ATTACH:{url}", link, "LOCATION:Inn")

    feed, own = written(content, hides_private=True).decode(), written(content).decode()

    assert "dav/attachments" not in feed.replace("\r\n ", "")
    assert f"X-SPOON:bring one\r\n{link}\r\nLOCATION:Inn\r\n" in feed
    assert own.count("ATTACH") == 3

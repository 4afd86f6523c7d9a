"""What nobody should send: the right status and precondition, and nothing is stored."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.caldav.client import NAMES, Dav
from tests.features.calendars.diary import lunch

MEGABYTE = b"X-A:" + b"x" * 1020 + b"\r\n"


async def stored(dav: Dav) -> list[str]:
    return (await dav.propfind(dav.calendar, "D:getetag", depth="1")).hrefs[1:]


async def test_an_object_that_was_cut_off_anywhere_is_refused(at_ada: Dav) -> None:
    whole = lunch("RRULE:FREQ=DAILY;COUNT=3")
    name = f"{at_ada.calendar}a.ics"

    # Without its last line end it is whole.
    answers = [await at_ada.put(name, whole[:end]) for end in range(7, len(whole) - 2, 7)]

    assert {one.status for one in answers} == {403}
    assert {one.precondition for one in answers} == {"C:valid-calendar-data"}
    assert await stored(at_ada) == []


async def test_a_hundred_megabytes_are_refused_before_they_are_read(at_ada: Dav) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 1
            yield MEGABYTE * 1024

    name = f"{at_ada.calendar}a.ics"
    answer = await at_ada.client.put(name, content=endless(), headers={"content-type": "text/calendar"})

    assert answer.status_code == 413
    assert sent < 10
    assert await stored(at_ada) == []


@pytest.mark.parametrize(
    "line",
    [
        b"SUMMARY:\xed\xa0\x80",
        b"SUMMARY:\xff\xfe",
        b"SUMMARY:a\x00b",
        b"DTSTART;TZID=Nowhere/Atlantis:20260114T120000",
        b"DTSTART:20260230T120000Z",
        b"DTEND:20250101T120000Z",
        b"DURATION:-PT1H",
        b"RECURRENCE-ID:tomorrow",
        b"RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        b"RRULE:FREQ=DAILY;COUNT=3\r\nEXRULE:FREQ=DAILY;COUNT=3",
        b"RRULE:FREQ=DAILY;INTERVAL=0",
        b"RRULE:FREQ=DAILY;BYHOUR=25",
        b"RRULE:FREQ=NEVER",
        b"BEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT",
    ],
)
async def test_a_line_that_can_not_be_is_refused(at_ada: Dav, line: bytes) -> None:
    times = b"" if line.startswith(b"DTSTART") else b"DTSTART:20260114T120000Z\r\n"
    content = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ada//Pen//EN\r\nBEGIN:VEVENT\r\nUID:a\r\n"
        b"DTSTAMP:20260101T000000Z\r\n" + times + line + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )

    answer = await at_ada.put(f"{at_ada.calendar}a.ics", content)

    assert (answer.status, answer.precondition) == (403, "C:valid-calendar-data")
    assert await stored(at_ada) == []


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=999999999", "FREQ=MINUTELY;UNTIL=89991231T000000Z"]
)
async def test_a_bomb_of_occurrences_is_bounded_by_what_is_asked_of_it(at_ada: Dav, rule: str) -> None:
    put = await at_ada.put(f"{at_ada.calendar}a.ics", lunch(f"RRULE:{rule}"))
    span = 'start="20260101T000000Z" end="20360101T000000Z"'
    asked = await at_ada.query(
        at_ada.calendar,
        f'<C:comp-filter name="VEVENT"><C:time-range {span}/></C:comp-filter>',
        data=f"<C:calendar-data><C:expand {span}/></C:calendar-data>",
    )

    assert put.status == 201
    assert (asked.status, asked.precondition) in (
        (403, "D:number-of-matches-within-limits"),
        (403, "C:max-instances"),
    )


async def test_another_uid_is_refused_at_an_address_and_the_same_at_another(at_ada: Dav) -> None:
    name, other = f"{at_ada.calendar}a.ics", f"{at_ada.calendar}b.ics"
    etag = (await at_ada.put(name, lunch())).response.headers["etag"]

    wrong = await at_ada.put(name, lunch(uid="other"), if_match=etag)
    twice = await at_ada.put(other, lunch("LOCATION:Inn"))

    for answer in (wrong, twice):
        assert (answer.status, answer.precondition) == (403, "C:no-uid-conflict")
        assert answer.xml[0].findtext("D:href", "", NAMES) == name
    assert (await at_ada.ask("GET", name)).response.content == lunch()
    assert await stored(at_ada) == [name]


async def test_anothers_calendar_is_not_there_by_any_address(at_ada: Dav, at_grace: Dav) -> None:
    await at_grace.put(f"{at_grace.calendar}a.ics", lunch())
    listed = (await at_grace.client.get("/api/v1/calendars")).json()["items"][0]["id"]

    for calendar in (at_grace.calendar, f"{at_ada.home}{listed}/", f"{at_ada.home}../{at_grace.calendar[15:]}"):
        assert (await at_ada.ask("GET", f"{calendar}a.ics")).status == 404
        assert (await at_ada.put(f"{calendar}a.ics", lunch("LOCATION:Inn"))).status in (404, 409)
        assert (await at_ada.put(f"{calendar}b.ics", lunch(uid="b"))).status in (404, 409)
        assert (await at_ada.propfind(calendar, "D:displayname")).status == 404
    assert await stored(at_grace) == [f"{at_grace.calendar}a.ics"]

"""Conditions: looked at under the lock, and in the long form of WebDAV."""

import asyncio

import pytest

from tests.adapters.caldav.client import Dav
from tests.features.calendars.diary import calendar_of, event, lunch


async def test_one_of_sixteen_with_one_etag_gets_through(at_ada: Dav) -> None:
    path = f"{at_ada.calendar}lunch.ics"
    etag = (await at_ada.put(path, lunch())).response.headers["etag"]

    answers = await asyncio.gather(
        *(at_ada.put(path, lunch(f"LOCATION:{number}"), if_match=etag) for number in range(16))
    )

    assert sorted(one.status for one in answers) == [204] + [412] * 15


async def test_one_of_sixteen_makes_it(at_ada: Dav) -> None:
    path = f"{at_ada.calendar}lunch.ics"

    answers = await asyncio.gather(
        *(at_ada.put(path, lunch(f"LOCATION:{number}"), if_none_match="*") for number in range(16))
    )

    assert sorted(one.status for one in answers) == [201] + [412] * 15


async def test_one_uid_is_one_object_whoever_comes_first(at_ada: Dav) -> None:
    answers = await asyncio.gather(*(at_ada.put(f"{at_ada.calendar}{number}.ics", lunch()) for number in range(16)))

    assert sorted(one.status for one in answers) == [201] + [403] * 15
    refused = next(one for one in answers if one.status == 403)
    there = (await at_ada.propfind(at_ada.calendar, "D:getetag", depth="1")).hrefs[1]
    assert refused.precondition == "C:no-uid-conflict"
    assert refused.xml[0][0].text == there


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("([{etag}])", 204),
        ('(["other"])', 412),
        ('(["other"]) ([{etag}])', 204),
        ('(Not ["other"])', 204),
        ("(<DAV:no-lock>)", 412),
        ("(Not <DAV:no-lock>)", 204),
        ("([{etag}] <opaquelocktoken:x>)", 412),
        ("<{path}> ([{etag}])", 204),
        ("<{calendar}> (<{token}>)", 204),
        ("<{calendar}> (<urn:kalends:sync:x:1>)", 412),
        ("<http://example.org/x> ([{etag}])", 412),
        ("nonsense", 400),
        ("()", 400),
        ("(Not)", 400),
        ("(<a>", 400),
        ("<{path}>", 400),
        ("(<a>)" * 51, 400),
        # Programs that look for what they can't find take minutes over these.
        ("(<a>" + " " * 7_000, 400),
        ("<" * 7_000, 400),
    ],
)
async def test_an_if_header_is_looked_at(at_ada: Dav, header: str, status: int) -> None:
    path = f"{at_ada.calendar}lunch.ics"
    etag = (await at_ada.put(path, lunch())).response.headers["etag"]
    token = (await at_ada.sync(at_ada.calendar)).sync_token
    given = header.format(etag=etag, path=path, calendar=at_ada.calendar, token=token)

    answer = await at_ada.put(path, lunch("LOCATION:Inn"), **{"if": given})

    assert answer.status == status


async def test_what_one_has_is_not_sent_again(at_ada: Dav) -> None:
    path = f"{at_ada.calendar}lunch.ics"
    etag = (await at_ada.put(path, lunch())).response.headers["etag"]

    known = await at_ada.ask("GET", path, headers={"if-none-match": f'"x", W/{etag}'})
    kept = await at_ada.put(path, lunch("LOCATION:Inn"), if_none_match=etag)

    assert (known.status, known.response.content, kept.status) == (304, b"", 412)


async def test_who_wants_to_see_what_was_kept_is_shown_it(at_ada: Dav) -> None:
    """RFC 8144, section 2.3."""
    put = await at_ada.put(f"{at_ada.calendar}lunch.ics", lunch(), prefer="return=representation")

    assert (put.status, put.response.content) == (201, lunch())
    assert put.response.headers["preference-applied"] == "return=representation"


@pytest.mark.parametrize(
    ("content", "precondition"),
    [
        (b"BEGIN:VCALENDAR\r\n", "C:valid-calendar-data"),
        (b"hello", "C:valid-calendar-data"),
        (lunch() + lunch(), "C:valid-calendar-object-resource"),
        (lunch("METHOD:REQUEST").replace(b"VERSION", b"METHOD:REQUEST\r\nVERSION"), "C:valid-calendar-object-resource"),
        (lunch("RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"), "C:valid-calendar-data"),
        (calendar_of(event("DTSTART:20260102T000000Z", "DTEND:20260101T000000Z")), "C:valid-calendar-data"),
        (lunch("DESCRIPTION:\0"), "C:valid-calendar-data"),
        (calendar_of(event("DTSTART;TZID=Atlantis:20260101T000000")), "C:valid-calendar-data"),
        (lunch(*(f"ATTENDEE:mailto:{n}@example.org" for n in range(10_000))), "C:max-attendees-per-instance"),
        (lunch("DESCRIPTION:" + "x" * 4_200_000), "C:max-resource-size"),
    ],
)
async def test_what_is_no_object_is_refused_by_the_right_name(at_ada: Dav, content: bytes, precondition: str) -> None:
    answer = await at_ada.put(f"{at_ada.calendar}bad.ics", content)

    assert (answer.status, answer.precondition) == (403, precondition)
    assert (await at_ada.propfind(at_ada.calendar, "D:getetag", depth="1")).hrefs == [at_ada.calendar]


async def test_only_calendar_data_goes_into_a_calendar(at_ada: Dav) -> None:
    answer = await at_ada.put(f"{at_ada.calendar}a.ics", lunch(), content_type="text/plain")

    assert (answer.status, answer.precondition) == (403, "C:supported-calendar-data")

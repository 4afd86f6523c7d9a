"""The inbox and the outbox (RFC 6638), as calendar programs look for them and ask when others are busy."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.adapters.caldav.client import NAMES, Dav, set_
from tests.adapters.doors import Doors
from tests.features.calendars.diary import calendar_of, event
from tests.features.meetings.town import Inhabitant

CALENDAR = {"content-type": "text/calendar; charset=utf-8"}
# Within what the index knows, whenever this runs.
DAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=10)


def at(hour: int) -> str:
    return f"{DAY + timedelta(hours=hour):%Y%m%dT%H%M%SZ}"


async def boxes(dav: Dav) -> tuple[str, str]:
    principal = dav.home.replace("calendars", "principals")
    seen = await dav.propfind(principal, "C:schedule-inbox-URL", "C:schedule-outbox-URL")
    found = seen.properties(principal)
    inbox, outbox = (found[f"C:schedule-{name}-URL"].findtext("D:href", "", NAMES) for name in ("inbox", "outbox"))
    return inbox, outbox


async def mail_of(dav: Dav) -> str:
    return (await dav.client.get("/api/v1/people/me")).json()["email"]


def question(organiser: str, *attendees: str, method: str = "REQUEST", end: int = 24) -> bytes:
    lines = "".join(f"ATTENDEE:mailto:{one}\n" for one in attendees)
    text = (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:{method}\nBEGIN:VFREEBUSY\nUID:q\nDTSTAMP:{at(0)}\n"
        f"DTSTART:{at(0)}\nDTEND:{at(end)}\nORGANIZER:mailto:{organiser}\n{lines}END:VFREEBUSY\nEND:VCALENDAR\n"
    )
    return text.replace("\n", "\r\n").encode()


async def test_programs_find_both_by_their_kind(at_ada: Dav) -> None:
    for path, kind in zip(await boxes(at_ada), ("C:schedule-inbox", "C:schedule-outbox"), strict=True):
        seen = await at_ada.propfind(path, "D:resourcetype", "D:owner", "C:schedule-default-calendar-URL", depth="1")
        assert seen.hrefs == [path]
        assert seen.names_in(path, "D:resourcetype") == ["D:collection", kind]
        default = seen.properties(path).get("C:schedule-default-calendar-URL")
        assert (default is not None and default.findtext("D:href", "", NAMES) == at_ada.calendar) == ("inbox" in path)
    options = await at_ada.ask("OPTIONS", at_ada.home)
    assert "calendar-auto-schedule" in options.response.headers["dav"]


async def test_without_a_default_calendar_the_inbox_names_none(at_ada: Dav) -> None:
    inbox, _ = await boxes(at_ada)
    await at_ada.make(f"{at_ada.home}other/")
    await at_ada.ask("DELETE", at_ada.calendar)

    seen = await at_ada.propfind(inbox, "C:schedule-default-calendar-URL")

    assert list(seen.properties(inbox, 404)) == ["C:schedule-default-calendar-URL"]


async def test_who_may_know_is_told_when_others_are_busy_and_of_nobody_else(
    doors: Doors, at_ada: Dav, at_grace: Dav
) -> None:
    ada, grace = await mail_of(at_ada), await mail_of(at_grace)
    _, outbox = await boxes(at_ada)
    await at_grace.put(
        f"{at_grace.calendar}a.ics", calendar_of(event(f"DTSTART:{at(9)}", f"DTEND:{at(10)}", "SUMMARY:x"))
    )

    before = await at_ada.ask("POST", outbox, question(ada, grace, ada, "nobody@example.org"), CALENDAR)
    listed = (await at_grace.client.get("/api/v1/calendars")).json()["items"][0]["id"]
    me = (await at_ada.client.get("/api/v1/people/me")).json()["username"]
    await at_grace.client.post(f"/api/v1/calendars/{listed}/sharings", json={"username": me, "access": "busy"})
    after = await at_ada.ask("POST", outbox, question(ada, grace.upper(), ada, "nobody@example.org"), CALENDAR)

    def told(answer: object) -> list[tuple[str, str]]:
        return [
            (one.findtext("C:request-status", "", NAMES)[:3], one.findtext("C:calendar-data", "", NAMES))
            for one in answer.xml.findall("C:response", NAMES)  # type: ignore[attr-defined]
        ]

    assert [status for status, _ in told(before)] == ["3.7", "2.0", "3.7"]
    assert [status for status, _ in told(after)] == ["2.0", "2.0", "3.7"]
    data = told(after)[0][1]
    assert f"FREEBUSY;FBTYPE=BUSY:{at(9)}/{at(10)}" in data
    assert "METHOD:REPLY" in data
    assert "SUMMARY" not in data
    assert "FREEBUSY;" not in told(after)[1][1]


@pytest.mark.parametrize(
    ("body", "status", "precondition"),
    [
        (b"hello", 403, "C:valid-calendar-data"),
        (question("{ada}", "{ada}", method="PUBLISH"), 403, "C:valid-scheduling-message"),
        (question("{ada}"), 403, "C:valid-scheduling-message"),
        (question("{ada}", "{ada}", end=0), 403, "C:valid-scheduling-message"),
        (question("{ada}", "{ada}", end=24 * 900), 403, "C:valid-scheduling-message"),
        (question("{ada}", *(f"{n}@example.org" for n in range(101))), 403, "C:valid-scheduling-message"),
        (question("other@example.org", "{ada}"), 403, "C:organizer-allowed"),
    ],
)
async def test_what_is_no_question_is_refused(at_ada: Dav, body: bytes, status: int, precondition: str) -> None:
    _, outbox = await boxes(at_ada)

    answer = await at_ada.ask("POST", outbox, body.replace(b"{ada}", (await mail_of(at_ada)).encode()), CALENDAR)

    assert (answer.status, answer.precondition) == (status, precondition)


async def test_the_boxes_take_nothing_else_and_belong_to_one(doors: Doors, at_ada: Dav, at_grace: Dav) -> None:
    inbox, outbox = await boxes(at_ada)
    ask = question(await mail_of(at_ada), "x@example.org")

    assert (await at_ada.ask("POST", inbox, ask, CALENDAR)).status == 405
    assert (await at_ada.ask("POST", outbox, ask, {"content-type": "text/plain"})).status == 403
    assert (await at_ada.put(f"{inbox}a.ics", ask)).status == 404
    assert list((await at_ada.proppatch(inbox, set_("<D:displayname>x</D:displayname>"))).properties(inbox, 403))
    assert (await at_ada.query(inbox, "")).hrefs == []
    assert (await at_ada.sync(inbox)).precondition == "D:supported-report"
    for path in (inbox, outbox):
        assert (await at_grace.ask("PROPFIND", path, None, {"depth": "0"})).status == 404
        assert (await at_grace.ask("POST", path, ask, CALENDAR)).status == 404
    async with doors.api() as nobody:
        assert (await nobody.request("POST", outbox, content=ask, headers=CALENDAR)).status_code == 401


async def test_a_schedule_tag_guards_as_an_etag_does(at_ada: Dav, ada: Inhabitant) -> None:
    name = f"{at_ada.calendar}a.ics"
    lines = ("DTSTART:20300101T000000Z", "ORGANIZER:mailto:a@example.org", "ATTENDEE:mailto:b@example.org")
    first = await at_ada.put(name, calendar_of(event(*lines)))
    tag = first.response.headers["schedule-tag"]
    second = await at_ada.put(name, calendar_of(event(*lines, "SUMMARY:b")), if_schedule_tag_match=tag)

    stale = await at_ada.put(name, calendar_of(event(*lines, "SUMMARY:c")), if_schedule_tag_match=tag)

    assert (second.status, stale.status) == (204, 412)
    got = (await at_ada.ask("GET", name)).response.headers
    assert got["schedule-tag"] == second.response.headers["schedule-tag"] != tag
    await at_ada.put(f"{at_ada.calendar}b.ics", calendar_of(event("DTSTART:20300101T000000Z", uid="b")))
    assert "schedule-tag" not in (await at_ada.ask("GET", f"{at_ada.calendar}b.ics")).response.headers

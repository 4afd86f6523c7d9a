"""Properties of calendars: all that is asked for is set, or nothing of it."""

import pytest

from tests.adapters.caldav.client import Dav, remove, set_
from tests.adapters.doors import Doors

LIVE = ("D:displayname", "A:calendar-color", "A:calendar-order", "C:calendar-description", "C:calendar-timezone-id")
BERLIN = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VTIMEZONE\nTZID:/mozilla.org/20050126_1/Asia/Kathmandu\n"
    "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD\nEND:VTIMEZONE\n"
    "END:VCALENDAR\n"
)


async def everything(dav: Dav) -> dict[str, str]:
    seen = await dav.ask(
        "PROPFIND",
        dav.calendar,
        "<D:propfind><D:prop>" + "".join(f"<{name}/>" for name in LIVE) + '<note xmlns="x:"/></D:prop></D:propfind>',
        {"depth": "0"},
    )
    return {name: one.text or "" for name, one in seen.properties(dav.calendar).items()}


@pytest.mark.parametrize(
    "refused",
    [
        "<D:resourcetype/>",
        "<D:getetag>1</D:getetag>",
        "<CS:getctag>1</CS:getctag>",
        "<C:supported-calendar-component-set><C:comp name='VTODO'/></C:supported-calendar-component-set>",
        "<A:calendar-order>many</A:calendar-order>",
        "<A:calendar-order>99999999999</A:calendar-order>",
        "<C:calendar-timezone>BEGIN:VEVENT</C:calendar-timezone>",
        "<C:calendar-timezone-id>Europe/Atlantis</C:calendar-timezone-id>",
        "<D:displayname/>",
        f"<D:displayname>{'x' * 201}</D:displayname>",
        f"<C:calendar-description>{'x' * 2001}</C:calendar-description>",
        f'<big xmlns="x:">{"x" * 100_001}</big>',
    ],
)
async def test_one_that_is_refused_undoes_the_others(at_ada: Dav, refused: str) -> None:
    before = await everything(at_ada)

    answer = await at_ada.proppatch(
        at_ada.calendar,
        set_("<D:displayname>New</D:displayname><A:calendar-color>#000000</A:calendar-color>"),
        remove("<C:calendar-description/>"),
        set_(f'<note xmlns="x:">n</note>{refused}'),
    )

    assert answer.status == 207
    forbidden = answer.properties(at_ada.calendar, 403)
    blocked = answer.properties(at_ada.calendar, 424)
    assert len(forbidden) == 1
    assert "{x:}note" in blocked
    assert not answer.properties(at_ada.calendar, 200)
    assert await everything(at_ada) == before


async def test_removing_the_type_of_a_calendar_is_refused_and_does_nothing(at_ada: Dav) -> None:
    """A peer answered 400, and the calendar was no calendar any more."""
    answer = await at_ada.proppatch(at_ada.calendar, remove("<D:resourcetype/>"))

    error = answer.response.text
    assert "cannot-modify-protected-property" in error
    assert list(answer.properties(at_ada.calendar, 403)) == ["D:resourcetype"]
    seen = await at_ada.propfind(at_ada.calendar, "D:resourcetype")
    assert seen.names_in(at_ada.calendar, "D:resourcetype") == ["D:collection", "C:calendar"]


async def test_what_is_set_is_seen_by_other_doors_too(at_ada: Dav) -> None:
    await at_ada.proppatch(
        at_ada.calendar,
        set_(
            "<D:displayname>Reisen</D:displayname><C:calendar-description>Wohin</C:calendar-description>"
            f"<A:calendar-order>-3</A:calendar-order><C:calendar-timezone>{BERLIN}</C:calendar-timezone>"
        ),
    )

    listed = (await at_ada.client.get("/api/v1/calendars")).json()["items"][0]
    assert (listed["name"], listed["description"], listed["position"]) == ("Reisen", "Wohin", -3)
    assert listed["zone"] == "Asia/Kathmandu"
    seen = await at_ada.propfind(at_ada.calendar, "C:calendar-timezone", "C:calendar-timezone-id")
    assert seen.text(at_ada.calendar, "C:calendar-timezone") == BERLIN
    assert seen.text(at_ada.calendar, "C:calendar-timezone-id") == "Asia/Kathmandu"

    await at_ada.client.patch(f"/api/v1/calendars/{listed['id']}", json={"zone": "America/St_Johns"})
    again = await at_ada.propfind(at_ada.calendar, "C:calendar-timezone")
    assert "TZID:America/St_Johns" in again.text(at_ada.calendar, "C:calendar-timezone")


async def test_the_name_of_a_colour_is_kept_for_who_wrote_it(at_ada: Dav) -> None:
    await at_ada.proppatch(at_ada.calendar, set_("<A:calendar-color>blue</A:calendar-color>"))
    seen = await at_ada.propfind(at_ada.calendar, "A:calendar-color")
    assert seen.text(at_ada.calendar, "A:calendar-color") == "blue"

    await at_ada.proppatch(at_ada.calendar, set_("<A:calendar-color>#0000FF</A:calendar-color>"))
    seen = await at_ada.propfind(at_ada.calendar, "A:calendar-color")
    assert seen.text(at_ada.calendar, "A:calendar-color") == "#0000FF"


async def test_who_asks_for_little_is_told_little(at_ada: Dav) -> None:
    """RFC 8144."""
    minimal = {"prefer": "return=minimal"}
    patched = await at_ada.proppatch(at_ada.calendar, set_("<D:displayname>A</D:displayname>"), headers=minimal)
    assert (patched.status, patched.response.content) == (204, b"")
    body = '<D:propfind><D:prop><D:displayname/><none xmlns="x:"/></D:prop></D:propfind>'
    asked = await at_ada.ask("PROPFIND", at_ada.calendar, body, {"depth": "0", **minimal})
    assert asked.response.headers["preference-applied"] == "return=minimal"
    assert asked.properties(at_ada.calendar, 404) == {}
    assert list(asked.properties(at_ada.calendar)) == ["D:displayname"]


async def test_only_calendars_take_properties(at_ada: Dav) -> None:
    for path in ("/dav/", at_ada.home, at_ada.home.replace("calendars", "principals")):
        answer = await at_ada.proppatch(path, set_("<D:displayname>Mine</D:displayname>"))
        assert list(answer.properties(path, 403)) == ["D:displayname"], path


async def test_names_and_all_are_told_apart(at_ada: Dav) -> None:
    await at_ada.proppatch(at_ada.calendar, set_('<note xmlns="x:">n</note>'))

    everything = await at_ada.ask("PROPFIND", at_ada.calendar, None, {"depth": "0"})
    names = await at_ada.ask("PROPFIND", at_ada.calendar, "<D:propfind><D:propname/></D:propfind>", {"depth": "0"})
    included = await at_ada.ask(
        "PROPFIND",
        at_ada.calendar,
        "<D:propfind><D:allprop/><D:include><D:sync-token/></D:include></D:propfind>",
        {"depth": "0"},
    )

    assert set(everything.properties(at_ada.calendar)) == {
        "D:resourcetype",
        "D:displayname",
        "D:creationdate",
        "{x:}note",
    }
    assert everything.text(at_ada.calendar, "{x:}note") == "n"
    assert "C:calendar-timezone" in names.properties(at_ada.calendar)
    assert all(not one.text and len(one) == 0 for one in names.properties(at_ada.calendar).values())
    assert "D:sync-token" in included.properties(at_ada.calendar)


async def test_shared_calendars_are_in_the_home_of_whom_they_are_shared_with(
    doors: Doors, at_ada: Dav, at_grace: Dav
) -> None:
    listed = (await at_ada.client.get("/api/v1/calendars")).json()["items"][0]
    me = (await at_grace.client.get("/api/v1/people/me")).json()
    await at_ada.client.post(
        f"/api/v1/calendars/{listed['id']}/sharings", json={"username": me["username"], "access": "read"}
    )

    seen = await at_grace.propfind(at_grace.home, "D:current-user-privilege-set", depth="1")

    shared = f"{at_grace.home}{listed['id']}/"
    assert seen.hrefs == [at_grace.home, at_grace.calendar, shared]
    rights = seen.names_in(shared, "D:current-user-privilege-set")
    assert "D:read" in rights
    assert "D:write-content" not in rights

"""Properties that only clients understand, of objects and of the home: kept as they were written."""

import pytest

from tests.adapters.caldav.client import Answer, Dav, remove, set_
from tests.features.calendars.diary import lunch

NOTE = '<note xmlns="x:" kind="a">n <b xmlns="y:">bold</b></note>'
NAMES = '<D:getetag/><note xmlns="x:"/>'
ASKED = f"<D:prop>{NAMES}</D:prop>"


async def noted(dav: Dav) -> str:
    """An object with a note on it."""
    path = f"{dav.calendar}a.ics"
    await dav.put(path, lunch())
    answer = await dav.proppatch(path, set_(NOTE))
    assert list(answer.properties(path)) == ["{x:}note"]
    return path


async def asked(dav: Dav, path: str, depth: str = "0") -> Answer:
    return await dav.ask("PROPFIND", path, f"<D:propfind>{ASKED}</D:propfind>", {"depth": depth})


def note_in(answer: Answer, path: str) -> tuple[str | None, str | None, str | None]:
    note = answer.properties(path)["{x:}note"]
    return note.get("kind"), note.text, note[0].text


async def test_what_is_said_of_an_object_is_told_by_every_report(at_ada: Dav) -> None:
    path = await noted(at_ada)
    other = f"{at_ada.calendar}b.ics"
    await at_ada.put(other, lunch(uid="b"))
    inside = '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter>'

    answers = [
        await asked(at_ada, path),
        await asked(at_ada, at_ada.calendar, depth="1"),
        await at_ada.report(
            at_ada.calendar, f"<C:calendar-multiget>{ASKED}<D:href>{path}</D:href></C:calendar-multiget>"
        ),
        await at_ada.report(at_ada.calendar, f"<C:calendar-query>{ASKED}{inside}</C:calendar-query>"),
        await at_ada.sync(at_ada.calendar, props=NAMES),
        await at_ada.ask("PROPFIND", path, None, {"depth": "0"}),
    ]

    assert [note_in(one, path) for one in answers] == [("a", "n ", "bold")] * 6
    assert "{x:}note" in (await asked(at_ada, other)).properties(other, 404)


async def test_it_outlives_a_put_and_goes_where_the_object_goes(at_ada: Dav) -> None:
    path, work = await noted(at_ada), f"{at_ada.home}work/"
    await at_ada.make(work)
    etag = (await at_ada.ask("GET", path)).response.headers["etag"]

    await at_ada.put(path, lunch("LOCATION:Inn"), if_match=etag)
    await at_ada.ask("COPY", path, headers={"destination": f"{work}copy.ics"})
    await at_ada.ask("DELETE", f"{work}copy.ics")
    await at_ada.ask("MOVE", path, headers={"destination": f"{at_ada.calendar}b.ics"})
    await at_ada.ask("COPY", f"{at_ada.calendar}b.ics", headers={"destination": f"{work}c.ics"})
    await at_ada.ask("MOVE", f"{at_ada.calendar}b.ics", headers={"destination": f"{work}d.ics", "overwrite": "F"})

    for place in (f"{at_ada.calendar}b.ics", f"{work}c.ics"):
        assert note_in(await asked(at_ada, place), place) == ("a", "n ", "bold")


async def test_it_follows_an_event_that_the_page_moves_to_another_calendar(at_ada: Dav) -> None:
    await noted(at_ada)
    await at_ada.make(f"{at_ada.home}work/")
    listed = (await at_ada.client.get("/api/v1/calendars")).json()["items"]
    window = {"start": "2026-01-14T00:00:00Z", "end": "2026-01-15T00:00:00Z"}
    event = (await at_ada.client.get("/api/v1/events", params=window)).json()["items"][0]
    work = next(one["id"] for one in listed if one["slug"] == "work")

    await at_ada.client.patch(f"/api/v1/events/{event['id']}", json={"calendar_id": work})

    moved = f"{at_ada.home}work/a.ics"
    assert note_in(await asked(at_ada, moved), moved) == ("a", "n ", "bold")


async def test_one_that_is_refused_undoes_the_others_of_an_object_too(at_ada: Dav) -> None:
    path = await noted(at_ada)

    answer = await at_ada.proppatch(path, remove('<note xmlns="x:"/>'), set_("<D:getetag>1</D:getetag>"))

    assert list(answer.properties(path, 403)) == ["D:getetag"]
    assert list(answer.properties(path, 424)) == ["{x:}note"]
    assert note_in(await asked(at_ada, path), path) == ("a", "n ", "bold")


async def test_it_can_be_taken_away(at_ada: Dav) -> None:
    path = await noted(at_ada)

    await at_ada.proppatch(path, remove('<note xmlns="x:"/>'))

    assert "{x:}note" in (await asked(at_ada, path)).properties(path, 404)
    assert (await at_ada.proppatch(f"{at_ada.calendar}none.ics", set_(NOTE))).status == 404


async def test_a_home_keeps_what_apple_writes_of_it(at_ada: Dav) -> None:
    alarm = "<C:default-alarm-vevent-datetime>BEGIN:VALARM</C:default-alarm-vevent-datetime>"
    await at_ada.proppatch(at_ada.home, set_(alarm))

    seen = await at_ada.propfind(at_ada.home, "C:default-alarm-vevent-datetime", depth="1")

    assert seen.text(at_ada.home, "C:default-alarm-vevent-datetime") == "BEGIN:VALARM"
    assert "C:default-alarm-vevent-datetime" in seen.properties(at_ada.calendar, 404)


@pytest.mark.parametrize("where", ["home", "object"])
async def test_there_is_an_end_to_what_is_kept(at_ada: Dav, where: str) -> None:
    path = at_ada.home if where == "home" else await noted(at_ada)
    many = "".join(f'<p{n} xmlns="x:"/>' for n in range(201))

    answer = await at_ada.proppatch(path, set_(many))

    assert (answer.status, answer.precondition) == (403, "D:quota-not-exceeded")
    seen = await at_ada.ask(
        "PROPFIND", path, '<D:propfind><D:prop><p0 xmlns="x:"/></D:prop></D:propfind>', {"depth": "0"}
    )
    assert "{x:}p0" in seen.properties(path, 404)

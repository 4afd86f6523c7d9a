"""GET of a calendar, and POST into one: for programs that know no more than HTTP."""

from tests.adapters.caldav.client import Dav, short
from tests.features.calendars.diary import lunch


async def test_a_calendar_is_one_file_for_who_may_read_it(at_ada: Dav) -> None:
    for uid in ("a", "b"):
        await at_ada.put(f"{at_ada.calendar}{uid}.ics", lunch(uid=uid))

    got = (await at_ada.ask("GET", at_ada.calendar)).response
    again = await at_ada.ask("GET", at_ada.calendar, headers={"if-none-match": got.headers["etag"]})
    head = (await at_ada.ask("HEAD", at_ada.calendar)).response
    await at_ada.put(f"{at_ada.calendar}c.ics", lunch(uid="c"))
    changed = await at_ada.ask("GET", at_ada.calendar, headers={"if-none-match": got.headers["etag"]})

    assert got.headers["content-type"] == "text/calendar; charset=utf-8"
    assert got.text.count("BEGIN:VCALENDAR") == 1
    assert [line for line in got.text.splitlines() if line.startswith("UID:")] == ["UID:a", "UID:b"]
    assert (again.status, head.status_code, head.content) == (304, 200, b"")
    assert head.headers["etag"] == got.headers["etag"]
    assert changed.response.text.count("BEGIN:VEVENT") == 3
    assert (await at_ada.ask("GET", at_ada.home)).status == 405


async def test_what_has_no_name_yet_is_posted_and_gets_one(at_ada: Dav) -> None:
    """RFC 5995."""
    seen = await at_ada.propfind(at_ada.calendar, "D:add-member")
    where = seen.properties(at_ada.calendar)["D:add-member"][0].text or ""
    calendar = {"content-type": "text/calendar"}

    posted = await at_ada.ask("POST", where, lunch(), calendar)
    twice = await at_ada.ask("POST", where, lunch(), calendar)
    elsewhere = await at_ada.ask("POST", at_ada.calendar, lunch(uid="b"), calendar)

    assert posted.status == 201
    address = posted.response.headers["location"]
    got = (await at_ada.ask("GET", address)).response
    assert (got.content, got.headers["etag"]) == (lunch(), posted.response.headers["etag"])
    assert (twice.status, twice.precondition) == (403, "C:no-uid-conflict")
    assert elsewhere.status == 405
    assert (await at_ada.propfind(at_ada.calendar, "D:getetag", depth="1")).hrefs == [at_ada.calendar, address]


async def test_who_may_only_read_is_told_what_they_lack(at_ada: Dav, at_grace: Dav) -> None:
    """RFC 3744, section 7.1.1."""
    listed = (await at_ada.client.get("/api/v1/calendars")).json()["items"][0]
    me = (await at_grace.client.get("/api/v1/people/me")).json()
    sharing = {"username": me["username"], "access": "read"}
    await at_ada.client.post(f"/api/v1/calendars/{listed['id']}/sharings", json=sharing)
    await at_ada.put(f"{at_ada.calendar}a.ics", lunch())
    path = f"{at_grace.home}{listed['id']}/a.ics"

    refusals = {
        "PUT": await at_grace.put(path, lunch("LOCATION:Inn")),
        "DELETE": await at_grace.ask("DELETE", path),
        "PROPPATCH": await at_grace.proppatch(path, '<D:set><D:prop><n xmlns="x:"/></D:prop></D:set>'),
    }

    assert {one.status for one in refusals.values()} == {403}
    told = {
        method: [one.text or short(one.tag) for one in answer.xml[0].iter() if one.text or not len(one)]
        for method, answer in refusals.items()
    }
    assert told == {
        "PUT": [path, "D:write-content"],
        "DELETE": [path, "D:unbind"],
        "PROPPATCH": [path, "D:write-properties"],
    }

"""COPY and MOVE: of objects within a calendar and between two, of calendars; and what stands in the way."""

import asyncio

from tests.adapters.caldav.client import Answer, Dav
from tests.features.calendars.diary import lunch


async def carried(dav: Dav, method: str, source: str, target: str, **headers: str) -> Answer:
    return await dav.ask(method, source, headers={"destination": target, **headers})


async def test_an_object_gets_another_name_and_stays_what_it_is(at_ada: Dav) -> None:
    old, new = f"{at_ada.calendar}a.ics", f"{at_ada.calendar}b.ics"
    etag = (await at_ada.put(old, lunch())).response.headers["etag"]

    moved = await carried(at_ada, "MOVE", old, f"http://localhost:8000{new}")

    assert (moved.status, (await at_ada.ask("GET", old)).status) == (201, 404)
    got = await at_ada.ask("GET", new)
    assert (got.response.content, got.response.headers["etag"]) == (lunch(), etag)
    assert (await carried(at_ada, "MOVE", new, new)).status == 403
    assert (await carried(at_ada, "MOVE", old, new)).status == 404


async def test_objects_go_from_calendar_to_calendar(at_ada: Dav) -> None:
    work, source = f"{at_ada.home}work/", f"{at_ada.calendar}a.ics"
    await at_ada.make(work)
    etag = (await at_ada.put(source, lunch())).response.headers["etag"]

    statuses = [
        (await carried(at_ada, "COPY", source, f"{work}a.ics")).status,
        (await carried(at_ada, "COPY", source, f"{work}a.ics", overwrite="F")).status,
        (await carried(at_ada, "COPY", source, f"{work}a.ics")).status,
        (await carried(at_ada, "MOVE", source, f"{work}a.ics", **{"if-match": '"other"'})).status,
        (await carried(at_ada, "MOVE", source, f"{work}a.ics", **{"if-match": etag})).status,
    ]

    assert statuses == [201, 412, 204, 412, 204]
    assert (await at_ada.propfind(at_ada.calendar, "D:getetag", depth="1")).hrefs == [at_ada.calendar]
    assert (await at_ada.ask("GET", f"{work}a.ics")).response.content == lunch()
    # It is found by time where it is now, and nowhere else.
    day = '<C:comp-filter name="VEVENT"><C:time-range start="20260114T000000Z" end="20260115T000000Z"/></C:comp-filter>'
    assert (await at_ada.query(work, day)).hrefs == [f"{work}a.ics"]
    assert (await at_ada.query(at_ada.calendar, day)).hrefs == []


async def test_each_refusal_leaves_everything_where_it_was(at_ada: Dav) -> None:
    journal, source = f"{at_ada.home}journal/", f"{at_ada.calendar}a.ics"
    kinds = "<C:supported-calendar-component-set><C:comp name='VJOURNAL'/></C:supported-calendar-component-set>"
    await at_ada.make(journal, kinds)
    await at_ada.put(source, lunch())

    twice = await carried(at_ada, "COPY", source, f"{at_ada.calendar}b.ics")
    wrong_kind = await carried(at_ada, "MOVE", source, f"{journal}a.ics")
    nowhere = await carried(at_ada, "MOVE", source, f"{at_ada.home}none/a.ics")
    away = await carried(at_ada, "MOVE", source, "http://example.org/a.ics")
    home = await carried(at_ada, "MOVE", source, f"{at_ada.home}x/")
    whole = await carried(at_ada, "COPY", at_ada.calendar, f"{at_ada.home}x/")
    unsaid = await at_ada.ask("MOVE", source)
    unclear = await carried(at_ada, "MOVE", source, f"{journal}a.ics", overwrite="maybe")

    assert (twice.status, twice.precondition) == (403, "C:no-uid-conflict")
    assert (wrong_kind.status, wrong_kind.precondition) == (403, "C:supported-calendar-component")
    assert (home.status, home.precondition) == (403, "C:calendar-collection-location-ok")
    assert [one.status for one in (nowhere, away, whole, unsaid, unclear)] == [409, 502, 403, 400, 400]
    assert (await at_ada.ask("GET", source)).response.content == lunch()


async def test_those_who_carry_both_ways_at_once_do_not_wait_for_ever(at_ada: Dav) -> None:
    work = f"{at_ada.home}work/"
    await at_ada.make(work)
    await at_ada.put(f"{at_ada.calendar}a.ics", lunch(uid="a"))
    await at_ada.put(f"{work}b.ics", lunch(uid="b"))

    answers = await asyncio.gather(
        *(carried(at_ada, "COPY", f"{at_ada.calendar}a.ics", f"{work}a.ics") for _ in range(8)),
        *(carried(at_ada, "COPY", f"{work}b.ics", f"{at_ada.calendar}b.ics") for _ in range(8)),
    )

    assert sorted(one.status for one in answers) == [201] * 2 + [204] * 14


async def test_a_calendar_gets_another_address_and_stays_what_it_is(at_ada: Dav) -> None:
    old, new = f"{at_ada.home}old/", f"{at_ada.home}new/"
    await at_ada.make(old, '<D:displayname>Chess</D:displayname><note xmlns="x:">n</note>')
    await at_ada.put(f"{old}a.ics", lunch())
    token = (await at_ada.sync(old)).sync_token

    moved = await carried(at_ada, "MOVE", old, new)

    assert (moved.status, moved.response.headers["location"]) == (201, new)
    assert (await at_ada.propfind(old, "D:displayname")).status == 404
    seen = await at_ada.ask(
        "PROPFIND", new, '<D:propfind><D:prop><D:displayname/><note xmlns="x:"/></D:prop></D:propfind>', {"depth": "0"}
    )
    assert (seen.text(new, "D:displayname"), seen.text(new, "{x:}note")) == ("Chess", "n")
    assert (await at_ada.ask("GET", f"{new}a.ics")).response.content == lunch()
    # Who follows it by token has nothing to fetch anew.
    assert (await at_ada.sync(new, token)).hrefs == []


async def test_a_calendar_in_the_way_goes_only_where_it_may(at_ada: Dav) -> None:
    old, new = f"{at_ada.home}old/", f"{at_ada.home}new/"
    await at_ada.make(old)
    await at_ada.put(f"{old}a.ics", lunch())
    await at_ada.make(new)
    await at_ada.put(f"{new}b.ics", lunch(uid="b"))

    kept = await carried(at_ada, "MOVE", old, new, overwrite="F")
    into = await carried(at_ada, "MOVE", old, f"{at_ada.calendar}x.ics")
    moved = await carried(at_ada, "MOVE", old, new)

    assert (kept.status, moved.status) == (412, 204)
    assert (into.status, into.precondition) == (403, "C:calendar-collection-location-ok")
    assert (await at_ada.propfind(new, "D:getetag", depth="1")).hrefs == [new, f"{new}a.ics"]


async def test_calendars_moved_both_ways_at_once_do_not_wait_for_ever(at_ada: Dav) -> None:
    one, two = f"{at_ada.home}one/", f"{at_ada.home}two/"
    await at_ada.make(one)
    await at_ada.make(two)

    answers = await asyncio.gather(
        *(carried(at_ada, "MOVE", one, two) for _ in range(4)), *(carried(at_ada, "MOVE", two, one) for _ in range(4))
    )

    assert all(one.status in (201, 204, 404) for one in answers)
    assert (await at_ada.propfind(at_ada.home, "D:displayname", depth="1")).hrefs[2:] in ([one], [two])

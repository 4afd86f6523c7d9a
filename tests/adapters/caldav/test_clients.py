"""By transcript: what well-known clients send, in their order, and what they look for in the answers."""

from tests.adapters.caldav.client import Dav, set_
from tests.adapters.doors import Doors
from tests.features.calendars.diary import calendar_of, event, lunch


async def test_apple_calendar_finds_its_way_from_the_bare_host(doors: Doors, at_ada: Dav) -> None:
    async with doors.api() as stranger:
        for method in ("GET", "PROPFIND", "OPTIONS", "POST"):
            found = await stranger.request(method, "/.well-known/caldav")
            assert (found.status_code, found.headers["location"]) == (301, "/dav/"), method
        asked = await stranger.request("PROPFIND", "/dav/", headers={"depth": "0"})
        assert asked.status_code == 401
        assert asked.headers["www-authenticate"].startswith("Basic realm=")

    root = await at_ada.propfind("/dav/", "D:current-user-principal", "D:principal-URL", "D:resourcetype")
    principal = root.properties("/dav/")["D:current-user-principal"][0].text or ""
    about = await at_ada.propfind(
        principal, "C:calendar-home-set", "C:calendar-user-address-set", "D:displayname", "CS:dropbox-home-URL"
    )
    home = about.properties(principal)["C:calendar-home-set"][0].text
    assert home == at_ada.home
    addresses = [one.text or "" for one in about.properties(principal)["C:calendar-user-address-set"]]
    assert addresses[0].startswith("mailto:ada-")
    assert list(about.properties(principal, 404)) == ["CS:dropbox-home-URL"]

    listed = await at_ada.propfind(
        at_ada.home,
        "D:displayname",
        "D:resourcetype",
        "D:sync-token",
        "CS:getctag",
        "A:calendar-color",
        "C:supported-calendar-component-set",
        "D:current-user-privilege-set",
        "CS:source",
        depth="1",
    )
    assert listed.hrefs == [at_ada.home, at_ada.calendar]
    assert listed.names_in(at_ada.calendar, "D:resourcetype") == ["D:collection", "C:calendar"]
    assert listed.text(at_ada.calendar, "A:calendar-color") == "#c0392b"
    assert "D:write" in listed.names_in(at_ada.calendar, "D:current-user-privilege-set")
    kinds = [one.get("name") for one in listed.properties(at_ada.calendar)["C:supported-calendar-component-set"]]
    assert kinds == ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"]


async def test_apple_calendar_makes_a_calendar_of_its_own(at_ada: Dav) -> None:
    path = f"{at_ada.home}5D1F1D1E-0000-4A5B-8C7D-9E8F7A6B5C4D/"
    made = await at_ada.make(
        path,
        "<D:displayname>Reisen</D:displayname><A:calendar-color>#FF2968FF</A:calendar-color>"
        "<A:calendar-order>7</A:calendar-order><C:supported-calendar-component-set><C:comp name='VEVENT'/>"
        "</C:supported-calendar-component-set><C:schedule-calendar-transp><C:opaque/></C:schedule-calendar-transp>",
    )
    assert made.status == 201, made.response.text

    seen = await at_ada.propfind(
        path, "D:displayname", "A:calendar-color", "A:calendar-order", "C:schedule-calendar-transp"
    )

    assert seen.text(path, "D:displayname") == "Reisen"
    assert seen.text(path, "A:calendar-color") == "#FF2968FF"
    assert seen.text(path, "A:calendar-order") == "7"
    assert seen.names_in(path, "C:schedule-calendar-transp") == ["C:opaque"]
    todo = calendar_of("BEGIN:VTODO\nUID:milk\nDTSTAMP:20260101T000000Z\nSUMMARY:Milk\nEND:VTODO")
    refused = await at_ada.put(f"{path}milk.ics", todo)
    assert (refused.status, refused.precondition) == (403, "C:supported-calendar-component")


async def test_davx5_synchronises_by_token_and_multiget(at_ada: Dav) -> None:
    first = await at_ada.sync(at_ada.calendar)
    assert first.hrefs == []
    put = await at_ada.put(f"{at_ada.calendar}lunch.ics", lunch(), if_none_match="*")
    assert (put.status, put.response.headers["etag"][0]) == (201, '"')

    changed = await at_ada.sync(at_ada.calendar, first.sync_token)
    assert changed.hrefs == [f"{at_ada.calendar}lunch.ics"]
    assert changed.text(changed.hrefs[0], "D:getetag") == put.response.headers["etag"]
    got = await at_ada.report(
        at_ada.calendar,
        "<C:calendar-multiget><D:prop><D:getetag/><D:getcontenttype/><C:calendar-data content-type='text/calendar' "
        f"version='2.0'/></D:prop><D:href>{changed.hrefs[0]}</D:href><D:href>{at_ada.calendar}gone.ics</D:href>"
        "</C:calendar-multiget>",
    )
    assert got.text(changed.hrefs[0], "C:calendar-data").encode() == lunch()
    assert got.statuses == {f"{at_ada.calendar}gone.ics": "404"}

    removed = await at_ada.ask(
        "DELETE", changed.hrefs[0], headers={"if-match": changed.text(changed.hrefs[0], "D:getetag")}
    )
    assert removed.status == 204
    last = await at_ada.sync(at_ada.calendar, changed.sync_token)
    assert last.statuses == {changed.hrefs[0]: "404"}
    assert (await at_ada.sync(at_ada.calendar, last.sync_token)).hrefs == []


async def test_thunderbird_asks_for_etags_and_fetches_what_is_new(at_ada: Dav) -> None:
    await at_ada.put(f"{at_ada.calendar}lunch.ics", lunch())

    listed = await at_ada.ask(
        "PROPFIND",
        at_ada.calendar,
        "<D:propfind><D:prop><D:getcontenttype/><D:resourcetype/><D:getetag/></D:prop></D:propfind>",
        {"depth": "1"},
    )

    assert listed.hrefs == [at_ada.calendar, f"{at_ada.calendar}lunch.ics"]
    assert listed.text(listed.hrefs[1], "D:getcontenttype") == "text/calendar; charset=utf-8; component=vevent"
    assert listed.names_in(listed.hrefs[1], "D:resourcetype") == []


async def test_evolution_asks_by_query_and_renames_by_proppatch(at_ada: Dav) -> None:
    await at_ada.put(f"{at_ada.calendar}lunch.ics", lunch())
    asked = await at_ada.query(at_ada.calendar, '<C:comp-filter name="VEVENT"/>', data="")
    assert asked.hrefs == [f"{at_ada.calendar}lunch.ics"]

    patched = await at_ada.proppatch(
        at_ada.calendar,
        set_("<D:displayname>Haupt &amp; Neben</D:displayname><A:calendar-color>#11aa22</A:calendar-color>"),
    )

    assert list(patched.properties(at_ada.calendar)) == ["D:displayname", "A:calendar-color"]
    seen = await at_ada.propfind(at_ada.calendar, "D:displayname", "A:calendar-color")
    assert seen.text(at_ada.calendar, "D:displayname") == "Haupt & Neben"
    assert seen.text(at_ada.calendar, "A:calendar-color") == "#11aa22"


async def test_vdirsyncer_uploads_updates_and_deletes_with_conditions(at_ada: Dav) -> None:
    path = f"{at_ada.calendar}a%20b%26c%40x.ics"
    put = await at_ada.put(path, lunch(), if_none_match="*")
    again = await at_ada.put(path, lunch("LOCATION:Inn"), if_none_match="*")
    wrong = await at_ada.put(path, lunch("LOCATION:Inn"), if_match='"wrong"')
    right = await at_ada.put(path, lunch("LOCATION:Inn"), if_match=put.response.headers["etag"])
    missing = await at_ada.put(f"{at_ada.calendar}other.ics", lunch(uid="other"), if_match='"any"')
    assert (put.status, again.status, wrong.status, right.status, missing.status) == (201, 412, 412, 204, 412)

    listed = await at_ada.query(at_ada.calendar, '<C:comp-filter name="VEVENT"/>', data="")
    # As an address has it: space and ampersand stay encoded, "@" need not be.
    assert listed.hrefs == [f"{at_ada.calendar}a%20b%26c@x.ics"]
    got = await at_ada.ask("GET", listed.hrefs[0])
    assert got.response.content == lunch("LOCATION:Inn")
    assert got.response.headers["etag"] == right.response.headers["etag"]


async def test_vdirsyncer_puts_line_ends_into_addresses(at_ada: Dav) -> None:
    path = f"{at_ada.calendar}a%0Ab.ics"
    put = await at_ada.put(path, lunch(), if_none_match="*")
    got = await at_ada.ask("GET", path)
    listed = await at_ada.propfind(at_ada.calendar, "D:getetag", depth="1")

    assert (put.status, got.status, listed.hrefs[1]) == (201, 200, path)


async def test_no_trick_in_an_address_leads_anywhere(at_ada: Dav) -> None:
    """The right status, and nothing stored."""
    tricks = ("%00.ics", "%FF.ics", "a%2Fb.ics", "..%2F..%2Fx", "%ED%A0%80.ics", f"{'x' * 256}.ics", "a/b/c.ics")
    answered = [(await at_ada.put(f"{at_ada.calendar}{name}", lunch())).status for name in tricks]

    assert answered == [404, 404, 422, 422, 404, 422, 404]
    assert (await at_ada.propfind(at_ada.calendar, "D:getetag", depth="1")).hrefs == [at_ada.calendar]


async def test_python_caldav_finds_its_principal_by_name(at_ada: Dav) -> None:
    search = "<D:property-search><D:prop><D:displayname/></D:prop><D:match>{}</D:match></D:property-search>"
    beside = "<D:prop/><C:calendar-home-set/><D:displayname/>"

    for name, is_found in (("ADA", True), ("grace", False)):
        body = f"<D:principal-property-search>{search.format(name)}{beside}</D:principal-property-search>"
        asked = await at_ada.report("/dav/", body)
        assert len(asked.hrefs) == is_found
    everybody = await at_ada.report("/dav/", f"<D:principal-property-search>{beside}</D:principal-property-search>")
    homes = everybody.properties(everybody.hrefs[0])["C:calendar-home-set"]
    assert homes[0].text == at_ada.home


async def test_gnome_calendar_asks_for_a_month_expanded(at_ada: Dav) -> None:
    weekly = calendar_of(
        event(
            "DTSTART;TZID=Europe/Berlin:20260320T090000",
            "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY",
            "EXDATE;TZID=Europe/Berlin:20260403T090000",
            "SUMMARY:Chess",
        ),
        event(
            "RECURRENCE-ID;TZID=Europe/Berlin:20260327T090000",
            "DTSTART;TZID=Europe/Berlin:20260327T180000",
            "DURATION:PT2H",
            "SUMMARY:Chess in the evening",
        ),
    )
    await at_ada.put(f"{at_ada.calendar}chess.ics", weekly)
    span = '<C:time-range start="20260323T000000Z" end="20260413T000000Z"/>'

    asked = await at_ada.query(
        at_ada.calendar,
        f'<C:comp-filter name="VEVENT">{span}</C:comp-filter>',
        data='<C:calendar-data><C:expand start="20260323T000000Z" end="20260413T000000Z"/></C:calendar-data>',
    )

    text = asked.text(f"{at_ada.calendar}chess.ics", "C:calendar-data")
    assert [line for line in text.splitlines() if line.startswith(("DTSTART", "DTEND", "RECURRENCE-ID", "RRULE"))] == [
        "DTSTART:20260327T170000Z",
        "DTEND:20260327T190000Z",
        "RECURRENCE-ID:20260327T080000Z",
        "DTSTART:20260410T070000Z",
        "DTEND:20260410T080000Z",
        "RECURRENCE-ID:20260410T070000Z",
    ]


async def test_programs_that_show_rights_ask_who_has_them(at_ada: Dav) -> None:
    """RFC 3744, section 9.2."""
    body = "<D:acl-principal-prop-set><D:prop><D:displayname/></D:prop></D:acl-principal-prop-set>"

    answer = await at_ada.report(at_ada.calendar, body, {"depth": "0"})

    principal = at_ada.home.replace("calendars", "principals")
    assert answer.hrefs == [principal]
    assert "D:displayname" in answer.properties(principal)
    assert (await at_ada.report(f"{at_ada.home}none/", body)).status == 404

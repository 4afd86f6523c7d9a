"""Files by WebDAV, as litmus asks for it and as nobody should."""

from tests.adapters.caldav.client import Dav, remove, set_


def top(dav: Dav) -> str:
    return dav.home.replace("/calendars/", "/files/")


async def test_a_file_is_put_got_listed_and_removed(at_ada: Dav) -> None:
    assert (await at_ada.ask("MKCOL", f"{top(at_ada)}notes/")).status == 201
    put = await at_ada.ask("PUT", f"{top(at_ada)}notes/a%20b.txt", b"Hello", {"content-type": "text/html"})
    assert put.status == 201

    listed = await at_ada.propfind(f"{top(at_ada)}notes/", "D:getcontentlength", "D:resourcetype", depth="1")
    assert listed.hrefs == [f"{top(at_ada)}notes/", f"{top(at_ada)}notes/a%20b.txt"]
    assert listed.text(listed.hrefs[1], "D:getcontentlength") == "5"
    got = await at_ada.ask("GET", listed.hrefs[1])
    assert got.response.content == b"Hello"
    # No browser shows as a page of ours what somebody put here.
    assert got.response.headers["content-type"] == "application/octet-stream"
    assert got.response.headers["content-disposition"] == "attachment"
    known = await at_ada.ask("GET", listed.hrefs[1], headers={"if-none-match": put.response.headers["etag"]})
    assert known.status == 304

    assert (await at_ada.ask("DELETE", f"{top(at_ada)}notes/")).status == 204
    assert (await at_ada.ask("GET", listed.hrefs[1])).status == 404


async def test_refusals_of_rfc_4918(at_ada: Dav) -> None:
    home = top(at_ada)
    await at_ada.ask("MKCOL", f"{home}a/")

    answered = [
        (await at_ada.ask("MKCOL", f"{home}a/")).status,
        (await at_ada.ask("MKCOL", f"{home}none/b/")).status,
        (await at_ada.ask("MKCOL", f"{home}c/", b"hello", {"content-type": "text/plain"})).status,
        (await at_ada.ask("PUT", f"{home}none/b.txt", b"x")).status,
        (await at_ada.ask("PUT", f"{home}a", b"x")).status,
        (await at_ada.ask("PUT", f"{home}a/x", b"x", {"if-match": '"none"'})).status,
        (await at_ada.ask("DELETE", f"{home}none")).status,
        (await at_ada.ask("DELETE", home)).status,
        (await at_ada.ask("GET", home)).status,
        (await at_ada.ask("MKCALENDAR", f"{home}cal/")).status,
        (await at_ada.ask("MKCOL", f"{home}a%2Fb/")).status,
    ]

    assert answered == [405, 409, 415, 409, 409, 412, 404, 403, 405, 403, 404]


async def test_folders_are_copied_and_moved_with_what_is_in_them(at_ada: Dav) -> None:
    home = top(at_ada)
    await at_ada.ask("MKCOL", f"{home}a/")
    await at_ada.ask("PUT", f"{home}a/x", b"x")
    await at_ada.proppatch(f"{home}a/x", set_('<p xmlns="q:">v</p>'))

    copied = await at_ada.ask("COPY", f"{home}a/", headers={"destination": f"{home}b/"})
    flat = await at_ada.ask("COPY", f"{home}a/", headers={"destination": f"{home}flat/", "depth": "0"})
    again = await at_ada.ask("COPY", f"{home}a/", headers={"destination": f"{home}b/", "overwrite": "F"})
    over = await at_ada.ask("COPY", f"{home}a/", headers={"destination": f"{home}b/"})
    nowhere = await at_ada.ask("COPY", f"{home}a/", headers={"destination": f"{home}none/b/"})
    inside = await at_ada.ask("MOVE", f"{home}a/", headers={"destination": f"{home}a/b/"})
    elsewhere = await at_ada.ask("COPY", f"{home}a/", headers={"destination": "http://example.org/b/"})
    moved = await at_ada.ask("MOVE", f"{home}b/", headers={"destination": f"http://localhost:8000{home}c/"})

    statuses = [one.status for one in (copied, flat, again, over, nowhere, inside, elsewhere, moved)]
    assert statuses == [201, 201, 412, 204, 409, 403, 502, 201]
    listed = await at_ada.ask("PROPFIND", home, '<D:propfind><D:prop><p xmlns="q:"/></D:prop></D:propfind>')
    assert listed.hrefs == [home, f"{home}a/", f"{home}a/x", f"{home}c/", f"{home}c/x", f"{home}flat/"]
    assert listed.properties(f"{home}c/x")["{q:}p"].text == "v"


async def test_properties_are_kept_as_they_were_written(at_ada: Dav) -> None:
    home = top(at_ada)
    await at_ada.ask("PUT", f"{home}x", b"x")
    value = '<a:p xmlns:a="one:" xmlns:b="two:" xml:lang="de">Grüße <b:i b:k="&quot;v">&amp;</b:i> 𐄀<j xmlns=""/></a:p>'

    patched = await at_ada.proppatch(f"{home}x", set_(value), remove("<D:displayname/>"))

    assert list(patched.properties(f"{home}x")) == ["{one:}p", "D:displayname"]
    seen = await at_ada.ask("PROPFIND", f"{home}x", '<D:propfind><D:prop><p xmlns="one:"/></D:prop></D:propfind>')
    kept = seen.properties(f"{home}x")["{one:}p"]
    assert (kept.text, kept[0].tag, kept[0].text, kept[0].tail) == ("Grüße ", "{two:}i", "&", " 𐄀")
    assert kept[0].get("{two:}k") == '"v'
    assert kept[1].tag == "j"
    assert kept.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


async def test_nobody_sees_anothers_files(at_ada: Dav, at_grace: Dav) -> None:
    """CHECKLIST 20, 21."""
    await at_ada.ask("PUT", f"{top(at_ada)}x", b"x")

    for method in ("GET", "PROPFIND", "PUT", "DELETE", "MKCOL", "PROPPATCH"):
        assert (await at_grace.ask(method, f"{top(at_ada)}x")).status == 404
    carried = await at_grace.ask("COPY", f"{top(at_grace)}y", headers={"destination": f"{top(at_ada)}y"})
    assert carried.status == 403
    assert (await at_grace.propfind(top(at_grace), "D:resourcetype", depth="1")).hrefs == [top(at_grace)]


async def test_there_is_an_end_to_the_room(at_ada: Dav) -> None:
    big = b"x" * (5 * 2**20)
    statuses = [(await at_ada.ask("PUT", f"{top(at_ada)}{number}", big)).status for number in range(5)]

    assert statuses == [201, 201, 201, 201, 403]
    listed = await at_ada.propfind(top(at_ada), "D:getetag", depth="1")
    assert len(listed.hrefs) == 5

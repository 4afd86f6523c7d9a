"""Managed attachments (RFC 8607), as calendar programs add, replace, remove and read them."""

import re
from hashlib import sha256

import pytest

from kalends.adapters.http.dispositions import read_file_name
from tests.adapters.caldav.client import NAMES, Answer, Dav
from tests.features.calendars.diary import calendar_of, event, lunch

AGENDA = b"1. Soup\n2. Spoons\n"
DAILY = calendar_of(
    event(
        "DTSTART;TZID=Europe/Berlin:20260114T120000",
        "DTEND;TZID=Europe/Berlin:20260114T130000",
        "SUMMARY:Lunch",
        "RRULE:FREQ=DAILY;COUNT=5",
        "X-SPOON:bring one",
    )
)
TODO = calendar_of(
    "BEGIN:VTODO\nUID:soup\nDTSTAMP:20260101T000000Z\nDTSTART:20260114T110000Z\nDUE:20260114T120000Z\n"
    "RRULE:FREQ=DAILY;COUNT=3\nSUMMARY:Cook\nEND:VTODO"
)


async def put(dav: Dav, content: bytes = lunch(), name: str = "lunch.ics") -> str:
    path = f"{dav.calendar}{name}"
    assert (await dav.put(path, content)).status == 201
    return path


async def post(dav: Dav, path: str, query: str, body: bytes = AGENDA, **headers: str) -> Answer:
    given = {"content-type": "text/plain", "content-disposition": 'attachment; filename="agenda.txt"'}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    return await dav.ask("POST", f"{path}?{query}", body, given)


async def added(dav: Dav, path: str, query: str = "", **headers: str) -> Answer:
    answer = await post(dav, path, f"action=attachment-add{query}", AGENDA, **headers)
    assert answer.status == 201, answer.response.text
    return answer


def id_of(answer: Answer) -> str:
    return answer.response.headers["cal-managed-id"]


async def lines(dav: Dav, path: str) -> list[str]:
    """Unfolded."""
    return (await dav.client.get(path)).text.replace("\r\n ", "").split("\r\n")


async def attached(dav: Dav, path: str) -> list[str]:
    return [line for line in await lines(dav, path) if line.startswith("ATTACH")]


async def test_programs_learn_that_files_are_taken_and_how_large(at_ada: Dav) -> None:
    options = await at_ada.ask("OPTIONS", at_ada.home)
    assert "calendar-managed-attachments" in options.response.headers["dav"].split(", ")
    assert "no-recurrence" not in options.response.headers["dav"]

    home = await at_ada.propfind(at_ada.home, "C:managed-attachments-server-URL")
    server = home.properties(at_ada.home)["C:managed-attachments-server-URL"].findtext("D:href", "", NAMES)
    assert server == "http://localhost:8000/"
    seen = await at_ada.propfind(at_ada.calendar, "C:max-attachment-size", "C:max-attachments-per-resource")
    assert seen.text(at_ada.calendar, "C:max-attachment-size") == str(10 * 2**20)
    assert seen.text(at_ada.calendar, "C:max-attachments-per-resource") == "20"


async def test_a_file_is_added_and_all_else_of_the_object_stays(at_ada: Dav) -> None:
    path = await put(at_ada)
    before = await lines(at_ada, path)

    answer = await added(at_ada, path)

    managed_id, url = id_of(answer), answer.response.headers["location"]
    assert await attached(at_ada, path) == [
        f"ATTACH;MANAGED-ID={managed_id};FMTTYPE=text/plain;FILENAME=agenda.txt;SIZE={len(AGENDA)}:{url}"
    ]
    touched = ("ATTACH", "DTSTAMP", "LAST-MODIFIED")
    after = [line for line in await lines(at_ada, path) if not line.startswith(touched)]
    assert after == [line for line in before if not line.startswith(touched)]
    now = await at_ada.client.get(path)
    assert now.headers["etag"] == answer.response.headers["etag"]
    changed = await at_ada.sync(at_ada.calendar)
    assert changed.text(path, "D:getetag") == now.headers["etag"]


async def test_the_object_comes_back_where_that_is_preferred(at_ada: Dav) -> None:
    path = await put(at_ada)

    new = await added(at_ada, path, prefer="return=representation")
    other = await post(
        at_ada, path, f"action=attachment-update&managed-id={id_of(new)}", prefer="return=representation"
    )
    gone = await post(
        at_ada, path, f"action=attachment-remove&managed-id={id_of(other)}", b"", prefer="return=representation"
    )

    assert [one.status for one in (new, other, gone)] == [201, 200, 200]
    for one in (new, other, gone):
        assert one.response.headers["content-location"] == path
        assert one.response.headers["preference-applied"] == "return=representation"
        assert one.response.content.startswith(b"BEGIN:VCALENDAR")
    assert gone.response.content == (await at_ada.client.get(path)).content
    assert "cal-managed-id" not in gone.response.headers


async def test_a_file_is_read_where_the_event_says(at_ada: Dav) -> None:
    path = await put(at_ada)
    url = (await added(at_ada, path, content_type="text/html; charset=utf-8")).response.headers["location"]

    read = await at_ada.client.get(url)
    head = await at_ada.client.head(url)
    known = await at_ada.client.get(url, headers={"if-none-match": read.headers["etag"]})

    assert (read.status_code, read.content) == (200, AGENDA)
    assert read.headers["content-type"] == "text/html"
    assert read.headers["content-disposition"].startswith('attachment; filename="agenda.txt"')
    assert read.headers["x-content-type-options"] == "nosniff"
    assert read.headers["content-security-policy"].startswith("sandbox;")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(AGENDA)))
    assert (known.status_code, known.content) == (304, b"")


async def test_files_are_changed_by_post_alone(at_ada: Dav) -> None:
    url = (await added(at_ada, await put(at_ada))).response.headers["location"]

    for method in ("PUT", "DELETE", "PROPFIND", "PROPPATCH", "MOVE", "POST"):
        assert (await at_ada.ask(method, url, b"")).status == 405, method
    assert (await at_ada.client.get(url)).content == AGENDA


async def test_an_update_gives_the_file_another_id_and_address(at_ada: Dav) -> None:
    path = await put(at_ada)
    first = await added(at_ada, path)

    second = await post(
        at_ada, path, f"action=attachment-update&managed-id={id_of(first)}", b"3. Bread\n", content_type="text/csv"
    )

    assert second.status == 204
    assert id_of(second) != id_of(first)
    [line] = await attached(at_ada, path)
    assert f"MANAGED-ID={id_of(second)};FMTTYPE=text/csv" in line
    assert (await at_ada.client.get(second.response.headers["location"])).content == b"3. Bread\n"
    assert (await at_ada.client.get(first.response.headers["location"])).status_code == 404


async def test_a_removed_file_is_read_no_more(at_ada: Dav) -> None:
    path = await put(at_ada)
    first = await added(at_ada, path)
    second = await added(at_ada, path)

    gone = await post(at_ada, path, f"action=attachment-remove&managed-id={id_of(first)}", b"")

    assert (gone.status, gone.response.content) == (204, b"")
    assert [id_of(second) in line for line in await attached(at_ada, path)] == [True]
    assert (await at_ada.client.get(first.response.headers["location"])).status_code == 404
    assert (await at_ada.client.get(second.response.headers["location"])).status_code == 200


@pytest.mark.parametrize("rid", ["20260115T110000Z", "20260115T120000"])
async def test_one_occurrence_gets_a_file_of_its_own(at_ada: Dav, rid: str) -> None:
    path = await put(at_ada, DAILY)

    answer = await added(at_ada, path, f"&rid={rid}")

    text = "\n".join(await lines(at_ada, path))
    master, override = re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL)
    assert "ATTACH" not in master
    assert id_of(answer) in override
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20260115T120000" in override
    assert "DTSTART;TZID=Europe/Berlin:20260115T120000" in override
    assert "DTEND;TZID=Europe/Berlin:20260115T130000" in override
    assert "RRULE" not in override
    assert "X-SPOON:bring one" in override


async def test_a_file_goes_to_the_series_and_to_what_is_said_apart(at_ada: Dav) -> None:
    path = await put(at_ada, DAILY)
    await added(at_ada, path, "&rid=20260115T110000Z")

    everywhere = await added(at_ada, path)
    series = await added(at_ada, path, "&rid=M")
    both = await added(at_ada, path, "&rid=M,20260115T110000Z,20260116T110000Z")

    text = "\n".join(await lines(at_ada, path))
    assert text.count(id_of(everywhere) + ";") == 3
    # The third day got an override of its own after the series had it.
    assert text.count(id_of(series) + ";") == 2
    assert text.count(id_of(both) + ";") == 3


async def test_a_file_of_a_series_is_taken_from_one_occurrence(at_ada: Dav) -> None:
    path = await put(at_ada, DAILY)
    answer = await added(at_ada, path)

    gone = await post(at_ada, path, f"action=attachment-remove&managed-id={id_of(answer)}&rid=20260116T110000Z", b"")

    assert gone.status == 204
    text = "\n".join(await lines(at_ada, path))
    master, override = re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL)
    assert id_of(answer) in master
    assert "ATTACH" not in override
    again = await post(at_ada, path, f"action=attachment-remove&managed-id={id_of(answer)}&rid=20260116T110000Z", b"")
    assert (again.status, again.precondition) == (403, "C:valid-managed-id-parameter")


async def test_an_occurrence_of_a_task_has_its_own_times(at_ada: Dav) -> None:
    path = await put(at_ada, TODO)

    await added(at_ada, path, "&rid=20260115T110000Z")

    text = "\n".join(await lines(at_ada, path))
    _, override = re.findall(r"BEGIN:VTODO.*?END:VTODO", text, re.DOTALL)
    assert "DTSTART:20260115T110000Z\nDUE:20260115T120000Z" in override


@pytest.mark.parametrize(
    ("query", "precondition"),
    [
        ("action=attachment-eat", "C:valid-action-parameter"),
        ("action=attachment-add&action=attachment-remove", "C:valid-action-parameter"),
        ("rid=M", "C:valid-action-parameter"),
        ("action=attachment-add&managed-id=x", "C:valid-managed-id-parameter"),
        ("action=attachment-update", "C:valid-managed-id-parameter"),
        ("action=attachment-update&managed-id=x", "C:valid-managed-id-parameter"),
        ("action=attachment-update&managed-id={id}&rid=M", "C:valid-rid-parameter"),
        ("action=attachment-remove", "C:valid-managed-id-parameter"),
        ("action=attachment-remove&managed-id={id}&managed-id={id}", "C:valid-managed-id-parameter"),
        ("action=attachment-remove&managed-id=01a217fd-6bb9-77ef-a8ec-19b94695289e", "C:valid-managed-id-parameter"),
        ("action=attachment-add&rid=", "C:valid-rid-parameter"),
        ("action=attachment-add&rid=soon", "C:valid-rid-parameter"),
        ("action=attachment-add&rid=20260115T110000Z,", "C:valid-rid-parameter"),
        ("action=attachment-add&rid=20260114T090000Z", "C:valid-rid-parameter"),
        ("action=attachment-add&rid=20990114T110000Z", "C:valid-rid-parameter"),
        ("action=attachment-add&rid=M&rid=M", "C:valid-rid-parameter"),
        ("action=attachment-remove&managed-id={id}&rid=20260114T090000Z", "C:valid-rid-parameter"),
    ],
)
async def test_what_can_not_be_done_is_named_and_changes_nothing(at_ada: Dav, query: str, precondition: str) -> None:
    path = await put(at_ada, DAILY)
    managed_id = id_of(await added(at_ada, path))
    before = (await at_ada.client.get(path)).content

    answer = await post(at_ada, path, query.format(id=managed_id))

    assert (answer.status, answer.precondition) == (403, precondition)
    assert (await at_ada.client.get(path)).content == before


async def test_where_there_is_no_object_nothing_is_added(at_ada: Dav) -> None:
    assert (await post(at_ada, f"{at_ada.calendar}none.ics", "action=attachment-add")).status == 404
    assert (await post(at_ada, f"{at_ada.home}none/none.ics", "action=attachment-add")).status == 404
    assert (await post(at_ada, at_ada.calendar, "action=attachment-add")).status == 405


async def test_of_two_writers_with_one_etag_one_gets_through(at_ada: Dav) -> None:
    path = await put(at_ada)
    etag = (await at_ada.client.get(path)).headers["etag"]

    first = await post(at_ada, path, "action=attachment-add", if_match=etag)
    second = await post(at_ada, path, "action=attachment-add", if_match=etag)
    third = await post(at_ada, path, f"action=attachment-remove&managed-id={id_of(first)}", b"", if_match=etag)

    assert [one.status for one in (first, second, third)] == [201, 412, 412]
    assert len(await attached(at_ada, path)) == 1


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\temp\\\\soup.txt"', "soup.txt"),
        ("attachment; filename=plain.txt", "plain.txt"),
        ("attachment; filename=\"old.txt\"; filename*=UTF-8''%D0%A1%D1%83%D0%BF.txt", "Суп.txt"),
        ("attachment; filename*=UTF-8''a%0D%0AX-Evil:%201.txt", "aX-Evil_ 1.txt"),
        ("attachment; filename*=UTF-8''txt.%E2%80%AEexe", "txt.exe"),
        ("attachment; filename*=UTF-8''..", "attachment"),
        ('attachment; filename="a;b,c:\\"d\\".txt"', "a;b,c__d_.txt"),
        ("attachment", "attachment"),
        ("attachment; filename*=UTF-8''" + "x" * 400 + ".txt", "x" * 196 + ".txt"),
    ],
)
async def test_a_name_is_only_a_name(at_ada: Dav, disposition: str, name: str) -> None:
    path = await put(at_ada)

    answer = await added(at_ada, path, content_disposition=disposition)

    read = await at_ada.client.get(answer.response.headers["location"])
    assert read_file_name(read.headers["content-disposition"]) == name
    # And it stands in the object so that it is read again.
    listed = (await at_ada.client.get(f"/api/v1/events/{await event_id(at_ada)}/attachments")).json()["items"]
    assert [one["name"] for one in listed] == [name]


async def event_id(dav: Dav) -> str:
    return (await dav.client.get("/api/v1/events")).json()["items"][0]["id"]


@pytest.mark.parametrize("kind", ["", "nonsense", "text/plain\x7f", "a/b/c", "text/" + "x" * 200])
async def test_a_type_that_is_none_is_octets(at_ada: Dav, kind: str) -> None:
    path = await put(at_ada)

    answer = await added(at_ada, path, content_type=kind)

    assert "FMTTYPE=application/octet-stream" in (await attached(at_ada, path))[0]
    read = await at_ada.client.get(answer.response.headers["location"])
    assert read.headers["content-type"] == "application/octet-stream"


async def test_a_file_of_many_pieces_comes_back_as_it_was(at_ada: Dav) -> None:
    path, content = await put(at_ada), sha256(b"soup").digest() * 50_000

    answer = await post(at_ada, path, "action=attachment-add", content)

    read = await at_ada.client.get(answer.response.headers["location"])
    assert sha256(read.content).digest() == sha256(content).digest()


async def test_an_empty_file_is_one_too(at_ada: Dav) -> None:
    answer = await post(at_ada, await put(at_ada), "action=attachment-add", b"")

    assert answer.status == 201
    assert (await at_ada.client.get(answer.response.headers["location"])).content == b""


@pytest.mark.parametrize("is_announced", [True, False])
async def test_what_is_too_large_leaves_nothing_behind(at_ada: Dav, is_announced: bool) -> None:
    path = await put(at_ada)

    async def pieces():
        for _ in range(11):
            yield bytes(2**20)

    headers = {"content-length": str(11 * 2**20)} if is_announced else {}
    response = await at_ada.client.post(f"{path}?action=attachment-add", content=pieces(), headers=headers)

    answer = Answer(response)
    assert (answer.status, answer.precondition) == (403, "C:max-attachment-size")
    assert await attached(at_ada, path) == []


async def test_an_object_carries_no_more_than_twenty(at_ada: Dav) -> None:
    path = await put(at_ada)
    last = await added(at_ada, path)
    for _ in range(19):
        last = await added(at_ada, path)

    full = await post(at_ada, path, "action=attachment-add")
    other = await post(at_ada, path, f"action=attachment-update&managed-id={id_of(last)}")

    assert (full.status, full.precondition) == (403, "C:max-attachments-per-resource")
    assert other.status == 204


async def test_a_client_invents_no_files(at_ada: Dav, at_grace: Dav) -> None:
    of_grace = id_of(await added(at_grace, await put(at_grace)))

    for managed_id in ("invented", "01a217fd-6bb9-77ef-a8ec-19b94695289e", of_grace, of_grace.upper()):
        line = f"ATTACH;MANAGED-ID={managed_id}:http://localhost:8000/dav/attachments/{of_grace}/agenda.txt"
        answer = await at_ada.put(f"{at_ada.calendar}lunch.ics", lunch(line))
        folded = await at_ada.put(f"{at_ada.calendar}lunch.ics", lunch(line.replace("MANAGED", "MANA\n GED", 1)))
        assert (answer.status, answer.precondition) == (403, "C:valid-managed-id-parameter")
        assert (folded.status, folded.precondition) == (403, "C:valid-managed-id-parameter")
    assert (await at_ada.client.get(f"{at_ada.calendar}lunch.ics")).status_code == 404


async def test_a_link_to_a_file_opens_it_to_nobody(at_ada: Dav, at_grace: Dav) -> None:
    url = (await added(at_grace, await put(at_grace))).response.headers["location"]

    linked = await at_ada.put(f"{at_ada.calendar}lunch.ics", lunch(f"ATTACH:{url}"))

    assert linked.status == 201
    assert (await at_ada.client.get(url)).status_code == 404


async def test_a_client_takes_a_file_along_and_takes_it_out_by_put(at_ada: Dav) -> None:
    path = await put(at_ada)
    url = (await added(at_ada, path)).response.headers["location"]
    [line] = await attached(at_ada, path)
    second = f"{at_ada.calendar}second.ics"

    assert (await at_ada.put(second, lunch(line, uid="second"))).status == 201
    assert (await at_ada.put(path, lunch("LOCATION:Inn"))).status == 204
    assert (await at_ada.client.get(url)).status_code == 200
    # A program that leaves out what it does not know keeps the file.
    assert (await at_ada.put(second, lunch(f"ATTACH:{url}", uid="second"))).status == 204
    assert (await at_ada.client.get(url)).status_code == 200
    assert (await at_ada.put(second, lunch(uid="second"))).status == 204
    assert (await at_ada.client.get(url)).status_code == 404
    # It was this object's, a moment ago.
    assert (await at_ada.put(second, lunch(line, uid="second"))).status == 204
    assert (await at_ada.client.get(url)).status_code == 200


async def test_files_go_along_when_objects_are_copied_and_moved(at_ada: Dav) -> None:
    await at_ada.make(f"{at_ada.home}other/")
    path = await put(at_ada)
    url = (await added(at_ada, path)).response.headers["location"]

    async def carry(method: str, source: str, target: str) -> None:
        assert (await at_ada.ask(method, source, headers={"destination": target})).status == 201
        assert (await at_ada.client.get(url)).status_code == 200

    await carry("MOVE", path, f"{at_ada.calendar}renamed.ics")
    await carry("COPY", f"{at_ada.calendar}renamed.ics", f"{at_ada.home}other/copy.ics")
    await at_ada.ask("DELETE", f"{at_ada.calendar}renamed.ics")
    await carry("MOVE", f"{at_ada.home}other/copy.ics", f"{at_ada.calendar}back.ics")
    await at_ada.ask("DELETE", f"{at_ada.calendar}back.ics")
    assert (await at_ada.client.get(url)).status_code == 404


async def test_what_somebody_else_organises_carries_what_they_say(at_ada: Dav) -> None:
    me = (await at_ada.client.get("/api/v1/people/me")).json()["email"]
    path = await put(at_ada, lunch("ORGANIZER:mailto:grace@example.net", f"ATTENDEE:mailto:{me}"))

    answer = await post(at_ada, path, "action=attachment-add")

    assert (answer.status, answer.precondition) == (403, "C:allowed-attendee-scheduling-object-change")

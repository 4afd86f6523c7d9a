"""Meetings by page, in a browser without scripts: forms, redirects, and what is shown to whom."""

import re
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from tests.adapters.doors import Doors
from tests.features.meetings.town import LUNCH, Inhabitant, Town, link_of, participant_of, shared_link_of, yes

FORM: dict[str, Any] = {
    "title": "Lunch <script>alert(1)</script>",
    "zone": "America/New_York",
    "duration": "60",
    "step": "30",
    "place": "The canteen",
    "description": "Bring a spoon.",
    "participants": "Bhim Rai <bhim@example.org>\n\ncara@example.org\nDora Ó Briain",
    "window_date": ["2026-01-12", "2026-01-14"],
    "window_from": ["14:00", "18:00"],
    "window_to": ["16:00", "20:00"],
}


async def follow(client: httpx.AsyncClient, answer: httpx.Response) -> httpx.Response:
    assert answer.status_code == 303, answer.text
    return await client.get(answer.headers["location"])


async def propose(client: httpx.AsyncClient, **changes: Any) -> tuple[str, str]:
    """Answers the meeting's path and its page."""
    answer = await client.post("/meetings", data={**FORM, **changes})
    page = await follow(client, answer)
    return answer.headers["location"], page.text


def links_in(page: str) -> list[str]:
    return [f"/m/{code}" for code in dict.fromkeys(re.findall(r"https://kalends\.test/m/([\w-]{32})", page))]


def boxes(page: str, name: str = "yes") -> list[str]:
    return re.findall(rf'type="checkbox" name="{name}" value="([^"]+)"', page)


def ticked(page: str, name: str = "yes") -> list[str]:
    return re.findall(rf'type="checkbox" name="{name}" value="([^"]+)"[^>]* checked', page)


def best(page: str) -> list[str]:
    """The ranking as it reads."""
    lists = re.findall(r'<ol class="slots card">(.*?)</ol>', page, re.DOTALL)
    lines = re.findall(r'<div class="what">(.*?)</div>', lists[0], re.DOTALL) if lists else []
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


async def test_a_group_agrees_by_pages_alone(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as organiser:
        path, page = await propose(organiser)
        assert "Nobody has answered yet" in page
        assert "<script>alert" not in page
        shared, *personal = links_in(page)
        assert len(personal) == 3

    async with doors.pages(zone="Asia/Kathmandu") as bhim:
        page = (await bhim.get(personal[0])).text
        assert "When can you, <bdi>Bhim Rai</bdi>?" in page
        assert "Kathmandu" in page
        assert boxes(page)[:2] == ["2026-01-12T19:00:00Z", "2026-01-12T19:30:00Z"]
        assert ">00:45<" in page
        sent = {"mode": "yes", "cell_minutes": "30", "yes": boxes(page)[:3]}
        page = (await follow(bhim, await bhim.post(personal[0], data=sent))).text
        assert ticked(page) == sent["yes"]
        assert "Your answer is saved" in page

    async with doors.pages(zone="America/St_Johns") as edda:
        page = (await edda.get(shared)).text
        assert ">15:30<" in page
        assert "Dora Ó Briain" in page
        assert "Bhim Rai</bdi></label>" not in page
        sent = {"mode": "yes", "cell_minutes": "30", "participant": "new", "name": "Edda", "yes": boxes(page)[1:]}
        joined = await edda.post(shared, data=sent)
        assert joined.headers["location"] != shared
        page = (await follow(edda, joined)).text
        assert "When can you, <bdi>Edda</bdi>?" in page
        assert ticked(page) == sent["yes"]

    async with doors.pages(ada) as organiser:
        page = (await organiser.get(path)).text
        # Ada reads in Berlin: half past two in New York is half past eight there.
        assert best(page)[0] == "Mon 12 Jan 20:30–21:30 2 of 4"
        start = re.findall(r'name="start" value="([^"]+)"', page)[0]
        page = (await follow(organiser, await organiser.post(f"{path}/booking", data={"start": start}))).text
        assert "Agreed: Mon 12 Jan 20:30–21:30 (" in page
        assert f'action="{path}/booking/undo"' in page
        file = await organiser.get(f"{path}/invitation.ics")
        assert Calendar.from_ical(file.content)["METHOD"] == "REQUEST"

    async with doors.pages(zone="Asia/Kathmandu") as bhim:
        page = (await bhim.get(personal[0])).text
        assert "01:15–02:15" in page
        assert "Add it to my calendar" in page
        assert (await bhim.get(f"{personal[0]}/invitation.ics")).content.startswith(b"BEGIN:VCALENDAR")
        late = await bhim.post(personal[0], data={"mode": "yes", "cell_minutes": "30"})
        assert "not kept" in (await follow(bhim, late)).text

    async with doors.pages(ada) as organiser:
        page = (await follow(organiser, await organiser.post(f"{path}/booking/undo"))).text
        assert "open again" in page
        page = (await follow(organiser, await organiser.post(f"{path}/cancellation"))).text
        assert f'action="{path}/cancellation/undo"' in page
        async with doors.pages() as stranger:
            assert "has cancelled this meeting" in (await stranger.get(shared)).text
        page = (await follow(organiser, await organiser.post(f"{path}/cancellation/undo"))).text
        assert "stands again" in page


async def test_one_without_a_zone_reads_in_the_meetings(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as organiser:
        _, page = await propose(organiser)
    async with doors.pages() as stranger:
        page = (await stranger.get(links_in(page)[0])).text

    assert 'data-shown="America/New_York" data-source="default"' in page
    assert ">14:00<" in page


async def test_yes_and_if_need_be_without_a_script(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as organiser:
        path, page = await propose(organiser)
    personal = links_in(page)[1]
    async with doors.pages(zone="America/New_York") as bhim:
        cells = boxes((await bhim.get(personal)).text)

        switched = await bhim.post(
            personal, data={"mode": "yes", "cell_minutes": "30", "yes": cells[:2], "switch_to": "maybe"}
        )
        assert switched.status_code == 200
        assert boxes(switched.text, "maybe") == cells
        kept = re.findall(r'type="hidden" name="yes" value="([^"]+)" data-kept', switched.text)
        assert kept == cells[:2]
        await bhim.post(personal, data={"mode": "maybe", "cell_minutes": "30", "yes": kept, "maybe": cells[1:4]})
        page = (await bhim.get(personal)).text

        assert ticked(page) == cells[:1]
        kept = re.findall(r'type="hidden" name="maybe" value="([^"]+)" data-kept', page)
        assert kept == cells[1:4]
    async with doors.pages(ada) as organiser:
        page = (await organiser.get(path)).text
        assert "if need be: Bhim Rai" in page


async def test_whoever_says_not_at_all_is_believed(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as organiser:
        path, page = await propose(organiser)
        async with doors.pages() as bhim:
            answer = await bhim.post(links_in(page)[1], data={"mode": "yes", "cell_minutes": "30", "decline": "1"})
            assert "Thank you for saying so" in (await follow(bhim, answer)).text

        assert "<s>declined</s>" in (await organiser.get(path)).text


async def test_the_shared_link_asks_who_one_is(doors: Doors, town: Town, ada: Inhabitant) -> None:
    seen = await town.meetings.propose(ada.actor, LUNCH)
    shared = f"/m/{town.codes.code_of(shared_link_of(seen).id)}"
    async with doors.pages() as stranger:
        cells = boxes((await stranger.get(shared)).text)
        sent = {"mode": "yes", "cell_minutes": "30", "yes": cells[:2]}

        nameless = await stranger.post(shared, data={**sent, "participant": "new", "name": " "})
        assert nameless.status_code == 422
        assert "Say who you are" in nameless.text
        assert ticked(nameless.text) == cells[:2]
        # Ada has an address: only the link that was sent there speaks for her.
        as_ada = await stranger.post(shared, data={**sent, "participant": str(participant_of(seen, "Ada"))})
        assert as_ada.status_code == 403
        assert "a link of their own" in as_ada.text
        as_cara = await stranger.post(shared, data={**sent, "participant": str(participant_of(seen, "Cara"))})
        assert as_cara.headers["location"] == f"/m/{town.codes.code_of(link_of(seen, 'Cara').id)}"
        for nonsense in ("7", "00000000-0000-0000-0000-000000000000"):
            assert (await stranger.post(shared, data={**sent, "participant": nonsense})).status_code in {404, 422}


@pytest.mark.parametrize(
    "sent",
    [
        {"yes": "tomorrow", "cell_minutes": "30"},
        {"yes": "2026-01-12T19:00:00", "cell_minutes": "30"},
        {"yes": "2026-01-12T19:00:00Z", "cell_minutes": "-5"},
        {"yes": "2026-01-12T19:00:00Z", "cell_minutes": "٣٠"},
        {"yes": "2026-01-12T19:00:00Z"},
        {"yes": "9999-12-31T23:59:59Z", "cell_minutes": "30"},
        {"yes": "0001-01-01T00:00:00+14:00", "cell_minutes": "30"},
    ],
)
async def test_times_that_can_not_be_are_refused_in_words(
    doors: Doors, town: Town, ada: Inhabitant, sent: dict[str, str]
) -> None:
    seen = await town.meetings.propose(ada.actor, LUNCH)
    path = f"/m/{town.codes.code_of(link_of(seen, 'Ada').id)}"
    async with doors.pages() as guest:
        answer = await guest.post(path, data={"mode": "yes", **sent})

    assert answer.status_code == 422
    assert 'class="error"' in answer.text


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": " "}, "This can’t be empty."),
    ({"zone": "Europe/Berlln"}, "Did you mean"),
    ({"duration": "soon"}, "A meeting lasts"),
    ({"step": "7"}, "The step is"),
    ({"window_to": ["13:00", ""]}, "Say the day"),
    ({"window_date": ["2026-02-30", "2026-01-14"]}, "Say the day"),
    ({"window_to": ["14:00", "20:00"]}, "The end must be after the start."),
    ({"window_to": ["14:30", "18:30"]}, "No window is as long as the meeting."),
    ({"window_date": [], "window_from": [], "window_to": []}, "Offer at least one window"),
    ({"participants": "Ada <ada>"}, "Line 1: This is not a mail address."),
    ({"participants": "Ada <a@e.org>\nIda <A@E.org>"}, "Line 2: This address is in the list twice."),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG, ids=[words for _, words in WRONG])
async def test_what_was_typed_stays_beside_what_is_wrong_with_it(
    doors: Doors, ada: Inhabitant, wrong: dict[str, Any], words: str
) -> None:
    async with doors.pages(ada) as organiser:
        answer = await organiser.post("/meetings", data={**FORM, **wrong})

        assert answer.status_code == 422
        assert words.replace("’", "&#39;") in answer.text or words in answer.text
        assert "Bring a spoon." in answer.text
        assert "Propose the first one" in (await organiser.get("/meetings")).text


async def test_rows_come_and_go_without_a_script(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as organiser:
        more = await organiser.post("/meetings", data={**FORM, "add_window": "1"})
        less = await organiser.post("/meetings", data={**FORM, "remove_window": "0"})

        assert re.findall(r'name="window_date" value="([^"]*)"', more.text) == [
            "2026-01-12",
            "2026-01-14",
            "2026-01-15",
        ]
        assert re.findall(r'name="window_date" value="([^"]*)"', less.text) == ["2026-01-14"]


async def test_a_window_over_midnight_ends_on_the_next_day(doors: Doors, town: Town, ada: Inhabitant) -> None:
    async with doors.pages(ada) as organiser:
        await propose(organiser, window_date=["2026-01-12"], window_from=["22:00"], window_to=["01:00"])

    [line] = (await town.meetings.list_mine(ada.actor)).items
    assert (line.last_end - line.first_start).total_seconds() == 3 * 3600


async def test_the_list_leads_on_to_older_ones(doors: Doors, town: Town, ada: Inhabitant) -> None:
    for _ in range(31):
        await town.meetings.propose(ada.actor, LUNCH)
    async with doors.pages(ada) as organiser:
        first = (await organiser.get("/meetings")).text
        older = re.findall(r'href="(/meetings\?cursor=[^"]+)"', first)
        second = (await organiser.get(older[0])).text

        assert first.count('scope="row"') == 30
        assert second.count('scope="row"') == 1
        assert "12–15 Jan" in first


async def test_a_meeting_begins_as_a_sentence_on_the_list_too(doors: Doors, ada: Inhabitant) -> None:
    async with doors.pages(ada) as client:
        page = (await client.get("/meetings", params={"say": "45 minutes tomorrow afternoon"})).text

    assert 'action="/meetings/new"' in page
    assert re.findall(r'<li class="chip duration"><bdi>([^<]+)', page) == ["45 minutes"]
    assert page.count("button primary") == 1


async def test_strangers_are_sent_to_sign_in_or_see_nothing(
    doors: Doors, town: Town, ada: Inhabitant, grace: Inhabitant
) -> None:
    """CHECKLIST 21."""
    seen = await town.meetings.propose(ada.actor, LUNCH)
    async with doors.pages() as nobody:
        for path in ("/meetings", f"/meetings/{seen.meeting.id}"):
            answer = await nobody.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")
    async with doors.pages(grace) as other:
        for method, path in (
            ("GET", ""),
            ("POST", "/booking"),
            ("POST", "/booking/undo"),
            ("POST", "/cancellation"),
            ("POST", "/cancellation/undo"),
            ("GET", "/invitation.ics"),
        ):
            answer = await other.request(
                method, f"/meetings/{seen.meeting.id}{path}", data={"start": "2026-01-12T19:00:00Z"} if path else None
            )
            assert answer.status_code == 404, path
        assert (await other.get("/meetings/not-an-id")).status_code == 404
        assert (await other.get("/m/AAAA")).status_code == 404


async def test_names_and_texts_are_only_texts(doors: Doors, town: Town, ada: Inhabitant) -> None:
    """CHECKLIST 31."""
    async with doors.pages(ada) as organiser:
        path, page = await propose(
            organiser, title='"><img src=x onerror=alert(1)>', participants="<b>Bold</b>\n{{ 7 * 7 }}"
        )
        async with doors.pages() as guest:
            shown = (await guest.get(links_in(page)[0])).text
            await guest.post(
                links_in(page)[0],
                data={"participant": "new", "name": "<svg onload=alert(1)>", "mode": "yes", "cell_minutes": "30"},
            )

        for text in (page, shown, (await organiser.get(path)).text, (await organiser.get("/meetings")).text):
            assert "<img src=x" not in text
            assert "<svg onload" not in text
            assert ">49<" not in text


async def test_a_booking_off_the_grid_is_refused_in_words(doors: Doors, town: Town, ada: Inhabitant) -> None:
    seen = await town.meetings.propose(ada.actor, LUNCH)
    async with doors.pages(ada) as organiser:
        for start in ("2026-01-12T19:01:00Z", "2026-01-12T19:00:00", "noon", ""):
            answer = await organiser.post(f"/meetings/{seen.meeting.id}/booking", data={"start": start})
            assert answer.status_code == 422
            assert "not on offer" in answer.text


async def test_an_answer_finer_than_the_grid_survives_being_saved_again(
    doors: Doors, town: Town, ada: Inhabitant
) -> None:
    seen = await town.meetings.propose(ada.actor, LUNCH)
    before = await town.answers.put(link_of(seen, "Ada"), None, yes("12 19:05-19:50"))
    path = f"/m/{town.codes.code_of(link_of(seen, 'Ada').id)}"
    async with doors.pages(zone="Asia/Kathmandu") as guest:
        page = (await guest.get(path)).text
        minutes = re.findall(r'name="cell_minutes" value="(\d+)"', page)[0]
        await guest.post(path, data={"mode": "yes", "cell_minutes": minutes, "yes": ticked(page)})

    after = await town.answers.mine(link_of(seen, "Ada"), seen.meeting.id)
    assert after.answer == before.answer

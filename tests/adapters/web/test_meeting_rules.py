"""What an organiser decides on the one screen, and how the pages say it: rules, who must be there, blind answers."""

import re
from typing import Any

import httpx
import pytest

from kalends.adapters.web.meeting_forms import MeetingForm
from kalends.features.meetings.errors import BadQuorum
from kalends.features.meetings.proposal import NewParticipant
from tests.adapters.doors import Doors
from tests.adapters.web.test_meetings import FORM, boxes, follow, links_in
from tests.features.meetings.town import Inhabitant, Town

NEW_YORK = "America/New_York"


def proposed(**typed: Any) -> MeetingForm:
    windows = [{"date": "2026-01-12", "from": "14:00", "to": "16:00"}]
    return MeetingForm(title="Lunch", zone=NEW_YORK, windows=windows, **typed)


def section(page: str, name: str) -> str:
    """The text of the element with this id, up to the next section."""
    return re.sub(r"<[^>]+>", " ", page.split(f'id="{name}"', 1)[1].split("</section>", 1)[0])


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
async def organiser(doors: Doors, ada: Inhabitant) -> Any:
    async with doors.pages(ada, zone=NEW_YORK) as client:
        yield client


async def paint(doors: Doors, link: str, first: int, last: int) -> str:
    """Somebody answers by their link, in New York: boxes `first` to `last`; answers their page."""
    async with doors.pages(zone=NEW_YORK) as guest:
        times = boxes((await guest.get(link)).text)[first:last]
        return (await follow(guest, await guest.post(link, data={"cell_minutes": "30", "yes": times}))).text


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Ada *", NewParticipant(name="Ada", is_required=True)),
        ("Ada x2", NewParticipant(name="Ada", weight=2)),
        ("Ada ×2 #Navy *", NewParticipant(name="Ada", weight=2, group="Navy", is_required=True)),
        (
            "Grace Hopper <grace@example.org>, #Navy",
            NewParticipant(name="Grace Hopper", email="grace@example.org", group="Navy"),
        ),
        ("Team #1 of 2", NewParticipant(name="Team #1 of 2")),
        ("Malcolm X", NewParticipant(name="Malcolm X")),
        ("*", NewParticipant(name="*")),
    ],
)
def test_marks_behind_a_name_say_how_much_somebody_counts(line: str, read: NewParticipant) -> None:
    [found] = proposed(participants=line).proposal(is_guest=False).participants

    assert found == read


def test_the_deadline_is_meant_on_the_wall_of_the_meetings_zone() -> None:
    rules = proposed(deadline="2026-01-10T18:00").proposal(is_guest=False).rules

    assert rules["deadline"].isoformat() == "2026-01-10T23:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("deadline", "soon"),
        ("deadline", "2026-01-10T18:00Z"),
        ("deadline", "2020-01-10T18:00"),
        ("quorum", "many"),
        ("quorum", "2001"),
        ("group_quorums", "Navy"),
        ("group_quorums", "Nobodies 2"),
        ("weeks", "0"),
        ("books_at_deadline", "1"),
    ],
)
async def test_a_rule_that_cannot_be_is_refused_beside_its_field(
    organiser: httpx.AsyncClient, field: str, typed: str
) -> None:
    answer = await organiser.post("/meetings", data={**FORM, field: typed})

    assert answer.status_code == 422
    beside = "deadline" if field == "books_at_deadline" else field
    assert re.search(rf'id="{beside}"[^>]*aria-invalid="true"', answer.text)
    assert '<details class="more" open>' in answer.text
    assert BadQuorum.sentence() in answer.text or field != "quorum"


async def test_what_was_typed_is_still_there(organiser: httpx.AsyncClient) -> None:
    rules = {
        "quorum": "2",
        "group_quorums": "Navy 1",
        "deadline": "2026-01-10T18:00",
        "visibility": "blind",
        "only_yes": "1",
    }
    page = (await organiser.post("/meetings", data={**FORM, **rules, "add_window": "1"})).text

    assert [re.search(rf'name="{name}"[^>]*value="{value}"', page) is not None for name, value in rules.items()] == (
        [True] * len(rules)
    )
    assert 'value="blind" checked' in page
    assert re.search(r'name="only_yes" value="1" checked', page)


async def test_the_rules_stand_on_the_organisers_page(organiser: httpx.AsyncClient) -> None:
    rules = {
        "participants": "Bhim *\nCara #Navy x2",
        "quorum": "2",
        "group_quorums": "Navy 1",
        "deadline": "2026-01-10T18:00",
        "books_at_deadline": "1",
        "weeks": "1",
    }
    page = squeezed(
        re.sub(
            r"<[^>]+>", " ", (await follow(organiser, await organiser.post("/meetings", data={**FORM, **rules}))).text
        )
    )

    assert "at least 2 people · at least 1 of Navy · answers until" in page
    assert "18:00, then the best time is booked" in page
    assert "Bhim must be there" in page
    assert "Cara Navy · counts ×2" in page


async def test_where_no_time_keeps_the_rules_the_page_says_which_and_by_how_little(
    doors: Doors, organiser: httpx.AsyncClient
) -> None:
    typed = {
        "participants": "Bhim *\nCara",
        "quorum": "2",
        "window_date": ["2026-01-12"],
        "window_from": ["14:00"],
        "window_to": ["16:00"],
    }
    page = await follow(organiser, await organiser.post("/meetings", data={**FORM, **typed}))
    _, bhim, cara = links_in(page.text)
    await paint(doors, bhim, 0, 1)
    await paint(doors, cara, 0, 2)

    page = await organiser.get(str(page.url))

    said = squeezed(section(page.text, "best-title"))
    assert "No time keeps all the rules yet; these come closest." in said
    assert "Must be there: Bhim lacks 30 minutes" in said
    assert "Needs 2; 1 too few" in said
    assert (
        "All 2 can, if it took 30 minutes less: 14:00–14:30" in said
        or "All 2 can, if Bhim also had 14:30–15:00" in said
    )


async def test_nothing_is_asked_of_those_who_have_not_answered(doors: Doors, organiser: httpx.AsyncClient) -> None:
    page = await follow(organiser, await organiser.post("/meetings", data={**FORM, "participants": "Bhim\nCara"}))
    _, bhim, _cara = links_in(page.text)
    await paint(doors, bhim, 0, 2)

    page = await organiser.get(str(page.url))

    assert "1 not answered yet" in page.text
    assert "can, if" not in page.text


async def test_in_a_blind_meeting_guests_see_their_own_answer_alone(doors: Doors, organiser: httpx.AsyncClient) -> None:
    typed = {"participants": "Bhim\nCara", "visibility": "blind"}
    page = await follow(organiser, await organiser.post("/meetings", data={**FORM, **typed}))
    shared, bhim, cara = links_in(page.text)
    own = await paint(doors, bhim, 0, 2)
    async with doors.pages(zone=NEW_YORK) as guest:
        others = [(await guest.get(link)).text for link in (cara, shared)]

    for seen in (own, *others):
        assert "Only Ada sees the answers until a time is fixed" in seen
        assert 'class="heat-' not in section_of_grid(seen)
        assert "2 of 2" not in seen and "1 of 2" not in seen
    assert all("14:00–15:00" not in seen for seen in others)
    assert "1 of 2" in (await organiser.get(str(page.url))).text


def section_of_grid(page: str) -> str:
    return page.split("<answer-grid", 1)[1]


async def test_after_the_deadline_the_page_takes_no_answer(
    doors: Doors, town: Town, organiser: httpx.AsyncClient
) -> None:
    typed = {"participants": "Bhim", "deadline": "2026-01-06T18:00"}
    page = await follow(organiser, await organiser.post("/meetings", data={**FORM, **typed}))
    town.now = town.now.replace(day=8)
    async with doors.pages(zone=NEW_YORK) as guest:
        sent = {"cell_minutes": "30", "yes": ["2026-01-12T19:00:00Z"]}
        late = await follow(guest, await guest.post(links_in(page.text)[1], data=sent))

    # As what became of the answer, and in place of the grid.
    assert late.text.count("The deadline for answers has passed") == 2
    assert boxes(late.text) == []
    assert "Nobody has answered yet" in (await organiser.get(str(page.url))).text


async def test_without_if_need_be_there_is_only_yes(doors: Doors, organiser: httpx.AsyncClient) -> None:
    page = await follow(organiser, await organiser.post("/meetings", data={**FORM, "only_yes": "1"}))

    async with doors.pages() as guest:
        assert "If need be</button>" not in (await guest.get(links_in(page.text)[0])).text


async def test_without_an_account_the_organiser_gets_a_secret_link(doors: Doors) -> None:
    async with doors.pages(zone=NEW_YORK) as ada:
        form = (await ada.get("/meetings/new")).text
        assert 'name="organiser"' in form
        typed = {**FORM, "organiser": "Ada Lovelace", "participants": "Bhim\nCara"}
        created = await ada.post("/meetings", data=typed)
        own = created.headers["location"]
        page = (await follow(ada, created)).text
    assert own.startswith("/m/")
    assert "This address is yours alone" in page
    shared, secret, bhim, _cara = links_in(page)
    assert secret == own

    await paint(doors, bhim, 0, 4)
    async with doors.pages(zone=NEW_YORK) as ada:
        page = (await ada.get(own)).text
        start = re.findall(r'name="start" value="([^"]+)"', page)[0]
        page = (await follow(ada, await ada.post(f"{own}/booking", data={"start": start}))).text
        assert "Agreed: Mon 12 Jan 14:00–15:00 (" in page
        assert (await ada.get(f"{own}/invitation.ics")).content.startswith(b"BEGIN:VCALENDAR")
        page = (await follow(ada, await ada.post(f"{own}/booking/undo"))).text
        assert "open again" in page
        page = (await follow(ada, await ada.post(f"{own}/cancellation"))).text
        assert "The meeting is cancelled." in page
    async with doors.pages() as stranger:
        assert "Ada Lovelace" in (await stranger.get(shared)).text
        assert own.removeprefix("/m/") not in (await stranger.get(shared)).text


@pytest.mark.parametrize("act", ["booking", "booking/undo", "cancellation", "cancellation/undo", "opening"])
async def test_no_other_link_organises(doors: Doors, organiser: httpx.AsyncClient, act: str) -> None:
    page = await follow(organiser, await organiser.post("/meetings", data=FORM))

    async with doors.pages() as guest:
        for link in links_in(page.text):
            refused = await guest.post(f"{link}/{act}", data={"start": "2026-01-12T19:00:00Z"})
            assert refused.status_code == 403, link


async def test_without_an_account_one_says_who_one_is(doors: Doors) -> None:
    async with doors.pages() as nobody:
        answer = await nobody.post("/meetings", data={**FORM, "organiser": " "})

    assert answer.status_code == 422
    assert re.search(r'id="organiser"[^>]*aria-invalid="true"', answer.text)


async def test_a_name_from_right_to_left_carries_no_words_along(doors: Doors, organiser: httpx.AsyncClient) -> None:
    page = await follow(organiser, await organiser.post("/meetings", data={**FORM, "participants": "אדה\nBhim"}))
    _, ada, bhim = links_in(page.text)
    await paint(doors, bhim, 0, 2)
    await paint(doors, ada, 2, 3)

    assert "without \u2068אדה\u2069" in (await organiser.get(str(page.url))).text


async def test_the_table_of_a_large_meeting_ends_with_how_many_more_there_are(
    doors: Doors, organiser: httpx.AsyncClient
) -> None:
    names = "\n".join(f"Ada {number}" for number in range(70))
    page = await follow(organiser, await organiser.post("/meetings", data={**FORM, "participants": names}))
    await paint(doors, links_in(page.text)[1], 0, 2)

    async with doors.pages(zone=NEW_YORK) as guest:
        said = section((await guest.get(links_in(page.text)[1])).text, "answers-title")
    assert "and 10 more" in said
    assert "Ada 59 " in squeezed(said)
    assert "Ada 60 " not in squeezed(said)


async def test_whoever_is_signed_in_may_have_their_free_times_marked(
    doors: Doors, town: Town, ada: Inhabitant, organiser: httpx.AsyncClient
) -> None:
    busy = await town.meetings.propose(ada.actor, proposed().proposal(is_guest=False))
    await town.bookings.book(ada.actor, busy.meeting.id, busy.meeting.windows[0].interval.start)
    created = await follow(organiser, await organiser.post("/meetings", data=FORM))
    link = links_in(created.text)[0]
    async with doors.pages() as stranger:
        assert "leaves me free" not in (await stranger.get(link)).text
        refused = await stranger.post(link, data={"cell_minutes": "30", "fill": "1", "name": "Eve"})
        assert (refused.status_code, "no longer signed in" in refused.text) == (401, True)

    assert "leaves me free" in (await organiser.get(link)).text
    filled = (await organiser.post(link, data={"cell_minutes": "30", "fill": "1", "name": "Ada"})).text

    marked = re.findall(r'name="yes" value="([^"]+)"[^>]* checked', filled)
    # The first hour of the first window is booked elsewhere; nothing is kept until it is saved.
    assert len(marked) == len(boxes(filled)) - 2
    assert 'value="Ada"' in filled

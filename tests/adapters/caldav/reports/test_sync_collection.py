"""sync-collection: nothing is lost, nothing comes twice, and an unknown token is said to be one."""

import pytest

from tests.adapters.caldav.client import Dav
from tests.features.calendars.diary import lunch


async def fill(dav: Dav, count: int) -> list[str]:
    for number in range(count):
        await dav.put(f"{dav.calendar}{number}.ics", lunch(uid=str(number)))
    return [f"{dav.calendar}{number}.ics" for number in range(count)]


async def test_a_limit_cuts_the_answer_says_so_and_loses_nothing(at_ada: Dav) -> None:
    """A peer cut it without a word, and moved the token."""
    hrefs = await fill(at_ada, 5)

    seen: list[str] = []
    token = ""
    for _ in range(3):
        page = await at_ada.sync(at_ada.calendar, token, limit=2)
        token = page.sync_token
        seen += [href for href in page.hrefs if href != at_ada.calendar]
        is_cut = page.statuses.get(at_ada.calendar) == "507"
        assert is_cut == (len(seen) < 5)
    assert seen == hrefs
    assert (await at_ada.sync(at_ada.calendar, token, limit=2)).hrefs == []


@pytest.mark.parametrize(
    "token",
    [
        "data:,1",
        "urn:kalends:sync:00000000-0000-7000-8000-000000000000:0",
        "urn:kalends:sync:x:1",
        "{own}:99",
        "{own}:-1",
        "{own}:1x",
    ],
)
async def test_an_unknown_token_is_never_an_empty_answer(at_ada: Dav, token: str) -> None:
    await fill(at_ada, 1)
    own = (await at_ada.sync(at_ada.calendar)).sync_token.rpartition(":")[0]

    answer = await at_ada.sync(at_ada.calendar, token.format(own=own))

    assert (answer.status, answer.precondition) == (403, "D:valid-sync-token")


async def test_a_calendar_made_anew_knows_no_token_of_the_one_before(at_ada: Dav) -> None:
    path = f"{at_ada.home}work/"
    await at_ada.make(path)
    await at_ada.put(f"{path}a.ics", lunch())
    token = (await at_ada.sync(path)).sync_token
    await at_ada.ask("DELETE", path)
    await at_ada.make(path)
    await at_ada.put(f"{path}b.ics", lunch())

    assert (await at_ada.sync(path, token)).precondition == "D:valid-sync-token"


async def test_what_came_and_went_is_told_once(at_ada: Dav) -> None:
    await at_ada.put(f"{at_ada.calendar}before.ics", lunch(uid="before"))
    token = (await at_ada.sync(at_ada.calendar)).sync_token
    hrefs = await fill(at_ada, 3)
    await at_ada.put(hrefs[0], lunch("LOCATION:Inn", uid="0"))
    await at_ada.ask("DELETE", hrefs[1])
    await at_ada.ask("MOVE", hrefs[2], headers={"destination": f"{at_ada.calendar}moved.ics"})

    answer = await at_ada.sync(at_ada.calendar, token, props="<D:getetag/><C:calendar-data/>")

    assert answer.hrefs == [hrefs[0], hrefs[1], hrefs[2], f"{at_ada.calendar}moved.ics"]
    assert answer.statuses == {hrefs[1]: "404", hrefs[2]: "404"}
    assert "LOCATION:Inn" in answer.text(hrefs[0], "C:calendar-data")
    # Who comes for the first time is not told of what went before.
    first = await at_ada.sync(at_ada.calendar)
    assert first.hrefs == [f"{at_ada.calendar}{name}.ics" for name in ("before", "0", "moved")]


@pytest.mark.parametrize(
    "body",
    [
        "<D:sync-collection><D:prop><D:getetag/></D:prop></D:sync-collection>",
        "<D:sync-collection><D:sync-token/><D:sync-level>2</D:sync-level><D:prop/></D:sync-collection>",
        "<D:sync-collection><D:sync-token/><D:limit><D:nresults>0</D:nresults></D:limit><D:prop/></D:sync-collection>",
    ],
)
async def test_a_wrong_question_is_refused(at_ada: Dav, body: str) -> None:
    assert (await at_ada.report(at_ada.calendar, body)).status == 400


async def test_a_first_look_at_a_long_calendar_comes_in_pieces(at_ada: Dav) -> None:
    text = f"DESCRIPTION:{'x' * 60_000}"
    hrefs: list[str] = []
    for number in range(12):
        hrefs.append(f"{at_ada.calendar}{number:02}.ics")
        await at_ada.put(hrefs[-1], lunch(text, uid=str(number)))

    whole = await at_ada.sync(at_ada.calendar, props="<C:calendar-data/>")

    assert "content-length" not in whole.response.headers
    assert whole.hrefs == hrefs
    assert all(len(one) > 60_000 for one in whole.data.values())

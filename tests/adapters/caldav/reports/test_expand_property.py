"""expand-property: what a property points at, in the same answer."""

import pytest

from tests.adapters.caldav.client import NAMES, Dav


def expand(inside: str) -> str:
    return f"<D:expand-property>{inside}</D:expand-property>"


def prop(name: str, inside: str = "", namespace: str = "DAV:") -> str:
    return f'<D:property name="{name}" namespace="{namespace}">{inside}</D:property>'


async def test_the_principal_is_told_with_its_home_and_the_homes_owner(at_ada: Dav) -> None:
    principal = at_ada.home.replace("calendars", "principals")
    body = expand(
        prop("displayname")
        + prop("calendar-home-set", prop("resourcetype") + prop("owner", prop("displayname")), NAMES["C"])
        + prop("none", namespace="x:")
    )

    answer = await at_ada.report(principal, body, {"depth": "0"})

    assert (answer.status, answer.hrefs) == (207, [principal])
    found = answer.properties(principal)
    home = found["C:calendar-home-set"].find("D:response", NAMES)
    assert home is not None
    assert home.findtext("D:href", "", NAMES) == at_ada.home
    owner = home.find(".//D:owner/D:response", NAMES)
    assert owner is not None
    assert owner.findtext("D:href", "", NAMES) == principal
    assert owner.findtext(".//D:displayname", "", NAMES) == found["D:displayname"].text
    assert list(answer.properties(principal, 404)) == ["{x:}none"]


async def test_what_is_not_ones_own_is_not_looked_into(at_ada: Dav, at_grace: Dav) -> None:
    """By an address that a client wrote itself."""
    hrefs = f"<D:href>{at_grace.home}</D:href><D:href>{at_ada.home}none/</D:href><D:href>{at_ada.calendar}</D:href>"
    await at_ada.proppatch(at_ada.home, f'<D:set><D:prop><places xmlns="x:">{hrefs}</places></D:prop></D:set>')

    answer = await at_ada.report(at_ada.home, expand(prop("places", prop("displayname"), "x:")))

    places = answer.properties(at_ada.home)["{x:}places"]
    told = {
        one.findtext("D:href", "", NAMES): one.findtext("D:status", "", NAMES).split()[1:2]
        for one in places.findall("D:response", NAMES)
    }
    assert told == {at_grace.home: ["403"], f"{at_ada.home}none/": ["404"], at_ada.calendar: []}
    assert [one.text for one in places.iterfind(".//D:displayname", NAMES)] == ["Calendar"]


async def test_what_points_at_itself_comes_to_an_end(at_ada: Dav) -> None:
    hrefs = "".join(f"<D:href>{at_ada.home}</D:href>" for _ in range(11))
    await at_ada.proppatch(at_ada.home, f'<D:set><D:prop><self xmlns="x:">{hrefs}</self></D:prop></D:set>')
    body = expand(prop("self", prop("self", prop("self", prop("displayname"), "x:"), "x:"), "x:"))

    answer = await at_ada.report(at_ada.home, body)

    assert (answer.status, answer.precondition) == (403, "D:number-of-matches-within-limits")


@pytest.mark.parametrize("depth", ["1", "infinity"])
async def test_it_is_of_one_thing(at_ada: Dav, depth: str) -> None:
    assert (await at_ada.report(at_ada.home, expand(prop("owner")), {"depth": depth})).status == 400
    assert (await at_ada.report(at_ada.home, expand("<D:property/>"))).status == 400

"""Who may do what at the CalDAV door: every method, tried by everybody. A new method fails here until it has a row."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from kalends.adapters.caldav.door import METHODS
from kalends.core.actor import System
from kalends.core.ids import CalendarId
from kalends.features.accounts.people.domain import Changes
from kalends.features.calendars.domain import NewCalendar, Share
from tests.adapters.caldav.client import DECLARED
from tests.adapters.http.conftest import settings_with
from tests.adapters.product import Product, Somebody
from tests.features.calendars.diary import lunch

# "writer" and "reader" are those with whom the calendar is shared, who see it in their own homes; "other" is anybody
# else with an account; "revoked" was the owner until they were signed out.
PEOPLE = ("owner", "writer", "reader", "other", "anonymous", "revoked")
Row = tuple[int, int, int, int, int, int]

PROPS = f"<D:propfind {DECLARED}><D:prop><D:displayname/></D:prop></D:propfind>"
QUERY = (
    f"<C:calendar-query {DECLARED}><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'/></C:filter>"
    "</C:calendar-query>"
)
MULTIGET = (
    f"<C:calendar-multiget {DECLARED}><D:prop><D:getetag/></D:prop><D:href>{{calendar}}lunch.ics</D:href>"
    "</C:calendar-multiget>"
)
SYNC = (
    f"<D:sync-collection {DECLARED}><D:sync-token/><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop>"
    "</D:sync-collection>"
)
BUSY = (
    f"<C:free-busy-query {DECLARED}><C:time-range start='20260101T000000Z' end='20260201T000000Z'/></C:free-busy-query>"
)
PATCH = (
    f"<D:propertyupdate {DECLARED}><D:set><D:prop><D:displayname>Mine</D:displayname></D:prop></D:set>"
    "</D:propertyupdate>"
)
EXPAND = (
    f"<D:expand-property {DECLARED}><D:property name='owner'><D:property name='displayname'/></D:property>"
    "</D:expand-property>"
)
REMOVE = f"<CS:share {DECLARED}><CS:remove><D:href>mailto:nobody@example.org</D:href></CS:remove></CS:share>"
NO_ACCESS = (
    f"<D:share-resource {DECLARED}><D:sharee><D:href>mailto:nobody@example.org</D:href><D:share-access><D:no-access/>"
    "</D:share-access></D:sharee></D:share-resource>"
)
ACCEPT = f"<CS:invite-reply {DECLARED}><CS:invite-accepted/><CS:in-reply-to>{{id}}</CS:in-reply-to></CS:invite-reply>"
XML = {"content-type": "application/xml"}
ICS = {"content-type": "text/calendar"}

# Method, where to, what is sent with it; and what each is answered, at the calendar as it is in their home.
EXPECTED: dict[str, tuple[str, str | bytes | None, dict[str, str], Row]] = {
    "PROPFIND": ("{calendar}", PROPS, {"depth": "1"}, (207, 207, 207, 404, 401, 401)),
    "PROPFIND object": ("{calendar}lunch.ics", PROPS, {"depth": "0"}, (207, 207, 207, 404, 401, 401)),
    # Whom it is shared with writes for themselves alone.
    "PROPPATCH": ("{calendar}", PATCH, {}, (207, 207, 207, 404, 401, 401)),
    "PROPPATCH object": ("{calendar}lunch.ics", PATCH, {}, (207, 207, 403, 404, 401, 401)),
    "REPORT expand": ("{calendar}", EXPAND, {"depth": "0"}, (207, 207, 207, 404, 401, 401)),
    "REPORT query": ("{calendar}", QUERY, {"depth": "1"}, (207, 207, 207, 404, 401, 401)),
    "REPORT multiget": ("{calendar}", MULTIGET, {}, (207, 207, 207, 404, 401, 401)),
    "REPORT sync": ("{calendar}", SYNC, {}, (207, 207, 207, 404, 401, 401)),
    "GET": ("{calendar}lunch.ics", None, {}, (200, 200, 200, 404, 401, 401)),
    "GET calendar": ("{calendar}", None, {}, (200, 200, 200, 404, 401, 401)),
    "HEAD": ("{calendar}lunch.ics", None, {}, (200, 200, 200, 404, 401, 401)),
    "PUT": ("{calendar}lunch.ics", lunch("LOCATION:Inn"), ICS, (204, 204, 403, 409, 401, 401)),
    "PUT new": ("{calendar}new.ics", lunch(uid="new"), ICS, (201, 201, 403, 409, 401, 401)),
    "POST": ("{calendar};add-member", lunch(uid="posted"), ICS, (201, 201, 403, 409, 401, 401)),
    "POST file": ("{calendar}lunch.ics?action=attachment-add", b"soup", {}, (201, 201, 403, 404, 401, 401)),
    "DELETE": ("{calendar}lunch.ics", None, {}, (204, 204, 403, 404, 401, 401)),
    # Who was invited to it leaves it.
    "DELETE calendar": ("{calendar}", None, {}, (204, 204, 204, 404, 401, 401)),
    "POST share": ("{calendar}", REMOVE, XML, (200, 403, 403, 404, 401, 401)),
    "POST share-resource": ("{calendar}", NO_ACCESS, XML, (200, 403, 403, 404, 401, 401)),
    "POST reply": ("{home}", ACCEPT, XML, (404, 200, 200, 404, 401, 401)),
    "ACL": ("{calendar}", f"<D:acl {DECLARED}/>", XML, (200, 403, 403, 404, 401, 401)),
    "PROPFIND notifications": ("{notifications}", PROPS, {"depth": "1"}, (207, 207, 207, 207, 401, 401)),
    "GET notification": ("{notifications}invitation-{id}.xml", None, {}, (404, 200, 200, 404, 401, 401)),
    "DELETE notification": ("{notifications}invitation-{id}.xml", None, {}, (404, 204, 204, 404, 401, 401)),
    "COPY": (
        "{calendar}lunch.ics",
        None,
        {"destination": "{home}calendar/copy.ics"},
        (201, 201, 201, 404, 401, 401),
    ),
    "MOVE": (
        "{calendar}lunch.ics",
        None,
        {"destination": "{home}calendar/copy.ics"},
        (201, 201, 403, 404, 401, 401),
    ),
    "MOVE calendar": ("{calendar}", None, {"destination": "{home}moved/"}, (201, 403, 403, 404, 401, 401)),
    "COPY into": (
        "{home}calendar/own.ics",
        None,
        {"destination": "{calendar}own.ics"},
        (201, 201, 403, 409, 401, 401),
    ),
    "REPORT busy": ("{calendar}", BUSY, {}, (200, 200, 200, 404, 401, 401)),
    "MKCALENDAR": ("{home}new/", None, {}, (201, 201, 201, 201, 401, 401)),
    "MKCOL": ("{calendar}", None, {}, (405, 405, 405, 403, 401, 401)),
}


@dataclass(frozen=True)
class World:
    people: dict[str, Somebody]
    calendar: CalendarId

    def places(self, who: str) -> dict[str, str]:
        """Of the calendar in this one's home; strangers try the owner's."""
        somebody = self.people.get(who, self.people["owner"])
        home = f"/dav/calendars/{somebody.actor.id}/"
        segment = "hall" if who in ("owner", "anonymous", "revoked") else str(self.calendar)
        return self.at(home, segment)

    def at(self, home: str, segment: str) -> dict[str, str]:
        notifications = home.replace("calendars", "notifications")
        return {
            "home": home,
            "calendar": f"{home}{segment}/",
            "notifications": notifications,
            "id": str(self.calendar),
        }


@pytest.fixture(scope="module")
async def product(app_conninfo: str) -> AsyncIterator[Product]:
    product = Product(settings_with(), app_conninfo)
    async with product.house.open():
        yield product


async def new_world(product: Product) -> World:
    people = {name: await product.settle(name) for name in ("owner", "writer", "reader", "other", "revoked")}
    owner, calendars = people["owner"].actor, product.services.calendars
    for one in people.values():
        mine = (await calendars.list_mine(one.actor))[0].calendar.id
        await product.services.events.put(one.actor, mine, "own.ics", lunch(uid="own"))
    calendar = await calendars.add(owner, NewCalendar(name="Hall", slug="hall"))
    await product.services.events.put(owner, calendar.id, "lunch.ics", lunch())
    await calendars.share(owner, calendar.id, people["writer"].username, Share.WRITE)
    await calendars.share(owner, calendar.id, people["reader"].username, Share.READ)
    gone = people["revoked"]
    async with product.house.database.transaction(System(gone.space_id)) as tx:
        await tx.execute("UPDATE sessions SET revoked_at = now() WHERE id = %s", [gone.actor.session_id])
    return World(people=people, calendar=calendar.id)


async def ask(product: Product, world: World, row: str, who: str, places: dict[str, str]) -> httpx.Response:
    path, body, headers, _ = EXPECTED[row]
    method = row.split()[0]
    if isinstance(body, str):
        body = body.format_map(places)
    headers = {name: value.format_map(places) for name, value in headers.items()}
    somebody = world.people.get(who)
    async with product.client({**(somebody.headers if somebody else {}), **headers}) as client:
        return await client.request(method, path.format_map(places), content=body)


@pytest.mark.parametrize("row", EXPECTED)
async def test_everybody_is_answered_as_the_table_says(product: Product, row: str) -> None:
    """CHECKLIST 20."""
    answered: dict[str, int] = {}

    for who in PEOPLE:
        world = await new_world(product)
        answered[who] = (await ask(product, world, row, who, world.places(who))).status_code

    assert answered == dict(zip(PEOPLE, EXPECTED[row][-1], strict=True))


@pytest.mark.parametrize("row", EXPECTED)
async def test_nobody_gets_anywhere_in_anothers_home(product: Product, row: str) -> None:
    """CHECKLIST 20, 21: not by its owner's id, nor by their username, whatever is shared."""
    world = await new_world(product)
    owner = world.people["owner"]

    for home in (f"/dav/calendars/{owner.actor.id}/", f"/dav/calendars/{owner.username}/"):
        for who in ("writer", "reader", "other"):
            answer = await ask(product, world, row, who, world.at(home, "hall"))
            assert answer.status_code == 404, (who, home)


async def test_a_file_is_read_by_whoever_may_look_into_its_event(product: Product) -> None:
    """CHECKLIST 20, 21."""
    world = await new_world(product)
    owner = world.people["owner"]
    lunch_of_owner = await product.services.events.get(owner.actor, world.calendar, "lunch.ics")
    url = f"/dav/attachments/{await product.attach(owner, lunch_of_owner.id)}/agenda.txt"
    answered: dict[str, int] = {}

    for who in PEOPLE:
        somebody = world.people.get(who)
        async with product.client(somebody.headers if somebody else {}) as client:
            answered[who] = (await client.get(url)).status_code
    await product.services.calendars.unshare(owner.actor, world.calendar, world.people["reader"].actor.id)
    async with product.client(world.people["reader"].headers) as client:
        answered["reader before"] = (await client.get(url)).status_code

    assert answered == {
        "owner": 200,
        "writer": 200,
        "reader": 200,
        "other": 404,
        "anonymous": 401,
        "revoked": 401,
        "reader before": 404,
    }


def test_every_method_has_a_row() -> None:
    """CHECKLIST 20."""
    assert {row.split()[0] for row in EXPECTED} == set(METHODS)


async def test_who_takes_another_username_finds_their_home_under_it_at_once(product: Product) -> None:
    grace = await product.settle("grace")
    new_name = f"{grace.username}-h"

    async with product.client({**grace.headers, "depth": "0"}) as client:
        before = await client.request("PROPFIND", f"/dav/calendars/{grace.username}/")
        await product.services.people.change(grace.actor, Changes(username=new_name))
        after = [
            (await client.request("PROPFIND", f"/dav/calendars/{name}/")).status_code
            for name in (new_name, grace.username)
        ]

    assert (before.status_code, after) == (207, [207, 404])

"""Sharing as Apple's programs speak it, and those of the WebDAV draft: by transcript."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from tests.adapters.caldav.client import Answer, Dav, dav, remove, set_
from tests.adapters.doors import Doors
from tests.features.calendars.diary import lunch
from tests.features.meetings.town import Inhabitant

APPLE = {"content-type": "text/xml; charset=utf-8"}
DRAFT = {"content-type": "application/davsharing+xml"}


@dataclass(frozen=True)
class Two:
    """Ada has a calendar called Hall; Grace is invited to it, or not yet."""

    ada: Dav
    grace: Dav
    address: str
    grace_id: str
    hall: str

    @property
    def notifications(self) -> str:
        return f"/dav/notifications/{self.grace_id}/"

    @property
    def ada_notifications(self) -> str:
        return self.ada.home.replace("calendars", "notifications")

    async def share(self, inside: str) -> Answer:
        return await self.ada.ask("POST", self.hall, f"<CS:share>{inside}</CS:share>", APPLE)

    async def invite(self, access: str = "read-write") -> None:
        answer = await self.share(
            f"<CS:set><D:href>mailto:{self.address}</D:href><CS:common-name>Grace H.</CS:common-name>"
            f"<CS:summary>Come in</CS:summary><CS:{access}/></CS:set>"
        )
        assert answer.status == 200

    async def of_grace(self) -> str:
        """Where Grace has it; there is one more in her home."""
        listed = await self.grace.propfind(self.grace.home, "D:resourcetype", depth="1")
        return next(href for href in listed.hrefs if href not in (self.grace.home, self.grace.calendar))

    async def status(self) -> str:
        invite = (await self.ada.propfind(self.hall, "CS:invite")).names_in(self.hall, "CS:invite")
        return next(name for name in invite if name.startswith("CS:invite-"))

    async def words(self, who: Dav) -> list[str]:
        return (await who.propfind(who.home.replace("calendars", "notifications"), "D:getetag", depth="1")).hrefs[1:]


@pytest.fixture
async def two(doors: Doors, at_ada: Dav, grace: Inhabitant) -> AsyncIterator[Two]:
    await at_ada.make(f"{at_ada.home}hall/", "<D:displayname>Hall</D:displayname>")
    async with dav(doors, grace) as at_grace:
        me = (await at_grace.client.get("/api/v1/people/me")).json()
        yield Two(at_ada, at_grace, me["email"], str(grace.actor.id), f"{at_ada.home}hall/")


async def test_the_door_says_that_it_shares(two: Two) -> None:
    options = await two.ada.ask("OPTIONS", two.hall)
    listed = await two.ada.propfind(two.hall, "CS:allowed-sharing-modes", "D:resourcetype", "CS:invite")

    assert "calendarserver-sharing, resource-sharing" in options.response.headers["dav"]
    assert "ACL" in options.response.headers["allow"]
    assert listed.names_in(two.hall, "CS:allowed-sharing-modes") == ["CS:can-be-shared"]
    assert listed.names_in(two.hall, "D:resourcetype") == ["D:collection", "C:calendar"]
    assert list(listed.properties(two.hall, 404)) == ["CS:invite"]


async def test_who_shares_sees_with_whom(two: Two) -> None:
    await two.invite()

    listed = await two.ada.propfind(two.hall, "D:resourcetype", "CS:invite", "D:share-access", "CS:shared-url")
    invite = listed.properties(two.hall)["CS:invite"]

    assert listed.names_in(two.hall, "D:resourcetype")[2:] == ["CS:shared-owner"]
    assert listed.names_in(two.hall, "D:share-access") == ["D:shared-owner"]
    assert list(listed.properties(two.hall, 404)) == ["CS:shared-url"]
    assert [one.text for one in invite.iterfind(".//{*}user/*")] == [
        f"mailto:{two.address}",
        "Grace H.",
        None,
        None,
        "Come in",
    ]
    assert listed.names_in(two.hall, "CS:invite")[-5:] == [
        "CS:common-name",
        "CS:invite-noresponse",
        "CS:access",
        "CS:read-write",
        "CS:summary",
    ]


async def test_who_is_invited_finds_the_calendar_at_home_and_writes_in_it(two: Two) -> None:
    await two.invite()
    shared = await two.of_grace()

    listed = await two.grace.propfind(
        shared, "D:resourcetype", "CS:shared-url", "D:owner", "CS:invite", "D:share-access"
    )
    put = await two.grace.put(f"{shared}lunch.ics", lunch())

    assert listed.names_in(shared, "D:resourcetype") == ["D:collection", "C:calendar", "CS:shared"]
    assert listed.properties(shared)["CS:shared-url"][0].text == two.hall
    assert listed.properties(shared)["D:owner"][0].text == two.ada.home.replace("calendars", "principals")
    assert listed.names_in(shared, "D:share-access") == ["D:read-write"]
    assert listed.names_in(shared, "CS:invite")[:2] == ["CS:organizer", "D:href"]
    assert put.status == 201
    assert (await two.ada.client.get(f"{two.hall}lunch.ics")).content == lunch()


async def test_a_reader_writes_nothing_and_a_writer_shares_nothing(two: Two) -> None:
    await two.invite("read")
    shared = await two.of_grace()

    refused = await two.grace.put(f"{shared}lunch.ics", lunch())
    sharing = f"<CS:share><CS:set><D:href>mailto:{two.address}</D:href><CS:read-write/></CS:set></CS:share>"
    raised = await two.grace.ask("POST", shared, sharing, APPLE)

    assert (refused.status, refused.precondition) == (403, "D:need-privileges")
    assert (raised.status, raised.precondition) == (403, "D:need-privileges")
    assert (await two.grace.propfind(shared, "CS:allowed-sharing-modes")).properties(shared, 404)


async def test_an_invitation_is_told_and_taken_and_its_answer_told(two: Two) -> None:
    await two.invite()
    shared = await two.of_grace()
    [href] = await two.words(two.grace)
    listed = await two.grace.propfind(
        two.notifications, "D:resourcetype", "CS:notificationtype", "D:getetag", depth="1"
    )
    told = Answer(await two.grace.client.get(href)).xml
    uid = told.findtext(".//{*}uid")

    assert listed.names_in(two.notifications, "D:resourcetype") == ["D:collection", "CS:notification"]
    assert listed.names_in(href, "CS:notificationtype") == ["CS:invite-notification"]
    assert told.find("{*}invite-notification/{*}invite-noresponse") is not None
    assert told.findtext(".//{*}hosturl/{*}href") == two.hall
    assert told.findtext(".//{*}summary") == "Come in"

    answer = await two.grace.ask(
        "POST",
        two.grace.home,
        f"<CS:invite-reply><D:href>mailto:{two.address}</D:href><CS:invite-accepted/>"
        f"<CS:hosturl><D:href>{two.hall}</D:href></CS:hosturl><CS:in-reply-to>{uid}</CS:in-reply-to></CS:invite-reply>",
        APPLE,
    )

    assert answer.status == 200
    assert answer.xml.tag == "{http://calendarserver.org/ns/}shared-as"
    assert answer.xml[0].text == shared
    assert await two.words(two.grace) == []
    assert await two.status() == "CS:invite-accepted"
    [reply] = await two.words(two.ada)
    assert Answer(await two.ada.client.get(reply)).xml.find("{*}invite-reply/{*}invite-accepted") is not None
    assert (await two.ada.client.delete(reply)).status_code == 204
    assert await two.words(two.ada) == []
    assert (await two.ada.client.delete(reply)).status_code == 404


async def test_who_declines_has_it_no_more_and_its_owner_knows(two: Two) -> None:
    await two.invite()
    shared = await two.of_grace()

    answer = await two.grace.ask(
        "POST",
        two.grace.home,
        f"<CS:invite-reply><CS:invite-declined/><CS:hosturl><D:href>{two.hall}</D:href></CS:hosturl></CS:invite-reply>",
        APPLE,
    )

    assert answer.status == 204
    assert (await two.grace.propfind(shared, "D:displayname")).status == 404
    assert (await two.ada.propfind(two.hall, "D:displayname")).text(two.hall, "D:displayname") == "Hall"
    assert await two.status() == "CS:invite-declined"
    assert len(await two.words(two.ada)) == 1


async def test_who_deletes_what_is_shared_with_them_only_leaves_it(two: Two) -> None:
    await two.invite()
    await two.ada.put(f"{two.hall}lunch.ics", lunch())
    shared = await two.of_grace()

    left = (await two.grace.client.delete(shared)).status_code

    assert left == 204
    assert (await two.grace.client.delete(shared)).status_code == 404
    assert (await two.ada.client.get(f"{two.hall}lunch.ics")).content == lunch()
    assert await two.status() == "CS:invite-declined"

    await two.invite("read")

    assert await two.of_grace() == shared
    assert await two.status() == "CS:invite-noresponse"


async def test_what_is_taken_back_is_gone_with_all_word_of_it(two: Two) -> None:
    await two.invite()

    answer = await two.share(f"<CS:remove><D:href>mailto:{two.address}</D:href></CS:remove>")
    again = await two.share("<CS:remove><D:href>mailto:nobody@example.org</D:href></CS:remove>")

    assert (answer.status, again.status) == (200, 200)
    assert await two.words(two.grace) == []
    listed = await two.ada.propfind(two.hall, "D:resourcetype", "CS:invite")
    assert listed.names_in(two.hall, "D:resourcetype") == ["D:collection", "C:calendar"]
    assert list(listed.properties(two.hall, 404)) == ["CS:invite"]


async def test_of_several_all_are_shared_with_or_nobody(two: Two) -> None:
    grace = f"<CS:set><D:href>/dav/principals/{two.grace_id}/</D:href><CS:read/></CS:set>"
    for whom, condition in (
        ("mailto:nobody@example.org", "D:recognized-principal"),
        ("/dav/principals/00000000-0000-7000-8000-000000000000/", "D:recognized-principal"),
        ("mailto:%00", "D:recognized-principal"),
        (two.ada.home.replace("calendars", "principals"), "D:allowed-principal"),
    ):
        answer = await two.share(f"{grace}<CS:set><D:href>{whom}</D:href><CS:read/></CS:set>")
        assert (answer.status, answer.precondition) == (403, condition), whom
        assert list((await two.ada.propfind(two.hall, "CS:invite")).properties(two.hall, 404)) == ["CS:invite"]

    assert (await two.share(grace)).status == 200
    invite = (await two.ada.propfind(two.hall, "CS:invite")).properties(two.hall)["CS:invite"]
    assert invite.findtext("{*}user/{*}href") == f"/dav/principals/{two.grace_id}/"


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<CS:set><CS:read/></CS:set>",
        "<CS:set><D:href>mailto:x@example.org</D:href></CS:set>",
        "<CS:set><D:href>mailto:x@example.org</D:href><CS:read/><CS:read-write/></CS:set>",
        "<CS:remove/>",
        "<CS:remove><D:href>mailto:x@example.org</D:href></CS:remove>" * 101,
    ],
)
async def test_a_share_that_says_too_little_or_too_much_is_refused(two: Two, inside: str) -> None:
    assert (await two.share(inside)).status == 400


async def test_a_home_takes_replies_and_nothing_else(two: Two) -> None:
    for body, status in (
        ("<CS:share/>", 400),
        ("<CS:invite-reply><CS:in-reply-to>x</CS:in-reply-to></CS:invite-reply>", 400),
        ("<CS:invite-reply><CS:invite-accepted/><CS:invite-declined/></CS:invite-reply>", 400),
        ("<CS:invite-reply><CS:invite-accepted/><CS:in-reply-to>x</CS:in-reply-to></CS:invite-reply>", 404),
    ):
        assert (await two.grace.ask("POST", two.grace.home, body, APPLE)).status == status

    calendar = {"content-type": "text/calendar"}
    assert (await two.ada.ask("POST", two.hall, lunch(), calendar)).status == 405


async def test_by_the_webdav_draft(two: Two) -> None:
    def body(access: str) -> str:
        return (
            f"<D:share-resource><D:sharee><D:href>mailto:{two.address}</D:href><D:prop><D:displayname>Grace"
            f"</D:displayname></D:prop><D:comment>Hello</D:comment><D:share-access><D:{access}/></D:share-access>"
            "</D:sharee></D:share-resource>"
        )

    shared = await two.ada.ask("POST", two.hall, body("read"), DRAFT)
    names = ("D:invite", "D:share-resource-uri", "D:share-access")
    listed = await two.ada.propfind(two.hall, *names)
    over = await two.ada.ask("POST", two.hall, body("no-access"), DRAFT)
    after = await two.ada.propfind(two.hall, *names)

    assert (shared.status, over.status) == (200, 200)
    assert listed.names_in(two.hall, "D:invite") == [
        "D:sharee",
        "D:href",
        "D:prop",
        "D:displayname",
        "D:share-access",
        "D:read",
        "D:invite-noresponse",
        "D:comment",
    ]
    assert (listed.properties(two.hall)["D:share-resource-uri"][0].text or "").startswith("urn:uuid:")
    assert after.names_in(two.hall, "D:share-access") == ["D:not-shared"]
    assert list(after.properties(two.hall, 404)) == ["D:invite"]


def ace(href: str, *privileges: str) -> str:
    granted = "".join(f"<D:privilege><{one}/></D:privilege>" for one in privileges)
    return f"<D:ace><D:principal>{href}</D:principal><D:grant>{granted}</D:grant></D:ace>"


async def test_acl_shares_what_privileges_say(two: Two) -> None:
    grace = f"<D:href>/dav/principals/{two.grace_id}/</D:href>"

    async def after(*privileges: str) -> list[str]:
        answer = await two.ada.ask("ACL", two.hall, f"<D:acl>{ace(grace, *privileges)}</D:acl>")
        assert answer.status == 200
        acl = (await two.ada.propfind(two.hall, "D:acl")).properties(two.hall)["D:acl"]
        return [one.tag.rpartition("}")[2] for one in acl[1].iterfind("{*}grant/{*}privilege/*")]

    busy = await after("C:read-free-busy")
    assert busy == ["read-free-busy"]
    assert await two.words(two.grace) == []
    assert "read" in await after("D:read")
    assert "write-content" in await after("D:read", "D:write")
    assert (await two.grace.put(f"{await two.of_grace()}lunch.ics", lunch())).status == 201

    assert (await two.ada.ask("ACL", two.hall, "<D:acl/>")).status == 200
    acl = (await two.ada.propfind(two.hall, "D:acl")).properties(two.hall)["D:acl"]
    assert len(acl) == 1
    assert (await two.grace.propfind(two.grace.home, "D:resourcetype", depth="1")).hrefs[1:] == [two.grace.calendar]


async def test_what_is_read_as_the_acl_may_be_written_back(two: Two) -> None:
    await two.invite()
    acl = (await two.ada.propfind(two.hall, "D:acl")).response.text
    body = acl[acl.index("<D:acl>") : acl.index("</D:acl>")] + "</D:acl>"

    assert (await two.ada.ask("ACL", two.hall, body)).status == 200
    assert (await two.ada.propfind(two.hall, "D:acl")).response.text == acl


async def test_acl_refuses_what_no_share_can_say(two: Two) -> None:
    grace = f"<D:href>/dav/principals/{two.grace_id}/</D:href>"
    denied = f"<D:ace><D:principal>{grace}</D:principal><D:deny><D:privilege><D:read/></D:privilege></D:deny></D:ace>"
    inverted = denied.replace("principal>", "invert>")
    for body, condition in (
        (ace("<D:all/>", "D:read"), "D:allowed-principal"),
        (ace("<D:authenticated/>", "D:read"), "D:allowed-principal"),
        (ace("<D:href>mailto:nobody@example.org</D:href>", "D:read"), "D:recognized-principal"),
        (ace(grace, "D:all"), "D:no-abstract"),
        (ace(grace, "D:write-acl"), "D:no-abstract"),
        (ace(grace, "D:fly"), "D:not-supported-privilege"),
        (denied, "D:grant-only"),
        (inverted, "D:no-invert"),
    ):
        answer = await two.ada.ask("ACL", two.hall, f"<D:acl>{body}</D:acl>")
        assert (answer.status, answer.precondition) == (403, condition), body

    assert (await two.ada.ask("ACL", two.hall, f"<D:acl>{ace(grace)}</D:acl>")).status == 400
    assert (await two.ada.ask("ACL", two.hall, "<D:mkcol/>")).status == 400
    assert (await two.ada.ask("ACL", two.ada.home, "<D:acl/>")).status == 405


async def test_nobody_sees_anothers_notifications(two: Two) -> None:
    await two.invite()
    [href] = await two.words(two.grace)

    for method in ("GET", "DELETE", "PROPFIND"):
        assert (await two.ada.ask(method, href)).status == 404
    assert (await two.grace.client.delete(two.notifications)).status_code == 405
    assert await two.words(two.grace) == [href]
    assert (await two.grace.client.delete(href)).status_code == 204
    assert await two.words(two.grace) == []
    assert await two.status() == "CS:invite-noresponse"


async def test_a_principal_tells_where_its_notifications_are(two: Two) -> None:
    principal = two.grace.home.replace("calendars", "principals")

    found = await two.grace.propfind(principal, "CS:notification-URL")

    assert found.properties(principal)["CS:notification-URL"][0].text == two.notifications


async def test_everybody_has_a_name_and_a_colour_of_their_own_for_what_is_shared(two: Two) -> None:
    await two.invite("read")
    shared = await two.of_grace()
    names = ("D:displayname", "A:calendar-color", "C:calendar-timezone", "C:schedule-calendar-transp")

    set_by_grace = await two.grace.proppatch(
        shared,
        set_(
            "<D:displayname>Ada's</D:displayname><A:calendar-color>#ABCDEF</A:calendar-color>"
            "<C:calendar-timezone>none that is known</C:calendar-timezone>"
            "<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>"
        ),
    )
    mine, hers = await two.ada.propfind(two.hall, *names), await two.grace.propfind(shared, *names)
    refused = await two.grace.proppatch(shared, set_("<D:owner/><D:displayname>No</D:displayname>"))
    taken_away = await two.grace.proppatch(shared, remove("<D:displayname/>"))
    listed = await two.grace.propfind(two.grace.home, "D:displayname", "D:current-user-privilege-set", depth="1")

    assert (set_by_grace.status, refused.status, taken_away.status) == (207, 403, 207)
    assert mine.text(two.hall, "D:displayname") == "Hall"
    assert "A:calendar-color" in mine.properties(two.hall, 404)
    assert hers.text(shared, "D:displayname") == "Ada's"
    assert hers.text(shared, "A:calendar-color") == "#ABCDEF"
    assert hers.text(shared, "C:calendar-timezone") == "none that is known"
    assert hers.names_in(shared, "C:schedule-calendar-transp") == ["C:transparent"]
    assert listed.text(shared, "D:displayname") == "Hall"
    assert "D:write-properties" in listed.names_in(shared, "D:current-user-privilege-set")

    await two.grace.client.delete(shared)
    await two.invite("read")

    again = await two.grace.propfind(shared, *names)
    assert "A:calendar-color" in again.properties(shared, 404)

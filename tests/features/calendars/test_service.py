from dataclasses import replace

import pytest

from kalends.core.actor import Nobody, Role, System
from kalends.core.errors import Invalid, Stale
from kalends.core.ids import CalendarId, SpaceId, new_uuid
from kalends.features.accounts.hashing import Hasher
from kalends.features.calendars import repository
from kalends.features.calendars.domain import Access, CalendarChanges, NewCalendar, Share
from kalends.features.calendars.errors import (
    BadColor,
    NobodyToShareWith,
    NoSuchCalendar,
    NoSuchSpace,
    OneDoesNotShareWithOneself,
    SignInFirst,
    SlugIsTaken,
)
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.service import Calendars
from kalends.store.database import Database
from tests.features.accounts.house import PASSWORD, make_house
from tests.features.calendars.diary import lunch
from tests.features.meetings.town import Inhabitant, Town, repeatable

WORK = NewCalendar(name="Work", slug="work", color="#2980b9", zone="Asia/Kathmandu", description="Nine\nto five")


async def test_everybody_has_one_calendar_from_the_first_look_on(calendars: Calendars, grace: Inhabitant) -> None:
    first = await calendars.list_mine(grace.actor)
    again = await calendars.list_mine(grace.actor)

    assert first == again
    assert [(one.calendar.name, one.calendar.zone, one.access) for one in first] == [
        ("Calendar", "America/New_York", Access.MANAGE)
    ]
    assert first[0].calendar.is_default
    with pytest.raises(SignInFirst):
        await calendars.list_mine(Nobody())


async def test_whoever_signs_up_finds_a_calendar(calendars: Calendars, database: Database) -> None:
    hasher = Hasher(memory_kib=64, iterations=1, parallelism=1, at_once=1, queue=10)
    house = make_house(database, hasher)
    registrations = replace(house.registrations, welcome=calendars.welcome)
    grace = await house.register("grace")

    await registrations.verify(Nobody(), await house.newest_code(grace), PASSWORD)

    _, space = await house.account(grace)
    async with database.transaction(System(space)) as tx:
        found = await repository.list_of_spaces(tx, [space])
    hasher.close()
    assert [(one.name, one.is_default) for one in found] == [("Calendar", True)]


async def test_a_calendar_is_made_changed_and_removed(
    calendars: Calendars, events: Events, ada: Inhabitant, diary: CalendarId
) -> None:
    work = await calendars.add(ada.actor, WORK)
    changed = await calendars.change(ada.actor, work.id, CalendarChanges(name="Labour"), if_match=work.etag)
    await events.put(ada.actor, work.id, "lunch.ics", lunch())

    assert (changed.name, changed.slug, changed.zone, changed.version) == ("Labour", "work", "Asia/Kathmandu", 2)
    with pytest.raises(Stale):
        await calendars.change(ada.actor, work.id, CalendarChanges(name="Toil"), if_match=work.etag)
    with pytest.raises(Stale):
        await calendars.remove(ada.actor, work.id, if_match=work.etag)
    await calendars.remove(ada.actor, work.id, if_match=changed.etag)
    with pytest.raises(NoSuchCalendar):
        await calendars.see(ada.actor, work.id)
    assert [one.calendar.id for one in await calendars.list_mine(ada.actor)] == [diary]


async def test_what_a_calendar_says_is_checked(calendars: Calendars, ada: Inhabitant, diary: CalendarId) -> None:
    for wrong in (
        replace(WORK, name=" "),
        replace(WORK, name="x" * 201),
        replace(WORK, zone="Europe/Atlantis"),
        replace(WORK, slug="a/b"),
    ):
        with pytest.raises(Invalid) as refused:
            await calendars.add(ada.actor, wrong)
        assert refused.value.field
    with pytest.raises(BadColor):
        await calendars.change(ada.actor, diary, CalendarChanges(color="red"))


async def test_an_address_is_one_calendar_in_a_space(calendars: Calendars, ada: Inhabitant, grace: Inhabitant) -> None:
    await calendars.add(ada.actor, WORK)
    await calendars.add(grace.actor, WORK)

    with pytest.raises(SlugIsTaken):
        await calendars.add(ada.actor, WORK)


async def test_a_repeated_request_makes_one_calendar(calendars: Calendars, ada: Inhabitant) -> None:
    actor = repeatable(ada.actor, f"key-{ada.space_id}")

    one, other = await calendars.add(actor, WORK), await calendars.add(actor, WORK)

    assert one.id == other.id


async def test_shared_calendars_are_listed_with_what_one_may_do(
    calendars: Calendars, town: Town, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    username = f"grace-{grace.actor.id.hex}"
    space = await town.found(ada=(ada, Role.OWNER), grace=(grace, Role.VIEWER))
    hall = await calendars.add(ada.actor, NewCalendar(name="Hall"), space)

    async def seen() -> dict[CalendarId, Access]:
        return {one.calendar.id: one.access for one in (await calendars.list_mine(grace.actor))[1:]}

    assert await seen() == {hall.id: Access.READ}
    await calendars.share(ada.actor, diary, username, Share.BUSY)
    assert await seen() == {hall.id: Access.READ}
    await calendars.share(ada.actor, diary, username, Share.READ)
    await calendars.share(ada.actor, hall.id, username, Share.WRITE)
    assert await seen() == {hall.id: Access.WRITE, diary: Access.READ}
    assert [one.access for one in await calendars.list_sharings(ada.actor, diary)] == [Share.READ]
    with pytest.raises(NobodyToShareWith):
        await calendars.share(ada.actor, diary, "nobody-at-all", Share.READ)
    with pytest.raises(OneDoesNotShareWithOneself):
        await calendars.share(ada.actor, diary, f"ada-{ada.actor.id.hex}", Share.READ)
    with pytest.raises(NoSuchSpace):
        await calendars.add(ada.actor, WORK, SpaceId(new_uuid()))

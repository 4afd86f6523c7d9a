"""Calendars shared by invitation: in force at once, taken or left afterwards, and word of it while it is news."""

import asyncio

import pytest

from kalends.core.actor import Nobody, Role
from kalends.core.errors import NotFound
from kalends.core.ids import CalendarId
from kalends.features.calendars.domain import Access, InHome, NewCalendar, Share
from kalends.features.calendars.errors import (
    NobodyToShareWith,
    NoSuchCalendar,
    NoSuchWord,
    NotYourCalendar,
    OneDoesNotShareWithOneself,
    SignInFirst,
    TooManyProperties,
)
from kalends.features.calendars.service import Calendars
from kalends.features.calendars.sharing.domain import Answer, Circle, Invite
from kalends.features.calendars.sharing.service import Sharings
from kalends.store.database import Database
from tests.features.meetings.town import Inhabitant, Town


@pytest.fixture
def sharings(database: Database) -> Sharings:
    return Sharings(db=database)


def to(who: Inhabitant, access: Share | None = Share.READ) -> Invite:
    return Invite(called=f"urn:uuid:{who.actor.id}", access=access)


async def circle_of(sharings: Sharings, calendars: Calendars, who: Inhabitant, calendar: CalendarId) -> Circle:
    seen = await calendars.see_with_access(who.actor, calendar)
    return (await sharings.circles(who.actor, [seen]))[calendar]


async def answer_of(sharings: Sharings, calendars: Calendars, who: Inhabitant, calendar: CalendarId) -> Answer:
    [one] = (await circle_of(sharings, calendars, who, calendar)).invitees
    return one.answer


async def test_a_share_is_in_force_before_anybody_answers(
    sharings: Sharings, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    await sharings.change(ada.actor, diary, [to(grace, Share.WRITE)])

    seen = await calendars.see_with_access(grace.actor, diary)
    circle = await circle_of(sharings, calendars, grace, diary)

    assert seen.access is Access.WRITE
    assert circle.is_others
    assert circle.owner is not None
    assert circle.owner.person_id == ada.actor.id
    assert await answer_of(sharings, calendars, ada, diary) is Answer.NONE


async def test_whoever_is_invited_sees_nobody_else_who_is(
    sharings: Sharings, calendars: Calendars, town: Town, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    eve = await town.settle("Eve")
    await sharings.change(ada.actor, diary, [to(grace), to(eve)])

    circle = await circle_of(sharings, calendars, grace, diary)

    assert [one.person_id for one in circle.invitees] == [grace.actor.id]
    assert len((await circle_of(sharings, calendars, ada, diary)).invitees) == 2


async def test_an_owner_hears_once_that_it_is_taken(
    sharings: Sharings, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    await sharings.change(ada.actor, diary, [to(grace)])

    await sharings.accept(grace.actor, diary)
    [word] = await sharings.words(ada.actor)
    await sharings.see_word(ada.actor, word.name)
    await sharings.accept(grace.actor, diary)

    assert word.is_answer
    assert word.invitee.answer is Answer.ACCEPTED
    assert await sharings.words(ada.actor) == []
    assert await sharings.words(grace.actor) == []


async def test_who_is_told_another_thing_hears_of_it_and_what_they_said_stays_said(
    sharings: Sharings, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    await sharings.change(ada.actor, diary, [to(grace)])
    await sharings.accept(grace.actor, diary)

    await sharings.change(ada.actor, diary, [to(grace)])
    same = await sharings.words(grace.actor)
    await sharings.change(ada.actor, diary, [to(grace, Share.WRITE)])

    assert same == []
    [word] = await sharings.words(grace.actor)
    assert (word.is_answer, word.invitee.answer, word.invitee.access) == (False, Answer.ACCEPTED, Share.WRITE)


async def test_busy_times_are_shared_without_a_word(
    sharings: Sharings, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    await sharings.change(ada.actor, diary, [to(grace, Share.BUSY)])

    assert await sharings.words(grace.actor) == []
    assert not (await circle_of(sharings, calendars, ada, diary)).is_shared
    with pytest.raises(NoSuchCalendar):
        await sharings.leave(grace.actor, diary)


async def test_of_several_who_leave_at_once_one_leaves(
    sharings: Sharings, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    await sharings.change(ada.actor, diary, [to(grace)])
    before = (await calendars.see(ada.actor, diary)).version

    left = await asyncio.gather(*(sharings.leave(grace.actor, diary) for _ in range(8)), return_exceptions=True)

    assert left.count(True) == 1
    assert all(one is True or isinstance(one, NotFound) for one in left)
    assert (await calendars.see(ada.actor, diary)).version == before + 1
    assert await answer_of(sharings, calendars, ada, diary) is Answer.DECLINED


async def test_what_is_of_ones_own_space_is_not_left_but_removed(
    sharings: Sharings, calendars: Calendars, town: Town, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    space = await town.found(ada=(ada, Role.OWNER), grace=(grace, Role.VIEWER))
    hall = await calendars.add(ada.actor, NewCalendar(name="Hall"), space)
    await sharings.change(ada.actor, hall.id, [to(grace, Share.WRITE)])

    assert not await sharings.leave(ada.actor, diary)
    assert not await sharings.leave(grace.actor, hall.id)
    # They have it anyhow, so nobody asks whether they take it.
    assert await sharings.words(grace.actor) == []
    with pytest.raises(NoSuchCalendar):
        await sharings.accept(grace.actor, hall.id)


async def test_only_who_manages_it_shares_and_sees_with_whom(
    sharings: Sharings, calendars: Calendars, town: Town, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    eve = await town.settle("Eve")
    await sharings.change(ada.actor, diary, [to(grace, Share.WRITE)])

    for attempt in (sharings.change, sharings.replace):
        with pytest.raises(NotYourCalendar):
            await attempt(grace.actor, diary, [to(eve)])
        with pytest.raises(NoSuchCalendar):
            await attempt(eve.actor, diary, [to(eve)])
    with pytest.raises(NoSuchCalendar):
        await sharings.accept(eve.actor, diary)
    with pytest.raises(NoSuchCalendar):
        await sharings.leave(eve.actor, InHome(str(diary)))
    with pytest.raises(SignInFirst):
        await sharings.words(Nobody())
    with pytest.raises(NoSuchWord):
        await sharings.see_word(eve.actor, f"invitation-{diary}")


async def test_of_several_invites_all_count_or_none(
    sharings: Sharings, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    for wrong, refused in (
        (Invite(called="nobody@example.org", access=Share.READ), NobodyToShareWith),
        (Invite(called="urn:uuid:x", access=Share.READ), NobodyToShareWith),
        (to(ada), OneDoesNotShareWithOneself),
    ):
        with pytest.raises(refused):
            await sharings.change(ada.actor, diary, [to(grace), wrong])
        assert (await circle_of(sharings, calendars, ada, diary)).invitees == []


async def test_an_address_is_told_back_as_it_was_said_and_a_username_tells_none(
    sharings: Sharings, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    address = f"Grace-{grace.actor.id.hex}@Example.org"

    await sharings.change(ada.actor, diary, [Invite(called=f"grace-{grace.actor.id.hex}", access=Share.READ)])
    [by_name] = (await circle_of(sharings, calendars, ada, diary)).invitees
    await sharings.change(ada.actor, diary, [Invite(called=f"MAILTO:{address}", access=Share.READ)])
    [by_address] = (await circle_of(sharings, calendars, ada, diary)).invitees

    assert by_name.named == ""
    assert by_address.named == f"mailto:{address}"


async def test_what_one_writes_of_anothers_calendar_is_bounded_and_goes_with_the_share(
    sharings: Sharings, calendars: Calendars, ada: Inhabitant, grace: Inhabitant, diary: CalendarId
) -> None:
    await sharings.change(ada.actor, diary, [to(grace)])

    assert not await sharings.decorate(ada.actor, diary, {"{x:}note": "<note/>"})
    assert await sharings.decorate(grace.actor, diary, {"{x:}note": "<note/>", "{x:}gone": None})
    with pytest.raises(TooManyProperties):
        await sharings.decorate(grace.actor, diary, {f"{{x:}}{one}": "<x/>" for one in range(200)})
    own = (await circle_of(sharings, calendars, grace, diary)).own
    await sharings.change(ada.actor, diary, [to(grace, None), to(grace)])

    assert own == {"{x:}note": "<note/>"}
    assert (await circle_of(sharings, calendars, grace, diary)).own == {}

"""What operators may do, and nobody else."""

from dataclasses import replace

import psycopg
import pytest

from kalends.core.actor import Person, System
from kalends.core.errors import Invalid, NotSignedIn, Stale
from kalends.core.ids import PersonId, SpaceId, new_uuid
from kalends.features.accounts.administration import repository
from kalends.features.accounts.administration.domain import NoSuchPerson, NotYourself, OperatorsOnly
from kalends.features.accounts.people.people_file import Row
from kalends.features.accounts.sessions.domain import SignInRefused
from kalends.store.database import SessionIsOver
from tests.features.accounts.house import STRANGER, House, acting, somebody, suffix


async def operator(house: House) -> Person:
    new = replace(somebody("root"), is_operator=True)
    await house.people.add_many(System(SpaceId(new_uuid())), [Row(line=1, person=new.checked())])
    return acting(await house.sign_in(new))


async def test_operators_find_people_by_part_of_name_username_or_address(house: House) -> None:
    root = await operator(house)
    token = suffix()
    people = [await house.verified(f"{token}-{n}") for n in range(3)]

    for search in (token, token.upper(), f"{token}-"):
        found = await house.administration.list_people(root, search)
        assert [one.username for one in found.items] == [one.username for one in people]
    one = await house.administration.list_people(root, people[1].email)
    assert [line.email for line in one.items] == [people[1].email]
    assert (await house.administration.list_people(root, "\0")).items == []
    # A sign of patterns is a letter like any other; tests beside this one may have people with it.
    for line in (await house.administration.list_people(root, "%")).items:
        assert "%" in line.username + line.email + line.name


async def test_long_lists_come_in_pages(house: House) -> None:
    root = await operator(house)
    token = suffix()
    people = [await house.register(f"{token}-{n}") for n in range(5)]

    first = await house.administration.list_people(root, token, limit=3)
    second = await house.administration.list_people(root, token, first.next_cursor, 3)

    assert [one.username for one in (*first.items, *second.items)] == [one.username for one in people]
    assert second.next_cursor is None
    with pytest.raises(Invalid):
        await house.administration.list_people(root, token, "not a cursor")


async def test_nobody_else_sees_anything_of_it(house: House) -> None:
    """CHECKLIST 19 in part."""
    ada, grace = await house.person("ada"), await house.person("grace")

    for attempt in (
        house.administration.list_people(ada),
        house.administration.get_person(ada, grace.id),
        house.administration.get_person(ada, PersonId(new_uuid())),
        house.administration.change_standing(ada, grace.id, is_active=False),
        house.administration.change_standing(ada, ada.id, is_operator=True),
    ):
        with pytest.raises(OperatorsOnly):
            await attempt
    with pytest.raises(NotSignedIn):
        await house.administration.list_people(STRANGER)
    assert not await house.administration.is_operator(ada)


async def test_the_gates_ask_too(house: House) -> None:
    """CHECKLIST 17: naming an operator's id is not being one."""
    root, ada = await operator(house), await house.person("ada")

    async with house.db.transaction(ada) as tx:
        assert await repository.list_people(tx, root.id, "", None, 10) == []
        assert await repository.find_space(tx, root.id, root.id) is None
    async with house.db.transaction(STRANGER) as tx:
        with pytest.raises(psycopg.Error):
            await repository.list_people(tx, root.id, "", None, 10)


async def test_stopping_an_account_ends_everything_at_once(house: House) -> None:
    root = await operator(house)
    new = await house.verified("ada")
    ada = acting(await house.sign_in(new))

    stopped = await house.administration.change_standing(root, ada.id, is_active=False)

    assert not stopped.is_active
    with pytest.raises(SessionIsOver):
        await house.people.me(ada)
    with pytest.raises(SignInRefused):
        await house.sign_in(new)
    _, space_id = await house.account(new)
    assert (await house.audited(space_id))[-1] == "person.standing_changed"
    assert (await house.facts(space_id))[-1] == "person.standing_changed"

    await house.administration.change_standing(root, ada.id, is_active=True)
    assert await house.sign_in(new)
    with pytest.raises(SessionIsOver):
        await house.people.me(ada)


async def test_operators_are_made_and_unmade_at_once(house: House) -> None:
    root, ada = await operator(house), await house.person("ada")

    await house.administration.change_standing(root, ada.id, is_operator=True)
    assert await house.administration.is_operator(ada)
    await house.administration.change_standing(root, ada.id, is_operator=False)

    with pytest.raises(OperatorsOnly):
        await house.administration.list_people(ada)


async def test_nobody_locks_themselves_out(house: House) -> None:
    root = await operator(house)

    with pytest.raises(NotYourself):
        await house.administration.change_standing(root, root.id, is_operator=False)
    with pytest.raises(NotYourself):
        await house.administration.change_standing(root, root.id, is_active=False)

    assert await house.administration.is_operator(root)


async def test_a_change_to_what_has_changed_since_is_refused(house: House) -> None:
    root, ada = await operator(house), await house.person("ada")
    before = await house.administration.get_person(root, ada.id)
    await house.administration.change_standing(root, ada.id, is_operator=True, if_match=before.etag)

    with pytest.raises(Stale):
        await house.administration.change_standing(root, ada.id, is_active=False, if_match=before.etag)


async def test_who_is_not_there_is_not_found(house: House) -> None:
    root = await operator(house)

    with pytest.raises(NoSuchPerson):
        await house.administration.get_person(root, PersonId(new_uuid()))

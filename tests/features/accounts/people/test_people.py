"""What people do about themselves, and how operators add them."""

import asyncio
from dataclasses import replace

import pytest

from kalends.core.actor import Person, Role, System
from kalends.core.errors import Invalid, Stale
from kalends.core.ids import SpaceId, new_uuid
from kalends.features.accounts.people import repository
from kalends.features.accounts.people.domain import (
    Changes,
    NobodyIsHere,
    OrganisationsNeedAnOwner,
    UsernameIsTaken,
    WrongPassword,
)
from kalends.features.accounts.people.people_file import Row, RowsAreRefused
from kalends.features.accounts.sessions.domain import PasswordIsNeeded, SignInRefused
from kalends.store.database import SessionIsOver
from tests.features.accounts.house import PASSWORD, STRANGER, House, acting, somebody, suffix


async def test_i_change_what_is_named_and_the_rest_stays(house: House) -> None:
    ada = await house.person("ada")
    before = await house.people.me(ada)

    after = await house.people.change(ada, Changes(zone="America/St_Johns", locale="de"), before.etag)

    assert after == replace(before, zone="America/St_Johns", locale="de", version=before.version + 1)
    assert await house.people.me(ada) == after
    assert (await house.facts(after.space_id))[-1] == "person.changed"
    assert after.etag != before.etag


async def test_nothing_changed_is_nothing_said(house: House) -> None:
    ada = await house.person("ada")
    before = await house.people.me(ada)

    assert await house.people.change(ada, Changes(name=before.name)) == before

    assert "person.changed" not in await house.facts(before.space_id)


async def test_a_change_to_what_has_changed_since_is_refused(house: House) -> None:
    ada = await house.person("ada")
    before = await house.people.me(ada)
    await house.people.change(ada, Changes(name="Augusta"))

    with pytest.raises(Stale):
        await house.people.change(ada, Changes(name="Countess"), before.etag)

    assert (await house.people.me(ada)).name == "Augusta"


async def test_of_two_changes_at_once_one_is_stale(house: House) -> None:
    ada = await house.person("ada")
    etag = (await house.people.me(ada)).etag

    results = await asyncio.gather(
        *(house.people.change(ada, Changes(name=f"Ada {n}"), etag) for n in range(5)), return_exceptions=True
    )

    assert sum(isinstance(result, Stale) for result in results) == 4


async def test_a_name_of_somebody_else_stays_theirs(house: House) -> None:
    ada, grace = await house.person("ada"), await house.person("grace")
    taken = (await house.people.me(grace)).username

    for username in (taken, taken.upper(), taken.replace("-", "_")):
        with pytest.raises(UsernameIsTaken):
            await house.people.change(ada, Changes(username=username))


async def test_my_own_name_i_may_spell_anew(house: House) -> None:
    ada = await house.person("ada")
    username = (await house.people.me(ada)).username.replace("-", ".")

    assert (await house.people.change(ada, Changes(username=username))).username == username


async def test_of_two_taking_a_name_at_once_one_gets_it(house: House) -> None:
    people = [await house.person(name) for name in ("ada", "bea", "cora")]
    name = f"wanted-{suffix()}"

    results = await asyncio.gather(
        *(house.people.change(one, Changes(username=name)) for one in people), return_exceptions=True
    )

    assert sum(isinstance(result, UsernameIsTaken) for result in results) == 2


@pytest.mark.parametrize(
    "changes", [Changes(zone="Mars/Base"), Changes(locale="x"), Changes(username="a"), Changes(name="x" * 300)]
)
async def test_what_cant_be_used_is_refused(house: House, changes: Changes) -> None:
    with pytest.raises(Invalid):
        await house.people.change(await house.person("ada"), changes)


async def test_leaving_takes_everything_along(house: House) -> None:
    new = await house.verified("ada")
    ada = acting(await house.sign_in(new))
    space_id = (await house.people.me(ada)).space_id

    await house.people.leave(ada)

    with pytest.raises(SessionIsOver):
        await house.people.me(ada)
    with pytest.raises(SignInRefused):
        await house.sign_in(new)
    async with house.db.transaction(System(space_id)) as tx:
        for table in (
            "spaces WHERE id",
            "people WHERE space_id",
            "sessions WHERE space_id",
            "mail_links WHERE space_id",
        ):
            query = f"SELECT count(*) FROM {table} = '{space_id}'"
            assert await (await tx.connection.execute(query.encode())).fetchone() == (0,)
        cursor = await tx.connection.execute("SELECT data::text FROM facts")
        assert all(new.email not in row[0] and new.username not in row[0] for row in await cursor.fetchall())
    assert (await house.facts(space_id))[-1] == "person.removed"
    await house.registrations.register(STRANGER, new)


async def grow_old(house: House, actor: Person) -> None:
    """The password was given eleven minutes ago."""
    async with house.db.transaction(actor) as tx:
        await tx.execute("UPDATE sessions SET confirmed_at = now() - interval '11 minutes'")


async def test_leaving_needs_the_password_if_it_was_given_long_ago(house: House) -> None:
    ada = await house.person("ada")
    async with house.db.transaction(ada) as tx:
        await tx.execute(
            "UPDATE sessions SET confirmed_at = now() - interval '11 minutes' WHERE id = %s", [ada.session_id]
        )

    with pytest.raises(PasswordIsNeeded):
        await house.people.leave(ada)
    with pytest.raises(WrongPassword):
        await house.people.leave(ada, password="wrong horses on a roof")
    await house.sessions.confirm(ada, PASSWORD)

    await house.people.leave(ada)


async def test_a_password_that_comes_along_will_do(house: House) -> None:
    ada = await house.person("ada")
    async with house.db.transaction(ada) as tx:
        await tx.execute(
            "UPDATE sessions SET confirmed_at = now() - interval '11 minutes' WHERE id = %s", [ada.session_id]
        )

    await house.people.leave(ada, password=PASSWORD)


async def test_no_organisation_is_left_without_an_owner(house: House) -> None:
    ada, grace = await house.person("ada"), await house.verified("grace")
    club = await house.organisations.create(ada, "Chess Club", f"chess-{suffix()}")
    choir = await house.organisations.create(ada, "Choir", f"choir-{suffix()}")
    await house.organisations.add_member(ada, choir.id, grace.username, Role.OWNER)

    with pytest.raises(OrganisationsNeedAnOwner) as refused:
        await house.people.leave(ada)
    assert "“Chess Club”" in str(refused.value)
    assert "Choir" not in str(refused.value)

    await house.organisations.remove(ada, club.id)
    await house.people.leave(ada)
    members = await house.organisations.list_members(acting(await house.sign_in(grace)), choir.id)
    assert [member.username for member in members] == [grace.username]


async def test_of_two_last_owners_leaving_at_once_one_stays(house: House) -> None:
    ada, grace = await house.person("ada"), await house.person("grace")
    club = await house.organisations.create(ada, "Chess Club", f"chess-{suffix()}")
    await house.organisations.add_member(ada, club.id, (await house.people.me(grace)).username, Role.OWNER)

    results = await asyncio.gather(house.people.leave(ada), house.people.leave(grace), return_exceptions=True)

    assert results.count(None) == 1
    assert sum(isinstance(result, OrganisationsNeedAnOwner) for result in results) == 1


async def test_nobody_reads_anybody_else(house: House) -> None:
    """CHECKLIST 21."""
    ada, grace = await house.person("ada"), await house.person("grace")

    async with house.db.transaction(ada) as tx:
        with pytest.raises(NobodyIsHere):
            await repository.get(tx, grace.id)
        with pytest.raises(NobodyIsHere):
            await repository.lock(tx, grace.id)
        assert await tx.value("SELECT count(*) FROM people") == 1


async def test_operators_add_many_at_once(house: House) -> None:
    new = [replace(somebody(name), password=None) for name in ("ada", "bea")] + [somebody("cora")]
    rows = [Row(line=n, person=one.checked()) for n, one in enumerate(new, start=2)]

    added = await house.people.add_many(System(SpaceId(new_uuid())), rows)

    assert len(set(added)) == 3
    assert await house.sign_in(new[2]), "their address is vouched for"
    _, space_id = await house.account(new[0])
    assert await house.facts(space_id) == ["person.added", "person.password_reset_asked"]
    await house.passwords.reset(STRANGER, await house.newest_code(new[0]), PASSWORD)
    assert await house.sign_in(replace(new[0], password=PASSWORD))


async def test_who_has_no_password_yet_cant_sign_in(house: House) -> None:
    new = replace(somebody("ada"), password=None)
    await house.people.add_many(System(SpaceId(new_uuid())), [Row(line=1, person=new.checked())])

    for password in ("", PASSWORD):
        with pytest.raises(SignInRefused):
            await house.sessions.sign_in(STRANGER, new.email, password)


async def test_all_or_none_and_each_line_that_is_wrong(house: House) -> None:
    known = await house.register("ada")
    fresh = somebody("bea")
    people = [fresh, replace(somebody("cora"), email=known.email), replace(somebody("dora"), username=known.username)]
    rows = [Row(line=n, person=one.checked()) for n, one in enumerate(people, start=2)]

    with pytest.raises(RowsAreRefused) as refused:
        await house.people.add_many(System(SpaceId(new_uuid())), rows)

    assert [line for line, _ in refused.value.wrong] == [3, 4]
    with pytest.raises(SignInRefused):
        await house.sign_in(fresh)


async def test_the_same_name_twice_in_a_file_is_refused(house: House) -> None:
    ada = somebody("ada")
    rows = [
        Row(line=2, person=ada.checked()),
        Row(line=3, person=replace(somebody("bea"), username=ada.username).checked()),
    ]

    with pytest.raises(RowsAreRefused) as refused:
        await house.people.add_many(System(SpaceId(new_uuid())), rows)

    assert [line for line, _ in refused.value.wrong] == [3]


async def test_a_username_is_remembered_until_whoever_has_it_changes(house: House) -> None:
    ada = await house.person("ada")
    before = await house.people.my_username(ada)

    async with house.db.transaction(ada) as tx:
        await repository.save(tx, replace(await repository.lock(tx, ada.id), username=f"{before}-k"))

    assert await house.people.my_username(ada) == before
    assert tx.stale_keys == [repository.username_key(ada.id)]
    house.cache.forget(repository.username_key(ada.id))
    assert await house.people.my_username(ada) == f"{before}-k"

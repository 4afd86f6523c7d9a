"""Organisations, their members and their roles."""

import asyncio
from dataclasses import replace

import pytest

from kalends.core.actor import Person, Role
from kalends.core.errors import Invalid, Stale, TooMany
from kalends.core.ids import PersonId, SpaceId, new_uuid
from kalends.features.accounts.organisations.domain import (
    AlreadyAMember,
    LastOwner,
    NameIsMissing,
    NobodyByThatName,
    NoSuchMember,
    NoSuchOrganisation,
    NotInYourRole,
    OnlyOwnersMakeOwners,
    Organisation,
    SlugIsTaken,
)
from kalends.features.accounts.signed_in import SignInFirst
from kalends.store.idempotency import KeyIsInUse, KeyWasUsedOtherwise
from tests.features.accounts.conftest import MakeHouse
from tests.features.accounts.house import HERE, STRANGER, House, suffix


async def club_of(house: House, owner: Person) -> Organisation:
    return await house.organisations.create(owner, "Chess Club", f"chess-{suffix()}")


async def member(house: House, owner: Person, club: Organisation, role: Role) -> Person:
    person = await house.person(role.value)
    await house.organisations.add_member(owner, club.id, (await house.people.me(person)).username, role)
    return person


async def test_whoever_creates_it_owns_it(house: House) -> None:
    ada = await house.person("ada")

    club = await club_of(house, ada)

    assert club.role is Role.OWNER
    assert await house.organisations.get(ada, club.id) == club
    assert (await house.organisations.list_mine(ada)).items == [club]
    assert await house.facts(club.id) == ["organisation.created"]


async def test_a_slug_belongs_to_one_and_looks_like_no_other(house: House) -> None:
    """CHECKLIST 44 in part."""
    ada, grace = await house.person("ada"), await house.person("grace")
    club = await club_of(house, ada)

    for slug in (club.slug, club.slug.upper(), club.slug.replace("-", ".")):
        with pytest.raises(SlugIsTaken):
            await house.organisations.create(grace, "Another", slug)
    with pytest.raises(Invalid):
        await house.organisations.create(grace, "Another", "сhess-club")
    with pytest.raises(NameIsMissing):
        await house.organisations.create(grace, " \u202e ", f"another-{suffix()}")


async def test_of_many_taking_a_slug_at_once_one_gets_it(house: House) -> None:
    ada = await house.person("ada")
    slug = f"chess-{suffix()}"

    results = await asyncio.gather(
        *(house.organisations.create(ada, "Club", slug) for _ in range(6)), return_exceptions=True
    )

    assert sum(isinstance(result, SlugIsTaken) for result in results) == 5


async def test_a_repeated_creation_happens_once(house: House) -> None:
    """CHECKLIST 37 in part."""
    ada = await house.person("ada")
    slug = f"chess-{suffix()}"
    keyed = Person(ada.id, ada.session_id, replace(HERE, idempotency_key="k-1", request_hash=b"a"))

    results = await asyncio.gather(
        *(house.organisations.create(keyed, "Club", slug) for _ in range(24)), return_exceptions=True
    )
    again = await house.organisations.create(keyed, "Club", slug)

    assert {result.id for result in results if isinstance(result, Organisation)} == {again.id}
    assert all(isinstance(result, Organisation | KeyIsInUse) for result in results)
    other = Person(ada.id, ada.session_id, replace(HERE, idempotency_key="k-1", request_hash=b"b"))
    with pytest.raises(KeyWasUsedOtherwise):
        await house.organisations.create(other, "Choir", f"choir-{suffix()}")
    await house.organisations.remove(ada, again.id)
    with pytest.raises(NoSuchOrganisation):
        await house.organisations.create(keyed, "Club", slug)


async def test_to_strangers_it_is_not_there(house: House) -> None:
    """CHECKLIST 21."""
    ada, mallory = await house.person("ada"), await house.person("mallory")
    club = await club_of(house, ada)
    personal = (await house.people.me(ada)).space_id
    service = house.organisations

    for target in (club.id, personal, SpaceId(new_uuid())):
        for attempt in (
            service.get(mallory, target),
            service.change(mallory, target, name="Mine"),
            service.remove(mallory, target),
            service.list_members(mallory, target),
            service.add_member(mallory, target, "mallory", Role.OWNER),
            service.change_role(mallory, target, mallory.id, Role.OWNER),
            service.remove_member(mallory, target, ada.id),
            service.remove_member(mallory, target, mallory.id),
        ):
            with pytest.raises(NoSuchOrganisation):
                await attempt
    assert (await service.list_mine(mallory)).items == []
    assert await service.get(ada, club.id) == club


async def test_a_personal_space_is_no_organisation(house: House) -> None:
    ada = await house.person("ada")
    personal = (await house.people.me(ada)).space_id

    with pytest.raises(NoSuchOrganisation):
        await house.organisations.add_member(ada, personal, "anyone", Role.MEMBER)
    with pytest.raises(NoSuchOrganisation):
        await house.organisations.remove(ada, personal)


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_may_do_what_it_may(house: House, role: Role) -> None:
    """CHECKLIST 19 in part."""
    owner = await house.person("owner")
    club = await club_of(house, owner)
    somebody_else = await member(house, owner, club, Role.MEMBER)
    newcomer = (await house.people.me(await house.person("newcomer"))).username
    actor = await member(house, owner, club, role)
    service = house.organisations
    may_administer = role in (Role.OWNER, Role.ADMIN)

    async def may(attempt: object) -> bool:
        try:
            await attempt  # type: ignore[misc]
        except NotInYourRole:
            return False
        return True

    assert (await service.get(actor, club.id)).role is role
    assert len(await service.list_members(actor, club.id)) == 3
    assert await may(service.change(actor, club.id, name="Chess")) == may_administer
    assert await may(service.add_member(actor, club.id, newcomer, Role.VIEWER)) == may_administer
    assert await may(service.change_role(actor, club.id, somebody_else.id, Role.SCHEDULER)) == may_administer
    assert await may(service.remove_member(actor, club.id, somebody_else.id)) == may_administer
    assert await may(service.remove(actor, club.id)) == (role is Role.OWNER)


async def test_admins_neither_make_nor_unmake_owners(house: House) -> None:
    owner = await house.person("owner")
    club = await club_of(house, owner)
    admin = await member(house, owner, club, Role.ADMIN)
    newcomer = (await house.people.me(await house.person("newcomer"))).username
    service = house.organisations

    for attempt in (
        service.change_role(admin, club.id, admin.id, Role.OWNER),
        service.change_role(admin, club.id, owner.id, Role.MEMBER),
        service.remove_member(admin, club.id, owner.id),
        service.add_member(admin, club.id, newcomer, Role.OWNER),
    ):
        with pytest.raises(OnlyOwnersMakeOwners):
            await attempt


async def test_the_last_owner_stays(house: House) -> None:
    ada = await house.person("ada")
    club = await club_of(house, ada)

    with pytest.raises(LastOwner):
        await house.organisations.change_role(ada, club.id, ada.id, Role.ADMIN)
    with pytest.raises(LastOwner):
        await house.organisations.remove_member(ada, club.id, ada.id)

    assert (await house.organisations.get(ada, club.id)).role is Role.OWNER


async def test_of_two_last_owners_stepping_down_at_once_one_stays(house: House) -> None:
    ada = await house.person("ada")
    club = await club_of(house, ada)
    grace = await member(house, ada, club, Role.OWNER)

    results = await asyncio.gather(
        house.organisations.remove_member(ada, club.id, ada.id),
        house.organisations.change_role(grace, club.id, grace.id, Role.VIEWER),
        return_exceptions=True,
    )

    assert sum(isinstance(result, LastOwner) for result in results) == 1


async def test_everybody_may_leave_and_is_out_at_once(house: House) -> None:
    ada = await house.person("ada")
    club = await club_of(house, ada)
    viewer = await member(house, ada, club, Role.VIEWER)

    await house.organisations.remove_member(viewer, club.id, viewer.id)

    with pytest.raises(NoSuchOrganisation):
        await house.organisations.get(viewer, club.id)
    assert (await house.facts(club.id))[-1] == "organisation.member_removed"


async def test_a_role_taken_away_is_gone_at_once(house: House) -> None:
    ada = await house.person("ada")
    club = await club_of(house, ada)
    admin = await member(house, ada, club, Role.ADMIN)

    await house.organisations.change_role(ada, club.id, admin.id, Role.VIEWER)

    with pytest.raises(NotInYourRole):
        await house.organisations.change(admin, club.id, name="Mine")


async def test_members_are_added_by_username_or_address(house: House) -> None:
    ada = await house.person("ada")
    club = await club_of(house, ada)
    grace, bea = await house.verified("grace"), await house.verified("bea")

    await house.organisations.add_member(ada, club.id, grace.email.upper(), Role.SCHEDULER)
    added = await house.organisations.add_member(ada, club.id, bea.username.upper(), Role.VIEWER)

    assert (added.username, added.role) == (bea.username, Role.VIEWER)
    with pytest.raises(AlreadyAMember):
        await house.organisations.add_member(ada, club.id, bea.email, Role.MEMBER)
    unverified = await house.register("cora")
    for login in (unverified.email, "nobody-at-all", "\0", "x" * 10_000):
        with pytest.raises(NobodyByThatName):
            await house.organisations.add_member(ada, club.id, login, Role.MEMBER)


async def test_members_names_are_seen_but_not_their_addresses(house: House) -> None:
    """CHECKLIST 26 in part."""
    ada = await house.person("ada")
    club = await club_of(house, ada)
    await member(house, ada, club, Role.MEMBER)

    for listed in await house.organisations.list_members(ada, club.id):
        assert not hasattr(listed, "email")


async def test_looking_people_up_by_adding_them_has_a_limit(make_house: MakeHouse) -> None:
    house = make_house(burst=2, per_minute=1)
    ada = await house.person("ada")
    club = await club_of(house, ada)

    for _ in range(6):
        with pytest.raises(NobodyByThatName):
            await house.organisations.add_member(ada, club.id, f"{suffix()}@example.org", Role.MEMBER)
    with pytest.raises(TooMany):
        await house.organisations.add_member(ada, club.id, f"{suffix()}@example.org", Role.MEMBER)


async def test_who_is_not_a_member_has_no_role_to_change(house: House) -> None:
    ada, grace = await house.person("ada"), await house.person("grace")
    club = await club_of(house, ada)

    for person_id in (grace.id, PersonId(new_uuid())):
        with pytest.raises(NoSuchMember):
            await house.organisations.change_role(ada, club.id, person_id, Role.ADMIN)
        with pytest.raises(NoSuchMember):
            await house.organisations.remove_member(ada, club.id, person_id)


async def test_a_change_to_what_has_changed_since_is_refused(house: House) -> None:
    ada = await house.person("ada")
    club = await club_of(house, ada)
    await member(house, ada, club, Role.VIEWER)

    with pytest.raises(Stale):
        await house.organisations.change(ada, club.id, name="Chess", if_match=club.etag)

    fresh = await house.organisations.get(ada, club.id)
    changed = await house.organisations.change(ada, club.id, name="Chess", if_match=fresh.etag)
    assert (changed.name, changed.slug, changed.version) == ("Chess", club.slug, fresh.version + 1)


async def test_pages_of_organisations(house: House) -> None:
    ada = await house.person("ada")
    clubs = [await club_of(house, ada) for _ in range(5)]

    seen: list[Organisation] = []
    cursor: str | None = None
    while True:
        page = await house.organisations.list_mine(ada, cursor, 2)
        seen += page.items
        cursor = page.next_cursor
        if cursor is None:
            break

    assert [one.id for one in seen] == [club.id for club in clubs]


async def test_signing_in_comes_first(house: House) -> None:
    with pytest.raises(SignInFirst):
        await house.organisations.create(STRANGER, "Club", "club")
    with pytest.raises(SignInFirst):
        await house.organisations.get(STRANGER, SpaceId(new_uuid()))

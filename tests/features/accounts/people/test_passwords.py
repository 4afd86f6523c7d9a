"""Passwords changed and reset."""

import asyncio

import pytest

from kalends.core.actor import System
from kalends.features.accounts.mail_links import MailLinkIsUsedUp
from kalends.features.accounts.passwords import (
    PasswordIsGuessable,
    PasswordIsKnown,
    PasswordIsTooLong,
    PasswordIsTooShort,
)
from kalends.features.accounts.people.domain import NewPerson, WrongPassword
from kalends.features.accounts.sessions.domain import SessionKind, SignInRefused
from kalends.store.database import SessionIsOver
from tests.features.accounts.conftest import MakeHouse
from tests.features.accounts.house import PASSWORD, STRANGER, House, acting, suffix

NEW = "four goats in the rain"
BAD = [
    ("short", PasswordIsTooShort),
    ("password123", PasswordIsKnown),
    ("kalends-2026", PasswordIsGuessable),
    ("x" * 129, PasswordIsTooLong),
]


async def asked(house: House, name: str = "ada") -> tuple[NewPerson, str]:
    new = await house.verified(name)
    await house.passwords.ask_reset(STRANGER, new.email)
    return new, await house.newest_code(new)


async def test_a_change_ends_every_other_session(house: House) -> None:
    """CHECKLIST 12 in part: a change of password revokes the others."""
    new = await house.verified("ada")
    here, there = [acting(await house.sign_in(new, kind)) for kind in SessionKind]

    await house.passwords.change(here, PASSWORD, NEW)

    assert await house.people.me(here)
    with pytest.raises(SessionIsOver):
        await house.people.me(there)
    with pytest.raises(SignInRefused):
        await house.sign_in(new)
    assert await house.sessions.sign_in(STRANGER, new.email, NEW)
    _, space_id = await house.account(new)
    assert "person.password_changed" in await house.facts(space_id)


async def test_a_change_needs_the_present_password(house: House) -> None:
    ada = await house.person("ada")

    with pytest.raises(WrongPassword) as refused:
        await house.passwords.change(ada, NEW, NEW)

    assert refused.value.field == "current_password"


async def test_a_session_is_no_way_to_guess_the_password(make_house: MakeHouse) -> None:
    """CHECKLIST 5."""
    house = make_house(burst=3, per_minute=1)
    ada = await house.person("ada")
    for _ in range(3):
        with pytest.raises(WrongPassword):
            await house.passwords.change(ada, NEW, NEW)
    runs = house.hasher.runs

    with pytest.raises(WrongPassword):
        await house.passwords.change(ada, PASSWORD, NEW)

    assert house.hasher.runs == runs


@pytest.mark.parametrize(("password", "error"), BAD)
async def test_bad_passwords_are_refused_at_a_change(house: House, password: str, error: type[Exception]) -> None:
    """CHECKLIST 1 and 2, at change."""
    ada = await house.person("ada")

    with pytest.raises(error):
        await house.passwords.change(ada, PASSWORD, password)
    with pytest.raises(PasswordIsGuessable):
        await house.passwords.change(ada, PASSWORD, (await house.people.me(ada)).username)


@pytest.mark.parametrize(("password", "error"), BAD)
async def test_bad_passwords_are_refused_at_a_reset_and_the_link_still_works(
    house: House, password: str, error: type[Exception]
) -> None:
    """CHECKLIST 1 and 2, at reset."""
    new, code = await asked(house)

    with pytest.raises(error):
        await house.passwords.reset(STRANGER, code, password)
    with pytest.raises(PasswordIsGuessable):
        await house.passwords.reset(STRANGER, code, new.email)

    await house.passwords.reset(STRANGER, code, NEW)
    assert await house.sessions.sign_in(STRANGER, new.email, NEW)


async def test_a_reset_ends_every_session(house: House) -> None:
    new = await house.verified("ada")
    sessions = [acting(await house.sign_in(new, kind)) for kind in SessionKind]
    await house.passwords.ask_reset(STRANGER, new.email)

    await house.passwords.reset(STRANGER, await house.newest_code(new), NEW)

    for actor in sessions:
        with pytest.raises(SessionIsOver):
            await house.people.me(actor)


async def test_a_reset_works_once_even_for_many_at_once(house: House) -> None:
    """CHECKLIST 16."""
    _, code = await asked(house)

    results = await asyncio.gather(
        *(house.passwords.reset(STRANGER, code, f"{NEW} {n}") for n in range(6)), return_exceptions=True
    )

    assert results.count(None) == 1
    assert sum(isinstance(result, MailLinkIsUsedUp) for result in results) == 5
    with pytest.raises(MailLinkIsUsedUp):
        await house.passwords.reset(STRANGER, code, NEW)


async def test_only_the_newest_link_works_and_a_change_withdraws_it(house: House) -> None:
    """CHECKLIST 16."""
    new, first = await asked(house)
    await house.passwords.ask_reset(STRANGER, new.email)
    second = await house.newest_code(new)
    with pytest.raises(MailLinkIsUsedUp):
        await house.passwords.reset(STRANGER, first, NEW)

    await house.passwords.change(acting(await house.sign_in(new)), PASSWORD, NEW)

    with pytest.raises(MailLinkIsUsedUp):
        await house.passwords.reset(STRANGER, second, f"{NEW} again")


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE mail_links SET expires_at = now()",
        "UPDATE people SET email_key = 'other-' || email_key",
        "UPDATE people SET is_active = false",
        "UPDATE mail_links SET purpose = 'verify'",
    ],
)
async def test_a_link_is_bound_to_time_address_and_purpose(house: House, spoil: str) -> None:
    """CHECKLIST 16."""
    new, code = await asked(house)
    _, space_id = await house.account(new)
    async with house.db.transaction(System(space_id)) as tx:
        await tx.connection.execute(spoil.encode())

    with pytest.raises(MailLinkIsUsedUp):
        await house.passwords.reset(STRANGER, code, NEW)


async def test_who_reads_the_mail_has_the_address(house: House) -> None:
    new = await house.register("ada")
    await house.passwords.ask_reset(STRANGER, new.email)

    await house.passwords.reset(STRANGER, await house.newest_code(new), NEW)

    assert await house.sessions.sign_in(STRANGER, new.email, NEW)


async def test_asking_says_the_same_for_every_address(house: House) -> None:
    known = await house.verified("ada")

    for email in (known.email, f"{suffix()}@example.org"):
        assert await house.passwords.ask_reset(STRANGER, email) is None

    _, space_id = await house.account(known)
    assert (await house.facts(space_id))[-1] == "person.password_reset_asked"


async def test_nobody_who_is_stopped_gets_a_link(house: House) -> None:
    known = await house.verified("ada")
    _, space_id = await house.account(known)
    async with house.db.transaction(System(space_id)) as tx:
        await tx.execute("UPDATE people SET is_active = false")

    await house.passwords.ask_reset(STRANGER, known.email)

    assert "person.password_reset_asked" not in await house.facts(space_id)


async def test_looking_at_a_reset_uses_nothing_up(house: House) -> None:
    """CHECKLIST 16."""
    _, code = await asked(house)

    for _ in range(3):
        assert await house.passwords.look_at_reset(STRANGER, code)

    await house.passwords.reset(STRANGER, code, NEW)
    assert not await house.passwords.look_at_reset(STRANGER, code)

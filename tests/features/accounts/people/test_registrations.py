"""Registering, and proving the address."""

import asyncio
from dataclasses import replace

import pytest

from kalends.core.actor import Nobody, Origin, System
from kalends.core.errors import Invalid, TooMany
from kalends.core.time import UnknownZone
from kalends.features.accounts.addresses import NotAnAddress
from kalends.features.accounts.mail_links import MailLinkId, MailLinkIsUsedUp
from kalends.features.accounts.passwords import PasswordIsGuessable, PasswordIsKnown, PasswordIsTooShort
from kalends.features.accounts.people.domain import NotThePasswordChosen, RegistrationIsClosed, UsernameIsTaken
from kalends.features.accounts.people.registrations import Registrations
from kalends.features.accounts.sessions.domain import SignInRefused
from tests.features.accounts.conftest import MakeHouse
from tests.features.accounts.house import PASSWORD, STRANGER, House, acting, somebody, suffix


async def test_a_new_person_owns_a_space_and_owes_a_proof(house: House) -> None:
    ada = await house.register("ada")
    person_id, space_id = await house.account(ada)

    async with house.db.transaction(System(space_id)) as tx:
        cursor = await tx.connection.execute(
            "SELECT s.kind, p.id, m.role, p.zone, p.email_verified_at FROM spaces AS s"
            " JOIN people AS p ON p.space_id = s.id JOIN memberships AS m ON m.space_id = s.id"
        )
        assert await cursor.fetchall() == [("personal", person_id, "owner", "Asia/Kathmandu", None)]
    assert await house.facts(space_id) == ["person.registered"]
    assert await house.audited(space_id) == ["person.registered"]


async def test_the_password_is_kept_as_argon2id_only(house: House) -> None:
    """CHECKLIST 3."""
    person = await house.people.me(await house.person("ada"))

    assert person.password_hash is not None
    assert person.password_hash.startswith("$argon2id$")
    assert PASSWORD not in person.password_hash


async def test_an_address_must_be_confirmed_before_one_can_sign_in(house: House) -> None:
    ada = await house.register("ada")
    with pytest.raises(SignInRefused):
        await house.sign_in(ada)

    await house.confirm(ada)

    signed_in = await house.sign_in(ada)
    assert (await house.people.me(acting(signed_in))).is_verified
    _, space_id = await house.account(ada)
    assert "person.verified" in await house.facts(space_id)


async def test_a_code_works_once(house: House) -> None:
    """CHECKLIST 16."""
    ada = await house.register("ada")
    code = await house.newest_code(ada)
    await house.registrations.verify(STRANGER, code, PASSWORD)

    with pytest.raises(MailLinkIsUsedUp):
        await house.registrations.verify(STRANGER, code, PASSWORD)


async def test_of_many_at_once_one_uses_the_code(house: House) -> None:
    """CHECKLIST 16."""
    ada = await house.register("ada")
    code = await house.newest_code(ada)

    results = await asyncio.gather(
        *(house.registrations.verify(STRANGER, code, PASSWORD) for _ in range(10)), return_exceptions=True
    )

    assert results.count(None) == 1
    assert sum(isinstance(result, MailLinkIsUsedUp) for result in results) == 9


async def test_looking_uses_nothing_up(house: House) -> None:
    """CHECKLIST 16: mail scanners open every link."""
    ada = await house.register("ada")
    code = await house.newest_code(ada)

    for _ in range(5):
        assert await house.registrations.look_at_verification(STRANGER, code) == ada.email_key
        assert not await house.passwords.look_at_reset(STRANGER, code), "a link has one purpose"

    await house.registrations.verify(STRANGER, code, PASSWORD)
    assert await house.registrations.look_at_verification(STRANGER, code) is None
    assert await house.registrations.look_at_verification(STRANGER, "rubbish") is None


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE mail_links SET expires_at = now()",
        "UPDATE people SET email_key = 'other-' || email_key",
        "UPDATE people SET is_active = false",
        "UPDATE mail_links SET purpose = 'reset'",
        "DELETE FROM mail_links",
    ],
)
async def test_a_code_is_for_a_quarter_of_an_hour_one_address_and_one_purpose(house: House, spoil: str) -> None:
    """CHECKLIST 16."""
    ada = await house.register("ada")
    code = await house.newest_code(ada)
    _, space_id = await house.account(ada)
    async with house.db.transaction(System(space_id)) as tx:
        assert await tx.value("SELECT expires_at - now() <= interval '15 minutes' FROM mail_links")
        await tx.connection.execute(spoil.encode())

    with pytest.raises(MailLinkIsUsedUp):
        await house.registrations.verify(STRANGER, code, PASSWORD)


async def test_the_outbox_holds_no_code(house: House) -> None:
    """CHECKLIST 16."""
    ada = await house.register("ada")
    code = await house.newest_code(ada)
    _, space_id = await house.account(ada)

    async with house.db.transaction(System(space_id)) as tx:
        cursor = await tx.connection.execute("SELECT data::text || metadata::text FROM facts")
        texts = [row[0] for row in await cursor.fetchall()]
        link = await tx.value("SELECT (data ->> 'mail_link_id')::uuid FROM facts")

    assert all(code not in text and PASSWORD not in text for text in texts)
    assert house.mail_links.code_of(MailLinkId(link)) == code


async def test_a_known_address_is_answered_the_same_and_told_by_mail(house: House) -> None:
    ada = await house.verified("ada")
    _, space_id = await house.account(ada)

    await house.register("mallory", email=ada.email.upper())

    assert (await house.facts(space_id))[-1] == "person.registered_again"
    assert await house.sign_in(ada), "nothing about the account has changed"


async def test_asking_twice_tells_no_more_than_asking_once(house: House) -> None:
    """The name asked for is as taken, and as free again, whether or not the address had an account."""
    known, unknown = (await house.verified("ada")).email, f"{suffix()}@example.org"
    behaviours: list[list[bool]] = []

    for address in (known, unknown):
        first, second = somebody("mallory"), somebody("mallory")
        steps = [
            replace(first, email=address),
            replace(first, email=f"{suffix()}@example.org"),
            replace(first, email=address),
            replace(second, email=address),
            replace(first, email=f"{suffix()}@example.org"),
        ]
        behaviours.append([await registers(house, step) for step in steps])

    assert behaviours[0] == behaviours[1] == [True, False, True, True, True]


async def registers(house: House, new: object) -> bool:
    try:
        await house.registrations.register(STRANGER, new)  # type: ignore[arg-type]
    except UsernameIsTaken:
        return False
    return True


async def test_each_way_through_hashes_once(house: House) -> None:
    """CHECKLIST 4."""
    known = await house.verified("ada")
    pending = await house.register("bea")

    for email in (known.email, pending.email, f"{suffix()}@example.org"):
        runs = house.hasher.runs
        await house.register("mallory", email=email)
        assert house.hasher.runs == runs + 1


async def test_who_squats_an_address_loses_it_to_its_owner(house: House) -> None:
    squatter = await house.register("mallory", password="a stranger chose this one")
    squatters_code = await house.newest_code(squatter)

    ada = await house.register("ada", email=squatter.email)
    await house.confirm(ada)

    with pytest.raises(MailLinkIsUsedUp):
        await house.registrations.verify(STRANGER, squatters_code, squatter.password or "")
    with pytest.raises(SignInRefused):
        await house.sign_in(squatter)
    person = await house.people.me(acting(await house.sign_in(ada)))
    assert person.username == ada.username


@pytest.mark.parametrize("order", [("ada", "mallory"), ("mallory", "ada")], ids=["after", "before"])
async def test_nobody_confirms_a_password_that_a_stranger_chose(house: House, order: tuple[str, str]) -> None:
    """Whoever of the two registered first, only the password of the newest mail's registration confirms."""
    email, strangers = f"{suffix()}@example.org", "a stranger chose this one"
    both = {name: somebody(name, email=email, password=strangers if name == "mallory" else PASSWORD) for name in order}
    for name in order:
        await house.registrations.register(STRANGER, both[name])
    ada, mallory = both["ada"], both["mallory"]

    if order[-1] == "mallory":
        with pytest.raises(NotThePasswordChosen) as refused:
            await house.confirm(ada)
        assert refused.value.field == "password"
        for somebodys in (ada, mallory):
            with pytest.raises(SignInRefused):
                await house.sign_in(somebodys)
        await house.passwords.ask_reset(STRANGER, email)
        await house.passwords.reset(STRANGER, await house.newest_code(ada), PASSWORD)
    else:
        with pytest.raises(NotThePasswordChosen):
            await house.confirm(mallory)
        await house.confirm(ada)

    assert (await house.people.me(acting(await house.sign_in(ada)))).is_verified
    with pytest.raises(SignInRefused):
        await house.sign_in(mallory)
    await house.register("mallory", email=email, password=strangers)
    with pytest.raises(SignInRefused):
        await house.sign_in(mallory)


async def test_a_wrong_password_leaves_the_link_as_it_was_and_hashes_once(house: House) -> None:
    """CHECKLIST 4."""
    ada = await house.register("ada")
    code, runs = await house.newest_code(ada), house.hasher.runs

    for wrong in ("a stranger chose this one", "", "\ud800"):
        with pytest.raises(NotThePasswordChosen):
            await house.registrations.verify(STRANGER, code, wrong)
    await house.registrations.verify(STRANGER, code, PASSWORD)

    assert house.hasher.runs == runs + 4


async def test_the_password_of_a_registration_is_not_guessed_for_ever(make_house: MakeHouse) -> None:
    house = make_house(burst=2, per_minute=1)
    ada = await house.register("ada")
    code, runs = await house.newest_code(ada), house.hasher.runs

    for _ in range(3):
        with pytest.raises(NotThePasswordChosen):
            await house.registrations.verify(STRANGER, code, "a stranger chose this one")

    assert house.hasher.runs == runs + 2, "the last was refused before it was compared"
    await house.registrations.verify(Nobody(Origin(address="203.0.113.201")), code, PASSWORD)


@pytest.mark.parametrize("alike", ["{}", "{upper}", "{0}.", "{dotted}"])
async def test_names_that_look_alike_are_one(house: House, alike: str) -> None:
    ada = await house.register("ada")
    username = {
        "{}": ada.username,
        "{upper}": ada.username.upper(),
        "{0}.": ada.username.replace("-", "."),
        "{dotted}": ada.username.replace("a", "а").replace("d", "d"),
    }[alike]

    with pytest.raises((UsernameIsTaken, Invalid)):
        await house.registrations.register(STRANGER, replace(somebody("bea"), username=username))


async def test_of_two_registering_a_name_at_once_one_gets_it(house: House) -> None:
    name = f"ada-{suffix()}"
    people = [replace(somebody("ada"), username=name) for _ in range(8)]

    results = await asyncio.gather(
        *(house.registrations.register(STRANGER, one) for one in people), return_exceptions=True
    )

    assert results.count(None) == 1
    assert sum(isinstance(result, UsernameIsTaken) for result in results) == 7


async def test_of_two_registering_an_address_at_once_there_is_one_person(house: House) -> None:
    email = f"{suffix()}@example.org"

    results = await asyncio.gather(*(house.register("ada", email=email) for _ in range(8)), return_exceptions=True)

    assert not [result for result in results if isinstance(result, Exception)]
    person_id, space_id = await house.account(somebody("ada", email=email))
    async with house.db.transaction(System(space_id)) as tx:
        assert await tx.value("SELECT count(*) FROM people") == 1
        assert await tx.value("SELECT id FROM people") == person_id


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"email": "nowhere"}, NotAnAddress, "email"),
        ({"username": "a b"}, Invalid, "username"),
        ({"username": "admin"}, Invalid, "username"),
        ({"zone": "Mars/Base"}, UnknownZone, "zone"),
        ({"zone": "../etc/passwd"}, UnknownZone, "zone"),
        ({"locale": "klingon!"}, Invalid, "locale"),
        ({"name": "x" * 201}, Invalid, "name"),
        ({"password": "short"}, PasswordIsTooShort, "password"),
        ({"password": "password123"}, PasswordIsKnown, "password"),
        ({"password": "kalends2026"}, PasswordIsGuessable, "password"),
        ({"password": None}, PasswordIsTooShort, "password"),
    ],
)
async def test_what_cant_be_used_is_said_beside_its_field(
    house: House, changes: dict[str, str], error: type[Invalid], field: str
) -> None:
    """CHECKLIST 1 and 2, at sign-up."""
    with pytest.raises(error) as refused:
        await house.registrations.register(STRANGER, replace(somebody("ada"), **changes))

    assert refused.value.field == field


async def test_ones_own_name_and_address_are_no_password(house: House) -> None:
    """CHECKLIST 2."""
    ada = somebody("ada")

    for password in (ada.username, ada.email, f"{ada.username}2026"):
        with pytest.raises(PasswordIsGuessable):
            await house.registrations.register(STRANGER, replace(ada, password=password))


async def test_nobody_registers_as_an_operator(house: House) -> None:
    """CHECKLIST 22."""
    ada = replace(somebody("ada"), is_operator=True)
    await house.registrations.register(STRANGER, ada)
    await house.confirm(ada)

    assert not (await house.people.me(acting(await house.sign_in(ada)))).is_operator


async def test_operators_may_close_the_door(house: House) -> None:
    closed = Registrations(
        db=house.db,
        hasher=house.hasher,
        throttle=house.registrations.throttle,
        mail_links=house.mail_links,
        is_open=False,
    )

    with pytest.raises(RegistrationIsClosed):
        await closed.register(STRANGER, somebody("ada"))


async def test_the_link_is_sent_again_to_those_who_need_it_and_nobody_is_told(house: House) -> None:
    pending, known = await house.register("ada"), await house.verified("bea")
    old_code = await house.newest_code(pending)

    for email in (pending.email, known.email, f"{suffix()}@example.org"):
        assert await house.registrations.ask_verification(STRANGER, email) is None

    _, space_id = await house.account(pending)
    assert (await house.facts(space_id))[-1] == "person.verification_asked"
    _, space_id = await house.account(known)
    assert "person.verification_asked" not in await house.facts(space_id)
    with pytest.raises(MailLinkIsUsedUp):
        await house.registrations.verify(STRANGER, old_code, PASSWORD)
    await house.confirm(pending)


async def test_strangers_cant_fill_a_mailbox(house: House) -> None:
    pending, known = await house.register("ada"), await house.verified("bea")

    for _ in range(12):
        await house.registrations.ask_verification(STRANGER, pending.email)
        await house.register("mallory", email=known.email)

    _, space_id = await house.account(pending)
    assert (await house.facts(space_id)).count("person.verification_asked") == 5
    _, space_id = await house.account(known)
    assert (await house.facts(space_id)).count("person.registered_again") == 5


async def test_one_address_registers_only_so_many(make_house: MakeHouse) -> None:
    house = make_house(burst=1, per_minute=1)
    for _ in range(3):
        await house.register("ada")

    with pytest.raises(TooMany):
        await house.register("ada")

    await house.registrations.register(Nobody(Origin(address="203.0.113.200")), somebody("ada"))

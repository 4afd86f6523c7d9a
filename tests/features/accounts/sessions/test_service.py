"""Signing in and out, and being recognised."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from kalends.core.actor import Nobody, Origin, Person
from kalends.core.errors import NotSignedIn
from kalends.core.ids import PersonId, SessionId, new_uuid
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.people.domain import NewPerson, WrongPassword
from kalends.features.accounts.sessions.domain import NoSuchSession, SessionKind, SignInRefused
from kalends.features.accounts.sessions.tokens import AccessTokenIsRefused
from kalends.features.accounts.signed_in import SignInFirst
from kalends.store.database import Database, SessionIsOver
from tests.features.accounts.conftest import MakeHouse
from tests.features.accounts.house import ELSEWHERE, HERE, PASSWORD, STRANGER, House, acting


async def test_who_registered_and_confirmed_their_address_can_sign_in(house: House) -> None:
    ada = await house.verified("ada")

    signed_in = await house.sign_in(ada)

    actor = await house.sessions.recognise(bearer=signed_in.access_token, origin=HERE)
    assert actor == acting(signed_in)
    assert (await house.people.me(actor)).username == ada.username


@pytest.mark.parametrize("spelling", ["{email}", " {EMAIL} ", "{username}", "{USERNAME}"])
async def test_address_and_username_will_do_in_any_case(house: House, spelling: str) -> None:
    ada = await house.verified("ada")
    login = spelling.format(
        email=ada.email, EMAIL=ada.email.upper(), username=ada.username, USERNAME=ada.username.upper()
    )

    signed_in = await house.sessions.sign_in(STRANGER, login, PASSWORD)

    assert (await house.people.me(acting(signed_in))).username == ada.username


async def test_every_failure_says_the_same_and_hashes_once(house: House) -> None:
    """CHECKLIST 4."""
    known = await house.verified("ada")
    unverified = await house.register("bea")
    said: set[tuple[type[Exception], str, str | None]] = set()

    for login, password in [
        (known.email, "wrong horses on a roof"),
        ("nobody-at-all@example.org", PASSWORD),
        ("no such name", PASSWORD),
        ("\0", PASSWORD),
        ("x" * 100_000, PASSWORD),
        (unverified.email, PASSWORD),
        (unverified.email, "wrong horses on a roof"),
        (known.email, ""),
        (known.email, "x" * 5000),
    ]:
        runs = house.hasher.runs
        with pytest.raises(SignInRefused) as refused:
            await house.sessions.sign_in(STRANGER, login, password)
        assert house.hasher.runs == runs + 1
        said.add((type(refused.value), str(refused.value), refused.value.field))

    assert len(said) == 1


async def test_the_limiter_refuses_before_hashing_and_says_the_same(make_house: MakeHouse) -> None:
    """CHECKLIST 4: equally for unknown addresses."""
    house = make_house(burst=3, per_minute=1)
    known = await house.verified("ada")

    for login in (known.email, f"unknown-{known.email}"):
        outcomes: list[tuple[str, int]] = []
        for _ in range(6):
            runs = house.hasher.runs
            with pytest.raises(SignInRefused) as refused:
                await house.sessions.sign_in(STRANGER, login, "wrong horses on a roof")
            outcomes.append((str(refused.value), house.hasher.runs - runs))

        assert outcomes == [(SignInRefused.sentence(), 1)] * 3 + [(SignInRefused.sentence(), 0)] * 3


async def test_the_right_password_is_refused_too_while_the_limiter_says_no(make_house: MakeHouse) -> None:
    """CHECKLIST 4."""
    house = make_house(burst=3, per_minute=1)
    known = await house.verified("ada")
    for _ in range(3):
        with pytest.raises(SignInRefused):
            await house.sessions.sign_in(STRANGER, known.email, "wrong horses on a roof")

    with pytest.raises(SignInRefused):
        await house.sign_in(known)

    house.clock.now += 130
    assert await house.sign_in(known)


async def test_strangers_dont_lock_anybody_out(make_house: MakeHouse) -> None:
    """CHECKLIST 5."""
    house = make_house(burst=3, per_minute=1)
    known = await house.verified("ada")
    device = (await house.sign_in(known)).device
    for n in range(100):
        stranger = Nobody(Origin(address=f"203.0.113.{n}"))
        for _ in range(4):
            with pytest.raises(SignInRefused):
                await house.sessions.sign_in(stranger, known.email, "wrong horses on a roof")

    with pytest.raises(SignInRefused):
        await house.sign_in(known, origin=ELSEWHERE)
    assert await house.sessions.sign_in(Nobody(ELSEWHERE), known.email, PASSWORD, device=device)
    house.clock.now += 60
    assert await house.sign_in(known, origin=ELSEWHERE)


async def test_signing_in_rightly_never_uses_the_limit_up(make_house: MakeHouse) -> None:
    house = make_house(burst=3, per_minute=1)
    known = await house.verified("ada")

    for _ in range(10):
        assert await house.sign_in(known)


async def test_a_weaker_hash_is_renewed_at_sign_in(make_house: MakeHouse, house: House) -> None:
    """CHECKLIST 3."""
    ada = await house.verified("ada")
    stronger = Hasher(memory_kib=256, iterations=2, parallelism=1, at_once=1, queue=10)
    stricter = make_house(hasher=stronger)

    signed_in = await stricter.sign_in(ada)
    assert stronger.runs == 2
    person = await stricter.people.me(acting(signed_in))
    assert person.password_hash is not None
    assert person.password_hash.startswith("$argon2id$v=19$m=256,t=2,p=1$")

    assert await stricter.sign_in(ada)
    assert stronger.runs == 3, "it is strong enough now"
    assert person.version == (await stricter.people.me(acting(signed_in))).version
    stronger.close()


async def test_a_token_is_recognised_without_a_query(house: House) -> None:
    ada = await house.verified("ada")
    signed_in = await house.sign_in(ada)
    unplugged = replace(house.sessions, db=Database("host=/nowhere"))

    for _ in range(2):
        assert await unplugged.recognise(bearer=signed_in.access_token, origin=ELSEWHERE) == acting(
            signed_in, ELSEWHERE
        )


async def test_a_remembered_token_is_forgotten_when_it_expires(house: House) -> None:
    """CHECKLIST 9."""
    signed_in = await house.sign_in(await house.verified("ada"))
    assert await house.sessions.recognise(bearer=signed_in.access_token, origin=HERE)

    house.clock.now += 600

    with pytest.raises(AccessTokenIsRefused):
        await house.sessions.recognise(bearer=signed_in.access_token, origin=HERE)


async def test_a_cookie_is_its_owners_and_only_its_hash_is_kept(house: House) -> None:
    ada = await house.verified("ada")

    signed_in = await house.sign_in(ada, SessionKind.COOKIE)

    assert len(signed_in.secret) >= 43
    assert (signed_in.access_token, signed_in.refresh_token) == ("", "")
    actor = await house.sessions.recognise(cookie=signed_in.secret, origin=HERE)
    assert actor == acting(signed_in)
    async with house.db.transaction(actor) as tx:
        kept = await tx.value("SELECT secret_hash FROM sessions WHERE id = %s", [signed_in.session_id])
    assert signed_in.secret.encode() not in kept
    assert len(kept) == 32


@pytest.mark.parametrize("secret", ["", "x", "A" * 43, "\0", "ü" * 5000])
async def test_a_cookie_we_never_gave_is_nobodys(house: House, secret: str) -> None:
    """CHECKLIST 17."""
    assert await house.sessions.recognise(cookie=secret, origin=HERE) == Nobody(HERE)


async def test_nobody_without_credentials(house: House) -> None:
    assert await house.sessions.recognise(origin=HERE) == Nobody(HERE)


async def test_each_sign_in_has_a_session_and_a_secret_of_its_own(house: House) -> None:
    """CHECKLIST 11."""
    ada = await house.verified("ada")

    one, other = await house.sign_in(ada, SessionKind.COOKIE), await house.sign_in(ada, SessionKind.COOKIE)

    assert one.session_id != other.session_id
    assert one.secret != other.secret


async def test_signing_out_ends_it_at_once_for_cookies_and_tokens(house: House) -> None:
    ada = await house.verified("ada")
    for kind in SessionKind:
        signed_in = await house.sign_in(ada, kind)
        actor = acting(signed_in)

        await house.sessions.sign_out(actor)

        with pytest.raises(SessionIsOver):
            await house.people.me(actor)
        if kind is SessionKind.TOKEN:
            with pytest.raises(NotSignedIn):
                await house.sessions.refresh(STRANGER, signed_in.refresh_token)


async def test_a_session_expires(make_house: MakeHouse) -> None:
    house = make_house(lifetime=-1)
    ada = await house.verified("ada")
    signed_in = await house.sign_in(ada)

    with pytest.raises(SessionIsOver):
        await house.people.me(acting(signed_in))
    with pytest.raises(NotSignedIn):
        await house.sessions.refresh(STRANGER, signed_in.refresh_token)


async def test_i_see_my_sessions_and_end_one_or_all_others(house: House) -> None:
    """CHECKLIST 12 in part: list, revoke one, revoke all."""
    ada = await house.verified("ada")
    phone, laptop, tablet = [await house.sign_in(ada, SessionKind.COOKIE) for _ in range(3)]
    me = acting(laptop)

    listed = await house.sessions.list_own(me)
    assert {one.id for one in listed} == {phone.session_id, laptop.session_id, tablet.session_id}
    assert {one.address for one in listed} == {HERE.address}
    assert {one.agent for one in listed} == {"Firefox"}

    await house.sessions.end(me, phone.session_id)
    with pytest.raises(SessionIsOver):
        await house.people.me(acting(phone))
    assert await house.sessions.end_others(me) == 1
    with pytest.raises(SessionIsOver):
        await house.people.me(acting(tablet))
    assert [one.id for one in await house.sessions.list_own(me)] == [laptop.session_id]


async def test_nobody_ends_somebody_elses_session(house: House) -> None:
    """CHECKLIST 21."""
    ada, grace = await house.person("ada"), await house.person("grace")

    for session_id in (grace.session_id, SessionId(new_uuid())):
        with pytest.raises(NoSuchSession):
            await house.sessions.end(ada, session_id)

    assert await house.people.me(grace)


async def test_an_actor_who_names_somebody_elses_session_is_nobody(house: House) -> None:
    """CHECKLIST 17."""
    ada, grace = await house.person("ada"), await house.person("grace")

    for forged in (
        Person(grace.id, ada.session_id, HERE),
        Person(ada.id, grace.session_id, HERE),
        Person(PersonId(new_uuid()), ada.session_id, HERE),
    ):
        with pytest.raises(SessionIsOver):
            await house.people.me(forged)


async def test_signing_in_comes_first(house: House) -> None:
    for call in (house.sessions.list_own, house.sessions.sign_out, house.sessions.end_others, house.people.me):
        with pytest.raises(SignInFirst):
            await call(STRANGER)


async def test_confirming_gives_a_cookie_a_new_secret_and_leaves_the_old_one_worthless(house: House) -> None:
    """CHECKLIST 11: the id changes at step-up."""
    ada = await house.verified("ada")
    signed_in = await house.sign_in(ada, SessionKind.COOKIE)
    actor = acting(signed_in)

    secret = await house.sessions.confirm(actor, PASSWORD)

    house.cache.forget("*")
    assert secret != signed_in.secret
    assert await house.sessions.recognise(cookie=secret, origin=HERE) == actor
    assert await house.sessions.recognise(cookie=signed_in.secret, origin=HERE) == Nobody(HERE)


async def test_confirming_needs_the_password_and_has_a_limit(make_house: MakeHouse) -> None:
    house = make_house(burst=3, per_minute=1)
    actor = await house.person("ada")

    for _ in range(3):
        with pytest.raises(WrongPassword):
            await house.sessions.confirm(actor, "wrong horses on a roof")
    runs = house.hasher.runs
    with pytest.raises(WrongPassword):
        await house.sessions.confirm(actor, PASSWORD)

    assert house.hasher.runs == runs


async def test_what_happens_to_sessions_is_on_record(house: House) -> None:
    ada = await house.verified("ada")
    signed_in = await house.sign_in(ada)
    _, space_id = await house.account(ada)

    await house.sessions.confirm(acting(signed_in), PASSWORD)
    await house.sessions.sign_out(acting(signed_in))

    assert (await house.audited(space_id))[-3:] == ["session.opened", "session.confirmed", "session.ended"]


async def test_fifty_sign_ins_at_once(house: House) -> None:
    ada = await house.verified("ada")

    signed_in = await asyncio.gather(*(house.sign_in(ada) for _ in range(50)))

    assert len({one.session_id for one in signed_in}) == 50


class Interrupted(Hasher):
    """The real thing, which lets something else happen while it hashes for the first time."""

    def __init__(self, meanwhile: Callable[[], Awaitable[object]]) -> None:
        super().__init__(memory_kib=256, iterations=2, parallelism=1, at_once=1, queue=10)
        self._meanwhile: list[Callable[[], Awaitable[object]]] = [meanwhile]

    async def is_right(self, password_hash: str | None, password: str) -> bool:
        is_right = await super().is_right(password_hash, password)
        while self._meanwhile:
            await self._meanwhile.pop()()
        return is_right


async def test_a_password_changed_while_somebody_signs_in_with_the_old_one_stays_changed(
    make_house: MakeHouse, house: House
) -> None:
    """CHECKLIST 12 in part: no session slips past the change that ends all of them."""
    new = await house.verified("ada")
    ada = acting(await house.sign_in(new))
    late = make_house(hasher=Interrupted(lambda: house.passwords.change(ada, PASSWORD, "four goats in the rain")))

    with pytest.raises(SignInRefused):
        await late.sign_in(new)

    assert len(await house.sessions.list_own(ada)) == 1
    with pytest.raises(SignInRefused):
        await house.sign_in(new)
    assert await house.sessions.sign_in(STRANGER, new.email, "four goats in the rain")
    late.hasher.close()


async def test_an_account_stopped_or_deleted_while_somebody_signs_in_stays_so(
    make_house: MakeHouse, house: House
) -> None:
    new = await house.verified("ada")
    late = make_house(hasher=Interrupted(lambda: leave(house, new)))

    with pytest.raises(SignInRefused):
        await late.sign_in(new)
    late.hasher.close()


async def leave(house: House, new: NewPerson) -> None:
    await house.people.leave(acting(await house.sign_in(new)))

"""Device passwords: made once, used with every request, revoked at once."""

import asyncio
from dataclasses import replace

import pytest

from kalends.core.actor import Origin, Person, System
from kalends.core.errors import NotSignedIn
from kalends.core.ids import SessionId, new_uuid
from kalends.features.accounts.device_passwords import repository
from kalends.features.accounts.device_passwords.domain import (
    MOST_DEVICES,
    Connected,
    DevicePasswordIsRefused,
    NoSuchDevice,
    TooManyDevices,
    new_secret,
    read,
)
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.people.domain import NewPerson, NobodyIsHere, WrongPassword
from kalends.features.accounts.sessions.domain import NoSuchSession, PasswordIsNeeded
from kalends.features.accounts.signed_in import SignInFirst
from kalends.store.cache import Cache
from kalends.store.database import Database
from tests.features.accounts.conftest import MakeHouse
from tests.features.accounts.house import ELSEWHERE, PASSWORD, STRANGER, House, acting

PHONE = Origin(address="192.0.2.44", agent="DAVx5/4.5")


class SlowHasher(Hasher):
    """Answers when it is let."""

    def __init__(self, **strength: int) -> None:
        super().__init__(**strength)
        self.is_asked = asyncio.Event()
        self.may_answer = asyncio.Event()

    async def is_right(self, password_hash: str | None, password: str) -> bool:
        self.is_asked.set()
        await self.may_answer.wait()
        return await super().is_right(password_hash, password)


async def with_phone(house: House) -> tuple[NewPerson, Person, Connected]:
    new = await house.verified("ada")
    ada = acting(await house.sign_in(new))
    return new, ada, await house.device_passwords.add(ada, "Phone")


async def use(house: House, login: str, password: str, origin: Origin = PHONE) -> Person:
    """As one request at CalDAV does: the password, then a transaction."""
    actor = await house.device_passwords.authenticate(login, password, origin=origin)
    async with house.db.transaction(actor) as tx:
        await tx.execute("SELECT 1")
    return actor


async def test_a_device_acts_as_its_owner_by_a_session_of_its_own(house: House) -> None:
    new, ada, phone = await with_phone(house)

    for login in (new.username, new.email, new.username.upper()):
        assert await use(house, login, phone.password) == Person(ada.id, phone.device.id, PHONE)


async def test_it_costs_one_argon2_and_then_none_and_no_query(house: House) -> None:
    """CHECKLIST 14."""
    new, _, phone = await with_phone(house)
    runs = house.hasher.runs

    await use(house, new.username, phone.password)
    assert house.hasher.runs == runs + 1

    unplugged = replace(house.device_passwords, db=Database("host=/nowhere"))
    for _ in range(5):
        await unplugged.authenticate(new.username, phone.password, origin=PHONE)
    assert house.hasher.runs == runs + 1


async def test_many_first_requests_at_once_share_one_argon2(house: House) -> None:
    new, ada, phone = await with_phone(house)
    runs = house.hasher.runs

    actors = await asyncio.gather(*(use(house, new.username, phone.password) for _ in range(20)))

    assert {actor.id for actor in actors} == {ada.id}
    assert house.hasher.runs == runs + 1


async def test_only_a_hash_is_kept(house: House) -> None:
    """CHECKLIST 14."""
    _, ada, phone = await with_phone(house)
    secret = read(phone.password)
    assert secret is not None

    async with house.db.transaction(ada) as tx:
        kept = await tx.value("SELECT secret_hash FROM device_passwords WHERE session_id = %s", [phone.device.id])
        row = await tx.value(
            "SELECT to_jsonb(d)::text || to_jsonb(s)::text FROM device_passwords AS d "
            "JOIN sessions AS s ON s.id = d.session_id WHERE s.id = %s",
            [phone.device.id],
        )

    assert kept.startswith("$argon2id$")
    assert secret.rest not in row
    assert phone.password not in row


async def test_every_refusal_says_the_same_and_hashes_once(house: House) -> None:
    """CHECKLIST 4."""
    new, ada, phone = await with_phone(house)
    grace = await house.verified("grace")
    revoked = await house.device_passwords.add(ada, "Old phone")
    await house.device_passwords.revoke(ada, revoked.device.id)
    secret = read(phone.password)
    assert secret is not None
    said: set[tuple[type[Exception], str]] = set()

    for login, password in [
        (new.username, new_secret().text),
        (new.username, replace(secret, rest=new_secret().rest).text),
        (grace.username, phone.password),
        ("nobody-at-all@example.org", phone.password),
        ("\0", phone.password),
        ("", phone.password),
        ("x" * 100_000, phone.password),
        (new.username, revoked.password),
    ]:
        runs = house.hasher.runs
        with pytest.raises(DevicePasswordIsRefused) as refused:
            await use(house, login, password)
        assert house.hasher.runs == runs + 1, login
        said.add((type(refused.value), str(refused.value)))

    assert len(said) == 1


@pytest.mark.parametrize("password", [PASSWORD, "", "x" * 100_000, "\0", "kal-abcd"])
async def test_what_is_no_device_password_is_refused_alike_without_looking(house: House, password: str) -> None:
    """CHECKLIST 4: it says nothing about anybody."""
    new, _, _ = await with_phone(house)
    unplugged = replace(house.device_passwords, db=Database("host=/nowhere"))
    runs = house.hasher.runs

    for login in (new.username, "nobody-at-all@example.org"):
        with pytest.raises(DevicePasswordIsRefused):
            await unplugged.authenticate(login, password, origin=PHONE)

    assert house.hasher.runs == runs


async def test_the_limiter_refuses_before_hashing_and_says_the_same(make_house: MakeHouse) -> None:
    """CHECKLIST 4, 5: an address may guess thrice as often as one password may be guessed at."""
    house = make_house(burst=3, per_minute=1)
    new, _, _ = await with_phone(house)
    outcomes: list[tuple[str, int]] = []

    for _ in range(12):
        runs = house.hasher.runs
        with pytest.raises(DevicePasswordIsRefused) as refused:
            await use(house, new.username, new_secret().text)
        outcomes.append((str(refused.value), house.hasher.runs - runs))

    sentence = DevicePasswordIsRefused.sentence()
    assert outcomes == [(sentence, 1)] * 9 + [(sentence, 0)] * 3


async def test_strangers_dont_lock_a_device_out(make_house: MakeHouse) -> None:
    """CHECKLIST 5."""
    house = make_house(burst=3, per_minute=1)
    new, _, phone = await with_phone(house)
    for n in range(100):
        for _ in range(3):
            with pytest.raises(DevicePasswordIsRefused):
                await use(house, new.username, new_secret().text, Origin(address=f"203.0.113.{n}"))

    assert await use(house, new.username, phone.password)


async def test_a_revoked_device_that_goes_on_asking_uses_no_tries_up(make_house: MakeHouse) -> None:
    house = make_house(burst=3, per_minute=0.001)
    new, ada, phone = await with_phone(house)
    laptop = await house.device_passwords.add(ada, "Laptop")
    await house.device_passwords.revoke(ada, phone.device.id)
    runs = house.hasher.runs

    for _ in range(50):
        with pytest.raises(DevicePasswordIsRefused):
            await use(house, new.username, phone.password)

    assert house.hasher.runs == runs + 1
    assert await use(house, new.username, laptop.password)


async def test_revoking_takes_effect_on_the_next_request_of_every_process(house: House) -> None:
    """CHECKLIST 14: also where no word of it has come yet."""
    new, ada, phone = await with_phone(house)
    other_process = replace(house, device_passwords=replace(house.device_passwords, cache=Cache()))
    for process in (house, other_process):
        await use(process, new.username, phone.password)

    await house.device_passwords.revoke(ada, phone.device.id)

    for process in (house, other_process):
        with pytest.raises(NotSignedIn):
            await use(process, new.username, phone.password)
    assert await house.device_passwords.list_own(ada) == []


async def test_other_processes_are_told_to_forget(house: House) -> None:
    new, ada, phone = await with_phone(house)
    secret = read(phone.password)
    assert secret is not None
    await use(house, new.username, phone.password)
    assert house.cache.get(f"device-password/{secret.lookup}") is not None

    async with house.db.transaction(ada) as tx:
        await repository.revoke(tx, ada.id, phone.device.id)

    assert tx.stale_keys == [f"device-password/{secret.lookup}"]


async def test_one_that_is_revoked_while_it_is_checked_is_refused(house: House) -> None:
    new, ada, phone = await with_phone(house)
    hasher = SlowHasher(memory_kib=64, iterations=1, parallelism=1, at_once=1, queue=1)
    slow = replace(house.device_passwords, hasher=hasher)
    checking = asyncio.create_task(slow.authenticate(new.username, phone.password, origin=PHONE))
    await hasher.is_asked.wait()

    await house.device_passwords.revoke(ada, phone.device.id)
    hasher.may_answer.set()

    with pytest.raises(DevicePasswordIsRefused):
        await checking
    hasher.close()


async def test_a_device_is_listed_with_its_last_use(house: House) -> None:
    """CHECKLIST 14."""
    new, ada, phone = await with_phone(house)
    tablet = await house.device_passwords.add(ada, "Tablet")

    await use(house, new.username, phone.password)

    newest, oldest = await house.device_passwords.list_own(ada)
    assert (newest.id, newest.name, newest.last_used_at) == (tablet.device.id, "Tablet", None)
    assert (oldest.id, oldest.address, oldest.agent) == (phone.device.id, PHONE.address, PHONE.agent)
    assert oldest.last_used_at is not None
    assert phone.device.last_used_at is None


async def test_use_is_noted_once_in_ten_minutes(house: House) -> None:
    new, ada, phone = await with_phone(house)
    await use(house, new.username, phone.password)
    (before,) = await house.device_passwords.list_own(ada)

    house.cache.forget("*")
    await use(house, new.username, phone.password, ELSEWHERE)
    assert await house.device_passwords.list_own(ada) == [before]

    async with house.db.transaction(ada) as tx:
        await tx.execute(
            "UPDATE sessions SET last_seen_at = now() - interval '11 minutes' WHERE id = %s", [phone.device.id]
        )
    house.cache.forget("*")
    await use(house, new.username, phone.password, ELSEWHERE)
    (after,) = await house.device_passwords.list_own(ada)
    assert after.address == ELSEWHERE.address


async def test_making_one_needs_ones_own_password_just_given(house: House) -> None:
    """CHECKLIST 13."""
    ada = await house.person("ada")
    async with house.db.transaction(ada) as tx:
        await tx.execute(
            "UPDATE sessions SET confirmed_at = now() - interval '11 minutes' WHERE id = %s", [ada.session_id]
        )

    with pytest.raises(PasswordIsNeeded):
        await house.device_passwords.add(ada, "Phone")
    with pytest.raises(WrongPassword):
        await house.device_passwords.add(ada, "Phone", password="wrong horses on a roof")
    assert await house.device_passwords.list_own(ada) == []

    assert await house.device_passwords.add(ada, "Phone", password=PASSWORD)


async def test_a_device_makes_no_devices(house: House) -> None:
    """CHECKLIST 13: it was never told its owner's own password."""
    new, _, phone = await with_phone(house)
    device = await use(house, new.username, phone.password)

    with pytest.raises(PasswordIsNeeded):
        await house.device_passwords.add(device, "Another")


async def test_others_can_neither_see_nor_make_nor_revoke_ones_devices(house: House) -> None:
    """CHECKLIST 21."""
    _, ada, phone = await with_phone(house)
    grace = await house.person("grace")

    with pytest.raises(NobodyIsHere):
        await house.device_passwords.list_own(grace, ada.id)
    with pytest.raises(NobodyIsHere):
        await house.device_passwords.add(grace, "Phone", ada.id)
    with pytest.raises(NobodyIsHere):
        await house.device_passwords.revoke(grace, phone.device.id, ada.id)
    with pytest.raises(NoSuchDevice):
        await house.device_passwords.revoke(grace, phone.device.id)
    assert [one.id for one in await house.device_passwords.list_own(ada)] == [phone.device.id]


async def test_what_is_not_there_can_not_be_revoked(house: House) -> None:
    _, ada, phone = await with_phone(house)
    await house.device_passwords.revoke(ada, phone.device.id)

    for gone in (phone.device.id, SessionId(new_uuid()), ada.session_id):
        with pytest.raises(NoSuchDevice):
            await house.device_passwords.revoke(ada, gone)


async def test_strangers_are_sent_to_sign_in(house: House) -> None:
    with pytest.raises(SignInFirst):
        await house.device_passwords.list_own(STRANGER)


async def test_so_many_and_no_more(house: House) -> None:
    _, ada, _ = await with_phone(house)
    for n in range(MOST_DEVICES - 1):
        await house.device_passwords.add(ada, f"Phone {n}")

    with pytest.raises(TooManyDevices):
        await house.device_passwords.add(ada, "One more")


async def test_devices_are_no_sessions_to_those_who_list_and_end_sessions(house: House) -> None:
    new, ada, phone = await with_phone(house)
    await house.sign_in(new)

    assert phone.device.id not in {one.id for one in await house.sessions.list_own(ada)}
    assert await house.sessions.end_others(ada) == 1
    with pytest.raises(NoSuchSession):
        await house.sessions.end(ada, phone.device.id)

    assert await use(house, new.username, phone.password)


async def test_a_change_of_password_disconnects_devices(house: House) -> None:
    """CHECKLIST 12 in part: whoever knew the old password may have made one."""
    new, ada, phone = await with_phone(house)
    await use(house, new.username, phone.password)

    await house.passwords.change(ada, PASSWORD, "quite another umbrella")

    with pytest.raises(NotSignedIn):
        await use(house, new.username, phone.password)


async def test_making_and_revoking_are_on_record(house: House) -> None:
    new, ada, phone = await with_phone(house)
    await house.device_passwords.revoke(ada, phone.device.id)

    _, space_id = await house.account(new)
    assert (await house.audited(space_id))[-2:] == ["device.connected", "device.revoked"]


async def test_who_leaves_leaves_no_devices(house: House) -> None:
    new, ada, phone = await with_phone(house)
    _, space_id = await house.account(new)

    await house.people.leave(ada)

    async with house.db.transaction(System(space_id)) as tx:
        assert await tx.value("SELECT count(*) FROM device_passwords") == 0
    with pytest.raises(DevicePasswordIsRefused):
        await house.device_passwords.authenticate(new.username, phone.password, origin=PHONE)


async def test_a_device_of_someone_deactivated_is_refused(house: House) -> None:
    new, ada, phone = await with_phone(house)
    async with house.db.transaction(ada) as tx:
        await tx.execute("UPDATE people SET is_active = false WHERE id = %s", [ada.id])

    with pytest.raises(DevicePasswordIsRefused):
        await house.device_passwords.authenticate(new.username, phone.password, origin=PHONE)

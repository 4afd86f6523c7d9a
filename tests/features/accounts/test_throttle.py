"""How often one may try to sign in, and that nobody is locked out by others."""

import pytest

from kalends.core.actor import Origin
from kalends.core.errors import TooMany
from kalends.features.accounts.limiter import Limiter
from kalends.features.accounts.throttle import Devices, Throttle, network_of
from tests.features.accounts.house import Clock

ADA = "ada@example.org"


def from_(address: str) -> Origin:
    return Origin(address=address)


class Door:
    def __init__(self) -> None:
        self.clock = Clock(0.0)
        self.devices = Devices(b"k" * 32)
        self.throttle = Throttle(Limiter(), self.devices, burst=10, per_minute=5, clock=self.clock)

    def tries(self, address: str, account: str = ADA, device: str | None = None) -> bool:
        return self.throttle.may_try(self.throttle.buckets_for_sign_in(account, from_(address), device))


def test_ten_tries_then_a_pause() -> None:
    """CHECKLIST 5."""
    door = Door()

    allowed = [door.tries("192.0.2.1") for _ in range(30)]

    assert allowed == [True] * 10 + [False] * 20
    door.clock.now += 24
    assert door.tries("192.0.2.1")
    assert not door.tries("192.0.2.1")


def test_a_stranger_who_hammers_doesnt_lock_the_owner_out() -> None:
    """CHECKLIST 5."""
    door = Door()
    for _ in range(10_000):
        door.tries("192.0.2.1")
        door.clock.now += 0.01

    assert door.tries("198.51.100.1")


def test_many_strangers_slow_an_account_down_but_not_a_device_of_its_owner() -> None:
    """CHECKLIST 5."""
    door = Door()
    for n in range(60):
        for _ in range(10):
            door.tries(f"192.0.2.{n}")

    assert not door.tries("198.51.100.1"), "guessing from everywhere is stopped"
    assert door.tries("198.51.100.1", device=door.devices.proof_for(ADA))
    door.clock.now += 60
    assert door.tries("198.51.100.1"), "and never for long"


def test_a_proof_is_good_for_its_own_account_only_and_has_limits_too() -> None:
    """CHECKLIST 5."""
    door = Door()
    proof = door.devices.proof_for(ADA)

    assert not door.devices.is_known("grace@example.org", proof)
    assert not door.devices.is_known(ADA, "forged")
    assert not door.devices.is_known(ADA, "gefälscht")
    assert [door.tries("192.0.2.1", device=proof) for _ in range(12)] == [True] * 10 + [False] * 2


def test_one_address_guesses_at_few_accounts() -> None:
    """CHECKLIST 5."""
    door = Door()

    allowed = sum(door.tries("192.0.2.1", account=f"person-{n}@example.org") for n in range(500))

    assert allowed == 30
    assert not door.tries("192.0.2.1", account="nobody-tried-this@example.org")
    assert door.tries("192.0.2.2", account="person-1@example.org")


def test_one_customer_of_ipv6_is_one_neighbour() -> None:
    assert network_of(from_("2001:db8:1:2:aaaa::1")) == network_of(from_("2001:db8:1:2:bbbb::2"))
    assert network_of(from_("2001:db8:1:2::1")) != network_of(from_("2001:db8:1:3::1"))
    assert network_of(from_("::ffff:192.0.2.1")) == network_of(from_("192.0.2.1"))
    assert network_of(Origin()) == ""


def test_mails_to_one_address_are_few() -> None:
    door = Door()

    assert [door.throttle.may_be_mailed(ADA) for _ in range(6)] == [True] * 5 + [False]
    door.clock.now += 600
    assert door.throttle.may_be_mailed(ADA)


def test_registering_says_when_to_come_back() -> None:
    door = Door()
    for _ in range(30):
        door.throttle.ensure_not_too_many("register", from_("192.0.2.1"))

    with pytest.raises(TooMany) as refused:
        door.throttle.ensure_not_too_many("register", from_("192.0.2.1"))

    assert 1 <= refused.value.retry_after <= 60
    door.throttle.ensure_not_too_many("register", from_("192.0.2.2"))

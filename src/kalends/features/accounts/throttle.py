"""How often one may try: sign in, register, have mail sent.

A failed sign-in takes from three buckets, and is refused when one is empty, before anything is looked up or hashed:

* of this account from this network address: narrow, with backoff. It stops guessing at one account.
* of this network address: three times as wide, with backoff. It stops guessing at many accounts.
* of this account from everywhere: twenty times as wide, without backoff. It stops guessing from many addresses.

Only the last can be emptied by strangers against somebody, and only from many addresses at once. It never locks
anybody out for good: it refills all the time; who is refused at a narrow bucket takes nothing from it; and a device
from which that account was once signed in to carries a proof (`Devices`) that has a bucket of its own instead.
A success gives back what it took.

Each process counts for itself, in memory: with n processes the limits are up to n times as wide.
"""

import hmac
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from kalends.core.actor import Origin
from kalends.core.errors import TooMany
from kalends.features.accounts.limiter import Limiter, Rate, Wanted

WIDER_FOR_AN_ADDRESS = 3
WIDER_FOR_AN_ACCOUNT = 20
# Mails that strangers can have sent to one address: a handful at once, then one in ten minutes.
MAILS = Rate(burst=5, per_second=1 / 600)


class Devices:
    """Proofs that somebody signed in to an account from a device. A proof opens nothing; it only keeps strangers who
    hammer at the account from standing in the owner's way."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def proof_for(self, account: str) -> str:
        return (
            urlsafe_b64encode(hmac.new(self._key, b"device/" + account.encode(), sha256).digest()).decode().rstrip("=")
        )

    def is_known(self, account: str, proof: str | None) -> bool:
        return proof is not None and hmac.compare_digest(proof.encode(), self.proof_for(account).encode())


class Throttle:
    def __init__(
        self,
        limiter: Limiter,
        devices: Devices,
        *,
        burst: int,
        per_minute: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limiter = limiter
        self._devices = devices
        self._clock = clock
        per_second = per_minute / 60
        self._narrow = Rate(burst=burst, per_second=per_second, backs_off=True)
        self._of_address = Rate(
            burst=burst * WIDER_FOR_AN_ADDRESS, per_second=per_second * WIDER_FOR_AN_ADDRESS, backs_off=True
        )
        self._of_account = Rate(burst=burst * WIDER_FOR_AN_ACCOUNT, per_second=per_second * WIDER_FOR_AN_ACCOUNT)

    def buckets_for_sign_in(self, account: str, origin: Origin, device: str | None) -> Wanted:
        network = network_of(origin)
        is_known = self._devices.is_known(account, device)
        return (
            (f"{'device' if is_known else 'guess'}/{network}/{account}", self._narrow),
            (f"sign-in/{network}", self._of_address),
            *(() if is_known else ((f"account/{account}", self._of_account),)),
        )

    def may_try(self, buckets: Wanted) -> bool:
        return self._limiter.take(buckets, self._clock()) == 0.0

    def forgive(self, buckets: Wanted) -> None:
        self._limiter.give_back(buckets, self._clock())

    def may_be_mailed(self, address_key: str) -> bool:
        """Whether one more mail that a stranger asked for may go there; the stranger is not told."""
        return self._limiter.take([(f"mail/{address_key}", MAILS)], self._clock()) == 0.0

    def ensure_not_too_many(self, what: str, origin: Origin) -> None:
        """For acts that need no secrecy about the limit: registering, asking for mails, trying codes."""
        wait = self._limiter.take([(f"{what}/{network_of(origin)}", self._of_address)], self._clock())
        if wait:
            raise TooMany(retry_after=int(wait) + 1)


def network_of(origin: Origin) -> str:
    """Who is one neighbour: an IPv4 address, or the /64 that one IPv6 customer has at least."""
    if origin.address is None:
        return ""
    address = ip_address(origin.address)
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)

"""Asking for the present password once more."""

from kalends.core.actor import Actor
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.people.domain import Person, WrongPassword
from kalends.features.accounts.throttle import Throttle


async def ensure_password(
    hasher: Hasher, throttle: Throttle, actor: Actor, person: Person, password: str, *, field: str = "password"
) -> None:
    """Whoever holds a session may not guess at its password for ever either."""
    buckets = throttle.buckets_for_sign_in(f"person/{person.id}", actor.origin, None)
    if not throttle.may_try(buckets) or not await hasher.is_right(person.password_hash, password):
        raise WrongPassword(field=field)
    throttle.forgive(buckets)

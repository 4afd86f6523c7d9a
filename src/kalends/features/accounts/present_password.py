"""Asking for the present password once more."""

from kalends.core.actor import Actor
from kalends.core.actor import Person as SignedIn
from kalends.features.accounts.hashing import Hasher
from kalends.features.accounts.people.domain import Person, WrongPassword
from kalends.features.accounts.sessions import repository as session_rows
from kalends.features.accounts.sessions.domain import PasswordIsNeeded
from kalends.features.accounts.throttle import Throttle
from kalends.store.database import Transaction


async def ensure_password(
    hasher: Hasher, throttle: Throttle, actor: Actor, person: Person, password: str, *, field: str = "password"
) -> None:
    """Whoever holds a session may not guess at its password for ever either."""
    buckets = throttle.buckets_for_sign_in(f"person/{person.id}", actor.origin, None)
    if not throttle.may_try(buckets) or not await hasher.is_right(person.password_hash, password):
        raise WrongPassword(field=field)
    throttle.forgive(buckets)


async def ensure_recent(tx: Transaction, myself: SignedIn) -> None:
    """The password was given in this session some minutes ago at most."""
    session = await session_rows.lock(tx, myself.session_id)
    if session is None or not session.is_confirmed(await session_rows.now(tx)):
        raise PasswordIsNeeded

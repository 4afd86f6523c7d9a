"""The door keeper for what people do about themselves."""

from kalends.core.actor import Actor, Person
from kalends.core.errors import NotSignedIn


class SignInFirst(NotSignedIn):
    """Sign in first: this is about your own account."""


def ensure_signed_in(actor: Actor) -> Person:
    if not isinstance(actor, Person):
        raise SignInFirst
    return actor

"""A person, and what may become of them."""

from dataclasses import dataclass, replace
from datetime import datetime

from kalends.core.errors import Conflict, Forbidden, NotFound
from kalends.core.etag import etag_of
from kalends.core.ids import PersonId, SpaceId
from kalends.core.time import UnknownZone
from kalends.core.time import zone as known_zone
from kalends.features.accounts import addresses, usernames


class RegistrationIsClosed(Forbidden):
    """Accounts are made by the operators here. Ask one of them."""


class UsernameIsTaken(Conflict):
    """This user name is taken, or looks too much like another. Take a different one."""


class NobodyIsHere(NotFound):
    """There is no such person, or none that you may see."""


class WrongPassword(Forbidden):
    """This is not your present password. Type it again, or have a link to reset it sent to you."""


class NotThePasswordChosen(WrongPassword):
    """This is not the password that was chosen at registration. Type it again; if you did not choose it, choose a
    new one by the “forgot password” mail."""


class OrganisationsNeedAnOwner(Conflict):
    """You are the only owner of some organisations. Make somebody else an owner of each, or delete it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: PersonId
    space_id: SpaceId
    username: str
    email: str
    email_key: str
    email_verified_at: datetime | None
    name: str
    zone: str
    locale: str
    is_active: bool
    is_operator: bool
    password_hash: str | None
    created_at: datetime
    version: int

    @property
    def is_verified(self) -> bool:
        return self.email_verified_at is not None

    @property
    def etag(self) -> str:
        """Every change of a person raises the version, so the two stand for the whole."""
        return etag_of(f"{self.id}/{self.version}".encode())

    @property
    def about(self) -> tuple[str, ...]:
        """What others know of them, and so no password may be made of."""
        return (self.username, self.email, self.name)

    def changed(self, changes: "Changes") -> "Person":
        return replace(
            self,
            username=self.username if changes.username is None else usernames.named(changes.username, field="username"),
            name=self.name if changes.name is None else addresses.person_name(changes.name),
            zone=self.zone if changes.zone is None else known_zone_name(changes.zone),
            locale=self.locale if changes.locale is None else addresses.locale(changes.locale),
        )


def known_zone_name(name: str) -> str:
    try:
        return known_zone(name).key
    except UnknownZone as unknown:
        raise UnknownZone(str(unknown), field="zone") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What somebody wants to be different about themselves; None leaves it as it is."""

    username: str | None = None
    name: str | None = None
    zone: str | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who somebody says they are; checked and folded by `checked`."""

    username: str
    email: str
    name: str = ""
    zone: str = "UTC"
    locale: str = "en"
    password: str | None = None
    is_operator: bool = False

    def checked(self) -> "NewPerson":
        return replace(
            self,
            username=usernames.named(self.username, field="username"),
            email=addresses.address(self.email),
            name=addresses.person_name(self.name),
            zone=known_zone_name(self.zone),
            locale=addresses.locale(self.locale),
        )

    @property
    def email_key(self) -> str:
        return addresses.key_of(self.email)

    @property
    def about(self) -> tuple[str, ...]:
        return (self.username, self.email, self.name)

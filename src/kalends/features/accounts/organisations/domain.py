"""An organisation and its members, and who may change what about them."""

from dataclasses import dataclass, replace
from datetime import datetime

from kalends.core.actor import Role
from kalends.core.errors import Conflict, Forbidden, Invalid, NotFound
from kalends.core.etag import etag_of
from kalends.core.ids import PersonId, SpaceId
from kalends.features.accounts import addresses, usernames


class NoSuchOrganisation(NotFound):
    """There is no such organisation, or none that you belong to."""


class NoSuchMember(NotFound):
    """This person is not a member of the organisation."""


class NobodyByThatName(NotFound):
    """Nobody here has that user name or address. Ask them to register and to confirm their address first."""


class NotInYourRole(Forbidden):
    """Your role in this organisation doesn't allow this. Ask one of its owners or admins."""


class OnlyOwnersMakeOwners(Forbidden):
    """Only an owner may make somebody an owner, or change what an owner is."""


class SlugIsTaken(Conflict):
    """This short name is taken, or looks too much like another. Take a different one."""


class AlreadyAMember(Conflict):
    """This person is a member already. Change their role instead."""


class LastOwner(Conflict):
    """An organisation has at least one owner. Make somebody else an owner first, or delete the organisation."""


class NameIsMissing(Invalid):
    """An organisation needs a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    id: SpaceId
    name: str
    slug: str
    created_at: datetime
    version: int
    # Of whoever looks.
    role: Role

    @property
    def etag(self) -> str:
        return etag_of(f"{self.id}/{self.version}/{self.role}".encode())

    def changed(self, *, name: str | None, slug: str | None) -> "Organisation":
        return replace(
            self,
            name=self.name if name is None else organisation_name(name),
            slug=self.slug if slug is None else usernames.named(slug, field="slug"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    person_id: PersonId
    username: str
    name: str
    role: Role
    created_at: datetime


def organisation_name(text: str) -> str:
    name = addresses.person_name(text)
    if not name:
        raise NameIsMissing(field="name")
    return name


def ensure_may_give(giver: Role, before: Role | None, after: Role | None) -> None:
    """Owners are made and unmade by owners only."""
    if Role.OWNER in (before, after) and giver is not Role.OWNER:
        raise OnlyOwnersMakeOwners

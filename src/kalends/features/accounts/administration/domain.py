"""A person as operators see them."""

from dataclasses import dataclass
from datetime import datetime

from kalends.core.errors import Conflict, Forbidden, NotFound
from kalends.core.etag import etag_of
from kalends.core.ids import PersonId, SpaceId


class OperatorsOnly(Forbidden):
    """This is for the operators of this server."""


class NoSuchPerson(NotFound):
    """There is no such person."""


class NotYourself(Conflict):
    """You can't lock yourself out. Ask another operator to do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    id: PersonId
    space_id: SpaceId
    username: str
    email: str
    name: str
    zone: str
    locale: str
    is_verified: bool
    is_active: bool
    is_operator: bool
    created_at: datetime
    version: int

    @property
    def etag(self) -> str:
        """The same as the person's own, so either may be sent back."""
        return etag_of(f"{self.id}/{self.version}".encode())

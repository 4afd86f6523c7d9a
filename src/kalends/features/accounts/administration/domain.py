"""People, and what could not be delivered, as operators see them."""

from dataclasses import dataclass
from datetime import datetime

from kalends.core.errors import Conflict, Forbidden, Invalid, NotFound
from kalends.core.etag import etag_of
from kalends.core.ids import DeliveryId, PersonId, SpaceId


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


class NoneChosen(Invalid):
    """Name dead letters by their ids, or a channel, such as mail or webhook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """Without its content: it is somebody else's."""

    id: DeliveryId
    space_id: SpaceId
    channel: str
    recipient: str
    host: str
    # Null for a timer, and once the fact is in the history.
    event_type: str | None
    attempts: int
    last_error: str
    created_at: datetime
    buried_at: datetime

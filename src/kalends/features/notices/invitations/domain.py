"""What an address holds: the last that we told it about a meeting or an event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kalends.core.ids import FactId, ParticipantId, PersonId, SpaceId

REQUEST, CANCEL = "REQUEST", "CANCEL"
MEETING, EVENT = "meeting", "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One row for each thing and address; `fact_id` is the fact that it is owed to."""

    id: UUID
    space_id: SpaceId
    thing: str
    thing_id: UUID
    uid: str
    email: str
    email_key: str
    name: str
    person_id: PersonId | None
    participant_id: ParticipantId | None
    organiser_name: str
    organiser_id: PersonId | None
    method: str
    sequence: int
    content: bytes
    matter: dict[str, Any]
    fact_id: FactId
    reply_sequence: int | None = None
    reply_stamp: datetime | None = None

    @property
    def is_asked(self) -> bool:
        return self.method == REQUEST

    def is_older(self, sequence: int, stamp: datetime) -> bool:
        """Whether a reply of this sequence and stamp comes after one that counted already, or answers what nobody asks
        any more (RFC 5546, section 2.1.5)."""
        if self.reply_sequence is None or self.reply_stamp is None:
            return False
        return (sequence, stamp) <= (self.reply_sequence, self.reply_stamp)

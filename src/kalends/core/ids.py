"""Identifiers: one type for each kind of thing, all UUID version 7 so that they sort by age."""

import os
import time
from typing import NewType
from uuid import UUID

SpaceId = NewType("SpaceId", UUID)
PersonId = NewType("PersonId", UUID)
SessionId = NewType("SessionId", UUID)
CalendarId = NewType("CalendarId", UUID)
EventId = NewType("EventId", UUID)
AttachmentId = NewType("AttachmentId", UUID)
FileId = NewType("FileId", UUID)
ImportId = NewType("ImportId", UUID)
MeetingId = NewType("MeetingId", UUID)
ParticipantId = NewType("ParticipantId", UUID)
LinkId = NewType("LinkId", UUID)
FactId = NewType("FactId", UUID)
WebhookId = NewType("WebhookId", UUID)
DeliveryId = NewType("DeliveryId", UUID)
WorkerId = NewType("WorkerId", UUID)

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62
_RANDOM_BITS = (0xFFF << 64) | ((1 << 62) - 1)


def new_uuid() -> UUID:
    """A UUID of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 random bits.

    Sorted by age to the millisecond, which keeps B-tree inserts together. Never a secret: see `links`.
    """
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10)) & _RANDOM_BITS
    return UUID(int=(milliseconds << 80) | _VERSION_7 | _VARIANT | random)

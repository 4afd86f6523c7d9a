"""Organisers without an account: each of their meetings lives in a space of its own."""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from kalends.core.actor import Nobody
from kalends.core.ids import SpaceId, new_uuid
from kalends.features.accounts.throttle import Throttle
from kalends.features.meetings.errors import GuestsAreTurnedAway, KeyIsTooShort, OrganiserIsMissing
from kalends.features.meetings.proposal import NewOrganiser, Proposal
from kalends.store.database import Transaction

# What people make up by hand two of them may make up; a UUID or 16 random characters not.
SHORTEST_KEY = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """`key` turns a request's Idempotency-Key into the id of a space, so that a repeat finds the one it made."""

    key: bytes
    throttle: Throttle
    are_welcome: bool

    def admit(self, actor: Nobody, proposal: Proposal) -> NewOrganiser:
        if not self.are_welcome:
            raise GuestsAreTurnedAway
        if proposal.organiser is None:
            raise OrganiserIsMissing(field="organiser")
        self.throttle.ensure_not_too_many("guest-meeting", actor.origin)
        return proposal.organiser

    def space_of(self, actor: Nobody) -> SpaceId:
        key = actor.origin.idempotency_key
        if key is None:
            return SpaceId(new_uuid())
        if len(key) < SHORTEST_KEY:
            raise KeyIsTooShort(field="Idempotency-Key")
        # Random to everybody who has not our key.
        return SpaceId(UUID(bytes=hmac.new(self.key, b"guest/" + key.encode(), sha256).digest()[:16], version=4))


async def enter_space(tx: Transaction, space_id: SpaceId) -> None:
    """Opens the walls to a guest's space, which is made if there is none yet."""
    await tx.execute("SELECT set_config('kalends.spaces', %s, true)", [f"{{{space_id}}}"])
    await tx.execute(
        "INSERT INTO spaces (id, kind, name) VALUES (%s, 'guest', 'A guest') ON CONFLICT (id) DO NOTHING", [space_id]
    )

"""Every statement about invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from kalends.core.ids import EventId, MeetingId, ParticipantId, PersonId, SpaceId
from kalends.features.notices.invitations.domain import Held
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class _Participating:
    participant_id: ParticipantId
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    email_key: str
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose personal space this is; of an organisation's event, which member organises it."""

    id: PersonId
    name: str
    email: str
    email_key: str
    is_verified: bool
    zone: str
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An invitation that a reply may answer, in whichever space."""

    id: UUID
    space_id: SpaceId
    thing: str
    thing_id: UUID


async def accounts_of_participants(tx: Transaction, meeting_id: MeetingId) -> dict[ParticipantId, PersonId]:
    rows = await tx.list(
        _Participating, "SELECT participant_id, person_id FROM accounts_of_participants(%s)", [meeting_id]
    )
    return {row.participant_id: row.person_id for row in rows}


async def accounts_of_addresses(tx: Transaction, event_id: EventId, keys: Sequence[str]) -> dict[str, PersonId]:
    rows = await tx.list(
        _Reading, "SELECT email_key, person_id FROM accounts_of_addresses(%s, %s)", [event_id, list(keys)]
    )
    return {row.email_key: row.person_id for row in rows}


async def find_owner(tx: Transaction, space_id: SpaceId) -> Owner | None:
    return await tx.find(
        Owner,
        """
        SELECT id, coalesce(nullif(name, ''), username) AS name, email, email_key,
            email_verified_at IS NOT NULL AS is_verified, zone, locale
        FROM people WHERE space_id = %s AND is_active
        """,
        [space_id],
    )


async def find_organiser(tx: Transaction, space_id: SpaceId, email_key: str) -> Owner | None:
    """The member of this organisation of this address, if they may put events into its calendars."""
    return await tx.find(
        Owner,
        "SELECT id, name, email, email_key, is_verified, zone, locale FROM find_organiser(%s, %s)",
        [space_id, email_key],
    )


async def list_held(tx: Transaction, thing_id: UUID) -> list[Held]:
    return await tx.list(
        Held,
        """
        SELECT id, space_id, thing, thing_id, uid, email, email_key, name, person_id, participant_id, organiser_name,
            organiser_id, method, sequence, content, matter, fact_id, reply_sequence, reply_stamp
        FROM invitations WHERE thing_id = %s ORDER BY email_key
        """,
        [thing_id],
    )


async def find(tx: Transaction, invitation_id: UUID, *, locked: bool = False) -> Held | None:
    if locked:
        await tx.execute("SELECT FROM invitations WHERE id = %s FOR UPDATE", [invitation_id])
    return await tx.find(
        Held,
        """
        SELECT id, space_id, thing, thing_id, uid, email, email_key, name, person_id, participant_id, organiser_name,
            organiser_id, method, sequence, content, matter, fact_id, reply_sequence, reply_stamp
        FROM invitations WHERE id = %s
        """,
        [invitation_id],
    )


async def tell(tx: Transaction, held: Held) -> UUID:
    """In place of what the address was told before about the same; answers the row's id, which stays."""
    return await tx.value(
        """
        INSERT INTO invitations AS i (
            id, space_id, thing, thing_id, uid, email, email_key, name, person_id, participant_id, organiser_name,
            organiser_id, method, sequence, content, matter, fact_id
        ) VALUES (
            %(id)s, %(space_id)s, %(thing)s, %(thing_id)s, %(uid)s, %(email)s, %(email_key)s, %(name)s, %(person_id)s,
            %(participant_id)s, %(organiser_name)s, %(organiser_id)s, %(method)s, %(sequence)s, %(content)s,
            %(matter)s, %(fact_id)s
        )
        ON CONFLICT ON CONSTRAINT an_address_holds_one_invitation_to_a_thing DO UPDATE
        SET method = excluded.method, sequence = excluded.sequence, content = excluded.content,
            matter = excluded.matter, fact_id = excluded.fact_id, name = excluded.name, person_id = excluded.person_id,
            participant_id = excluded.participant_id, told_at = now()
        RETURNING i.id
        """,
        {
            "id": held.id,
            "space_id": held.space_id,
            "thing": held.thing,
            "thing_id": held.thing_id,
            "uid": held.uid,
            "email": held.email,
            "email_key": held.email_key,
            "name": held.name,
            "person_id": held.person_id,
            "participant_id": held.participant_id,
            "organiser_name": held.organiser_name,
            "organiser_id": held.organiser_id,
            "method": held.method,
            "sequence": held.sequence,
            "content": held.content,
            "matter": Jsonb(held.matter),
            "fact_id": held.fact_id,
        },
    )


async def note_reply(tx: Transaction, invitation_id: UUID, sequence: int, stamp: datetime) -> None:
    await tx.execute(
        "UPDATE invitations SET reply_sequence = %s, reply_stamp = %s WHERE id = %s", [sequence, stamp, invitation_id]
    )


async def find_answered(tx: Transaction, uid: str, email_key: str) -> list[Found]:
    """In all spaces: those that a reply from this address may be meant for."""
    return await tx.list(Found, "SELECT id, space_id, thing, thing_id FROM find_invitations(%s, %s)", [uid, email_key])

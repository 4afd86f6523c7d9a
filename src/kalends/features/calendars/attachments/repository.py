"""Every statement about files that events carry, their pieces, and which events carry them."""

from collections.abc import Iterable
from dataclasses import dataclass

from kalends.core.actor import Person
from kalends.core.ids import AttachmentId, EventId, SpaceId
from kalends.features.calendars.attachments.domain import Attachment
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class _Id:
    id: AttachmentId


async def add(tx: Transaction, attachment: Attachment, event_id: EventId) -> None:
    """Nothing of it is there yet."""
    await tx.execute(
        """
        INSERT INTO attachments (id, space_id, event_id, name, media_type) VALUES (%s, %s, %s, %s, %s)
        """,
        [
            attachment.id,
            attachment.space_id,
            event_id,
            attachment.name,
            attachment.media_type,
        ],
    )


async def append(tx: Transaction, attachment: Attachment, number: int, content: bytes) -> None:
    await tx.execute(
        "INSERT INTO attachment_pieces (attachment_id, space_id, number, content) VALUES (%s, %s, %s, %s)",
        [attachment.id, attachment.space_id, number, content],
    )


async def save(tx: Transaction, attachment: Attachment) -> None:
    """It is there whole."""
    await tx.execute(
        "UPDATE attachments SET size = %s, etag = %s WHERE id = %s", [attachment.size, attachment.etag, attachment.id]
    )


async def find(tx: Transaction, attachment_id: AttachmentId) -> Attachment | None:
    return await tx.find(
        Attachment,
        "SELECT id, space_id, name, media_type, size, etag FROM attachments WHERE id = %s",
        [attachment_id],
    )


async def remove(tx: Transaction, attachment_id: AttachmentId) -> None:
    await tx.execute("DELETE FROM attachments WHERE id = %s", [attachment_id])


async def lock_room(tx: Transaction, space_id: SpaceId) -> int:
    """The bytes of all files of a space. Who adds to them comes one after the other."""
    await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 8))", [str(space_id)])
    return await room_taken(tx, space_id)


async def room_taken(tx: Transaction, space_id: SpaceId) -> int:
    return await tx.value("SELECT coalesce(sum(size), 0)::bigint FROM attachments WHERE space_id = %s", [space_id])


async def enter(tx: Transaction, person: Person, attachment_id: AttachmentId) -> Attachment | None:
    """The file, if this person may read it; the walls of its space are open from then on."""
    return await tx.find(
        Attachment,
        "SELECT id, space_id, name, media_type, size, etag FROM enter_attachment(%s, %s, %s)",
        [person.id, person.session_id, attachment_id],
    )


async def find_piece(tx: Transaction, attachment_id: AttachmentId, number: int) -> bytes | None:
    return await tx.value(
        "SELECT content FROM attachment_pieces WHERE attachment_id = %s AND number = %s", [attachment_id, number]
    )


async def list_readable(tx: Transaction, person: Person, ids: Iterable[AttachmentId]) -> set[AttachmentId]:
    rows = await tx.list(
        _Id, "SELECT id FROM readable_attachments(%s, %s, %s)", [person.id, person.session_id, list(ids)]
    )
    return {row.id for row in rows}


async def list_sent_for(tx: Transaction, event_id: EventId, ids: Iterable[AttachmentId]) -> set[AttachmentId]:
    """Those that somebody sent to be carried by this event, and that are there whole."""
    rows = await tx.list(
        _Id,
        "SELECT id FROM attachments WHERE id = ANY (%s) AND event_id = %s AND size IS NOT NULL",
        [list(ids), event_id],
    )
    return {row.id for row in rows}


async def list_used(tx: Transaction, event_id: EventId) -> set[AttachmentId]:
    """By this event, now or a short while ago."""
    rows = await tx.list(_Id, "SELECT attachment_id AS id FROM attachment_uses WHERE event_id = %s", [event_id])
    return {row.id for row in rows}


async def save_uses(tx: Transaction, event_id: EventId, space_id: SpaceId, ids: Iterable[AttachmentId]) -> None:
    """From now on the event carries these and no others."""
    used = list(ids)
    await tx.execute(
        """
        UPDATE attachment_uses SET gone_since = now()
        WHERE event_id = %s AND gone_since IS NULL AND attachment_id <> ALL (%s)
        """,
        [event_id, used],
    )
    await tx.execute(
        """
        INSERT INTO attachment_uses (event_id, attachment_id, space_id)
        SELECT %s, id, %s FROM unnest(%s::uuid[]) AS used (id)
        ON CONFLICT (event_id, attachment_id) DO UPDATE SET gone_since = NULL, space_id = excluded.space_id
        """,
        [event_id, space_id, used],
    )


async def copy_uses(tx: Transaction, source: EventId, target: EventId, space_id: SpaceId) -> None:
    """Of an object that is copied, or was moved just now."""
    await tx.execute(
        """
        INSERT INTO attachment_uses (event_id, attachment_id, space_id)
        SELECT %s, attachment_id, %s FROM attachment_uses WHERE event_id = %s AND gone_since IS NULL
        """,
        [target, space_id, source],
    )

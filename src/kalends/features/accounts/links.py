"""Public links: an address that lets whoever holds it do one thing to one thing, until it expires or is revoked.

The code in the address is the link's id and 8 bytes of HMAC-SHA256 over it. So a guess costs no query, the code
can be shown again without being stored, and nothing in the database is a credential.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from kalends.core.ids import LinkId, SpaceId
from kalends.store.database import LinkIsGone, Transaction

# 2^64 guesses against one address; the limiter allows a few a second.
MAC_BYTES = 8


class Links:
    def __init__(self, key: bytes) -> None:
        self._key = key

    def code_of(self, link: LinkId) -> str:
        """32 characters for an address."""
        return urlsafe_b64encode(link.bytes + self._mac(link.bytes)).decode()

    def read(self, code: str) -> LinkId:
        """The link that this code stands for; LinkIsGone if we never signed it."""
        try:
            raw = urlsafe_b64decode(code.encode("ascii"))
        except (ValueError, NotBase64, UnicodeEncodeError) as broken:
            raise LinkIsGone from broken
        if len(raw) != 16 + MAC_BYTES or not hmac.compare_digest(raw[16:], self._mac(raw[:16])):
            raise LinkIsGone
        return LinkId(UUID(bytes=raw[:16]))

    def _mac(self, raw: bytes) -> bytes:
        return hmac.new(self._key, b"link/" + raw, sha256).digest()[:MAC_BYTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    id: LinkId
    thing_id: UUID
    holder_id: UUID | None
    permission: str
    expires_at: datetime | None
    revoked_at: datetime | None


async def add_link(
    tx: Transaction,
    space_id: SpaceId,
    thing_id: UUID,
    permission: str,
    *,
    holder_id: UUID | None = None,
    expires_at: datetime | None = None,
) -> LinkId:
    # Random throughout: the id is half of the secret, and a version 7 would give its time away.
    link_id = LinkId(uuid4())
    await tx.execute(
        """
        INSERT INTO links (id, space_id, thing_id, holder_id, permission, expires_at)
        VALUES (%s, %s, %s, %s, %s, %s)
        """,
        [link_id, space_id, thing_id, holder_id, permission, expires_at],
    )
    return link_id


async def add_links_of(
    tx: Transaction, space_id: SpaceId, thing_id: UUID, permission: str, holders: Sequence[UUID]
) -> Sequence[LinkId]:
    """One for each holder, in their order."""
    links = [LinkId(uuid4()) for _ in holders]
    await tx.execute(
        """
        INSERT INTO links (id, space_id, thing_id, holder_id, permission)
        SELECT link.id, %s, %s, link.holder_id, %s FROM unnest(%s::uuid[], %s::uuid[]) AS link (id, holder_id)
        """,
        [space_id, thing_id, permission, links, list(holders)],
    )
    return links


async def list_links(tx: Transaction, thing_id: UUID) -> Sequence[LinkRow]:
    return await tx.list(
        LinkRow,
        """
        SELECT id, thing_id, holder_id, permission, expires_at, revoked_at
        FROM links WHERE thing_id = %s ORDER BY created_at, id
        """,
        [thing_id],
    )


async def revoke_link(tx: Transaction, link_id: LinkId) -> bool:
    tx.changed.add(link_id)
    return bool(await tx.execute("UPDATE links SET revoked_at = now() WHERE id = %s AND revoked_at IS NULL", [link_id]))


async def revoke_links_of(tx: Transaction, thing_id: UUID, holder_id: UUID) -> None:
    tx.changed.add(holder_id)
    await tx.execute(
        "UPDATE links SET revoked_at = now() WHERE thing_id = %s AND holder_id = %s AND revoked_at IS NULL",
        [thing_id, holder_id],
    )

"""Links that are sent by mail: each opens one thing, once, for a quarter of an hour, for the address it went to.

As with `links`, the code is the row's id and an HMAC of it: neither the database nor the outbox holds a secret, and
the worker can work the code out again when the mail is written.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NewType
from uuid import UUID

from kalends.core.actor import Actor, Nobody, System
from kalends.core.errors import NotFound
from kalends.core.ids import PersonId, SpaceId, new_uuid
from kalends.store.database import Database, Transaction

MailLinkId = NewType("MailLinkId", UUID)

MAC_BYTES = 16


class MailLinkIsUsedUp(NotFound):
    """This link has been used, or is older than it may be. Have a new one sent."""


class Purpose(StrEnum):
    VERIFY = "verify"
    RESET = "reset"


class MailLinks:
    """Codes for the mails, and back."""

    def __init__(self, key: bytes, *, lifetime: timedelta) -> None:
        self._key = key
        self.lifetime = lifetime

    def code_of(self, link: MailLinkId) -> str:
        """43 characters for an address: `/verify/{code}`, `/reset/{code}`."""
        return urlsafe_b64encode(link.bytes + self._mac(link.bytes)).decode().rstrip("=")

    def read(self, code: str) -> MailLinkId:
        try:
            raw = urlsafe_b64decode(code.encode("ascii") + b"==")
        except (ValueError, NotBase64, UnicodeEncodeError) as broken:
            raise MailLinkIsUsedUp(field="code") from broken
        if len(raw) != 16 + MAC_BYTES or not hmac.compare_digest(raw[16:], self._mac(raw[:16])):
            raise MailLinkIsUsedUp(field="code")
        return MailLinkId(UUID(bytes=raw[:16]))

    def _mac(self, raw: bytes) -> bytes:
        return hmac.new(self._key, b"mail-link/" + raw, sha256).digest()[:MAC_BYTES]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedLink:
    id: MailLinkId
    person_id: PersonId
    email_key: str


async def add(
    tx: Transaction, space_id: SpaceId, person_id: PersonId, purpose: Purpose, email_key: str, lifetime: timedelta
) -> MailLinkId:
    """A new link; older ones for the same purpose stop working."""
    await withdraw(tx, person_id, purpose)
    link_id = MailLinkId(new_uuid())
    await tx.execute(
        """
        INSERT INTO mail_links (id, space_id, person_id, purpose, email_key, expires_at)
        VALUES (%s, %s, %s, %s, %s, now() + %s)
        """,
        [link_id, space_id, person_id, purpose, email_key, lifetime],
    )
    return link_id


async def withdraw(tx: Transaction, person_id: PersonId, purpose: Purpose) -> None:
    await tx.execute("DELETE FROM mail_links WHERE person_id = %s AND purpose = %s", [person_id, purpose])


async def find_space(tx: Transaction, link_id: MailLinkId) -> SpaceId:
    """Where the link belongs, whatever its state."""
    space_id = await tx.value("SELECT space_of_mail_link(%s)", [link_id])
    if space_id is None:
        raise MailLinkIsUsedUp(field="code")
    return SpaceId(space_id)


async def use(tx: Transaction, link_id: MailLinkId, purpose: Purpose) -> UsedLink:
    """Use the link up, if it stands and its person still has the address it was sent to."""
    used = await tx.find(
        UsedLink,
        """
        UPDATE mail_links AS l SET used_at = now()
        FROM people AS p
        WHERE l.id = %s AND l.purpose = %s AND l.used_at IS NULL AND l.expires_at > now()
            AND p.id = l.person_id AND p.email_key = l.email_key AND p.is_active
        RETURNING l.id, l.person_id, l.email_key
        """,
        [link_id, purpose],
    )
    if used is None:
        raise MailLinkIsUsedUp(field="code")
    return used


async def find_address(tx: Transaction, link_id: MailLinkId, purpose: Purpose) -> str | None:
    """Where a link that still stands was sent to; looking uses nothing up."""
    return await tx.value(
        """
        SELECT email_key FROM mail_links WHERE id = %s AND purpose = %s AND used_at IS NULL AND expires_at > now()
        """,
        [link_id, purpose],
    )


async def find_person(tx: Transaction, link_id: MailLinkId, purpose: Purpose) -> PersonId:
    """Whose link this is, if it still stands; looking uses nothing up."""
    person_id = await tx.value(
        "SELECT person_id FROM mail_links WHERE id = %s AND purpose = %s AND used_at IS NULL AND expires_at > now()",
        [link_id, purpose],
    )
    if person_id is None:
        raise MailLinkIsUsedUp(field="code")
    return PersonId(person_id)


async def look_at(db: Database, links: MailLinks, actor: Actor, code: str, purpose: Purpose) -> str | None:
    """The address that a code was sent to, if it still opens something."""
    try:
        link_id = links.read(code)
        async with db.transaction(Nobody(actor.origin)) as tx:
            space_id = await find_space(tx, link_id)
    except MailLinkIsUsedUp:
        return None
    async with db.transaction(System(space_id, actor.origin)) as tx:
        return await find_address(tx, link_id, purpose)

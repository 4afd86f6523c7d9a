"""Every statement about notices, and about who reads them where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from kalends.core.ids import DeliveryId, PersonId, SpaceId
from kalends.features.accounts.mail_links import MailLinkId
from kalends.features.notices.domain import USUAL, NoticeKind
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReader:
    """Where a person of this space reads what is about their account, and what to call them."""

    email: str
    name: str
    username: str
    locale: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Where and how somebody reads notices, whatever space they are in."""

    person_id: PersonId
    space_id: SpaceId
    email: str
    name: str
    zone: str
    locale: str
    is_enabled: bool
    channels: dict[str, list[str]]
    quiet_from: time | None
    quiet_until: time | None

    def wants(self, kind: NoticeKind, channel: str) -> bool:
        chosen = self.channels.get(kind)
        return self.is_enabled and channel in (USUAL[kind] if chosen is None else chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressState:
    is_suppressed: bool
    unwanted: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """On somebody's page."""

    id: UUID
    kind: str
    occasion: str
    matter: dict[str, Any]
    created_at: datetime
    read_at: datetime | None


async def find_reader(tx: Transaction, person_id: PersonId) -> AccountReader | None:
    return await tx.find(
        AccountReader,
        "SELECT email, name, username, locale, zone FROM people WHERE id = %s AND is_active",
        [person_id],
    )


async def find_reader_of(tx: Transaction, delivery_id: DeliveryId) -> Reader | None:
    """The person that this delivery is for; None where it is for an address, or where they are gone."""
    return await tx.find(
        Reader,
        """
        SELECT person_id, space_id, email, name, zone, locale, is_enabled, channels, quiet_from, quiet_until
        FROM reader_of_delivery(%s)
        """,
        [delivery_id],
    )


async def state_of_address(tx: Transaction, email_key: str) -> AddressState:
    found = await tx.find(AddressState, "SELECT is_suppressed, unwanted FROM state_of_address(%s)", [email_key])
    assert found is not None
    return found


async def suppress(tx: Transaction, email: str, email_key: str, reason: str, said: str) -> None:
    await tx.execute("SELECT suppress_address(%s, %s, %s, %s)", [email_key, email, reason, said])


async def is_link_open(tx: Transaction, link_id: MailLinkId) -> bool:
    return bool(
        await tx.value(
            "SELECT true FROM mail_links WHERE id = %s AND used_at IS NULL AND expires_at > now()",
            [link_id],
        )
    )


async def add(
    tx: Transaction, notice_id: UUID, reader: Reader, kind: NoticeKind, occasion: str, matter: dict[str, Any]
) -> None:
    """Once, however often it is handed over."""
    await tx.execute(
        """
        INSERT INTO notices (id, space_id, person_id, kind, occasion, matter) VALUES (%s, %s, %s, %s, %s, %s)
        ON CONFLICT (id) DO NOTHING
        """,
        [notice_id, reader.space_id, reader.person_id, kind, occasion, Jsonb(matter)],
    )


async def list_of(
    tx: Transaction, person_id: PersonId, before: UUID | None, limit: int, *, only_unread: bool
) -> list[Notice]:
    """Newest first."""
    return await tx.list(
        Notice,
        """
        SELECT id, kind, occasion, matter, created_at, read_at FROM notices
        WHERE person_id = %(person)s AND (NOT %(only_unread)s OR read_at IS NULL)
            AND (%(before)s::uuid IS NULL OR (created_at, id) < (
                SELECT n.created_at, n.id FROM notices AS n WHERE n.id = %(before)s AND n.person_id = %(person)s
            ))
        ORDER BY created_at DESC, id DESC
        LIMIT %(limit)s
        """,
        {"person": person_id, "before": before, "limit": limit, "only_unread": only_unread},
    )


async def count_unread(tx: Transaction, person_id: PersonId) -> int:
    return await tx.value("SELECT count(*) FROM notices WHERE person_id = %s AND read_at IS NULL", [person_id])


async def mark_read(tx: Transaction, person_id: PersonId, notices: Sequence[UUID] | None) -> int:
    """Those named, or all."""
    return await tx.execute(
        """
        UPDATE notices SET read_at = now()
        WHERE person_id = %(person)s AND read_at IS NULL AND (%(ids)s::uuid[] IS NULL OR id = ANY (%(ids)s::uuid[]))
        """,
        {"person": person_id, "ids": None if notices is None else list(notices)},
    )

"""Every statement about notices."""

from dataclasses import dataclass

from kalends.core.ids import PersonId
from kalends.features.accounts.mail_links import MailLinkId
from kalends.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Reader:
    """Where a person reads their mail, and what to call them."""

    email: str
    name: str
    username: str
    locale: str


async def find_reader(tx: Transaction, person_id: PersonId) -> Reader | None:
    return await tx.find(
        Reader,
        "SELECT email, name, username, locale FROM people WHERE id = %s AND is_active",
        [person_id],
    )


async def is_link_open(tx: Transaction, link_id: MailLinkId) -> bool:
    return bool(
        await tx.value(
            "SELECT true FROM mail_links WHERE id = %s AND used_at IS NULL AND expires_at > now()",
            [link_id],
        )
    )

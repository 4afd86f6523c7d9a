"""Letters: what a mail is about, before anybody has worded it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from kalends.core.ids import PersonId
from kalends.features.accounts.mail_links import MailLinkId

MAIL = "mail"


class Occasion(StrEnum):
    """Why we write; each has a template of the same name."""

    VERIFY_ADDRESS = "verify_address"
    HAS_ACCOUNT = "has_account"
    RESET_PASSWORD = "reset_password"  # noqa: S105  # not a password
    PASSWORD_CHANGED = "password_changed"  # noqa: S105


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """To one person, about one thing. `code` opens the link in it, where there is one."""

    occasion: Occasion
    address: str
    name: str
    locale: str
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What the outbox keeps of a letter: ids only, so that no address and no secret lies there."""

    occasion: Occasion
    person_id: PersonId
    mail_link_id: MailLinkId | None

    def payload(self) -> dict[str, str | None]:
        return {
            "occasion": self.occasion,
            "person_id": str(self.person_id),
            "mail_link_id": str(self.mail_link_id) if self.mail_link_id else None,
        }

    @classmethod
    def read(cls, payload: dict[str, Any]) -> "Errand":
        link = payload["mail_link_id"]
        return cls(
            occasion=Occasion(payload["occasion"]),
            person_id=PersonId(UUID(payload["person_id"])),
            mail_link_id=MailLinkId(UUID(link)) if link else None,
        )

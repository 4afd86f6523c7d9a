"""What we tell people: kinds that they may do without, channels, and letters before anybody has worded them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from kalends.core.ids import PersonId
from kalends.features.accounts.mail_links import MailLinkId

MAIL = "mail"
PAGE = "page"
CALENDAR = "calendar"

# Reserved for what is only reached inside: such an address is of this house, and never goes to an SMTP server.
INTERNAL = ".internal"


class NoticeKind(StrEnum):
    """What one may have otherwise, or not at all. Letters about one's account are of no kind."""

    INVITATION = "invitation"
    MEETING = "meeting"
    REPLY = "reply"
    REMINDER = "reminder"
    ANSWER_REMINDER = "answer_reminder"
    DAILY = "daily"
    WEEKLY = "weekly"


# What comes by which channel where nobody said otherwise.
USUAL: Mapping[NoticeKind, frozenset[str]] = {
    NoticeKind.INVITATION: frozenset({MAIL, PAGE}),
    NoticeKind.MEETING: frozenset({MAIL, PAGE}),
    NoticeKind.REPLY: frozenset({MAIL, PAGE}),
    NoticeKind.REMINDER: frozenset({MAIL, PAGE}),
    NoticeKind.ANSWER_REMINDER: frozenset({MAIL, PAGE}),
    NoticeKind.DAILY: frozenset(),
    NoticeKind.WEEKLY: frozenset(),
}


class Occasion(StrEnum):
    """Why we write."""

    VERIFY_ADDRESS = "verify_address"
    HAS_ACCOUNT = "has_account"
    RESET_PASSWORD = "reset_password"  # noqa: S105  # not a password
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    WEBHOOK_DISABLED = "webhook_disabled"
    INVITED = "invited"
    CHANGED = "changed"
    CALLED_OFF = "called_off"
    BOOKED = "booked"
    NOT_BOOKED = "not_booked"
    REPLIED = "replied"
    COUNTERED = "countered"
    ANSWERED = "answered"
    REMINDER = "reminder"
    ANSWER_REMINDER = "answer_reminder"
    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def kind(self) -> NoticeKind | None:
        return KINDS.get(self)


KINDS: Mapping[Occasion, NoticeKind] = {
    Occasion.INVITED: NoticeKind.INVITATION,
    Occasion.CHANGED: NoticeKind.INVITATION,
    Occasion.CALLED_OFF: NoticeKind.INVITATION,
    Occasion.BOOKED: NoticeKind.MEETING,
    Occasion.NOT_BOOKED: NoticeKind.MEETING,
    Occasion.REPLIED: NoticeKind.REPLY,
    Occasion.COUNTERED: NoticeKind.REPLY,
    Occasion.ANSWERED: NoticeKind.REPLY,
    Occasion.REMINDER: NoticeKind.REMINDER,
    Occasion.ANSWER_REMINDER: NoticeKind.ANSWER_REMINDER,
    Occasion.DAILY: NoticeKind.DAILY,
    Occasion.WEEKLY: NoticeKind.WEEKLY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a digest."""

    title: str
    place: str = ""
    start: datetime | None = None
    end: datetime | None = None
    is_all_day: bool = False
    # Of those asked, so many have answered; where it is still open.
    asked: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a letter or a notice is about. Times are instants; of a whole day, midnight in UTC."""

    title: str = ""
    start: datetime | None = None
    end: datetime | None = None
    is_all_day: bool = False
    # Wall times: the start and end say the hour as it is wherever the reader is.
    is_local: bool = False
    weeks: int = 1
    place: str = ""
    # Who asks, or who replied.
    who: str = ""
    said: str = ""
    comment: str = ""
    deadline: datetime | None = None
    url: str = ""
    entries: tuple[Entry, ...] = ()

    def payload(self) -> dict[str, Any]:
        """As JSON; what is as usual is left out."""
        given = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) != _EMPTY[name]}
        return {name: _plain(value) for name, value in given.items() if name != "entries"}

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> "Matter":
        known = {name: value for name, value in payload.items() if name in _EMPTY and name != "entries"}
        for name in ("start", "end", "deadline"):
            if name in known:
                known[name] = datetime.fromisoformat(known[name])
        return cls(**known)


_EMPTY: Mapping[str, Any] = {name: getattr(Matter(), name) for name in Matter.__slots__}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """An iCalendar message, and its method (RFC 5546)."""

    content: bytes
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """To one person, about one thing."""

    occasion: Occasion
    address: str
    name: str
    locale: str
    zone: str = "UTC"
    # Opens the link in it, where there is one.
    code: str | None = None
    matter: Matter = field(default_factory=Matter)
    attached: Attached | None = None
    # Ends letters of this kind to this reader.
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What the outbox keeps of a letter about an account: ids only, so that no address and no secret lies there."""

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


def is_internal(address: str) -> bool:
    domain = address.rpartition("@")[2].rstrip(".").lower()
    return f".{domain}".endswith(INTERNAL)

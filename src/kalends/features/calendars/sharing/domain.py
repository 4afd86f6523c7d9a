"""An invitation to a calendar: in force at once, and whoever is invited may say that they take it, or leave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import unquote
from uuid import UUID

from kalends.core.ids import CalendarId, PersonId
from kalends.core.text import clean
from kalends.features.accounts.addresses import key_of
from kalends.features.calendars.domain import LONGEST_DESCRIPTION, LONGEST_NAME, Calendar, Share
from kalends.features.calendars.errors import NobodyToShareWith

_MAILTO, _URN = "mailto:", "urn:uuid:"


class Answer(StrEnum):
    NONE = "none"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Somebody to share with: `called` is their username, their mail address, "mailto:…", or "urn:uuid:" and their id.
    Access None takes it back."""

    called: str
    access: Share | None
    common_name: str = ""
    summary: str = ""

    def checked(self) -> "Invite":
        return replace(
            self,
            common_name=clean(self.common_name, "common_name", longest=LONGEST_NAME),
            summary=clean(self.summary, "summary", longest=LONGEST_DESCRIPTION, has_lines=True),
        )

    @property
    def key(self) -> str | PersonId:
        """By which they are known here. Raises NobodyToShareWith for what nobody can be called."""
        called = self._called
        if called.lower().startswith(_URN):
            try:
                return PersonId(UUID(called[len(_URN) :]))
            except ValueError as no_id:
                raise NobodyToShareWith(field="username") from no_id
        if "\0" in called:
            raise NobodyToShareWith(field="username")
        return key_of(called) if "@" in called else called.lower()

    @property
    def named(self) -> str:
        """Whom its owner meant, told back to them as they said it: nobody learns somebody's address by sharing."""
        return f"{_MAILTO}{self._called}" if "@" in self._called else ""

    @property
    def _called(self) -> str:
        called = self.called.strip()
        return unquote(called[len(_MAILTO) :]) if called.lower().startswith(_MAILTO) else called


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Somebody with whom a calendar is shared, or was until they declined. A row brings the words."""

    calendar_id: CalendarId
    person_id: PersonId
    access: Share
    named: str
    common_name: str
    summary: str
    answer: Answer
    changed_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "access", Share(self.access))
        object.__setattr__(self, "answer", Answer(self.answer))


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedBy:
    """Whose own calendar it is."""

    person_id: PersonId
    address: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who has part in a calendar, as far as whoever asks may know. `owner` is None for one of an organisation."""

    owner: SharedBy | None = None
    # Whoever asks is not of its space: it is shared with them by name.
    is_others: bool = False
    # Whom it is shared with: all for who may share it, themselves for whom it is shared with.
    invitees: Sequence[Invitee] = ()
    # What their programs wrote of it for themselves, where it is others': XML by its name.
    own: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def is_shared(self) -> bool:
        """To look into; that others may know when somebody is busy is no share to calendar programs."""
        return any(one.answer is not Answer.DECLINED and one.access is not Share.BUSY for one in self.invitees)


NOBODY = Circle()


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Of an invitation that came, or of an answer to one: what lies with somebody until they have seen it."""

    calendar: Calendar
    owner: SharedBy | None
    invitee: Invitee
    # Else it is the invitation itself.
    is_answer: bool

    @property
    def name(self) -> str:
        """Of this one among those that lie with somebody."""
        if self.is_answer:
            return f"answer-{self.calendar.id}-{self.invitee.person_id}"
        return f"invitation-{self.calendar.id}"

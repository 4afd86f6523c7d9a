"""What happens to people. Where nothing else is said, `aggregate_id` is the person."""

from dataclasses import dataclass
from typing import ClassVar

from kalends.core.facts import Fact
from kalends.core.ids import PersonId
from kalends.features.accounts.mail_links import MailLinkId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered(Fact):
    """They owe us a proof of their address: the mail link."""

    name: ClassVar[str] = "person.registered"
    person_id: PersonId
    mail_link_id: MailLinkId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonVerificationAsked(Fact):
    """`aggregate_id` is the mail link, as in `person.password_reset_asked`."""

    name: ClassVar[str] = "person.verification_asked"
    person_id: PersonId
    mail_link_id: MailLinkId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegisteredAgain(Fact):
    """Somebody tried to register with the address of an account; its owner gets a mail. `aggregate_id` is the try."""

    name: ClassVar[str] = "person.registered_again"
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPasswordResetAsked(Fact):
    name: ClassVar[str] = "person.password_reset_asked"
    person_id: PersonId
    mail_link_id: MailLinkId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonVerified(Fact):
    name: ClassVar[str] = "person.verified"
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPasswordChanged(Fact):
    name: ClassVar[str] = "person.password_changed"
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Fact):
    name: ClassVar[str] = "person.changed"
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRemoved(Fact):
    name: ClassVar[str] = "person.removed"
    person_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Fact):
    """By an operator, who vouches for the address."""

    name: ClassVar[str] = "person.added"
    person_id: PersonId

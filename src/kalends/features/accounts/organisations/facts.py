"""What happens to organisations; `aggregate_id` is the organisation, which is its space."""

from dataclasses import dataclass
from typing import ClassVar

from kalends.core.actor import Role
from kalends.core.facts import Fact
from kalends.core.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCreated(Fact):
    name: ClassVar[str] = "organisation.created"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChanged(Fact):
    name: ClassVar[str] = "organisation.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRemoved(Fact):
    name: ClassVar[str] = "organisation.removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdded(Fact):
    name: ClassVar[str] = "organisation.member_added"
    person_id: PersonId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRoleChanged(Fact):
    name: ClassVar[str] = "organisation.member_role_changed"
    person_id: PersonId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(Fact):
    name: ClassVar[str] = "organisation.member_removed"
    person_id: PersonId

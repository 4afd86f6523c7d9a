"""What operators do to people; `aggregate_id` is the person."""

from dataclasses import dataclass
from typing import ClassVar

from kalends.core.facts import Fact
from kalends.core.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonStandingChanged(Fact):
    name: ClassVar[str] = "person.standing_changed"
    person_id: PersonId
    is_active: bool
    is_operator: bool

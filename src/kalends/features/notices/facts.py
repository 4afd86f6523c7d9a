"""What happens to notices themselves. `aggregate_id` is the person."""

from dataclasses import dataclass
from typing import ClassVar

from kalends.core.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePreferencesChanged(Fact):
    name: ClassVar[str] = "notices.preferences-changed"

"""What a time must satisfy to be agreed, and how answers are taken. No I/O, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from kalends.core.text import clean
from kalends.features.meetings.errors import (
    BadBuffer,
    BadQuorum,
    DeadlineIsAfterAllWindows,
    DeadlineIsMissing,
    NobodyInGroup,
    TooManyGroups,
)

# As many as a table of answers can be read by.
MAX_GROUPS = 20
LONGEST_GROUP = 100
# So many heads as a meeting can have participants.
MAX_QUORUM = 2_000
LONGEST_BUFFER = timedelta(days=1)


class AnswerVisibility(StrEnum):
    """Who sees what others answered: everybody, or only those who may schedule, until a time is booked."""

    OPEN = "open"
    BLIND = "blind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`quorum` and `group_quorums` count heads. Buffers keep room around what calendars say, not around answers."""

    quorum: int = 0
    group_quorums: Mapping[str, int] = field(default_factory=dict[str, int])
    deadline: datetime | None = None
    books_at_deadline: bool = False
    buffer_before: timedelta = timedelta()
    buffer_after: timedelta = timedelta()
    visibility: AnswerVisibility = AnswerVisibility.OPEN
    takes_if_need_be: bool = True

    @classmethod
    def checked(cls, given: Mapping[str, Any], last_end: datetime) -> "Rules":
        """From what was given by the names of the fields; `last_end` is the end of all that is on offer."""
        rules = cls(**given)
        if not 0 <= rules.quorum <= MAX_QUORUM:
            raise BadQuorum(field="quorum")
        if rules.books_at_deadline and rules.deadline is None:
            raise DeadlineIsMissing(field="deadline")
        if rules.deadline is not None and rules.deadline > last_end:
            raise DeadlineIsAfterAllWindows(field="deadline")
        for name in ("buffer_before", "buffer_after"):
            if not timedelta() <= given.get(name, timedelta()) <= LONGEST_BUFFER:
                raise BadBuffer(field=name)
        return replace(rules, group_quorums=_group_quorums(rules.group_quorums))

    def fields(self) -> dict[str, Any]:
        """By name, as `checked` takes them."""
        return {name: getattr(self, name) for name in FIELDS}

    def ensure_groups(self, groups: set[str]) -> None:
        """A quorum of a group that nobody is in could never hold, which is mostly a slip of the pen."""
        for name, heads in self.group_quorums.items():
            if heads and name not in groups:
                raise NobodyInGroup(field=f"group_quorums.{name}")


FIELDS = tuple(Rules.__dataclass_fields__)


def group_name(text: str, field_name: str) -> str:
    return clean(text, field_name, longest=LONGEST_GROUP, is_required=True)


def _group_quorums(given: Mapping[str, int]) -> dict[str, int]:
    if len(given) > MAX_GROUPS:
        raise TooManyGroups(field="group_quorums")
    quorums: dict[str, int] = {}
    for name, heads in given.items():
        if not 0 <= heads <= MAX_QUORUM:
            raise BadQuorum(field=f"group_quorums.{name}")
        quorums[group_name(name, "group_quorums")] = heads
    return quorums

"""Facts: what happened, past tense, recorded in the transaction that made it true."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar, cast
from uuid import UUID

from kalends.core.ids import SpaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Subclasses add their own fields, which become `data` on the wire, and say their `name` once.

    `aggregate_id` is the thing it happened to; `aggregate_version` rises by one with each change of that thing.
    """

    name: ClassVar[str]

    space_id: SpaceId
    aggregate_id: UUID
    aggregate_version: int

    def data(self) -> dict[str, object]:
        """The fields of the subclass as JSON values."""
        own = (field.name for field in fields(self) if field.name not in _ENVELOPE)
        return {name: _plain(getattr(self, name)) for name in own}


_ENVELOPE = frozenset({"space_id", "aggregate_id", "aggregate_version"})


def _plain(value: object) -> object:
    match value:
        case UUID():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(item) for item in cast("Sequence[object]", value)]
        case _:
            return value

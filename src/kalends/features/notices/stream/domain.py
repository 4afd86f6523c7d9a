"""Where a reader of the stream stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kalends.core.errors import Conflict, Invalid
from kalends.store.outbox import RecordedFact

_WRITTEN = re.compile(r"(\d{1,19})\.(\d{1,19})")


class UnknownPosition(Invalid):
    """This position is not one of ours. Leave it out to begin with what happens from now on."""


class PositionIsTooOld(Conflict):
    """What came next after this position is no longer kept. Begin anew without one, and fetch what you show."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """After a fact: its transaction's number and its own. Neither alone is in the order of commits. Everything before
    it has been told, and nothing can still be added there."""

    transaction_id: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.transaction_id}.{self.sequence}"

    @classmethod
    def read(cls, written: str, *, field: str) -> "Position":
        found = _WRITTEN.fullmatch(written.strip())
        if found is None or max(map(int, found.groups())) >= 2**63:
            raise UnknownPosition(field=field)
        return cls(int(found[1]), int(found[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamedFact(RecordedFact):
    transaction_id: str

    @property
    def position(self) -> Position:
        return Position(int(self.transaction_id), self.sequence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is new, the position after it, the spaces whose news are of interest, and whether there is more already:
    some that must wait for a transaction which began before them."""

    facts: Sequence[StreamedFact]
    position: Position
    spaces: frozenset[Any]
    has_more: bool
    must_wait: bool

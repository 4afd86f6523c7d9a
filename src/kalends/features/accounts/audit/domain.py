"""An entry of the record, the chain of digests that it is part of, and what can be found wrong with one."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from kalends.core.errors import Forbidden, Invalid
from kalends.core.ids import PersonId, SpaceId


class NotYourRecord(Forbidden):
    """Only owners and admins read what was done in an organisation."""


class NoSuchHead(Invalid):
    """A head is written SPACE:NUMBER:DIGEST, as /audit/head has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a space's chain: whoever kept it can tell later whether what came before is still the same."""

    space_id: SpaceId
    number: int
    digest: bytes
    chained_at: datetime | None = None

    @classmethod
    def read(cls, written: str) -> "Head":
        try:
            space, number, digest = written.split(":")
            return cls(space_id=SpaceId(UUID(space)), number=int(number), digest=bytes.fromhex(digest))
        except ValueError as unreadable:
            raise NoSuchHead from unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What the head says of a chain, and the number of the last entry that is there."""

    number: int
    digest: bytes
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`details_text` is the details as PostgreSQL writes them, which is what the digest covers."""

    number: int
    id: UUID
    space_id: SpaceId
    done_at: datetime
    person_id: PersonId | None
    actor: str
    action: str
    thing_id: UUID | None
    request_id: str
    address: str | None
    agent: str
    details_text: str
    digest: bytes

    @property
    def details(self) -> dict[str, Any]:
        return json.loads(self.details_text)

    def digest_after(self, before: bytes) -> bytes:
        """SHA-256 of the digest before, followed by the entry as a JSON array in UTF-8."""
        covered = (
            self.number,
            str(self.id),
            str(self.space_id),
            self.done_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            _text(self.person_id),
            self.actor,
            self.action,
            _text(self.thing_id),
            self.request_id,
            self.address,
            self.agent,
        )
        written = ", ".join(json.dumps(value, ensure_ascii=False) for value in covered)
        return sha256(before + f"[{written}, {self.details_text}]".encode()).digest()


def first_digest(space_id: SpaceId) -> bytes:
    """What the first entry of a space follows."""
    return sha256(f"kalends/audit/{space_id}".encode()).digest()


@dataclass(slots=True)
class Verification:
    """Walks along one chain, entry by entry; `found` is what is wrong, in words."""

    space_id: SpaceId
    kept: dict[int, bytes] = field(default_factory=dict[int, bytes])
    number: int = 0
    digest: bytes = b""
    found: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.digest = first_digest(self.space_id)

    def take(self, entry: Entry) -> None:
        if entry.number <= self.number:
            self.found.append(f"entry {entry.number} stands there twice")
        elif entry.number != self.number + 1:
            self.found.append(f"{_several(self.number + 1, entry.number - 1)} missing")
        elif entry.digest_after(self.digest) != entry.digest:
            self.found.append(f"entry {entry.number} ({entry.action}) is not what was recorded")
        self.number, self.digest = entry.number, entry.digest
        if entry.number in self.kept and self.kept.pop(entry.number) != entry.digest:
            self.found.append(f"entry {entry.number} differs from the head that was kept")

    def end(self, end: End) -> None:
        """Is the last entry the one that the head names, and were all heads that were kept passed?"""
        if (end.last or 0) > end.number:
            self.found.append(f"{_several(end.number + 1, end.last or 0)} there, and the head ends at {end.number}")
        if self.number != end.number:
            self.found.append(f"{_several(self.number + 1, end.number)} missing at the end")
        elif self.digest != end.digest:
            self.found.append(f"entry {self.number} differs from the head")
        self.found += [f"entry {number}, of which a head was kept, is missing" for number in sorted(self.kept)]


def _several(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)

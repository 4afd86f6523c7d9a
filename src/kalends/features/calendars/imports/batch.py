"""Some of a file's objects that go into the calendar together, and what is to become of each. No I/O."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from kalends.features.calendars.events.domain import Event
from kalends.features.calendars.imports.composing import Composed, is_older, is_same
from kalends.features.calendars.imports.cutting import Remark
from kalends.features.calendars.imports.domain import Sized
from kalends.features.calendars.objects.lines import MOST_BYTES

# Objects in one transaction, and bytes of them: a tenth of a second or two.
BATCH = 200
BATCH_BYTES = 8 * 2**20
# Seconds for which a transaction may hold the calendar, while its clients wait.
LONGEST_HOLD = timedelta(seconds=0.25)
# Below this a transaction costs more than what is in it.
SMALLEST = 25


def paced(most: int, many: int, held: timedelta) -> int:
    """How many objects the next transaction takes at most: it may be a slow machine, or one with much else to do.

    `most` were allowed in the one before, `many` were in it, and it held the calendar for as long as `held`.
    """
    fitting_in = int(many * (LONGEST_HOLD / held)) if held > timedelta() else BATCH
    return max(SMALLEST, min(BATCH, 2 * most, fitting_in))


class Verdict(StrEnum):
    """What became of an object."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    OLDER = "older"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some UIDs in their order, and what is to be kept of them."""

    # The UID before these.
    after: str
    sizes: Sequence[Sized]
    found: Sequence[Composed]
    # By UID and the ETag of what is in the calendar.
    verdicts: Mapping[tuple[str, str], Verdict]
    remarks: Sequence[Remark]

    def verdict(self, one: Composed, before: Event | None) -> Verdict:
        if before is None:
            return Verdict.ADDED
        # Somebody may have changed it since it was looked at.
        return self.verdicts.get((one.uid, before.etag)) or _verdict(one, before)

    def one_by_one(self) -> Iterator["Batch"]:
        after = self.after
        for size in self.sizes:
            yield replace(
                self,
                after=after,
                sizes=[size],
                found=[one for one in self.found if one.uid == size.uid],
                remarks=[one for one in self.remarks if one.uid == size.uid],
            )
            after = size.uid

    def without_objects(self, reason: str) -> "Batch":
        remark = Remark(line=self.sizes[0].line, uid=self.sizes[0].uid, reason=reason)
        return replace(self, found=[], remarks=[remark])


def fitting(sizes: Sequence[Sized]) -> list[Sized]:
    """As many as fit into one transaction; one at least."""
    total, fitting = 0, list[Sized]()
    for one in sizes:
        total += one.size if one.size <= MOST_BYTES else 0
        if fitting and total > BATCH_BYTES:
            break
        fitting.append(one)
    return fitting


def too_large(batch: Sequence[Sized]) -> list[Remark]:
    reason = f"What has this UID is larger than {MOST_BYTES} bytes. Make it smaller."
    return [Remark(line=one.line, uid=one.uid, reason=reason) for one in batch if one.size > MOST_BYTES]


def verdicts_of(found: Sequence[Composed], known: Sequence[Event]) -> dict[tuple[str, str], Verdict]:
    """By UID and ETag of what is in the calendar."""
    before = {event.uid: event for event in known}
    return {(one.uid, event.etag): _verdict(one, event) for one in found if (event := before.get(one.uid)) is not None}


def _verdict(one: Composed, before: Event) -> Verdict:
    if is_same(before.object, one.content):
        return Verdict.SAME
    return Verdict.OLDER if is_older(one.content, before.object) else Verdict.CHANGED

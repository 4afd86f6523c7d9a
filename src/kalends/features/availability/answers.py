"""Everybody's intervals as columns of whole seconds, merged for each person: the cheapest exact way from datetimes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from struct import pack

import numpy as np
import numpy.typing as npt

from kalends.core.time import Interval
from kalends.features.availability.candidates import Candidates, IntArray
from kalends.features.availability.question import Participant

# Answers whose instants stay in the processor's nearest cache while both their ends are read.
HANDFUL = 128

Column = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Rows in order of owner and start; rows of one owner neither overlap nor touch. Cut to the candidates' span."""

    owner: Column
    start: Column
    end: Column

    def covered(self, people: int, start: int, end: int) -> IntArray:
        """Seconds each person has within [start, end)."""
        shared = np.minimum(self.end, end) - np.maximum(self.start, start)
        return np.bincount(self.owner, np.maximum(shared, 0), people).astype(np.int64)

    def of(self, owner: int) -> "Spans":
        low, high = np.searchsorted(self.owner, (owner, owner + 1))
        return Spans(owner=self.owner[low:high], start=self.start[low:high], end=self.end[low:high])

    def replacing(self, owner: int, new: "Spans") -> "Spans":
        low, high = np.searchsorted(self.owner, (owner, owner + 1))

        def spliced(old: Column, middle: Column) -> Column:
            return np.concatenate((old[:low], middle, old[high:]))

        return Spans(
            owner=spliced(self.owner, new.owner),
            start=spliced(self.start, new.start),
            end=spliced(self.end, new.end),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """When people say yes, and when they come at all: yes or if need be. Without any "if need be" the two are one."""

    yes: Spans
    at_all: Spans

    def of(self, owner: int) -> "Answers":
        yes = self.yes.of(owner)
        return Answers(yes=yes, at_all=yes if self.at_all is self.yes else self.at_all.of(owner))

    def replacing(self, owner: int, new: "Answers") -> "Answers":
        yes = self.yes.replacing(owner, new.yes)
        if self.at_all is self.yes and new.at_all is new.yes:
            return Answers(yes=yes, at_all=yes)
        return Answers(yes=yes, at_all=self.at_all.replacing(owner, new.at_all))


def read(people: Sequence[Participant], candidates: Candidates, first: int = 0) -> Answers:
    """The answers of these people; the first of them owns its rows as number `first`."""
    yes = _columns([person.yes for person in people], candidates.origin, first)
    if_need_be = [person.if_need_be for person in people]
    owner, start, end = _merged(*yes)
    certain = _cut(owner, start, end, candidates.span)
    if not any(if_need_be):
        return Answers(yes=certain, at_all=certain)
    more = _columns(if_need_be, candidates.origin, first)
    both = _merged(*(np.concatenate(pair) for pair in zip((owner, start, end), more, strict=True)))
    return Answers(yes=certain, at_all=_cut(*both, candidates.span))


def joined(parts: Sequence[Answers]) -> Answers:
    if len(parts) == 1:
        return parts[0]
    yes = _stacked([part.yes for part in parts])
    if all(part.at_all is part.yes for part in parts):
        return Answers(yes=yes, at_all=yes)
    return Answers(yes=yes, at_all=_stacked([part.at_all for part in parts]))


def _stacked(parts: list[Spans]) -> Spans:
    return Spans(
        owner=np.concatenate([part.owner for part in parts]),
        start=np.concatenate([part.start for part in parts]),
        end=np.concatenate([part.end for part in parts]),
    )


def _columns(lists: Sequence[Sequence[Interval]], origin: datetime, first: int) -> tuple[IntArray, IntArray, IntArray]:
    starts: list[bytes] = []
    lengths: list[bytes] = []
    for low in range(0, len(lists), HANDFUL):
        some = lists[low : low + HANDFUL]
        # Subtracting instants and reading the difference's two fields takes half the time of `timestamp()`, and is
        # exact; `struct` packs a list in a third of the time of np.array.
        since = [(gap := i.start - origin).days * 86_400 + gap.seconds for spans in some for i in spans]
        length = [
            gap.seconds + days * 86_400 if (days := (gap := i.end - i.start).days) else gap.seconds
            for spans in some
            for i in spans
        ]
        starts.append(pack(f"{len(since)}q", *since))
        lengths.append(pack(f"{len(length)}q", *length))
    start = np.frombuffer(b"".join(starts), np.int64)
    owner = np.repeat(
        np.arange(first, first + len(lists)), np.fromiter([len(spans) for spans in lists], np.int64, len(lists))
    )
    return owner, start, start + np.frombuffer(b"".join(lengths), np.int64)


def _merged(owner: IntArray, start: IntArray, end: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    clash = start[1:] <= end[:-1]
    clash &= owner[1:] == owner[:-1]
    if not clash.any() and bool((owner[1:] >= owner[:-1]).all()):
        return owner, start, end
    lowest = start.min()
    # Owners one after the other on one long axis, so that one running maximum serves them all.
    lane = owner * (end.max() - lowest + 1) - lowest
    start, end = start + lane, end + lane
    if (start[1:] < start[:-1]).any():
        order = np.argsort(start, kind="stable")
        owner, start, end, lane = owner[order], start[order], end[order], lane[order]
    reach = np.maximum.accumulate(end)
    opens = np.append(True, start[1:] > reach[:-1])
    closes = np.append(opens[1:], True)
    return owner[opens], (start - lane)[opens], (reach - lane)[closes]


def _cut(owner: IntArray, start: IntArray, end: IntArray, span: int) -> Spans:
    # One second beyond the last point is as good as any later instant.
    return Spans(
        owner=owner.astype(np.int32),
        start=np.clip(start, 0, span + 1).astype(np.int32),
        end=np.clip(end, 0, span + 1).astype(np.int32),
    )

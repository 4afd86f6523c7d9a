"""Everybody's intervals as columns of whole seconds, merged for each person: where most of a cold call is spent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
from msgspec.msgpack import Encoder

from kalends.core.time import Interval
from kalends.features.availability.candidates import EPOCH, Candidates, IntArray, seconds
from kalends.features.availability.question import Participant

# Answers whose instants stay in the processor's nearest cache while both their ends are read.
HANDFUL = 128
# MessagePack, extension type -1, "timestamp 32".
TIMESTAMP = np.dtype([("kind", ">u2"), ("seconds", ">u4")])

as_message_pack = Encoder().encode

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
        low, high = self._rows(owner)
        return Spans(owner=self.owner[low:high], start=self.start[low:high], end=self.end[low:high])

    def replacing(self, owner: int, new: "Spans") -> "Spans":
        low, high = self._rows(owner)

        def spliced(old: Column, middle: Column) -> Column:
            return np.concatenate((old[:low], middle, old[high:]))

        return Spans(
            owner=spliced(self.owner, new.owner),
            start=spliced(self.start, new.start),
            end=spliced(self.end, new.end),
        )

    def _rows(self, owner: int) -> tuple[int, int]:
        # Asked with another type of number, NumPy would convert the whole column first.
        low, high = self.owner.searchsorted(np.array((owner, owner + 1), np.int32)).tolist()
        return low, high


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
    yes = _merged(*_columns([person.yes for person in people], candidates, first), candidates.span)
    if_need_be = [person.if_need_be for person in people]
    if not any(if_need_be):
        return Answers(yes=yes, at_all=yes)
    owner, start, end = _columns(if_need_be, candidates, first)
    at_all = _merged(
        np.concatenate((yes.owner, owner)),
        np.concatenate((yes.start, start)),
        np.concatenate((yes.end, end)),
        candidates.span,
    )
    return Answers(yes=yes, at_all=at_all)


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


def _columns(lists: Sequence[Sequence[Interval]], candidates: Candidates, first: int) -> tuple[Column, Column, Column]:
    """Owners, starts and ends as they come, cut to the candidates' span."""
    starts: list[IntArray] = []
    ends: list[IntArray] = []
    for low in range(0, max(len(lists), 1), HANDFUL):
        some = lists[low : low + HANDFUL]
        starts.append(_seconds([one.start for spans in some for one in spans]))
        ends.append(_seconds([one.end for spans in some for one in spans]))
    many = np.fromiter(map(len, lists), np.int64, len(lists))
    owner = np.arange(first, first + len(lists), dtype=np.int32).repeat(many)
    return owner, _cut(np.concatenate(starts), candidates), _cut(np.concatenate(ends), candidates)


def _cut(at: IntArray, candidates: Candidates) -> Column:
    at -= seconds(candidates.origin - EPOCH)
    # One second beyond the last point is as good as any later instant.
    np.minimum(np.maximum(at, 0, out=at), candidates.span + 1, out=at)
    return at.astype(np.int32)


def _seconds(instants: list[datetime]) -> IntArray:
    """Whole seconds since 1970, rounded down.

    MessagePack's timestamps are the quickest way: a quarter of the time of subtracting instants and reading the
    difference's fields, which takes half of the time of `timestamp()`. An instant of a whole second between 1970 and
    2106 takes six bytes, any other more; these are rare and read the slow way.
    """
    packed, count = as_message_pack(instants), len(instants)
    header = 1 if count < 16 else 3 if count < 65_536 else 5
    if len(packed) == header + count * TIMESTAMP.itemsize:
        return np.frombuffer(packed, TIMESTAMP, count, header)["seconds"].astype(np.int64)
    return np.fromiter([seconds(instant - EPOCH) for instant in instants], np.int64, count)


def _merged(owner: Column, start: Column, end: Column, span: int) -> Spans:
    # Owners one after the other on one long axis, so that one comparison and one running maximum serve them all.
    width = np.int64(span + 2)
    lane = owner * width
    opens_at, closes_at = start + lane, end + lane
    if (opens_at[1:] > closes_at[:-1]).all():
        return Spans(owner=owner, start=start, end=end)
    if (opens_at[1:] < opens_at[:-1]).any():
        order = np.argsort(opens_at, kind="stable")
        opens_at, closes_at = opens_at[order], closes_at[order]
    np.maximum.accumulate(closes_at, out=closes_at)
    is_first = np.append(True, opens_at[1:] > closes_at[:-1])
    opens_at, closes_at = opens_at[is_first], closes_at[np.append(is_first[1:], True)]
    owner_there = opens_at // width
    lane = owner_there * width
    return Spans(
        owner=owner_there.astype(np.int32),
        start=(opens_at - lane).astype(np.int32),
        end=(closes_at - lane).astype(np.int32),
    )

"""The criteria once more, cell by cell, written from the rules alone: slow, plain, sharing no line with the engine.

Every instant in the question must lie on the grid of `cell` seconds.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from kalends.core.time import Interval
from kalends.features.availability.question import Participant, Question, WorkingHours

Cells = frozenset[datetime]


@dataclass(frozen=True)
class Verdict:
    start: datetime
    half_worths: int
    partial_seconds: int
    worst: int
    total: int
    largest: int
    heads: int
    breaches: tuple[tuple[object, ...], ...]
    statuses: tuple[tuple[str, int], ...]

    @property
    def key(self) -> tuple[object, ...]:
        return (-self.half_worths, -self.partial_seconds, self.worst, self.total, self.largest, self.start)


def ranked(question: Question, cell: int, count: int) -> list[Verdict]:
    cells = {person.id: (_cells(person.yes, cell), _cells(person.if_need_be, cell)) for person in question.participants}
    verdicts = [_verdict(question, start, cells, cell) for start in _starts(question, cell)]
    feasible = [verdict for verdict in verdicts if not verdict.breaches]
    chosen: list[Verdict] = []
    for verdict in sorted(feasible or verdicts, key=lambda verdict: verdict.key):
        if len(chosen) < count and all(abs(verdict.start - other.start) >= question.duration for other in chosen):
            chosen.append(verdict)
    return chosen


def _starts(question: Question, cell: int) -> list[datetime]:
    offered = _cells(question.windows, cell)
    length, size = question.duration // timedelta(seconds=cell), timedelta(seconds=cell)
    starts: set[datetime] = set()
    for window in question.windows:
        start = window.start
        while start in offered:
            if all(start + number * size in offered for number in range(length)):
                starts.add(start)
            # A step may jump over the end of one stretch into another, whose grid is not this window's.
            if any(start + number * size not in offered for number in range(question.step // size)):
                break
            start += question.step
    return sorted(starts)


def _verdict(question: Question, start: datetime, cells: dict[Hashable, tuple[Cells, Cells]], cell: int) -> Verdict:
    slot = [start + timedelta(seconds=cell) * n for n in range(question.duration // timedelta(seconds=cell))]
    half_worths = partial = heads = 0
    pains: list[tuple[int, int]] = []
    statuses: list[tuple[str, int]] = []
    missing: list[tuple[Hashable, int]] = []
    groups = dict.fromkeys(question.group_quorums, 0)
    for person in question.participants:
        yes, if_need_be = cells[person.id]
        sure = sum(at in yes for at in slot)
        present = sum(at in yes or at in if_need_be for at in slot)
        if present == len(slot):
            heads += 1
            half_worths += person.weight * (2 if sure == len(slot) else 1)
            pain = _pain(slot, person, cell)
            pains.append((pain, pain + person.burden))
            if person.group in groups:
                groups[person.group] += 1
            statuses.append(("yes" if sure == len(slot) else "if_need_be", present * cell))
        else:
            partial += person.weight * present * cell
            if person.is_required:
                missing.append((person.id, (len(slot) - present) * cell))
            statuses.append(("partial" if present else "cannot", present * cell))
    breaches: list[tuple[object, ...]] = [("required", *missing)] if missing else []
    if heads < question.quorum:
        breaches.append(("quorum", None, heads, question.quorum))
    breaches += [
        ("quorum", name, groups[name], quorum)
        for name, quorum in sorted(question.group_quorums.items())
        if groups[name] < quorum
    ]
    return Verdict(
        start=start,
        half_worths=half_worths,
        partial_seconds=partial,
        worst=max((pain for pain, _ in pains), default=0),
        total=sum(pain for pain, _ in pains),
        largest=max((borne for _, borne in pains), default=0),
        heads=heads,
        breaches=tuple(breaches),
        statuses=tuple(statuses),
    )


def _pain(slot: list[datetime], person: Participant, cell: int) -> int:
    return (sum(_cost(at, person.zone, person.hours) for at in slot) * cell) ** 2


@cache
def _cost(at: datetime, zone_name: str, hours: WorkingHours) -> int:
    local = at.astimezone(ZoneInfo(zone_name))
    second = local.hour * 3600 + local.minute * 60 + local.second
    if any(start * 60 <= second < end * 60 for start, end in hours.days[local.weekday()]):
        return 0
    return 2 if second >= 22 * 3600 or second < 7 * 3600 else 1


def _cells(intervals: Iterable[Interval], cell: int) -> Cells:
    found: set[datetime] = set()
    for interval in intervals:
        at = interval.start
        while at < interval.end:
            found.add(at)
            at += timedelta(seconds=cell)
    return frozenset(found)

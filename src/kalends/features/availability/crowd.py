"""The participants as columns: weights, groups, settings and burdens by position."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kalends.features.availability.candidates import IntArray
from kalends.features.availability.discomfort import Setting
from kalends.features.availability.question import Participant, Question, WorkingHours


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """`group` and `setting` number the groups that have a quorum and the settings; -1 is no such group.

    `requirement` is 0 for the required and -1 for all others. Where all weigh the same, `common_weight` is that weight
    and nobody's own need be looked at; else it is 1.
    """

    ids: tuple[Hashable, ...]
    weight: IntArray
    common_weight: int
    is_evenly_weighted: bool
    burden: IntArray
    requirement: IntArray
    group: IntArray
    setting: IntArray
    groups: tuple[str, ...]
    settings: tuple[Setting, ...]

    @property
    def size(self) -> int:
        return self.weight.size

    @cached_property
    def numbers(self) -> dict[Hashable, int]:
        """The position of each id."""
        numbers = {who: number for number, who in enumerate(self.ids)}
        if len(numbers) < self.size:
            raise ValueError("participants: two of them share an id")
        return numbers


def crowd(question: Question) -> Crowd:
    people = question.participants
    groups = tuple(sorted(name for name, quorum in question.group_quorums.items() if quorum > 0))
    numbers: dict[str | None, int] = {name: number for number, name in enumerate(groups)}
    settings, setting = _settings(people)
    weight = _column([person.weight for person in people])
    is_even = bool(weight.size) and bool((weight == weight[0]).all())
    group = [numbers.get(person.group, -1) for person in people] if groups else [-1] * len(people)
    return Crowd(
        ids=tuple([person.id for person in people]),
        weight=weight,
        common_weight=int(weight[0]) if is_even else 1,
        is_evenly_weighted=is_even,
        burden=_column([person.burden for person in people]),
        requirement=_column([person.is_required for person in people]) - 1,
        group=_column(group),
        setting=setting,
        groups=groups,
        settings=settings,
    )


def _settings(people: Sequence[Participant]) -> tuple[tuple[Setting, ...], IntArray]:
    # Hours are mostly one shared value: telling them apart by identity first saves hashing them for each person.
    known: dict[Setting, int] = {}
    seen: dict[tuple[str, int], int] = {}

    def number(zone_name: str, hours: WorkingHours) -> int:
        return known.setdefault((zone_name, hours), len(known))

    numbers = [
        found
        if (found := seen.get(key := (person.zone, id(person.hours)))) is not None
        else seen.setdefault(key, number(*key_of(person)))
        for person in people
    ]
    return tuple(known), _column(numbers)


def key_of(person: Participant) -> Setting:
    return person.zone, person.hours


def _column(numbers: list[int] | list[bool]) -> IntArray:
    # A third of the time of np.array.
    return np.fromiter(numbers, np.int64, len(numbers))

"""The criteria in their order over all candidate starts. Later ones are worked out only where earlier ones tie."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kalends.features.availability.answers import Answers
from kalends.features.availability.burdens import largest_burdens
from kalends.features.availability.candidates import Candidates, IntArray
from kalends.features.availability.crowd import Crowd
from kalends.features.availability.curves import Curves
from kalends.features.availability.discomfort import Costs
from kalends.features.availability.question import Question
from kalends.features.availability.score import Score


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Starts are named by their index among the candidates."""

    question: Question
    candidates: Candidates
    crowd: Crowd
    answers: Answers
    curves: Curves
    costs: Costs

    @cached_property
    def heads(self) -> IntArray:
        return self.curves.heads.sum(axis=0)

    @cached_property
    def suits_required(self) -> npt.NDArray[np.bool_]:
        return self.curves.required_heads == np.count_nonzero(self.crowd.requirement == 0)

    @cached_property
    def is_feasible(self) -> npt.NDArray[np.bool_]:
        feasible = self.heads >= self.question.quorum
        feasible &= self.suits_required
        for group, heads in zip(self.crowd.groups, self.curves.group_heads, strict=True):
            feasible &= heads >= self.question.group_quorums[group]
        return feasible

    def best(self, count: int) -> list[int]:
        """Greedily in the order of the criteria, skipping what overlaps one already chosen."""
        starts, duration = self.candidates.starts, self.candidates.duration
        # -1 for starts out of the question.
        worth = self.curves.half_worths.copy()
        if self.is_feasible.any():
            worth[~self.is_feasible] = -1
        chosen: list[int] = []
        while len(chosen) < count and (most := worth.max(initial=-1)) >= 0:
            index = self.first(np.flatnonzero(worth == most))
            chosen.append(index)
            at = int(starts[index])
            low, high = starts.searchsorted((at - duration + 1, at + duration))
            worth[low:high] = -1
        return chosen

    def scores(self, indices: list[int]) -> list[Score]:
        self._pains(np.array(sorted(indices), np.int64))
        return [
            Score(
                half_worths=int(self.curves.half_worths[index]),
                partial_seconds=int(self.curves.partial_seconds[index]),
                worst_discomfort=int(self._known_pains[0, index]),
                total_discomfort=int(self._known_pains[1, index]),
                largest_burden=int(self._known_pains[2, index]),
            )
            for index in indices
        ]

    def first(self, left: IntArray) -> int:
        """Which of these starts, given in order of time, comes first in the order of the criteria."""
        for gain in (self.curves.half_worths, self.curves.partial_seconds):
            if left.size > 1:
                values = gain[left]
                left = left[values == values.max()]
        for pain in range(3 if left.size > 1 else 0):
            values = self._pains(left)[pain]
            left = left[values == values.min()]
        return int(left[0])

    def _pains(self, at: IntArray) -> IntArray:
        """Rows: worst and total discomfort of those who attend, largest burden. Worked out once for each start."""
        unknown = at[self._known_pains[0, at] < 0]
        if unknown.size:
            squares = self.costs.squares(self.candidates.starts[unknown], self.candidates.duration)
            heads = self.curves.heads[:, unknown]
            worst = np.where(heads > 0, squares, 0).max(axis=0, initial=0)
            # Where nobody has borne anything yet, the largest burden is the worst discomfort.
            if self.crowd.burden.any():
                largest = largest_burdens(self.answers.at_all, self.crowd, self.candidates, unknown, squares)
            else:
                largest = worst
            self._known_pains[:, unknown] = worst, (heads * squares).sum(axis=0), largest
        return self._known_pains[:, at]

    @cached_property
    def _known_pains(self) -> IntArray:
        return np.full((3, self.candidates.starts.size), -1, np.int64)

"""The one engine that ranks times for people: windows and answers in, the best slots and their reasons out.

Pure and exact: whole numbers throughout, no clock, no chance, the same order wherever it is asked.
`recommend(question)` for an answer; a `Board` to ask more about it, or to follow answers as they change.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kalends.core.time import Interval
from kalends.features.availability.answers import Answers, joined, read
from kalends.features.availability.candidates import Candidates, IntArray, candidates
from kalends.features.availability.crowd import Crowd, crowd
from kalends.features.availability.curves import attendance, curves, marks
from kalends.features.availability.discomfort import Costs
from kalends.features.availability.presence import Coverage, Presence, presences
from kalends.features.availability.question import Intervals, Question
from kalends.features.availability.ranking import Ranking
from kalends.features.availability.score import (
    Breach,
    QuorumMissed,
    Reason,
    Recommendation,
    RequiredAbsent,
    Score,
    deciding,
)

# People whose answers are read at a time, so that what is on the way stays in the processor's cache.
BATCH = 1_024


def recommend(question: Question, count: int = 5) -> tuple[Recommendation, ...]:
    """The best slots that do not overlap, best first; if no start is feasible, the best of all with what they break."""
    return Board.of(question).recommend(count)


@dataclass(frozen=True, kw_only=True)
class Board:
    """A question with its answers counted. `answering` returns a new board and costs one person's intervals."""

    question: Question
    candidates: Candidates
    crowd: Crowd
    answers: Answers
    marks: IntArray
    costs: Costs

    @classmethod
    def of(cls, question: Question, starts: Candidates | None = None) -> "Board":
        """With `starts` given those count instead of the windows."""
        people = question.participants
        starts = starts or candidates(question.windows, question.duration, question.step)
        columns = crowd(question)
        parts: list[Answers] = []
        counted: IntArray | int = 0
        for first in range(0, max(len(people), 1), BATCH):
            part = read(people[first : first + BATCH], starts, first)
            counted = marks(part, columns, starts) + counted
            parts.append(part)
        return cls(
            question=question,
            candidates=starts,
            crowd=columns,
            answers=joined(parts),
            marks=np.asarray(counted),
            costs=Costs.over(starts.origin, starts.span, columns.settings),
        )

    def answering(self, participant: Hashable, *, yes: Intervals, if_need_be: Intervals = ()) -> "Board":
        """The board after this person has changed their answer."""
        if (number := self.crowd.numbers.get(participant)) is None:
            raise ValueError(f"participant: nobody has the id {participant}")
        people = self.question.participants
        person = replace(people[number], yes=yes, if_need_be=if_need_be)
        new, old = read([person], self.candidates, number), self.answers.of(number)
        return Board(
            question=replace(self.question, participants=(*people[:number], person, *people[number + 1 :])),
            candidates=self.candidates,
            crowd=self.crowd,
            costs=self.costs,
            answers=self.answers.replacing(number, new),
            marks=self.marks + marks(new, self.crowd, self.candidates) - marks(old, self.crowd, self.candidates),
        )

    def recommend(self, count: int = 5) -> tuple[Recommendation, ...]:
        """See `recommend`. Each comes with what put it before the next that it does not overlap."""
        if count < 1:
            raise ValueError("count: must be at least 1")
        ranking = self.ranking
        best = ranking.best(count + 1)
        scores = ranking.scores(best)
        return tuple(
            Recommendation(
                slot=self.candidates.slot(index),
                score=scores[place],
                heads=int(ranking.heads[index]),
                breaches=() if ranking.is_feasible[index] else self.breaches(self.candidates.slot(index)),
                reason=Reason(
                    criterion=deciding(scores[place], scores[place + 1]),
                    next_slot=self.candidates.slot(best[place + 1]),
                    next_score=scores[place + 1],
                )
                if place + 1 < len(best)
                else None,
            )
            for place, index in enumerate(best[:count])
        )

    def presences(self, slot: Interval) -> tuple[Presence, ...]:
        """Who can, who can if need be, who can for part of it and who cannot, in the participants' order."""
        return presences(self._covered(slot), self.crowd.ids)

    def slots(self) -> tuple[Interval, ...]:
        """Every candidate, in order of time."""
        return tuple(self.candidates.slot(index) for index in range(self.candidates.starts.size))

    def scores(self, slots: Sequence[Interval]) -> tuple[Score, ...]:
        return tuple(self.ranking.scores([self.candidates.index_of(slot) for slot in slots]))

    def half_worths(self) -> IntArray:
        """Twice weight times worth of each participant (row) at each candidate (column)."""
        return attendance(self.answers, self.crowd, self.candidates) * self.crowd.weight[:, None]

    def attendance(self) -> npt.NDArray[np.bool_]:
        """Whether each participant (row) attends each candidate (column)."""
        return attendance(self.answers, self.crowd, self.candidates) > 0

    def suits_required(self) -> npt.NDArray[np.bool_]:
        """For each candidate whether every required person attends."""
        return self.ranking.suits_required

    def is_feasible(self, slot: Interval) -> bool:
        return bool(self.ranking.is_feasible[self.candidates.index_of(slot)])

    def unanimous_starts(self) -> tuple[Interval, ...]:
        """Every candidate slot at which everybody attends, in order of time."""
        everybody = np.flatnonzero(self.ranking.heads == self.crowd.size)
        return tuple(self.candidates.slot(int(index)) for index in everybody)

    def breaches(self, slot: Interval) -> tuple[Breach, ...]:
        """The rules this candidate breaks, each with by how little: the required, the quorum, the groups' by name."""
        found: list[Breach] = []
        index = self.candidates.index_of(slot)
        covered = self._covered(slot)
        lacking = covered.duration - covered.at_all
        absent = np.flatnonzero((lacking > 0) & (self.crowd.requirement == 0)).tolist()
        if absent:
            found.append(
                RequiredAbsent(lacking=tuple((self.crowd.ids[number], int(lacking[number])) for number in absent))
            )
        heads = int(self.ranking.heads[index])
        if heads < self.question.quorum:
            found.append(QuorumMissed(group=None, heads=heads, quorum=self.question.quorum))
        for group, present in zip(self.crowd.groups, self.ranking.curves.group_heads[:, index].tolist(), strict=True):
            if present < (quorum := self.question.group_quorums[group]):
                found.append(QuorumMissed(group=group, heads=present, quorum=quorum))
        return tuple(found)

    def _covered(self, slot: Interval) -> Coverage:
        start = int(self.candidates.starts[self.candidates.index_of(slot)])
        end = start + self.candidates.duration
        return Coverage(
            duration=self.candidates.duration,
            yes=self.answers.yes.covered(self.crowd.size, start, end),
            at_all=self.answers.at_all.covered(self.crowd.size, start, end),
        )

    @cached_property
    def ranking(self) -> Ranking:
        return Ranking(
            question=self.question,
            candidates=self.candidates,
            crowd=self.crowd,
            answers=self.answers,
            costs=self.costs,
            curves=curves(self.marks, self.crowd, self.candidates),
        )

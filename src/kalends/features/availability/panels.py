"""Splitting interviewers into pairs that can meet, where no one time suits them all."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from typing import TypeAlias

from kalends.core.time import Interval
from kalends.features.availability.candidates import IntArray
from kalends.features.availability.findings import Panel, Panels
from kalends.features.availability.question import MAX_INTERVIEWERS, Question
from kalends.features.availability.recommend import Board, recommend

Pairing: TypeAlias = tuple[tuple[int, int], ...]


def pair_up(question: Question) -> Panels:
    """As many pairs as possible; of those pairings the one of most worth over all pairs' best slots.

    Panels may sit at the same time, for they share nobody. Of equal pairings the first in the participants' order.
    Exact, for at most 18 people; ValueError beyond. Everybody counts as required; quorums do not count.
    """
    people = question.participants
    if len(people) > MAX_INTERVIEWERS:
        raise ValueError(f"participants: at most {MAX_INTERVIEWERS} can be split into pairs at a time")
    panels = sorted((_panel(question, one, other) for one, other in _best_pairs(_worths(question))), key=_when)
    paired = {who for panel in panels for who in panel.pair}
    return Panels(panels=tuple(panels), alone=tuple(person.id for person in people if person.id not in paired))


def _worths(question: Question) -> dict[tuple[int, int], int]:
    """The worth of the best slot of each pair that has one."""
    board = Board.of(question)
    each: IntArray = board.half_worths()
    attends = board.attendance()
    best: dict[tuple[int, int], int] = {}
    for one, other in combinations(range(len(question.participants)), 2):
        shared = attends[one] & attends[other]
        if shared.any():
            best[one, other] = int((each[one] + each[other])[shared].max())
    return best


def _best_pairs(worths: dict[tuple[int, int], int]) -> Pairing:
    @cache
    def best(left: frozenset[int]) -> tuple[int, int, Pairing]:
        if not left:
            return 0, 0, ()
        one = min(left)
        found: tuple[int, int, Pairing] = (-1, 0, ())
        for other in sorted(left - {one}):
            if (pair := (one, other)) in worths:
                pairs, worth, rest = best(left - {one, other})
                if (pairs + 1, worth + worths[pair]) > found[:2]:
                    found = pairs + 1, worth + worths[pair], (pair, *rest)
        alone = best(left - {one})
        return alone if alone[:2] > found[:2] else found

    return best(frozenset(number for pair in worths for number in pair))[2]


def _panel(question: Question, one: int, other: int) -> Panel:
    pair = tuple(replace(question.participants[number], is_required=True) for number in (one, other))
    best = recommend(replace(question, participants=pair, quorum=0, group_quorums={}), 1)[0]
    return Panel(pair=(pair[0].id, pair[1].id), slot=best.slot, score=best.score)


def _when(panel: Panel) -> Interval:
    return panel.slot

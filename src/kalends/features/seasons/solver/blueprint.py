"""What rules come down to: a few kinds of things to count, shared by the annealer and the exact models.

Cells are (home, away, slot) triples in arrays of shape (teams, teams, slots). Every row carries the index of the rule
it stands for, so that costs can be traced back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from kalends.features.seasons.solver.errors import ProblemIsMalformed
from kalends.features.seasons.solver.problem import Objective, Problem, parts
from kalends.features.seasons.solver.rules.rule import Terms

Cells = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counter:
    """Games in `cells` (flat indexes) must number `least` to `most`."""

    rule: int
    terms: Terms
    cells: Numbers
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Slide:
    """Games of `pairs` (flat home × away indexes) within each window of the family number `least` to `most`."""

    rule: int
    terms: Terms
    pairs: Numbers
    family: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Breaks:
    """Breaks of `teams` in `slots` number `least` to `most`, all teams together."""

    rule: int
    terms: Terms
    teams: tuple[int, ...]
    slots: Cells
    mode: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Curves:
    """Games of `mode` so far differ by at most `most` between any two of `teams`, after each of `slots`."""

    rule: int
    terms: Terms
    teams: tuple[int, ...]
    slots: Cells
    mode: str
    most: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Home and away games of `team` so far differ by at most `most`, after each of `slots`."""

    rule: int
    terms: Terms
    team: int
    slots: Cells
    most: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Of any `length` consecutive games of `team`, `least` to `most` are in `pairs`."""

    rule: int
    terms: Terms
    team: int
    pairs: Cells
    length: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Apart:
    """At least `least` slots between consecutive games of each of `pairs` (teams × teams, symmetric)."""

    rule: int
    terms: Terms
    pairs: Cells
    least: int


@dataclass(frozen=True, slots=True)
class Mates:
    """`pairs` that meet in one slot meet in its mate; `mate` is -1 for slots without one."""

    rule: int
    terms: Terms
    pairs: Cells
    mate: Numbers


@dataclass(frozen=True, slots=True)
class InTurn:
    """Consecutive games of each of `pairs` have different hosts."""

    rule: int
    terms: Terms
    pairs: Cells


@dataclass(frozen=True, slots=True)
class EvenBreaks:
    """Season's breaks of any two of `teams` differ by at most `most`."""

    rule: int
    terms: Terms
    teams: tuple[int, ...]
    mode: str
    most: int


@dataclass(frozen=True, slots=True)
class Trips:
    """None of `teams` travels more than `most` between two games."""

    rule: int
    terms: Terms
    teams: tuple[int, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Rushes:
    """Each of `teams` plays at most `most` games on the day of its game before, or on the next."""

    rule: int
    terms: Terms
    teams: tuple[int, ...]
    most: int


@dataclass(slots=True)
class Blueprint:
    """Filled by the rules' `lower`; mutable while it is being drawn, read-only after."""

    problem: Problem
    counters: list[Counter] = field(default_factory=list[Counter])
    slides: list[Slide] = field(default_factory=list[Slide])
    break_rows: list[Breaks] = field(default_factory=list[Breaks])
    curve_rows: list[Curves] = field(default_factory=list[Curves])
    pace_rows: list[Pace] = field(default_factory=list[Pace])
    stretch_rows: list[Stretch] = field(default_factory=list[Stretch])
    apart_rows: list[Apart] = field(default_factory=list[Apart])
    mate_rows: list[Mates] = field(default_factory=list[Mates])
    turn_rows: list[InTurn] = field(default_factory=list[InTurn])
    even_rows: list[EvenBreaks] = field(default_factory=list[EvenBreaks])
    trip_rows: list[Trips] = field(default_factory=list[Trips])
    rush_rows: list[Rushes] = field(default_factory=list[Rushes])
    families: list[tuple[tuple[int, int], ...]] = field(default_factory=list[tuple[tuple[int, int], ...]])
    travel_weight: int = 0
    travel_unit: int = 1
    waiting: Terms = field(default_factory=Terms)
    rule: int = -1

    @property
    def shape(self) -> tuple[int, int, int]:
        teams = len(self.problem.teams)
        return teams, teams, len(self.problem.slots)

    @property
    def all_teams(self) -> tuple[int, ...]:
        return tuple(range(len(self.problem.teams)))

    @property
    def is_structured(self) -> bool:
        """Whether the season is a round robin that fills its slots, byes aside, so that whole rounds can be moved."""
        teams, _, slots = self.shape
        may_skip = any(rule.tag == "BA1" and not rule.terms.hard for rule in self.problem.rules)
        rounds = self.problem.legs * (teams - 1 + teams % 2)
        return self.problem.is_compact and self.problem.legs > 0 and rounds == slots and not may_skip

    @property
    def is_full(self) -> bool:
        """Whether every team plays in every slot from the first plan on, so that slots and games are the same thing."""
        return self.is_structured and self.shape[0] % 2 == 0

    def no_cells(self) -> Cells:
        return np.zeros(self.shape, dtype=np.bool_)

    def cells(self, teams: Sequence[int], others: Sequence[int], slots: Sequence[int], mode: str) -> Cells:
        """Cells of games of `teams` against `others` in `slots`, home, away or both; each game once."""
        cells = self.no_cells()
        if mode != "A":
            cells[np.ix_(list(teams), list(others), list(slots))] = True
        if mode != "H":
            cells[np.ix_(list(others), list(teams), list(slots))] = True
        return cells

    def pairs(self, teams: Sequence[int], others: Sequence[int], mode: str) -> Cells:
        """(home, away) pairs of games of `teams` against `others`."""
        pairs = np.zeros(self.shape[:2], dtype=np.bool_)
        if mode != "A":
            pairs[np.ix_(list(teams), list(others))] = True
        if mode != "H":
            pairs[np.ix_(list(others), list(teams))] = True
        return pairs

    def count(self, cells: Cells, least: int, most: int, terms: Terms) -> None:
        if terms.penalty and (least or most < self.ceiling(cells)):
            self.counters.append(Counter(self.rule, terms, np.flatnonzero(cells), least, most))

    def ceiling(self, cells: Cells) -> int:
        """The most games that can lie in the cells at once, each game at most once."""
        used: Cells = np.any(cells, axis=2)
        return sum(
            bool(used[game.home, game.away] or (game.is_open and used[game.away, game.home]))
            for game in self.problem.games
        )

    def stretches(self, length: int) -> int:
        """The family of all windows of `length` consecutive slots."""
        return self._family(tuple((start, start + length) for start in range(self.shape[2] - length + 1)))

    def spans(self, hours: int, tag: str, line: int | None) -> int:
        """The family of windows of `hours` that begin at each slot."""
        known = self._times(tag, line)
        windows: list[tuple[int, int]] = []
        stop = 0
        for start, time in enumerate(known):
            first = known.index(time)
            while stop < len(known) and known[stop] < time + timedelta(hours=hours):
                stop += 1
            windows.append((min(first, start), stop))
        return self._family(tuple(windows))

    def _times(self, tag: str, line: int | None) -> list[datetime]:
        """When slots start, for rules that need to know."""
        times = [slot.starts_at for slot in self.problem.slots]
        if any(time is None for time in times):
            raise ProblemIsMalformed("slots need times for this rule", rule=tag, line=line)
        known = [time for time in times if time is not None]
        if known != sorted(known):
            raise ProblemIsMalformed("slots must be in order of time for this rule", rule=tag, line=line)
        return known

    def _family(self, windows: tuple[tuple[int, int], ...]) -> int:
        if windows not in self.families:
            self.families.append(windows)
        return self.families.index(windows)

    def slide(self, pairs: Cells, family: int, least: int, most: int, terms: Terms) -> None:
        longest = max((stop - start for start, stop in self.families[family]), default=0)
        if terms.penalty and (least or most < longest):
            self.slides.append(Slide(self.rule, terms, np.flatnonzero(pairs), family, least, most))

    def stretch(self, team: int, pairs: Cells, length: int, least: int, most: int, terms: Terms) -> None:
        if terms.penalty:
            self.stretch_rows.append(Stretch(self.rule, terms, team, pairs, length, least, most))

    def breaks(
        self, teams: tuple[int, ...], slots: Sequence[int], mode: str, least: int, most: int, terms: Terms
    ) -> None:
        if terms.penalty:
            self.break_rows.append(Breaks(self.rule, terms, teams, self._slots(slots), mode, least, most))

    def even_breaks(self, teams: tuple[int, ...], mode: str, most: int, terms: Terms) -> None:
        if terms.penalty:
            self.even_rows.append(EvenBreaks(self.rule, terms, teams, mode, most))

    def pace(self, team: int, slots: Sequence[int], most: int, terms: Terms) -> None:
        if terms.penalty:
            self.pace_rows.append(Pace(self.rule, terms, team, self._slots(slots), most))

    def curves(self, teams: tuple[int, ...], slots: Sequence[int], mode: str, most: int, terms: Terms) -> None:
        if terms.penalty:
            self.curve_rows.append(Curves(self.rule, terms, teams, self._slots(slots), mode, most))

    def apart(self, teams: tuple[int, ...], least: int, terms: Terms) -> None:
        if terms.penalty and least:
            self.apart_rows.append(Apart(self.rule, terms, self._among(teams), least))

    def mates(self, teams: tuple[int, ...], pairs: Sequence[tuple[int, int]], terms: Terms) -> None:
        """A slot may stand in one pair; more pairs become more rows."""
        rest = list(pairs)
        while rest and terms.penalty:
            mate = np.full(self.shape[2], -1, dtype=np.int64)
            later: list[tuple[int, int]] = []
            for first, second in rest:
                if mate[first] >= 0 or mate[second] >= 0 or first == second:
                    later.append((first, second))
                else:
                    mate[first], mate[second] = second, first
            self.mate_rows.append(Mates(self.rule, terms, self._among(teams), mate))
            rest = [(first, second) for first, second in later if first != second]

    def in_turn(self, teams: tuple[int, ...], terms: Terms) -> None:
        if terms.penalty:
            self.turn_rows.append(InTurn(self.rule, terms, self._among(teams)))

    def trips(self, teams: tuple[int, ...], most: int, terms: Terms) -> None:
        if not self.problem.distances:
            raise ProblemIsMalformed("needs distances", rule="LEG", line=terms.line)
        if terms.penalty:
            self.trip_rows.append(Trips(self.rule, terms, teams, most))

    def rushes(self, teams: tuple[int, ...], most: int, terms: Terms) -> None:
        self._times("B2B", terms.line)
        if terms.penalty:
            self.rush_rows.append(Rushes(self.rule, terms, teams, most))

    def travel(self, unit: int, weight: int) -> None:
        if not self.problem.distances:
            raise ProblemIsMalformed("needs distances", rule="TOUR")
        if self.travel_weight and self.travel_unit != unit:
            raise ProblemIsMalformed("travel can be counted in one unit only", rule="TOUR")
        self.travel_weight += weight
        self.travel_unit = unit

    def may_wait(self, terms: Terms) -> None:
        self.waiting = terms

    def _slots(self, slots: Sequence[int]) -> Cells:
        chosen = np.zeros(self.shape[2], dtype=np.bool_)
        chosen[list(slots)] = True
        return chosen

    def _among(self, teams: Sequence[int]) -> Cells:
        member = np.zeros(self.shape[0], dtype=np.bool_)
        member[list(teams)] = True
        return member[:, None] & member[None, :]


def draw(problem: Problem) -> Blueprint:
    """The blueprint of all rules. Raises ProblemIsMalformed where a rule can't stand."""
    blueprint = Blueprint(problem)
    for index, rule in enumerate(problem.rules):
        blueprint.rule = index
        rule.lower(blueprint)
    blueprint.rule = -1
    if problem.objective is Objective.TRAVEL:
        blueprint.travel(1, 1)
    return blueprint


def phase_of_slots(blueprint: Blueprint) -> Numbers:
    """The part of the season each slot lies in; all 0 where the season isn't phased."""
    given = parts(blueprint.problem) if blueprint.problem.is_phased else [0] * blueprint.shape[2]
    return np.array(given, dtype=np.int64)


def game_cells(blueprint: Blueprint) -> Iterator[tuple[int, int, int]]:
    """(game, home, away) for every way a game may be hosted."""
    for index, game in enumerate(blueprint.problem.games):
        yield index, game.home, game.away
        if game.is_open:
            yield index, game.away, game.home

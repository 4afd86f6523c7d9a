"""A CP-SAT model of a season or of a part of it, drawn from the same blueprint as the annealer's tables.

Every game has candidate cells; games with one candidate are fixed and cost nothing. Rules that the model can't state
raise NotModelled, so that what it proves is proven for the whole season.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from kalends.features.seasons.solver.blueprint import Blueprint, phase_of_slots
from kalends.features.seasons.solver.exact.orders import state_orders
from kalends.features.seasons.solver.rules.rule import Terms
from kalends.features.seasons.solver.search.start import Seats
from kalends.features.seasons.solver.stop import never

# ortools builds expressions of many classes; its stubs name them loosely.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
Cell = tuple[int, int, int]
Sum = Any
# Where a team is before each slot, and stretches of its games, take a literal each: more take seconds to state alone.
MOST_PLACES, MOST_STRETCHES = 60_000, 30_000
# What a second of CP-SAT's deterministic time took of CPU where it was measured: 1.1 to 1.8 s.
CPU_OF_WORK = 1.5
# How often a running solver is asked to stop, if it is to, in seconds.
LOOK = 0.05


_OTHER = {"H": "A", "A": "H"}


class NotModelled(Exception):
    """A rule of this season has no exact model here."""


@dataclass(slots=True)
class SeasonModel:
    """The model under construction; `costs` collects (weight, expression), `guards` a literal for each hard rule."""

    blueprint: Blueprint
    candidates: Sequence[Sequence[Cell]]
    hard_price: int | None = None
    guarded: bool = False
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    chosen: dict[tuple[int, Cell], Any] = field(default_factory=dict[tuple[int, Cell], Any])
    at_cell: dict[Cell, list[tuple[int, Any]]] = field(default_factory=dict[Cell, list[tuple[int, Any]]])
    costs: list[tuple[int, Sum]] = field(default_factory=list[tuple[int, Sum]])
    constant: int = 0
    guards: dict[int, Any] = field(default_factory=dict[int, Any])
    venues: dict[tuple[int, int, str], Any] = field(default_factory=dict[tuple[int, int, str], Any])
    lasts: dict[tuple[int, int, str], Any] = field(default_factory=dict[tuple[int, int, str], Any])
    breaks: dict[tuple[int, int, str], Any] = field(default_factory=dict[tuple[int, int, str], Any])
    is_full: bool = field(init=False)

    def __post_init__(self) -> None:
        # It is asked for thousands of times, and worked out from all games.
        self.is_full = self.blueprint.is_full

    def build(self) -> SeasonModel:
        self.ensure_stated()
        self._place_games()
        self._one_game_at_a_time()
        for row in self.blueprint.counters:
            cells = np.array(np.unravel_index(row.cells, self.blueprint.shape)).T.tolist()
            self._bounded(map(tuple, cells), row.least, row.most, row.rule, row.terms)
        self._slides()
        self._breaks()
        self._curves()
        self._apart()
        self._phases()
        self._mates()
        state_orders(self)
        self.cp.minimize(sum(weight * cost for weight, cost in self.costs) + self.constant)
        return self

    def ensure_stated(self) -> None:
        """Raise NotModelled where a rule of the season can't be stated."""
        drawn = self.blueprint
        n, _, slots = drawn.shape
        if drawn.travel_weight:
            raise NotModelled
        if drawn.apart_rows and drawn.problem.legs not in (1, 2) and not self._at_most_two_meetings():
            raise NotModelled
        # A game that waits has no place among the others of its pair.
        if drawn.turn_rows and self.may_wait:
            raise NotModelled
        places = sum(len(row.teams) for row in drawn.trip_rows) * n * slots
        if places > MOST_PLACES or len(drawn.stretch_rows) * slots * slots // 2 > MOST_STRETCHES:
            raise NotModelled

    @property
    def may_wait(self) -> bool:
        """Whether a game may stay without a slot, at a price."""
        # In a full season a game that waits leaves holes no other could fill.
        is_priced = self.hard_price is not None and not self.is_full
        return is_priced or not self.blueprint.waiting.hard

    def _at_most_two_meetings(self) -> bool:
        met: dict[frozenset[int], int] = {}
        for game in self.blueprint.problem.games:
            pair = frozenset((game.home, game.away))
            met[pair] = met.get(pair, 0) + 1
        return max(met.values(), default=0) <= 2

    def _place_games(self) -> None:
        """Each game in one of its cells, or waiting where that is possible at all."""
        may_wait = self.may_wait
        for game, cells in enumerate(self.candidates):
            if len(cells) == 1 and not may_wait:
                self.at_cell.setdefault(cells[0], []).append((game, 1))
                continue
            literals = [self.cp.new_bool_var(f"g{game}@{cell}") for cell in cells]
            for cell, literal in zip(cells, literals, strict=True):
                self.chosen[game, cell] = literal
                self.at_cell.setdefault(cell, []).append((game, literal))
            if may_wait:
                waits = self.cp.new_bool_var(f"g{game} waits")
                self.cp.add_exactly_one([*literals, waits])
                self._charge(waits, self.blueprint.waiting)
            else:
                self.cp.add_exactly_one(literals)

    def _one_game_at_a_time(self) -> None:
        busy: dict[tuple[int, int], list[Any]] = {}
        for (home, away, slot), games in self.at_cell.items():
            for team in (home, away):
                busy.setdefault((team, slot), []).extend(literal for _, literal in games)
        for literals in busy.values():
            free = [literal for literal in literals if not isinstance(literal, int)]
            taken = len(literals) - len(free)
            if free and taken:
                for literal in free:
                    self.cp.add(literal == 0)
            elif len(free) > 1:
                self.cp.add_at_most_one(free)

    def _charge(self, amount: Sum, terms: Terms) -> None:
        """A deviation, as a cost; hard ones only where a price for them is set."""
        if not terms.hard:
            self.costs.append((terms.penalty, amount))
        elif self.hard_price is not None:
            self.costs.append((terms.penalty * self.hard_price, amount))
        else:
            self.cp.add(amount == 0)

    def at_most(self, total: Sum, most: int, rule: int, terms: Terms, ceiling: int) -> None:
        """total <= most, softly, or hard behind the rule's guard."""
        if terms.hard and self.hard_price is None:
            bound = self.cp.add(total <= most)
            if self.guarded:
                bound.only_enforce_if(self.guard(rule))
            return
        slack = self.cp.new_int_var(0, max(ceiling - most, 0), "")
        self.cp.add(total - slack <= most)
        self._charge(slack, terms)

    def guard(self, rule: int) -> Any:
        if rule not in self.guards:
            self.guards[rule] = self.cp.new_bool_var(f"rule {rule}")
        return self.guards[rule]

    def _bounded(self, cells: Iterable[Cell], least: int, most: int, rule: int, terms: Terms) -> None:
        """least <= games in cells <= most."""
        fixed, literals = 0, list[Any]()
        for cell in cells:
            for _, literal in self.at_cell.get(cell, ()):
                if isinstance(literal, int):
                    fixed += 1
                else:
                    literals.append(literal)
        self._bound_sum(literals, fixed, least, most, rule, terms)

    def _bound_sum(self, literals: list[Any], fixed: int, least: int, most: int, rule: int, terms: Terms) -> None:
        if not literals:
            amount = max(0, fixed - most) + max(0, least - fixed)
            if not terms.hard:
                self.constant += amount * terms.penalty
            elif amount and self.hard_price is not None:
                self.constant += amount * terms.penalty * self.hard_price
            elif amount:
                self.cp.add_bool_or([self.guard(rule).negated()] if self.guarded else [])
            return
        total = sum(literals) + fixed
        if fixed + len(literals) > most:
            self.at_most(total, most, rule, terms, fixed + len(literals))
        if least > fixed:
            self.at_most(-total, -least, rule, terms, -fixed)

    def _slides(self) -> None:
        n = self.blueprint.shape[0]
        for row in self.blueprint.slides:
            pairs = [(int(pair) // n, int(pair) % n) for pair in row.pairs]
            for start, stop in self.blueprint.families[row.family]:
                cells = ((home, away, slot) for slot in range(start, stop) for home, away in pairs)
                self._bounded(cells, row.least, row.most, row.rule, row.terms)

    def games_at(self, home: int, away: int, slot: int) -> Sum:
        """How many games the cell holds: 0, 1, or a sum of literals."""
        return sum(literal for _, literal in self.at_cell.get((home, away, slot), ()))

    def hosting(self, team: int, slot: int) -> Sum:
        return sum(self._games_of(team, slot, "H"))

    def visiting(self, team: int, slot: int) -> Sum:
        return sum(self._games_of(team, slot, "A"))

    def is_host(self, game: int, team: int) -> Sum:
        """Whether the team hosts the game, wherever it is played."""
        cells = self.candidates[game]
        hosts = {cell[0] for cell in cells}
        if len(hosts) == 1:
            return int(hosts == {team})
        return sum(self.chosen[game, cell] for cell in cells if cell[0] == team)

    def at_venue(self, team: int, slot: int, mode: str) -> Any:
        """Whether the team hosts (H) or visits (A) in the slot: a literal, or 0 or 1 where that is settled."""
        key, known = (team, slot, mode), self.venues
        if key not in known:
            here, there = self._games_of(team, slot, mode), self._games_of(team, slot, _OTHER[mode])
            if 1 in [value for value in here if isinstance(value, int)] or (self.is_full and not there):
                known[key] = 1
            elif not here or 1 in [value for value in there if isinstance(value, int)]:
                known[key] = 0
            elif self.is_full and mode == "A":
                known[key] = _not(self.at_venue(team, slot, "H"))
            else:
                known[key] = self.cp.new_bool_var(f"{mode} {team}@{slot}")
                self.cp.add(sum(here) == known[key])
        return known[key]

    def _games_of(self, team: int, slot: int, mode: str) -> list[Any]:
        others = range(self.blueprint.shape[0])
        cells = ((team, other, slot) if mode == "H" else (other, team, slot) for other in others)
        return [literal for cell in cells for _, literal in self.at_cell.get(cell, ())]

    def was_at(self, team: int, slot: int, mode: str) -> Any:
        """Whether the team's last game up to the slot was at home (H), or away (A): neither before its first."""
        if slot < 0:
            return 0
        here = self.at_venue(team, slot, mode)
        if self.is_full or (isinstance(here, int) and here == 1):
            return here
        key, known = (team, slot, mode), self.lasts
        if key not in known:
            stays = self._all_of([self.was_at(team, slot - 1, mode), _not(self.at_venue(team, slot, _OTHER[mode]))])
            known[key] = _not(self._all_of([_not(here), _not(stays)]))
        return known[key]

    def _all_of(self, values: list[Any]) -> Any:
        """Whether all hold: a literal, or 0 or 1 where that is settled."""
        free = [value for value in values if not isinstance(value, int)]
        if 0 in [value for value in values if isinstance(value, int)]:
            return 0
        if len(free) < 2:
            return free[0] if free else 1
        literal = self.cp.new_bool_var("")
        self.cp.add_bool_or([literal, *(value.negated() for value in free)])
        for value in free:
            self.cp.add_implication(literal, value)
        return literal

    def _breaks(self) -> None:
        for row in self.blueprint.break_rows:
            found = [
                self.break_at(team, int(slot), mode)
                for team in row.teams
                for slot in np.flatnonzero(row.slots)
                if slot > 0
                for mode in row.mode
            ]
            fixed = sum(value for value in found if isinstance(value, int))
            literals = [value for value in found if not isinstance(value, int)]
            self._bound_sum(literals, fixed, row.least, row.most, row.rule, row.terms)

    def break_at(self, team: int, slot: int, mode: str) -> Any:
        """Whether the team is at home (or away) again in the slot."""
        key, known = (team, slot, mode), self.breaks
        if key not in known:
            known[key] = self._all_of([self.was_at(team, slot - 1, mode), self.at_venue(team, slot, mode)])
        return known[key]

    def _curves(self) -> None:
        for row in self.blueprint.curve_rows:
            if row.mode == "HA" and self.is_full:
                continue  # all teams have played the same number of games
            S = self.blueprint.shape[2]
            so_far: dict[int, list[Any]] = {}
            for team in row.teams:
                total: Any = 0
                so_far[team] = []
                for slot in range(S):
                    total = total + sum(self.at_venue(team, slot, mode) for mode in row.mode)
                    so_far[team].append(total)
            for index, one in enumerate(row.teams):
                for other in row.teams[:index]:
                    gap = self.cp.new_int_var(0, S, "")
                    for slot in np.flatnonzero(row.slots):
                        difference = so_far[one][slot] - so_far[other][slot]
                        if isinstance(difference, int):
                            if abs(difference) > row.most:
                                self.cp.add(gap >= abs(difference) - row.most)
                            continue
                        self.cp.add(gap >= difference - row.most)
                        self.cp.add(gap >= -difference - row.most)
                    self.at_most(gap, 0, row.rule, row.terms, S)

    def place(self, game: int) -> Any:
        """The slot of a game as an expression."""
        cells = self.candidates[game]
        if len(cells) == 1:
            return cells[0][2]
        return sum(cell[2] * self.chosen[game, cell] for cell in cells)

    def games_by_pair(self) -> dict[tuple[int, int], list[int]]:
        pairs: dict[tuple[int, int], list[int]] = {}
        for index, game in enumerate(self.blueprint.problem.games):
            pairs.setdefault((min(game.home, game.away), max(game.home, game.away)), []).append(index)
        return pairs

    def _apart(self) -> None:
        S = self.blueprint.shape[2]
        for row in self.blueprint.apart_rows:
            for pair, games in self.games_by_pair().items():
                if not row.pairs[pair] or len(games) != 2 or (not self.blueprint.waiting.hard):
                    continue
                places = [self.place(game) for game in games]
                missing = self.cp.new_int_var(0, row.least + 1, "")
                if all(isinstance(place, int) for place in places):
                    gap = row.least - abs(places[0] - places[1]) + 1
                    self.cp.add(missing >= max(0, gap))
                else:
                    first = self.cp.new_bool_var("")
                    far = S + row.least + 1
                    self.cp.add(missing >= row.least + 1 - (places[1] - places[0]) - far * (1 - first))
                    self.cp.add(missing >= row.least + 1 - (places[0] - places[1]) - far * first)
                self.at_most(missing, 0, row.rule, row.terms, row.least + 1)

    def _phases(self) -> None:
        if not self.blueprint.problem.is_phased:
            return
        phase = phase_of_slots(self.blueprint)
        for one, other in self.games_by_pair():
            for part in range(self.blueprint.problem.legs):
                cells = [
                    (home, away, int(slot))
                    for slot in np.flatnonzero(phase == part)
                    for home, away in ((one, other), (other, one))
                ]
                self._bounded(cells, 1, 1, -1, Terms())

    def _mates(self) -> None:
        for row in self.blueprint.mate_rows:
            for one, other in self.games_by_pair():
                if not row.pairs[one, other]:
                    continue
                for slot, mate in enumerate(row.mate):
                    if mate <= slot:
                        continue
                    here, there = self._pair_at(one, other, slot), self._pair_at(one, other, int(mate))
                    if isinstance(here, int) and isinstance(there, int):
                        continue
                    lone = self.cp.new_bool_var("")
                    self.cp.add(here - there <= lone)
                    self.cp.add(there - here <= lone)
                    self.at_most(lone, 0, row.rule, row.terms, 1)

    def _pair_at(self, one: int, other: int, slot: int) -> Any:
        games = [*self.at_cell.get((one, other, slot), ()), *self.at_cell.get((other, one, slot), ())]
        return sum(literal for _, literal in games)

    def hint(self, seats: Seats) -> None:
        """Start from a timetable."""
        for (game, cell), literal in self.chosen.items():
            there = (int(seats[0][game]), int(seats[1][game]), int(seats[2][game]))
            self.cp.add_hint(literal, cell == there)

    def seats(self, solver: cp_model.CpSolver, seats: Seats) -> Seats:
        """The solver's timetable; games that wait have slot -1."""
        home, away, slot = (array.copy() for array in seats)
        for game, cells in enumerate(self.candidates):
            if (game, cells[0]) not in self.chosen:
                home[game], away[game], slot[game] = cells[0]
                continue
            slot[game] = -1
            for cell in cells:
                if solver.boolean_value(self.chosen[game, cell]):
                    home[game], away[game], slot[game] = cell
        return home, away, slot


def _not(value: Any) -> Any:
    return 1 - value if isinstance(value, int) else value.negated()


def run(
    model: cp_model.CpModel,
    seconds: float,
    seed: int,
    workers: int,
    by_wall: bool = True,
    is_cancelled: Callable[[], bool] = never,
) -> tuple[cp_model.CpSolver, Any]:
    """Solve for at most `seconds`, of the wall or about so many of CPU; the solver and its status."""
    solver = cp_model.CpSolver()
    if by_wall:
        solver.parameters.max_time_in_seconds = max(seconds, 0.1)
    else:
        solver.parameters.max_deterministic_time = max(seconds, 0.1) / CPU_OF_WORK
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    # Signals are ours to handle, which Python does in this thread alone, so that another one waits for the solver.
    solver.parameters.catch_sigint_signal = False
    with ThreadPoolExecutor(1, "exact model") as thread:
        status = thread.submit(solver.solve, model)
        try:
            while not status.done():
                wait([status], timeout=LOOK)
                if is_cancelled():
                    solver.stop_search()
        except BaseException:
            solver.stop_search()
            raise
        return solver, status.result()

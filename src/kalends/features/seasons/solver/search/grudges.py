"""Rules that stay broken weigh more, for a while: so a search leaves what annealing alone would freeze in.

Breakout and its kin for constraint satisfaction (Morris 1993; Thornton and others 2004), on top of a low temperature.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kalends.features.seasons.solver.search.memory import Desk
from kalends.features.seasons.solver.search.state import HARD
from kalends.features.seasons.solver.search.tables import Array

# A hard deviation weighs so much at first, so that it can grow a little.
SCALE = 10


@dataclass(frozen=True, slots=True)
class Temper:
    """What a broken rule gains each time, and how much of all it gained is remembered the next time."""

    gain: float
    memory: float


@dataclass(slots=True)
class Grudges:
    """What the hard weights of a desk's tables have gained: bounds, runs, and prices of cells."""

    desk: Desk
    bounds: Array  # as first given
    runs: Array
    prices: Array
    constant: int
    wanted: Array  # indexes of prices that reward a game
    gained_bounds: Array
    gained_runs: Array
    gained_prices: Array
    temper: Temper

    @classmethod
    def of(cls, desk: Desk, temper: Temper) -> Grudges:
        tables = desk.tables
        bounds, runs, prices = tables.bounds[:, 3].copy(), tables.runs[:, 4].copy(), tables.prices.copy()
        return cls(
            desk,
            bounds,
            runs,
            prices,
            constant=int(tables.constant[1]),
            wanted=2 * np.flatnonzero(prices[1::2] < 0) + 1,
            gained_bounds=np.zeros(len(bounds)),
            gained_runs=np.zeros(len(runs)),
            gained_prices=np.zeros(len(prices)),
            temper=temper,
        )

    def remember(self) -> None:
        """What is broken now weighs more, and everything else less than before. The timetable must be counted anew."""
        for gained in (self.gained_bounds, self.gained_runs, self.gained_prices):
            gained *= self.temper.memory
        broken = self.desk.tables.bound_of[self._off() > 0]
        self.gained_bounds[broken[self.bounds[broken] > 0]] += self.temper.gain
        self.gained_runs[(self.desk.state.run_off > 0) & (self.runs > 0)] += self.temper.gain
        cells = self._cells()
        self.gained_prices[cells[self.prices[cells] > 0]] += self.temper.gain
        self.gained_prices[np.setdiff1d(self.wanted, cells)] -= self.temper.gain
        self._weigh()

    def forgive(self) -> None:
        """Everything weighs what it did at first."""
        for gained in (self.gained_bounds, self.gained_runs, self.gained_prices):
            gained[:] = 0.0
        self._weigh()

    def _weigh(self) -> None:
        tables = self.desk.tables
        tables.bounds[:, 3] = self.bounds + np.round(self.gained_bounds)
        tables.runs[:, 4] = self.runs + np.round(self.gained_runs)
        tables.prices[:] = self.prices + np.round(self.gained_prices)
        # A reward that isn't had costs what it has grown to.
        tables.constant[1] = self.constant + int((self.prices[self.wanted] - tables.prices[self.wanted]).sum())

    def deviation(self) -> int:
        """What the timetable at hand breaks, by the weights as first given."""
        tables, state = self.desk.tables, self.desk.state
        cells = self._cells()
        gained = (self._off() * (tables.bounds[:, 3] - self.bounds)[tables.bound_of]).sum()
        gained += (state.run_off * (tables.runs[:, 4] - self.runs)).sum()
        gained += (tables.prices[cells] - self.prices[cells]).sum() + tables.constant[1] - self.constant
        return int(state.total[HARD] - gained)

    def _off(self) -> Array:
        """How far each counter is outside its bound."""
        tables, counts = self.desk.tables, self.desk.state.counts
        least, most = tables.bounds[tables.bound_of, 0], tables.bounds[tables.bound_of, 1]
        return np.maximum(counts - most, 0) + np.maximum(least - counts, 0)

    def _cells(self) -> Array:
        """Indexes of the hard prices of the games that have a slot."""
        state, size = self.desk.state, self.desk.tables.size
        placed = state.slots >= 0
        home, away, slot = (array[placed].astype(np.int64) for array in (state.homes, state.aways, state.slots))
        return 2 * ((home * size[0] + away) * size[1] + slot) + 1

"""Rules that stay broken weigh more, for a while: so a search leaves what annealing alone would freeze in.

Breakout and its kin for constraint satisfaction (Morris 1993; Thornton and others 2004), on top of a low temperature.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kalends.features.seasons.solver.search.memory import Desk
from kalends.features.seasons.solver.search.tables import Array

# What a broken rule gains each time, of a weight of SCALE, and how much of all it gained is forgotten.
SCALE, GAIN, MEMORY = 10, 1.0, 0.9


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

    @classmethod
    def of(cls, desk: Desk) -> Grudges:
        tables = desk.tables
        given = (tables.bounds[:, 3].copy(), tables.runs[:, 4].copy(), tables.prices.copy())
        wanted = 2 * np.flatnonzero(given[2][1::2] < 0) + 1
        gained = (np.zeros(len(array)) for array in given)
        return cls(desk, *given, int(tables.constant[1]), wanted, *gained)

    def remember(self) -> None:
        """What is broken now weighs more, and everything else less than before. The timetable must be counted anew."""
        tables, state = self.desk.tables, self.desk.state
        for gained in (self.gained_bounds, self.gained_runs, self.gained_prices):
            gained *= MEMORY
        least, most = tables.bounds[tables.bound_of, 0], tables.bounds[tables.bound_of, 1]
        broken = tables.bound_of[(state.counts > most) | (state.counts < least)]
        self.gained_bounds[broken[self.bounds[broken] > 0]] += GAIN
        self.gained_runs[(state.run_off > 0) & (self.runs > 0)] += GAIN
        cells = self._cells()
        self.gained_prices[cells[self.prices[cells] > 0]] += GAIN
        self.gained_prices[np.setdiff1d(self.wanted, cells)] -= GAIN
        tables.bounds[:, 3] = self.bounds + np.round(self.gained_bounds)
        tables.runs[:, 4] = self.runs + np.round(self.gained_runs)
        tables.prices[:] = self.prices + np.round(self.gained_prices)
        # A reward that isn't had costs what it has grown to.
        tables.constant[1] = self.constant + int((self.prices[self.wanted] - tables.prices[self.wanted]).sum())

    def _cells(self) -> Array:
        """Indexes of the hard prices of the games that have a slot."""
        state, size = self.desk.state, self.desk.tables.size
        placed = state.slots >= 0
        home, away, slot = (array[placed].astype(np.int64) for array in (state.homes, state.aways, state.slots))
        return 2 * ((home * size[0] + away) * size[1] + slot) + 1

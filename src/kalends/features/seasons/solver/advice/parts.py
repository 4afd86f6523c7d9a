"""Parts of a season to solve exactly while its plan is mended: which games are free, and where they may go."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from kalends.features.seasons.solver.blueprint import Blueprint
from kalends.features.seasons.solver.exact.model import Cell
from kalends.features.seasons.solver.exact.small import all_candidates
from kalends.features.seasons.solver.judge import check
from kalends.features.seasons.solver.problem import Plan, Played
from kalends.features.seasons.solver.search.start import aligned

# How many slots, and how many teams, a part frees beside those that break rules.
SOME_SLOTS, SOME_TEAMS = (1, 3, 5, 7, 9), (1, 2, 3)
# Where more slots than that have games that break rules, a part frees so many, and mends what it can.
MOST_BROKEN = 6
# While rules are broken, every so many turns parts mend only what they can.
PRICED_EVERY = 4

Places = dict[tuple[int, int], set[int]]


@dataclass(frozen=True, slots=True)
class Part:
    """Where each game may be. With a price for hard deviations, what is broken need not be mended all at once."""

    candidates: list[list[Cell]]
    price: int | None = None

    @property
    def size(self) -> int:
        return sum(map(len, self.candidates))


@dataclass(slots=True)
class Parts:
    """Parts round the games that break hard rules: some slots are free, then some teams, and so on, ever more of them.

    All other games stay where they are or go back to where they were before the season was shaken.
    """

    drawn: Blueprint
    old: Plan
    dice: random.Random
    number: int = 0
    were: Sequence[Played] = field(init=False)
    empty: set[int] = field(init=False)
    # Slots and teams of the games that broke hard rules at first.
    hurt: tuple[set[int], set[int]] = field(init=False)
    everywhere: list[list[Cell]] = field(init=False)

    def __post_init__(self) -> None:
        self.were, self.hurt = aligned(self.drawn.problem, self.old).games, self._broken(self.old)
        # Nobody is in the way there.
        self.empty = set(range(self.drawn.shape[2])) - {game.slot for game in self.were}
        self.everywhere = all_candidates(self.drawn)

    def next(self, best: Plan, *, is_broken: bool) -> Part:
        turn, is_of_teams = divmod(self.number, 2)
        self.number += 1
        are = aligned(self.drawn.problem, best).games
        slots, teams = self._broken(best) if is_broken else self.hurt
        price = (
            len(are) if is_broken and (len(slots) > MOST_BROKEN or turn % PRICED_EVERY == PRICED_EVERY - 1) else None
        )
        here, places = self._some(slots, MOST_BROKEN) | self.empty, _places(self.were, are)
        if is_of_teams:
            those = self._some(teams, 2) | self._some(
                set(range(self.drawn.shape[0])) - teams, _in_turn(SOME_TEAMS, turn)
            )
            return Part(self._of_teams(are, those, here, places), price)
        free = here | self._more_slots(are, here, turn)
        return Part([_in_slots(game, free, places) for game in are], price)

    def _more_slots(self, are: Sequence[Played], here: set[int], turn: int) -> set[int]:
        """Any, or those between which games have moved."""
        count = _in_turn(SOME_SLOTS, turn)
        pairs = zip(self.were, are, strict=True)
        moved = {slot for was, now in pairs if was != now for slot in (was.slot, now.slot) if slot is not None}
        pool = moved if turn % 2 == 0 and len(moved) > count else set(range(self.drawn.shape[2]))
        return self._some(pool - here, count)

    def _of_teams(self, are: Sequence[Played], those: set[int], here: set[int], places: Places) -> list[list[Cell]]:
        return [
            self.everywhere[index]
            if {game.home, game.away} & those or game.slot is None
            else _in_slots(game, here, places)
            for index, game in enumerate(are)
        ]

    def _broken(self, plan: Plan) -> tuple[set[int], set[int]]:
        """Slots and teams of the games that break hard rules."""
        broken = check(self.drawn.problem, plan).blamed
        slots = {game.slot for game in broken if game.slot is not None}
        return slots, {team for game in broken for team in (game.home, game.away)}

    def _some(self, of: set[int], count: int) -> set[int]:
        return set(self.dice.sample(sorted(of), min(count, len(of))))


def _in_turn(counts: tuple[int, ...], turn: int) -> int:
    return counts[turn % len(counts)]


def _places(*plans: Sequence[Played]) -> Places:
    """The slots in which a pair meets at the home of the first, in any of the plans."""
    places: Places = {}
    for game in chain(*plans):
        if game.slot is not None:
            places.setdefault((game.home, game.away), set()).add(game.slot)
    return places


def _in_slots(game: Played, free: set[int], places: Places) -> list[Cell]:
    """A game that is or was in a free slot goes to any of them; any may change places with its return game."""
    own = places.get((game.home, game.away), set())
    may = own | (places.get((game.away, game.home), set()) - free)
    if game.slot is None or own & free:
        may |= free
    return [(game.home, game.away, slot) for slot in sorted(may)]

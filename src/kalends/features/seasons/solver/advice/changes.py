"""Small changes of a plan and what each would cost: single ones, and pairs that save more than their parts."""

from __future__ import annotations

# Kernels have no static types; what comes back is what State says.
# pyright: reportUnknownVariableType=false, reportGeneralTypeIssues=false
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kalends.features.seasons.solver.blueprint import Blueprint
from kalends.features.seasons.solver.search.memory import Desk, desk
from kalends.features.seasons.solver.search.start import Seats
from kalends.features.seasons.solver.search.state import clear
from kalends.features.seasons.solver.search.tables import tabulate

Change = tuple[tuple[int, int, int], ...]  # game, slot, 1 if host and guest change
Cost = tuple[int, int]  # hard, soft

# The cheapest changes are tried first and second in pairs: each of the first with each of the others.
FIRSTS, SECONDS = 40, 200


@dataclass(frozen=True, slots=True)
class Trial:
    """A plan on a table, where changes are tried one by one."""

    blueprint: Blueprint
    seats: Seats
    table: Desk

    @classmethod
    def of(cls, blueprint: Blueprint, seats: Seats) -> Trial:
        trial = cls(blueprint, seats, desk(tabulate(blueprint), 0))
        trial.begin()
        return trial

    def begin(self) -> None:
        from kalends.features.seasons.solver.search.costs import load

        clear(self.table.state)
        load(self.table.T, self.table.X, *self.seats)

    def cost(self, change: Change, *, keep: bool = False) -> Cost:
        """What the change adds; it is taken back unless it is to be kept."""
        from kalends.features.seasons.solver.search.costs import apply_move, keep_move, undo_move

        state = self.table.state
        for index, (game, slot, flip) in enumerate(change):
            state.move_game[index], state.move_slot[index], state.move_flip[index] = game, slot, flip
        soft, hard = apply_move(self.table.T, self.table.X, len(change))
        if keep:
            keep_move(self.table.X)
        else:
            undo_move(self.table.T, self.table.X, len(change))
        return int(hard), int(soft)

    def savings(self) -> list[tuple[Cost, Change]]:
        """Every single change that saves something, and pairs that save more than both alone; the best come first."""
        singles = sorted((self.cost(change), change) for change in self.changes())
        found = [(cost, change) for cost, change in singles if cost < (0, 0)]
        return sorted([*found, *self._pairs(singles), *self._evictions()])

    def _pairs(self, singles: list[tuple[Cost, Change]]) -> Iterator[tuple[Cost, Change]]:
        """Two changes that help each other."""
        short = [(cost, change) for cost, change in singles if len(change) <= 2][:SECONDS]
        for first_cost, first in short[:FIRSTS]:
            self.cost(first, keep=True)
            for second_cost, second in short:
                if not _share_games(first, second) and self._fits(second):
                    both = _sum(first_cost, self.cost(second))
                    if both < min((0, 0), first_cost, second_cost, _sum(first_cost, second_cost)):
                        yield both, (*first, *second)
            self.begin()

    def _evictions(self) -> Iterator[tuple[Cost, Change]]:
        """A game goes where another is, and that one to a free slot."""
        state, slots = self.table.state, range(self.blueprint.shape[2])
        tried: list[tuple[Cost, int, int, int]] = []
        for game in () if self.blueprint.is_full else range(len(state.slots)):
            for slot in slots:
                blockers = self._blockers(game, slot)
                if len(blockers) == 1 and slot != state.slots[game]:
                    (other,) = blockers
                    tried.append((self.cost(((game, slot, 0), (other, -1, 0))), game, slot, other))
        for _, game, slot, other in sorted(tried)[:SECONDS]:
            for place in slots:
                change = ((game, slot, 0), (other, place, 0))
                if place != slot and self._fits(change) and (cost := self.cost(change)) < (0, 0):
                    yield cost, change

    def _blockers(self, game: int, slot: int) -> set[int]:
        """Other games of its teams in the slot."""
        state = self.table.state
        teams = int(state.homes[game]), int(state.aways[game])
        return {int(state.table[team, slot]) for team in teams} - {-1, game}

    def changes(self) -> Iterator[Change]:
        """A game to a free slot, two games or two rounds in each other's, a host and a guest exchanged."""
        state, problem = self.table.state, self.blueprint.problem
        for game, asked in enumerate(problem.games):
            now = int(state.slots[game])
            for slot in range(len(problem.slots)):
                blockers = self._blockers(game, slot)
                if slot == now:
                    continue
                if not blockers and not self.blueprint.is_full:
                    yield ((game, slot, 0),)
                elif len(blockers) == 1 and (other := next(iter(blockers))) > game and now >= 0:
                    pair = ((game, slot, 0), (other, now, 0))
                    if self._fits(pair):
                        yield pair
            if asked.is_open and now >= 0:
                yield ((game, now, 1),)
        if self.blueprint.is_structured:
            yield from self._rounds()

    def _rounds(self) -> Iterator[Change]:
        slots = self.table.state.slots.tolist()
        rounds = [[game for game, at in enumerate(slots) if at == slot] for slot in range(self.blueprint.shape[2])]
        for later, games in enumerate(rounds):
            for earlier, others in enumerate(rounds[:later]):
                yield (*((game, earlier, 0) for game in games), *((game, later, 0) for game in others))

    def _fits(self, change: Change) -> bool:
        """Whether the teams of all its games are free where they go, once its games have left."""
        state = self.table.state
        moved = {game for game, _, _ in change}
        return all(
            int(state.table[team, slot]) in moved or state.table[team, slot] < 0
            for game, slot, _ in change
            for team in (int(state.homes[game]), int(state.aways[game]))
        )


def _share_games(one: Sequence[tuple[int, int, int]], other: Sequence[tuple[int, int, int]]) -> bool:
    return bool({game for game, _, _ in one} & {game for game, _, _ in other})


def _sum(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1]

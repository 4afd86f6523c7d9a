"""Which seasons are traveling tournaments, and their timetables as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kalends.features.seasons.solver.problem import Objective, Problem, round_robin
from kalends.features.seasons.solver.rules import MeetingsApart, PlaysInARow, Rule, SlotsHoldTheSamePairs

Array = NDArray[Any]
Seats = tuple[Array, Array, Array]

# Home games of a team are bits of one word, with a rim at both ends.
MOST_TEAMS = 32
# Longer runs than a season has games mean that there is no rule.
NO_LIMIT = 62


@dataclass(frozen=True, slots=True)
class Tournament:
    """A compact double round robin: `distances` (n, n), runs at home and away of limited length, and two choices.

    `no_repeat`: a pair's two games never follow each other. `is_mirrored`: the second half repeats the first with
    hosts and guests exchanged.
    """

    distances: Array
    longest_home: int = NO_LIMIT
    longest_away: int = NO_LIMIT
    no_repeat: bool = False
    is_mirrored: bool = False

    @property
    def teams(self) -> int:
        return len(self.distances)

    @property
    def rounds(self) -> int:
        return 2 * (self.teams - 1)

    @property
    def typical_trip(self) -> float:
        """The mean distance between two towns, the unit of temperatures."""
        n = self.teams
        return max(1.0, float(self.distances.sum()) / (n * (n - 1)))

    @property
    def limits(self) -> Array:
        """What kernels know: rounds, longest runs at home and away, if repeats count, half of a mirrored season."""
        half = self.rounds // 2 if self.is_mirrored else 0
        return np.array([self.rounds, self.longest_home, self.longest_away, int(self.no_repeat), half], dtype=np.int64)


def tournament_of(problem: Problem) -> Tournament | None:
    """The season as a tournament, None if it asks for anything else."""
    n = len(problem.teams)
    fits = (
        problem.objective is Objective.TRAVEL
        and problem.is_compact
        and not problem.is_phased
        and n % 2 == 0
        and 4 <= n <= MOST_TEAMS
        and len(problem.slots) == 2 * (n - 1)
        and problem.games == round_robin(n, 2)
    )
    if not fits:
        return None
    asked: dict[str, int] = {}
    for rule in problem.rules:
        known = _understood(rule, n)
        if known is None or known[0] in asked:
            return None
        asked[known[0]] = known[1]
    return Tournament(
        np.array(problem.distances, dtype=np.int32),
        longest_home=asked.get("H", NO_LIMIT),
        longest_away=asked.get("A", NO_LIMIT),
        no_repeat="apart" in asked,
        is_mirrored="mirrored" in asked,
    )


def _understood(rule: Rule, n: int) -> tuple[str, int] | None:
    """What the rule asks, in the tournament's terms; None if they have no word for it."""
    everyone = tuple(range(n))
    if not rule.terms.hard or rule.terms.penalty != 1:
        return None
    match rule:
        case PlaysInARow(mode="H" | "A", least=0) if rule.length == rule.most + 1 and rule.most >= 1:
            return (rule.mode, rule.most) if rule.teams == rule.others == everyone else None
        case MeetingsApart(least=1) if rule.teams == everyone:
            return "apart", 1
        case SlotsHoldTheSamePairs() if rule.teams == everyone:
            half = n - 1
            is_mirrored = sorted(rule.pairs) == [(slot, slot + half) for slot in range(half)]
            return ("mirrored", 1) if is_mirrored else None
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Timetable:
    """Rounds are numbered from 1 and have a rim on both sides. See `moves` for the arrays."""

    rival: Array
    venue: Array
    homes: Array
    where: Array

    @classmethod
    def blank(cls, n: int) -> Timetable:
        rival = np.full((n, 2 * n), -1, dtype=np.int32)
        venue = np.repeat(np.arange(n, dtype=np.int32)[:, None], 2 * n, axis=1)
        return cls(rival, venue, np.zeros(n, dtype=np.uint64), np.zeros((n, n), dtype=np.int64))

    def fill(self, games: Iterable[tuple[int, int, int]]) -> None:
        """Put (host, guest, round) into a timetable; all games of the season."""
        self.homes[:] = 0
        for host, guest, at in games:
            self.rival[host, at], self.rival[guest, at] = guest, host
            self.venue[host, at] = self.venue[guest, at] = host
            self.homes[host] |= np.uint64(1 << at)
            self.where[host, guest] = at


def count(tournament: Tournament, timetable: Timetable) -> tuple[int, int]:
    """Distance and breaches of the rules, from scratch."""
    table, rounds = tournament.distances, tournament.rounds
    distance = int(table[timetable.venue[:, :-1], timetable.venue[:, 1:]].sum())
    breaches = 0
    for team in range(tournament.teams):
        at_home = timetable.venue[team, 1 : rounds + 1] == team
        for kind, longest in ((at_home, tournament.longest_home), (~at_home, tournament.longest_away)):
            breaches += sum(bool(kind[at : at + longest + 1].all()) for at in range(rounds - longest))
    if tournament.no_repeat:
        rival = timetable.rival[:, 1 : rounds + 1]
        breaches += int((rival[:, 1:] == rival[:, :-1]).sum()) // 2
    return distance, breaches


def seats_of(homes: Array, rival: Array) -> Seats:
    """A timetable as home, away and slot of each game, in the order of `round_robin`."""
    n = len(rival)
    where = {(t, int(rival[t, r])): r - 1 for t in range(n) for r in range(1, 2 * n - 1) if (int(homes[t]) >> r) & 1}
    games = round_robin(n, 2)
    home = np.array([game.home for game in games], dtype=np.int16)
    away = np.array([game.away for game in games], dtype=np.int16)
    return home, away, np.array([where[game.home, game.away] for game in games], dtype=np.int16)

"""First timetables: the circle method where the season is a round robin, an empty table where it isn't."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np

from kalends.features.seasons.solver.blueprint import Blueprint
from kalends.features.seasons.solver.problem import Plan, Played, Problem
from kalends.features.seasons.solver.search.tables import Array, Tables

Seats = tuple[Array, Array, Array]


def first_seats(blueprint: Blueprint, tables: Tables, seed: int) -> Seats:
    """Home, away and slot of each game. A full round robin with few breaks, or nothing placed yet."""
    if blueprint.is_structured:
        return _round_robin_seats(blueprint, tables, random.Random(seed))
    games = blueprint.problem.games
    home = np.array([game.home for game in games], dtype=np.int16)
    away = np.array([game.away for game in games], dtype=np.int16)
    return home, away, np.full(len(games), -1, dtype=np.int16)


def circle(teams: int) -> Iterator[tuple[int, int, int]]:
    """(round, home, away) of a single round robin with few breaks (Kirkman; de Werra 1981 for the homes)."""
    last = teams - 1
    for number in range(last):
        pairs = [(last, number)] + [((number + k) % last, (number - k) % last) for k in range(1, teams // 2)]
        for k, (one, two) in enumerate(pairs):
            swap = number % 2 == 1 if k == 0 else k % 2 == 1
            yield number, (two if swap else one), (one if swap else two)


def climbed(teams: int, dice: random.Random) -> Iterator[tuple[int, int, int]]:
    """(round, home, away) of a random single round robin, by hill climbing (Dinitz, Stinson 1987).

    Swaps of rounds and rivals never leave the circle method's timetable for as many teams as a prime and one (14, 18,
    20): every part of it hangs together, so swaps only rename (Januario, Urrutia, de Werra 2016). Random ones have
    loose parts.
    """
    rounds = teams - 1
    rival = [[-1] * rounds for _ in range(teams)]
    where = [[-1] * teams for _ in range(teams)]
    gaps = {(team, number) for team in range(teams) for number in range(rounds)}

    def put(one: int, two: int, number: int) -> None:
        rival[one][number], rival[two][number] = two, one
        where[one][two] = where[two][one] = number
        gaps.difference_update(((one, number), (two, number)))

    def take(one: int, two: int) -> None:
        number = where[one][two]
        rival[one][number] = rival[two][number] = where[one][two] = where[two][one] = -1
        gaps.update(((one, number), (two, number)))

    while gaps:
        one, number = dice.choice(sorted(gaps))
        if dice.random() < 0.5:
            two = dice.choice([team for team in range(teams) if team != one and where[one][team] < 0])
            if rival[two][number] >= 0:
                take(two, rival[two][number])
        else:
            # Gaps of a round are even in number, so another team is free in it too.
            two = dice.choice([team for team, gap in sorted(gaps) if gap == number and team != one])
            if where[one][two] >= 0:
                take(one, two)
        put(one, two, number)
    for number in range(rounds):
        for one in range(teams):
            two = rival[one][number]
            if one < two:
                yield (number, one, two) if (one + two + number) % 2 else (number, two, one)


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, number))


def _round_robin_seats(blueprint: Blueprint, tables: Tables, dice: random.Random) -> Seats:
    """Teams in random order; each leg in its part of the season or on its slots' mates. A lone team has a bye."""
    n, S = int(tables.size[0]), int(tables.size[1])
    legs, even = int(tables.size[5]), n + n % 2
    order = list(range(even))
    dice.shuffle(order)
    mate = tables.move_mate
    is_paired = bool(mate[0] >= 0)
    firsts = [slot for slot in range(S) if mate[slot] > slot] if is_paired else list(range(even - 1))
    games = blueprint.problem.games
    home, away, slot = (np.zeros(len(games), dtype=np.int16) for _ in range(3))
    free: dict[tuple[int, int], list[int]] = {}
    for index, game in enumerate(games):
        free.setdefault((min(game.home, game.away), max(game.home, game.away)), []).append(index)
    # Where no move mixes the legs, each leg must be free to change on its own.
    stuck = (blueprint.problem.is_phased or is_paired or legs != 2) and _is_prime(even - 1)
    first = list(climbed(even, dice) if stuck else circle(even))
    hosts = {(one, two) for _, one, two in first}
    for leg in range(legs):
        rows = first if leg == 0 or is_paired or not stuck else list(climbed(even, dice))
        for number, one, two in rows:
            is_host = ((one, two) in hosts) == (leg % 2 == 0)
            host, guest = (order[one], order[two]) if is_host else (order[two], order[one])
            if max(host, guest) >= n:
                continue
            index = _take(free[min(host, guest), max(host, guest)], host, blueprint.problem)
            is_open = games[index].is_open
            home[index], away[index] = (host, guest) if is_open else (games[index].home, games[index].away)
            slot[index] = firsts[number] + (0 if is_paired else leg * (even - 1))
            if is_paired and leg == 1:
                slot[index] = mate[firsts[number]]
    return home, away, slot


def _take(free: list[int], host: int, problem: Problem) -> int:
    """A game of the pair, with this host if there is one."""
    found = next(
        (index for index in free if problem.games[index].home == host and not problem.games[index].is_open), None
    )
    if found is None:
        found = next((index for index in free if problem.games[index].is_open), free[0])
    free.remove(found)
    return found


def seats_of(problem: Problem, plan: Plan) -> Seats:
    """A plan's games in the problem's order; games the plan lacks wait, games it has too many are dropped."""
    fixed: dict[tuple[int, int], list[int | None]] = {}
    for game in plan.games:
        fixed.setdefault((game.home, game.away), []).append(game.slot)
    home = np.array([game.home for game in problem.games], dtype=np.int16)
    away = np.array([game.away for game in problem.games], dtype=np.int16)
    slot = np.full(len(problem.games), -1, dtype=np.int16)
    for open_games in (False, True):
        for index, game in enumerate(problem.games):
            if game.is_open != open_games:
                continue
            there = fixed.get((game.home, game.away))
            if not there and open_games and fixed.get((game.away, game.home)):
                there = fixed[game.away, game.home]
                home[index], away[index] = game.away, game.home
            if there:
                given = there.pop()
                slot[index] = -1 if given is None else given
    return _without_clashes(home, away, slot)


def _without_clashes(home: Array, away: Array, slot: Array) -> Seats:
    """Of games that ask for the same team in the same slot, the first keeps it."""
    taken: set[tuple[int, int]] = set()
    for index in range(len(slot)):
        seats = {(int(home[index]), int(slot[index])), (int(away[index]), int(slot[index]))}
        if slot[index] >= 0 and seats & taken:
            slot[index] = -1
        elif slot[index] >= 0:
            taken |= seats
    return home, away, slot


def aligned(problem: Problem, plan: Plan) -> Plan:
    """The plan with one entry for each game of the season, in its order."""
    return plan_of(*seats_of(problem, plan))


def plan_of(home: Array, away: Array, slot: Array) -> Plan:
    """Seats as a plan."""
    return Plan(
        tuple(
            Played(int(host), int(guest), int(at) if at >= 0 else None)
            for host, guest, at in zip(home, away, slot, strict=True)
        )
    )

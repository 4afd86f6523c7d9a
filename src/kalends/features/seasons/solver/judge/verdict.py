"""A plan's score by rule, with what breaks each and which games do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kalends.features.seasons.solver.judge.counts import Deviation, deviations
from kalends.features.seasons.solver.judge.season import Season
from kalends.features.seasons.solver.problem import Objective, Plan, Played, Problem, parts


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that isn't fully kept. `rule` is its index in the problem, None for the season's structure."""

    rule: int | None
    tag: str
    hard: bool
    deviation: int
    cost: int
    words: str
    details: tuple[Deviation, ...]

    @property
    def games(self) -> tuple[Played, ...]:
        """The games that cause it, each once."""
        return tuple(dict.fromkeys(game for detail in self.details for game in detail.games))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`infeasibility` sums hard rules (0: the plan is legal), `objective` soft rules or travel."""

    infeasibility: int
    objective: int
    travel: int
    breaches: tuple[Breach, ...]

    @property
    def is_legal(self) -> bool:
        return self.infeasibility == 0

    @property
    def blamed(self) -> tuple[Played, ...]:
        """Games that break hard rules, as often as they do."""
        return tuple(game for breach in self.breaches if breach.hard for game in breach.games)


def check(problem: Problem, plan: Plan) -> Verdict:
    """Count the plan against the season's structure and every rule."""
    breaches = list(_structure(problem, plan))
    season = Season.of(problem, plan)
    for index, rule in enumerate(problem.rules):
        details = tuple(deviations(rule, season))
        if details:
            amount = sum(detail.amount for detail in details)
            cost = amount * rule.terms.penalty
            breaches.append(Breach(index, rule.tag, rule.terms.hard, amount, cost, rule.words(problem), details))
    travel = sum(season.distance(team) for team in range(len(problem.teams))) if problem.distances else 0
    soft = sum(breach.cost for breach in breaches if not breach.hard)
    objective = {Objective.RULES: soft, Objective.TRAVEL: travel + soft, Objective.NOTHING: 0}[problem.objective]
    hard = sum(breach.cost for breach in breaches if breach.hard)
    return Verdict(hard, objective, travel, tuple(breaches))


def _structure(problem: Problem, plan: Plan) -> Iterator[Breach]:
    yield from _unplayed(problem, plan)
    clashes = [
        Deviation(len(games) - 1, f"{problem.teams[team].name} has {len(games)} games at once", tuple(games))
        for team in range(len(problem.teams))
        for games in _together(plan, team)
    ]
    yield from _breach("BA2", clashes, "a team plays once in a slot")
    if problem.is_phased:
        yield from _breach("phased", list(_out_of_phase(problem, plan)), "each pair meets once in each round")


def _unplayed(problem: Problem, plan: Plan) -> Iterator[Breach]:
    """Games missing, without a slot, or played that nobody asked for."""
    asked = Counter(_key(game.home, game.away, game.is_open) for game in problem.games)
    open_pairs = {key[0:2] for key in asked if key[2]}
    waiting: list[Deviation] = []
    strange: list[Deviation] = []
    # Games with a fixed host are matched before those that either team may host.
    for game in plan.games:
        name = f"{problem.teams[game.home].name} v {problem.teams[game.away].name}"
        key = _key(game.home, game.away, False)
        if asked[key] <= 0 and _key(game.home, game.away, True)[:2] in open_pairs:
            key = _key(game.home, game.away, True)
        if asked[key] <= 0:
            strange.append(Deviation(1, f"{name} isn't a game of this season", (game,)))
            continue
        asked[key] -= 1
        if game.slot is None:
            waiting.append(Deviation(1, f"{name} has no slot", (game,)))
    for (home, away, _), count in asked.items():
        if count > 0:
            name = f"{problem.teams[home].name} v {problem.teams[away].name}"
            waiting.append(Deviation(count, f"{name} is missing", (Played(home, away, None),) * count))
    optional = [rule for rule in problem.rules if rule.tag == "BA1" and not rule.terms.hard]
    yield from _breach("games", strange, "only the season's games are played")
    if not optional:
        yield from _breach("BA1", waiting, "every game is played")
    elif waiting:
        amount, penalty = sum(game.amount for game in waiting), optional[0].terms.penalty
        yield Breach(None, "BA1", False, amount, amount * penalty, "every game is played", tuple(waiting))


def _key(home: int, away: int, is_open: bool) -> tuple[int, int, bool]:
    return (min(home, away), max(home, away), True) if is_open else (home, away, False)


def _together(plan: Plan, team: int) -> Iterator[list[Played]]:
    by_slot: dict[int, list[Played]] = {}
    for game in plan.games:
        if game.slot is not None and team in (game.home, game.away):
            by_slot.setdefault(game.slot, []).append(game)
    return (games for games in by_slot.values() if len(games) > 1)


def _out_of_phase(problem: Problem, plan: Plan) -> Iterator[Deviation]:
    part = parts(problem)
    met: Counter[tuple[frozenset[int], int]] = Counter()
    for game in plan.games:
        if game.slot is not None:
            met[frozenset((game.home, game.away)), part[game.slot]] += 1
    for pair in {pair for pair, _ in met}:
        counts = [met[pair, number] for number in range(problem.legs)]
        amount = sum(abs(count - 1) for count in counts)
        first, second = sorted(pair)
        games = tuple(game for game in plan.games if frozenset((game.home, game.away)) == pair)
        if amount:
            names = f"{problem.teams[first].name} and {problem.teams[second].name}"
            yield Deviation(amount, f"{names} meet {max(counts)} times in one round", games)


def _breach(tag: str, details: list[Deviation], words: str) -> Iterator[Breach]:
    if details:
        amount = sum(detail.amount for detail in details)
        yield Breach(None, tag, True, amount, amount, words, tuple(details))

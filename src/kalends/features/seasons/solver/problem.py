"""A season to plan, and a plan of it: teams, slots, the games to be played, the rules they obey."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kalends.features.seasons.solver.errors import ProblemIsMalformed, ProblemIsTooLarge, Where

if TYPE_CHECKING:
    from kalends.features.seasons.solver.rules.rule import Rule

# Kernels keep one number for each (home, away, slot): 4 million of them are 48 MB, a league of 100 teams over 400 days.
MAX_CELLS = 4_000_000
# Byte-sized tables of the kernels count games of one team, and nobody has asked for more.
MAX_TEAMS = 120
MAX_SLOTS = 2_000
# Code points that never are characters, which XML refuses.
NO_CHARACTERS = "\ufffe\uffff"


class Objective(Enum):
    """What a legal plan is scored by."""

    RULES = "SC"  # the penalties of soft rules
    TRAVEL = "TR"  # the distance all teams travel
    NOTHING = "NONE"  # any legal plan will do


@dataclass(frozen=True, slots=True)
class Team:
    """`key` is what files call the team; `name` is what people do."""

    key: str
    name: str
    groups: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at which a team can play once; `starts_at` is wall time at the league, where known."""

    key: str
    name: str
    groups: frozenset[str] = frozenset()
    starts_at: datetime | None = None


def called(starts_at: datetime) -> str:
    """The name of a slot that has none of its own."""
    return f"{starts_at:%a} {starts_at.day} {starts_at:%b %Y %H:%M}"


@dataclass(frozen=True, slots=True)
class Game:
    """A game to be played; `is_open` when either team may be the host. `key` is what a file calls it, if anything."""

    home: int
    away: int
    is_open: bool = False
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Played:
    """A game in a plan; `slot` is None while it has no time."""

    home: int
    away: int
    slot: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Who plays whom, where and when."""

    games: tuple[Played, ...]

    def by_slot(self, slots: int) -> tuple[tuple[Played, ...], ...]:
        rounds: list[list[Played]] = [[] for _ in range(slots)]
        for game in self.games:
            if game.slot is not None:
                rounds[game.slot].append(game)
        return tuple(tuple(games) for games in rounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything the engine knows about a season. Teams and slots are named by their index everywhere.

    `zone`: the IANA name of the zone in whose wall time slots start, where that is known.
    """

    name: str
    teams: tuple[Team, ...]
    slots: tuple[Slot, ...]
    games: tuple[Game, ...]
    rules: tuple[Rule, ...] = ()
    is_compact: bool = True
    is_phased: bool = False
    objective: Objective = Objective.RULES
    distances: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    zone: str = ""

    def __post_init__(self) -> None:
        ensure_sane(self)

    @property
    def legs(self) -> int:
        """How often each pair meets in a balanced season, 0 in an unbalanced one."""
        counts = {frozenset((game.home, game.away)): 0 for game in self.games}
        for game in self.games:
            counts[frozenset((game.home, game.away))] += 1
        pairs = len(self.teams) * (len(self.teams) - 1) // 2
        return next(iter(counts.values())) if len(set(counts.values())) == 1 and len(counts) == pairs else 0

    def with_rules(self, *more: Rule) -> Problem:
        return replace(self, rules=(*self.rules, *more))


def round_robin(teams: int, rounds: int) -> tuple[Game, ...]:
    """Every pair `rounds` times, hosts in turn; the odd meeting of a pair has no host yet."""
    games: list[Game] = []
    for first, second in combinations(range(teams), 2):
        for meeting in range(rounds):
            home, away = (first, second) if meeting % 2 == 0 else (second, first)
            games.append(Game(home, away, is_open=rounds % 2 == 1 and meeting == rounds - 1))
    return tuple(games)


def ensure_sane(problem: Problem) -> None:
    """Raise on what no plan can mend or no table can hold."""
    teams, slots = len(problem.teams), len(problem.slots)
    if teams < 2:
        raise ProblemIsMalformed(f"a season needs two teams, this one has {teams}", rule="teams", where=("teams",))
    if not slots:
        raise ProblemIsMalformed("a season needs at least one slot", rule="slots", where=("slots",))
    if teams > MAX_TEAMS or slots > MAX_SLOTS or teams * teams * slots > MAX_CELLS:
        raise ProblemIsTooLarge(
            f"{teams} teams over {slots} slots are too many; split the league (at most {MAX_TEAMS} teams, "
            f"{MAX_SLOTS} slots and {MAX_CELLS:,} teams × teams × slots)",
            rule="teams",
            where=("teams",),
        )
    if not is_zone(problem.zone or "UTC"):
        raise ProblemIsMalformed(f"there is no time zone {problem.zone!r}", rule="zone", where=("zone",))
    _ensure_printable((problem.name,), "name", ("name",))
    for field_name, items in (("teams", problem.teams), ("slots", problem.slots)):
        for index, item in enumerate(items):
            _ensure_printable((item.key, item.name, *item.groups), field_name, (field_name, index))
    _ensure_unique("teams", [team.key for team in problem.teams])
    _ensure_unique("slots", [slot.key for slot in problem.slots])
    for index, game in enumerate(problem.games):
        if not (0 <= game.home < teams and 0 <= game.away < teams) or game.home == game.away:
            raise ProblemIsMalformed(
                f"a game needs two different teams of the league, not {game.home} and {game.away}",
                rule="games",
                where=("games", index),
            )
    if not any(rule.tag == "BA1" for rule in problem.rules):
        _ensure_room(problem)
    _ensure_distances(problem)
    if problem.is_phased and (problem.legs < 2 or slots % problem.legs):
        message = "a phased season needs the same number of slots in each of its rounds"
        raise ProblemIsMalformed(message, rule="phased", where=("phased",))


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that IANA name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: a name that is a folder, as Europe is
        return False
    return True


def _ensure_printable(texts: Iterable[str], rule: str, where: Where) -> None:
    """Neither XML nor a sheet can hold control characters and halves of characters; nobody can read them."""
    for text in texts:
        if any(unicodedata.category(character) in ("Cc", "Cs") or character in NO_CHARACTERS for character in text):
            raise ProblemIsMalformed(f"{text!r} has a character that can't be printed", rule=rule, where=where)


def _ensure_unique(field_name: str, keys: list[str]) -> None:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if key in seen:
            message = f"two {field_name} are called {key}"
            raise ProblemIsMalformed(message, rule=field_name, where=(field_name, index))
        seen.add(key)


def _ensure_room(problem: Problem) -> None:
    """Each team plays once a slot at most, and where their number is odd one of them rests."""
    teams, slots, games = len(problem.teams), len(problem.slots), len(problem.games)
    needed = -(-games // (teams // 2))
    if needed > slots:
        resting = f"{teams} is an odd number of teams, one rests in each slot: " if teams % 2 else ""
        message = f"{resting}{games} games of {teams} teams need {needed} slots, not {slots}"
        raise ProblemIsMalformed(message, rule="rounds", where=("rounds",))
    played = [0] * teams
    for game in problem.games:
        played[game.home] += 1
        played[game.away] += 1
    for team, count in zip(problem.teams, played, strict=True):
        if count > slots:
            message = f"{team.name} has {count} games and only {slots} slots to play them in"
            raise ProblemIsMalformed(message, rule="rounds", where=("rounds",))


def _ensure_distances(problem: Problem) -> None:
    if not problem.distances:
        if problem.objective is Objective.TRAVEL:
            message = "travel is to be short, but no distances are given"
            raise ProblemIsMalformed(message, rule="objective", where=("objective",))
        return
    teams = len(problem.teams)
    if len(problem.distances) != teams or any(len(row) != teams for row in problem.distances):
        message = f"distances must be given for all {teams} × {teams} pairs of teams"
        raise ProblemIsMalformed(message, rule="distances", where=("distances",))
    for home, row in enumerate(problem.distances):
        for away, distance in enumerate(row):
            if not math.isfinite(distance) or distance < 0 or distance > 10**9:
                raise ProblemIsMalformed(
                    f"from {problem.teams[home].name} to {problem.teams[away].name} it is {distance}",
                    rule="distances",
                    where=("distances", home, away),
                )


def games_of(problem: Problem, team: int) -> Iterator[int]:
    """Indexes of the team's games."""
    return (index for index, game in enumerate(problem.games) if team in (game.home, game.away))


def parts(problem: Problem) -> list[int]:
    """For each slot, which of the season's equal parts (halves of two rounds) it lies in."""
    length = len(problem.slots) // max(problem.legs, 1)
    return [slot // max(length, 1) for slot in range(len(problem.slots))]

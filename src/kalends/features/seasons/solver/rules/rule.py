"""What every rule can do: be read, be written, be said in words, be lowered to what the search counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Protocol, Self

from kalends.features.seasons.solver.errors import ProblemIsMalformed

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem, Slot, Team

# A penalty above this would drown a kernel's 64-bit sums once multiplied by counts and weights.
MAX_PENALTY = 1_000_000
# Stands for all teams or slots where nothing is called so.
EVERYONE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a rule binds: hard rules must hold, soft ones cost `penalty` for each unit of deviation."""

    hard: bool = True
    penalty: int = 1
    line: int | None = field(default=None, compare=False)


class Rule(Protocol):
    """One rule of a season: parameters as fields, its meaning and source as docstring."""

    tag: ClassVar[str]

    @property
    def terms(self) -> Terms: ...

    @classmethod
    def read(cls, given: Attributes) -> Self: ...

    def write(self, names: Names) -> dict[str, str]:
        """RobinX attributes, without type and penalty."""
        ...

    def lower(self, blueprint: Blueprint) -> None:
        """Add what the search must count."""
        ...

    def words(self, problem: Problem) -> str:
        """The rule as a sentence for people."""
        ...


@dataclass(frozen=True, slots=True)
class Names:
    """Keys of teams and slots as files use them, and the groups they stand in."""

    teams: Mapping[str, int]
    slots: Mapping[str, int]
    team_groups: Mapping[str, tuple[int, ...]]
    slot_groups: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, problem: Problem) -> Names:
        return cls.over(problem.teams, problem.slots)

    @classmethod
    def over(cls, teams: Sequence[Team], slots: Sequence[Slot]) -> Names:
        return cls(
            {team.key: index for index, team in enumerate(teams)},
            {slot.key: index for index, slot in enumerate(slots)},
            grouped([team.groups for team in teams]),
            grouped([slot.groups for slot in slots]),
        )

    def team_keys(self, teams: Iterable[int]) -> str:
        keys = list(self.teams)
        return ";".join(keys[team] for team in teams)

    def slot_keys(self, slots: Iterable[int]) -> str:
        keys = list(self.slots)
        return ";".join(keys[slot] for slot in slots)


def grouped(members: Sequence[frozenset[str]]) -> dict[str, tuple[int, ...]]:
    """Members of each group, by index."""
    names = sorted({name for groups in members for name in groups})
    return {name: tuple(index for index, groups in enumerate(members) if name in groups) for name in names}


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of one rule as a file gives them; every getter names rule and line when it refuses."""

    tag: str
    values: Mapping[str, str]
    line: int | None
    names: Names

    def wrong(self, message: str) -> ProblemIsMalformed:
        return ProblemIsMalformed(message, rule=self.tag, line=self.line)

    def terms(self) -> Terms:
        kind = self.choice("type", ("HARD", "SOFT"), "HARD")
        return Terms(hard=kind == "HARD", penalty=self.number("penalty", 1, most=MAX_PENALTY), line=self.line)

    def number(self, name: str, default: int | None = None, *, least: int = 0, most: int = 10**9) -> int:
        given = self.values.get(name, "")
        if not given:
            if default is None:
                raise self.wrong(f"{name} is missing")
            return default
        try:
            value = int(given)
        except ValueError:
            raise self.wrong(f"{name} must be a whole number, not {given!r}") from None
        if not least <= value <= most:
            raise self.wrong(f"{name} must be between {least} and {most}, not {value}")
        return value

    def choice(self, name: str, options: tuple[str, ...], default: str | None = None) -> str:
        given = self.values.get(name) or default
        if given is None:
            raise self.wrong(f"{name} is missing")
        if given not in options:
            raise self.wrong(f"{name} must be one of {', '.join(options)}, not {given!r}")
        return given

    def teams(self, name: str = "teams", groups: str = "teamGroups") -> tuple[int, ...]:
        return self._members(name, groups, "team", self.names.teams, self.names.team_groups)

    def slots(self, name: str = "slots", groups: str = "slotGroups") -> tuple[int, ...]:
        return self._members(name, groups, "slot", self.names.slots, self.names.slot_groups)

    def meetings(self) -> tuple[tuple[int, int], ...]:
        found: dict[tuple[int, int], None] = {}
        for pair in _split(self.values.get("meetings", "")):
            keys = [key.strip() for key in pair.split(",")]
            if len(keys) != 2 or any(key not in self.names.teams for key in keys):
                raise self.wrong(f"meetings must be pairs of teams, not {pair!r}")
            found[self.names.teams[keys[0]], self.names.teams[keys[1]]] = None
        if not found:
            raise self.wrong("meetings is missing")
        return tuple(found)

    def slot_pairs(self) -> tuple[tuple[int, int], ...]:
        pairs: list[tuple[int, int]] = []
        for pair in _split(self.values.get("slotPairs", "")):
            keys = [key.strip() for key in pair.split(",")]
            if len(keys) != 2 or any(key not in self.names.slots for key in keys):
                raise self.wrong(f"slotPairs must be pairs of slots, not {pair!r}")
            pairs.append((self.names.slots[keys[0]], self.names.slots[keys[1]]))
        if not pairs:
            raise self.wrong("slotPairs is missing")
        return tuple(pairs)

    def range(self) -> tuple[int, int]:
        """`min` and `max`."""
        least, most = self.number("min", 0), self.number("max", 10**9)
        if least > most:
            raise self.wrong(f"min {least} is above max {most}")
        return least, most

    def _members(
        self, name: str, groups: str, what: str, known: Mapping[str, int], known_groups: Mapping[str, tuple[int, ...]]
    ) -> tuple[int, ...]:
        found: set[int] = set()
        for key in _split(self.values.get(name, "")):
            if key == EVERYONE and key not in known:
                found |= set(known.values())
                continue
            if key not in known:
                raise self.wrong(f"{name} names {what} {key}, which doesn't exist")
            found.add(known[key])
        for key in _split(self.values.get(groups, "")):
            if key not in known_groups:
                raise self.wrong(f"{groups} names group {key}, which has no {what}s")
            found.update(known_groups[key])
        if not found and name not in self.values and groups not in self.values:
            if what == "team":
                raise self.wrong(f"{name} is missing")
            # Published seasons leave out the slots of a ban that bans nothing, and those of a cap on the whole season.
            return () if self.tag == "CA1" else tuple(known.values())
        return tuple(sorted(found))


def _split(given: str) -> list[str]:
    return [part.strip() for part in given.split(";") if part.strip()]


HOME_WORDS = {"H": "home games", "A": "away games", "HA": "games"}
BREAK_WORDS = {"H": "home breaks", "A": "away breaks", "HA": "breaks"}
MODES = ("H", "A", "HA")


def between(least: int, most: int, what: str) -> str:
    """`at most 3 home games`, `exactly 1 game`, `2 to 4 games`."""
    if least == most:
        return f"exactly {most} {what}" if most else f"no {what}"
    if not least:
        return f"at most {most} {what}" if most < 10**9 else f"any number of {what}"
    return f"at least {least} {what}" if most >= 10**9 else f"{least} to {most} {what}"


def team_list(problem: Problem, teams: Sequence[int]) -> str:
    if len(teams) == len(problem.teams):
        return "all teams"
    return listing([problem.teams[team].name for team in teams])


def slot_list(problem: Problem, slots: Sequence[int]) -> str:
    if len(slots) == len(problem.slots):
        return "the whole season"
    return listing([problem.slots[slot].name for slot in slots])


def listing(names: Sequence[str], most: int = 8) -> str:
    if len(names) > most:
        return f"{', '.join(names[: most - 2])} and {len(names) - most + 2} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))

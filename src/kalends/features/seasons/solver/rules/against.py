"""What rules about games of some teams against others share (CA2, CA4): their parameters in files."""

from __future__ import annotations

from typing import Protocol, TypedDict

from kalends.features.seasons.solver.rules.rule import MODES, Attributes, Names, Terms


class Against(TypedDict):
    """`least` to `most` games of `teams` against `others` in `slots`; `each` says whether all at once or one by one."""

    teams: tuple[int, ...]
    others: tuple[int, ...]
    slots: tuple[int, ...]
    mode: str
    each: bool
    least: int
    most: int
    terms: Terms


class SaysAgainst(Protocol):
    """A rule with these parameters."""

    @property
    def teams(self) -> tuple[int, ...]: ...
    @property
    def others(self) -> tuple[int, ...]: ...
    @property
    def slots(self) -> tuple[int, ...]: ...
    @property
    def mode(self) -> str: ...
    @property
    def each(self) -> bool: ...
    @property
    def least(self) -> int: ...
    @property
    def most(self) -> int: ...


def read_against(given: Attributes) -> Against:
    least, most = given.range()
    return Against(
        teams=given.teams("teams1", "teamGroups1"),
        others=given.teams("teams2", "teamGroups2"),
        slots=given.slots(),
        mode=given.choice("mode1", MODES),
        each=given.choice("mode2", ("GLOBAL", "EVERY"), "GLOBAL") == "EVERY",
        least=least,
        most=most,
        terms=given.terms(),
    )


def write_against(rule: SaysAgainst, names: Names) -> dict[str, str]:
    return {
        "teams1": names.team_keys(rule.teams),
        "teams2": names.team_keys(rule.others),
        "slots": names.slot_keys(rule.slots),
        "mode1": rule.mode,
        "mode2": "EVERY" if rule.each else "GLOBAL",
        "min": str(rule.least),
        "max": str(rule.most),
    }

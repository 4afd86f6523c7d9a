"""CA3: how often a team plays in any stretch of consecutive slots or games."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import (
    HOME_WORDS,
    MODES,
    Attributes,
    Names,
    Terms,
    between,
    team_list,
)

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaysInARow:
    """Each of `teams` plays `least` to `most` games against `others` in every `length` consecutive slots or games.

    Deviation, per team: summed over all stretches, games missing or too many. Source: RobinX, CA3.
    At most k home games in a row (TTP) is length k + 1, most k.
    """

    tag: ClassVar[str] = "CA3"
    teams: tuple[int, ...]
    others: tuple[int, ...]
    length: int
    mode: str = "HA"
    in_games: bool = False
    least: int = 0
    most: int = 0
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> PlaysInARow:
        least, most = given.range()
        length = given.number("intp", least=1)
        in_games = given.choice("mode2", ("SLOTS", "GAMES"), "SLOTS") == "GAMES"
        if not in_games and length > len(given.names.slots):
            raise given.wrong(f"intp is {length}, but there are only {len(given.names.slots)} slots")
        return cls(
            teams=given.teams("teams1", "teamGroups1"),
            others=given.teams("teams2", "teamGroups2"),
            length=length,
            mode=given.choice("mode1", MODES),
            in_games=in_games,
            least=least,
            most=most,
            terms=given.terms(),
        )

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams1": names.team_keys(self.teams),
            "teams2": names.team_keys(self.others),
            "intp": str(self.length),
            "mode1": self.mode,
            "mode2": "GAMES" if self.in_games else "SLOTS",
            "min": str(self.least),
            "max": str(self.most),
        }

    def lower(self, blueprint: Blueprint) -> None:
        for team in self.teams:
            pairs = blueprint.pairs((team,), tuple(other for other in self.others if other != team), self.mode)
            if self.in_games and not blueprint.is_full:
                blueprint.stretch(team, pairs, self.length, self.least, self.most, self.terms)
            else:
                blueprint.slide(pairs, blueprint.stretches(self.length), self.least, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        amount = between(self.least, self.most, HOME_WORDS[self.mode])
        unit = "games" if self.in_games else "slots"
        against = "" if len(self.others) >= len(problem.teams) - 1 else f" against {team_list(problem, self.others)}"
        return f"{team_list(problem, self.teams)}: {amount}{against} in any {self.length} consecutive {unit}"

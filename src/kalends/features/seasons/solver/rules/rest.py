"""REST: how many games a team plays within a number of hours or days."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from kalends.features.seasons.solver.rules.rule import Attributes, Names, Terms, team_list

if TYPE_CHECKING:
    from kalends.features.seasons.solver.blueprint import Blueprint
    from kalends.features.seasons.solver.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class RestBetweenGames:
    """Each of `teams` starts at most `most` games within any `hours` (half-open: 24 allows the next day's same hour).

    With `each_pair`, each two of `teams` meet at most `most` times within any `hours`.
    Deviation, per team (or pair): summed over the spans that begin at each slot, games too many. Needs slots with a
    time. Source: Open Sports Scheduling Standard, min_rest_time, max_games_in_period, opponent_spacing.
    """

    tag: ClassVar[str] = "REST"
    teams: tuple[int, ...]
    hours: int
    most: int = 1
    each_pair: bool = False
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def read(cls, given: Attributes) -> RestBetweenGames:
        hours, most = given.number("hours", least=1), given.number("max", 1)
        each_pair = given.choice("mode", ("TEAM", "PAIR"), "TEAM") == "PAIR"
        return cls(teams=given.teams(), hours=hours, most=most, each_pair=each_pair, terms=given.terms())

    def write(self, names: Names) -> dict[str, str]:
        return {
            "teams": names.team_keys(self.teams),
            "hours": str(self.hours),
            "max": str(self.most),
            "mode": "PAIR" if self.each_pair else "TEAM",
        }

    def lower(self, blueprint: Blueprint) -> None:
        spans = blueprint.spans(self.hours, self.tag, self.terms.line)
        groups = (
            [((one,), (other,)) for one, other in combinations(self.teams, 2)]
            if self.each_pair
            else [((team,), blueprint.all_teams) for team in self.teams]
        )
        for ones, others in groups:
            blueprint.slide(blueprint.pairs(ones, others, "HA"), spans, 0, self.most, self.terms)

    def words(self, problem: Problem) -> str:
        span = f"{self.hours // 24} days" if self.hours % 24 == 0 and self.hours > 24 else f"{self.hours} hours"
        what = f"at most {self.most} {'game' if self.most == 1 else 'games'}"
        return f"{team_list(problem, self.teams)}: {what}{' of a pair' if self.each_pair else ''} in any {span}"

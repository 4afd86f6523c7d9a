"""Figures of a plan that leagues compare: homes, breaks, runs, rest, travel, and how evenly they fall."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from kalends.features.seasons.solver.judge.season import Season
from kalends.features.seasons.solver.problem import Plan, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFigures:
    """`rest` is the fewest slots between two games; `homestand` and `road_trip` the longest runs, in games."""

    team: str
    home: int
    away: int
    breaks: int
    homestand: int
    road_trip: int
    rest: int | None
    travel: int
    longest_trip: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """A row a team; spreads are largest minus smallest over the teams."""

    teams: tuple[TeamFigures, ...]

    @property
    def travel(self) -> int:
        return sum(team.travel for team in self.teams)

    @property
    def breaks(self) -> int:
        return sum(team.breaks for team in self.teams)

    def spread(self, figure: str) -> int:
        values = [getattr(team, figure) or 0 for team in self.teams]
        return max(values) - min(values)


def analyse(problem: Problem, plan: Plan) -> Analysis:
    """Count every team's figures."""
    season = Season.of(problem, plan)
    return Analysis(tuple(_figures(problem, season, team) for team in range(len(problem.teams))))


def _figures(problem: Problem, season: Season, team: int) -> TeamFigures:
    games = season.outings[team]
    at_home = [game.at_home for game in games]
    gaps = [later.slot - earlier.slot - 1 for earlier, later in itertools.pairwise(games)]
    trips = season.trips(team) if problem.distances else []
    return TeamFigures(
        team=problem.teams[team].name,
        home=sum(at_home),
        away=len(games) - sum(at_home),
        breaks=len(season.breaks(team, "HA")),
        homestand=_longest_run(at_home, True),
        road_trip=_longest_run(at_home, False),
        rest=min(gaps, default=None),
        travel=sum(trips),
        longest_trip=max(trips, default=0),
    )


def _longest_run(values: list[bool], wanted: bool) -> int:
    best = run = 0
    for value in values:
        run = run + 1 if value is wanted else 0
        best = max(best, run)
    return best

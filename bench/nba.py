"""A real season: NBA 2018-19 as it was played, against the same games in an order with shorter ways.

Same dates, opponents and hosts; no team's longest trip, home stand or road trip is longer, none has more back-to-backs,
and there are no three games in three days. Arenas' other dates and broadcasters' wishes aren't public, and not in it.
"""

from __future__ import annotations

import csv
import itertools
from datetime import datetime

from season_tables import Options, limit, out, shared

from kalends.features.seasons.solver import Game, Objective, Plan, Played, Problem, Slot, Team, analyse, solve
from kalends.features.seasons.solver.places import distances
from kalends.features.seasons.solver.rules import BackToBacks, LongestTrip, PlaysInARow, RestBetweenGames, Rule

# What fewer kilometres issue and league would call a success.
MUST, AIM = 0.05, 0.12


def nba_season() -> tuple[Problem, Plan]:
    """NBA 2018-19 as played: same dates, opponents and hosts; the plan as it was."""
    with (shared() / "geo" / "venues_us.csv").open(newline="", encoding="utf-8") as file:
        places = {row["team"]: row for row in csv.DictReader(file) if row["league"] == "NBA"}
    with (shared() / "game_results" / "nba_games.csv").open(newline="", encoding="utf-8") as file:
        games = [row for row in csv.DictReader(file) if row["season"] == "2019"]
    games = sorted(games, key=lambda row: row["date"])
    count: dict[str, int] = {}
    played: list[tuple[str, str, str]] = []
    for row in games:
        pair = (row["team1"], row["team2"])
        if all(count.get(team, 0) < 82 for team in pair):
            played.append((row["date"], *pair))
            for team in pair:
                count[team] = count.get(team, 0) + 1
    names = sorted(count)
    teams = tuple(_nba_team(name, places) for name in names)
    index = {name: number for number, name in enumerate(names)}
    days = sorted({date for date, _, _ in played})
    slots = tuple(Slot(key=day, name=day, starts_at=datetime.fromisoformat(day).replace(hour=19)) for day in days)
    where = {day: number for number, day in enumerate(days)}
    problem = Problem(
        name="NBA 2018-19",
        teams=teams,
        slots=slots,
        games=tuple(Game(index[home], index[away]) for _, home, away in played),
        is_compact=False,
        objective=Objective.TRAVEL,
        distances=distances(teams),
    )
    plan = Plan(tuple(Played(index[home], index[away], where[day]) for day, home, away in played))
    return problem, plan


def _nba_team(name: str, places: dict[str, dict[str, str]]) -> Team:
    row = places.get(name) or next(row for key, row in places.items() if name.endswith(key) or key.endswith(name))
    return Team(key=name, name=name, latitude=float(row["latitude"]), longitude=float(row["longitude"]))


def nba(options: Options) -> None:
    problem, actual = nba_season()
    before = analyse(problem, actual)
    everyone = tuple(range(len(problem.teams)))
    played = _back_to_backs(problem, actual)
    rules: list[Rule] = [
        rule
        for team, figures in enumerate(before.teams)
        for rule in (
            LongestTrip(teams=(team,), most=figures.longest_trip),
            BackToBacks(teams=(team,), most=played[team]),
            _runs(team, "H", figures.homestand, everyone),
            _runs(team, "A", figures.road_trip, everyone),
        )
    ]
    # No three games in three days.
    rules.append(RestBetweenGames(teams=everyone, hours=60, most=2))
    start = before.travel
    for seed in options.seeds:
        result = solve(problem.with_rules(*rules), limit(options), seed, options.workers, start=actual)
        saved = 1 - result.verdict.travel / start
        planned, trips = _back_to_backs(problem, result.plan), analyse(problem, result.plan).teams
        more = sum(now > was for was, now in zip(played, planned, strict=True))
        longer = sum(now.longest_trip > was.longest_trip for was, now in zip(before.teams, trips, strict=True))
        bar = "aim" if saved >= AIM else "must" if saved >= MUST else "below the bar"
        state = "legal" if result.verdict.is_legal else f"not legal ({result.verdict.infeasibility})"
        out.print(
            f"NBA 2018-19, seed {seed}: {start:,} km as played, {result.verdict.travel:,} planned "
            f"({saved:.1%} less: {bar}; must {MUST:.0%}, aim {AIM:.0%}), {state}; back-to-backs {sum(played)} and "
            f"{sum(planned)}, more of them for {more} of {len(played)} teams; longest trip longer for {longer}",
            highlight=False,
        )


def _runs(team: int, mode: str, most: int, everyone: tuple[int, ...]) -> PlaysInARow:
    return PlaysInARow(teams=(team,), others=everyone, length=most + 1, mode=mode, in_games=True, most=most)


def _back_to_backs(problem: Problem, plan: Plan) -> list[int]:
    """Of each team: games on the day after a game."""
    days: list[list[int]] = [[] for _ in problem.teams]
    for game in plan.games:
        at = problem.slots[game.slot].starts_at if game.slot is not None else None
        if at:
            days[game.home].append(at.toordinal())
            days[game.away].append(at.toordinal())
    return [sum(later - earlier == 1 for earlier, later in itertools.pairwise(sorted(row))) for row in days]

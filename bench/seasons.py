"""The season engine's tables: legal or not, objective, best known and gap, moves a CPU second.

    python bench/seasons.py itc2021 --seconds 60 --workers 2 --seeds 1 2 3
    python bench/seasons.py ttp itc2021 leagues big12 nba repair peer

Every plan is judged by the checker, which shares no code with the search. Needs the shared data
(../shared/data or KALENDS_SHARED_DATA). `--cpu` gives each run its seconds in moves of a first look at the season's
speed, so that a busy machine doesn't shorten it.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kalends.features.seasons.solver import (
    Game,
    Plan,
    Played,
    Problem,
    Result,
    Slot,
    Stop,
    Team,
    analyse,
    big12,
    check,
    load_problem,
    repair,
    solve,
)
from kalends.features.seasons.solver.advice.repair import Shock
from kalends.features.seasons.solver.blueprint import draw
from kalends.features.seasons.solver.exact.model import SeasonModel, run
from kalends.features.seasons.solver.exact.small import all_candidates
from kalends.features.seasons.solver.problem import Objective
from kalends.features.seasons.solver.rules import LongestTrip, PlaysInARow, RestBetweenGames, Rule, Terms
from kalends.features.seasons.solver.samples.big12 import distances
from kalends.features.seasons.solver.search.start import plan_of, seats_of

ROOT = Path(__file__).parents[1]
TTP = ("NL8", "NL10", "NL12", "NL16")
EARLY = tuple(f"ITC2021_Early_{number}" for number in range(1, 16))
out = Console(width=140)


@dataclass(frozen=True)
class Options:
    seconds: float
    workers: int
    seeds: tuple[int, ...]
    cpu: bool
    only: tuple[str, ...]


def shared() -> Path:
    given = os.environ.get("KALENDS_SHARED_DATA")
    folders = [Path(given)] if given else [ROOT.parent / "shared/data", ROOT.parents[1] / "shared/data"]
    for folder in folders:
        if (folder / "sports").is_dir():
            return folder / "sports"
    sys.exit("the shared data isn't here: set KALENDS_SHARED_DATA")


def best_known(folder: str, column: str) -> dict[str, int]:
    with (shared() / folder / "best_known.csv").open(newline="", encoding="utf-8") as file:
        return {row["instance"]: int(float(row[column])) for row in csv.DictReader(file) if row[column]}


def gap(result: Result, best: int) -> float:
    """(z - best) / z, 0 if both are 0, 1 if not legal, as in the algorithm-selection study of ITC2021."""
    if not result.verdict.is_legal:
        return 1.0
    return (result.verdict.objective - best) / result.verdict.objective if result.verdict.objective else 0.0


def limit(problem: Problem, options: Options) -> Stop:
    if not options.cpu:
        return Stop(seconds=options.seconds)
    look = solve(problem, Stop(moves=100_000), seed=99)
    return Stop(moves=round(look.moves_per_second * options.seconds * options.workers))


def rows(folder: str, column: str, names: Iterator[str], options: Options) -> Iterator[tuple[str, int, list[Result]]]:
    best = best_known(folder, column)
    for name in names:
        if options.only and name not in options.only:
            continue
        problem = load_problem(shared() / folder / "instances" / f"{name}.xml")
        stop = limit(problem, options)
        yield name, best[name], [solve(problem, stop, seed, options.workers) for seed in options.seeds]


def print_rows(title: str, found: Iterator[tuple[str, int, list[Result]]]) -> None:
    table = Table("instance", "legal", "median", "best known", "gap", "seeds", "moves/cpu-s", "wall s", title=title)
    gaps: list[float] = []
    legal = 0
    for name, best, results in found:
        ranked = sorted(results, key=lambda result: (result.verdict.infeasibility, result.verdict.objective))
        middle = ranked[len(ranked) // 2]
        gaps.append(gap(middle, best))
        legal += middle.verdict.is_legal
        shown = " ".join(
            f"{result.verdict.objective}" + ("" if result.verdict.is_legal else f"!{result.verdict.infeasibility}")
            for result in results
        )
        speed = statistics.median(result.moves_per_second for result in results)
        wall = max(result.seconds for result in results)
        state = "yes" if middle.verdict.is_legal else f"no ({middle.verdict.infeasibility})"
        table.add_row(
            name,
            state,
            f"{middle.verdict.objective:,}",
            f"{best:,}",
            f"{gaps[-1]:.3f}",
            shown,
            f"{speed:,.0f}",
            f"{wall:.1f}",
        )
        out.print(f"{name}: {shown} (best known {best})", highlight=False)
    out.print(table)
    if gaps:
        out.print(f"{legal} of {len(gaps)} legal, mean gap {statistics.mean(gaps):.3f}", highlight=False)


def itc2021(options: Options) -> None:
    print_rows("ITC2021 Early", rows("itc2021", "best_known", iter(EARLY), options))


def ttp(options: Options) -> None:
    names = iter(options.only or TTP)
    print_rows("Traveling tournament", rows("ttp", "best_known", names, options))


def leagues(options: Options) -> None:
    names = (f"IF{number}" for number in range(1, 54))
    print_rows("Amateur leagues", rows("real_leagues", "best_objective", names, options))


def big12_table(options: Options) -> None:
    problem = big12()
    first: list[float] = []

    def watch(progress: object) -> None:
        if getattr(progress, "infeasibility", 1) == 0:
            first.append(getattr(progress, "seconds", 0.0))

    for seed in options.seeds:
        first.clear()
        result = solve(problem, limit(problem, options), seed, options.workers, watch)
        legal = f"legal after {first[0]:.1f} s" if first else "never legal"
        out.print(f"Big 12, seed {seed}: {legal}, objective {result.verdict.objective}", highlight=False)


def nba_season() -> tuple[Problem, Plan]:
    """NBA 2018-19 as played: same dates, opponents and hosts; each team's longest trip and rest no worse."""
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
    rules: list[Rule] = [
        rule
        for team, figures in enumerate(before.teams)
        for rule in (
            LongestTrip(teams=(team,), most=figures.longest_trip),
            _runs(team, "H", figures.homestand, everyone),
            _runs(team, "A", figures.road_trip, everyone),
        )
    ]
    # No three games in three days, and a second game within 30 hours costs more than any trip it could save.
    rules.append(RestBetweenGames(teams=everyone, hours=60, most=2))
    rules.append(RestBetweenGames(teams=everyone, hours=30, most=1, terms=Terms(hard=False, penalty=3000)))
    start = before.travel
    for seed in options.seeds:
        result = solve(problem.with_rules(*rules), Stop(seconds=options.seconds), seed, options.workers, start=actual)
        saved = 1 - result.verdict.travel / start
        pairs = [_back_to_backs(problem, plan) for plan in (actual, result.plan)]
        state = "legal" if result.verdict.is_legal else f"not legal ({result.verdict.infeasibility})"
        out.print(
            f"NBA 2018-19, seed {seed}: {start:,} km as played, {result.verdict.travel:,} planned "
            f"({saved:.1%} less), {state}; back-to-backs {pairs[0]} and {pairs[1]}",
            highlight=False,
        )


def _runs(team: int, mode: str, most: int, everyone: tuple[int, ...]) -> PlaysInARow:
    return PlaysInARow(teams=(team,), others=everyone, length=most + 1, mode=mode, in_games=True, most=most)


def _back_to_backs(problem: Problem, plan: Plan) -> int:
    days: dict[int, list[int]] = {}
    for game in plan.games:
        at = problem.slots[game.slot].starts_at if game.slot is not None else None
        if at:
            for team in (game.home, game.away):
                days.setdefault(team, []).append(at.toordinal())
    ordered = [sorted(values) for values in days.values()]
    return sum(later - earlier == 1 for row in ordered for earlier, later in itertools.pairwise(row))


def repairs(options: Options) -> None:
    """A hall closes for three rounds, in published seasons with published plans as the start."""
    from kalends.features.seasons.solver import load_plan

    for name in ("ITC2021_Early_1", "ITC2021_Early_9"):
        problem = load_problem(shared() / "itc2021" / "instances" / f"{name}.xml")
        plan = load_plan(shared() / "itc2021" / "solutions" / f"{name}_best.xml", problem)
        mended = repair(problem, plan, Shock(closed=((0, (3, 4, 5)),)), seconds=5.0, workers=options.workers)
        kept = 1 - len(mended.moved) / len(plan.games)
        proof = "proven fewest" if mended.is_fewest else "not proven"
        state = "legal" if mended.verdict.is_legal else f"not legal ({mended.verdict.infeasibility})"
        out.print(f"{name}: {state}, {kept:.1%} unmoved, {mended.seconds:.1f} s, {proof}", highlight=False)


def peer(options: Options) -> None:
    """CP-SAT on the whole season, as a user would write it."""
    for name in options.only or ("ITC2021_Early_1", "ITC2021_Early_9", "ITC2021_Test1"):
        problem = load_problem(shared() / "itc2021" / "instances" / f"{name}.xml")
        began = time.monotonic()
        model = SeasonModel(draw(problem), all_candidates(draw(problem))).build()
        solver, status = run(model.cp, options.seconds, 1, options.workers)
        found = "no legal plan"
        if solver.status_name(status) in ("OPTIMAL", "FEASIBLE"):
            empty = Plan(tuple(Played(game.home, game.away, None) for game in problem.games))
            plan = plan_of(*model.seats(solver, seats_of(problem, empty)))
            found = f"objective {check(problem, plan).objective}"
        out.print(f"CP-SAT alone, {name}: {found} in {time.monotonic() - began:.0f} s", highlight=False)


TABLES: dict[str, Callable[[Options], None]] = {
    "itc2021": itc2021,
    "ttp": ttp,
    "leagues": leagues,
    "big12": big12_table,
    "nba": nba,
    "repair": repairs,
    "peer": peer,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", default=[], help=f"any of {', '.join(TABLES)}; all by default")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--cpu", action="store_true", help="seconds of CPU, by moves, rather than of the clock")
    parser.add_argument("--only", nargs="+", default=[], help="these instances alone")
    given = parser.parse_args()
    options = Options(given.seconds, given.workers, tuple(given.seeds), given.cpu, tuple(given.only))
    for name in given.tables or TABLES:
        if name not in TABLES:
            parser.error(f"no table {name}")
        TABLES[name](options)


if __name__ == "__main__":
    main()

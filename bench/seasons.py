"""The season engine's tables: legal or not, objective, best known and gap, moves a CPU second.

    python bench/seasons.py itc2021 --seconds 60 --workers 2 --seeds 1 2 3
    python bench/seasons.py ttp itc2021 leagues big12 nba repair conflict peer hosts

Every plan is judged by the checker, which shares no code with the search. Needs the shared data
(../shared/data or KALENDS_SHARED_DATA). With `--clock cpu` each worker has its seconds of CPU: the same as of the
clock where the machine is quiet, and not shortened where it is busy.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterator

from nba import nba
from repairs import conflicts, repairs
from rich.table import Table
from season_peers import hosts, peer
from season_tables import CLOCKS, PROTOTYPE, Options, best_known, gap, limit, out, shared

from kalends.features.seasons.solver import Result, big12, load_problem, solve

TTP = ("NL8", "NL10", "NL12", "NL16")
EARLY = tuple(f"ITC2021_Early_{number}" for number in range(1, 16))


def rows(folder: str, column: str, names: Iterator[str], options: Options) -> Iterator[tuple[str, int, list[Result]]]:
    best = best_known(folder, column)
    for name in names:
        if options.only and name not in options.only:
            continue
        problem = load_problem(shared() / folder / "instances" / f"{name}.xml")
        stop = limit(options, best[name])
        yield name, best[name], [solve(problem, stop, seed, options.workers) for seed in options.seeds]


def print_rows(title: str, found: Iterator[tuple[str, int, list[Result]]]) -> None:
    figures = (
        "instance",
        "legal",
        "median",
        "best known",
        "gap",
        "seeds",
        "moves/cpu-s",
        "× prototype",
        "MB",
        "wall s",
    )
    table = Table(*figures, title=title)
    gaps: list[float] = []
    legal = at_best = 0
    for name, best, results in found:
        ranked = sorted(results, key=lambda result: (result.verdict.infeasibility, result.verdict.objective))
        middle = ranked[len(ranked) // 2]
        gaps.append(gap(middle, best))
        legal += middle.verdict.is_legal
        at_best += middle.verdict.is_legal and middle.verdict.objective <= best
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
            f"{speed / PROTOTYPE[name]:.1f}" if name in PROTOTYPE else "",
            f"{max(result.memory for result in results) / 1e6:,.0f}",
            f"{wall:.1f}",
        )
        out.print(f"{name}: {shown} (best known {best})", highlight=False)
    out.print(table)
    if gaps:
        out.print(
            f"{legal} of {len(gaps)} legal, {at_best} at best known, mean gap {statistics.mean(gaps):.3f}",
            highlight=False,
        )


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
        result = solve(problem, limit(options), seed, options.workers, watch)
        legal = f"legal after {first[0]:.1f} s" if first else "never legal"
        out.print(f"Big 12, seed {seed}: {legal}, objective {result.verdict.objective}", highlight=False)


TABLES: dict[str, Callable[[Options], None]] = {
    "itc2021": itc2021,
    "ttp": ttp,
    "leagues": leagues,
    "big12": big12_table,
    "nba": nba,
    "repair": repairs,
    "conflict": conflicts,
    "peer": peer,
    "hosts": hosts,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", default=[], help=f"any of {', '.join(TABLES)}; all by default")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--clock", choices=list(CLOCKS), default="wall", help="whose seconds: of the wall, of each CPU")
    parser.add_argument("--only", nargs="+", default=[], help="these instances alone")
    parser.add_argument("--until-best", action="store_true", help="a run ends where it is as good as the best known")
    given = parser.parse_args()
    options = Options(
        given.seconds, given.workers, tuple(given.seeds), given.clock, tuple(given.only), given.until_best
    )
    for name in given.tables or TABLES:
        if name not in TABLES:
            parser.error(f"no table {name}")
        TABLES[name](options)


if __name__ == "__main__":
    main()

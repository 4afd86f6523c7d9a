"""What the season tables share: where the data lies, best known values, options, gaps."""

from __future__ import annotations

import csv
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from kalends.features.seasons.solver import Result, Stop

ROOT = Path(__file__).parents[1]
out = Console(width=140)


@dataclass(frozen=True)
class Options:
    seconds: float
    workers: int
    seeds: tuple[int, ...]
    clock: str
    only: tuple[str, ...]
    until_best: bool = False


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


# Moves a CPU second of a plain numba prototype, on one core of the same kind of machine.
PROTOTYPE = {
    "ITC2021_Early_1": 157_000,
    "ITC2021_Early_8": 70_000,
    "ITC2021_Early_9": 96_000,
    "ITC2021_Early_13": 76_000,
    "ITC2021_Early_14": 175_000,
    "NL8": 1_900_000,
    "NL10": 1_400_000,
    "NL12": 1_100_000,
    "NL16": 750_000,
}
CLOCKS = {"wall": time.monotonic, "cpu": time.process_time}


def limit(options: Options, best: int | None = None) -> Stop:
    objective = best if options.until_best else None
    return Stop(seconds=options.seconds, objective=objective, clock=CLOCKS[options.clock])

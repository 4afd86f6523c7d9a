"""How fast a group's best times are found: cold calls, Python intervals in, ranking out, nothing cached.

    python bench/recommend.py

Every figure is the median of several fresh processes. Fails if one is above its limit.
"""

import gc
import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from kalends.core.time import Interval
from kalends.features.availability.answers import read
from kalends.features.availability.candidates import candidates
from kalends.features.availability.question import Participant, Question
from kalends.features.availability.recommend import Board, recommend

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAYS, STEP, DURATION = 14, timedelta(minutes=15), timedelta(hours=1)
PROCESSES = 3
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "America/St_Johns")


def question(people: int, intervals: int, *, all_criteria: bool, shared: bool = False) -> Question:
    """Answers as painted on a grid of quarters of an hour. `shared` reuses equal instants, as one grid would."""
    draw = random.Random(people)
    cells = [MONDAY + cell * STEP for cell in range(DAYS * 96 + 97)]

    def instant(cell: int) -> datetime:
        return cells[cell] if shared else MONDAY + cell * STEP

    def answer(count: int) -> tuple[Interval, ...]:
        width = DAYS * 96 // count
        starts = [width * number + draw.randrange(width * 2 // 3) for number in range(count)]
        return tuple(Interval(instant(start), instant(start + draw.randint(1, width // 3))) for start in starts)

    def person(number: int) -> Participant:
        if not all_criteria:
            return Participant(id=number, zone="UTC", yes=answer(intervals))
        doubtful = intervals // 5
        return Participant(
            id=number,
            zone=ZONES[number % len(ZONES)],
            yes=answer(intervals - doubtful),
            if_need_be=answer(doubtful),
            weight=number % 3 + 1,
            group=("players", "staff", None)[number % 3],
            burden=number % 7 * 3600**2,
        )

    return Question(
        participants=tuple(person(number) for number in range(people)),
        windows=(Interval(MONDAY, MONDAY + timedelta(days=DAYS)),),
        duration=DURATION,
        step=STEP,
        quorum=people // 50 if all_criteria else 0,
        group_quorums={"players": people // 200} if all_criteria else {},
    )


def naive(asked: Question) -> list[datetime]:
    """What one writes first: every start, every person, every interval."""
    start, end = asked.windows[0].start, asked.windows[0].end
    counts: list[tuple[int, datetime]] = []
    while start + asked.duration <= end:
        stop = start + asked.duration
        heads = sum(any(i.start <= start and stop <= i.end for i in person.yes) for person in asked.participants)
        counts.append((-heads, start))
        start += asked.step
    return [at for _, at in sorted(counts)[:5]]


def timed(work: Callable[[], object], times: int) -> float:
    """The median on the wall clock, in milliseconds, the collector of garbage on as in production."""
    took: list[float] = []
    for _ in range(times):
        gc.collect()
        begun = perf_counter()
        work()
        took.append((perf_counter() - begun) * 1000)
    return median(took)


def report(name: str, milliseconds: float, limit: int | None = None, note: str = "") -> None:
    print(json.dumps((name, milliseconds, limit, note)), flush=True)


def usual() -> None:
    plain = question(1_000, 20, all_criteria=False)
    report("1,000 people x 20 intervals x 14 days at 15 min", timed(lambda: recommend(plain), 100), 5)
    starts = candidates(plain.windows, plain.duration, plain.step)
    report("  of which turning 40,000 instants into columns", timed(lambda: read(plain.participants, starts), 100))
    full = question(1_000, 20, all_criteria=True)
    report("  the same with all criteria (4 zones, groups, burdens, if need be)", timed(lambda: recommend(full), 100))
    report("  naive Python, heads only", timed(lambda: naive(plain), 1))
    for name, asked in (("heads only", plain), ("all criteria", full)):
        board, other = Board.of(asked), question(1, 20, all_criteria=False).participants[0].yes
        board.recommend()
        change = timed(lambda board=board, other=other: board.answering(7, yes=other).recommend(), 300)
        report(f"  one changed answer to a new ranking, {name}", change, 1)


def large(intervals: int, *, shared: bool) -> None:
    asked = question(100_000, intervals, all_criteria=True, shared=shared)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    milliseconds = timed(lambda: recommend(asked), 5)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
    kind = "shared" if shared else "distinct"
    name = f"100,000 people x {intervals} intervals, {kind} instants, all criteria"
    report(name, milliseconds, 500, f"{before:.0f} MiB with the answers in memory")
    report("  megabytes on top of that", grown, 300)


def compare(*arguments: str) -> bool:
    """Rows from several fresh processes: the median of their medians, and their range. Whether all limits hold."""
    runs: list[list[Any]] = []
    for _ in range(PROCESSES):
        child = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True)
        runs.append([json.loads(line) for line in child.stdout.splitlines()])
    holds = True
    for rows in zip(*runs, strict=True):
        name, _, limit, note = rows[0]
        took = [milliseconds for _, milliseconds, _, _ in rows]
        span = f"{min(took):.2f} to {max(took):.2f}"
        print(f"| {name:<66} | {median(took):>9.2f} | {span:>18} | {limit or '':>5} | {note}", flush=True)
        holds &= limit is None or median(took) <= limit
    return holds


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--usual"]:
            usual()
        case ["--one", intervals, kind]:
            large(int(intervals), shared=kind == "shared")
        case _:
            print(
                f"| {'cold call, in milliseconds, if not said otherwise':<66} |    median | {'range':>18} | limit |",
                flush=True,
            )
            parts = (["--usual"], ["--one", "5", "distinct"], ["--one", "20", "shared"], ["--one", "20", "distinct"])
            failed = [part for part in parts if not compare(*part)]
            sys.exit(bool(failed))

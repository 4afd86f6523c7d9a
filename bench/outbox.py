"""The outbox beside pgqueuer, in one run: jobs a second with one worker and two, and how soon a job starts; and facts
recorded to delivered, each to three recipients, also while a worker is killed every second.

A job is trivial: it appends one byte to a file, so that what was run is counted by somebody else.
Bars: 8,000 jobs a second with one worker, start p95 within 12 ms; under kills nothing lost, at most as many repeats a
kill as the channel has in its hands at once, and 0.5 % in all.

    python bench/outbox.py [jobs] [facts] [start] [peer] [--jobs 10000]
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from kalends.adapters.worker.channels import Channel
from kalends.adapters.worker.worker import Worker
from kalends.core.actor import System
from kalends.core.facts import Fact
from kalends.core.ids import SpaceId, new_uuid
from kalends.store import embedded, outbox
from kalends.store.database import Database, Transaction
from kalends.store.migrate import migrate
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact
from kalends.store.signals import Signals

JOBS_A_SECOND = 8_000
START_P95 = 0.012
MOST_REPEATS = 0.005
# What the channel has in its hands at once, and so the most that one kill can have repeated.
AT_ONCE = 20
PROBES = 300
FACTS = 10_000
RECIPIENTS = 3
WHAT = ("jobs", "facts", "start", "peer")
# Longer than a lease: what the last dead worker held must come back.
PATIENCE = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Fact):
    name: ClassVar[str] = "bench.written"


async def three(_: Transaction, fact: RecordedFact) -> list[NewDelivery]:
    """As webhooks: in the order of what happened to one thing."""
    return [
        NewDelivery(recipient=str(n), channel="bench", thread=str(fact.aggregate_id), max_attempts=50)
        for n in range(RECIPIENTS)
    ]


async def record(database: Database, many: int) -> None:
    """Each about a thing of its own, 20 a transaction, four transactions at once."""
    space = SpaceId(new_uuid())

    async def some(share: int) -> None:
        for _ in range(0, share, 20):
            async with database.transaction(System(space)) as tx:
                for _ in range(20):
                    await outbox.record(tx, Written(space_id=space, aggregate_id=new_uuid(), aggregate_version=1))

    await asyncio.gather(*(some(many // 4) for _ in range(4)))


async def through(database: Database, conninfo: str, folder: Path, facts: int, workers: int, *, kill: bool) -> bool:
    """From the first fact recorded to the last of its deliveries, while they are recorded; nothing is lost, and what
    came twice is what a killed worker had in its hands."""
    target = folder / f"facts-{workers}-{new_uuid()}"
    target.touch()
    wanted, kills = facts * RECIPIENTS, 0
    with working(conninfo, target, "facts", workers) as running:
        await asyncio.sleep(2)
        began = time.perf_counter()
        recording = asyncio.create_task(record(database, facts))
        while len(seen := set(target.read_text().split())) < wanted:
            await asyncio.sleep(1 if kill else 0.05)
            assert time.perf_counter() - began < PATIENCE, f"{wanted - len(seen)} deliveries are missing"
            if kill and len(seen) < wanted:
                victim = running.pop(0)
                victim.kill()
                victim.communicate()
                kills += 1
                running.append(start_worker(conninfo, target, "facts"))
        seconds = time.perf_counter() - began
        await recording
    repeats = len(target.read_text().split()) - wanted
    print(
        f"{'facts':12} {workers} worker{'s' if workers > 1 else ' '} {facts / seconds:7,.0f} facts/s, "
        f"{wanted / seconds:7,.0f} deliveries/s, {kills} kills, {repeats} repeats ({repeats / wanted:.2%})",
        flush=True,
    )
    return repeats <= MOST_REPEATS * wanted and repeats <= AT_ONCE * kills


async def fill(database: Database, many: int) -> float:
    """Seconds to add `many` jobs, 1,000 a transaction."""
    space = SpaceId(new_uuid())
    began = time.perf_counter()
    for _ in range(0, many, 1000):
        async with database.transaction(System(space)) as tx:
            batch = [NewDelivery(recipient="bench", channel="bench", payload={"n": 1}) for _ in range(1000)]
            await outbox.owe(tx, space, None, batch)
    return time.perf_counter() - began


async def worker_main(conninfo: str, target: str, mode: str) -> None:
    """One worker; in "latency" mode each job writes how long after its making it began."""
    out = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def append(one: Delivery) -> None:
        if mode == "facts":
            os.write(out, f"{one.fact_id}/{one.recipient}\n".encode())
        elif mode == "latency":
            os.write(out, f"{time.time() - one.payload['made']:.6f}\n".encode())
        else:
            os.write(out, b".")

    database = Database(conninfo, size=16)
    await database.open()
    signals = Signals()
    worker = Worker(
        database,
        signals,
        audience={Written.name: (three,)},
        channels={"bench": Channel(deliver=append, concurrency=AT_ONCE, has_threads=mode == "facts")},
        lease=timedelta(seconds=3),
    )
    await signals.open(database)
    stop = asyncio.Event()
    working = asyncio.create_task(worker.run(stop))
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    stop.set()
    await working
    await signals.close()
    await database.close()


@contextmanager
def working(conninfo: str, target: Path, mode: str, many: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many workers, which are stopped on the way out, whoever they are by then."""
    running = [start_worker(conninfo, target, mode) for _ in range(many)]
    try:
        yield running
    finally:
        for one in running:
            one.communicate(b"\n", timeout=30)


def start_worker(conninfo: str, target: Path, mode: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, "--worker", conninfo, str(target), mode]
    return subprocess.Popen(command, stdin=subprocess.PIPE)


async def throughput(database: Database, conninfo: str, folder: Path, jobs: int, workers: int) -> tuple[float, float]:
    """Jobs a second over a backlog, and jobs added a second; asserts that each ran exactly once."""
    added = jobs / await fill(database, jobs)
    target = folder / f"out-{workers}-{new_uuid()}"
    target.touch()
    with working(conninfo, target, "count", workers):
        while target.stat().st_size == 0:
            await asyncio.sleep(0.001)
        began, first = time.perf_counter(), target.stat().st_size
        while target.stat().st_size < jobs:
            await asyncio.sleep(0.002)
        rate = (jobs - first) / (time.perf_counter() - began)
        await asyncio.sleep(0.2)
    assert target.stat().st_size == jobs, "a job ran twice"
    return rate, added


async def latency(database: Database, signals: Signals, conninfo: str, folder: Path) -> list[float]:
    """Seconds from before the job's transaction to its first line of code, one job at a time, worker idle."""
    target = folder / "latency"
    target.touch()
    with working(conninfo, target, "latency", 1):
        await asyncio.sleep(2)
        space = SpaceId(new_uuid())
        for _ in range(PROBES):
            async with database.transaction(System(space)) as tx:
                job = NewDelivery(recipient="bench", channel="bench", payload={"made": time.time()})
                await outbox.owe(tx, space, None, [job])
            await asyncio.sleep(0.02)
        await asyncio.sleep(1.5)
    return sorted(float(line) for line in target.read_text().split())


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


async def ours(cluster: embedded.Cluster, folder: Path, what: set[str], jobs: int, rounds: int) -> bool:
    signals, ok = Signals(), True
    database = Database(cluster.app_conninfo, size=4, after_commit=signals)
    await database.open()
    await signals.open(database)
    if "jobs" in what:
        rates: list[float] = []
        for workers in (1, 2):
            found = [await throughput(database, cluster.app_conninfo, folder, jobs, workers) for _ in range(rounds)]
            rates.append(statistics.median(rate for rate, _ in found))
            added = statistics.median(added for _, added in found)
            print(
                f"{'jobs':12} {workers} worker{'s' if workers > 1 else ' '} {rates[-1]:8,.0f}/s   added {added:9,.0f}/s"
            )
        ok = rates[0] >= JOBS_A_SECOND and ok
    if "facts" in what:
        for workers, kill in ((1, False), (2, False), (2, True)):
            ok = await through(database, cluster.app_conninfo, folder, FACTS, workers, kill=kill) and ok
    if "start" in what:
        waits = await latency(database, signals, cluster.app_conninfo, folder)
        assert len(waits) == PROBES, "a job was lost"
        print(f"{'start':12} p50 {statistics.median(waits) * 1e3:5.1f} ms  p95 {p95(waits) * 1e3:5.1f} ms")
        ok = p95(waits) <= START_P95 and ok
    await signals.close()
    await database.close()
    return ok


def peer(cluster: embedded.Cluster, folder: Path, jobs: int) -> None:
    """pgqueuer on the same server, with its own driver and defaults; see peer_pgqueuer.py."""
    script = Path(__file__).with_name("peer_pgqueuer.py")
    conninfo = cluster.address.superuser_conninfo
    done = subprocess.run([sys.executable, str(script), conninfo, str(folder), str(jobs)], check=False)
    if done.returncode:
        print("pgqueuer did not run: install the extra, pip install -e '.[bench]'")


def main() -> int:
    if sys.argv[1:2] == ["--worker"]:
        asyncio.run(worker_main(*sys.argv[2:5]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", choices=(*WHAT, "all"), default="all")
    parser.add_argument("--jobs", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    what = set(WHAT if "all" in chosen.what else chosen.what)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        # Run by root, the server works under another account, which passes through here.
        folder.chmod(0o711)
        with embedded.running(folder / "data") as cluster:
            migrate(cluster.owner_conninfo)
            is_good = asyncio.run(ours(cluster, folder, what, chosen.jobs, chosen.rounds))
            if "peer" in what:
                peer(cluster, folder, chosen.jobs)
    print("bars:", "met" if is_good else "MISSED")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

"""CHECKLIST 55: kill -9 of workers, of the database and of producers while facts are recorded and delivered.

A producer writes a business row and a fact in one transaction and notes the fact in a file once it is acknowledged;
the worker expands each fact and appends it to a second file. At the end: nothing acknowledged is missing from the
second file, no business row is without its fact, and what came twice is at most 0.5 %.

    python bench/kills.py [--workers 20] [--databases 5] [--producers 5]
"""

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import psycopg

from kalends.adapters.worker.channels import Channel
from kalends.adapters.worker.worker import Worker
from kalends.core.actor import System
from kalends.core.errors import Unavailable
from kalends.core.facts import Fact
from kalends.core.ids import SpaceId, new_uuid
from kalends.store import audit, embedded, outbox
from kalends.store.database import Database, Transaction
from kalends.store.migrate import migrate
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact
from kalends.store.signals import Signals

WRITES_BETWEEN_KILLS = 200
MOST_REPEATS = 0.005
# Longer than a lease: what the last dead worker held must come back.
LEASE = 3.0
PATIENCE = 60.0
# Of all of it, in seconds; the rest of the kills is left out then, and that is a failure.
BOUND = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Fact):
    name: ClassVar[str] = "bench.written"


async def producer(conninfo: str, acknowledged: str) -> None:
    out = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    signals = Signals()
    database = Database(conninfo, size=4, after_commit=signals)
    await database.open()
    await signals.open(database)

    async def write() -> None:
        space = SpaceId(new_uuid())
        while True:
            thing = new_uuid()
            try:
                async with database.transaction(System(space)) as tx:
                    await audit.note(tx, space, "bench.written", thing)
                    await outbox.record(tx, Written(space_id=space, aggregate_id=thing, aggregate_version=1))
            except Unavailable:
                await asyncio.sleep(0.05)
            else:
                os.write(out, f"{thing}\n".encode())

    await asyncio.gather(*(write() for _ in range(4)))


async def worker(conninfo: str, delivered: str) -> None:
    out = os.open(delivered, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def expand(_: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        return [NewDelivery(recipient=str(fact.aggregate_id), channel="bench", max_attempts=50)]

    async def deliver(one: Delivery) -> None:
        os.write(out, f"{one.recipient}\n".encode())

    database = Database(conninfo, size=4)
    await database.open()
    signals = Signals()
    working = Worker(
        database,
        signals,
        audience={"bench.written": (expand,)},
        channels={"bench": Channel(deliver=deliver)},
        lease=timedelta(seconds=LEASE),
    )
    await signals.open(database)
    await working.run(asyncio.Event())


class Part:
    """A process that can be killed and started again."""

    def __init__(self, role: str, *arguments: str) -> None:
        self._command = [sys.executable, __file__, role, *arguments]
        self._process = subprocess.Popen(self._command)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)

    def kill_and_restart(self) -> None:
        self.kill()
        self._process = subprocess.Popen(self._command)


def lines(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


def wait_for_writes(acknowledged: Path) -> None:
    target = len(lines(acknowledged)) + WRITES_BETWEEN_KILLS
    deadline = time.monotonic() + PATIENCE
    while len(lines(acknowledged)) < target:
        assert time.monotonic() < deadline, "the producer makes no progress"
        time.sleep(0.02)


def kill_database(cluster: embedded.Cluster) -> None:
    os.kill(cluster.pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while cluster.poll() is None:
        assert time.monotonic() < deadline, "the database does not die"
        time.sleep(0.01)
    cluster.restart()


def judge(cluster: embedded.Cluster, acknowledged: Path, delivered: Path) -> bool:
    wanted = set(lines(acknowledged))
    deadline = time.monotonic() + PATIENCE
    while not wanted <= set(lines(delivered)) and time.monotonic() < deadline:
        time.sleep(0.2)
    came = Counter(lines(delivered))
    repeats = sum(count - 1 for count in came.values())
    with psycopg.connect(cluster.address.superuser_conninfo) as connection:
        orphans = connection.execute(
            """
            SELECT count(*) FROM audit_log AS a
            WHERE NOT EXISTS (SELECT 1 FROM facts AS f WHERE f.aggregate_id = a.thing_id)
            """
        ).fetchone()
    lost = len(wanted - came.keys())
    print(
        f"acknowledged {len(wanted):,}   lost {lost}   orphan rows {orphans[0] if orphans else '?'}   "
        f"repeats {repeats} ({repeats / max(1, len(wanted)):.2%})"
    )
    return lost == 0 and orphans == (0,) and repeats <= MOST_REPEATS * len(wanted)


def main() -> int:
    roles = {"--producer": producer, "--worker": worker}
    if sys.argv[1:2] and sys.argv[1] in roles:
        asyncio.run(roles[sys.argv[1]](*sys.argv[2:4]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=20)
    parser.add_argument("--databases", type=int, default=5)
    parser.add_argument("--producers", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    kills = ["worker"] * chosen.workers + ["database"] * chosen.databases + ["producer"] * chosen.producers
    random.Random(chosen.seed).shuffle(kills)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        folder.chmod(0o711)
        acknowledged, delivered = folder / "acknowledged", folder / "delivered"
        with embedded.running(folder / "data") as cluster:
            migrate(cluster.owner_conninfo)
            done, is_good = kill_all(cluster, kills, acknowledged, delivered)
    print(f"{done} of {len(kills)} kills: the outbox", "kept its promises" if is_good else "BROKE A PROMISE")
    return 0 if is_good and done == len(kills) else 1


def kill_all(cluster: embedded.Cluster, kills: list[str], acknowledged: Path, delivered: Path) -> tuple[int, bool]:
    """How many kills there were time for, and whether all was kept. Nothing that was started outlives this."""
    parts = {
        "worker": Part("--worker", cluster.app_conninfo, str(delivered)),
        "producer": Part("--producer", cluster.app_conninfo, str(acknowledged)),
    }
    done, bound = 0, time.monotonic() + BOUND
    try:
        for kill in kills:
            if time.monotonic() > bound:
                break
            wait_for_writes(acknowledged)
            if kill == "database":
                kill_database(cluster)
            else:
                parts[kill].kill_and_restart()
            done += 1
        wait_for_writes(acknowledged)
        parts["producer"].kill()
        return done, judge(cluster, acknowledged, delivered)
    finally:
        for part in parts.values():
            part.kill()


if __name__ == "__main__":
    sys.exit(main())

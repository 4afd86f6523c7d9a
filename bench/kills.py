"""CHECKLIST 55: kill -9 of workers, of the database and of producers while facts are recorded and delivered.

A producer writes a business row and a fact in one transaction and notes the fact in a file once it is acknowledged. The
worker owes each fact on three channels, one of each kind whose repeats somebody sees: to a file, one by one, as mails;
to a webhook of our own, by the product's sender and as wired in the product; and as a row, struck off in its
transaction, as notices on pages. (What goes side by side, copies in calendars, is what changes nothing when done
again.) At the end: nothing acknowledged is missing on any channel, no business row is without its fact, no row is there
twice; of the others at most 0.5 % came twice, which at 200 writes between kills is one a kill, webhooks under the same
id.

200 writes take about three seconds, so that 30 kills are done in one and a half minutes, and with 1,000 in seven.

    python bench/kills.py [--workers 20] [--databases 5] [--producers 5] [--between 200]
"""

import argparse
import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import psycopg

from kalends.adapters.outbound.client import Client
from kalends.adapters.outbound.guard import Guard
from kalends.adapters.outbound.webhooks import WebhookSender
from kalends.adapters.worker.channels import AsFewAsKeepUp, Channel, HandOver, InOneTransaction, OneByOne
from kalends.adapters.worker.worker import Worker
from kalends.core.actor import System
from kalends.core.errors import Unavailable
from kalends.core.facts import Fact
from kalends.core.ids import SpaceId, new_uuid
from kalends.features.accounts.keys import Seal
from kalends.features.notices.webhooks import signing
from kalends.features.notices.webhooks.domain import WEBHOOK
from kalends.features.notices.webhooks.sending import WebhookDeliveries
from kalends.store import audit, embedded, outbox
from kalends.store.database import Database, Transaction
from kalends.store.migrate import migrate
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact, Stroke
from kalends.store.signals import Signals

WRITES_BETWEEN_KILLS = 200
MOST_REPEATS = 0.005
AT_ONCE = 20
WRITERS = 4
LEASE = 3.0
# Without any progress; longer than a lease, since what the last dead worker held must come back.
PATIENCE = 60.0
# Seconds between two writes of one writer.
PACE = 0.02
# Of all of it, in seconds: what would be left of the kills then is left out, and that is a failure. At so many writes a
# second, a third of what two cores do when they have nothing else to do.
SLOWEST = 25.0
# Of a line in either file: a UUID and the line's end.
LINE = 37
SEAL = Seal(b"k" * 32)
WRITTEN, DELIVERED = "bench.written", "bench.delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Fact):
    name: ClassVar[str] = WRITTEN


@dataclass
class Receiver:
    """A webhook's host in a thread of its own: what came, as (the thing it is about, webhook-id)."""

    came: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    port: int = 0
    _ready: threading.Event = field(default_factory=threading.Event)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            told = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
            body = json.loads(await reader.readexactly(int(told["content-length"])))
            self.came.append((body["aggregate_id"], told["webhook-id"]))
            writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            # Its sender was killed in the middle.
            pass
        finally:
            writer.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await asyncio.Event().wait()

    def start(self) -> None:
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()


def fill(conninfo: str, port: int) -> list[str]:
    """The spaces that are written in, each with a webhook that hears of everything."""
    spaces = [new_uuid() for _ in range(WRITERS)]
    with psycopg.connect(conninfo) as connection:
        for space in spaces:
            webhook = new_uuid()
            connection.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'personal', 'Ada')", [space])
            connection.execute(
                """
                INSERT INTO webhooks (id, space_id, url, events, secret, created_by)
                VALUES (%s, %s, %s, '{*}', %s, %s)
                """,
                [
                    webhook,
                    space,
                    f"http://127.0.0.1:{port}/",
                    SEAL.close(signing.new_secret(), webhook.bytes),
                    new_uuid(),
                ],
            )
    return [str(space) for space in spaces]


async def producer(conninfo: str, acknowledged: str, *spaces: str) -> None:
    out = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    signals = Signals()
    database = Database(conninfo, size=4, after_commit=signals)
    await database.open()
    await signals.open(database)

    async def write(space: SpaceId) -> None:
        while True:
            thing = new_uuid()
            try:
                async with database.transaction(System(space)) as tx:
                    await audit.note(tx, space, WRITTEN, thing)
                    await outbox.record(tx, Written(space_id=space, aggregate_id=thing, aggregate_version=1))
            except Unavailable:
                await asyncio.sleep(0.05)
            else:
                os.write(out, f"{thing}\n".encode())
            # As fast as one worker can tell three channels of it, or there is little left for the last of them to lose.
            await asyncio.sleep(PACE)

    await asyncio.gather(*(write(SpaceId(UUID(space))) for space in spaces))


async def worker(conninfo: str, delivered: str) -> None:
    out = os.open(delivered, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    database = Database(conninfo, size=8)
    await database.open()
    signals = Signals()
    webhooks = WebhookDeliveries(db=database, seal=SEAL, clock=lambda: datetime.now(UTC))
    sender = WebhookSender(webhooks=webhooks, client=Client(Guard(["127.0.0.0/8"])))

    async def expand(tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        thing = str(fact.aggregate_id)
        return [NewDelivery(recipient=thing, channel=channel, max_attempts=50) for channel in ("file", "row")]

    async def append(one: Delivery, hand_over: HandOver) -> None:
        async with hand_over:
            os.write(out, f"{one.recipient}\n".encode())

    async def pin(one: Delivery, stroke: Stroke) -> None:
        async with database.transaction(System(one.space_id)) as tx:
            if await stroke.within(tx):
                await audit.note(tx, one.space_id, DELIVERED, UUID(one.recipient))

    working = Worker(
        database,
        signals,
        audience={WRITTEN: (expand, webhooks.owed)},
        channels={
            "file": Channel(deliver=OneByOne(append), concurrency=AT_ONCE),
            "row": Channel(deliver=InOneTransaction(pin), concurrency=4),
            WEBHOOK: Channel(deliver=AsFewAsKeepUp(sender.deliver), concurrency=AT_ONCE, has_threads=True),
        },
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


def count(file: Path) -> int:
    return file.stat().st_size // LINE if file.exists() else 0


def wait_for_work(acknowledged: Path, delivered: Path, between: int) -> None:
    """Until so much was written and something delivered: whoever is killed shall be in the middle of it."""
    written, done = count(acknowledged) + between, count(delivered)
    known, deadline = count(acknowledged), time.monotonic() + PATIENCE
    while count(acknowledged) < written or count(delivered) == done:
        if (now := count(acknowledged)) > known and count(delivered) > done:
            known, deadline = now, time.monotonic() + PATIENCE
        assert time.monotonic() < deadline, "the producer or the worker makes no progress"
        time.sleep(0.02)


def kill_database(cluster: embedded.Cluster) -> None:
    os.kill(cluster.pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while cluster.poll() is None:
        assert time.monotonic() < deadline, "the database does not die"
        time.sleep(0.01)
    cluster.restart()


def rows(cluster: embedded.Cluster) -> list[str]:
    """What the channel that leaves rows has left, by thing."""
    with psycopg.connect(cluster.address.superuser_conninfo) as connection:
        found = connection.execute("SELECT thing_id::text FROM audit_log WHERE action = %s", [DELIVERED]).fetchall()
    return [thing for (thing,) in found]


def orphans(cluster: embedded.Cluster) -> int:
    with psycopg.connect(cluster.address.superuser_conninfo) as connection:
        [(many,)] = connection.execute(
            """
            SELECT count(*) FROM audit_log AS a
            WHERE NOT EXISTS (SELECT 1 FROM facts AS f WHERE f.aggregate_id = a.thing_id)
            """
        ).fetchall()
    return many


def judge(cluster: embedded.Cluster, kills: int, acknowledged: Path, delivered: Path, receiver: Receiver) -> bool:
    wanted = set(lines(acknowledged))

    def told() -> dict[str, Sequence[str]]:
        return {
            "file": lines(delivered),
            "webhook": [thing for thing, _ in list(receiver.came)],
            "row": rows(cluster),
        }

    known, deadline = 0, time.monotonic() + PATIENCE
    while not all(wanted <= set(came) for came in told().values()) and time.monotonic() < deadline:
        time.sleep(0.5)
        if (now := sum(map(len, told().values()))) > known:
            known, deadline = now, time.monotonic() + PATIENCE
    # What a dead worker held comes back once more.
    time.sleep(2 * LEASE)
    without_fact = orphans(cluster)
    other_id = len(set(receiver.came)) - len({thing for thing, _ in receiver.came})
    print(f"acknowledged {len(wanted):,}   orphan rows {without_fact}   repeats under another webhook-id {other_id}")
    ok = without_fact == 0 and other_id == 0
    for channel, came in told().items():
        repeats, lost = len(came) - len(set(came)), len(wanted - set(came))
        print(
            f"{channel:8} lost {lost}   repeats {repeats} ({repeats / len(wanted):.2%}, {repeats / kills:.1f} a kill)"
        )
        most = 0 if channel == "row" else MOST_REPEATS * len(wanted)
        ok = ok and lost == 0 and repeats <= most
    return ok


def main() -> int:
    roles = {"--producer": producer, "--worker": worker}
    if sys.argv[1:2] and sys.argv[1] in roles:
        asyncio.run(roles[sys.argv[1]](*sys.argv[2:]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=20)
    parser.add_argument("--databases", type=int, default=5)
    parser.add_argument("--producers", type=int, default=5)
    parser.add_argument("--between", type=int, default=WRITES_BETWEEN_KILLS, help="writes acknowledged between kills")
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
            receiver = Receiver()
            receiver.start()
            done, is_good = kill_all(cluster, kills, chosen.between, acknowledged, delivered, receiver)
    print(f"{done} of {len(kills)} kills: the outbox", "kept its promises" if is_good else "BROKE A PROMISE")
    return 0 if is_good and done == len(kills) else 1


def kill_all(
    cluster: embedded.Cluster, kills: list[str], between: int, acknowledged: Path, delivered: Path, receiver: Receiver
) -> tuple[int, bool]:
    """How many kills there were time for, and whether all was kept. Nothing that was started outlives this."""
    spaces = fill(cluster.address.superuser_conninfo, receiver.port)
    parts = {
        "worker": Part("--worker", cluster.app_conninfo, str(delivered)),
        "producer": Part("--producer", cluster.app_conninfo, str(acknowledged), *spaces),
    }
    began, done = time.monotonic(), 0
    bound = began + PATIENCE + (len(kills) + 1) * between / SLOWEST
    try:
        for kill in kills:
            if time.monotonic() > bound:
                break
            wait_for_work(acknowledged, delivered, between)
            if kill == "database":
                kill_database(cluster)
            else:
                parts[kill].kill_and_restart()
            done += 1
            print(
                f"  {done:3} of {len(kills)}  {kill:8}  {count(acknowledged):7,} acknowledged  "
                f"{time.monotonic() - began:4.0f} s",
                flush=True,
            )
        wait_for_work(acknowledged, delivered, between)
        parts["producer"].kill()
        return done, judge(cluster, done, acknowledged, delivered, receiver)
    finally:
        for part in parts.values():
            part.kill()


if __name__ == "__main__":
    sys.exit(main())

"""Webhooks to receivers that are slow: how soon 500 are told that are due at once, how many at once that takes, and
whether another host waits for it.

The product's sender, wired as in the product (20 at once, 18 to a host), against receivers on loopback.

    python bench/slow_receivers.py

far        It answers after 100 ms: 500 within ten seconds, where one at a time would take fifty.
near       It answers at once, so that there are never more at once than keep up: two at most, at 20 a second.
hangs      It never answers, while 20 a second are due to another: the other has 95 % of them within a second.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kills import SEAL, Written

from kalends.adapters.outbound.client import Client
from kalends.adapters.outbound.guard import Guard
from kalends.adapters.outbound.webhooks import WebhookSender
from kalends.adapters.worker.channels import AsFewAsKeepUp, Channel
from kalends.adapters.worker.worker import Worker
from kalends.core.actor import System
from kalends.core.ids import SpaceId, new_uuid
from kalends.features.notices.webhooks import signing
from kalends.features.notices.webhooks.domain import WEBHOOK
from kalends.features.notices.webhooks.sending import WebhookDeliveries
from kalends.store import embedded, outbox
from kalends.store.database import Database
from kalends.store.migrate import migrate
from kalends.store.signals import Signals
from kalends.wiring import A_HOSTS_SHARE, WEBHOOK_TIMEOUT

DUE, AT_ONCE = 500, 20
FAR = 0.1
A_SECOND, FOR_SECONDS = 20, 10
PATIENCE = 60.0


@dataclass
class Receiver:
    """Takes so many seconds for its answer, or for ever."""

    answers_after: float | None
    came: list[float] = field(default_factory=list[float])
    inside: int = 0
    most: int = 0
    port: int = 0

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            told = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
            await reader.readexactly(int(told["content-length"]))
            self.came.append(time.monotonic())
            self.inside += 1
            self.most = max(self.most, self.inside)
            if self.answers_after is None:
                await reader.read()
            else:
                await asyncio.sleep(self.answers_after)
                writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            self.inside -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            # Its sender gave up.
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(answers_after: float | None) -> AsyncIterator[Receiver]:
    receiver = Receiver(answers_after)
    server = await asyncio.start_server(receiver.take, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()


@asynccontextmanager
async def working(database: Database) -> AsyncIterator[None]:
    webhooks = WebhookDeliveries(db=database, seal=SEAL, clock=lambda: datetime.now(UTC))
    sender = WebhookSender(webhooks=webhooks, client=Client(Guard(["127.0.0.0/8"])))
    channel = Channel(
        deliver=AsFewAsKeepUp(sender.deliver),
        concurrency=AT_ONCE,
        timeout=WEBHOOK_TIMEOUT,
        most_to_a_host=int(AT_ONCE * A_HOSTS_SHARE),
        has_threads=True,
    )
    signals = Signals()
    worker = Worker(database, signals, audience={Written.name: (webhooks.owed,)}, channels={WEBHOOK: channel})
    await signals.open(database)
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop, grace=0.1))
    try:
        yield
    finally:
        stop.set()
        await running
        await signals.close()


async def add(database: Database, receiver: Receiver) -> SpaceId:
    """A space whose webhook is there."""
    space, webhook = SpaceId(new_uuid()), new_uuid()
    async with database.transaction(System(space)) as tx:
        await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'personal', 'Ada')", [space])
        await tx.execute(
            """
            INSERT INTO webhooks (id, space_id, url, events, secret, created_by) VALUES (%s, %s, %s, '{*}', %s, %s)
            """,
            [
                webhook,
                space,
                f"http://127.0.0.1:{receiver.port}/",
                SEAL.close(signing.new_secret(), webhook.bytes),
                new_uuid(),
            ],
        )
    return space


async def write(database: Database, space: SpaceId, many: int) -> None:
    async with database.transaction(System(space)) as tx:
        for _ in range(many):
            await outbox.record(tx, Written(space_id=space, aggregate_id=new_uuid(), aggregate_version=1))


async def is_expanded(database: Database, space: SpaceId) -> bool:
    async with database.transaction(System(space)) as tx:
        return await tx.value("SELECT count(*) = 0 FROM facts WHERE expanded_at IS NULL")


async def until_came(receiver: Receiver, many: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while len(receiver.came) < many and time.monotonic() < deadline:
        await asyncio.sleep(0.02)


async def far(database: Database) -> bool:
    async with listening(FAR) as receiver:
        space = await add(database, receiver)
        await write(database, space, DUE)
        async with working(database):
            await until_came(receiver, DUE)
    took = receiver.came[-1] - receiver.came[0]
    print(f"far     {len(receiver.came)} told within {took:.1f} s, at most {receiver.most} at once", flush=True)
    return len(receiver.came) == DUE and took <= 10


async def steadily(database: Database, receiver: Receiver) -> list[float]:
    """So many a second; how late each came."""
    space = await add(database, receiver)
    written: list[float] = []
    for _ in range(A_SECOND * FOR_SECONDS):
        written.append(time.monotonic())
        await write(database, space, 1)
        await asyncio.sleep(1 / A_SECOND)
    await until_came(receiver, len(written))
    return [came - wrote for wrote, came in zip(written, receiver.came, strict=True)]


def told(name: str, waits: list[float], receiver: Receiver) -> float:
    cut = statistics.quantiles(waits, n=20)
    print(
        f"{name:7} {len(waits)} told, p50 {1e3 * cut[9]:.0f} ms, p95 {1e3 * cut[-1]:.0f} ms late, "
        f"at most {receiver.most} at once",
        flush=True,
    )
    return cut[-1]


async def near(database: Database) -> bool:
    async with listening(0) as receiver, working(database):
        told("near", await steadily(database, receiver), receiver)
    return receiver.most <= 2


async def hangs(database: Database) -> bool:
    async with listening(None) as hanging, listening(0) as well:
        space = await add(database, hanging)
        await write(database, space, DUE)
        async with working(database):
            while not await is_expanded(database, space):
                await asyncio.sleep(0.1)
            p95 = told("hangs", await steadily(database, well), well)
    print(f"        meanwhile {len(hanging.came)} of {DUE} were with the one that hangs, {hanging.most} at once")
    return p95 <= 1


async def run() -> bool:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        # Run by root, the server works under another account, which passes through here.
        folder.chmod(0o711)  # noqa: ASYNC240  # once
        with embedded.running(folder / "data") as cluster:
            migrate(cluster.owner_conninfo)
            signals = Signals()
            database = Database(cluster.app_conninfo, size=12, after_commit=signals)
            await database.open()
            await signals.open(database)
            ok = [await part(database) for part in (far, near, hangs)]
            await signals.close()
            await database.close()
    return all(ok)


if __name__ == "__main__":
    is_good = asyncio.run(run())
    print("bars:", "met" if is_good else "MISSED")
    sys.exit(0 if is_good else 1)

"""CHECKLIST 60: clocks that lie, made to by libfaketime (Debian's package of this name), counted at the sink.

The database is the embedded one with a clock of its own, which this script sets; workers are processes with another.

    python bench/clocks.py [skew] [back] [forward] [reminders] [summer]

skew       The product's worker five minutes ahead of the database, and then five behind it: 300 reminders due within
           ten seconds come once each, 99 % of them within two.
back       The database's clock is set back by an hour while 300 facts are told one by one, 20 wait for their second try
           and the worker is killed in the same moment: within a minute all are told, and at most one of them twice.
forward    It is put forward by five minutes while two workers have something in hand and room for more: each is told
           once.
reminders  It is set back by an hour and right again, and forward by five minutes and right again, while reminders go
           out: each comes once.
summer     Everybody's clock goes through the nights in which summer time begins and ends, a quarter of an hour at a
           time: of daily events at 01:45, 02:30 and 03:15 in Berlin each reminder comes once a night.
"""

import argparse
import asyncio
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import structlog
from aiosmtpd.smtp import SMTP
from reminders import MOST_LATE, Nursery, Sink, fill, late, p99

from kalends import wiring
from kalends.adapters.worker.channels import Channel, HandOver, OneByOne, RetryLater
from kalends.adapters.worker.worker import Worker
from kalends.core.actor import Person, System
from kalends.core.facts import Fact
from kalends.core.ids import CalendarId, PersonId, SessionId, SpaceId, new_uuid
from kalends.settings import load
from kalends.store import embedded, outbox
from kalends.store.database import Database, Stores, Transaction
from kalends.store.embedded.server import Place
from kalends.store.migrate import migrate
from kalends.store.outbox import Delivery, NewDelivery, RecordedFact
from kalends.store.signals import Signals

WHAT = ("skew", "back", "forward", "reminders", "summer")
LIBRARY = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
PRELOADED = {
    "LD_PRELOAD": str(LIBRARY),
    # As on a machine whose clock somebody sets.
    "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    "NO_FAKE_STAT": "1",
}
FIVE_MINUTES, HOUR = 300, 3600
LEASE = 8.0
PATIENCE = 60.0
FACTS, RETRIED, SLOW = 300, 20, 20
# Within that both workers look for more, and renew their leases.
SLOW_SECONDS = 5.0
# In real seconds, for a quarter of an hour of theirs: the worker's longest chore looks every second.
QUARTER_LASTS = 2.0
NIGHTS = {"begins": datetime(2026, 3, 28, 23, 30, tzinfo=UTC), "ends": datetime(2026, 10, 24, 23, 0, tzinfo=UTC)}
WALL_TIMES = ("014500", "023000", "031500")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Fact):
    name: ClassVar[str] = "bench.written"


@dataclass(frozen=True, slots=True)
class Clock:
    """Read anew by whoever is under it, each time they ask for the time, which makes them slow."""

    file: Path

    def set(self, seconds: float) -> None:
        """So much ahead of the machine's."""
        new = self.file.with_suffix(".new")
        new.write_text(f"{seconds:+.3f}\n")
        new.chmod(0o644)
        new.replace(self.file)

    @property
    def environment(self) -> dict[str, str]:
        return {**PRELOADED, "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1"}


@dataclass(frozen=True, slots=True)
class Skewed:
    """So many seconds ahead of the machine's, all the time."""

    seconds: int

    @property
    def environment(self) -> dict[str, str]:
        return {**PRELOADED, "FAKETIME": f"{self.seconds:+}"}


@contextmanager
def under(clock: Clock | Skewed | None) -> Iterator[None]:
    """Processes that are started meanwhile have this clock."""
    added = clock.environment if clock else {}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def make_clock(folder: Path) -> Clock:
    # Run by root, the server works under another account, which passes through here.
    folder.chmod(0o711)
    clock = Clock(folder / "clock")
    clock.set(0)
    return clock


COMMAND = Place.command


def put_under(clock: Clock | None) -> None:
    """The embedded servers that are started from now on. Not in the environment that they are given: libfaketime shares
    memory with whoever comes after it, and that must be the account's."""
    added = [f"{name}={value}" for name, value in clock.environment.items()] if clock else []
    Place.command = property(lambda place: ["/usr/bin/env", *added, *COMMAND.__get__(place)])


async def work(conninfo: str, told: str) -> None:
    # Without what is told of each first try.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    out = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def owed(tx: Transaction, fact: RecordedFact) -> list[NewDelivery]:
        return [NewDelivery(recipient="sink", channel=fact.data["channel"], max_attempts=50)]

    async def tell(one: Delivery, hand_over: HandOver) -> None:
        async with hand_over:
            os.write(out, f"{one.fact_id}\n".encode())
            await asyncio.sleep(0.015)

    async def refuse_first(one: Delivery, hand_over: HandOver) -> None:
        if one.attempt == 1:
            raise RetryLater(5, "not yet", has_answered=True)
        await tell(one, hand_over)

    async def be_slow(one: Delivery) -> None:
        os.write(out, f"{one.fact_id}\n".encode())
        await asyncio.sleep(SLOW_SECONDS)

    database, signals = Database(conninfo, size=8), Signals()
    await database.open()
    worker = Worker(
        database,
        signals,
        audience={Written.name: (owed,)},
        channels={
            "quick": Channel(deliver=OneByOne(tell)),
            "again": Channel(deliver=OneByOne(refuse_first)),
            "slow": Channel(deliver=be_slow, concurrency=SLOW),
        },
        lease=timedelta(seconds=LEASE),
    )
    await signals.open(database)
    await worker.run(asyncio.Event())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Written):
    channel: str


async def record(conninfo: str, channel: str, many: int) -> set[str]:
    database, space = Database(conninfo, size=2), SpaceId(new_uuid())
    await database.open()
    async with database.transaction(System(space)) as tx:
        facts = [
            await outbox.record(tx, Told(space_id=space, aggregate_id=new_uuid(), aggregate_version=1, channel=channel))
            for _ in range(many)
        ]
    await database.close()
    return {str(one) for one in facts}


def start(conninfo: str, told: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, __file__, "--worker", conninfo, str(told)])


def lines(file: Path) -> list[str]:
    return file.read_text().split() if file.exists() else []


async def until_told(told: Path, wanted: set[str]) -> float:
    began = time.monotonic()
    while not wanted <= set(lines(told)) and time.monotonic() < began + PATIENCE:
        await asyncio.sleep(0.1)
    return time.monotonic() - began


def judge(name: str, told: Path, wanted: set[str], most_repeats: int, seconds: float) -> bool:
    came = lines(told)
    lost, repeats = len(wanted - set(came)), len(came) - len(set(came))
    print(f"{name:10} {len(wanted)} facts: lost {lost}, repeats {repeats}, all told after {seconds:.1f} s", flush=True)
    return lost == 0 and repeats <= most_repeats


async def back(conninfo: str, clock: Clock, folder: Path) -> bool:
    told = folder / "back"
    workers = [start(conninfo, told)]
    try:
        await asyncio.sleep(3)
        wanted = await record(conninfo, "quick", FACTS) | await record(conninfo, "again", RETRIED)
        await asyncio.sleep(2)
        clock.set(-HOUR)
        workers[0].kill()
        workers.append(start(conninfo, told))
        wanted |= await record(conninfo, "quick", FACTS // 10)
        seconds = await until_told(told, wanted)
        await asyncio.sleep(LEASE)
    finally:
        for one in workers:
            one.kill()
            one.wait()
    return judge("back", told, wanted, 1, seconds)


async def forward(conninfo: str, clock: Clock, folder: Path) -> bool:
    told = folder / "forward"
    workers = [start(conninfo, told) for _ in range(2)]
    try:
        # Long enough for each to have heard the clock.
        await asyncio.sleep(3)
        wanted = await record(conninfo, "slow", SLOW)
        await asyncio.sleep(1)
        clock.set(FIVE_MINUTES)
        wanted |= await record(conninfo, "quick", FACTS // 10)
        seconds = await until_told(told, wanted)
        await asyncio.sleep(LEASE)
    finally:
        for one in workers:
            one.kill()
            one.wait()
    return judge("forward", told, wanted, 0, seconds)


@dataclass(frozen=True, slots=True)
class Post:
    """Where the reminders come, and whose worker sends them."""

    sink: Sink
    port: int
    admin: str
    app: str
    folder: Path

    @contextmanager
    def working(self, clock: Clock | Skewed | None) -> Iterator[None]:
        self.sink.came.clear()
        with under(clock):
            nursery = Nursery.open(self.app, self.port, self.folder / "handed", 0, 20)
        try:
            yield
        finally:
            nursery.close()

    async def came(self, many: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.sink.count < many and time.monotonic() < deadline:
            await asyncio.sleep(0.2)
        await asyncio.sleep(5)

    def judge(self, name: str, many: int, tag: str) -> bool:
        often = Counter(len(came) for who, came in self.sink.came.items() if who.startswith(tag))
        print(f"{name:10} {many} reminders: {often.total()} came, so often so many: {dict(often)}", flush=True)
        return often == {1: many}


async def skew(post: Post) -> bool:
    ok = True
    for ahead in (FIVE_MINUTES, -FIVE_MINUTES):
        with post.working(Skewed(ahead)):
            due = fill(post.admin, 300, time.time() + 15, 10, f"skew{ahead}")
            await post.came(300)
        first = {who: came[0][0] for who, came in post.sink.came.items()}
        ok = post.judge(f"skew {ahead:+}", 300, "skew") and p99(due, first) <= MOST_LATE and ok
        print(f"           late by {late(due, first)}")
    return ok


async def reminders(post: Post, clock: Clock) -> bool:
    ok = True
    for by in (-HOUR, FIVE_MINUTES):
        with post.working(None):
            fill(post.admin, 300, time.time() + 15, 10, f"set{by}")
            await asyncio.sleep(20)
            clock.set(by)
            await asyncio.sleep(10)
            clock.set(0)
            await post.came(300)
        ok = post.judge(f"set {by:+}", 300, "set") and ok
    return ok


async def put_events(conninfo: str, night: str) -> None:
    """A person for each of the wall times, with an event each day."""
    settings = load({"telemetry.log_level": "error"}, environ={"KALENDS_ENV": "test"}).settings
    house = wiring.build(settings, b"m" * 32, Stores(owner=conninfo, app=conninfo, act_as=None), service="worker")
    async with house.open():
        for wall in WALL_TIMES:
            space, person, session, calendar = SpaceId(new_uuid()), new_uuid(), new_uuid(), new_uuid()
            name = f"{night}-{wall}"
            async with house.database.transaction(System(space)) as tx:
                await tx.execute("INSERT INTO spaces (id, kind, name) VALUES (%s, 'personal', 'Ada')", [space])
                await tx.execute(
                    """
                    INSERT INTO people (
                        id, space_id, username, username_skeleton, email, email_key, email_verified_at, name, zone
                    )
                    VALUES (
                        %(person)s, %(space)s, %(name)s, %(name)s, %(name)s || '@example.com',
                        %(name)s || '@example.com', now(), 'Ada', 'Europe/Berlin'
                    )
                    """,
                    {"person": person, "space": space, "name": name},
                )
                await tx.execute(
                    "INSERT INTO memberships (space_id, person_id, role) VALUES (%s, %s, 'owner')", [space, person]
                )
                await tx.execute(
                    """
                    INSERT INTO sessions (id, space_id, person_id, kind, expires_at)
                    VALUES (%s, %s, %s, 'token', now() + interval '1 hour')
                    """,
                    [session, space, person],
                )
                await tx.execute(
                    """
                    INSERT INTO calendars (id, space_id, slug, name, zone, is_default)
                    VALUES (%s, %s, 'c', 'C', 'Europe/Berlin', true)
                    """,
                    [calendar, space],
                )
            day = f"{NIGHTS[night] - timedelta(days=3):%Y%m%d}"
            content = (
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ada//Pen//EN\r\nBEGIN:VEVENT\r\n"
                f"UID:{name}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:{day}T{wall}\r\n"
                "DURATION:PT10M\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Tea\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
                "DESCRIPTION:Tea\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            )
            await house.services.events.put(
                Person(PersonId(person), SessionId(session)), CalendarId(calendar), "tea.ics", content.encode()
            )


async def summer(post: Post, clock: Clock) -> bool:
    ok = True
    for night, begins in NIGHTS.items():
        clock.set(begins.timestamp() - time.time())
        with under(clock):
            putting = await asyncio.create_subprocess_exec(sys.executable, __file__, "--events", post.app, night)
            assert await putting.wait() == 0
        with post.working(clock):
            await asyncio.sleep(5)
            for quarter in range(1, 17):
                at = begins + timedelta(minutes=15) * quarter
                clock.set(at.timestamp() - time.time())
                await asyncio.sleep(QUARTER_LASTS)
            await post.came(len(WALL_TIMES))
        ok = post.judge(f"it {night}", len(WALL_TIMES), night) and ok
    return ok


async def run(what: list[str]) -> bool:
    sink, ok = Sink(), True
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(sink, hostname="localhost"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for part in what:
        with ExitStack() as stack:
            folder = Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix="kalends-bench-", ignore_cleanup_errors=True))
            )
            clock = make_clock(folder)
            put_under(None if part == "skew" else clock)
            cluster = stack.enter_context(embedded.running(folder / "data"))
            migrate(cluster.owner_conninfo)
            app = cluster.app_conninfo
            post = Post(sink, port, cluster.address.superuser_conninfo, app, folder)
            match part:
                case "skew":
                    ok = await skew(post) and ok
                case "back":
                    ok = await back(app, clock, folder) and ok
                case "forward":
                    ok = await forward(app, clock, folder) and ok
                case "reminders":
                    ok = await reminders(post, clock) and ok
                case _:
                    ok = await summer(post, clock) and ok
    server.close()
    return ok


def main() -> int:
    roles = {"--worker": work, "--events": put_events}
    if sys.argv[1:2] and sys.argv[1] in roles:
        asyncio.run(roles[sys.argv[1]](*sys.argv[2:]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", choices=(*WHAT, "all"), default="all")
    chosen = parser.parse_args()
    if not LIBRARY.exists():
        print("libfaketime is missing: apt-get install libfaketime")
        return 1
    is_good = asyncio.run(run(list(WHAT) if "all" in chosen.what else chosen.what))
    print("clocks:", "kept" if is_good else "BROKE A PROMISE")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

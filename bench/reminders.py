"""CHECKLIST 60, 62 in the large: 10,000 reminders due in one minute, and a worker killed again and again meanwhile.

The product's own worker, as `wiring` assembles it, on an embedded PostgreSQL, and an SMTP server that takes what comes.

    python bench/reminders.py [lateness] [instant] [kills] [--reminders 10000] [--kills 200] [--at-once 20]

lateness  From when a reminder is due until one of the mail channel's runners, which are what limits it, takes it up,
          and until the sink has the mail; p99 of the first at most 2 s.
instant   The same with all due at one instant, for the figure alone.
kills     kill -9 at random points, at least 200; counted at the sink: nothing is lost, there is at most one repeat
          a kill, and each repeat has the Message-ID of what it repeats.
"""

import argparse
import asyncio
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import live
import psycopg
import uvloop
from aiosmtpd.smtp import SMTP

from kalends import frontage, wiring
from kalends.adapters.worker.channels import HandOver, OneByOne
from kalends.features.calendars.events.domain import TZDATA
from kalends.features.notices.domain import MAIL
from kalends.processes import stand_back
from kalends.settings import load
from kalends.store import embedded
from kalends.store.database import Stores
from kalends.store.migrate import migrate
from kalends.store.outbox import Delivery
from kalends.telemetry import configure_logging

DATABASE = "kalends_reminders"
WHAT = ["lateness", "instant", "kills"]
MOST_LATE = 2.0
MINUTE = 60.0
# A life of the worker between two kills, in seconds.
LIVES = (0.1, 1.2)
LEASE = 2
PATIENCE = 180.0
OBJECT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ada//Pen//EN\r\nBEGIN:VEVENT\r\nUID:e\r\nDTSTART:",
    "\r\nDURATION:PT50M\r\nSUMMARY:Lunch\r\nBEGIN:VALARM\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n",
)


@dataclass
class Sink:
    """What came, by address: when, and under which Message-ID."""

    came: dict[str, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        head = message_from_bytes(envelope.content.partition(b"\r\n\r\n")[0])
        self.came[parseaddr(str(head["To"]))[1]].append((time.time(), str(head["Message-ID"])))
        return "250 OK"

    @property
    def count(self) -> int:
        return len(self.came)


def fill(conninfo: str, many: int, first: float, seconds: float, tag: str) -> dict[str, float]:
    """So many people, each with an event whose alarm is due between `first` and so many seconds later; answers when,
    by address."""
    rng = random.Random(7)
    due = [first + rng.random() * seconds for _ in range(many)]
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SET TIME ZONE 'UTC'")
        connection.execute("CREATE TEMP TABLE given (n bigint, due timestamptz)")
        with connection.cursor().copy("COPY given FROM STDIN") as copy:
            for number, at in enumerate(due):
                copy.write_row(
                    [number, time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(at)) + f"{at % 1:.6f}"[1:] + "+00"]
                )
        connection.execute(
            """
            CREATE TEMP TABLE made AS
            SELECT n, due, gen_random_uuid() AS space, gen_random_uuid() AS person, gen_random_uuid() AS calendar,
                gen_random_uuid() AS event
            FROM given
            """
        )
        connection.execute("INSERT INTO spaces (id, kind, name) SELECT space, 'personal', 'Ada' FROM made")
        name = f"{tag}-"
        connection.execute(
            """
            INSERT INTO people (
                id, space_id, username, username_skeleton, email, email_key, email_verified_at, name, zone
            )
            SELECT person, space, %(name)s || n, %(name)s || n, %(name)s || n || '@example.com',
                %(name)s || n || '@example.com', now(), 'Ada', 'Europe/Berlin' FROM made
            """,
            {"name": name},
        )
        connection.execute(
            """
            INSERT INTO calendars (id, space_id, slug, name, zone, is_default)
            SELECT calendar, space, 'c', 'C', 'UTC', true FROM made
            """
        )
        connection.execute(
            """
            INSERT INTO events (
                id, space_id, calendar_id, name, uid, kind, object, etag, summary, is_all_day, is_recurring, tzdata,
                templates, changed_in
            )
            SELECT event, space, calendar, 'e.ics', 'e', 'VEVENT',
                convert_to(%s || to_char(due + interval '10 minutes', 'YYYYMMDD"T"HH24MISS"Z"') || %s, 'UTF8'),
                '', 'Lunch', false, false, %s, '{""}', 1
            FROM made
            """,
            [*OBJECT, TZDATA],
        )
        connection.execute(
            """
            INSERT INTO occurrences (
                space_id, calendar_id, event_id, recurrence_id, starts_at, ends_at, is_busy, template
            )
            SELECT space, calendar, event, '', due + interval '10 minutes', due + interval '1 hour', true, 0 FROM made
            """
        )
        connection.execute(
            """
            INSERT INTO alarms (event_id, space_id, person_id, recurrence_id, alarm_at, mail_at, is_paged)
            SELECT event, space, person, '', due, due, true FROM made
            """
        )
        connection.execute("ANALYZE")
    return {f"{name}{number}@example.com": at for number, at in enumerate(due)}


async def work(conninfo: str, port: int, handed: str, at_once: int) -> None:
    """The product's worker, as far back as it stands; notes when each delivery came to the mail channel."""
    settings = load(
        {
            "mail.transport": "smtp",
            "mail.host": "127.0.0.1",
            "mail.port": str(port),
            "mail.security": "plain",
            "worker.lease": str(LEASE),
            "channels.mail_at_once": str(at_once),
            "telemetry.log_level": "info",
        },
        environ={"KALENDS_ENV": "test"},
    ).settings
    stand_back(settings.worker.nice)
    # Into a file: standard output is the nursery's pipe, which nobody empties, and a full one holds the worker up.
    configure_logging(settings.telemetry, "worker", Path(f"{handed}.log").open("a"))  # noqa: ASYNC230, SIM115  # for life
    house = wiring.build(settings, b"m" * 32, Stores(owner=conninfo, app=conninfo, act_as=None), service="worker")
    post = wiring.post_of(settings.mail)
    worker = wiring.worker_of(house, post)
    lane = worker.deliverer._lanes[MAIL]
    out = os.open(handed, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    assert isinstance(lane.channel.deliver, OneByOne)
    lane.channel = replace(lane.channel, deliver=OneByOne(noting(lane.channel.deliver.deliver, out)))
    async with house.open():
        await worker.run(asyncio.Event())


def noting(
    deliver: Callable[[Delivery, HandOver], Awaitable[None]], out: int
) -> Callable[[Delivery, HandOver], Awaitable[None]]:
    async def noted(one: Delivery, hand_over: HandOver) -> None:
        os.write(out, f"{one.recipient} {time.time()}\n".encode())
        await deliver(one, hand_over)

    return noted


def nursery(conninfo: str, port: int, handed: str, kills: int, at_once: int) -> None:
    """Starts workers as forks, so that a start costs no imports; kills each but the last, which lives until told."""
    # What a worker loads lazily is loaded once, here.
    frontage.openapi()
    rng = random.Random(3)
    for number in range(kills + 1):
        child = os.fork()
        if child == 0:
            uvloop.run(work(conninfo, port, handed, at_once))
            os._exit(0)
        if number < kills:
            time.sleep(rng.uniform(*LIVES))
        else:
            print("done", flush=True)
            sys.stdin.read()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


@dataclass
class Nursery:
    process: "subprocess.Popen[bytes]"

    @classmethod
    def open(cls, conninfo: str, port: int, handed: Path, kills: int, at_once: int) -> "Nursery":
        command = [sys.executable, __file__, "nursery", conninfo, str(port), str(handed), str(kills), str(at_once)]
        return cls(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))

    async def all_killed(self) -> None:
        out = self.process.stdout
        assert out is not None
        await asyncio.to_thread(out.readline)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()


async def until(sink: Sink, many: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while sink.count < many and time.monotonic() < deadline:
        await asyncio.sleep(0.2)


def late(due: dict[str, float], seen: dict[str, float]) -> str:
    found = sorted(at - due[who] for who, at in seen.items() if who in due)
    cut = statistics.quantiles(found, n=100)
    return f"p50 {cut[49]:.2f} s, p95 {cut[94]:.2f} s, p99 {cut[98]:.2f} s, most {found[-1]:.2f} s"


def p99(due: dict[str, float], seen: dict[str, float]) -> float:
    return statistics.quantiles((at - due[who] for who, at in seen.items() if who in due), n=100)[98]


def handed_over(conninfo: str, file: Path) -> dict[str, float]:
    """When each address was first handed to the channel."""
    with psycopg.connect(conninfo) as connection:
        address = dict(connection.execute("SELECT id::text, email FROM people").fetchall())
    first: dict[str, float] = {}
    for line in file.read_text().splitlines():
        person, at = line.split()
        first.setdefault(address[person], float(at))
    return first


async def lateness(
    admin: str, app: str, port: int, sink: Sink, handed: Path, many: int, seconds: float, at_once: int
) -> bool:
    sink.came.clear()
    keeper = Nursery.open(app, port, handed, 0, at_once)
    await keeper.all_killed()
    due = fill(admin, many, time.time() + 12, seconds, "late")
    before = live.cpu_seconds(keeper.process.pid)
    await until(sink, many)
    spent = live.cpu_seconds(keeper.process.pid) - before
    keeper.close()
    over = handed_over(admin, handed)
    print(
        f"{many} reminders due within {seconds:.0f} s: {sink.count} came; "
        f"the worker's CPU time {1e3 * spent / many:.2f} ms each"
    )
    print(f"   due until handed to the channel: {late(due, over)}")
    print(f"   due until the sink had it:       {late(due, {who: came[0][0] for who, came in sink.came.items()})}")
    return sink.count == many and (seconds == 0 or p99(due, over) <= MOST_LATE)


async def killing(
    admin: str, app: str, port: int, sink: Sink, handed: Path, many: int, kills: int, at_once: int
) -> bool:
    sink.came.clear()
    span = kills * sum(LIVES) / 2
    fill(admin, many, time.time() + 5, span, "killed")
    keeper = Nursery.open(app, port, handed, kills, at_once)
    await keeper.all_killed()
    await until(sink, many)
    # What a dead worker held comes back with its lease.
    await asyncio.sleep(2 * LEASE)
    keeper.close()
    with psycopg.connect(admin) as connection:
        [(buried,)] = connection.execute("SELECT count(*) FROM dead_letters").fetchall()
        [(page,)] = connection.execute("SELECT count(*) FROM notices").fetchall()
    repeats = sum(len(came) - 1 for came in sink.came.values())
    other = sum(len({message for _, message in came}) - 1 for came in sink.came.values())
    often = Counter(len(came) for came in sink.came.values())
    print(
        f"{many} reminders over {span:.0f} s, {kills} kills: {sink.count} came, {many - sink.count} lost, "
        f"{buried} given up"
    )
    print(
        f"   {repeats} repeats ({repeats / kills:.2f} a kill), {other} of them under another Message-ID; "
        f"so often came so many: {dict(often)}"
    )
    print(f"   {page} notices on pages")
    return sink.count == many and repeats <= kills and other == 0 and buried == 0


async def main(what: list[str], many: int, kills: int, at_once: int) -> int:
    sink, ok = Sink(), True
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(sink, hostname="localhost"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="kalends-bench-", ignore_cleanup_errors=True))
        )
        folder.chmod(0o711)  # noqa: ASYNC240  # once
        address = stack.enter_context(embedded.running(folder / "data")).address
        for part in what:
            name = f"{DATABASE}_{part}"
            with psycopg.connect(address.superuser_conninfo, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name} OWNER kalends_owner")
            migrate(address.conninfo("kalends_owner", name))
            admin = psycopg.conninfo.make_conninfo(address.superuser_conninfo, dbname=name)
            app = address.conninfo("kalends_app", name)
            match part:
                case "lateness":
                    ok = await lateness(admin, app, port, sink, folder / part, many, MINUTE, at_once) and ok
                case "instant":
                    ok = await lateness(admin, app, port, sink, folder / part, many, 0.0, at_once) and ok
                case _:
                    ok = await killing(admin, app, port, sink, folder / part, many, kills, at_once) and ok
    server.close()
    print("passed" if ok else "FAILED")
    return 0 if ok else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["nursery"]:
        nursery(sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5]), int(sys.argv[6]))
        sys.exit(0)
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", choices=(*WHAT, "all"), default="all")
    parser.add_argument("--reminders", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=20, help="mails under way at once, channels.mail_at_once")
    chosen = parser.parse_args()
    sys.exit(
        asyncio.run(main(WHAT if "all" in chosen.what else chosen.what, chosen.reminders, chosen.kills, chosen.at_once))
    )

"""Imports at the floor of services: how fast a large file is kept, in how much memory, and what others wait.

    python bench/imports.py [--megabytes 10]

While the worker's part runs, somebody puts events into the same calendar. Then the whole is done again in a process
that is killed (SIGKILL) over and over: all must be there once. Bars: 40 MiB beside the start, no put above half a
second, nothing lost or doubled.
"""

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from uuid import UUID

from kalends.core.actor import System
from kalends.core.clock import system_clock
from kalends.core.ids import CalendarId, ImportId, SpaceId
from kalends.features.calendars.domain import NewCalendar
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.imports.keeping import Importer
from kalends.features.calendars.imports.repository import ToCarryOn
from kalends.features.calendars.imports.service import Imports
from kalends.features.calendars.service import Calendars
from kalends.store import embedded
from kalends.store.database import Database
from kalends.store.migrate import migrate

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.features.calendars.diary import calendar_of, event
from tests.features.meetings.town import Inhabitant, Town

MOST_MEMORY, MOST_WAIT = 40 * 2**20, 0.5
# Seconds between two lines about a large file.
SHOW_EVERY = 20.0
# Seconds after which the worker is killed, again and again.
LIVES = 1.5
MOST_KILLS = 15


async def file_of(many: int) -> AsyncIterator[bytes]:
    yield b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ada//Pen//EN\r\n"
    for number in range(many):
        yield one_event(number)
    yield b"END:VCALENDAR\r\n"


def one_event(number: int) -> bytes:
    start = f"DTSTART:2026{number % 12 + 1:02}{number % 28 + 1:02}T{number % 24:02}0000Z"
    text = event(start, "DURATION:PT1H", f"SUMMARY:Event {number}", "DESCRIPTION:" + "words " * 40, uid=f"u{number}")
    return text.replace("\n", "\r\n").encode() + b"\r\n"


async def upload(imports: Imports, ada: Inhabitant, diary: CalendarId, many: int) -> ToCarryOn:
    one = await imports.bring(ada.actor, diary, None, file_of(many))
    return ToCarryOn(id=one.id, space_id=one.space_id)


async def carry_through(importer: Importer, which: ToCarryOn) -> None:
    while await importer.step(which):
        pass


async def put_meanwhile(
    events: Events, ada: Inhabitant, diary: CalendarId, done: asyncio.Task[None], show: Callable[[], Awaitable[None]]
) -> list[float]:
    """How long each took; what becomes of a large file is shown on the way."""
    took: list[float] = []
    shown = time.perf_counter()
    while not done.done():
        if time.perf_counter() - shown > SHOW_EVERY:
            print(f"  longest put {max(took) * 1e3:.0f} ms, ", end="")
            await show()
            shown = time.perf_counter()
        began = time.perf_counter()
        content = calendar_of(event("DTSTART:20260114T120000Z", uid=f"mine-{len(took)}"))
        await events.put(ada.actor, diary, f"mine-{len(took)}.ics", content)
        took.append(time.perf_counter() - began)
        await asyncio.sleep(0.1)
    return took


async def measured(conninfo: str, many: int) -> bool:
    database = Database(conninfo)
    await database.open()
    imports, importer = Imports(db=database, clock=system_clock), Importer(db=database, clock=system_clock)
    events, calendars = Events(db=database, clock=system_clock), Calendars(db=database, clock=system_clock)
    ada = await Town(db=database).settle("Ada")
    diary = (await calendars.list_mine(ada.actor))[0].calendar.id
    before = peak()
    began = time.perf_counter()
    which = await upload(imports, ada, diary, many)
    sent = time.perf_counter() - began
    began = time.perf_counter()
    work = asyncio.create_task(carry_through(importer, which))

    async def show() -> None:
        so_far = (await imports.see(ada.actor, diary, which.id)).of.added
        print(f"{so_far} objects after {time.perf_counter() - began:.0f} s", flush=True)

    waits = await put_meanwhile(events, ada, diary, work, show)
    took = time.perf_counter() - began
    grown = peak() - before
    report = (await imports.see(ada.actor, diary, which.id)).of
    print(f"{report.received / 2**20:.1f} MiB, {report.added} objects: sent in {sent:.1f} s, kept in {took:.1f} s")
    print(f"{report.added / took:.0f} objects/s; {grown / 2**20:.0f} MiB beside the start; puts meanwhile: ", end="")
    print(f"{len(waits)}, median {sorted(waits)[len(waits) // 2] * 1e3:.0f} ms, longest {max(waits) * 1e3:.0f} ms")
    other = await calendars.add(ada.actor, NewCalendar(name="Killed"))
    killed = await upload(imports, ada, other.id, many // 5)
    kills = await asyncio.to_thread(kill_over_and_over, conninfo, killed)
    after = (await imports.see(ada.actor, other.id, killed.id)).of
    names = len(await events.list_names(ada.actor, other.id))
    token = (await calendars.see(ada.actor, other.id)).sync_token
    print(f"killed {kills} times: {names} objects of {many // 5}, {after.added} counted, sync token {token}")
    await database.close()
    is_whole = after.finished_at is not None and names == after.added == token == many // 5
    return report.added == many and grown <= MOST_MEMORY and max(waits) <= MOST_WAIT and is_whole


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def kill_over_and_over(conninfo: str, which: ToCarryOn) -> int:
    """Answers how often the work had to be killed before it was done."""
    command = [sys.executable, __file__, "--work", conninfo, str(which.id), str(which.space_id)]
    for kills in range(MOST_KILLS):
        worker = subprocess.Popen(command)  # ourselves
        try:
            worker.wait(timeout=LIVES + kills * 0.3)
            return kills
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
    subprocess.run(command, check=True)
    return MOST_KILLS


async def work(conninfo: str, import_id: str, space_id: str) -> None:
    database = Database(conninfo)
    await database.open()
    which = ToCarryOn(id=ImportId(UUID(import_id)), space_id=SpaceId(UUID(space_id)))
    importer, is_over = Importer(db=database, clock=system_clock), False
    while not is_over:
        # As the worker does: whoever was killed holds the row until PostgreSQL has noticed.
        await carry_through(importer, which)
        await asyncio.sleep(0.1)
        async with database.transaction(System(which.space_id)) as tx:
            is_over = await tx.value("SELECT finished_at IS NOT NULL FROM imports WHERE id = %s", [which.id])
    await database.close()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--work", nargs=3)
    given = parser.parse_args()
    if given.work:
        asyncio.run(work(*given.work))
        return 0
    many = int(given.megabytes * 2**20 / len(one_event(1000)))
    with tempfile.TemporaryDirectory(prefix="kalends-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        with embedded.running(Path(folder) / "data") as cluster:
            migrate(cluster.address.conninfo("kalends_owner", "kalends"))
            kept = asyncio.run(measured(cluster.address.conninfo("kalends_app", "kalends"), many))
    print("kept" if kept else "BROKEN")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

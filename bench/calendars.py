"""Calendars at the floor of services, row-level security on: what the index makes of 1,000 and 10,000 events.

    python bench/calendars.py [--events 10000]

Nine in ten are single, one in ten is weekly for a year, spread over two years; the window is one month. Bars: what
answers much the same costs at most 1.5 times as much in the large calendar; busy times of 50 people for a month at
most 50 ms.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from kalends.core.actor import Role
from kalends.core.ids import CalendarId
from kalends.core.time import Interval
from kalends.features.calendars.busy import BusyTimes
from kalends.features.calendars.domain import NewCalendar
from kalends.features.calendars.events.lists import EventLists
from kalends.features.calendars.events.service import Events
from kalends.features.calendars.service import Calendars
from kalends.store import embedded
from kalends.store.database import Database
from kalends.store.migrate import migrate

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.features.calendars.diary import calendar_of, event
from tests.features.meetings.town import Inhabitant, Town

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
MONTH = Interval(datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))
DAY = Interval(datetime(2026, 2, 10, tzinfo=UTC), datetime(2026, 2, 11, tzinfo=UTC))
SMALL = 1_000
PEOPLE = 50
MOST_GROWTH, MOST_BUSY = 1.5, 0.05


def now() -> datetime:
    return NOW


def content(number: int, many: int) -> bytes:
    start = NOW - timedelta(days=365) + timedelta(minutes=number * (730 * 1440 // many))
    lines = [f"DTSTART:{start:%Y%m%dT%H%M%SZ}", "DURATION:PT45M", f"SUMMARY:Event {number}"]
    if number % 10 == 0:
        lines.append("RRULE:FREQ=WEEKLY;COUNT=52")
    return calendar_of(event(*lines, uid=f"uid-{number}"))


async def median(times: int, question: Callable[[int], Awaitable[object]]) -> float:
    took: list[float] = []
    for number in range(times):
        began = time.perf_counter()
        await question(number)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


async def measure(
    database: Database, events: Events, calendars: Calendars, ada: Inhabitant, diary: CalendarId, many: int
) -> dict[str, float]:
    lists = EventLists(db=database, clock=now)

    async def put_new(number: int) -> None:
        await events.put(ada.actor, diary, f"new-{number}.ics", content(many * 10 + 1 + number * 10, many * 100))

    async def sync_after_one(number: int) -> None:
        assert len((await calendars.changes(ada.actor, diary, token - 1)).items) == 1

    took = {"PUT new": await median(100, put_new)}
    # The calendar's own: what changed comes in pages, and ends with the token of the page.
    token = (await calendars.see(ada.actor, diary)).sync_token
    # The first plan of a table that has just grown is a guess.
    took |= {
        "GET": await median(100, lambda n: events.get(ada.actor, diary, f"{n}.ics")),
        "50 by name": await median(30, lambda _: events.list_named(ada.actor, diary, [f"{n}.ics" for n in range(50)])),
        "sync after one change": await median(100, sync_after_one),
        "a day": await median(50, lambda _: events.list_between(ada.actor, diary, DAY)),
        "a month": await median(20, lambda _: events.list_between(ada.actor, diary, MONTH)),
        "search for one": await median(20, lambda n: lists.search(ada.actor, f"event {n * 7 + 100}", limit=20)),
        "search for what all have": await median(5, lambda _: lists.search(ada.actor, "event", limit=20)),
        "all names": await median(5, lambda _: events.list_names(ada.actor, diary)),
    }
    return took


async def fill(events: Events, who: Inhabitant, diary: CalendarId, many: int) -> None:
    numbers = iter(range(many))

    async def one() -> None:
        for number in numbers:
            await events.put(who.actor, diary, f"{number}.ics", content(number, many))

    await asyncio.gather(*(one() for _ in range(4)))


async def run(conninfo: str, owner: str, many: int) -> bool:
    database = Database(conninfo)
    await database.open()
    town = Town(db=database)
    events, calendars = Events(db=database, clock=now), Calendars(db=database, clock=now)
    results: dict[int, dict[str, float]] = {}
    sizes = (SMALL, many)
    for size in sizes:
        ada = await town.settle("Ada")
        diary = (await calendars.list_mine(ada.actor))[0].calendar.id
        began = time.perf_counter()
        await fill(events, ada, diary, size)
        print(f"{size} events put in {time.perf_counter() - began:.1f} s, four at once", flush=True)
        await analyse(owner)
        results[size] = await measure(database, events, calendars, ada, diary, size)
    people = [await busy_person(town, events, calendars) for _ in range(PEOPLE)]
    space = await town.found(**{f"p{n}": (one, Role.MEMBER) for n, one in enumerate(people)})
    await analyse(owner)
    times = BusyTimes(db=database, clock=now)
    ids = [one.actor.id for one in people]
    busy = await median(20, lambda _: times.of(people[0].actor, ids, MONTH))
    known = len(await times.of(people[0].actor, ids, MONTH))
    await database.close()
    assert space and known == PEOPLE
    return report(results, sizes, busy)


async def busy_person(town: Town, events: Events, calendars: Calendars) -> Inhabitant:
    one = await town.settle("Grace")
    diary = (await calendars.list_mine(one.actor))[0].calendar.id
    work = await calendars.add(one.actor, NewCalendar(name="Work"))
    for number in range(6):
        daily = event(f"DTSTART:20260105T{number + 9:02}0000Z", "DURATION:PT30M", "RRULE:FREQ=DAILY", uid=str(number))
        await events.put(one.actor, work.id if number % 2 else diary, f"{number}.ics", calendar_of(daily))
    return one


async def analyse(owner: str) -> None:
    async with await psycopg.AsyncConnection.connect(owner, autocommit=True) as connection:
        await connection.execute("ANALYZE events, occurrences, calendar_changes, calendars, people")


def report(results: dict[int, dict[str, float]], sizes: tuple[int, int], busy: float) -> bool:
    print(f"\n{'median, milliseconds':24}" + "".join(f"{size:>12}" for size in sizes) + f"{'ratio':>8}")
    grown: list[str] = []
    for name, small in results[sizes[0]].items():
        large = results[sizes[1]][name]
        # These answer ten times as much where there is ten times as much.
        is_fixed = name not in ("a day", "a month", "search for what all have", "all names")
        if is_fixed and large > small * MOST_GROWTH:
            grown.append(name)
        print(f"{name:24}{small * 1e3:12.2f}{large * 1e3:12.2f}{large / small:8.1f}" + ("" if is_fixed else "  *"))
    print("* the answer grows as well")
    print(f"busy times of {PEOPLE} people for a month: {busy * 1e3:.1f} ms, where {MOST_BUSY * 1e3:.0f} are the most")
    print(f"{'kept' if not grown and busy <= MOST_BUSY else 'BROKEN: ' + (', '.join(grown) or 'busy times')}")
    return not grown and busy <= MOST_BUSY


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=10_000)
    many = parser.parse_args().events
    with tempfile.TemporaryDirectory(prefix="kalends-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        with embedded.running(Path(folder) / "data") as cluster:
            owner = cluster.address.conninfo("kalends_owner", "kalends")
            migrate(owner)
            kept = asyncio.run(run(cluster.address.conninfo("kalends_app", "kalends"), owner, many))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

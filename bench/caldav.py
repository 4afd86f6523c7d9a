"""CalDAV beside its peers, in one run: Kalends (by device password, behind its walls), Radicale, Xandikos.

    python bench/caldav.py [--sizes 100,1000,10000,100000] [--seconds 3]

Calendars of 100, 1,000, 10,000 and 100,000 events, nine in ten single and one in ten weekly for a year, spread over
two years; the window is one month. The servers take turns at each operation. Radicale and Xandikos get their events as
files, since putting 10,000 into them takes hours, and are left out beyond 10,000; Kalends gets more than 1,000 as rows.

Bars, as ratios of this run, against the better of the two: at 1,000 nothing slower (a GET at most twice), PUT 5 times
as fast, the month expanded 5 times, sync after one change 4 times; at 10,000 PUT 50 times, the month expanded and busy
times 80 times. What answers as much in every calendar costs at 100,000 at most 1.5 times what it costs at 1,000.
Memory beside the database at most 150 MiB. Aims, on a quiet machine: a PUT in 6 ms and 400 a second by 16 clients, a
sync after one change in 3 ms, the month expanded at 10,000 in 60 ms.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import live
from caldav_client import Answer, Client
from caldav_fill import fill
from conformance import TOOLS
from suites.kit import Kit
from suites.target import USER, kalends, radicale

KALENDS, RADICALE, XANDIKOS = "kalends", "radicale", "xandikos"
XANDIKOS_PACKAGE = "xandikos==0.4.10"
BEGIN = datetime(2025, 1, 5, 9, tzinfo=UTC)
MONTH = ("20260201T000000Z", "20260301T000000Z")
AT_ONCE = 16
MOST_TIMES = 30
# Beyond this the peers take minutes for one answer.
LARGEST_FOR_PEERS = 10_000
LARGEST_BY_PUT = 1_000
MOST_GROWTH, MOST_MEMORY = 1.5, 150
# What answers much the same however large the calendar is.
FIXED = ("PUT new", "GET", "multiget of 50", "query of 20", "by UID", "sync after one change")
# By how many times ours must be faster than the better peer, at so many events.
BARS: Mapping[int, Mapping[str, float]] = {
    1_000: {"PUT new": 5, "month expanded": 5, "sync after one change": 4, "GET": 0.5},
    10_000: {"PUT new": 50, "month expanded": 80, "free-busy": 80},
}
# Milliseconds, as orientation: by how large the calendar is and what is asked.
AIMS: Mapping[int, Mapping[str, float]] = {
    1_000: {"PUT new": 6, f"PUT new, {AT_ONCE} at once": 2.5, "sync after one change": 3},
    10_000: {"PUT new": 6, f"PUT new, {AT_ONCE} at once": 2.5, "sync after one change": 3, "month expanded": 60},
}
# Each of a hundred events has so many occurrences a day, on average over the two years.
OCCURRENCES = (90 + 10 * 52) / 730
XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
GETETAG = "<D:prop><D:getetag/></D:prop>"


def event(number: int, many: int, uid: str = "") -> bytes:
    start = BEGIN + timedelta(minutes=number * (730 * 1440 // many))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalends//bench//EN", "BEGIN:VEVENT"]
    lines += [f"UID:{uid or f'uid-{number}'}", "DTSTAMP:20250101T000000Z", f"DTSTART:{start:%Y%m%dT%H%M%SZ}"]
    lines += ["DURATION:PT45M", f"SUMMARY:Event {number}"]
    lines += ["RRULE:FREQ=WEEKLY;COUNT=52"] if number % 10 == 0 else []
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]).encode()


@dataclass(slots=True)
class Server:
    """A calendar of so many events behind one address."""

    name: str
    path: str
    client: Client
    many: int
    pid: int
    count: int = 0
    took: dict[str, float] = field(default_factory=dict[str, float])

    def href(self, number: int) -> str:
        return f"{self.path}{number}.ics"

    def put_new(self, client: Client | None = None) -> None:
        self.count += 1
        number = self.count
        content = event(number * 10 + 1, self.many * 100, uid=f"new-{self.name}-{number}")
        (client or self.client).send("PUT", f"{self.path}new-{number}.ics", content).ensure(201, 204)

    def report(self, body: str, depth: str = "1") -> Answer:
        return self.client.send("REPORT", self.path, (XML_HEAD + body).encode(), Depth=depth).ensure(207, 200)

    def query(self, prop: str, inside: str) -> Answer:
        return self.report(
            f"<C:calendar-query {NAMES}>{prop}<C:filter><C:comp-filter name='VCALENDAR'><C:comp-filter name='VEVENT'>"
            f"{inside}</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
        )

    def sync(self, token: str) -> Answer:
        return self.report(
            f"<D:sync-collection {NAMES}><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>"
            f"{GETETAG}</D:sync-collection>",
            depth="0",
        )


def operations() -> dict[str, Callable[[Server], float]]:
    """Each answers how many seconds it took; what goes before it does not count."""
    span = f"start='{MONTH[0]}' end='{MONTH[1]}'"
    data = f"<D:prop><D:getetag/><C:calendar-data><C:expand {span}/></C:calendar-data></D:prop>"

    def multiget(server: Server) -> None:
        hrefs = "".join(f"<D:href>{server.href(n)}</D:href>" for n in range(50))
        prop = "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
        server.report(f"<C:calendar-multiget {NAMES}>{prop}{hrefs}</C:calendar-multiget>")

    def by_uid(server: Server) -> None:
        match = "<C:prop-filter name='UID'><C:text-match collation='i;octet'>uid-7</C:text-match></C:prop-filter>"
        server.query(GETETAG, match)

    def query_of_20(server: Server) -> None:
        begin = datetime(2026, 2, 10, 9, tzinfo=UTC)
        end = begin + timedelta(days=20 / (server.many / 100 * OCCURRENCES))
        prop = "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
        server.query(prop, f"<C:time-range start='{begin:%Y%m%dT%H%M%SZ}' end='{end:%Y%m%dT%H%M%SZ}'/>")

    def sync_after_one(server: Server) -> float:
        token = token_of(server)
        server.put_new()
        return timed(lambda: server.sync(token))

    def one(work: Callable[[Server], object]) -> Callable[[Server], float]:
        return lambda server: timed(lambda: work(server))

    return {
        "PUT new": one(Server.put_new),
        f"PUT new, {AT_ONCE} at once": put_many,
        "GET": one(lambda server: server.client.send("GET", server.href(7)).ensure(200)),
        "PROPFIND depth 1": one(
            lambda server: server.client.send(
                "PROPFIND", server.path, f"{XML_HEAD}<D:propfind {NAMES}>{GETETAG}</D:propfind>".encode(), Depth="1"
            ).ensure(207)
        ),
        "multiget of 50": one(multiget),
        "month": one(lambda server: server.query(GETETAG, f"<C:time-range {span}/>")),
        "month expanded": one(lambda server: server.query(data, f"<C:time-range {span}/>")),
        "query of 20": one(query_of_20),
        "by UID": one(by_uid),
        "free-busy": one(
            lambda server: server.report(f"<C:free-busy-query {NAMES}><C:time-range {span}/></C:free-busy-query>")
        ),
        "sync, first": one(lambda server: server.sync("")),
        "sync after one change": sync_after_one,
    }


def token_of(server: Server) -> str:
    """Of the newest state, from the calendar's own property."""
    body = f"{XML_HEAD}<D:propfind {NAMES}><D:prop><D:sync-token/></D:prop></D:propfind>"
    return server.client.send("PROPFIND", server.path, body.encode(), Depth="0").ensure(207).text("sync-token")


def put_many(server: Server) -> float:
    """Seconds for each of 16, put at once."""
    clients = [server.client.another() for _ in range(AT_ONCE)]
    for one in clients:
        one.connect()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        took = timed(lambda: list(threads.map(server.put_new, clients)))
    for one in clients:
        one.close()
    return took / AT_ONCE


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure(servers: Sequence[Server], seconds: float) -> None:
    """The servers take turns; each operation as often as fits into `seconds`."""
    for name, operation in operations().items():
        for server in servers:
            server.took[name] = statistics.median(repeated(operation, server, seconds))
        shown = "  ".join(f"{one.name} {one.took[name] * 1e3:10.2f}" for one in servers)
        print(f"    {name:24}{shown}", flush=True)


def repeated(operation: Callable[[Server], float], server: Server, seconds: float) -> list[float]:
    until = time.perf_counter() + seconds
    first = operation(server)
    took: list[float] = []
    while len(took) < MOST_TIMES and time.perf_counter() < until:
        took.append(operation(server))
    # The first is left out, unless it took all the time there was.
    return took or [first]


@contextmanager
def ours(folder: Path, many: int) -> Iterator[Server]:
    with kalends(folder, mode="test") as target:
        client = Client(target.root, (target.username, target.password))
        path = f"/dav/calendars/{USER}/bench/"
        client.send("MKCALENDAR", path).ensure(201)
        began = time.monotonic()
        if many <= LARGEST_BY_PUT:
            fill_by_put(client, path, many)
        else:
            fill(folder / "data", "bench", ((f"{number}.ics", event(number, many)) for number in range(many)))
        print(f"    kalends: {many:,} events filled in {time.monotonic() - began:.0f} s", flush=True)
        web = next(
            pid for pid in live.family(os.getpid()) if "kalends\0web" in Path(f"/proc/{pid}/cmdline").read_text()
        )
        yield Server(KALENDS, path, client, many, web)
        client.close()


def fill_by_put(client: Client, path: str, many: int) -> None:
    numbers = iter(range(many))

    def put_all(one: Client) -> None:
        for number in numbers:
            one.send("PUT", f"{path}{number}.ics", event(number, many)).ensure(201)
        one.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(put_all, [client.another() for _ in range(4)]))


def fill_by_files(folder: Path, many: int) -> None:
    for number in range(many):
        (folder / f"{number}.ics").write_bytes(event(number, many))


@contextmanager
def beside_radicale(folder: Path, kit: Kit, many: int) -> Iterator[Server]:
    calendar = folder / "collections/collection-root" / USER / "bench"
    calendar.mkdir(parents=True)
    (calendar / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
    fill_by_files(calendar, many)
    with radicale(folder, kit) as target:
        client = Client(target.root, (target.username, target.password))
        # It reads all files once, which belongs to none of the operations.
        client.send("PROPFIND", f"/{USER}/bench/", b"", Depth="1").ensure(207)
        yield Server(RADICALE, f"/{USER}/bench/", client, many, 0)
        client.close()


@contextmanager
def beside_xandikos(folder: Path, kit: Kit, many: int) -> Iterator[Server]:
    programs, port, store = kit.python("xandikos", XANDIKOS_PACKAGE), live.free_port(), folder / "store"
    arguments = ("serve", "--directory", str(store), "--defaults", "--current-user-principal", "/user/")
    server = live.Part(
        folder,
        (*arguments, "--listen-address", "127.0.0.1", "--port", str(port)),
        folder / "xandikos.log",
        program=(str(programs / "xandikos"),),
        python=str(programs / "python"),
    )
    with ExitStack() as stack:
        stack.callback(server.stop)
        # The first start makes its calendar, the second finds it full.
        server.start()
        live.wait_until_answering(port, server)
        server.stop()
        calendar = store / "user/calendars/calendar"
        fill_by_files(calendar, many)
        git = ["git", "-C", str(calendar), "-c", "user.name=bench", "-c", "user.email=bench@example.org"]
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "bench"], check=True, stdout=subprocess.DEVNULL)
        server.start()
        live.wait_until_answering(port, server)
        client = Client(f"http://127.0.0.1:{port}/", None)
        client.send("PROPFIND", "/user/calendars/calendar/", b"", Depth="1").ensure(207)
        yield Server(XANDIKOS, "/user/calendars/calendar/", client, many, 0)
        client.close()


def memory(pid: int) -> float:
    """MiB of a process and all that came of it; what they share counts once (PSS)."""
    kib = 0
    for one in live.family(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        kib += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kib / 1024


def judge(many: int, servers: Sequence[Server], small: Mapping[str, float]) -> list[str]:
    """What was missed, in words."""
    mine, peers = servers[0], servers[1:]
    missed: list[str] = []
    head = f"{'times as fast as the better peer':>34}{'bar':>6}{'':9}{'beside 1,000':>14}{'bar':>6}{'':9}{'aim, ms':>8}"
    print(f"    {'':24}{head}")
    for name, took in mine.took.items():
        ratio = min(one.took[name] for one in peers) / took if peers else None
        wanted = BARS.get(many, {}).get(name, 1.0 if many == 1_000 else None) if peers else None
        growth = took / small[name] if many > 1_000 and name in small else None
        most = MOST_GROWTH if many == 100_000 and name in FIXED else None
        aim = AIMS.get(many, {}).get(name)
        is_fast = ratio is None or wanted is None or ratio >= wanted
        is_even = growth is None or most is None or growth <= most
        shown = f"{figure(ratio):>34}{figure(wanted):>6}{verdict(wanted, is_met=is_fast):9}"
        shown += f"{figure(growth):>14}{figure(most):>6}{verdict(most, is_met=is_even):9}{figure(aim):>8}"
        print(f"    {name:24}{shown}{verdict(aim, is_met=aim is None or took * 1e3 <= aim)}".rstrip())
        if not is_fast:
            missed.append(f"{name} at {many:,}: {ratio:.2f} times, where {wanted:g} are asked for")
        if not is_even:
            missed.append(f"{name} at {many:,}: {growth:.2f} times what it costs at 1,000")
    held = memory(mine.pid)
    print(f"    memory of kalends web: {held:.0f} MiB{verdict(MOST_MEMORY, is_met=held <= MOST_MEMORY)}", flush=True)
    if held > MOST_MEMORY:
        missed.append(f"memory at {many:,}: {held:.0f} MiB, where {MOST_MEMORY} are the most")
    return missed


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"


def verdict(bar: float | None, *, is_met: bool) -> str:
    return "" if bar is None else " met" if is_met else " MISSED"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000,100000")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each operation at each server")
    chosen = parser.parse_args()
    kit = Kit(TOOLS.resolve())
    missed: list[str] = []
    small: dict[str, float] = {}
    for many in map(int, chosen.sizes.split(",")):
        print(f"  {many:,} events, milliseconds", flush=True)
        with ExitStack() as stack:
            folders = [stack.enter_context(live.temporary_folder()) for _ in range(3)]
            servers = [stack.enter_context(ours(folders[0], many))]
            if many <= LARGEST_FOR_PEERS:
                servers.append(stack.enter_context(beside_radicale(folders[1], kit, many)))
                servers.append(stack.enter_context(beside_xandikos(folders[2], kit, many)))
            else:
                print(f"    the peers are left out beyond {LARGEST_FOR_PEERS:,} events", flush=True)
            measure(servers, chosen.seconds)
            missed += judge(many, servers, small)
            small = dict(servers[0].took) if many == 1_000 else small
    print("bars:", "met" if not missed else "MISSED:\n  " + "\n  ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

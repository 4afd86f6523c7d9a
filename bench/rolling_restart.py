"""CHECKLIST 57 and 58: a rolling restart without a failed request; the database away for half a minute.

57: two `kalends web` in front of one database, behind a TCP balancer that sends new connections to those whose
/ready says yes. While clients read and write through it, each web server in turn gets SIGTERM and is started again,
until 10,000 requests are answered. Bars: no failed request, at least two restarts, /ready says 503 while requests are
still taken, the process ends within 10 s.
58: PostgreSQL is shut down for 30 s. Bars: the processes live on, /live says 200 throughout, /ready says 503 within
2 s, and 200 within 3 s of the database's return, and the next request is answered.

    python bench/rolling_restart.py [--requests 10000] [--away 30] [--only restart|database]
"""

import argparse
import asyncio
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import live
import load
from load import Request

from kalends.store import embedded
from kalends.store.migrate import migrate

CLIENTS = 16
MEETINGS = 64
LONGEST_EXIT = 10.0
LONGEST_UNREADY = 2.0
LONGEST_RECOVERY = 3.0
FEWEST_RESTARTS = 2
# Bounds the load where the machine is busy.
LONGEST_LOAD = 300.0
# How often the balancer asks; Kalends says 503 for `server.drain` before it refuses a connection.
ASK_EVERY = 0.2
DRAIN = "2"


class Balancer:
    """Takes TCP connections and passes their bytes on to a server that is ready, in turn. Nothing is tried twice."""

    def __init__(self, backends: Sequence[int]) -> None:
        self.port = live.free_port()
        self._ready: dict[int, bool] = dict.fromkeys(backends, False)
        self._turn = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        loop, stop = asyncio.new_event_loop(), asyncio.Event()
        thread = threading.Thread(target=loop.run_until_complete, args=[self._serve(stop)])
        thread.start()
        try:
            while not all(self._ready.values()):
                time.sleep(0.02)
            yield
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join()

    async def _serve(self, stop: asyncio.Event) -> None:
        asking = [asyncio.create_task(self._ask(port)) for port in self._ready]
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)
        await stop.wait()
        server.close()
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    async def _ask(self, port: int) -> None:
        async with httpx.AsyncClient(trust_env=False, timeout=1) as client:
            while True:
                try:
                    answered = await client.get(f"http://127.0.0.1:{port}/ready", headers={"connection": "close"})
                    self._ready[port] = answered.status_code == 200
                except httpx.TransportError:
                    self._ready[port] = False
                await asyncio.sleep(ASK_EVERY)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ready = [port for port, is_ready in self._ready.items() if is_ready]
        if not ready:
            writer.close()
            return
        self._turn += 1
        try:
            there = await asyncio.open_connection("127.0.0.1", ready[self._turn % len(ready)])
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pour(reader, there[1]), _pour(there[0], writer))


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65_536):
            target.write(data)
            await target.drain()
    with suppress(OSError):
        target.close()


@dataclass(slots=True)
class House:
    cluster: embedded.Cluster
    webs: dict[int, live.Part]
    worker: live.Part

    @property
    def parts(self) -> list[live.Part]:
        return [*self.webs.values(), self.worker]


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """Two web servers and a worker beside one database, which is ours to stop."""
    data = folder / "data"
    same = {"KALENDS__SERVER__PUBLIC_URL": "http://localhost:8000", "KALENDS__SERVER__DRAIN": DRAIN}
    with ExitStack() as stack:
        cluster = stack.enter_context(embedded.running(data))
        migrate(cluster.owner_conninfo)
        ports = [live.free_port() for _ in range(2)]
        webs = {port: live.web(data, port, folder / f"web-{port}.log", same) for port in ports}
        built = House(cluster, webs, live.Part(data, ("worker",), folder / "worker.log", same))
        for part in built.parts:
            stack.callback(part.stop)
            part.start()
        for port, part in webs.items():
            live.wait_until_ready(port, part)
        live.add_people(data, ["ada"])
        yield built


def requests_of(api: live.Api) -> list[Request]:
    """One write for three reads."""
    meetings = [api.propose(f"Meeting {n}") for n in range(MEETINGS)]
    headers = {"Authorization": f"Bearer {api.token}"}
    requests: list[Request] = []
    for one in meetings:
        path = f"/api/v1/meetings/{one}"
        requests += [Request(method="GET", path=path, headers=headers)] * 3
        requests.append(Request(method="PUT", path=f"{path}/answer", headers=headers, body=json.dumps(live.answer())))
    # Each client has whole groups of four, so that nobody else answers the same meeting.
    return [one for group in range(4) for one in requests[group::4]]


@dataclass(frozen=True, slots=True)
class Restart:
    # Of /ready, while the port was still open; None where none was seen.
    first_status: int | None
    exit: float


def restart(port: int, part: live.Part) -> Restart:
    began = time.perf_counter()
    part.ask_to_stop()
    first: int | None = None
    with httpx.Client(trust_env=False, timeout=2, headers={"connection": "close"}) as client:
        while part.is_running:
            with suppress(httpx.TransportError):
                status = client.get(f"http://127.0.0.1:{port}/ready").status_code
                first = first or (status if status != 200 else None)
            time.sleep(0.02)
            if time.perf_counter() - began > 2 * LONGEST_EXIT:
                break
    took = time.perf_counter() - began
    part.stop()
    part.start()
    live.wait_until_ready(port, part)
    # As an orchestrator does: the next one only when the balancer knows of this one.
    time.sleep(3 * ASK_EVERY)
    return Restart(first, took)


def roll(house: House, requests: int) -> bool:
    balancer = Balancer(list(house.webs))
    restarts: list[Restart] = []
    with balancer.running(), live.signed_in(balancer.port, "ada") as api:
        running = load.start(balancer.port, CLIENTS, requests_of(api), seconds=LONGEST_LOAD, most=requests)
        time.sleep(1)
        while running.poll() is None:
            for port, part in house.webs.items():
                restarts.append(restart(port, part))
        figures = load.figures_of(running)
    longest = max(one.exit for one in restarts)
    unready_first = sum(one.first_status == 503 for one in restarts)
    print(
        f"  {figures.requests:,} requests answered at {figures.rate:,.0f}/s, failed: {figures.failures or 'none'}; "
        f"p99 {figures.p99 * 1e3:.0f} ms, longest {figures.longest * 1e3:.0f} ms\n"
        f"  {len(restarts)} restarts, /ready was 503 first in {unready_first}, longest exit {longest:.2f} s"
    )
    return (
        not figures.failures
        and figures.requests >= requests
        and len(restarts) >= FEWEST_RESTARTS
        and unready_first == len(restarts)
        and longest <= LONGEST_EXIT
    )


@dataclass(slots=True)
class Probe:
    """Asks one server /live and /ready all the time, and notes when the answers change."""

    port: int
    live_failures: int = 0
    # (seconds of the monotonic clock, status of /ready), at each change.
    changes: list[tuple[float, int]] = field(default_factory=list[tuple[float, int]])
    is_on: bool = True

    def run(self) -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", trust_env=False, timeout=2) as client:
            while self.is_on:
                self.live_failures += self._status(client, "/live") != 200
                ready = self._status(client, "/ready")
                if not self.changes or self.changes[-1][1] != ready:
                    self.changes.append((time.monotonic(), ready))
                time.sleep(0.05)

    @staticmethod
    def _status(client: httpx.Client, path: str) -> int:
        try:
            return client.get(path).status_code
        except httpx.TransportError:
            return 0

    def first(self, status: int, since: float) -> float:
        """Seconds from `since` to the first such answer."""
        return next((at - since for at, seen in self.changes if seen == status and at >= since), float("inf"))


def lose_database(house: House, away: float) -> bool:
    pids = [part.pid for part in house.parts]
    probes = [Probe(port) for port in house.webs]
    threads = [threading.Thread(target=probe.run) for probe in probes]
    with live.signed_in(next(iter(house.webs)), "ada") as api:
        meeting = api.propose()
        for thread in threads:
            thread.start()
        time.sleep(1)
        gone = time.monotonic()
        os.kill(house.cluster.pid, signal.SIGINT)  # a fast shutdown
        while house.cluster.poll() is None:
            time.sleep(0.01)
        time.sleep(away)
        house.cluster.restart()
        back = time.monotonic()
        while time.monotonic() - back < 3 * LONGEST_RECOVERY and any(p.changes[-1][1] != 200 for p in probes):
            time.sleep(0.02)
        is_answered = api.client.get(f"/api/v1/meetings/{meeting}").status_code == 200
        time.sleep(1)
    for probe in probes:
        probe.is_on = False
    for thread in threads:
        thread.join()
    unready = max(probe.first(503, gone) for probe in probes)
    recovered = max(probe.first(200, back) for probe in probes)
    failures = sum(probe.live_failures for probe in probes)
    live_on = all(part.is_running for part in house.parts) and pids == [part.pid for part in house.parts]
    print(
        f"  the database was away {away:.0f} s: /ready 503 after {unready:.2f} s, 200 again {recovered:.2f} s after "
        f"its return; /live failed {failures} times; processes {'lived on' if live_on else 'DIED'}; "
        f"the next request was {'answered' if is_answered else 'NOT answered'}"
    )
    return unready <= LONGEST_UNREADY and recovered <= LONGEST_RECOVERY and failures == 0 and live_on and is_answered


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--away", type=float, default=30.0)
    parser.add_argument("--only", choices=("restart", "database"))
    chosen = parser.parse_args()
    is_good = True
    with live.temporary_folder() as folder, house(folder) as built:
        if chosen.only != "database":
            is_good &= roll(built, chosen.requests)
        if chosen.only != "restart":
            is_good &= lose_database(built, chosen.away)
    print("bars:", "met" if is_good else "MISSED")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

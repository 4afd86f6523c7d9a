"""Load over HTTP/1.1, from a process of its own: so many clients, each sending its next request once it has its answer,
or one every so many seconds.

A client of our own and not `wrk`: it reads every status, writes as well as it reads, keeps a pace, and says each
latency instead of a histogram of them. It costs a small part of the CPU that the server does for the same request.

    python bench/load.py < plan.json > figures.json
"""

import asyncio
import contextlib
import json
import math
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import uvloop

# Connections opened at once; the kernel's queue of a listening socket is not what is measured.
OPENING = 100
# Whoever waits longer has failed.
PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: str = ""

    def encoded(self, host: str) -> bytes:
        body = self.body.encode()
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    requests: int
    seconds: float
    # What was not answered 2xx: the status, or how the connection failed.
    failures: dict[str, int]
    p50: float
    p99: float
    longest: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


class Client(asyncio.Protocol):
    """One connection; reconnects where the server says that it closes."""

    def __init__(self, load: "Load", requests: Sequence[bytes]) -> None:
        self._load = load
        self._requests = requests
        self._next = 0
        self._began = 0.0
        self._seen = bytearray()
        self._transport: Any = None  # uvloop's are no asyncio.Transport
        self._later: asyncio.TimerHandle | None = None
        self.is_waiting = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        if self._load.is_on:
            self.send()

    def send(self) -> None:
        self._seen.clear()
        self._began = time.perf_counter()
        self.is_waiting = True
        self._transport.write(self._requests[self._next])
        self._next = (self._next + 1) % len(self._requests)

    def data_received(self, data: bytes) -> None:
        self._seen += data
        head = self._seen.find(b"\r\n\r\n")
        if head < 0:
            return
        headers = bytes(self._seen[:head]).lower()
        at = headers.find(b"\r\ncontent-length:")
        length = int(headers[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self._seen) < head + 4 + length:
            return
        self.is_waiting = False
        self._load.note(self._seen[9:12].decode(), time.perf_counter() - self._began)
        if b"\r\nconnection: close" in headers:
            self._transport.close()
        else:
            self.send_in(self._began + self._load.every - time.perf_counter())

    def send_in(self, seconds: float) -> None:
        if seconds > 0:
            self._later = asyncio.get_running_loop().call_later(seconds, self.send_in, 0)
        elif self._load.is_on:
            self.send()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._later is not None:
            self._later.cancel()
        if self.is_waiting:
            self.is_waiting = False
            self._load.note(f"cut off ({type(exc).__name__})", time.perf_counter() - self._began)
        if self._load.is_on:
            self._load.connect(self)

    def give_up(self) -> None:
        """At the end: whoever still waits has failed."""
        if self.is_waiting:
            self.is_waiting = False
            self._load.note("no answer", time.perf_counter() - self._began)
        if self._transport is not None:
            self._transport.abort()


class Load:
    def __init__(self, plan: dict[str, Any]) -> None:
        self._host, self._port = plan["host"], plan["port"]
        self._seconds: float = plan["seconds"]
        self._most: int = plan["most"] or sys.maxsize
        self.every: float = plan["every"]
        requests = [Request(**one).encoded(f"{self._host}:{self._port}") for one in plan["requests"]]
        many: int = plan["clients"]
        # Each client has its share of the requests to itself; where there are fewer, all send the same.
        self._clients = [Client(self, requests[n::many] or requests) for n in range(many)]
        self._latencies: list[float] = []
        self._failures: Counter[str] = Counter()
        self._connecting: set[asyncio.Task[None]] = set()
        self._enough = asyncio.Event()
        self.is_on = False

    def note(self, outcome: str, seconds: float) -> None:
        if self.is_on or outcome == "no answer":
            self._latencies.append(seconds)
            if not outcome.startswith("2"):
                self._failures[outcome] += 1
            if len(self._latencies) >= self._most:
                self._enough.set()

    def connect(self, client: Client) -> None:
        task = asyncio.create_task(self._connect(client))
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)

    async def _open(self, client: Client) -> None:
        await asyncio.get_running_loop().create_connection(lambda: client, self._host, self._port)

    async def _connect(self, client: Client) -> None:
        began = time.perf_counter()
        try:
            await self._open(client)
        except OSError as refused:
            self.note(f"not connected ({type(refused).__name__})", time.perf_counter() - began)
            await asyncio.sleep(0.05)
            if self.is_on:
                self.connect(client)

    async def run(self) -> Figures:
        for start in range(0, len(self._clients), OPENING):
            await asyncio.gather(*(self._open(one) for one in self._clients[start : start + OPENING]))
        self.is_on = True
        began = time.perf_counter()
        for number, client in enumerate(self._clients):
            client.send_in(self.every * number / len(self._clients))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._enough.wait(), self._seconds)
        self.is_on = False
        seconds = time.perf_counter() - began
        await self._finish()
        latencies = sorted(self._latencies)
        return Figures(
            requests=len(latencies) - sum(self._failures.values()),
            seconds=seconds,
            failures=dict(self._failures),
            p50=_quantile(latencies, 0.5),
            p99=_quantile(latencies, 0.99),
            longest=latencies[-1] if latencies else math.nan,
        )

    async def _finish(self) -> None:
        """What is under way may end; it counts only where it never does."""
        deadline = time.perf_counter() + PATIENCE
        while any(client.is_waiting for client in self._clients) and time.perf_counter() < deadline:
            await asyncio.sleep(0.02)
        for client in self._clients:
            client.give_up()


def _quantile(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, math.ceil(share * len(values)) - 1)] if values else math.nan


def start(
    port: int, clients: int, requests: Sequence[Request], *, seconds: float, most: int = 0, every: float = 0.0
) -> "subprocess.Popen[bytes]":
    """For so long, or until so many requests are answered; each client one request `every` so many seconds."""
    plan = {
        "host": "127.0.0.1",
        "port": port,
        "clients": clients,
        "seconds": seconds,
        "most": most,
        "every": every,
        "requests": [asdict(one) for one in requests],
    }
    process = subprocess.Popen([sys.executable, str(Path(__file__))], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(json.dumps(plan).encode())
    process.stdin.close()
    process.stdin = None
    return process


def figures_of(process: "subprocess.Popen[bytes]") -> Figures:
    """Waits for its end."""
    out, _ = process.communicate()
    if process.returncode:
        raise AssertionError("the load could not be made")
    return Figures(**json.loads(out))


def run(port: int, clients: int, requests: Sequence[Request], *, seconds: float, every: float = 0.0) -> Figures:
    return figures_of(start(port, clients, requests, seconds=seconds, every=every))


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(Load(json.load(sys.stdin)).run()))))

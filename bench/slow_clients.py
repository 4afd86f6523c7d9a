"""CHECKLIST 35: 1,000 connections that send a head, or a body, a byte now and then, or never read what they asked for.

Bars: each is closed within 15 s, and meanwhile the p99 of everybody else is below twice what it was before.
Where `slowhttptest` is installed it attacks as well.

    python bench/slow_clients.py [--connections 1000] [--only heads|bodies|readers]
"""

import argparse
import json
import resource
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from importlib.resources import files
from pathlib import Path

import live

CLOSED_WITHIN = 15.0
# What the clock of a loaded machine and 1,000 handshakes add to it.
SLACK = 1.0
TIMES = 2.0
# Below this a p99 says more about the machine's scheduler than about the server.
FLOOR = 0.010
DRIP_EVERY = 2.0
NEIGHBOURS = 4
PAUSE = 0.02
LOOK_EVERY = 0.2
ESTABLISHED = "01"
SETTLE = 5.0
# More than the kernel buffers for one connection, asked for at once and never taken.
PIPELINED = 20

HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = (
    b"POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: 1000\r\n\r\n{"
)


def largest_asset() -> str:
    static = files("kalends.adapters.web") / "static"
    names = json.loads((static / "manifest.json").read_text())["files"].values()
    return max(names, key=lambda name: len((static / name).read_bytes()))


@dataclass(slots=True)
class Neighbours:
    """Well-behaved clients, each asking for the front page fifty times a second."""

    port: int
    seconds: list[float] = field(default_factory=list[float])
    failures: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        while not self.stopped.wait(PAUSE):
            began = time.perf_counter()
            try:
                connection.request("GET", "/")
                answered = connection.getresponse()
                answered.read()
                self.failures += answered.status != 200
            except (OSError, HTTPException):
                self.failures += 1
                connection.close()
            self.seconds.append(time.perf_counter() - began)
        connection.close()

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.99)]


@contextmanager
def neighbours(port: int) -> Iterator[Neighbours]:
    them = Neighbours(port)
    threads = [threading.Thread(target=them.ask) for _ in range(NEIGHBOURS)]
    for thread in threads:
        thread.start()
    try:
        yield them
    finally:
        them.stopped.set()
        for thread in threads:
            thread.join()


def attack(port: int, many: int, first: bytes, drip: bytes) -> list[float]:
    """How long the server held each of `many` connections; those that it held to the end are not among them."""
    held: dict[int, tuple[socket.socket, float]] = {}
    for _ in range(many):
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.connect(("127.0.0.1", port))
        one.setblocking(False)
        with suppress(BlockingIOError):
            one.send(first)
        held[one.getsockname()[1]] = one, time.monotonic()
    ended: list[float] = []
    deadline, next_drip = time.monotonic() + CLOSED_WITHIN * 2, time.monotonic() + DRIP_EVERY
    while held and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY)
        for ours in held.keys() - held_by_server(port):
            one, began = held.pop(ours)
            one.close()
            ended.append(time.monotonic() - began)
        if drip and time.monotonic() > next_drip:
            next_drip += DRIP_EVERY
            for one, _ in held.values():
                with suppress(OSError):
                    one.send(drip)
    for one, _ in held.values():
        one.close()
    return ended


def held_by_server(port: int) -> set[int]:
    """The clients' ports of the connections that are established at the server's end. Only there can one see it: the
    kernel tells nobody when it gives up a connection whose client's window is shut."""
    here = set[int]()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, *_ = line.split()
        if state == ESTABLISHED and int(local.rpartition(":")[2], 16) == port:
            here.add(int(remote.rpartition(":")[2], 16))
    return here


def passes(port: int, name: str, many: int, first: bytes, drip: bytes, usual: float) -> bool:
    with neighbours(port) as them:
        ended = attack(port, many, first, drip)
    longest = max(ended, default=0.0)
    bar = max(usual, FLOOR) * TIMES
    print(
        f"{name}: {len(ended)} of {many} closed, the last after {longest:.1f} s (bar {CLOSED_WITHIN:.0f}); others "
        f"p99 {them.p99 * 1000:.1f} ms (bar {bar * 1000:.1f}), {them.failures} of {len(them.seconds)} failed"
    )
    is_closed = len(ended) == many and longest <= CLOSED_WITHIN + SLACK
    return is_closed and them.p99 < bar and them.failures == 0


def slowhttptest(port: int, many: int) -> bool:
    """Its three attacks; it says by itself whether the service stayed available."""
    program = shutil.which("slowhttptest")
    if program is None:
        print("slowhttptest is not installed: its attacks were not tried")
        return True
    asset = f"http://127.0.0.1:{port}/static/{largest_asset()}"
    attacks = {"-H": f"http://127.0.0.1:{port}/", "-B": f"http://127.0.0.1:{port}/sign-in", "-X": asset}
    is_fine = True
    for kind, url in attacks.items():
        command = [program, kind, "-c", str(many), "-r", "200", "-i", "3", "-l", "30", "-p", "5", "-u", url]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        was_down = "service available:   NO" in said.replace("\x1b[0m", "")
        print(f"slowhttptest {kind}: {'the service was down' if was_down else 'available throughout'}")
        is_fine = is_fine and not was_down
    return is_fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--only", choices=["heads", "bodies", "readers"])
    chosen = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65_536), most))
    request = f"GET /static/{largest_asset()} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    attacks: dict[str, tuple[bytes, bytes]] = {
        "heads": (HEAD, b"x"),
        "bodies": (BODY, b" "),
        "readers": (request * PIPELINED, b""),
    }
    with live.temporary_folder() as folder:
        port = live.free_port()
        tree = live.serve(folder, port)
        tree.start()
        try:
            live.wait_until_ready(port, tree)
            with neighbours(port) as before:
                time.sleep(SETTLE)
            print(f"before: others p99 {before.p99 * 1000:.1f} ms, {before.failures} failed")
            results = [
                passes(port, name, chosen.connections, first, drip, before.p99)
                for name, (first, drip) in attacks.items()
                if chosen.only in (None, name)
            ]
            if chosen.only is None:
                results.append(slowhttptest(port, chosen.connections))
        finally:
            tree.stop()
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())

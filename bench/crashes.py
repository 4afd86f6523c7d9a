"""kill -9 of everything, 20 times, while people write: each acknowledged write is there, no process is left over.

Four writers propose meetings and answer them over HTTP. In each round at least 50 writes are acknowledged; then one
of these is killed, in turn, while the writers go on: the supervisor, the web server, the process that serves requests
in it, the worker, PostgreSQL's first process, or all processes of the tree at once. Where the supervisor died, every
other process must be gone within seconds, and `kalends serve` is started again on the same folder. Once /ready says
yes again, every write of the round is read back; at the end, every write of all rounds.

    python bench/crashes.py [--rounds 20]
"""

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import live

MEETINGS = "/api/v1/meetings"
WRITES_A_ROUND = 50
WRITERS = 4
VICTIMS = ("supervisor", "web", "requests", "worker", "database", "everything")
# PostgreSQL finishes a fast shutdown when its parent has died.
SECONDS_TO_DIE = 10.0
SECONDS_TO_WRITE = 60.0
# How long /ready may take to be noticed gone after a kill that leaves the supervisor alive.
NOTICE = 2.0


def processes_of(data: Path) -> dict[int, str]:
    """Whatever runs on this data folder: it says so in its environment or arguments, or works inside it."""
    found: dict[int, str] = {}
    marker = os.fsencode(data)
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            arguments = (entry / "cmdline").read_bytes()
            knows = marker in arguments or marker in (entry / "environ").read_bytes()
            works_here = (entry / "cwd").readlink().is_relative_to(data)
            is_zombie = (entry / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            continue
        if (knows or works_here) and not is_zombie:
            found[int(entry.name)] = arguments.replace(b"\0", b" ").decode(errors="replace")
    return found


def victims(tree: live.Part, kind: str) -> list[int]:
    everything = processes_of(tree.data)
    web = [pid for pid, command in everything.items() if "kalends web" in command]
    leaders = [pid for pid in web if parent_of(pid) == tree.pid]
    match kind:
        case "supervisor":
            return [tree.pid]
        case "web":
            return leaders
        case "requests":
            return [pid for pid in web if parent_of(pid) in leaders]
        case "worker":
            return [pid for pid, command in everything.items() if "kalends worker" in command]
        case "database":
            return [int((tree.data / "postgresql/cluster/postmaster.pid").read_text().split()[0])]
        case _:
            return list(everything)


def parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


@dataclass(slots=True)
class Writers:
    """Propose and answer, over and over; keep what was acknowledged."""

    port: int
    token: str
    # Meeting to its title; and those whose answer was acknowledged.
    proposed: dict[str, str] = field(default_factory=dict[str, str])
    answered: set[str] = field(default_factory=set[str])
    is_on: bool = True

    @property
    def acknowledged(self) -> int:
        return len(self.proposed) + len(self.answered)

    @contextmanager
    def writing(self) -> Iterator[None]:
        threads = [threading.Thread(target=self._write, args=[number]) for number in range(WRITERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.is_on = False
            for thread in threads:
                thread.join()

    def _write(self, number: int) -> None:
        headers = {"authorization": f"Bearer {self.token}"}
        with httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}", headers=headers, trust_env=False, timeout=15
        ) as client:
            count = 0
            while self.is_on:
                count += 1
                try:
                    self._propose_and_answer(client, f"Meeting {number}/{count}")
                except httpx.TransportError:
                    # Refused or cut off: not acknowledged, so it may be there or not.
                    time.sleep(0.02)

    def _propose_and_answer(self, client: httpx.Client, title: str) -> None:
        made = client.post(MEETINGS, json=live.meeting(title, participants=2))
        if made.status_code != 201:
            time.sleep(0.02)
            return
        meeting = made.json()["id"]
        self.proposed[meeting] = title
        if client.put(f"{MEETINGS}/{meeting}/answer", json=live.answer()).status_code == 200:
            self.answered.add(meeting)


def lost(port: int, token: str, proposed: dict[str, str], answered: set[str]) -> int:
    """How many of the acknowledged writes can't be read back."""
    missing = 0
    headers = {"authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, trust_env=False, timeout=30) as client:
        for meeting, title in proposed.items():
            seen = client.get(f"{MEETINGS}/{meeting}")
            missing += seen.status_code != 200 or seen.json()["title"] != title
        for meeting in answered:
            seen = client.get(f"{MEETINGS}/{meeting}/answer")
            missing += seen.status_code != 200 or len(seen.json()["intervals"]) != len(live.answer()["intervals"])
    return missing


def wait_for_end(data: Path) -> tuple[float, dict[int, str]]:
    """Seconds until nothing runs there any more, and what still does."""
    began = time.monotonic()
    while (left := processes_of(data)) and time.monotonic() - began < SECONDS_TO_DIE:
        time.sleep(0.05)
    return time.monotonic() - began, left


def wait_until_noticed(port: int) -> None:
    """Until /ready says no, which some kills make too short to be seen."""
    deadline = time.monotonic() + NOTICE
    with httpx.Client(trust_env=False, timeout=2) as client:
        while time.monotonic() < deadline:
            try:
                if client.get(f"http://127.0.0.1:{port}/ready").status_code != 200:
                    return
            except httpx.TransportError:
                return
            time.sleep(0.01)


def wait_for_another(tree: live.Part, killed: list[int]) -> None:
    deadline = time.monotonic() + SECONDS_TO_DIE
    while not set(victims(tree, "worker")) - set(killed):
        assert time.monotonic() < deadline, "the worker was not started again"
        time.sleep(0.02)


@dataclass(slots=True)
class Judgement:
    lost: int = 0
    left_over: int = 0
    restarts: list[float] = field(default_factory=list[float])


def play_round(number: int, kind: str, tree: live.Part, port: int, writers: Writers, judgement: Judgement) -> None:
    known, target = set(writers.proposed), writers.acknowledged + WRITES_A_ROUND
    answered_before = set(writers.answered)
    deadline = time.monotonic() + SECONDS_TO_WRITE
    while writers.acknowledged < target:
        assert time.monotonic() < deadline, f"no writes are acknowledged:\n{tree.last_lines()}"
        time.sleep(0.01)
    written = writers.acknowledged - target + WRITES_A_ROUND
    pids = victims(tree, kind)
    assert pids, f"found no process to kill: {kind}"
    began = time.monotonic()
    for pid in pids:
        with suppress(ProcessLookupError):  # its parent was quicker
            os.kill(pid, signal.SIGKILL)
    died = ""
    if kind in ("supervisor", "everything"):
        tree.kill()
        seconds, left = wait_for_end(tree.data)
        judgement.left_over += len(left)
        died = f"all gone after {seconds:.2f} s" if not left else f"LEFT OVER: {left}"
        began = time.monotonic()
        tree.start()
    elif kind == "worker":
        wait_for_another(tree, pids)
    else:
        wait_until_noticed(port)
    live.wait_until_ready(port, tree)
    took = time.monotonic() - began
    judgement.restarts.append(took)
    mine = {meeting: title for meeting, title in list(writers.proposed.items()) if meeting not in known}
    missing = lost(port, writers.token, mine, set(writers.answered) - answered_before)
    judgement.lost += missing
    print(f"  {number:3} {kind:11} {written:4} writes, lost {missing}, ready after {took:5.2f} s  {died}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    chosen = parser.parse_args()
    judgement = Judgement()
    with live.temporary_folder() as folder:
        port = live.free_port()
        tree = live.serve(folder, port)
        tree.start()
        try:
            live.wait_until_ready(port, tree)
            live.add_people(tree.data, ["ada"])
            with live.signed_in(port, "ada") as api:
                writers = Writers(port, api.token)
            with writers.writing():
                for number in range(chosen.rounds):
                    play_round(number + 1, VICTIMS[number % len(VICTIMS)], tree, port, writers, judgement)
            judgement.lost += lost(port, writers.token, writers.proposed, writers.answered)
        finally:
            tree.stop()
        _, left = wait_for_end(tree.data)
        judgement.left_over += len(left)
    restarts = sorted(judgement.restarts)
    print(
        f"{chosen.rounds} kills, {writers.acknowledged:,} acknowledged writes: lost {judgement.lost}, left over "
        f"{judgement.left_over}; ready again after {restarts[len(restarts) // 2]:.2f} s (median), "
        f"{restarts[-1]:.2f} s (longest)"
    )
    return 0 if judgement.lost == 0 and judgement.left_over == 0 else 1


if __name__ == "__main__":
    sys.exit(main())

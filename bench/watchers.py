"""Meetings watched live: a vote on two hundred other screens, and a thousand clients answering one meeting.

First: 200 pages look at one meeting, in four zones, each by a stream as its script opens it. Somebody else votes every
two seconds. Bar: from the moment the vote is sent to the moment the new ranking has arrived, p95 <= 300 ms over all
votes and pages, and every vote reaches every page.
Then 1,000 clients answer one meeting for a minute, each by their own link, while some look on. Bar: no error, and the
database holds every answer that was acknowledged.

    python bench/watchers.py [--only votes|crowd] [--viewers 200] [--votes 25] [--seconds 60]
"""

import argparse
import asyncio
import json
import math
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import live
import load
import uvloop

VOTE_EVERY = 2.0
LATEST = 0.300
ZONES = ("Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "America/New_York")
CROWD = 1_000
# How often each of them changes their mind: 125 answers a second in all. (At ten seconds the server closes a connection
# that has been silent, just when the next request comes.)
EVERY = 8.0
CROWD_VIEWERS = 20
# Beyond this a vote counts as lost.
PATIENCE = 10.0


@dataclass
class Page:
    """What the script of one page does, and when it had shown which version."""

    port: int
    code: str
    zone: str
    shown: dict[str, float] = field(default_factory=dict[str, float])

    async def look(self) -> None:
        events, out = await asyncio.open_connection("127.0.0.1", self.port)
        head = (
            f"GET /m/{self.code}/live?cell=30 HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
            f"Accept: text/event-stream\r\nCookie: kalends_zone={self.zone}\r\n\r\n"
        )
        out.write(head.encode())
        version = ""
        while line := await events.readline():
            if line.startswith(b"id: "):
                version = line[4:].strip().decode()
            elif not line.strip() and version:
                # All of it is here.
                self.shown.setdefault(version, time.monotonic())


async def watch(plan: dict[str, Any]) -> dict[str, Any]:
    """The pages, in a process of their own, until our standard input ends."""
    pages = [Page(plan["port"], plan["code"], ZONES[n % len(ZONES)]) for n in range(plan["viewers"])]
    tasks: list[asyncio.Task[None]] = []
    for page in pages:
        tasks.append(asyncio.create_task(page.look()))
        await asyncio.sleep(0.005)
    while not all(page.shown for page in pages):
        await asyncio.sleep(0.05)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    broken = sum(task.done() for task in tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return {"shown": [page.shown for page in pages], "broken": broken}


class Pages:
    """The process that plays them."""

    def __init__(self, port: int, code: str, viewers: int) -> None:
        plan = json.dumps({"port": port, "code": code, "viewers": viewers})
        command = [sys.executable, str(Path(__file__)), "--play", plan]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "ready\n":
            raise AssertionError("the pages could not be opened")

    def close(self) -> dict[str, Any]:
        out, _ = self._process.communicate("")
        return json.loads(out)


def answer_of(turn: int) -> dict[str, Any]:
    """One of two, so that each vote changes the ranking."""
    day = live.first_day() + live.timedelta(days=turn % 2)
    return {
        "zone": "Europe/Berlin",
        "intervals": [{"start": day.isoformat(), "end": (day + live.timedelta(hours=2)).isoformat()}],
    }


def votes(port: int, api: live.Api, viewers: int, many: int) -> bool:
    proposed = api.client.post("/api/v1/meetings", json=live.meeting("Kick-off", 6)).json()
    shared, voter, *_ = (link["code"] for link in proposed["links"])
    path, headers = f"/api/v1/meetings/{proposed['id']}", {"kalends-link": voter}
    pages = Pages(port, shared, viewers)
    sent: dict[str, float] = {}
    with live.httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, headers=headers) as client:
        for turn in range(many):
            time.sleep(VOTE_EVERY)
            began = time.monotonic()
            client.put(f"{path}/answer", json=answer_of(turn)).raise_for_status()
            sent[client.get(f"{path}/live").json()["version"]] = began
        time.sleep(VOTE_EVERY)
    found = pages.close()
    waits = sorted(shown.get(version, math.inf) - began for shown in found["shown"] for version, began in sent.items())
    lost = sum(wait > PATIENCE for wait in waits)
    p95 = waits[math.ceil(0.95 * len(waits)) - 1]
    is_good = p95 <= LATEST and not lost and not found["broken"]
    print(
        f"  {many} votes on {viewers} other pages: p50 {waits[len(waits) // 2] * 1e3:.0f} ms, p95 {p95 * 1e3:.0f} ms, "
        f"longest {waits[-1] * 1e3:.0f} ms; lost {lost}, streams broken {found['broken']}"
    )
    print("bar: p95 <= 300 ms, none lost:", "met" if is_good else "MISSED", flush=True)
    return is_good


def crowd(port: int, api: live.Api, seconds: float) -> bool:
    proposed = api.client.post("/api/v1/meetings", json=live.meeting("Assembly", CROWD)).json()
    meeting, codes = proposed["id"], {link["participant_id"]: link["code"] for link in proposed["links"]}
    shared = codes.pop(None)
    requests = [
        load.Request(
            method="PUT",
            path=f"/api/v1/meetings/{meeting}/answer",
            headers={"Kalends-Link": code},
            body=json.dumps(answer_of(turn)),
        )
        for turn in range(2)
        for code in codes.values()
    ]
    pages = Pages(port, shared, CROWD_VIEWERS)
    figures = load.run(port, CROWD, requests, seconds=seconds, every=EVERY)
    time.sleep(VOTE_EVERY)
    found = pages.close()
    own, answers = api.client.get(f"/api/v1/meetings/{meeting}/live").json()["version"].split(".")
    # Every participant began with version 1, and each answer added one; what was under way at the end may be kept too.
    kept = int(answers) - CROWD
    given = api.client.get(f"/api/v1/meetings/{meeting}/answers").json()["items"]
    unanswered = sum(not one["intervals"] for one in given)
    seen = f"{own}.{answers}"
    up_to_date = sum(seen in shown for shown in found["shown"])
    is_good = not figures.failures and kept >= figures.requests and not unanswered and up_to_date == CROWD_VIEWERS
    print(
        f"  {CROWD:,} clients for {seconds:.0f} s: {figures.rate:,.0f} answers/s, p50 {figures.p50 * 1e3:.0f} ms, p99 "
        f"{figures.p99 * 1e3:.0f} ms; acknowledged {figures.requests:,}, kept {kept:,}, failures "
        f"{figures.failures or 'none'}; {up_to_date} of {CROWD_VIEWERS} pages show the last one"
    )
    print("bar: nothing lost, no error:", "met" if is_good else "MISSED", flush=True)
    return is_good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("votes", "crowd"))
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--votes", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--play", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.play:
        print(json.dumps(uvloop.run(watch(json.loads(chosen.play)))))
        return 0
    is_good = True
    with live.temporary_folder() as folder:
        port = live.free_port()
        tree = live.serve(folder, port)
        tree.start()
        try:
            live.wait_until_ready(port, tree)
            live.add_people(folder / "data", ["ada"])
            with live.signed_in(port, "ada") as api:
                if chosen.only != "crowd":
                    is_good &= votes(port, api, chosen.viewers, chosen.votes)
                if chosen.only != "votes":
                    is_good &= crowd(port, api, chosen.seconds)
        finally:
            tree.stop()
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

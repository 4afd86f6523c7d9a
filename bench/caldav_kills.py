"""kill -9 in a storm of CalDAV writes, 100 times: each acknowledged write is there, who follows by token is right.

Eight clients add, change (If-Match) and remove objects of one calendar while a ninth follows it by sync token. In each
round at least 60 writes are acknowledged; then all processes at once are killed, or PostgreSQL's first process, or the
process that serves requests, in turn. When /ready says yes again, every object that the round wrote is read back: it is
what was acknowledged last, or, where the kill cut an answer off, that or what was asked for then. No sync token goes
back. At the end all objects are read, and the follower knows exactly what the server has. Meanwhile 16 more clients
race for one ETag, one address, one UID: also where a kill falls into a race, one wins at most, and what it wrote is
kept.

    python bench/caldav_kills.py [--kills 100] [--minutes 10]    fewer kills, where they take longer than that
"""

import argparse
import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import uuid4

import crashes
import httpx
import live
from killed_races import RACERS, Races
from suites.target import USER, device_password

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.adapters.caldav import races

WRITERS = 8
WRITES_A_ROUND = 60
VICTIMS = ("everything", "database", "requests")
SECONDS_TO_WRITE = 60.0
# How long a client waits whose server has gone away.
PAUSE = 0.2
SETTLE = 0.5


@dataclass(slots=True)
class Storm:
    """What each object may be: its text, or None where it was removed. More than one where an answer was cut off."""

    calendar: str
    possible: dict[str, set[bytes | None]] = field(default_factory=dict[str, set[bytes | None]])
    acknowledged: int = 0
    # Since the last look.
    touched: set[str] = field(default_factory=set[str])
    is_on: bool = True
    # Cleared while what was written is read back.
    may_write: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, client: httpx.AsyncClient, random: Random) -> None:
        mine: dict[str, str] = {}
        while self.is_on:
            await self.may_write.wait()
            kind = random.choice(("add", "add", "change", "remove")) if mine else "add"
            name = f"{uuid4()}.ics" if kind == "add" else random.choice(list(mine))
            content = None if kind == "remove" else races.object_of(name, f"{kind} {random.random()}")
            before = self.possible.get(name, {None})
            self.possible[name] = before | {content}
            self.touched.add(name)
            try:
                etag = await self._send(client, name, content, mine.get(name))
            except httpx.ConnectError:
                # Nobody heard of it; what never was is not asked for later.
                if before == {None}:
                    del self.possible[name]
                    self.touched.discard(name)
                else:
                    self.possible[name] = before
                await asyncio.sleep(PAUSE)
                continue
            except (httpx.TransportError, httpx.HTTPStatusError):
                # It may be either way, so nobody touches it again.
                mine.pop(name, None)
                await asyncio.sleep(PAUSE)
                continue
            self.possible[name] = {content}
            self.acknowledged += 1
            if content is None:
                del mine[name]
            else:
                mine[name] = etag

    async def _send(self, client: httpx.AsyncClient, name: str, content: bytes | None, etag: str | None) -> str:
        address = f"{self.calendar}{name}"
        if content is None:
            answer = await client.delete(address, headers={"If-Match": etag or ""})
        elif etag is None:
            answer = await races.put(client, address, content, If_None_Match="*")
        else:
            answer = await races.put(client, address, content, If_Match=etag)
        answer.raise_for_status()
        return answer.headers.get("etag", "")

    async def wrong(self, client: httpx.AsyncClient, names: set[str]) -> list[str]:
        """Those that are not what they may be."""
        at_once = asyncio.Semaphore(WRITERS)

        async def look(name: str) -> str | None:
            async with at_once:
                answer = await client.get(f"{self.calendar}{name}")
            kept = None if answer.status_code == 404 else answer.raise_for_status().content
            if kept in self.possible[name]:
                return None
            return f"{name}: {kept!r}, where it may be {self.possible[name]}"[:300]

        return [told for told in await asyncio.gather(*(look(name) for name in names)) if told is not None]


async def follow(follower: races.Follower, client: httpx.AsyncClient, storm: Storm) -> None:
    while storm.is_on:
        with suppress(httpx.TransportError, httpx.HTTPStatusError):
            await follower.follow(client)
        await asyncio.sleep(PAUSE)


def kill(tree: live.Part, kind: str, port: int) -> float:
    """Seconds until it is ready again."""
    pids = crashes.victims(tree, kind)
    assert pids, f"found no process to kill: {kind}"
    began = time.monotonic()
    for pid in pids:
        with suppress(ProcessLookupError):  # its parent was quicker
            os.kill(pid, signal.SIGKILL)
    if kind == "everything":
        tree.kill()
        crashes.wait_for_end(tree.data)
        tree.start()
    else:
        crashes.wait_until_noticed(port)
    live.wait_until_ready(port, tree)
    return time.monotonic() - began


async def play_round(
    number: int, tree: live.Part, port: int, storm: Storm, contest: Races, client: httpx.AsyncClient
) -> list[str]:
    began = time.monotonic()
    target, deadline = storm.acknowledged + WRITES_A_ROUND, began + SECONDS_TO_WRITE
    storm.may_write.set()
    contest.may_race.set()
    while storm.acknowledged < target:
        assert time.monotonic() < deadline, f"no writes are acknowledged:\n{tree.last_lines()}"
        await asyncio.sleep(0.02)
    wrote = time.monotonic() - began
    kind = VICTIMS[number % len(VICTIMS)]
    took = await asyncio.to_thread(kill, tree, kind, port)
    storm.may_write.clear()
    contest.may_race.clear()
    # Who has a write under way settles it first.
    await asyncio.sleep(SETTLE)
    written, storm.touched = storm.touched, set()
    wrong = await storm.wrong(client, written)
    told = f"{len(written):4} objects read back, {len(wrong)} wrong"
    lasted = time.monotonic() - began
    print(
        f"  {number + 1:3} {kind:11} {told}, written in {wrote:5.2f} s, ready after {took:5.2f} s, all {lasted:5.2f} s",
        flush=True,
    )
    return wrong


async def storm_through(tree: live.Part, port: int, password: str, kills: int, until: float) -> bool:
    home = f"http://127.0.0.1:{port}/dav/calendars/{USER}/"
    options = {"auth": (USER, password), "trust_env": False, "timeout": 20.0}
    clients = [httpx.AsyncClient(**options) for _ in range(WRITERS + 2 + RACERS)]
    looker, following, *writing = clients[: WRITERS + 2]
    storm = Storm(f"{home}storm/")
    contest = Races(f"{home}races/", clients[WRITERS + 2 :])
    for calendar in (storm.calendar, contest.calendar):
        (await looker.request("MKCALENDAR", calendar)).raise_for_status()
    follower = races.Follower(storm.calendar, limit=50)
    tasks = [asyncio.create_task(storm.write(one, Random(n))) for n, one in enumerate(writing)]
    tasks.append(asyncio.create_task(follow(follower, following, storm)))
    tasks.append(asyncio.create_task(contest.run()))
    wrong: list[str] = []
    killed = 0
    while killed < kills and time.monotonic() < until:
        wrong += await play_round(killed, tree, port, storm, contest, looker)
        killed += 1
    storm.is_on = contest.is_on = False
    storm.may_write.set()
    contest.may_race.set()
    await asyncio.gather(*tasks)
    wrong += await storm.wrong(looker, set(storm.possible))
    broken = await follower.ensure_same(following)
    for text in (*wrong, *broken, *contest.broken)[:10]:
        print(f"      {text}")
    there = len(await races.etags(looker, storm.calendar))
    print(
        f"{killed} kills of {kills}, {storm.acknowledged:,} acknowledged writes, {there:,} objects left: "
        f"wrong {len(wrong)}; "
        f"the follower, at token {races.count_of(follower.token):,}: {'right' if not broken else 'WRONG'}"
    )
    print(f"{contest.raced:,} races, {contest.cut} of them cut by a kill: broken {len(contest.broken)}")
    for one in clients:
        await one.aclose()
    return not wrong and not broken and not contest.broken and contest.cut > 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10)
    chosen = parser.parse_args()
    until = time.monotonic() + chosen.minutes * 60
    with live.temporary_folder() as folder:
        port = live.free_port()
        tree = live.serve(folder, port)
        tree.start()
        try:
            live.wait_until_ready(port, tree)
            live.add_people(tree.data, [USER])
            is_good = asyncio.run(storm_through(tree, port, device_password(port), chosen.kills, until))
        finally:
            tree.stop()
    print("promises:", "kept" if is_good else "BROKEN")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

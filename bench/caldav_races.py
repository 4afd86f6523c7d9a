"""50 rounds of 16 CalDAV clients at once, against a live server of two processes.

One winner of 16 updates that name one ETag; one winner of 16 creates of one address, the others 412; one object for a
UID; who follows by sync token among 15 writers ends with exactly what the server has, also by ten at a time; a token
that nobody gave out is refused. The races themselves are those of tests/adapters/caldav/races.py.

    python bench/caldav_races.py [--rounds 50]
"""

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

import httpx
import live
from suites.target import Target, kalends

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.adapters.caldav import races

CLIENTS = 16
Clients = Sequence[httpx.AsyncClient]
# Of each of fifteen writers while one follows.
WRITES = 60


async def race_all(target: Target, rounds: int) -> int:
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(
                httpx.AsyncClient(auth=(target.username, target.password), trust_env=False, timeout=60)
            )
            for _ in range(CLIENTS)
        ]

        async def following(clients: Clients, calendar: str, limit: int | None) -> list[str]:
            return await races.a_follower_among_writers(clients, calendar, writes=WRITES, limit=limit, random=Random(1))

        async def unknown(clients: Clients, calendar: str) -> list[str]:
            return await races.a_token_nobody_gave_out(clients[0], calendar)

        kinds: list[tuple[str, int, Callable[[Clients, str], Awaitable[list[str]]]]] = [
            ("16 updates of one ETag", rounds, races.updates_of_one_etag),
            ("16 creates of one address", rounds, races.creates_of_one_href),
            ("16 objects of one UID", rounds, races.creates_of_one_uid),
            (f"a follower, {CLIENTS - 1} × {WRITES} writes", 1, lambda c, a: following(c, a, None)),
            ("the same, ten at a time", 1, lambda c, a: following(c, a, 10)),
            ("tokens that nobody gave out", 1, unknown),
        ]
        bad = 0
        for name, times, race in kinds:
            calendar = await asyncio.to_thread(target.new_calendar, "races")
            began = time.monotonic()
            broken = [one for _ in range(times) for one in await race(clients, calendar)]
            bad += bool(broken)
            told = "kept" if not broken else f"BROKEN {len(broken)} times"
            print(f"  {name:32} {times:3} rounds {time.monotonic() - began:6.1f} s   {told}", flush=True)
            for text, count in Counter(broken).most_common(4):
                print(f"      {count} × {text}", flush=True)
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50)
    chosen = parser.parse_args()
    # The crowd is the point, so the limits on requests are off.
    with live.temporary_folder() as folder, kalends(folder, mode="test", processes=2) as target:
        bad = asyncio.run(race_all(target, chosen.rounds))
    print("promises:", "kept" if not bad else f"{bad} BROKEN")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

"""CHECKLIST 59, and what publishing a season does to whoever uses the API meanwhile.

All of Kalends in one process tree, with a mail server and a webhook's host that are ours. First the API's p99 while
nothing else happens; then while a league's office publishes 1,000 games, each an event to which both teams of 40 are
invited, by mail, on their page and into their calendar. Bar: p99 at most twice the calm one, and each of the 2,000
mails comes. Then 100 games twice: with hosts that answer, and with a mail server and a webhook's host that take
connections and say nothing. Bar: p99 at most a tenth higher, or 5 ms, which is what two measurements differ by anyway.

    python bench/publishing.py [--games 1000]
"""

import argparse
import asyncio
import sys
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import live
import load
from aiosmtpd.smtp import SMTP
from load import Figures, Request

TEAMS = 40
IN_A_BATCH = 100
CLIENTS = 8
EVERY = 0.1
CALM, PUBLISHING, STUCK = 15.0, 25.0, 12.0
MOST_TIMES, STUCK_TIMES, NOISE = 2.0, 1.1, 0.005
# For the mails to come after the load is over.
PATIENCE = 60.0


@dataclass
class Hosts:
    """A mail server that counts and a webhook's host, in a thread of their own; stuck, they say nothing."""

    mails: int = 0
    posts: int = 0
    is_stuck: bool = False
    mail_port: int = 0
    hook_port: int = 0
    _ready: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        while self.is_stuck:
            await asyncio.sleep(0.1)
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails += 1
        return "250 OK"

    async def _post(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.posts += 1
        while self.is_stuck:
            await asyncio.sleep(0.1)
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        writer.close()

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        mail = await loop.create_server(lambda: SMTP(self, hostname="localhost"), "127.0.0.1", 0)
        hook = await asyncio.start_server(self._post, "127.0.0.1", 0)
        self.mail_port, self.hook_port = (one.sockets[0].getsockname()[1] for one in (mail, hook))
        self._ready.set()
        await asyncio.Event().wait()

    def start(self) -> None:
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()

    def environment(self) -> dict[str, str]:
        return {
            "KALENDS__MAIL__TRANSPORT": "smtp",
            "KALENDS__MAIL__HOST": "127.0.0.1",
            "KALENDS__MAIL__PORT": str(self.mail_port),
            "KALENDS__MAIL__SECURITY": "plain",
            "KALENDS__OUTBOUND__ALLOWED_NETWORKS": "127.0.0.0/8",
        }


def games(first: int, many: int) -> dict[str, Any]:
    """Hourly, each of one team at another."""
    found: list[dict[str, Any]] = []
    for number in range(first, first + many):
        start = live.first_day() + timedelta(hours=number)
        teams = number % TEAMS, (number + 1 + number // TEAMS % (TEAMS - 1)) % TEAMS
        found.append(
            {
                "summary": f"Game {number}",
                "start": start.isoformat(),
                "attendees": [{"address": f"team{team}@example.org", "is_asked": False} for team in teams],
            }
        )
    return {"add": found}


def measured(port: int, api: live.Api, meeting: str, seconds: float, first: int = 0, many: int = 0) -> Figures:
    """The API's figures while so many games are published."""
    read = Request(
        method="GET",
        path=f"/api/v1/meetings/{meeting}",
        headers={"authorization": api.client.headers["authorization"]},
    )
    loading = load.start(port, CLIENTS, [read], seconds=seconds, every=EVERY)
    for begin in range(first, first + many, IN_A_BATCH):
        published = api.client.post("/api/v1/events/batch", json=games(begin, min(IN_A_BATCH, many)))
        assert published.status_code == 200, published.text
    return load.figures_of(loading)


def said(what: str, figures: Figures) -> None:
    print(
        f"{what:46} {figures.rate:5.0f} reads/s   p50 {figures.p50 * 1e3:6.1f} ms   p99 {figures.p99 * 1e3:6.1f} ms"
        f"   failures: {figures.failures or 'none'}",
        flush=True,
    )


def run(folder: live.Path, hosts: Hosts, many: int) -> bool:
    port = live.free_port()
    tree = live.serve(folder, port, environment=hosts.environment())
    tree.start()
    try:
        live.wait_until_ready(port, tree)
        live.add_people(folder / "data", ["office", *(f"team{number}" for number in range(TEAMS))])
        with live.signed_in(port, "office") as api:
            hook = {"url": f"http://127.0.0.1:{hosts.hook_port}/", "events": ["*"]}
            api.client.post("/api/v1/webhooks", json=hook).raise_for_status()
            meeting = api.propose()
            measured(port, api, meeting, 3.0)
            calm = measured(port, api, meeting, CALM)
            said("nothing else happens", calm)
            publishing = measured(port, api, meeting, PUBLISHING, 0, many)
            said(f"{many:,} games are published to {TEAMS} teams", publishing)
            came = mails(hosts, 2 * many)
            print(f"{came:,} of {2 * many:,} mails came", flush=True)
            answering = measured(port, api, meeting, STUCK, many, IN_A_BATCH)
            said("100 games, hosts that answer", answering)
            mails(hosts, 2 * (many + IN_A_BATCH))
            hosts.is_stuck = True
            stuck = measured(port, api, meeting, STUCK, many + IN_A_BATCH, IN_A_BATCH)
            said("100 games, hosts that say nothing", stuck)
            hosts.is_stuck = False
    finally:
        tree.stop()
    failures = any(one.failures for one in (calm, publishing, answering, stuck))
    is_calm = publishing.p99 <= MOST_TIMES * calm.p99
    is_untouched = stuck.p99 <= max(STUCK_TIMES * answering.p99, answering.p99 + NOISE)
    print("bar: p99 at most doubles, all mails come:", "met" if is_calm and came == 2 * many else "MISSED")
    print("bar: p99 not touched by hosts that hang:", "met" if is_untouched else "MISSED")
    return is_calm and is_untouched and came == 2 * many and not failures


def mails(hosts: Hosts, many: int) -> int:
    """How many came, once all have or it has been waited for long enough."""
    waiting, tick = threading.Event(), 0.2
    for _ in range(int(PATIENCE / tick)):
        if hosts.mails >= many:
            break
        waiting.wait(tick)
    return hosts.mails


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--games", type=int, default=1_000)
    chosen = parser.parse_args()
    hosts = Hosts()
    hosts.start()
    with live.temporary_folder() as folder:
        return 0 if run(folder, hosts, chosen.games) else 1


if __name__ == "__main__":
    sys.exit(main())

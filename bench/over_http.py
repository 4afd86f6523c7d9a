"""A read and a write over HTTP beside a bare Starlette handler that sends the same statements; then 1,000 clients.

First: GET /api/v1/meetings/{id} and PUT /api/v1/meetings/{id}/answer, signed in, at 1, 16 and 200 clients, against
`kalends web` and against bare.py on the same granian settings, pool, database and token. The two take turns, a few
seconds each, and the medians are compared. Bar: the product answers at least half as many requests a second.
Then `kalends serve` as people run it, with 1,000 clients for a minute, each reading every few seconds. Bar: no error,
p99 within 500 ms. (Without a pace a thousand clients would measure the first figure again: if all of them always wait,
each waits for a thousand divided by the requests a second, and not even the bare handler answers 2,000 here.)

    python bench/over_http.py [--seconds 60] [--every 3] [--turns 3] [--turn 2.0] [--only compare|crowd]
"""

import argparse
import asyncio
import json
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import bare
import live
import load
from load import Figures, Request

from kalends.core.actor import Person
from kalends.core.clock import system_clock
from kalends.core.ids import MeetingId, PersonId, SessionId
from kalends.features.accounts.links import Links
from kalends.features.meetings.answering.domain import NewInterval
from kalends.features.meetings.answering.service import Answers
from kalends.features.meetings.service import Meetings
from kalends.features.meetings.sharing import MeetingLinks
from kalends.store import embedded
from kalends.store.database import Database
from kalends.store.migrate import migrate

CLIENTS = (1, 16, 200)
# As many meetings as clients: whoever answers has a row to themselves, and what is measured is not its lock.
MEETINGS = 200
MOST_TIMES_SLOWER = 2.0
CROWD = 1_000
# A page that looks for news; a third of what one process serves on two cores.
EVERY = 3.0
SLOWEST = 0.5


def reads(token: str, meetings: list[str]) -> list[Request]:
    headers = {"Authorization": f"Bearer {token}"}
    return [Request(method="GET", path=f"/api/v1/meetings/{one}", headers=headers) for one in meetings]


def writes(token: str, meetings: list[str]) -> list[Request]:
    headers, body = {"Authorization": f"Bearer {token}"}, json.dumps(live.answer())
    return [
        Request(method="PUT", path=f"/api/v1/meetings/{one}/answer", headers=headers, body=body) for one in meetings
    ]


@dataclass(slots=True)
class Recorder:
    """Notes the statements that the product's services send."""

    statements: list[str]

    def statement(self, text: str, seconds: float, error: BaseException | None) -> None:
        self.statements.append(squeezed(text))

    def waited(self, seconds: float) -> None:
        pass


def squeezed(text: str) -> str:
    return " ".join(text.split())


async def statements_of(conninfo: str, person: Person, meeting: MeetingId) -> tuple[list[str], list[str]]:
    """Of the read, and of the write."""
    recorder = Recorder([])
    database = Database(conninfo, size=2, watch=recorder)
    links = MeetingLinks(db=database, links=Links(b"bench" * 8), public_url="")
    await database.open()
    await Meetings(db=database, links=links, clock=system_clock).see(person, meeting)
    read, recorder.statements = recorder.statements, []
    reply = [NewInterval(start=live.first_day(), end=live.first_day() + live.timedelta(hours=2))]
    await Answers(db=database, links=links, clock=system_clock).put(person, meeting, reply, "Europe/Berlin")
    await database.close()
    return read, recorder.statements


def ensure_same_statements(conninfo: str, api: live.Api, meeting: str) -> None:
    """bare.py is a yardstick only while it asks the database the same."""
    me = api.client.get("/api/v1/people/me").json()["id"]
    person = Person(PersonId(UUID(me)), SessionId(UUID(api.session_id)))
    sent = asyncio.run(statements_of(conninfo, person, MeetingId(UUID(meeting))))
    for ours, theirs in zip(sent, (bare.READ, bare.WRITE), strict=True):
        if ours != [squeezed(one) for one in theirs]:
            print("bench/bare.py no longer sends the product's statements. Give it these:", *ours, sep="\n  ")
            sys.exit(2)


@contextmanager
def servers(folder: Path) -> Iterator[tuple[str, dict[str, live.Part], dict[str, int]]]:
    """`kalends web` and the bare handler beside one database; answers the application's connection string."""
    ports = {"kalends": live.free_port(), "bare": live.free_port()}
    # The issuer of the tokens, which both must believe.
    same = {"KALENDS__SERVER__PUBLIC_URL": f"http://localhost:{ports['kalends']}"}
    data = folder / "data"
    with ExitStack() as stack:
        cluster = stack.enter_context(embedded.running(data))
        migrate(cluster.owner_conninfo)
        script = str(Path(__file__).with_name("bare.py"))
        parts = {
            "kalends": live.web(data, ports["kalends"], folder / "web.log", same),
            "bare": live.Part(data, (str(ports["bare"]),), folder / "bare.log", same, program=(script,)),
        }
        for name, part in parts.items():
            stack.callback(part.stop)
            part.start()
            live.wait_until_ready(ports[name], part)
        yield cluster.app_conninfo, parts, ports


@dataclass(frozen=True, slots=True)
class Turn:
    figures: Figures
    # Of the server's processes, for each request.
    cpu: float


def take_turn(part: live.Part, port: int, clients: int, requests: list[Request], seconds: float) -> Turn:
    before = live.cpu_seconds(part.pid)
    figures = load.run(port, clients, requests[:clients] if clients > 1 else requests, seconds=seconds)
    if figures.failures:
        print(f"  failed: {figures.failures}")
    return Turn(figures, (live.cpu_seconds(part.pid) - before) / max(1, figures.requests))


def middle(turns: list[Turn], of: Callable[[Turn], float]) -> float:
    return statistics.median(of(turn) for turn in turns)


def compare(folder: Path, turns: int, seconds: float) -> bool:
    is_good = True
    with servers(folder) as (conninfo, parts, ports):
        live.add_people(folder / "data", ["ada"])
        with live.signed_in(ports["kalends"], "ada") as api:
            meetings = [api.propose(f"Meeting {n}") for n in range(MEETINGS)]
            for one in meetings:
                # Ada joins each by answering it; from here on an answer replaces an answer.
                api.client.put(f"/api/v1/meetings/{one}/answer", json=live.answer()).raise_for_status()
            ensure_same_statements(conninfo, api, meetings[0])
            kinds = {"read": reads(api.token, meetings), "write": writes(api.token, meetings)}
            print("           clients   kalends/s      bare/s   times slower     p99 ms        CPU ms a request")
            for kind, requests in kinds.items():
                for clients in CLIENTS:
                    taken: dict[str, list[Turn]] = {"kalends": [], "bare": []}
                    for _ in range(turns):
                        for name, part in parts.items():
                            taken[name].append(take_turn(part, ports[name], clients, requests, seconds))
                    is_good &= judge(kind, clients, taken["kalends"], taken["bare"])
    return is_good


def judge(kind: str, clients: int, ours: list[Turn], theirs: list[Turn]) -> bool:
    rate, bare_rate = (middle(one, lambda turn: turn.figures.rate) for one in (ours, theirs))
    p99, bare_p99 = (middle(one, lambda turn: turn.figures.p99 * 1e3) for one in (ours, theirs))
    cpu, bare_cpu = (middle(one, lambda turn: turn.cpu * 1e3) for one in (ours, theirs))
    has_failed = any(turn.figures.failures for turn in (*ours, *theirs))
    print(
        f"  {kind:8} {clients:7,} {rate:11,.0f} {bare_rate:11,.0f} {bare_rate / rate:14.2f} "
        f"{p99:6.1f}/{bare_p99:6.1f} {cpu:14.2f}/{bare_cpu:.2f}",
        flush=True,
    )
    return not has_failed and bare_rate / rate <= MOST_TIMES_SLOWER


def crowd(folder: Path, seconds: float, every: float) -> bool:
    port = live.free_port()
    tree = live.serve(folder, port)
    tree.start()
    try:
        live.wait_until_ready(port, tree)
        live.add_people(folder / "data", ["ada"])
        with live.signed_in(port, "ada") as api:
            meetings = [api.propose(f"Meeting {n}") for n in range(MEETINGS)]
            figures = load.run(port, CROWD, reads(api.token, meetings), seconds=seconds, every=every)
    finally:
        tree.stop()
    failures, p50, p99, longest = figures.failures or "none", figures.p50, figures.p99, figures.longest
    print(
        f"  {CROWD:,} clients, one read in {every:g} s each, {seconds:.0f} s: {figures.rate:,.0f} reads/s, "
        f"p50 {p50 * 1e3:.0f} ms, p99 {p99 * 1e3:.0f} ms, longest {longest * 1e3:.0f} ms, failures: {failures}"
    )
    return not figures.failures and p99 <= SLOWEST


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--every", type=float, default=EVERY, help="seconds between two reads of one client")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--turn", type=float, default=2.0)
    parser.add_argument("--only", choices=("compare", "crowd"))
    chosen = parser.parse_args()
    is_good = True
    if chosen.only != "crowd":
        with live.temporary_folder() as folder:
            is_good = compare(folder, chosen.turns, chosen.turn)
        print("bar: within 2 times of a bare handler, no failure:", "met" if is_good else "MISSED", flush=True)
    if chosen.only != "compare":
        with live.temporary_folder() as folder:
            is_calm = crowd(folder, chosen.seconds, chosen.every)
        print("bar: no failure, p99 <= 500 ms:", "met" if is_calm else "MISSED")
        is_good &= is_calm
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

"""What must hold when many write at once; told of any server that is given, over any transport: the tests race inside
one process, `bench/caldav_races.py` against a live server. Each answers what was broken, or nothing."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import uuid4
from xml.etree import ElementTree

import httpx

DAV = "{DAV:}"
XML = {"Content-Type": "application/xml; charset=utf-8"}
GOOD_PUT = {200, 201, 204}
_ETAGS = '<propfind xmlns="DAV:"><prop><getetag/></prop></propfind>'


def object_of(uid: str, summary: str) -> bytes:
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ada//Pen//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20260101T000000Z",
        "DTSTART:20260114T120000Z",
        "DURATION:PT1H",
        f"SUMMARY:{summary}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(lines).encode()


async def put(client: httpx.AsyncClient, address: str, content: bytes, **headers: str) -> httpx.Response:
    given = {name.replace("_", "-"): text for name, text in headers.items()}
    return await client.put(address, content=content, headers={"Content-Type": "text/calendar", **given})


async def updates_of_one_etag(clients: Sequence[httpx.AsyncClient], calendar: str) -> list[str]:
    """One winner; the others get 412, and what is kept is the winner's."""
    address, uid = f"{calendar}{uuid4()}.ics", str(uuid4())
    (await put(clients[0], address, object_of(uid, "before"))).raise_for_status()
    etag = (await clients[0].get(address)).headers["etag"]

    answers = await asyncio.gather(
        *(put(one, address, object_of(uid, f"writer {n}"), If_Match=etag) for n, one in enumerate(clients))
    )

    broken = _one_winner("updates", answers)
    winners = [n for n, one in enumerate(answers) if one.status_code in GOOD_PUT]
    kept = (await clients[0].get(address)).content
    if len(winners) == 1 and kept != object_of(uid, f"writer {winners[0]}"):
        broken.append("updates: what is kept is not the winner's")
    return broken


async def creates_of_one_href(clients: Sequence[httpx.AsyncClient], calendar: str) -> list[str]:
    """One winner; the others get 412."""
    address, uid = f"{calendar}{uuid4()}.ics", str(uuid4())

    answers = await asyncio.gather(
        *(put(one, address, object_of(uid, f"writer {n}"), If_None_Match="*") for n, one in enumerate(clients))
    )

    return _one_winner("creates", answers)


async def creates_of_one_uid(clients: Sequence[httpx.AsyncClient], calendar: str) -> list[str]:
    """One object, whatever their names; the others are told of no-uid-conflict (RFC 4791, section 5.3.2.1)."""
    uid = str(uuid4())
    names = [f"{uid}-{n}.ics" for n in range(len(clients))]

    answers = await asyncio.gather(
        *(put(one, f"{calendar}{name}", object_of(uid, name)) for one, name in zip(clients, names, strict=True))
    )

    statuses = Counter(one.status_code for one in answers)
    refused = [one for one in answers if one.status_code not in GOOD_PUT]
    there = [name for name in await etags(clients[0], calendar) if name.rsplit("/", 1)[1].startswith(uid)]
    broken: list[str] = []
    if len(there) != 1 or len(refused) != len(clients) - 1:
        broken.append(f"one UID: {len(there)} objects, answers {dict(statuses)}")
    if any(one.status_code not in (403, 409) or b"no-uid-conflict" not in one.content for one in refused):
        broken.append(f"one UID: not all were told why: {dict(statuses)}")
    return broken


def _one_winner(what: str, answers: Sequence[httpx.Response]) -> list[str]:
    statuses = Counter(one.status_code for one in answers)
    won = sum(count for status, count in statuses.items() if status in GOOD_PUT)
    is_so = won == 1 and statuses[412] == len(answers) - 1
    return [] if is_so else [f"{what}: answers {dict(statuses)}"]


async def etags(client: httpx.AsyncClient, calendar: str) -> dict[str, str]:
    """What the server has: ETags by path."""
    answer = await client.request("PROPFIND", calendar, content=_ETAGS, headers={**XML, "Depth": "1"})
    answer.raise_for_status()
    found: dict[str, str] = {}
    for one in ElementTree.fromstring(answer.content).iter(f"{DAV}response"):
        path, etag = one.findtext(f"{DAV}href") or "", one.findtext(f".//{DAV}getetag")
        if etag and not path.endswith("/"):
            found[path] = etag
    return found


@dataclass(slots=True)
class Follower:
    """A client that asks what changed since its token, `limit` at a time where it has one (RFC 6578)."""

    calendar: str
    limit: int | None = None
    token: str = ""
    known: dict[str, str] = field(default_factory=dict[str, str])
    broken: list[str] = field(default_factory=list[str])

    async def follow(self, client: httpx.AsyncClient) -> None:
        """Until there is no more."""
        while await self._ask(client):
            pass

    async def _ask(self, client: httpx.AsyncClient) -> bool:
        """Whether there is more: the calendar itself is told of with 507 then."""
        limit = f"<limit><nresults>{self.limit}</nresults></limit>" if self.limit else ""
        body = (
            f'<sync-collection xmlns="DAV:"><sync-token>{self.token}</sync-token><sync-level>1</sync-level>'
            f"{limit}<prop><getetag/></prop></sync-collection>"
        )
        answer = await client.request("REPORT", self.calendar, content=body, headers=XML)
        answer.raise_for_status()
        root = ElementTree.fromstring(answer.content)
        is_cut, told = False, 0
        for one in root.iter(f"{DAV}response"):
            path, etag = one.findtext(f"{DAV}href") or "", one.findtext(f".//{DAV}getetag")
            status = one.findtext(f"{DAV}status") or ""
            if "507" in status:
                is_cut = True
            elif etag:
                self.known[path] = etag
                told += 1
            else:
                self.known.pop(path, None)
                told += 1
        if self.limit and told > self.limit:
            self.broken.append(f"sync: {told} were told where {self.limit} were asked for")
        self._take(root.findtext(f"{DAV}sync-token") or "")
        return is_cut

    def _take(self, token: str) -> None:
        """Ours end in a count, which never goes back."""
        if count_of(token) < count_of(self.token):
            self.broken.append(f"sync: the token went back from {self.token} to {token}")
        self.token = token

    async def ensure_same(self, client: httpx.AsyncClient) -> list[str]:
        """After the last change."""
        await self.follow(client)
        there = await etags(client, self.calendar)
        if self.known != there:
            wrong = sorted({path for path, _ in set(self.known.items()) ^ set(there.items())})
            self.broken.append(f"sync: the follower is wrong about {len(wrong)} of {len(there)}: {wrong[:3]}")
        return self.broken


def count_of(token: str) -> int:
    digits = token.rsplit(":", 1)[-1].rsplit("/", 1)[-1]
    return int(digits) if digits.isdecimal() else 0


async def a_follower_among_writers(
    clients: Sequence[httpx.AsyncClient], calendar: str, *, writes: int, limit: int | None, random: Random
) -> list[str]:
    """The first client follows while the others add, change and remove; it ends with exactly what the server has."""
    follower = Follower(calendar, limit)
    is_over = asyncio.Event()

    async def keep_following() -> None:
        while not is_over.is_set():
            await follower.follow(clients[0])
            await asyncio.sleep(0)

    following = asyncio.create_task(keep_following())
    seeds = [random.random() for _ in clients[1:]]
    await asyncio.gather(
        *(_write(one, calendar, writes, Random(seed)) for one, seed in zip(clients[1:], seeds, strict=True))
    )
    is_over.set()
    await following
    return await follower.ensure_same(clients[0])


async def _write(client: httpx.AsyncClient, calendar: str, writes: int, random: Random) -> None:
    mine: list[str] = []
    for n in range(writes):
        kind = random.choice(("add", "change", "remove")) if mine else "add"
        name = str(uuid4()) if kind == "add" else random.choice(mine)
        address = f"{calendar}{name}.ics"
        if kind == "remove":
            mine.remove(name)
            (await client.delete(address)).raise_for_status()
        else:
            mine += [name] if kind == "add" else []
            (await put(client, address, object_of(name, f"version {n}"))).raise_for_status()


async def a_token_nobody_gave_out(client: httpx.AsyncClient, calendar: str) -> list[str]:
    """RFC 6578, section 3.2: the precondition valid-sync-token, never an empty answer."""
    broken: list[str] = []
    for token in ("urn:kalends:sync:1", "http://example.org/sync/99", "rubbish"):
        body = (
            f'<sync-collection xmlns="DAV:"><sync-token>{token}</sync-token><sync-level>1</sync-level>'
            "<prop><getetag/></prop></sync-collection>"
        )
        answer = await client.request("REPORT", calendar, content=body, headers=XML)
        if answer.status_code not in (403, 409) or b"valid-sync-token" not in answer.content:
            broken.append(f"token {token!r}: {answer.status_code}")
    return broken

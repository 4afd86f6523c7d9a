"""Races of 16 CalDAV clients while processes are killed: whatever the kill cut off, one won at most, and it is kept."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.adapters.caldav import races

RACERS = 16
# How long a client waits whose server has gone away.
PAUSE = 0.1

Answer = httpx.Response | BaseException


@dataclass(slots=True)
class Races:
    calendar: str
    clients: Sequence[httpx.AsyncClient]
    is_on: bool = True
    raced: int = 0
    # Those of which not all were answered.
    cut: int = 0
    broken: list[str] = field(default_factory=list[str])
    # Cleared while others read back what they wrote.
    may_race: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        kinds = (self._updates, self._creates, self._objects_of_one_uid)
        while self.is_on:
            await self.may_race.wait()
            try:
                await kinds[self.raced % len(kinds)]()
            except (httpx.TransportError, httpx.HTTPStatusError):
                # Killed before it began.
                await asyncio.sleep(PAUSE)

    async def _updates(self) -> None:
        """Of one ETag."""
        address, uid = f"{self.calendar}{uuid4()}.ics", str(uuid4())
        before = races.object_of(uid, "before")
        etag = (await races.put(self.clients[0], address, before)).raise_for_status().headers["etag"]
        texts = [races.object_of(uid, f"writer {n}") for n in range(RACERS)]
        answers = await self._all_at_once([address] * RACERS, texts, If_Match=etag)
        self._judge("updates", answers, texts, await self._kept(address), before)

    async def _creates(self) -> None:
        """Of one address."""
        address, uid = f"{self.calendar}{uuid4()}.ics", str(uuid4())
        texts = [races.object_of(uid, f"writer {n}") for n in range(RACERS)]
        answers = await self._all_at_once([address] * RACERS, texts, If_None_Match="*")
        self._judge("creates", answers, texts, await self._kept(address), None)

    async def _objects_of_one_uid(self) -> None:
        uid = str(uuid4())
        addresses = [f"{self.calendar}{uid}-{n}.ics" for n in range(RACERS)]
        texts = [races.object_of(uid, f"writer {n}") for n in range(RACERS)]
        answers = await self._all_at_once(addresses, texts)
        kept = [text for address in addresses if (text := await self._kept(address)) is not None]
        if len(kept) > 1:
            self.broken.append(f"one UID: {len(kept)} objects")
        self._judge("one UID", answers, texts, kept[0] if kept else None, None)

    async def _all_at_once(self, addresses: Sequence[str], texts: Sequence[bytes], **headers: str) -> Sequence[Answer]:
        given = zip(self.clients, addresses, texts, strict=True)
        return await asyncio.gather(*(races.put(*one, **headers) for one in given), return_exceptions=True)

    async def _kept(self, address: str) -> bytes | None:
        """As soon as somebody answers."""
        while True:
            with suppress(httpx.TransportError, httpx.HTTPStatusError):
                answer = await self.clients[0].get(address)
                return None if answer.status_code == 404 else answer.raise_for_status().content
            await asyncio.sleep(PAUSE)

    def _judge(
        self, what: str, answers: Sequence[Answer], texts: Sequence[bytes], kept: bytes | None, before: bytes | None
    ) -> None:
        self.raced += 1
        won = [n for n, one in enumerate(answers) if isinstance(one, httpx.Response) and one.status_code < 300]
        lost = [n for n, one in enumerate(answers) if isinstance(one, httpx.Response) and 400 <= one.status_code < 500]
        unheard = [n for n in range(RACERS) if n not in won and n not in lost]
        self.cut += bool(unheard)
        # Who is refused, is refused because another was there.
        possible = {texts[n] for n in (won or unheard)} | (set() if won or lost else {before})
        if len(won) > 1:
            self.broken.append(f"{what}: {len(won)} winners")
        if kept not in possible:
            self.broken.append(
                f"{what}: {len(won)} won, {len(lost)} lost, {len(unheard)} unheard; kept is {kept!r}"[:300]
            )

"""The one HTTP client for addresses that people enter."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx

from kalends.adapters.outbound.guard import Address, Guard, NoSuchHost
from kalends.core.errors import Error, Invalid

# CHECKLIST 46. Seconds to reach a host, and for the whole exchange; bytes of an answer that are read.
CONNECT = 5.0
TOTAL = 15.0
MOST = 1_000_000
MAX_URL = 2048
# Enough for http → https → www → the file.
MAX_REDIRECTS = 5
# Of a host with many addresses; the rest would only use up the time.
MAX_ADDRESSES = 3


class BadUrl(Invalid):
    """Give an address that begins with https:// and names a host, without user name or password."""


class NotEncrypted(Invalid):
    """Give an address that begins with https://: what is sent in clear can be read and changed on its way."""


class Unreachable(Error):
    """The host did not answer as one should."""


class AnswerTooLarge(Error):
    """The answer is larger than a megabyte."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is what came, as it came: nothing is decompressed. `is_cut` where there was more than was wanted."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Target:
    url: httpx.URL
    addresses: tuple[Address, ...]


class Client:
    """Each request has a connection of its own, to an address that was checked, under the name that was asked for."""

    def __init__(
        self, guard: Guard, *, connect: float = CONNECT, total: float = TOTAL, trust: ssl.SSLContext | None = None
    ) -> None:
        self._guard = guard
        self._total = total
        # One for all: making one reads the whole list of authorities.
        self._trust = trust or ssl.create_default_context()
        self._timeout = httpx.Timeout(total, connect=connect)

    async def target(self, url: str, *, may_be_clear: bool = True) -> Target:
        """The address read and looked up. `may_be_clear`: also over http://; else only into networks that the operator
        has allowed."""
        read = read_url(url)
        port = read.port or (443 if read.scheme == "https" else 80)
        addresses = await self._guard.addresses(host_of(read), port)
        if read.scheme == "http" and not may_be_clear and not all(map(self._guard.is_allowed, addresses)):
            raise NotEncrypted
        return Target(read, tuple(addresses[:MAX_ADDRESSES]))

    async def check(self, url: str) -> None:
        """Whether a webhook may be sent there, as things are now; raises Invalid."""
        try:
            async with asyncio.timeout(self._total):
                await self.target(url, may_be_clear=False)
        except TimeoutError as late:
            raise NoSuchHost from late

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        *,
        keep: int = MOST,
        may_be_clear: bool = True,
        connected: Callable[[], Awaitable[None]] | None = None,
    ) -> Answer:
        """No redirect is followed. Of the answer's body the first `keep` bytes are read, and no more.

        `connected` is awaited when there is a connection and nothing has been sent over it; its time is not counted.
        """
        async with self._bounded() as bound:
            target = await self.target(url, may_be_clear=may_be_clear)
            pause = None if connected is None else partial(_pause, bound, connected)
            return await self._send("POST", target, headers, body, keep, pause)

    async def get(self, url: str, headers: Mapping[str, str] | None = None, *, keep: int = MOST) -> Answer:
        """Redirects are followed, each checked like the first; an answer of more than `keep` bytes is refused.

        `headers` go to the first host only: they may hold what is nobody else's business.
        """
        first = host_of(read_url(url))
        async with self._bounded():
            for _ in range(MAX_REDIRECTS + 1):
                target = await self.target(url)
                told: Mapping[str, str] = headers if headers and host_of(target.url) == first else {}
                answer = await self._send("GET", target, told, b"", keep)
                if answer.status not in {301, 302, 303, 307, 308} or "location" not in answer.headers:
                    break
                url = str(target.url.join(answer.headers["location"]))
            else:
                raise Unreachable("it redirects without end")
        if answer.is_cut:
            raise AnswerTooLarge
        return answer

    @asynccontextmanager
    async def _bounded(self) -> AsyncGenerator[asyncio.Timeout]:
        try:
            async with asyncio.timeout(self._total) as bound:
                yield bound
        except TimeoutError as late:
            raise Unreachable(f"no answer within {self._total:g} seconds") from late

    async def _send(
        self,
        method: str,
        target: Target,
        headers: Mapping[str, str],
        body: bytes,
        keep: int,
        pause: Callable[[], Awaitable[None]] | None = None,
    ) -> Answer:
        failure: Exception | None = None
        for address in target.addresses:
            try:
                return await self._try(method, target.url, address, headers, body, keep, pause)
            except (httpx.ConnectError, httpx.ConnectTimeout) as unreached:
                failure = unreached
            except httpx.HTTPError as broken:
                raise Unreachable(f"{type(broken).__name__}: {broken}") from broken
        raise Unreachable(f"no connection: {failure}") from failure

    async def _try(
        self,
        method: str,
        url: httpx.URL,
        address: Address,
        headers: Mapping[str, str],
        body: bytes,
        keep: int,
        pause: Callable[[], Awaitable[None]] | None,
    ) -> Answer:
        extensions: dict[str, Any] = {"sni_hostname": host_of(url)} if url.scheme == "https" else {}
        if pause is not None:
            extensions["trace"] = partial(_before_first_byte, pause)
        # A pool would hand out a connection by its address, and that may have been made for another name.
        async with (
            httpx.AsyncClient(verify=self._trust, timeout=self._timeout, trust_env=False) as client,
            client.stream(
                method,
                url.copy_with(host=str(address)),
                content=body,
                headers={"accept-encoding": "identity", **headers, "host": url.netloc.decode("ascii")},
                extensions=extensions,
            ) as response,
        ):
            received = bytearray()
            async for piece in response.aiter_raw():
                received += piece
                if len(received) > keep:
                    break
            return Answer(response.status_code, response.headers, bytes(received[:keep]), len(received) > keep)


async def _before_first_byte(pause: Callable[[], Awaitable[None]], event: str, _: Mapping[str, Any]) -> None:
    """What httpcore tells, and waits to have heard, of each of its steps (its extension "trace")."""
    if event == "http11.send_request_headers.started":
        await pause()


async def _pause(bound: asyncio.Timeout, until: Callable[[], Awaitable[None]]) -> None:
    """Stops the clock meanwhile."""
    loop, when = asyncio.get_running_loop(), bound.when()
    left = None if when is None else when - loop.time()
    bound.reschedule(None)
    await until()
    bound.reschedule(None if left is None else loop.time() + left)


def read_url(url: str) -> httpx.URL:
    """Well-formed, http or https, with a host and without credentials."""
    try:
        read = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as unreadable:
        raise BadUrl from unreadable
    is_sound = read.scheme in {"http", "https"} and read.host and not read.userinfo and read.port != 0
    # A blank or an escape in a host is no name, but an attempt to make two readers see two hosts.
    if not is_sound or len(url) > MAX_URL or (read.port or 1) > 65535 or "%" in host_of(read):
        raise BadUrl
    return read.copy_with(fragment=None)


def host_of(url: httpx.URL) -> str:
    """As it is looked up and certified: in ASCII, whatever alphabet it was written in."""
    return url.raw_host.decode("ascii")

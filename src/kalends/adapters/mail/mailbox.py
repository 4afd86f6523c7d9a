"""A mailbox read by IMAP (RFC 3501): what is unseen, then what comes, as the server says by itself (IDLE, RFC 2177).

The standard library's client blocks, so it has a thread of its own; mails are taken in the event loop, one by one.
"""

import asyncio
import contextlib
import imaplib
import re
import socket
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Literal, cast

import structlog

from kalends.core.errors import Error, Stale, Unavailable

log = structlog.get_logger("mail")

Take = Callable[[bytes], Awaitable[object]]

# Seconds for one command.
PATIENCE = 30.0
# RFC 2177 asks for a new IDLE every 29 minutes; routers forget sooner. In between the server wakes us.
IDLE = 240.0
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
# A reply is a few kilobytes. What is larger is seen and left.
MOST_BYTES = 1_048_576
MOST_AT_ONCE = 100

_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxIsAway(Exception):
    """The server can't be reached, or does not let us in."""


@dataclass(slots=True, kw_only=True)
class Mailbox:
    host: str
    port: int
    security: Literal["tls", "starttls", "plain"]
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    tls: ssl.SSLContext | None = None
    _client: imaplib.IMAP4 | None = None

    async def read(self, take: Take) -> None:
        """Until cancelled. What is wrong with the server is logged, and tried again after a while."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._call(self._enter)
                await self._take_all(take)
                pause = FIRST_PAUSE
                while await self._call(self._wait):
                    await self._take_all(take)
                self._leave()
                continue
            except asyncio.CancelledError:
                self._leave()
                raise
            except (MailboxIsAway, Unavailable) as away:
                log.warning("the mailbox can't be read now", why=str(away), wait=pause)
                self._leave()
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _take_all(self, take: Take) -> None:
        for uid in await self._call(self._unseen):
            raw = await self._call(self._fetch, uid)
            if raw is not None:
                await _taken(take, raw)
            await self._call(self._mark, uid)

    async def _call(self, work: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return await asyncio.to_thread(work, *arguments)
        except (imaplib.IMAP4.error, OSError) as failure:
            raise MailboxIsAway(f"{type(failure).__name__}: {failure}") from failure

    # In the thread.

    def _enter(self) -> None:
        context = self.tls or ssl.create_default_context()
        if self.security == "tls":
            client: imaplib.IMAP4 = imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=PATIENCE)
        else:
            client = imaplib.IMAP4(self.host, self.port, timeout=PATIENCE)
        self._client = client
        if self.security == "starttls":
            client.starttls(context)
        client.login(self.user, self.password)
        answer, _ = client.select(f'"{self.folder}"')
        if answer != "OK":
            raise imaplib.IMAP4.error(f"there is no folder “{self.folder}”")

    def _unseen(self) -> list[bytes]:
        _, found = self._connected().uid("SEARCH", "UNSEEN")
        return (found[0] or b"").split()[:MOST_AT_ONCE]

    def _fetch(self, uid: bytes) -> bytes | None:
        """None for what is too large, or gone meanwhile."""
        client = self._connected()
        _, sizes = client.uid("FETCH", uid.decode(), "(RFC822.SIZE)")
        size = _SIZE.search(sizes[0]) if sizes and isinstance(sizes[0], bytes) else None
        if size is None or int(size[1]) > MOST_BYTES:
            return None
        _, parts = client.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
        return next((cast("bytes", part[1]) for part in parts if isinstance(part, tuple)), None)

    def _mark(self, uid: bytes) -> None:
        self._connected().uid("STORE", uid.decode(), "+FLAGS.SILENT", r"(\Seen)")

    def _wait(self) -> bool:
        """Until something comes; False if nothing did for a while. `imaplib` learns IDLE in Python 3.14."""
        client = self._connected()
        if "IDLE" not in client.capabilities:
            time.sleep(PATIENCE)
            return client.noop()[0] == "OK"
        tag = client._new_tag()  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportAttributeAccessIssue]
        client.send(tag + b" IDLE\r\n")
        client.readline()
        client.sock.settimeout(IDLE)
        try:
            client.readline()
        except TimeoutError:
            # The client's buffered reader can't go on after a time-out: begin anew, as one should now and then.
            return False
        finally:
            client.sock.settimeout(PATIENCE)
        client.send(b"DONE\r\n")
        while not client.readline().startswith(tag):
            pass
        return True

    def _connected(self) -> imaplib.IMAP4:
        if self._client is None:
            raise OSError("not connected")
        return self._client

    def _leave(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            # First the connection: the thread may wait for it to say something, and closes nothing while it does.
            with contextlib.suppress(OSError):
                client.sock.shutdown(socket.SHUT_RDWR)
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                client.shutdown()


async def _taken(take: Take, raw: bytes) -> None:
    """One that can't be taken shall not stand before all others; one that came at a bad moment is taken again."""
    for _ in range(3):
        try:
            await take(raw)
            return
        except Stale:
            continue
        except Unavailable:
            raise
        except Error as refused:
            log.warning("a mail that came in was refused", why=str(refused))
            return

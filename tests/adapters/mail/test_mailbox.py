"""A mailbox on a real IMAP server: what is there, then what comes; what is wrong with it stops nobody."""

import asyncio
import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from kalends.adapters.mail import mailbox as mailboxes
from kalends.adapters.mail.mailbox import Mailbox
from kalends.core.errors import Invalid, Unavailable

DOVECOT = shutil.which("dovecot") or ("/usr/sbin/dovecot" if Path("/usr/sbin/dovecot").exists() else None)
PASSWORD = "open-sesame"

CONFIGURATION = """
protocols = imap
base_dir = {folder}/run
log_path = {folder}/log
mail_location = maildir:{folder}/mail
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@pytest.fixture
def imap_port() -> Iterator[int]:
    if DOVECOT is None:
        pytest.skip("NO IMAP SERVER, the mailbox was not read: install Debian's dovecot-imapd")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Dovecot does not serve mail as root.
    name = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    account = pwd.getpwnam(name)
    with tempfile.TemporaryDirectory(prefix="kalends-imap-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        for part in ("mail", "home"):
            (folder / part).mkdir()
            os.chown(folder / part, account.pw_uid, account.pw_gid)
        group = grp.getgrgid(account.pw_gid).gr_name
        written = CONFIGURATION.format(folder=folder, user=name, group=group, port=port, password=PASSWORD)
        (folder / "conf").write_text(written)
        server = subprocess.Popen([DOVECOT, "-F", "-c", str(folder / "conf")], stderr=subprocess.DEVNULL)
        try:
            _wait(port, server, folder / "log")
            yield port
        finally:
            server.terminate()
            server.wait(10)


def _wait(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"Dovecot did not start:\n{log.read_text() if log.exists() else ''}")


def arrive(port: int, *mails: bytes) -> None:
    """As a delivery agent would put them there."""
    with imaplib.IMAP4("127.0.0.1", port) as client:
        client.login("replies", PASSWORD)
        for mail in mails:
            client.append("INBOX", "", "", mail)


def a_mail(number: int) -> bytes:
    return f"From: cara@example.com\r\nSubject: {number}\r\n\r\nHello\r\n".encode()


class Taker:
    def __init__(self) -> None:
        self.taken: list[str] = []
        self.fails: list[Exception] = []

    async def take(self, raw: bytes) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.taken.append(raw.decode().split("Subject: ")[1].split("\r\n")[0])

    async def has(self, *numbers: int) -> None:
        async with asyncio.timeout(15):
            while self.taken != [str(number) for number in numbers]:
                await asyncio.sleep(0.02)


def box(port: int, password: str = PASSWORD) -> Mailbox:
    return Mailbox(host="127.0.0.1", port=port, security="plain", user="replies", password=password)


@asynccontextmanager
async def reading(mailbox: Mailbox, taker: Taker) -> AsyncIterator[None]:
    task = asyncio.create_task(mailbox.read(taker.take))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_what_is_there_is_taken_and_what_comes_is_told_by_the_server(imap_port: int) -> None:
    taker = Taker()
    await asyncio.to_thread(arrive, imap_port, a_mail(1), a_mail(2))

    async with reading(box(imap_port), taker):
        await taker.has(1, 2)
        await asyncio.to_thread(arrive, imap_port, a_mail(3))
        await taker.has(1, 2, 3)

    async with reading(box(imap_port), taker):
        await asyncio.to_thread(arrive, imap_port, a_mail(4))
        await taker.has(1, 2, 3, 4)


async def test_one_that_is_refused_does_not_stand_before_the_others(imap_port: int) -> None:
    taker = Taker()
    taker.fails = [Invalid("this one is broken")]
    await asyncio.to_thread(arrive, imap_port, a_mail(1), a_mail(2))

    async with reading(box(imap_port), taker):
        await taker.has(2)


async def test_one_that_came_while_the_database_was_away_is_taken_later(
    imap_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "FIRST_PAUSE", 0.05)
    taker = Taker()
    taker.fails = [Unavailable()]
    await asyncio.to_thread(arrive, imap_port, a_mail(1))

    async with reading(box(imap_port), taker):
        await taker.has(1)


async def test_a_server_that_lets_us_not_in_is_asked_again(imap_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "FIRST_PAUSE", 0.05)
    taker, mailbox = Taker(), box(imap_port, password="wrong")
    await asyncio.to_thread(arrive, imap_port, a_mail(1))

    async with reading(mailbox, taker):
        await asyncio.sleep(0.3)
        assert taker.taken == []
        mailbox.password = PASSWORD
        await taker.has(1)


async def test_a_server_that_ends_the_connection_is_asked_again(
    imap_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "FIRST_PAUSE", 0.05)
    taker, mailbox = Taker(), box(imap_port)

    async with reading(mailbox, taker):
        await asyncio.to_thread(arrive, imap_port, a_mail(1))
        await taker.has(1)
        assert mailbox._client is not None
        mailbox._client.sock.shutdown(socket.SHUT_RDWR)
        await asyncio.to_thread(arrive, imap_port, a_mail(2))
        await taker.has(1, 2)


async def test_a_quiet_mailbox_is_entered_anew_without_a_word(imap_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "IDLE", 0.1)
    taker = Taker()

    async with reading(box(imap_port), taker):
        await asyncio.sleep(0.5)
        await asyncio.to_thread(arrive, imap_port, a_mail(1))
        await taker.has(1)

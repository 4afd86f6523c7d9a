"""The posts: an SMTP server, or the log where there is none yet."""

import asyncio
import contextlib
import re
import ssl
import time
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import SMTP
from typing import Any, Literal

import aiosmtplib
import structlog

from kalends.adapters.mail.message import Mail
from kalends.adapters.worker.channels import HandOver, Undeliverable
from kalends.features.notices.domain import is_internal

log = structlog.get_logger("mail")

# A connection that lay longer may be gone: the server is asked first. Servers end idle ones after some minutes.
FRESH = 2.0
LONGEST_IDLE = 30.0
# Servers limit the mails of one connection, often at a hundred.
MOST_MAILS = 90
# RFC 3463: 5.2.2 is a full mailbox, 5.7.x a policy, 5.3 to 5.6 the server or the mail. These say that nobody is there.
NOBODY_THERE = re.compile(r"\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b")
ENHANCED = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
# Without such a code: no such user, user not local, mailbox name not allowed (RFC 5321, section 4.2.3).
GONE = frozenset({550, 551, 553})


class AddressRefused(Undeliverable):
    """The server says that nobody reads mail at this address."""


class LogPost:
    """For development: the mail goes to the log as one reads it, so that its links can be followed."""

    async def send(self, mail: Mail, hand_over: HandOver) -> None:
        read = message_from_bytes(mail.content, policy=SMTP)
        head = "\n".join(f"{name}: {value}" for name, value in read.items())
        text = read.get_body(("plain",))
        said = f"{head}\n\n{text.get_content() if text else ''}"
        async with hand_over:
            log.info("a mail, written to the log because mail.transport is “log”", mail=said)

    async def close(self) -> None: ...


class _Client(aiosmtplib.SMTP):
    """Names sender and recipient and asks to begin side by side with others, and hands the mail over when nobody else
    does: until a mail's end is sent, no server has taken anything."""

    hand_over: HandOver = contextlib.nullcontext()

    async def data(self, message: str | bytes, /, **_: Any) -> aiosmtplib.SMTPResponse:
        assert isinstance(message, bytes)
        begun = await self.execute_command(b"DATA")
        if begun.code != aiosmtplib.SMTPStatus.start_input:
            raise aiosmtplib.SMTPDataError(begun.code, begun.message)
        # RFC 5321, section 4.5.2: what begins with a dot gets another, and one by itself is the end.
        dotted = message.replace(b"\r\n.", b"\r\n..") + b".\r\n"
        async with self.hand_over:
            if self.protocol is None:
                raise aiosmtplib.SMTPServerDisconnected("the server hung up before it had the mail")
            self.protocol.write(dotted)
            taken = await self.protocol.read_response(self.timeout)
            if taken.code != aiosmtplib.SMTPStatus.completed:
                raise aiosmtplib.SMTPDataError(taken.code, taken.message)
        return taken


@dataclass(slots=True)
class _Line:
    """One connection, and how much it has carried."""

    client: _Client
    mails: int = 0
    used_at: float = field(default_factory=time.monotonic)


class SmtpPost:
    """An SMTP server, by connections that are kept and used again; as many as there are mails under way at once."""

    def __init__(
        self,
        *,
        host: str,
        port: int,
        security: Literal["starttls", "tls", "plain"],
        user: str = "",
        password: str = "",
        timeout: float = 10.0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`timeout` is of each exchange, in seconds; `tls` in place of the usual trust."""
        self._host, self._port, self._security = host, port, security
        self._user, self._password = user or None, password or None
        self._timeout = timeout
        self._tls = tls
        self._idle: list[_Line] = []

    async def send(self, mail: Mail, hand_over: HandOver) -> None:
        if is_internal(mail.recipient):
            raise Undeliverable("an internal address was about to be written to by mail")
        line = await self._line()
        line.client.hand_over = hand_over
        try:
            await line.client.sendmail(
                mail.sender,
                [mail.recipient],
                mail.content,
                mail_options=["SMTPUTF8", "BODY=8BITMIME"] if mail.is_international else [],
            )
        except aiosmtplib.SMTPNotSupported as unable:
            await self._keep(line)
            raise Undeliverable("the server takes no addresses with letters beyond ASCII") from unable
        except aiosmtplib.SMTPRecipientsRefused as refused:
            [one] = refused.recipients
            await self._keep(line)
            if _is_final(one.code):
                raise (AddressRefused if _nobody_is_there(one) else Undeliverable)(str(one)) from refused
            raise
        except aiosmtplib.SMTPResponseException as answer:
            line.client.close()
            # Signing in to the server is the operator's matter, and can be mended: those mails wait.
            if _is_final(answer.code) and not isinstance(answer, aiosmtplib.SMTPAuthenticationError):
                raise Undeliverable(str(answer)) from answer
            raise
        except BaseException:
            # Whatever it was in the middle of, nobody can go on from there.
            line.client.close()
            raise
        await self._keep(line)

    async def close(self) -> None:
        idle, self._idle = self._idle, []
        await asyncio.gather(*(_hang_up(line) for line in idle))

    async def _line(self) -> _Line:
        while self._idle:
            line = self._idle.pop()
            lay = time.monotonic() - line.used_at
            if lay < FRESH and line.client.is_connected:
                return line
            if lay < LONGEST_IDLE and await _answers(line):
                return line
            line.client.close()
        client = _Client(
            hostname=self._host,
            port=self._port,
            use_tls=self._security == "tls",
            start_tls=self._security == "starttls",
            username=self._user,
            password=self._password,
            timeout=self._timeout,
            tls_context=self._tls,
        )
        try:
            await client.connect()
        except BaseException:
            client.close()
            raise
        return _Line(client)

    async def _keep(self, line: _Line) -> None:
        line.mails += 1
        line.used_at = time.monotonic()
        if line.mails < MOST_MAILS and line.client.is_connected:
            self._idle.append(line)
        else:
            await _hang_up(line)


async def _answers(line: _Line) -> bool:
    try:
        await line.client.noop()
    except (aiosmtplib.SMTPException, OSError):
        return False
    return True


async def _hang_up(line: _Line) -> None:
    with contextlib.suppress(aiosmtplib.SMTPException, OSError):
        await line.client.quit()
    line.client.close()


def _is_final(code: int) -> bool:
    """RFC 5321, section 4.2.1: 5yz will not change by trying again."""
    return code // 100 == 5


def _nobody_is_there(refused: aiosmtplib.SMTPRecipientRefused) -> bool:
    if ENHANCED.search(refused.message):
        return NOBODY_THERE.search(refused.message) is not None
    return refused.code in GONE

"""A real SMTP server on loopback that takes mails, or refuses, stalls, or drops them, as it is told."""

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult


class Sink:
    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.connections = 0
        self.answer_to_recipient = "250 OK"
        self.answer_to_mail = "250 OK"
        self.hangs_up = False
        # Seconds before each answer: a tarpit.
        self.stalls = 0.0
        self.passwords: list[bytes] = []

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: Any) -> Any:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        await asyncio.sleep(self.stalls)
        if self.hangs_up:
            server.transport.abort()
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.stalls)
        if self.answer_to_mail.startswith("250"):
            self.mails.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=policy.SMTP)))
        return self.answer_to_mail

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.passwords.append(data.password)
        return AuthResult(success=data.login == b"kalends" and data.password == b"open sesame")


@asynccontextmanager
async def listening(
    sink: Sink,
    *,
    tls: ssl.SSLContext | None = None,
    is_tls_from_the_start: bool = False,
    asks_who: bool = False,
    is_international: bool = True,
) -> AsyncIterator[int]:
    """The port at which it listens."""

    def protocol() -> SMTP:
        with warnings.catch_warnings():
            # It warns of passwords without STARTTLS, also where all is encrypted from the start.
            warnings.simplefilter("ignore")
            return made()

    def made() -> SMTP:
        return SMTP(
            sink,
            hostname="localhost",
            enable_SMTPUTF8=is_international,
            tls_context=None if is_tls_from_the_start else tls,
            require_starttls=tls is not None and not is_tls_from_the_start,
            auth_required=asks_who,
            auth_require_tls=asks_who and not is_tls_from_the_start,
            authenticator=sink.authenticate if asks_who else None,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=tls if is_tls_from_the_start else None)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()

"""A real SMTP server on loopback that takes mails, or refuses, or drops them, as it is told."""

import asyncio
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import pytest
from aiosmtpd.smtp import SMTP


class Sink:
    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer_to_recipient = "250 OK"
        self.answer_to_mail = "250 OK"
        self.hangs_up = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.hangs_up:
            server.transport.abort()
        if self.answer_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer_to_mail.startswith("250"):
            self.mails.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=policy.SMTP)))
        return self.answer_to_mail


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
async def smtp_port(sink: Sink) -> AsyncIterator[int]:
    def protocol() -> SMTP:
        return SMTP(sink, hostname="localhost", enable_SMTPUTF8=True)

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()

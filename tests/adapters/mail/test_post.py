"""SMTP as it goes well and as it goes wrong, against a real server."""

import socket
from email.message import EmailMessage

import aiosmtplib
import pytest

from kalends.adapters.mail.post import SmtpPost
from kalends.adapters.worker.channels import Undeliverable
from tests.adapters.mail.sink import Sink, listening


def a_mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "kalends@localhost"
    message["To"] = "ada@example.org"
    message["Subject"] = "Grüße"
    message.set_content("Ça va?\n")
    return message


def post(port: int) -> SmtpPost:
    return SmtpPost(host="127.0.0.1", port=port, security="plain", timeout=5)


async def test_a_mail_arrives_as_it_was_written(sink: Sink, smtp_port: int) -> None:
    await post(smtp_port).send(a_mail())

    [mail] = sink.mails
    assert mail["Subject"] == "Grüße"
    assert mail.get_content().strip() == "Ça va?"


async def test_an_address_that_does_not_exist_is_final(sink: Sink, smtp_port: int) -> None:
    sink.answer_to_recipient = "550 no such user"

    with pytest.raises(Undeliverable, match="no such user"):
        await post(smtp_port).send(a_mail())


@pytest.mark.parametrize("answer", ["450 mailbox busy", "451 try later"])
async def test_a_server_that_is_busy_is_asked_again_later(sink: Sink, smtp_port: int, answer: str) -> None:
    sink.answer_to_recipient = answer

    with pytest.raises(aiosmtplib.SMTPException):
        await post(smtp_port).send(a_mail())


async def test_content_that_is_refused_is_final(sink: Sink, smtp_port: int) -> None:
    sink.answer_to_mail = "554 spam"

    with pytest.raises(Undeliverable, match="spam"):
        await post(smtp_port).send(a_mail())


async def test_a_server_that_hangs_up_is_asked_again_later(sink: Sink, smtp_port: int) -> None:
    sink.hangs_up = True

    with pytest.raises((aiosmtplib.SMTPException, OSError)):
        await post(smtp_port).send(a_mail())


async def test_a_server_that_is_not_there_is_asked_again_later() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        with pytest.raises((aiosmtplib.SMTPException, OSError)):
            await post(taken.getsockname()[1]).send(a_mail())

"""SMTP as it goes well and as it goes wrong, against a real server."""

import asyncio
import socket
import ssl
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from typing import Literal, cast

import aiosmtplib
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kalends.adapters.mail.message import Mail, multipart, phrase, words
from kalends.adapters.mail.post import AddressRefused, SmtpPost
from kalends.adapters.worker.channels import Undeliverable
from tests.adapters.mail.sink import Sink, listening


def a_mail(recipient: str = "ada@example.org") -> Mail:
    head = [("From", "kalends@localhost"), ("To", recipient), ("Subject", phrase("Grüße"))]
    content = multipart(head, [words("Ça va?\n.\n..\n", "plain")], "mark")
    return Mail(sender="kalends@localhost", recipient=recipient, content=content)


def post(port: int) -> SmtpPost:
    return SmtpPost(host="127.0.0.1", port=port, security="plain", timeout=5)


async def test_a_server_has_the_mail_within_its_turn_and_not_before(sink: Sink, smtp_port: int) -> None:
    mails_at: list[int] = []

    @asynccontextmanager
    async def turn() -> AsyncIterator[None]:
        mails_at.append(len(sink.mails))
        yield
        mails_at.append(len(sink.mails))

    await post(smtp_port).send(a_mail(), turn())

    assert mails_at == [0, 1]


async def test_a_mail_arrives_as_it_was_written(sink: Sink, smtp_port: int) -> None:
    await post(smtp_port).send(a_mail(), nullcontext())

    [mail] = sink.mails
    assert mail["Subject"] == "Grüße"
    [said] = mail.iter_parts()
    assert cast(EmailMessage, said).get_content().splitlines() == ["Ça va?", ".", ".."]


async def test_an_address_that_does_not_exist_is_final(sink: Sink, smtp_port: int) -> None:
    sink.answer_to_recipient = "550 no such user"

    with pytest.raises(Undeliverable, match="no such user"):
        await post(smtp_port).send(a_mail(), nullcontext())


@pytest.mark.parametrize("answer", ["450 mailbox busy", "451 try later"])
async def test_a_server_that_is_busy_is_asked_again_later(sink: Sink, smtp_port: int, answer: str) -> None:
    sink.answer_to_recipient = answer

    with pytest.raises(aiosmtplib.SMTPException):
        await post(smtp_port).send(a_mail(), nullcontext())


async def test_content_that_is_refused_is_final(sink: Sink, smtp_port: int) -> None:
    sink.answer_to_mail = "554 spam"

    with pytest.raises(Undeliverable, match="spam"):
        await post(smtp_port).send(a_mail(), nullcontext())


async def test_a_server_that_hangs_up_is_asked_again_later(sink: Sink, smtp_port: int) -> None:
    sink.hangs_up = True

    with pytest.raises((aiosmtplib.SMTPException, OSError)):
        await post(smtp_port).send(a_mail(), nullcontext())


async def test_a_server_that_is_not_there_is_asked_again_later() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))

        with pytest.raises((aiosmtplib.SMTPException, OSError)):
            await post(taken.getsockname()[1]).send(a_mail(), nullcontext())


async def test_an_address_beyond_ascii_is_written_to_where_the_server_knows_such(sink: Sink, smtp_port: int) -> None:
    await post(smtp_port).send(a_mail("grüße@example.org"), nullcontext())

    [mail] = sink.mails
    # RFC 6532: as UTF-8, octets that the parser passes on.
    assert mail["To"].addresses[0].username.encode("ascii", "surrogateescape").decode() == "grüße"


async def test_a_server_that_knows_no_such_address_still_gets_the_other_mails(sink: Sink) -> None:
    async with listening(sink, is_international=False) as port:
        ours = post(port)
        with pytest.raises(Undeliverable, match="ASCII"):
            await ours.send(a_mail("grüße@example.org"), nullcontext())
        await ours.send(a_mail(), nullcontext())
        await ours.close()

    assert [mail["To"].addresses[0].username for mail in sink.mails] == ["ada"]
    assert sink.connections == 1


async def test_connections_are_used_again(sink: Sink, smtp_port: int) -> None:
    ours = post(smtp_port)

    for _ in range(5):
        await ours.send(a_mail(), nullcontext())
    await ours.close()

    assert len(sink.mails) == 5
    assert sink.connections == 1


async def test_a_connection_that_the_server_ended_meanwhile_is_noticed(sink: Sink) -> None:
    async with listening(sink) as port:
        ours = post(port)
        await ours.send(a_mail(), nullcontext())
        [line] = ours._idle
        line.used_at -= 10
        line.client.transport.abort()  # type: ignore[union-attr]
        await asyncio.sleep(0.01)

        await ours.send(a_mail(), nullcontext())
        await ours.close()

    assert len(sink.mails) == 2
    assert sink.connections == 2


async def test_one_that_nobody_reads_mail_at_is_told_apart_from_one_that_policy_refuses(
    sink: Sink, smtp_port: int
) -> None:
    for answer, is_gone in [
        ("550 no such user", True),
        ("550 5.1.1 no such user", True),
        ("550 5.7.1 blocked", False),
        ("552 5.2.2 mailbox full", False),
    ]:
        sink.answer_to_recipient = answer

        with pytest.raises(Undeliverable) as refused:
            await post(smtp_port).send(a_mail(), nullcontext())

        assert isinstance(refused.value, AddressRefused) is is_gone, answer


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_mail_goes_encrypted_and_signed_in(sink: Sink, security: Literal["starttls", "tls"]) -> None:
    server, client = certificates()
    async with listening(sink, tls=server, is_tls_from_the_start=security == "tls", asks_who=True) as port:
        ours = SmtpPost(
            host="127.0.0.1", port=port, security=security, user="kalends", password="open sesame", tls=client
        )
        await ours.send(a_mail(), nullcontext())
        await ours.close()

    assert len(sink.mails) == 1
    assert sink.passwords == [b"open sesame"]


async def test_a_server_that_shows_a_certificate_of_its_own_making_gets_no_mail(sink: Sink) -> None:
    server, _ = certificates()
    async with listening(sink, tls=server) as port:
        with pytest.raises((aiosmtplib.SMTPException, OSError)):
            await SmtpPost(host="127.0.0.1", port=port, security="starttls", timeout=5).send(a_mail(), nullcontext())

    assert sink.mails == []


async def test_a_tarpit_costs_a_time_out_and_is_asked_again_later(sink: Sink, smtp_port: int) -> None:
    """CHECKLIST 59."""
    sink.stalls = 5.0

    with pytest.raises((aiosmtplib.SMTPException, OSError, TimeoutError)):
        await SmtpPost(host="127.0.0.1", port=smtp_port, security="plain", timeout=0.2).send(a_mail(), nullcontext())


async def test_an_internal_address_is_never_written_to(sink: Sink, smtp_port: int) -> None:
    with pytest.raises(Undeliverable):
        await post(smtp_port).send(a_mail("person@kalends.internal"), nullcontext())

    assert sink.connections == 0


def certificates() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """For a server at 127.0.0.1, and for a client that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(pem + secret)
        file.flush()
        server.load_cert_chain(file.name)
    return server, ssl.create_default_context(cadata=pem.decode())

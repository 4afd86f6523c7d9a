"""Mails as they are written: read again, strictly, by the standard library, which did not write them."""

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kalends.adapters.mail.message import Mail, addressed, calendar, mailbox, multipart, phrase, words
from kalends.adapters.wording.words import plain
from kalends.adapters.worker.channels import Undeliverable

STRICT = policy.SMTP.clone(raise_on_defect=True)
# RFC 5322, section 2.1.1; RFC 2047, section 2.
LONGEST_LINE, LONGEST_ENCODED_LINE = 998, 76
ADA = "ada@example.org"

hostile = st.one_of(
    st.text(st.characters(), max_size=400),
    st.text(st.sampled_from('aé🍝\r\n\t \u202e\u2066\ud800\x00"\\<>@,;:=?._()'), max_size=400),
)


def read(content: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(content, policy=STRICT))


def mail(*head: tuple[str, str], text: str = "Lunch\n") -> bytes:
    return multipart(head, [words(text, "plain"), words(text, "html")], "mark")


def lines_of(content: bytes) -> list[bytes]:
    lines = content.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    return lines


def display_name(content: bytes) -> str:
    """Of who is written to, in encoded words as RFC 2047, section 6.2, has them read: the newer parser of Python 3.11
    leaves the white space between two of them in."""
    value = re.sub(r"\r?\n", "", str(message_from_bytes(content)["To"])).removesuffix(ADA).removesuffix(f"<{ADA}>")
    if "=?" in value:
        return str(make_header(decode_header(value))).strip()
    [somebody] = read(content)["To"].addresses
    return somebody.display_name


@given(hostile, hostile)
@example("=?utf-8?q?Lunch?=", "=?utf-8?q?Ada?=")
@example("Lunch\r\nBcc: eve@example.org", 'Ada" <eve@example.org>, "')
@example("a" * 150, "a" * 150)
@example("a b " * 40, "Grüße, " * 20)
def test_a_subject_and_a_name_are_read_as_they_were_meant(subject: str, name: str) -> None:
    subject, name = plain(subject), plain(name)

    content = mail(("To", mailbox(name, ADA)), ("Subject", phrase(subject)))

    found = read(content)
    [somebody] = found["To"].addresses
    assert (found["Subject"], somebody.addr_spec) == (subject, ADA)
    assert display_name(content) == name
    assert found.keys() == ["To", "Subject", "MIME-Version", "Content-Type"]
    assert max(map(len, lines_of(content))) <= LONGEST_LINE
    assert all(len(line) <= LONGEST_ENCODED_LINE for line in lines_of(content) if b"=?utf-8?" in line)


@given(hostile)
def test_what_nobody_made_plain_still_ends_no_header(text: str) -> None:
    content = mail(("To", mailbox(text, ADA)), ("Subject", phrase(text)))

    head = content.partition(b"\r\n\r\n")[0].decode()
    names = [line.partition(":")[0] for line in head.split("\r\n") if not line.startswith(" ")]
    assert names == ["To", "Subject", "MIME-Version", "Content-Type"]
    assert not set(head.replace("\r\n", "")) & set("\r\n\0")


@given(hostile)
@example("From here\n.\n..\n-- \n  \n--=_mark--\n")
@example("é" * 400)
def test_the_words_are_read_as_they_were_meant_in_lines_that_every_server_takes(text: str) -> None:
    content = mail(text=text)

    meant = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    meant = meant if meant.endswith("\n") else f"{meant}\n"
    parts = [part.get_payload(decode=True) for part in read(content).iter_parts()]
    assert [cast(bytes, part).decode().replace("\r\n", "\n") for part in parts] == [meant, meant]
    assert max(map(len, lines_of(content))) <= LONGEST_LINE
    assert content.isascii()


@given(st.binary(max_size=400))
def test_a_calendar_comes_byte_for_byte(content: bytes) -> None:
    [part] = read(multipart([], [calendar(content, "REQUEST")], "mark")).iter_parts()

    assert part.get_payload(decode=True) == content
    assert (part.get_content_type(), part["Content-Type"].params["method"]) == ("text/calendar", "REQUEST")


@pytest.mark.parametrize("value", ["<a@b>\r\nBcc: eve@example.org", "a\nb", "a\rb", "a\0b"])
def test_a_value_that_would_end_its_header_is_not_sent(value: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        mail(("Message-ID", value))


@pytest.mark.parametrize(
    "address",
    ["ada..l@example.org", ".ada@example.org", "ada l@example.org", 'a"b@example.org', "ada>,<eve@example.org"],
)
def test_an_address_that_needs_quotes_has_them(address: str) -> None:
    [somebody] = read(mail(("To", mailbox("Ada", address))))["To"].addresses

    assert (somebody.username, somebody.domain) == (address.rpartition("@")[0], "example.org")


@pytest.mark.parametrize(
    "address",
    ["", "ada", "@example.org", "ada@", "ada@example.org\r\nDATA", "a\r\nb@example.org", "ada@a b", "ada@b>c"],
)
def test_what_is_no_address_is_not_written_to(address: str) -> None:
    with pytest.raises(Undeliverable):
        addressed(address)


def test_only_addresses_beyond_ascii_need_a_server_that_knows_them() -> None:
    assert Mail(sender=ADA, recipient="grüße@example.org", content=b"").is_international
    assert not Mail(sender=ADA, recipient=ADA, content=mail(("Subject", phrase("Grüße")))).is_international
    assert "grüße@example.org".encode() in mail(("To", mailbox("Grace", "grüße@example.org")))

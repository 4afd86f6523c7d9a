"""A mail in the form in which it is sent (RFC 5322 and 2045 to 2047), written in one go.

The standard library builds a tree of parsed headers and walks it, which cost a worker more than the rest of a mail. We
send one shape only; that it is read as it was meant is tested with the standard library's parser.
"""

import re
from base64 import b64encode
from binascii import b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from kalends.adapters.worker.channels import Undeliverable

# RFC 2047, section 2: a line with an encoded word has 76 characters at most. So many octets make 52 letters of Base64,
# which leaves room for the word's own marks and the longest name of a header that we encode.
OCTETS_IN_A_WORD = 39
# The same room for what needs no encoding; RFC 5322, section 2.1.1, asks for 78 in a line.
LETTERS_IN_A_LINE = 64

_AS_IT_IS = re.compile(r"[!-~]+(?: [!-~]+)*")
_ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
# RFC 5322, section 3.2.3, with RFC 6532 for what is not ASCII.
_ATOM = r"[^\s()<>\[\]:;@\\,.\"\x00-\x20\x7f-\x9f\ud800-\udfff]+"
_DOT_ATOM = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_QUOTABLE = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """From and to one address each, as SMTP is told them; `content` is in lines that end in CRLF."""

    sender: str
    recipient: str
    content: bytes

    @property
    def is_international(self) -> bool:
        """An address is beyond ASCII, so the server must know SMTPUTF8 (RFC 6531). Nothing else in a mail is."""
        return not (self.sender.isascii() and self.recipient.isascii())


@dataclass(frozen=True, slots=True)
class Part:
    """One way of saying what the mail says. `body` is encoded as `encoding` says, in lines that end in CRLF."""

    content_type: str
    encoding: str
    body: bytes


def multipart(head: Sequence[tuple[str, str]], parts: Sequence[Part], mark: str) -> bytes:
    """All of a mail: its head, and the same thing in so many ways, the last the best (RFC 2046, section 5.1.4).

    `mark` tells mails apart of which one holds another. Raises ValueError where a value would end its header.
    """
    # In neither of the encodings can "=_" be.
    boundary = f"=_{mark}"
    lines = [
        *(_header(name, value) for name, value in head),
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
        "",
        "",
    ]
    pieces = ["\r\n".join(lines).encode()]
    for part in parts:
        pieces += (
            f"--{boundary}\r\nContent-Type: {part.content_type}\r\n"
            f"Content-Transfer-Encoding: {part.encoding}\r\n\r\n".encode(),
            part.body,
            b"\r\n",
        )
    return b"".join([*pieces, f"--{boundary}--\r\n".encode()])


def words(text: str, subtype: str) -> Part:
    """Of a text with whatever ends of lines; the last is given one. Not every server takes eight bits."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    # It breaks long lines as the first one ends.
    body = b2a_qp(lines.replace("\n", "\r\n").encode("utf-8", "replace"), istext=True)
    return Part(f'text/{subtype}; charset="utf-8"', "quoted-printable", body)


def calendar(content: bytes, method: str) -> Part:
    """RFC 6047, section 2.4: an alternative to the words, which says its method again."""
    encoded = b64encode(content)
    lines = [encoded[at : at + 76] for at in range(0, len(encoded), 76)]
    return Part(f'text/calendar; charset="utf-8"; method="{method}"', "base64", b"\r\n".join(lines))


def phrase(text: str) -> str:
    """The value of a header that people read, such as a subject: as it is, or in encoded words (RFC 2047)."""
    if _AS_IT_IS.fullmatch(text) and "=?" not in text:
        if len(text) <= LETTERS_IN_A_LINE:
            return text
        lines = wrap(text, LETTERS_IN_A_LINE, break_long_words=False, break_on_hyphens=False)
        if max(map(len, lines)) <= LETTERS_IN_A_LINE:
            return "\r\n ".join(lines)
    return _encoded(text)


def mailbox(name: str, address: str) -> str:
    """Somebody, for a header: their name as people read it and where they are reached."""
    if not name:
        return addressed(address)
    # In quotes some readers decode what looks like an encoded word, though none is one there.
    if len(name) > LETTERS_IN_A_LINE or not _AS_IT_IS.fullmatch(name) or "=?" in name:
        shown = _encoded(name)
    else:
        shown = name if _ATOMS.fullmatch(name) else _quoted(name)
    whole = f"{shown} <{addressed(address)}>"
    return whole if len(whole) <= LETTERS_IN_A_LINE else f"{shown}\r\n <{addressed(address)}>"


def addressed(address: str) -> str:
    """An address as headers and SMTP have it; raises Undeliverable for what is none."""
    local, _, domain = address.rpartition("@")
    if not _DOT_ATOM.fullmatch(domain) or not _QUOTABLE.fullmatch(local):
        raise Undeliverable("this is no mail address: it has no name or no domain, or characters that none has")
    return address if _DOT_ATOM.fullmatch(local) else f"{_quoted(local)}@{domain}"


def _header(name: str, value: str) -> str:
    unfolded = value.replace("\r\n ", " ")
    if "\r" in unfolded or "\n" in unfolded or "\0" in unfolded:
        raise ValueError(f"{name} would end before its value does")
    return f"{name}: {value}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _encoded(text: str) -> str:
    """No character is cut in two, as section 5 asks."""
    encoded: list[str] = []
    word = b""
    for char in text:
        octets = char.encode("utf-8", "replace")
        if len(word) + len(octets) > OCTETS_IN_A_WORD:
            encoded.append(_word(word))
            word = b""
        word += octets
    return "\r\n ".join([*encoded, _word(word)])


def _word(octets: bytes) -> str:
    return f"=?utf-8?b?{b64encode(octets).decode()}?="

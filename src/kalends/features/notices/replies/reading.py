"""A mail read: a reply or counter-proposal (RFC 5546, RFC 6047), a bounce (RFC 3464), or nothing for us. No I/O.

Nothing that comes in is ever answered by mail to whoever sent it, so no two machines can keep each other writing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import Any, cast

from kalends.features.accounts.addresses import key_of
from kalends.features.calendars.objects.errors import ObjectIsMalformed, ObjectIsTooLarge, ZoneIsUnknown
from kalends.features.calendars.objects.lines import Component, read_components
from kalends.features.calendars.objects.values import Moment, Zones, read_moment
from kalends.features.calendars.objects.zones import zones_of
from kalends.features.notices.invitations.messages import address_of

STATUSES = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
LONGEST_COMMENT = 500
# RFC 3463: nobody reads mail at this address.
GONE = re.compile(r"5\.(?:1\.(?:1|2|3|6|10)|2\.1)")
# Of a message that fits in our own limits; what is nested deeper is no reply.
MOST_PARTS = 50
# How a report says which mail it is about (RFC 6522, section 3).
ORIGINAL = ("message/rfc822", "text/rfc822-headers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an attendee's calendar says of an invitation; `proposed` where it would like another time."""

    uid: str
    attendee: str
    said: str
    sequence: int | None
    stamp: datetime
    comment: str = ""
    # Which occurrence, as its organiser's zones have it; None: all.
    which: Moment | None = None
    proposed: tuple[datetime, datetime] | None = None
    is_counter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A mail of ours did not arrive, and never will."""

    address: str
    message_id: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """Not for us, and why."""

    why: str


Incoming = Reply | Bounce | Nothing


def read_mail(raw: bytes) -> Incoming:
    mail = message_from_bytes(raw, policy=policy.default)
    try:
        if mail.get_content_type() == "multipart/report":
            return _bounce(mail)
        if _has_failed(mail):
            return Nothing(why="its sender could not be proved (DMARC)")
        calendar = next((part for part in _parts(mail) if part.get_content_type() == "text/calendar"), None)
        if calendar is None:
            return Nothing(why="there is no calendar in it")
        return _reply(_content(calendar), key_of(parseaddr(str(mail["From"] or ""))[1]))
    except (ObjectIsMalformed, ObjectIsTooLarge, ZoneIsUnknown) as malformed:
        return Nothing(why=str(malformed))
    except (LookupError, ValueError, AttributeError, TypeError) as broken:
        # The standard library's parser stumbles over some that are cut or mislabelled.
        return Nothing(why=f"it can't be read: {broken}")


def message_id_of(raw: bytes) -> tuple[str, str]:
    """Its Message-ID and whom it is to, by which a mail of ours that came back is known."""
    mail = message_from_bytes(raw, policy=policy.compat32)
    return str(mail["Message-ID"] or ""), parseaddr(str(mail["To"] or ""))[1]


def _parts(mail: EmailMessage) -> Iterator[EmailMessage]:
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            return
        yield part


def _content(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise ValueError("its calendar is empty")
    charset = part.get_content_charset() or "utf-8"
    return payload.decode(charset, "replace").encode()


def _has_failed(mail: EmailMessage) -> bool:
    """As the server before us says, whose line is the first (RFC 8601, section 5). Without one nobody has looked."""
    verdict = mail.get("Authentication-Results")
    return verdict is not None and re.search(r"\bdmarc\s*=\s*fail\b", str(verdict), re.IGNORECASE) is not None


def _reply(content: bytes, sender: str) -> Incoming:
    [calendar] = read_components(content)
    method = _value(calendar, "METHOD").upper()
    if method not in ("REPLY", "COUNTER"):
        return Nothing(why=f"its method is {method or 'missing'}, where we take REPLY and COUNTER")
    event = next((child for child in calendar.children if child.name == "VEVENT"), None)
    if event is None:
        return Nothing(why="there is no event in it")
    # RFC 6047, section 3: who speaks for an attendee writes from that address, or is named as speaking for them.
    mine = next((line for line in event.all("ATTENDEE") if _speaks(line.value, line.parameters, sender)), None)
    if mine is None:
        return Nothing(why="it speaks for somebody else than its sender")
    said = STATUSES.get(mine.parameters.get("PARTSTAT", "").upper())
    if said is None and method == "REPLY":
        return Nothing(why="it neither accepts nor declines")
    zones = Zones(zones_of(calendar))
    stamp = event.first("DTSTAMP")
    when = read_moment(stamp, zones) if stamp else None
    which = event.first("RECURRENCE-ID")
    comment = event.first("COMMENT")
    return Reply(
        uid=_value(event, "UID"),
        attendee=key_of(address_of(mine)),
        said=said or "tentative",
        sequence=_number(_value(event, "SEQUENCE")),
        stamp=_instant(when),
        comment=comment.text.strip()[:LONGEST_COMMENT] if comment else "",
        which=read_moment(which, zones) if which else None,
        proposed=_proposed(event, zones) if method == "COUNTER" else None,
        is_counter=method == "COUNTER",
    )


def _speaks(value: str, parameters: dict[str, str], sender: str) -> bool:
    addresses = (value, parameters.get("SENT-BY", ""))
    return sender != "" and any(
        scheme.strip().lower() == "mailto" and key_of(address) == sender
        for scheme, _, address in (one.partition(":") for one in addresses)
    )


def _proposed(event: Component, zones: Zones) -> tuple[datetime, datetime] | None:
    start, end = event.first("DTSTART"), event.first("DTEND")
    if start is None or end is None:
        return None
    times = read_moment(start, zones), read_moment(end, zones)
    if not all(isinstance(one, datetime) and one.tzinfo is not None for one in times):
        return None
    return _instant(times[0]), _instant(times[1])


def _instant(moment: Moment | None) -> datetime:
    """Without a stamp it is older than any other: RFC 5546 wants one."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return datetime.min.replace(tzinfo=UTC)


def _bounce(mail: EmailMessage) -> Incoming:
    parts = list(_parts(mail))
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    original = next(
        (part for part in parts if part.get_content_type() in ("message/rfc822", "text/rfc822-headers")), None
    )
    if status is None or original is None:
        return Nothing(why="it reports no delivery, or not of which mail")
    blocks = cast("list[Message[Any, Any]]", status.get_payload())
    failed = next((block for block in blocks if str(block.get("Action", "")).strip().lower() == "failed"), None)
    if failed is None or not GONE.search(str(failed.get("Status", ""))):
        return Nothing(why="it does not say that nobody reads mail there")
    message_id = _message_id(original)
    # Who was written to is in our own mail; a forwarding server names another.
    return Bounce(
        address=parseaddr(str(_head(original).get("To", "")))[1],
        message_id=message_id,
        said=" ".join(str(failed.get("Diagnostic-Code", failed.get("Status", ""))).split()),
    )


def _message_id(original: EmailMessage) -> str:
    return str(_head(original).get("Message-ID", "")).strip()


def _head(original: EmailMessage) -> "Message[Any, Any]":
    if original.get_content_type() == "message/rfc822":
        return cast("list[Message[Any, Any]]", original.get_payload())[0]
    content = original.get_payload(decode=True)
    return message_from_bytes(content if isinstance(content, bytes) else b"", policy=policy.compat32)


def _value(component: Component, name: str) -> str:
    line = component.first(name)
    return line.text.strip() if line else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

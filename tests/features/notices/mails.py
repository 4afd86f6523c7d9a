"""Mails as calendars and mail servers send them back."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

NOON = datetime(2030, 1, 5, 12, tzinfo=UTC)


def reply(
    uid: str,
    attendee: str,
    partstat: str = "ACCEPTED",
    *,
    sender: str | None = None,
    sequence: int | None = 0,
    stamp: datetime = NOON,
    method: str = "REPLY",
    lines: tuple[str, ...] = (),
    headers: tuple[tuple[str, str], ...] = (),
    parameters: str = "",
) -> bytes:
    """As Apple's and Google's calendars send it: words, and a text/calendar part."""
    content = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cara//Pen//EN", f"METHOD:{method}", "BEGIN:VEVENT"),
        *(f"UID:{uid}", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}", "DTSTART:20300114T120000Z", "DTEND:20300114T130000Z"),
        *([] if sequence is None else [f"SEQUENCE:{sequence}"]),
        "ORGANIZER:mailto:somebody@example.org",
        f"ATTENDEE;CN=Cara;PARTSTAT={partstat}{parameters}:mailto:{attendee}",
        *lines,
        *("END:VEVENT", "END:VCALENDAR", ""),
    ]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"Cara <{sender or attendee}>"
    mail["To"] = "replies@kalends.test"
    mail["Subject"] = "Accepted: Lunch"
    mail["Message-ID"] = "<1@example.com>"
    for name, value in headers:
        mail[name] = value
    mail.set_content("Cara has accepted.\n")
    mail.add_alternative("\r\n".join(content), subtype="calendar", params={"method": method})
    return mail.as_bytes()


def bounce(to: str, message_id: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """As Postfix reports it (RFC 3464)."""
    return "\r\n".join(
        [
            *("From: MAILER-DAEMON@example.com", "To: kalends@kalends.test", "Subject: Undelivered Mail"),
            *("MIME-Version: 1.0", "Auto-Submitted: auto-replied", "Message-ID: <2@example.com>"),
            'Content-Type: multipart/report; report-type=delivery-status; boundary="X"',
            *("", "--X", "Content-Type: text/plain", "", "I could not deliver it.", ""),
            *("--X", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; example.com", ""),
            *(f"Final-Recipient: rfc822; {to}", f"Action: {action}", f"Status: {status}"),
            *("Diagnostic-Code: smtp; 550 no such user here", ""),
            *("--X", "Content-Type: message/rfc822", "", "From: kalends@kalends.test", f"To: Cara <{to}>"),
            *(f"Message-ID: {message_id}", "Subject: Invitation: Lunch", "", "Hello", "", "--X--", ""),
        ]
    ).encode()

"""What of an event goes by mail, and what stays in the house."""

from datetime import UTC, datetime

from kalends.features.notices.invitations.domain import CANCEL, REQUEST
from kalends.features.notices.invitations.messages import called_off, message, scheduled
from tests.features.calendars.diary import lunch

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
FILE = (
    "ATTACH;MANAGED-ID=01a217fd-6bb9-77ef-a8ec-19b94695289e;FILENAME=agenda.txt:"
    "https://kalends.example/dav/attachments/01a217fd-6bb9-77ef-a8ec-19b94695289e/agenda.txt"
)
PEOPLE = ("ORGANIZER:mailto:ada@example.org", "ATTENDEE:mailto:grace@example.net")


def test_files_are_named_to_those_who_can_sign_in_and_to_nobody_else() -> None:
    event = scheduled(lunch(FILE, "ATTACH:https://example.org/menu.pdf", *PEOPLE))
    assert event is not None

    mailed = message(event, REQUEST, 1, now=NOW)
    kept = message(event, REQUEST, 1, now=NOW, with_files=True)

    assert b"MANAGED-ID" not in mailed
    assert b"ATTACH:https://example.org/menu.pdf\r\n" in mailed
    assert f"{FILE}\r\n".encode() in kept
    assert b"MANAGED-ID" not in called_off(mailed, 2, now=NOW)
    assert b"STATUS:CANCELLED" in message(event, CANCEL, 2, now=NOW)


def test_a_file_that_comes_or_goes_is_news_to_those_invited() -> None:
    """RFC 8607, section 3.12.6."""
    before, after = scheduled(lunch(*PEOPLE)), scheduled(lunch(FILE, *PEOPLE))

    assert before is not None
    assert after is not None
    assert before.digest != after.digest

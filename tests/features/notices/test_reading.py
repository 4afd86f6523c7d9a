"""Mails that come in, read without believing them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalends.core.ids import DeliveryId, new_uuid
from kalends.features.notices.postmark import Postmark
from kalends.features.notices.replies.reading import Bounce, Nothing, Reply, read_mail
from tests.features.notices.mails import NOON, bounce, reply

CARA = "cara@example.com"


def nothing(raw: bytes) -> str:
    read = read_mail(raw)
    assert isinstance(read, Nothing), read
    return read.why


@pytest.mark.parametrize(
    ("partstat", "said"), [("ACCEPTED", "accepted"), ("declined", "declined"), ("TENTATIVE", "tentative")]
)
def test_a_reply_is_read(partstat: str, said: str) -> None:
    read = read_mail(reply("lunch", CARA, partstat, lines=("COMMENT:Gladly\\, thank you",)))

    assert read == Reply(uid="lunch", attendee=CARA, said=said, sequence=0, stamp=NOON, comment="Gladly, thank you")


def test_a_counter_proposal_names_its_time() -> None:
    read = read_mail(reply("lunch", CARA, "TENTATIVE", method="COUNTER"))

    assert isinstance(read, Reply)
    assert read.is_counter
    assert read.proposed == (datetime(2030, 1, 14, 12, tzinfo=UTC), datetime(2030, 1, 14, 13, tzinfo=UTC))


def test_a_reply_to_one_occurrence_says_which() -> None:
    read = read_mail(reply("lunch", CARA, lines=("RECURRENCE-ID:20300121T120000Z",)))

    assert isinstance(read, Reply)
    assert read.which == datetime(2030, 1, 21, 12, tzinfo=UTC)


def test_who_speaks_for_somebody_else_is_not_heard() -> None:
    """RFC 6047, section 3."""
    assert "somebody else" in nothing(reply("lunch", CARA, sender="eve@example.com"))


def test_who_is_named_as_speaking_for_them_is_heard() -> None:
    read = read_mail(reply("lunch", CARA, sender="desk@example.com", parameters=';SENT-BY="mailto:desk@example.com"'))

    assert isinstance(read, Reply)
    assert read.attendee == CARA


def test_addresses_are_compared_as_accounts_compare_them() -> None:
    assert isinstance(read_mail(reply("lunch", "Cara@Example.com", sender="cara@example.COM")), Reply)


def test_a_sender_that_was_proved_false_is_not_heard() -> None:
    forged = reply("lunch", CARA, headers=(("Authentication-Results", "mx.kalends.test; dmarc=fail"),))
    proved = reply("lunch", CARA, headers=(("Authentication-Results", "mx.kalends.test; dmarc=pass"),))

    assert "DMARC" in nothing(forged)
    assert isinstance(read_mail(proved), Reply)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: a@b\r\n\r\nI am on holiday",
        b"From: a@b\r\nAuto-Submitted: auto-replied\r\n\r\nI am on holiday",
        reply("lunch", CARA, method="REQUEST"),
        reply("lunch", CARA, method="CANCEL"),
        reply("lunch", CARA, "NEEDS-ACTION"),
        reply("lunch", CARA, "DELEGATED"),
        reply("lunch", CARA).replace(b"END:VEVENT", b""),
        reply("lunch", CARA).replace(b"BEGIN:VEVENT", b"BEGIN:VTODO").replace(b"END:VEVENT", b"END:VTODO"),
        reply("lunch", CARA).replace(b'charset="utf-8"', b'charset="klingon"'),
        b"From: a@b\r\nContent-Type: multipart/report\r\n\r\n",
    ],
)
def test_what_is_not_for_us_is_left(raw: bytes) -> None:
    assert nothing(raw)


@settings(max_examples=200, deadline=None)
@given(cut=st.integers(0, 900), junk=st.binary(max_size=40), is_bounce=st.booleans())
def test_no_mail_is_too_broken_to_be_left(cut: int, junk: bytes, is_bounce: bool) -> None:
    whole = bounce(CARA, "<x@y>") if is_bounce else reply("lunch", CARA)

    assert read_mail(whole[:cut] + junk + whole[cut + len(junk) :]) is not None


def test_a_bounce_names_who_was_written_to_and_by_which_mail() -> None:
    assert read_mail(bounce(CARA, "<1.2@kalends.test>")) == Bounce(
        address=CARA, message_id="<1.2@kalends.test>", said="smtp; 550 no such user here"
    )


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("failed", "5.2.2"), ("failed", "5.7.1")])
def test_what_may_still_arrive_or_is_a_policy_is_no_bounce(action: str, status: str) -> None:
    assert nothing(bounce(CARA, "<1.2@kalends.test>", action=action, status=status))


def test_a_message_id_is_ours_for_the_address_it_was_made_for() -> None:
    ours, other = Postmark(b"k" * 32), Postmark(b"o" * 32)
    delivery = DeliveryId(new_uuid())

    made = ours.message_id(delivery, "Cara@Example.com", "kalends.test")

    assert made == ours.message_id(delivery, "cara@example.com", "kalends.test")
    assert ours.is_on(made, CARA)
    assert not ours.is_on(made, "eve@example.com")
    assert not other.is_on(made, CARA)
    assert not ours.is_on(f"<{delivery}@kalends.test>", CARA)

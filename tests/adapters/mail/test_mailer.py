"""Letters as they leave: parsed again by the standard library, whatever people call their meetings."""

from contextlib import nullcontext
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from kalends.adapters.mail.mailer import Mailer
from kalends.adapters.mail.post import LogPost
from kalends.adapters.wording.letters import WORDINGS, House
from kalends.core.ids import DeliveryId, SpaceId, new_uuid
from kalends.features.notices.domain import Attached, Entry, Letter, Matter, Occasion
from kalends.features.notices.postmark import Postmark
from kalends.store.outbox import Delivery

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "Lunch\r\nBcc: eve@example.org\r\n\r\nnot yours",
    "Lunch\nX-Evil: 1",
    "\u202eHCNUL\u202c",
    "{name} {0} {self.__class__}",
    "{{ 7 * 7 }}",
    "=?utf-8?q?Lunch?=",
    "🍝" * 100,
    "ا" * 150,
]


def delivery() -> Delivery:
    return Delivery(
        id=DeliveryId(new_uuid()),
        space_id=SpaceId(new_uuid()),
        fact_id=None,
        recipient="ada",
        channel="mail",
        payload={},
        host="mail",
        attempt=1,
        max_attempts=5,
        created_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
    )


def mailer() -> Mailer:
    return Mailer(
        notices=cast(Any, None),
        post=LogPost(),
        sender="Kalends <kalends@kalends.test>",
        house=House(url="https://kalends.test", link_minutes=15),
        postmark=Postmark(b"k" * 32),
    )


def mail_of(letter: Letter) -> EmailMessage:
    ours = mailer()
    return cast(EmailMessage, message_from_bytes(ours.message(letter, delivery()).content, policy=policy.SMTP))


def letter(occasion: Occasion, text: str = "Lunch", locale: str = "en", **more: Any) -> Letter:
    matter = Matter(
        title=text,
        place=text,
        who=text,
        said="accepted",
        comment=text,
        start=datetime(2026, 1, 14, 18, tzinfo=UTC),
        end=datetime(2026, 1, 14, 19, tzinfo=UTC),
        deadline=datetime(2026, 1, 10, tzinfo=UTC),
        url="https://kalends.test/m/abc",
        entries=(Entry(title=text, place=text),),
    )
    return Letter(
        occasion=occasion, address="ada@example.org", name=text, locale=locale, code="code", matter=matter, **more
    )


def parts(mail: EmailMessage) -> tuple[str, str]:
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


@pytest.mark.parametrize("locale", ["en", "de"])
@pytest.mark.parametrize("occasion", list(WORDINGS))
def test_every_letter_has_a_subject_words_and_the_same_words_as_a_page(occasion: Occasion, locale: str) -> None:
    mail = mail_of(letter(occasion, locale=locale))

    text, html = parts(mail)
    assert mail["Subject"].strip()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert text.startswith("Guten Tag" if locale == "de" else "Hello")
    assert f'<html lang="{locale}">' in html


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("occasion", list(WORDINGS))
def test_a_hostile_title_stays_a_title(occasion: Occasion, title: str) -> None:
    mail = mail_of(letter(occasion, title))

    assert set(mail.keys()) == {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type")
    }
    assert [str(one) for one in mail["To"].addresses[0].addr_spec.splitlines()] == ["ada@example.org"]
    assert len(mail["To"].addresses) == 1
    _, html = parts(mail)
    assert "<script>" not in html
    assert "<img" not in html
    assert "\u202e" not in mail["Subject"] + html


def test_a_letter_that_one_may_do_without_says_how_to_end_it() -> None:
    mail = mail_of(letter(Occasion.REMINDER, unsubscribe="code"))

    address = "https://kalends.test/unsubscribe/code"
    assert mail["List-Unsubscribe"] == f"<{address}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert all(address in part for part in parts(mail))


def test_a_repeat_is_the_same_mail_under_the_same_message_id() -> None:
    owed = delivery()
    ours = mailer()

    first, again = (ours.message(letter(Occasion.REMINDER), owed) for _ in range(2))

    assert first == again
    assert f"Message-ID: <{owed.id.hex}.".encode() in first.content


def test_an_invitation_is_an_alternative_and_says_its_method() -> None:
    attached = Attached(content=b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", method="REQUEST")

    mail = mail_of(letter(Occasion.INVITED, attached=attached))

    last = list(mail.iter_parts())[-1]
    assert mail.get_content_type() == "multipart/alternative"
    assert last.get_content_type() == "text/calendar"
    assert last["Content-Type"].params["method"] == "REQUEST"
    assert last.get_content().replace("\r\n", "\n") == attached.content.decode().replace("\r\n", "\n")


async def test_a_mail_in_the_log_is_as_one_reads_it() -> None:
    ours = mailer()

    with capture_logs() as logged:
        await ours.post.send(ours.message(letter(Occasion.VERIFY_ADDRESS, "Grüße"), delivery()), nullcontext())

    [line] = logged
    assert "To: Grüße <ada@example.org>" in line["mail"]
    assert "https://kalends.test/verify/code" in line["mail"]

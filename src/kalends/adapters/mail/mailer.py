"""Deliveries on the mail channel: worded and put into a message here, sent by whatever post the settings name."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from functools import cache
from textwrap import fill
from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from kalends.adapters.mail.post import AddressRefused
from kalends.adapters.wording.letters import House, Worded, worded
from kalends.adapters.wording.words import Words, plain
from kalends.adapters.worker.channels import HandOver
from kalends.features.notices.domain import Attached, Letter
from kalends.features.notices.postmark import Postmark
from kalends.features.notices.service import Notices
from kalends.store.outbox import Delivery

WIDTH = 76


class Post(Protocol):
    """Takes a mail to the next server, or raises RetryLater, Undeliverable, or what the network says.

    From where the server may have taken it until it says so is inside `hand_over`.
    """

    async def send(self, message: EmailMessage, hand_over: HandOver) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailer:
    notices: Notices
    post: Post
    sender: str
    house: House
    postmark: Postmark
    # Where replies are read by us; empty: nowhere, they go to whom the letter names.
    replies_to: str = ""

    async def deliver(self, delivery: Delivery, hand_over: HandOver) -> None:
        letter = await self.notices.letter(delivery)
        if letter is None:
            return
        try:
            await self.post.send(self.message(letter, delivery), hand_over)
        except AddressRefused as refused:
            await self.notices.suppress(letter.address, "refused", str(refused))
            raise

    def message(self, letter: Letter, delivery: Delivery) -> EmailMessage:
        said = worded(letter, self.house)
        words = Words(letter.locale, letter.zone)
        name = plain(letter.name)
        unsubscribe = f"{self.house.url}/unsubscribe/{letter.unsubscribe}" if letter.unsubscribe else ""
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender
        message["To"] = Address(display_name=name, addr_spec=letter.address)
        if letter.attached is not None and self.replies_to:
            message["Reply-To"] = self.replies_to
        message["Subject"] = said.subject
        message["Date"] = delivery.created_at
        domain = parseaddr(self.sender)[1].partition("@")[2]
        message["Message-ID"] = self.postmark.message_id(delivery.id, letter.address, domain)
        # RFC 3834: no holiday replies to a machine.
        message["Auto-Submitted"] = "auto-generated"
        if unsubscribe:
            # RFC 8058: one POST, without a question.
            message["List-Unsubscribe"] = f"<{unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        greeting = words.say("Hello {name},", name=name) if name else words.say("Hello,")
        shown = {
            "letter": said,
            "greeting": greeting,
            "language": words.language,
            "unsubscribe": unsubscribe,
            "unsubscribe_label": words.say("No more mails of this kind"),
        }
        footer = words.say("No more mails of this kind: {url}", url=unsubscribe) if unsubscribe else ""
        # Not every server takes eight bits.
        message.set_content(_text(said, greeting, footer), cte="quoted-printable")
        message.add_alternative(_rendered("letter.html", shown), subtype="html", cte="quoted-printable")
        if letter.attached is not None:
            _attach(message, letter.attached)
        return message


def _attach(message: EmailMessage, attached: Attached) -> None:
    """RFC 6047, section 2.4: the calendar is an alternative to the words, and says its method again."""
    message.add_alternative(
        attached.content.decode(), subtype="calendar", cte="base64", params={"method": attached.method}
    )


def _text(said: Worded, greeting: str, footer: str) -> str:
    """Blocks with an empty line between them; links stand on lines of their own, whole."""
    blocks = [
        greeting,
        *(_wrapped(paragraph) for paragraph in said.paragraphs),
        "\n".join(f"{word}: {what}" for word, what in said.rows),
        "\n".join(f"{when}  {what}" for when, what in said.entries),
        "{}:\n{}".format(*said.button) if said.button else "",
        "\n".join(_wrapped(sentence) for sentence in said.closing),
        f"-- \n{footer}" if footer else "",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _wrapped(paragraph: str) -> str:
    return fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def _rendered(template: str, shown: dict[str, Any]) -> str:
    return _templates().get_template(template).render(shown)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("kalends.adapters.mail", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

"""Deliveries on the mail channel: worded and put into a message here, sent by whatever post the settings name."""

from dataclasses import dataclass
from email.utils import format_datetime, parseaddr
from functools import cache
from textwrap import fill
from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from kalends.adapters.mail import message
from kalends.adapters.mail.message import Mail, addressed, mailbox, phrase
from kalends.adapters.mail.post import AddressRefused
from kalends.adapters.wording.letters import House, Worded, worded
from kalends.adapters.wording.words import Words, plain
from kalends.adapters.worker.channels import HandOver
from kalends.features.notices.domain import Letter
from kalends.features.notices.postmark import Postmark
from kalends.features.notices.service import Notices
from kalends.store.outbox import Delivery

WIDTH = 76


class Post(Protocol):
    """Takes a mail to the next server, or raises RetryLater, Undeliverable, or what the network says.

    From where the server may have taken it until it says so is inside `hand_over`.
    """

    async def send(self, mail: Mail, hand_over: HandOver) -> None: ...

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

    def message(self, letter: Letter, delivery: Delivery) -> Mail:
        said = worded(letter, self.house)
        words = Words(letter.locale, letter.zone)
        name = plain(letter.name)
        sender_name, sender = parseaddr(self.sender)
        unsubscribe = f"{self.house.url}/unsubscribe/{letter.unsubscribe}" if letter.unsubscribe else ""
        head = [
            ("From", mailbox(sender_name, sender)),
            ("To", mailbox(name, letter.address)),
            ("Subject", phrase(said.subject)),
            ("Date", format_datetime(delivery.created_at)),
            ("Message-ID", self.postmark.message_id(delivery.id, letter.address, sender.rpartition("@")[2])),
            # RFC 3834: no holiday replies to a machine.
            ("Auto-Submitted", "auto-generated"),
        ]
        if letter.attached is not None and self.replies_to:
            head.append(("Reply-To", mailbox(*parseaddr(self.replies_to))))
        if unsubscribe:
            # RFC 8058: one POST, without a question.
            head.append(("List-Unsubscribe", f"<{unsubscribe}>"))
            head.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
        greeting = words.say("Hello {name},", name=name) if name else words.say("Hello,")
        shown = {
            "letter": said,
            "greeting": greeting,
            "language": words.language,
            "unsubscribe": unsubscribe,
            "unsubscribe_label": words.say("No more mails of this kind"),
        }
        footer = words.say("No more mails of this kind: {url}", url=unsubscribe) if unsubscribe else ""
        parts = [
            message.words(_text(said, greeting, footer), "plain"),
            message.words(_rendered("letter.html", shown), "html"),
        ]
        if letter.attached is not None:
            parts.append(message.calendar(letter.attached.content, letter.attached.method))
        content = message.multipart(head, parts, delivery.id.hex)
        return Mail(sender=addressed(sender), recipient=addressed(letter.address), content=content)


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
